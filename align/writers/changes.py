"""What was changed in a file, so that it can be taken back, also where the rest of the file has changed since.

A change is kept with the bytes on either side of it, to the ends of its line at most, and with its number among equals.
Where these still are as often as they did, the change is there as it was made; else someone has changed that place.
"""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import accumulate, pairwise
from typing import NamedTuple

from align.writers.archives import ArchiveError, read_members, replace_members

_AROUND = 80
"""How many bytes on either side of a change show its place at most."""

_KEY, _FEW = 16, 64
"""By how many bytes at their start stretches are looked up, and how many are sought one by one: few, as is faster."""

_WORD = re.compile(rb"\S+|\s+")
_WORD_BEFORE, _WORD_BEHIND = re.compile(rb"[^\s]{1,40}\Z"), re.compile(rb"[^\s]{1,40}")


class Change(NamedTuple):
    """Bytes that were written (`now`) in place of others (`was`), between `before` and `behind`, from offset `start`.

    All of that is `equals` times in the file, this is number `order`. `part`: the member of an archive that the bytes
    are in; empty: they are the file's own.
    """

    part: str
    start: int
    before: bytes
    was: bytes
    now: bytes
    behind: bytes
    order: int = 0
    equals: int = 1

    @property
    def window(self) -> bytes:
        """Return what is in the file."""
        return self.before + self.now + self.behind

    @property
    def old_window(self) -> bytes:
        """Return what was there before."""
        return self.before + self.was + self.behind


def find_changes(old: bytes, new: bytes) -> list[Change]:
    """Return the changes that make `new` of `old`; members of an archive are compared one by one."""
    if (before := _read_archive(old)) and (after := _read_archive(new)) and before.keys() == after.keys():
        return [one for part in before for one in _compare(before[part], after[part], part)]
    return list(_compare(old, new, ""))


def _read_archive(data: bytes) -> Mapping[str, bytes]:
    """Return the members of an archive; none where a file is no such thing."""
    if not data.startswith(b"PK"):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
        return read_members(data, names)
    except (zipfile.BadZipFile, ArchiveError):
        return {}


def _compare(old: bytes, new: bytes, part: str) -> Iterator[Change]:
    found = list[Change]()
    for hunk in _find_hunks(old, new):
        left, right = _trim(old[hunk.start : hunk.end], new[hunk.new_start : hunk.new_end])
        was, start, end = old[hunk.start + left : hunk.end - right], hunk.new_start + left, hunk.new_end - right
        found.append(_describe(part, was, new, start, end))
    places = _find_all(new, {one.window for one in found})
    return (_number(one, places[one.window]) for one in found)


class _Hunk(NamedTuple):
    """A stretch of the old bytes and what is in its place in the new ones."""

    start: int
    end: int
    new_start: int
    new_end: int


def _find_hunks(old: bytes, new: bytes) -> Iterator[_Hunk]:
    """Yield the stretches that differ: lines, and within them words."""
    for start, end, new_start, new_end in _find_parts(_cut_lines(old), _cut_lines(new)):
        words, others = _WORD.findall(old[start:end]), _WORD.findall(new[new_start:new_end])
        for part in _merge(_find_parts(words, others)):
            yield _Hunk(part.start + start, part.end + start, part.new_start + new_start, part.new_end + new_start)


def _cut_lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


def _merge(hunks: Iterable[_Hunk]) -> Iterator[_Hunk]:
    """Hunks that are so near that what is round one reaches into the next one, as one."""
    last = None
    for one in hunks:
        if last and one.new_start - last.new_end < _AROUND:
            last = _Hunk(last.start, one.end, last.new_start, one.new_end)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _find_parts(pieces: Sequence[bytes], others: Sequence[bytes]) -> Iterator[_Hunk]:
    """Yield what differs between pieces that each side has once, in the same order (patience diff)."""
    borders = [(-1, -1), *_find_anchors(pieces, others), (len(pieces), len(others))]
    starts, other_starts = (list(accumulate(map(len, side), initial=0)) for side in (pieces, others))
    for (first, other_first), (last, other_last) in pairwise(borders):
        if pieces[first + 1 : last] != others[other_first + 1 : other_last]:
            yield _Hunk(starts[first + 1], starts[last], other_starts[other_first + 1], other_starts[other_last])


def _find_anchors(pieces: Sequence[bytes], others: Sequence[bytes]) -> list[tuple[int, int]]:
    """Return the places of pieces that both sides have once: as many as are in the same order."""
    counts, other_counts = Counter(pieces), Counter(others)
    places = {piece: place for place, piece in enumerate(others) if other_counts[piece] == 1}
    pairs = [(at, places[piece]) for at, piece in enumerate(pieces) if counts[piece] == 1 and piece in places]
    return _find_longest_rise(pairs)


def _find_longest_rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of pairs, in order of the first places, whose second places rise."""
    ends, tails, previous = list[int](), list[int](), list[int]()
    for index, (_, place) in enumerate(pairs):
        at = bisect_left(ends, place)
        previous.append(tails[at - 1] if at else -1)
        ends[at : at + 1], tails[at : at + 1] = [place], [index]
    last, found = tails[-1] if tails else -1, list[tuple[int, int]]()
    while last >= 0:
        found.append(pairs[last])
        last = previous[last]
    return found[::-1]


def _trim(old: bytes, new: bytes) -> tuple[int, int]:
    """Return how many bytes are equal at the start and at the end, up to the words next to what differs."""
    most = min(len(old), len(new))
    left = next((at for at in range(most) if old[at] != new[at]), most)
    right = next((at for at in range(most - left) if old[-1 - at] != new[-1 - at]), most - left)
    word, rest = _WORD_BEFORE.search(new[max(left - 40, 0) : left]), _WORD_BEHIND.match(new[len(new) - right :])
    return left - (len(word[0]) if word else 0), right - (len(rest[0]) if rest else 0)


def _describe(part: str, was: bytes, new: bytes, start: int, end: int) -> Change:
    """Return a change with what is round it, in its line; round nothing, in those next to it too."""
    now, before, behind = new[start:end], new[max(start - _AROUND, 0) : start], new[end : end + _AROUND]
    if now or not (before[-1:] + behind[:1]).isspace():
        before = before[max(before.rfind(b"\n"), before.rfind(b"\r")) + 1 :]
        behind = b"" if not before and now.endswith((b"\n", b"\r")) else b"".join(behind.splitlines(keepends=True)[:1])
    return Change(part, start, before, was, now, behind)


def _number(change: Change, places: Sequence[int]) -> Change:
    """Return a change with its number among equals, where its window is at these places."""
    return change._replace(order=bisect_left(places, change.start - len(change.before)), equals=len(places))


def _find_all(data: bytes, windows: Collection[bytes]) -> dict[bytes, Sequence[int]]:
    """Return where each of some stretches of bytes is, in time that grows as the data do; empty ones have no place."""
    sought = {window for window in windows if window}
    few = sought if len(sought) <= _FEW else set()
    found: dict[bytes, Sequence[int]] = {window: list(_find_one(data, window)) for window in few}
    return {b"": (), **found, **_find_many(data, sought - few)}


def _find_one(data: bytes, window: bytes) -> Iterator[int]:
    place = data.find(window)
    while place >= 0:
        yield place
        place = data.find(window, place + 1)


def _find_many(data: bytes, windows: Set[bytes]) -> dict[bytes, Sequence[int]]:
    """Return where each stretch is: at each place the data are looked up once for each length that may begin there."""
    places = defaultdict[bytes, list[int]](list, {window: [] for window in windows})
    lengths = defaultdict[bytes, set[int]](set)
    for window in windows:
        lengths[window[:_KEY]].add(len(window))
    for size in {len(key) for key in lengths}:
        for start in range(len(data) - size + 1):
            for length in lengths.get(data[start : start + size], ()):
                if (stretch := data[start : start + length]) in windows:
                    places[stretch].append(start)
    return dict(places)


def are_mostly_there(data: bytes, changes: Sequence[Change]) -> bool:
    """Return whether at least half of the changes are in a file as they were made: a person may have edited the
    others.
    """
    by_part = _sort_by_part(changes)
    try:
        parts = _read_parts(data, by_part.keys())
    except ArchiveError:
        return False
    there = sum(start is not None for part, here in by_part.items() for start in _place(parts[part], here))
    return 2 * there >= len(changes)


def _sort_by_part(changes: Iterable[Change]) -> Mapping[str, list[Change]]:
    by_part = defaultdict[str, list[Change]](list)
    for one in changes:
        by_part[one.part].append(one)
    return by_part


def _read_parts(data: bytes, names: Set[str]) -> dict[str, bytes]:
    """Return the parts of a file that changes are in. Raises ArchiveError."""
    return read_members(data, names) if any(names) else {"": data}


class TakenBack(NamedTuple):
    """A file with changes taken back, and those that are no longer there as they were made."""

    data: bytes
    refused: tuple[Change, ...] = ()


def take_back(data: bytes, changes: Sequence[Change], *, is_same: bool) -> TakenBack:
    """Take back changes of a file; `is_same`: nothing else has changed in it since.

    A change that has been taken back already is none. Raises ArchiveError.
    """
    by_part = _sort_by_part(changes)
    if not any(by_part):
        return _take_back(data, changes, is_same=is_same)
    members = _read_parts(data, by_part.keys())
    done = {part: _take_back(members[part], here, is_same=is_same) for part, here in by_part.items()}
    changed = {part: one.data for part, one in done.items() if one.data != members[part]}
    refused = tuple(change for one in done.values() for change in one.refused)
    return TakenBack(replace_members(data, changed) if changed else data, refused)


def _take_back(data: bytes, changes: Sequence[Change], *, is_same: bool) -> TakenBack:
    pieces, position, refused = list[bytes](), 0, list[Change]()
    starts = [one.start for one in changes] if is_same else _place(data, changes)
    placed = list(zip(starts, changes, strict=True))
    for start, one in sorted((start, one) for start, one in placed if start is not None):
        if start < position:
            refused.append(one)
            continue
        pieces += data[position:start], one.was
        position = start + len(one.now)
    refused += _list_standing(data, [one for start, one in placed if start is None])
    return TakenBack(b"".join((*pieces, data[position:])), tuple(refused))


def _place(data: bytes, changes: Sequence[Change]) -> list[int | None]:
    """Return where each change is; None where that is not known."""
    places = _find_all(data, {one.window for one in changes})
    return [
        here[one.order] + len(one.before) if len(here := places[one.window]) == one.equals > 0 else None
        for one in changes
    ]


def _list_standing(data: bytes, changes: Sequence[Change]) -> list[Change]:
    """Return the changes that have not been taken back."""
    places = _find_all(data, {window for one in changes for window in (one.window, one.old_window)})
    return [one for one in changes if not one.window or places[one.window] or not places[one.old_window]]
