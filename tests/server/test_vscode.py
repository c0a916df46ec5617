"""The extension of VS Code: its types and its package, where npm is installed. It is not run."""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from roots import ROOT

FOLDER = ROOT / "editors" / "vscode"
NAMES = ("package.json", "package-lock.json", "extension.js", "README.md", ".vscodeignore")


@pytest.mark.full
@pytest.mark.skipif(not shutil.which("npm"), reason="npm is not installed: apt install npm")
def test_the_extension_has_sound_types_and_is_packed(tmp_path: Path) -> None:
    for name in NAMES:
        shutil.copy(FOLDER / name, tmp_path)
    for arguments in (["ci", "--no-audit", "--no-fund"], ["run", "types"], ["run", "package"]):
        done = subprocess.run(["npm", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(tmp_path / "aligncheck.vsix") as archive:
        names = {name for name in archive.namelist() if name.startswith("extension/")}
        assert names == {"extension/package.json", "extension/readme.md", "extension/dist/extension.js"}
        code = archive.read("extension/dist/extension.js").decode()
    assert '"server", "--lsp"' in code


def test_the_extension_has_all_that_it_registers() -> None:
    manifest = json.loads((FOLDER / "package.json").read_text())
    code = (FOLDER / "extension.js").read_text()
    commands = {one["command"] for one in manifest["contributes"]["commands"]}
    assert commands == {f"aligncheck.{name}" for name in ("openSource", "nextFinding", "restart")}
    assert all(f'registerCommand("{name}"' in code for name in commands)
    settings = {name.removeprefix("aligncheck.") for name in manifest["contributes"]["configuration"]["properties"]}
    assert all(f'settings.get("{name}"' in code for name in settings)
