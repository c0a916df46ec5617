"""Plain text: the text is that of the file."""

from collections.abc import Sequence

from align.model import Edit
from align.writers.edits import Edited, Mend
from align.writers.edits.text_files import edit_text


def edit(data: bytes, mends: Sequence[Mend], encoding: str | None, gap: int) -> Edited:
    """Return the bytes with the corrections made (see `align.writers.edits.edit`)."""
    return edit_text(data, mends, encoding, gap, lambda file: _return_edits)


def _return_edits(mend: Mend) -> tuple[Edit, ...]:
    return mend.edits
