"""Progress of long work, shown on stderr where that is a terminal."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import click

T = TypeVar("T")

_CLEAR = "\r\x1b[K"


def _can_redraw() -> bool:
    """Return whether stderr is a terminal on which a line can be written again."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def show_progress(items: Sequence[T], size: Callable[[T], int], name: Callable[[T], str]) -> Iterator[T]:
    """Yield the items, with a bar that grows with their sizes (in any unit).

    It shows the time left, how many items are done, of how many, and the name of the current one.
    """
    from align.report.terminal import head, visible

    if len(items) < 2 or not _can_redraw():
        yield from items
        return

    def describe(item: tuple[int, T] | None) -> str:
        return "" if item is None else f"{item[0]:,}/{len(items):,} {head(visible(name(item[1])), 30)}"

    sizes = [max(size(item), 1) for item in items]
    with click.progressbar(length=sum(sizes), file=sys.stderr, item_show_func=describe) as bar:
        for number, (item, weight) in enumerate(zip(items, sizes, strict=True)):
            bar.update(0, (number, item))
            bar.render_progress()
            yield item
            bar.update(weight, (number + 1, item))


@contextmanager
def show_status(message: str) -> Iterator[None]:
    """Show a line on stderr until the block ends."""
    if not _can_redraw():
        yield
        return
    from align.report.terminal import head, visible

    room = shutil.get_terminal_size((80, 24)).columns - 1  # a line that wraps could not be cleared
    click.echo(head(visible(message), room), err=True, nl=False)
    try:
        yield
    finally:
        click.echo(_CLEAR, err=True, nl=False)
