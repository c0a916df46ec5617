"""Editors of others with the recipes of docs/editors.md, without a display."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from command_line import run
from roots import ROOT, SEEDS

NAME = "trade-graphite.en.txt"
HELPERS = ROOT / "tests" / "helpers"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(SEEDS, tmp_path / "texts")


def find_recipe(title: str) -> str:
    """What a section of the page has the reader write into a file."""
    page = (ROOT / "docs" / "editors.md").read_text()
    found = re.search(rf"^## {title}$.*?^```\w+\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    assert found
    return found[1]


def start(folder: Path, *command: str, **more: str) -> str:
    """What an editor prints that finds `aligncheck` on its path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    home = folder.parent / "home"
    home.mkdir()
    environment = {**os.environ, "PATH": path, "HOME": str(home), "XDG_STATE_HOME": str(home), **more}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout + done.stderr


@pytest.mark.full
@pytest.mark.skipif(not shutil.which("nvim"), reason="Neovim is not installed: apt install neovim")
def test_neovim_marks_fixes_and_goes_to_the_source(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recipe = folder.parent / "init.lua"
    recipe.write_text(find_recipe("Neovim"))
    steps = str(HELPERS / "ask_neovim.lua")
    said = start(folder, "nvim", "--headless", "-i", "NONE", "-n", "-u", str(recipe), NAME, "-c", f"luafile {steps}")
    answer = json.loads(said.strip().splitlines()[-1])
    monkeypatch.chdir(folder)
    report = json.loads(run("check", NAME, "--output-format", "json").stdout)["findings"]
    lines = (folder / NAME).read_text().splitlines()

    def count_bytes(line: int, column: int) -> int:
        return len(lines[line - 1][: column - 1].encode())

    assert sorted(map(tuple, answer["found"])) == sorted(
        (
            one["line"] - 1,
            count_bytes(one["line"], one["column"]),
            one["end_line"] - 1,
            count_bytes(one["end_line"], one["end_column"]),
            one["rule"],
        )
        for one in report
    )
    assert (answer["source"], answer["place"]) == ("trade-graphite.zh.txt", [5, 0])


@pytest.mark.full
@pytest.mark.skipif(not shutil.which("emacs"), reason="Emacs is not installed: apt install emacs-nox")
def test_emacs_marks_fixes_and_goes_to_the_source(folder: Path) -> None:
    recipe = folder.parent / "init.el"
    recipe.write_text(find_recipe("Emacs"))
    steps = str(HELPERS / "ask_emacs.el")
    said = start(folder, "emacs", "--batch", "-l", str(recipe), "-l", steps, TEXT_TO_OPEN=str(folder / NAME))
    answer = json.loads(re.findall(r"^\{.*\}", said, re.MULTILINE)[-1])
    assert answer == {"found": 13, "fixed": True, "source": "trade-graphite.zh.txt", "line": 5}


def test_settings_of_editors_start_the_server() -> None:
    helix, kate = tomllib.loads(find_recipe("Helix")), json.loads(find_recipe("Kate"))
    server = helix["language-server"]["aligncheck"]
    assert [server["command"], *server["args"]] == ["aligncheck", "server", "--lsp"]
    assert {name for one in helix["language"] for name in one["language-servers"]} == {"aligncheck"}
    assert [one["command"] for one in kate["servers"].values()] == [["aligncheck", "server", "--lsp"]]
