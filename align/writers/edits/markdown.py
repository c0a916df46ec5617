"""Markdown: the text is that of the file; a value of front matter takes no sign that YAML or TOML would read."""

import re
from collections.abc import Sequence

from align.model import Edit
from align.model.front_matter import FRONT_MATTER
from align.writers.edits import Edited, EditError, Mend
from align.writers.edits.text_files import Locate, TextFile, edit_text

_SYNTAX = re.compile(r"[:#\"'\\\[\]{}\r\n]")


def edit(data: bytes, mends: Sequence[Mend], encoding: str | None, gap: int) -> Edited:
    """Return the bytes with the corrections made (see `align.writers.edits.edit`)."""
    return edit_text(data, mends, encoding, gap, _prepare)


def _prepare(file: TextFile) -> Locate:
    front = FRONT_MATTER.match(file.text)
    end = front.end() if front else 0

    def locate(mend: Mend) -> tuple[Edit, ...]:
        for edit in mend.edits:
            if edit.start < end and (found := _SYNTAX.search(edit.text)):
                raise EditError(f"{found[0]!r} would act on the front matter: mend it by hand")
        return mend.edits

    return locate
