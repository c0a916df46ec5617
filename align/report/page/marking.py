"""Marks in a text: which finding is shown on which characters, where several lie over each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from align.model import Span
from align.report.page.markup import show
from align.report.page.sheets import Entry, Mark


class Run(NamedTuple):
    """Characters that are marked for one finding."""

    span: Span
    entry: Entry


def resolve(marks: Sequence[Mark]) -> list[Run]:
    """Return runs in order, none over another: where they overlap, the most severe finding is shown, of these the
    shortest.
    """
    marks = sorted((mark for mark in marks if mark.span.start < mark.span.end), key=lambda mark: mark.span)
    borders = sorted({border for mark in marks for border in mark.span})
    heap, runs, upcoming = list[tuple[int, int, int, int, Entry]](), list[Run](), 0
    for start, end in pairwise(borders):
        while upcoming < len(marks) and marks[upcoming].span.start <= start:
            span, entry = marks[upcoming]
            heappush(heap, (-entry.severity, span.end - span.start, entry.number, span.end, entry))
            upcoming += 1
        while heap and heap[0][3] <= start:
            heappop(heap)
        if heap:
            _extend(runs, Run(Span(start, end), heap[0][4]))
    return runs


def _extend(runs: list[Run], run: Run) -> None:
    """Add a run; one that goes on for the same finding becomes longer."""
    last = runs[-1] if runs else None
    if last and last.entry is run.entry and last.span.end == run.span.start:
        runs[-1] = Run(Span(last.span.start, run.span.end), run.entry)
    else:
        runs.append(run)


class MarkedText:
    """A text with its marks, of which stretches are shown."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self._text = text
        self._runs = resolve(marks)
        self._starts = [run.span.start for run in self._runs]

    def show(self, start: int, end: int) -> str:
        """Return the markup of a stretch."""
        return "".join(self._show(start, end))

    def _show(self, start: int, end: int) -> Iterator[str]:
        index = max(bisect_right(self._starts, start) - 1, 0)
        while index < len(self._runs) and self._starts[index] < end:
            span, entry = self._runs[index]
            left, right = max(span.start, start), min(span.end, end)
            if left < right:
                yield show(self._text[start:left])
                yield f'<mark class="{entry.severity}" data-f="{entry.number}">{show(self._text[left:right])}</mark>'
                start = right
            index += 1
        yield show(self._text[start:end])
