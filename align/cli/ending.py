"""How the program ends, whatever happens: an exit code, and one line on stderr where something is wrong."""

import errno
import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

import click
from click.exceptions import NoArgsIsHelpError

from align.cli.messages import complain
from align.cli.streams import StreamError, tame_streams
from align.deprecations import take_warnings
from align.errors import TRACEBACK, AligncheckError, describe_fault

_FAILED = 2
_INTERRUPTED = 130
"""128 + SIGINT, by the convention of shells."""
_TERMINATED = 143
"""128 + SIGTERM."""
_UNREAD = 141
"""128 + SIGPIPE: how `grep` ends where no one reads its output any more."""


def end_program(run: Callable[[], object]) -> NoReturn:
    """Run a command, which returns its exit code, and end the process.

    SIGTERM ends the command as an exception does, so that it cleans up: half-written files are removed, locks freed.
    """
    code = _FAILED
    with suppress(StreamError), _heed_termination(), tame_streams():
        code = _find_exit_code(run)
        for warning in take_warnings():
            complain(warning)
        sys.stderr.flush()
    sys.exit(code)


@contextmanager
def _heed_termination() -> Iterator[None]:
    """Have SIGTERM raise SystemExit in the block, unless someone else handles it; signals are the main thread's."""
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(_TERMINATED))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _find_exit_code(run: Callable[[], object]) -> int:
    try:
        code = run()
        sys.stdout.flush()
    except StreamError as error:
        if error.error.errno == errno.EPIPE:
            return _UNREAD
        complain(str(error))
    except (KeyboardInterrupt, click.Abort):
        return _INTERRUPTED
    except click.ClickException as error:
        _show(error)
        return error.exit_code
    except AligncheckError as error:
        complain(str(error))
    except Exception as error:  # a fault of the program, which ends in one line, too
        if os.environ.get(TRACEBACK):
            import traceback

            click.echo(traceback.format_exc(), nl=False, err=True)
        complain(describe_fault(error))
    else:
        return code if isinstance(code, int) else 0
    return _FAILED


def _show(error: click.ClickException) -> None:
    """Print what is wrong with a command line: in one line, but for a group whose sub-command is missing."""
    from align.report.terminal import visible

    if isinstance(error, click.UsageError) and not isinstance(error, NoArgsIsHelpError):
        command = error.ctx.command_path if error.ctx else "aligncheck"
        complain(f"{' '.join(error.format_message().split()).rstrip('.')} (`{command} --help` lists the options)")
        return
    text = io.StringIO()
    error.show(file=text)
    click.echo("\n".join(map(visible, text.getvalue().split("\n"))), nl=False, err=True)
