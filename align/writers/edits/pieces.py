"""Texts put together from pieces of a file or an archive: each edit goes where its characters come from."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from align.errors import ReadError
from align.model import Document, Edit
from align.model.origins import UnwritableError, locate_edits
from align.writers.archives import ArchiveError, read_members, replace_members
from align.writers.edits import Edited, EditError, Mend
from align.writers.edits.preserved_spaces import locate_keeping_spaces
from align.writers.edits.text_files import edit_text
from glossary.storage.declared import find_declared_encoding

Located = Mapping[int, tuple[Edit, ...]]
"""The edits of some mends, by their index, as edits of one part of the file."""


def edit(data: bytes, mends: Sequence[Mend], encoding: str | None, gap: int, documents: Sequence[Document]) -> Edited:
    """The bytes with the mends made (see `align.writers.edits.edit`); the documents are those that the file holds."""
    by_part, refused = _locate_all(mends, documents)
    if not by_part:
        return Edited(data, refused=refused)
    if not any(by_part):
        done = _edit_part(data, by_part.get("", {}), encoding, gap)
        return Edited(done.data, done.made, {**refused, **done.refused})
    try:
        members = read_members(data, by_part)
        edited = {part: _edit_part(members[part], located, None, gap) for part, located in by_part.items()}
        changed = {part: done.data for part, done in edited.items() if done.made}
        made = frozenset(index for done in edited.values() for index in done.made)
        refused |= {index: why for done in edited.values() for index, why in done.refused.items()}
        return Edited(replace_members(data, changed) if changed else data, made, refused)
    except (ArchiveError, ReadError) as error:
        raise EditError(f"{error}: mend it by hand") from error


def _locate_all(mends: Sequence[Mend], documents: Sequence[Document]) -> tuple[dict[str, Located], dict[int, str]]:
    """The edits of each mend by the part that they go to, and why others cannot be made."""
    by_part, refused = defaultdict[str, dict[int, tuple[Edit, ...]]](dict), dict[int, str]()
    for index, mend in enumerate(mends):
        try:
            located = locate_edits(documents[mend.document], mend.edits)
            (part,) = {part for part, _ in located}
        except UnwritableError as error:
            refused[index] = f"{error}: mend it by hand"
        except ValueError:
            refused[index] = "it reaches into another part of the file: mend it by hand"
        else:
            by_part[part][index] = tuple(edit for _, edit in located)
    return dict(by_part), refused


def _edit_part(data: bytes, located: Located, encoding: str | None, gap: int) -> Edited:
    """A part with the edits made; the mends keep their indices."""
    indices = list(located)
    mends = [Mend(0, located[index]) for index in indices]
    done = edit_text(data, mends, encoding, gap, locate_keeping_spaces, find_declared_encoding(data))
    made = frozenset(indices[number] for number in done.made)
    return Edited(done.data, made, dict(_renumber(indices, done.refused)))


def _renumber(indices: Sequence[int], refused: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    return ((indices[number], reason) for number, reason in refused.items())
