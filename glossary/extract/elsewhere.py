"""How some words are rendered in the texts at hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from glossary.matching.matcher import Matcher
from glossary.model import Concept, Glossary, Term
from glossary.renderings.renderings import Rendering, renderings

_MANY = 10


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A rendering of a word: its commonest form, in how many of its `of` places it stands, and their pairs, by number.

    One met once among ten places and more is left out.
    """

    text: str
    count: int
    of: int
    pairs: tuple[int, ...]

    @property
    def score(self) -> float:
        """The share of the word's places, to two decimals."""
        return round(self.count / self.of, 2)


def elsewhere(words: Iterable[str], pairs: Sequence[tuple[str, str]]) -> dict[str, list[Elsewhere]]:
    """Return for each Chinese word its renderings in pairs of texts, the commonest first.

    Of words that share a stretch the longest counts. Raises what `glossary.word_alignment.align_words` raises.
    """
    distinct = [word for word in dict.fromkeys(words) if word.strip()]
    if not distinct or not pairs:
        return {}
    concepts = (Concept(word, (Term(word, "zh"),)) for word in distinct)
    found: dict[str, list[Rendering]] = defaultdict(list)
    for one in renderings(pairs, Matcher([Glossary(tuple(concepts))])):
        found[one.term].append(one)
    return {word: _counted(found[word]) for word in distinct if found[word]}


def _counted(found: Sequence[Rendering]) -> list[Elsewhere]:
    groups: dict[str, list[Rendering]] = defaultdict(list)
    for one in found:
        if one.target is not None and one.complete:
            groups[one.key].append(one)
    least = 2 if len(found) >= _MANY else 1
    groups = {key: group for key, group in groups.items() if len(group) >= least}
    ranked = sorted(groups.values(), key=lambda group: (-len(group), group[0].pair))
    return [
        Elsewhere(_usual(one.text for one in group), len(group), len(found), tuple(one.pair for one in group))
        for group in ranked
    ]


def _usual(texts: Iterable[str]) -> str:
    """The commonest form, in small letters where it stands so at all."""
    counts = Counter(" ".join(text.split()) for text in texts)
    best = min(counts, key=lambda text: (-counts[text], text))
    return best.lower() if best.lower() in counts else best
