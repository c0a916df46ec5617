"""The similarity of two texts and of their clauses, by the cosine of their vectors; each token is encoded once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_MOST_CLAUSES = 100
"""A text of more clauses, on either side, is compared as a whole only."""


class Similarity(NamedTuple):
    """The cosine of two texts, and for each clause of either side the cosine to the most similar clause of the other.

    `lengths` are the numbers of tokens in each clause, of the source and of the target. All but the cosine is empty for
    texts of many clauses.
    """

    cosine: float
    source: tuple[float, ...] = ()
    target: tuple[float, ...] = ()
    lengths: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())


class _Side:
    """The vectors of some texts and of their clauses."""

    def __init__(self, texts: Sequence[str]) -> None:
        import numpy as np

        from glossary.vectors import encode_sums, sum_tokens

        found = sum_tokens(texts, by_clause=True)
        self.starts = np.searchsorted(found.texts, np.arange(len(texts) + 1)).tolist()
        totals = np.add.reduceat(found.sums, self.starts[:-1], axis=0)
        counts = np.add.reduceat(found.lengths, self.starts[:-1])
        self.vectors = encode_sums(found.bos + totals + found.eos, counts + 2)
        edges = found.bos[found.texts] + found.eos[found.texts]
        self.clauses, self.lengths = encode_sums(found.sums + edges, found.lengths + 2), found.lengths.tolist()

    def get_clauses(self, text: int) -> tuple[Floats, tuple[int, ...]]:
        """The vectors of the clauses of a text, and their lengths."""
        span = slice(self.starts[text], self.starts[text + 1])
        return self.clauses[span], tuple(self.lengths[span])


def compare_texts(pairs: Sequence[tuple[str, str]]) -> Iterator[Similarity]:
    """Yield the similarity of each source and target, all values to two decimals.

    No text may be empty. Raises what `glossary.vectors.encode` raises.
    """
    if not pairs:
        return
    source, target = _Side([one for one, _ in pairs]), _Side([other for _, other in pairs])
    for number in range(len(pairs)):
        cosine = round(float(source.vectors[number] @ target.vectors[number]), 2)
        here, there = source.get_clauses(number), target.get_clauses(number)
        if max(len(here[1]), len(there[1])) > _MOST_CLAUSES:
            yield Similarity(cosine)
            continue
        table = (here[0] @ there[0].T).astype(float).round(2)
        yield Similarity(cosine, tuple(table.max(1).tolist()), tuple(table.max(0).tolist()), (here[1], there[1]))
