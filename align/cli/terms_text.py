"""A report on terms for people to read."""

from collections.abc import Iterator

from align.commands.terms.model import TermLine, TermRendering, TermReport, TextScores
from align.commands.terms.tables import format_place, shorten_score
from align.report.tables import clip, format_rows, pad, wrap_anywhere
from align.report.terminal import visible, width
from glossary.renderings.consistency import Reference

_MAX_PLACES, _MAX_DOCUMENTS = 4, 20
"""How many places of a rendering, and how many documents, are shown; the other formats have all."""
_RENDERING_WIDTH = 32


def render_text(report: TermReport, columns: int, steady: bool = False) -> Iterator[str]:
    """The report line by line: terms that are not steady (with `steady` those too), documents, the scores of all."""
    return (f"{line}\n" for line in _render_lines(report, columns, steady))


def _render_lines(report: TermReport, columns: int, steady: bool) -> Iterator[str]:
    for line in report.terms:
        if steady or _is_unsteady(line):
            yield from _render_term(line, columns)
            yield ""
    if report.documents:
        yield from _render_scores(report)
        count = sum(not _is_unsteady(line) for line in report.terms)
        yield ""
        yield f"{format_count(len(report.terms), 'term')}, {count} of them steady or rendered once"


def _render_scores(report: TermReport) -> Iterator[str]:
    """A table: a row for each document, and one for all."""
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
    names = [clip(visible(_format_rendering(one)), _RENDERING_WIDTH) for one in line.renderings]
    widest = max(map(width, names))
    for name, one in zip(names, line.renderings, strict=True):
        before = f" (+{one.earlier} earlier)" if one.earlier else ""
        text = f"    {pad(name, widest)}  {one.number:3}{before}  {_format_places(one)}".rstrip()
        yield wrap_anywhere(text, columns, " " * 8)


def _format_rendering(one: TermRendering) -> str:
    return f"({one.text})" if one.partial else one.text or "-"


def _format_places(one: TermRendering) -> str:
    shown = ", ".join(map(format_place, one.places[:_MAX_PLACES]))
    return shown + (f" and {len(one.places) - _MAX_PLACES} more" if len(one.places) > _MAX_PLACES else "")


def format_count(number: int, noun: str) -> str:
    """A number of things: 1 term, 2 terms."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
