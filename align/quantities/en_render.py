"""Write a quantity in English, as a suggestion: by itself, with times as the text has them, and to fit a place.

A sentence may say some of a quantity already: that it is a limit, that a range begins, its unit, its year.
"""

import re
from fractions import Fraction
from functools import cache

from align.lang.en_conventions import list_months
from align.model import Span
from align.quantities.en_words import QUANTITY_WORDS, list_weekdays, load_scales, load_small, load_values
from align.quantities.model import AD, BC, IMPLIED, LUNAR, Kind, Moment, Number, Part, Precision, Quantity, simplify
from align.quantities.patterns import EN_AMOUNTS, EN_DATES
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form, cache_by_packs, read_rows

WRITTEN_UNITS = Form("align", "en/written_units", ("unit", "written", "british"), key=("unit",), needed=("written",))
"""What a unit is called in a suggestion, and how the British spell that; one without a row is called by its symbol."""
WRITTEN_ORDERS = Form(
    "align", "en/written_orders", ("value", "written"), key=("value",), needed=("written",), numbers=("value",)
)
_TWELVE, _DAY, _CERTAIN, _RENDERED = (
    EN_DATES.late(name) for name in ("time_of_twelve_hours", "time_of_day", "certain_time", "time_as_rendered")
)
_OF_DAY, _PADDED = "19:06", "09:06"
_LIMIT_BEFORE, _LIMIT_BEHIND = EN_AMOUNTS.late("limit_before"), EN_AMOUNTS.late("limit_behind")
_BETWEEN, _STARTED_RANGE, _OPEN_RANGE = (
    EN_AMOUNTS.late(name) for name in ("before_range", "started_range", "open_range")
)
_ARTICLE, _JOINED, _DATED = (EN_AMOUNTS.late(name) for name in ("article_before", "joined", "dated"))
_SMALLER_MONEY, _ANNIVERSARY, _MONEY_BEFORE = (
    EN_AMOUNTS.late(name) for name in ("smaller_money", "anniversary", "money_before")
)
_LOWER = frozenset({Precision.AT_LEAST, Precision.MORE_THAN})
_UPPER = frozenset({Precision.LESS_THAN, Precision.NEARLY, Precision.UP_TO})
_LIMITS = _LOWER | _UPPER | {Precision.ABOUT}
_WINDOW, _NEAR = 60, 4
"""How many characters on either side are read, and in how many words after a place a unit may follow."""
_SAID_AS_IT_IS = frozenset(Precision) - {Precision.EXACT, Precision.ROUNDED}
_PARTS = {Part.EARLY: "early ", Part.MID: "mid-", Part.LATE: "late "}
_PLACES, _IN_WORDS = 10_000, 12
_PERCENT, _WHOLE = compile_late(r"[ -]?per ?cent\Z"), compile_late(r"\d+(?=(?: (?!to )[a-z]|-|\Z))")
_WORDED, _LONE_NUMBER = compile_late(r"[A-Za-z]+(?![\w-])"), compile_late(r"[\d,.]+|[A-Za-z]+")
_FORMS_OF_MULTIPLES = ("fold", "ing", "ed", "le", "ice")
"""How the words for multiples end: twofold, doubling, doubled, double, twice."""
_LARGEST_SCALE, _SMALLEST_SCALE = 10**12, 10**6


@cache_by_packs
def _load_written() -> dict[str, tuple[str, str]]:
    """Return what each unit is called, and how the British spell that. Raises PackError."""
    return {row.cells[0]: (row.cells[1], row.cells[2]) for row in read_rows(WRITTEN_UNITS)}


@cache
def _load_orders() -> dict[Number, str]:
    return {int(row.cells[0]): row.cells[1] for row in read_rows(WRITTEN_ORDERS)}


@cache
def _list_scales() -> tuple[tuple[int, str], ...]:
    """Return the scales that are written as words, the largest first."""
    scales = ((scale, word) for word, scale in load_scales().items() if _SMALLEST_SCALE <= scale <= _LARGEST_SCALE)
    return tuple(sorted(scales, reverse=True))


@cache
def _list_small() -> dict[int, str]:
    """Return the words for the numbers that newspapers write in words where a text does so."""
    return {value: word for word, value in load_small().items() if 0 < value <= _IN_WORDS}


def render(quantity: Quantity) -> str:
    """Return a quantity as English writes it: "251 billion yuan", "May 12", "more than 18.5%"."""
    if quantity.kind is Kind.LABEL:
        return quantity.label
    if quantity.kind in (Kind.DATE, Kind.TIME):
        return _render_moments(quantity)
    order = _load_orders().get(quantity.value or 0) if quantity.precision is Precision.ROUNDED else None
    if order:
        return " ".join(filter(None, (f"{order} of", _render_unit(quantity)))).removesuffix(" of")
    return f"{quantity.precision} " * (quantity.precision in _SAID_AS_IT_IS) + _render_value(quantity)


def _render_value(quantity: Quantity) -> str:
    value = quantity.value or 0
    if quantity.kind in (Kind.YEAR, Kind.DECADE, Kind.CENTURY, Kind.ORDINAL):
        return _render_name(quantity, value)
    number = (
        _render_number(value)
        if quantity.high is None
        else f"{_render_number(value)} to {_render_number(quantity.high)}"
    )
    if quantity.kind is Kind.DURATION and quantity.value == Fraction(1, 2):
        return f"half {'an' if quantity.unit == 'hour' else 'a'} {quantity.unit}"
    if quantity.unit == "price" and quantity.high is None:
        return f"{_render_number(100 - value)}% off"
    if quantity.kind is Kind.PERCENTAGE:
        return f"{number}%"
    if (quantity.kind, quantity.unit) == (Kind.MONEY, "GBP") and value < 1 and quantity.high is None:
        return f"{_render_number(Fraction(value) * 100)} pence"
    return f"{number} {_render_unit(quantity)}".rstrip()


def _render_name(quantity: Quantity, value: Number) -> str:
    part = _PARTS[quantity.moment.part] if quantity.moment and quantity.moment.part else ""
    if quantity.kind is Kind.DECADE:
        return f"the {part}{value}s"
    if quantity.kind is Kind.CENTURY:
        return f"the {part}{_render_ordinal(value)} century"
    if quantity.unit in (BC, AD):
        return f"{value} BC" if quantity.unit == BC else f"AD {value}"
    if quantity.kind is Kind.YEAR:
        return f"{part}{value}" if quantity.high is None else f"{value} to {quantity.high}"
    return f"{_render_ordinal(value)} {quantity.unit}".rstrip()


def _render_ordinal(value: Number) -> str:
    last = int(value) % 100
    ending = "th" if 10 < last < 14 else {1: "st", 2: "nd", 3: "rd"}.get(last % 10, "th")
    return f"{int(value):,}{ending}"


def _render_unit(quantity: Quantity) -> str:
    unit, one = quantity.unit, quantity.value == 1 and quantity.high is None
    if quantity.kind is Kind.MULTIPLE:
        return "times"
    if quantity.kind is Kind.DURATION:
        return unit if one else unit[:-1] + "ies" if unit == "century" else unit + "s"
    if quantity.kind is Kind.PERCENTAGE_POINT:
        return "percentage point" if one else "percentage points"
    return "" if unit == IMPLIED else _load_written().get(unit, (unit, ""))[0]


def _render_number(value: Number) -> str:
    """Return the digits, with the millions and more as a word where few digits are left.

    >>> _render_number(251_000_000_000)
    '251 billion'
    """
    for scale, word in _list_scales():
        scaled = simplify(Fraction(value) / scale)
        if value >= scale and _PLACES % Fraction(scaled).denominator == 0:
            return f"{_render_digits(scaled)} {word}"
    return _render_digits(value)


def _render_digits(value: Number) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    if _PLACES % value.denominator == 0:
        whole, rest = divmod(value, 1)
        return f"{whole:,}." + f"{int(rest * _PLACES):04}".rstrip("0")
    return f"{value.numerator}/{value.denominator}"


def _render_lunar_day(quantity: Quantity) -> str:
    moment = quantity.moment or Moment()
    day = f"the {_render_ordinal(moment.day)} day of " if moment.day else ""
    return f"{day}the {_render_ordinal(moment.month or 0)} lunar month"


def _render_moments(quantity: Quantity) -> str:
    if quantity.unit == LUNAR:
        return _render_lunar_day(quantity)
    first, second = quantity.moment or Moment(), quantity.until
    if second and first.month and first.day and second.day and not second.month and not second.year:
        year = f", {first.year}" if first.year else ""
        return f"{_render_moment(first._replace(year=None))}–{second.day}{year}"
    if second and first.year and not second.year and first.month and (second.month or 0) >= first.month:
        # English says the year of both once, at the end
        first, second = first._replace(year=None), second._replace(year=first.year)
    return _render_moment(first) + (f" to {_render_moment(second)}" if second else "")


def _render_moment(moment: Moment) -> str:
    if moment.hour is not None:
        return _render_clock(moment.hour, moment.minute or 0, moment.half)
    if moment.weekday:
        return list_weekdays()[moment.weekday - 1]
    if moment.shift:
        return "the next day"
    if not moment.month:
        return f"the {_render_ordinal(moment.day or 0)}"
    month = list_months()[moment.month - 1] + (f" {moment.day}" if moment.day else "")
    part = _PARTS[moment.part] if moment.part else ""
    return part + month + (f"{',' if moment.day else ''} {moment.year}" if moment.year else "")


def _render_clock(hour: int, minute: int, half: str | None) -> str:
    if hour == 24:
        return "midnight"
    ending = f" {half[0]}.m." if half else ""
    return f"{(hour - 1) % 12 + 1 if half else hour}:{minute:02}{ending}"


def find_time_style(text: str, found: str = "") -> str:
    """Return how times are written: what is after the hour ("pm", " p.m."), or 19:06 or 09:06; empty if unknown.

    `found` is a time of the text, which counts more than any other; else the first that is certain to be one does.

    >>> find_time_style("from 8 am on"), find_time_style("at 21:30"), find_time_style("won 21:15")
    (' am', '19:06', '')
    """
    match = _TWELVE.search(found) or _DAY.search(found) or _CERTAIN.search(text)
    if not match:
        return ""
    groups = match.groupdict()
    return groups.get("half") or (_PADDED if groups["hour"].startswith("0") else _OF_DAY)


def follow_time_style(rendered: str, style: str) -> str:
    """Return what `render` gave with its times in a style.

    >>> follow_time_style("7:06 p.m.", " AM"), follow_time_style("7:06 p.m.", "19:06")
    ('7:06 PM', '19:06')
    """
    return _RENDERED.sub(lambda match: _write_time(match, style), rendered) if style else rendered


def _write_time(match: re.Match[str], style: str) -> str:
    half, hour = match["half"], int(match["hour"])
    if ":" in style:
        hour = hour % 12 + 12 * (half == "p") if half else hour
        return f"{hour:02}:{match['minute']}" if style == _PADDED else f"{hour}:{match['minute']}"
    if not half:
        return match[0]
    return f"{match['hour']}:{match['minute']}" + re.sub(
        "[AaPp]", half.upper() if style.strip().replace(".", "").isupper() else half, style
    )


def fit(quantity: Quantity, text: str, place: Span, unit: str) -> str | None:
    """Return what to write in a place that has a quantity with a `unit`; None where it is not sure that anything fits.

    How exact it is is left out where the text says so; a limit of the other kind, or a range in a range, fits nowhere.
    """
    before, after = text[max(place.start - _WINDOW, 0) : place.start], text[place.end : place.end + _WINDOW]
    found, limit, between = text[slice(*place)], _find_limit(before, after), _BETWEEN.search(before)
    if _is_part_of_more(quantity, before, after) or _is_against(quantity, limit) or quantity.unit == LUNAR:
        return None
    if _SMALLER_MONEY.match(after) or _ANNIVERSARY.search(found) or (between and not _is_range(quantity)):
        return None
    if quantity.unit and not unit and _has_unit(quantity, before, after):
        return None
    is_joined = bool(unit and _JOINED.search(found))
    if is_joined or (quantity.kind is Kind.MULTIPLE and found.isalpha()):
        return _fit_joined(quantity, found, unit) if is_joined else _find_multiple(quantity, found)
    if (limit or between) and quantity.precision is not Precision.ROUNDED:
        quantity = quantity._replace(precision=Precision.EXACT)
    elif quantity.precision in _LIMITS and _ARTICLE.search(before):
        return None
    written = _follow_words(_spell(render(_leave_year(quantity, after)), found), found)
    return _find_day(quantity, text, place) + (written.replace(" to ", " and ", 1) if between else written)


def _find_day(quantity: Quantity, text: str, place: Span) -> str:
    """Return the day and the month of a date whose year alone is another one, which stay as they are."""
    dated = _DATED.fullmatch(text, *place) if quantity.kind is Kind.YEAR and quantity.high is None else None
    return dated["day"] if dated else ""


def _spell(written: str, found: str) -> str:
    """Return the unit of what is written as the text does: tonnes, kilometres."""
    for american, british in _load_written().values():
        if british and re.search(rf"\b{re.escape(british[:-1])}s?\b", found):
            written = re.sub(rf"\b{re.escape(american)}\b", british.replace("\\", r"\\"), written)
    return written


def _follow_words(written: str, found: str) -> str:
    """Return what is written with its number and its percent sign in words, where the text has them so.

    >>> _follow_words("5 days", "Four days"), _follow_words("791.9%", "79.19 percent"), _follow_words("26", "four")
    ('Five days', '791.9 percent', '26')
    """
    percent = _PERCENT.search(found)
    if percent and written.endswith("%"):
        written = written[:-1] + percent[0]
    digits, word = _WHOLE.match(written), _WORDED.match(found)
    number = _list_small().get(int(digits[0])) if digits and word and word[0].lower() in load_small() else None
    if not digits or not number:
        return written
    return (number.capitalize() if found[0].isupper() else number) + written[digits.end() :]


def _fit_joined(quantity: Quantity, found: str, unit: str) -> str | None:
    """Return a quantity in the form of one with a hyphen: “15-year”, “48-year-old”; None where it has another unit."""
    number = found.partition("-")[0]
    is_plain = quantity.precision is Precision.EXACT and not _is_range(quantity)
    if not is_plain or quantity.value is None or quantity.unit != unit or not _LONE_NUMBER.fullmatch(number):
        return None
    return _follow_words(_render_digits(quantity.value), number) + found[len(number) :]


def _find_multiple(quantity: Quantity, found: str) -> str | None:
    """Return the word for a multiple in the form that a text has: “tripled” for “doubled”; None where there is none."""
    ending = next((one for one in _FORMS_OF_MULTIPLES if found.lower().endswith(one)), None)
    words = load_values(QUANTITY_WORDS, "multiple").items()
    is_exact = ending is not None and quantity.precision is Precision.EXACT and not _is_range(quantity)
    written = [word for word, value in words if is_exact and value == quantity.value and word.endswith(ending or "")]
    return (written[0].capitalize() if found[0].isupper() else written[0]) if written else None


def _leave_year(quantity: Quantity, after: str) -> Quantity:
    """Return the quantity without its year where that follows already: "June 6 to 12, 2025"."""
    moment = quantity.moment
    if not moment or not moment.year or not moment.day or not after.lstrip(", ").startswith(str(moment.year)):
        return quantity
    return quantity._replace(moment=moment._replace(year=None))


def _is_range(quantity: Quantity) -> bool:
    return quantity.high is not None or quantity.until is not None


def _is_part_of_more(quantity: Quantity, before: str, after: str) -> bool:
    """Return whether a range would replace one end of another one."""
    return _is_range(quantity) and bool(_STARTED_RANGE.search(before) or _OPEN_RANGE.match(after))


def _is_against(quantity: Quantity, limit: str) -> bool:
    """Return whether a quantity is at least so much where the text names what it is at most, or the other way round."""
    return quantity.precision in {"lower": _UPPER, "upper": _LOWER}.get(limit, ())


def _find_limit(before: str, after: str) -> str:
    """Return whether the words around a place say "about", or name a lower or an upper limit; empty if they do not."""
    found = _LIMIT_BEFORE.search(before) or _LIMIT_BEHIND.match(after)
    return (found and found.lastgroup) or ""


def _has_unit(quantity: Quantity, before: str, after: str) -> bool:
    """Return whether a place without a unit has one near, though not right after it: "5 million Russian rubles"."""
    if quantity.kind is Kind.MONEY and _MONEY_BEFORE.search(before):
        return True
    *_, name = render(quantity).lower().split()
    if quantity.precision is Precision.ROUNDED and after.lower().startswith(f" of {name}"):
        return False
    return name in re.findall(r"\w+", after.lower())[1:_NEAR]
