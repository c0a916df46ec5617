"""stdout and stderr while a command runs: they may be closed, full, or a pipe that nobody reads."""

import errno
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from align.cli.messages import complain

_INTERRUPTED = 130
"""The exit code of a program that Ctrl-C has ended, by the convention of shells (128 + SIGINT)."""
_TERMINATED = 143
"""That of one which SIGTERM has ended."""


@contextmanager
def guard_streams() -> Iterator[None]:
    """Write out what the block prints; where that fails, or a person interrupts it, print one line and exit.

    A pipe that nobody reads any more is left to click, which ends in silence. SIGTERM ends the block as an exception
    does, so that it cleans up: half-written files are removed, locks freed.
    """
    _prepare_streams()
    _heed_termination()
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
        sys.stdout = _open_null()  # the interpreter would try again, and complain, when it ends
        complain(f"stdout: cannot be written ({error.strerror}): make room, or send it elsewhere")
        raise click.exceptions.Exit(2) from error


def _prepare_streams() -> None:
    """Replace streams that the caller has closed, and write what their encoding lacks as escapes."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, _open_null())
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _heed_termination() -> None:
    """Have SIGTERM raise SystemExit, unless somebody else handles it; signals belong to the main thread."""
    if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(_TERMINATED))


def _open_null() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")
