"""Fixes in workbooks: the text of a cell changes in its own XML, or in the shared string if all its cells want that."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from office_files import make_zip, read_members
from roots import TESTS

from align.cli import main
from align.commands.workbook_fixes import edit_workbook
from align.model import Bitext, Document, Edit
from align.readers import ReadOptions, read
from align.writers.edits import Mend
from align.writers.edits.text_files import apply_edits

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TITLES = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>source</t></is></c><c t="inlineStr"><is><t>target</t></is></c></row>'
)


def make_workbook(strings: list[str], **sheets: str) -> bytes:
    """A workbook of shared strings (the content of each) and sheets (their rows), as Excel names its parts."""
    kinds = [("sharedStrings", "sharedStrings.xml"), *(("worksheet", f"worksheets/{name}.xml") for name in sheets)]
    related = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{part}"/>' for n, (kind, part) in enumerate(kinds)
    )
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, 1))
    items = "".join(f"<x:si>{one}</x:si>" for one in strings)
    types = "".join(f'<Override PartName="/xl/{part}" ContentType="{_CONTENT}.{kind}+xml"/>' for kind, part in kinds)
    return make_zip(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
            f'"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
            f'ContentType="{_CONTENT}.sheet.main+xml"/>{types}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="a" '
            f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>',
            "xl/sharedStrings.xml": f'<x:sst xmlns:x="{_MAIN}">{items}</x:sst>',
            **{
                f"xl/worksheets/{name}.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
                for name, rows in sheets.items()
            },
        }
    )


def row(number: int, source: str, target: str) -> str:
    return f'<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>{source}</t></is></c>{target}</row>'


def shared(index: int) -> str:
    return f'<c t="s" s="1"><v>{index}</v></c>'


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def fix(data: bytes) -> tuple[dict[str, str], Result]:
    """The members that change when the command fixes a file, and what it said."""
    Path("a.xlsx").write_bytes(data)
    result = CliRunner().invoke(main, ["check", "a.xlsx", "--fix", "--config", "none"])
    new = read_members(Path("a.xlsx").read_bytes())
    return {name: new[name].decode() for name, old in read_members(data).items() if new[name] != old}, result


def test_a_fix_goes_to_the_runs_of_a_shared_string_and_to_a_cell() -> None:
    rich = (
        "<x:r><x:rPr><x:b/></x:rPr><x:t>Of &amp; o</x:t></x:r><x:r><x:t>f of</x:t></x:r><x:rPh><x:t>of of</x:t></x:rPh>"
    )
    inline = '<c t="inlineStr"><is><t>Most ，or all.</t></is></c>'
    rows = TITLES + row(2, "船", shared(1)) + row(3, "灯", inline)
    changed, result = fix(make_workbook(["<x:t>other</x:t>", rich], texts=rows))
    assert changed["xl/sharedStrings.xml"].count("of") == 2
    assert "<x:t>Of &amp; o</x:t></x:r><x:r><x:t>f</x:t></x:r><x:rPh>" in changed["xl/sharedStrings.xml"]
    assert list(changed) == ["xl/sharedStrings.xml", "xl/worksheets/texts.xml"]
    assert "<is><t>Most, or all.</t></is>" in changed["xl/worksheets/texts.xml"]
    assert result.stderr == "aligncheck: a.xlsx: 2 fixed\n"


def test_a_workbook_of_libreoffice() -> None:
    data = (TESTS / "samples/libreoffice.xlsx").read_bytes()
    Path("b.xlsx").write_bytes(data)
    CliRunner().invoke(
        main, ["check", "b.xlsx", "--fix", "--unsafe-fixes", "--config", "none", "--select", "date-mismatch"]
    )
    old, new = read_members(data), read_members(Path("b.xlsx").read_bytes())
    strings = old.pop("xl/sharedStrings.xml")
    assert new.pop("xl/sharedStrings.xml") == strings.replace(b"opened in 2018.", b"opened in 2019.")
    assert new == old


def test_cells_that_share_a_string_are_fixed_together_or_not_at_all() -> None:
    strings = ["<x:t>See the the pier.</x:t>", "<x:t>Of of all.</x:t>"]
    rows = TITLES + row(2, "看码头。", shared(0)) + row(3, "看码头吧。", shared(0)) + row(4, "其中。", shared(1))
    others = '<row r="1"><c r="C1" t="s"><v>1</v></c></row>'
    changed, result = fix(make_workbook(strings, texts=rows, notes=others))
    assert list(changed) == ["xl/sharedStrings.xml"]
    assert "<x:si><x:t>See the pier.</x:t></x:si><x:si><x:t>Of of all.</x:t>" in changed["xl/sharedStrings.xml"]
    assert result.stderr.splitlines() == [
        "aligncheck: a.xlsx:texts!B4:1: doubled-word cannot be fixed: other cells share the text of its cell, and not "
        "all want this fix: mend it by hand",
        "aligncheck: a.xlsx: 2 fixed",
    ]
    assert (result.exit_code, "texts!B4:1: error doubled-word" in result.stdout) == (2, True)


def test_what_a_formula_gives_is_left() -> None:
    cell = '<c t="str"><f>A2</f><v>The the pier</v></c>'
    changed, result = fix(make_workbook([], texts=TITLES + row(2, "码头", cell)))
    assert changed == {}
    assert result.stderr == (
        "aligncheck: a.xlsx:B2:1: doubled-word cannot be fixed: its cell holds a formula, or a text that is stored in "
        "an unusual way: mend it by hand\n"
    )


def test_a_text_with_escapes_of_excel_is_left() -> None:
    data = make_workbook(["<x:t>See the the_x000A_pier.</x:t>"], texts=TITLES + row(2, "码头", shared(0)))
    document = read_target(data)
    start = document.text.index(" the")
    done = edit_workbook(data, [Mend(0, (Edit(start, start + 4, ""),))], [document])
    assert (done.data, list(done.refused)) == (data, [0] if "\n" in document.text else [])


def test_the_diff_shows_the_translations() -> None:
    Path("a.xlsx").write_bytes(make_workbook(["<x:t>At the the pier.</x:t>"], texts=TITLES + row(2, "船", shared(0))))
    result = CliRunner().invoke(main, ["check", "a.xlsx", "--diff", "--config", "none"])
    assert "\n-At the the pier." in result.stdout
    assert "\n+At the pier." in result.stdout
    assert result.exit_code == 1


PARTS = st.text(st.sampled_from("ab 中"), min_size=1, max_size=4) | st.sampled_from(["&amp;", "&#20013;"])
TEXTS = st.lists(PARTS.map(lambda text: f'<x:t xml:space="preserve">{text}</x:t>'), min_size=1, max_size=3).map(
    lambda parts: "".join(f"<x:r>{part}</x:r>" for part in parts)
)


@given(st.lists(TEXTS, min_size=1, max_size=3), st.data())
def test_any_edit_of_a_cell(strings: list[str], drawn: st.DataObject) -> None:
    rows = "".join(row(number, "船", shared(number - 2)) for number in range(2, len(strings) + 2))
    data = make_workbook([f"<x:r><x:t>|</x:t></x:r>{one}" for one in strings], texts=TITLES + rows)
    document = read_target(data)
    unit = drawn.draw(st.sampled_from(document.blocks))
    start = drawn.draw(st.integers(unit.start, unit.end))
    meant = Edit(
        start, drawn.draw(st.integers(start, unit.end)), drawn.draw(st.text(st.sampled_from("x<&中"), max_size=3))
    )
    done = edit_workbook(data, [Mend(0, (meant,), 0, unit.start)], [document])
    old, new = read_members(data), read_members(done.data)
    assert done.made or done.data == data
    assert [name for name in old if old[name] != new[name]] in ([], ["xl/sharedStrings.xml"])
    if done.made:
        assert read_target(done.data).text.split() == apply_edits(document.text, [meant]).split()


def read_target(data: bytes) -> Document:
    (bitext,) = read("a.xlsx", data, ReadOptions())
    assert isinstance(bitext, Bitext)
    return bitext.target
