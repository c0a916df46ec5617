"""Walking folders: order, ignore files, links, and what is not there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import enter, git, needs_git

from align.errors import CommandError, MissingPathError
from align.inputs.walking import Entry, absolute_path, walk
from align.readers import is_known


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A function that makes files in an empty current folder."""
    monkeypatch.chdir(tmp_path)

    def make(*names: str, **contents: str) -> None:
        for name in names:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).touch()
        for name, content in contents.items():
            Path(name).write_text(content)

    return make


def taken(*paths: str | Path) -> list[str]:
    return [entry.path for entry in walk(paths, is_known) if not entry.reason]


def test_paths_come_by_name_and_as_they_were_given(tree: Callable[..., None]) -> None:
    tree("t/b.txt", "t/a.md", "t/a/z.txt", "t/c/d/e.jsonl")
    assert taken("t") == ["t/a/z.txt", "t/a.md", "t/b.txt", "t/c/d/e.jsonl"]
    assert taken("./t/c", "t/b.txt") == ["t/c/d/e.jsonl", "t/b.txt"]
    assert taken("./t/./c//d/", "t/../t//b.txt") == ["t/c/d/e.jsonl", "t/../t/b.txt"]
    assert taken(".") == taken("t")
    assert taken(Path("t/c").resolve()) == [Path("t/c/d/e.jsonl").resolve().as_posix()]


def test_absolute_paths_are_equal_for_all_ways_to_write_them(tree: Callable[..., None]) -> None:
    tree("t/c/d/e.jsonl", "c/x.txt")
    expected = f"{Path.cwd()}/t/c"
    for path in ("t/c", "./t//c/", "t/c/d/..", "nothing/../t/./c", expected, f"//{expected}/", f"{expected}/."):
        assert absolute_path(path) == absolute_path(Path(path)) == expected
    Path("link").symlink_to("t/c")
    assert [absolute_path(path) for path in ("link/d", "link/../c")] == [f"{Path.cwd()}/link/d", expected]


def test_unknown_formats_are_named_and_settings_are_not(tree: Callable[..., None]) -> None:
    tree(
        "t/a.doc",
        "t/LICENSE",
        "t/aligncheck.toml",
        "t/.gitignore",
        "t/.hidden.txt",
        "t/~$a.docx",
        "t/.venv/x.txt",
        "t/ok.txt",
    )
    assert [(entry.path, entry.reason) for entry in walk(["t"], is_known)] == [
        ("t/LICENSE", "unknown format (no suffix)"),
        ("t/a.doc", "unknown format .doc"),
        ("t/ok.txt", ""),
    ]


def test_ignore_files_nest_and_negate(tree: Callable[..., None]) -> None:
    tree("r/.git/HEAD", "r/a.txt", "r/old/b.txt", "r/d/a.txt", "r/d/keep.txt", "r/d/e/x.txt", "r/d/e/keep.txt")
    Path("r/.gitignore").write_text("/a.txt\r\nold/\n*.bak\n")
    Path("r/d/.gitignore").write_text("*.txt\n!keep.txt\n")
    assert taken("r") == ["r/d/e/keep.txt", "r/d/keep.txt"]
    assert taken("r/d") == ["r/d/e/keep.txt", "r/d/keep.txt"], "the root's file holds below it"


def test_what_is_named_is_taken_even_if_ignored(tree: Callable[..., None]) -> None:
    tree("r/.git/HEAD", "r/old/b.txt", "r/old/c.txt")
    Path("r/.gitignore").write_text("old/\n")
    assert taken("r") == []
    assert taken("r/old/b.txt") == ["r/old/b.txt"]
    assert taken("r/old") == ["r/old/b.txt", "r/old/c.txt"]


def test_each_real_file_comes_once_and_links_may_loop(tree: Callable[..., None]) -> None:
    tree("t/a.txt", "t/sub/b.txt")
    Path("t/sub/up").symlink_to("..")
    Path("t/z.txt").symlink_to("a.txt")
    Path("t/gone.txt").symlink_to("nowhere")
    entries = list(walk(["t", "t/a.txt", "./t"], is_known))
    assert [entry.path for entry in entries if not entry.reason] == ["t/a.txt", "t/sub/b.txt"]
    assert [entry.path for entry in entries if entry.reason] == ["t/gone.txt"]


def test_a_missing_path_does_not_hide_the_others(tree: Callable[..., None]) -> None:
    tree("t/a.txt")
    assert list(walk(["nothing", "t"], is_known)) == [
        Entry("nothing", "no such file or folder", failed=True),
        Entry("t/a.txt"),
    ]
    with pytest.raises(MissingPathError) as caught:
        walk(["nothing", "nowhere"], is_known)
    assert caught.value.path == "nothing"


def test_a_file_that_is_named_and_cannot_be_read_fails(tree: Callable[..., None]) -> None:
    tree("t/a.doc", "t/b.txt", "t/aligncheck.toml")
    assert list(walk(["t/a.doc", "t/b.txt", "t/aligncheck.toml"], is_known)) == [
        Entry("t/a.doc", "unknown format .doc", failed=True),
        Entry("t/b.txt"),
        Entry("t/aligncheck.toml", "unknown format .toml"),
    ]


def test_an_ignore_file_that_makes_no_sense_is_no_error(tree: Callable[..., None]) -> None:
    tree("t/a.txt", "t/b.md")
    Path("t/.gitignore").write_bytes(b"\xff\xfe\n!\n[\n*.md\n")
    assert taken("t") == ["t/a.txt"]


def test_deep_folders(tree: Callable[..., None]) -> None:
    deep = "t/" + "d/" * 500
    tree(deep + "a.txt")
    assert taken("t") == [deep + "a.txt"]


@needs_git
def test_what_git_tracks_is_walked_though_it_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(tmp_path, monkeypatch)
    git("init", "-q", ".")
    for name in ("en/a.txt", "en/b.txt", "build/x/c.txt", "build/x/d.txt", "build/y/e.txt", "out/f.txt", "é x/g.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).touch()
    git("add", "en/a.txt", "build/x/c.txt", "é x/g.txt")
    Path(".gitignore").write_text("a.txt\n/build/\nout/\né*/\n")
    assert taken(".") == ["build/x/c.txt", "en/a.txt", "en/b.txt", "é x/g.txt"]
    assert taken("en") == ["en/a.txt", "en/b.txt"]
    git("rm", "-q", "--cached", "en/a.txt", "build/x/c.txt")
    assert taken(".") == ["en/b.txt", "é x/g.txt"]

    def fail() -> str:
        raise CommandError("git is not installed, or not on the PATH")

    monkeypatch.setattr("align.inputs.git._find_git", fail)
    assert taken("en") == ["en/b.txt"]
