"""How often findings occur in a corpus of pairs: by rule, and by where the pairs come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from align.model.spans import Span


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
        """How many pairs are left."""
        return self.pairs - self.dropped
