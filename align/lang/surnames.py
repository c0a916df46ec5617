"""Chinese surnames: how each is read as a surname, and how it is spelled outside the mainland.

The table is `zh/surnames`, a surname in each row, of one character or two.
"""

from collections.abc import Mapping
from operator import attrgetter
from typing import NamedTuple

from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

SURNAMES = Form(
    "align",
    "zh/surnames",
    ("surname", "readings", "overseas", "common"),
    key=("surname",),
    needed=("readings",),
    chinese=("surname",),
    choices=(("common", ("", "yes")),),
)


class Surname(NamedTuple):
    """A surname in simplified script.

    `readings` are in pinyin, the usual one first; `overseas` are the spellings of Hong Kong, Taiwan, South-East Asia
    and overseas. One that is common is read as a surname wherever a note of a newsroom may name a person.
    """

    text: str
    readings: tuple[str, ...]
    overseas: tuple[str, ...]
    is_common: bool


@cache_by_packs
def load_surnames() -> Mapping[str, Surname]:
    """Return the surnames of the table, in its order. Raises PackError."""
    rows = map(attrgetter("cells"), read_rows(SURNAMES))
    return {
        one: Surname(one, split_cell(how, "|"), split_cell(over, "|"), usual == "yes") for one, how, over, usual in rows
    }


def find_surname_readings(surname: str) -> tuple[str, ...]:
    """Return how a surname in simplified script is read, in pinyin, the usual reading first.

    >>> find_surname_readings("单"), find_surname_readings("王")
    (('shan',), ('wang',))
    """
    return load_surnames()[surname].readings
