"""Programs of others that speak LanguageTool's interface, with a real server."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = [pytest.mark.full]

TEXT = "😀 Attempts by the US to摆脱 dependence on China ,said the ministry."
CORRECTED = "😀 Attempts by the US to break away from dependence on China, said the ministry."
ASK = Path(__file__).parents[1] / "helpers/ask_libreoffice.py"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a server of the command, on a free port."""
    command = [sys.executable, "-m", "align", "server", "--http", "0"]
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": root}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=tmp_path, env=environment) as server:
        assert server.stdout
        yield server.stdout.readline().strip()
        server.terminate()


def _has_uno() -> bool:
    found = subprocess.run(["/usr/bin/python3", "-c", "import uno"], capture_output=True, check=False)
    return bool(shutil.which("soffice")) and found.returncode == 0


@pytest.mark.skipif(not _has_uno(), reason="LibreOffice is not installed, or python3-uno is not")
def test_libreoffice_marks_and_offers(address: str, tmp_path: Path) -> None:
    command = ["/usr/bin/python3", str(ASK), address, str(tmp_path / "profile"), TEXT]
    result = subprocess.run(command, capture_output=True, text=True, check=True, timeout=240)
    assert json.loads(result.stdout) == [[22, 4, "to break away from"], [46, 6, ", said"]]


@pytest.mark.skipif(
    importlib.util.find_spec("language_tool_python") is None, reason="language-tool-python is not installed"
)
def test_language_tool_python_corrects(address: str) -> None:
    client = importlib.import_module("language_tool_python")
    with client.LanguageTool("en-US", remote_server=address.removesuffix("/v2")) as tool:
        assert tool.correct(TEXT) == CORRECTED
