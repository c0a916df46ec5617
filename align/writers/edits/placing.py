"""Where the edits of a text go in its file: to the words that change, each in the piece of the file that holds it.

Where a person has written a sentence again, its old and new words are aligned, so that the runs, links and marks around
words that stay are left alone. What replaces words in several formats goes where the formats are those of most of them.
The work is linear in the text: stretches in which more than a few hundred words differ are not aligned.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from align.analysis.rewordings import split_tokens
from align.model import Document, Edit, Notation, Origin, Span
from align.model.origins import UnwritableError, locate_edits
from align.model.sequences import count_equal
from align.model.spans import shorten
from align.writers.edits.formats import LINK, Format, FormatMap

_MOST_CELLS = 62_500
"""How many pairs of words are compared; where there were more, all words in the middle differ."""

_EQUAL, _EQUAL_SIGN, _ALIKE = 4, 2, 3
"""What it counts to put two words next to each other."""

_SHORTEST = 3
"""How many letters words have at least that may be alike without being equal."""

_SHOWN = 60
"""How many characters of words whose format is lost are shown."""

_LOST = "could not be kept: none of these words is left"
_NO_FORMAT: frozenset[Format] = frozenset()


class _Piece(NamedTuple):
    """Characters of the text that are in one place of the file, if any, and their formats."""

    start: int
    end: int
    origin: Origin | None
    formats: frozenset[Format] = _NO_FORMAT


class _Pieces:
    """The pieces that an edit touches, in order."""

    def __init__(self, pieces: Sequence[_Piece]) -> None:
        self.all = pieces
        self._ends = [one.end for one in pieces]

    def find(self, start: int, end: int) -> Sequence[_Piece]:
        """Return those with characters of a stretch; of a place between two, both."""
        first = bisect_left(self._ends, start) if start == end else bisect_right(self._ends, start)
        last = first
        while last < len(self.all) and (self.all[last].start < end or self.all[last].start == start == end):
            last += 1
        return self.all[first:last]


class Placed(NamedTuple):
    """Edits of the parts of a file, and what of the formats of the text they cannot keep, in a line."""

    edits: tuple[tuple[str, Edit], ...]
    lost: str = ""


class Placer:
    """Places edits of documents in the parts of their file, which `read` reads."""

    def __init__(self, read: Callable[[str], str]) -> None:
        self._read = lru_cache(maxsize=None)(lambda part: FormatMap(read(part)))

    def place(self, document: Document, edits: Sequence[Edit], *, rewords: bool) -> Placed:
        """Return where edits go that belong together; `rewords`: to the words that change, else as a whole.

        Raises UnwritableError where the file cannot take one of them.
        """
        place = self._place_words if rewords else self._place_whole
        placed = [place(document, edit) for edit in edits]
        lines = dict.fromkeys(one.lost for one in placed if one.lost)
        return Placed(tuple(found for one in placed for found in one.edits), "; ".join(lines))

    def _place_whole(self, document: Document, edit: Edit) -> Placed:
        located = locate_edits(document, [edit])
        if len(located) < 2:
            return Placed(located)
        pieces = _Pieces(list(self._list_pieces(document, edit)))
        first, *others = pieces.find(edit.start, edit.end)
        end = min(first.end, edit.end)
        parts = [Edit(edit.start, end, edit.text), *(Edit(one.start, min(one.end, edit.end), "") for one in others)]
        return Placed(located, _find_lost(document.text, edit, parts, pieces))

    def _place_words(self, document: Document, edit: Edit) -> Placed:
        pieces = _Pieces(list(self._list_pieces(document, edit)))
        for spaces_differ in (True, False):
            narrow = list(_narrow(document.text, edit, pieces, spaces_differ=spaces_differ))
            try:
                located = tuple(chain.from_iterable(_locate(document, one, pieces) for one in narrow))
            except UnwritableError:
                continue
            return Placed(located, _find_lost(document.text, edit, narrow, pieces))
        return self._place_whole(document, edit)

    def _list_pieces(self, document: Document, edit: Edit) -> Iterator[_Piece]:
        stretches, last = document.stretches or (), None
        index = max(bisect_right(document.offsets.starts, max(edit.start - 1, 0)) - 1, 0)
        while index < len(stretches) and stretches[index].span.start <= edit.end:
            span, origin = stretches[index].span, stretches[index].origin
            index += 1
            if span.start == span.end:
                continue
            if last and last.end == span.start and _follows(last.origin, origin):
                last = last._replace(end=span.end, origin=_join(last.origin, origin))
                continue
            if last:
                yield last
            last = _Piece(*span, origin, self._find_formats(origin))
        if last:
            yield last

    def _find_formats(self, origin: Origin | None) -> frozenset[Format]:
        if origin and origin.notation in (Notation.XML, Notation.CDATA):
            return self._read(origin.part).find(origin.start)
        return _NO_FORMAT


def _follows(one: Origin | None, other: Origin | None) -> bool:
    """Return whether two stretches are in one piece of the file, with no markup between."""
    return bool(one and other and one.end == other.start and one[2:] == other[2:])


def _join(one: Origin | None, other: Origin | None) -> Origin | None:
    return one._replace(end=other.end) if one and other else None


def _locate(document: Document, edit: Edit, pieces: _Pieces) -> tuple[tuple[str, Edit], ...]:
    """Return an edit of the file; what is put in between two pieces goes into the second one where that has fewer
    formats.
    """
    around = pieces.find(edit.start, edit.end) if edit.start == edit.end else ()
    before = next((one for one in around if one.end == edit.start and one.origin), None)
    behind = next((one for one in around if one.start == edit.start and one.origin), None)
    goes_behind = behind and (before is None or len(behind.formats) < len(before.formats))
    return locate_edits(document, [edit], goes_behind=bool(goes_behind))


def _narrow(text: str, edit: Edit, pieces: _Pieces, *, spaces_differ: bool) -> Iterator[Edit]:
    """Yield the edits of the words that change, each inside a piece; the edit itself where none does."""
    found = False
    for span, new in _list_changes(text[edit.start : edit.end], edit.text, spaces_differ=spaces_differ):
        found = True
        yield from _cut(text, Edit(edit.start + span.start, edit.start + span.end, new), pieces)
    if not found:
        yield edit


def _list_changes(old: str, new: str, *, spaces_differ: bool) -> Iterator[tuple[Span, str]]:
    """Yield the stretches of an old text that differ from a new one, and what is in their place there.

    >>> [(*span, text) for span, text in _list_changes("of Ganzou now", "in Ganzhou", spaces_differ=True)]
    [(0, 2, 'in'), (3, 9, 'Ganzhou'), (9, 13, '')]
    """
    before, after = split_tokens(old), split_tokens(new)
    keys, other_keys = (_list_keys(tokens, spaces_differ=spaces_differ) for tokens in (before, after))
    starts = [0]
    for token in before:
        starts.append(starts[-1] + len(token))
    anchors = [(-1, -1), *_align(keys, other_keys), (len(keys), len(other_keys))]
    for (i, j), (k, m) in pairwise(anchors):
        first, other_first, last, other_last = i + 1, j + 1, k, m
        while first < last and other_first < other_last and keys[first] == other_keys[other_first]:
            first, other_first = first + 1, other_first + 1
        while first < last and other_first < other_last and keys[last - 1] == other_keys[other_last - 1]:
            last, other_last = last - 1, other_last - 1
        if first < last or other_first < other_last:
            yield Span(starts[first], starts[last]), "".join(after[other_first:other_last])
        if k < len(keys) and keys[k] != other_keys[m]:
            yield Span(starts[k], starts[k + 1]), after[m]


def _list_keys(tokens: Sequence[str], *, spaces_differ: bool) -> list[str]:
    return [" " if token.isspace() and not spaces_differ else token for token in tokens]


def _align(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the tokens that correspond to each other, equal or alike, by index: as much as keeps the order of both."""
    head = count_equal(old, new)
    tail = count_equal(old[head:][::-1], new[head:][::-1])
    ends = [(index, index) for index in range(head)]
    ends += [(len(old) - index, len(new) - index) for index in range(tail, 0, -1)]
    rows = [index for index in range(head, len(old) - tail) if not old[index].isspace()]
    columns = [index for index in range(head, len(new) - tail) if not new[index].isspace()]
    if len(rows) * len(columns) > _MOST_CELLS:
        return ends
    gains = [[_compare(old[row], new[column]) for column in columns] for row in rows]
    best = [[0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    for i in reversed(range(len(rows))):
        for j in reversed(range(len(columns))):
            together = gains[i][j] and best[i + 1][j + 1] + gains[i][j]
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    found, i, j = ends[:head], 0, 0
    while i < len(rows) and j < len(columns):
        if gains[i][j] and best[i][j] == best[i + 1][j + 1] + gains[i][j]:
            found.append((rows[i], columns[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found + ends[head:]


def _compare(one: str, other: str) -> int:
    """Return what it counts to put two words next to each other; 0 where they are neither equal nor alike."""
    if one == other:
        return _EQUAL if one[0].isalnum() else _EQUAL_SIGN
    one, other = one.lower(), other.lower()
    if one == other:
        return _ALIKE
    if min(len(one), len(other)) < _SHORTEST:
        return 0
    head = count_equal(one, other)
    tail = count_equal(one[head:][::-1], other[head:][::-1])
    return _ALIKE if 3 * (head + tail) >= 2 * max(len(one), len(other)) else 0


def _cut(text: str, edit: Edit, pieces: _Pieces) -> Iterator[Edit]:
    """Yield an edit as one for each piece that it touches; one of them takes all that is new."""
    found = pieces.find(edit.start, edit.end)
    parts = [(max(one.start, edit.start), min(one.end, edit.end), one) for one in found]
    if len(parts) < 2 or sum(end - start for start, end, _ in parts) < edit.end - edit.start:
        yield edit
        return
    chosen = _choose(text, parts) if edit.text else None
    for part in parts:
        yield Edit(part[0], part[1], edit.text if part is chosen else "")


def _choose(text: str, parts: Sequence[tuple[int, int, _Piece]]) -> tuple[int, int, _Piece]:
    """Return the part whose formats come nearest to those of what is replaced: a link of all of it, others of two
    thirds.
    """
    sizes = [len("".join(text[start:end].split())) for start, end, _ in parts]
    counts, total = Counter[Format](), sum(sizes)
    for (*_, piece), size in zip(parts, sizes, strict=True):
        counts.update(dict.fromkeys(piece.formats, size))
    wanted = {one for one, count in counts.items() if (count == total if one.name == LINK else 3 * count >= 2 * total)}
    ranks = ((len(piece.formats ^ wanted), -size) for (*_, piece), size in zip(parts, sizes, strict=True))
    return min(zip(ranks, parts, strict=True), key=lambda pair: pair[0])[1]


def _find_lost(text: str, whole: Edit, edits: Sequence[Edit], pieces: _Pieces) -> str:
    """Return what of the formats cannot be kept, since none of the words that had them is left, nor others in their
    place.
    """
    if not any(edit.text.strip() for edit in edits):
        return ""
    rest = {piece: text[piece.start : piece.end] for piece in pieces.find(whole.start, whole.end)}
    left = Counter({piece: len("".join(words.split())) for piece, words in rest.items()})
    for edit in edits:
        for piece in pieces.find(edit.start, edit.end):
            start, end = max(edit.start, piece.start), min(edit.end, piece.end)
            left[piece] += len(edit.text.strip()) - len("".join(text[start:end].split()))
    kept, gone = set[Format](), dict[Format, str]()
    for piece, words in rest.items():
        if left[piece] > 0:
            kept |= piece.formats
        else:
            gone |= {one: gone.get(one, "") + words for one in piece.formats}
    lost = dict.fromkeys((one.name, " ".join(words.split())) for one, words in sorted(gone.items()) if one not in kept)
    return "; ".join(f"{name} of “{shorten(words, _SHOWN)}” {_LOST}" for name, words in lost if words)
