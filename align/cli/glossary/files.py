"""Glossary files as the sub-commands read and write them: every failure is one line and exit code 2."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from align.cli.messages import complain, fail

if TYPE_CHECKING:
    from glossary.formats.base import Languages
    from glossary.formats.files import Editing, Loaded
    from glossary.model import Glossary

_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8})*", re.IGNORECASE)
_F = TypeVar("_F", bound=Callable[..., Any])


def _code(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    if not _CODE.fullmatch(value):
        fail(f"{parameter.opts[-1]} {value}: a language code is expected, such as zh, en or pt-BR")
    return value


def language_options(function: _F) -> _F:
    """The options `--source-lang` and `--target-lang`."""
    for name, code in (("target", "en"), ("source", "zh")):
        function = click.option(f"--{name}-lang", metavar="CODE", default=code, show_default=True, callback=_code,
                                help=f"The {name} language.")(function)  # fmt: skip
    return function


def format_option(
    *names: str, text: str = "Format of the file (else told by its name or content)."
) -> Callable[[_F], _F]:
    """An option that names a format of glossaries."""
    return click.option(*names, metavar="FORMAT", help=text)


def languages(asked: dict[str, Any]) -> "Languages":
    """The languages that the options ask for."""
    from glossary.formats.base import Languages

    return Languages(asked["source_lang"], asked["target_lang"])


@contextmanager
def failing() -> Iterator[None]:
    """Turn what can go wrong with a glossary into one line and exit code 2."""
    from glossary.formats.files import GlossaryError
    from glossary.upkeep.edit import EditError

    try:
        yield
    except (GlossaryError, EditError) as error:
        fail(str(error))


def told(path: str, format_: str | None) -> str | None:
    """The format that is named; for a file without suffix, such as git gives a merge driver, the one of its content;
    else None, and its name tells.
    """
    if format_ or Path(path).suffix:
        return format_
    from glossary.formats import format_of_content
    from glossary.formats.base import FormatError

    try:
        with Path(path).open("rb") as file:
            start = file.read(65536)
        return format_of_content(path, start)
    except (OSError, FormatError):
        return None


def load(path: str, format_: str | None, spoken: "Languages") -> "Loaded":
    """Read a glossary."""
    from glossary.formats.files import load as load_file

    with failing():
        return load_file(Path(path), told(path, format_), spoken)


def save(path: str, glossary: "Glossary", format_: str | None, spoken: "Languages") -> None:
    """Write a glossary, and say what the format cannot hold."""
    from glossary.formats.files import save as save_file

    with failing():
        say_losses(path, save_file(Path(path), glossary, format_, spoken))


def show(glossary: "Glossary", format_: str, spoken: "Languages") -> None:
    """Write a glossary to stdout, made visible where that is a terminal, and say what the format cannot hold."""
    from align.report.terminal import visible
    from glossary.formats import module

    writer = module(format_)
    if sys.stdout.isatty():
        text = b"".join(writer.dump(glossary, spoken)).decode(errors="replace")
        click.echo("\n".join(map(visible, text.split("\n"))), nl=False)
    else:
        for piece in writer.dump(glossary, spoken):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    say_losses("stdout", writer.losses(glossary, spoken))


def say_losses(path: str, losses: Iterable[str]) -> None:
    """Say what was not written, on stderr."""
    for loss in losses:
        complain(f"{path}: {loss}")


@contextmanager
def editing(path: str, format_: str | None, spoken: "Languages", create: bool = False) -> Iterator["Editing"]:
    """Change a glossary in its file; nothing is written where the block fails."""
    from glossary.formats.files import editing as edit_file

    with failing(), edit_file(Path(path), told(path, format_), spoken, create=create) as draft:
        yield draft
    say_losses(path, draft.losses)


def today() -> str:
    """The date, ISO 8601."""
    from datetime import date

    return date.today().isoformat()
