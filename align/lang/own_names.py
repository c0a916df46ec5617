"""What languages written in East Asian script call themselves, as a switch between the languages of a page does.

The table is `zh/language_names`: the names of a language, without brackets, in each script.
"""

import re

from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

LANGUAGE_NAMES = Form("align", "zh/language_names", ("names", "language"), key=("names",), needed=("language",))

_BRACKETS = re.compile(r"[ ()（）-]")


def is_own_name(text: str) -> bool:
    """Return whether a text is no more than such a name.

    >>> is_own_name("中文（简体）"), is_own_name("中文书")
    (True, False)
    """
    return _BRACKETS.sub("", text) in _load_names()


@cache_by_packs
def _load_names() -> frozenset[str]:
    return frozenset(name for row in read_rows(LANGUAGE_NAMES) for name in split_cell(row.cells[0], "/"))
