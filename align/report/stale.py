"""What is stale in translations, as text for people and as a JSON document, a contract: see docs/stale.md."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from align.analysis.rewordings import mark_difference
from align.model.skipped import Skipped
from align.model.spans import Location
from align.model.staleness import Change, Position, Stale, StaleReport, StaleText
from align.report.json_document import dump
from align.report.style import Style
from align.report.summary import tell_amount
from align.report.tables import wrap_anywhere
from align.report.terminal import paint, visible

_LONGEST = 400
"""How many characters of a text are shown to people."""

_LISTED = 3
"""How many files that were not compared are named to people."""

_WHAT = {
    Change.CHANGED: "changed",
    Change.ADDED: "added, and not translated: its place would be",
    Change.REMOVED: "removed: its translation should go",
}


def render_text(report: StaleReport, style: Style) -> Iterator[str]:
    """Yield each change with its place in the translation, then a summary.

    Of the source, `[-words-]` are gone and `{+words+}` new; the translation is below, after a bar.
    """
    for text in report.texts:
        for found in text.found:
            yield paint(visible(_head(text, found)), None, style.color) + "\n"
            yield _indent(_shorten(mark_difference(found.difference)), "  ", style.width)
            if found.text:
                yield _indent(_shorten(found.text), "  | ", style.width)
    if style.summary:
        yield wrap_anywhere(_summarise(report), style.width, "") + "\n"


def _head(text: StaleText, found: Stale) -> str:
    what = _WHAT[found.change]
    if found.start is None:
        return f"{text.path}: {found.change} since {text.since}, and no sentence here renders it"
    if found.is_shared:
        what = what.replace("its translation", "its part of the translation")
    if found.position is not Position.AT:
        what += f" {found.position} this"
    return f"{text.path}:{found.start.describe()}: {what}"


def _indent(text: str, margin: str, width: int) -> str:
    """Return a text in lines after a margin."""
    return margin + wrap_anywhere(text, width - len(margin), margin) + "\n"


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _summarise(report: StaleReport) -> str:
    counts = ", ".join(f"{report.count(change):,} {change}" for change in Change)
    unchanged, moved, updated = (
        sum(getattr(text, name) for text in report.texts) for name in ("unchanged", "moved", "updated")
    )
    parts = [
        f"{counts} in {tell_amount(len(report.texts), 'translation')}",
        f"{tell_amount(unchanged, 'paragraph')} unchanged",
        f"{tell_amount(moved, 'sentence')} moved" if moved else "",
        f"{tell_amount(updated, 'change')} followed already" if updated else "",
        _tell_skipped(report.skipped),
    ]
    return "; ".join(filter(None, parts)) + "."


def _tell_skipped(skipped: Sequence[Skipped]) -> str:
    """Return how many files were not compared, and why the first ones were not; empty where there are none."""
    listed = ", ".join(f"{entry.path} ({entry.reason})" for entry in skipped[:_LISTED])
    more = " …" if len(skipped) > _LISTED else ""
    return f"{tell_amount(len(skipped), 'file')} not compared: {listed}{more}" if skipped else ""


def render_json(report: StaleReport) -> Iterator[str]:
    """Yield one object on several lines."""
    whole = {
        "version": 1,
        "summary": {
            "translations": len(report.texts),
            **{str(change): report.count(change) for change in Change},
            **{name: sum(getattr(text, name) for text in report.texts) for name in ("unchanged", "moved", "updated")},
        },
        "translations": [_list_text(text) for text in report.texts],
        "skipped": [asdict(entry) for entry in report.skipped],
    }
    yield dump(whole, indent=2) + "\n"


def _list_text(text: StaleText) -> dict[str, Any]:
    return {
        "path": text.path,
        "source": text.source,
        "since": text.since,
        "unchanged": text.unchanged,
        "moved": text.moved,
        "updated": text.updated,
        "changes": [_list_change(found) for found in text.found],
    }


def _list_change(found: Stale) -> dict[str, Any]:
    return {
        "change": str(found.change),
        "segment": found.start and found.start.segment,
        "line": found.start and found.start.line,
        "column": found.start and found.start.column,
        "end_line": found.end and found.end.line,
        "end_column": found.end and found.end.column,
        "text": found.text,
        "position": str(found.position),
        "shared": found.is_shared,
        "old": found.old or None,
        "new": found.new or None,
        "difference": [[piece.sign, piece.text] for piece in found.difference],
        "source": _list_place(found.source_start),
    }


def _list_place(place: Location | None) -> dict[str, object] | None:
    return {"segment": place.segment, "line": place.line, "column": place.column} if place else None
