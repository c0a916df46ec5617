"""Reports on scores: one file per output format, each with `render(report, width)`, a pure function."""

from collections.abc import Callable, Iterator
from importlib import import_module

from align.model.scores import ScoreReport

FORMATS = {
    "text": "align.report.scores.text",
    "json": "align.report.scores.json_document",
    "csv": "align.report.scores.csv_table",
    "markdown": "align.report.scores.markdown",
}
"""The output formats and the modules that render them, imported when asked for."""


def renderer(name: str) -> Callable[[ScoreReport, int], Iterator[str]]:
    """Return the function that renders a format of `FORMATS`; it takes the width of the terminal."""
    render: Callable[[ScoreReport, int], Iterator[str]] = import_module(FORMATS[name]).render
    return render
