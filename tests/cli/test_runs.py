"""The options of a run in one string: what `--options` takes, and what pages, tables and files of decisions keep."""

import shlex
from pathlib import Path

import pytest
from command_line import FAULTY, run, write

from align.cli.check import command
from align.cli.given_options import request_given
from align.cli.runs import KEPT_OPTIONS, spell_options
from align.errors import CommandError

KEPT = {
    "source": "--source 'zh texts/'",
    "select": "--select doubled-word --select omission",
    "ignore": "--ignore addition",
    "glossary": '--glossary a.csv --glossary "it\'s.csv"',
    "dictionary": "--dictionary c.u8",
    "memory": "--memory house.sqlite",
    "columns": "--columns zh=2,en=3",
    "text_columns": "--text-columns source=C,target=D",
    "languages": "--languages zh,en",
    "encoding": "--encoding gb18030",
    "input_format": "--input-format html",
    "parts": "--parts comments --parts strings",
    "config": "--config conf/x.toml",
    "baseline": "--baseline known.jsonl",
    "stored": "--stored",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_option_that_decides_what_is_found_is_kept() -> None:
    assert KEPT.keys() | {"since"} == KEPT_OPTIONS
    assert {parameter.name for parameter in command.params} >= KEPT_OPTIONS
    for name, text in KEPT.items():
        request = request_given(text, ("a.txt",))
        assert request != request_given("", ("a.txt",)), name
        assert shlex.split(spell_options(request)) == shlex.split(text)
    every = request_given(" ".join(KEPT.values()), ())
    assert request_given(spell_options(every), (), KEPT_OPTIONS) == every


def test_a_revision_is_kept_by_what_it_is_called_outside_of_a_repository(folder: Path) -> None:
    assert spell_options(request_given("--since v1", ())) == "--since v1"


def test_what_only_makes_a_run_faster_is_not_kept() -> None:
    request = request_given("--jobs 3 --no-cache", ())
    assert (request.jobs, request.use_cache, spell_options(request)) == (3, False, "")


def test_a_backslash_is_in_paths_of_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    assert request_given("--source zh\\ texts", ()).source == "zh texts"
    monkeypatch.setattr("sys.platform", "win32")
    assert request_given('--source zh\\a --glossary "C:\\my terms\\g.csv"', ()).source == "zh\\a"
    request = request_given("--glossary 'C:\\my terms\\g.csv'", ())
    assert request.glossary == ("C:\\my terms\\g.csv",)
    assert request_given(spell_options(request), ()) == request


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("--fix", "--fix does not say what is checked or how: leave it out"),
        ("-o json=x.json", "--output does not say what is checked or how: leave it out"),
        ("--source zh news.txt", "news.txt is not an option: leave it out"),
        ("--sauce zh", "No such option '--sauce'."),
        ("--help", "No such option '--help'"),
        ("--source", "Option '--source' requires an argument"),
        ("--jobs 0", "Invalid value for '--jobs': 0 is not in the range"),
        ("--languages zh", "--languages: 'zh' does not name two languages: write --languages zh,en"),
        ('--source "zh', "no closing quotation: close the quotation marks in it"),
    ],
)
def test_what_is_no_option_of_a_run_is_one_line(folder: Path, text: str, why: str) -> None:
    with pytest.raises(CommandError) as raised:
        request_given(text, ())
    assert str(raised.value).startswith(f"--options: {why}")
    write(folder / "a.txt", FAULTY)
    for line in (("accept", "a.txt:1", "--reason", "x"), ("baseline", "a.txt"), ("review", "serve", "a.txt")):
        result = run(*line, "--options", text)
        assert (result.exit_code, result.stderr) == (2, f"aligncheck: {raised.value}\n")
    assert [path.name for path in folder.iterdir()] == ["a.txt"]


def test_a_finding_is_accepted_as_it_was_found(folder: Path) -> None:
    write(folder / "src/a.txt", "我们在1998年买了12头牛。\n")
    write(folder / "a.txt", "We bought 13 cows in 1998.\n")
    options = "--source src/a.txt --select number-mismatch"
    assert run("a.txt", *options.split()).exit_code == 1
    reason = ("--reason", "as it is")
    assert run("accept", "a.txt:1", *reason, "--options", "--select number-mismatch").exit_code == 2
    assert run("accept", "a.txt:1", *reason, "--options", options).output.startswith(
        "accepted: a.txt:1:11: number-mismatch"
    )
    assert run("a.txt", *options.split()).exit_code == 0
    assert run("accept", "a.txt:1", "--undo", "--options", options).exit_code == 0
    assert run("a.txt", *options.split()).exit_code == 1
