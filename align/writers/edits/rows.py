"""Rows of a source, a tab and a target: the target is after the tab as it is."""

import re
from collections.abc import Sequence

from align.model import Edit
from align.writers.edits import Edited, EditError, Mend
from align.writers.edits.text_files import Locate, TextFile, edit_text
from align.writers.edits.units import find_lines, shift_edits

_SEPARATOR = re.compile("[\t\r\n]")


def edit(data: bytes, mends: Sequence[Mend], encoding: str | None, gap: int) -> Edited:
    """Return the bytes with the corrections made (see `align.writers.edits.edit`)."""
    return edit_text(data, mends, encoding, gap, _prepare)


def _prepare(file: TextFile) -> Locate:
    lines = find_lines(file.text)

    def locate(mend: Mend) -> tuple[Edit, ...]:
        start, end = lines[mend.line - 1]
        if any(map(_SEPARATOR.search, (edit.text for edit in mend.edits))):
            raise EditError("a target in a row can hold neither a tab nor a line break: mend it by hand")
        return shift_edits(mend.list_unit_edits(), range(file.text.index("\t", start, end) + 1, end + 1))

    return locate
