"""Check the tables of packs: what each row finds, and what it must leave alone."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import NamedTuple

from align.commands import pack_rows, pack_wordings
from align.config.packs import list_forms, read_pack
from align.errors import FileError
from align.lang.exchanged_roles import DEEDS, find_exchanged_roles
from align.lang.exchanged_words import TABLES, find_all_meanings, find_exchanges, fold, load_meanings, parse_meaning
from align.lang.literal_renderings import CHINESE_ENGLISH, find_form, find_words, make_form, parse_rendering
from align.lang.own_names import LANGUAGE_NAMES, is_own_name
from align.lang.pinyin import is_pinyin
from align.lang.surnames import SURNAMES
from align.lang.zh_notes import NOTES, compile_expression, is_note, strip_note
from align.names.chinese_names import find_chinese_names
from align.names.known_names import KNOWN_NAMES
from align.names.spellings import find_readings, fold_spelling
from align.names.vietnamese import VIETNAMESE_NAMES, find_vietnamese_in_pinyin
from align.names.wade_giles import WADE_GILES, convert_to_wade_giles
from align.quantities import en, en_words, zh, zh_words
from align.quantities.en_amounts import look_up_unit
from align.quantities.eras import ERAS, follows_era, parse_era, read_era_year
from align.quantities.model import CENT, Kind, Quantity
from align.quantities.units import MEASURES, find_ratio, load_measures
from align.quantities.zh_surroundings import read_unit
from glossary.lang.scripts import has_han
from glossary.pack.tables import REMOVES, Form, Row, split_cell, use_packs
from glossary.storage.reading import is_folder

_LATIN_NAME = re.compile(r"[A-Z][A-Za-z]*(?:['’-][A-Za-z]+)*")


class Fault(NamedTuple):
    """What is wrong with a row: where it is written, and what to do."""

    place: str
    message: str


@dataclass(frozen=True)
class PackReport:
    """How many tables and rows were checked, and what is wrong."""

    tables: int
    rows: int
    faults: tuple[Fault, ...]


def check_packs(folder: str = "") -> PackReport:
    """Check the pack in a folder, laid over the built-in tables; without a folder, check the built-in tables.

    Raises FileError where the folder does not exist, and PackError for a table that cannot be read.
    """
    if folder and not is_folder(folder):
        raise FileError(folder, "no such folder: name the folder of a pack")
    pack = read_pack(Path(folder)) if folder else None
    if pack:
        known = {form.name: form for form in list_forms()}
        tables = [(known.get(name) or find_form(name), rows) for name, rows in pack.tables if rows]
    else:
        tables = [(form, form.read_built_in(check=True)) for form in sorted(_CHECKS, key=lambda form: form.name)]
    with use_packs((pack,) if pack else ()):
        faults = tuple(
            fault for form, rows in tables if form for fault in _check_table(form, rows, is_built_in=pack is None)
        )
    return PackReport(len(tables), sum(len(rows) for _, rows in tables), faults)


def _check_table(form: Form, rows: Sequence[Row], *, is_built_in: bool) -> Iterator[Fault]:
    known = set() if is_built_in else {row.cells for row in form.read_built_in()}
    counts = Counter(form.get_key(row) for row in rows)
    if is_built_in and form.read_built_in() != rows:
        yield Fault(
            f"{rows[0].file}:1", "write all columns in their order, and no remarks, blank lines or spare blanks"
        )
    for row in rows:
        key = form.get_key(row)
        if counts[key] > 1:
            yield Fault(row.place, f"“{key}” has {counts[key]} rows: keep one")
        elif row.cells in known:
            yield Fault(row.place, f"“{key}” has the same row in the built-in table: take this one out")
        elif not key.startswith(REMOVES):
            check = _CHECKS.get(form) or partial(_check_rendering, pair=form.name.partition("/")[0])
            yield from (Fault(row.place, message) for message in check(row))


_TEXT = "They said {} today."
"""A text round a wording."""


def _check_rendering(row: Row, pair: str = CHINESE_ENGLISH) -> Iterator[str]:
    """Find each word and each wording of a row, and none of the renderings; see that longer words hold the word."""
    entry = parse_rendering(row)
    for word in entry.words:
        if [one.entry for one in find_words(word, pair)] != [entry]:
            yield f"“{word}” is found as another word, or as a part of one: take it out of that row or of this one"
    for longer in entry.within:
        if not any(word in longer for word in entry.words):
            yield f"column “not_within”: “{longer}” does not hold the word: take it out"
    for wording in entry.wordings:
        if not entry.find_wording(_TEXT.format(wording.replace("*", ""))):
            yield f"column “wordings”: “{wording}” is not found in a text: write * behind a word for its endings"
    for rendering in entry.renderings:
        if entry.find_wording(_TEXT.format(rendering)):
            yield f"column “renderings”: “{rendering}” would be reported: take it out, or mend the wordings"


_OF_ROLES = ("places", "bearers", "opposites")
"""Tables whose meanings can also do something, or suffer it, so that a kind may have one row."""


def _check_meaning(table: str) -> Callable[[Row], Iterator[str]]:
    """Return what finds each word of a row in either language, and an exchange for another meaning of its kind."""

    def check(row: Row) -> Iterator[str]:
        meaning = parse_meaning(row)
        for word in meaning.words:
            if [one for one, _ in find_all_meanings(table, word)] != [meaning]:
                yield f"column “words”: “{word}” is found as another word: take it out of that row or of this one"
        for word in meaning.english:
            if not meaning.is_shown(fold(_TEXT.format(word.replace("*", "")))):
                yield f"column “english”: “{word}” is not found in a text"
        others = [one for one in load_meanings(table) if one.kind == meaning.kind and one != meaning and one.english]
        if meaning.words and meaning.english and not others and table not in _OF_ROLES:
            yield f"column “kind”: no other row is of the kind “{meaning.kind}”, so nothing can be exchanged"
        for word in meaning.words if meaning.english else ():
            own = _TEXT.format(meaning.english[0].replace("*", ""))
            if list(find_exchanges(table, (f"他们说{word}。", own))):
                yield f"“{word}” with “{meaning.english[0]}” would be reported, though that is what it means"

    return check


def _check_deed(row: Row) -> Iterator[str]:
    """Find who does what to whom where it is exchanged, and nothing where it is right."""
    verbs, past, _ = row.cells
    for verb in split_cell(verbs, "/"):
        for active in split_cell(past, "|"):
            source = f"中国{verb}日本。"
            if not list(find_exchanged_roles((source, f"Japan {active} China."))):
                yield f"“{source}” and “Japan {active} China.”: the exchange is not found"
            if list(find_exchanged_roles((source, f"China {active} Japan."))):
                yield f"“{source}” and “China {active} Japan.”: an exchange is reported"


def _check_name(row: Row) -> Iterator[str]:
    """See that a name is Chinese in one column and English in the other."""
    name, english = row.cells
    if not has_han(name) or has_han(english):
        yield f"“{name}”, “{english}”: write the Chinese name first, and the English one behind it"


def _check_surname(row: Row) -> Iterator[str]:
    """Find a person of the surname in a text, a common surname also in a note of a newsroom; read each spelling."""
    surname, readings, overseas, common = row.cells
    if surname not in [name.surname for name in find_chinese_names(f"，{surname}晓明，")]:
        yield f"“{surname}晓明” is not found as a name: write a surname of one or two Chinese characters"
        return
    for reading in split_cell(readings, "|") or ("",):
        if not is_pinyin(fold_spelling(reading)):
            yield f"column “readings”: “{reading}” is not pinyin"
    for spelling in split_cell(overseas, "|"):
        if not _LATIN_NAME.fullmatch(spelling):
            yield f"column “overseas”: “{spelling}” is not a name in Latin letters"
    if common and not is_note(f"（本报记者 {surname}敏）"):
        yield f"“（本报记者 {surname}敏）” is not found as a note"


def _check_vietnamese(row: Row) -> Iterator[str]:
    """Find a name with the character, as a surname and in a given name, that is rendered in pinyin."""
    character, surname, given, _ = row.cells
    if not surname and not given:
        yield "columns “surname” and “given” are empty: fill one of them in"
    named = [(f"{character}德坚", surname, "Duc Kien")] if surname else []
    named += [(f"阮德{character}", "Nguyen", f"Duc {given}")] if given else []
    for name, first, last in named:
        pinyin = "".join(map(fold_spelling, find_readings(name[1:])[0])).capitalize()
        found = find_vietnamese_in_pinyin((f"，{name}，", f"{first} {pinyin} came."))
        if [one.right for one in found] != [f"{first} {last}"]:
            yield f"“{name}” is not found where the translation has “{first} {pinyin}”"


def _check_wade_giles(row: Row) -> Iterator[str]:
    """Spell the example, a syllable with what the row is about, as the row says."""
    part, pinyin, _, _, example, spelled = row.cells
    found = "|".join(sorted(convert_to_wade_giles(example)))
    if found != "|".join(sorted(split_cell(spelled, "|"))):
        yield f"column “example”: “{example}” is spelled {found}, not {spelled}"
    has_part = {"initial": example.startswith(pinyin), "final": example.endswith(pinyin), "syllable": example == pinyin}
    if not has_part[part]:
        yield f"column “example”: “{example}” does not have the {part} “{pinyin}”"


def _check_language_names(row: Row) -> Iterator[str]:
    """Find each name, alone and in brackets."""
    for name in split_cell(row.cells[0], "/"):
        if not is_own_name(name) or not is_own_name(f"（{name}）"):
            yield f"column “names”: “{name}” is not found: leave out brackets and spaces"


def _check_note(row: Row) -> Iterator[str]:
    """Find the example of a note, and not its counter-example."""
    _, _, expression, example, counter = row.cells
    try:
        pattern = compile_expression(expression)
    except re.error as error:
        yield f"column “expression”: {error}"
        return
    if not pattern.fullmatch(strip_note(example)):
        yield f"column “example”: “{example}” is not found by the expression"
    if counter and pattern.fullmatch(strip_note(counter)):
        yield f"column “counter_example”: “{counter}” is found by the expression"


def _check_era(row: Row) -> Iterator[str]:
    """Read the first year and the last of an era, and see that the year behind it is not read as one of it."""
    era = parse_era(row)
    if not follows_era(era.name, len(era.name)):
        yield f"column “name”: “{era.name}” is not found before a year"
    if (era.first, era.last) == (0, 0):
        return
    if not 0 < era.first <= era.last:
        yield f"columns “first_year”, “last_year”: an era cannot last from {era.first} to {era.last}"
        return
    for year, said in ((era.first, era.first), (era.last, era.last), (era.last + 1, None)):
        found = read_era_year(f"{era.name}{year - era.first + 1}年", len(era.name))
        if (found.value if found else None) != said:
            yield f"“{era.name}{year - era.first + 1}年” is not read as the year {said or 'of another era'}"


_EQUATION = re.compile(r"\A([0-9.]++) (\S++) = ([0-9.]++) (\S++)")


def _check_measure(row: Row) -> Iterator[str]:
    """Work out the example of a unit, and see that another unit measures the same."""
    unit, dimension, example = row.cells[0], row.cells[1], row.cells[-1]
    if not any(one.dimension == dimension for name, one in load_measures().items() if name != unit):
        yield f"column “dimension”: no other unit measures “{dimension}”, so nothing can be converted"
    equation = _EQUATION.fullmatch(example)
    if example and not equation:
        yield f"column “example”: “{example}” cannot be worked out: write it as 1 km = 1000 m"
    if equation:
        count, first, other, second = equation.groups()
        ratio = find_ratio(first, second)
        if unit not in (first, second) or ratio is None or ratio * Fraction(count) != Fraction(other):
            yield f"column “example”: “{example}” is not so by the factors of the table"


def _check_classifier(row: Row) -> Iterator[str]:
    """Find each classifier behind a number."""
    yield from _check_words(row, "/", _read_chinese_unit, (Kind.CARDINAL, ""))


def _check_chinese_unit(row: Row) -> Iterator[str]:
    """Find each word of a Chinese unit, and the unit in the example, but not in the counter-example."""
    _, kind, unit, _, _, *examples = row.cells
    yield from _check_words(row, "/", _read_chinese_unit, (Kind(kind), unit))
    yield from _check_unit_examples(Kind(kind), unit, examples, zh.extract)


def _check_english_unit(row: Row) -> Iterator[str]:
    """Find each word of an English unit, and the unit in the example, but not in the counter-example."""
    _, kind, unit, *examples = row.cells
    yield from _check_words(row, "|", _read_english_unit, (Kind(kind), unit))
    yield from _check_unit_examples(Kind(kind), unit, examples, en.extract)


def _check_words(
    row: Row, separator: str, read: Callable[[str], tuple[Kind, str] | None], said: tuple[Kind, str]
) -> Iterator[str]:
    for word in split_cell(row.cells[0], separator):
        if read(word) != said:
            yield f"“{word}” is read as another unit, or as a part of one: take it out of that row or of this one"


def _read_chinese_unit(word: str) -> tuple[Kind, str] | None:
    named, end = read_unit(f"{word}呢", 0)
    return named if end == len(word) else None


def _read_english_unit(word: str) -> tuple[Kind, str] | None:
    match = en_words.compile_unit().match(f"{word},")
    return look_up_unit(match["unit"]) if match and match.end() == len(word) else None


def _check_unit_examples(
    kind: Kind, unit: str, examples: Sequence[str], extract: Callable[[str], Sequence[Quantity]]
) -> Iterator[str]:
    """Find a unit in an example, and not in a counter-example; cents are read as parts of their currency."""
    example, counter = ([(one.kind, one.unit) for one in extract(text)] for text in examples)
    said = {(kind, unit), (kind, unit.rstrip(f"{CENT}‰"))}
    if examples[0] and said.isdisjoint(example):
        yield f"column “example”: the unit is not found in “{examples[0]}”"
    if not said.isdisjoint(counter):
        yield f"column “counter_example”: the unit is found in “{examples[1]}”"


_CHECKS: Mapping[Form, Callable[[Row], Iterator[str]]] = {
    NOTES: _check_note,
    make_form(): _check_rendering,
    DEEDS: _check_deed,
    KNOWN_NAMES: _check_name,
    SURNAMES: _check_surname,
    VIETNAMESE_NAMES: _check_vietnamese,
    WADE_GILES: _check_wade_giles,
    LANGUAGE_NAMES: _check_language_names,
    **{form: _check_meaning(name) for name, form in TABLES.items()},
    **pack_rows.CHECKS,
    **pack_wordings.CHECKS,
    MEASURES: _check_measure,
    ERAS: _check_era,
    zh_words.CLASSIFIERS: _check_classifier,
    zh_words.UNITS: _check_chinese_unit,
    en_words.UNITS: _check_english_unit,
}
"""What tries out the rows of each table, also of those to which a team cannot add rows."""
