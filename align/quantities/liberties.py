"""What a translation may leave out, add, or give in part.

It says what its source says in another sentence, converts a sum in brackets, gives what is left of a share (降价两成,
"80% of the old price"), drops a scale or a unit that it has just named, and names one of a unit with no number (7天, "a
week").
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import product

from align.lang.zh_notes import find_notes
from align.quantities.components import split_into_components
from align.quantities.en_amounts import compile_unit, look_up_unit
from align.quantities.en_words import load_scales
from align.quantities.model import Kind, Precision, Quantity
from align.quantities.passages import Passage, Value
from align.quantities.patterns import EN_AMOUNTS, EN_BESIDE, EN_DATES, EN_SENSES, ZH_AMOUNTS, ZH_SENSES
from align.quantities.units import find_ratio

_OPENS_CONVERSION, _ZONE = EN_AMOUNTS.late("opens_conversion"), EN_DATES.late("time_zone")
_REACH_OF_CONVERSION = 40

_FEWER, _TAKEN = ZH_AMOUNTS.late("takes_away"), ZH_AMOUNTS.late("taken_away")
"""Characters of which the verbs have one by which a share is taken away; such a verb before the share."""
_LEFT_BEFORE, _LEFT_AFTER, _BY = (
    EN_BESIDE.late(name) for name in ("before_what_is_left", "behind_what_is_left", "before_what_is_gone")
)
_SCALED, _ELIDED = EN_BESIDE.late("scale"), EN_BESIDE.late("ends_elided")
"""The scale of a number, and what follows one whose scale was named before: "six million then and four this year"."""
_LISTED, _SHORT, _BALANCE = (EN_BESIDE.late(name) for name in ("rest_of_list", "range_with_short_end", "rest"))
_FROM_TO, _MAY_CHANGE = EN_SENSES.late("from_to"), ZH_SENSES.late("may_name_change")
_REACH = 120
_POINTS = ((Kind.PERCENTAGE_POINT, Kind.PERCENTAGE), (Kind.CARDINAL, Kind.MEASURE))
_SHARES = frozenset((Kind.PERCENTAGE, Kind.CARDINAL))

_ARTICLE, _FORTNIGHT, _QUARTER, _OFTEN, _HOURS, _DEGREE = (
    EN_BESIDE.late(name) for name in ("article", "fortnight", "quarter", "says_how_often", "hours", "degree")
)
_WHOLE = EN_BESIDE.late("whole")
_ADDED_MINUTE, _ENTRY_YEAR = (ZH_SENSES.late(name) for name in ("minute_of_added_time", "year_of_entry"))
_ADDED_TIME, _ENTRY = (EN_SENSES.late(name) for name in ("names_added_time", "names_entry"))
_LIKE = {(30, "day", "month"), (90, "day", "quarter"), (365, "day", "year"), (15, "day", "fortnight")}
"""Days that make a longer period as people reckon."""
_PARTS = {"fortnight": ("week", Fraction(2)), "half": ("year", Fraction(1, 2))}
"""What is so many, or such a part, of another unit."""
_DAY = (24, "hour")
_COUNTS_HOURS = ZH_SENSES.late("counts_hours")
_MEASURED = frozenset((Kind.DURATION, Kind.MEASURE))


def find_said_elsewhere(passage: Passage) -> Iterator[Quantity]:
    """Yield what is extra in a translation and is said elsewhere in its source."""
    if passage.whole.left:
        values = passage.whole.values
        yield from (one for one in passage.comparison.extra if is_said_elsewhere(one, passage.left, values))


def is_said_elsewhere(quantity: Quantity, near: Iterable[Quantity], values: frozenset[Value]) -> bool:
    """Return whether a quantity of a translation is among the values of its whole source.

    One that may replace another of its kind `near` it in the source is not.
    """
    kinds = {quantity.kind, Kind.DATE} if quantity.kind is Kind.ORDINAL else {quantity.kind}
    if any(other.kind in kinds for other in near):
        return False
    return all((one.aspect, one.value) in values for one in split_into_components((quantity,)))


def find_conversions(passage: Passage) -> Iterator[Quantity]:
    """Yield what is extra in a translation and converts what is before it."""
    yield from (one for one in passage.comparison.extra if is_conversion(passage.target, one))


def is_conversion(text: str, quantity: Quantity) -> bool:
    """Return whether a sum or a measure is at the head of brackets, as a conversion of what is before them is.

    A time of another zone is one too, where its zone is named: "9:56 a.m. Beijing time (1:56 GMT)".

    `text` is the text the quantity was found in.
    """
    start = quantity.span.start
    if quantity.kind is Kind.TIME:
        return bool(_ZONE.match(text, quantity.span.end))
    is_amount = quantity.kind in (Kind.MONEY, Kind.MEASURE)
    return is_amount and bool(_OPENS_CONVERSION.search(text[max(start - _REACH_OF_CONVERSION, 0) : start]))


def find_codes(passage: Passage) -> Iterator[Quantity]:
    """Yield names in Latin letters (C919) that a translation lacks: another rule misses those."""
    yield from (
        one for one in passage.comparison.missing if one.kind is Kind.LABEL and any(map(str.isalpha, one.label))
    )


def find_noted(passage: Passage) -> Iterator[Quantity]:
    """Yield what is missing of the translator's or editor's notes of a source."""
    notes = find_notes(passage.source)
    for one in passage.comparison.missing:
        if any(note.start <= one.span.start < note.end for note in notes):
            yield one


def find_remainders(passage: Passage) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the shares by which something falls in the source, each with what the translation says is left."""
    source, target = passage.source, passage.target
    for one in passage.left if _FEWER.search(source) else ():
        taken = _measure_share(one)
        if taken is None or not _TAKEN.search(source, max(one.span.start - 8, 0), one.span.start):
            continue
        for other in passage.right:
            if _measure_share(other) != 1 - taken:
                continue
            start, end = other.span
            before = target[max(start - 30, 0) : start]
            if not _BY.search(before) and (_LEFT_BEFORE.search(before) or _LEFT_AFTER.match(target, end)):
                yield one, other


def find_balances(passage: Passage) -> Iterator[Quantity]:
    """Yield the last share of a whole that the translation calls the rest: 30%预付，70%付清, "30%, balance later"."""
    if _BALANCE.search(passage.target) and sum(filter(None, map(_measure_share, passage.left))) == 1:
        yield from (one for one in passage.comparison.missing if _measure_share(one) is not None)


def find_wholes(passage: Passage) -> Iterator[Quantity]:
    """Yield all of something that the translation does not give in numbers: 100%, "every one"."""
    if passage.comparison.missing and _WHOLE.search(passage.target):
        yield from (one for one in passage.comparison.missing if one.kind is Kind.PERCENTAGE and one.value == 100)


def find_added_minutes(passage: Passage) -> Iterator[Quantity | tuple[Quantity, Quantity]]:
    """Yield what says a minute of added time in another way: 第90+5分钟, "the 95th minute", "in stoppage time"."""
    missing, extra, wrong = passage.comparison[:3]
    for match in _ADDED_MINUTE.finditer(passage.source) if missing or wrong else ():
        minute = int(match["minute"]) + int(match["added"])
        totals = [one for one in passage.right if one.value == minute and one.high is None]
        if totals or _ADDED_TIME.search(passage.target):
            yield from (one for one in missing if match.start() <= one.span.start < match.end())
            yield from (one for one in extra if one in totals)
            yield from (pair[:2] for pair in wrong if match.start() <= pair[0].span.start and pair[1] in totals)


def find_entry_years(passage: Passage) -> Iterator[Quantity]:
    """Yield the year in which students began that a translation calls first-year or new: 2025级新生, "freshmen"."""
    for one in passage.comparison.missing:
        if _ENTRY_YEAR.match(passage.source, one.span.end) and _ENTRY.search(passage.target):
            yield one


def _measure_share(quantity: Quantity) -> Fraction | None:
    """Return the share that a quantity is of a whole; None where it is none."""
    if quantity.kind not in _SHARES or quantity.high is not None or quantity.value is None:
        return None
    share = Fraction(quantity.value) / (100 if quantity.kind is Kind.PERCENTAGE else 1)
    return share if 0 < share < 1 and not quantity.unit else None


def find_last_ages(passage: Passage) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield ages that are not reached in the source, with the last before in the translation: 未满12岁, "6 to 11"."""
    for one in passage.left:
        is_year = one.unit == "year" and one.value
        if is_year and passage.source.endswith(ZH_AMOUNTS.words("not_reached"), 0, one.span.start):
            exact = (other for other in passage.right if other.precision is Precision.EXACT)
            yield from ((one, other) for other in exact if (one.value or 0) - 1 in other[2:4])


def find_totals(passage: Passage) -> Iterator[Quantity]:
    """Yield counts whose parts are after them and are there: 15例，男8例、女7例, "eight men and seven women"."""
    missing = passage.comparison.missing
    for index, one in enumerate(passage.left):
        for count in (2, 3) if one in missing and one.kind is Kind.CARDINAL else ():
            parts = passage.left[index + 1 : index + 1 + count]
            is_counted = all(part.kind is Kind.CARDINAL and not part.high and part not in missing for part in parts)
            if is_counted and len(parts) == count and sum(part.value or 0 for part in parts) == one.value:
                yield one


def find_short_ends(passage: Passage) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield ranges with their ends of which the translation has only the last digits: 701—762, "701–62"."""
    given = {value for one in passage.left for value in one[2:4]}
    for match in _SHORT.finditer(passage.target):
        first, last = match.groups()
        end = int(first[: -len(last)] + last)
        if int(first) in given and end in given and end > int(first):
            others = [other for other in passage.right if other.span.start == match.start("last")]
            yield from ((one, other) for one in passage.left if end in one[2:4] for other in others)


def find_elided_units(passage: Passage) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield numbers without the unit that was named before, each with what the source has for it: 15分钟，再焗半小时,
    "for 15 minutes, then a further 30". What is converted may be rounded by a hundredth.
    """
    for one in passage.comparison.extra:
        if one.kind is Kind.CARDINAL and not one.unit and _ELIDED.match(passage.target, one.span.end):
            units = {other.unit for other in passage.right if other.unit and other.span.end <= one.span.start}
            for source, unit in product(passage.left, units):
                ratio = find_ratio(source.unit, unit)
                value = Fraction(source.value or 0) * (ratio or 0)
                if value and abs(value - (one.value or 0)) * 100 <= value:
                    yield source, one


def find_elided_scales(passage: Passage) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield numbers of a translation without the scale that one before them or the end of their list has."""
    text = passage.target
    for one, other, _ in passage.comparison.wrong:
        if one.value is None or not other.value:
            continue
        listed = _LISTED.match(text, other.span.end)
        scales: list[str] = [listed["scale"]] if listed else []
        if other.worded and _ELIDED.match(text, other.span.end):
            scales += _SCALED.findall(text, max(other.span.start - _REACH, 0), other.span.start)[-1:]
        if any(one.value == other.value * load_scales()[scale] for scale in scales):
            yield one, other


def find_starting_points(passage: Passage) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield by how much something changed in the source, with from where it did so in the translation.

    增加1000，达到6000 is "from 5,000 to 6,000".
    """
    if not (_MAY_CHANGE.search(passage.source) and _FROM_TO.search(passage.target)):
        return
    missing, extra, wrong = passage.comparison[:3]
    pairs = [*((one, other) for one in missing for other in extra), *(one[:2] for one in wrong)]
    yield from (pair for pair in pairs if _is_starting_point(*pair, passage.left))


def _is_starting_point(change: Quantity, start: Quantity, left: Sequence[Quantity]) -> bool:
    """Return whether something changed by one quantity from another one, as its end in the source says."""
    if change.value is None or start.value is None or change.high is not None:
        return False
    if change.kind is not start.kind and (change.kind, start.kind) not in _POINTS:
        return False
    ends = {end.value for end in left if end.kind is start.kind and end is not change and end.value is not None}
    low, high = start.value, start.high
    if high is not None and not ends & {low, high}:
        return False
    begin = high if high is not None and low in ends else low
    return not ends.isdisjoint({begin - change.value, begin + change.value})


def find_single_units(passage: Passage) -> Iterator[Quantity]:
    """Yield what is missing of a source where the translation names a unit of which it is one, or 24 hours where it
    says nothing of hours ("all day"), or one where what follows it is wrong: 1小时45分, "115 minutes".
    """
    missing = passage.comparison.missing
    counted = [one for one in missing if one.kind in _MEASURED and one.high is None and one.value]
    units = set(_list_single_units(passage.target)) if counted else set()
    starts = {wrong.source.span.start for wrong in passage.comparison.wrong}
    for one in counted:
        is_day = (one.value, one.unit) == _DAY and not _HOURS.search(passage.target)
        if is_day or any(_is_one(one, unit) for unit in units) or (one.value == 1 and one.span.end in starts):
            yield one


def find_whole_days(passage: Passage) -> Iterator[Quantity]:
    """Yield the 24 hours of a translation whose source counts no hours: 全天, "24 hours a day"."""
    extra = [one for one in passage.comparison.extra if (one.value, one.unit) == _DAY]
    if extra and not _COUNTS_HOURS.search(passage.source):
        yield from extra


def _list_single_units(text: str) -> Iterator[str]:
    """Yield the units that an English text names with no number."""
    if _FORTNIGHT.search(text):
        yield "fortnight"
    if _QUARTER.search(text):
        yield "quarter"
    if _DEGREE.search(text):
        yield from ("degree", "°C")
    yield from (match.lastgroup or "" for match in _OFTEN.finditer(text))
    for article in _ARTICLE.finditer(text):
        match = compile_unit().match(text, article.end())
        if match:
            yield look_up_unit(match["unit"])[1]


def _is_one(quantity: Quantity, unit: str) -> bool:
    """Return whether a quantity is one of a unit."""
    if (quantity.value, quantity.unit, unit) in _LIKE:
        return True
    whole, count = _PARTS.get(unit, (unit, 1))
    ratio = 1 if quantity.unit == whole else find_ratio(quantity.unit, whole)
    return ratio is not None and (quantity.value or 0) * ratio == count
