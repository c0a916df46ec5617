"""Passages of a text that were aligned: which one a place is in, what it translates, and what is said of it there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from align.commands.memory.proposing import find_renderings
from align.errors import AligncheckError
from align.linter.families.memory import say_evidence
from align.linter.registry import find_rule
from align.memory.counting import are_counted
from align.memory.searching import Query
from align.model import Alignment, Bead, Document, Span, on_one_line
from align.model.spans import shorten
from align.report.terminal import visible
from align.server.lines import Lines, Place, Stretch
from align.server.texts import Checked, Mark
from glossary.model import Status, Term

_LONGEST = 1000
"""How many characters of a sentence are shown."""

_MOST_TERMS = 5
"""How many entries of glossaries are shown."""

_MOST_RENDERINGS = 3
"""How many renderings of the memory are shown."""


class Passage(NamedTuple):
    """A bead, seen from the side on which a person is: `own` is the target of the alignment."""

    alignment: Alignment
    bead: Bead


class Symbol(NamedTuple):
    """A passage as an outline shows it."""

    name: str
    detail: str
    stretch: Stretch


def list_alignments(checked: Checked, *, of_source: bool = False) -> Iterator[Alignment]:
    """Yield the alignments of the texts in a file; `of_source`: each is seen from its source."""
    for _, alignment in checked.loaded.aligned if checked.loaded else ():
        if alignment:
            yield alignment.swap() if of_source else alignment


def find_passage(checked: Checked, place: Place, *, of_source: bool = False) -> Passage | None:
    """Return the passage that a place is in; None where it is in none. `of_source`: the place is in the source."""
    for alignment in list_alignments(checked, of_source=of_source):
        offset = find_offset(alignment.target, place)
        bead = None if offset is None else alignment.bead_at(offset)
        if bead:
            return Passage(alignment, bead)
    return None


def find_counterpart(checked: Checked, place: Place, *, of_source: bool = False) -> tuple[str, Stretch] | None:
    """Return the path, as the folder names it, and the stretch that the passage at a place translates, or the other
    way; None where that is not known.
    """
    passage = find_passage(checked, place, of_source=of_source)
    if not passage or not passage.bead.source:
        return None
    other = passage.alignment.source
    stretch = locate(other, passage.alignment.source_span(passage.bead))
    return (other.path, stretch) if stretch else None


def list_symbols(checked: Checked, *, of_source: bool = False) -> Iterator[Symbol]:
    """Yield the passages of a file, each with what it translates."""
    for alignment in list_alignments(checked, of_source=of_source):
        for bead in alignment.beads:
            stretch = locate(alignment.target, alignment.target_span(bead)) if bead.target else None
            if stretch:
                texts = alignment.target_text(bead), alignment.source_text(bead)
                name, detail = (shorten(visible(text.strip()), 100) for text in texts)
                yield Symbol(name or "…", detail, stretch)


def describe(checked: Checked, place: Place, *, of_source: bool = False) -> str:
    """Return what there is to say of a place: the rules that found something there, the other side, the terms."""
    marks = [] if of_source else list(list_marks_at(checked, place))
    said = [f"{rule}: {find_rule(rule).summary}" for rule in dict.fromkeys(mark.found.finding.rule for mark in marks)]
    passage = find_passage(checked, place, of_source=of_source)
    if passage and passage.bead.source:
        text = shorten(visible(passage.alignment.source_text(passage.bead)), _LONGEST)
        said.append(f"{'Translation' if of_source else 'Source'}: {text}")
    said += [f"Glossary: {term}" for term in _list_terms(checked, passage, place)]
    if passage and (found := _describe_memory(checked, passage, place, of_source=of_source)):
        said.append(f"Memory: {found}")
    return "\n".join(said)


def list_marks_at(checked: Checked, place: Place) -> Iterator[Mark]:
    """Yield the findings that mark a place, or what is next to it."""
    return (mark for mark in checked.marks if mark.stretch.start <= place <= mark.stretch.end)


def find_offset(document: Document, place: Place) -> int | None:
    """Return the offset in a document of a place in its file; None where it holds nothing of that line."""
    if document.stretches is None:
        return Lines(document.text).find(place)
    near: int | None = None
    for span, line, column, _, _ in document.stretches:
        if line is not None and line - 1 == place.line:
            ahead = place.column - (column - 1)
            if 0 <= ahead <= span.end - span.start:
                return span.start + ahead
            near = span.start if ahead < 0 and near is None else near
    return near


def locate(document: Document, span: Span) -> Stretch | None:
    """Return where a stretch of a document is in its file; None where that has no lines."""
    start, end = document.locate(span.start), document.locate_end(span)
    if not start.line or not end.line:
        return None
    return Stretch(Place(start.line - 1, start.column - 1), Place(end.line - 1, end.column - 1))


def _list_terms(checked: Checked, passage: Passage | None, place: Place) -> Iterator[str]:
    """Yield the entries of glossaries for the term at a place, else for those of the passage."""
    if not checked.task or not passage:
        return
    settings, document = checked.task.settings, passage.alignment.target
    with checked.use_knowledge():
        languages = settings.name_glossary_languages()
        matcher = checked.glossaries.matcher(settings.glossaries, settings.columns, languages)
        if matcher is None:
            return
        offset = find_offset(document, place)
        segment = document.segment(offset or 0)
        found = matcher.find(segment.text, document.language)
        if offset is not None:
            found = [one for one in found if one.start <= offset - segment.start <= one.end] or found
    for concept in list(dict.fromkeys(one.concept for one in found))[:_MOST_TERMS]:
        sides = (concept.terms_in(language) for language in (settings.source_lang, settings.target_lang))
        yield visible(" = ".join(", ".join(map(_describe_term, terms)) for terms in sides))


def _describe_term(term: Term) -> str:
    text = on_one_line(term.text)
    return f"{text} ({term.status})" if term.status and term.status is not Status.PREFERRED else text


def _describe_memory(checked: Checked, passage: Passage, place: Place, *, of_source: bool) -> str:
    """Return how the memory renders the term at a place, or the one that is rendered there; empty where it does not.

    Of several the longest counts. Of a memory that cannot be read nothing is said: checks say why.
    """
    own, other = passage.alignment.target, passage.alignment.source
    languages = (own.language, other.language) if of_source else (other.language, own.language)
    offset = find_offset(own, place)
    if not checked.task or not checked.memory or offset is None or not are_counted(*languages):
        return ""
    from glossary.renderings.recurring_terms import find_possible_terms

    segment = own.segment(offset)
    at = offset - segment.start
    with checked.use_knowledge():
        try:
            terms = find_possible_terms(segment.text if of_source else passage.alignment.source_text(passage.bead))
            wanted = {one.text for one in terms if not of_source or one.start <= at < one.end}
            renderings = find_renderings(checked.memory, wanted)
        except AligncheckError:
            return ""
        sizes = {
            term: len(term) if of_source else _measure_rendering((one.text for one in found), segment.text, at)
            for term, found in renderings.items()
            if found
        }
    term = max(sizes, key=lambda one: (sizes[one], len(one), one), default="")
    if not sizes.get(term):
        return ""
    rows = renderings[term][:_MOST_RENDERINGS]
    said = (f"“{one.text}” {say_evidence(one.times, one.documents, one.last)}" for one in rows)
    return visible(on_one_line(f"{term}: {'; '.join(said)}"))


def _measure_rendering(renderings: Iterable[str], text: str, at: int) -> int:
    """Return how long the longest rendering is that is at a place of an English text, in any form; 0: there is none."""
    spans = (span for one in renderings for span in Query(one).find(text, "en") if span.start <= at < span.end)
    return max((span.end - span.start for span in spans), default=0)
