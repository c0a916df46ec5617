"""Edits of a Word document, written into it as tracked changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from align.commands.word_comments.changes import Change, Number, holds_all, number_by_place, track
from align.commands.word_comments.outline import read_outline
from align.errors import ReadError
from align.model import Document, Edit
from align.writers.archives import ArchiveError, read_members, replace_members
from align.writers.edits import EditError, Mend
from align.writers.edits.pieces import Located, place_mends
from align.writers.edits.preserved_spaces import locate_keeping_spaces
from align.writers.edits.text_files import Locate, TextFile, decode_file, edit_text
from glossary.storage.declared import find_declared_encoding


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
