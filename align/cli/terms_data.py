"""A report on terms for programs: as JSON, and as CSV with a row for each rendering."""

from collections.abc import Iterator, Mapping

from align.commands.terms.model import Place, TermLine, TermRendering, TermReport, TextScores
from align.commands.terms.tables import format_place
from align.report.json_document import dump
from glossary.renderings.consistency import Reference, Score

_TERM = ("term", "occurrences", "ltcr", "first", "most_frequent", "predefined")
_RENDERING = ("rendering", "count", "earlier", "partial", "admitted", "places")


def render_json(report: TermReport) -> Iterator[str]:
    """Yield one object: the scores of all texts, of each document, and the terms, least steady first."""
    whole = {
        "version": 1,
        "glossaries": list(report.glossaries),
        "dictionary": report.dictionary,
        "total": _scores_to_json(report.total),
        "documents": [{"path": document.path, **_scores_to_json(document)} for document in report.documents],
        "terms": [_term_to_json(line) for line in report.terms],
        "skipped": [{"path": entry.path, "reason": entry.reason} for entry in report.skipped],
    }
    yield dump(whole, indent=2) + "\n"


def render_csv(report: TermReport) -> Iterator[str]:
    """Return a header, and a row for each rendering of each term; a cell that a spreadsheet takes for a formula is
    guarded.
    """
    from glossary.formats.tables.cells import PLAIN, write

    rows = (row for line in report.terms for row in _build_rows(line))
    return (piece.decode() for piece in write([(*_TERM, *_RENDERING), *rows], PLAIN))


def render_html(report: TermReport) -> Iterator[str]:
    """Return a page: how terms are rendered, and the candidates of the glossaries, to be accepted or rejected."""
    from align import __version__
    from align.commands.terms.tables import make_table
    from align.report.page import render_table

    return render_table(
        make_table(report), report.skipped, f"aligncheck:{__version__}|terms|dictionary:{report.dictionary}"
    )


def _scores_to_json(scores: TextScores) -> dict[str, object]:
    return {
        "terms": scores.terms,
        "renderings": scores.occurrences,
        "ltcr": score_to_json(scores.ltcr),
        "micro": _references_to_json(scores.micro),
        "macro": _references_to_json(scores.macro),
        "success_rate": score_to_json(scores.success),
    }


def _references_to_json(scores: Mapping[Reference, Score]) -> dict[str, object]:
    return {reference.name.lower(): score_to_json(score) for reference, score in scores.items()}


def score_to_json(score: Score) -> dict[str, object]:
    """Return a score as the contract has it."""
    return {"value": score.value, "part": round(score.part, 4), "whole": score.whole}


def _term_to_json(line: TermLine) -> dict[str, object]:
    return {
        "term": line.term,
        "occurrences": line.occurrences,
        "ltcr": score_to_json(line.scores.ltcr),
        "consistency": _references_to_json(line.scores.consistency),
        "admitted": list(line.admitted),
        "renderings": [_rendering_to_json(one) for one in line.renderings],
    }


def _rendering_to_json(one: TermRendering) -> dict[str, object]:
    return {
        "text": one.text or None,
        "lemmas": one.key or None,
        "count": one.number,
        "earlier": one.earlier,
        "partial": one.partial,
        "places": [place_to_json(where) for where in one.places],
    }


def place_to_json(where: Place) -> dict[str, object]:
    """Return a place as the contract has it."""
    at = where.location
    return {"path": where.path, "segment": at.segment, "line": at.line, "column": at.column}


def _build_rows(line: TermLine) -> Iterator[list[str]]:
    shares = [line.scores.consistency.get(reference, Score()) for reference in Reference]
    head = [line.term, str(line.occurrences), *(format_score(score) for score in (line.scores.ltcr, *shares))]
    for one in line.renderings:
        places = " ".join(map(format_place, one.places))
        counts = [str(one.number), str(one.earlier), "yes" if one.partial else ""]
        yield [*head, one.text, *counts, "; ".join(line.admitted), places]


def format_score(score: Score) -> str:
    """Return the value of a score, to four decimals; empty where there is none."""
    return "" if score.value is None else f"{score.value:.4f}"
