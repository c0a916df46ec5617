"""What a memory shows about a text: from the counts of its documents to evidence."""

import pickle
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from random import Random

import pytest
from in_memory import InMemory
from memories import make_document, write_memory

from align.memory import evidence
from align.memory.counting import (
    DocumentCounts,
    NameCount,
    RenderingCount,
    TermCount,
    count_document,
    drop_parts,
    find_names,
    find_whole_name,
)
from align.memory.evidence import (
    EarlierTranslation,
    Evidence,
    EvidenceFinder,
    HouseName,
    HouseTerm,
    Known,
    Memory,
    MemoryDocument,
    Sentence,
    Subject,
    Variant,
    count_edits,
    find_newer_rendering,
    find_specific_terms,
    fold_sentence,
    is_near,
    order_renderings,
)
from align.memory.store import Store
from align.memory.totals import RenderingTotal, TermTotal
from align.memory.writing import NewDocument
from glossary.renderings.recurring_terms import find_possible_terms, find_recurring_terms, has_noun_form

STATION = RenderingCount("energy storage station", "energy storage station", 2, 2)
OTHER = RenderingCount("power reservoir", "power reservoir", 1, 1)
SOURCE = "储能电站投入运行。"


def make_memory(*terms: TermCount, words: int = 100, dates: Sequence[str] = ()) -> InMemory:
    """A memory of a document for each count."""
    given = dates or [f"2017-0{number}-01" for number in range(1, len(terms) + 1)]
    documents = [MemoryDocument(str(n), f"{n}.txt", (f"digest {n}",), date, "", words) for n, date in enumerate(given)]
    return InMemory(documents, [(str(number), term) for number, term in enumerate(terms)])


def count_station(*renderings: RenderingCount, pairs: int = 2) -> TermCount:
    return TermCount("储能电站", pairs, pairs, renderings or (STATION,))


def find(memory: Memory, source: str = SOURCE, target: str = "", path: str = "", *digests: str) -> Evidence:
    return EvidenceFinder(memory).find(Subject([source], [target], path, digests))


def test_a_document_is_counted_term_by_term() -> None:
    counts = count_document(
        [
            ("云河的储能电站投入运行。", "The energy storage station in Yunhe went into operation."),
            ("储能电站很安静。", "The energy storage station is quiet."),
        ]
    )
    assert counts == DocumentCounts(
        12,
        (
            TermCount(
                "储能",
                2,
                0,
                (RenderingCount("energy storage", "energy storage", 2, 2), RenderingCount("storage", "storage", 2, 2)),
            ),
            TermCount(
                "储能电站",
                2,
                2,
                (
                    RenderingCount("energy storage station", "energy storage station", 2, 2),
                    RenderingCount("storage station", "storage station", 2, 2),
                ),
            ),
            TermCount("电站", 2, 0, (RenderingCount("station", "station", 2, 2),)),
        ),
        (NameCount("Yunhe", 1, (("云河", 1),)),),
    )


def test_a_rendering_is_written_with_the_particle_that_a_hyphen_joins_to_it() -> None:
    counts = count_document(
        [
            ("监管局进行了现场审查。", "The regulator carried out an on-site examination."),
            ("三家银行接受了现场审查。", "Three banks received an on-site examination."),
        ]
    )
    (term,) = (one for one in counts.terms if one.term == "现场审查")
    assert term.renderings == (RenderingCount("site examination", "on-site examination", 2, 2),)


def test_a_place_is_shown_with_its_longest_rendering() -> None:
    part, rare = RenderingCount("storage station", "storage stations", 2, 2), RenderingCount("station", "station", 9, 9)
    count = TermCount("储能电站", 12, 12, (rare, STATION, part, OTHER))
    assert drop_parts(count).renderings == (rare, STATION, OTHER)


def test_names_are_capitalised_words_that_are_in_no_dictionary() -> None:
    text = "The Bank of Yunhe and McDuff paid NATO, though Ng, Jean-Luc and the A-Team of Half-Yearly met at x/Yunhe."
    assert [name for name, _ in find_names(text)] == ["Yunhe", "McDuff", "Jean-Luc"]


def test_a_term_that_is_rendered_steadily_is_one_of_the_house() -> None:
    memory = make_memory(count_station(STATION, OTHER, pairs=3), count_station())
    assert find(memory).terms == (
        HouseTerm(
            "储能电站",
            "energy storage station",
            "energy storage station",
            4,
            5,
            5,
            2,
            "2017-02-01",
            True,
            (Variant("power reservoir", "power reservoir", 1, 1),),
            (("energy storage station",), ("energy storage station", "power reservoir")),
        ),
    )


@pytest.mark.parametrize(
    "terms",
    [
        (count_station(pairs=3),),  # one document
        (count_station(RenderingCount("a b", "a b", 1, 1), pairs=1),) * 2,  # two pairs
        (count_station(STATION, OTHER, pairs=3),) * 2,  # two thirds
        (count_station(RenderingCount("a b", "a b", 1, 2)),) * 2,  # mostly not what word alignment finds
        (count_station(pairs=4),) * 2,  # half of the pairs have it
    ],
)
def test_what_is_not_steady_is_none(terms: tuple[TermCount, ...]) -> None:
    assert find(make_memory(*terms)).terms == ()


@pytest.mark.parametrize(
    ("counts", "is_term"),
    [
        ([(2, 2, 2), (2, 2, 2), (1, 1, 1)], True),
        ([(2, 2, 2), (2, 2, 2)], False),  # two documents
        ([(2, 2, 2), (1, 1, 1), (1, 1, 1)], False),  # four pairs
        ([(2, 2, 2), (2, 2, 2), (3, 1, 1)], False),  # five of seven pairs
    ],
)
def test_a_noun_after_a_verb_needs_more_evidence(counts: list[tuple[int, int, int]], is_term: bool) -> None:
    terms = (
        TermCount("开采配额", pairs, pairs, (RenderingCount("mining quota", "mining quotas", aligned, present),))
        for pairs, aligned, present in counts
    )
    found = find(make_memory(*terms), "开采配额增加了。").terms
    assert [one.rendering for one in found] == ["mining quotas"] * is_term


def test_a_word_that_is_as_frequent_in_general_is_none() -> None:
    word = TermCount("市场", 2, 2, (RenderingCount("market", "market", 2, 2),))
    found = [find(make_memory(word, word, words=words), "市场开放。").terms for words in (20, 100, 400)]
    assert [[one.is_specific for one in terms] for terms in found] == [[True], [False], [False]]
    assert find(make_memory(word, word, words=10_000), "市场开放。").terms == ()


def test_a_part_of_the_rendering_is_not_taken_for_it() -> None:
    rows = (RenderingCount("storage station", "storage station", 2, 2), STATION)
    (found,) = find(make_memory(count_station(*rows), count_station(*rows))).terms
    assert (found.key, found.count, found.total) == ("energy storage station", 4, 4)


def test_terms_that_are_specific_and_no_mere_parts_are_found() -> None:
    def find_terms(size: int = 100, alone: int = 4) -> list[tuple[str, dict[str, int]]]:
        renderings = (RenderingTotal("energy storage station", (("x", 1), ("y", 3)), 4, 4, 2, "2017-02-01"),)
        totals = [TermTotal("储能电站", 4, alone, renderings, ())]
        return [(term.rendering, texts) for term, texts in find_specific_terms(totals, size)]

    assert find_terms() == [("y", {"x": 1, "y": 3})]
    assert find_terms(size=10**9) == find_terms(alone=0) == []


def test_renderings_are_ordered_the_usual_one_first() -> None:
    def make(key: str, aligned: int, present: int) -> RenderingTotal:
        return RenderingTotal(key, ((key.upper(), aligned),), aligned, present, 2, "")

    renderings = (
        make("banking", 60, 70),
        make("banking system", 25, 30),  # an extension
        make("financial", 10, 90),  # mostly not what word alignment finds
        make("financial system", 20, 20),
        make("system", 15, 25),  # a part of one that is commoner
        make("loan", 4, 4),  # rare
    )
    total = TermTotal("银行体系", 100, 100, renderings, ())
    found = [(one.key, text) for one, text in order_renderings(total)]
    assert found == [
        ("banking", "BANKING"),
        ("banking system", "BANKING SYSTEM"),
        ("financial system", "FINANCIAL SYSTEM"),
    ]
    assert list(order_renderings(total._replace(renderings=()))) == []


def test_a_rendering_is_newer_where_the_two_latest_documents_have_it_in_place_of_the_usual_one() -> None:
    def find_newer(
        latest: Sequence[Sequence[str]], last: str = "2017-04-26", since: str = "2018-01-09", present: int = 4
    ) -> str:
        rows = (("energy storage station", present, 2, last), ("power reservoir", 2, 2, ""), ("station", 2, 2, ""))
        renderings = (RenderingTotal(key, ((key, n),), n, n, documents, day) for key, n, documents, day in rows)
        return find_newer_rendering(TermTotal("储能电站", 9, 9, (*renderings,), (*map(tuple, latest),)), since)

    both = (["power reservoir"], ["x", "power reservoir"])
    assert find_newer(both) == "power reservoir"
    assert find_newer(both[:1]) == find_newer((both[0], ["x"])) == find_newer((["x"], ["x"])) == "", "they disagree"
    assert find_newer((["station"], ["station"])) == "", "a part of the usual one"
    assert find_newer(both, since="2017-04-26") == "", "the usual one is as new"
    assert find_newer(both, last="") == find_newer(both, since="") == "", "no one knows which is newer"
    assert find_newer(both, present=2) == "", "no usage of the house"
    assert find_newer_rendering(TermTotal("储能电站", 9, 9, (), ((), ())), "2018-01-09") == ""


def test_the_text_itself_and_its_drafts_do_not_count() -> None:
    memory = make_memory(*(count_station(),) * 3)
    counts = [find(memory, SOURCE, "", path, *digests).terms[0].count for path, *digests in (["new.txt"], ["2.txt"])]
    assert counts == [6, 4]
    assert find(memory, SOURCE, "", "2.txt", "digest 0").terms == ()
    assert find(memory, SOURCE, "", "new.txt", "digest 0", "digest 1").terms == ()


def test_documents_in_other_languages_do_not_count() -> None:
    memory = make_memory(*(count_station(),) * 2)
    assert EvidenceFinder(memory).find(Subject([SOURCE], [""], target_lang="de")) == Evidence()


def test_a_text_of_another_field_has_no_terms_of_the_house() -> None:
    memory = make_memory(*(count_station(),) * 2)
    others = [f"{mine}{what}" for mine in ("铜矿", "铁矿", "煤矿") for what in ("工人", "价格", "市场", "设备")]
    assert len(find(memory, f"{SOURCE}{'，'.join(others[:2])}。").terms) == 1
    more = [f"{what}{other}" for what in ("铜矿", "铁矿", "城市") for other in ("文化", "歌曲", "电影", "体育", "报纸")]
    assert find(memory, f"{SOURCE}{'，'.join((*others, *more))}。").terms == ()


def test_evidence_is_plain_and_known_by_its_digest() -> None:
    memory = make_memory(*(count_station(),) * 2)
    found = find(memory)
    assert pickle.loads(pickle.dumps(found)) == found == find(memory)
    assert hash(found) == hash(find(memory))
    assert repr(found) == f"Evidence({found.digest})" == repr(find(memory))
    assert find(make_memory(count_station(), count_station(OTHER))).digest != found.digest
    assert find(memory, "城市很安静。").digest == Evidence().digest


def make_names(*names: tuple[str, str, NameCount]) -> InMemory:
    """A memory of names, each with its document and the date of that."""
    documents = [MemoryDocument(name, name, (), date) for name, date in {name: date for name, date, _ in names}.items()]
    return InMemory(documents, names=[(document, count) for document, _, count in names])


NAMES = (
    ("a", "2016-01-01", NameCount("Kovatsch", 2, (("科瓦奇", 2),))),
    ("b", "2017-01-01", NameCount("Kovatsch", 2, (("科瓦奇", 1),))),
    ("a", "2016-01-01", NameCount("Prilin", 3)),
    ("b", "2017-01-01", NameCount("Yunhe", 1)),
)


def test_names_of_the_house_are_those_near_or_meant() -> None:
    memory, kovatsch = make_names(*NAMES), HouseName("Kovatsch", "科瓦奇", 4, 2, "2017-01-01")
    assert find(memory, "科瓦奇来了。", "Kewaqi came to Yunhe.") == Evidence(names=(kovatsch,), known=("Yunhe",))
    assert find(memory, "他来了。", "Kovatch came.") == Evidence(names=(kovatsch,))
    assert find(memory, "他来了。", "Morgenstern came.") == Evidence()
    assert find(memory, "科瓦奇来了。", "Kovatsch came.") == Evidence(known=("Kovatsch",))
    assert find(memory, "他来了。", "Prilip came.") == Evidence()  # one document alone has Prilin


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("Engineer Xie Zhihong came.", "Zhihong", "Xie Zhihong"),
        ("Mr Xie Zhihong came.", "Xie", "Xie Zhihong"),
        ("Minister Li Zhihong's house", "Zhihong", "Li Zhihong"),
        ("Zoran Maric Kovatsch and Prilin", "Kovatsch", "Zoran Maric Kovatsch"),
        ("The Zhihong mine", "Zhihong", "Zhihong"),
        ("Prilin, Zhihong", "Zhihong", "Zhihong"),
        ("Prilin.Zhihong", "Zhihong", "Zhihong"),
        ("HKMA Zhihong GDP", "Zhihong", "Zhihong"),
    ],
)
def test_a_whole_name_has_the_names_next_to_a_word(text: str, name: str, whole: str) -> None:
    start = text.index(name)
    assert find_whole_name(text, start, start + len(name)) == whole


def test_a_name_is_known_by_the_whole_name_that_it_is_mostly_a_part_of(tmp_path: Path) -> None:
    def make(number: int, targets: list[str]) -> NewDocument:
        counts = DocumentCounts(50, (), (NameCount("Zhihong", 2, (("志宏", 2),)),))
        pairs = [(f"谢志宏{n}", target) for n, target in enumerate(targets)]
        return make_document(f"{number}.txt", pairs, f"2017-01-0{number}", counts=counts)

    whole, bare = "Xie Zhihong came.", "Then Zhihong left."
    path = str(tmp_path / "house.sqlite")
    for targets, name in (([whole, bare], "Xie Zhihong"), ([bare, bare, bare], "")):
        write_memory(path, [make(1, [whole]), make(2, targets)])
        with Store(path) as memory:
            (found,) = find(memory, "志宏来了。", "Zhihnog came.").names
        assert (found.name, found.whole) == ("Zhihong", name)


def test_drafts_of_the_text_itself_do_not_hide_the_whole_name(tmp_path: Path) -> None:
    counts = DocumentCounts(50, (), (NameCount("Zhihong", 2, (("志宏", 2),)),))
    one = make_document("1.txt", [("谢志宏来了", "Xie Zhihong came.")], "2017-01-01", counts=counts)
    other = make_document("2.txt", [("谢志宏走了", "Xie Zhihong left.")], "2017-01-02", counts=counts)
    many = [(f"志宏{number}", f"Zhihong wrote {number}.") for number in range(25)]
    draft = make_document("new.txt", many, "2018-01-01", counts=counts)
    path = str(tmp_path / "house.sqlite")
    write_memory(path, [one, other, draft])
    with Store(path) as memory:
        (found,) = find(memory, "志宏来了。", "Zhihnog came.", "new.txt").names
    assert found.whole == "Xie Zhihong"


def test_names_of_the_house_are_those_that_all_names_in_the_documents_that_count_show() -> None:
    random, cases = Random(39), set[tuple[str, ...]]()
    for _ in range(60):
        documents = [MemoryDocument(name, f"{name}.txt", (), "2017-01-01", words=9) for name in "abcd"]
        names = [
            (number, NameCount(name, random.randint(1, 3), ((random.choice(["赣州", "郴州"]), random.randint(1, 3)),)))
            for number in "abcd"
            for name in ("Ganzhou", "Chenzhou", "Kovatsch")
            if random.random() < 0.7
        ]
        memory, target = InMemory(documents, names=names), "Ganzhuo and Kovatch came."
        finder = EvidenceFinder(memory)
        for path in ("", "a.txt", "b.txt"):
            found = finder.find(Subject(["赣州的人来了。"], [target], path)).names
            some = {one.id: one for one in documents if one.path != path}
            every = [evidence._judge_name(one) for one in memory.add_up_names({name.name for _, name in names}, some)]
            assert list(found) == [
                one
                for one in every
                if one and (one.form == "赣州" or is_near(one.name, "Ganzhuo") or is_near(one.name, "Kovatch"))
            ]
            cases.add(tuple(one.name for one in found))
    assert len(cases) > 4


def test_names_of_the_house_are_listed_once_for_many_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [MemoryDocument(name, f"{name}.txt", (), "2017-01-01") for name in "abc"]
    memory = InMemory(documents, names=[(name, NameCount("Kovatsch", 2)) for name in "abc"])
    listed, list_house_names = list[str](), memory.list_house_names

    def note() -> Iterable[tuple[str, str]]:
        listed.append("")
        return list_house_names()

    monkeypatch.setattr(memory, "list_house_names", note)
    known = Known()
    for path in ("", "new.txt", "a.txt"):
        (found,) = EvidenceFinder(memory, known).find(Subject(["他来了。"], ["Kovatch came."], path)).names
        assert found.documents == (2 if path == "a.txt" else 3)
    assert len(listed) == 1


def test_earlier_translations_are_found_by_their_source() -> None:
    sentences = [
        Sentence("本报告只供会员阅读，不得转载。", "For members only.", "a"),
        Sentence("本報告只供會員閱讀， 不得轉載。", "For members  only.", "b"),
        Sentence("本报告只供会员阅读，不得转载。", "Members only.", "b"),
        Sentence("不得转载。", "Do not reprint.", "b"),
    ]
    documents = [MemoryDocument("a", "a", (), "2016-01-01"), MemoryDocument("b", "b", (), "2017-01-01")]
    memory = InMemory(documents, sentences=sentences)
    found = EvidenceFinder(memory).find(Subject(["本报告只供会员阅读，不得转载。", "不得转载。"], [""]))
    source = fold_sentence(sentences[0].source)
    assert found.sentences == (
        EarlierTranslation(source, "For members only.", 2, "2017-01-01"),
        EarlierTranslation(source, "Members only.", 1, "2017-01-01"),
    )
    assert len(EvidenceFinder(memory).find(Subject([sentences[0].source], [""], path="b")).sentences) == 1


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Wang", "Weng", True),
        ("Wang", "Wong", True),
        ("Wang", "Tong", False),
        ("Ng", "Eng", False),
        ("Kovatsch", "Kovatch", True),
        ("Kovatsch", "kovatsch", False),
        ("Morgenstern", "Mogrensten", True),
        ("Kovatsch", "Korvatisch", True),
        ("Kovatsch", "Korvatischs", False),
    ],
)
def test_names_are_near_by_their_length(one: str, other: str, near: bool) -> None:
    assert (is_near(one, other), is_near(other, one)) == (near, near)


def test_edits_are_counted_as_the_slow_way_counts_them() -> None:
    @cache
    def count_slowly(one: str, other: str) -> int:
        if not one or not other:
            return len(one) + len(other)
        ways = [
            count_slowly(one[1:], other) + 1,
            count_slowly(one, other[1:]) + 1,
            count_slowly(one[1:], other[1:]) + (one[0] != other[0]),
        ]
        if len(one) > 1 < len(other) and one[:2] == other[1::-1]:
            ways.append(count_slowly(one[2:], other[2:]) + 1)
        return min(ways)

    words = ["".join(letters) for size in range(5) for letters in product("ab", repeat=size)] + ["abcd", "acbd", "dcba"]
    for one, other in product(words, words):
        assert count_edits(one, other) == count_slowly(one, other), (one, other)


def test_a_noun_may_be_after_a_verb_in_a_possible_term() -> None:
    assert [one.text for one in find_possible_terms("开采配额。")] == ["开采配额", "配额"]
    assert [one.is_part for one in find_possible_terms("开采配额。")] == [False, False]
    assert [has_noun_form(term) for term in ("开采配额", "储能电站", "市场")] == [False, True, True]
    assert "开采配额" not in find_recurring_terms(["开采配额。"] * 5)
