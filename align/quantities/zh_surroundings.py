"""What is before and after a Chinese number: its unit and parts of it, and the words that say how exact it is."""

from fractions import Fraction
from typing import NamedTuple

from align.quantities.model import Kind, Number, Precision, Quantity, simplify
from align.quantities.patterns import ZH_AMOUNTS
from align.quantities.zh_numbers import ChineseNumber, read_digits
from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

UNITS = Form(
    "align",
    "zh/units",
    ("words", "kind", "unit", "before", "others", "example", "counter_example"),
    key=("words",),
    needed=("kind",),
    choices=(
        ("kind", ("duration", "measure", "money", "multiple", "ordinal", "percentage", "percentage point")),
        ("before", ("", "yes")),
    ),
)
CLASSIFIERS = Form("align", "zh/classifiers", ("words",), key=("words",))
PRECISIONS = Form(
    "align",
    "zh/precisions",
    ("words", "place", "precision", "example"),
    key=("words",),
    needed=("place", "precision"),
    choices=(("place", ("before", "behind")), ("precision", tuple(Precision)[:-1])),
)

ANY_DOLLAR = "$"
"""The code of dollars of any place."""
DEGREES = frozenset(("°C", "°F", "degree"))
_JIAO, _FLOOR, _RENMINBI = (ZH_AMOUNTS.late(name) for name in ("jiao", "ping_of_floor", "renminbi"))
_SCALE, _COLD = ZH_AMOUNTS.late("scale_of_degrees"), ZH_AMOUNTS.late("below_zero")
_PARTS = {name: ZH_AMOUNTS.late(f"parts_of_{name}") for name in ("second", "degree", "jiao", "mu", "zhang")}
_PARTS |= {"m": ZH_AMOUNTS.late("parts_of_metre"), "CNY": ZH_AMOUNTS.late("parts_of_yuan")}
_BODY_HEAT = range(34, 43)
"""The degrees that are given with tenths."""
_MORE, _MORE_BEFORE_SCALE = ZH_AMOUNTS.late("more_or_so"), ZH_AMOUNTS.late("more_before_scale")
_NO_ITEM, _LIST_COMMA, _ENDS_CLAUSE, _BETWEEN_ITEMS = (
    ZH_AMOUNTS.late(name) for name in ("no_item_before", "list_comma", "ends_clause", "between_items")
)
_LONGEST_LIST, _FEWEST = 120, 2


class ChineseUnits(NamedTuple):
    """What may follow a number.

    `names` has what each word says and its unit, `longest` the length of the longest word that begins with a character.
    `currencies` are the names that may come before a number, too, or after 元: 港币五十元, 五十元港币. `dollars` are
    the codes of the dollars that are called 元, too, and `colloquial` the names of the yuan that any dollar may have.
    """

    names: dict[str, tuple[Kind, str]]
    longest: dict[str, int]
    currencies: dict[str, str]
    dollars: tuple[str, ...]
    colloquial: tuple[str, ...]


class _Precisions(NamedTuple):
    """The words that say how exact a number is, before it and after it, and the lengths of the longest of them.

    The lengths are those of the words with the last character of one before a number, or the first of one after it.
    """

    before: dict[str, Precision]
    behind: dict[str, Precision]
    longest_before: dict[str, int]
    longest_behind: dict[str, int]


@cache_by_packs
def load_units() -> ChineseUnits:
    """Return the units and classifiers of the tables. Raises PackError."""
    names: dict[str, tuple[Kind, str]] = {}
    currencies, also = dict[str, str](), dict[str, tuple[str, ...]]()
    for row in read_rows(CLASSIFIERS):
        names |= dict.fromkeys(split_cell(row.cells[0], "/"), (Kind.CARDINAL, ""))
    for row in read_rows(UNITS):
        words, kind, unit, before, others = row.cells[:5]
        names |= dict.fromkeys(split_cell(words, "/"), (Kind(kind), unit))
        currencies |= dict.fromkeys(split_cell(words, "/") if before else (), unit)
        also |= dict.fromkeys(split_cell(words, "/") if others else (), split_cell(others, "|"))
    names |= {f"{yuan}{name}": (Kind.MONEY, unit) for name, unit in currencies.items() for yuan in also}
    return ChineseUnits(
        names,
        {name[0]: len(name) for name in sorted(names, key=len)},
        currencies,
        tuple(dict.fromkeys(one for others in also.values() for one in others if one != ANY_DOLLAR)),
        tuple(name for name, others in also.items() if ANY_DOLLAR in others),
    )


@cache_by_packs
def _load_precisions() -> _Precisions:
    words: dict[str, dict[str, Precision]] = {"before": {}, "behind": {}}
    for row in read_rows(PRECISIONS):
        words[row.cells[1]] |= dict.fromkeys(split_cell(row.cells[0], "/"), Precision(row.cells[2]))
    before, behind = (sorted(words[place], key=len) for place in ("before", "behind"))
    return _Precisions(
        words["before"], words["behind"], {one[-1]: len(one) for one in before}, {one[0]: len(one) for one in behind}
    )


def read_unit(text: str, end: int) -> tuple[tuple[Kind, str] | None, int]:
    """Read the unit after a number, a blank between them allowed: what it says (None: no unit), and where it ends."""
    begin = end + text.startswith(" ", end)
    if _JIAO.match(text, begin):
        return (Kind.MONEY, "jiao"), begin + 1
    if _FLOOR.match(text, begin):
        return (Kind.MEASURE, "m2"), begin + 1
    units = load_units()
    for length in range(min(units.longest.get(text[begin : begin + 1], 0), len(text) - begin), 0, -1):
        named = units.names.get(text[begin : begin + length])
        if named and not _goes_on(text, begin + length):
            return named, begin + length
    return None, end


def _goes_on(text: str, end: int) -> bool:
    """Return whether a symbol of Latin letters goes on: the m of 10mW is no metre."""
    around = text[end - 1 : end + 1]
    return len(around) == len("mW") and around.isascii() and around.isalpha()


def add_parts(text: str, end: int, unit: str, number: ChineseNumber) -> tuple[Number, int]:
    """Add the parts of a unit that ends at `end`, which have no unit or a smaller one: 一米七, 8块3毛.

    Return the value with them, and where they end. Two figures are no parts where they count something.

    >>> add_parts("一米七五，", 2, "m", ChineseNumber(1, 1))
    (Fraction(7, 4), 4)
    >>> add_parts("五毛五，", 2, "jiao", ChineseNumber(5, 1))
    (Fraction(11, 2), 3)
    """
    match = _PARTS[unit].match(text, end) if unit in _PARTS and number.high is None else None
    if not match or (unit == "degree" and number.value not in _BODY_HEAT):
        return number.value, end
    group = match.groupdict()
    behind = text[match.end() : match.end() + 1]
    if group.get("figures") and behind.isalpha() and behind in load_units().longest:
        return number.value, end
    parts = group["parts"] or group.get("figures") or f"{group['jiao']}{group['fen'] or ''}"
    digits = "".join(one if one.isdecimal() else str(read_digits(one)) for one in parts)
    return simplify(number.value + Fraction(int(digits), 10 ** len(digits))), match.end()


def add_others(text: str, amount: Quantity) -> Quantity:
    """Return an amount with the currencies that its name may mean as well, where that is 元 or 块 alone."""
    if amount.unit != "CNY" or _RENMINBI.search(text, *amount.span):
        return amount
    units = load_units()
    is_colloquial = any(name in text[slice(*amount.span)] for name in units.colloquial)
    return amount._replace(others=(*units.dollars, ANY_DOLLAR) if is_colloquial else units.dollars)


def read_temperature(text: str, degrees: Quantity) -> Quantity:
    """Return degrees with their unit where it is before them, as in 华氏86度, and whether they are below zero."""
    before = text[max(degrees.span.start - 5, 0) : degrees.span.start]
    scale = _SCALE.search(before) if degrees.unit == "degree" else None
    if scale:
        degrees = degrees._replace(unit="°F" if scale["fahrenheit"] else "°C")
    return degrees._replace(cold=_COLD.search(before) is not None)


def ends_list(text: str, start: int, count: Number) -> bool:
    """Return whether a number at `start` says how many were named: just before, 甲、乙、丙3人, or earlier, 这3人."""
    if text.endswith(ZH_AMOUNTS.words("these"), 0, start):
        return True
    begin = max(start - _LONGEST_LIST, 0)
    if count < _FEWEST or not _LIST_COMMA.search(text, begin, start) or _NO_ITEM.match(text, start - 1):
        return False
    return len(_BETWEEN_ITEMS.findall(_ENDS_CLAUSE.split(text[begin:start])[-1])) + 1 == count


def read_more(text: str, end: int, precision: Precision) -> tuple[int, Precision]:
    """Read 多, 余 or 来 between a number that ends at `end` and its unit: where it ends, and how exact it leaves it."""
    more = _MORE.match(text, end)
    if not more:
        return end, precision
    return more.end(), Precision.MORE_THAN if more["more"] else Precision.ABOUT


def find_precision(text: str, start: int, end: int, found: Precision) -> Precision:
    """Return how exact the words before and after a number say it is; `found` is what the number itself says."""
    if found is not Precision.EXACT:
        return found
    words = _load_precisions()
    for length in range(words.longest_behind.get(text[end : end + 1], 0), 0, -1):
        behind = words.behind.get(text[end : end + length])
        if behind:
            return behind
    if _MORE_BEFORE_SCALE.match(text, start):
        return Precision.MORE_THAN
    begin = start - (text[start - 1 : start] == " ")
    for length in range(words.longest_before.get(text[max(begin - 1, 0) : begin], 0), 0, -1):
        before = words.before.get(text[max(begin - length, 0) : begin])
        if before:
            return before
    return found
