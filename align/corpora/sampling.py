"""A sample of findings for people to judge, and what their verdicts say of the precision of each rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import sqrt
from typing import NamedTuple

from align.corpora.picking import Picker, read_examples
from align.corpora.rates import number_units
from align.corpora.storage import Corpus
from align.errors import FileError
from align.model.rates import Example

VERDICTS = {"right": True, "wrong": False, "unsure": None}
"""What people write: the finding is right, it is a false alarm, or they cannot tell."""

_Z = 1.959964
"""The normal deviate of an interval of 95 %."""


def draw_sample(corpus: Corpus, most: int, seed: int = 0, rules: Sequence[str] = ()) -> Iterator[Example]:
    """Findings of each rule, `most` at most, in the order of the rules; `rules`: of these alone. Raises FileError."""
    units, picker = number_units(corpus), Picker(most, seed)
    wanted = frozenset(rules)
    for first, unit in units:
        row = first
        for batch in corpus.read_batches([unit], ["rules"]):
            for found in batch.column("rules").to_pylist():
                if found:
                    picker.add(row, [rule for rule in found if rule in wanted] if wanted else found)
                row += 1
    for examples in read_examples(corpus, units, picker.pick()).values():
        yield from examples


class Precision(NamedTuple):
    """The verdicts on a rule, and the interval of 95 % that its precision lies in (Wilson's score interval)."""

    rule: str
    right: int
    wrong: int
    unsure: int
    open: int

    @property
    def value(self) -> float | None:
        """The share of findings that are right, of those that were judged; None where none was."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Its lower and upper limit; None where nothing was judged."""
        return None if self.value is None else compute_interval(self.right, self.right + self.wrong)


def compute_interval(right: int, of: int) -> tuple[float, float]:
    """The interval of 95 % of a share (Wilson 1927, without correction for continuity).

    >>> [round(limit, 3) for limit in compute_interval(45, 50)]
    [0.786, 0.957]
    """
    share, spread = right / of, _Z * _Z / of
    middle = (share + spread / 2) / (1 + spread)
    reach = _Z / (1 + spread) * sqrt(share * (1 - share) / of + spread / (4 * of))
    return max(middle - reach, 0.0), min(middle + reach, 1.0)


def count_verdicts(path: str, rows: Iterator[tuple[int, Sequence[str]]]) -> list[Precision]:
    """The verdicts in a sample, by rule; each row with its line, the header first.

    Raises FileError where there are no columns of that kind, or a verdict is none.
    """
    header = next(rows, (1, ()))[1]
    if not {"rule", "verdict"} <= set(header):
        titles = ", ".join(header) or "none"
        raise FileError(path, f"is no sample: it needs the columns rule and verdict, and has {titles}")
    at_rule, at_verdict = header.index("rule"), header.index("verdict")
    counts = defaultdict[str, Counter[str]](Counter)
    for line, cells in rows:
        padded = [*cells, *[""] * (len(header) - len(cells))]
        word = padded[at_verdict].strip().casefold()
        if word and word not in VERDICTS:
            raise FileError(path, f"row {line}: {padded[at_verdict]!r} is no verdict: write {', '.join(VERDICTS)}")
        counts[padded[at_rule].strip()][word] += 1
    return [_describe(rule, counts[rule]) for rule in sorted(counts)]


def _describe(rule: str, found: Mapping[str, int]) -> Precision:
    return Precision(rule, *(found.get(word, 0) for word in (*VERDICTS, "")))
