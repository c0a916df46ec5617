"""`check --watch`: check again whenever something changes, until someone presses Ctrl-C."""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

import click

from align.cli.messages import complain
from align.errors import AligncheckError

if TYPE_CHECKING:
    from align.config.settings import Request
    from align.inputs.watching import Stamps

_PAUSE = 0.5
"""Seconds between two looks at the files: each costs some microseconds a file."""


def watch(request: "Request", check: Callable[[], int]) -> NoReturn:
    """Check, and again after each change of what the request reads; an error is shown, and waits for a change, too.

    After a change it waits until none comes any more: a program may write many files.
    """
    from align.inputs.watching import list_watched, stamp

    stamps: Stamps = {}
    while True:
        try:
            stamps = stamp(list_watched(request))
        except AligncheckError:  # what was watched before is
            stamps = stamp(stamps or request.paths)
        if sys.stdout.isatty():
            click.clear()
        try:
            check()
        except AligncheckError as error:
            complain(str(error))
        sys.stdout.flush()
        click.echo("watching for changes; Ctrl-C ends", err=True)
        sys.stderr.flush()
        before: Stamps = {}
        now = stamps
        while now == stamps:
            time.sleep(_PAUSE)
            now = stamp(stamps)
        while now != before:
            time.sleep(_PAUSE)
            before, now = now, stamp(stamps)
