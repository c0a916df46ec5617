"""One word means one thing: the options of the commands that compare, score and work on corpora."""

from collections.abc import Iterator

import click
import pytest

from align.cli import main

COMMANDS = (
    "align",
    "score",
    "terms",
    *(f"corpus {name}" for name in ["check", "align", "report", "filter", "extract", "sample"]),
)
GONE = frozenset(
    [
        "--color",
        "--quiet",
        "--isolated",
        "--overwrite",
        "--all",
        "--top",
        "--read",
        "--baseline",
        "--by",
        "--format",
        "--output-file",
        "--ray-address",
        "--rules",
        "--pass",
        "--ter",
        "--fail-on",
    ]
)
"""Options that belong to other commands, or whose word means something else there."""


def find_options(command: str) -> dict[str, click.Option]:
    """The options of a command, by their long names."""
    found: click.Command = main
    for name in command.split():
        assert isinstance(found, click.Group)
        child = found.get_command(click.Context(found), name)
        assert child, command
        found = child
    return {max(one.opts, key=len): one for one in found.params if isinstance(one, click.Option)}


def list_options() -> Iterator[tuple[str, str, click.Option]]:
    for command in COMMANDS:
        for name, option in find_options(command).items():
            yield command, name, option


def test_words_of_other_commands_are_not_used() -> None:
    assert [(command, name) for command, name, _ in list_options() if name in GONE] == []
    assert [command for command, name, _ in list_options() if name == "--dictionary"] == ["terms"]


def test_a_report_is_a_format_and_a_file_and_what_is_made_is_named_by_to() -> None:
    reports = {command: option for command, name, option in list_options() if name == "--output"}
    assert list(reports) == ["score", "terms", "corpus report"]
    assert {(option.metavar, option.multiple) for option in reports.values()} == {("FORMAT=FILE", True)}
    made = {command for command, name, _ in list_options() if name == "--to"}
    assert made == {"align", *COMMANDS[3:]} - {"corpus report"}
    assert [command for command, _, option in list_options() if "-o" in option.opts] == list(reports)


@pytest.mark.parametrize(("command", "most"), [("score", 18), ("align", 12), ("corpus check", 15)])
def test_options_are_few(command: str, most: int) -> None:
    assert len(find_options(command)) <= most


def test_the_groups_are_those_of_the_page() -> None:
    corpus = main.get_command(click.Context(main), "corpus")
    assert isinstance(corpus, click.Group)
    assert sorted(corpus.list_commands(click.Context(corpus))) == [
        "align",
        "check",
        "extract",
        "filter",
        "report",
        "sample",
    ]
