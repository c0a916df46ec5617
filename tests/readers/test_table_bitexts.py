"""Tables of pairs: CSV, TSV with a header, workbooks; their columns, their cells, and the way back to them."""

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from sample_reports import TEXT_FORMATS

from align.cli import main
from align.commands.check import check_file
from align.commands.outcomes import fold_results
from align.errors import ReadError
from align.inputs.tasks import Task
from align.model import Bitext, Edit, Notation
from align.readers import ReadOptions, read
from align.readers.tables import delimited
from align.readers.tables.cells import parse_rows
from align.readers.tables.units import SPILLED
from align.report import renderer
from align.report.style import Style
from align.writers.edits import Mend, edit

ROWS = [
    ["编号", "中文", "英文", "备注"],
    ["k1", "港口于2019年开放。", 'The port, "old", opened in 2018.', "x"],
    ["k2", "他走了。", "He left 摆脱 it.", ""],
    ["", "船来了。", "", ""],
    ["", "", "", ""],
]


def write_csv(rows: list[list[str]], delimiter: str = ",") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return stream.getvalue()


def write_workbook(**sheets: list[list[str]]) -> bytes:
    workbook, stream = Workbook(), io.BytesIO()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(stream)
    return stream.getvalue()


def read_bitexts(name: str, data: str | bytes, columns: str = "", target: str = "en") -> list[Bitext]:
    content = data.encode() if isinstance(data, str) else data
    found = read(name, content, ReadOptions(target, columns=columns))
    return [bitext for bitext in found if isinstance(bitext, Bitext)]


def list_units(bitext: Bitext) -> list[tuple[str, str]]:
    return [(bitext.source.text[slice(*unit.source)], bitext.target.text[slice(*unit.target)]) for unit in bitext.units]


def find_faults(name: str, data: str | bytes) -> list[tuple[str, str, int | None, int, str]]:
    result = check_file(Task(name), data=data.encode() if isinstance(data, str) else data)
    assert not [entry for entry in result.skipped if not entry.units]
    return [
        (entry.finding.rule, entry.start.segment or "", entry.start.line, entry.start.column, entry.text)
        for entry in result.diagnostics
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv(delimiter: str) -> None:
    text = write_csv(ROWS, delimiter)
    assert find_faults("a.csv", text) == [
        ("date-mismatch", "k1", 2, 46, "2018"),
        ("residual-source", "k2", 3, 17, "摆脱"),
        ("empty-target", "C4", 4, 7, ""),
    ]
    (bitext,) = read_bitexts("a.csv", text)
    assert [bitext.source.locate(unit.source.start).segment for unit in bitext.units] == ["k1", "k2", "B4"]
    for document in (bitext.source, bitext.target):
        for stretch in document.stretches or ():
            if stretch.origin and stretch.origin.end - stretch.origin.start == stretch.span.end - stretch.span.start:
                assert document.text[slice(*stretch.span)] == text[stretch.origin.start : stretch.origin.end]
    notations = [stretch.origin.notation for stretch in bitext.target.stretches or () if stretch.origin]
    assert notations == [Notation.CSV_QUOTED] * 5 + [Notation.CSV]


def test_a_sheet_whose_titles_name_no_columns_is_said_not_to_be_read() -> None:
    data = write_workbook(texts=ROWS, more=[["甲", "乙"], ["港口。", "Port."], ["", ""]], empty=[[""]])
    assert [(entry.reason, entry.units) for entry in check_file(Task("a.xlsx"), data=data).skipped] == [
        ("in the sheet “more”, whose titles name no columns", 2)
    ]


def test_workbook() -> None:
    assert find_faults("a.xlsx", write_workbook(texts=ROWS)) == [
        ("date-mismatch", "C2", None, 28, "2018"),
        ("residual-source", "C3", None, 9, "摆脱"),
        ("empty-target", "C4", None, 1, ""),
    ]
    data = write_workbook(
        one=ROWS[:2], notes=[["who", "when"], ["me", "now"]], two=[["标题"], [], *ROWS[:1], *ROWS[2:3]]
    )
    assert [entry[:2] for entry in find_faults("a.xlsx", data)] == [
        ("date-mismatch", "one!C2"),
        ("residual-source", "two!C4"),
    ]


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_each_report_names_the_cell(name: str) -> None:
    result = check_file(Task("a.xlsx"), data=write_workbook(one=ROWS[:1], two=ROWS[:3]))
    report = fold_results([result]).report
    text = "".join(str(piece) for piece in renderer(name)(report, Style()))
    assert "two!C3" in text


HEADERS = [
    ["source", "target"], ["src", "tgt"], ["zh", "en"], ["zh-CN", "en-US"], ["中文", "英文"], ["原文", "译文"],
    ["Chinese", "English"], ["Source text", "Translation"], ["汉语", "英语"], ["中文", "译文"],
]  # fmt: skip


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("swaps", [False, True])
def test_titles_tell_the_columns(header: list[str], swaps: bool) -> None:
    rows = [["id", *header, "note"], ["1", "好。", "Good.", "x"]]
    if swaps:
        rows = [[row[3], row[2], row[1], row[0]] for row in rows]
    for name, delimiter in (("a.csv", ","), ("a.tsv", "\t")):
        (bitext,) = read_bitexts(name, write_csv(rows, delimiter))
        assert list_units(bitext) == [("好。", "Good.")]
        assert bitext.target.locate(0).segment == "1"


def test_a_column_of_documents_makes_bitexts_and_one_of_confidence_is_used() -> None:
    rows = [
        ["doc", "source", "target", "confidence"],
        ["a", "一", "1", "0.5"],
        ["b", "二", "2", ""],
        ["a", "三", "3", "9"],
    ]
    first, second = read_bitexts("a.csv", write_csv(rows))
    assert list_units(first) == [("一", "1"), ("三", "3")]
    assert list_units(second) == [("二", "2")]
    assert [unit.confidence for unit in first.units] == [0.5, 1.0]


CORRECTED = [
    ["correction", "source", "target"],
    ["", "港口于2019年开放。", "The port opened in 2018."],
    ["The pier closed in 2015.", "码头于2015年关闭。", "The pier closed in 2014."],
    ["He left 摆脱 it.", "他走了。", "He left."],
    ["He left.", "他走了。", ""],
    [" ", "船来了。", "The ship came."],
]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_correction_is_checked_in_place_of_the_translation(name: str) -> None:
    data = write_workbook(texts=CORRECTED) if name == "a.xlsx" else write_csv(CORRECTED).encode()
    assert [(rule, place, text) for rule, place, _, _, text in find_faults(name, data)] == [
        ("date-mismatch", "C2", "2018"),
        ("residual-source", "A4", "摆脱"),
    ]
    (bitext,) = read_bitexts(name, data)
    assert [target for _, target in list_units(bitext)] == [
        "The port opened in 2018.", "The pier closed in 2015.", "He left 摆脱 it.", "He left.", "The ship came.",
    ]  # fmt: skip
    report = fold_results([check_file(Task(name), data=data)]).report
    notes = " ".join("".join(str(piece) for piece in renderer("full")(report, Style())).split())
    assert "Skipped 3 units: translation with a correction, which is checked in its place (3)." in notes


def test_text_after_the_last_column_of_a_file_is_counted_as_left_out() -> None:
    spilled = "id,zh,en,note\n1,他走了。,He left, too.,x\n2,船来了。,The ship came.,\n3,好。,Good.,,,\n"
    (bitext,) = read_bitexts("a.csv", spilled)
    assert bitext.left_out == ((SPILLED, 1),)
    (workbook,) = read_bitexts("a.xlsx", write_workbook(texts=[["zh", "en"], ["好。", "Good.", "a note"]]))
    assert workbook.left_out == ()


def test_the_column_for_corrections_of_an_alignment_is_read_and_a_fix_goes_there() -> None:
    named = write_csv([["x", "y", "z"], ["好。", "Well.", "Good."]])
    (bitext,) = read_bitexts("a.csv", named, "source=x,target=B,correction=C")
    assert list_units(bitext) == [("好。", "Good.")]
    text = 'source,target,correction\r\n他走了。,"He left，too.","He left， now."\r\n'
    (document,) = (one.target for one in read_bitexts("a.csv", text))
    start = document.text.index("，")
    edited = edit("a.csv", text.encode(), [Mend(0, (Edit(start, start + 1, ","),))], read=lambda: [document])
    assert edited.data.decode() == text.replace("left， now", "left, now")


@pytest.mark.parametrize(
    "columns", ["source=C,target=D", "source=3,target=4", "zh=c,en=d", "source=foo,target=BAR", "中文=foo,英文=D,id=A"]
)
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.xlsx"])
def test_a_person_may_name_the_columns(name: str, columns: str) -> None:
    rows = [["Key", "x", "foo", "bar"], ["k", "y", "好。", "Good."]]
    data = write_workbook(texts=rows) if name == "a.xlsx" else write_csv(rows, "," if name == "a.csv" else "\t")
    (bitext,) = read_bitexts(name, data, columns)
    with_title = [] if "foo" in columns else [("foo", "bar")]
    assert list_units(bitext) == [*with_title, ("好。", "Good.")]


def test_known_titles_above_columns_that_are_named_are_no_texts() -> None:
    (bitext,) = read_bitexts("a.csv", "备注,原文,机翻,译文\nx,好。,Well.,Good.\n", "source=B,target=C")
    assert list_units(bitext) == [("好。", "Well.")]


@pytest.mark.parametrize(
    ("text", "columns", "message"),
    [
        ("a,b,c\n1,2,3\n", "", "the first row (“a”, “b”, “c”) does not say which columns hold source and translation: "
         "name them with --text-columns, such as --text-columns source=C,target=D"),
        ("", "", "there is no row in it"),
        ("de,fr\nja,oui\n", "", "line 1: holds de, fr, and zh with en is checked: name its languages with "
         "--languages"),
        ("zh,en\n好,\"Good\n", "", "line 2: a quotation mark that opens here is never closed: close it, or double it "
         "if it belongs to the text"),
        ("zh,en\n好,\"Good\"x\n", "", "line 2: text follows a closing quotation mark: double the quotation marks that "
         "belong to the text"),
        ("a,b\n", "source=C,target=B", "--text-columns: no column “C”; there are 2 (a, b)"),
        ("a,b\n", "source=A", "--text-columns names no column of the target: add target=COLUMN"),
        ("a,b\n", "source=A,fr=B", "--text-columns: unknown “fr”; name source, target, id, doc, confidence or "
         "correction"),
    ],
)  # fmt: skip
def test_what_is_refused(text: str, columns: str, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bitexts("a.csv", text, columns)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"x", "not a ZIP archive (File is not a zip file); save the file again"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted, or a file of Office 97; save it as .docx or "
         ".xlsx without a password"),
        (write_workbook(texts=[["a", "b"]]), "the first row (“a”, “b”) does not say which columns hold source and "
         "translation: name them with --text-columns, such as --text-columns source=C,target=D"),
    ],
)  # fmt: skip
def test_what_is_refused_of_workbooks(data: bytes, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bitexts("a.xlsx", data)
    assert str(caught.value) == message


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    with pytest.raises(ReadError, match=r"^a workbook needs two more packages: pip install 'aligncheck\[xlsx\]'$"):
        read_bitexts("a.xlsx", write_workbook(texts=ROWS))


def test_tables_in_a_folder_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t").mkdir()
    Path("t/a.csv").write_text(write_csv(ROWS), "utf-8")
    Path("t/a.en.txt").write_text("It rained.\n", "utf-8")
    result = CliRunner().invoke(main, ["check", "t"])
    assert result.stdout.startswith("No findings in 1 document")
    assert "Skipped 1 file: table, checked only if it is named itself (1)." in " ".join(result.stdout.split())
    assert CliRunner().invoke(main, ["check", "./t/a.csv", "t"]).exit_code == 1
    said = CliRunner().invoke(main, ["check", "t/a.csv", "--text-columns", "source"])
    assert (
        said.stderr
        == "aligncheck: --text-columns: “source” names no column: write NAME=COLUMN, such as source=C,target=D\n"
    )


def test_a_tsv_of_two_columns_is_read_as_before() -> None:
    for text in ('source\ttarget\n好。\t"Good."\n', '好。\t"Good."\n'):
        (bitext,) = read_bitexts("a.tsv", text)
        assert list_units(bitext) == [("好。", '"Good."')]


def test_a_fix_is_written_as_its_cell_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = 'id,source,target\r\n1,一,"A，""b"""\r\n2,二,C。\r\n3,三,D，e\r\n'
    Path("a.csv").write_bytes(text.encode())
    result = CliRunner().invoke(main, ["check", "--fix", "a.csv", "--select", "cjk-punctuation"])
    assert Path("a.csv").read_bytes().decode() == text.replace("A，", "A,").replace("C。", "C.")
    message = "a.csv:4:6: cjk-punctuation cannot be fixed: ',' would end the cell it is in: mend it by hand"
    assert message in " ".join(result.stderr.split())


CELLS = st.text(st.sampled_from("ab词,;\t\"\r\n' "), max_size=6)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5), st.sampled_from(",;\t"))
def test_cells_are_those_of_the_standard_library(rows: list[list[str]], delimiter: str) -> None:
    text = write_csv(rows, delimiter)
    found = [[cell.text for cell in row] for row in parse_rows(text, delimiter)]
    expected = [row or [""] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)]
    assert found == expected == rows
    for row in parse_rows(text, delimiter):
        for cell in row:
            assert cell.start is not None
            assert text.startswith(cell.written, cell.start)


@given(st.text(st.sampled_from('a,"\r\n'), max_size=12))
def test_broken_quoting_is_refused_where_the_standard_library_does(text: str) -> None:
    try:
        expected = [row or [""] for row in csv.reader(io.StringIO(text, newline=""), strict=True)]
    except csv.Error:
        with pytest.raises(ReadError, match="quotation mark"):
            list(parse_rows(text, ","))
        return
    found = [[cell.text for cell in row] for row in parse_rows(text, ",")]
    assert found == (expected or [[""]])


def test_the_configuration_may_name_the_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("aligncheck.toml").write_text('text-columns = "source=B,target=C,id=A"\n', "utf-8")
    Path("a.csv").write_text("k1,他走了。,He left the the house.,note\n", "utf-8")
    Path("b.csv").write_text("他走了。,k1,He went to to town.\n", "utf-8")
    assert CliRunner().invoke(main, ["check", "a.csv"]).stdout.startswith("a.csv:1:17 (k1): error doubled-word")
    shown = CliRunner().invoke(main, ["check", "--show-settings", "a.csv"]).stdout
    assert "text-columns   source=B,target=C,id=A (aligncheck.toml)\n" in shown
    result = CliRunner().invoke(main, ["check", "b.csv", "--text-columns", "source=A,target=C,id=B"])
    assert result.stdout.startswith("b.csv:1:17 (k1): error doubled-word")


def test_a_very_long_line_names_no_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    assert delimited.has_header("id\tzh\ten\n1\t矿\tmine\n", ReadOptions())
    monkeypatch.setattr(delimited, "LONGEST_HEADER", 5)
    assert not delimited.has_header("id\tzh\ten\n1\t矿\tmine\n", ReadOptions())
