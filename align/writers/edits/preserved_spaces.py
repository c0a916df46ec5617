"""White space at the edges of a text in Office files: it is lost unless the element says that it is to be kept."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from align.model import Edit
from align.writers.edits import Mend
from align.writers.edits.text_files import Locate, TextFile, apply_edits, sort_edits

_OPEN = re.compile(r"<(?:\w+:)?t>\Z")
"""A start tag of `t` (WordprocessingML, SpreadsheetML) without attributes."""
_LONGEST_TAG = 40
_SPACES = " \t\r\n"
_KEPT = ' xml:space="preserve"'


def locate_keeping_spaces(file: TextFile) -> Locate:
    """What locates the edits of a mend: as they are, and the attribute for each text that starts or ends in a space."""
    return partial(_locate, file.text)


def _locate(xml: str, mend: Mend) -> tuple[Edit, ...]:
    return tuple(sort_edits((*_find_tags(xml, mend.edits), *mend.edits)))


def _find_tags(xml: str, edits: Sequence[Edit]) -> Iterator[Edit]:
    by_start = dict[int, list[Edit]]()
    for edit in edits:
        by_start.setdefault(xml.rfind(">", 0, edit.start) + 1, []).append(edit)
    for start, inside in by_start.items():
        moved = (Edit(edit.start - start, edit.end - start, edit.text) for edit in inside)
        content = apply_edits(xml[start : xml.find("<", start)], sort_edits(moved))
        if content != content.strip(_SPACES) and _OPEN.search(xml[max(start - _LONGEST_TAG, 0) : start]):
            yield Edit(start - 1, start - 1, _KEPT)
