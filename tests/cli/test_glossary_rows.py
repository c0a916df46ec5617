"""What commands that change a glossary write of its file: the rows concerned, in their place, and no other."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from align.cli import main
from glossary.formats.files import GlossaryError, describe_unread_sheets, edit, load
from glossary.model import Glossary, Status
from glossary.upkeep.several import split_terms

Rows = Sequence[Sequence[str]]

NATIVE = (
    "concept,language,term,status\n1,zh,矿,\n1,en,ore; mineral,preferred\n2,zh,铜,\n3,zh,金,\n\n2,en,copper,\n"
    "3,en,gold,\n1,en,stone,forbidden\n"
)
FIXED_NATIVE = NATIVE.replace("1,en,ore; mineral,preferred\n", "1,en,ore,preferred\n1,en,mineral,admitted\n")
PAIRS = "source,target,note\n矿,ore,\n铜,copper,x\n矿,mineral; stone,y\n关税；税率,tariff,z\n税率,tax rate,\n"
FIXED_PAIRS = (
    "source,target,note\n矿,ore,\n铜,copper,x\n矿,mineral,y\n矿,stone,y\n关税,tariff,z\n税率,tax rate,\n税率,tariff,z\n"
)
BOOK = [row.split(",") for row in PAIRS.splitlines()]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "cache" / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["glossary", *arguments])


def fix(name: str) -> None:
    assert run("lint", name, "--fix", "--select", "several-terms").exit_code == 0


def add(name: str, *arguments: str) -> Result:
    result = run("add", name, *arguments)
    assert result.exit_code == 0, result.stderr
    return result


def make_book(name: str, sheets: Mapping[str, Rows]) -> None:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append([*row])
    workbook.save(name)


def read_book(name: str) -> dict[str, list[list[str]]]:
    return {
        sheet.title: [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in load_workbook(name)
    }


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(("table", "fixed"), [(NATIVE, FIXED_NATIVE), (PAIRS, FIXED_PAIRS)])
def test_a_fix_changes_the_rows_it_mends_alone(folder: Path, table: str, fixed: str, end: str) -> None:
    for name, delimiter in (("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")):
        if delimiter == ";":
            table, fixed = table.replace("; ", " | "), fixed.replace("; ", " | ")
        Path(name).write_bytes(table.replace(",", delimiter).replace("\n", end).encode())
        fix(name)
        assert Path(name).read_bytes() == fixed.replace(",", delimiter).replace("\n", end).encode()


def test_a_fix_of_a_workbook_changes_the_rows_it_mends_alone() -> None:
    make_book("a.xlsx", {"Terms": BOOK})
    fix("a.xlsx")
    assert read_book("a.xlsx") == {"Terms": [row.split(",") for row in FIXED_PAIRS.splitlines()]}


def test_a_list_with_ids_keeps_synonyms_in_one_concept() -> None:
    Path("a.csv").write_text("concept,source,target\nT1,关税；税率,tariff\nT2,铜,copper\n", encoding="utf-8")
    fix("a.csv")
    assert Path("a.csv").read_text(encoding="utf-8") == (
        "concept,source,target\nT1,关税,tariff\nT1,税率,\nT2,铜,copper\n"
    )


def test_concepts_that_differ_in_their_fields_are_not_joined() -> None:
    table = "source,target,subject\n关税；税率,tariff,trade\n税率,tax rate,law\n"
    Path("a.csv").write_text(table, encoding="utf-8")
    fix("a.csv")
    assert Path("a.csv").read_text(encoding="utf-8") == (
        "source,target,subject\n关税,tariff,trade\n税率,tax rate,law\n税率,tariff,trade\n"
    )


def test_concepts_of_one_source_term_need_no_ids_where_their_subjects_differ() -> None:
    table = "source,target,subject\n税率,tariff,trade\n税率,tax rate,law\n税率,rate of tax,law\n铜,copper,\n"
    Path("a.csv").write_text(table, encoding="utf-8")
    add("a.csv", "金", "gold")
    assert Path("a.csv").read_text(encoding="utf-8") == table + "金,gold,\n"
    add("a.csv", "税率", "rate", "--field", "concept=税率-2")
    assert Path("a.csv").read_text(encoding="utf-8") == table.replace("铜", "税率,rate,law\n铜") + "金,gold,\n"


def test_synonyms_stay_beside_their_own_translations() -> None:
    table = (
        "concept,source,target,note\nT1,铅料,tin,a\nT1,铅,lead,b\nT1,铅石,,c\nT1,,Pb,\nT2,铅,plumb; bob,\n,金,gold,\n"
    )
    Path("a.csv").write_text(table, encoding="utf-8")
    add("a.csv", "铅", "lead metal", "--field", "concept=T1")
    added = table.replace("T1,,Pb,\n", "T1,,Pb,\nT1,铅料,lead metal,\n")
    assert Path("a.csv").read_text(encoding="utf-8") == added
    fix("a.csv")
    fixed = added.replace("T2,铅,plumb; bob,\n", "T2,铅,plumb,\nT2,铅,bob,\n")
    assert Path("a.csv").read_text(encoding="utf-8") == fixed


def test_a_row_that_says_nothing_new_stays() -> None:
    table = "source,target,note\n金,,to do\n金,gold,\n铜,copper,\n"
    Path("a.csv").write_text(table, encoding="utf-8")
    add("a.csv", "银", "silver")
    assert Path("a.csv").read_text(encoding="utf-8") == table + "银,silver,\n"
    assert run("sort", "a.csv", "target").exit_code == 0
    assert Path("a.csv").read_text(encoding="utf-8") == (
        "source,target,note\n铜,copper,\n金,gold,\n金,,to do\n银,silver,\n"
    )


LIST = "source,target,status,note\n矿,ore,,a\n石,stone,,\n石,rock,forbidden,\n铜,copper,candidate,\n金,gold,,\n"
STONE, ROCK, COPPER = "石,stone,,\n", "石,rock,forbidden,\n", "铜,copper,candidate,\n"


@pytest.mark.parametrize(
    ("arguments", "before", "after"),
    [
        (("set", "ore", "--status", "preferred"), "矿,ore,,a", "矿,ore,preferred,a"),
        (("set", "铜", "--status", "accepted", "--field", "note=b"), "铜,copper,candidate,", "铜,copper,,b"),
        (("rename", "gold", "pure gold"), "金,gold", "金,pure gold"),
        (("rename", "矿", "矿石"), "矿,ore,", "矿石,ore,"),
        (("remove", "rock"), ROCK, ""),
        (("remove", "石=stone", "铜"), STONE + ROCK + COPPER, ROCK),
        (("remove", "石"), STONE + ROCK, ""),
        (("remove", "gold"), "金,gold,,", "金,,,"),
    ],
)
def test_set_rename_and_remove_change_the_rows_concerned_alone(
    arguments: Sequence[str], before: str, after: str
) -> None:
    command, *rest = arguments
    expected = LIST.replace(before, after)
    for name, delimiter, end in (("a.csv", ",", "\n"), ("a.csv", ";", "\r\n"), ("a.tsv", "\t", "\n")):
        Path(name).write_bytes(LIST.replace(",", delimiter).replace("\n", end).encode("utf-8-sig"))
        assert run(command, name, *rest).exit_code == 0
        assert Path(name).read_bytes() == expected.replace(",", delimiter).replace("\n", end).encode("utf-8-sig")
    make_book("a.xlsx", {"Terms": [row.split(",") for row in LIST.splitlines()], "Read me": ABOUT})
    about = read_book("a.xlsx")["Read me"]
    assert run(command, "a.xlsx", *rest).exit_code == 0
    assert read_book("a.xlsx") == {"Terms": [row.split(",") for row in expected.splitlines()], "Read me": about}


@pytest.mark.parametrize(
    ("arguments", "before", "after"),
    [
        (("set", "矿=mineral", "--status", "forbidden"), "mineral,,", "mineral,forbidden,"),
        (("rename", "矿", "矿石"), "矿", "矿石"),
        (("remove", "mineral"), "c1,en,mineral,,\n", ""),
        (("remove", "c2"), "c2,zh,金,,\nc2,en,gold,,\n", ""),
        (("set", "ore", "--status", "preferred"), "", ""),
    ],
)
def test_of_a_row_a_term_that_of_the_term_changes_alone(arguments: Sequence[str], before: str, after: str) -> None:
    command, *rest = arguments
    rows = ["c1,zh,矿,,x", "c1,en,ore,preferred,", "c1,en,mineral,,", "c2,zh,金,,", "c2,en,gold,,", ""]
    table = "\n".join(["concept,language,term,status,who", *rows])
    Path("a.csv").write_text(table, encoding="utf-8")
    assert run(command, "a.csv", *rest).exit_code == 0
    assert Path("a.csv").read_text(encoding="utf-8") == table.replace(before, after)


def test_rows_without_ids_are_told_apart_by_those_above() -> None:
    rows = ["1,zh,金,", ",en,gold,candidate", "2,zh,铜,", ",en,copper,candidate", "2,en,copper,Approved", ""]
    table = "\n".join(["concept,language,term,status", *rows])
    Path("a.csv").write_text(table, encoding="utf-8")
    assert run("set", "a.csv", "gold", "--status", "accepted").exit_code == 0
    assert Path("a.csv").read_text(encoding="utf-8") == table.replace("gold,candidate", "gold,")


def test_languages_are_named_as_the_file_names_them() -> None:
    table = "Concept,Language,Term\n1,Chinese,金\n1,English,gold\n"
    Path("a.csv").write_text(table, encoding="utf-8")
    add("a.csv", "铜", "copper")
    assert Path("a.csv").read_text(encoding="utf-8") == table + "2,Chinese,铜\n2,English,copper\n"


def test_a_target_alone_is_split_into_rows_of_its_own() -> None:
    table = "source,target,status\n,zinc two; nickel one,forbidden\n铅,lead,\n"
    Path("a.csv").write_text(table, encoding="utf-8")
    fix("a.csv")
    assert Path("a.csv").read_text(encoding="utf-8") == (
        "source,target,status\n,zinc two,forbidden\n,nickel one,forbidden\n铅,lead,\n"
    )


def test_what_is_split_twice_is_written_once() -> None:
    Path("a.csv").write_text("source,target\n税率,tariff\n关税；税率,tariff\n", encoding="utf-8")
    fix("a.csv")
    assert Path("a.csv").read_text(encoding="utf-8") == "source,target\n税率,tariff\n关税,tariff\n"


def test_splitting_names_no_concept_by_a_term_unless_asked() -> None:
    Path("a.csv").write_text(PAIRS, encoding="utf-8")
    glossary = load(Path("a.csv")).glossary
    concepts = split_terms(glossary)[0].concepts
    assert [(one.id, [term.text for term in one.terms_in("zh")]) for one in concepts] == [
        ("矿", ["矿"]),
        ("铜", ["铜"]),
        ("关税", ["关税", "税率"]),
        ("税率", ["税率"]),
    ]


def test_added_terms_stand_behind_their_concept_or_at_the_end() -> None:
    table = "concept,language,term\n1,zh,矿\n2,zh,铜\n1,en,ore\n2,en,copper\n\n\n"
    Path("a.csv").write_text(table, encoding="utf-8")
    add("a.csv", "矿", "mineral")
    add("a.csv", "金", "gold")
    assert Path("a.csv").read_text(encoding="utf-8") == (
        "concept,language,term\n1,zh,矿\n2,zh,铜\n1,en,ore\n1,en,mineral\n2,en,copper\n3,zh,金\n3,en,gold\n\n\n"
    )


def test_cells_that_all_stand_in_quotation_marks_tell_their_delimiter() -> None:
    table = '\ufeff"Source Term";"Target Term";"Bemerkung"\r\n"矿";"ore";""\r\n'
    Path("a.csv").write_bytes(table.encode())
    add("a.csv", "金", "gold")
    assert Path("a.csv").read_bytes() == (table + '"金";"gold";""\r\n').encode()


def test_a_source_term_with_a_space_at_its_end_stays_beside_its_own_target() -> None:
    table = "source,target\n矿,ore\n矿 ,mineral\n"
    Path("a.csv").write_text(table, encoding="utf-8")
    assert add("a.csv", "金", "gold").stderr == ""
    assert Path("a.csv").read_text(encoding="utf-8") == table + "金,gold\n"


def test_a_list_without_ids_gets_the_one_it_is_told_alone() -> None:
    Path("a.csv").write_text("source,target\n矿,ore\n", encoding="utf-8")
    told = add("a.csv", "金", "gold", "--field", "concept=X1").stderr
    assert Path("a.csv").read_text(encoding="utf-8") == "source,target,concept\n矿,ore,\n金,gold,X1\n"
    assert told == "aligncheck: a.csv: added a column “concept”\n"


# The sheet of a workbook

ABOUT = [["Glossary of the bank"], ["Yellow: checked"]]


@pytest.mark.parametrize(
    "before",
    [
        {"Read me": ABOUT},
        {"Read me": [["Sheet", "What it holds"], ["Terms", "all terms"], ["Archive", "old terms"]]},
        {"Cover": []},
        {"Cover": [], "Read me": ABOUT},
    ],
)
def test_the_sheet_of_terms_is_found_behind_others(before: dict[str, Rows]) -> None:
    make_book("a.xlsx", {**before, "Terms": BOOK, "Notes": [["a note"]]})
    old = read_book("a.xlsx")
    assert [concept.id for concept in load(Path("a.xlsx")).glossary.concepts] == ["矿", "铜", "关税；税率", "税率"]
    add("a.xlsx", "金", "gold")
    assert read_book("a.xlsx") == {**old, "Terms": [*old["Terms"], ["金", "gold", ""]]}


@pytest.mark.parametrize("table", [BOOK, [row.split(",") for row in NATIVE.replace("\n\n", "\n").splitlines()]])
def test_a_title_above_the_table_stays(table: Rows) -> None:
    make_book("a.xlsx", {"Terms": [["Glossary of the bank"], *table]})
    old = read_book("a.xlsx")["Terms"]
    add("a.xlsx", "银", "silver")
    assert read_book("a.xlsx")["Terms"][: len(old)] == old
    assert load(Path("a.xlsx")).glossary.concepts[-1].terms[1].text == "silver"


def test_a_workbook_of_pairs_without_titles_is_edited() -> None:
    make_book("a.xlsx", {"Read me": ABOUT, "Terms": [["矿产", "ore"], ["铜", "copper"]]})
    add("a.xlsx", "金", "gold")
    assert read_book("a.xlsx")["Terms"] == [["矿产", "ore"], ["铜", "copper"], ["金", "gold"]]


def test_hidden_sheets_hold_no_terms() -> None:
    make_book("a.xlsx", {"Lists": BOOK, "Read me": ABOUT, "Terms": BOOK[:2]})
    workbook = load_workbook("a.xlsx")
    workbook["Lists"].sheet_state = "hidden"
    workbook.save("a.xlsx")
    assert [concept.id for concept in load(Path("a.xlsx")).glossary.concepts] == ["矿"]


def test_a_doubt_about_the_sheet_is_told() -> None:
    make_book("several.xlsx", {"Read me": ABOUT, "Terms": BOOK, "Old": [["zh", "en"], ["锡", "tin"]]})
    with pytest.raises(GlossaryError, match="“Terms”, “Old”: name one, as in --columns sheet=Terms"):
        load(Path("several.xlsx"))
    assert [one.id for one in load(Path("several.xlsx"), columns="sheet=Old").glossary.concepts] == ["锡"]
    with pytest.raises(GlossaryError, match="no sheet “New” that holds something: there are “Read me”, “Terms”, “Old”"):
        load(Path("several.xlsx"), columns="sheet=New")
    make_book("none.xlsx", {"Read me": ABOUT, "Terms": [["Begriff", "x", "Wort"], ["矿", "y", "ore"]]})
    with pytest.raises(GlossaryError, match=r"no sheet is known as a list of terms \(“Read me”, “Terms”\)"):
        load(Path("none.xlsx"))
    assert [one.id for one in load(Path("none.xlsx"), columns="zh=Begriff,en=Wort").glossary.concepts] == ["矿"]
    assert [one.id for one in load(Path("none.xlsx"), columns="zh=1,en=3,start=2").glossary.concepts] == ["矿"]


def test_all_sheets_with_the_titles_of_the_first_are_read_and_edited() -> None:
    titles = ["中文", "英文", "状态"]
    sheets = {
        "矿业": [titles, ["矿", "ore", ""], ["铜", "copper", "首选"]],
        "贸易": [["Trade"], titles, ["关税", "tariff", ""]],
        "Short": [["中文", "英文"], ["锡", "tin"]],
        "金融": [titles, ["汇率；比价", "rate", ""]],
        "Empty": [],
    }
    make_book("a.xlsx", sheets)
    assert [one.id for one in load(Path("a.xlsx")).glossary.concepts] == ["矿", "铜", "关税", "汇率；比价"]
    assert describe_unread_sheets(Path("a.xlsx"), "xlsx") == "not read: the sheet “Short”"
    assert describe_unread_sheets(Path("a.xlsx"), "xlsx", "sheet=贸易") == (
        "not read: the sheets “矿业”, “Short”, “金融”"
    )
    assert [one.id for one in load(Path("a.xlsx"), columns="sheet=贸易").glossary.concepts] == ["关税"]
    add("a.xlsx", "关税", "duty")
    add("a.xlsx", "税", "tax")
    assert run("lint", "a.xlsx", "--fix").exit_code == 0
    assert read_book("a.xlsx") == {
        "矿业": sheets["矿业"],
        "贸易": [["Trade", "", ""], *sheets["贸易"][1:], ["关税", "duty", ""]],
        "Short": sheets["Short"],
        "金融": [titles, ["汇率", "rate", ""], ["比价", "rate", ""], ["税", "tax", ""]],
        "Empty": [],
    }


def test_chosen_columns_are_read_on_each_sheet_that_has_their_titles() -> None:
    titles = ["Begriff", "x", "Wort"]
    make_book("a.xlsx", {"A": [titles, ["矿", "", "ore"]], "B": [["b"], titles, ["铜", "", "copper"]], "C": [["c"]]})
    for columns in ("zh=Begriff,en=Wort", "zh=1,en=3"):
        told = "" if "=B" in columns else ",矿石=admitted"
        assert [one.id for one in load(Path("a.xlsx"), columns=columns + told).glossary.concepts] == ["矿", "铜"]
    assert describe_unread_sheets(Path("a.xlsx"), "xlsx", "zh=Begriff,en=Wort") == "not read: the sheet “C”"


def test_an_id_on_two_sheets_is_one_concept_where_the_languages_differ() -> None:
    titles = ["concept", "language", "term"]
    first = [titles, ["1", "zh", "矿"], ["", "en", "ore"], ["2", "zh", "铜"]]
    make_book("a.xlsx", {"A": first, "B": [titles, ["1", "zh", "锡"], ["", "en", "tin"], ["2", "en", "copper"]]})
    concepts = load(Path("a.xlsx")).glossary.concepts
    assert [(one.id, [term.text for term in one.terms]) for one in concepts] == [
        ("1", ["矿", "ore"]),
        ("2", ["铜", "copper"]),
        ("1-2", ["锡", "tin"]),
    ]
    add("a.xlsx", "金", "gold")
    assert read_book("a.xlsx")["B"][-2:] == [["1-3", "zh", "金"], ["1-3", "en", "gold"]]
    assert read_book("a.xlsx")["B"][1] == ["1", "zh", "锡"]


def test_what_is_wrong_on_several_sheets_is_said_of_each() -> None:
    titles = ["zh", "en", "status"]
    make_book(
        "a.xlsx", {"A": [titles, ["矿", "ore", "允许使用"]], "B": [titles, ["铜", "copper", "可"], ["", "", "x"]]}
    )
    with pytest.raises(GlossaryError) as caught:
        load(Path("a.xlsx"))
    assert str(caught.value) == (
        "a.xlsx: sheet “A”, line 2: unknown status “允许使用”: did you mean “许用”? "
        "If so, correct it, or say so, as in --columns 允许使用=admitted; "
        "sheet “B”, line 2: unknown status “可” (line 2): did you mean “认可”? "
        "If so, correct it, or say so, as in --columns 可=admitted; "
        "line 3: no term on either side: fill one of the cells, or delete the row"
    )
    make_book("a.xlsx", {"A": [titles, ["矿", "ore", "允许使用"]], "B": [titles, ["铜", "copper", "可"]]})
    concepts = load(Path("a.xlsx"), columns="允许使用=admitted,可=禁用").glossary.concepts
    assert [one.terms[1].status for one in concepts] == [Status.ADMITTED, Status.FORBIDDEN]


def test_an_edit_that_sorts_sorts_the_rows() -> None:
    Path("a.csv").write_text("source,target\n铜,copper\n矿,ore\n", encoding="utf-8")
    with edit(Path("a.csv")) as draft:
        draft.glossary = Glossary(draft.glossary.concepts[::-1])
    assert Path("a.csv").read_text(encoding="utf-8") == "source,target\n矿,ore\n铜,copper\n"


def test_an_abbreviation_in_brackets_gets_a_row() -> None:
    table = "source,target,status\n钠离子电池,sodium-ion battery (SIB),preferred\n铜,copper (Cu),\n"
    Path("a.csv").write_text(table, encoding="utf-8")
    result = run("lint", "a.csv", "--select", "several-terms", "--output-format", "concise")
    assert result.stdout == (
        "a.csv:2:7 (钠离子电池): warning several-terms: “sodium-ion battery (SIB)” holds several terms, "
        "and none is found: give “sodium-ion battery”, “SIB” a row each, or --fix.\n"
        "1 warning in 1 file (2 concepts).\n"
    )
    fix("a.csv")
    rows = "钠离子电池,sodium-ion battery,preferred\n钠离子电池,SIB,admitted\n"
    assert Path("a.csv").read_text(encoding="utf-8") == table.replace(
        "钠离子电池,sodium-ion battery (SIB),preferred\n", rows
    )


# Rows without a term

UNFINISHED = [
    ["concept", "language", "term"],
    ["1", "zh", "矿"],
    ["1", "en", ""],
    ["2", "zh", "铜"],
    ["2", "en", "copper"],
]


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.xlsx", "a.jsonl", "a.tbx"])
def test_a_term_without_text_is_reported_in_each_format(name: str) -> None:
    delimiter = "\t" if name == "a.tsv" else ","
    if name == "a.xlsx":
        make_book(name, {"Terms": UNFINISHED})
    elif name == "a.jsonl":
        terms = '{"text": "矿", "language": "zh"}, {"language": "en", "text": ""}'
        Path(name).write_text(f'{{"id": "1", "terms": [{terms}]}}\n', encoding="utf-8")
    elif name == "a.tbx":
        sections = '<langSec xml:lang="zh"><termSec><term>矿</term></termSec></langSec>'
        sections += '<langSec xml:lang="en"><termSec><term/></termSec></langSec>'
        entry = f'<conceptEntry id="c1">{sections}</conceptEntry>'
        Path(name).write_text(f"<tbx><text><body>{entry}</body></text></tbx>", encoding="utf-8")
    else:
        Path(name).write_text("\n".join(delimiter.join(row) for row in UNFINISHED), encoding="utf-8")
    result = run("lint", name, "--output-format", "concise")
    assert result.exit_code == 1
    assert "error empty-term: A term in en has no text: write it, or take it out." in result.stdout
    assert "1 error in 1 file" in result.stdout


def test_findings_in_a_workbook_name_the_row() -> None:
    make_book("a.xlsx", {"Read me": ABOUT, "Terms": [["Glossary"], *BOOK]})
    result = run("lint", "a.xlsx", "--output-format", "concise", "--select", "several-terms")
    assert [line.partition(" ")[0] for line in result.stdout.splitlines()[:-1]] == ["a.xlsx:5:3", "a.xlsx:6:1"]


@pytest.mark.parametrize(
    ("name", "told"), [("deepl", ("--input-format", "deepl")), ("google", ("--input-format", "google")), ("pairs", ())]
)
def test_the_first_row_of_a_list_without_titles_is_renamed_without_a_remark(name: str, told: tuple[str, ...]) -> None:
    Path("a.csv").write_text("矿,ore\n石,stone\n", encoding="utf-8")
    for old, new in (("矿", "矿石"), ("ore", "raw ore")):
        result = run("rename", "a.csv", old, new, *told)
        assert (result.exit_code, result.stderr) == (0, "")
    assert Path("a.csv").read_text(encoding="utf-8") == "矿石,raw ore\n石,stone\n", name


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.xlsx", "a.jsonl", "a.tbx", "a.tmx"])
def test_the_last_concept_is_removed_and_a_new_one_added(name: str) -> None:
    add(name, "矿", "ore")
    assert run("remove", name, "矿").exit_code == 0
    assert load(Path(name)).glossary.concepts == ()
    add(name, "石", "stone")
    assert [term.text for term in load(Path(name)).glossary.concepts[0].terms] == ["石", "stone"]


def test_the_last_row_of_a_list_without_titles_is_removed() -> None:
    Path("a.csv").write_text("矿,ore\n", encoding="utf-8")
    assert run("remove", "a.csv", "矿").exit_code == 0
    assert Path("a.csv").read_bytes() == b""
