"""The English words that have a value: units, numbers, ordinals, currencies, months, weekdays, festivals."""

from fractions import Fraction
from functools import cache

from align.quantities.model import Kind, Number, simplify
from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

UNITS = Form(
    "align",
    "en/units",
    ("words", "kind", "unit", "example", "counter_example"),
    key=("words",),
    needed=("kind",),
    choices=(("kind", ("duration", "measure", "money", "multiple", "percentage", "percentage point")),),
)
_KINDS_OF_NUMBERS = (
    *("zero", "digit", "teen", "tens", "low_scale", "high_scale", "ordinal_zero", "ordinal_digit", "ordinal_teen"),
    *("ordinal_tens", "ordinal_scale", "thousand_letter", "short_scale", "counted_unit", "part", "fraction", "roman"),
)
NUMBER_WORDS = Form(
    "align",
    "en/number_words",
    ("words", "kind", "value"),
    key=("words",),
    needed=("value",),
    choices=(("kind", _KINDS_OF_NUMBERS),),
)
"""The words, letters and signs that numbers are made of."""
QUANTITY_WORDS = Form(
    "align",
    "en/quantity_words",
    ("words", "kind", "value"),
    key=("words",),
    needed=("value",),
    choices=(("kind", ("multiple", "count", "implied", "order", "decade")),),
    numbers=("value",),
)
"""The words that are a quantity by themselves: twice, a pair, dozens, the nineties. An implied one need not be said."""
CURRENCY_SIGNS = Form(
    "align",
    "en/currency_signs",
    ("words", "kind", "currency"),
    key=("words",),
    needed=("currency",),
    choices=(("kind", ("sign", "dollars_of", "code")),),
)
"""What is before an amount of money: signs, codes, and the letters before a dollar sign."""
FESTIVALS = Form(
    "align",
    "en/festivals",
    ("words", "month", "day"),
    key=("words",),
    needed=("month", "day"),
    choices=(("month", tuple(map(str, range(1, 13)))), ("day", tuple(map(str, range(1, 32))))),
)
WEEKDAYS = Form("align", "en/weekdays", ("weekday", "number"), key=("weekday",), needed=("number",))


@cache_by_packs
def load_units() -> dict[str, tuple[Kind, str]]:
    """Return what may follow a number -> what it then says, and the unit. Raises PackError."""
    rows = (row.cells for row in read_rows(UNITS))
    return {word: (Kind(kind), unit) for words, kind, unit, *_ in rows for word in split_cell(words, "|")}


@cache_by_packs
def load_festivals() -> dict[str, tuple[int, int]]:
    """Return the events and festivals, and the month and the day that each names. Raises PackError."""
    rows = (row.cells for row in read_rows(FESTIVALS))
    return {word: (int(month), int(day)) for words, month, day in rows for word in split_cell(words, "|")}


@cache
def list_weekdays() -> tuple[str, ...]:
    """Return the days of the week, Monday first."""
    return tuple(row.cells[0] for row in read_rows(WEEKDAYS))


@cache
def load_currencies() -> dict[str, str]:
    """Return the signs, codes and letters before an amount, and the currency that each names."""
    return {word: row.cells[2] for row in read_rows(CURRENCY_SIGNS) for word in split_cell(row.cells[0], "|")}


@cache
def load_values(form: Form, *kinds: str) -> dict[str, Number]:
    """Return the words of some kinds in a table of words, and their values."""
    rows = (row.cells for row in read_rows(form))
    return {
        word: simplify(Fraction(value))
        for words, kind, value in rows
        if kind in kinds
        for word in split_cell(words, "|")
    }


@cache
def load_number_words() -> dict[str, tuple[Kind, Number]]:
    """Return the words that say a quantity of their own, but for orders of magnitude and decades."""
    kinds = (("implied", Kind.CARDINAL), ("multiple", Kind.MULTIPLE), ("count", Kind.CARDINAL))
    return {word: (kind, value) for name, kind in kinds for word, value in load_values(QUANTITY_WORDS, name).items()}


def _load_integers(form: Form, *kinds: str) -> dict[str, int]:
    return {word: int(value) for word, value in load_values(form, *kinds).items()}


@cache
def load_small() -> dict[str, int]:
    """Return the words below a hundred, and their values."""
    return _load_integers(NUMBER_WORDS, "zero", "digit", "teen", "tens")


@cache
def load_scales() -> dict[str, int]:
    """Return the words that multiply the number before them."""
    return _load_integers(NUMBER_WORDS, "low_scale", "high_scale")


@cache
def load_ordinals() -> dict[str, int]:
    """Return the ordinals of the words below a hundred."""
    return _load_integers(NUMBER_WORDS, "ordinal_zero", "ordinal_digit", "ordinal_teen", "ordinal_tens")


@cache
def load_ordinal_scales() -> dict[str, int]:
    """Return the ordinals of the words that multiply."""
    return _load_integers(NUMBER_WORDS, "ordinal_scale")


@cache
def load_parts() -> dict[str, int]:
    """Return the parts of a whole (thirds), and how many of them make it."""
    return _load_integers(NUMBER_WORDS, "part")


@cache
def load_orders() -> dict[str, int]:
    """Return the words that give an order of magnitude: tens, millions."""
    return _load_integers(QUANTITY_WORDS, "order")


@cache
def load_decades() -> dict[str, int]:
    """Return the decades in words, and the first year that each has in the twentieth century."""
    return _load_integers(QUANTITY_WORDS, "decade")


def parse_roman(word: str) -> int:
    """Return the value of a Roman numeral, what follows it left out.

    >>> parse_roman("XIVth")
    14
    """
    letters = _load_integers(NUMBER_WORDS, "roman")
    values = [letters[char] for char in word if char in letters]
    return sum(-one if one < max(values[index:]) else one for index, one in enumerate(values))


def parse_words(words: str) -> int:
    """Return the value of words below a hundred, or of an ordinal, in any case and with hyphens or without.

    >>> parse_words("Twenty five"), parse_words("thirty-first")
    (25, 31)
    """
    values = load_ordinals() | load_small()
    return sum(values[word] for word in words.lower().replace("-", " ").split())
