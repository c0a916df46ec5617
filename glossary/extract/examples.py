"""A candidate as people read it: how it is written, and a pair of texts that holds it."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.extract import Pair, TermPair
from glossary.extract.association import Association
from glossary.extract.phrases import Inventory, Phrase

_AROUND = 60  # characters of an example on either side of the term
_GOOD = 40  # characters of a source from which on it shows how a term is used


def term_pair(score: float, one: Association, source: Inventory, target: Inventory, pairs: Sequence[Pair]) -> TermPair:
    """Return a candidate with the example that shows it best: the shortest source that is longer than a headline, else
    the longest.
    """
    sources, targets = source.places(one.source), target.places(one.target)
    numbers = sorted(sources.keys() & targets.keys())
    best = min(numbers, key=lambda number: (badness(pairs[number].source), number))
    return TermPair(
        without_blanks(source.usual(one.source)),
        target.usual(one.target),
        len(numbers),
        len({pairs[number].document for number in numbers}),
        round(score, 2),
        example(pairs[best].source, sources[best]),
        example(pairs[best].target, targets[best]),
    )


def without_blanks(term: str) -> str:
    """Return a Chinese term without the blanks that may stand beside Latin letters in it; a name in these keeps its."""
    return term if term.isascii() else "".join(term.split())


def badness(text: str) -> int:
    """Return how far a text is from a good example."""
    length = len(text)
    return length - _GOOD if length >= _GOOD else 1000 + _GOOD - length


def example(text: str, phrase: Phrase) -> str:
    """Return a text on one line, cut to what stands near a phrase."""
    start, end = max(phrase.start - _AROUND, 0), min(phrase.end + _AROUND, len(text))
    if text[:1].isascii() and start:
        start = text.find(" ", start, phrase.start) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", phrase.end, end), phrase.end) if " " in text[phrase.end : end] else end
    cut = " ".join(text[start:end].split())
    return ("…" if start else "") + cut + ("…" if end < len(text) else "")
