"""From pinyin to Wade-Giles as newspapers write it, without apostrophes and diacritics.

The table is `zh/wade_giles`: how an initial, a final or a whole syllable of pinyin is written, where it differs. After
the consonants of `not_after`, a final is written as in pinyin.
"""

import re
from collections.abc import Mapping

from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

WADE_GILES = Form(
    "align",
    "zh/wade_giles",
    ("part", "pinyin", "wade_giles", "not_after", "example", "spelled"),
    key=("pinyin",),
    needed=("part", "wade_giles", "example", "spelled"),
    choices=(("part", ("initial", "syllable", "final")),),
)

_PARTS = re.compile("([^aeiou]*)(.*)", re.DOTALL)


@cache_by_packs
def _load(part: str) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return how the parts of a kind are written, and after which consonants they are not, the longest part first."""
    rows = [row.cells for row in read_rows(WADE_GILES) if row.cells[0] == part]
    rows.sort(key=lambda cells: -len(cells[1]))
    return {cells[1]: (split_cell(cells[2], "|"), split_cell(cells[3], "|")) for cells in rows}


def convert_to_wade_giles(syllable: str) -> frozenset[str]:
    """Return the Wade-Giles spellings of a syllable given in pinyin, with u for ü.

    >>> sorted(convert_to_wade_giles("jie")), sorted(convert_to_wade_giles("zhong"))
    (['chieh'], ['chung'])
    """
    if whole := _load("syllable").get(syllable):
        return frozenset(whole[0])
    initials, finals = _load("initial"), _load("final")
    initial = next(filter(syllable.startswith, initials), "")
    consonant, vowels = _PARTS.findall(syllable[len(initial) :])[0]
    starts, _ = initials.get(initial, (("",), ()))
    ends, not_after = finals.get(vowels, ((vowels,), ()))
    if not {initial, consonant}.isdisjoint(not_after):
        ends = (vowels,)
    return frozenset(start + consonant + end for start in starts for end in ends)
