"""Vietnamese names, which Chinese writes in characters and pinyin makes unrecognisable (阮德坚, Nguyen Duc Kien).

The table is `zh_en/vietnamese_names`: how each character is read in Sino-Vietnamese, as a surname and in a given name,
without accents, as English-language news writes it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from align.lang.patterns import ZH_NAMES
from align.model import Span
from align.names.chinese_names import ChineseName, find_chinese_names
from align.names.misspelling import Misspelling, Texts
from align.names.spellings import join_syllables
from glossary.pack.tables import Form, cache_by_packs, read_rows

_VIETNAM = ZH_NAMES.late("vietnam")
VIETNAMESE_NAMES = Form(
    "align",
    "zh_en/vietnamese_names",
    ("character", "surname", "given", "only_vietnamese"),
    key=("character",),
    chinese=("character",),
    choices=(("only_vietnamese", ("", "yes")),),
)


class Reading(NamedTuple):
    """How a character is read: as a surname, and in a given name; empty where it is not one, or not in one.

    A surname that is only Vietnamese is hardly ever that of a Chinese in a text on Vietnam.
    """

    surname: str
    given: str
    is_only_vietnamese: bool


@cache_by_packs
def load_readings() -> Mapping[str, Reading]:
    """Return the readings of the characters of the table. Raises PackError."""
    rows = (row.cells for row in read_rows(VIETNAMESE_NAMES))
    return {character: Reading(surname, given, only == "yes") for character, surname, given, only in rows}


@cache_by_packs
def _compile_surnames() -> re.Pattern[str]:
    """Return an expression for a surname as a word: its first letter is looked for first, which is fast."""
    readings = load_readings()
    pinyin = (join_syllables(character).capitalize() for character, one in readings.items() if one.is_only_vietnamese)
    names = [name for name in (*(one.surname for one in readings.values()), *pinyin) if name]
    first = re.escape("".join(sorted({name[0] for name in names})))
    either = "|".join(f"(?<={re.escape(name[0])}){re.escape(name[1:])}" for name in names)
    return re.compile(rf"[{first}](?<!\w.)(?:{either}) (?=[A-Z])")


def find_vietnamese_in_pinyin(texts: Texts) -> Iterator[Misspelling]:
    """Find the Vietnamese people of a source whose given name its translation has in pinyin.

    Vietnamese is a person whose surname the translation spells so (Nguyen Dejian), or who is called 阮 where the source
    speaks of Vietnam (越).
    """
    from glossary.dictionary.script_folding import simplify

    source, target = texts
    if not _compile_surnames().search(target):
        return
    on_vietnam, readings, unknown = bool(_VIETNAM.search(source)), load_readings(), Reading("", "", False)
    for name in sorted(find_chinese_names(simplify(source)), key=lambda name: -len(name.given)):
        surname = readings.get(name.surname, unknown).surname
        given = [readings.get(character, unknown).given for character in name.given]
        if surname and all(given) and (match := _find_given_in_pinyin(name, surname, target, on_vietnam=on_vietnam)):
            yield Misspelling(Span(*match.span()), name.span, " ".join((surname, *given)), in_pinyin=True)


def _find_given_in_pinyin(name: ChineseName, surname: str, target: str, *, on_vietnam: bool) -> re.Match[str] | None:
    surnames = [re.escape(surname)]
    if on_vietnam and load_readings()[name.surname].is_only_vietnamese:
        surnames.append(join_syllables(name.surname))
    return re.search(rf"\b(?i:{'|'.join(surnames)}) (?=[A-Z])(?i:{join_syllables(name.given)})(?![\w-])", target)
