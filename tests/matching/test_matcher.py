"""Where terms are found, and where not."""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rows import on_each

from glossary.dictionary.script_folding import build_maps, fold_scripts, simplify
from glossary.lang import zh
from glossary.lang.en_variants import list_variants
from glossary.lang.scripts import has_han
from glossary.matching.folding import fold
from glossary.matching.term_matcher import Matcher
from glossary.matching.word_boundaries import is_word_character
from glossary.model import Case, Concept, Glossary, Match, State, Status, Term


def glossary(*concepts: Sequence[str | Term]) -> Glossary:
    """A glossary of concepts given as tuples of terms; a plain text is an English term, or a Chinese one."""
    return Glossary(tuple(Concept(str(n), tuple(map(term, terms))) for n, terms in enumerate(concepts)))


def term(text: str | Term, **fields: Any) -> Term:
    return text if isinstance(text, Term) else Term(text, "zh" if has_han(text[:1]) else "en", **fields)


def test_of_several_simplified_forms_the_most_used_is_taken() -> None:
    rows = (
        "樣 一 [yi1] /one/",
        "樣 丁 [ding1] /a surname/",
        "丁香 丁香 [ding1 xiang1] /lilac/",
        "丁字 丁字 [ding1 zi4] /T/",
    )
    maps = build_maps("".join(f"\n{row}" for row in rows).encode())
    assert maps.decode() == "\n樣\t丁丁\n"


def found(text: str, *terms: str | Term, language: str = "en") -> list[str]:
    """What is found in a text, each term being a concept."""
    return [text[one.start : one.end] for one in Matcher([glossary(*((one,) for one in terms))]).find(text, language)]


ENGLISH = [
    ("Critical minerals’ prices", ["critical mineral"], ["Critical minerals"]),
    ("It broke\n away from the bloc", ["break away from"], ["broke\n away from"]),
    ("rare-earth, rare  earths, rareearth", ["rare earth"], ["rare-earth", "rare  earths", "rareearth"]),
    ("rare, earth; rare\n\nearth", ["rare earth"], []),
    ("The MINISTRY OF COMMERCE's word", ["Ministry of Commerce"], ["MINISTRY OF COMMERCE"]),
    ("Tell us: it is the US, who? The WHO.", ["US", "WHO"], ["US", "WHO"]),
    ("Nato and OPEC, not opec", ["NATO", "OPEC"], ["Nato", "OPEC"]),
    ("two NGOs, one AI", ["NGO", "AIs"], ["NGOs", "AI"]),
    ("don't, the don’s", ["don"], ["don"]),
    ("o'clock", ["clock"], []),
    ("non-performing loans, performing loans", ["performing loan"], ["performing loans"]),
    ("a co-operation agreement", ["Cooperation Agreement"], ["co-operation agreement"]),
    ("to email, an e-mail", ["e-mail"], ["email", "e-mail"]),
    ("5 of 5.5 and 1,500", ["5"], ["5"]),
    ("to商务部 commerce部", ["commerce"], ["commerce"]),
    ("caf\u00e9 cafe\u0301 cafe", ["caf\u00e9"], ["caf\u00e9", "cafe\u0301"]),
    ("İİ rare earth Straße", ["rare earth", "straße"], ["rare earth", "Straße"]),
    ("travelling and traveled", ["travel"], ["travelling", "traveled"]),
    ("rules of law, good law", ["rule of law", "goods"], ["rules of law"]),
    ("they break it", ["to break"], ["break"]),
    ("AA+ and C++", ["AA+", "C++"], ["AA+", "C++"]),
]


@on_each(ENGLISH)
def test_english(text: str, terms: list[str | Term], expected: list[str]) -> None:
    assert found(text, *terms) == expected


CHINESE = [
    ("累积分布和积分", ["积分"], ["积分"]),
    ("中国商务部新闻办", ["商务部"], ["商务部"]),
    ("国际货币基金组织和银行业务", ["基金", "银行业"], ["基金"]),
    ("中國商務部", ["商务部"], ["商務部"]),
    ("中重稀土的隨著", ["重稀土", "随着"], ["重稀土", "隨著"]),
    ("商 务\n部发言人", ["商务部"], ["商 务\n部"]),
    ("商务\n\n部", ["商务部"], []),
    ("氧气和氧是", ["氧"], ["氧"]),
    ("ＡＩ技术，MAID", [Term("AI技术", "zh"), Term("AI", "zh")], ["ＡＩ技术"]),
    ("用AI的人", [Term("AI", "zh")], ["AI"]),
    ("2015 年计划", [Term("2015年", "zh")], ["2015 年"]),
]


@pytest.mark.parametrize(("text", "terms", "expected"), CHINESE)
def test_chinese(text: str, terms: list[str | Term], expected: list[str]) -> None:
    assert found(text, *terms, language="zh-Hans") == expected


def test_other_languages() -> None:
    assert found("das Seltenerdmetall, Seltenerdmetalle", Term("Seltenerdmetall", "de"), language="de") == [
        "Seltenerdmetall"
    ]
    assert found("상무부는 밝혔다, 전상무부", Term("상무부", "ko"), language="ko") == ["상무부"]
    assert found("商務省はデータベース", Term("商務省", "ja"), Term("データ", "ja"), language="ja") == ["商務省"]
    assert found("programme", Term("programme", "en-GB"), Term("programme", "en-US"), language="en-GB") == ["programme"]


def test_rules_of_a_term() -> None:
    assert found("Mineral minerals", Term("mineral", "en", match=Match.EXACT)) == ["Mineral"]
    assert found("rare-earth rare earth", Term("rare earth", "en", match=Match.EXACT)) == ["rare earth"]
    assert found("mineralogy", Term("mineral", "en", match=Match.PREFIX)) == ["mineralogy"]
    assert found("出口管制法和出口", Term("出口", "zh", match=Match.PREFIX), language="zh") == ["出口", "出口"]
    assert found("Web web", Term("Web", "en", case=Case.SENSITIVE)) == ["Web"]
    assert found("us US", Term("US", "en", case=Case.INSENSITIVE)) == ["us", "US"]
    assert found("it states", Term("state", "en")) == ["states"]
    assert found("he stated a state", Term("state", "en", status=Status.FORBIDDEN)) == ["state"]
    assert found("he stated a state", Term("state", "en", part_of_speech="verb")) == ["stated", "state"]
    assert found("Turkey, turkey", Term("Turkey", "en", status=Status.FORBIDDEN)) == ["Turkey"]


def test_only_accepted_terms_are_found() -> None:
    for state, expected in ((State.ACCEPTED, ["mineral"]), (State.CANDIDATE, []), (State.REJECTED, [])):
        assert found("mineral", Term("mineral", "en", state=state)) == expected


def test_a_term_inside_a_longer_one_is_not_reported() -> None:
    book = glossary(("export control",), ("control list",), ("control",))
    text = "export controls, export control list"
    assert [one.concept.id for one in Matcher([book]).find(text, "en")] == ["0", "0"]
    everything = [text[one.start : one.end] for one in Matcher([book]).find_all(text, "en")]
    assert everything == ["export controls", "controls", "export control", "control list", "control"]


def test_concepts_that_share_a_stretch_come_by_rank_then_in_the_order_of_the_file() -> None:
    first, second = glossary(("mineral",)), glossary(("minerals",), ("mineral", "minerals"))
    matcher = Matcher([first, second])
    occurrences = [(one.rank, one.concept.id, one.term.text) for one in matcher.find("minerals", "en")]
    assert occurrences == [(0, "0", "mineral"), (1, "0", "minerals"), (1, "1", "minerals")]


def test_of_one_concept_the_nearest_term_is_found() -> None:
    forbidden = Term("rare-earth", "en", status=Status.FORBIDDEN)
    matcher = Matcher([glossary((forbidden, "rare earths"))])
    assert [one.term.text for one in matcher.find("rare earth, rare-earth, Rare-Earth", "en")] == [
        "rare earths",
        "rare-earth",
        "rare-earth",
    ]


def test_texts_longer_than_a_window() -> None:
    filler, text = "x " * 131_070, "critical minerals"
    assert found(f"{filler}{text} {filler}{text}", "critical mineral") == [text, text]


PIECES = [
    *"-  .,'’_é",
    "\n",
    "\t",
    "\xa0",
    "İ",
    "ß",
    "ŉ",
    "ǅ",
    "\u0301",
    "rare",
    "Earths",
    "EARTH",
    "earth",
    "us",
    "US",
    "break",
]
TERMS = ["rare earth", "earth", "US", "break rare", "ßus", "İ", "é", "us-break", "ǆ"]
BOOK = glossary(*((one,) for one in TERMS))
SPEEDY = Matcher([BOOK])


def slow(text: str) -> list[tuple[int, int, str]]:
    """What stands in a text, by looking at every stretch of it."""
    hits = []
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            piece = text[start:end]
            fits = [one for one in TERMS if says(piece, one)]
            if fits and not cut(text, start) and not cut(text, end):
                hits += [(start, -end, one) for one in fits]
    kept, reach = [], (0, 0)
    for start, end, one in sorted(hits):
        if start >= -reach[1] or (start, end) == reach:
            kept.append((start, -end, one))
            reach = start, end
    return kept


def says(piece: str, wanted: str) -> bool:
    """Whether a stretch is a form of a term."""
    if piece[0].isspace() or piece[-1].isspace() or re.search(r"\s*\n\s*\n\s*", piece):
        return False
    if wanted == "US" and piece not in ("US", "USs"):
        return False
    return comparable(piece) in {comparable(form) for form in list_variants(wanted)}


def comparable(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("-", " ").lower().replace("e\u0301", "é")


def cut(text: str, place: int) -> bool:
    """Whether a place is inside a word."""
    if not 0 < place < len(text):
        return False
    left, right = text[place - 1], text[place]
    if is_word_character(left) and is_word_character(right):
        return True
    apostrophe = place - 1 if left in "'’" else place if right in "'’" else None
    if apostrophe is None or not (left + right).strip("'’").isalnum():
        return False
    before, after = text[apostrophe - 1 : apostrophe] if apostrophe else "", text[apostrophe + 1 : apostrophe + 2]
    return before.isalpha() and after.isalpha()


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
@example("rare \n earth")
@example("us  us-break")
def test_fast_and_slow_agree(text: str) -> None:
    assert [(one.start, one.end, one.term.text) for one in SPEEDY.find(text, "en")] == slow(text)


HAN = ["累积", "分布", "积分", "商务部", "商務部", "中", "国", "的", "稀土", "重", "，", "AI", "1", "著", "着"]
HAN_TERMS = ["积分", "商务部", "稀土", "重稀土", "中国", "随着", "分布"]
HAN_MATCHER = Matcher([glossary(*((one,) for one in HAN_TERMS))])


@given(st.lists(st.sampled_from(HAN), max_size=10).map("".join))
def test_chinese_terms_are_whole_words(text: str) -> None:
    edges = set(accumulate(map(len, zh.segment(simplify(text), False)), initial=0))
    expected = {
        (start, start + len(one))
        for one in HAN_TERMS
        for start in range(len(text))
        if fold_scripts(text[start : start + len(one)]) == fold_scripts(one) and {start, start + len(one)} <= edges
    }
    assert {(one.start, one.end) for one in HAN_MATCHER.find_all(text, "zh")} == expected


@given(st.text(max_size=40), st.text(min_size=1, max_size=6), st.sampled_from(["en", "zh", "ja", "ko", "th", "de"]))
def test_any_text_and_any_term_survive(text: str, wanted: str, language: str) -> None:
    matcher = Matcher([glossary((Term(wanted, language), Term(text[:5], language)))])
    occurrences = matcher.find(f"{text} {wanted} {text}", language)
    spans = [(one.start, one.end) for one in occurrences]
    whole = f"{text} {wanted} {text}"
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(whole) for start, end in spans)
    assert all(one == other or one[1] <= other[0] for one, other in pairwise(spans))
    for one in occurrences:
        forms = [one.term.text, *(list_variants(one.term.text) if language == "en" else ())]
        assert fold(whole[one.start : one.end], language).text in {
            fold(" ".join(f.split()), language).text for f in forms
        }


@given(st.text(), st.sampled_from(["en", "zh"]))
def test_folding_keeps_the_way_back(text: str, language: str) -> None:
    folded = fold(text, language)
    assert len(folded.text) == len(folded.plain) == len(text) - (folded.dropped[-1] if folded.dropped else 0)
    for place, character in enumerate(folded.plain):
        start, end = folded.find_original(place, place + 1)
        there = text[start:end]
        assert not character.isascii() or not character.isalnum() or fold(there, language).plain == character


def test_thousands_of_concepts_with_one_term_are_all_found() -> None:
    concepts = [Concept(str(number), (Term("矿", "zh"),)) for number in range(3000)]
    occurrences = Matcher([Glossary(tuple(concepts))]).find("矿", "zh")
    assert [(one.start, one.end, one.concept.id) for one in occurrences] == [(0, 1, str(n)) for n in range(3000)]
