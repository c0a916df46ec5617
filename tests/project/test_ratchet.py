"""The list of figures that must not get worse, and the script that measures them again."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import ratchet
import tables
from ratchet import Figure
from tables import Row, Table

BENCHMARKS = Path(ratchet.__file__).parent
MEASUREMENTS = ratchet.read_measurements(BENCHMARKS / "ratchet.json")
FIGURES = [figure for measurement in MEASUREMENTS for figure in measurement.figures]

RECALL = Figure("recall", r"^recall ([\d.]+)$", "more", 0.9, 0.01)
FALSE = Figure("false alarms", r"^false ([\d,]+)$", "less", 1200, 0)


def write_list(folder: Path, printed: str, *figures: Figure) -> Path:
    """A list of one measurement: a script that prints this."""
    (folder / "script.py").write_text(f"print({printed!r})", encoding="utf-8")
    path = folder / "list.json"
    ratchet.write_measurements(path, [ratchet.Measurement((str(folder / "script.py"),), figures)])
    return path


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """The exit code of the script."""
    monkeypatch.setattr(sys, "argv", ["ratchet.py", *arguments])
    with pytest.raises(SystemExit) as end:
        ratchet.main()
    assert isinstance(end.value.code, int)
    return end.value.code


@pytest.mark.parametrize(
    ("figure", "now", "verdict"),
    [
        (RECALL, 0.9, "as before"),
        (RECALL, 0.91, "as before"),
        (RECALL, 0.89, "as before"),
        (RECALL, 0.911, "better"),
        (RECALL, 0.889, "WORSE"),
        (FALSE, 1200, "as before"),
        (FALSE, 1199, "better"),
        (FALSE, 1201, "WORSE"),
    ],
)
def test_a_figure_is_judged_by_its_slack(figure: Figure, now: float, verdict: str) -> None:
    assert figure.judge(now) == verdict


@pytest.mark.parametrize(
    ("printed", "code", "lines"),
    [
        (
            "recall 0.90\nfalse 1,200",
            0,
            ["as before    recall: 0.9 (on record 0.9)", "as before    false alarms: 1200"],
        ),
        (
            "recall 0.95\nfalse 1,100",
            0,
            ["better       recall: 0.95 (on record 0.9)", "better       false alarms: 1100"],
        ),
        (
            "recall 0.95\nfalse 1,201",
            1,
            ["better       recall: 0.95", "WORSE        false alarms: 1201 (on record 1200)"],
        ),
        ("recall none\nfalse 1,200", 2, ["NOT MEASURED", "recall: nothing printed matches ^recall"]),
    ],
)
def test_what_got_worse_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    printed: str,
    code: int,
    lines: list[str],
) -> None:
    path = write_list(tmp_path, printed, RECALL, FALSE)
    assert run(monkeypatch, "--list", str(path)) == code
    said = capsys.readouterr().out
    for line in lines:
        assert line in said


def test_better_figures_are_put_on_record_and_worse_ones_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_list(tmp_path, "recall 0.95\nfalse 1,300", RECALL, FALSE)
    assert run(monkeypatch, "--list", str(path), "--update") == 1
    (measurement,) = ratchet.read_measurements(path)
    assert [figure.value for figure in measurement.figures] == [0.95, 1200]


def test_a_script_that_fails_is_named_with_its_last_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_list(tmp_path, "", RECALL)
    (tmp_path / "script.py").write_text("raise SystemExit('no such text')", encoding="utf-8")
    assert run(monkeypatch, "--list", str(path)) == 2
    assert "script.py ended with 1: no such text" in capsys.readouterr().out


def test_files_of_the_data_are_named_in_order(tmp_path: Path) -> None:
    for name in ("b.json", "a.json"):
        (tmp_path / name).touch()
    command = ["alignment.py", "{data}/*.json", "--long"]
    assert list(ratchet.expand(command, tmp_path)) == [
        "alignment.py",
        str(tmp_path / "a.json"),
        str(tmp_path / "b.json"),
        "--long",
    ]
    with pytest.raises(ratchet.CannotMeasureError, match=r"no file .*\*\.txt"):
        list(ratchet.expand(["alignment.py", "{data}/*.txt"], tmp_path))


def test_only_what_was_asked_for_is_measured() -> None:
    data = Path("data")
    needs = ratchet.Measurement(("a.py", "{data}/x"), (RECALL, FALSE))
    free = ratchet.Measurement(("b.py",), (FALSE,))
    assert ratchet.select([needs, free], None, "") == [free]
    assert ratchet.select([needs, free], data, "") == [needs, free]
    assert ratchet.select([needs, free], data, "^rec") == [ratchet.Measurement(needs.command, (RECALL,))]


def test_the_list_is_sound() -> None:
    assert len({figure.name for figure in FIGURES}) == len(FIGURES)
    for measurement in MEASUREMENTS:
        assert (BENCHMARKS / measurement.command[0]).is_file()
    for figure in FIGURES:
        assert re.compile(figure.pattern).groups == 1
        assert figure.slack >= 0
        assert figure.better in {"more", "less"}


def test_the_list_is_written_as_it_is_read(tmp_path: Path) -> None:
    path = BENCHMARKS / "ratchet.json"
    ratchet.write_measurements(tmp_path / "list.json", MEASUREMENTS)
    assert json.loads((tmp_path / "list.json").read_text("utf-8")) == json.loads(path.read_text("utf-8"))


@pytest.mark.full
def test_the_work_for_the_sample_texts_has_not_grown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Lines of our own code that ran are counted; the data of the other figures are not part of the project.

    They are counted twice, for what is in the user's cache is made only once.
    """
    subprocess.run([sys.executable, BENCHMARKS / "steps.py"], stdout=subprocess.DEVNULL, check=True)
    assert run(monkeypatch, "--only", "^lines: ") == 0, capsys.readouterr().out


RULE = '''"""A rule."""
from align.analysis.words import find
from align.model import Finding

class OneRule:
    """A page."""

    bad = ("x",)
    patterns = load("zh/words")
'''
FILES = {
    "align/rules/linguistic/one_rule.py": RULE,
    "align/packs/zh/words.tsv": "a\n",
    "align/analysis/words.py": "from align.lang import en\n\ndef find() -> None:\n    return None\n",
    "align/lang/en.py": "X = 1\n",
    "align/model.py": "Y = 1\n",
    "benchmarks/alarms.py": "for row in '0 2 1', '1 0 0':\n    print('one-rule ', row, ' 0.5')",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a rule and a table of its alarms, just measured; nothing is kept of how files were."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(tables, "ROOT", tmp_path)
    monkeypatch.setattr(ratchet, "FOLDER", tmp_path / "benchmarks")
    monkeypatch.setattr(tables, "_list_imported", tables._list_imported.__wrapped__)
    monkeypatch.setattr(tables, "_read_meaning", tables._read_meaning.__wrapped__)
    ratchet.write_measurements(tmp_path / "list.json", [])
    table = Table("alarms", "docs/a.md", ("alarms.py", "--half", "1"), {"one-rule": Row("", 4)})
    tables.write_tables(tmp_path / "tables.json", [table])
    assert run(monkeypatch, "--list", str(tmp_path / "list.json"), "--measured", "alarms") == 0
    return tmp_path


@pytest.mark.parametrize(
    ("name", "text", "stale"),
    [
        ("align/rules/linguistic/one_rule.py", RULE.replace("A page.", "Another page.").replace('"x"', '"y"'), False),
        ("align/model.py", "Y = 2\n", False),
        ("align/lang/en.py", "X = 1  # one\n", False),
        ("align/lang/en.py", "X = 2\n", True),
        ("align/analysis/words.py", "def find() -> int:\n    return 1\n", True),
        ("align/packs/zh/words.tsv", "b\n", True),
    ],
)
def test_a_table_is_stale_when_what_a_rule_says_may_have_changed(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    text: str,
    stale: bool,
) -> None:
    (project / name).write_text(text, encoding="utf-8")
    assert run(monkeypatch, "--list", str(project / "list.json")) == stale
    told = "STALE        docs/a.md, alarms: one-rule: python benchmarks/alarms.py --half 1\n"
    assert capsys.readouterr().out == (told if stale else "")
    assert run(monkeypatch, "--list", str(project / "list.json"), "--measured", "alarms") == 0


def test_stale_rows_are_measured_again(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = str(project / "list.json")
    (project / "align/lang/en.py").write_text("X = 2\n", encoding="utf-8")
    assert run(monkeypatch, str(project), "--list", listed) == 0
    assert capsys.readouterr().out == "as before    docs/a.md, alarms: one-rule 4 (on record 4)\n"
    script = project / "benchmarks/alarms.py"
    script.write_text("print('one-rule  0  2  0  0.5  -')", encoding="utf-8")
    assert run(monkeypatch, str(project), "--list", listed, "--update") == 1
    assert capsys.readouterr().out == "CHANGED      docs/a.md, alarms: one-rule 2 (on record 4)\n"
    assert run(monkeypatch, str(project), "--list", listed) == 0
    assert tables.read_tables(project / "tables.json")[0].rows["one-rule"].count == 2


def test_each_table_of_alarms_says_what_is_on_record() -> None:
    """The pages give each rate, or name the rule among those that have none."""
    for table in tables.read_tables(BENCHMARKS / "tables.json"):
        page = (BENCHMARKS.parent / table.page).read_text(encoding="utf-8")
        assert f"{table.name}" in page
        for name, row in table.rows.items():
            if row.count is not None:
                rate = f"{1000 * row.count / table.words:.3f}".removeprefix("0") if row.count else "0"
                assert re.search(rf"^\| `?{name}`? \|.* {re.escape(rate)} \|", page, re.MULTILINE), (
                    table.name,
                    name,
                    rate,
                )
