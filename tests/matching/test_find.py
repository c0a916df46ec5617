"""Looking a word up, and the lines it stands in."""

from hypothesis import given
from hypothesis import strategies as st

from glossary.matching.concordance import Line, find_concordance
from glossary.matching.lookup import MatchKind, choose_search_terms, look_up
from glossary.model import Concept, Glossary, State, Term

MINERALS = Concept("m", (Term("关键矿产", "zh"), Term("critical minerals", "en")))
CONTROL = Concept("c", (Term("出口管制", "zh"), Term("export control", "en")))
BREAK = Concept("b", (Term("摆脱", "zh"), Term("break away from", "en", state=State.CANDIDATE)))
BOOK = Glossary((MINERALS, CONTROL, BREAK))


def looked_up(word: str, limit: int = 20) -> list[tuple[str, MatchKind]]:
    return [(hit.term.text, hit.how) for hit in look_up(BOOK, word, limit)]


def test_a_word_is_found_in_every_way() -> None:
    assert looked_up("Critical  Minerals") == [("critical minerals", MatchKind.EXACT)]
    assert looked_up("出口管制") == [("出口管制", MatchKind.EXACT)]
    assert looked_up("關鍵礦產") == [("关键矿产", MatchKind.SCRIPT)]
    assert looked_up("broke away from") == [("break away from", MatchKind.INFLECTED)]
    assert looked_up("critical mineral") == [("critical minerals", MatchKind.INFLECTED)]
    assert looked_up("出口") == [("出口管制", MatchKind.PREFIX)]
    assert looked_up("管制") == [("出口管制", MatchKind.PREFIX)]
    assert looked_up("controls") == [("export control", MatchKind.PREFIX)]
    assert looked_up("contr") == [("export control", MatchKind.PREFIX)]
    assert looked_up("exprot control") == [("export control", MatchKind.FUZZY)]
    assert looked_up("zebra") == looked_up(" ") == looked_up("出口", 0) == []


def test_the_best_comes_first() -> None:
    book = Glossary(
        tuple(Concept(text, (Term(text, "en"),)) for text in ("key minerals", "minerals act", "mineral", "minerals"))
    )
    hits = [(hit.term.text, str(hit.how)) for hit in look_up(book, "minerals")]
    assert hits == [
        ("minerals", "exact"),
        ("mineral", "inflected"),
        ("minerals act", "prefix"),
        ("key minerals", "prefix"),
    ]
    assert [hit.term.text for hit in look_up(book, "minerals", 2)] == ["minerals", "mineral"]


def test_what_is_sought_in_texts() -> None:
    assert choose_search_terms(BOOK, "critical mineral") == (Term("critical minerals", "en"),)
    assert choose_search_terms(BOOK, "critical") == (Term("critical", "en"),)
    assert choose_search_terms(BOOK, "法") == (Term("法", "zh"),)


def test_keyword_in_context() -> None:
    texts = [("a.txt", "one\r\nIt broke away from it.\r\nend"), ("b.txt", "摆脱"), ("c.txt", "Break\naway from")]
    wanted = BREAK.terms
    assert list(find_concordance(wanted, texts, 8)) == [
        Line("a.txt", 2, "It ", "broke away from", " it.", wanted[1]),
        Line("b.txt", 1, "", "摆脱", "", wanted[0]),
        Line("c.txt", 1, "", "Break\naway from", "", wanted[1]),
    ]
    assert [(line.left, line.right) for line in find_concordance(wanted, [("d", "x" * 9 + " 摆脱 " + "y" * 9)], 3)] == [
        ("xx ", " yy")
    ]


@given(st.text(max_size=12), st.lists(st.text(min_size=1, max_size=8), max_size=4))
def test_any_word_survives(word: str, terms: list[str]) -> None:
    book = Glossary(tuple(Concept(str(n), (Term(text, "zh"), Term(text, "en"))) for n, text in enumerate(terms)))
    hits = look_up(book, word, 3)
    assert len(hits) <= 3
    for text in terms:
        if text.strip():
            assert text in {hit.term.text for hit in look_up(book, text, 100)}
    assert all(
        line.word in "a " + word
        for line in find_concordance(choose_search_terms(book, word or "a"), [("p", "a " + word)])
    )
