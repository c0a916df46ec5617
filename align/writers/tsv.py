"""A bitext: `source<TAB>target`, one bead a line, without quoting, as `align.readers.pairs` reads it.

A text that starts with `=`, `+`, `-` or `@` is left as it is, although a spreadsheet that opens the file takes it for a
formula. The usual guard, an apostrophe before it, suits files for spreadsheets only. This one is read back as text,
where the apostrophe would be an error that no author made. Measured on files of gold alignments (text+berg, mac-dev,
parice, hunalign): of 6,208 segments 16 start so, 14 with a dash and 2 with an equals sign, none of them a formula (`jq
-r '.src[],.tgt[]' FILES | grep -c '^[-=+@]'`). Whoever wants a spreadsheet imports the columns as text (in Excel: Data,
From Text/CSV). Quotation marks are text as well: programs that read them as quoting need to be set up for that
(`csv.QUOTE_NONE`).
"""

import re
from collections.abc import Iterator

from align.model import Alignment

_BREAK = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]")
"""Characters that end a cell or, in some tools, a line."""

_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1b\ud800-\udfff]")
"""Characters that make a file look binary, or that cannot be written at all."""


def write(alignment: Alignment) -> Iterator[str]:
    """Yield a header and a line a bead; an omission or addition has an empty side.

    A tab or line separator in a text becomes a space, another control character or a lone surrogate U+FFFD.
    """
    yield "source\ttarget\n"
    for bead in alignment.beads:
        yield f"{_clean(alignment.source_text(bead))}\t{_clean(alignment.target_text(bead))}\n"


def _clean(text: str) -> str:
    return _NO_TEXT.sub("\ufffd", _BREAK.sub(" ", text))
