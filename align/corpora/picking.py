"""Some pairs of each rule, the same ones however the corpus is cut into units: those whose digests are least."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from heapq import heappush, heappushpop
from typing import Any

from align.corpora.manifest import Unit
from align.corpora.storage import Corpus
from align.model import Span
from align.model.rates import Example

Picks = Mapping[str, Sequence[int]]
"""For each rule the numbers of pairs in the corpus, in order."""

_COLUMNS = ["source", "target", "id", "origin", "findings"]


class Picker:
    """Pairs of each rule, `most` at most, as if drawn at random; another seed draws others."""

    def __init__(self, most: int, seed: int = 0) -> None:
        self._most = most
        self._key = str(seed).encode()
        self._heaps = defaultdict[str, list[tuple[int, int]]](list)

    def add(self, row: int, rules: Sequence[str]) -> None:
        """Consider a pair that these rules flag."""
        for rule in rules if self._most else ():
            digest = blake2b(f"{rule} {row}".encode(), key=self._key, digest_size=8).digest()
            heap, item = self._heaps[rule], (-int.from_bytes(digest), row)
            if len(heap) < self._most:
                heappush(heap, item)
            elif item > heap[0]:
                heappushpop(heap, item)

    def pick(self) -> Picks:
        """Return the pairs that were drawn, by rule."""
        return {rule: sorted(row for _, row in heap) for rule, heap in sorted(self._heaps.items())}


def read_examples(corpus: Corpus, units: Sequence[tuple[int, Unit]], picks: Picks) -> dict[str, tuple[Example, ...]]:
    """Return the first finding of its rule in each pair that was picked. Raises FileError.

    `units` are those of the corpus that are checked, each with the number of its first pair.
    """
    found = defaultdict[str, list[Example]](list)
    wanted = defaultdict[int, list[str]](list)
    for rule, rows in picks.items():
        for row in rows:
            wanted[row].append(rule)
    for first, unit in units:
        if not any(row in wanted for row in range(first, first + unit.rows)):
            continue
        row = first
        for batch in corpus.read_batches([unit], _COLUMNS):
            places = [place for place in range(batch.num_rows) if row + place in wanted]
            for place, values in zip(places, batch.take(places).to_pylist() if places else (), strict=True):
                for rule in wanted[row + place]:
                    found[rule].append(_build_example(rule, row + place, values))
            row += batch.num_rows
    return {rule: tuple(found[rule]) for rule in picks}


def _build_example(rule: str, row: int, values: Mapping[str, Any]) -> Example:
    found = next(one for one in values["findings"] if one["rule"] == rule)
    span, suggestions = Span(found["start"], found["end"]), tuple(found["suggestions"])
    pair = values["id"], values["origin"], values["source"], values["target"]
    return Example(rule, found["severity"], found["message"], span, suggestions, row, *pair)
