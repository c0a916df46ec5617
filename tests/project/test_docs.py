"""The docs say what the code says."""

import functools
import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from command_line import write
from pages import fenced, load_generator
from roots import ROOT

from align.config.checklists import ENTRY_KEYS
from align.config.settings import Request, SettingsFinder
from align.linter.registry import all_rules
from align.model import Severity
from align.report import FORMATS, renderer
from align.report.style import Style


def test_generated_pages_are_what_the_code_says() -> None:
    generate = load_generator()
    for path, render in generate.FILES.items():
        assert path.read_text(encoding="utf-8") == render(), f"{path.name}: run `python docs/generate.py`"


def test_json_page_names_every_key() -> None:
    from sample_reports import WHOLE

    text = (ROOT / "docs/json-output.md").read_text(encoding="utf-8")
    document = json.loads("".join(renderer("json")(WHOLE, Style())))
    example = json.loads(fenced("json", text))
    assert list(example) == list(document)
    assert list(example["summary"]) == list(document["summary"])
    assert list(example["findings"][0]) == list(document["findings"][0])
    assert all(f"`{key}`" in text for key in document["findings"][0])


def test_pages_name_every_rule_format_and_command() -> None:
    from align.cli import main

    pages = {name: (ROOT / f"docs/{name}.md").read_text(encoding="utf-8") for name in ("rules", "reports", "commands")}
    commands = [path for path in list_helps(main) if path and not isinstance(find_command(main, path), click.Group)]
    assert [name for name in all_rules() if f"[{name}](#{name})" not in pages["rules"]] == []
    assert [name for name in FORMATS if f"`{name}`" not in pages["reports"]] == []
    assert sorted(re.findall(r"^- `([a-z ]+)`: ", pages["commands"], re.MULTILINE)) == sorted(map(" ".join, commands))


def test_the_readme_is_short_and_names_rules_that_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("| what is wrong |")[2].partition("\n\n")[0]
    named = re.findall(r"`([a-z-]+)`", table)
    assert (len(readme.split()) <= 1_600, len(readme.splitlines()) <= 250, len(named) > 20) == (True, True, True)
    assert set(named) <= set(all_rules())


def test_ci_runs_the_test_command_of_the_readme() -> None:
    command = "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest"
    for name in ("README.md", "CONTRIBUTING.md", ".ci/run"):
        assert command in (ROOT / name).read_text(encoding="utf-8")


def test_every_local_link_leads_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")):
        for link, anchor in re.findall(r"\]\(([^)#:]*)(?:#([^)]*))?\)", page.read_text(encoding="utf-8")):
            target = page.parent / link if link else page
            assert target.exists(), f"{page.name}: {link}"
            assert not anchor or anchor in list_anchors(target), f"{page.name}: {link}#{anchor}"


@functools.cache
def list_anchors(page: Path) -> set[str]:
    """What a link to a heading of a page may name."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_readme_options_exist() -> None:
    from align.cli import main

    commands = ["check", "align", "score", "accept", "baseline", "glossary add"]
    helps = [[*command.split(), "--help-all" if command == "check" else "--help"] for command in commands]
    help_text = "".join(CliRunner().invoke(main, arguments).output for arguments in helps)
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


def test_every_option_that_takes_a_value_says_what_value() -> None:
    from align.cli import main

    unnamed = list[str]()
    for path in list_helps(main):
        command: click.Command = main
        context = click.Context(command)
        for name in path:
            assert isinstance(command, click.Group)
            child = command.get_command(context, name)
            assert child
            command, context = child, click.Context(child, parent=context)
        for one in command.params:
            if isinstance(one, click.Option) and not one.is_flag and not one.make_metavar(context):
                unnamed.append(f"{' '.join(path)} {one.name}")
    assert unnamed == []


def test_readme_configuration_is_read(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    path = tmp_path / "aligncheck.toml"
    path.write_text(fenced("toml", readme), encoding="utf-8")
    settings = SettingsFinder(Request((), config=path)).find(tmp_path)
    assert settings.threshold is Severity.ERROR
    assert "mixed-quotes" not in {rule.name for rule in settings.find_rules()}
    assert [entry.text for entry in settings.allow] == ["立场"]


def test_the_checklist_page_has_every_key() -> None:
    page = (ROOT / "docs/checklists.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE) == list(ENTRY_KEYS)


def test_files_go_to_other_programs_as_the_recipe_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from align.cli import main

    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs/recipes.md").read_text(encoding="utf-8")
    commands = re.findall(r"^    aligncheck (.*)$", page.partition("## Trados")[2].partition("\n## ")[0], re.MULTILINE)
    unit = (
        '<?xml version="1.0" encoding="utf-8"?>\n<xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" '
        'xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="a.docx" source-language="zh-CN" '
        'target-language="en-US"><body><trans-unit id="u"><source>矿山关闭了。</source><seg-source><mrk mtype="seg" '
        'mid="1">矿山关闭了。</mrk></seg-source><target><mrk mtype="seg" mid="1">%s</mrk></target><sdl:seg-defs>'
        '<sdl:seg id="1" conf="Translated"/></sdl:seg-defs></trans-unit></body></file></xliff>'
    )
    text = write(Path("translations/a.sdlxliff"), unit % "The the mine closed.")
    rows = "c,zh,关键矿产,\nc,en,critical mineral,preferred\nc,en,key mineral,forbidden\n"
    write(Path("glossary.csv"), f"concept,language,term,status\n{rows}")
    assert [CliRunner().invoke(main, shlex.split(command)).exit_code for command in commands] == [1, 0, 0, 0]
    assert Path("findings.xlsx").is_file()
    assert text.read_text("utf-8") == unit % "The mine closed."
    assert Path("keyterms.tsv").read_text("utf-8") == "关键矿产\tcritical mineral\n"
    assert ';key mineral;"CasePermissive;HalfPrefix;NonTerm"' in Path("termbase.csv").read_text("utf-8")


def test_options_of_long_helps_stand_under_headings() -> None:
    from align.cli import main
    from align.cli.help_sections import DAILY, HEADINGS

    shown = CliRunner().invoke(main, ["check", "--help-all"], terminal_width=80).output
    headings = re.findall(r"^(\w.*):$", shown, re.MULTILINE)
    others = {"What is scored"}
    assert headings == [one for one in dict.fromkeys(HEADINGS.values()) if one not in others] + ["Other options"]
    assert re.search(r"^Fixes:\n  --fix ", shown, re.MULTILINE)
    assert "\nOptions:\n" in CliRunner().invoke(main, ["glossary", "stats", "--help"]).output
    names = {param.name for path in list_helps(main) for param in find_command(main, path).params}
    assert names >= HEADINGS.keys()
    assert names >= DAILY


def test_every_help_fits_a_window() -> None:
    from align.cli import main

    helps = {path: CliRunner().invoke(main, [*path, "--help"], terminal_width=80).output for path in list_helps(main)}
    assert {path: len(text.splitlines()) for path, text in helps.items() if len(text.splitlines()) > 40} == {}
    assert "--languages" not in helps["check",]
    whole = CliRunner().invoke(main, ["check", "--help-all"], terminal_width=80).output
    assert "--languages" in whole
    assert "--help-all" in helps["check",]


def find_command(command: click.Command, path: tuple[str, ...]) -> click.Command:
    """The command that some words lead to."""
    for name in path:
        assert isinstance(command, click.Group)
        child = command.get_command(click.Context(command), name)
        assert child is not None
        command = child
    return command


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/*.md")), ids=lambda page: page.stem)
def test_the_commands_of_a_page_are_understood(page: Path) -> None:
    from align.cli import main

    for line in re.findall(r"^    (?:\$ )?aligncheck (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE):
        arguments = shlex.split(re.split(r" [<>|] |  ", line)[0])
        if arguments[0] not in (*main.list_commands(click.Context(main)), "--version"):
            arguments = ["check", *arguments]
        command: click.Command | None = main
        while isinstance(command, click.Group) and arguments != ["--version"]:
            _, command, arguments = command.resolve_command(click.Context(command), arguments)
        assert command is not None
        command.make_context(line, arguments, resilient_parsing="..." in arguments)


@pytest.mark.full
@pytest.mark.skipif(shutil.which("vim") is None, reason="needs vim")
def test_vim_puts_the_cursor_on_the_word(tmp_path: Path) -> None:
    page = (ROOT / "docs/recipes.md").read_text(encoding="utf-8")
    program = f"{sys.executable} -P -m align"
    settings = fenced("vim", page).replace("'aligncheck check", f"'{program} check --config none --select doubled-word")
    asked = "for i in range(1, 3)\n  exe 'cc' i\n  call add(g:words, getline('.')[col('.') - 1:])\nendfor\n"
    script = f"set encoding=utf-8\n{settings}\nlet g:words = []\nsilent make! a.txt\n{asked}"
    (tmp_path / "t.vim").write_text(f"{script}call writefile(g:words, 'words')\nqa!\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("“Café”, the the mine said.\n\nThe\t团结 was was there.\n", encoding="utf-8")
    subprocess.run(
        ["vim", "-u", "NONE", "-N", "-es", "-S", "t.vim"], cwd=tmp_path, stdin=subprocess.DEVNULL, check=True
    )
    assert (tmp_path / "words").read_text("utf-8").split("\n")[:2] == ["the the mine said.", "was was there."]
