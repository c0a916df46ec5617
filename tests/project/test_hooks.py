"""The hooks for pre-commit, run by pre-commit itself.

They are `language: python`: pre-commit would install this repository and what it needs from a package index. Here they
run as `language: system`, by the code that is tested; `.ci/run` runs one as it stands.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import CHINESE, CLEAN, FAULTY, write
from repositories import git
from roots import ROOT
from rows import leave_to_full

from align.model.formats import READERS

HOOKS = ROOT / ".pre-commit-hooks.yaml"
SHIM = '#!/bin/sh\necho called >> "{log}"\nexec "{python}" -P -m align "$@"\n'


def find_patterns() -> list[str]:
    return re.findall(r"^  files: (.*)$", HOOKS.read_text("utf-8"), re.MULTILINE)


def test_the_hook_takes_what_can_be_read() -> None:
    (pattern,) = find_patterns()
    suffixes = [suffix for suffix, reader in READERS.items() if not reader.if_named]
    for suffix in (*suffixes, *map(str.upper, suffixes)):
        assert re.search(pattern, f"a/b.zh{suffix}"), suffix
    for name in ("a.py", "atxt", "a.txt.bak", "md", "a.csv", "a.xlsx", "a.pdf"):
        assert not re.search(pattern, name)
    assert sorted(re.findall(r"\w{2,}", pattern.replace("(?i)", ""))) == sorted(suffix[1:] for suffix in suffixes)


def test_pre_commit_takes_the_manifest() -> None:
    clientlib = pytest.importorskip("pre_commit.clientlib")
    assert [hook["id"] for hook in clientlib.load_manifest(HOOKS)] == ["aligncheck", "aligncheck-all"]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def repository(
    folder: Path, cache: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The working folder is a repository that uses both hooks; returns the file with a line for each call."""
    pytest.importorskip("pre_commit")
    hooks, programs = tmp_path_factory.mktemp("hooks"), tmp_path_factory.mktemp("programs")
    log = programs / "calls"
    write(programs / "aligncheck", SHIM.format(log=log, python=sys.executable)).chmod(0o755)
    monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)
    monkeypatch.setenv("XDG_CACHE_HOME", cache)
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path_factory.mktemp("pre-commit")))
    monkeypatch.delenv("SKIP", raising=False)
    monkeypatch.chdir(hooks)
    shutil.copy(HOOKS, hooks)
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "hooks")
    revision = git("rev-parse", "HEAD").strip()
    monkeypatch.chdir(folder)
    git("init", "-q")
    names = ("aligncheck", "aligncheck-all")
    listed = "".join(f"  - {{id: {name}, language: system, verbose: true}}\n" for name in names)
    write(folder / ".pre-commit-config.yaml", f"repos:\n- repo: {hooks}\n  rev: {revision}\n  hooks:\n{listed}")
    return log


def commit() -> None:
    git("add", "-A")
    git("commit", "-qm", "texts")


def pre_commit(hook: str, *arguments: str) -> tuple[int, str]:
    """The exit code and the output of a hook, run on what is staged unless arguments say otherwise."""
    git("add", "-A")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    command = [sys.executable, "-P", "-m", "pre_commit", "run", hook, "--color", "never", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    return done.returncode, done.stdout + done.stderr


def find_places(output: str) -> list[str]:
    return re.findall(r"^(\S+:\d+:\d+): ", output, re.MULTILINE)


@pytest.mark.full
def test_what_is_staged_is_checked(repository: Path) -> None:
    write(Path("old.txt"), FAULTY)
    commit()
    write(Path("clean.txt"), CLEAN)
    assert pre_commit("aligncheck")[0] == 0
    write(Path("a.TXT"), FAULTY.encode("utf-16"))
    code, output = pre_commit("aligncheck")
    assert (code, find_places(output)) == (1, ["a.TXT:1:1"])
    code, output = pre_commit("aligncheck-all")
    assert (code, find_places(output)) == (1, ["a.TXT:1:1", "old.txt:1:1"])


@pytest.mark.full
@pytest.mark.parametrize("hook", ["aligncheck", *leave_to_full(["aligncheck-all"])])
def test_a_commit_of_sources_alone_passes(repository: Path, hook: str) -> None:
    write(Path("news.zh.txt"), CHINESE)
    write(Path("zh/news.md"), CHINESE)
    code, output = pre_commit(hook)
    assert (code, "Passed" in output, repository.read_text()) == (0, True, "called\n")


@pytest.mark.full
def test_a_source_that_changes_alone_is_found_by_the_other_hook(repository: Path) -> None:
    write(Path("news.zh.txt"), "该公司去年出口增长20%。\n")
    write(Path("news.en.txt"), "The company's exports rose by 20% last year.\n")
    assert pre_commit("aligncheck-all")[0] == 0
    commit()
    write(Path("news.zh.txt"), "该公司去年出口增长30%。\n")
    assert pre_commit("aligncheck")[0] == 0
    code, output = pre_commit("aligncheck-all")
    assert (code, "number-mismatch" in output) == (1, True)


@pytest.mark.full
def test_calls_for_a_part_of_the_files_find_what_one_call_finds(repository: Path) -> None:
    """Paths of 1,000 characters: pre-commit gives a command line 128 KiB at most, on any machine."""
    where = Path(*["a" * 210] * 4)
    for number in range(160):
        write(where / f"{number:0140}.en.md", f"Clean line {number}.\n" * (number % 7) + FAULTY * (number % 5 == 0))
    expected = [f"{where}/{number:0140}.en.md:{number % 7 + 1}:1" for number in range(0, 160, 5)]
    code, output = pre_commit("aligncheck")
    assert (code, sorted(find_places(output))) == (1, expected)
    calls = len(repository.read_text().splitlines())
    assert calls > 1
    code, output = pre_commit("aligncheck-all")
    assert (code, find_places(output)) == (1, expected)
    assert len(repository.read_text().splitlines()) == calls + 1
