"""Which blocks of a page and of its translation are counterparts.

Headings come first, by what sites call them (their ids), by what their sections hold, and by their levels; then the
blocks between two paired headings. Each is the best monotone pairing (Needleman and Wunsch 1970) under a score of what
both have in common: code, addresses, length, and how many sentences the aligner has joined.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from math import log

from align.analysis.structure.blocks import Kind, Page, PageBlock
from align.analysis.structure.codes import split_info
from align.analysis.structure.inline import Inline, Locales
from glossary.pack.patterns import compile_late

_PROSE = frozenset((Kind.PARAGRAPH, Kind.ITEM, Kind.HTML, Kind.IMAGE))
_GAP = -0.4
_GAP_OF_HEADINGS = -0.6
_MOST = 250_000
"""So many pairs of blocks are compared between two paired headings; where there are more, none of a page is."""
_WORDS = compile_late(r"[A-Za-z][A-Za-z0-9_.-]{2,}|\d+(?:\.\d+)*")


@dataclass(eq=False)
class Side:
    """A page with what its blocks hold: inline parts, and words and numbers that a translation may keep."""

    page: Page
    inline: Sequence[Sequence[Inline]]
    locales: Locales
    tokens: list[Counter[str]] = field(default_factory=list)
    anchors: Mapping[int, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for block, parts in zip(self.page.blocks, self.inline, strict=True):
            self.tokens.append(_count_tokens(block, parts))


def _count_tokens(block: PageBlock, parts: Sequence[Inline]) -> Counter[str]:
    if block.kind is Kind.CODE:
        return Counter(line.strip() for line in block.text.split("\n") if line.strip())
    if block.kind in (Kind.INCLUDE, Kind.SHORTCODE):
        return Counter([block.text])
    tokens = Counter(f"{part.sort[:2]} {part.key}" for part in parts)
    return tokens + Counter(dict.fromkeys(_WORDS.findall(block.text), 1))


def measure_likeness(one: Counter[str], other: Counter[str]) -> float | None:
    """Return how much two bags have in common, 0 to 1; None where one is empty."""
    total = one.total() + other.total()
    if not one or not other:
        return None
    return 2 * (one & other).total() / total


Pair = tuple[int, int]


class _TooLargeError(Exception):
    """There are too many pairs of blocks to compare each."""


def pair_blocks(source: Side, target: Side, links: Mapping[Pair, float]) -> list[Pair] | None:
    """Return the indices of the blocks that are counterparts, ascending on both sides.

    `links` say how much of a block of the source, 0 to 1, the aligner has joined to one of the target. None where the
    pages are too large.
    """
    try:
        return _pair_blocks(source, target, links)
    except _TooLargeError:
        return None


def _pair_blocks(source: Side, target: Side, links: Mapping[Pair, float]) -> list[Pair]:
    ratio = _measure_ratio(source.page, target.page)
    heads = [
        [at for at, block in enumerate(side.page.blocks) if block.kind is Kind.HEADING] for side in (source, target)
    ]
    sections = [_sum_sections(side, heads[at]) for at, side in enumerate((source, target))]
    linked = {pair[0] for pair in links}
    shift = _find_shift(
        *([side.page.blocks[at].level for at in heads[place]] for place, side in enumerate((source, target)))
    )

    def score_headings(row: int, column: int) -> float:
        one, other = source.page.blocks[row], target.page.blocks[column]
        value = 1.0 - 0.4 * abs(one.level - other.level)
        same = source.anchors.get(row, frozenset()) & target.anchors.get(column, frozenset())
        value += 6 if same else 0
        value += 3 * (measure_likeness(sections[0][row], sections[1][column]) or 0)
        value += 2 * (measure_likeness(source.tokens[row], target.tokens[column]) or 0)
        return value + 2.5 * links.get((row, column), 0) - (0.8 if row in linked and (row, column) not in links else 0)

    def score_blocks(row: int, column: int) -> float:
        one, other = source.page.blocks[row], target.page.blocks[column]
        if one.kind is not other.kind and not (one.kind in _PROSE and other.kind in _PROSE):
            return -9
        if one.kind is Kind.HEADING:
            return -9
        value = 1.5 if one.kind is other.kind else 0.2
        value -= 0.2 * min(abs(one.level - other.level), 3)
        likeness = measure_likeness(source.tokens[row], target.tokens[column])
        if one.kind is Kind.CODE:
            value += 0.3 * (split_info(one.name)[0] == split_info(other.name)[0]) + (0.3 * (one.name == other.name))
            return value + (3 * likeness - 0.8 if likeness is not None else 0)
        if one.kind in (Kind.NOTE, Kind.SHORTCODE, Kind.INCLUDE, Kind.DIRECTIVE):
            value += 0.5 if one.name == other.name else -0.3
        value += 2.5 * likeness if likeness is not None else 0
        if one.kind in _PROSE and one.text and other.text:
            value -= min(abs(log(len(other.text) / (len(one.text) * ratio))), 2) * 0.7
        value += 2.5 * links.get((row, column), 0)
        return value - (0.8 if row in linked and (row, column) not in links else 0)

    if shift:  # a page whose title is elsewhere on one side
        pairs = list(zip(*heads, strict=True))
    else:
        matched = _align(
            len(heads[0]), len(heads[1]), lambda a, b: score_headings(heads[0][a], heads[1][b]), _GAP_OF_HEADINGS
        )
        pairs = [(heads[0][a], heads[1][b]) for a, b in matched]
    found, row, column = list[Pair](), 0, 0
    for pair in (*pairs, (len(source.page.blocks), len(target.page.blocks))):
        score = partial(_shift_score, score_blocks, row, column)
        found += [(row + a, column + b) for a, b in _align(pair[0] - row, pair[1] - column, score, _GAP)]
        found.append(pair)
        row, column = pair[0] + 1, pair[1] + 1
    return found[:-1]


def _shift_score(score: Callable[[int, int], float], first: int, start: int, row: int, column: int) -> float:
    return score(first + row, start + column)


def _find_shift(source: Sequence[int], target: Sequence[int]) -> int:
    """Return by how much all levels of headings differ; 0 where they do not differ by the same."""
    shifts = {other - one for one, other in zip(source, target, strict=False)}
    return shifts.pop() if len(source) == len(target) > 1 and len(shifts) == 1 else 0


def _measure_ratio(source: Page, target: Page) -> float:
    """Return how long the prose of the target is for one character of the source."""
    sizes = [sum(len(block.text) for block in page.blocks if block.kind in _PROSE) for page in (source, target)]
    return min(max(sizes[1] / sizes[0], 0.2), 5) if all(sizes) else 1.0


def _sum_sections(side: Side, heads: Sequence[int]) -> dict[int, Counter[str]]:
    """Return what the section of each heading holds, up to the next heading."""
    ends = [*heads[1:], len(side.page.blocks)]
    sums = {}
    for head, end in zip(heads, ends, strict=False):
        total = Counter[str]()
        for tokens in side.tokens[head + 1 : end]:
            total.update(tokens)
        sums[head] = total
    return sums


def _align(rows: int, columns: int, score: Callable[[int, int], float], gap: float) -> list[Pair]:
    """Return the best monotone pairing of two sequences; each member that is left alone costs `gap`."""
    if not rows or not columns:
        return []
    if rows * columns > _MOST:
        raise _TooLargeError
    best = [[gap * column for column in range(columns + 1)]]
    steps = []
    for row in range(rows):
        above, here, moves = best[-1], [gap * (row + 1)], bytearray(columns)
        for column in range(columns):
            joined = above[column] + score(row, column)
            value, move = joined, 0
            if above[column + 1] + gap > value:
                value, move = above[column + 1] + gap, 1
            if here[column] + gap > value:
                value, move = here[column] + gap, 2
            here.append(value)
            moves[column] = move
        best.append(here)
        steps.append(moves)
    pairs, row, column = [], rows - 1, columns - 1
    while row >= 0 and column >= 0:
        move = steps[row][column]
        if move == 0:
            pairs.append((row, column))
        row, column = row - (move != 2), column - (move != 1)
    return pairs[::-1]


def list_slugs(text: str) -> Iterator[str]:
    """Yield what sites make of the text of a heading: GitHub's way, Python-Markdown's, and their like."""
    plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    plain = re.sub(r"<[^<>`]*>(?![^`]*`)", "", plain).replace("`", "").replace("*", "").lower().strip()
    github = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
    yield github
    yield re.sub(r"-{2,}", "-", github).strip("-")
    yield re.sub(r"[^\w]+", "-", plain).strip("-")
    yield re.sub(r"[\W_]+", "-", plain).strip("-")
    yield re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip()).strip("-")
