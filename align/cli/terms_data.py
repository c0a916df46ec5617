"""A report on terms for programs: JSON, and CSV with a row for each rendering."""

from collections.abc import Iterator, Mapping
from typing import Any

from align.cli.terms_text import place
from align.commands.terms.model import Place, TermLine, TermRendering, TermReport, TextScores
from align.report.json_document import dump
from glossary.renderings.consistency import Reference, Score

_TERM = ("term", "occurrences", "ltcr", "first", "most_frequent", "predefined")
_RENDERING = ("rendering", "count", "earlier", "partial", "admitted", "places")


def as_json(report: TermReport) -> str:
    """One object: the scores of all, of each document, and the terms, least steady first."""
    whole = {
        "version": 1,
        "glossaries": list(report.glossaries),
        "total": _text(report.total),
        "documents": [{"path": document.path, **_text(document)} for document in report.documents],
        "terms": [_term(line) for line in report.terms],
        "skipped": [{"path": entry.path, "reason": entry.reason} for entry in report.skipped],
    }
    return dump(whole, indent=2) + "\n"


def as_csv(report: TermReport) -> str:
    """A header, and a row for each rendering of each term; a cell that a spreadsheet takes for a formula is guarded."""
    from glossary.formats.cells import PLAIN, write

    rows = (row for line in report.terms for row in _rows(line))
    return b"".join(write([(*_TERM, *_RENDERING), *rows], PLAIN)).decode()


def _text(scores: TextScores) -> dict[str, Any]:
    return {
        "terms": scores.terms,
        "renderings": scores.occurrences,
        "ltcr": _score(scores.ltcr),
        "micro": _by_reference(scores.micro),
        "macro": _by_reference(scores.macro),
        "success_rate": _score(scores.success),
    }


def _by_reference(scores: Mapping[Reference, Score]) -> dict[str, Any]:
    return {reference.name.lower(): _score(score) for reference, score in scores.items()}


def _score(score: Score) -> dict[str, Any]:
    return {"value": score.value, "part": round(score.part, 4), "whole": score.whole}


def _term(line: TermLine) -> dict[str, Any]:
    return {
        "term": line.term,
        "occurrences": line.occurrences,
        "ltcr": _score(line.scores.ltcr),
        "consistency": _by_reference(line.scores.consistency),
        "admitted": list(line.admitted),
        "renderings": [_rendering(one) for one in line.renderings],
    }


def _rendering(one: TermRendering) -> dict[str, Any]:
    return {
        "text": one.text or None,
        "lemmas": one.key or None,
        "count": one.number,
        "earlier": one.earlier,
        "partial": one.partial,
        "places": [_place(where) for where in one.places],
    }


def _place(where: Place) -> dict[str, Any]:
    at = where.location
    return {"path": where.path, "segment": at.segment, "line": at.line, "column": at.column}


def _rows(line: TermLine) -> Iterator[list[str]]:
    shares = [line.scores.consistency.get(reference, Score()) for reference in Reference]
    head = [line.term, str(line.occurrences), *(_cell(score) for score in (line.scores.ltcr, *shares))]
    for one in line.renderings:
        places = " ".join(map(place, one.places))
        counts = [str(one.number), str(one.earlier), "yes" if one.partial else ""]
        yield [*head, one.text, *counts, "; ".join(line.admitted), places]


def _cell(score: Score) -> str:
    return "" if score.value is None else f"{score.value:.4f}"
