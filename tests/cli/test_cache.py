"""`aligncheck cache`: where it is, and what clearing it deletes."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from align.cli import main
from glossary.dictionary.cedict import load_dictionary, use_dictionary
from glossary.storage import cache


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setattr(cache, "find_cache_folder", lambda: folder)
    return folder


def run(action: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["cache", action])
    return result.exit_code, result.stdout, result.stderr


def test_path_is_printed(folder: Path) -> None:
    assert run("path") == (0, f"{folder}\n", "")


def test_clear_deletes_what_is_cached_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "small.u8").write_text("矿 矿 [kuang4] /mine/\n", "utf-8")
    with use_dictionary(str(tmp_path / "small.u8")):
        load_dictionary()
    (index,) = folder.iterdir()
    (folder / "encoder-1-0.1.0.npz").write_bytes(b"x" * 300_000)
    (folder / "encoder-2-0.2.1.npzab12cd").write_bytes(b"x" * 200_000)
    (folder / "locks").mkdir()
    (folder / "notes.txt").touch()
    assert run("clear") == (0, "deleted 3 files, 0.5 MB\n", "")
    assert not index.exists()
    assert sorted(path.name for path in folder.iterdir()) == ["locks", "notes.txt"]
    assert run("clear") == (0, "deleted 0 files, 0.0 MB\n", "")


def test_what_cannot_be_deleted_is_one_line(folder: Path) -> None:
    (folder / "encoder-2-0.2.1.npz").mkdir(parents=True)
    code, output, error = run("clear")
    assert (code, output) == (2, "")
    assert error == f"aligncheck: {folder / 'encoder-2-0.2.1.npz'}: Is a directory\n"


def test_without_a_home_there_is_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def find() -> Path:
        raise OSError(2, "there is no home folder")

    monkeypatch.setattr(cache, "find_cache_folder", find)
    assert run("path") == (2, "", "aligncheck: the cache: there is no home folder\n")
