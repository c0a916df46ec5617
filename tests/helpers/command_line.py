"""The command `aligncheck` in the process of the test, and texts to run it on."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from align.cli import main


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def findings(*arguments: str) -> list[tuple[str, str, str]]:
    document = json.loads(run(*arguments, "--output-format", "json").stdout)
    return [(entry["path"], entry["rule"], entry["text"]) for entry in document["findings"]]


CLEAN = "The mine in Ganzhou reopened on May 12.\n"

FAULTY = "The the mine reopened.\n"

CHINESE = "这家公司昨天宣布了新的计划。\n\n计划明年开始。\n"


WHY = ("--reason", "the essay is about the word", "--by", "Ann")


ARTICLE = "The mine in 摆脱 reopened on May 12.\n\nIt lay lay shut for a year.\n"


def places(*arguments: str) -> list[str]:
    """Where the new findings are, as `path:line:column rule`."""
    found = json.loads(run(*arguments, "--output-format", "json").stdout)["findings"]
    return [f"{one['path']}:{one['line']}:{one['column']} {one['rule']}" for one in found]
