"""Conventions of written English: spellings that are British or American, names of months, and amounts of money.

The table `en/months` has the names of months. The table `en/spellings` has in each row a word that British and American
English spell in two ways, each way belonging to one of them alone. Its `kind` is `word` for the word alone; `British`
or `American` where only that spelling distinguishes one from the other; or a kind of `en/spelling_endings`, where the
row has the first of several forms: armour and armor, armours and armors.

Left out is what the other side writes as well: grey, theatre, cancelled and judgement, which Americans write too;
program, license, practice, meter and tire, which mean other things in Britain; authorized, which a statute of Hong Kong
calls its banks. Two kinds are kept apart: verbs in -ize, which Oxford writes, and doubled letters (travelled), which
some Americans write.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from glossary.pack.tables import Form, read_rows, split_cell

SPELLING_ENDINGS = Form(
    "align", "en/spelling_endings", ("kind", "british", "american", "endings"), ("british",), ("kind", "endings")
)
SPELLINGS = Form(
    "align",
    "en/spellings",
    ("british", "american", "kind"),
    key=("british",),
    needed=("american",),
    choices=(("kind", ("word", "British", "American", "our", "re", "doubled", "ise")),),
)


class Spellings(NamedTuple):
    """Words by how they are spelled, each with the other spelling.

    `british` are the words that only the British spell so, without those in -ise; `doubled` British words with a
    doubled letter, which some Americans double too; `american` the words that only Americans spell so; `in_ise` verbs
    and nouns in -ise and -isation, which Americans never write; `in_ize` the same words in -ize, American or of Oxford.
    """

    british: dict[str, str]
    doubled: dict[str, str]
    american: dict[str, str]
    in_ise: dict[str, str]
    in_ize: dict[str, str]


@cache
def load_spellings() -> Spellings:
    """Return the words of the table. Raises PackError."""
    forms = dict[str, dict[str, str]]()
    for row in read_rows(SPELLINGS):
        forms.setdefault(row.cells[2], {}).update(list_forms(*row.cells))
    both = forms["our"] | forms["re"] | forms["word"]
    return Spellings(
        both | forms["British"],
        forms["doubled"],
        _turn(both | forms["doubled"] | forms["American"]),
        forms["ise"],
        _turn(forms["ise"]),
    )


def list_forms(british: str, american: str, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a word of the table in both spellings.

    >>> list(list_forms("labelled", "labeled", "doubled"))[1]
    ('labelling', 'labeling')
    """
    own_rows = [row.cells[1:] for row in read_rows(SPELLING_ENDINGS) if row.cells[0] == kind]
    rows = [(own, other, [one.strip("-") for one in split_cell(ends, "|")]) for own, other, ends in own_rows]
    if not rows:
        yield british, american
        return
    stem = british.removesuffix(f"{rows[0][0]}{rows[0][2][0]}")
    for own, other, endings in rows:
        yield from ((f"{stem}{own}{end}", f"{stem}{other}{end}") for end in endings)


def _turn(words: dict[str, str]) -> dict[str, str]:
    return {second: first for first, second in words.items()}


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


CURRENCY_SIGNS = "$€£¥￥₩₹"
"""The signs of currencies that may precede an amount: the body of a character class."""

CURRENCY_PREFIXES = "US|HK|NT|AU|CA|NZ|SG|A|C|S|R"
"""Letters that may precede a dollar sign."""

CURRENCY_CODES = ("RMB", "CNY", "USD", "HKD", "TWD", "EUR", "GBP", "JPY")
"""Codes that may precede an amount."""

CURRENCY_NAMES = (
    "yuan",
    "RMB",
    "US dollars",
    "U.S. dollars",
    "Hong Kong dollars",
    "dollars",
    "euros",
    "yen",
    "USD",
    "ringgit",
)
"""Names and codes that may follow an amount."""
