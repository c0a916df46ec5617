"""Term candidates of English texts alone, with the ways in which they are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

from glossary.extract import SHARE, least_count
from glossary.extract.english import is_acronym, phrases
from glossary.extract.examples import badness, example
from glossary.extract.phrases import Inventory, Key
from glossary.extract.termhood import Termhood

_WEIRD = 3.0  # nats that a single word must be more frequent than in general


@dataclass(frozen=True, slots=True)
class TargetTerm:
    """A term as it is mostly written, and its other forms: in the other number, with a hyphen, in another case.

    It stands `count` times in texts of `documents` documents. The score, 0 to 1 with two decimals, orders candidates.
    """

    text: str
    variants: tuple[str, ...]
    count: int
    documents: int
    score: float
    example: str


def target_terms(texts: Sequence[tuple[str, str]], least: int | None = None) -> list[TargetTerm]:
    """Return the candidates of texts, each with the name of its document, best first.

    `least` is the number of texts that must hold a term: 2 where none is given, 3 from 1,000 texts on.
    """
    bare = [text for text, _ in texts]
    found = Inventory(bare, map(phrases, bare), least or least_count(len(bare)))
    termhood = Termhood((), bare, {})
    scored = [(_score(found, key, termhood), key) for key in sorted(found.independent(SHARE))]
    ranked = sorted((row for row in scored if row[0]), key=lambda row: (-row[0], -found.count(row[1]), row[1]))
    return [_term(score, key, found, texts) for score, key in ranked]


def _score(found: Inventory, key: Key, termhood: Termhood) -> float:
    """Weirdness times the logarithm of the count, more for compounds; 0 for a general word."""
    weird = termhood.target_weirdness(key)
    usual = found.usual(key)
    if len(key) == 1 and weird < _WEIRD and not is_acronym(usual):
        return 0.0
    worth = (
        weird
        * log1p(len(found.places(key)))
        * termhood.worth(usual)
        * (1.5 if len(key) > 1 or is_acronym(usual) else 0.5)
    )
    return round(worth / (worth + 6), 4)


def _term(score: float, key: Key, found: Inventory, texts: Sequence[tuple[str, str]]) -> TargetTerm:
    places = found.places(key)
    best = min(places, key=lambda number: (badness(texts[number][0]), number))
    usual = found.usual(key)
    return TargetTerm(
        usual,
        _variants(usual, found.forms(key)),
        found.count(key),
        len({texts[number][1] for number in places}),
        round(score, 2),
        example(texts[best][0], places[best]),
    )


def _variants(usual: str, forms: Sequence[str]) -> tuple[str, ...]:
    """The other forms; of those that differ in their capitals only, the commonest."""
    cases: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        cases[" ".join(form.lower().split())].append(" ".join(form.split()))
    own = {form for low, written in cases.items() if low == usual.lower() for form in written}
    others = (written[0] for low, written in cases.items() if low != usual.lower())
    return tuple(form for form in dict.fromkeys((*sorted(own), *others)) if form != usual)
