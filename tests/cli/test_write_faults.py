"""Faults of the disk: whichever step of a write fails, the file is the old or the new one, and one line says why."""

import errno
import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest
from command_line import run
from openpyxl import Workbook
from rows import leave_to_full

from glossary.extract.candidate_file import Candidate, write_candidates
from glossary.formats.files import GlossaryError, save
from glossary.model import Concept, Glossary, State, Term
from glossary.storage.atomic import sweep_temporaries, write_atomically
from glossary.storage.locks import lock

COPPER = Glossary(
    (
        Concept("2", (Term("铜", "zh"), Term("copper", "en", state=State.CANDIDATE))),
        Concept("1", (Term("金", "zh"), Term("gold", "en"))),
    )
)
COMMANDS = (
    ("add", "{}", "银", "silver"),
    ("set", "{}", "copper", "--status", "accepted"),
    ("remove", "{}", "gold"),
    ("sort", "{}", "id"),
    ("merge", "{}", "more.csv", "--to", "{}"),
    ("convert", "more.csv", "{}", "--force"),
)
NAMES = ("a.csv", "a.tsv", "a.xlsx", "a.jsonl", "a.tbx", "a.tmx")


class FaultyFile:
    """A file whose writes, flushes and closing count as steps that may fail."""

    def __init__(self, file: IO[Any], step: Callable[[], None]) -> None:
        self._file = file
        self._step = step

    def __enter__(self) -> "FaultyFile":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._step()

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)

    def write(self, data: bytes | str) -> int:
        self._step()
        return self._file.write(data)

    def writelines(self, pieces: Iterable[bytes | str]) -> None:
        for piece in pieces:
            self.write(piece)

    def flush(self) -> None:
        self._step()
        self._file.flush()


class Disk:
    """Counts the steps of writing files in a folder, and lets one of them fail."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.failing = -1
        self.steps = 0

    def step(self) -> None:
        self.steps += 1
        if self.steps == self.failing:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    @contextmanager
    def fail_at(self, number: int) -> Iterator[None]:
        self.steps, self.failing = 0, number
        try:
            yield
        finally:
            self.failing = -1


@pytest.fixture
def disk(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Disk:
    """The disk under a folder of glossaries, where the working folder is."""
    cache = tmp_path_factory.mktemp("cache")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: cache / name)
    monkeypatch.chdir(tmp_path)
    disk = Disk(tmp_path)
    steps: list[tuple[object, str]] = [(os, "fsync"), (os, "replace"), (Path, "replace"), (Path, "chmod")]
    for owner, name in steps:
        monkeypatch.setattr(owner, name, _fault(getattr(owner, name), disk))
    opened = Path.open

    def open_faulty(path: Path, mode: str = "r", *rest: Any, **options: Any) -> IO[Any] | FaultyFile:
        if path.resolve().parent != tmp_path or mode == "rb":
            disk.step() if path.resolve().parent == tmp_path else None
            return opened(path, mode, *rest, **options)
        disk.step()
        return FaultyFile(opened(path, mode, *rest, **options), disk.step)

    monkeypatch.setattr(Path, "open", open_faulty)
    return disk


def _fault(action: Callable[..., object], disk: Disk) -> Callable[..., object]:
    def act(*arguments: object, **options: object) -> object:
        disk.step()
        return action(*arguments, **options)

    return act


def names() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


def build_files(name: str) -> bytes:
    """The glossary and another one in the working folder; return the bytes of the first."""
    Path("more.csv").write_bytes("concept,language,term\n7,zh,锡\n7,en,tin\n".encode())
    path = Path(name)
    if path.suffix == ".xlsx" and not path.exists():
        workbook = Workbook()
        workbook.active.append(["concept", "language", "term", "status"])
        for row in (["2", "zh", "铜", ""], ["2", "en", "copper", "candidate"], ["1", "en", "gold", ""]):
            workbook.active.append(row)
        workbook.save(path)
    elif not path.exists():
        save(path, COPPER)
    return path.read_bytes()


def read_cells(data: bytes, name: str) -> object:
    """What a file says; a workbook holds the time at which it was saved as well."""
    from glossary.formats import load_format
    from glossary.formats.base import DEFAULT_LANGUAGES

    if not name.endswith(".xlsx"):
        return data
    return load_format("xlsx").load(io.BytesIO(data), DEFAULT_LANGUAGES)


@pytest.mark.parametrize(
    ("name", "command"),
    [
        *zip(NAMES, COMMANDS, strict=True),
        *zip(NAMES, (*COMMANDS[2:], *COMMANDS[:2]), strict=True),
        *leave_to_full(
            (name, command)
            for place, name in enumerate(NAMES)
            for shift, command in enumerate((*COMMANDS[place:], *COMMANDS[:place]))
            if shift not in (0, 2)
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_whichever_step_fails_the_file_is_the_old_or_the_new_one(
    disk: Disk, name: str, command: tuple[str, ...]
) -> None:
    old = build_files(name)
    arguments = ["glossary", *(part.format(name) for part in command)]
    with disk.fail_at(-1):
        assert run(*arguments).exit_code == 0
    steps, new = disk.steps, Path(name).read_bytes()
    assert steps >= 6
    assert read_cells(new, name) != read_cells(old, name)
    for number in range(1, steps + 1):
        Path(name).write_bytes(old)
        with disk.fail_at(number):
            result = run(*arguments)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1), (number, result.output)
        assert "the disk is full" in result.stderr
        assert Path(name).read_bytes() == old, number
        assert names() == sorted([name, "more.csv"])


def test_whichever_step_fails_a_new_file_is_not_begun(disk: Disk) -> None:
    for name in NAMES:
        with disk.fail_at(-1):
            assert run("glossary", "add", name, "银", "silver").exit_code == 0
        steps = disk.steps
        assert steps >= 4
        for number in range(1, steps + 1):
            Path(name).unlink(missing_ok=True)
            with disk.fail_at(number):
                result = run("glossary", "add", name, "银", "silver")
            assert (result.exit_code, result.stderr.count("\n"), names()) == (2, 1, []), (name, number)


def test_whichever_step_fails_a_bitext_is_the_old_or_the_new_one(disk: Disk) -> None:
    Path("zh.txt").write_text("你好。\n再见。\n", encoding="utf-8")
    Path("en.txt").write_text("Hello.\nGoodbye.\n", encoding="utf-8")
    arguments = ("align", "zh.txt", "en.txt", "--to", "out.tsv", "--aligner", "length")
    Path("out.tsv").write_bytes(b"source\ttarget\n")
    with disk.fail_at(-1):
        assert run(*arguments).exit_code == 0
    steps = disk.steps
    assert steps >= 6
    for number in range(1, steps + 1):
        Path("out.tsv").write_bytes(b"source\ttarget\n")
        with disk.fail_at(number):
            result = run(*arguments)
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1), (number, result.output)
        assert Path("out.tsv").read_bytes() == b"source\ttarget\n"
        assert names() == ["en.txt", "out.tsv", "zh.txt"]


@pytest.mark.parametrize("old", [None, b"source,target,status\nx,y,preferred\n", b"concept,language,term\n1,en,x\n"])
def test_whichever_step_fails_a_list_of_candidates_is_the_old_or_the_new_one(disk: Disk, old: bytes | None) -> None:
    path = Path("out.csv")
    write_candidates(path, [Candidate("铜", "copper", ())])  # what is kept in caches is written now, where it may fail
    path.unlink()
    path.write_bytes(old) if old else None
    for number in range(1, 100):
        try:
            with disk.fail_at(number):
                write_candidates(path, [Candidate("铜", "copper", ())])
        except GlossaryError as error:
            said = "out.csv: the disk is full and the file as it was: make room and try again"
            assert (str(error), path.read_bytes() if old else None, names()) == (said, old, ["out.csv"] if old else [])
            continue
        break
    assert (number, number > 5) == (disk.steps + 1, True)
    assert "copper" in path.read_text(encoding="utf-8")


# Signals, homes, folders

TERMINATE = """
import os, signal, sys
from align.cli import main

os.fsync = lambda descriptor: os.kill(os.getpid(), signal.SIGTERM)
main(sys.argv[1:])
"""


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_program_that_is_told_to_end_while_it_writes_cleans_up(disk: Disk, name: str) -> None:
    old = build_files(name)
    arguments = [sys.executable, "-c", TERMINATE, "glossary", "add", name, "银", "silver"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(disk.folder.parent / "cache")}
    result = subprocess.run(arguments, check=False, capture_output=True, env=environment)
    assert (result.returncode, result.stdout, result.stderr) == (128 + signal.SIGTERM, b"", b"")
    assert (Path(name).read_bytes(), names()) == (old, [name, "more.csv"])


def test_a_command_leaves_the_handling_of_signals_as_it_was(disk: Disk) -> None:
    before = signal.getsignal(signal.SIGTERM)
    assert run("glossary", "add", "a.csv", "银", "silver").exit_code == 0
    assert signal.getsignal(signal.SIGTERM) is before is signal.SIG_DFL


def test_who_holds_the_lock_sweeps_what_a_killed_program_left_of_this_file_alone(disk: Disk) -> None:
    def fail(*_: object) -> Iterator[str]:
        yield "half"
        (mine,) = Path().glob(".aligncheck-*.tmp")
        mine.with_stem(mine.stem + "0").touch()
        raise ValueError("stop")

    for name in ("a.csv", "b.csv"):
        with pytest.raises(ValueError, match="stop"):
            write_atomically(Path(name), fail())
        Path(name).touch()
        if name == "a.csv":
            (left,) = Path().glob(".aligncheck-*.tmp")
            sweep_temporaries(Path("c.csv"))
            assert left.exists()
            with lock(Path("a.csv")):
                assert names() == ["a.csv"]


def test_without_a_home_one_line_says_what_to_do(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> Path:
        raise RuntimeError("Could not determine home directory.")

    old = build_files("a.csv")
    monkeypatch.setattr("platformdirs.user_cache_path", fail)
    result = run("glossary", "add", "a.csv", "银", "silver")
    assert (result.exit_code, result.output) == (
        2,
        "aligncheck: a.csv: cannot be locked, the cache folder may not be written (there is no home folder): "
        "set XDG_CACHE_HOME to a folder that can be locked\n",
    )
    assert Path("a.csv").read_bytes() == old


def test_a_folder_that_may_only_be_read_is_one_line(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    old = build_files("a.csv")
    opened = Path.open

    def refuse(path: Path, mode: str = "r", *rest: Any, **options: Any) -> IO[Any] | FaultyFile:
        if "x" in mode:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        return opened(path, mode, *rest, **options)

    monkeypatch.setattr(Path, "open", refuse)
    result = run("glossary", "add", "a.csv", "银", "silver")
    said = "aligncheck: a.csv: on a disk that may only be read: copy it elsewhere\n"
    assert (result.exit_code, result.output, Path("a.csv").read_bytes()) == (2, said, old)


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_whichever_step_of_a_fix_fails_the_file_is_the_old_one(disk: Disk, name: str) -> None:
    assert run("glossary", "add", name, "铜", "copper; cuprum").exit_code == 0
    old = Path(name).read_bytes()
    with disk.fail_at(-1):
        assert run("glossary", "lint", name, "--fix").exit_code != 2
    steps = disk.steps
    assert (steps >= 6, Path(name).read_bytes() != old) == (True, True)
    for number in range(1, steps + 1):
        Path(name).write_bytes(old)
        with disk.fail_at(number):
            result = run("glossary", "lint", name, "--fix")
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1), (number, result.output)
        assert (Path(name).read_bytes(), names()) == (old, [name])
