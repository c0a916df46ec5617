"""The tree of commands is that of docs/commands.md, and a word means one thing in all of them."""

import re
from collections import defaultdict
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner
from roots import ROOT

from align.cli import main
from align.cli.help_sections import join_languages

PAGE = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
GROUPS = {"check": "", "pack": "", "cache": "", "completion": "", "rules": "", "init": ""}


def list_leaves(command: click.Command, *path: str) -> Iterator[tuple[str, click.Command]]:
    """The commands that do something, by the words that lead to them."""
    if not isinstance(command, click.Group):
        yield " ".join(path), command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        child = command.get_command(context, name)
        assert child
        yield from list_leaves(child, *path, name)


LEAVES = dict(list_leaves(main))


def list_options() -> Iterator[tuple[str, str, click.Option]]:
    for path, command in LEAVES.items():
        for option in command.params:
            if isinstance(option, click.Option):
                yield path, max(option.opts, key=len), option


def test_the_page_has_the_tree_and_no_other_command() -> None:
    tree = PAGE.partition("## One word, one meaning")[0]
    rows = re.findall(r"^- `([a-z ]+)[^`]*`(?:, `[^`]*`)?: ", tree, re.MULTILINE)
    assert sorted({row.strip() for row in rows}) == sorted(LEAVES)


def test_the_page_has_every_option_that_different_commands_share_and_says_what_it_means_once() -> None:
    rows = re.findall(r"^- `(--[a-z-]+)[^`]*`: ", PAGE.partition("## One word, one meaning")[2], re.MULTILINE)
    commands = defaultdict[str, set[str]](set)
    for path, name, _ in list_options():
        commands[name].add(path.split()[0])
    assert sorted(rows) == sorted(name for name, found in commands.items() if len(found) > 1)


def test_an_option_takes_the_same_kind_of_value_everywhere() -> None:
    kinds = defaultdict[str, set[object]](set)
    for _, name, option in list_options():
        is_choice = isinstance(option.type, click.Choice)
        kinds[name].add((option.is_flag, option.multiple, "a word" if is_choice else type(option.type)))
    several = {name for name, found in kinds.items() if len(found) > 1}
    assert several == {"--fail-under", "--output-format"}  # of one score or of several; of glossaries any of theirs


def test_a_report_is_a_format_and_a_file_and_what_is_made_is_named_by_to() -> None:
    reports = {path: option for path, name, option in list_options() if name == "--output"}
    assert list(reports) == ["check", "glossary lint", "corpus report", "score", "terms"]
    assert {(option.metavar, option.multiple) for option in reports.values()} == {("FORMAT=FILE", True)}
    assert {path for path, _, option in list_options() if "-o" in option.opts} == reports.keys()
    made = {path for path, name, _ in list_options() if name == "--to"}
    corpora = {f"corpus {name}" for name in ("check", "align", "filter", "extract", "sample")}
    assert made == {
        "align",
        "review serve",
        "glossary merge",
        "glossary extract",
        "glossary page",
        "memory export",
        *corpora,
    }


@pytest.mark.parametrize(
    ("name", "commands"),
    [
        ("--baseline", ["check", "baseline"]),
        ("--all", ["accept", "glossary set"]),
        ("--by", ["check", "accept"]),
        ("--color", ["check"]),
        ("--since", ["check"]),
        ("--fail-on", ["check", "glossary lint"]),
        ("--fail-under", ["score", "terms"]),
        ("--dictionary", ["check", "glossary extract", "glossary suggest", "memory add", "terms"]),
    ],
)
def test_a_word_belongs_to_its_commands(name: str, commands: list[str]) -> None:
    assert sorted(path for path, found, _ in list_options() if found == name) == sorted(commands)


def test_there_are_few_commands_and_options() -> None:
    assert len(LEAVES) <= 43
    assert sum(1 for _ in list_options()) <= 284
    assert len({name for _, name, _ in list_options()}) <= 80


def test_the_languages_may_be_named_as_in_a_configuration() -> None:
    assert join_languages(["a", "--source-lang", "en", "--target-lang=zh", "b"]) == ["a", "b", "--languages", "en,zh"]
    assert join_languages(["a", "--", "--source-lang"]) == ["a", "--", "--source-lang"]
    result = CliRunner().invoke(main, ["check", "a.txt", "--target-lang"])
    assert "--target-lang of which language?" in result.stderr
