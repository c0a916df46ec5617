"""What is stale in translations: see docs/stale.md."""

from collections.abc import Iterator

from align.analysis.rewordings import mark_difference
from align.model.spans import Location
from align.model.staleness import Change, Position, Stale, StaleReport, StaleText
from align.report.document import Block, Heading, Line, Quote, ReportDocument, to_data
from align.report.summary import tell_amount

_LONGEST = 400
"""How many characters of a text people are shown."""
_LISTED = 3
"""How many files that were not compared are named to people."""
_WHAT = {
    Change.CHANGED: "changed",
    Change.ADDED: "added, and not translated: its place would be",
    Change.REMOVED: "removed: its translation should go",
}
_COUNTS = ("unchanged", "moved", "updated")


def describe_stale(report: StaleReport, *, summary: bool = True) -> ReportDocument:
    """Return the report on each change and its place in the translation; people get a summary if they want one.

    Of the source, `[-words-]` are gone and `{+words+}` new; the translation is below, after a bar.
    """
    return ReportDocument(lambda: _list_blocks(report, summary), lambda: _list_data(report))


def _list_blocks(report: StaleReport, summary: bool) -> Iterator[Block]:
    for text in report.texts:
        for found in text.found:
            yield Heading(_tell_place(text, found))
            yield Line(_shorten(mark_difference(found.difference)), indent=2, hang=0)
            if found.text:
                yield Quote(_shorten(found.text))
    if summary:
        yield Line(_summarise(report), hang=0)


def _tell_place(text: StaleText, found: Stale) -> str:
    what = _WHAT[found.change]
    if found.start is None:
        return f"{text.path}: {found.change} since {text.since}, and no sentence here renders it"
    if found.is_shared:
        what = what.replace("its translation", "its part of the translation")
    if found.position is not Position.AT:
        what += f" {found.position} this"
    return f"{text.path}:{found.start.describe()}: {what}"


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _count(report: StaleReport) -> dict[str, int]:
    """Return how many paragraphs are unchanged, sentences are elsewhere, and changes were followed."""
    return {name: sum(getattr(text, name) for text in report.texts) for name in _COUNTS}


def _summarise(report: StaleReport) -> str:
    changes = ", ".join(f"{report.count(change):,} {change}" for change in Change)
    counts = _count(report)
    parts = [
        f"{changes} in {tell_amount(len(report.texts), 'translation')}",
        f"{tell_amount(counts['unchanged'], 'paragraph')} unchanged",
        f"{tell_amount(counts['moved'], 'sentence')} moved" if counts["moved"] else "",
        f"{tell_amount(counts['updated'], 'change')} followed already" if counts["updated"] else "",
    ]
    if report.skipped:
        listed = ", ".join(f"{entry.path} ({entry.reason})" for entry in report.skipped[:_LISTED])
        more = " …" if len(report.skipped) > _LISTED else ""
        parts.append(f"{tell_amount(len(report.skipped), 'file')} not compared: {listed}{more}")
    return "; ".join(filter(None, parts)) + "."


def _list_data(report: StaleReport) -> dict[str, object]:
    changes = {str(change): report.count(change) for change in Change}
    texts = [
        {
            "path": text.path,
            "source": text.source,
            "since": text.since,
            **{name: getattr(text, name) for name in _COUNTS},
            "changes": list(map(_list_change, text.found)),
        }
        for text in report.texts
    ]
    return {
        "version": 1,
        "summary": {"translations": len(report.texts), **changes, **_count(report)},
        "translations": texts,
        "skipped": to_data(report.skipped),
    }


def _list_change(found: Stale) -> dict[str, object]:
    return {
        "change": str(found.change),
        **(_list_place(found.start) or dict.fromkeys(("segment", "line", "column"))),
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
