"""What must hold of every write: what was meant is read back, or one line says why nothing was written."""

import codecs
import csv
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossary.formats import FORMATS, load_format
from glossary.formats.base import DEFAULT_LANGUAGES
from glossary.formats.files import GlossaryError, edit, load, save
from glossary.formats.verifying import VerifyError, find_difference, map_texts, verify
from glossary.model import Case, Concept, Glossary, Match, State, Status, Term
from glossary.upkeep.sort import sort

SUFFIXES = {"jsonl": ".jsonl", "xlsx": ".xlsx", "tbx": ".tbx", "tmx": ".tmx", "multiterm": ".xml"}
"""The suffix of each format that is no delimited text."""

HOSTILE = st.sampled_from(
    [
        *(
            "concept",
            "language",
            "term",
            "zh",
            "en",
            "source",
            "target",
            "Entry_ID",
            "Term_Info",
            "candidate",
            "Preferred",
        ),
        *("=1+1", "'=1", "'", '"', '""', "a\rb", "a\r\nb", "a\nb", "a;b", "a\tb", "a,b", " a ", "\ufeff", "\ufeffa"),
        *("铜", "a", "\0", "\x1f\x1f", "_x0041_", "]]>", "&amp;", "<b>", "\u2028", "\x85", "\u3000"),
    ]
)
TEXTS = HOSTILE | st.text(st.characters(codec="utf-8"), max_size=4)
TERMS = st.builds(
    Term,
    TEXTS.filter(str.strip),
    st.sampled_from(["zh", "en"]),
    st.none() | st.sampled_from(Status),
    st.sampled_from(State),
    st.just("") | TEXTS,
    st.none() | st.sampled_from(Case),
    st.none() | st.sampled_from(Match),
    *[st.just("") | TEXTS] * 7,
    st.just(()),
)
CONCEPTS = st.builds(
    Concept,
    TEXTS.map(str.strip).filter(bool),
    st.lists(TERMS, min_size=1, max_size=3).map(tuple),
    *[st.just("") | TEXTS] * 3,
    st.just(()),
)
GLOSSARIES = st.builds(
    Glossary, st.lists(CONCEPTS, max_size=3, unique_by=lambda concept: concept.id).map(tuple), st.just(())
)


@pytest.fixture(autouse=True, scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("platformdirs.user_cache_path", lambda name: folder / name)
        yield


@pytest.mark.parametrize("name", FORMATS)
@given(glossary=GLOSSARIES)
def test_what_is_written_is_what_was_meant_or_nothing_is(name: str, glossary: Glossary) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a" + SUFFIXES.get(name, ".csv"))
        try:
            save(path, glossary, name)
        except GlossaryError as error:
            assert "\n" not in str(error)
            assert [*Path(folder).iterdir()] == []
            return
        with path.open("rb") as stream:
            verify(stream, load_format(name), glossary, DEFAULT_LANGUAGES)
        assert [*Path(folder).iterdir()] == [path]


@pytest.mark.parametrize("name", FORMATS)
@given(glossary=GLOSSARIES)
def test_sorting_twice_is_sorting_once(name: str, glossary: Glossary) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a" + SUFFIXES.get(name, ".csv"))
        try:
            save(path, glossary, name)
            sort_file(path, name)
        except GlossaryError:
            return
        once = path.read_bytes()
        sort_file(path, name)
        assert path.read_bytes() == once or name == "xlsx"  # which holds the time


def sort_file(path: Path, name: str | None = None, by: str = "source") -> None:
    with edit(path, name) as draft:
        draft.glossary = sort(draft.glossary, by)


HEADERS = (
    ["concept", "language", "term"],
    ["concept", "language", "term", "Status", "note"],
    ["source", "target"],
    ["zh", "en", "status"],
    ["concept", "source", "target", "x"],
)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A delimited file as people make them."""
    rows = draw(st.lists(st.lists(HOSTILE | st.sampled_from(["", "1", "2"]), min_size=1, max_size=5), max_size=6))
    header = draw(st.none() | st.sampled_from(HEADERS))
    if header:
        rows = [header, *((row + [""] * 9)[: len(header)] for row in rows)]
    stream = io.StringIO(newline="")
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    dialect = draw(st.sampled_from(["unix", "excel"]))  # which quote every cell, and those that need it
    csv.writer(stream, dialect, delimiter=draw(st.sampled_from(",;\t")), lineterminator=end).writerows(rows)
    return stream.getvalue().encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"])))


@given(files(), st.sampled_from(["source", "target", "id"]))
@example(b"concept,source,target\n2,mine,\n1,,\n", "id")
def test_a_file_that_is_read_is_sorted_or_stays(data: bytes, by: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        path.write_bytes(data)
        try:
            before = load(path)
        except GlossaryError:
            return
        try:
            sort_file(path, by=by)
        except GlossaryError:
            assert path.read_bytes() == data
            return
        once, after = path.read_bytes(), load(path)
        assert after.format == before.format
        assert find_difference(sort(before.glossary, by), after.glossary) == ""
        sort_file(path, by=by)
        assert path.read_bytes() == once


# The comparison itself

COPPER = Concept("1", (Term("铜", "zh"), Term("copper", "en")))


def test_what_differs_is_told() -> None:
    gold = Concept("2", (Term("gold", "en"),))
    assert find_difference(Glossary((COPPER, gold)), Glossary((COPPER, gold))) == ""
    assert find_difference(Glossary((COPPER, gold)), Glossary((COPPER,))) == "concept “2” differs"
    assert find_difference(Glossary((COPPER,)), Glossary((COPPER, gold))) == "concept “2” differs"
    assert find_difference(Glossary((COPPER, gold)), Glossary((gold, COPPER))) == "concept “1” differs"
    assert find_difference(Glossary((COPPER,), (("a", "b"),)), Glossary((COPPER,))) == (
        "what the file says of itself differs"
    )
    swapped = COPPER._replace(terms=COPPER.terms[::-1], extra=(("a", ""),))
    assert find_difference(Glossary((COPPER,)), Glossary((swapped,))) == ""
    renamed = COPPER._replace(terms=(COPPER.terms[0], Term("Copper", "en")))
    assert find_difference(Glossary((COPPER,)), Glossary((renamed,))) == "concept “1” differs"


def test_texts_are_changed_and_words_of_the_model_are_not() -> None:
    term = Term("a", "en", Status.PREFERRED, State.CANDIDATE, note="a", extra=(("a", "a"),))
    changed = map_texts(Glossary((Concept("a", (term,), extra=(("a", "a"),)),), (("a", "a"),)), lambda text: text + "!")
    wanted = Term(
        "a!", "en!", Status.PREFERRED, State.CANDIDATE, "!", origin="!", note="a!", term_type="!",
        example="!", when_source="!", created="!", modified="!", extra=(("a!", "a!"),),
    )  # fmt: skip
    assert changed == Glossary(
        (Concept("a!", (wanted,), "!", "!", "!", (("a!", "a!"),)),),
        (("a!", "a!"),),
    )


def test_a_control_character_is_refused_where_the_file_would_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(codecs.BOM_UTF8 + "source,target\n铜,copper\n".encode())
    broken = Glossary((Concept("\0", (Term("\0\0\0\0", "en"),)),))
    with pytest.raises(GlossaryError) as caught:
        save(path, broken, "memoq")
    assert str(caught.value) == (
        f"{path}: not written, for it could not be read back (not a text file (it holds control characters)): "
        "save it as .jsonl, which holds all"
    )
    assert path.read_bytes() == codecs.BOM_UTF8 + "source,target\n铜,copper\n".encode()


def test_a_term_that_came_in_is_told() -> None:
    writer = load_format("memoq")
    rejected = Glossary((Concept("1", (Term("copper", "en"), Term("tin", "en", state=State.REJECTED))),))
    data = b"Entry_ID;English;Term_Info\n1;zinc;\n"
    with pytest.raises(VerifyError, match="“zinc” came in"):
        verify(io.BytesIO(data), writer, rejected, DEFAULT_LANGUAGES)
