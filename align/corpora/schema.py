"""What the file of a unit holds: its rows in their order, each with what was found in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from align.model import Finding, Severity

if TYPE_CHECKING:
    import pyarrow as pa


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
    finding = pa.struct(
        [
            pa.field("rule", text, nullable=False),
            pa.field("severity", text, nullable=False),
            pa.field("message", text, nullable=False),
            pa.field("start", count, nullable=False),
            pa.field("end", count, nullable=False),
            pa.field("text", text, nullable=False),
            pa.field("suggestions", pa.list_(text), nullable=False),
        ]
    )
    return pa.schema(
        [
            pa.field("source", text, nullable=False),
            pa.field("target", text, nullable=False),
            pa.field("id", text, nullable=False),
            pa.field("doc", text),
            pa.field("origin", text, nullable=False),
            pa.field("rules", pa.list_(text), nullable=False),
            pa.field("errors", count, nullable=False),
            pa.field("warnings", count, nullable=False),
            pa.field("score", pa.float64(), nullable=False),
            pa.field("findings", pa.list_(finding), nullable=False),
        ]
    )


def build_table(rows: Iterable[CheckedRow], metadata: Mapping[str, str] | None = None) -> pa.Table:
    """Checked rows as a table of `make_schema()`, in their order."""
    import pyarrow as pa

    schema = make_schema()
    if metadata:
        schema = schema.with_metadata(dict(metadata))
    columns = zip(*map(_list_values, rows), strict=True)
    values = list(columns) or [()] * len(schema)
    arrays = [pa.array(value, field.type) for value, field in zip(values, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _list_values(checked: CheckedRow) -> tuple[object, ...]:
    """Return the values of a row, in the order of the columns."""
    row, findings, score = checked
    if not findings:
        return (*row, (), 0, 0, score, ())
    severities = [finding.severity for finding in findings]
    rules = sorted({finding.rule for finding in findings})
    counts = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    return (*row, rules, *counts, score, [_to_plain(finding, row.target) for finding in findings])


def _to_plain(finding: Finding, target: str) -> dict[str, object]:
    start, end = finding.span
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": finding.message,
        "start": start,
        "end": end,
        "text": target[start:end],
        "suggestions": [offer.text for offer in finding.suggestions],
    }
