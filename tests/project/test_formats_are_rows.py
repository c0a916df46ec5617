"""A new format is a file and a row: with these two everything that names formats knows it."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result
from pages import load_generator

import align.cli
import align.report
from align.report import FORMATS, Format


class CommandLine:
    """The command line, imported with the rows that there are by then."""

    def __init__(self) -> None:
        for name in list_own():
            del sys.modules[name]
        self.command: click.Command = importlib.import_module("align.cli").main

    def run(self, *arguments: str) -> Result:
        result = CliRunner().invoke(self.command, list(arguments))
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    def complete(self, *words: str) -> list[str]:
        """What a shell offers for the last of these words."""
        offered = ShellComplete(self.command, {}, "aligncheck", "_X").get_completions(list(words[:-1]), words[-1])
        return [one.value for one in offered]


def list_own() -> list[str]:
    return [name for name in sys.modules if name == "align.cli" or name.startswith("align.cli.")]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work in a folder, and put the command line back that there was before."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    before, package = {name: sys.modules[name] for name in list_own()}, align.cli
    yield
    for name in list_own():
        del sys.modules[name]
    sys.modules.update(before)
    vars(align)["cli"] = package


def save(package: ModuleType, name: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Save a module in a folder where a package finds it; it is forgotten after the test."""
    folder = Path("package").absolute()
    folder.mkdir()
    (folder / f"{name}.py").write_text(code, "utf-8")
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(folder)])
    monkeypatch.setitem(sys.modules, f"{package.__name__}.{name}", ModuleType(name))
    del sys.modules[f"{package.__name__}.{name}"]
    monkeypatch.setattr(package, name, None, raising=False)
    importlib.invalidate_caches()


OUTPUT = '''"""The paths that have findings."""

from collections.abc import Iterator

from align.model import Report
from align.report.style import Style


def render(report: Report, style: Style) -> Iterator[str]:
    yield "# toys\\n"
    for entry in style.shown(report):
        yield f"{entry.path}\\n"
'''


def test_an_output_format_is_a_file_and_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    save(align.report, "toy", OUTPUT, monkeypatch)
    row = Format("toy.render", "one path a line", "toy shops", head=rb"# toys\n", has_remarks=True, most_results=1)
    monkeypatch.setitem(FORMATS, "toy", row)
    line = CommandLine()
    run = line.run
    Path("a.txt").write_text("The the mine. A an a a.\n")

    told = run("check", "a.txt", "--output-format", "toy", "--isolated")
    assert (told.exit_code, told.stdout) == (1, "# toys\na.txt\na.txt\n")
    assert told.stderr == "aligncheck: stdout: holds 1 of 2 findings, errors first: more does not fit into toy\n"

    for _ in range(2):  # it replaces its own earlier report
        assert run("check", "a.txt", "-o", "toy=out", "--isolated", "-q").exit_code == 1
        assert Path("out").read_text() == told.stdout
    Path("mine").write_text("Dear all,\n")
    refused = run("check", "a.txt", "-o", "toy=mine").stderr
    assert refused == "aligncheck: --output: mine is not an earlier toy of aligncheck: name another file\n"

    Path("g.csv").write_text("concept,language,term\n1,zh,矿\n1,en,mine\n1,en,mine\n", "utf-8")
    assert run("glossary", "lint", "g.csv", "--output-format", "toy").stdout == "# toys\ng.csv\n"

    assert ", toy" in " ".join(run("check", "--help-all").stdout.split())
    assert line.complete("check", "--output-format", "to") == ["toy"]
    assert run("check", "a.txt", "-o", "a.toy").stderr.endswith("there is no format 'a.toy': write toy=a.toy\n")
    assert run("check", "a.txt", "-o", "b").stderr.endswith(", docx-comments, toy\n")
    assert run("check", "a.txt", "--comments-from", "a.json").stderr.endswith(
        "docx-comments=FILE or toy=FILE: add one\n"
    )
    assert "\n| `toy` | one path a line | toy shops |\n" in load_generator().reports()
