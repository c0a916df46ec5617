"""Findings of a corpus as a table for people to judge, in CSV or as a workbook: no cell is a formula."""

from collections.abc import Iterable, Iterator, Sequence

from align.model import on_one_line
from align.model.rates import Example
from align.report.terminal import visible

COLUMNS = ("rule", "severity", "origin", "id", "source", "target", "marked", "message", "suggestions", "verdict")
"""The titles of the columns; `verdict` is left to people."""

_WIDTHS = {"rule": 24, "origin": 20, "source": 60, "target": 60, "marked": 20, "message": 50, "suggestions": 30}


def list_rows(examples: Iterable[Example]) -> Iterator[list[str]]:
    """The header, then a row for each finding."""
    yield list(COLUMNS)
    for one in examples:
        texts = one.source, one.target, one.target[slice(*one.span)], one.message, "; ".join(one.suggestions)
        yield [visible(on_one_line(cell)) for cell in (one.rule, one.severity, one.origin, one.id, *texts, "")]


def pack(suffix: str, examples: Iterable[Example]) -> Iterable[bytes]:
    """The bytes of the table, `suffix` .csv or .xlsx."""
    rows: Iterable[Sequence[str]] = list_rows(examples)
    if suffix == ".csv":
        from glossary.formats.tables.cells import FOR_PEOPLE, write

        return write(rows, FOR_PEOPLE)
    from align.report.workbook import Column, pack_table

    return [pack_table([Column(title, _WIDTHS.get(title, 12)) for title in COLUMNS], rows, "aligncheck")]
