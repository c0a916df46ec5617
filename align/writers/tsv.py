"""A bitext: `source<TAB>target`, one bead a line, without quoting, as `align.readers.pairs` reads it.

A text that starts with `=`, `+`, `-` or `@` is left as it is, although a spreadsheet that opens the file takes it for
a formula. The usual guard, an apostrophe before it, is right in a file for spreadsheets alone. This one is read back
as text, where the apostrophe would be a fault that no author made. Measured on files of gold alignments (text+berg,
mac-dev, parice, hunalign): of 6,208 segments 16 start so, 14 with a dash and 2 with an equals sign, none of them a
formula (`jq -r '.src[],.tgt[]' FILES | grep -c '^[-=+@]'`).
Whoever wants a spreadsheet imports the columns as text (in Excel: Data, From Text/CSV).
Quotation marks are text as well: a program that takes them for quoting has to be told otherwise (`csv.QUOTE_NONE`).
"""

import re
from collections.abc import Iterator

from align.model import Alignment

_BREAK = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]")
"""What ends a cell or, for one tool or another, a line."""

_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1b\ud800-\udfff]")
"""What makes a file look binary, or cannot be written at all."""


def write(alignment: Alignment) -> Iterator[str]:
    """A header and a line a bead; what is left out or added has an empty side.

    A tab or line separator in a text becomes a space, another control character or a lone surrogate U+FFFD.
    """
    yield "source\ttarget\n"
    for bead in alignment.beads:
        yield f"{_cell(alignment.source_text(bead))}\t{_cell(alignment.target_text(bead))}\n"


def _cell(text: str) -> str:
    return _NO_TEXT.sub("\ufffd", _BREAK.sub(" ", text))
