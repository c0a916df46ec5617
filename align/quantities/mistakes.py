"""Which quantity of a translation is where one of the source should be, and what is wrong with it.

Numbers that changed places: "signed 18 agreements on May 5" for 5月18日签署了5项协议. Dates that no date of the source
allows, though each of their parts is in it.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from fractions import Fraction

from align.quantities.components import NAMING_ASPECTS, Component, have_conflicting_units
from align.quantities.model import IMPLIED, LUNAR, Kind, Moment, Number, Part, Precision, Problem, Quantity
from align.quantities.patterns import EN_SENSES, ZH_SENSES
from align.quantities.units import find_ratio
from align.quantities.zh_surroundings import read_unit

_RARELY_REPEATED = ("year", "month", "weekday", "time", "day", "ordinal", "label", "shift")
_COUNTS = frozenset(("cardinal", "ordinal", "multiple"))
_HIGHEST_SMALL = 20
"""What a number below ten may have become at most."""

_Kind = tuple[str, str]
_Pair = tuple[Component, Component]
_EXCHANGEABLE = frozenset(("day", "cardinal", "ordinal", "measure", "money", "duration", "percentage"))
_MANY = 20
"""Of more numbers that may be in the place of one of another kind none is sure to."""
_MORE, _CHINESE = ZH_SENSES.late("more_than_number"), ZH_SENSES.late("chinese_character")
_COUNTED = EN_SENSES.late("counted")
_Dated = tuple[Quantity, Moment]


def pair_mistakes(
    not_equal: Sequence[Component],
    new: Sequence[Component],
    missing: Sequence[Component],
    extra: Sequence[Component],
    days: Container[Number],
) -> list[tuple[Component, Component]]:
    """Return pairs of a component of the source and the one of the target that is in its place.

    `missing` and `extra` are on one side only. `not_equal` are those of the source that have no equal in the target,
    `new` those of the target without a partner: what another one excuses makes a pair only with one of its kind,
    and a day only where it is not among the source's `days`: a translation may name those again.
    """
    pairs: list[tuple[Component, Component]] = []
    new_days = [one for one in new if one.aspect == "day" and one.value not in days]
    for sources, targets, fits in (
        (missing, extra, _has_wrong_unit),
        *((missing, extra, fits) for fits in (_has_wrong_scale_of_its_kind, _is_mistaken_for_one_like_it)),
        *((missing, extra, fits) for fits in (_has_wrong_scale, _is_mistaken)),
        (not_equal, extra, _is_mistaken_for_its_kind),
        (missing, new, _is_mistaken_for_its_kind),
        (missing, new_days, _is_mistaken_for_one_like_it),
    ):
        for component in sources:
            taken = {id(one) for pair in pairs for one in pair}
            fitting = [one for one in targets if id(one) not in taken and fits(component, one)]
            if fitting and id(component) not in taken:
                pairs.append((component, min(fitting, key=lambda one: abs(Fraction(component.value) - one.value))))
    return pairs


def is_alike(source: Component, target: Component) -> bool:
    """Return whether both are of one kind and in one unit, or in one that the source's may mean."""
    units = (source.quantity.unit, *source.quantity.others)
    return source.aspect == target.aspect and target.quantity.unit in units


def _has_wrong_unit(source: Component, target: Component) -> bool:
    is_vague = source.quantity.precision is Precision.ROUNDED
    return not is_vague and source.value == target.value and have_conflicting_units(source, target)


def _has_wrong_scale(source: Component, target: Component) -> bool:
    """Return whether one of two components that can replace each other is ten, a hundred ... times the other."""
    if (
        not _can_replace(source, target)
        or not (source.value and target.value)
        or source.aspect in ("month", "day")
        or 1 in (source.value, target.value)
    ):
        return False
    small, large = sorted((Fraction(source.value), Fraction(target.value)))
    quotient = large / small
    return quotient.denominator == 1 and str(quotient.numerator).strip("0") == "1"


def _has_wrong_scale_of_its_kind(source: Component, target: Component) -> bool:
    return is_alike(source, target) and _has_wrong_scale(source, target)


def _is_mistaken(source: Component, target: Component) -> bool:
    """Return whether a slip can have made the target's component of the source's."""
    is_idiom = not _is_counted_alike(source, target) and any(
        component.value == 1
        and component.quantity.worded
        and component.aspect not in ("day", "month", "weekday", "multiple")
        and component.quantity.unit != "half"
        for component in (source, target)
    )
    return not is_idiom and _can_replace(source, target) and _is_near(source, target)


def _is_counted_alike(source: Component, target: Component) -> bool:
    """Return whether both number a quarter or count hours: one of these is no idiom."""
    return source.quantity.unit == target.quantity.unit and source.quantity.unit in ("quarter", "hour", "minute")


def _is_mistaken_for_one_like_it(source: Component, target: Component) -> bool:
    return is_alike(source, target) and _is_mistaken(source, target)


def _is_mistaken_for_its_kind(source: Component, target: Component) -> bool:
    return source.aspect not in _RARELY_REPEATED and _is_mistaken_for_one_like_it(source, target)


def classify_mistake(source: Component, target: Component) -> Problem:
    """Return what is wrong with the target's component of a pair."""
    if _has_wrong_unit(source, target):
        return Problem.VALUE if source.aspect == "year" else Problem.UNIT
    return Problem.MAGNITUDE if _has_wrong_scale(source, target) else Problem.VALUE


def _can_replace(source: Component, target: Component) -> bool:
    """Return whether the target's component is of a kind that can be in the place of the source's."""
    precisions = {source.quantity.precision, target.quantity.precision}
    if Precision.ROUNDED in precisions and len(precisions) > 1:
        return False
    if IMPLIED in (source.quantity.unit, target.quantity.unit):
        return False
    if "half" in (source.quantity.unit, target.quantity.unit) and source.quantity.unit != target.quantity.unit:
        return False
    if source.aspect == target.aspect:
        return _letters(source) == _letters(target)
    if (NAMING_ASPECTS - {"ordinal"}) & {source.aspect, target.aspect}:
        return False
    is_convertible = find_ratio(source.quantity.unit, target.quantity.unit) is not None
    return is_convertible or "cardinal" in (source.aspect, target.aspect)


def _is_near(source: Component, target: Component) -> bool:
    """Return whether the values are of one size, so that a slip can have made one of the other."""
    if source.aspect == target.aspect and source.aspect not in ("cardinal", "ordinal"):
        return True
    small, large = sorted((source.value, target.value))
    if small > 0 and large < 1:
        return source.aspect == target.aspect
    if small < 10:
        if source.aspect != target.aspect and not {source.aspect, target.aspect} <= _COUNTS:
            return False
        both_worded = source.quantity.worded and target.quantity.worded
        are_whole = {small, large} <= {int(small), int(large)}
        return large <= _HIGHEST_SMALL and are_whole and (both_worded or large < 10)
    return large < 10 * small


def _letters(component: Component) -> str:
    return "".join(filter(str.isalpha, component.quantity.label))


def find_swaps(pairs: Sequence[_Pair]) -> Iterator[tuple[_Pair, _Pair]]:
    """Yield of pairs that match by number two that have the kinds of each other crosswise, as they should pair.

    18 of 5月18日 is no count and 18 of "18 agreements" no day; 5 of 5项 and of "May 5" are it the other way round.
    """
    waiting: dict[tuple[_Kind, _Kind], list[_Pair]] = {}
    for one, other in pairs:
        if is_alike(one, other) or not (_is_exchangeable(one) and _is_exchangeable(other)):
            continue
        crossed = waiting.get((_name_kind(other), _name_kind(one)))
        if crossed:
            first, second = crossed.pop(0)
            yield (first, other), (one, second)
        else:
            waiting.setdefault((_name_kind(one), _name_kind(other)), []).append((one, other))


def find_displaced(
    missing: Iterable[Quantity], extra: Sequence[Quantity], pairs: Sequence[_Pair]
) -> Iterator[tuple[Quantity, Component, Component]]:
    """Yield what is missing where the target has one of its kind, matched by its number with one of another kind.

    With it come both of that pair. The kind of the other one must be extra: 20 is in the place of 20 in 18mm，20人 and
    "20mm, 3 people", but 3 are the people there.
    """
    kinds = {(one.kind, one.unit) for one in extra}
    unlike = ((one, other) for one, other in pairs if kinds and not is_alike(one, other))
    weak = [(one, other) for one, other in unlike if _is_exchangeable(one) and _get_kind(one) in kinds]
    for lost in missing if len(weak) <= _MANY else ():
        for one, other in weak:
            if _get_kind(other) == (lost.kind, lost.unit) != _get_kind(one) and _is_exchangeable(other):
                yield lost, one, other


def is_certain(one: Quantity, other: Quantity, source: str, target: str) -> bool:
    """Return whether quantities that changed places say what they are: counts what they count, days a month.

    In 长50宽30米 and "50 metres long and 30 wide" both measure the same, though one of each goes without a unit.
    """
    if one.kind is Kind.DATE:
        months = {date.moment.month for date in (one, other) if date.moment and date.moment.month}
        return len(months) <= 1
    return one.kind is not Kind.CARDINAL or (is_counted(source, one) and is_counted(target, other))


def is_counted(text: str, quantity: Quantity) -> bool:
    """Return whether a number is followed by what it counts: a classifier, or a noun."""
    end = quantity.span.end + bool(_MORE.match(text, quantity.span.end))
    if _CHINESE.match(text, end):
        return read_unit(text, end)[0] == (Kind.CARDINAL, "")
    return bool(_COUNTED.match(text, end))


def _is_exchangeable(component: Component) -> bool:
    quantity = component.quantity
    if component.aspect not in _EXCHANGEABLE or quantity.high is not None or quantity.until is not None:
        return False
    return component.aspect not in ("cardinal", "ordinal") or not quantity.unit


def _name_kind(component: Component) -> _Kind:
    return component.aspect, component.quantity.unit


def _get_kind(component: Component) -> tuple[Kind, str]:
    return component.quantity.kind, component.quantity.unit


def find_date_contradictions(
    source: Iterable[Quantity], target: Iterable[Quantity], near: Iterable[Quantity] = ()
) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield pairs of a date of the source and the one of the target that gives it another month or part, or no day.

    A day of the target that the segments `near` the source name contradicts nothing beside the source's own.
    """
    source, target = tuple(source), tuple(target)
    if not any(quantity.moment or quantity.until for quantity in target):
        return
    yield from _find_other_parts(source, target)
    given, rendered = list(_find_dates(source)), list(_find_dates(target))
    months, named = {moment.month for _, moment in given}, {moment[1:3] for _, moment in _find_dates(near)}
    said = {moment[1:3] for _, moment in rendered}
    for quantity, moment in rendered:
        rival = _find_other_month(given, moment, months) if moment.day else _find_whole_date(given, moment)
        own = {one[1:3] for _, one in _find_dates((rival,))} if rival else set()
        if rival and not (moment.day and moment[1:3] in named and own <= said):
            yield rival, quantity


def _find_dates(quantities: Iterable[Quantity]) -> Iterator[_Dated]:
    """Yield the quantities with each moment of theirs that names a month or a day of the solar calendar."""
    for quantity in quantities:
        for moment in (quantity.moment, quantity.until):
            if moment and (moment.month or moment.day) and quantity.unit != LUNAR:
                yield quantity, moment


def _find_other_month(given: Sequence[_Dated], moment: Moment, months: set[int | None]) -> Quantity | None:
    """Return the date of the source with the same day and a month, where the source never names the target's month."""
    if not moment.month or moment.month in months:
        return None
    return next((one for one, other in given if other.day == moment.day and other.month), None)


def _find_whole_date(given: Sequence[_Dated], moment: Moment) -> Quantity | None:
    """Return the date of the source with this month and a day, where the source never names the month without one."""
    alike = [(one, other) for one, other in given if other.month == moment.month]
    if moment.part or not alike or any(not other.day or other.part or one.until for one, other in alike):
        return None
    return alike[0][0]


def _find_other_parts(source: Sequence[Quantity], target: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield pairs of which one is early in a month, year, decade or century and the other is not: 5月初, "late May"."""
    given = {quantity: part for quantity in source if (part := _find_part(quantity))}
    for quantity in target:
        part = _find_part(quantity)
        alike = [one for one in source if part and _name_period(one) == _name_period(quantity)]
        if alike and all(given.get(one, part) != part for one in alike):
            yield alike[0], quantity


def _find_part(quantity: Quantity) -> Part | None:
    return quantity.moment.part if quantity.moment and not quantity.until else None


def _name_period(quantity: Quantity) -> tuple[Kind, Number | None]:
    """Return the month, year, decade or century that a quantity names."""
    return quantity.kind, quantity.moment.month if quantity.kind is Kind.DATE and quantity.moment else quantity.value
