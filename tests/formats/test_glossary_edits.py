"""Edits of tables and workbooks: only what changes is written; what a person had stays as it stood."""

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table

from glossary.formats.base import Languages
from glossary.formats.files import GlossaryError, edit, load, save
from glossary.formats.tables.editing import Shape, edit_table, match_rows
from glossary.formats.xlsx.parts import find_lost_parts
from glossary.model import Concept, Glossary, State, Status, Term
from glossary.upkeep.sort import sort


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: folder / name)


def change(path: Path, action: Callable[[Glossary], Glossary], *, force: bool = False) -> None:
    with edit(path, force=force) as draft:
        draft.glossary = action(draft.glossary)


def add_silver(glossary: Glossary) -> Glossary:
    return glossary._replace(concepts=(*glossary.concepts, Concept("3", (Term("银", "zh"), Term("silver", "en")))))


def accept(glossary: Glossary) -> Glossary:
    concepts = (
        concept._replace(terms=tuple(term._replace(state=State.ACCEPTED) for term in concept.terms))
        for concept in glossary.concepts
    )
    return glossary._replace(concepts=tuple(concepts))


def sort_by_id(glossary: Glossary) -> Glossary:
    return sort(glossary, "id")


# Delimited files

QUIRKY = (
    'Concept;"Language";"Term";"Reviewer";"Status"\r\n'
    '"2";"zh";"铜; 红";"Li";"Preferred"\r\n'
    "\r\n"
    ';"en";"copper";;"candidate"\r\n'
    '1;zh;"金";"";""\r\n'
    "1;en;gold;\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_rows_that_say_the_same_stay_as_they_stand(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(QUIRKY.encode(encoding))
    change(path, add_silver)
    added = QUIRKY + "3;zh;银;;\r\n3;en;silver;;\r\n"
    assert path.read_bytes() == added.encode(encoding)
    change(path, accept)
    accepted = added.replace(';"en";"copper";;"candidate"', ";en;copper;;")
    assert path.read_bytes() == accepted.encode(encoding)
    change(path, sort_by_id)
    lines = accepted.splitlines(keepends=True)
    assert path.read_bytes() == "".join([lines[0], *lines[4:6], *lines[1:4], *lines[6:]]).encode(encoding)


@pytest.mark.parametrize("header", ["count,documents,score", "score,count,documents", "count,url,frequency"])
def test_columns_of_one_kind_keep_their_order(tmp_path: Path, header: str) -> None:
    path = tmp_path / "a.csv"
    old = f'source,target,status,{header}\n铜,copper,candidate,"9",,0.9\n金,gold,,"8",3,0.8\n'
    path.write_text(old, encoding="utf-8")
    change(path, accept)
    assert path.read_text(encoding="utf-8") == old.replace('candidate,"9"', ",9")


def test_titles_in_other_words_and_columns_that_nobody_knows_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    old = "序号,中文,英文,状态,备注2\n1,铜,copper,首选,甲\n2,金,gold,,乙\n"
    path.write_text(old, encoding="utf-8")
    with edit(path) as draft:
        new = Concept("银", (Term("银", "zh"), Term("silver", "en", Status.PREFERRED)))
        draft.glossary = Glossary((draft.glossary.concepts[1], draft.glossary.concepts[0], new))
    lines = old.splitlines(keepends=True)
    written = path.read_text(encoding="utf-8").splitlines(keepends=True)
    assert written[:3] == [lines[0], lines[2], lines[1]]
    assert load(path).glossary.concepts[-1].terms == new.terms


def test_a_row_without_an_id_gets_it_when_another_row_comes_above_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("concept,language,term\n1,en,copper\n,zh,铜\n,zh,红铜\n", encoding="utf-8")
    change(path, lambda glossary: sort(glossary, "id", Languages("zh", "en")))
    assert path.read_text(encoding="utf-8") == "concept,language,term\n1,zh,铜\n,zh,红铜\n1,en,copper\n"


def test_quotation_marks_round_all_cells_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('"source","target"\n"铜","copper"\n', encoding="utf-8")
    with edit(path) as draft:
        draft.glossary = draft.glossary._replace(
            concepts=(*draft.glossary.concepts, Concept("银", (Term("银", "zh"), Term("=silver", "en"))))
        )
    assert path.read_text(encoding="utf-8") == '"source","target"\n"铜","copper"\n"银","\'=silver"\n'


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_last_line_without_one_stay(tmp_path: Path, end: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"zh,en{end}铜,copper{end}金,gold".encode())
    change(path, lambda glossary: sort(glossary, "target"))
    assert path.read_bytes() == f"zh,en{end}铜,copper{end}金,gold".encode()
    change(path, lambda glossary: Glossary(glossary.concepts[::-1]))
    assert path.read_bytes() == f"zh,en{end}金,gold{end}铜,copper".encode()


def test_a_list_without_a_header_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes('铜\tcopper\r\n金\t"gold"\r\n'.encode())
    change(path, lambda glossary: Glossary(glossary.concepts[::-1]))
    assert path.read_bytes() == '金\t"gold"\r\n铜\tcopper\r\n'.encode()


def test_a_list_whose_first_row_would_be_a_header_gets_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x,y\nlanguage,term\n", encoding="utf-8")
    before = load(path).glossary
    change(path, lambda glossary: Glossary(glossary.concepts[::-1]))
    assert load(path).glossary == Glossary(before.concepts[::-1])


def test_a_changed_field_changes_its_cell_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("source,target,Status,case\n铜,copper,ADMITTED,Sensitive\n", encoding="utf-8")
    (concept,) = load(path).glossary.concepts
    term = concept.terms[1]._replace(status=Status.PREFERRED)
    change(path, lambda glossary: Glossary((concept._replace(terms=(concept.terms[0], term)),)))
    assert path.read_text(encoding="utf-8") == "source,target,Status,case\n铜,copper,preferred,Sensitive\n"


def test_rows_are_matched_in_order_and_once() -> None:
    def first(row: Sequence[str]) -> str:
        return row[0]

    assert match_rows([["a", "2"], ["a", "1"], ["b"]], [["a", "1"], ["a", "3"]], [tuple, first]) == [1, 0, None]


def test_a_table_with_other_columns_is_no_edit() -> None:
    rows = [["a", "b"], ["1", "3"]]
    assert [*edit_table(b"a,,b\n1,2,3\n", rows, rows, Shape((0, 1)))] == []


@pytest.mark.parametrize("name", ["a.jsonl", "a.tbx", "a.tmx"])
def test_other_texts_keep_their_line_ends_and_mark(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    save(path, Glossary((Concept("1", (Term("铜", "zh"), Term("copper", "en"))),)))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    change(path, add_silver)
    data = path.read_bytes()
    assert (data.startswith(b"\xef\xbb\xbf"), data.count(b"\n"), data.count(b"\xef\xbb\xbf")) == (
        True,
        data.count(b"\r\n"),
        1,
    )
    assert [concept.terms[1].text for concept in load(path).glossary.concepts] == ["copper", "silver"]


# Workbooks


@pytest.fixture
def book(tmp_path: Path) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Terms"
    for row in (
        ["concept", "language", "term", "status", "share"],
        [2, "zh", "铜", None, 0.5],
        [2, "en", "copper", "candidate", None],
        [1, "zh", "金", "Preferred", None],
        [1, "en", "gold", None, None],
    ):
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet["E2"].number_format = "0.00%"
    sheet["C2"].fill = PatternFill("solid", "FFFFFF00")
    sheet["C2"].comment = Comment("check", "Li")
    sheet["C3"].hyperlink = "https://example.org/cu"
    sheet.row_dimensions[2].height = 40
    sheet.column_dimensions["C"].width = 33
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = "A1:E5"
    notes = workbook.create_sheet("Notes")
    notes["A1"], notes["B1"] = "kept", "=1+2"
    workbook.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def look(path: Path) -> list[tuple[Any, ...]]:
    """All that the first sheet shows: each cell with what is said and how, row by row."""
    return [
        (
            sheet_row[0].parent.row_dimensions[sheet_row[0].row].height,
            *(
                (
                    cell.value,
                    cell.font.b,
                    cell.fill.fgColor.rgb,
                    cell.number_format,
                    cell.comment and (cell.comment.text, cell.comment.author),
                    cell.hyperlink and cell.hyperlink.target,
                )
                for cell in sheet_row
            ),
        )
        for sheet_row in load_workbook(path)["Terms"].iter_rows()
    ]


def look_around(path: Path) -> list[object]:
    """What is the same whatever the rows are."""
    workbook = load_workbook(path)
    sheet, notes = workbook["Terms"], workbook["Notes"]
    widths = {name: column.width for name, column in sheet.column_dimensions.items()}
    return [workbook.sheetnames, sheet.freeze_panes, widths, notes["A1"].value, notes["B1"].value]


def test_a_workbook_comes_back_whole_but_for_the_rows_that_changed(book: Path) -> None:
    before, around = look(book), look_around(book)
    plain = (None, False, "00000000", "General", None, None)
    height, *last = before[3]
    change(book, add_silver)
    new = [
        (height, *((text, *look_of[1:]) for text, look_of in zip(row, last, strict=True)))
        for row in ((3, "zh", "银", None, None), (3, "en", "silver", None, None))
    ]
    assert look(book) == [*before, *new]
    change(book, accept)
    copper = (*before[2][:4], plain, before[2][5])
    assert look(book) == [*before[:2], copper, *before[3:], *new]
    change(book, sort_by_id)
    assert look(book) == [before[0], *before[3:], before[1], copper, *new]
    assert look_around(book) == around
    assert load_workbook(book)["Terms"].auto_filter.ref == "A1:E7"


def test_a_new_column_looks_as_the_last_one(book: Path) -> None:
    with edit(book) as draft:
        first, *others = draft.glossary.concepts
        draft.glossary = Glossary((first._replace(subject="metals"), *others))
    sheet = load_workbook(book)["Terms"]
    assert [(sheet.cell(row, 6).value, sheet.cell(row, 6).font.b) for row in (1, 2, 3)] == [
        ("subject", True),
        ("metals", False),
        (None, False),
    ]


def test_fewer_rows_leave_none_behind(book: Path) -> None:
    change(book, lambda glossary: Glossary(glossary.concepts[1:]))
    sheet = load_workbook(book)["Terms"]
    assert [row[2].value for row in sheet.iter_rows()] == ["term", "金", "gold"]
    assert sheet.auto_filter.ref == "A1:E3"


def test_a_table_of_excel_grows_with_its_rows(book: Path) -> None:
    workbook = load_workbook(book)
    workbook["Terms"].auto_filter.ref = None
    workbook["Terms"].add_table(Table(displayName="All", ref="A1:E5"))
    workbook.save(book)
    change(book, add_silver)
    table = load_workbook(book)["Terms"].tables["All"]
    assert (table.ref, table.autoFilter.ref) == ("A1:E7", "A1:E7")


def test_an_empty_workbook_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook = Workbook()
    workbook.create_sheet("Notes")
    workbook.save(path)
    change(path, add_silver)
    assert load_workbook(path).sheetnames == ["Sheet", "Notes"]
    assert load(path).glossary == add_silver(Glossary(()))


def refused(action: Callable[[], object]) -> str:
    with pytest.raises(GlossaryError) as caught:
        action()
    return str(caught.value).partition(": ")[2]


def test_formulas_and_merged_cells_in_the_table_are_not_lost_unsaid(book: Path) -> None:
    workbook = load_workbook(book)
    workbook["Terms"]["E3"] = "=E2"
    workbook["Terms"].merge_cells("D4:E4")
    workbook.save(book)
    data = book.read_bytes()
    assert refused(lambda: change(book, add_silver)) == (
        "would lose formulas in the table, merged cells in the table: "
        "give --force, or convert it to a file of another name"
    )
    assert book.read_bytes() == data
    change(book, add_silver, force=True)
    assert load(book).glossary.concepts[-1].id == "3"


@pytest.mark.parametrize(
    ("part", "content", "said"),
    [
        ("xl/charts/chart1.xml", b"", "charts"),
        ("xl/media/image1.png", b"", "images"),
        ("xl/pivotTables/pivotTable1.xml", b"", "pivot tables"),
        ("xl/vbaProject.bin", b"", "macros"),
        ("xl/slicers/slicer1.xml", b"", "slicers"),
        ("xl/externalLinks/externalLink1.xml", b"", "links to other workbooks"),
        ("xl/threadedComments/threadedComment1.xml", b"", "threads of comments"),
        ("xl/drawings/drawing1.xml", b"<xdr:twoCellAnchor>", "drawings"),
        ("xl/drawings/vmlDrawing7.vml", b'<x:ClientData ObjectType="Button">', "controls"),
        (
            "xl/worksheets/sheet9.xml",
            b"<x><extLst/></x>",
            "extensions of newer versions of Excel (such as lists to choose from)",
        ),
        ("xl/worksheets/sheet9.xml", b"<row><rPh/></row>", "readings above characters"),
        ("strange/part.bin", b"", "strange/part.bin"),
    ],
)
def test_what_is_not_kept_is_named_and_refused(book: Path, part: str, content: bytes, said: str) -> None:
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr(part, content)
    data = book.read_bytes()
    advice = "give --force, or convert it to a file of another name"
    assert refused(lambda: change(book, add_silver)) == f"would lose {said}: {advice}"
    assert book.read_bytes() == data


def test_a_drawing_of_nothing_is_nothing_to_lose(book: Path) -> None:
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("xl/drawings/drawing1.xml", b"<xdr:wsDr/>")
        archive.writestr("xl/drawings/_rels/drawing1.xml.rels", b"<Relationships/>")
    assert find_lost_parts(book.read_bytes()) == []


def test_a_workbook_is_not_replaced_by_another_one_unsaid(book: Path) -> None:
    data = book.read_bytes()
    assert refused(lambda: save(book, add_silver(Glossary(())))) == (
        "would lose the sheet “Notes”: give --force, or name another file"
    )
    assert book.read_bytes() == data
    save(book, add_silver(Glossary(())), force=True)
    assert load_workbook(book).sheetnames == ["glossary"]


def test_a_sheet_that_cannot_hold_the_change_is_not_written_anew_unsaid(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook = Workbook()
    workbook.active.append(["source", "target"])
    workbook.active.append(["铜", "copper"])
    workbook.save(path)
    german = Concept("3", (Term("银", "zh"), Term("Silber", "de")))
    action: Callable[[Glossary], Glossary] = lambda glossary: Glossary((*glossary.concepts, german))  # noqa: E731
    assert refused(lambda: change(path, action)) == (
        "cannot be edited in place, only written as a whole: give --force, or convert it to .csv"
    )
    change(path, action, force=True)
    assert load(path).glossary.concepts[-1] == german


def test_texts_of_cells_are_texts(book: Path) -> None:
    odd = ("=1+1", "_x0041_", "'quoted", " spaced ", "a\nb")
    with edit(book) as draft:
        terms = tuple(Term(text, "en") for text in odd)
        draft.glossary = Glossary((*draft.glossary.concepts, Concept("4", terms)))
    assert [term.text for term in load(book).glossary.concepts[-1].terms] == [*odd]
