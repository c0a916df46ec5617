"""Sentences that say nearly the same: which of some old ones became which new ones, and in what words they differ."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import pairwise
from typing import NamedTuple

from align.model.sequences import count_equal
from align.model.staleness import Piece
from glossary.pack.patterns import compile_late

_TOKEN = compile_late(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d+(?:[.,:]\d+)*|\s+|.", re.DOTALL)
_LONGEST = 2_000
"""How many tokens of a sentence are compared with those of another."""

_LEAST = 0.4
"""How alike two sentences must be for one to be a rewording of the other. Sentences of one text that are none are
hardly ever above 0.3."""

_NOTHING = (0.0, None)
_STEPS = ((1, 1), (1, 2), (2, 1))
_ALL = 4_096
"""How many pairs of sentences are all compared; of more, those near the diagonal."""

_BAND = 24
_MOST_CELLS = 62_500
"""How many pairs of tokens a word diff looks at; where there were more, all words in the middle differ."""

_AROUND = 24
"""How many characters of what has stayed are shown on either side of a difference."""

_SIGNS = {"-": "[-{}-]", "+": "{{+{}+}}", " ": "{}"}


class Rewording(NamedTuple):
    """Old sentences and the new ones that they became, by index, how alike they are (0 to 1), and their tokens."""

    old: range
    new: range
    likeness: float
    tokens: int


class _Sentence(NamedTuple):
    """How often each token and each two neighbours occur, and how many they are."""

    bag: Counter[tuple[str, ...]]
    size: int
    tokens: int

    def join(self, other: _Sentence) -> _Sentence:
        """Return two sentences as one."""
        return _Sentence(self.bag + other.bag, self.size + other.size, self.tokens + other.tokens)


def split_tokens(text: str) -> list[str]:
    """Return words, numbers and stretches of white space; each Han character and each sign is one itself.

    >>> split_tokens("增长5.2% in May")
    ['增', '长', '5.2', '%', ' ', 'in', ' ', 'May']
    """
    return _TOKEN.findall(text)


def pair_rewordings(old: Sequence[str], new: Sequence[str]) -> list[Rewording]:
    """Return the sentences that are rewordings of each other, in the order of both; two may have become one, or one
    two.

    >>> [(one.old, one.new) for one in pair_rewordings(["他来了。", "共3人。"], ["共5人。"])]
    [(range(1, 2), range(0, 1))]
    """
    if not old or not new:
        return []
    table = _Table(tuple(map(_count, old)), tuple(map(_count, new)))
    best: dict[tuple[int, int], tuple[float, Rewording | None]] = {}
    for i in reversed(range(len(old))):
        for j in reversed(table.choose_columns(i)):
            score, found = max(best.get((i + 1, j), _NOTHING)[0], best.get((i, j + 1), _NOTHING)[0]), None
            for pair in table.list_pairs(i, j):
                gain = (pair.likeness - _LEAST) * (len(pair.old) + len(pair.new))
                total = round(gain + best.get((pair.old.stop, pair.new.stop), _NOTHING)[0], 4)
                if gain > 0 and total > score:
                    score, found = total, pair
            best[i, j] = (score, found)
    chosen, i, j = list[Rewording](), 0, 0
    while i < len(old) and j < len(new):
        score, found = best.get((i, j), _NOTHING)
        if found:
            chosen.append(found)
            i, j = found.old.stop, found.new.stop
        elif best.get((i + 1, j), _NOTHING)[0] == score and (i + 1, j) in best:
            i += 1
        else:
            j += 1
    return chosen


@dataclass(frozen=True)
class _Table:
    """Old sentences (rows) and new ones (columns)."""

    old: Sequence[_Sentence]
    new: Sequence[_Sentence]

    def choose_columns(self, row: int) -> range:
        """Return the new sentences that an old one is compared with: those near the diagonal, where there are many."""
        rows, columns = len(self.old), len(self.new)
        if rows * columns <= _ALL:
            return range(columns)
        middle, width = row * columns // rows, _BAND + 2 * columns // rows
        return range(max(middle - width, 0), min(middle + width + 1, columns))

    def list_pairs(self, row: int, column: int) -> Iterator[Rewording]:
        """Yield the pairs that start there and are as alike as a rewording must be."""
        for step in _STEPS:
            old, new = range(row, row + step[0]), range(column, column + step[1])
            if old.stop > len(self.old) or new.stop > len(self.new):
                continue
            ones, others = self.old[old.start : old.stop], self.new[new.start : new.stop]
            size = sum(sentence.size for sentence in (*ones, *others))
            # what two sentences share with others is no more than what each of them does
            if 2 * sum(self.shared[i].get(j, 0) for i in old for j in new) >= _LEAST * size:
                one, other = reduce(_Sentence.join, ones), reduce(_Sentence.join, others)
                yield Rewording(old, new, _compare(one, other), one.tokens + other.tokens)

    @cached_property
    def shared(self) -> list[Counter[int]]:
        """Return how much each old sentence shares with each new one that it is compared with."""
        places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for index, sentence in enumerate(self.new):
            for token in sentence.bag:
                places[token].append(index)
        rows = list[Counter[int]]()
        for row, sentence in enumerate(self.old):
            columns, shared = self.choose_columns(row), Counter[int]()
            for token, count in sentence.bag.items():
                found = places.get(token, [])
                for index in found[bisect_left(found, columns.start) : bisect_left(found, columns.stop)]:
                    shared[index] += min(count, self.new[index].bag[token])
            rows.append(shared)
        return rows


def _count(text: str) -> _Sentence:
    tokens = [token for token in split_tokens(text.lower()[: 20 * _LONGEST]) if not token.isspace()][:_LONGEST]
    bag: Counter[tuple[str, ...]] = Counter((token,) for token in tokens)
    bag.update(pairwise(tokens))
    return _Sentence(bag, max(2 * len(tokens) - 1, 0), len(tokens))


def _compare(one: _Sentence, other: _Sentence) -> float:
    small, large = sorted((one.bag, other.bag), key=len)
    shared = sum(min(count, large[token]) for token, count in small.items() if token in large)
    return round(2 * shared / max(one.size + other.size, 1), 2)


def diff_words(old: str, new: str) -> tuple[Piece, ...]:
    """Return the words in which two sentences differ, and those between.

    >>> [piece.sign + piece.text for piece in diff_words("共3人。", "共15人。")]
    [' 共', '-3', '+15', ' 人。']
    """
    before, after = split_tokens(old), split_tokens(new)
    head = count_equal(before, after)
    tail = count_equal(before[head:][::-1], after[head:][::-1])
    middle = (before[head : len(before) - tail], after[head : len(after) - tail])
    pieces = [
        Piece(" ", "".join(before[:head])),
        *_diff_middle(*middle),
        Piece(" ", "".join(before[len(before) - tail :])),
    ]
    return tuple(piece for piece in pieces if piece.text)


def mark_difference(pieces: Sequence[Piece]) -> str:
    """Return a word diff as people read it; of long pieces that have stayed, what is next to a difference.

    >>> mark_difference(diff_words("共3人。", "共15人。"))
    '共[-3-]{+15+}人。'
    """
    shown = []
    for index, (sign, text) in enumerate(pieces):
        if sign == " " and len(text) > 2 * _AROUND:
            before, after = text[:_AROUND] if index else "", text[-_AROUND:] if index < len(pieces) - 1 else ""
            shown.append(f"{before}…{after}")
        else:
            shown.append(_SIGNS[sign].format(text))
    return "".join(shown)


def _diff_middle(old: list[str], new: list[str]) -> Iterator[Piece]:
    from difflib import SequenceMatcher

    edits = [("replace", 0, len(old), 0, len(new))]
    if len(old) * len(new) <= _MOST_CELLS:
        edits = list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())
    gone, come = "", ""
    for tag, i, k, j, m in edits:
        before, after = "".join(old[i:k]), "".join(new[j:m])
        if tag == "equal" and (k - i > 1 or len(before) > 1):
            yield from (Piece("-", gone), Piece("+", come), Piece(" ", before))
            gone, come = "", ""
        else:  # one character that both happen to have joins nothing
            gone, come = gone + before, come + after
    yield from (Piece("-", gone), Piece("+", come))
