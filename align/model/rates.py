"""How often findings occur in a corpus of pairs: by rule, and by where the pairs come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt
from typing import NamedTuple

from align.model.spans import Span

_Z = 1.959964
"""The normal deviate of an interval of 95 %."""


class Rate(NamedTuple):
    """Of a rule: how many pairs it flags, and how many of those no other rule does."""

    rule: str
    pairs: int
    alone: int


class Example(NamedTuple):
    """A finding with its pair. `row` is the number of the pair in the corpus, from 0; `span` is one of `target`."""

    rule: str
    severity: str
    message: str
    span: Span
    suggestions: tuple[str, ...]
    row: int
    id: str
    origin: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class OriginRates:
    """The pairs of one origin, those with findings, and those of each rule, most first."""

    origin: str
    pairs: int
    flagged: int
    rules: tuple[Rate, ...]


@dataclass(frozen=True, slots=True)
class CorpusRates:
    """A corpus: its pairs, those with findings, both by rule and by origin, and examples of each rule.

    `unchecked` names the parts that are not checked, which hold `unchecked_pairs`; no count has them.
    """

    pairs: int
    flagged: int
    rules: tuple[Rate, ...]
    origins: tuple[OriginRates, ...]
    signature: str = ""
    examples: Mapping[str, tuple[Example, ...]] = field(default_factory=dict)
    unchecked: tuple[str, ...] = ()
    unchecked_pairs: int = 0


class Totals(NamedTuple):
    """What became of the pairs of an origin that were filtered; `rules` are those that were dropped for."""

    origin: str
    pairs: int
    dropped: int
    rules: tuple[Rate, ...]

    @property
    def kept(self) -> int:
        """Return how many pairs are left."""
        return self.pairs - self.dropped


class Repeats(NamedTuple):
    """How many pairs occur again, and how many do not render their source as usual; of how many."""

    duplicates: int
    inconsistent: int
    sources: int
    """Sources that are rendered in several ways."""


class Precision(NamedTuple):
    """The verdicts on a rule, and the interval of 95 % that its precision lies in (Wilson's score interval)."""

    rule: str
    right: int
    wrong: int
    unsure: int
    open: int

    @property
    def value(self) -> float | None:
        """Return the share of findings that are right, of those that were judged; None where none was."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Its lower and upper limit; None where nothing was judged."""
        return None if self.value is None else compute_interval(self.right, self.right + self.wrong)


def compute_interval(right: int, of: int) -> tuple[float, float]:
    """Return the interval of 95 % of a share (Wilson 1927, without correction for continuity).

    >>> [round(limit, 3) for limit in compute_interval(45, 50)]
    [0.786, 0.957]
    """
    share, spread = right / of, _Z * _Z / of
    middle = (share + spread / 2) / (1 + spread)
    reach = _Z / (1 + spread) * sqrt(share * (1 - share) / of + spread / (4 * of))
    return max(middle - reach, 0.0), min(middle + reach, 1.0)
