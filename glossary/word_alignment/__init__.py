"""Word alignment without training: which words of a Chinese sentence and of its English translation render each other.

The similarity of two words is the cosine of their vectors by the multilingual encoder (as in SimAlign, Jalili Sabet et
al. 2020, https://arxiv.org/abs/2004.08728). It rises where a dictionary, their form or a table of function words says
that they belong together, and where they recur together in the sentences at hand (Dice); it falls where they are far
apart. Words that are each other's best are linked, then again with regard to the links near by. Then links grow to
adjacent words where the two words together are as similar to the counterpart as the one was: 加油站, "gas station".

The constants were chosen on 75 hand-aligned sentences of news (alignment error rate .218, each by itself .236), where
fast_align has .35 and eflomal .24 after training on 13,000 more; `benchmarks/word_alignment.py` measures it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from glossary.word_alignment.cooccurrence import Cooccurrence
    from glossary.word_alignment.link_growth import Growth
    from glossary.word_alignment.similarity import WordSimilarity

Link = tuple[int, int]
"""The indices of a source word and of a target word."""
WordLists = tuple[Sequence[str], Sequence[str]]
"""The words of a source and those of its translation, punctuation among them."""
Span = tuple[int, int]
"""The index of the first word, and of the one after the last."""


class WordMatches(NamedTuple):
    """The links of a pair, sorted, and for each word of either side the similarity of the most similar word opposite.

    The similarities are empty where the pair has no words on one side, or too many.
    """

    links: tuple[Link, ...]
    source: tuple[float, ...] = ()
    target: tuple[float, ...] = ()


Similarities = tuple[tuple[float, ...], tuple[float, ...]]
"""Those of `WordMatches`, of the source and of the target."""

_BLOCK = 256  # pairs whose phrases are encoded together
_LARGEST = 4_000_000  # cells of a pair; a larger one has no links


def align_words(
    pairs: Sequence[WordLists], sizes: Sequence[int] = (), together: Cooccurrence | None = None
) -> Iterator[tuple[Link, ...]]:
    """Yield the links of each pair, sorted: many to many; a word may have none.

    All pairs are read before the first is aligned, to count the words that recur together; where they are of several
    texts, `sizes` says how many are of each, in order. `together` says how often words do so in these pairs and more.
    Raises UnsupportedEncoderError and DictionaryNotFoundError where the encoder or the dictionary is not installed.
    """
    return (match.links for match in match_words(pairs, sizes, together))


def match_words(
    pairs: Sequence[WordLists], sizes: Sequence[int] = (), together: Cooccurrence | None = None
) -> Iterator[WordMatches]:
    """Yield the links of each pair and how well each word is matched; like `align_words` in all else."""
    return (match for block in align_blocks(pairs, sizes, together) for match in block.grow())


@dataclass(frozen=True, eq=False)
class Block:
    """Some pairs with the links between words that are each other's best, and what is needed to grow these.

    `best` has for each pair the similarities of `WordMatches`.
    """

    links: Sequence[frozenset[Link]]
    best: Sequence[Similarities]
    growth: Growth
    similarity: WordSimilarity

    def grow(self) -> Iterator[WordMatches]:
        """Yield all links of each pair and how well each word is matched."""
        for found, (source, target) in zip(self.growth.grow(self.similarity), self.best, strict=True):
            yield WordMatches(tuple(sorted(found)), source, target)


def align_blocks(
    pairs: Sequence[WordLists],
    sizes: Sequence[int] = (),
    together: Cooccurrence | None = None,
    asked: Sequence[Sequence[Span]] = (),
) -> Iterator[Block]:
    """Yield the pairs in blocks that are encoded together; like `align_words` in all else.

    `asked` are spans of source words of each pair: links may lack that do not show how these are rendered.
    """
    from glossary.word_alignment.link_growth import Growth
    from glossary.word_alignment.reach import find_reach
    from glossary.word_alignment.similarity import WordSimilarity

    similarity = WordSimilarity(pairs, sizes, together)
    for start in range(0, len(pairs), _BLOCK):
        block = pairs[start : start + _BLOCK]
        links, best = _link_block(block, start, similarity)
        reach = [find_reach(*one) for one in zip(block, links, asked[start : start + _BLOCK], strict=bool(asked))]
        yield Block(links, best, Growth(block, links, reach), similarity)


def _link_block(
    block: Sequence[WordLists], start: int, similarity: WordSimilarity
) -> tuple[list[frozenset[Link]], list[Similarities]]:
    """Return the links of pairs before they grow, and the greatest similarities; the first is that at `start`."""
    from glossary.vectors import use_one_blas_thread
    from glossary.word_alignment.mutual_links import find_mutual_links

    links, best = list[frozenset[Link]](), list[Similarities]()
    with use_one_blas_thread():
        for place, pair in enumerate(block, start):
            matrix = similarity.compute_matrix(place) if _is_small_enough(pair) else None
            links.append(frozenset() if matrix is None else find_mutual_links(matrix))
            best.append(((), ()) if matrix is None else _find_best(matrix))
    return links, best


def _find_best(similarity: NDArray[np.float32]) -> Similarities:
    """Return the greatest values of the rows of a matrix, and those of its columns, to two decimals."""
    rows, columns = (similarity.max(axis).astype(float).round(2).tolist() for axis in (1, 0))
    return tuple(rows), tuple(columns)


def _is_small_enough(pair: WordLists) -> bool:
    return 0 < len(pair[0]) * len(pair[1]) <= _LARGEST
