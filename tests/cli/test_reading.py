"""Reading is bounded: no input can make a run wait, or take more memory than the limit, whatever it is."""

import ast
import errno
import os
import pkgutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner

import align
import glossary
from align.cli import main
from align.inputs.walking import Entry, walk
from align.readers import is_known
from glossary.storage.reading import open_file, read_file, read_stream, read_unpacked

OWN_FILES = "glossary.storage.build"  # asks about the files of the program
READING = "glossary.storage.reading"
OF_ARCHIVES = {
    "align.readers.archive": ["self.zip.open(info)"],
    "glossary.formats.xlsx.size": ["archive.open(part)"],
    "glossary.lang.en_lexicon": ["gzip.open(self._path, 'rb')"],
    "glossary.lang.fluency": ["files('glossary').joinpath('data', MODEL_FILE).open('rb')"],
    "glossary.pack.tables": ["Path(import_module(package).__path__[0], 'packs', f'{name}.tsv').read_bytes()"],
}
"""What opens a member of an archive that is in memory already, or a table that an installed package brings along."""


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))


def make_pipe(path: str) -> str:
    os.mkfifo(path)
    return "a pipe, not a regular file"


def make_endless(path: str) -> str:
    Path(path).symlink_to("/dev/zero")
    return "a device, not a regular file"


def make_sparse(path: str) -> str:
    with Path(path).open("wb") as file:
        file.truncate(10_000_000_000)
    return "larger than "


OBSTACLES = pytest.mark.parametrize("make", [make_pipe, make_endless, make_sparse])


def complain(*arguments: str) -> str:
    """The one line on stderr of a command that ends with exit code 2."""
    result = CliRunner().invoke(main, list(arguments))
    assert result.exit_code == 2, result.output
    assert (result.stdout, result.stderr.count("\n")) == ("", 1), result.output
    return result.stderr


@OBSTACLES
def test_text(make: Callable[[str], str]) -> None:
    reason = make("a.txt")
    result = CliRunner().invoke(main, ["a.txt"])
    assert result.exit_code == 2
    assert result.stderr.startswith(f"aligncheck: a.txt: cannot be read: {reason}")


@OBSTACLES
def test_source(make: Callable[[str], str]) -> None:
    Path("a.en.txt").write_text("The mine reopened.\n")
    reason = make("s.zh.txt")
    result = CliRunner().invoke(main, ["a.en.txt", "--source", "s.zh.txt"])
    assert result.exit_code == 2
    assert f"aligncheck: s.zh.txt: cannot be read: {reason}" in result.stderr


@OBSTACLES
@pytest.mark.parametrize("name", ["aligncheck.toml", "pyproject.toml"])
def test_configuration(make: Callable[[str], str], name: str) -> None:
    Path("a.txt").write_text("The mine reopened.\n")
    reason = make(name)
    assert f"{name}: {reason}" in complain("a.txt")
    assert f"{name}: {reason}" in complain("a.txt", "--config", name)


@OBSTACLES
@pytest.mark.parametrize("name", ["g.csv", "g.tbx", "g.jsonl", "g.xlsx", "g"])
def test_glossary(make: Callable[[str], str], name: str) -> None:
    Path("a.txt").write_text("The mine reopened.\n")
    reason = make(name)
    for arguments in (("a.txt", "-g", name), ("glossary", "stats", name), ("glossary", "find", "矿", "-g", name)):
        assert complain(*arguments).startswith(f"aligncheck: {name}: {reason}")


@OBSTACLES
def test_ignore_file(make: Callable[[str], str]) -> None:
    Path("r/t").mkdir(parents=True)
    Path("r/.git").mkdir()
    Path("r/t/a.txt").write_text("Fine.\n")
    reason = make("r/.gitignore")
    assert [entry.path for entry in walk(["r"], is_known)] == ["r"]
    for given in ("r", "r/t"):
        (entry,) = walk([given], is_known)
        assert entry.failed
        assert ".gitignore" in entry.path + entry.reason
        assert reason in entry.reason


@OBSTACLES
def test_gold_and_memory(make: Callable[[str], str]) -> None:
    gold, memory = "g.json", "m.sqlite"
    reason = make(gold)
    make(memory)
    Path("a.tsv").write_text("矿山重新开放。\tThe mine reopened.\n", encoding="utf-8")
    assert complain("align", "--reference", gold).startswith(f"aligncheck: {gold}: cannot be read: {reason}")
    of_memory = "is not a memory" if reason.startswith("larger") else f"cannot be read: {reason}"  # it may be large
    assert complain("terms", "a.tsv", "--memory", memory).startswith(f"aligncheck: {memory}: {of_memory}")


@OBSTACLES
def test_what_is_met_on_the_way_is_left_out_and_counted(make: Callable[[str], str]) -> None:
    Path("t").mkdir()
    Path("t/b.txt").write_text("The mine reopened.\n")
    make("t/a.txt")
    assert {"t/b.txt": ""}.items() <= {entry.path: entry.reason for entry in walk(["t"], is_known)}.items()
    result = CliRunner().invoke(main, ["t"])
    if make is make_sparse:
        assert (result.exit_code, "larger than 200 MB" in result.stderr) == (2, True)
    else:
        reason = "no regular file" if make is make_pipe else "link out of the folder"
        assert " ".join(result.stdout.split()).endswith(f"Skipped 1 file: {reason} (1).")
        assert result.exit_code == 0


@pytest.mark.parametrize(
    "command",
    [
        "lock/a.txt",
        "check a.txt --source lock/a.txt",
        "check a.txt --config lock/x.toml",
        "align lock/a.txt a.txt",
        "align --reference lock/a.json",
        "terms lock/a.txt",
        "glossary find a --in lock/a.txt",
        "glossary lint lock/g.csv",
        "glossary add lock/g.csv 矿 mine",
        "glossary suggest lock/a.txt",
        "glossary extract lock/a.txt a.txt --to lock/g.csv",
    ],
)
def test_a_folder_that_may_not_be_entered(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text("The mine reopened.\n")
    Path("lock").mkdir()
    for name, original in (("stat", os.stat), ("open", os.open), ("lstat", os.lstat)):

        def refuse(path: str, *args: int, original: Callable[..., object] = original, **options: int) -> object:
            if os.fspath(path).startswith("lock/"):
                raise PermissionError(errno.EACCES, "Permission denied", os.fspath(path))
            return original(path, *args, **options)

        monkeypatch.setattr(os, name, refuse)
    result = CliRunner().invoke(main, command.split())
    assert result.exit_code == 2
    assert "internal error" not in result.stderr
    assert "lock/" in result.stderr


def test_a_cached_index_that_is_a_pipe_is_made_anew() -> None:
    from glossary.dictionary.cedict import use_dictionary
    from glossary.dictionary.files import find_dictionary_file
    from glossary.dictionary.index import load_index

    Path("d.txt").write_text("礦 矿 [kuang4] /mine/\n", encoding="utf-8")
    with use_dictionary("d.txt"):
        index = load_index(find_dictionary_file())
    (cached,) = Path(".cache/aligncheck").glob("cc-cedict-*")
    cached.unlink()
    make_pipe(str(cached))
    with use_dictionary("d.txt"):
        assert load_index(find_dictionary_file()) == index
    assert cached.is_file()


def test_a_file_of_unknown_size_is_cut_at_the_limit() -> None:
    path = "/proc/self/maps"
    if not Path(path).exists():
        pytest.skip("no /proc")
    assert Path(path).stat().st_size == 0
    with pytest.raises(OSError, match="larger than"):
        read_file(path, 100)
    with pytest.raises(OSError, match="larger than"), open_file(path, 100) as file:
        file.read(1000)


def test_the_limit_itself_may_be_read() -> None:
    Path("a").write_bytes(b"x" * 100)
    assert read_file("a", 100) == b"x" * 100
    with open_file("a", 100) as file:
        assert (file.read(40), file.read()) == (b"x" * 40, b"x" * 60)
    with pytest.raises(OSError, match="larger than"):
        read_file("a", 99)


def test_a_stream_is_cut_at_the_limit() -> None:
    assert read_stream(BytesIO(b"x" * 100), 100) == b"x" * 100
    with pytest.raises(OSError, match="larger than"):
        read_stream(BytesIO(b"x" * 101), 100)


def test_what_unpacks_to_too_much_is_refused() -> None:
    import gzip

    Path("a.gz").write_bytes(gzip.compress(b"x" * 100_000))
    assert read_unpacked("a.gz", 100_000) == b"x" * 100_000
    with pytest.raises(OSError, match="larger than"):
        read_unpacked("a.gz", 99_999)


@pytest.mark.parametrize(
    ("data", "encoding", "reason"),
    [
        (b"a\nx+2AA-\n", "utf-7", "line 2: holds half a character (a lone surrogate)"),
        (b"a\nx\0y\n", "utf-8", "line 2: holds a NUL character"),
        (b"\xff\xfea\0\0\0", None, "line 1: holds a NUL character"),
        (b"fine text\nx\0y\n" * 40, None, "not a text file (it holds control characters)"),
    ],
)
def test_what_no_text_holds_is_refused(data: bytes, encoding: str | None, reason: str) -> None:
    Path("a.txt").write_bytes(data)
    result = CliRunner().invoke(main, ["a.txt", *(["--encoding", encoding] if encoding else [])])
    assert result.exit_code == 2
    assert result.stderr.startswith(f"aligncheck: a.txt: {reason}")


def test_links_are_followed_where_they_are_named_or_stay_in_what_is_named() -> None:
    for folder in ("t", "other"):
        Path(folder).mkdir()
        Path(folder, f"{folder}.txt").write_text("Fine.\n")
    Path("t/folder").symlink_to("../other")
    Path("t/file.txt").symlink_to("../other/other.txt")
    Path("t/alias.txt").symlink_to("t.txt")
    Path("t/self.txt").symlink_to("self.txt")
    assert list(walk(["t"], is_known)) == [
        Entry("t/alias.txt"),
        Entry("t/file.txt", "link out of the folder"),
        Entry("t/folder", "link out of the folder"),
        Entry("t/self.txt", "Too many levels of symbolic links"),
    ]
    assert list(walk(["t/file.txt", "t/folder"], is_known)) == [Entry("t/file.txt")]
    assert [entry.path for entry in walk(["t", "other"], is_known) if not entry.reason] == ["t/alias.txt", "t/file.txt"]


def test_a_source_that_is_a_link_out_of_the_tree_is_named_not_read() -> None:
    Path("p/en").mkdir(parents=True)
    Path("p/zh").mkdir()
    Path("secret.txt").write_text("这家公司昨天宣布了新的计划。\n", encoding="utf-8")
    Path("p/en/a.txt").write_text("The company announced its new plan yesterday.\n")
    Path("p/zh/a.txt").symlink_to("../../secret.txt")
    result = CliRunner().invoke(main, ["p/en", "--quiet"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "aligncheck: p/zh/a.txt: link out of the folder; p/en/a.txt is not compared with it: "
        "name it with --source to follow it\n"
    )
    assert CliRunner().invoke(main, ["p/en", "--source", "p/zh/a.txt", "--quiet"]).exit_code == 0


def modules() -> Iterator[tuple[str, ast.Module]]:
    for package in (align, glossary):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            spec = find_spec(found.name)
            assert spec is not None
            assert spec.origin is not None
            yield found.name, ast.parse(Path(spec.origin).read_text(encoding="utf-8"))


def opens_to_read(call: ast.Call) -> bool:
    """Whether a call opens a file, but not to write it."""
    name = ast.unparse(call.func).rpartition(".")[2]
    if name in {"read_text", "read_bytes"}:
        return isinstance(call.func, ast.Attribute)
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    modes = [value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)]
    return name in {"open", "fdopen", "open_code", "FileIO"} and not any(set("wxa") & set(mode) for mode in modes[:1])


def asks_the_disk(call: ast.Call) -> bool:
    """Whether a call asks what a path is in a way that raises where a folder may not be entered."""
    asks = isinstance(call.func, ast.Attribute) and call.func.attr in {"is_file", "is_dir", "exists"}
    return asks and not ast.unparse(call.func).startswith("entry.")


def test_no_other_module_asks_what_a_path_is_or_opens_a_file_to_read() -> None:
    asking, reading = list[str](), dict[str, list[str]]()
    for name, tree in modules():
        calls = [call for call in ast.walk(tree) if isinstance(call, ast.Call)]
        if any(map(asks_the_disk, calls)):
            asking.append(name)
        if name != READING and (opened := [ast.unparse(call) for call in calls if opens_to_read(call)]):
            reading[name] = opened
    assert (asking, reading) == ([OWN_FILES, READING], OF_ARCHIVES)
