"""A new format is a file and a row: with these two everything that names formats knows it."""

import importlib
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result
from pages import load_generator

import align.cli
import align.readers
import align.report
import align.writers
from align.model.formats import READERS, Reader
from align.report import FORMATS, Format
from align.writers import WRITERS, Writer


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

    told = run("check", "a.txt", "--output-format", "toy", "--config", "none")
    assert (told.exit_code, told.stdout) == (1, "# toys\na.txt\na.txt\n")
    assert told.stderr == "aligncheck: stdout: holds 1 of 2 findings, errors first: more does not fit into toy\n"

    for _ in range(2):  # it replaces its own earlier report
        assert run("check", "a.txt", "-o", "toy=out", "--config", "none", "-q").exit_code == 1
        assert Path("out").read_text() == told.stdout
    Path("mine").write_text("Dear all,\n")
    refused = run("check", "a.txt", "-o", "toy=mine").stderr
    assert refused == "aligncheck: --output: mine is not an earlier toy of aligncheck: name another file\n"

    Path("g.csv").write_text("concept,language,term\n1,zh,矿\n1,en,mine\n1,en,mine\n", "utf-8")
    assert run("glossary", "lint", "g.csv", "--output-format", "toy").stdout == "# toys\ng.csv\n"

    assert ", toy" in " ".join(run("check", "--help-all").stdout.split())
    assert line.complete("check", "--output-format", "to") == ["toy"]
    assert run("check", "a.txt", "-o", "a.toy").stderr.endswith("there is no format 'a.toy': write toy=a.toy\n")
    assert run("check", "a.txt", "-o", "b").stderr.endswith(", docx-comments, docx-changes, toy\n")
    assert run("check", "a.txt", "--comments-from", "a.json").stderr.endswith(
        "docx-comments=FILE, docx-changes=FILE or toy=FILE: add one\n"
    )
    assert "\n| `toy` | one path a line | toy shops |\n" in load_generator().reports()


READER = '''"""Lines, each with a sign before it."""

from collections.abc import Iterator

from align.model import Document
from align.readers import ReadOptions
from align.readers.building import build_document
from align.readers.sizes import LARGEST_PLAIN, decode_limited


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Document]:
    text, blocks, start = decode_limited(data, options.encoding, most=LARGEST_PLAIN), [], 0
    for line in text.splitlines(keepends=True):
        blocks.append((start + 2, start + len(line.rstrip())))
        start += len(line)
    yield build_document(path, options.target_language, text, blocks)
'''


def test_a_reader_is_a_file_and_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    save(align.readers, "toy", READER, monkeypatch)
    row = Reader("toy", "what follows the sign", "sign", editor="running_text", content="rtf")
    monkeypatch.setitem(READERS, ".toyfmt", row)
    line = CommandLine()
    run = line.run
    Path("t").mkdir()
    for name in ("t/a.en.toyfmt", "a.dat"):
        Path(name).write_text("- The the mine reopened.\n- It sold 1,300 tonnes.\n")
    Path("t/a.zh.toyfmt").write_text("- 矿山重新开放了。\n- 矿山售出1200吨。\n", "gb18030")

    told = run(
        "check", "t", "--config", "none", "--output-format", "concise"
    )  # found in a folder, compared with its source
    assert [one.split(": ")[:2] for one in told.stdout.splitlines()[:2]] == [
        ["t/a.en.toyfmt:1:3", "error doubled-word"],
        ["t/a.en.toyfmt:2:11", "warning unit-mismatch"],
    ]
    assert "compared with t/a.zh.toyfmt" in told.stdout
    named = run("check", "a.dat", "--input-format", "toyfmt", "--config", "none", "--output-format", "concise", "-q")
    assert named.stdout.startswith("a.dat:1:3: error doubled-word: ")
    piped = run("align", "t/a.zh.toyfmt", "t/a.en.toyfmt", "--aligner", "length", "--output-format", "tsv")
    assert piped.stdout.splitlines()[1:] == [
        "矿山重新开放了。\tThe the mine reopened.",
        "矿山售出1200吨。\tIt sold 1,300 tonnes.",
    ]
    run("check", "t/a.en.toyfmt", "--config", "none", "--fix")
    assert Path("t/a.en.toyfmt").read_text() == "- The mine reopened.\n- It sold 1,300 tonnes.\n"

    known = " ".join(READERS)
    assert known.endswith(" .toyfmt")
    assert line.complete("check", "--input-format", "toy") == ["toyfmt"]
    assert f"a.dat: unknown format .dat; give a text ({known}), name its " in run("check", "a.dat").stderr
    assert run("check", "a.dat", "--input-format", "no").stderr.endswith(f"there are {known.replace('.', '')}\n")
    Path("b.txt").write_text("{\\rtf1 The mine.}")  # what the first bytes show has a reader now
    refused = "b.txt: looks like RTF, not .txt: give --input-format toyfmt, or call it .toyfmt"
    assert run("check", "b.txt").stderr == f"aligncheck: {refused}\n"

    generate = load_generator()
    assert "\n| `.toyfmt` | what follows the sign | sign |\n" in generate.formats_read()
    assert "|tmx|toyfmt|tsv|" in generate.hooks()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"if_named": "toy"}, "skipped t/a.en.toyfmt (toy, checked only if it is named itself)"),
        ({"gives_bitexts": True}, "t/a.en.toyfmt: a file of pairs, aligned already; give a text"),
        ({"is_keyed": True}, "t/a.en.toyfmt: texts with keys need no alignment: check compares them key by key"),
        ({"editor": ""}, "t/a.en.toyfmt: cannot be fixed: its format cannot be written: mend it by hand"),
    ],
    ids=str,
)
def test_what_a_row_says_holds_everywhere(
    change: dict[str, str | bool], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(align.readers, "toy", READER, monkeypatch)
    monkeypatch.setitem(READERS, ".toyfmt", replace(Reader("toy", editor="running_text"), **change))  # type: ignore[arg-type]
    Path("t").mkdir()
    Path("t/a.en.toyfmt").write_text("- The the mine.\n")
    Path("a.zh.txt").write_text("矿山。\n", "utf-8")
    run = CommandLine().run
    command = ("check", "t", "--config", "none", "--fix") if change.keys() & {"if_named", "editor"} else (
        "align", "a.zh.txt", "t/a.en.toyfmt"
    )  # fmt: skip
    assert said in run(*command).stderr


WRITER = '''"""A source and a target, an arrow between them."""

from collections.abc import Iterator

from align.model import Alignment


def write(alignment: Alignment) -> Iterator[str]:
    yield "pairs:\\n"
    for bead in alignment.beads:
        yield f"{alignment.source_text(bead)} -> {alignment.target_text(bead)}\\n"
'''


def test_a_format_of_bitexts_is_a_file_and_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    save(align.writers, "toy", WRITER, monkeypatch)
    monkeypatch.setitem(WRITERS, ".toy", Writer("toy", rb"pairs:\n"))
    line = CommandLine()
    Path("a.zh.txt").write_text("矿山重新开放了。\n", "utf-8")
    Path("a.en.txt").write_text("The mine reopened.\n")
    asked = ("align", "a.zh.txt", "a.en.txt", "--aligner", "length")
    written = "pairs:\n矿山重新开放了。 -> The mine reopened.\n"
    assert line.run(*asked, "--output-format", "toy").stdout == written
    for _ in range(2):  # it replaces its own earlier output
        assert line.run(*asked, "--to", "b.toy").exit_code == 0
        assert Path("b.toy").read_text("utf-8") == written
    Path("c.toy").write_text("mine\n")
    refused = "c.toy: exists, and is not an earlier output of aligncheck; name another file"
    assert line.run(*asked, "--to", "c.toy").stderr == f"aligncheck: {refused}\n"
    assert line.complete("align", "--output-format", "to") == ["toy"]
    assert ".toy .html)" in " ".join(line.run("align", "--help").stdout.split())
