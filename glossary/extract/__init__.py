"""Term candidates from texts and their translations, or from translations alone.

Phrases that could be terms are counted on both sides (`chinese`, `english`). Two that occur in the same pairs of texts
and in few others are taken for a term and its rendering (`association`). They are ranked by how strongly they are
associated, how often they occur together, and how much they look like terms (`termhood`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from glossary.extract.association import Association

SHARE = 0.8
"""A phrase that is inside one longer phrase in this share of its texts, or more, is no term of its own."""

_MANY = 1000  # pairs from which on a term must occur once more


class TextPair(NamedTuple):
    """A text, its translation, and the name of their document."""

    source: str
    target: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class TermPair:
    """A term and its rendering: the term in its most frequent form, the rendering in its base form.

    `abbreviation` is what texts write for the rendering in short, "" where nothing.
    `count` is the number of pairs that hold both, `documents` that of their documents. `score`, from 0 to 1 with two
    decimals, orders candidates and is no probability. The examples are the two texts of one such pair, shortened.
    """

    source: str
    target: str
    count: int
    documents: int
    score: float
    source_example: str
    target_example: str
    abbreviation: str = ""


def extract(pairs: Sequence[TextPair], least: int | None = None) -> list[TermPair]:
    """Extract candidates from Chinese texts and their English translations, best first.

    Each source has one target, and each target one source. `least` is the number of pairs that must hold both; None
    means 2, and 3 from 1,000 pairs on. Raises what `glossary.vectors.encode` raises.
    """
    from glossary.extract import chinese, english
    from glossary.extract.acronyms import join_acronyms
    from glossary.extract.association import find_associations
    from glossary.extract.examples import build_term_pair
    from glossary.extract.phrases import PhraseIndex
    from glossary.extract.termhood import Termhood, count_target_words
    from glossary.lang.zh import look_up_words
    from glossary.word_alignment.tokenization import tokenize_chinese

    least = least or choose_least_count(len(pairs))
    tokens = [tokenize_chinese(pair.source) for pair in pairs]
    lexicon = look_up_words({token.text for row in tokens for token in row})
    source = PhraseIndex([pair.source for pair in pairs], (chinese.find_phrases(row, lexicon) for row in tokens), least)
    texts = [pair.target for pair in pairs]
    target = PhraseIndex(texts, map(english.find_phrases, texts), least, english.choose_base_form)
    found = find_associations(source, target, (source.find_independent(SHARE), target.find_independent(SHARE)), least)
    words = Counter(token.text for row in tokens for token in row)
    termhood = Termhood(words, count_target_words(pair.target for pair in pairs), lexicon)
    ranked = rank([(termhood.score(one, target.usual_form(one.target)), one) for one in found])
    return join_acronyms([build_term_pair(score, one, source, target, pairs) for score, one in ranked], texts)


def rank(scored: Iterable[tuple[float, Association]]) -> list[tuple[float, Association]]:
    """Order associations by their scores, best first."""
    return sorted(scored, key=lambda row: (-row[0], -row[1].cooccurrences, row[1].source, row[1].target))


def choose_least_count(texts: int) -> int:
    """Choose how many of so many texts must hold a candidate."""
    return 3 if texts >= _MANY else 2
