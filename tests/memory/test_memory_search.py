"""A memory finds what a plain search through all its pairs finds: nothing more, nothing less."""

import re
from pathlib import Path
from random import Random

import pytest
from memories import make_document, write_memory

from align.memory import store as store_module
from align.memory.searching import Query
from align.memory.store import Found, Store
from align.model import Span

SIMPLIFIED = str.maketrans("鈉離電礦產", "钠离电矿产")
CHARACTERS = "钠鈉离離子电電池矿礦产產，。A5 "
WORDS = ("battery", "batteries", "mine", "mines", "mining", "The", "of", "China", "AI", "U.S.", "sodium-ion", "5")
FORMS = {
    "battery": {"battery", "batteries"},
    "mines": {"mine", "mines", "mined", "mining"},
    "mine": {"mine", "mines", "mined", "mining"},
    "china": {"china"},
    "ai": {"ai"},
    "of china": {"of china"},
}


def fold(text: str) -> str:
    """The characters of a Chinese text in one script and without case; one blank at most, and none next to Han."""
    plain = re.sub(" +", " ", text.translate(SIMPLIFIED).lower().strip())
    return re.sub("(?<=[钠离子电池矿产]) | (?=[钠离子电池矿产])", "", plain)


def has_words(text: str, query: str) -> bool:
    plain = f" {text.lower().replace('.', ' ').replace('-', ' ').replace(',', ' ')} "
    line = f" {' '.join(plain.split())} "
    return any(f" {form} " in line for form in FORMS[query])


@pytest.fixture(scope="module")
def pairs() -> list[tuple[str, str]]:
    random = Random(39)
    return [
        (
            "".join(random.choice(CHARACTERS) for _ in range(random.randint(1, 14))).strip() or "池",
            " ".join(random.choice(WORDS) for _ in range(random.randint(1, 9))),
        )
        for _ in range(600)
    ]


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]) -> str:
    path = str(tmp_path_factory.mktemp("memory") / "house.sqlite")
    parts = [pairs[start : start + 50] for start in range(0, len(pairs), 50)]
    documents = [
        make_document(f"{number:02}.txt", part, f"20{20 - number:02}-01-01") for number, part in enumerate(parts)
    ]
    write_memory(path, documents)
    return path


def list_queries(pairs: list[tuple[str, str]]) -> list[str]:
    random = Random(40)
    found = []
    for _ in range(150):
        text = fold(random.choice(pairs)[0])
        start = random.randrange(len(text))
        if stretch := text[start : start + random.randint(1, 6)].strip():
            found.append(stretch)
    return found


@pytest.mark.parametrize("few", [0, 10_000])
def test_a_stretch_of_characters_is_found_wherever_it_is(
    memory: str, pairs: list[tuple[str, str]], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "_MANY", few)
    with Store(memory) as store:
        for query in list_queries(pairs):
            found = store.find([Query(query)])
            wanted = [pair for pair in pairs if query in fold(pair[0]) or (query == "5" and "5" in pair[1])]
            assert found.total == len(wanted), query
            assert [(hit.pair.source, hit.pair.target) for hit in found.hits] == wanted, query


def test_words_are_found_in_all_their_forms(memory: str, pairs: list[tuple[str, str]]) -> None:
    with Store(memory) as store:
        for query in FORMS:
            found = store.find([Query(query)])
            wanted = [pair for pair in pairs if has_words(pair[1], query) or query in fold(pair[0])]
            assert [(hit.pair.source, hit.pair.target) for hit in found.hits] == wanted, query


def test_several_words_are_found_where_all_are_in_one_pair(memory: str, pairs: list[tuple[str, str]]) -> None:
    with Store(memory) as store:
        found = store.find([Query("电池"), Query("battery")])
        wanted = [pair for pair in pairs if "电池" in fold(pair[0]) and has_words(pair[1], "battery")]
        assert wanted and [(hit.pair.source, hit.pair.target) for hit in found.hits] == wanted


def test_of_many_the_latest_are_found_first(
    memory: str, pairs: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [pair for pair in pairs if "池" in fold(pair[0])]
    for few in (0, 10_000):
        monkeypatch.setattr(store_module, "_MANY", few)
        with Store(memory) as store:
            found = store.find([Query("池")], limit=7)
        assert found.total == min(few, len(wanted)) and found.is_exact is (few >= len(wanted))
        assert [hit.pair.source for hit in found.hits] == [one for one, _ in wanted[:7]]


def test_an_index_of_another_dictionary_is_not_trusted(memory: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def find() -> list[Found]:
        with Store(memory) as store:
            return [store.find([Query(word)], 5) for word in ("电池", "battery", "礦", "無")]

    expected = find()
    monkeypatch.setattr(store_module, "identify_index", lambda: "another")
    assert find() == expected


@pytest.mark.parametrize(
    ("query", "text", "language", "found"),
    [
        ("钠离子", "首批鈉離子電池，鈉離 子。", "zh", ["鈉離子", "鈉離 子"]),
        ("AI", "ＡＩ和ai", "zh", ["ＡＩ", "ai"]),
        ("电", "電电", "zh", ["電", "电"]),
        (
            "critical mineral",
            "Critical minerals; a critical, mineral thing",
            "en",
            ["Critical minerals", "critical, mineral"],
        ),
        ("AI", "AI aims at AI's", "en", ["AI", "AI"]),
        ("don't", "Don’t!", "en", ["Don’t"]),
        ("关键", "the word 关键 and 关键矿产", "en", ["关键"]),
        ("。", "好。", "zh", ["。"]),
        ("...", "no words ...", "en", []),
    ],
)
def test_where_it_is_in_a_text(query: str, text: str, language: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in Query(query).find(text, language)] == found


@pytest.mark.parametrize(
    "query", ['"', "'", "*", 'a" OR "b', "characters : x", "NEAR(a b)", "-", "\x00\x1b[2J", "␀", ")"]
)
def test_nothing_in_a_query_is_syntax(tmp_path: Path, query: str) -> None:
    path = str(tmp_path / "house.sqlite")
    write_memory(path, [make_document("a", [(f"前{query}后", "x")]), make_document("b", [("b", "plain text")])])
    with Store(path) as store:
        found = store.find([Query(query)])
    assert [hit.document.path for hit in found.hits] == ["a"]
    assert found.hits[0].in_source == (Span(1, 1 + len(query)),)


def test_nothing_is_found_across_two_texts(tmp_path: Path) -> None:
    path = str(tmp_path / "house.sqlite")
    write_memory(path, [make_document("a", [("一二", "三四"), ("one two", "five six")], languages=("zh", "zh"))])
    with Store(path) as store:
        assert store.find([Query("二三")]).total == 0
        assert store.find([Query("三四")]).total == 1


def test_the_pairs_before_and_after_are_those_of_the_document(tmp_path: Path) -> None:
    path = str(tmp_path / "house.sqlite")
    write_memory(path, [make_document("a", [("一", "one"), ("二", "two")]), make_document("b", [("三", "three")])])
    with Store(path) as store:
        (hit,) = store.find([Query("二")]).hits
    assert hit.before and hit.before.target == "one" and hit.after is None


def test_the_domain_limits_what_is_found(tmp_path: Path) -> None:
    path = str(tmp_path / "house.sqlite")
    documents = [make_document(name, [("电池", name)], domain=domain) for name, domain in (("a", "x"), ("b", "y"))]
    write_memory(path, documents)
    with Store(path) as store:
        found = store.find([Query("电池")], domain="y")
        assert (found.total, [hit.document.path for hit in found.hits]) == (1, ["b"])
        assert store.find([Query("电池")], domain="z") == Found(0, True, ())
