"""Term candidates from texts and their translations, or from translations alone.

Phrases that could be terms are counted on both sides (see `chinese`, `english`); two that recur together in the same
pairs, and in few others, are taken for a term and its rendering (see `association`), and ranked by how firmly they
belong together, how often they do, and how much like terms they look (see `termhood`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

SHARE = 0.8
"""A phrase found inside one longer phrase in so large a share of its texts is no term of its own."""

_MANY = 1000  # pairs from which on a term must be met once more


class Pair(NamedTuple):
    """A text, its translation, and the document that they are of."""

    source: str
    target: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class TermPair:
    """A term and its rendering, as they are mostly written.

    `count` pairs of `documents` documents hold both. The score, 0 to 1 with two decimals, orders candidates; it is no
    probability. The examples are one pair that holds both.
    """

    source: str
    target: str
    count: int
    documents: int
    score: float
    source_example: str
    target_example: str


def extract(pairs: Sequence[Pair], least: int | None = None) -> list[TermPair]:
    """Return the candidates of Chinese texts and their English translations, best first.

    A source has one target, and a target one source. `least` is the number of pairs that must hold both: 2 where none
    is given, 3 from 1,000 pairs on. Raises what `glossary.vectors.encode` raises.
    """
    from glossary.extract import chinese, english
    from glossary.extract.association import associations
    from glossary.extract.examples import term_pair
    from glossary.extract.phrases import Inventory
    from glossary.extract.termhood import Termhood
    from glossary.lang.zh_lexicon import known
    from glossary.word_alignment.tokens import chinese_tokens

    least = least or least_count(len(pairs))
    tokens = [chinese_tokens(pair.source) for pair in pairs]
    lexicon = known({token.text for row in tokens for token in row})
    source = Inventory([pair.source for pair in pairs], (chinese.phrases(row, lexicon) for row in tokens), least)
    target = Inventory([pair.target for pair in pairs], (english.phrases(pair.target) for pair in pairs), least)
    found = associations(source, target, (source.independent(SHARE), target.independent(SHARE)), least)
    termhood = Termhood([token.text for row in tokens for token in row], [pair.target for pair in pairs], lexicon)
    scored = [(termhood.score(one, target.usual(one.target)), one) for one in found]
    ranked = sorted(scored, key=lambda row: (-row[0], -row[1].together, row[1].source, row[1].target))
    return [term_pair(score, one, source, target, pairs) for score, one in ranked]


def least_count(texts: int) -> int:
    """Return how often a candidate must be met in so many texts, where nobody says."""
    return 3 if texts >= _MANY else 2
