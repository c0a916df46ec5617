"""The list of figures that must not get worse, and the script that measures them again."""

import json
import re
import sys
from pathlib import Path

import pytest
import ratchet
from ratchet import Figure

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
    """Lines of our own code that ran are counted; the data of the other figures are not part of the project."""
    assert run(monkeypatch, "--only", "^lines: ") == 0, capsys.readouterr().out
