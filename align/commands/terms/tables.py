"""From a report on terms to what a page shows of it: the terms, and the candidates of the glossaries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from align.config.glossaries import Glossaries, is_builtin
from align.model.term_tables import CandidateList, RenderingRow, TermCandidate, TermRow, TermTable
from glossary.model import State, matches_language

if TYPE_CHECKING:
    from align.commands.terms.report import Place, TermLine, TermReport
    from align.config.settings import Request
    from align.model import Report
    from glossary.model import Glossary
    from glossary.renderings.consistency import Score

_SOURCE, _TARGET = "zh", "en"
"""The languages that terms are compared in."""

_SHOWN = 4
"""How many renderings are shown of a candidate."""


def add_terms(request: Request, report: Report) -> Report:
    """Return a report with its terms; without, where no text has a source. Raises errors as `report_terms` does."""
    from align.commands.terms.report import report_terms

    found = report_terms(request)
    return replace(report, terms=make_table(found)) if found.documents else report


def make_table(report: TermReport) -> TermTable:
    """Return the table of a report, with the candidates of its glossaries. Raises GlossaryError."""
    lines, glossaries = {line.term: line for line in report.terms}, Glossaries()
    files = (path for path in report.glossaries if not is_builtin(path))
    lists = (CandidateList(path, tuple(_list_candidates(glossaries.load(path), lines))) for path in files)
    kept = tuple(one for one in lists if one.candidates)
    rows = []
    for line in report.terms:
        renderings = tuple(
            RenderingRow(one.text, one.number, one.partial, tuple(map(format_place, one.places)))
            for one in line.renderings
        )
        score, is_steady = shorten_score(line.ltcr), not is_unsteady(line)
        newer = line.newer.message if line.newer else ""
        rows.append(TermRow(line.term, line.occurrences, score, is_steady, line.admitted, renderings, newer))
    return TermTable(len(report.documents), shorten_score(report.total.ltcr), tuple(rows), kept)


def is_unsteady(line: TermLine) -> bool:
    """Return whether some score of a term says that it is not always rendered alike."""
    return any(score.value is not None and score.value < 1 for score in (line.ltcr, *line.consistency.values()))


def shorten_score(score: Score) -> str:
    """Return a score to two decimals; a dash where there is none."""
    return "-" if score.value is None else f"{score.value:.2f}"


def format_place(where: Place) -> str:
    """Return a place as editors open it."""
    return where.location.describe_in(where.path)


def _list_candidates(glossary: Glossary, lines: Mapping[str, TermLine]) -> Iterator[TermCandidate]:
    """Yield the candidates of a glossary: target terms, and source terms that none of those would bring along.

    Notes say how the texts render their sources, and what the glossary says of them.
    """
    from glossary.upkeep.candidates import name_terms

    for one in name_terms(glossary):
        is_target = matches_language(one.term.language, _TARGET)
        sources, targets = (one.concept.terms_in(code) for code in (_SOURCE, _TARGET))
        brought_along = not is_target and any(term.state is State.CANDIDATE for term in targets)
        if one.term.state is State.CANDIDATE and not brought_along:
            ours, theirs = ([term.text for term in terms] for terms in (sources, targets))
            ours, theirs = (ours, [one.term.text]) if is_target else ([one.term.text], theirs)
            notes = []
            for line in filter(None, map(lines.get, ours)):
                told = [f"{rendering.text or 'nothing'} {rendering.number}" for rendering in line.renderings[:_SHOWN]]
                notes.append(f"In the texts: {', '.join(told)}")
            notes += (f"Score {value}" for name, value in one.term.extra if name == "score")
            notes += filter(None, (one.concept.definition, one.term.note, one.concept.note))
            yield TermCandidate(one.name, "; ".join(ours), "; ".join(theirs), tuple(notes))
