"""Where the findings of a text cluster: a line as long as the text, and the same as a table."""

from __future__ import annotations

from collections import Counter

from align.model import Severity
from align.report.page.sheets import Sheet

_WIDTH = 240
"""How many places the line has: findings in the same place are one stroke."""

_PARTS = 10


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


def render_table(sheet: Sheet) -> str:
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
