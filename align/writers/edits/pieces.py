"""Texts put together from pieces of a file or an archive: each edit goes where its characters come from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from align.errors import ReadError
from align.model import Document, Edit
from align.model.origins import UnwritableError
from align.writers.archives import ArchiveError, read_members, replace_members
from align.writers.edits import Edited, EditError, Mend
from align.writers.edits.placing import Placer
from align.writers.edits.preserved_spaces import locate_keeping_spaces
from align.writers.edits.text_files import choose_mends, decode_file, edit_text, sort_edits
from glossary.storage.declared import find_declared_encoding

Located = Mapping[int, tuple[Edit, ...]]
"""The edits of some corrections, by their index, as edits of one part of the file."""


class Placement(NamedTuple):
    """Where corrections go: the edits of those that are made, by part and index; why others cannot be, and what some
    lose.
    """

    by_part: Mapping[str, Located]
    refused: Mapping[int, str]
    remarks: Mapping[int, str]


def edit(data: bytes, mends: Sequence[Mend], encoding: str | None, gap: int, documents: Sequence[Document]) -> Edited:
    """Return the bytes with the corrections made (see `align.writers.edits.edit`); the documents are those that the
    file holds.
    """
    try:
        by_part, refused, remarks = place_mends(data, mends, encoding, gap, documents)
        if not by_part:
            return Edited(data, refused=refused)
        members = read_members(data, by_part) if any(by_part) else {"": data}
        edited = {
            part: _edit_part(members[part], located, None if part else encoding, gap)
            for part, located in by_part.items()
        }
        made = frozenset(index for done in edited.values() for index in done.made)
        refused = {**refused, **{index: why for done in edited.values() for index, why in done.refused.items()}}
        remarks = {index: remark for index, remark in remarks.items() if index in made}
        changed = {part: done.data for part, done in edited.items() if done.made}
        if "" in edited:
            return Edited(edited[""].data, made, refused, remarks)
        return Edited(replace_members(data, changed) if changed else data, made, refused, remarks)
    except (ArchiveError, ReadError) as error:
        raise EditError(f"{error}: mend it by hand") from error


def place_mends(
    data: bytes, mends: Sequence[Mend], encoding: str | None, gap: int, documents: Sequence[Document]
) -> Placement:
    """Find where corrections go, those that begin first before others that are too near to them.

    Raises ArchiveError, ReadError.
    """
    placer = Placer(lambda part: _decode_part(data, part, encoding))
    placed, refused, remarks = dict[int, tuple[tuple[str, Edit], ...]](), dict[int, str](), dict[int, str]()
    for index, mend in enumerate(mends):
        try:
            found = placer.place(documents[mend.document], mend.edits, rewords=mend.rewords)
        except UnwritableError as error:
            refused[index] = f"{error}: mend it by hand"
            continue
        if len({part for part, _ in found.edits}) > 1:
            refused[index] = "it reaches into another part of the file: mend it by hand"
            continue
        placed[index] = found.edits
        if found.lost:
            remarks[index] = found.lost
    by_part = defaultdict[str, dict[int, tuple[Edit, ...]]](dict)
    for index in _choose(mends, placed, gap):
        by_part[placed[index][0][0]][index] = tuple(edit for _, edit in placed[index])
    return Placement(by_part, refused, remarks)


def _choose(mends: Sequence[Mend], indices: Iterable[int], gap: int) -> Iterator[int]:
    """Return the corrections that are not too near to another in their document; what a correction leaves inside itself
    is its own.
    """
    by_document = defaultdict[int, dict[int, tuple[Edit, ...]]](dict)
    for index in indices:
        by_document[mends[index].document][index] = tuple(sort_edits(mends[index].edits))
    return chain.from_iterable(choose_mends(located, gap) for located in by_document.values())


def _decode_part(data: bytes, part: str, encoding: str | None) -> str:
    content = read_members(data, [part])[part] if part else data
    return decode_file(content, None if part else encoding, find_declared_encoding(content)).text


def _edit_part(data: bytes, located: Located, encoding: str | None, gap: int) -> Edited:
    """Return a part with the edits made; the corrections keep their indices."""
    indices = list(located)
    mends = [Mend(0, located[index]) for index in indices]
    done = edit_text(data, mends, encoding, gap, locate_keeping_spaces, find_declared_encoding(data))
    made = frozenset(indices[number] for number in done.made)
    return Edited(done.data, made, dict(_renumber(indices, done.refused)))


def _renumber(indices: Sequence[int], refused: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    return ((indices[number], reason) for number, reason in refused.items())
