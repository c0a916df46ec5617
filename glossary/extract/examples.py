"""A candidate as people read it, with an example of its use."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.extract import TermPair, TextPair
from glossary.extract.association import Association
from glossary.extract.phrases import Phrase, PhraseIndex

_AROUND = 60  # characters of an example on either side of the term
_GOOD = 40  # characters of a source from which on it shows how a term is used


def build_term_pair(
    score: float, one: Association, source: PhraseIndex, target: PhraseIndex, pairs: Sequence[TextPair]
) -> TermPair:
    """Build a candidate with its best example: the shortest source longer than a headline, else the longest."""
    sources, targets = source.places(one.source), target.places(one.target)
    numbers = sorted(sources.keys() & targets.keys())
    best = min(numbers, key=lambda number: (rank_example(pairs[number].source), number))
    return TermPair(
        remove_blanks(source.usual_form(one.source)),
        target.usual_form(one.target),
        len(numbers),
        len({pairs[number].document for number in numbers}),
        round(score, 2),
        cut_example(pairs[best].source, sources[best]),
        cut_example(pairs[best].target, targets[best]),
    )


def remove_blanks(term: str) -> str:
    """Remove the blanks next to Latin letters in a Chinese term; a term in Latin letters alone keeps its blanks."""
    return term if term.isascii() else "".join(term.split())


def rank_example(text: str) -> int:
    """Return how bad an example a text is, for sorting: the shortest of at least 40 characters is the best."""
    length = len(text)
    return length - _GOOD if length >= _GOOD else 1000 + _GOOD - length


def cut_example(text: str, phrase: Phrase) -> str:
    """Cut a text to the surroundings of a phrase, on one line."""
    start, end = max(phrase.start - _AROUND, 0), min(phrase.end + _AROUND, len(text))
    if text[:1].isascii() and start:
        start = text.find(" ", start, phrase.start) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", phrase.end, end), phrase.end) if " " in text[phrase.end : end] else end
    cut = " ".join(text[start:end].split())
    return ("…" if start else "") + cut + ("…" if end < len(text) else "")
