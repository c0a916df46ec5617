"""Glossary files as the sub-commands read, write and change them."""

import shlex
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from align.cli.messages import complain, tell
from align.cli.streams import write_data

if TYPE_CHECKING:
    from align.cli.glossary.options import ChangeOptions, TableOptions
    from glossary.formats.base import Languages
    from glossary.formats.files import Draft, Loaded
    from glossary.model import Glossary


def detect_format(path: str, format_name: str | None) -> str | None:
    """Return the format of a file: the one named, or that of its content where it has no suffix, as in a merge driver
    of git.

    None where neither shows it, and for a file with a suffix, which does.
    """
    if format_name or Path(path).suffix:
        return format_name
    from glossary.formats import detect_format
    from glossary.formats.base import FormatError
    from glossary.formats.text import HEAD
    from glossary.storage.reading import open_file

    try:
        with open_file(path) as file:
            return detect_format(path, file.read(HEAD))
    except (OSError, FormatError):
        return None


def load_glossary(path: str, format_name: str | None, options: "TableOptions", *, unfinished: bool = False) -> "Loaded":
    """Read a glossary, and say which sheets of a workbook are not read.

    `unfinished` is as in `glossary.formats.files.load`. Raises GlossaryError.
    """
    from glossary.formats.files import describe_unread_sheets, load

    with _say_how_to_name_format(path, "--input-format"):
        loaded = load(
            Path(path), detect_format(path, format_name), options.pair, options.columns, unfinished=unfinished
        )
    if unread := describe_unread_sheets(Path(path), loaded.format, options.columns):
        complain(f"{path}: {unread}")
    return loaded


def load_glossaries(paths: Iterable[str], options: "TableOptions") -> "dict[str, Glossary]":
    """Read several glossaries; return each by its path. Raises GlossaryError."""
    return {path: load_glossary(path, None, options).glossary for path in paths}


@contextmanager
def _say_how_to_name_format(path: str, *flags: str) -> Iterator[None]:
    """Add to an error that the suffix shows no format which option of this command does, or what else may help."""
    from glossary.formats import FORMATS, SuffixError
    from glossary.formats.files import GlossaryError
    from glossary.storage.reading import is_there

    try:
        yield
    except GlossaryError as error:
        if not isinstance(error.__cause__, SuffixError):
            raise
        known = {name for option in click.get_current_context().command.params for name in option.opts}
        flag = next((flag for flag in flags if flag in known), "")
        if flag:
            raise GlossaryError(f"{error}, or name the format with {flag}, one of {', '.join(FORMATS)}") from error
        command = f"aligncheck glossary convert {shlex.quote(path)} NEW.csv --input-format FORMAT"
        raise GlossaryError(f"{error}, or {command}" if is_there(path) else str(error)) from error


def save_glossary(
    path: str,
    glossary: "Glossary",
    format_name: str | None,
    languages: "Languages",
    *,
    onto: bool = False,
    force: bool = False,
) -> None:
    """Write a glossary as `glossary.formats.files.save` does; say what the format cannot hold. Raises GlossaryError."""
    from glossary.formats.files import save

    with _say_how_to_name_format(path, "--output-format", "--input-format"):
        losses = save(Path(path), glossary, format_name, languages, onto=onto, force=force)
    _complain_of_losses(path, losses)


def tell_saved(path: str, glossary: "Glossary") -> None:
    """Say how much a file holds now."""
    from align.report.summary import tell_amount

    tell([f"{path}: {tell_amount(len(glossary.concepts), 'concept')}"])


def print_glossary(glossary: "Glossary", format_name: str, languages: "Languages") -> None:
    """Write a glossary to stdout, made visible where that is a terminal, and say what the format cannot hold."""
    from glossary.formats import load_format

    writer = load_format(format_name)
    write_data(writer.dump(glossary, languages))
    _complain_of_losses("stdout", map(str, writer.find_losses(glossary, languages)))


@contextmanager
def edit_glossary(path: str, options: "ChangeOptions", *, columns: str = "", create: bool = False) -> Iterator["Draft"]:
    """Change a glossary as `glossary.upkeep.history.edit_signed` does; say what is new and what is lost."""
    from align.cli.authors import find_name, tell_date
    from align.cli.glossary.options import SignedOptions
    from glossary.upkeep.history import Event, edit_signed

    named, languages = detect_format(path, options.format), options.languages.pair
    reason = (options.reason if isinstance(options, SignedOptions) else None) or ""
    with (
        _say_how_to_name_format(path, "--input-format"),
        edit_signed(
            path,
            lambda: Event(tell_date(), find_name(), ""),
            named,
            languages,
            columns,
            reason=reason,
            create=create,
            force=options.force,
        ) as draft,
    ):
        yield draft
    for title in draft.columns:
        complain(f"{path}: added a column “{title}”")
    _complain_of_losses(path, draft.losses)


def _complain_of_losses(path: str, losses: Iterable[str]) -> None:
    for loss in losses:
        complain(f"{path}: {loss}")
