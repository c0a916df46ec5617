"""What `--help-all` says of every command, taken from the commands themselves, for the site and the manual page."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass

import click

from align.cli import main
from align.cli.groups import LazyGroup
from align.cli.help_sections import SectionedCommand

Record = tuple[str, str]
"""An option as it is written, with what it takes, and its meaning; or a command and its line."""

_WIDE = 1_000
"""Columns enough for nothing to be cut."""


@dataclass(frozen=True)
class CommandPage:
    """A command: its name in full, how it is called, what its help says, its options and the commands in it.

    `text` has paragraphs and examples (`is_example`); `options` are under the headings of the help.
    """

    path: str
    usage: str
    text: tuple[str, ...]
    options: tuple[tuple[str, tuple[Record, ...]], ...]
    commands: tuple[Record, ...]


def list_commands() -> Iterator[CommandPage]:
    """Yield every command, each before those in it, in the order of the help."""
    context = click.Context(main, info_name="aligncheck", terminal_width=_WIDE, **main.context_settings)
    yield from _walk(main, context)


def is_example(paragraph: str) -> bool:
    """Return whether a paragraph of a help shows commands."""
    return paragraph.startswith("    ")


def _walk(command: click.Command, context: click.Context) -> Iterator[CommandPage]:
    texts = command.texts if isinstance(command, LazyGroup) else {}
    yield CommandPage(
        context.command_path,
        " ".join((context.command_path, *command.collect_usage_pieces(context))),
        tuple(re.split(r"\n\n+", inspect.cleandoc(command.help or "").replace("\b\n", ""))),
        tuple((heading, tuple(records)) for heading, records in _list_sections(command, context)),
        tuple(texts.items()),
    )
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from _walk(child, click.Context(child, info_name=name, parent=context, terminal_width=_WIDE))


def _list_sections(command: click.Command, context: click.Context) -> Iterator[tuple[str, list[Record]]]:
    params = command.get_params(context)
    if isinstance(command, SectionedCommand):
        yield from command.list_sections(context, {param.name or "" for param in params})
    else:
        yield "Options", [record for param in params if (record := param.get_help_record(context))]
