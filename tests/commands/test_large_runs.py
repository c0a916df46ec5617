"""Checking large folders: several processes, counts in the place of findings, and checking again on each change."""

import json
import os
import signal
import subprocess
import sys
from itertools import takewhile
from pathlib import Path
from shutil import copyfile

import pytest
from click.testing import CliRunner, Result
from roots import SEEDS

from align.cli import main
from align.config.settings import Request
from align.inputs.watching import list_watched, stamp

PROGRAM = [sys.executable, "-m", "align"]


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, "utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


def start(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*PROGRAM, "check", *arguments], capture_output=True, check=False)


@pytest.mark.full
def test_two_processes_print_the_same_bytes_as_one() -> None:
    for path in SEEDS.glob("*.txt"):
        copyfile(path, path.name)
    write("bad.txt", "The the end.\n")
    Path("odd.txt").write_bytes(b"\xff\xfe\xff")
    write("terms.csv", "zh,en\n矿山,mine\n")
    arguments = (".", "-g", "terms.csv", "--output-format", "json", "--fail-on", "info")
    one, two = (start(*arguments, "--jobs", jobs) for jobs in "12")
    assert (two.returncode, two.stdout, two.stderr) == (one.returncode, one.stdout, one.stderr)
    assert len({entry["path"] for entry in json.loads(one.stdout)["findings"]}) > 3


@pytest.mark.full
def test_what_is_wrong_with_a_glossary_is_one_line_from_any_process() -> None:
    write("a.txt", "The end.\n")
    write("b.txt", "The end.\n")
    one, two = (start(".", "-g", "gone.csv", "--jobs", jobs) for jobs in "12")
    assert (one.returncode, one.stderr.count(b"\n")) == (2, 1)
    assert (two.returncode, two.stdout, two.stderr) == (one.returncode, one.stdout, one.stderr)


@pytest.mark.parametrize("value", ["0", "257", "-1", "2.5", "true", '"2"'])
def test_jobs_are_a_number(value: str) -> None:
    write("a.txt", "The end.\n")
    write("aligncheck.toml", f"jobs = {value}\n")
    result = run("a.txt")
    assert (result.exit_code, result.stderr) == (
        2,
        f"aligncheck: {Path('aligncheck.toml').absolute()}: jobs: must be a number from 1 to 256\n",
    )


def test_jobs_of_the_configuration_reach_the_settings() -> None:
    from align.config.settings import SettingsFinder

    write("aligncheck.toml", "jobs = 3\n")
    assert SettingsFinder(Request(("a.txt",))).find("a.txt").jobs == 3


TEXTS = {
    "a.txt": "The the mine. The the end.\n",
    "b.txt": "The the mine ,he said.\n",
    "c.txt": "The mine closed.\n",
}


def test_rules_are_counted_in_the_place_of_findings() -> None:
    for name, text in TEXTS.items():
        write(name, text)
    result = run(".", "--statistics")
    assert (result.exit_code, result.stdout) == (
        1,
        "  3  in 2 files  doubled-word\n"
        "  1  in 1 file   irregular-spacing\n"
        "\n"
        "3 errors and 1 warning in 3 documents (14 words), none compared with a source.\n",
    )
    assert run(".", "--statistics", "--min-severity", "error", "--quiet").stdout == "  3  in 2 files  doubled-word\n"
    assert run("c.txt", "--statistics").stdout == "No findings in 1 document (3 words), not compared with a source.\n"
    assert json.loads(run(".", "--statistics", "--output-format", "json").stdout) == {
        "version": 1,
        "documents": 3,
        "words": 14,
        "unlisted": 0,
        "rules": [
            {"rule": "doubled-word", "findings": 3, "files": 2},
            {"rule": "irregular-spacing", "findings": 1, "files": 1},
        ],
    }


def test_a_file_holds_the_findings_where_stdout_counts_them() -> None:
    write("a.txt", TEXTS["a.txt"])
    assert run("a.txt", "--statistics", "--output", "full=-", "--output", "json=a.json").stdout.startswith("  2  in")
    assert len(json.loads(Path("a.json").read_text("utf-8"))["findings"]) == 2


def stamp_all(*paths: str) -> dict[str, tuple[object, ...]]:
    return stamp(list_watched(Request(paths)))


def test_all_that_a_run_reads_is_watched() -> None:
    write("news/a.en.txt", "The end.\n")
    write("news/a.zh.txt", "完。\n")
    write("terms.csv", "zh,en\n矿山,mine\n")
    write("aligncheck.toml", 'glossaries = ["terms.csv"]\nmemory = "house.sqlite"\n')
    Path("news/inner").mkdir()
    before = stamp_all("news/a.en.txt", "news")
    texts = {"news/a.en.txt", "news/a.zh.txt", "news/a.en.txt.align.tsv"}
    expected = {*texts, "aligncheck.toml", "terms.csv", "house.sqlite", "news", "news/inner"}
    assert set(before) == expected
    for name in ("news/a.en.txt", "news/a.zh.txt", "aligncheck.toml", "terms.csv", "news/inner/new.txt"):
        write(name, "# another length\n")
        now = stamp(before)
        assert {path for path in now if now[path] != before[path]} == {name if name in expected else "news/inner"}
        before = now
    Path("news/a.en.txt").unlink()
    now = stamp(before)
    assert {path for path in now if now[path] != before[path]} == {"news/a.en.txt", "news"}


def test_a_report_written_beside_the_texts_is_a_change_once() -> None:
    write("a.txt", "The end.\n")
    before = stamp_all(".")
    write("report.json", "1")
    after = stamp(before)
    write("report.json", "22")
    assert before != after == stamp(before)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_a_change_is_checked_and_control_c_ends() -> None:
    """Lines are waited for, never a time."""
    write("a.txt", "The the end.\n")
    command = [*PROGRAM, "check", "a.txt", "--watch", "--output-format", "concise", "--select", "doubled-word"]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment)
    assert process.stdout
    lines = iter(process.stdout.readline, b"")

    def read() -> list[str]:
        """The lines of one check."""
        return [line.decode() for line in takewhile(lambda line: not line.startswith(b"watching"), lines)]

    alone = "Only the rule doubled-word ran (--select)."
    try:
        assert read()[-1] == f"1 error in 1 document (3 words), not compared with a source. {alone}\n"
        write("a.txt", "The end, at last.\n")
        assert read() == [f"No findings in 1 document (4 words), not compared with a source. {alone}\n"]
        Path("a.txt").unlink()
        assert read() == ["aligncheck: a.txt: no such file or folder\n"]
        write("a.txt", "The the end.\n")
        assert read()[-1] == f"1 error in 1 document (3 words), not compared with a source. {alone}\n"
        process.send_signal(signal.SIGINT)
        assert list(lines) == []
        assert process.wait() == 130
    finally:
        process.kill()
        process.communicate()
