"""Try out the rows of units, measures, classifiers and eras."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from align.quantities import en, en_words, zh, zh_words
from align.quantities.en_amounts import compile_unit, look_up_unit
from align.quantities.eras import ERAS, follows_era, parse_era, read_era_year
from align.quantities.model import CENT, Kind, Quantity
from align.quantities.units import MEASURES, find_ratio, load_measures
from align.quantities.zh_surroundings import read_unit
from glossary.pack.tables import Form, Row, split_cell


def _check_era(row: Row) -> Iterator[str]:
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
            yield f"column “example”: “{example}” does not agree with the factors of the table"


def _check_classifier(row: Row) -> Iterator[str]:
    """Find each classifier after a number."""
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
    match = compile_unit().match(f"{word},")
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


CHECKS: Mapping[Form, Callable[[Row], Iterator[str]]] = {
    MEASURES: _check_measure,
    ERAS: _check_era,
    zh_words.CLASSIFIERS: _check_classifier,
    zh_words.UNITS: _check_chinese_unit,
    en_words.UNITS: _check_english_unit,
}
"""What tries out the rows of each table."""
