"""Findings of a corpus as a table for people to judge, in CSV or as a workbook, and what their verdicts come to.

No cell is a formula.
"""

from collections.abc import Iterable, Iterator, Sequence

from align.model import on_one_line
from align.model.rates import Example, Precision
from align.report.document import ReportDocument, Table
from align.report.terminal import visible

COLUMNS = ("rule", "severity", "origin", "id", "source", "target", "marked", "message", "suggestions", "verdict")
"""The titles of the columns; `verdict` is left to people."""

_WIDTHS = {"rule": 24, "origin": 20, "source": 60, "target": 60, "marked": 20, "message": 50, "suggestions": 30}


def list_rows(examples: Iterable[Example]) -> Iterator[list[str]]:
    """Yield the header, then a row for each finding."""
    yield list(COLUMNS)
    for one in examples:
        texts = one.source, one.target, one.target[slice(*one.span)], one.message, "; ".join(one.suggestions)
        yield [visible(on_one_line(cell)) for cell in (one.rule, one.severity, one.origin, one.id, *texts, "")]


def pack(suffix: str, examples: Iterable[Example]) -> Iterable[bytes]:
    """Return the bytes of the table, `suffix` .csv or .xlsx."""
    rows: Iterable[Sequence[str]] = list_rows(examples)
    if suffix == ".csv":
        from glossary.formats.tables.cells import FOR_PEOPLE, write

        return write(rows, FOR_PEOPLE)
    from align.report.workbook import Column, pack_table

    return [pack_table([Column(title, _WIDTHS.get(title, 12)) for title in COLUMNS], rows, "aligncheck")]


def describe_precision(found: Sequence[Precision]) -> ReportDocument:
    """Return the report on how often each rule was right, of how many that were judged, and the interval of that."""
    return ReportDocument(
        lambda: [Table(list(map(_tell_precision, found)))] if found else [], lambda: _list_data(found)
    )


def _tell_precision(one: Precision) -> tuple[str, ...]:
    share = "–"
    if one.value is not None and one.interval is not None:
        share = f"{one.value:.2f} ({one.interval[0]:.2f} to {one.interval[1]:.2f})"
    rest = ", ".join(f"{count} {what}" for count, what in ((one.unsure, "unsure"), (one.open, "open")) if count)
    return one.rule, f"{one.right} of {one.right + one.wrong} right", share, rest


def _list_data(found: Sequence[Precision]) -> dict[str, object]:
    rules = []
    for one in found:
        low, high = one.interval or (None, None)
        rules.append({**one._asdict(), "precision": _round(one.value), "low": _round(low), "high": _round(high)})
    return {"version": 1, "rules": rules}


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
