"""What is known is not reported again, and nothing else is hidden by it."""

import json
import os
import subprocess
import textwrap
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cli import CLEAN, FAULTY, folder, run, write
from test_formats import FINDINGS

from align.cli import main
from align.commands.baseline import Comparison
from align.commands.results import Result
from align.config.baseline import DEFAULT_NAME, Entry, read_baseline, write_baseline
from align.config.settings import Settings
from align.errors import FileError

__all__ = ["folder"]

ARTICLE = "The mine in 摆脱 reopened on May 12.\n\nIt lay lay shut for a year.\n"
USE = f'baseline = "{DEFAULT_NAME}"\n'


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


def git(*arguments: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(["git", *who, *arguments], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def places(*arguments: str) -> list[str]:
    """Where the new findings are, as `path:line:column rule`."""
    found = json.loads(run(*arguments, "--output-format", "json").stdout)["findings"]
    return [f"{one['path']}:{one['line']}:{one['column']} {one['rule']}" for one in found]


def summarise(*arguments: str) -> str:
    return run(*arguments).stdout.splitlines()[-1]


def test_what_is_known_is_not_reported(folder: Path) -> None:
    write(folder / "a.txt", ARTICLE)
    created = run("baseline", "create", "a.txt")
    advice = f'for every run to use it, write into aligncheck.toml: baseline = "{DEFAULT_NAME}"\n'
    assert (created.exit_code, created.output) == (0, f"{DEFAULT_NAME}: 2 added, 0 dropped, 0 kept\n{advice}")
    write(folder / "aligncheck.toml", USE)
    result = run("a.txt")
    assert result.exit_code == 0
    assert " ".join(result.stdout.split()) == (
        "No findings in 1 document (15 words), not compared with a source. Settings from aligncheck.toml. "
        f"Against {DEFAULT_NAME}: 0 new, 2 known, 0 no longer there."
    )


def test_what_is_written(folder: Path) -> None:
    write(folder / "in/b.txt", ARTICLE)
    write(folder / "a.txt", "x" * 50 + " \x1b[31m::error::the the" + "y" * 50 + "\n")
    run("baseline", "create", ".")
    lines = (folder / DEFAULT_NAME).read_text("utf-8").splitlines()
    assert lines == sorted(lines)
    assert [list(json.loads(line)) for line in lines] == [["path", "rule", "fingerprint", "excerpt"]] * len(lines)
    assert {(json.loads(line)["path"], json.loads(line)["rule"]) for line in lines} >= {
        ("in/b.txt", "residual-source"),
        ("in/b.txt", "doubled-word"),
    }
    assert "The mine in 摆脱 reopened on May 12." in {json.loads(line)["excerpt"] for line in lines}
    assert "\x1b" not in "".join(lines)


def test_what_is_new_is_reported_alone(folder: Path) -> None:
    write(folder / "a.txt", ARTICLE)
    write(folder / "aligncheck.toml", USE)
    run("baseline", "create", "a.txt")
    write(folder / "a.txt", f"{ARTICLE}\nNobody nobody came.\n")
    assert places("a.txt") == ["a.txt:5:1 doubled-word"]
    assert run("a.txt").exit_code == 1


def test_a_mended_fault_hides_no_equal_one_elsewhere(folder: Path) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", "It lay lay shut for a year.\n\nThe owner said so.\n")
    run("baseline", "create", "a.txt")
    write(folder / "a.txt", "It lay shut for a year.\n\nThe owner lay lay there so.\n")
    assert places("a.txt") == ["a.txt:3:11 doubled-word"]
    assert run("a.txt").exit_code == 1
    assert "1 new, 0 known, 1 no longer there" in " ".join(run("a.txt").stdout.split())


def test_of_equal_sentences_each_has_an_entry(folder: Path) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", "It lay lay shut.\n\n" * 2)
    run("baseline", "create", "a.txt")
    write(folder / "a.txt", "It lay lay shut.\n\n" * 3)
    assert places("a.txt") == ["a.txt:5:4 doubled-word"]
    write(folder / "a.txt", "It lay lay shut.\n\n")
    assert places("a.txt") == []
    assert json.loads(run("a.txt", "--output-format", "json").stdout)["summary"]["gone"] == 1


def test_update_and_prune(folder: Path) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", "It lay lay shut.\n")
    write(folder / "b.txt", "Nobody nobody came.\n")
    run("baseline", "create", ".")
    write(folder / "a.txt", "It lay shut, and the the mine closed.\n")
    assert run("baseline", "prune", "a.txt").output == f"{DEFAULT_NAME}: 1 dropped, 1 kept\n"
    assert places(".") == ["a.txt:1:18 doubled-word"]
    assert run("baseline", "update", "a.txt").output == f"{DEFAULT_NAME}: 1 added, 0 dropped, 1 kept\n"
    assert (places("."), run(".").exit_code) == ([], 0)
    before = (folder / DEFAULT_NAME).read_bytes()
    assert run("baseline", "update", ".").output == f"{DEFAULT_NAME}: 0 added, 0 dropped, 2 kept\n"
    assert (folder / DEFAULT_NAME).read_bytes() == before


def test_entries_of_other_files_and_rules_stay(folder: Path) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", ARTICLE)
    write(folder / "b.txt", ARTICLE)
    run("baseline", "create", ".")
    write(folder / "a.txt", CLEAN)
    write(folder / "b.txt", CLEAN)
    assert "0 known, 1 no longer there" in " ".join(run("a.txt", "--select", "doubled-word").stdout.split())
    assert run("baseline", "prune", "a.txt", "--select", "doubled-word").output.endswith("1 dropped, 3 kept\n")
    assert run("baseline", "prune", "a.txt").output.endswith("1 dropped, 2 kept\n")


def test_entries_of_a_deleted_file_are_gone(folder: Path) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", ARTICLE)
    write(folder / "b.txt", CLEAN)
    run("baseline", "create", ".")
    (folder / "a.txt").unlink()
    assert "0 new, 0 known, 2 no longer there" in " ".join(run(".").stdout.split())


def test_a_baseline_can_be_ignored_and_be_strict(folder: Path) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", ARTICLE)
    run("baseline", "create", "a.txt")
    assert run("a.txt", "--strict-baseline").exit_code == 0
    assert len(places("a.txt", "--ignore-baseline")) == 2
    assert run("a.txt", "--ignore-baseline").exit_code == 1
    assert "Against" not in run("a.txt", "--ignore-baseline").stdout
    write(folder / "a.txt", CLEAN)
    assert run("a.txt").exit_code == 0
    strict = run("a.txt", "--strict-baseline")
    drop = "`aligncheck baseline prune PATHS` drops what is gone"
    message = f"aligncheck: --strict-baseline: 2 of the baseline no longer there: {drop}\n"
    assert (strict.exit_code, strict.stderr) == (1, message)


def test_strict_run_without_a_baseline_says_so(folder: Path) -> None:
    write(folder / "a.txt", CLEAN)
    strict = run("a.txt", "--strict-baseline")
    message = "no baseline is used: name one with --baseline, or in the configuration"
    assert (strict.exit_code, strict.stderr) == (0, f"aligncheck: --strict-baseline: {message}\n")


def test_a_baseline_can_be_named(folder: Path) -> None:
    write(folder / "a.txt", ARTICLE)
    assert run("baseline", "create", "a.txt", "--baseline", "known.jsonl").exit_code == 0
    assert places("a.txt", "--baseline", "known.jsonl") == []
    assert len(places("a.txt")) == 2
    assert places("known.jsonl", "a.txt", "--baseline", "known.jsonl") == []


def test_the_path_in_a_configuration_is_relative_to_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "news/aligncheck.toml", 'baseline = "../ci/known.jsonl"\n')
    write(folder / "news/in/a.txt", ARTICLE)
    (folder / "ci").mkdir()
    run("baseline", "create", "news")
    assert {entry.path for entry in read_baseline("ci/known.jsonl")} == {"in/a.txt"}
    monkeypatch.chdir(folder / "news/in")
    assert run("a.txt").exit_code == 0


def test_a_baseline_is_no_text(folder: Path) -> None:
    write(folder / "a.txt", ARTICLE)
    run("baseline", "create", ".")
    for configuration in (USE, ""):
        write(folder / "aligncheck.toml", configuration)
        [skipped] = json.loads(run(".", "--output-format", "json").stdout)["skipped"]
        assert (skipped["path"], skipped["reason"]) == ("aligncheck-baseline.jsonl", "baseline")
        assert "Skipped" not in run(".").stdout


def test_stdin_is_compared_as_the_file_that_it_stands_for(folder: Path) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", ARTICLE)
    run("baseline", "create", "a.txt")
    arguments = ["check", "-", "--stdin-filename", "a.txt"]
    assert CliRunner().invoke(main, arguments, input=ARTICLE.encode()).exit_code == 0
    assert CliRunner().invoke(main, arguments, input=(ARTICLE + FAULTY).encode()).exit_code == 1


def test_infos_and_severities(folder: Path) -> None:
    write(folder / "aligncheck.toml", f'fail-on = "error"\n{USE}[severity]\ndoubled-word = "error"\n')
    write(folder / "a.txt", "It lay lay shut.\n")
    run("baseline", "create", "a.txt")
    assert run("a.txt").exit_code == 0
    write(folder / "aligncheck.toml", f'fail-on = "info"\n{USE}[severity]\ndoubled-word = "info"\n')
    assert run("a.txt").exit_code == 0


def test_too_many_findings_still_fail(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("align.linter.surplus.MOST", 1)
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", "It lay lay shut, and and so so on.\n")
    created = run("baseline", "create", "a.txt")
    assert created.stderr == "aligncheck: not in the baseline, for a text has too many of one rule: 1\n"
    assert run("a.txt").exit_code == 1
    assert json.loads(run("a.txt", "--output-format", "json").stdout)["summary"]["gone"] == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, f"{DEFAULT_NAME}: no such baseline: make it with `aligncheck baseline create PATHS`"),
        (b"\xff", f"{DEFAULT_NAME}: cannot be read: is not UTF-8"),
        (b"<<<<<<< main\n", f"{DEFAULT_NAME}:1: {{}}"),
        (b'\n{"path": "a", "rule": "b", "fingerprint": "c"}\n', f"{DEFAULT_NAME}:2: {{}}"),
        (b'{"path": "a", "rule": "b", "fingerprint": "c", "excerpt": 1}\n', f"{DEFAULT_NAME}:1: {{}}"),
        (b"[" * 100_000, f"{DEFAULT_NAME}:1: {{}}"),
        (b"[1]", f"{DEFAULT_NAME}:1: {{}}"),
    ],
)
def test_a_baseline_that_cannot_be_read_is_one_line(folder: Path, content: bytes | None, message: str) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", ARTICLE)
    if content is not None:
        write(folder / DEFAULT_NAME, content)
    advice = "is no line of a baseline (JSON with path, rule, fingerprint, excerpt): delete it, or make it anew"
    result = run("a.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"aligncheck: {message.format(advice)}\n"
    assert run("a.txt", "--ignore-baseline").exit_code == 1


def test_a_baseline_is_not_made_twice(folder: Path) -> None:
    write(folder / "a.txt", ARTICLE)
    run("baseline", "create", "a.txt")
    before = (folder / DEFAULT_NAME).read_bytes()
    result = run("baseline", "create", "a.txt")
    message = "is there already: bring it up to date with `aligncheck baseline update PATHS`, or delete it"
    assert (result.exit_code, result.stderr) == (2, f"aligncheck: {DEFAULT_NAME}: {message}\n")
    assert (folder / DEFAULT_NAME).read_bytes() == before


def test_a_command_that_does_not_exist_is_one_line(folder: Path) -> None:
    write(folder / "a.txt", ARTICLE)
    result = run("baseline", "a.txt")
    message = "aligncheck: there is no command 'baseline a.txt': there are create, update, prune\n"
    assert (result.exit_code, result.stderr) == (2, message)


def test_nothing_is_written_where_nothing_is_checked(folder: Path) -> None:
    (folder / "empty").mkdir()
    result = run("baseline", "create", "empty")
    assert (result.exit_code, result.stderr) == (2, "aligncheck: nothing to check: no baseline is written\n")
    assert not (folder / DEFAULT_NAME).exists()


def test_an_unreadable_file_keeps_its_entries(folder: Path) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.txt", ARTICLE)
    write(folder / "b.txt", CLEAN)
    run("baseline", "create", ".")
    write(folder / "a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")
    result = run("baseline", "update", ".")
    assert (result.exit_code, result.stdout) == (2, f"{DEFAULT_NAME}: 0 added, 0 dropped, 2 kept\n")


def test_files_of_one_name_below_two_configurations_do_not_hide_each_other(folder: Path) -> None:
    for name in ("x", "y"):
        write(folder / name / "aligncheck.toml", "")
        write(folder / name / "a.txt", ARTICLE)
    run("baseline", "create", "x", "--baseline", "known.jsonl")
    assert places("x", "y", "--baseline", "known.jsonl") == ["y/a.txt:1:13 residual-source", "y/a.txt:3:4 doubled-word"]
    run("baseline", "update", "x", "y", "--baseline", "known.jsonl")
    lines = (folder / "known.jsonl").read_text().splitlines()
    assert sorted(Counter(lines).values()) == [2, 2]
    assert places("x", "y", "--baseline", "known.jsonl") == []


# Fingerprints


def prints(*arguments: str) -> list[str]:
    found = json.loads(run(*arguments, "--output-format", "json").stdout)["findings"]
    return [one["fingerprint"] for one in found]


@pytest.mark.parametrize("anchor", ["aligncheck.toml", ".git/HEAD"])
def test_a_fingerprint_is_the_same_wherever_it_is_made(
    folder: Path, anchor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for clone in ("one", "two/deep"):
        write(folder / clone / anchor, "")
        write(folder / clone / "a/x.md", ARTICLE)
    monkeypatch.chdir(folder / "one")
    expected = prints("a/x.md")
    assert len(set(expected)) == 2
    ways = ["./a/x.md", "a/../a/x.md", str(folder / "one/a/x.md"), "a", ".", str(folder / "two/deep/a/x.md")]
    assert [prints(way) for way in ways] == [expected] * len(ways)
    for inner, way in (("one/a", "x.md"), ("two/deep", "a/x.md"), ("", "one/a/x.md")):
        monkeypatch.chdir(folder / inner)
        assert prints(way) == expected


@pytest.mark.parametrize(
    "data",
    [
        ("Another line, and nothing more.\n" * 100 + "\n" + ARTICLE).encode(),
        ARTICLE.replace("\n", "\r\n").encode(),
        ARTICLE.encode("utf-8-sig"),
        ARTICLE.encode("utf-16"),
        ARTICLE.encode("gb18030"),
        ("A new headline\n\n" + ARTICLE + "\nA new end, where where another fault is.\n").encode(),
    ],
    ids=["100 lines above", "crlf", "bom", "utf-16", "gb18030", "other faults"],
)
@pytest.mark.parametrize("name", ["x.md", "x.txt"])
def test_a_fingerprint_outlives_what_does_not_concern_the_fault(folder: Path, name: str, data: bytes) -> None:
    write(folder / name, ARTICLE)
    expected = prints(name)
    assert len(expected) == 2
    write(folder / name, data)
    assert prints(name)[:2] == expected


WORDS = """It lay lay shut for a year, said the owner of the mine, who had been told of it by a clerk of the head \
office in May, and who wrote to the the ministry twice before the the summer. Nobody nobody at the ministry answered."""


@pytest.mark.parametrize(("name", "widths"), [("a.md", (20, 40, 72)), ("a.txt", (55, 72, 100))])
def test_a_re_wrapped_text_has_nothing_new(folder: Path, name: str, widths: tuple[int, ...]) -> None:
    write(folder / "aligncheck.toml", USE)
    write(folder / name, f"{WORDS}\n")
    assert run("baseline", "create", name).output == f"{DEFAULT_NAME}: 4 added, 0 dropped, 0 kept\n"
    for width in widths:
        write(folder / name, "\n".join(textwrap.wrap(WORDS, width)) + "\n")
        assert (places(name), run(name, "--strict-baseline").exit_code) == ([], 0)


# Git


def accept_on_branch(branch: str, addition: str) -> None:
    git("checkout", "-q", "-b", branch, "main")
    path = Path("a.md")
    path.write_text(addition + path.read_text("utf-8") if branch == "one" else path.read_text("utf-8") + addition)
    assert run("a.md").exit_code == 1
    run("baseline", "update", "a.md")
    git("commit", "-qam", branch)


def test_git_merges_what_two_branches_accept(folder: Path) -> None:
    git("init", "-q")
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.md", ARTICLE)
    created = run("baseline", "create", ".")
    assert created.stdout.splitlines()[1] == ".gitattributes: has git keep the entries of both sides of a merge"
    assert (folder / ".gitattributes").read_text() == f"{DEFAULT_NAME} merge=union\n"
    git("add", "-A")
    git("commit", "-qm", "base")
    accept_on_branch("one", "Nobody nobody came.\n\n")
    accept_on_branch("two", "\nThe the mine and and the owner.\n")
    git("merge", "-q", "one", "-m", "merged")
    assert len(read_baseline(DEFAULT_NAME)) == 5
    result = run("a.md", "--strict-baseline")
    assert (places("a.md"), result.exit_code) == ([], 0)


def test_git_merges_a_branch_that_accepts_with_one_that_mends(folder: Path) -> None:
    git("init", "-q")
    write(folder / "aligncheck.toml", USE)
    write(folder / "a.md", "It lay lay shut.\n\n" + "A paragraph between.\n\n" * 5)
    run("baseline", "create", ".")
    git("add", "-A")
    git("commit", "-qm", "base")
    accept_on_branch("two", "\nNobody nobody came.\n")
    git("checkout", "-q", "-b", "mending", "main")
    write(folder / "a.md", (folder / "a.md").read_text().replace("lay lay", "lay"))
    run("baseline", "prune", ".")
    git("commit", "-qam", "mended")
    git("merge", "-q", "two", "-m", "merged")
    assert (places("a.md"), run("a.md").exit_code) == ([], 0)
    run("baseline", "prune", ".")
    assert [entry.excerpt for entry in read_baseline(DEFAULT_NAME)] == ["Nobody nobody came."]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, f"{DEFAULT_NAME} merge=union\n"),
        ("*.csv text", f"*.csv text\n{DEFAULT_NAME} merge=union\n"),
        (f"{DEFAULT_NAME} -text\n", f"{DEFAULT_NAME} -text\n"),
    ],
)
def test_what_is_said_of_a_file_to_git_stays(folder: Path, before: str | None, after: str) -> None:
    (folder / ".git").mkdir()
    write(folder / "a.txt", ARTICLE)
    if before is not None:
        write(folder / ".gitattributes", before)
    run("baseline", "create", "a.txt")
    assert (folder / ".gitattributes").read_text() == after


def test_outside_git_nothing_is_said_to_it(folder: Path) -> None:
    write(folder / "a.txt", ARTICLE)
    run("baseline", "create", "a.txt")
    assert not (folder / ".gitattributes").exists()


# The file, and what it is compared with


@settings(deadline=None)
@given(st.lists(st.builds(Entry, *[st.text(st.characters(codec="utf-8"), max_size=9)] * 4), max_size=9))
def test_a_baseline_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]
) -> None:
    path = tmp_path_factory.mktemp("baseline") / "b.jsonl"
    write_baseline(str(path), entries)
    assert sorted(read_baseline(str(path))) == sorted(entries)
    first = path.read_bytes()
    write_baseline(str(path), reversed(entries))
    assert path.read_bytes() == first


def test_a_baseline_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"cannot be written \(Is a directory\): name another with --baseline"):
        write_baseline(str(tmp_path), [])


FEW = st.lists(st.sampled_from("abc"), max_size=6)


@settings(deadline=None)
@given(held=FEW, found=FEW)
def test_an_entry_stands_for_one_finding(held: list[str], found: list[str]) -> None:
    """As a multiset has it: what is known is what both have in common."""
    name = "a.txt"
    entries = tuple(Entry(name, "doubled-word", mark, "") for mark in held)
    diagnostics = tuple(replace(FINDINGS[0], fingerprint=mark, path=name) for mark in found)
    comparison = Comparison("b.jsonl", entries)
    settings = Settings(folder=str(Path.cwd()))
    result = comparison.subtract(Result(name, diagnostics=diagnostics, settings=settings), settings)
    both = Counter(held) & Counter(found)
    assert Counter(one.fingerprint for one in result.diagnostics) == Counter(found) - both
    assert Counter(entry.fingerprint for entry in comparison.known) == both
    assert Counter(entry.fingerprint for entry in comparison.find_gone()) == Counter(held) - both
    assert Counter(entry.fingerprint for entry in comparison.new) == Counter(found) - both
