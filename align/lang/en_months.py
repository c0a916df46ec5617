"""The names of months in English, in the table `en/months`."""

from functools import cache

from glossary.pack.tables import Form, read_rows, split_cell

MONTHS = Form(
    "align",
    "en/months",
    ("month", "number", "short", "capitals", "small"),
    key=("month",),
    needed=("number", "capitals"),
    numbers=("number",),
)
"""The months, with their short forms, and as headings and slips write them but for those that are other words so."""


@cache
def list_months() -> tuple[str, ...]:
    """Return the months in full, January first."""
    return tuple(row.cells[0] for row in read_rows(MONTHS))


@cache
def list_month_forms() -> tuple[str, ...]:
    """Return the months in full and short."""
    return (*list_months(), *(short for row in read_rows(MONTHS) for short in split_cell(row.cells[2], "|")))


@cache
def list_other_months() -> tuple[str, ...]:
    """Return the months in capitals and in small letters."""
    return tuple(form for row in read_rows(MONTHS) for form in row.cells[3:] if form)
