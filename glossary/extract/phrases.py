"""Phrases that could be terms, and where they occur."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

Key = tuple[str, ...]
"""The words of a phrase, normalized: the same for all occurrences of one phrase."""

_MOST = 400  # phrases that are counted in one text: a whole chapter in one segment says little of each
LOWER_SHARE = 0.2
"""The share of a phrase's occurrences in lower case from which on it is no name."""


class Phrase(NamedTuple):
    """A stretch of a text, in code points, that could be a term.

    `before` and `after` are the words or characters next to it if they could belong to it, else empty.
    """

    key: Key
    start: int
    end: int
    before: str = ""
    after: str = ""


class PhraseIndex:
    """The phrases that at least `least` of some texts hold: where they occur, and how they are written.

    `choose` returns the form in which a phrase is shown, of those in which texts have it.
    """

    def __init__(
        self,
        texts: Sequence[str],
        found: Iterable[Iterable[Phrase]],
        least: int = 1,
        choose: Callable[[Mapping[str, int]], str] | None = None,
    ) -> None:
        self._texts, self._choose = texts, choose or choose_form
        self._places: dict[Key, dict[int, Phrase]] = {}
        self._forms: dict[Key, Counter[str]] = defaultdict(Counter)
        self._neighbours: tuple[dict[Key, Counter[str]], ...] = (defaultdict(Counter), defaultdict(Counter))
        rows = list(map(limit_phrases, found))
        counts = Counter(key for row in rows for key in {phrase.key for phrase in row})
        for number, row in enumerate(rows):
            for phrase in row:
                if counts[phrase.key] >= least:
                    self._add(number, phrase)

    def _add(self, number: int, phrase: Phrase) -> None:
        self._places.setdefault(phrase.key, {}).setdefault(number, phrase)
        self._forms[phrase.key][self._texts[number][phrase.start : phrase.end]] += 1
        for side, neighbour in zip(self._neighbours, (phrase.before, phrase.after), strict=True):
            side[phrase.key][neighbour] += 1

    def __iter__(self) -> Iterator[Key]:
        """Yield the phrases in the order in which they first occur."""
        return iter(self._places)

    def places(self, key: Key) -> Mapping[int, Phrase]:
        """Map the indexes of the texts that hold a phrase to its first occurrence in each."""
        return self._places[key]

    def forms(self, key: Key) -> list[str]:
        """Return the forms of a phrase, the most frequent first."""
        counts = self._forms[key]
        return sorted(counts, key=lambda form: (-counts[form], form))

    def count(self, key: Key) -> int:
        """Return how often a phrase occurs in the texts."""
        return self._forms[key].total()

    def usual_form(self, key: Key) -> str:
        """Return the form in which a phrase is shown, on one line."""
        return self._choose(self._forms[key])

    def find_independent(self, share: float) -> frozenset[Key]:
        """Return the phrases that are no mere part of a longer one.

        A phrase is a part where one longer phrase is in `share` of its texts, or one word next to `share` of its
        occurrences.
        """
        nested = find_nested({key: len(places) for key, places in self._places.items()}, share)
        return frozenset(key for key in self._places if key not in nested and self._is_whole(key, share))

    def _is_whole(self, key: Key, share: float) -> bool:
        return is_whole(self.count(key), (side[key] for side in self._neighbours), share)


def limit_phrases(phrases: Iterable[Phrase]) -> list[Phrase]:
    """Return the phrases of a text that are counted."""
    return list(islice(phrases, _MOST))


def choose_form(forms: Mapping[str, int]) -> str:
    """Return the most frequent of the forms of a phrase, on one line, in lower case unless that is rare."""
    counts: Counter[str] = Counter()
    for form, number in forms.items():
        counts[" ".join(form.split())] += number
    cases: dict[str, list[str]] = defaultdict(list)
    for form in sorted(counts, key=lambda form: (-counts[form], form)):
        cases[form.lower()].append(form)
    lowered = max(cases, key=lambda low: sum(counts[form] for form in cases[low]))
    whole = sum(counts[form] for form in cases[lowered])
    return lowered if counts[lowered] >= LOWER_SHARE * whole else cases[lowered][0]


def find_nested(texts: Mapping[Key, int], share: float) -> set[Key]:
    """Return the phrases inside a longer one that is in `share` of their texts; `texts` counts those of each."""
    return {
        inner for key in texts for inner in _list_inner(key) if inner in texts and texts[key] >= share * texts[inner]
    }


def is_whole(count: int, neighbours: Iterable[Mapping[str, int]], share: float) -> bool:
    """Return whether no one word is next to `share` of the occurrences of a phrase, before it or after it."""
    least = share * count
    return not any(word and number >= least for side in neighbours for word, number in side.items())


def _list_inner(key: Key) -> Iterable[Key]:
    """Yield the keys of all phrases inside a phrase."""
    for start in range(len(key)):
        for end in range(start + 1, len(key) + 1):
            if end - start < len(key):
                yield key[start:end]
