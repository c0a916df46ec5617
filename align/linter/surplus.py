"""A report is bounded: of findings that are too many the most severe are listed, the rest is counted."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import compress, islice
from operator import attrgetter, not_
from typing import TypeVar

from align.model import Document, Finding, Severity

MOST = 1000
"""How many findings of one rule a text may have; more where it has more sentences than that."""

MOST_IN_RUN = 100_000
"""How many findings a run may have, and so a text."""

_Item = TypeVar("_Item")


def list_most_of_rule(findings: Sequence[Finding], document: Document) -> list[Finding]:
    """Return the findings that are listed of a document, in their order: the most severe that a run can list, and of
    each rule at most `MOST` or as many as the document has sentences.
    """
    if len(findings) <= MOST:
        return list(findings)
    findings = list_most_of_run(findings, lambda finding: finding)
    most = max(Counter(map(attrgetter("rule"), findings)).values(), default=0)
    if most <= MOST or _has_written_blocks(document, most):  # each has a sentence at least
        return list(findings)
    limit, told = max(MOST, len(document.segments)), Counter[str]()
    listed = set[int]()
    for index in _rank(findings):
        told[findings[index].rule] += 1
        if told[findings[index].rule] <= limit:
            listed.add(index)
    return _pick(findings, listed)


def find_gravest_unlisted(findings: Sequence[Finding], listed: Sequence[Finding]) -> Severity | None:
    """Return the highest severity of the findings that are not listed; None where all are."""
    if len(findings) == len(listed):
        return None
    is_listed = map(set(map(id, listed)).__contains__, map(id, findings))
    gravest: Severity = max(map(attrgetter("severity"), compress(findings, map(not_, is_listed))))
    return gravest


def list_most_of_run(items: Sequence[_Item], get_finding: Callable[[_Item], Finding]) -> list[_Item]:
    """Return the findings that are listed of a run, in their order: the most severe."""
    if len(items) <= MOST_IN_RUN:
        return list(items)
    return _pick(items, _rank(list(map(get_finding, items)))[:MOST_IN_RUN])


def _has_written_blocks(document: Document, count: int) -> bool:
    """Return whether so many blocks hold more than white space: asked first, because to split blocks into sentences
    takes long.
    """
    written = (True for start, end in document.blocks if document.text[start:end].strip())
    return sum(islice(written, count)) == count


def _rank(findings: Sequence[Finding]) -> list[int]:
    """Return the indices of findings, those of the most severe first."""
    return sorted(range(len(findings)), key=lambda index: -findings[index].severity)


def _pick(items: Sequence[_Item], indices: Iterable[int]) -> list[_Item]:
    return [items[index] for index in sorted(indices)]
