"""Edits of a file's own bytes: what is to be corrected changes, and not a byte besides.

A format whose documents know what each piece of them came from is edited by `pieces.py`. Any other has a file here,
named in its row of `align.model.formats`, with `edit(data, mends, encoding, gap)`, which returns an `Edited`. A format
whose file is a text (its characters, escaped or not, are in the file) says only where an edit goes; `text_files.py`
does the rest.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

from align.errors import AligncheckError
from align.model import Document, Edit
from align.model.formats import find_reader


class EditError(AligncheckError):
    """An edit that a file cannot take; the message says why, without the file."""


class Mend(NamedTuple):
    """The edits that together correct one finding: all of them are made, or none.

    They count from the start of a text: the `document` of this number in the file. Where it consists of units (pairs),
    that of the finding is on `line` of the file and starts at `base` in the text. `by` and `at` are who wants them, and
    the date, where a person does. `rewords`: words that an edit writes again keep their place in the markup.
    """

    line: int
    edits: tuple[Edit, ...]
    document: int = 0
    base: int = 0
    by: str = ""
    at: str = ""
    rewords: bool = False

    def list_unit_edits(self) -> Iterator[Edit]:
        """Return the edits, counted from the start of the unit."""
        return (Edit(edit.start - self.base, edit.end - self.base, edit.text) for edit in self.edits)


class Edited(NamedTuple):
    """The bytes of a file after some edits, and the indices of the corrections made.

    `refused` says of others why they cannot be made. Those that are in neither are too near to one that was made.
    `remarks` say of some that were made what they could not keep, or how else they are not what was wanted.
    """

    data: bytes
    made: frozenset[int] = frozenset()
    refused: Mapping[int, str] = {}
    remarks: Mapping[int, str] = {}


def edit(
    path: str,
    data: bytes,
    mends: Sequence[Mend],
    encoding: str | None = None,
    gap: int = 1,
    read: Callable[[], Sequence[Document]] = tuple,
) -> Edited:
    """Return the bytes of a file with all corrections made that it can take, `gap` characters at least between two of
    them.

    `encoding` is the one that a person has named; `read` gives the documents that the file holds. Raises EditError
    where nothing in the file can be edited.
    """
    if not mends:
        return Edited(data)
    if (documents := read()) and all(one.has_origins for one in documents):
        from align.writers.edits import pieces

        return pieces.edit(data, mends, encoding, gap, documents)
    editor = find_reader(path).editor
    if not editor:
        raise EditError("its format cannot be written: mend it by hand")
    edited: Edited = import_module(f"{__name__}.{editor}").edit(data, mends, encoding, gap)
    return edited
