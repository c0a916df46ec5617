"""Two versions of a text, sentence by sentence: what is the same, what was changed, added and removed.

How a text is wrapped, spaced and marked up makes no difference, and a sentence that was moved is the same one.
The work grows as the texts do: sentences that occur once in both are the fixed points (as in a patience diff), and what
lies between two of them is paired by its words, near the diagonal where it is much.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from align.analysis.rewordings import pair_rewordings
from align.model import Document, on_one_line
from align.model.sequences import count_equal
from glossary.lang.scripts import HAN, KANA
from glossary.pack.patterns import compile_late

_UNSPACED = compile_late(f"[{HAN}{KANA}]")
_UNSEEN = compile_late("[\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_ROUNDS = 8
"""How often what lies between common sentences is searched for more of them."""
_BREAK = compile_late(r"\r\n|\n|\r")
_MARKS = compile_late(r"\*+|__|~~")
"""What formats words in Markdown, and the reader leaves in a text."""

_STOPPED = compile_late(r"[.!?:;。！？：；…][”’\"'」』）)]*\Z")
_MOST_MOVES = 4
"""How often sentences that were moved and changed are sought: those found at once have kept their order."""

_SAME_ELSEWHERE = 0.6
"""How alike two sentences in different places must be to be one that was moved and changed."""

_CLEARLY = 1.01
"""How many times as much must be explained by taking lines for broken ones."""


class Gap(NamedTuple):
    """Sentences of either text between two that are the same: ranges of indices."""

    old: range
    new: range


def normalise(text: str) -> str:
    """Return a text as it is compared: one form of each character, and no white space, which Chinese and Japanese do
    without; in other texts one space for each.

    >>> normalise("增长 ５％，达到 a  b"), normalise("up  5% ")
    ('增长5%,达到ab', 'up 5%')
    """
    folded = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return ("" if _UNSPACED.search(folded) else " ").join(folded.split())


def find_common(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of sentences that are the same and in the same order: (in the old text, in the new one),
    ascending.

    >>> find_common(["a", "b", "a", "c"], ["x", "b", "a", "c", "d"])
    [(1, 1), (2, 2), (3, 3)]
    """
    found = list[tuple[int, int]]()
    for _ in range(_ROUNDS):
        more = [pair for gap in list_gaps(found, len(old), len(new)) for pair in _match(old, new, gap)]
        if not more:
            break
        found = sorted(found + more)
    return found


def list_gaps(pairs: Sequence[tuple[int, int]], old: int, new: int) -> Iterator[Gap]:
    """Yield what lies between the places of common sentences, of texts with so many sentences."""
    for (i, j), (k, m) in pairwise([(-1, -1), *pairs, (old, new)]):
        if k > i + 1 or m > j + 1:
            yield Gap(range(i + 1, k), range(j + 1, m))


def _match(old: Sequence[str], new: Sequence[str], gap: Gap) -> Iterator[tuple[int, int]]:
    """Yield what is the same at either end of a gap, and what occurs once in both texts between, in order."""
    if not gap.old or not gap.new:
        return
    head = count_equal((old[i] for i in gap.old), (new[j] for j in gap.new))
    yield from zip(gap.old[:head], gap.new[:head], strict=True)
    left, right = gap.old[head:], gap.new[head:]
    tail = count_equal((old[i] for i in reversed(left)), (new[j] for j in reversed(right)))
    yield from zip(left[len(left) - tail :], right[len(right) - tail :], strict=True)
    places = _find_single(new, right[: len(right) - tail])
    singles = _find_single(old, left[: len(left) - tail])
    yield from _choose_ascending([(i, places[key]) for key, i in singles.items() if key in places])


def _find_single(keys: Sequence[str], part: range) -> dict[str, int]:
    """Return what occurs once in a part of a text, and where, in order."""
    counts = Counter(keys[index] for index in part)
    return {keys[index]: index for index in part if counts[keys[index]] == 1}


def _choose_ascending(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most of some pairs, which ascend on the left, that ascend on the right, too."""
    ends, last, before = list[int](), list[int](), list[int]()
    for index, (_, j) in enumerate(pairs):
        place = bisect_left(ends, j)
        before.append(last[place - 1] if place else -1)
        ends[place : place + 1] = [j]
        last[place : place + 1] = [index]
    chosen, index = list[tuple[int, int]](), last[-1] if last else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]


class Revision(NamedTuple):
    """Segments of the old text and those of the new one that take their place, by index; one side may be empty."""

    old: tuple[int, ...]
    new: tuple[int, ...]


@dataclass(frozen=True)
class Revisions:
    """What became of a text: `same` says the same in both, `edits` are all others, in order.

    What was removed is among the edits where it was. `elsewhere` are those of the same that have moved.
    """

    same: tuple[Revision, ...]
    edits: tuple[Revision, ...]
    elsewhere: tuple[Revision, ...] = ()

    @property
    def moved(self) -> int:
        """Return how many sentences are the same elsewhere."""
        return len(self.elsewhere)


def compare_texts(old: Document, new: Document) -> Revisions:
    """Return what became of the sentences of a text in a newer version of it."""
    first, second = (_Side(one, [_make_key(one, index) for index in range(len(one.segments))]) for one in (old, new))
    steady = find_common(first.keys, second.keys)
    moved = _find_moved(first.keys, second.keys, steady)
    same = [Revision((i,), (j,)) for i, j in sorted([*steady, *moved])]
    gone, come = {i for i, _ in moved}, {j for _, j in moved}
    edits = list[Revision]()
    for gap in list_gaps(steady, len(first.keys), len(second.keys)):
        left = ([i for i in gap.old if i not in gone], [j for j in gap.new if j not in come])
        equal, others = _resolve(first, second, *left)
        same += equal
        edits += others
    paired = _pair_moved(edits, first, second)
    wrapped = {edit: None for edit in paired if _is_same(edit, first, second)}
    kept = (edit for edit in paired if edit not in wrapped)
    elsewhere = (*(Revision((i,), (j,)) for i, j in moved), *wrapped)
    return Revisions((*same, *wrapped), tuple(_group(kept, old, new)), elsewhere)


def _make_key(document: Document, index: int) -> str:
    """Return what is compared of a segment: its text without marks that only format it."""
    start, end = document.segments[index].start, document.segments[index].end
    pieces, position = list[str](), start
    first = bisect_left(document.masked, start + 1, key=lambda masked: masked.end)
    last = bisect_left(document.masked, end, key=lambda masked: masked.start)
    for span in document.masked[first:last]:
        piece = document.text[max(span.start, start) : min(span.end, end)]
        is_mark = "`" not in piece and not any(map(str.isalnum, piece))  # no address, no code
        pieces += document.text[position : max(span.start, start)], "" if is_mark else piece
        position = min(span.end, end)
    text = on_one_line("".join((*pieces, document.text[position:end])))
    return normalise(_MARKS.sub("", text) if document.elements else text)


def _find_moved(old: Sequence[str], new: Sequence[str], steady: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the sentences that are the same in another place."""
    known = set(steady)
    gone, come = {i for i, _ in known}, {j for _, j in known}
    places: defaultdict[str, list[int]] = defaultdict(list)
    for j in reversed(range(len(new))):
        if j not in come:
            places[new[j]].append(j)
    return [(i, places[key].pop()) for i, key in enumerate(old) if i not in gone and places[key]]


class _Unit(NamedTuple):
    """A sentence: its segments, more than one where a line was broken in its midst, and what is compared."""

    segments: tuple[int, ...]
    key: str


@dataclass(frozen=True)
class _Side:
    """A text, and what is compared of each of its segments."""

    document: Document
    keys: Sequence[str]

    def join_units(self, segments: Iterable[int]) -> list[_Unit]:
        """Return the segments, those in one that a broken line may have torn apart."""
        groups = list[list[int]]()
        for index in segments:
            if groups and groups[-1][-1] == index - 1 and self._is_torn(index - 1):
                groups[-1].append(index)
            else:
                groups.append([index])
        return [_Unit(tuple(group), self.join(group)) for group in groups]

    def _is_torn(self, index: int) -> bool:
        """Return whether a segment may go on in the next one: it ends no sentence, and is right above it."""
        one, other = self.document.segments[index : index + 2]
        breaks = _BREAK.findall(self.document.text, one.end, other.start)
        return len(breaks) == 1 and not self.document.is_page and not _STOPPED.search(self.keys[index])

    def join(self, segments: Sequence[int]) -> str:
        """Return what is compared of several segments as one."""
        if len(segments) == 1:
            return self.keys[segments[0]]
        return normalise(on_one_line("\n".join(self.document.segments[index].text for index in segments)))


def _resolve(
    first: _Side, second: _Side, old: Sequence[int], new: Sequence[int]
) -> tuple[list[Revision], list[Revision]]:
    """Return what is the same between two fixed points after all, and the edits there.

    Lines are taken for broken ones where that explains clearly more.
    """
    units = tuple([_Unit((index,), side.keys[index]) for index in part] for side, part in ((first, old), (second, new)))
    joined_units = first.join_units(old), second.join_units(new)
    plain, weight = _pair(*units)
    if joined_units != units:
        joined, other_weight = _pair(*joined_units)
        plain = joined if other_weight > _CLEARLY * weight else plain
    equal = {one: None for one in plain if _is_same(one, first, second)}
    return list(equal), [one for one in plain if one not in equal]


def _is_same(one: Revision, first: _Side, second: _Side) -> bool:
    return bool(one.old and one.new) and first.join(one.old) == second.join(one.new)


def _pair(old: Sequence[_Unit], new: Sequence[_Unit]) -> tuple[list[Revision], float]:
    """Return sentences and what became of them, in order, and how many tokens that explains."""
    pairs = pair_rewordings([unit.key for unit in old], [unit.key for unit in new])
    revisions, i, j = list[Revision](), 0, 0
    for pair in pairs:
        revisions += (Revision(unit.segments, ()) for unit in old[i : pair.old.start])
        revisions += (Revision((), unit.segments) for unit in new[j : pair.new.start])
        sides = ((old, pair.old), (new, pair.new))
        revisions.append(Revision(*(sum((units[k].segments for k in part), ()) for units, part in sides)))
        i, j = pair.old.stop, pair.new.stop
    revisions += (Revision(unit.segments, ()) for unit in old[i:])
    revisions += (Revision((), unit.segments) for unit in new[j:])
    return revisions, sum(pair.likeness * pair.tokens for pair in pairs)


def _pair_moved(edits: Sequence[Revision], first: _Side, second: _Side) -> list[Revision]:
    """Return the edits, with what was moved and changed as one: its place is where it is now."""
    left, partners = list(edits), dict[Revision, Revision]()
    for _ in range(_MOST_MOVES):
        gone, come = [edit for edit in left if not edit.new], [edit for edit in left if not edit.old]
        pairs = pair_rewordings([first.join(edit.old) for edit in gone], [second.join(edit.new) for edit in come])
        likely = [pair for pair in pairs if pair.likeness >= _SAME_ELSEWHERE]
        for pair in likely:
            whole = Revision(
                sum((gone[index].old for index in pair.old), ()), sum((come[index].new for index in pair.new), ())
            )
            partners |= dict.fromkeys((gone[index] for index in pair.old), Revision((), ()))
            partners |= dict.fromkeys((come[index] for index in pair.new), Revision((), ()))
            partners[come[pair.new.start]] = whole
        left = [edit for edit in left if edit not in partners]
        if not likely:
            break
    return [edit for edit in (partners.get(edit, edit) for edit in edits) if any(edit)]


def _group(edits: Iterable[Revision], old: Document, new: Document) -> Iterator[Revision]:
    """Yield the edits; sentences of a paragraph that were added one after another are one, and so are those removed."""
    last = Revision((), ())
    for edit in edits:
        if _follows(last.old, edit.old, old) and not (last.new or edit.new):
            last = Revision(last.old + edit.old, ())
        elif _follows(last.new, edit.new, new) and not (last.old or edit.old):
            last = Revision((), last.new + edit.new)
        else:
            yield from filter(any, [last])
            last = edit
    yield from filter(any, [last])


def _follows(one: Sequence[int], other: Sequence[int], document: Document) -> bool:
    """Return whether segments follow right after others, in the same paragraph."""
    if not one or not other or other[0] != one[-1] + 1:
        return False
    starts = [document.segments[index].start for index in (one[-1], other[0])]
    return document.block(starts[0]) == document.block(starts[1])
