"""The texts of a report one below the other: what was found in each and where, how it scores, where it is unsure.

Where the findings of a text cluster is a line as long as the text, and the same as a table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from align.model import Severity
from align.report.page.markup import isolate
from align.report.page.sheets import Sheet

if TYPE_CHECKING:
    from align.model import Report
    from align.model.scores import FindingScores

Address = Callable[[int, Sheet], str]
"""Where a text is shown, by its place from 1."""

_WIDTH = 240
"""How many places the line has: findings in the same place are one stroke."""

_PARTS = 10

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


def render_chart(sheet: Sheet) -> str:
    """Return the line, a stroke for each place with findings; nothing where there are none."""
    if not sheet.entries:
        return ""
    strokes = ""
    for severity in Severity:
        if places := sorted(set(_place(sheet, _WIDTH, severity))):
            drawn = "".join(f"M{place + 0.5} 1v12" for place in places)
            strokes += f'<path class="{severity}" d="{drawn}"/>'
    part, _ = Counter(_place(sheet, _PARTS)).most_common(1)[0]
    label = f"Map of findings from start to end; most are in part {part + 1} of {_PARTS}"
    line = f'<path class="axis" d="M0 13.5h{_WIDTH}"/>'
    return f'<svg class="map" viewBox="0 0 {_WIDTH} 14" role="img" aria-label="{label}">{line}{strokes}</svg>'


def _place(sheet: Sheet, parts: int, severity: Severity | None = None) -> list[int]:
    """Return the part of the text that each finding starts in, from 0."""
    length = max(len(sheet.page.text), 1)
    starts = (mark.span.start for mark in sheet.marks if severity in (None, mark.entry.severity))
    return [min(start * parts // length, parts - 1) for start in starts]


def render_tenths(sheet: Sheet) -> str:
    """Return how many findings start in each tenth of the text; nothing where there are none."""
    if not sheet.entries:
        return ""
    counts = Counter(_place(sheet, _PARTS))
    head = "".join(f'<th scope="col">{part + 1}</th>' for part in range(_PARTS))
    cells = "".join(f"<td>{counts[part] or '–'}</td>" for part in range(_PARTS))
    return (
        '<details class="where"><summary>Where the findings are</summary><table><caption>Findings in each tenth of the '
        f'text, from its start</caption><tr><th scope="row">Tenth</th>{head}</tr>'
        f'<tr><th scope="row">Findings</th>{cells}</tr></table></details>\n'
    )
