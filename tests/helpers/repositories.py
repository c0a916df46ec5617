"""Small repositories of git, some with texts and their translations, which several tests use."""

import os
import subprocess
from pathlib import Path
from shutil import which

import pytest
from roots import SEEDS
from source_edits import GRAPHITE, PASTE, PUPPETS, SourceEdit

needs_git = pytest.mark.skipif(which("git") is None, reason="git is not installed")

ZH = "矿山去年卖了12吨铜。工人们周一复工。\n\n城里的学校都关门了。\n"
EN = (
    "The mine sold 12 tonnes of copper last year. The workers went back on Monday.\n\nThe schools in town are closed.\n"
)


def enter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Be in a folder whose repository alone git knows."""
    monkeypatch.chdir(folder)
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "x")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "x@y")


def git(*arguments: str) -> str:
    """Run git as the same person everywhere, with no configuration of this machine; return what it prints."""
    who = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(["git", *who, *arguments], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def write(path: str, text: str | bytes) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode() if isinstance(text, str) else text)


def replace(path: str, old: str, new: str) -> None:
    text = Path(path).read_bytes().decode()
    assert text.count(old) == 1
    write(path, text.replace(old, new))


def commit(message: str = "x") -> None:
    git("add", "-A")
    git("commit", "-qm", message)


LACKING = "this clone lacks objects that it would fetch now (git clone --filter): git fetch --refetch --no-filter"
"""What is said of a partial clone."""


def name_programs(folder: Path) -> None:
    """Have this repository name programs for all that git runs some for; each makes a file `ran` in a folder."""
    program = f"touch '{folder}/ran'; cat"
    for name in ("x", "a b.c", "矿"):
        for key in ("clean", "smudge", "process"):
            git("config", f"filter.{name}.{key}", program)
        git("config", f"filter.{name}.required", "true")
    for name in (
        *("diff.external", "diff.x.textconv", "diff.x.command", "core.fsmonitor", "core.pager", "core.sshCommand"),
        *(
            "core.gitProxy",
            "core.askPass",
            "core.editor",
            "gpg.program",
            "credential.helper",
            "core.alternateRefsCommand",
        ),
    ):
        git("config", name, program)
    for name in ("diff", "log", "rev-parse", "ls-files", "cat-file", "merge-base"):
        git("config", f"alias.{name}", f"!{program}")
        git("config", f"pager.{name}", program)
    git("config", "log.showSignature", "true")
    hooks = folder / "hooks"
    git("config", "core.hooksPath", str(hooks))
    for name in ("post-index-change", "reference-transaction", "pre-auto-gc", "fsmonitor-watchman"):
        write(f"{hooks}/{name}", f"#!/bin/sh\n{program}\n")
        (hooks / name).chmod(0o755)
    write(".git/info/attributes", '* diff=x\n*.zh.txt filter=x\n*.en.txt filter=矿\nb.txt filter="a b.c"\n')


def enter_partial_clone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Be in a clone of this repository that lacks old files; to fetch them, a program makes a file `ran`."""
    git("config", "uploadpack.allowFilter", "true")
    git("clone", "-q", "--filter=blob:none", folder.as_uri(), "partial")
    monkeypatch.chdir("partial")
    git("config", "remote.origin.url", "ssh://example.com/x")
    git("config", "core.sshCommand", f"touch '{folder}/ran'; false")


def make_seeds() -> None:
    """Make a repository with three texts and their translations here."""
    git("init", "-q", "-b", "main", ".")
    for name in (PASTE, GRAPHITE, PUPPETS):
        for language in ("zh", "en"):
            write(f"{name}.{language}.txt", (SEEDS / f"{name}.{language}.txt").read_bytes())
    commit()


def make_mine() -> None:
    """Make a repository with one small text and its translation here."""
    git("init", "-q", "-b", "main", ".")
    write("a.zh.txt", ZH)
    write("a.en.txt", EN)
    commit()


def apply(edit: SourceEdit) -> None:
    """Edit a source as it says."""
    path = Path(f"{edit.text}.zh.txt")
    path.write_bytes(edit.apply(path.read_bytes().decode()).encode())
