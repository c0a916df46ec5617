"""One text of the page: its summary with a map, its rows, and the findings next to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from align.model import Sentence, Severity, Span
from align.report.page.chart import render_chart, render_table
from align.report.page.entries import render_entry
from align.report.page.marking import MarkedText
from align.report.page.markup import attribute, isolate, keep, name_language
from align.report.page.sheets import UNSURE, Line, Sheet
from align.report.summary import tell_amount


def render_sheet(sheet: Sheet, place: int, *, is_open: bool) -> Iterator[str]:
    """Yield a text as `details`, which are open or closed where the script does not run."""
    page, state = sheet.page, " open" if is_open else ""
    digest = attribute("digest", sheet.digest) if sheet.digest else ""
    yield f'<details class="sheet" id="t{place}"{state}{attribute("path", page.path)}{digest}>\n'
    yield f"<summary><h2>{isolate(page.path)}</h2> {_count(sheet)}{render_chart(sheet)}</summary>\n"
    if not sheet.is_whole:
        yield '<p class="hint">Excerpts: the words around each finding. The text is not on this page.</p>\n'
    elif not page.source_language:
        yield '<p class="hint">This text has no source: nothing was compared with one.</p>\n'
    target = MarkedText(page.text, sheet.marks)
    yield f'<div class="rows{"" if page.source_language else " alone"}">\n'
    for number, line in enumerate(sheet.lines, 1):
        yield f'<div class="row{_classify(line)}" id="t{place}r{number}">'
        yield from _render_line(sheet, line, number, target)
    yield f"</div>\n{render_table(sheet)}</details>\n"


def _count(sheet: Sheet) -> str:
    if not sheet.is_checked:
        return f'<span class="counts">{tell_amount(len(sheet.lines), "pair")}</span>'
    counts = Counter(entry.severity for entry in sheet.entries)
    told = [tell_amount(counts[severity], str(severity)) for severity in reversed(Severity) if counts[severity]]
    return f'<span class="counts">{", ".join(told) or "no findings"}</span>'


def _classify(line: Line) -> str:
    return (" block" if line.row.opens_block else "") + (" found" if line.entries else "")


def _render_line(sheet: Sheet, line: Line, number: int, target: MarkedText) -> Iterator[str]:
    row, page = line.row, sheet.page
    yield f'<div class="sure">{_tell_confidence(number, row.confidence)}</div>'
    if page.source_language:
        language = "" if page.source_language == "und" else page.source_language
        yield f'<div class="source"{name_language(language)}><bdi>{_render_source(line)}</bdi></div>'
    yield f'<div class="target"{name_language(page.language)}><bdi>{_render_target(sheet, line, target)}</bdi></div>'
    if line.entries:
        yield '<ol class="notes">'
        for entry in line.entries:
            is_beside = not sheet.is_whole or row.source == entry.found.finding.source_text
            sentences = sheet.sentences.get(entry.number, ())
            yield render_entry(entry, page.source_language, sentences, is_beside=is_beside)
        yield "</ol>"
    yield "</div>\n"


def _tell_confidence(number: int, confidence: float | None) -> str:
    if confidence is None:
        return f"<span>{number}</span>"
    unsure = ' <b title="These may not belong together">unsure</b>' if confidence < UNSURE else ""
    return f'<span title="Pair {number}, confidence of the alignment {confidence:.2f}">{confidence:.2f}</span>{unsure}'


def _render_source(line: Line) -> str:
    """Return the source of a row; where its sentences are known, each can be put next to others."""
    text = MarkedText(line.row.source, line.source_marks)
    return _render_sentences("o", line.row.source, Span(0, len(line.row.source)), line.row.source_sentences, text)


def _render_target(sheet: Sheet, line: Line, target: MarkedText) -> str:
    """Return the target of a row; each sentence, where they are known, can be written again."""
    return _render_sentences("s", sheet.page.text, line.row.target, line.row.sentences, target)


def _render_sentences(name: str, text: str, whole: Span, sentences: Sequence[Sentence], marked: MarkedText) -> str:
    """Return a stretch of a text, with each sentence in it as an element of a class."""
    position, parts = whole.start, list[str]()
    for one in sentences:
        kept = keep(text[one.span.start : one.span.end])
        parts.append(marked.show(position, one.span.start))
        parts.append(f'<span class="{name}" data-id="{one.id}"{kept}>{marked.show(*one.span)}</span>')
        position = one.span.end
    return "".join((*parts, marked.show(position, whole.end)))
