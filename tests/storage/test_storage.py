"""A file is the old one or the whole new one, whatever happens."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from glossary.storage.atomic import write_atomically


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "terms.tsv"
    path.write_bytes(b"old\n")
    return path


def failing(error: BaseException) -> Iterator[str]:
    yield "new\n" * 100_000
    raise error


def never() -> Iterator[str]:
    pytest.fail("a piece was asked for")
    yield ""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_has_the_pieces_and_the_usual_permissions(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.tsv", iter(["源\t", "target\n", "", "b\r\n"]))
    (tmp_path / "usual").touch()
    assert (tmp_path / "a.tsv").read_bytes() == "源\ttarget\nb\r\n".encode()
    assert (tmp_path / "a.tsv").stat().st_mode == (tmp_path / "usual").stat().st_mode
    assert names(tmp_path) == ["a.tsv", "usual"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_an_old_file_keeps_its_permissions(old: Path, mode: int) -> None:
    old.chmod(mode)
    write_atomically(old, ["new\n"])
    assert (old.read_bytes(), old.stat().st_mode & 0o7777) == (b"new\n", mode)
    assert names(old.parent) == ["terms.tsv"]


def test_a_secret_file_is_never_open_to_others_while_it_is_written(old: Path) -> None:
    old.chmod(0o600)

    def pieces() -> Iterator[str]:
        yield "secret"
        assert {path.stat().st_mode & 0o777 for path in old.parent.iterdir()} == {0o600}
        assert old.read_bytes() == b"old\n"

    write_atomically(old, pieces())
    assert old.read_bytes() == b"secret"


def test_a_symbolic_link_stays_and_leads_to_the_new_text(old: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    link = tmp_path / "folder" / "link.tsv"
    link.symlink_to("../terms.tsv")
    write_atomically(link, ["new\n"])
    assert link.is_symlink()
    assert (old.read_bytes(), old.is_symlink()) == (b"new\n", False)
    assert (names(tmp_path), names(link.parent)) == (["folder", "terms.tsv"], ["link.tsv"])


def test_a_link_to_nothing_makes_the_file_it_names(tmp_path: Path) -> None:
    (tmp_path / "link.tsv").symlink_to("real.tsv")
    write_atomically(tmp_path / "link.tsv", ["new\n"])
    assert (tmp_path / "link.tsv").is_symlink()
    assert (tmp_path / "real.tsv").read_bytes() == b"new\n"


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), ValueError("a piece"), KeyboardInterrupt()]
)
def test_a_failure_midway_leaves_the_old_file_and_nothing_else(old: Path, error: BaseException) -> None:
    with pytest.raises(type(error)) as caught:
        write_atomically(old, failing(error))
    assert caught.value is error
    assert (old.read_bytes(), names(old.parent)) == (b"old\n", ["terms.tsv"])


def test_a_failure_midway_makes_no_new_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="a piece"):
        write_atomically(tmp_path / "a.tsv", failing(ValueError("a piece")))
    assert names(tmp_path) == []


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.chmod"])
def test_a_failure_of_the_disk_leaves_the_old_file(old: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(step, fail)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(old, ["new\n"])
    assert (old.read_bytes(), names(old.parent)) == (b"old\n", ["terms.tsv"])


def test_the_text_is_on_the_disk_before_it_replaces_the_old(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def look(_: int) -> None:
        (temporary,) = set(old.parent.iterdir()) - {old}
        seen.append((temporary.read_bytes(), old.read_bytes()))

    monkeypatch.setattr(os, "fsync", look)
    write_atomically(old, ["new\n"])
    assert seen == [(b"new\n", b"old\n")]


def test_a_lone_surrogate_is_refused(old: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_atomically(old, ["\ud800"])
    assert (old.read_bytes(), names(old.parent)) == (b"old\n", ["terms.tsv"])


def test_a_folder_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").mkdir()
    with pytest.raises(IsADirectoryError):
        write_atomically(tmp_path / "a.tsv", never())
    assert names(tmp_path) == ["a.tsv"]


def test_a_pipe_is_refused_and_stays(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.tsv")
    with pytest.raises(OSError, match="Not a regular file"):
        write_atomically(tmp_path / "pipe.tsv", never())
    assert (tmp_path / "pipe.tsv").is_fifo()


def test_a_missing_folder_is_named_by_the_path_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "a.tsv"
    with pytest.raises(FileNotFoundError) as caught:
        write_atomically(path, never())
    assert caught.value.filename == str(path)


def test_a_file_in_the_place_of_a_folder(old: Path) -> None:
    with pytest.raises(NotADirectoryError):
        write_atomically(old / "a.tsv", never())


def test_a_link_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").symlink_to("a.tsv")
    with pytest.raises(OSError, match="symbolic link") as caught:
        write_atomically(tmp_path / "a.tsv", never())
    assert caught.value.errno == errno.ELOOP


def test_a_write_protected_file_is_refused(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: (path, mode) != (old, os.W_OK))  # root may write any file
    with pytest.raises(PermissionError):
        write_atomically(old, never())
    assert (old.read_bytes(), names(old.parent)) == (b"old\n", ["terms.tsv"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to any folder")
def test_a_read_only_folder(old: Path) -> None:
    old.parent.chmod(0o500)
    try:
        with pytest.raises(PermissionError) as caught:
            write_atomically(old, never())
        assert caught.value.filename == str(old)
        assert (old.read_bytes(), names(old.parent)) == (b"old\n", ["terms.tsv"])
    finally:
        old.parent.chmod(0o700)
