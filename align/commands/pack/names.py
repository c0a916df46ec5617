"""Try out the rows of tables of names."""

import re
from collections.abc import Iterator

from align.commands.pack.trying import fill, tries
from align.lang import LANGUAGES
from align.lang.identification import LANGUAGE_NAMES, find_other_language, is_english, is_own_name
from align.lang.pinyin import is_pinyin
from align.lang.surnames import SURNAMES
from align.lang.zh_notes import is_note
from align.names.chinese_names import find_chinese_names
from align.names.dictionary_names import PROVINCES, load_provinces
from align.names.names_in_pinyin import KNOWN_NAMES, VIETNAMESE_NAMES, find_vietnamese_in_pinyin
from align.names.proper_names import NAME_ENDINGS, PROPER_NAMES
from align.names.spellings import WADE_GILES, convert_to_wade_giles, find_readings, fold_spelling
from glossary.lang.scripts import SCRIPTS, has_han
from glossary.pack.tables import Row, split_cell

_LATIN_NAME = re.compile(r"[A-Z][A-Za-z]*(?:['’-][A-Za-z]+)*")


@tries(KNOWN_NAMES)
def check_name(row: Row) -> Iterator[str]:
    """See that a name is Chinese in one column and English in the other."""
    name, english = row.cells
    if not has_han(name) or has_han(english):
        yield f"“{name}”, “{english}”: write the Chinese name first, then the English one"


@tries(PROPER_NAMES)
def check_proper_name(row: Row) -> Iterator[str]:
    """See that each name is Chinese in one column and English in the other."""
    words, english = row.cells
    yield from (f"“{word}”: write the Chinese name first" for word in split_cell(words, "/") if not has_han(word))
    if has_han(english):
        yield f"column “english”: “{english}” is not English"


@tries(NAME_ENDINGS)
def check_ending(row: Row) -> Iterator[str]:
    """See that an ending is Chinese and that its rendering begins with a capital letter, as in a name."""
    ending, english = row.cells
    if not has_han(ending) or not english[:1].isupper():
        yield f"“{ending}”, “{english}”: write the Chinese ending first, then the English one with a capital letter"


@tries(SURNAMES)
def check_surname(row: Row) -> Iterator[str]:
    """Find a person of the surname in a text, a common surname also in a note of a newsroom; read each spelling."""
    surname, readings, overseas, common = row.cells
    person, note = fill("full_name", surname), fill("reporter", surname)
    if surname not in [name.surname for name in find_chinese_names(fill("named", person))]:
        yield f"“{person}” is not found as a name: write a surname of one or two Chinese characters"
        return
    for reading in split_cell(readings, "|") or ("",):
        if not is_pinyin(fold_spelling(reading)):
            yield f"column “readings”: “{reading}” is not pinyin"
    for spelling in split_cell(overseas, "|"):
        if not _LATIN_NAME.fullmatch(spelling):
            yield f"column “overseas”: “{spelling}” is not a name in Latin letters"
    if common and not is_note(note):
        yield f"“{note}” is not found as a note"


@tries(VIETNAMESE_NAMES)
def check_vietnamese(row: Row) -> Iterator[str]:
    """Find a name with the character, as a surname and in a given name, that is rendered in pinyin."""
    character, surname, given, _ = row.cells
    if not surname and not given:
        yield "columns “surname” and “given” are empty: fill one of them in"
    named = [(fill("vietnamese_surname", character), surname, "Duc Kien")] if surname else []
    named += [(fill("vietnamese_given_name", character), "Nguyen", f"Duc {given}")] if given else []
    for name, first, last in named:
        pinyin = "".join(map(fold_spelling, find_readings(name[1:])[0])).capitalize()
        found = find_vietnamese_in_pinyin((fill("named", name), f"{first} {pinyin} came."))
        if [one.right for one in found] != [f"{first} {last}"]:
            yield f"“{name}” is not found where the translation has “{first} {pinyin}”"


@tries(WADE_GILES)
def check_wade_giles(row: Row) -> Iterator[str]:
    """Spell the example, a syllable with what the row is about, as the row says."""
    part, pinyin, _, _, example, spelled = row.cells
    found = "|".join(sorted(convert_to_wade_giles(example)))
    if found != "|".join(sorted(split_cell(spelled, "|"))):
        yield f"column “example”: “{example}” is spelled {found}, not {spelled}"
    has_part = {"initial": example.startswith(pinyin), "final": example.endswith(pinyin), "syllable": example == pinyin}
    if not has_part[part]:
        yield f"column “example”: “{example}” does not have the {part} “{pinyin}”"


@tries(LANGUAGES)
def check_language(row: Row) -> Iterator[str]:
    """Find the language of an example by its letters, and by its common words where the row has some."""
    code, _, name, script, words, example = row.cells
    own = re.compile(f"[{SCRIPTS[script]}]")
    if sum(1 for letter in example if own.match(letter)) < sum(map(str.isalpha, example)) / 2:
        yield f"column “example”: “{example}” is not in {script} letters"
    if words and not (is_english(example) if code == "en" else find_other_language(example) == name):
        yield f"column “example”: “{example}” is not found to be {name}"


@tries(LANGUAGE_NAMES)
def check_language_names(row: Row) -> Iterator[str]:
    """Find each name, alone and in brackets."""
    for name in split_cell(row.cells[0], "/"):
        if not is_own_name(name) or not is_own_name(f"（{name}）"):
            yield f"column “names”: “{name}” is not found: leave out brackets and spaces"


@tries(PROVINCES)
def check_province(row: Row) -> Iterator[str]:
    """See that a province shares a character with another, for which it may be taken, and is written in few."""
    english, name, short = row.cells
    others = {character for other, (its, _) in load_provinces().items() if other != english for character in its}
    if others.isdisjoint(name):
        yield f"“{name}” shares no character with another province: take the row out"
    if len(short) != 1 or not has_han(short):
        yield f"column “short”: “{short}”: write one Chinese character"
