"""For people: each finding with the words round it, carets under what is marked, and what could be there."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from align.model import Diagnostic, Excerpt, Report, list_hints
from align.report.concise import place
from align.report.style import Style
from align.report.summary import close, tell_amount
from align.report.terminal import head, paint, tail, tint, visible, width, wrap

_INDENT = "    "
_BAR = "  | "


def render(report: Report, style: Style) -> Iterator[str]:
    """Yield the findings, an empty line between them, those of several texts under headings, and a summary."""
    shown, between = style.choose(report), ""
    has_headings = style.limit is None and len({entry.path for entry in shown}) > 1
    for path, entries in groupby(shown, key=lambda entry: entry.path):
        found = list(entries)
        if has_headings:
            counts = Counter(entry.finding.severity for entry in found)
            amounts = [tell_amount(counts[one], str(one)) for one in sorted(counts, reverse=True)]
            heading = paint(f"== {visible(path)}: {', '.join(amounts)} ==", None, style.color)
            yield f"{between}{heading}\n"
            between = "\n"
        for entry in found:
            yield between + render_finding(entry, style) + "\n"
            between = "\n"
    for line in render_close(report, style):
        yield between + line


def render_close(report: Report, style: Style) -> Iterator[str]:
    """Yield the summary."""
    for line in close(report, style):
        yield paint(wrap(line, style.width, ""), None, style.color) + "\n"


def render_finding(entry: Diagnostic, style: Style) -> str:
    """Return one finding, in lines without the last end; suggestions of one origin are followed by its name."""
    finding = entry.finding
    label = paint(f"{finding.severity} {finding.rule}", finding.severity, style.color)
    lines = [
        f"{paint(place(entry), None, style.color)}: {label}",
        wrap("  " + visible(finding.message), style.width, "  "),
        *_pointed(entry.excerpt, style),
    ]
    if finding.suggestions:
        label = "  hint: " if list_hints(entry) else "  = "
        groups = groupby(finding.suggestions, key=lambda suggestion: suggestion.origin)
        offers = (f"{', '.join(visible(one.text) for one in group)} ({origin})" for origin, group in groups)
        lines.append(tint(wrap(label + "; ".join(offers), style.width, _INDENT), style.color))
    return "\n".join(lines)


def _pointed(excerpt: Excerpt, style: Style) -> list[str]:
    """Return the line with the marked characters in view, cut to the width, and carets under them."""
    room = max(style.width - len(_BAR), 20)
    before, marked, after = (
        visible(excerpt.text[slice(*part)])
        for part in ((0, excerpt.start), (excerpt.start, excerpt.end), (excerpt.end, None))
    )
    if width(marked) > room - 2:
        marked, after = _cut(marked, room - 1), ""
    spare = room - max(width(marked), 1)
    left = _cut(before, max(spare // 2, spare - width(after)), at_start=True)
    right = _cut(after, spare - width(left))
    caret = paint("^" * max(width(marked), 1), None, style.color)
    return [f"{_BAR}{left}{marked}{right}", f"{_BAR}{' ' * width(left)}{caret}"]


def _cut(text: str, columns: int, *, at_start: bool = False) -> str:
    """Return a text that fits, with an ellipsis where some of it is left out: its end, or its start."""
    if width(text) <= columns:
        return text
    sign, room = "…" * (columns > 0), max(columns - 1, 0)
    return sign + tail(text, room).lstrip() if at_start else head(text, room).rstrip() + sign
