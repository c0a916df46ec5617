"""The glossaries of OmegaT: lines of a source, a target and a comment."""

import io
from pathlib import Path

import pytest

from glossary.formats import choose_format, detect_format, load_format
from glossary.formats.base import FormatError, Languages
from glossary.formats.files import GlossaryError, edit, load, save
from glossary.model import Concept, Glossary, State, Status, Term

FILE = """\
# Glossary in tab-separated format -*- coding: utf-8 -*-
关键矿产\tcritical minerals\tof the list of 2024

# from the desk
关键矿产\tkey minerals
出口管制\texport controls\t
"""
READ = Glossary(
    (
        Concept(
            "关键矿产",
            (
                Term("关键矿产", "zh"),
                Term("critical minerals", "en", note="of the list of 2024"),
                Term("key minerals", "en"),
            ),
        ),
        Concept("出口管制", (Term("出口管制", "zh"), Term("export controls", "en"))),
    )
)


def parse(text: str, languages: Languages = Languages()) -> Glossary:  # noqa: B008
    return load_format("omegat").load(io.BytesIO(text.encode()), languages)


def test_lines_are_concepts_and_comments_are_notes() -> None:
    assert parse(FILE) == READ
    assert parse("") == Glossary(())
    assert parse("host\t主机\n", Languages("en", "zh")).concepts[0].terms == (Term("host", "en"), Term("主机", "zh"))


def test_a_file_is_told_by_its_name_or_by_its_first_line() -> None:
    assert [choose_format(name) for name in ("a.utf8", "a.tab")] == ["omegat", "omegat"]
    assert detect_format("glossary.txt", FILE.encode()) == "omegat"
    assert detect_format("glossary.txt", b"\xef\xbb\xbf" + FILE.encode()) == "omegat"
    assert detect_format("glossary.txt", "source\ttarget\n矿\tore\n".encode()) == "pairs"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [("矿 ore\n", 1, "no tab"), ("# x\n矿\t\n", 2, "no target"), ("矿\tore\n\t山\n", 2, "no source")],
)
def test_a_line_that_says_nothing_is_named(text: str, line: int, what: str) -> None:
    with pytest.raises(FormatError) as caught:
        parse(text)
    assert (caught.value.line, caught.value.message.partition(":")[0]) == (line, what)


def test_a_new_file_has_what_translators_may_use(tmp_path: Path) -> None:
    terms = (
        Term("矿", "zh"),
        Term("#矿", "zh"),
        Term("mineral", "en", Status.ADMITTED, note="two\nlines"),
        Term("ore", "en", Status.PREFERRED, origin="desk"),
        Term("rock", "en", Status.FORBIDDEN),
        Term("stone", "en", state=State.CANDIDATE),
    )
    glossary = Glossary((Concept("1", terms, "mining"), Concept("2", (Term("山", "zh"),))))
    path = tmp_path / "a.utf8"
    assert save(path, glossary) == [
        "2 terms: left out, deprecated, forbidden or not accepted",
        "2 terms: left out, without a counterpart or a remark to OmegaT (#)",
        "1 concept: the id left out",
        "1 note: blanks and line breaks become one blank",
        "1 concept: the subject left out",
        "2 terms: the status left out",
        "1 term: the origin left out",
    ]
    assert path.read_text(encoding="utf-8") == (
        "# Glossary in tab-separated format -*- coding: utf-8 -*-\n矿\tore\n矿\tmineral\ttwo lines\n"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_other_lines_and_remarks_stay(tmp_path: Path, encoding: str, newline: str) -> None:
    path = tmp_path / "glossary.txt"
    path.write_bytes(FILE.replace("\n", newline).encode(encoding))
    with edit(path) as draft:
        assert draft.format == "omegat"
        added = Concept("山", (Term("山", "zh"), Term("hill", "en", note="not a mountain")))
        first = draft.glossary.concepts[0]
        first = first._replace(terms=first.terms[:2])
        draft.glossary = draft.glossary._replace(concepts=(first, draft.glossary.concepts[1], added))
    kept = FILE.replace("关键矿产\tkey minerals\n", "")
    assert path.read_bytes().decode(encoding) == (kept + "山\thill\tnot a mountain\n").replace("\n", newline)
    assert load(path).glossary.concepts[2] == added


def test_a_last_line_without_an_end_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "a.tab"
    path.write_text("矿\tore", encoding="utf-8")
    with edit(path) as draft:
        added = Concept("山", (Term("山", "zh"), Term("hill", "en")))
        draft.glossary = draft.glossary._replace(concepts=(*draft.glossary.concepts, added))
    assert path.read_text(encoding="utf-8") == "矿\tore\n山\thill\n"


REMARKS = "# my glossary\n矿\tmine\n# iron\n铁\tiron\n# steel\n钢\tsteel\n# the end\n"


def change(path: Path, *pairs: tuple[str, str]) -> str:
    """Give a file with remarks these terms; return what it is then."""
    path.write_text(REMARKS, encoding="utf-8")
    with edit(path) as draft:
        concepts = (Concept(source, (Term(source, "zh"), Term(target, "en"))) for source, target in pairs)
        draft.glossary = Glossary(tuple(concepts))
    return path.read_text(encoding="utf-8")


def test_remarks_stay_when_entries_go_or_change(tmp_path: Path) -> None:
    path = tmp_path / "og.txt"
    mine, iron, steel = ("矿", "mine"), ("铁", "iron"), ("钢", "steel")
    assert change(path, iron, steel) == REMARKS.replace("矿\tmine\n", "")
    assert change(path, mine, steel) == REMARKS.replace("铁\tiron\n", "")
    assert change(path, mine, iron) == REMARKS.replace("钢\tsteel\n", "")
    assert change(path, ("矿", "ore"), iron, steel) == REMARKS.replace("mine", "ore")
    assert change(path, mine, ("铁", "Fe"), steel) == REMARKS.replace("iron\n#", "Fe\n#")
    assert change(path, steel, mine, iron) == (
        "# my glossary\n# steel\n钢\tsteel\n矿\tmine\n# iron\n铁\tiron\n# the end\n"
    )


@pytest.mark.parametrize(
    ("term", "lost"),
    [
        (
            Term("mine", "en", Status.FORBIDDEN),
            "1 term: left out, deprecated, forbidden or not accepted; "
            "1 term: left out, without a counterpart or a remark to OmegaT (#)",
        ),
        (Term("mine", "en", Status.PREFERRED), "1 term: the status left out"),
        (Term("mine", "en", origin="desk"), "1 term: the origin left out"),
    ],
)
def test_a_change_that_a_file_cannot_hold_is_refused(tmp_path: Path, term: Term, lost: str) -> None:
    path = tmp_path / "og.txt"
    path.write_text(REMARKS, encoding="utf-8")
    with pytest.raises(GlossaryError) as caught, edit(path) as draft:
        first, *others = draft.glossary.concepts
        draft.glossary = Glossary((first._replace(terms=(first.terms[0], term)), *others))
    assert str(caught.value) == (
        f"{path}: not changed, for omegat cannot hold all of it ({lost}): "
        f"first aligncheck glossary convert {path} NEW.csv, or give --force to lose this"
    )
    assert path.read_text(encoding="utf-8") == REMARKS


def test_a_list_in_the_other_direction_is_refused() -> None:
    text = "# from OmegaT\nAPI\tAPI\ncritical minerals\t关键矿产\nrare earths\t稀土\n"
    with pytest.raises(FormatError) as caught:
        parse(text)
    assert caught.value.message == (
        "most entries have the script of en in the source and that of zh in the rendering: "
        "name the languages of the list, as in --languages en,zh"
    )
    assert [one.id for one in parse(text, Languages("en", "zh")).concepts] == [
        "API",
        "critical minerals",
        "rare earths",
    ]
    assert len(parse(text, Languages("en", "de")).concepts) == 3
    assert len(parse("AI\t人工智能\n关键矿产\tcritical minerals\n").concepts) == 2
