"""Decisions in a spreadsheet: columns of the table of findings are filled in, and read back."""

import csv
import shlex
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from command_line import run
from openpyxl import load_workbook
from reviewing import TEXT, decide, find_ids, list_files, save

from align.config.decisions.files import read_review
from align.report.rows import COLUMNS, DECISIONS

Filled = Mapping[str, Mapping[str, str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    (tmp_path / "aligncheck.toml").write_text("")
    run("check", "a.txt", "--output", "csv=findings.csv", "--output", "xlsx=findings.xlsx")
    return tmp_path


def fill_csv(filled: Filled, encoding: str = "utf-8-sig", delimiter: str = ",") -> str:
    """Fill in rows by what they mark, and save the file as a spreadsheet does."""
    with Path("findings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with Path("findings.csv").open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter=delimiter)
        writer.writeheader()
        writer.writerows({**row, **filled.get(row["marked"], {})} for row in rows)
    return "findings.csv"


def list_csv(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_comments_of_reviewers_come_into_the_table(folder: Path) -> None:
    found, sentences = find_ids()
    save(
        decide("finding", found["The the"], "comment", comment="=look\nhere", by="Ann"),
        decide("finding", found["said said"], "fix", text="said", comment="sure?"),
        decide("finding", "f" * 20, "comment", comment="gone"),
        name="ann.json",
    )
    save(
        decide("finding", found["The the"], "accept", reason="a name", comment="a name?", by="Bo"),
        decide("edit", sentences["Prices rose."], "edit", text="Prices fell."),
        name="bo.json",
    )
    outputs = ("--output", "csv=new.csv", "--output", "xlsx=new.xlsx")
    result = run("check", "a.txt", *outputs, "--comments-from", "ann.json", "--comments-from", "bo.json")
    told = "aligncheck: 1 comment is on something that is not shown here: `aligncheck review status` lists it\n"
    assert (result.exit_code, result.stderr) == (1, told)
    rows = list_csv("new.csv")
    expected = {"The the": "Ann: =look here; Bo: a name?", "said said": "ann.json: sure?"}
    assert {row["marked"]: row["comments"] for row in rows} == expected
    assert [row | {"comments": ""} for row in rows] == [row | {"comments": ""} for row in list_csv("findings.csv")]
    sheet = load_workbook("new.xlsx").active
    assert sheet
    titles, *others = sheet.iter_rows(values_only=True)
    assert [row[titles.index("comments")] for row in others] == list(expected.values())
    assert run("review", "apply", "new.csv").stderr == (
        "aligncheck: no decision in what was given: nothing is to be done\n"
    )


def test_comments_go_with_outputs_that_show_them(folder: Path) -> None:
    save()
    result = run("check", "a.txt", "--output", "html=x.html", "--comments-from", "report.review.json")
    told = "--comments-from goes with --output csv=FILE, xlsx=FILE, docx-comments=FILE or docx-changes=FILE: add one"
    assert (result.exit_code, result.stderr) == (2, f"aligncheck: {told}\n")
    assert run("check", "a.txt", "--output", "csv=x.csv", "--comments-from", "none.json").exit_code == 2
    assert not Path("x.csv").exists()


def fill_workbook(filled: Filled) -> str:
    workbook = load_workbook("findings.xlsx")
    sheet = workbook.active
    assert sheet
    for row in sheet.iter_rows(min_row=2):
        for name, text in filled.get(str(row[COLUMNS.index("marked")].value), {}).items():
            cell = row[COLUMNS.index(name)]
            cell.value, cell.data_type = text, "s"
    workbook.save("findings.xlsx")
    return "findings.xlsx"


DECIDED: Filled = {
    "The the": {"decision": "Accept ", "reason": "a name"},
    "said said": {"decision": "edit", "text": "=So they said."},
}


def test_the_columns_are_left_to_the_reader(folder: Path) -> None:
    with Path("findings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [[row[name] for name in DECISIONS] for row in rows] == [["", "", ""]] * 2


@pytest.mark.parametrize("fill", [fill_csv, fill_workbook])
def test_what_was_filled_in_is_carried_out(folder: Path, fill: Callable[[Filled], str]) -> None:
    path = fill(DECIDED)
    for told in ("1 changed, 1 accepted, 0 done before", "0 changed, 0 accepted, 2 done before"):
        result = run("review", "apply", path)
        assert (result.exit_code, result.output) == (0, f"a.txt: {told}\n")
        assert (folder / "a.txt").read_bytes() == TEXT.replace("They said said so", "=So they said").encode()
    assert '"reason": "a name"' in (folder / "aligncheck-accepted.jsonl").read_text("utf-8")
    assert run("check", "a.txt").exit_code == 0
    assert run("review", "undo", path).exit_code == 0
    assert (folder / "a.txt").read_bytes() == TEXT.encode()


def test_what_is_no_longer_there_is_named_by_its_place_and_words(folder: Path) -> None:
    path = fill_csv({"said said": {"decision": "fix", "text": "said"}})
    (folder / "a.txt").write_bytes(TEXT.replace("They said said so.", "Nothing else.").encode())
    result = run("review", "apply", path)
    told = "aligncheck: a.txt:4:6: doubled-word “said said”: is no longer there (fix: said)\n"
    assert (result.exit_code, result.stderr) == (1, told)


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("b.txt", "The mine closed. In May the the company left. They were glad.\n"),
        ("b.md", "- In May the the company left. They were glad.\n"),
        ("b.html", "<p>The mine closed. In May the the company left.</p>"),
    ],
)
@pytest.mark.parametrize("written", ["In May the new company left.", "{line}"])
def test_a_sentence_may_be_written_anew_with_the_line_around_it(
    folder: Path, name: str, before: str, written: str
) -> None:
    (folder / name).write_bytes(before.encode())
    run("check", name, "--output", "csv=findings.csv")
    with Path("findings.csv").open(encoding="utf-8-sig", newline="") as file:
        (line,) = (row["target"].removeprefix("'") for row in csv.DictReader(file))
    text = written.format(line=line.replace("the the", "the new"))
    fill_csv({"the the": {"decision": "edit", "text": text}})
    assert run("review", "apply", "findings.csv").exit_code == 0
    assert (folder / name).read_bytes() == before.replace("the the", "the new").encode()


PIER = "The new pier will cost 300 million yuan."
MINE = "The mine reopened today."
LIBRARY = "The library is closed on Mondays."


def fill_omission(decision: str, text: str) -> None:
    with Path("findings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["rule"] == "omission"]
    assert len(rows) == 1
    with Path("findings.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerow({**rows[0], "decision": decision, "text": text})


def test_a_missing_sentence_is_parted_from_those_beside_it_as_on_the_page(folder: Path) -> None:
    (folder / "b.zh.txt").write_text("矿山今天重新开放。新码头要花三亿元。图书馆星期一不开门。\n", encoding="utf-8")
    text = folder / "b.en.txt"
    text.write_text(f"{MINE} {LIBRARY}\n", encoding="utf-8")
    run("check", "b.en.txt", "--output", "csv=findings.csv")
    for decision, written in (("edit", PIER), ("edit", f"{MINE} {PIER} {LIBRARY}"), ("fix", PIER)):
        fill_omission(decision, written)
        for told in ("1 changed, 0 accepted, 0 done before", "0 changed, 0 accepted, 1 done before"):
            assert run("review", "apply", "findings.csv").output == f"b.en.txt: {told}\n"
            assert text.read_text(encoding="utf-8") == f"{MINE} {PIER} {LIBRARY}\n"
        assert run("review", "undo", "findings.csv").exit_code == 0


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("A goal in added time!", "A goal in added time! Fishermen win the first round"),
        ("In added time fishermen win the first round", "In added time fishermen win the first round"),
    ],
)
def test_a_sentence_missing_at_the_start_replaces_none_but_one_that_says_nearly_the_same(
    folder: Path, written: str, after: str
) -> None:
    rest = "\nThe port opens in May. The first ships have already arrived."
    (folder / "b.zh.txt").write_text("补时绝杀！港口渔民首轮获胜\n港口五月开放。第一批船已经到了。", encoding="utf-8")
    (folder / "b.en.txt").write_text(f"Fishermen win the first round{rest}", encoding="utf-8")
    run("check", "b.en.txt", "--output", "csv=findings.csv", "--min-severity", "info")
    fill_omission("edit", written)
    assert run("review", "apply", "findings.csv").exit_code == 0
    assert (folder / "b.en.txt").read_text(encoding="utf-8") == after + rest


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8", ";"), ("utf-16", "\t"), ("gb18030", ",")])
def test_what_a_spreadsheet_makes_of_the_file_is_read(folder: Path, encoding: str, delimiter: str) -> None:
    fill_csv({"said said": {"decision": "fix", "text": "说 said"}}, encoding, delimiter)
    assert run("review", "apply", "findings.csv").exit_code == 0
    assert (folder / "a.txt").read_bytes() == TEXT.replace("said said", "说 said").encode()


def test_the_only_suggestion_is_the_text_of_a_fix(folder: Path) -> None:
    fill_csv({"said said": {"decision": "fix", "suggestions": "said; told"}})
    result = run("review", "apply", "findings.csv")
    message = "findings.csv:3: fix takes a text: fill in that column (nothing was done)"
    assert (result.exit_code, result.stderr) == (2, f"aligncheck: {message}\n")
    fill_csv({"said said": {"decision": "fix", "suggestions": "said"}})
    assert run("review", "apply", "findings.csv").exit_code == 0
    assert (folder / "a.txt").read_bytes() == TEXT.replace("said said", "said").encode()


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"decision": "maybe"}, "“maybe” is not a decision: write accept, fix, edit or comment"),
        ({"reason": "a name"}, "“” is not a decision: write accept, fix, edit or comment"),
        ({"decision": "accept"}, "accept takes a reason: fill in that column"),
        ({"decision": "edit"}, "edit takes a text: fill in that column"),
        (
            {"decision": "fix", "text": "a<U+200B>b"},
            "its text holds a character that cannot be seen, written out: mend it by hand",
        ),
        (
            {"decision": "accept", "reason": "x", "fingerprint": "1.23E+19"},
            "“1.23E+19” is not the fingerprint of a finding: a spreadsheet may have changed it; use xlsx",
        ),
    ],
)
def test_a_row_that_says_too_little_is_refused_with_all_others(
    folder: Path, cells: dict[str, str], message: str
) -> None:
    fill_csv({**DECIDED, "said said": cells})
    before = list_files(folder)
    result = run("review", "apply", "findings.csv")
    assert (result.exit_code, result.stderr) == (2, f"aligncheck: findings.csv:3: {message} (nothing was done)\n")
    assert list_files(folder) == before


def test_a_table_that_is_cut_off_is_refused_whole(folder: Path) -> None:
    path = Path(fill_csv(DECIDED))
    path.write_bytes(path.read_bytes()[:-12])
    result = run("review", "apply", "findings.csv")
    assert (result.exit_code, "is not the fingerprint of a finding" in result.stderr) == (2, True)
    workbook = Path(fill_workbook(DECIDED))
    workbook.write_bytes(workbook.read_bytes()[:-100])
    result = run("review", "apply", "findings.xlsx")
    assert result.exit_code == 2
    assert result.stderr.startswith("aligncheck: findings.xlsx: ")
    assert (folder / "a.txt").read_bytes() == TEXT.encode()


def test_other_tables_are_refused(folder: Path) -> None:
    advice = "fill in the table that `check --output xlsx=FILE` writes"
    for text, message in (
        ("source,target\na,b\n", f"has no column “path”: {advice}"),
        ("", f"is empty: {advice}"),
    ):
        Path("b.csv").write_text(text, encoding="utf-8")
        assert run("review", "apply", "b.csv").stderr == f"aligncheck: b.csv: {message}\n"


def test_no_cell_of_the_table_is_a_formula(folder: Path) -> None:
    (folder / "a.txt").write_text("=cmd() said said so.\n", encoding="utf-8")
    run("check", "a.txt", "--output", "csv=findings.csv", "--output", "xlsx=findings.xlsx")
    with Path("findings.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["target"] for row in csv.DictReader(file)} == {"'=cmd() said said so."}
    with zipfile.ZipFile("findings.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    fill_csv({"said said": {"decision": "edit", "text": "'=cmd() said so."}})
    assert run("review", "apply", "findings.csv").exit_code == 0
    assert (folder / "a.txt").read_text("utf-8") == "=cmd() said so.\n"


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_a_table_keeps_the_options_of_its_run_however_its_rows_are_sorted(folder: Path, name: str) -> None:
    options = "--select 'doubled-word,repeated-conjunct' --source 'the src/a.txt'"
    (folder / "the src").mkdir()
    (folder / "the src/a.txt").write_text("矿山重新开放。\n", encoding="utf-8")
    run("check", "a.txt", *shlex.split(options), "--output", f"{name}=kept.{name}")
    if name == "csv":
        with Path("kept.csv").open(encoding="utf-8-sig", newline="") as file:
            head, *rows = csv.reader(file)
    else:
        head, *rows = [[str(cell or "") for cell in row] for row in load_workbook("kept.xlsx").active.values]
    kept = "options: --source 'the src/a.txt' --select doubled-word --select repeated-conjunct"
    assert head == [*COLUMNS, kept]
    (row,) = [row for row in rows if row[head.index("marked")] == "said said"]
    row[head.index("decision")], row[head.index("text")] = "fix", "said"
    with Path("filled.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[head[-1], *head[:-1]], [row[-1], *row[:-1]]])
    assert read_review("filled.csv").options == (kept.removeprefix("options: "),)
    applied = run("review", "apply", "filled.csv")
    assert (applied.exit_code, applied.output) == (0, "a.txt: 1 changed, 0 accepted, 0 done before\n")
    assert run("review", "undo", "filled.csv").output == "a.txt: put back as it was in 1 place\n"
    assert (folder / "a.txt").read_bytes() == TEXT.encode()


def test_options_of_a_table_of_a_stranger_are_refused(folder: Path) -> None:
    path = fill_csv({"said said": {"decision": "fix", "text": "said"}})
    text = Path(path).read_text("utf-8-sig").replace("fingerprint", "fingerprint,Options: --glossary ../g.csv", 1)
    Path(path).write_text(text, encoding="utf-8")
    for command in ("apply", "undo", "status"):
        result = run("review", command, path)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"aligncheck: {path}: ../g.csv, in its options, is not below {folder}")
    assert (folder / "a.txt").read_bytes() == TEXT.encode()
