"""Renderings that are suggested: where they come from, and how they are shown."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from align.cli.glossary.files import languages, load

if TYPE_CHECKING:
    from align.cli.glossary.corpora import Corpus
    from glossary.suggestions.suggest import Slot

_SHOWN = 3


class Offer(NamedTuple):
    """A rendering, where it comes from, its score (0 to 1), a word on it, and the places of texts that have it."""

    text: str
    origin: str
    score: float
    note: str = ""
    places: tuple[tuple[str, int], ...] = ()


Found = list[tuple[dict[str, Any], list[Offer]]]
"""Words with their places, and what is offered for each."""


def from_glossaries(word: str, paths: Iterable[str], asked: dict[str, Any]) -> list[Offer]:
    """What glossaries call a word, in either script."""
    from glossary.matching.lookup import How, look_up

    spoken = languages(asked)
    found = []
    for path in paths:
        for hit in look_up(load(path, None, spoken).glossary, word):
            if hit.how in (How.EXACT, How.SCRIPT):
                for term in hit.concept.renderings(spoken.target):
                    note = ", ".join(filter(None, (term.status or "", hit.concept.subject, term.note)))
                    found.append(Offer(term.text, f"glossary {path}", 1.0, note))
    return list(dict.fromkeys(found))


def from_texts(words: list[str], corpus: "Corpus", limit: int) -> dict[str, list[Offer]]:
    """How texts render words."""
    from glossary.extract.elsewhere import elsewhere

    pairs = [(pair.source, pair.target) for pair in corpus.pairs]
    return {
        word: [
            Offer(
                one.text,
                "texts",
                one.score,
                f"{one.count} of {one.of}",
                tuple(dict.fromkeys(corpus.places[number] for number in one.pairs)),
            )
            for one in found[:limit]
        ]
        for word, found in elsewhere(words, pairs).items()
    }


def of_word(slot: "Slot", limit: int) -> list[Offer]:
    """What the dictionary says of a word, or of its parts."""
    from glossary.suggestions.suggest import suggest_all

    return [Offer(one.text, one.origin, one.score) for one in suggest_all([slot], limit)[0]]


def print_json(found: Found) -> None:
    """One object with each word, its place and what is offered."""
    from align.report.json_document import dump

    words = [
        {
            **place,
            "suggestions": [
                {**one._asdict(), "places": [{"path": path, "line": line} for path, line in one.places]}
                for one in offers
            ],
        }
        for place, offers in found
    ]
    click.echo(dump({"version": 1, "words": words}, indent=2))


def print_text(found: Found, color: bool) -> None:
    """Each word with its place, and under it what is offered, in columns."""
    from align.cli.glossary.tables import hanging
    from align.cli.terminal import columns
    from align.report.terminal import paint, visible

    for place, offers in found:
        at = f"{place['path']}:{place['line']}:{place['column']}: " if "path" in place else ""
        click.echo(paint(visible(at + place["word"]), None, color), color=color)
        for line in hanging([tuple(_cells(one)) for one in offers], columns(), "  "):
            click.echo(line)
        if not offers:
            click.echo("  nothing is known of it")


def _cells(one: Offer) -> Iterator[str]:
    yield one.text
    yield f"{one.score:.2f}"
    yield one.origin
    shown = ", ".join(f"{path}:{line}" for path, line in one.places[:_SHOWN])
    more = len(one.places) - _SHOWN
    yield "  ".join(filter(None, (one.note, shown + (f" and {more} more" if more > 0 else ""))))
