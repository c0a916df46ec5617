"""Edits of the XML of a part as tracked changes: what was there is kept as deleted, what replaces it as inserted.

ECMA-376-1, 17.13.5. A change over several runs deletes in each of them and inserts in the first, in its format.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from enum import Enum
from functools import partial
from html import escape
from itertools import accumulate, count
from typing import NamedTuple

from align.commands.word_comments.outline import Outline, Run, TextElement, read_outline
from align.commands.word_comments.parts import AUTHOR, require_prefix, write_visibly
from align.errors import ReadError
from align.model import Document, Edit, Span
from align.writers.archives import ArchiveError, read_members, replace_members
from align.writers.edits import EditError, Mend
from align.writers.edits.pieces import Located, place_mends
from align.writers.edits.preserved_spaces import KEPT, locate_keeping_spaces
from align.writers.edits.text_files import Locate, TextFile, decode_file, edit_text
from glossary.storage.declared import find_declared_encoding

_ROOM = 4
"""How many ids belong to one place."""


class Change(NamedTuple):
    """An edit of the XML, and who made it when (a date), where that was a person."""

    edit: Edit
    by: str = ""
    at: str = ""


class _Kind(Enum):
    """What a piece is: characters that stay, characters that change, or markup around them."""

    KEPT = 0
    CHANGE = 1
    MARKUP = 2


class _Piece(NamedTuple):
    """Characters of the XML, and what is there afterwards."""

    span: Span
    text: str
    kind: _Kind = _Kind.MARKUP


class Shift:
    """Where characters of the XML are afterwards: those that change, at the edges of the change."""

    def __init__(self, pieces: Iterable[_Piece]) -> None:
        self._pieces = list[tuple[Span, Span, bool]]()
        position = 0
        for span, text, kind in pieces:
            if kind is not _Kind.MARKUP:
                self._pieces.append((span, Span(position, position + len(text)), kind is _Kind.KEPT))
            position += len(text)
        self._starts = [span.start for span, *_ in self._pieces]

    def move(self, span: Span) -> Span:
        """Return where a stretch is afterwards, with all changes that touch it."""
        index = bisect_left(self._starts, span.start)
        is_start = index < len(self._starts) and self._starts[index] == span.start
        old, new, is_kept = self._pieces[index if is_start else index - 1]
        start = new.start + (span.start - old.start if is_kept else 0)
        index = bisect_left(self._starts, span.end)
        is_point = index < len(self._pieces) and self._pieces[index][0] == (span.end, span.end)
        old, new, is_kept = self._pieces[index if is_point else index - 1]
        return Span(start, new.end - (old.end - span.end if is_kept else 0))


class Tracked(NamedTuple):
    """XML with tracked changes, the way to it from the XML without, and the edits that lead there."""

    xml: str
    shift: Shift
    edits: tuple[Edit, ...]


Number = Callable[[int], int]
"""The id of a change at an offset of the XML."""


def number_changes(parts: Mapping[str, str]) -> Iterator[int]:
    """Ids that no element of some XML has, with whatever prefix."""
    return count(_find_largest(parts) + 1)


def number_by_place(parts: Mapping[str, str]) -> dict[str, Number]:
    """For each part of a document what numbers the changes in it, with ids that no element has.

    The id of a change depends on its place, so that it is the same whether there are others next to it or not.
    """

    def take(taken: set[int], start: int, offset: int) -> int:
        number = next(one for one in count(start + _ROOM * offset) if one not in taken)
        taken.add(number)
        return number

    starts = accumulate((_ROOM * (len(xml) + 1) for xml in parts.values()), initial=_find_largest(parts) + 1)
    return {part: partial(take, set[int](), start) for part, start in zip(parts, starts, strict=False)}


def _find_largest(parts: Mapping[str, str]) -> int:
    used = (int(found) for xml in parts.values() for found in re.findall(r':id\s*=\s*["\'](\d{1,9})["\']', xml))
    return max(used, default=0)


def holds_all(outline: Outline, edits: Iterable[Edit]) -> bool:
    """Return whether all edits are in texts that can be cut."""
    found = ((edit, outline.find_text(edit.start)) for edit in edits)
    return all(index is not None and edit.end <= outline.texts[index][0].content.end for edit, index in found)


def track(xml: str, outline: Outline, changes: Iterable[Change], number: Number) -> Tracked:
    """Return the XML with these changes; all of them are in texts that can be cut. Raises ReadError."""
    by_text, position, pieces = defaultdict[int, list[Change]](list), 0, list[_Piece]()
    for one in sorted(changes, key=lambda one: (one.edit.start, one.edit.end)):
        by_text[outline.find_text(one.edit.start) or 0].append(one)
    for index, inside in by_text.items():
        changed = list(_Rewriter(xml, outline, number).rewrite(*outline.texts[index], inside))
        start = changed[0].span.start
        pieces += _Piece(Span(position, start), xml[position:start], _Kind.KEPT), *changed
        position = changed[-1].span.end
    pieces.append(_Piece(Span(position, len(xml)), xml[position:], _Kind.KEPT))
    edits, start, text = list[Edit](), 0, ""
    for piece in pieces:  # what is written between those that are kept
        if piece.kind is not _Kind.KEPT:
            text += piece.text
            continue
        if text or start < piece.span.start:
            edits.append(Edit(start, piece.span.start, text))
        start, text = piece.span.end, ""
    return Tracked("".join(piece.text for piece in pieces), Shift(pieces), tuple(edits))


class _Rewriter:
    """Rewrites a text: as texts that stay, in runs like the one they were in, and changes between them."""

    def __init__(self, xml: str, outline: Outline, number: Number) -> None:
        self._xml, self._prefix, self._number = xml, require_prefix(outline.prefix), number
        self._opened = ""
        self._in_run = True

    def rewrite(self, text: TextElement, run: Run, changes: Sequence[Change]) -> Iterator[_Piece]:
        """Yield the pieces of the text; with its run's tags where nothing of the run stays before or after the
        changes.
        """
        start, end = text.find_seen(self._xml)
        self._opened = f"<{self._prefix}r>{self._xml[run.properties.start : run.properties.end]}"
        self._in_run = text.tag.start > run.first or changes[0].edit.start > start
        yield _Piece(Span(text.tag.start if self._in_run else run.start, start), "")
        position = start
        for one in changes:
            yield from self._keep(position, one.edit.start)
            yield from self._change(one)
            position = one.edit.end
        yield from self._keep(position, end)
        is_last = text.end == run.last
        stop = run.end if is_last and not self._in_run else text.end
        yield _Piece(Span(end, stop), "" if is_last or self._in_run else self._opened)

    def _keep(self, start: int, end: int) -> Iterator[_Piece]:
        """Yield a text that stays."""
        if start < end:
            opened = f"{'' if self._in_run else self._opened}<{self._prefix}t{KEPT}>"
            yield _Piece(Span(start, start), opened)
            yield _Piece(Span(start, end), self._xml[start:end], _Kind.KEPT)
            yield _Piece(Span(end, end), f"</{self._prefix}t>")
            self._in_run = True

    def _change(self, change: Change) -> Iterator[_Piece]:
        """Yield what is deleted, and what is inserted; between runs."""
        edit = change.edit
        if self._in_run:
            yield _Piece(Span(edit.start, edit.start), f"</{self._prefix}r>")
        old = self._wrap(change, "del", "delText", self._xml[edit.start : edit.end])
        yield _Piece(Span(edit.start, edit.end), old + self._wrap(change, "ins", "t", edit.text), _Kind.CHANGE)
        self._in_run = False

    def _wrap(self, change: Change, kind: str, name: str, text: str) -> str:
        if not text:
            return ""
        prefix, number = self._prefix, self._number(change.edit.start)
        run = f"{self._opened}<{prefix}{name}{KEPT}>{text}</{prefix}{name}></{prefix}r>"
        said = f'{prefix}id="{number}" {prefix}author="{escape(write_visibly(change.by or AUTHOR))}"'
        with suppress(ValueError):  # not a date
            said += f' {prefix}date="{date.fromisoformat(change.at[:10]).isoformat()}T00:00:00Z"'
        return f"<{prefix}{kind} {said}>{run}</{prefix}{kind}>"


class TrackedFile(NamedTuple):
    """The bytes of a document with tracked changes, and the indices of corrections of which a part could not be
    tracked.
    """

    data: bytes
    untracked: frozenset[int]


def track_mends(data: bytes, document: Document, mends: Sequence[Mend]) -> TrackedFile | None:
    """Return a document with corrections as tracked changes; None where it cannot hold any, or not all can be made."""
    try:
        parts = sorted({stretch.origin.part for stretch in document.stretches or () if stretch.origin})
        members = read_members(data, parts)
        xml = {part: decode_file(members[part], None, find_declared_encoding(members[part])).text for part in parts}
        placement, numbers = place_mends(data, mends, None, 0, [document]), number_by_place(xml)
        if sum(map(len, placement.by_part.values())) < len(mends):
            return None
        changed, untracked = dict[str, bytes](), set[int]()
        for part, located in placement.by_part.items():
            written = _track_part(part, members[part], xml[part], located, mends, numbers[part])
            if written is None:
                return None
            changed[part] = written.data
            untracked |= written.untracked
        return TrackedFile(replace_members(data, changed), frozenset(untracked))
    except (ArchiveError, EditError, ReadError):
        return None


def _track_part(
    part: str, data: bytes, xml: str, located: Located, mends: Sequence[Mend], number: Number
) -> TrackedFile | None:
    """Return a part with its edits: as tracked changes those in texts that can be cut, as they are all others."""
    outline, changes, plain = read_outline(xml, part), list[Change](), dict[int, tuple[Edit, ...]]()
    for index, edits in located.items():
        tracked = [edit for edit in edits if holds_all(outline, [edit])]
        changes += (Change(edit, mends[index].by, mends[index].at) for edit in tracked)
        if len(tracked) < len(edits):
            plain[index] = tuple(edit for edit in edits if edit not in tracked)
    first = Mend(0, track(xml, outline, changes, number).edits)
    wanted = [first] * bool(changes) + [Mend(0, edits) for edits in plain.values()]

    def prepare(file: TextFile) -> Locate:
        keep_spaces = locate_keeping_spaces(file)
        return lambda mend: mend.edits if mend is first else keep_spaces(mend)

    done = edit_text(data, wanted, None, 0, prepare, find_declared_encoding(data))
    return TrackedFile(done.data, frozenset(plain)) if len(done.made) == len(wanted) else None
