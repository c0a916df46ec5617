"""Try out the rows of English words that have a value, as a text is read that has them."""

from collections.abc import Iterator
from fractions import Fraction

from align.commands.pack.trying import tries
from align.lang.en_conventions import MONTHS
from align.quantities import en, en_words
from align.quantities.en_numbers import read_number
from align.quantities.en_render import WRITTEN_ORDERS, WRITTEN_UNITS
from align.quantities.en_words import parse_roman
from align.quantities.model import IMPLIED, Kind, Moment, Number, Precision
from glossary.pack.tables import Row, split_cell

_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _is_read(text: str, **said: object) -> bool:
    """Return whether a text is as a whole a quantity with these attributes."""
    found = en.extract(text)
    is_whole = len(found) == 1 and found[0].span == (0, len(text))
    return is_whole and all(getattr(found[0], name) == value for name, value in said.items())


@tries(MONTHS)
def check_month(row: Row) -> Iterator[str]:
    """Read a date in each form of the name of a month."""
    name, number, *others = row.cells
    for form in (name, *(word for cell in others for word in split_cell(cell, "|"))):
        if not _is_read(f"{form} 12", moment=Moment(month=int(number), day=12)):
            yield f"“{form} 12” is not read as a day of month {number}"


@tries(en_words.WEEKDAYS)
def check_weekday(row: Row) -> Iterator[str]:
    """Read the name of a weekday."""
    if not _is_read(row.cells[0], moment=Moment(weekday=int(row.cells[1]))):
        yield f"“{row.cells[0]}” is not read as day {row.cells[1]} of the week"


@tries(en_words.FESTIVALS)
def check_festival(row: Row) -> Iterator[str]:
    """Read each name of a festival, and see that there is such a day."""
    words, *numbers = row.cells
    month, day = map(int, numbers)
    if day > _LONGEST_MONTHS[month - 1]:
        yield f"columns “month”, “day”: there is no day {day} of a month {month}"
    for word in split_cell(words, "|"):
        if not _is_read(word, unit=IMPLIED, moment=Moment(month=month, day=day)):
            yield f"“{word}” is not read as a festival: its name must begin with a letter or a digit"


@tries(en_words.NUMBER_WORDS)
def check_number_word(row: Row) -> Iterator[str]:
    """Read each word in a number that it is a part of."""
    words, kind, value = row.cells
    for word in split_cell(words, "|"):
        if kind == "roman":
            found: Number | None = parse_roman(word)
        else:
            before = {"part": "one ", "fraction": "0", "thousand_letter": "1", "short_scale": "1", "counted_unit": "1"}
            read = read_number(f"{before.get(kind, '')}{word} of", 0)
            found = read.value if read else None
        if found != (1 / Fraction(value) if kind == "part" else Fraction(value)):
            yield f"“{word}” is read as {found}"


@tries(en_words.QUANTITY_WORDS)
def check_quantity_word(row: Row) -> Iterator[str]:
    """Read each word by itself."""
    words, kind, value = row.cells
    for word in split_cell(words, "|"):
        kinds = {"multiple": Kind.MULTIPLE, "decade": Kind.DECADE}
        if not _is_read(word, kind=kinds.get(kind, Kind.CARDINAL), value=Fraction(value)):
            yield f"“{word}” is not read as {value}"


@tries(en_words.CURRENCY_SIGNS)
def check_currency_sign(row: Row) -> Iterator[str]:
    """Read an amount after each sign."""
    words, kind, currency = row.cells
    for word in split_cell(words, "|"):
        if not _is_read(f"{word}{'$' * (kind == 'dollars_of')}500", kind=Kind.MONEY, unit=currency):
            yield f"“{word}” before an amount is not read as {currency}"


@tries(WRITTEN_UNITS)
def check_written_unit(row: Row) -> Iterator[str]:
    """See that the British spelling of a unit is read as the same unit."""
    unit, written, british = row.cells
    units = en_words.load_units()
    if british and units.get(british) != units.get(written):
        yield f"column “british”: “{british}” is not the same unit as “{written}”: en/units has what each is read as"
    if not unit.strip() or written != written.strip():
        yield "column “written”: write what follows a number"


@tries(WRITTEN_ORDERS)
def check_written_order(row: Row) -> Iterator[str]:
    """Read what is written for an order of magnitude."""
    value, written = row.cells
    if not _is_read(written, value=int(value), precision=Precision.ROUNDED):
        yield f"“{written}” is not read as {value}"
