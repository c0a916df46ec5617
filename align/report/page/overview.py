"""The texts of a report one below the other: what was found in each, how it scores, where the alignment is unsure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from align.model import Severity
from align.report.page.chart import render_chart
from align.report.page.markup import isolate
from align.report.page.sheets import Sheet

if TYPE_CHECKING:
    from align.model import Report
    from align.model.scores import FindingScores

Address = Callable[[int, Sheet], str]
"""Where a text is shown, by its place from 1."""

_NONE = "–"
_HINT = (
    "Score: 100 × (1 − penalty / words), of texts of 250 words or more; an error weighs 5 and a warning 1, unless the "
    "configuration says otherwise. Unsure: pairs whose alignment has a confidence below 0.5."
)
_COLUMNS = ("Document", "Words", "Errors", "Warnings", "Infos", "Unsure", "Score", "Where")


def render_overview(report: Report, sheets: Sequence[Sheet], address: Address) -> Iterator[str]:
    """Yield the table of the texts; nothing where none was scored, as for glossaries."""
    if not report.scores:
        return
    scores = {one.name: one for one in report.scores}
    head = "".join(f'<th scope="col">{name}</th>' for name in _COLUMNS)
    yield f'<p class="hint" id="scores">{_HINT}</p>\n<div class="wide">'
    yield f'<table class="overview" aria-describedby="scores">\n<tr>{head}</tr>\n'
    for place, sheet in enumerate(sheets, 1):
        found, cells = scores.get(sheet.page.path), list[str]()
        cells.append(f"{found.words:,}" if found else _NONE)
        for severity in reversed(Severity):
            count = sum(entry.severity is severity for entry in sheet.entries)
            cells.append(f"{count:,}" if count else _NONE)
        cells.append(f"{sheet.unsure:,} of {sheet.pairs:,}" if sheet.pairs else _NONE)
        cells.append(_render_score(found))
        name = f'<a href="{escape(address(place, sheet))}">{isolate(sheet.page.path)}</a>'
        numbers = "".join(f"<td>{cell}</td>" for cell in cells)
        yield f'<tr><th scope="row">{name}</th>{numbers}<td>{render_chart(sheet)}</td></tr>\n'
    yield "</table></div>\n"


def _render_score(scores: FindingScores | None) -> str:
    """Return the score and a bar as long."""
    if not scores or scores.score is None:
        return _NONE
    length = min(max(scores.score, 0), 100)
    line = f'<path class="axis" d="M0 3.5h100"/><path class="bar" d="M0 3.5h{length:.2f}"/>'
    return f'{scores.score:.2f} <svg class="score" viewBox="0 0 100 7" aria-hidden="true">{line}</svg>'
