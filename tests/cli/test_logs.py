"""What is printed makes no log of a CI system act, and what programs read is UTF-8, whatever is in a text."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st

from align.cli import main
from align.report.terminal import tame, visible

COMMAND = re.compile(
    r"^(?:\s|\x1b\[[\d;]*m)*::|##\[|##vso\[|##teamcity\[|section_(?:start|end):\d", re.IGNORECASE | re.MULTILINE
)
"""What GitHub, Azure, TeamCity and GitLab obey in a log; GitHub only at the start of a line, blanks apart."""

ANNOTATION = re.compile("::(?:error|warning|notice) file=[^:,]*(?:,[a-zA-Z]+=[^:,]*)*::.*")

BEFORE = ["", " ", "\u3000", "\u2028", "\xa0", "\t", "\n", "\r", "\x1b[1m", "mine", "the " * 40, "文" * 60]
CORES = [
    "::error file=x::y",
    "::stop-commands::t",
    "::",
    "##[error]x",
    "##vso[task.x]y",
    "##VSO[task.x]y",
    "##teamcity[x]",
    "section_start:1560896352:a\r\x1b[0Kb",
    "section_end:15:a",
]
HOSTILE = st.lists(st.builds(str.__add__, st.sampled_from(BEFORE), st.sampled_from(CORES)), min_size=1, max_size=2).map(
    "".join
)


@contextmanager
def folder() -> Iterator[None]:
    """An empty working folder, which is also that of the cache of locks."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        try:
            yield
        finally:
            os.chdir(before)


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, list(arguments))
    assert "internal error" not in result.stderr, result.stderr
    assert COMMAND.search(result.stderr.replace("\r", "\n")) is None
    return result


def run_tame(*arguments: str) -> None:
    """Run a command that prints for people."""
    assert COMMAND.search(run(*arguments).stdout.replace("\r", "\n")) is None


def write_texts(hostile: str) -> tuple[str, str, str]:
    """A text, a glossary and a bitext: with hostile names, and hostile words in them. Returns their names."""
    name = hostile.replace("/", "").replace("\0", "")[:60]
    text, terms, pairs = f"{name}.txt", f"{name}.csv", f"{name}.tsv"
    on_a_line = " ".join(hostile.split())
    Path(text).write_text(f"The the mine {hostile} reopened.\n{hostile} a a\nto摆脱 {hostile}\n", encoding="utf-8")
    rows = [("concept", "language", "term", "status", "note"), ("1", "zh", "矿", "", hostile)]
    rows += [
        ("1", "en", f"mine{hostile}", "", hostile),
        ("2", "zh", f"{hostile}铜", "", ""),
        ("2", "en", "the", "", ""),
    ]
    rows += [("3", "en", hostile, "", ""), (hostile, "en", hostile, "", hostile)]
    with Path(terms).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    with Path(pairs).open("w", encoding="utf-8") as file:
        file.writelines(f"矿山{hostile[:3].split()}重新开放。\t{on_a_line} the the mine\n" for _ in range(4))
    return text, terms, pairs


@pytest.mark.full
@example("::stop-commands::t")
@example("##[error]x section_start:15:a")
@given(HOSTILE)
def test_what_people_read_cannot_act_on_a_log(hostile: str) -> None:
    with folder():
        text, terms, pairs = write_texts(hostile)
        for color in ("always", "never"):
            for name in ("full", "concise"):
                for arguments in ([text], [pairs], [".", "-g", terms], [text, hostile]):
                    run_tame("check", "--color", color, "--output-format", name, "--min-severity", "info", *arguments)
            run_tame("check", "--gate", text, pairs, "-g", terms, "--fail-on", "info", "--color", color)
        for colors in ({}, {"FORCE_COLOR": "1"}):
            with mock.patch.dict(os.environ, colors):
                run_tame("align", text, text + ".md", "--aligner", "length")
                run_tame("glossary", "lint", terms, "--min-severity", "info")
                run_tame("glossary", "find", "mine", "-g", terms, "--in", text)
                run_tame("glossary", "find", hostile, "-g", terms, "--in", text)
        run_tame("terms", pairs, "-g", terms, "--limit", "0")
        run_tame("terms", text, "-g", terms)
        for name in ("text", "markdown"):
            arguments = [text, "--reference", text, "--against", text, "-g", terms, "--output-format", name]
            run_tame("score", *arguments)
        run_tame("score", "--select", "agreement", text, pairs)
        run_tame("glossary", "extract", text, "--source", "none", "--min-count", "2")


@example("::stop-commands::t")
@example("##[error]x section_start:15:a")
@given(HOSTILE)
def test_what_is_said_of_commands_and_settings_cannot_act_on_a_log(hostile: str) -> None:
    with folder():
        text, terms, _ = write_texts(hostile)
        run_tame("glossary", "stats", terms)
        run_tame("glossary", "diff", terms, terms)
        run_tame("glossary", "add", "new.csv", hostile, hostile, "--field", f"note={hostile}")
        run_tame("glossary", "diff", terms, "new.csv")
        run_tame("glossary", "set", "new.csv", hostile, "--field", f"note={hostile}")
        run_tame("glossary", "rename", "new.csv", hostile, "x" + hostile)
        run_tame("glossary", "remove", "new.csv", hostile)
        run_tame("glossary", "suggest", hostile, hostile)
        wrong = (("rules", hostile), ("glossary", hostile), (hostile,), (text, f"--{hostile}"), ("rules", "a", hostile))
        for arguments in wrong:
            run_tame(*arguments)
        for option in ("--select", "--encoding", "--languages", "--source", "--config", "--color", "-g"):
            run_tame("check", text, option, hostile)
        for key in ("select", "glossaries", "fail-on", "source-lang", hostile):
            value = json.dumps([hostile] if key in ("select", "glossaries") else hostile)
            Path("aligncheck.toml").write_text(f"{json.dumps(key)} = {value}\n", encoding="utf-8")
            run_tame("check", text)
            run_tame("check", text, "--show-settings")


@example("::stop-commands::t")
@example("##[error]x section_start:15:a")
@given(HOSTILE)
def test_what_programs_read_holds_what_is_there(hostile: str) -> None:
    with folder():
        text, terms, pairs = write_texts(hostile)
        report = run(text, "--output-format", "json").stdout
        assert COMMAND.search(report) is None
        found = json.loads(report)["findings"]
        lines = run(text, "--output-format", "jsonl").stdout
        assert COMMAND.search(lines) is None
        assert [json.loads(line) for line in lines.split("\n")[:-1]] == found
        annotations = run(text, "--output-format", "github", "--min-severity", "info").stdout.replace("\r", "\n")
        commands = [line for line in annotations.split("\n") if line.lstrip().startswith("::")]
        assert [line for line in commands if not ANNOTATION.fullmatch(line)] == []
        assert len(commands) >= len(found)
        assert COMMAND.search(re.sub("(?m)^::", "", annotations)) is None
        for arguments in (
            ("check", "--gate", pairs),
            ("terms", pairs),
            ("glossary", "stats", terms),
            ("glossary", "find", "mine", "-g", terms),
        ):
            result = run(*arguments, "--output-format", "json")
            assert COMMAND.search(result.stdout) is None
            assert result.exit_code == 2 or json.loads(result.stdout)["version"] == 1
        printed = run("terms", pairs, "--output-format", "csv").stdout
        assert len({len(row) for row in csv.reader(io.StringIO(printed))}) <= 1


@given(st.text(st.sampled_from(":# \t\u3000\x1b[1mvsoteamcity]section_start:12\r")))
def test_a_tame_line_stays_as_it_is_and_is_no_command(line: str) -> None:
    done = tame(line)
    assert COMMAND.search(done.replace("\r", "\n")) is None
    assert tame(done) == done
    assert done.replace("\\", "") == line.replace("\\", "")
    assert tame(visible("plain: a::b # c")) == "plain: a::b # c"


ENCODINGS = [
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "cp1252"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
]
FOR_PROGRAMS = [
    *(f"check a.txt --output-format {name}" for name in ("json", "jsonl", "github")),
    "terms b.tsv --output-format csv",
    "terms b.tsv --output-format json",
    "glossary merge g.csv g.csv",
    "glossary stats g.csv --output-format json",
    "glossary find 矿 -g g.csv --output-format json",
    "glossary suggest 扩大 --output-format json",
    "glossary diff g.csv h.csv --output-format json",
]
FOR_PEOPLE = ["check a.txt", "terms b.tsv --limit 0", "glossary suggest 扩大", "glossary stats g.csv", "rules mojibake"]
CODE = """
import sys
from align.cli import main

for command in {commands}:
    try:
        main(command.split())
    except SystemExit as end:
        assert end.code in (0, 1), (command, end.code)
    sys.stdout.buffer.write(b"|end|")
"""


def print_under(environment: dict[str, str]) -> list[bytes]:
    """What the commands print, one after the other in one process."""
    process = subprocess.run(
        [sys.executable, "-c", CODE.format(commands=ascii(FOR_PROGRAMS + FOR_PEOPLE))],
        capture_output=True,
        check=True,
        env={**os.environ, "XDG_CACHE_HOME": str(Path("cache").absolute()), **environment},
    )
    assert process.stderr == b""
    return process.stdout.split(b"|end|")[:-1]


@pytest.mark.full
def test_the_locale_changes_nothing_that_programs_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("to摆脱 it – the the\n", encoding="utf-8")
    Path("b.tsv").write_text("矿山重新开放。\tthe mine 矿 reopened\n" * 4, encoding="utf-8")
    Path("g.csv").write_text("concept,language,term\n1,zh,矿\n1,en,mine – x\n", encoding="utf-8")
    Path("h.csv").write_text("concept,language,term\n1,zh,铜\n", encoding="utf-8")
    expected = [CliRunner().invoke(main, command.split()).stdout_bytes for command in FOR_PROGRAMS]
    assert "摆脱".encode() in expected[0]
    for environment in ENCODINGS:
        printed = print_under(environment)
        assert printed[: len(FOR_PROGRAMS)] == expected
        assert all(printed)
