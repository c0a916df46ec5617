"""Documents of which it is known where segments end that hold several sentences each, as samples.

A library of `fit_aligner.py`.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise
from pathlib import Path

from dropped_sentences import Text, read_texts
from gold_samples import Sample

from align.aligners.side import Side
from align.model import on_one_line
from align.readers import ReadOptions, read_document

Pair = tuple[tuple[str, ...], tuple[str, ...]]
"""The sentences of a segment and of its translation."""

SINGLE = 0.05
"""The probability of a segment to lose a side."""
TARGET_SIDE = 0.6
"""The share of these that lose the target side."""
RUN = 2, 15
"""The least and most segments in a run that loses a side; it is a quarter of the document at most."""
LEAST = 12
"""Segments from which on a document loses a run."""
SENTENCES = 4
"""The least sentences of both sides."""


def read_bordered(path: Path, systems: int) -> Iterator[tuple[str, Text]]:
    """The documents of a file as "folder/name" and text; of the translations of a document, so many at most."""
    groups: dict[str, list[Text]] = {}
    for text in read_texts(path):
        groups.setdefault(text.name.partition(" ")[0], []).append(text)
    for name, texts in sorted(groups.items()):
        for text in random.Random(name).sample(texts, min(systems, len(texts))):
            yield f"{path.stem.partition('.')[0]}/{name}", text


def find_half(document: str) -> int:
    """Which half of the documents one is in, 0 or 1."""
    return hashlib.md5(document.encode(), usedforsecurity=False).digest()[-1] % 2


def make_bordered_samples(document: str, text: Text) -> Iterator[Sample]:
    """A document as it is, and without one side of some of its segments."""
    pairs = [
        (_split(source, "zh"), _split(target, "en")) for source, target in zip(text.source, text.target, strict=True)
    ]
    for variant, left in enumerate((pairs, list(_drop(pairs, random.Random(text.name))))):
        sizes = [(len(source), len(target)) for source, target in left]
        ends = accumulate(sizes, lambda at, size: (at[0] + size[0], at[1] + size[1]), initial=(0, 0))
        gold = tuple((tuple(range(a, c)), tuple(range(b, d))) for (a, b), (c, d) in pairwise(ends))
        source, target = (tuple(chain.from_iterable(side)) for side in zip(*left, strict=True))
        if min(len(source), len(target)) >= SENTENCES:
            yield Sample(document, variant, Side("zh", source), Side("en", target), gold, exact=False)


def _split(text: str, language: str) -> tuple[str, ...]:
    """The sentences of a segment."""
    data = text.lstrip("# ").encode()
    document = read_document(f"text.{language}.txt", data, ReadOptions(target_language=language))
    return tuple(on_one_line(segment.text) for segment in document.segments)


def _drop(pairs: Sequence[Pair], chance: random.Random) -> Iterator[Pair]:
    """The pairs without one side of a few of them, and of a run of them."""
    size = min(chance.randint(*RUN), len(pairs) // 4)
    first, run_side = chance.randrange(len(pairs) - size + 1), chance.randrange(2)
    for number, pair in enumerate(pairs):
        if len(pairs) >= LEAST and first <= number < first + size:
            yield _leave_out(pair, run_side)
        else:
            yield _leave_out(pair, int(chance.random() < TARGET_SIDE)) if chance.random() < SINGLE else pair


def _leave_out(pair: Pair, side: int) -> Pair:
    return ((), pair[1]) if side == 0 else (pair[0], ())
