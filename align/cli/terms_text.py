"""A report on terms for people to read."""

from collections.abc import Iterator, Sequence

from align.commands.terms.model import Place, TermLine, TermRendering, TermReport, TextScores
from align.commands.terms.tables import format_place, shorten_score
from align.report.tables import format_rows, pad, wrap_anywhere, wrap_pieces
from align.report.terminal import visible, width
from glossary.renderings.consistency import Reference

_MAX_PLACES, _MAX_DOCUMENTS = 4, 20
"""How many places of a rendering, and how many documents, are shown; the other formats have all."""
_RENDERING_WIDTH = 32
"""How wide the column of renderings is at most; longer ones go beyond it."""


def render_text(report: TermReport, columns: int, limit: int | None = None) -> Iterator[str]:
    """Return the report line by line: terms, documents, the scores of all.

    The first `limit` terms are shown, all with 0, and with None those that are not steady.
    """
    return (f"{line}\n" for line in _render_lines(report, columns, limit))


def _render_lines(report: TermReport, columns: int, limit: int | None) -> Iterator[str]:
    shown = list(filter(_is_unsteady, report.terms)) if limit is None else report.terms[: limit or None]
    for line in shown:
        yield from _render_term(line, columns)
        yield ""
    if report.documents:
        yield from _render_scores(report)
        count = sum(not _is_unsteady(line) for line in report.terms)
        yield ""
        yield f"{format_count(len(report.terms), 'term')}, {count} of them steady or rendered once"
        yield from _explain_marks(shown, columns)


def _explain_marks(shown: Sequence[TermLine], columns: int) -> Iterator[str]:
    """Yield what parentheses and dashes say of renderings, where there are any."""
    renderings = [one for line in shown for one in line.renderings]
    if any(one.partial for one in renderings):
        yield wrap_anywhere("(in parentheses): lacks a part of the term, and does not count", columns, "    ")
    if any(not one.text for one in renderings):
        yield wrap_anywhere("-: no rendering was found; does not count", columns, "    ")


def _render_scores(report: TermReport) -> Iterator[str]:
    """Yield a table: a row for each document, and one for all."""
    references = tuple(report.total.micro)
    names = {Reference.FIRST: "first", Reference.MOST_FREQUENT: "frequent", Reference.PREDEFINED: "glossary"}
    head = ("terms", "renderings", "LTCR", *(names[reference] for reference in references))
    success = ("success",) if report.total.success.whole else ()
    documents = report.documents[:_MAX_DOCUMENTS] if len(report.documents) > 1 else ()
    shown = [(document, document.path) for document in documents]
    total = f"all {len(report.documents):,} documents" if documents else report.documents[0].path
    table = [_build_row(scores, name, bool(success)) for scores, name in (*shown, (report.total, total))]
    yield from format_rows([(*head, *success, "document"), *table])


def _build_row(scores: TextScores, name: str, success: bool) -> list[str]:
    ratios = (scores.ltcr, *scores.micro.values(), *([scores.success] if success else []))
    return [f"{scores.terms:,}", f"{scores.occurrences:,}", *map(shorten_score, ratios), name]


def _is_unsteady(line: TermLine) -> bool:
    scores = (line.scores.ltcr, *line.scores.consistency.values())
    return any(score.value is not None and score.value < 1 for score in scores)


def _render_term(line: TermLine, columns: int) -> Iterator[str]:
    scores = f"LTCR {shorten_score(line.scores.ltcr)}" if line.scores.ltcr.whole else "rendered once at most"
    predefined = line.scores.consistency.get(Reference.PREDEFINED)
    if predefined is not None and predefined.whole:
        scores += f", as in the glossary {predefined.part:.0f} of {predefined.whole:.0f}"
    yield wrap_anywhere(f"{line.term}  {format_count(line.occurrences, 'occurrence')}, {scores}", columns, "    ")
    if line.admitted:
        yield wrap_anywhere(f"    glossary: {'; '.join(line.admitted)}", columns, "        ")
    names = [visible(_format_rendering(one)) for one in line.renderings]
    widest = max(min(width(name), _RENDERING_WIDTH) for name in names)
    for name, one in zip(names, line.renderings, strict=True):
        before = f" (+{one.earlier} earlier)" if one.earlier else ""
        start = f"    {pad(name, widest)}  {one.number:3}{before}  "
        yield wrap_pieces(start, list_places(one.places), columns, " " * 8)


def _format_rendering(one: TermRendering) -> str:
    return f"({one.text})" if one.partial else one.text or "-"


def list_places(places: Sequence[Place]) -> Iterator[str]:
    """Yield the first places of a rendering, and how many more there are."""
    rest = len(places) - _MAX_PLACES
    shown = [format_place(place) for place in places[:_MAX_PLACES]]
    yield from (f"{place}," for place in shown[:-1])
    yield from shown[-1:]
    if rest > 0:
        yield f"and {rest} more"


def format_count(number: int, noun: str) -> str:
    """Return a number of things: 1 term, 2 terms."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
