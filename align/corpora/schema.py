"""What the file of a unit holds: its rows in their order, each with what was found in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from align.corpora.storage import tabulate
from align.model import Finding, Severity

if TYPE_CHECKING:
    import pyarrow as pa


_FINDING = ("rule", "severity", "message", "start", "end", "text", "suggestions")


class Row(NamedTuple):
    """A pair of a corpus: its texts as the input has them, its id (else its number in the file, from 1), the document
    that it is of, where that is known, and the corpus that it comes from (else the path of the file).
    """

    source: str
    target: str
    id: str
    doc: str | None
    origin: str


class CheckedRow(NamedTuple):
    """A row, what was found in its target, in order of place, and the penalty for that."""

    row: Row
    findings: Sequence[Finding] = ()
    score: float = 0.0


@cache
def make_schema() -> pa.Schema:
    """Return the columns of a unit's file. `start` and `end` of a finding count code points of `target`."""
    import pyarrow as pa

    text, count = pa.string(), pa.int32()
    texts = pa.list_(text)
    of_finding = (text, text, text, count, count, text, texts)
    finding = pa.struct([pa.field(name, kind, False) for name, kind in zip(_FINDING, of_finding, strict=True)])
    columns = dict.fromkeys(Row._fields, text) | {"rules": texts, "errors": count, "warnings": count}
    columns |= {"score": pa.float64(), "findings": pa.list_(finding)}
    return pa.schema([pa.field(name, kind, name == "doc") for name, kind in columns.items()])


def build_table(rows: Iterable[CheckedRow]) -> pa.Table:
    """Return checked rows as a table of `make_schema()`, in their order."""
    return tabulate(map(_list_values, rows), make_schema())


def _list_values(checked: CheckedRow) -> tuple[object, ...]:
    """Return the values of a row, in the order of the columns."""
    row, findings, score = checked
    if not findings:
        return (*row, (), 0, 0, score, ())
    severities = [finding.severity for finding in findings]
    rules = sorted({finding.rule for finding in findings})
    counts = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    listed = []
    for finding in findings:
        start, end = finding.span
        offers = [offer.label for offer in finding.suggestions]
        values = finding.rule, str(finding.severity), finding.message, start, end, row.target[start:end], offers
        listed.append(dict(zip(_FINDING, values, strict=True)))
    return (*row, rules, *counts, score, listed)
