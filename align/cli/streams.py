"""stdout and stderr for as long as a command runs: closed, full or a pipe that nobody reads."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from align.cli.messages import complain, fail

_INTERRUPTED = 130
"""The exit code of a program that Ctrl-C has ended, by the convention of shells (128 + SIGINT)."""


@contextmanager
def streams() -> Iterator[None]:
    """Write out what a command prints; where that fails, or a person interrupts it, one line says so.

    A pipe that nobody reads any more is left to click, which ends in silence.
    """
    _prepare()
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:
        complain("interrupted")
        raise click.exceptions.Exit(_INTERRUPTED) from None
    except OSError as error:
        if error.errno == errno.EPIPE or error.filename is not None:
            raise
        sys.stdout = _nowhere()  # the interpreter would try again, and complain, when it ends
        fail(f"stdout: cannot be written ({error.strerror}): make room, or send it elsewhere")


def _prepare() -> None:
    """Replace streams that the caller has closed, and write what their encoding lacks as escapes."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, _nowhere())
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")
