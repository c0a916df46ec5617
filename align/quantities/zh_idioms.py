"""Chinese words that say a quantity of their own, and those that only look like a number."""

import re
from fractions import Fraction
from functools import cache
from itertools import islice, product

from align.model import Span
from align.quantities.model import Kind, Moment, Number, Precision, Quantity, simplify
from glossary.pack.patterns import compile_late, join_words
from glossary.pack.tables import Form, Row, cache_by_packs, read_rows, split_cell

FLAGS = ("worded", "rounded", "optional", "before_event")
"""What may be said of a word: it has no digits; it is a saying, and no number; a translation may leave it out; it is a
number unless an event is after it.
"""
NUMBER_WORDS = Form(
    "align",
    "zh/number_words",
    ("words", "behind", "kind", "value", "month", "unit", "flags", "example", "counter_example"),
    key=("words",),
    needed=("kind", "value"),
    choices=(
        ("kind", ("cardinal", "date", "duration", "multiple", "ordinal", "percentage")),
        ("month", ("", *map(str, range(1, 13)))),
    ),
    numbers=("value",),
)
NUMBER_NAMES = Form(
    "align", "zh/number_names", ("words", "number", "example"), ("words",), ("number",), numbers=("number",)
)
NO_NUMBERS = Form("align", "zh/no_numbers", ("words", "example", "counter_example"), key=("words",))

_MOST = 100
"""So many words, at most, are one word in several spellings."""
_SPELT = compile_late(r"(?:\[([^\[\]]+)\]|(.))(\??)")


@cache
def expand(cell: str) -> tuple[str, ...]:
    """Return the words of a cell, where `[个個]` is one of some characters, and a ? follows what may be missing.

    >>> expand("耳[顺順]/四十而?不惑")
    ('耳顺', '耳順', '四十而不惑', '四十不惑')
    >>> expand("一?")
    ('一',)
    """
    words = list[str]()
    for word in split_cell(cell, "/"):
        choices = [[*(some or one), ""] if mark else some or one for some, one, mark in _SPELT.findall(word)]
        words += filter(None, map("".join, islice(product(*choices), _MOST)))
    return tuple(words)


def parse_number_word(row: Row) -> Quantity:
    """Return the quantity of the words of a row; its span is that of an empty text.

    The value of a date is the day, or, without a month, how many days later it is: 次日.
    """
    _, _, kind, written, month, unit, flags, *_ = row.cells
    value, said = simplify(Fraction(written)), split_cell(flags, "|")
    moment = None
    if kind == Kind.DATE:
        moment = Moment(None, int(month), int(value)) if month else Moment(shift=int(value))
    return Quantity(
        Span(0, 0),
        Kind(kind),
        None if moment else value,
        precision=Precision.ROUNDED if "rounded" in said else Precision.EXACT,
        unit=unit,
        moment=moment,
        worded="worded" in said,
        optional="optional" in said,
    )


@cache_by_packs
def _load_words() -> tuple[dict[str, Quantity], dict[str, Quantity]]:
    """Return the quantities of words, and those of words before an event."""
    words, before_event = dict[str, Quantity](), dict[str, Quantity]()
    for row in read_rows(NUMBER_WORDS):
        quantity, chosen = parse_number_word(row), before_event if "before_event" in row.cells[6] else words
        for word in expand(row.cells[0]):
            counted = quantity._replace(span=Span(0, len(word)))
            chosen |= {f"{word}{behind}": counted for behind in expand(row.cells[1]) or ("",)}
    return words, before_event


@cache_by_packs
def load_number_words() -> dict[str, Quantity]:
    """Return the words that say a quantity of their own, with what has to be after them: the 级 of II级."""
    return _load_words()[0]


@cache_by_packs
def load_events() -> dict[str, Moment]:
    """Return the digits of a day by which an event is called, and which may be a number elsewhere: see `zh_dates`."""
    return {word: quantity.moment for word, quantity in _load_words()[1].items() if quantity.moment}


@cache_by_packs
def list_no_numbers() -> tuple[str, ...]:
    """Return the words that only look like a number."""
    return tuple(word for row in read_rows(NO_NUMBERS) for word in expand(row.cells[0]))


@cache_by_packs
def load_number_names() -> dict[str, Number]:
    """Return words without the number that English gives them: ages, weddings, years of school."""
    return {word: simplify(Fraction(row.cells[1])) for row in read_rows(NUMBER_NAMES) for word in expand(row.cells[0])}


@cache_by_packs
def compile_number_names() -> re.Pattern[str]:
    """Return what matches a word to which English gives a number."""
    return re.compile(join_words(load_number_names()))
