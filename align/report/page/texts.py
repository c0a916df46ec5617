"""One text of the page: its summary with a map, its rows, and the findings next to them.

A finding says what could be there and which words of the source it is about; what it is found on is marked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from align.model import Sentence, Severity, Span, list_hints, list_replacements
from align.report.links import link_rule
from align.report.page.markup import attribute, isolate, keep, name_language, show
from align.report.page.overview import render_chart, render_tenths
from align.report.page.sheets import UNSURE, Entry, Line, Mark, Sheet
from align.report.rows import DELETE
from align.report.summary import tell_amount

if TYPE_CHECKING:
    from align.model.house_pairs import HousePairs

_MARKED = 100
"""How many characters of a text are marked at most for the page to name a finding by them, and to know those like it.
"""


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
            last, entry = runs[-1] if runs else None, heap[0][4]
            if last and last.entry is entry and last.span.end == start:
                runs[-1] = Run(Span(last.span.start, end), entry)
            else:
                runs.append(Run(Span(start, end), entry))
    return runs


class MarkedText:
    """A text with its marks, of which stretches are shown."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self._text = text
        self._runs = resolve(marks)
        self._starts = [run.span.start for run in self._runs]

    def show(self, start: int, end: int) -> str:
        """Return the markup of a stretch."""
        index, parts = max(bisect_right(self._starts, start) - 1, 0), list[str]()
        while index < len(self._runs) and self._starts[index] < end:
            span, entry = self._runs[index]
            left, right = max(span.start, start), min(span.end, end)
            if left < right:
                marked = show(self._text[left:right])
                parts.append(show(self._text[start:left]))
                parts.append(f'<mark class="{entry.severity}" data-f="{entry.number}">{marked}</mark>')
                start = right
            index += 1
        return "".join((*parts, show(self._text[start:end])))

    def show_sentences(self, name: str, whole: Span, sentences: Sequence[Sentence]) -> str:
        """Return the markup of a stretch, with each sentence in it as an element of a class."""
        position, parts = whole.start, list[str]()
        for one in sentences:
            kept = keep(self._text[one.span.start : one.span.end])
            parts.append(self.show(position, one.span.start))
            parts.append(f'<span class="{name}" data-id="{one.id}"{kept}>{self.show(*one.span)}</span>')
            position = one.span.end
        return "".join((*parts, self.show(position, whole.end)))


def render_sheet(sheet: Sheet, place: int, *, is_open: bool) -> Iterator[str]:
    """Yield a text as `details`, which are open or closed where the script does not run."""
    page, state = sheet.page, " open" if is_open else ""
    digest = attribute("digest", sheet.digest) if sheet.digest else ""
    if sheet.is_checked:
        counts = Counter(entry.severity for entry in sheet.entries)
        told = [tell_amount(counts[severity], str(severity)) for severity in reversed(Severity) if counts[severity]]
        count = ", ".join(told) or "no findings"
    else:
        count = tell_amount(len(sheet.lines), "pair")
    yield f'<details class="sheet" id="t{place}"{state}{attribute("path", page.path)}{digest}>\n'
    yield f'<summary><h2>{isolate(page.path)}</h2> <span class="counts">{count}</span>{render_chart(sheet)}</summary>\n'
    if not sheet.is_whole:
        yield '<p class="hint">Excerpts: the words around each finding. The text is not on this page.</p>\n'
    elif not page.source_language:
        yield '<p class="hint">This text has no source: nothing was compared with one.</p>\n'
    target = MarkedText(page.text, sheet.marks)
    yield f'<div class="rows{"" if page.source_language else " alone"}">\n'
    for number, line in enumerate(sheet.lines, 1):
        classes = (" block" if line.row.opens_block else "") + (" found" if line.entries else "")
        yield f'<div class="row{classes}" id="t{place}r{number}">'
        yield from _render_line(sheet, line, number, target)
    yield f"</div>\n{render_tenths(sheet)}</details>\n"


def _render_line(sheet: Sheet, line: Line, number: int, target: MarkedText) -> Iterator[str]:
    """Yield a row; where its sentences are known, each can be written again, and those of its source put elsewhere."""
    row, page, sure = line.row, sheet.page, f"<span>{number}</span>"
    if row.confidence is not None:
        said = f"Pair {number}, confidence of the alignment {row.confidence:.2f}"
        unsure = ' <b title="These may not belong together">unsure</b>' if row.confidence < UNSURE else ""
        sure = f'<span title="{said}">{row.confidence:.2f}</span>{unsure}'
    yield f'<div class="sure">{sure}</div>'
    if page.source_language:
        language = "" if page.source_language == "und" else page.source_language
        source = MarkedText(row.source, line.source_marks)
        shown = source.show_sentences("o", Span(0, len(row.source)), row.source_sentences)
        yield f'<div class="source"{name_language(language)}><bdi>{shown}</bdi></div>'
    shown = target.show_sentences("s", row.target, row.sentences)
    yield f'<div class="target"{name_language(page.language)}><bdi>{shown}</bdi></div>'
    if line.entries:
        yield '<ol class="notes">'
        for entry in line.entries:
            is_beside = not sheet.is_whole or row.source == entry.found.finding.source_text
            sentences = sheet.sentences.get(entry.number, ())
            yield render_entry(entry, page.source_language, sentences, is_beside=is_beside)
        yield "</ol>"
    yield "</div>\n"


def render_entry(entry: Entry, source_language: str, sentences: Sequence[str] = (), *, is_beside: bool) -> str:
    """Return a finding as an item of a list, with the ids of the sentences that it is in.

    `is_beside`: the source that it is about is in the same row, so that only the words that it means are repeated.
    """
    found, finding = entry.found, entry.found.finding
    place = show(found.start.describe())
    rule = f"<code>{show(finding.rule)}</code>"
    if address := link_rule(finding.rule):
        rule = f'<a href="{show(address)}">{rule}</a>'
    head = f'<b class="severity">{finding.severity}</b> {rule} <span>{place}</span>'
    offers = ""
    for one in list_replacements(found):  # what is not seen is described, and the script has it from an attribute
        said, kept = show(one.text), keep(one.text)
        if not one.text.strip():
            said, kept = "(a space)" if one.text else DELETE, attribute("text", one.text)
        offers += f"<li><bdi{kept}>{said}</bdi>{show(one.label.removeprefix(one.text))}</li>"
    hints = "".join(f"<li>{isolate(hint.label)}</li>" for hint in list_hints(found))
    marked = attribute("marked", found.text) if 0 < len(found.text) <= _MARKED else ""
    inside = f' data-s="{" ".join(sentences)}"' if sentences else ""
    words, language = "", "" if source_language == "und" else source_language
    if finding.source_span:
        words = finding.source_text[slice(*finding.source_span)]
    words = words or ("" if is_beside else finding.source_text)
    about = f'<p class="about">Source: {isolate(words, language)}</p>' if words else ""
    return (
        f'<li class="note {finding.severity}" id="f{entry.number}"{attribute("id", found.fingerprint)}{marked}{inside}>'
        f'<p class="head">{head}</p><p>{isolate(finding.message)}</p>'
        f"{about}"
        f"{f'<ol class=offers>{offers}</ol>' if offers else ''}"
        f"{f'<ul class=hints>{hints}</ul>' if hints else ''}"
        f"{_render_house(entry.house) if entry.house else ''}</li>\n"
    )


def _render_house(found: HousePairs) -> str:
    """Return the pairs of the memory with the term of a finding, to be opened."""
    pairs = ""
    for one in found.pairs:
        pairs += f'<li><p class="about">{isolate(one.about)}</p>'
        for language, side in ((one.source_language, one.source), (one.target_language, one.target)):
            pieces = (f"<mark>{show(piece.text)}</mark>" if piece.is_marked else show(piece.text) for piece in side)
            pairs += f"<p{name_language(language)}><bdi>{''.join(pieces)}</bdi></p>"
        pairs += "</li>"
    latest = f", the latest {len(found.pairs)} of them" if found.has_more else ""
    return f'<details class="house"><summary>In the memory: {found.total}{latest}</summary><ul>{pairs}</ul></details>'
