"""Figures of a text and of its translation, in any two languages with numerals: what differs beyond doubt.

A figure has a partner where one of the other side shares a reading with it: first in digits in the same bead, then in
the words there and next to it, last among what is left over in the beads next to it. Two that both have a unit are
partners where they are the same amount, also after conversion; one without a unit may be an amount of any.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from align.lang import find_language
from align.model import Alignment, Document
from align.quantities.compare import MOST
from align.quantities.components import Component, split_into_components
from align.quantities.currencies import find_local_currencies
from align.quantities.equivalence import SPEEDS, is_converted, is_equal, is_reworded, leave_out_compounds
from align.quantities.model import Kind, Number, Problem, Quantity
from align.quantities.numerals import ANY_DEGREES, Figure, Figures, Reading, find_numeral_reader
from align.quantities.passages import Comparison, Mismatch
from align.quantities.unit_names import list_units
from align.quantities.units import find_ratio, load_measures
from align.quantities.zh_surroundings import DEGREES, load_units
from glossary.lang.scripts import KANA, is_east_asian, is_mostly_east_asian
from glossary.pack.patterns import compile_late
from glossary.pack.tables import cache_by_packs

_LEAST = 10
"""What is smaller may be idiom: where nothing is in its place, it is not missed."""
_YEARS = range(1800, 2100)
"""What may be a year, which a translation may name by another word: last year, the 1990s."""
_DATES = (Kind.DATE, Kind.DECADE, Kind.CENTURY)
_HOURS = 24
"""The hours of a day, of which any may be a time: 9 h, but not 48 h."""
_SURE = 0.4
_HUGE = 10**18
"""Amounts beyond this are the same only in the same unit."""
_RUNS = compile_late(r"[0-9]+(?:\.[0-9]+)*")
_MOST_PARTS = 60
"""So many figures of a bead at most are tried as two parts of an amount: 1 hour 30 minutes."""
_CLOSE, _WIDE = (Fraction(17, 20), Fraction(23, 20)), (Fraction(2, 5), Fraction(5, 2))
"""How far apart two amounts may be in one unit to be worth a comparison; and of units that had other sizes once."""


class _Bead(NamedTuple):
    """The figures of a bead on both sides, and of these what has no partner in it."""

    source: Figures
    target: Figures
    lost: list[Figure]
    new: list[Figure]

    @property
    def is_table(self) -> bool:
        """Whether too many figures have no equal for each of them to be held against each other one."""
        return max(len(self.lost), len(self.new)) > MOST


def compare_in_any_pair(alignment: Alignment) -> list[tuple[int, Comparison]]:
    """Return the indices of beads whose figures differ, and how; none where a language has no numerals."""
    readers = [find_numeral_reader(side.language) for side in (alignment.source, alignment.target)]
    if not (readers[0] and readers[1]):
        return []
    read_source, read_target = readers[0], readers[1]
    language = find_language(alignment.target.language)
    is_spelled = is_east_asian(language.letters)
    letters = re.compile(f"[{KANA if language.code == 'ja' else language.letters}]")
    beads = list[_Bead]()
    settle_source, settle_target = _make_settler(alignment.source), _make_settler(alignment.target)
    for bead in alignment.beads:
        source = read_source(alignment.source_prose(bead))
        target = read_target(alignment.target_prose(bead))
        source, target = settle_source(source), settle_target(target)
        beads.append(_Bead(source, target, *_match(source.found, target.found)))
    found = list[tuple[int, Comparison]]()
    for index, (bead, here) in enumerate(zip(alignment.beads, beads, strict=True)):
        worded = here.source.worded and here.target.worded
        if not (here.lost or here.new or worded) or not (bead.source and bead.target and bead.confidence >= _SURE):
            continue
        if here.is_table:
            found.append((index, Comparison(uncompared=max(len(here.lost), len(here.new)))))
            continue
        text = alignment.target_text(bead)
        if not letters.search(text) if is_spelled else is_mostly_east_asian(text):
            continue  # it was left in another language, whose numbers are not read
        near = beads[max(index - 1, 0) : index + 2]
        others = [one for one in near if one is not here]
        contradictions = list(_find_contradictions(here, others))
        left, right = ([one for one in side if one not in chain(*contradictions)] for side in (here.lost, here.new))
        words = frozenset[Number]().union(*(one.target.values for one in near))
        lost = _leave_out(left, here.target, words, [new for one in others for new in one.new])
        words = frozenset[Number]().union(*(one.source.values for one in near))
        new = _leave_out(right, here.source, words, [gone for one in others for gone in one.lost], bool(lost))
        if not (lost and new):
            lost, new = _leave_out_exchanged(lost, here.target), _leave_out_exchanged(new, here.source)
            lost = _leave_out_written(lost, here.target, text)
            new = _leave_out_written(new, here.source, alignment.source_text(bead))
        comparison = _pair(lost, new)
        wrong = (*comparison.wrong, *(_make_mismatch(*pair) for pair in contradictions))
        if not (comparison := comparison._replace(wrong=wrong)).agrees:
            found.append((index, comparison))
    return found


def _leave_out_written(figures: list[Figure], other: Figures, text: str) -> list[Figure]:
    """Return the figures without those whose digits the `text` of the other side has where nothing is read, as in code
    or IP15周年, and without those whose parts are in its words: 7.2 is 第七條第二項.
    """
    if not figures:
        return figures
    written = Counter(_RUNS.findall(text))
    written.subtract(run for one in other.found for run in _RUNS.findall(one.written))
    found = list[Figure]()
    for figure in figures:
        runs = _RUNS.findall(figure.written)
        run = runs[0] if len(runs) == 1 else ""
        parts = run.split(".")
        if written[run] <= 0 and not (len(parts) > 1 and all(int(part) in other.values for part in parts)):
            found.append(figure)
    return found


def _leave_out_exchanged(figures: list[Figure], other: Figures) -> list[Figure]:
    """Return the figures without sums in another currency than one of the other side: 280,000 yuan in dollars, too."""
    sums = [one for one in other.found if one.kind is Kind.MONEY]
    return [
        one for one in figures if one.kind is not Kind.MONEY or not any(_have_two_units(one, same) for same in sums)
    ]


def _leave_out_lists(lost: list[Figure], new: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Return what is lost and new without numbers that one side writes as one, 249,289,299, and the other apart."""
    for joined, apart in ((lost, new), (new, lost)):
        written = {one.written for one in apart}
        for figure in joined[:]:
            runs = figure.written.split(",")
            if len(runs) > 1 and written.issuperset(runs):
                joined.remove(figure)
                apart[:] = [one for one in apart if one.written not in runs]
    return lost, new


def _find_contradictions(here: _Bead, others: Sequence[_Bead]) -> Iterator[tuple[Figure, Figure]]:
    """Yield amounts, at least one of them in words, that have the same number in two units that exclude each other.

    Nothing else in the bead has the number, nor a word in the beads next to it.
    """
    near = frozenset[Number]().union(*(one.source.values | one.target.values for one in others))
    sources, targets = (
        [(value, one) for one in (*side.found, *side.worded) for value in one.values] for side in here[:2]
    )
    of_source, of_target = Counter(value for value, _ in sources), Counter(value for value, _ in targets)
    by_value = dict(reversed(targets))
    for value, figure in sources:
        if value <= 1 or value in near or not of_source[value] == of_target[value] == 1:
            continue
        same = by_value[value]
        is_in_words = figure.is_worded or same.is_worded
        if is_in_words and _contradict(figure, same):
            yield figure, same


def _contradict(one: Figure, other: Figure) -> bool:
    return bool(one.unit and other.unit and one.unit.kind is other.unit.kind and not _agree(one, other))


def _make_settler(document: Document) -> Callable[[Figures], Figures]:
    """Return what gives the 元 in figures of a Chinese text the currencies that it can be there: yuan, or dollars."""
    if find_language(document.language).code != "zh":
        return lambda figures: figures
    dollars = frozenset(load_units().dollars)
    find_local = cache(lambda: find_local_currencies(document.prose))

    def settle(figures: Figures) -> Figures:
        if not any(one.unit and not dollars.isdisjoint(one.unit.others) for one in figures.found):
            return figures
        return figures._replace(found=tuple(map(settle_one, figures.found)))

    def settle_one(figure: Figure) -> Figure:
        unit = figure.unit
        if not unit or dollars.isdisjoint(unit.others):
            return figure
        kept = (name for name in unit.others if name not in dollars)
        return figure._replace(unit=unit._replace(others=(*kept, *find_local())))

    return settle


def _match(source: Sequence[Figure], target: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Return the figures of either side without a partner in digits on the other.

    A time of day may be written by another clock, and a name with a number in it be another name.
    """
    alike = defaultdict[tuple[object, ...], list[Figure]](list)
    for figure in reversed(target):
        alike[figure.written, figure.unit, figure.readings].append(figure)
    rest = [one for one in source if not ((same := alike[one.written, one.unit, one.readings]) and same.pop())]
    left = list[Figure]()
    right = sorted(chain.from_iterable(alike.values()), key=attrgetter("span"))
    if max(len(rest), len(right)) > MOST:
        return rest, right
    for figure in rest:
        partner = next((one for one in right if _agree(figure, one)), None)
        if partner:
            right.remove(partner)
        else:
            left.append(figure)
    names = any(one.is_named for one in left) and any(one.is_named for one in right)
    left, right = (
        [one for one in side if not _may_be_time(one, others) and (names or not one.is_named)]
        for side, others in ((left, right), (right, left))
    )
    return _leave_out_compounds(*_leave_out_lists(left, right), source, target)


def _may_be_time(figure: Figure, others: Sequence[Figure]) -> bool:
    """Return whether a figure may be a time of day, of which the others, those of the other side, are none: 9 h."""
    unit = figure.unit
    is_clock = unit and unit.is_clock and (unit.name != "hour" or all(one <= _HOURS for one in figure.values))
    return figure.kind is Kind.TIME or bool(is_clock and not any(one.kind is Kind.DURATION for one in others))


def _agree(one: Figure, other: Figure) -> bool:
    """Return whether two figures may say the same; of two that have a unit each, the units count."""
    if _have_two_units(one, other) or _are_any_degrees(one, other):
        pairs = [
            (first, second) for first in one.components for second in other.components if _may_be_same(first, second)
        ]
        return any(_is_same_amount(*pair) or _is_same_amount(*reversed(pair)) for pair in pairs)
    if not one.readings.isdisjoint(other.readings) or _is_short_year(one, other) or _is_short_year(other, one):
        return True
    return any(_is_same_date(first, second) for first in one.readings for second in other.readings)


def _is_short_year(one: Figure, other: Figure) -> bool:
    """Return whether one figure is the year that the other gives two digits of: 2024, 24."""
    return len(other.written) == 2 and any(year in _YEARS and year % 100 in other.readings for year in one.values)


def _may_be_same(one: Component, other: Component) -> bool:
    """Return whether two amounts in two units are worth a comparison: they are equal, or close to it in one unit."""
    first, second = one.quantity, other.quantity
    if one.value == other.value or first.kind is not second.kind or first.unit in DEGREES:
        return True
    if max(one.value, other.value) > _HUGE:
        return False
    ratios = _list_ratios(first.unit, second.unit)
    if not ratios:
        return first.kind in (Kind.DURATION, Kind.PERCENTAGE)
    value, size = float(one.value), float(other.value)
    return any(least * size <= value <= most * size for least, most in ratios)


@cache_by_packs
def _load_ratios() -> dict[tuple[str, str], tuple[tuple[float, float], ...]]:
    """Return what is known of pairs of units: see `_list_ratios`, which adds to it."""
    return {}


def _list_ratios(first: str, second: str) -> tuple[tuple[float, float], ...]:
    """Return between what and what an amount in a unit may be, for one of another; empty where nothing is converted.

    One of them may be a speed a second, and the other a speed an hour.
    """
    known = _load_ratios()
    if (first, second) not in known:
        measures, ratio = load_measures(), find_ratio(second, first)
        speed = SPEEDS.get((second, first)) or 1 / SPEEDS.get((first, second), Fraction(1))
        has_sizes = ratio and any(measures[one].others or measures[one].rounding == "rough" for one in (first, second))
        least, most = _WIDE if has_sizes else _CLOSE
        factors = (ratio, speed) if ratio and speed != 1 else (ratio,) if ratio else ()
        known[first, second] = tuple((float(least * one), float(most * one)) for one in factors)
    return known[first, second]


def _is_same_amount(one: Component, other: Component) -> bool:
    return is_equal(one, other) or is_reworded(one, other) or is_converted(one, other)


def _leave_out_compounds(
    lost: list[Figure], new: list[Figure], source: Sequence[Figure], target: Sequence[Figure]
) -> tuple[list[Figure], list[Figure]]:
    """Return what is lost and new without amounts of which the other side names the parts: 1.5 hours, 1時間30分."""
    if not any(one.unit for one in (*lost, *new)) or max(len(source), len(target)) > _MOST_PARTS:
        return lost, new
    left, right = ([(one, _make_component(one)) for one in side if one.unit] for side in (source, target))
    gone = [part for one, part in left if any(one is other for other in lost)]
    come = [part for one, part in right if any(one is other for other in new)]
    rest = leave_out_compounds(gone, come, [part for _, part in left], [part for _, part in right])
    spans = [{part.quantity.span for part in parts} for parts in rest]
    return (
        [one for one in lost if not one.unit or one.span in spans[0]],
        [one for one in new if not one.unit or one.span in spans[1]],
    )


def _make_component(figure: Figure) -> Component:
    return split_into_components([figure.make_quantity()])[0]


def _is_same_date(one: Reading, other: Reading) -> bool:
    """Return whether two dates name the same day or month, as far as both are named."""
    if not (isinstance(one, tuple) and isinstance(other, tuple)):
        return False
    pairs = [(first, second) for first, second in zip(one, other, strict=True) if first and second]
    return bool(pairs) and all(first == second for first, second in pairs)


def _leave_out(
    figures: Sequence[Figure],
    other: Figures,
    words: frozenset[Number],
    left_over: Sequence[Figure],
    is_in_place: bool = False,
) -> list[Figure]:
    """Return the figures that no `words` near them say, nor any figure of the other side of their bead, nor what is
    left over in the beads next to theirs.

    Where they may be `in place` of others, a figure of the other side says only what is in another unit.
    """
    digits = frozenset[Number]().union(*(one.values for one in other.found))
    found = list[Figure]()
    for figure in figures:
        there = [one for one in other.found if not is_in_place or _have_two_units(figure, one)]
        is_said = any(_is_said(figure, reading, words, digits, other.parts) for reading in figure.readings)
        if not is_said and not any(_agree(figure, one) for one in (*there, *left_over)):
            found.append(figure)
    units = list_units(other.text, other.language) if any(one.unit for one in found) else set[str]()
    return [one for one in found if not (units and _is_said_in(units, one, words))]


def _is_said(
    figure: Figure, reading: Reading, words: frozenset[Number], digits: frozenset[Number], parts: frozenset[Number]
) -> bool:
    """Return whether words say a reading: a half is 50%. A date may be said part by part, with numbers in no date.

    July 17 and 22 are 7月17日和7月22日, but May 3 is not 3月5日.
    """
    if figure.kind is Kind.LABEL or isinstance(reading, str):
        return False
    if not isinstance(reading, tuple):
        is_share = figure.kind is Kind.PERCENTAGE and Fraction(reading) / 100 in words
        return is_share or reading in words or reading in parts
    named = [part for part in reading if part]
    is_listed = any(part in digits for part in named) and all(part in digits or part in parts for part in named)
    return is_listed or all(part in words for part in named)


def _are_any_degrees(one: Figure, other: Figure) -> bool:
    """Return whether neither of two temperatures, or angles, names its scale: 86 degrees, 30度."""
    return one.unit is not None and other.unit is not None and one.unit.name == other.unit.name == ANY_DEGREES


def _have_two_units(one: Figure, other: Figure) -> bool:
    return bool(one.unit and other.unit and one.unit[:2] != other.unit[:2])


def _is_said_in(units: set[str], figure: Figure, words: frozenset[Number]) -> bool:
    """Return whether words say an amount in one of some units: an hour for 60分, half an hour for 30分."""
    name = figure.unit.name if figure.unit else ""
    ratios = [ratio for unit in units if unit != name and (ratio := find_ratio(name, unit))]
    return any(value * ratio in (1, *words) for value in figure.values for ratio in ratios)


def _pair(lost: list[Figure], new: list[Figure]) -> Comparison:
    """Return what differs: figures in the place of others of their kind, and such as are missing or added."""
    wrong, missing, extra = list[Mismatch](), list[Quantity](), list[Quantity]()
    rest = new[:]
    for figure in lost:
        others = [one for one in rest if _get_sort(one) == _get_sort(figure)]
        if others:
            other = max(others, key=lambda one: _rate(figure, one))
            rest.remove(other)
            wrong.append(_make_mismatch(figure, other))
        elif not new and _is_notable(figure):
            missing.append(figure.make_quantity())
    if not lost:
        extra = [one.make_quantity() for one in rest if _is_notable(one)]
    return Comparison(tuple(missing), tuple(extra), tuple(wrong))


def _get_sort(figure: Figure) -> tuple[bool, bool]:
    return figure.kind is Kind.DATE, figure.is_named


def _rate(one: Figure, other: Figure) -> tuple[bool, bool]:
    """Return how well a figure may be in the place of another: with its value, and then with its unit."""
    return not one.readings.isdisjoint(other.readings), one.unit == other.unit


def _make_mismatch(one: Figure, other: Figure) -> Mismatch:
    """Return that one figure is in the place of the other; those of the same value differ in their unit."""
    same = [value for value in one.values if value in other.values]
    if same and one.unit and other.unit:
        return Mismatch(one.make_amount(same[0]), other.make_amount(same[0]), Problem.UNIT)
    return Mismatch(one.make_quantity(), other.make_quantity(), Problem.VALUE)


def _is_notable(figure: Figure) -> bool:
    """Return whether a figure is missed where nothing is in its place: no date, year or small number is."""
    if figure.is_named:
        return False
    if figure.kind in (*_DATES, Kind.LABEL, Kind.PERCENTAGE):
        return figure.kind not in _DATES
    if figure.unit and not _make_component(figure).is_notable:
        return False  # 24 hours are also a day, or round the clock
    return all((one >= _LEAST and one not in _YEARS) or one != int(one) for one in figure.values)
