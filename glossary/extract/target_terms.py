"""Term candidates from English texts alone, with their variants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

from glossary.extract import SHARE, choose_least_count
from glossary.extract.english import choose_base_form, find_phrases, is_acronym
from glossary.extract.examples import cut_example, rank_example
from glossary.extract.phrases import Key, PhraseIndex
from glossary.extract.termhood import Termhood, count_target_words

_WEIRD = 3.0  # how much more frequent than in general a single word must be, in nats


@dataclass(frozen=True, slots=True)
class TargetTerm:
    """A term in its base form, and its variants: in the other number, with a hyphen, in another case.

    It occurs `count` times, in `documents` documents. `score`, from 0 to 1 with two decimals, orders candidates.
    """

    text: str
    variants: tuple[str, ...]
    count: int
    documents: int
    score: float
    example: str


def extract_target_terms(texts: Sequence[tuple[str, str]], least: int | None = None) -> list[TargetTerm]:
    """Extract candidates from texts, each given with the name of its document, best first.

    `least` is the number of texts that must hold a term; None means 2, and 3 from 1,000 texts on.
    """
    bare = [text for text, _ in texts]
    found = PhraseIndex(bare, map(find_phrases, bare), least or choose_least_count(len(bare)), choose_base_form)
    termhood = Termhood({}, count_target_words(bare), {})
    scored = [(_score_term(found, key, termhood), key) for key in sorted(found.find_independent(SHARE))]
    ranked = sorted((row for row in scored if row[0]), key=lambda row: (-row[0], -found.count(row[1]), row[1]))
    return [_build_term(score, key, found, texts) for score, key in ranked]


def _score_term(found: PhraseIndex, key: Key, termhood: Termhood) -> float:
    """Score a candidate: weirdness times the logarithm of the count, more for compounds; 0 for a general word."""
    weird = termhood.measure_target_weirdness(key)
    usual = found.usual_form(key)
    if len(key) == 1 and weird < _WEIRD and not is_acronym(usual):
        return 0.0
    worth = (
        weird
        * log1p(len(found.places(key)))
        * termhood.rate_form(usual)
        * (1.5 if len(key) > 1 or is_acronym(usual) else 0.5)
    )
    return round(worth / (worth + 6), 4)


def _build_term(score: float, key: Key, found: PhraseIndex, texts: Sequence[tuple[str, str]]) -> TargetTerm:
    places = found.places(key)
    best = min(places, key=lambda number: (rank_example(texts[number][0]), number))
    usual = found.usual_form(key)
    return TargetTerm(
        usual,
        _list_variants(usual, found.forms(key)),
        found.count(key),
        len({texts[number][1] for number in places}),
        round(score, 2),
        cut_example(texts[best][0], places[best]),
    )


def _list_variants(usual: str, forms: Sequence[str]) -> tuple[str, ...]:
    """List the other forms; of those that differ in capitals only, the most frequent."""
    cases: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        cases[" ".join(form.lower().split())].append(" ".join(form.split()))
    own = {form for low, written in cases.items() if low == usual.lower() for form in written}
    others = (written[0] for low, written in cases.items() if low != usual.lower())
    return tuple(form for form in dict.fromkeys((*sorted(own), *others)) if form != usual)
