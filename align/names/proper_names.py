"""Names of firms, media, authorities, places and people in English, from the tables; and any other name in pinyin.

The table `zh_en/proper_names` has firms, media, brands and products, a thing in each row; `zh_en/name_endings` what
such names end with. The names of other tables are used as well.
"""

from collections.abc import Mapping

from align.lang.exchanged_words import load_meanings
from align.lang.pinyin import spell
from align.lang.zh_notes import AGENCIES
from align.names.names_in_pinyin import load_known_names
from glossary.lang.scripts import HAN
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

PROPER_NAMES = Form(
    "align",
    "zh_en/proper_names",
    ("words", "english"),
    key=("words",),
    needed=("english",),
    chinese=("words",),
)
"""Firms, media, brands and products, and what each is called in English."""

NAME_ENDINGS = Form(
    "align", "zh_en/name_endings", ("ending", "english"), key=("ending",), needed=("english",), chinese=("ending",)
)
"""What names of firms, media and places end with: 影业 in 博纳影业, Bona Pictures."""

_HAN_ONLY = compile_late(f"[{HAN}]+")


@cache_by_packs
def load_names() -> Mapping[str, str]:
    """Return what the tables call firms, media, authorities, places and people in English. Raises PackError."""
    rows = (
        (word, meaning.english[0])
        for table in ("places", "bearers")
        for meaning in load_meanings(table)
        for word in meaning.words
        if meaning.english
    )
    agencies = (
        (word, split_cell(row.cells[1], "|")[0])
        for row in read_rows(AGENCIES)
        for word in split_cell(row.cells[0], "/")
        if row.cells[1]
    )
    known = ((one.name, one.english) for one in load_known_names())
    own = ((word, row.cells[1]) for row in read_rows(PROPER_NAMES) for word in split_cell(row.cells[0], "/"))
    return {**dict(agencies), **dict(rows), **dict(known), **dict(own)}


@cache_by_packs
def load_endings() -> Mapping[str, str]:
    """Return what the names of firms, media and places end with, and what renders it in a name. Raises PackError."""
    return {row.cells[0]: row.cells[1] for row in read_rows(NAME_ENDINGS)}


def is_word(text: str) -> bool:
    """Return whether a table of names, the dictionary, or the table of words for drafts has a word."""
    from glossary.dictionary.cedict import load_dictionary
    from glossary.dictionary.files import DictionaryNotFoundError
    from glossary.suggestions.drafts import load_draft_words

    if text in load_names() or text in load_draft_words():
        return True
    try:
        return text in load_dictionary()
    except DictionaryNotFoundError:
        return False


def has_word(text: str) -> bool:
    """Return whether some part of a text is a word of two characters or more."""
    return any(is_word(text[at : at + 2]) for at in range(len(text) - 1)) or is_word(text)


def spell_name(text: str) -> str:
    """Return a name in pinyin, each of its words with a capital letter.

    >>> spell_name("中健"), spell_name("天安")
    ('Zhongjian', "Tian'an")
    """
    from glossary.lang.zh import segment

    return " ".join(_join_syllables(word) for word in segment(text) if _HAN_ONLY.fullmatch(word))


def _join_syllables(word: str) -> str:
    first, *rest = (syllable.replace("ü", "yu") for syllable in spell(word))
    return "".join((first, *(f"'{part}" if part[:1] in ("a", "e", "o") else part for part in rest))).capitalize()
