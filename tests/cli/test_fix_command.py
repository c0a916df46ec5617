"""`check --fix`, `--diff` and `--unsafe-fixes`, as a person or a hook calls them."""

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from command_line import CLEAN, WHY, findings, run, write

from align.cli import main
from align.errors import FileError

FAULTY = "The the mine，near Ganzhou, reopened.\n\nThe plan plan failed.\n"
FIXED = "The mine, near Ganzhou, reopened.\n\nThe plan plan failed.\n"
DIFF = (
    "--- a.txt\n+++ a.txt\n@@ -1,3 +1,3 @@\n"
    "-The the mine，near Ganzhou, reopened.\n+The mine, near Ganzhou, reopened.\n \n The plan plan failed.\n"
)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


def test_what_can_be_fixed_is_and_the_rest_is_reported(folder: Path) -> None:
    path = write(folder / "a.txt", FAULTY)
    result = run("check", "--fix", "a.txt")
    assert path.read_text() == FIXED
    assert result.stderr == "aligncheck: a.txt: 2 fixed\n"
    assert result.stdout == run("check", "a.txt").stdout
    assert "1 warning in 1 document" in result.stdout
    assert (result.exit_code, findings("a.txt")) == (1, [("a.txt", "doubled-word", "plan plan")])
    again = run("check", "--fix", "a.txt")
    assert (again.stderr, again.exit_code, path.read_text()) == ("aligncheck: nothing to fix\n", 1, FIXED)


def test_a_run_over_files_says_how_much_it_fixed(folder: Path) -> None:
    write(folder / "a.txt", FAULTY)
    write(folder / "b.txt", "The the mine.\n")
    untouched = write(folder / "c.txt", CLEAN).stat().st_ino
    result = run("--fix", "--unsafe-fixes", ".")
    assert result.stderr == "aligncheck: a.txt: 3 fixed\naligncheck: b.txt: 1 fixed\naligncheck: 4 fixed in 2 files\n"
    assert (result.exit_code, findings(".")) == (0, [])
    assert (folder / "c.txt").stat().st_ino == untouched


def test_what_a_report_does_not_show_is_not_fixed(folder: Path) -> None:
    path = write(folder / "a.txt", "Rice  and wheat\n")
    assert run("--fix", "a.txt").stderr == "aligncheck: nothing to fix\n"
    assert run("--fix", "--min-severity", "info", "a.txt").stderr == "aligncheck: a.txt: 1 fixed\n"
    assert path.read_text() == "Rice and wheat\n"


def test_a_diff_writes_nothing(folder: Path) -> None:
    path = write(folder / "a.txt", FAULTY)
    result = run("--diff", "a.txt")
    assert (result.stdout, result.stderr, result.exit_code) == (DIFF, "", 1)
    assert path.read_text() == FAULTY
    assert "\n+The plan failed.\n" in run("--diff", "--unsafe-fixes", "a.txt").stdout
    write(folder / "a.txt", FIXED)
    assert (run("--diff", "a.txt").output, run("--diff", "a.txt").exit_code) == ("", 0)


def test_a_diff_makes_of_a_file_what_fix_makes(folder: Path) -> None:
    text = "\n".join([FAULTY, *"abcdefghij", "The the", "the the end", *"klmn", "Rice ， wheat"])
    path = write(folder / "a.txt", text)
    patch = run("--diff", "--unsafe-fixes", "a.txt").stdout
    run("--fix", "--unsafe-fixes", "a.txt")
    expected = path.read_bytes()
    path.write_text(text)
    subprocess.run(["git", "apply", "--unidiff-zero", "-p0"], input=patch.encode(), check=True)
    assert path.read_bytes() == expected


def test_stdin_goes_fixed_to_stdout(folder: Path) -> None:
    for codec in ("utf-8", "utf-16", "gb18030"):
        result = CliRunner().invoke(main, ["--fix", "-", "--encoding", codec], input=FAULTY.encode(codec))
        assert result.stdout_bytes == FIXED.encode(codec)
        assert result.exit_code == 1
        assert "stdin.txt: 2 fixed\n" in result.stderr
        assert "stdin.txt:3:5: warning doubled-word" in result.stderr
    result = CliRunner().invoke(main, ["--fix", "-"], input=CLEAN.encode())
    assert (result.stdout, result.exit_code) == (CLEAN, 0)
    result = CliRunner().invoke(main, ["--fix", "-"], input=b"\xff\xfe\xff")
    assert (result.stdout_bytes, result.exit_code) == (b"", 2)
    result = CliRunner().invoke(main, ["--diff", "-", "--stdin-filename", "a.txt"], input=FAULTY.encode())
    assert (result.stdout, result.exit_code) == (DIFF, 1)


def test_what_is_accepted_or_known_or_allowed_is_not_fixed(folder: Path) -> None:
    path = write(folder / "a.txt", "We saw the the mine and and the owner.\n\nOf of\n\nThe the\n")
    run("accept", "a.txt:1:21", *WHY)
    run("accept", "a.txt:5", *WHY)
    run("baseline", "a.txt", "--options", "--select doubled-word")
    write(folder / "b/aligncheck.toml", 'baseline = "known.jsonl"\n[[allow]]\ntext = "In in"\nreason = "it is right"\n')
    other = write(folder / "b/b.txt", "The the\n\nIn in the town.\n")
    run("baseline", "b", "--options", "--select doubled-word")
    write(folder / "b/b.txt", "The the\n\nIn in the town of of silk.\n")
    result = run("--fix", "--unsafe-fixes", ".")
    assert path.read_text() == "We saw the mine and and the owner.\n\nOf\n\nThe the\n"
    assert other.read_text() == "The the\n\nIn in the town of silk.\n"
    assert "aligncheck: 3 fixed in 2 files\n" in result.stderr


def test_what_the_encoding_lacks_is_said_and_the_rest_is_fixed(folder: Path) -> None:
    text = "Firms 今 meet in a caf&#8383; here，now，then.\n".encode("gb2312")
    write(folder / "a.txt", text)
    result = run("--fix", "--encoding", "big5", "a.txt")
    assert result.exit_code == 2
    assert "mojibake cannot be fixed: its encoding big5hkscs has no “₿”: save it again as UTF-8" in result.stderr


@pytest.mark.parametrize("mode", [0o640, 0o755])
def test_links_and_permissions_are_kept(folder: Path, mode: int) -> None:
    path = write(folder / "in/a.txt", FAULTY)
    path.chmod(mode)
    link = folder / "b.txt"
    link.symlink_to("in/a.txt")
    assert run("--fix", "b.txt").exit_code == 1
    assert (link.is_symlink(), path.read_text(), path.stat().st_mode & 0o777) == (True, FIXED, mode)


def test_a_read_only_file_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(folder / "a.txt", FAULTY)
    monkeypatch.setattr("glossary.storage.atomic.os.access", lambda path, mode: mode != os.W_OK)
    result = run("--fix", "a.txt")
    assert result.stderr == (
        "aligncheck: a.txt: cannot be written (Permission denied), and was left as it is: change the permissions "
        "of the file or its folder\n"
    )
    assert (result.exit_code, path.read_text()) == (2, FAULTY)
    assert "1 error and 2 warnings" in result.stdout


def test_a_full_disk_leaves_the_file_as_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(folder / "a.txt", FAULTY)

    def fail(number: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("glossary.storage.atomic.os.fsync", fail)
    result = run("--fix", "a.txt")
    assert "a.txt: cannot be written (No space left on device), and was left as it is: make room\n" in result.stderr
    assert (result.exit_code, path.read_text(), list(folder.iterdir())) == (2, FAULTY, [path])


def test_a_file_that_has_changed_meanwhile_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(folder / "a.txt", FAULTY)

    @contextmanager
    def lock_late(locked: Path) -> Iterator[None]:
        locked.write_text("Somebody else was here.\n")
        yield

    monkeypatch.setattr("align.commands.fix.lock", lock_late)
    result = run("--fix", "a.txt")
    message = "a.txt: has changed since it was read, and was left as it is: run this again"
    assert (result.exit_code, result.stderr) == (2, f"aligncheck: {message}\n")
    assert path.read_text() == "Somebody else was here.\n"


def test_what_is_written_is_read_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from align.commands import fix

    path = write(folder / "a.txt", FAULTY)
    reads = iter([FAULTY.encode(), b"damaged"])
    monkeypatch.setattr(fix, "read_file", lambda path: next(reads))
    with pytest.raises(FileError, match=r"^a.txt: cannot be written \(what was written cannot be read back\)"):
        fix.save("a.txt", FAULTY.encode(), b"new")
    assert (path.read_text(), list(folder.iterdir())) == (FAULTY, [path])


def test_hostile_text_in_a_diff(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "a.txt", "::error::x\r\n\x1b[31mThe the mine\u202e，##[error]\r\n")
    assert b"\n \\::error::x\r\n" in run("--diff", "a.txt").stdout_bytes
    assert "##\\[error]" in run("--diff", "a.txt").stdout
    monkeypatch.setattr("align.cli.streams.TameStream.isatty", lambda stream: stream._name == "stdout")
    shown = run("--diff", "a.txt").stdout
    assert "-<U+001B>[31mThe the mine<U+202E>，##\\[error]\n" in shown
    assert not set("\x1b\u202e\r") & set(shown)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--unsafe-fixes",), "--unsafe-fixes says what to fix: add --fix, or --diff to see it first"),
        (("--fix", "--diff"), "--diff shows what --fix would change and writes nothing: leave one out"),
        (("--diff", "--output", "json=-"), "--diff prints no report: leave --output and --output-format out"),
    ],
)
def test_options_that_do_not_go_together(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    write(folder / "a.txt", FAULTY)
    result = run("a.txt", *arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"aligncheck: {message}\n")


def test_a_file_that_cannot_be_read(folder: Path) -> None:
    write(folder / "a.txt", b"\xff\xfe\xff")
    write(folder / "b.txt", FAULTY)
    for options in (("--diff",), ("--fix",)):
        result = run(*options, ".")
        assert result.exit_code == 2
        assert "a.txt: line 1: not utf-16-le: byte" in result.stderr
    assert (folder / "b.txt").read_text() == FIXED


def test_a_comment_of_a_program_is_fixed(folder: Path) -> None:
    write(folder / "a.py", "# The harbour opened , and ships came.\n")
    assert run("check", "a.py", "--parts", "comments", "--fix").exit_code == 0
    assert (folder / "a.py").read_text("utf-8") == "# The harbour opened, and ships came.\n"
