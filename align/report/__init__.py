"""Reports: one file per output format, each with `render(report, style)`, a pure function.

It yields its text in pieces, so that a report of any length needs little memory.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from align.model import Report
    from align.report.style import Style

FORMATS = {
    "full": "align.report.full",
    "concise": "align.report.concise",
    "json": "align.report.json_document",
    "jsonl": "align.report.jsonl",
    "github": "align.report.github",
}
"""The output formats and the modules that render them, imported when asked for."""

FOR_PEOPLE = frozenset({"full", "concise"})
"""The formats that people read on a terminal or in a log; programs read the others."""


def renderer(name: str) -> Callable[[Report, Style], Iterator[str]]:
    """The function that renders a format of `FORMATS`."""
    render: Callable[[Report, Style], Iterator[str]] = import_module(FORMATS[name]).render
    return render
