"""The docs say what the code says."""

import importlib.util
import json
import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest
from click.testing import CliRunner
from marked import document, findings, marked, unmark
from pages import fenced
from roots import ROOT

from align.commands.check import check_files
from align.config.checklists import ENTRY_KEYS
from align.config.settings import Request, SettingsFinder
from align.linter.registry import all_rules
from align.model import Severity
from align.report import FORMATS, renderer
from align.report.style import Style


def test_rules_page_is_what_the_rules_say() -> None:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    assert spec is not None and spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    assert generate.PAGE.read_text(encoding="utf-8") == generate.page(), "run `python docs/generate.py`"
    assert generate.SCHEMA.read_text(encoding="utf-8") == generate.schema(), "run `python docs/generate.py`"


def test_json_page_names_every_key() -> None:
    from sample_reports import WHOLE

    text = (ROOT / "docs/json-output.md").read_text(encoding="utf-8")
    document = json.loads("".join(renderer("json")(WHOLE, Style())))
    example = json.loads(fenced("json", text))
    assert list(example) == list(document)
    assert list(example["summary"]) == list(document["summary"])
    assert list(example["findings"][0]) == list(document["findings"][0])
    assert all(f"`{key}`" in text for key in document["findings"][0])


def test_readme_names_every_rule_format_and_command() -> None:
    from align.cli import COMMANDS

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in (*all_rules(), *FORMATS, *COMMANDS) if name not in readme] == []


def test_ci_runs_the_test_command_of_the_readme() -> None:
    command = "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest"
    for name in ("README.md", "CONTRIBUTING.md", ".ci/run"):
        assert command in (ROOT / name).read_text(encoding="utf-8")


def test_every_local_link_leads_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")):
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_readme_options_exist() -> None:
    from align.cli import main

    commands = ["check", "fix", "gate", "align", "score", "accept", "stale", "baseline create", "glossary add"]
    help_text = "".join(CliRunner().invoke(main, [*command.split(), "--help"]).output for command in commands)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    used = set(re.findall(r"aligncheck [^`\n]*?(--[a-z-]+)", readme)) - {"--version", "--help"}
    assert {option for option in used if option not in help_text} == set()


def list_helps(command: click.Command, *path: str) -> Iterator[tuple[str, ...]]:
    """The words that lead to each command."""
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            if (child := command.get_command(context, name)) is not None:
                yield from list_helps(child, *path, name)


def test_helps_fit_into_eighty_columns() -> None:
    from align.cli import main

    helps = {path: CliRunner().invoke(main, [*path, "--help"], terminal_width=80).output for path in list_helps(main)}
    assert ("glossary", "merge") in helps
    assert [(path, line) for path, text in helps.items() for line in text.splitlines() if len(line) > 80] == []
    assert [path for path, text in helps.items() if "None]" in text or " RANGE " in text] == []


def test_readme_shows_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    from align.cli import main

    monkeypatch.chdir(ROOT)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"^    \$ aligncheck (.*seeds/.*)\n((?:    .*\n|\n(?=    ))*)", readme, re.MULTILINE)
    assert len(examples) == 4
    for command, shown in examples:
        printed = CliRunner().invoke(main, command.split()).output
        for part in re.split(r"^\.\.\.\n", textwrap.dedent(shown), flags=re.MULTILINE):
            if wanted := part.strip("\n"):
                _, found, printed = printed.partition(wanted)
                assert found, f"{command}: {wanted}"


def test_readme_configuration_is_read(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    path = tmp_path / "aligncheck.toml"
    path.write_text(fenced("toml", readme), encoding="utf-8")
    settings = SettingsFinder(Request((), config=path)).find(tmp_path)
    assert settings.threshold is Severity.ERROR
    assert "mixed-quotes" not in {rule.name for rule in settings.find_rules()}
    assert [entry.text for entry in settings.allow] == ["立场"]


def test_checklist_page_shows_what_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from align.cli import main

    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs/checklists.md").read_text(encoding="utf-8")
    Path("checks.csv").write_text(fenced("csv", page), encoding="utf-8")
    Path("aligncheck.toml").write_text(fenced("toml", page), encoding="utf-8")
    Path("phone.txt").write_text("They utilise a phone.\n", encoding="utf-8")
    shown = re.search(r"^    \$ aligncheck check phone.txt\n((?:    .*\n|\n(?=    ))*)", page, re.MULTILINE)
    assert shown is not None
    assert CliRunner().invoke(main, ["check", "phone.txt"]).output == textwrap.dedent(shown[1])
    rows = re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE)
    assert rows == list(ENTRY_KEYS)


def test_rule_of_the_contributing_page_works() -> None:
    code = fenced("python", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    names: dict[str, Any] = {"__name__": "align.rules.linguistic.weasel_word"}
    exec(compile(code, "weasel_word.py", "exec"), names)
    rule = names["WeaselWord"]()
    assert rule.name == "weasel-word"
    for bad in rule.bad:
        assert marked(unmark(bad.text), findings(rule, document(unmark(bad.text)))) == bad.text
    assert [found for good in rule.good for found in findings(rule, document(good))] == []


CUES = {
    "zh": ("港口五月开放。", "新码头耗资2510亿元。", "第一批船已经到了。"),
    "en": ("The port opens in May.", "The new pier costs\n25.1 billion yuan.", "The first ships have already arrived."),
}


def test_reader_of_the_contributing_page_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A format that gives its places an id is aligned with its source, and its findings name the place."""
    from align import readers

    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    module = ModuleType("align.readers.cues")
    exec(compile(fenced("python", page, 1), "cues.py", "exec"), vars(module))
    entry = re.search(r"`(\".cues\"): Reader\((\"\w+\")\),`", page)
    assert entry is not None
    monkeypatch.setitem(sys.modules, "align.readers.cues", module)
    monkeypatch.setitem(readers.READERS, entry[1].strip('"'), readers.Reader(entry[2].strip('"')))
    for language, texts in CUES.items():
        cues = (f"{number}\n00:00:0{number} --> 00:00:0{number + 1}\n{text}\n" for number, text in enumerate(texts, 1))
        (tmp_path / f"talk.{language}.cues").write_text("\n".join(cues), encoding="utf-8")
    report = check_files(Request((str(tmp_path),))).report
    assert (report.skipped, report.compared) == ((), 1)
    (found,) = report.diagnostics
    assert (found.finding.rule, found.text, found.start.segment, found.start.line, found.start.column) == (
        "money-mismatch",
        "25.1 billion yuan",
        "2",
        7,
        20,
    )


def test_options_of_long_helps_stand_under_headings() -> None:
    from align.cli import main
    from align.cli.help_sections import HEADINGS

    shown = CliRunner().invoke(main, ["check", "--help"], terminal_width=80).output
    headings = re.findall(r"^(\w.*):$", shown, re.MULTILINE)
    others = {"Accepting", "What is scored", "Gates"}
    assert headings == [one for one in dict.fromkeys(HEADINGS.values()) if one not in others] + ["Other options"]
    assert re.search(r"^Fixes:\n  --fix ", shown, re.MULTILINE)
    assert "\nOptions:\n" in CliRunner().invoke(main, ["align", "--help"]).output
    names = {param.name for path in list_helps(main) for param in find_command(main, path).params}
    assert HEADINGS.keys() <= names


def find_command(command: click.Command, path: tuple[str, ...]) -> click.Command:
    """The command that some words lead to."""
    for name in path:
        assert isinstance(command, click.Group)
        child = command.get_command(click.Context(command), name)
        assert child is not None
        command = child
    return command
