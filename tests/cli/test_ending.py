"""How the program ends: an exit code and at most one line, also where something goes wrong that nobody foresaw."""

import io
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import pytest
from command_line import run
from rows import leave_to_full

import align.__main__
import align.commands.check
from align.cli import main
from align.cli.streams import TameStream
from align.commands.results import Result as Checked
from align.config.glossaries import Glossaries
from align.inputs.loading import Loaded
from align.inputs.tasks import Task

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

PROGRAM = [sys.executable, "-m", "align"]


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    monkeypatch.delenv("ALIGNCHECK_TRACEBACK", raising=False)


def complain(*arguments: str) -> str:
    """The one line on stderr of a command that ends with exit code 2."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1), result.output
    return result.stderr


def start(
    *arguments: str, stdout: int | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *arguments],
        stdout=subprocess.PIPE if stdout is None else stdout,
        stderr=subprocess.PIPE,
        env={**os.environ, **(env or {})},
        text=True,
        check=False,
    )


def fail(*_: object, **__: object) -> None:
    raise ZeroDivisionError("a\nb \x1b[31m")


FAULT = (
    "aligncheck: internal error: ZeroDivisionError: a<U+000A>b <U+001B>[31m; please report it, "
    "with the traceback that ALIGNCHECK_TRACEBACK=1 shows\n"
)


def test_an_internal_error_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glossary.formats.files.load", fail)
    assert complain("glossary", "stats", "terms.csv") == FAULT


def test_the_traceback_is_shown_to_who_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glossary.formats.files.load", fail)
    monkeypatch.setenv("ALIGNCHECK_TRACEBACK", "1")
    result = run("glossary", "stats", "terms.csv")
    assert result.exit_code == 2
    assert result.stderr.startswith("Traceback (most recent call last):\n")
    assert result.stderr.endswith(FAULT)


def test_an_error_while_arguments_are_parsed_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("align.cli.Commands.parse_args", fail)
    assert complain("a.txt") == FAULT


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (KeyboardInterrupt, 130, ""),
        (ImportError, 2, "aligncheck: internal error: ImportError; please report it, with the traceback that "),
    ],
)
def test_what_ends_the_imports_is_handled(
    error: type[BaseException],
    code: int,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Broken:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "align.cli":
                raise error

    monkeypatch.delitem(sys.modules, "align.cli")
    monkeypatch.delattr("align.cli", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    with pytest.raises(SystemExit) as caught:
        align.__main__.main()
    assert caught.value.code == code
    assert capsys.readouterr().err.startswith(message)


def test_an_interrupt_while_it_runs_ends_quietly() -> None:
    os.mkfifo("ready")
    code = (
        "import signal, align.__main__\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # ignored in what a shell runs in the background
        "import glossary.formats.files as files\n"
        "def load(*_, **__):\n"
        "    open('ready', 'w').close()\n"
        "    import time; time.sleep(60)\n"
        "files.load = load\n"
        "import sys; sys.argv = ['aligncheck', 'glossary', 'stats', 'terms.csv']\n"
        "align.__main__.main()\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        Path("ready").read_bytes()
        process.send_signal(signal.SIGINT)
        assert (process.communicate(), process.returncode) == ((b"", b""), 130)


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("rules",), ("rules", "mojibake"), ("check", "-h")])
def test_a_full_disk_is_one_line(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        result = start(*arguments, stdout=full.fileno())
    message = "aligncheck: stdout: cannot be written (No space left on device): make room, or send it elsewhere\n"
    assert (result.returncode, result.stderr) == (2, message)


@pytest.mark.parametrize("name", ["full", "json", "github"])
def test_a_report_on_a_full_disk_is_one_line(name: str) -> None:
    Path("a.txt").write_text("The the mine.\n" * 200)
    with Path("/dev/full").open("wb") as full:
        result = start("a.txt", "--output-format", name, stdout=full.fileno(), env={"GITHUB_STEP_SUMMARY": ""})
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert result.stderr.startswith("aligncheck: stdout: cannot be written (No space left on device)")


@pytest.mark.full
@pytest.mark.parametrize("name", ["full", *leave_to_full(["json"])])
def test_a_pipe_that_nobody_reads_ends_it_as_it_ends_grep(name: str) -> None:
    Path("a.txt").write_text("The the mine.\n" * 20_000)
    reader, writer = os.pipe()
    os.close(reader)
    result = start("a.txt", "--output-format", name, stdout=writer)
    os.close(writer)
    assert (result.returncode, result.stderr) == (141, "")


class Trickle(io.RawIOBase):
    """A stream without a buffer that takes three bytes at a time."""

    def __init__(self) -> None:
        self.data = b""

    def writable(self) -> bool:
        return True

    def write(self, data: "ReadableBuffer") -> int:
        self.data += bytes(data)[:3]
        return len(bytes(data)[:3])


def test_what_programs_read_is_whole_without_a_buffer() -> None:
    raw = Trickle()
    TameStream(io.TextIOWrapper(cast(BinaryIO, raw), write_through=True), "stdout").write_data(
        [b"", b"eleven byte", b"ab"]
    )
    assert raw.data == b"eleven byteab"


def test_a_wrong_command_line_cannot_act_on_a_log() -> None:
    result = run("rules", "a", "\n::error::x\x1b[31m")
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr
    assert [line for line in result.stderr.splitlines() if line.lstrip().startswith("::")] == []
    told = "Got unexpected extra argument ( ::error::x<U+001B>[31m) (`main rules --help` lists the options)"
    assert result.stderr == f"aligncheck: {told}\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Missing argument 'PATHS...'"),
        (("a.txt", "--lang", "zh"), "No such option '--lang'"),
        (
            ("a.txt", "--min-severity", "warn"),
            "Invalid value for '--min-severity': 'warn' is not one of 'info', 'warning', ",
        ),
    ],
)
def test_a_wrong_command_line_is_one_line(arguments: tuple[str, ...], told: str) -> None:
    line = complain("check", *arguments)
    assert line.startswith(f"aligncheck: {told}")
    assert line.endswith(" (`main check --help` lists the options)\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "select = " + "[" * 3000,
            "is not valid TOML: its brackets are nested too deep: write lists without lists in them",
        ),
        ("fail-on = " + "1" * 5000, "is not valid TOML: a number has too many digits: shorten it"),
        ('glossaries = ["a\\u0000b"]', "glossaries: 'a\\x00b' holds a NUL character: write the path of a file"),
    ],
)
def test_a_configuration_that_is_too_much(text: str, message: str) -> None:
    Path("a.txt").write_text("The mine reopened.\n")
    Path("aligncheck.toml").write_text(text)
    assert complain("a.txt") == f"aligncheck: {Path.cwd()}/aligncheck.toml: {message}\n"


def test_a_project_without_a_table_of_tools() -> None:
    Path("a.txt").write_text("The mine reopened.\n")
    Path("pyproject.toml").write_text("tool = 3\n")
    expected = f"aligncheck: {Path.cwd()}/pyproject.toml: tool: must be a table, written as [tool.aligncheck]\n"
    assert complain("a.txt") == expected


@pytest.mark.parametrize("name", ["a.jsonl", "g.jsonl"])
def test_lines_nested_too_deep_are_named(name: str) -> None:
    Path(name).write_text('{"source": ' + "[" * 100_000)
    arguments = (name,) if name == "a.jsonl" else ("glossary", "stats", name)
    assert "line 1" in run(*arguments).stderr or f"{name}:1" in run(*arguments).stderr
    assert "internal error" not in run(*arguments).stderr


def test_a_step_summary_in_a_missing_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text("The the mine.\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "no/summary.md")
    result = run("a.txt", "--output-format", "github")
    assert result.exit_code == 2
    assert result.stdout.startswith("::error file=a.txt,")
    assert result.stderr == (
        "aligncheck: GITHUB_STEP_SUMMARY: no/summary.md: cannot be written (No such file or directory): "
        "name a file in a folder that exists\n"
    )


@pytest.mark.full
@pytest.mark.parametrize("letter", ["d", *leave_to_full(["dddddddd"])])
@pytest.mark.parametrize(
    "command",
    [
        "t",
        *leave_to_full(["align t t -o o", "t --source t", "terms t", "align --reference t", "glossary find a --in t"]),
    ],
)
def test_folders_that_are_very_deep(letter: str, command: str) -> None:
    """Their paths are about as long as the system allows, or longer."""
    folders = ["t", *[letter] * 1200]
    for folder in folders:
        Path(folder).mkdir()
        os.chdir(folder)
    Path("a.txt").write_text("The mine reopened.\n")
    os.chdir("../" * len(folders))
    result = run(*command.split())
    subprocess.run(["rm", "-r", "t"], check=True)
    assert result.exit_code in {0, 1, 2}
    assert "internal error" not in result.stderr


def test_no_home_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _: Path("~/.cache/aligncheck"))
    message = "g.csv: cannot be locked, the cache folder may not be written (there is no home folder): "
    assert complain("glossary", "add", "g.csv", "矿", "mine").startswith(f"aligncheck: {message}")
    Path("a.txt").write_text("to摆脱 it\n")
    assert run("a.txt").exit_code == 1
    assert not Path("~").exists()


@pytest.mark.parametrize("command", ["--help", "--version", "rules"])
def test_what_is_buffered_for_a_full_disk_is_one_line(command: str) -> None:
    """The interpreter buffers stdout unless it is told not to, and writes it when it ends."""
    with Path("/dev/full").open("w") as full:
        done = start(command, stdout=full.fileno(), env={"PYTHONUNBUFFERED": ""})
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("aligncheck: stdout: cannot be written (")


def test_what_is_buffered_for_a_closed_pipe_is_lost_in_silence() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = start("rules", stdout=writer, env={"PYTHONUNBUFFERED": ""})
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")


def test_a_closed_stdin_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SystemExit) as caught:
        main(["-"])
    assert (caught.value.code, capsys.readouterr().err) == (
        2,
        "aligncheck: stdin is closed: send a text to it, or name a file\n",
    )


@pytest.mark.parametrize("pattern", ["[z-a]", "!", "\\\\"])
def test_a_pattern_of_paths_that_is_none_is_one_line(pattern: str) -> None:
    Path("a.txt").write_text("Fine.\n", encoding="utf-8")
    Path("aligncheck.toml").write_text(f'[[allow]]\npaths = ["{pattern}"]\n', encoding="utf-8")
    assert "is not a pattern of paths: write it as in a .gitignore\n" in complain("a.txt")


def test_a_pattern_in_gitignore_that_is_none_is_left_out() -> None:
    Path("a.txt").write_text("The the mine.\n", encoding="utf-8")
    Path("b.txt").write_text("The the mine.\n", encoding="utf-8")
    Path(".gitignore").write_text("[z-a]\n!\nb.txt\n", encoding="utf-8")
    assert run(".", "--quiet").stdout.count("doubled-word") == 1


def test_a_line_break_in_a_path_does_not_break_the_message() -> None:
    from align.errors import CommandError, ReadError

    assert str(CommandError("a\nb\r: no such file")) == "a\\nb\\r: no such file"
    assert str(ReadError("a\nb", 3)) == "line 3: a\\nb"


def test_no_home_is_no_reason_to_tag_no_words() -> None:
    code = (
        "import os\n"
        "os.environ.pop('HOME', None)\n"
        "import pwd; pwd.getpwuid = {}.__getitem__\n"
        "from glossary.lang.en_tags import tag_words\n"
        "print(tag_words(['The', 'old', 'mine']), 'HOME' in os.environ)\n"
    )
    printed = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True).stdout
    assert printed == "['DT', 'JJ', 'NN'] False\n"


def test_a_text_that_takes_too_much_memory_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    check_loaded = align.commands.check.check_loaded

    def check(task: Task, loaded: Loaded, glossaries: Glossaries | None = None, *, pairs: None = None) -> Checked:
        if "vast" in task.path:
            raise MemoryError
        return check_loaded(task, loaded, glossaries, pairs=pairs)

    monkeypatch.setattr(align.commands.check, "check_loaded", check)
    for name in ("a.txt", "vast.txt"):
        Path(name).write_text("The the end.\n", encoding="utf-8")
    result = run("check", "a.txt", "vast.txt", "--config", "none", "--jobs", "1", "--output-format", "concise")
    assert result.exit_code == 2
    assert "vast.txt: takes more memory to check than there is: split it into smaller files" in result.output
    assert "a.txt:1:1: error doubled-word: " in result.output
