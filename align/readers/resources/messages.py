"""PO files whose `msgid` is a key (`menu.open`, `ERR_1`) instead of a text: each `msgstr` is a text, its key the id.

The forms of a plural have what they are for at the end of their key: `files.one`, `files.other`.
"""

from collections.abc import Iterator
from itertools import chain

from align.readers.gettext import parse_messages
from align.readers.units import Content


def read_entries(path: str, text: str) -> Iterator[Content]:
    """Yield the texts in order. Raises ReadError where it is no catalogue."""
    for message in parse_messages(text):
        if message.is_header:
            continue
        forms = message.list_forms()
        ends = [""] if forms == ["msgstr"] else _name_forms(len(forms))
        for form, end in zip(forms, ends, strict=True):
            content = message.read(form, message.name + end)
            content.is_draft = message.is_fuzzy
            yield content


def _name_forms(number: int) -> list[str]:
    """Return what follows the keys of the forms of a plural, of which there are so many."""
    return [*chain([".one"] * (number > 1), (f".{form}" for form in range(1, number - 1))), ".other"]
