"""Forms that a text mixes: spellings of two countries, names in two spellings, full stops in acronyms."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import check, document, findings, text_rule

from align.analysis.characters import is_in_capitals
from align.lang import find_language
from align.lang.en_conventions import load_spellings
from align.lang.pinyin import is_pinyin, sounds_alike
from align.linter.families.variants import count_in_words, rank_by_count
from align.model import Document, Severity, Span
from align.model.offsets import split_written_lines
from align.names import variants
from align.names.variants import Name, find_names, find_variants, keep_rare, list_names, pair_alike
from glossary.lang import words
from glossary.lang.words import Words, find_distinct_words

BRITISH, DOUBLED, AMERICAN, IN_ISE, IN_IZE = load_spellings()
_RULES = (
    "hyphenation-variant",
    "inconsistent-wording",
    "mixed-country-name",
    "mixed-percent-form",
    "mixed-spelling",
    "name-variant",
    "unintroduced-acronym",
)


def _messages(name: str, text: str) -> list[str]:
    return [finding.message for finding in findings(text_rule(name), document(text))]


def _proposed(name: str, text: str) -> str:
    """The text after the one fix that is proposed."""
    (finding,) = findings(text_rule(name), document(text))
    assert finding.fix is not None
    (edit,) = finding.fix.edits
    return text[: edit.start] + edit.text + text[edit.end :]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "mixed-spelling",
            "Their labor is an honor, and their behaviour shows it.",
            "“behaviour” is British spelling; the document has 2 American spellings (as “labor”) and 1 British:"
            " choose one.",
        ),
        (
            "mixed-spelling",
            "Their labor ended, and their behaviour shows it.",
            "“behaviour” is British spelling; the document has 1 American spelling (as “labor”) and 1 British:"
            " choose one.",
        ),
        (
            "mixed-percent-form",
            "It rose by 5 percent, then by 6 percent, then by 7%.",
            "Percentages are written in 2 ways here, “percent” twice and “%” once: use “percent”.",
        ),
        (
            "mixed-country-name",
            "The U.S. and the US and the U.S. side.",
            "The document has “U.S.” twice and “US” once: choose one.",
        ),
        (
            "name-variant",
            "Beijing is far. Bejing is near.",
            "The document has “Beijing” once and “Bejing” once: if this is the same name, use one spelling.",
        ),
        (
            "inconsistent-wording",
            "It sells critical minerals. It buys key minerals. It mines critical minerals.",
            "“critical minerals” (2) and “key minerals” (1) may be the same term: if so, use one of them.",
        ),
        ("unintroduced-acronym", "The NDRC met. The NDRC spoke.", "“NDRC” occurs twice and is never spelled out."),
        (
            "hyphenation-variant",
            "Cooperation and more cooperation, no co-operation.",
            "The document has “cooperation” once and “co-operation” once: choose one.",
        ),
    ],
)
def test_message_names_both_forms_with_counts(name: str, text: str, message: str) -> None:
    assert _messages(name, text) == [message]


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("A US ship and a US port left the U.S.", "A US ship and a US port left the US."),
        ("The U.S. side and a U.S. ship left the US.", "The U.S. side and a U.S. ship left the U.S."),
        ("A US ship and a US port, a U.S. flag.", "A US ship and a US port, a US flag."),
        ("A U.S. ship and a U.S. port, a US flag.", "A U.S. ship and a U.S. port, a U.S. flag."),
        ("A U.S. ship, a U.S. port.\n\nThe flag of the US", "A U.S. ship, a U.S. port.\n\nThe flag of the U.S."),
        ("A US ship and a US port.\n\nA U.S. flag", "A US ship and a US port.\n\nA US flag"),
        ("A US ship and a US port.\n\nThe flag of the U.S.", "A US ship and a US port.\n\nThe flag of the US."),
        ("A U.S. ship left a U.S. port for the US", "A U.S. ship left a U.S. port for the U.S."),
    ],
)
def test_full_stop_of_the_sentence_is_kept(text: str, fixed: str) -> None:
    assert _proposed("mixed-country-name", text) == fixed


def test_one_warning_says_that_spelling_is_mixed() -> None:
    found = check("They realise and organise labor and summarize it.", [text_rule("mixed-spelling")])
    assert [one.severity for one in found] == [Severity.WARNING, Severity.INFO]


def test_spelling_is_proposed_in_the_other_system() -> None:
    assert _proposed("mixed-spelling", "A colour, a harbour and a center.") == "A colour, a harbour and a centre."


def test_no_word_is_of_two_systems() -> None:
    tables = [set(BRITISH), set(AMERICAN), set(DOUBLED), set(IN_ISE), set(IN_IZE)]
    for one, other in combinations(tables, 2):
        assert one & other == set()


def test_tables_are_each_others_inverse() -> None:
    assert {BRITISH[word] for word in BRITISH} >= {word for word in AMERICAN if AMERICAN[word] in BRITISH}
    assert {word: ise for ise, word in IN_ISE.items()} == IN_IZE


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Xiaosong", True),
        ("Zhongguo", True),
        ("Lü", True),
        ("Xi'an", True),
        ("Bejing", False),
        ("London", False),
        ("", False),
    ],
)
def test_pinyin(word: str, expected: bool) -> None:
    assert is_pinyin(word) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("Lixin", "Lixing", True), ("Zengfei", "Zhengfei", True), ("Lixin", "Lixun", False), ("Hunan", "Henan", False)],
)
def test_names_that_sound_alike(one: str, other: str, expected: bool) -> None:
    assert sounds_alike(one, other) is expected


def test_shouting_is_judged_near_the_place() -> None:
    text = "STOP THE WAR. " + "He said no more of it. " * 20
    assert is_in_capitals(document(text[:13]), 5)
    assert not is_in_capitals(document(text), len(text) - 5)


def test_the_form_that_comes_first_wins_a_tie() -> None:
    forms = {"b": [Span(9, 10)], "a": [Span(3, 4)], "c": []}
    assert rank_by_count(forms) == ["a", "b"]
    assert count_in_words(forms) == "“a” once and “b” once"


def _slow_pairs(text: str) -> set[frozenset[str]]:
    """Pairs by comparing every two names alone, without looking them up by what they share."""
    names = list_names(text.split())
    found = find_names(Words(text), names)
    return {frozenset(pair) for pair in combinations(sorted(names), 2) for _ in find_variants(found, pair_alike(pair))}


_WORDS = """
Hertfordshire Hertforshire Han Lixin Lixing Zürich Zurich WeChat Wechat Xiao-song Xiaosong Xiaosung Beijing Bejing
Beijign Houston Huston Buddhism Buddhist Shanxi Shaanxi
"""
_NAMES = st.sampled_from(_WORDS.split())


@given(st.lists(_NAMES, max_size=14))
def test_pairs_are_those_of_a_comparison_of_all(words: list[str]) -> None:
    text = " ".join(words)
    names = list_names(text.split())
    found = list(find_variants(find_names(Words(text), names), pair_alike(names)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(variants, "_MANY", 0)
        pairs = combinations(sorted(names), 2)
        assert pair_alike(names) == sorted(pair for pair in pairs if variants._are_alike(*pair))
    assert {frozenset((one.text, other.text)) for one, other in found} == _slow_pairs(text)
    assert len(found) == len(_slow_pairs(text))
    for name in find_names(Words(text), names).values():
        assert all(text[start:end] == name.text for start, end in name.places)


@given(
    st.lists(
        st.one_of(
            st.text(max_size=8),
            st.sampled_from(
                ["US", "U.S.", "5%", "5 percent", "colour", "color", "NDRC", "(", "co-op", "coop", ". ", "\n"]
            ),
        ),
        max_size=30,
    ).map(" ".join)
)
@pytest.mark.parametrize("name", _RULES)
def test_any_text_survives_and_spans_lie_inside(name: str, text: str) -> None:
    for finding in findings(
        text_rule(name), Document("a.txt", "en", text, split_written_lines, find_language("en").split)
    ):
        assert 0 <= finding.span.start < finding.span.end <= len(text)
        for edit in finding.fix.edits if finding.fix else ():
            assert 0 <= edit.start <= edit.end <= len(text)


_AROUND = st.sampled_from(["Han", "Lixin", "Xiao-song", "NATO", "of", " ", " ", "-", ".", "\n", "\u2019", "@"])


@given(st.lists(_AROUND, max_size=30).map("".join))
def test_names_know_what_stands_beside_them(text: str) -> None:
    expected: dict[str, Name] = {}
    found = list(variants._NAME.finditer(text))
    for before, word, behind in zip([None, *found], found, [*found[1:], None], strict=False):
        if not word[0].isupper():
            name = expected.setdefault(word[0], Name(word[0]))
            name.places.append(Span(*word.span()))
            befores = {before[0]} if before and text[before.end() : word.start()] == " " else set()
            behinds = {behind[0]} if behind and text[word.end() : behind.start()] == " " else set()
            name.before |= befores
            name.behind |= behinds
            name.alone |= not befores and not behinds
    assert find_names(Words(text), list_names(find_distinct_words(text))) == expected
    pairs = list(combinations(expected, 2))
    rare = [pair for pair in pairs if min(len(expected[name].places) for name in pair) <= 1]
    assert keep_rare(Words(text), pairs, 1) == pairs
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "LONG", 0)
        assert keep_rare(Words(text), pairs, 1) == rare
