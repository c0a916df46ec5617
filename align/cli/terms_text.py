"""A report on terms for people to read."""

from collections.abc import Iterator

from align.cli.glossary.tables import clipped, padded, rows, wrapped
from align.commands.terms.model import Place, TermLine, TermRendering, TermReport, TextScores
from align.model import Location
from align.report.terminal import visible, width
from glossary.renderings.consistency import Reference, Score

_PLACES = 4
"""Places that are shown of a rendering; the other formats have all."""
_WIDEST = 32
_DOCUMENTS = 20


def lines(report: TermReport, columns: int, everything: bool = False) -> Iterator[str]:
    """The report line by line: terms that are not steady (all if `everything`), documents, what holds for all."""
    shown = [line for line in report.terms if everything or _is_unsteady(line)]
    for line in shown:
        yield from _term(line, columns)
        yield ""
    if report.documents:
        yield from _totals(report)
        steady = sum(not _is_unsteady(line) for line in report.terms)
        yield ""
        yield f"{_count(len(report.terms), 'term')}, {steady} of them steady or rendered once"


def _totals(report: TermReport) -> Iterator[str]:
    """A table: a row for each document, and one for all."""
    references = tuple(report.total.micro)
    names = {Reference.FIRST: "first", Reference.MOST_FREQUENT: "frequent", Reference.PREDEFINED: "glossary"}
    head = ("terms", "renderings", "LTCR", *(names[reference] for reference in references))
    success = ("success",) if report.total.success.whole else ()
    documents = report.documents[:_DOCUMENTS] if len(report.documents) > 1 else ()
    shown = [(document, document.path) for document in documents]
    total = f"all {len(report.documents):,} documents" if documents else report.documents[0].path
    table = [_row(scores, name, bool(success)) for scores, name in (*shown, (report.total, total))]
    yield from rows([(*head, *success, "document"), *table])


def _row(scores: TextScores, name: str, success: bool) -> list[str]:
    numbers = [f"{scores.terms:,}", f"{scores.occurrences:,}", _shown(scores.ltcr), *map(_shown, scores.micro.values())]
    return [*numbers, *([_shown(scores.success)] if success else []), name]


def _is_unsteady(line: TermLine) -> bool:
    scores = (line.scores.ltcr, *line.scores.consistency.values())
    return any(score.value is not None and score.value < 1 for score in scores)


def _term(line: TermLine, columns: int) -> Iterator[str]:
    scores = f"LTCR {_shown(line.scores.ltcr)}" if line.scores.ltcr.whole else "rendered once at most"
    predefined = line.scores.consistency.get(Reference.PREDEFINED)
    if predefined is not None and predefined.whole:
        scores += f", as in the glossary {predefined.part:.0f} of {predefined.whole:.0f}"
    yield wrapped(f"{line.term}  {_count(line.occurrences, 'occurrence')}, {scores}", columns, "    ")
    if line.admitted:
        yield wrapped(f"    glossary: {'; '.join(line.admitted)}", columns, "        ")
    names = [clipped(visible(_name(one)), _WIDEST) for one in line.renderings]
    widest = max(map(width, names))
    for name, one in zip(names, line.renderings, strict=True):
        before = f" (+{one.earlier} earlier)" if one.earlier else ""
        yield wrapped(f"    {padded(name, widest)}  {one.number:3}{before}  {_places(one)}", columns, " " * 8)


def _name(one: TermRendering) -> str:
    return f"({one.text})" if one.partial else one.text or "-"


def _places(one: TermRendering) -> str:
    shown = ", ".join(map(place, one.places[:_PLACES]))
    return shown + (f" and {len(one.places) - _PLACES} more" if len(one.places) > _PLACES else "")


def place(where: Place) -> str:
    """A place as editors open it: path, line and column, or path and the id of the pair."""
    at: Location = where.location
    return f"{where.path}:{at.line}:{at.column}" if at.segment is None else f"{where.path}:{at.line} [{at.segment}]"


def _shown(score: Score) -> str:
    return "-" if score.value is None else f"{score.value:.2f}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
