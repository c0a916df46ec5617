"""Whatever happens while a memory is written, it is the old one or the whole new one, and readers notice nothing."""

import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from memories import count_nothing, make_document, write_memory

from align.errors import FileError
from align.memory.store import Store
from align.memory.writing import change_memory
from glossary.storage import cache, locks

CHILD = """
import os, signal, sys
from pathlib import Path
from memories import make_document, write_memory
import align.memory.writing as writing

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

path, point = sys.argv[1:]
replace = Path.replace
if point == "copied":
    copy = writing.copyfile
    writing.copyfile = lambda *paths: (copy(*paths), die())
elif point == "half copied":
    writing.copyfile = lambda one, other: (Path(other).write_bytes(Path(one).read_bytes()[:5000]), die())
elif point == "removed":
    writing.MemoryWriter.add = die
elif point == "counting":
    writing.Ledger.add = die
elif point in ("whole", "replaced"):
    def replace_and_die(one, other):
        if other != Path(path):  # in the cache
            return replace(one, other)
        if point == "replaced":
            replace(one, other)
        die()
    Path.replace = replace_and_die
write_memory(path, [make_document(f"{number}.txt", [("新" * 30, f"new {number}")] * 50) for number in range(20)])
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(cache, "find_cache_folder", lambda: tmp_path / "cache")
    path = str(tmp_path / "house" / "内存.sqlite")
    Path(path).parent.mkdir()
    write_memory(path, [make_document(f"{number}.txt", [("旧" * 30, f"old {number}")] * 50) for number in range(20)])
    return path


def run_child(code: str, path: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    folders = os.pathsep.join(one for one in sys.path if one)
    environment = {**os.environ, "PYTHONPATH": folders, "XDG_CACHE_HOME": str(Path(path).parents[1] / "cache")}
    command = [sys.executable, "-c", code, path, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def read(path: str) -> set[str]:
    with Store(path) as store:
        return {pair.target.split()[0] for pair in store.iterate_pairs()}


def list_folder(path: str) -> list[str]:
    return sorted(one.name for one in Path(path).parent.iterdir())


@pytest.mark.parametrize("point", ["half copied", "copied", "removed", "counting", "whole", "replaced"])
def test_a_writer_that_is_killed_leaves_a_whole_memory(path: str, point: str) -> None:
    before = Path(path).read_bytes()
    assert run_child(CHILD, path, point).returncode == -signal.SIGKILL
    if point == "replaced":
        assert read(path) == {"new"}
    else:
        assert Path(path).read_bytes() == before
    write_memory(path, [make_document("20.txt", [("旧", "old 20")])])
    with Store(path) as store:
        assert len(store.list_documents()) == 21
    assert list_folder(path) == ["内存.sqlite"]


@pytest.mark.parametrize("point", ["removed", "whole"])
def test_the_first_writer_that_is_killed_leaves_no_memory(path: str, point: str) -> None:
    Path(path).unlink()
    assert run_child(CHILD, path, point).returncode == -signal.SIGKILL
    with pytest.raises(FileError, match="there is no such memory"):
        Store(path)
    write_memory(path, [make_document("1.txt", [("新", "new")])])
    assert list_folder(path) == ["内存.sqlite"]


def test_an_exception_leaves_the_memory_as_it_was(path: str) -> None:
    before = Path(path).read_bytes()
    with pytest.raises(ZeroDivisionError), change_memory(path, count_nothing) as (_, writer):
        writer.add(make_document("new.txt", [("新", "new")]))
        raise ZeroDivisionError
    assert (Path(path).read_bytes(), list_folder(path)) == (before, ["内存.sqlite"])


def test_a_full_disk_leaves_the_memory_as_it_was(path: str) -> None:
    before = Path(path).read_bytes()
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({len(before) + 8192},) * 2)\n"
    child = CHILD.replace("write_memory(path", "try:\n    write_memory(path", 1)
    ended = run_child(
        limit
        + child.replace('"new {number}")] * 50', '"new {number}" * 99)] * 500')
        + "except Exception as error:\n    print(type(error).__name__, error)\n",
        path,
        "none",
    )
    assert ended.stdout.startswith(f"FileError {path}: cannot be written: make room on its disk ("), ended
    assert ended.stdout.endswith("); it is as it was\n") and ended.stdout.count("\n") == 1
    assert (Path(path).read_bytes(), list_folder(path)) == (before, ["内存.sqlite"])


def test_a_disk_that_is_too_full_for_a_copy(path: str) -> None:
    before = Path(path).read_bytes()
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({len(before) - 8192},) * 2)\n"
    child = CHILD.replace("write_memory(path", "try:\n    write_memory(path", 1)
    ended = run_child(
        f"{limit}{child}except Exception as error:\n    print(type(error).__name__, error)\n", path, "none"
    )
    assert ended.stdout.startswith(f"FileError {path}: cannot be written: File too large"), ended
    assert (Path(path).read_bytes(), list_folder(path)) == (before, ["内存.sqlite"])


def test_a_second_writer_waits_and_then_says_so(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "TIMEOUT", 0.0)
    with change_memory(path, count_nothing) as (_, writer):
        writer.add(make_document("first.txt", [("一", "one")]))
        with pytest.raises(FileError) as caught:
            write_memory(path, [make_document("second.txt", [("二", "two")])])
    message = "another program is changing it and has not finished in 0 s: try again"
    assert str(caught.value) == f"{path}: {message}"
    write_memory(path, [make_document("second.txt", [("二", "two")])])
    assert {"one", "two"} < read(path)


def test_two_writers_at_once_lose_nothing(path: str) -> None:
    code = """
import sys
from memories import make_document, write_memory
for number in range(5):
    write_memory(sys.argv[1], [make_document(f"{sys.argv[2]}{number}.txt", [("新", "new")])])
"""
    writers = [threading.Thread(target=run_child, args=(code, path, name)) for name in "ab"]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    with Store(path) as store:
        found = {one.path for one in store.list_documents()}
    assert found >= {f"{name}{number}.txt" for name in "ab" for number in range(5)}
    assert list_folder(path) == ["内存.sqlite"]


def test_what_someone_else_wrote_in_the_meantime_is_not_replaced(path: str, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    write_memory(str(other), [make_document("theirs.txt", [("他", "theirs")])])
    with pytest.raises(FileError) as caught, change_memory(path, count_nothing) as (_, writer):
        writer.add(make_document("ours.txt", [("我", "ours")]))
        other.replace(path)  # on another machine, whose locks are not seen here
    message = "was changed by someone else in the meantime, and is as they left it: try again"
    assert (str(caught.value), read(path), list_folder(path)) == (f"{path}: {message}", {"theirs"}, ["内存.sqlite"])


def test_eight_readers_see_whole_memories_while_one_is_written(path: str) -> None:
    seen: list[set[str]] = []
    is_over = threading.Event()

    def read_on() -> None:
        while True:
            is_last = is_over.is_set()
            seen.append(read(path))
            if is_last:
                return

    readers = [threading.Thread(target=read_on) for _ in range(8)]
    with Store(path) as early:
        for one in readers:
            one.start()
        for word in ("second", "third", "fourth"):
            write_memory(path, [make_document(f"{number}.txt", [("新" * 9, word)] * 20) for number in range(20)])
        is_over.set()
        for one in readers:
            one.join()
        assert {pair.target.split()[0] for pair in early.iterate_pairs()} == {"old"}
    words = ("old", "second", "third", "fourth")
    assert len(seen) >= 8 and all(one in [{word} for word in words] for one in seen)


def test_permissions_and_links_are_kept(path: str, tmp_path: Path) -> None:
    Path(path).chmod(0o640)
    link = tmp_path / "link.sqlite"
    link.symlink_to(path)
    write_memory(str(link), [make_document("a.txt", [("新", "new")])])
    assert link.is_symlink() and stat.S_IMODE(Path(path).stat().st_mode) == 0o640
    assert "new" in read(path)


def test_a_file_that_may_not_be_replaced_is_named(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(one: Path, other: Path) -> None:
        raise PermissionError(13, "Permission denied", str(one))

    before = Path(path).read_bytes()
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(FileError) as caught:
        write_memory(path, [make_document("a.txt", [("新", "new")])])
    advice = "change the permissions of the file or its folder; it is as it was"
    assert str(caught.value) == f"{path}: cannot be written: Permission denied: {advice}"
    assert (Path(path).read_bytes(), list_folder(path)) == (before, ["内存.sqlite"])
