"""How often words are rendered in which way in pairs of texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from glossary.matching.term_matcher import Matcher
from glossary.model import Concept, Glossary, Term
from glossary.renderings.term_renderings import Rendering, find_renderings

_MANY = 10


@dataclass(frozen=True, slots=True)
class RenderingCount:
    """A rendering of a word in its most frequent form, and the number of the word's occurrences that have it.

    `of` is the number of all occurrences of the word; `pairs` are the indexes of the pairs with this rendering.
    """

    text: str
    count: int
    of: int
    pairs: tuple[int, ...]

    @property
    def score(self) -> float:
        """Return the share of the word's occurrences, to two decimals."""
        return round(self.count / self.of, 2)


def count_renderings(words: Iterable[str], pairs: Sequence[tuple[str, str]]) -> dict[str, list[RenderingCount]]:
    """Count the renderings of each Chinese word in pairs of texts, the most frequent first.

    Where words overlap, the longest counts. Of a word with ten occurrences or more, renderings that occur once are left
    out. Raises what `glossary.word_alignment.align_words` raises.
    """
    distinct = [word for word in dict.fromkeys(words) if word.strip()]
    if not distinct or not pairs:
        return {}
    concepts = (Concept(word, (Term(word, "zh"),)) for word in distinct)
    found: dict[str, list[Rendering]] = defaultdict(list)
    for one in find_renderings(pairs, Matcher([Glossary(tuple(concepts))])):
        found[one.term].append(one)
    return {word: _count(found[word]) for word in distinct if found[word]}


def _count(found: Sequence[Rendering]) -> list[RenderingCount]:
    groups: dict[str, list[Rendering]] = defaultdict(list)
    for one in found:
        if one.target is not None and one.complete:
            groups[one.key].append(one)
    least = 2 if len(found) >= _MANY else 1
    groups = {key: group for key, group in groups.items() if len(group) >= least}
    ranked = sorted(groups.values(), key=lambda group: (-len(group), group[0].pair))
    return [
        RenderingCount(
            _choose_usual(one.text for one in group), len(group), len(found), tuple(one.pair for one in group)
        )
        for group in ranked
    ]


def _choose_usual(texts: Iterable[str]) -> str:
    """Choose the most frequent form, in lower case if it occurs so at all."""
    counts = Counter(" ".join(text.split()) for text in texts)
    best = min(counts, key=lambda text: (-counts[text], text))
    return best.lower() if best.lower() in counts else best
