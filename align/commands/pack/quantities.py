"""Try out the rows of units, measures, classifiers, eras, signs of currencies, rates, and words of precision."""

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from align.commands.pack.trying import fill, tries
from align.model import Span
from align.quantities import en, en_words, zh
from align.quantities.currencies import CURRENCY_SIGNS
from align.quantities.en_amounts import compile_unit, look_up_unit
from align.quantities.implied_times import NAMED_EVENTS, dates_event
from align.quantities.model import CENT, Kind, Number, Precision, Quantity
from align.quantities.numerals import Figure, read_figures
from align.quantities.rates import RATES, list_units_paid_for
from align.quantities.unit_names import OTHER_UNITS, load_unit_names
from align.quantities.units import MEASURES, find_ratio, load_measures
from align.quantities.zh_calendar import ERAS, follows_era, parse_era, read_era_year
from align.quantities.zh_idioms import (
    FLAGS,
    NO_NUMBERS,
    NUMBER_NAMES,
    NUMBER_WORDS,
    compile_number_names,
    expand,
    parse_number_word,
)
from align.quantities.zh_surroundings import CLASSIFIERS, PRECISIONS, UNITS, find_precision, read_unit
from glossary.pack.tables import Row, split_cell


@tries(ERAS)
def check_era(row: Row) -> Iterator[str]:
    """Read the first year and the last of an era, and see that the year after it is not read as one of it."""
    era = parse_era(row)
    if not follows_era(era.name, len(era.name)):
        yield f"column “name”: “{era.name}” is not found before a year"
    if (era.first, era.last) == (0, 0):
        return
    if not 0 < era.first <= era.last:
        yield f"columns “first_year”, “last_year”: an era cannot last from {era.first} to {era.last}"
        return
    for year, said in ((era.first, era.first), (era.last, era.last), (era.last + 1, None)):
        text = fill("year", f"{era.name}{year - era.first + 1}")
        found = read_era_year(text, len(era.name))
        if (found.value if found else None) != said:
            yield f"“{text}” is not read as the year {said or 'of another era'}"


_EQUATION = re.compile(r"\A([0-9.]++) (\S++) = ([0-9.]++) (\S++)")


@tries(MEASURES)
def check_measure(row: Row) -> Iterator[str]:
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
            yield f"column “example”: “{example}” does not agree with the factors of the table"


@tries(CLASSIFIERS)
def check_classifier(row: Row) -> Iterator[str]:
    """Find each classifier after a number."""
    yield from _check_words(row, "/", (Kind.CARDINAL, ""))


@tries(UNITS)
def check_chinese_unit(row: Row) -> Iterator[str]:
    """Find each word of a Chinese unit, and the unit in the example, but not in the counter-example."""
    yield from _check_words(row, "/", (Kind(row.cells[1]), row.cells[2]))
    yield from _check_unit_examples(row, zh.extract)


@tries(en_words.UNITS)
def check_english_unit(row: Row) -> Iterator[str]:
    """Find each word of an English unit, and the unit in the example, but not in the counter-example."""
    yield from _check_words(row, "|", (Kind(row.cells[1]), row.cells[2]))
    yield from _check_unit_examples(row, en.extract)


_OF_NO_UNIT = ("at", "joint", "hundredths")
"""The kinds of rows about words that are before or between a number and a unit, or say more of a unit."""


def check_unit_name(row: Row) -> Iterator[str]:
    """Find the unit of another language in the example, but not in the counter-example, and each of its words there.

    The unit of a row for what is none, or for what is before a number, is not looked for.
    """
    words, kind, unit, is_before, _, example, counter_example = row.cells
    language = Path(row.file).parent.name
    names = load_unit_names(language)
    for word in split_cell(words, "|"):
        if kind not in _OF_NO_UNIT and word not in names.behind:
            yield f"“{word}” is not found after a number"
        elif is_before and word not in names.before:
            yield f"“{word}” is not found before a number"
    if kind in ("none", *_OF_NO_UNIT):
        return
    said = (Kind.DURATION if kind == "clock" else Kind(kind), unit)
    if example and said not in map(_get_unit, read_figures(example, language).found):
        yield f"column “example”: the unit is not found in “{example}”"
    if said in map(_get_unit, read_figures(counter_example, language).found):
        yield f"column “counter_example”: the unit is found in “{counter_example}”"


for _form in OTHER_UNITS.values():
    tries(_form)(check_unit_name)


def _get_unit(figure: Figure) -> tuple[Kind, str]:
    return figure.kind, figure.unit.name if figure.unit else ""


def _check_words(row: Row, separator: str, said: tuple[Kind, str]) -> Iterator[str]:
    """Read each word as a unit after a number; a bar divides English ones."""
    for word in split_cell(row.cells[0], separator):
        if separator == "|":
            match = compile_unit().match(f"{word},")
            found = look_up_unit(match["unit"]) if match and match.end() == len(word) else None
        else:
            found, end = read_unit(fill("after_unit", word), 0)
            found = found if end == len(word) else None
        if found != said:
            yield f"“{word}” is read as another unit, or as a part of one: take it out of that row or of this one"


def _check_unit_examples(row: Row, extract: Callable[[str], Sequence[Quantity]]) -> Iterator[str]:
    """Find a unit in an example, and not in a counter-example; cents are read as parts of their currency."""
    kind, unit, examples = Kind(row.cells[1]), row.cells[2], row.cells[-2:]
    example, counter = ([(one.kind, one.unit) for one in extract(text)] for text in examples)
    said = {(kind, unit), (kind, unit.rstrip(f"{CENT}‰"))}
    if examples[0] and said.isdisjoint(example):
        yield f"column “example”: the unit is not found in “{examples[0]}”"
    if not said.isdisjoint(counter):
        yield f"column “counter_example”: the unit is found in “{examples[1]}”"


@tries(NUMBER_WORDS)
def check_number_word(row: Row) -> Iterator[str]:
    """Read each word of a row as its quantity, and find the quantity in the example, but not in the counter-example."""
    words, behind, *_, flags, example, counter_example = row.cells
    said = parse_number_word(row)
    for flag in split_cell(flags, "|"):
        if flag not in FLAGS:
            yield f"column “flags”: “{flag}” is not one of {', '.join(FLAGS)}"
    if "before_event" in flags and not example:
        yield "column “example” is empty: write an event behind a word"
    for word in expand(words) if "before_event" not in flags else ():
        for rest in expand(behind) or ("",):
            if zh.extract(f"{word}{rest}")[:1] != (said._replace(span=Span(0, len(word))),):
                advice = "another row has a word that begins so, or a number cannot begin so"
                yield f"“{word}{rest}” is not read as this quantity: {advice}"
    if example and said not in [one._replace(span=said.span) for one in zh.extract(example)]:
        yield f"column “example”: the quantity is not found in “{example}”"
    if said in [one._replace(span=said.span) for one in zh.extract(counter_example)]:
        yield f"column “counter_example”: the quantity is found in “{counter_example}”"


@tries(NUMBER_NAMES)
def check_number_name(row: Row) -> Iterator[str]:
    """Find each word to which English gives a number, and one of them in the example."""
    words, _, example = row.cells
    for word in expand(words):
        if compile_number_names().findall(word) != [word]:
            yield f"“{word}” is not found: it is a part of a word of another row"
    if example and not set(compile_number_names().findall(example)).intersection(expand(words)):
        yield f"column “example”: the word is not found in “{example}”"


@tries(NO_NUMBERS)
def check_no_number(row: Row) -> Iterator[str]:
    """Find no number in the example, or else in each word, but one in the counter-example."""
    words, example, counter_example = row.cells
    for text in (example,) if example else expand(words):
        if _list_numbers(text):
            yield f"column “{'example' if example else 'words'}”: a number is found in “{text}”"
    if counter_example and not _list_numbers(counter_example):
        yield f"column “counter_example”: no number is found in “{counter_example}”"


@tries(NAMED_EVENTS)
def check_named_event(row: Row) -> Iterator[str]:
    """See that a year only dates each event, and that of the example, but not that of the counter-example."""
    words, english, *examples = row.cells
    for word in expand(words):
        if not _is_dated(f"2008年的{word} = {english.partition('|')[0]}"):
            yield f"“{word}” is not found as an event after a year"
    for name, example, is_dated in zip(("example", "counter_example"), examples, (True, False), strict=True):
        if example and _is_dated(example) is not is_dated:
            yield f"column “{name}”: the event is {'not ' if is_dated else ''}found in “{example}”"


def _is_dated(pair: str) -> bool:
    """Return whether a year only dates an event in a source and its translation, divided by an equals sign."""
    source, _, target = pair.partition(" = ")
    return any(dates_event(source, one, target) for one in zh.extract(source))


def _list_numbers(text: str) -> Sequence[Number]:
    return [one.value or 0 for one in zh.extract(text)] + sorted(zh.list_unread(text, ()))


@tries(PRECISIONS)
def check_precision(row: Row) -> Iterator[str]:
    """Read each word next to a number, and see that a quantity in the example is as exact as the row says."""
    words, place, name, example = row.cells
    precision = Precision(name)
    for word in split_cell(words, "/"):
        text, start = (f"{word}5", len(word)) if place == "before" else (f"5{word}呢", 0)
        found = find_precision(text, start, start + 1, Precision.EXACT)
        if found is not precision:
            yield f"column “words”: “{word}” is read as “{found}”: take it out of another row, or of this one"
    if example and all(one.precision is not precision for one in zh.extract(example)):
        yield f"column “example”: nothing in “{example}” is read as “{precision}”"


@tries(CURRENCY_SIGNS)
def check_currency_sign(row: Row) -> Iterator[str]:
    """Read the sum of money in the example."""
    sign, _, unit, example = row.cells
    if sign not in example:
        yield f"column “example”: write a sum of money with “{sign}”"
    elif unit not in (found := [one.unit for one in zh.extract(example) if one.kind is Kind.MONEY]):
        yield f"column “example”: “{example}” is read as {', '.join(found) or 'no money'}, not as {unit}"


@tries(RATES)
def check_rate(row: Row) -> Iterator[str]:
    """Read what is paid for in the example, in both languages."""
    unit, *_, example = row.cells
    for language, units in zip(("Chinese", "English"), list_units_paid_for(example, example), strict=True):
        if unit not in units:
            yield f"column “example”: in “{example}” nothing is paid for “{unit}” in {language}"
