"""What the page shows, before it is markup: a sheet for each text, in rows, with the findings of each row."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from align.model import Diagnostic, Page, Row, Severity, Span
from align.model.pages import digest_texts

if TYPE_CHECKING:
    from align.model import Report
    from align.model.house_pairs import HousePairs
    from align.report.style import Style

LARGEST = 50_000_000
"""How many bytes of texts and findings a page holds at most: browsers are slow with more."""

UNSURE = 0.5
"""A pair less likely than this is called unsure."""

_FEW = 3
"""Over how many sentences a finding reaches at most that is decided by rewriting one of them."""

_NOTE = 1000
"""How many bytes a finding takes on the page, about."""


class Entry(NamedTuple):
    """A finding and its number on the page; `house` are pairs of the memory with the term that it is about."""

    number: int
    found: Diagnostic
    house: HousePairs | None = None

    @property
    def severity(self) -> Severity:
        """Return how severe it is."""
        return self.found.finding.severity


class Mark(NamedTuple):
    """What is marked in a text, and for which finding."""

    span: Span
    entry: Entry


@dataclass
class Line:
    """A row of a sheet, with its findings and what is marked in its source; the target's marks are the sheet's."""

    row: Row
    entries: list[Entry] = field(default_factory=list)
    source_marks: list[Mark] = field(default_factory=list)


@dataclass
class Sheet:
    """A text with its findings; `is_whole`: the text itself is there, not only what is round each finding.

    `is_checked`: findings were sought. `digest` is that of all the texts of the file. `sentences` are the ids of the
    few that a finding is in, by its number: a person who rewrites one of them has decided on the finding.
    """

    page: Page
    lines: list[Line]
    entries: list[Entry]
    marks: list[Mark]
    is_whole: bool = True
    is_checked: bool = True
    digest: str = ""
    sentences: dict[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def pairs(self) -> int:
        """Return how many rows the aligner made."""
        return sum(line.row.confidence is not None for line in self.lines)

    @property
    def unsure(self) -> int:
        """Return how many of them are unsure."""
        return sum(line.row.confidence is not None and line.row.confidence < UNSURE for line in self.lines)


def gather(report: Report, style: Style, room: int | None = None) -> tuple[list[Sheet], int]:
    """Return the sheets of a report, and how many of its texts are left out because they are too long together.

    There is `room` for so many bytes, for `LARGEST` unless another figure is given. A finding without its text is on a
    sheet of excerpts.
    """
    shown = defaultdict[tuple[str, str], list[Entry]](list)
    for number, one in enumerate(style.shown(report), 1):
        shown[one.path, one.fingerprint].append(Entry(number, one, report.house_pairs.get((one.path, one.fingerprint))))
    kept, by_path = list(_choose(report.pages, LARGEST if room is None else room)), defaultdict[str, list[Sheet]](list)
    for page in kept:
        entries = [entry for mark in page.fingerprints for entry in shown.pop((page.path, mark), ())]
        by_path[page.path].append(lay_out(page, entries))
    sheets = list(map(_join, by_path.values()))
    rest = defaultdict[str, list[Entry]](list)
    for entry in sorted(chain.from_iterable(shown.values()), key=lambda entry: entry.number):
        rest[entry.found.path].append(entry)
    sheets.extend(_lay_out_excerpts(path, entries) for path, entries in rest.items())
    digests = digest_texts(report.pages)
    for sheet in sheets:
        sheet.digest = digests.get(sheet.page.path, "")
    return sheets, len(report.pages) - len(kept)


def count_left_out(report: Report) -> int:
    """Return how many texts of a report there is no room for on its page."""
    return len(report.pages) - sum(1 for _ in _choose(report.pages, LARGEST))


def measure(page: Page) -> int:
    """About how many bytes a text takes on the page, with its source and its findings."""
    texts = (page.text, *(row.source for row in page.rows))
    return sum(len(text.encode(errors="replace")) for text in texts) + _NOTE * len(page.fingerprints)


def is_too_large(report: Report) -> bool:
    """Return whether there is no room for all texts of a report on one page, and there are several."""
    return len({page.path for page in report.pages}) > 1 and sum(map(measure, report.pages)) > LARGEST


def _choose(pages: Iterable[Page], room: int) -> Iterator[Page]:
    """Yield the pages that there is room for."""
    for page in pages:
        size = measure(page)
        if size <= room:
            room -= size
            yield page


def lay_out(page: Page, entries: Sequence[Entry]) -> Sheet:
    """Return the sheet of a text with what was found in it."""
    entries = sorted(entries, key=lambda entry: entry.found.finding.span)
    lines = [Line(row) for row in page.rows]
    starts, inside = [row.target.start for row in page.rows], dict[int, tuple[str, ...]]()
    sentences = [one for row in page.rows for one in row.sentences]
    begins, ends = [one.span.start for one in sentences], [one.span.end for one in sentences]
    by_source = {row.source: index for index, row in reversed(list(enumerate(page.rows))) if row.source}
    for entry in entries:
        finding = entry.found.finding
        index = max(bisect_right(starts, finding.span.start) - 1, 0)
        is_here = not finding.source_text or lines[index].row.source == finding.source_text
        place = lines[index if is_here else by_source.get(finding.source_text, index)]
        is_marked = finding.span.start < finding.span.end
        (lines[index] if is_marked else place).entries.append(entry)
        first, last = bisect_right(ends, finding.span.start), bisect_left(begins, finding.span.end)
        here = sentences[first : min(last, first + _FEW + 1)] if is_marked else place.row.sentences[:1]
        inside[entry.number] = tuple(one.id for one in here) if len(here) <= _FEW else ()
        if finding.source_span:  # unless the row has another source
            words = finding.source_text[slice(*finding.source_span)]
            begin = finding.source_span.start + finding.source_offset - (finding.source_offset > 0)
            if words and place.row.source.startswith(words, begin):
                place.source_marks.append(Mark(Span(begin, begin + len(words)), entry))
    marks = [Mark(entry.found.finding.span, entry) for entry in entries]
    return Sheet(page, lines, entries, marks, sentences=inside)


def _join(sheets: Sequence[Sheet]) -> Sheet:
    """Return the texts of a file as one: a file of pairs may hold a text a pair."""
    if len(sheets) == 1:
        return sheets[0]
    joined, position = Sheet(sheets[0].page, [], [], []), 0
    for sheet in sheets:
        for line in sheet.lines:
            sentences = tuple(replace(one, span=one.span.move(position)) for one in line.row.sentences)
            row = replace(line.row, target=line.row.target.move(position), sentences=sentences)
            joined.lines.append(replace(line, row=row))
        joined.marks.extend(Mark(mark.span.move(position), mark.entry) for mark in sheet.marks)
        joined.entries.extend(sheet.entries)
        joined.sentences |= sheet.sentences
        position += len(sheet.page.text)
    text = "".join(sheet.page.text for sheet in sheets)
    language = next((sheet.page.source_language for sheet in sheets if sheet.page.source_language), "")
    joined.page = replace(joined.page, text=text, source_language=language)
    return joined


def _lay_out_excerpts(path: str, entries: Sequence[Entry]) -> Sheet:
    """Return a sheet of what is round each finding, one below the other; a source is not repeated."""
    text, source, lines, marks = "", "", list[Line](), list[Mark]()
    for entry in entries:
        excerpt, finding = entry.found.excerpt, entry.found.finding
        target = Span(len(text), len(text) + len(excerpt.text))
        is_new = finding.source_text != source
        source = finding.source_text
        marked = [Mark(finding.source_span, entry)] if finding.source_span and is_new else []
        lines.append(Line(Row(source if is_new else "", target, opens_block=True), [entry], marked))
        marks.append(Mark(Span(target.start + excerpt.start, target.start + excerpt.end), entry))
        text += excerpt.text
    has_source = any(line.row.source for line in lines)
    page = Page(path, "", text, tuple(line.row for line in lines), "und" if has_source else "")
    return Sheet(page, lines, list(entries), marks, is_whole=False)
