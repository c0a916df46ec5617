"""Pairs that a person has fixed: a table next to a translation, and where its pairs are in the texts now.

`a.en.txt.align.tsv` has a row for each pair: the source, the translation (either may be empty: it has no counterpart),
and who fixed it. A pair is found by its words, so it outlives all edits of other sentences; white space does not count.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from align.errors import FileError
from align.inputs.files import explain
from align.model import Bead, Document, Skipped
from align.readers import gives_bitexts, is_known
from align.report.terminal import visible
from glossary.pack.patterns import compile_late
from glossary.storage.atomic import write_bytes_atomically
from glossary.storage.reading import is_there, read_file

if TYPE_CHECKING:
    from glossary.formats.tables.cells import Row

SUFFIX = ".align.tsv"
"""What is added to the name of a translation."""

_BLANKS = compile_late("[ \t\r\n]+")
_HEAD = 64
"""How many characters show where a pair may begin."""
_LISTED = 5
"""How many lines of pairs that fit no more are named."""


class FixedPair(NamedTuple):
    """A source and the translation that belongs to it, each sentences that follow each other; one may be empty.

    `where` says which of equal ones: "2/3 1/1" is the second of three in the source; empty: there is but one. `id` is
    that of the decision; `line` where the pair is in its file.
    """

    source: str
    target: str
    where: str = ""
    by: str = ""
    at: str = ""
    id: str = ""
    line: int = 0


_COLUMNS = FixedPair._fields[:-1]


def name_file(path: str) -> str:
    """Return the file that has the fixed pairs of a translation."""
    return path + SUFFIX


def is_fixed_pairs(path: str) -> bool:
    """Return whether a file has fixed pairs, by its name: that of a text, and the suffix."""
    text = path.removesuffix(SUFFIX)
    return text != path and is_known(text) and not gives_bitexts(text)


def read_fixed_pairs(path: str) -> tuple[FixedPair, ...]:
    """Return the fixed pairs of a translation; none where there is no file. Raises FileError."""
    name = name_file(path)
    if not is_there(name):
        return ()
    from glossary.formats.base import FormatError
    from glossary.formats.tables.cells import read

    try:
        rows = list(read(BytesIO(read_file(name))))
    except (OSError, ValueError, FormatError) as error:
        raise FileError(name, f"cannot be read: {explain(error)}") from None
    if rows and tuple(rows[0].cells) != _COLUMNS:
        raise FileError(name, f"has no fixed pairs: its first line is not {' '.join(_COLUMNS)}; give it another name")
    return tuple(_make(row, name) for row in rows[1:])


def _make(row: Row, name: str) -> FixedPair:
    if len(row.cells) != len(_COLUMNS) or not (row.cells[0] or row.cells[1]):
        raise FileError(f"{name}:{row.line}", "is not a fixed pair: delete the line")
    return FixedPair(**dict(zip(_COLUMNS, row.cells, strict=True)), line=row.line)


def write_fixed_pairs(path: str, pairs: Iterable[FixedPair]) -> None:
    """Write the fixed pairs of a translation, in an order that does not change with the texts. Raises FileError."""
    name = name_file(path)
    try:
        write_bytes_atomically(Path(name), format_fixed_pairs(pairs))
    except (OSError, ValueError) as error:
        raise FileError(name, f"cannot be written: {explain(error)}") from None


def format_fixed_pairs(pairs: Iterable[FixedPair]) -> Iterator[bytes]:
    """Return the bytes of a table, piece by piece."""
    from glossary.formats.tables.cells import Dialect, write

    rows = dict.fromkeys(pair[:-1] for pair in sorted(pairs))
    return write([_COLUMNS, *rows], Dialect(delimiter="\t"))


@dataclass(frozen=True)
class Placement:
    """Where pairs are: the bead of each, and the pairs that have none.

    No bead lies over or across another: pairs that do so are among those that have none.
    """

    placed: Mapping[FixedPair, Bead] = field(default_factory=dict)
    lost: tuple[FixedPair, ...] = ()

    @property
    def beads(self) -> tuple[Bead, ...]:
        """Return the beads, each once."""
        return tuple(dict.fromkeys(self.placed.values()))

    def tell_lost(self, path: str) -> Iterator[Skipped]:
        """Yield what is said of the pairs of a translation that are not obeyed."""
        if self.lost:
            lines = ", ".join(str(pair.line) for pair in self.lost[:_LISTED]) + " …" * (len(self.lost) > _LISTED)
            name = name_file(path)
            reason = f"fixed pairs that fit the texts no more, or not each other: {visible(name)}, line {lines}"
            yield Skipped(name, reason, units=len(self.lost))


def place(pairs: Sequence[FixedPair], source: Document, target: Document) -> Placement:
    """Find the beads of pairs in two texts."""
    if not pairs:
        return Placement()
    sides = Sentences(source), Sentences(target)
    found = {pair: bead for pair in pairs if (bead := _find(pair, *sides))}
    beads = list(dict.fromkeys(found.values()))
    doubtful = _find_overlapping(beads) | _find_crossing(beads)
    placed = {pair: bead for pair, bead in found.items() if bead not in doubtful}
    return Placement(placed, tuple(pair for pair in pairs if pair not in placed))


def list_uncontradicted(
    pairs: Sequence[FixedPair], beads: Iterable[Bead], source: Document, target: Document
) -> Iterator[FixedPair]:
    """Yield the pairs that lie neither over nor across any of some beads; those that have no place are among them."""
    beads = sorted(beads, key=lambda bead: bead.source)
    held = Counter(place for bead in beads for place in _list_segments(bead))
    both = [bead for bead in beads if bead.source and bead.target]
    placed = place(pairs, source, target).placed
    for pair in pairs:
        bead = placed.get(pair)
        if bead is None or not (any(place in held for place in _list_segments(bead)) or _crosses(bead, both)):
            yield pair


def _crosses(bead: Bead, others: Sequence[Bead]) -> bool:
    """Return whether a bead, over none of others that ascend, is elsewhere among them on either side."""
    if not (bead.source and bead.target):
        return False
    index = bisect_right(others, bead.source, key=lambda other: other.source)
    return any(other.target > bead.target for other in others[max(index - 1, 0) : index]) or any(
        other.target < bead.target for other in others[index : index + 1]
    )


def _find(pair: FixedPair, source: Sentences, target: Sentences) -> Bead | None:
    which = pair.where.split() or ("", "")
    one, other = which if len(which) == 2 else ("?", "?")
    rows, columns = source.find(pair.source, one), target.find(pair.target, other)
    return None if rows is None or columns is None else Bead(tuple(rows), tuple(columns))


def spell(text: str) -> str:
    """Return a text as a table holds it: on one line, with what cannot be seen written out."""
    return visible(_BLANKS.sub(" ", text)).strip(" ")


class Sentences:
    """The sentences of a text, found by their words."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._by_head = dict[int, dict[str, list[int]]]()
        self._places = dict[str, list[range]]()

    @cached_property
    def _keys(self) -> list[str]:
        return [_make_key(segment.text) for segment in self._document.segments]

    @cached_property
    def _starts(self) -> list[int]:
        """Return where each sentence starts in the words of all, and where the last ends."""
        return list(accumulate(map(len, self._keys), initial=0))

    @cached_property
    def _words(self) -> str:
        return "".join(self._keys)

    def find(self, text: str, which: str = "") -> range | None:
        """Return the sentences that say this; `which` of how many ("2/3"). None where there are none, or not so
        many.
        """
        if not text:
            return range(0)
        places = self.list_places(text)
        number, _, count = (which or "1/1").partition("/")
        if count != str(len(places)) or not number.isdecimal() or len(number) > len(count):
            return None
        return places[int(number) - 1] if 1 <= int(number) <= len(places) else None

    def list_places(self, text: str) -> list[range]:
        """Return all runs of sentences that say this together."""
        key = _make_key(text)
        if key not in self._places:
            self._places[key] = list(self._find_places(key))
        return self._places[key]

    def _find_places(self, key: str) -> Iterator[range]:
        length = min(len(key), _HEAD)
        if length not in self._by_head:
            heads = defaultdict[str, list[int]](list)
            for index, start in enumerate(self._starts[:-1]):
                heads[self._words[start : start + length]].append(index)
            self._by_head[length] = heads
        places = (self._measure(index, key) for index in self._by_head[length].get(key[:length], ()))
        return (place for place in places if place)

    def _measure(self, index: int, key: str) -> range | None:
        start = self._starts[index]
        end = bisect_right(self._starts, start + len(key)) - 1
        if not key or self._starts[end] != start + len(key) or not self._words.startswith(key, start):
            return None
        return range(index, end)

    def tell_which(self, place: range) -> str:
        """Return which of the equal runs of sentences this one is: "2/3"."""
        places = self.list_places(self.join(place))
        return f"{places.index(place) + 1}/{len(places)}" if place in places else "1/1"

    def join(self, place: range) -> str:
        """Return the sentences as one text, as a table holds it."""
        return spell(" ".join(segment.text for segment in self._document.segments[place.start : place.stop]))


def _make_key(text: str) -> str:
    """Return what is equal in two texts that say the same: white space left out."""
    return spell(text).replace(" ", "")


def _find_overlapping(beads: Sequence[Bead]) -> set[Bead]:
    """Return the beads that share a segment with another."""
    counts = Counter(place for bead in beads for place in _list_segments(bead))
    return {bead for bead in beads if any(counts[place] > 1 for place in _list_segments(bead))}


def _list_segments(bead: Bead) -> Iterator[tuple[bool, int]]:
    """Yield the segments of a bead, each with its side."""
    yield from ((False, index) for index in bead.source)
    yield from ((True, index) for index in bead.target)


def _find_crossing(beads: Sequence[Bead]) -> set[Bead]:
    """Return the beads whose order is another in the source than in the translation."""
    both = sorted((bead for bead in beads if bead.source and bead.target), key=lambda bead: bead.source)
    before = accumulate((bead.target[0] for bead in both), max)
    behind = list(accumulate((bead.target[0] for bead in reversed(both)), min))[::-1]
    return {
        bead
        for bead, most, least in zip(both, before, behind, strict=True)
        if most > bead.target[0] or least < bead.target[0]
    }
