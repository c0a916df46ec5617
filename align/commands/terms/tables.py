"""From a report on terms to what a page shows of it: the terms, and the candidates of the glossaries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from align.config.glossaries import Glossaries, is_builtin
from align.model.term_tables import CandidateList, RenderingRow, TermCandidate, TermRow, TermTable
from glossary.model import State, matches_language

if TYPE_CHECKING:
    from align.commands.terms.model import Place, TermLine, TermReport
    from align.config.settings import Request
    from align.model import Report
    from glossary.model import Glossary
    from glossary.renderings.consistency import Score
    from glossary.upkeep.candidates import NamedTerm

_SOURCE, _TARGET = "zh", "en"
"""The languages that terms are compared in."""

_SHOWN = 4
"""How many renderings are shown of a candidate."""


def add_terms(request: Request, report: Report) -> Report:
    """Return a report with its terms; without, where no text has a source. Raises errors as `report_terms` does."""
    from align.commands.terms import report_terms

    found = report_terms(request)
    return replace(report, terms=make_table(found)) if found.documents else report


def make_table(report: TermReport) -> TermTable:
    """Return the table of a report, with the candidates of its glossaries. Raises GlossaryError."""
    lines, glossaries = {line.term: line for line in report.terms}, Glossaries()
    files = (path for path in report.glossaries if not is_builtin(path))
    lists = (CandidateList(path, tuple(_list_candidates(glossaries.load(path), lines))) for path in files)
    rows = tuple(map(_make_row, report.terms))
    kept = tuple(one for one in lists if one.candidates)
    return TermTable(len(report.documents), shorten_score(report.total.ltcr), rows, kept)


def _make_row(line: TermLine) -> TermRow:
    scores = (line.scores.ltcr, *line.scores.consistency.values())
    is_steady = all(score.value is None or score.value == 1 for score in scores)
    renderings = tuple(
        RenderingRow(one.text, one.number, one.partial, tuple(map(format_place, one.places))) for one in line.renderings
    )
    return TermRow(line.term, line.occurrences, shorten_score(line.scores.ltcr), is_steady, line.admitted, renderings)


def shorten_score(score: Score) -> str:
    """Return a score to two decimals; a dash where there is none."""
    return "-" if score.value is None else f"{score.value:.2f}"


def format_place(where: Place) -> str:
    """Return a place as editors open it: path, line and column, or path and the id of the pair."""
    at = where.location
    if at.line is None or at.segment is None:
        return f"{where.path}:{at.describe()}"
    return f"{where.path}:{at.line} [{at.segment}]"


def _list_candidates(glossary: Glossary, lines: Mapping[str, TermLine]) -> Iterator[TermCandidate]:
    """Yield the candidates of a glossary: target terms, and source terms that none of those would bring along."""
    from glossary.upkeep.candidates import name_terms

    for one in name_terms(glossary):
        is_target = matches_language(one.term.language, _TARGET)
        if one.term.state is State.CANDIDATE and (is_target or not _has_candidate(one)):
            sources, targets = ([term.text for term in one.concept.terms_in(code)] for code in (_SOURCE, _TARGET))
            sides = (sources, [one.term.text]) if is_target else ([one.term.text], targets)
            source, target = map("; ".join, sides)
            yield TermCandidate(one.name, source, target, tuple(_tell(one, sides[0], lines)))


def _has_candidate(one: NamedTerm) -> bool:
    """Return whether the concept of a term has a candidate among its target terms."""
    return any(term.state is State.CANDIDATE for term in one.concept.terms_in(_TARGET))


def _tell(one: NamedTerm, sources: Iterable[str], lines: Mapping[str, TermLine]) -> Iterator[str]:
    """Yield what is known of a candidate: how the texts render its source, and what the glossary says of it."""
    for source in sources:
        if line := lines.get(source):
            told = [f"{rendering.text or 'nothing'} {rendering.number}" for rendering in line.renderings[:_SHOWN]]
            yield f"In the texts: {', '.join(told)}"
    yield from (f"Score {value}" for name, value in one.term.extra if name == "score")
    yield from filter(None, (one.concept.definition, one.term.note, one.concept.note))
