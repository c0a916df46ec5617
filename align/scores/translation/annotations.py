"""Annotations and decisions of people, one JSON object a line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from align.scores.validation import BeadFileError, check_list, check_string, get_member, parse_object

_EXAMPLE = '{"id": "1", "labels": [{"severity": "major", "span": [0, 4]}]} or {"id": "1", "label": "accept"}'
_SEVERITIES = ("critical", "error", "major", "warning", "minor", "info", "neutral")
_NONE = "none"

Interval = tuple[int, int]


@dataclass(frozen=True)
class Annotations:
    """What one person says: the label of each item, and the spans that are marked in it, in code points.

    The label of an item in which spans are marked is the most severe severity, "none" where nothing is. `has_spans` is
    False for decisions, which mark none.
    """

    labels: dict[str, str]
    spans: dict[str, tuple[Interval, ...]]
    has_spans: bool


def read_annotations(text: str) -> Annotations:
    """Read the lines of a file: items with `id` and either `label`, a decision, or `labels`, the spans marked in it.

    A label in `labels` has a `severity` of MQM or of aligncheck, and a `span`, which is null or missing for the whole
    item. Raises BeadFileError.
    """
    labels: dict[str, str] = {}
    spans: dict[str, tuple[Interval, ...]] = {}
    has_spans = False
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                key, label, marked, is_marked = _read_item(parse_object(line, _EXAMPLE))
                if key in labels:
                    raise BeadFileError(f"the id {json.dumps(key)} occurs twice: give each item once")
            except BeadFileError as error:
                raise BeadFileError(error.message, number) from error
            labels[key], spans[key], has_spans = label, marked, has_spans or is_marked
    return Annotations(labels, spans, has_spans)


def _read_item(value: dict[str, object]) -> tuple[str, str, tuple[Interval, ...], bool]:
    key = check_string(get_member(value, "id"), "id")
    if "labels" not in value:
        return key, check_string(get_member(value, "label"), "label"), (), False
    found = [_read_label(label, f"labels[{at}]") for at, label in enumerate(check_list(value["labels"], "labels"))]
    gravest = min((_SEVERITIES.index(severity) for severity, _ in found), default=None)
    marked = tuple(sorted({span for _, span in found if span is not None}))
    return key, _NONE if gravest is None else _SEVERITIES[gravest], marked, True


def _read_label(value: object, name: str) -> tuple[str, Interval | None]:
    if not isinstance(value, dict):
        raise BeadFileError(f"{name} is not an object, such as those in {_EXAMPLE}")
    severity = check_string(get_member(value, "severity"), f"{name}.severity").lower()
    if severity not in _SEVERITIES:
        raise BeadFileError(f"{name}.severity is none of {', '.join(_SEVERITIES)}")
    span = value.get("span")
    return severity, None if span is None else _read_span(span, f"{name}.span")


def _read_span(value: object, name: str) -> Interval:
    bounds = [bound for bound in check_list(value, name) if type(bound) is int and bound >= 0]
    if len(bounds) != 2 or len(check_list(value, name)) != 2 or bounds[0] > bounds[1]:
        raise BeadFileError(f"{name} is not a span: [start, end] is expected, such as [0, 4]")
    return bounds[0], bounds[1]


def merge(spans: tuple[Interval, ...]) -> Iterator[Interval]:
    """Yield the stretches that spans, in order, cover together.

    >>> list(merge(((0, 4), (2, 6), (8, 9))))
    [(0, 6), (8, 9)]
    """
    start = end = -1
    for left, right in spans:
        if left > end:
            if end > start:
                yield start, end
            start, end = left, right
        end = max(end, right)
    if end > start:
        yield start, end
