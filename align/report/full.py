"""For people: each finding with the words round it, carets under what is marked, and what could be there."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from align.model import Diagnostic, Excerpt, Report, Suggestion, list_hints
from align.report.concise import place
from align.report.style import Style
from align.report.summary import close, tell_amount
from align.report.terminal import head, paint, tail, tint, visible, width, wrap

_INDENT = "    "
_BAR = "  | "


def render(report: Report, style: Style) -> Iterator[str]:
    """Yield the findings, an empty line between them, those of several texts under headings, and a summary."""
    shown, between = list(style.shown(report)), ""
    counts = Counter(entry.path for entry in shown)
    for path, entries in groupby(shown, key=lambda entry: entry.path):
        found = list(entries)
        if len(counts) > 1:
            yield between + _render_heading(path, found, style) + "\n"
            between = "\n"
        for entry in found:
            yield between + render_finding(entry, style) + "\n"
            between = "\n"
    for line in render_close(report, style):
        yield between + line


def _render_heading(path: str, found: Sequence[Diagnostic], style: Style) -> str:
    """Return the heading of a text, with the number of findings of each severity in it that follow."""
    counts = Counter(entry.finding.severity for entry in found)
    amounts = [tell_amount(counts[one], str(one)) for one in sorted(counts, reverse=True)]
    return paint(f"== {visible(path)}: {', '.join(amounts)} ==", None, style.color)


def render_close(report: Report, style: Style) -> Iterator[str]:
    """Yield the summary."""
    for line in close(report, style):
        yield paint(wrap(line, style.width, ""), None, style.color) + "\n"


def render_finding(entry: Diagnostic, style: Style) -> str:
    """Return one finding, in lines without the last end."""
    finding = entry.finding
    label = paint(f"{finding.severity} {finding.rule}", finding.severity, style.color)
    lines = [
        f"{paint(place(entry), None, style.color)}: {label}",
        wrap("  " + visible(finding.message), style.width, "  "),
        *_pointed(entry.excerpt, style),
    ]
    if finding.suggestions:
        label = "  hint: " if list_hints(entry) else "  = "
        lines.append(tint(wrap(label + _offers(finding.suggestions), style.width, _INDENT), style.color))
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
    left = _cut_left(before, max(spare // 2, spare - width(after)))
    right = _cut(after, spare - width(left))
    caret = paint("^" * max(width(marked), 1), None, style.color)
    return [f"{_BAR}{left}{marked}{right}", f"{_BAR}{' ' * width(left)}{caret}"]


def _cut(text: str, columns: int) -> str:
    return text if width(text) <= columns else head(text, max(columns - 1, 0)).rstrip() + "…" * (columns > 0)


def _cut_left(text: str, columns: int) -> str:
    return text if width(text) <= columns else "…" * (columns > 0) + tail(text, max(columns - 1, 0)).lstrip()


def _offers(suggestions: tuple[Suggestion, ...]) -> str:
    """Return the suggestions, each run of one origin followed by its name."""
    groups = groupby(suggestions, key=lambda suggestion: suggestion.origin)
    return "; ".join(f"{', '.join(visible(offer.text) for offer in offers)} ({origin})" for origin, offers in groups)
