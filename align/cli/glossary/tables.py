"""Text in columns: everything from a file made visible, widths those of the terminal."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from align.report.terminal import head, visible, width

if TYPE_CHECKING:
    from glossary.model import Concept, Extra, Term


def padded(text: str, columns: int) -> str:
    """A text filled up with spaces to a width."""
    return text + " " * max(columns - width(text), 0)


def clipped(text: str, columns: int) -> str:
    """A visible text cut to a width, with an ellipsis where something is gone."""
    return text if width(text) <= columns else head(text, columns - 1).rstrip() + "…"


def rows(cells: Iterable[Sequence[str]], indent: str = "") -> Iterator[str]:
    """Lines whose cells stand under each other, made visible."""
    table = [[visible(cell) for cell in row] for row in cells]
    widths = [max(width(cell) for cell in column) for column in zip(*table, strict=True)]
    for row in table:
        yield (indent + "  ".join(map(padded, row, widths))).rstrip()


def hanging(cells: Iterable[Sequence[str]], columns: int, indent: str = "") -> Iterator[str]:
    """Lines whose cells stand under each other, the last of them wrapped under itself, or under the line where the
    others leave it less than a third of `columns`.
    """
    table = [[visible(cell) for cell in row] for row in cells]
    widths = [max(width(cell) for cell in column) for column in zip(*[row[:-1] for row in table], strict=True)]
    edge = width(indent) + sum(widths) + 2 * len(widths)
    edge = edge if edge <= columns * 2 // 3 else width(indent) + 4
    for *row, last in table:
        yield wrapped((indent + "  ".join([*map(padded, row, widths), last])).rstrip(), columns, " " * edge)


def print_listing(cells: Iterable[Sequence[str]]) -> None:
    """Print names and what they are: wrapped on a terminal, a line each for other programs."""
    import sys

    import click

    from align.cli.terminal import columns

    for line in hanging(cells, columns()) if sys.stdout.isatty() else rows(cells):
        click.echo(line)


def wrapped(text: str, columns: int, indent: str) -> str:
    """A text made visible, in lines of at most `columns`; a line ends at a space, or between any two characters where
    no space is near. All but the first are indented.
    """
    rest = visible(text)
    lines: list[str] = []
    while width(rest) > columns - (len(indent) if lines else 0):
        piece = head(rest, columns - (len(indent) if lines else 0))
        space = piece.rfind(" ", len(piece) // 2)
        piece = piece[:space] if space > 0 else piece
        lines.append(piece.rstrip())
        rest = rest[len(piece) :].lstrip()
    return f"\n{indent}".join([*lines, rest])


def headline(concept: "Concept") -> str:
    """A concept in a few words: its best term in each language, and its subject."""
    from glossary.model import State

    best = {}
    for language in dict.fromkeys(term.language for term in concept.terms):
        living = [term for term in concept.terms_in(language) if term.state is not State.REJECTED]
        best[language] = (concept.renderings(language) or living or concept.terms_in(language))[0].text
    names = " = ".join(dict.fromkeys(best.values())) or "no terms"
    return names + (f" ({concept.subject})" if concept.subject else "")


def marks(term: "Term") -> str:
    """The status and the state of a term, as far as there is something to say."""
    from glossary.model import State

    said = (str(term.status or ""), "" if term.state is State.ACCEPTED else str(term.state))
    return ", ".join(filter(None, said))


def concept_object(concept: "Concept") -> dict[str, Any]:
    """A concept for JSON, without what is empty."""
    values = {name: value for name, value in concept._asdict().items() if value and name not in ("terms", "extra")}
    return {**values, "terms": [term_object(term) for term in concept.terms], **_extra(concept.extra)}


def term_object(term: "Term") -> dict[str, Any]:
    """A term for JSON, without what is empty."""
    values = {name: str(value) for name, value in term._asdict().items() if value and name != "extra"}
    return {**values, **_extra(term.extra)}


def _extra(extra: "Extra") -> dict[str, Any]:
    return {"extra": [list(pair) for pair in extra]} if extra else {}
