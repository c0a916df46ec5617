"""Figures in a text of any language that has a table of numerals: what each may say, and what its number words say.

English and Chinese have readers of their own, of which the values are taken; another language has `numerals.tsv` in its
pack. A figure has all the readings that the writing allows: 1.234 is a thousand and more, or a little more than one.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from operator import attrgetter
from typing import NamedTuple
from unicodedata import numeric

from align.lang.codes import name_language
from align.model import Span
from align.quantities.components import Component, split_into_components
from align.quantities.en_words import load_decades
from align.quantities.model import Kind, Moment, Number, Quantity, simplify
from align.quantities.numeral_words import EAST_ASIAN, NUMERALS, Scale, find_scale, load_words
from align.quantities.unit_names import Unit, find_hundredths, find_unit, load_unit_names
from align.quantities.units import find_ratio
from align.quantities.zh_surroundings import DEGREES
from glossary.lang.scripts import LATIN
from glossary.pack.patterns import compile_late
from glossary.pack.tables import cache_by_packs

KNOWN = ("en", *NUMERALS)
"""The languages whose figures are compared."""

Reading = Number | str | tuple[int | None, int | None, int | None]
"""A value, the letters of a version, or a year, a month and a day."""

_DIGITS = (
    r"(?:(?<![A-Za-z0-9_.])(?<![A-Za-z0-9_][./:])|(?<=[A-Z]{3})(?<![A-Za-z0-9_.][A-Z]{3}))"
    r"(?:\d{1,3}(?:[   ]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+|['’]\d{3}(?!\d))*)"
    r"|(?<![^\s(~-])\.\d+(?![\w.*])"
)
_FIGURE = compile_late(
    r"(?P<clock>(?<![\d.:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])|(?<![\d/])24/7(?![\d/]))"
    r"|(?P<iso>(?<![A-Za-z0-9_.])(?<!\d-)\d{4}-\d{2}-\d{2}(?!-?\d))"
    r"|(?P<pointed>(?<![A-Za-z0-9_./-])(?P<a>\d{1,2})[./-](?P<b>\d{1,2})[./-](?P<c>\d{4})(?![A-Za-z0-9_]))"
    r"|(?P<version>(?<![A-Za-z0-9_./])(?:v\d+(?:\.\d+)*|\d+(?:\.\d+){2,})(?:(?:a|b|rc|dev|beta|alpha)\d*)?"
    r"(?![A-Za-z0-9_]))"
    rf"|(?P<number>{_DIGITS})(?P<ending>(?:st|nd|rd|th)\b|[kKM](?![A-Za-z]))?(?P<percent>[   ]?[%％])?",
    re.ASCII,
)
_AFTERNOON = compile_late(r"\s?[pP]\.?[mM]\b")
_NAMED = compile_late(r"(?<=[A-Za-z])-")
_WIDE = str.maketrans("０１２３４５６７８９．：", "0123456789.:")
_WIDE_COMMA = compile_late("(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")
_VULGAR = compile_late("[\u0020\u00a0\u202f]?(?P<sign>[¼½¾⅓⅔⅛⅜⅝⅞])")
_CODE = 3
"""The letters of the code of a currency, which may be glued to a sum: RMB18 billion."""
_BOLD = compile_late(r"(?<![A-Za-z0-9_`.])__(?=[^\s_])([^\n_]{1,80})__(?![A-Za-z0-9_`(])")
_GROUPS = compile_late(r"\d{1,3}(?:[.,'’   ]\d{3})+")
_ENDINGS = {"k": 10**3, "K": 10**3, "M": 10**6}
_DIGIT = compile_late("[0-9]")
_WORDS = compile_late(rf"[{LATIN}]+(?:-[{LATIN}]+)*\.?")
_BETWEEN = compile_late(r"[   -]?")
_RANGE = compile_late(r"[   ]?[^0-9   ]{1,4}[   ]?(?=[0-9])")
_FEW_HOURS = 12
_YEARS = range(1000, 2101)
"""What is a year before the word for years: 2024年."""
PRICE = "price"
"""The unit of a percentage that is left of a price: 打八折 is 20 % off."""
ANY_DEGREES = "degree"
"""The unit of degrees that name no scale."""
_WITH_UNITS = frozenset((Kind.DURATION, Kind.MEASURE, Kind.MONEY, Kind.PERCENTAGE, Kind.PERCENTAGE_POINT))


class _Fields(NamedTuple):
    span: Span
    kind: Kind
    written: str
    readings: frozenset[Reading]
    unit: Unit | None = None
    is_named: bool = False
    """Whether it is a part of a name, as in COVID-19, which a translation may call by another one."""
    is_worded: bool = False


class Figure(_Fields):
    """A number, version or date in digits, what it is written as, all that it may say, and its unit."""

    @property
    def values(self) -> list[Number]:
        """All that it may say as a number."""
        return [one for one in self.readings if not isinstance(one, (str, tuple))]

    @cached_property
    def components(self) -> list[Component]:
        """A component for each of the values that it may have, in each of the units that it may be in.

        Of money the name says which other currencies it may be: 元 is that of Taiwan, but no dollar of any place. It
        may also be a weight: 5 livres. Degrees of no scale may be on either.
        """
        name, others = (self.unit.name, self.unit.others) if self.unit else ("", ())
        others = (*others, *DEGREES) if name == ANY_DEGREES else others
        if self.kind is Kind.MONEY:
            weights = (one for one in others if find_ratio(one, "kg"))
            sorts = [(self.kind, name), *((Kind.MEASURE, one) for one in weights)]
        else:
            sorts = [(self.kind, one) for one in (name, *others)]
        amounts = map(self.make_amount, self.values)
        return split_into_components(one._replace(kind=kind, unit=unit) for one in amounts for kind, unit in sorts)

    def make_quantity(self) -> Quantity:
        """Return the figure as rules report it: of its readings, only the kind counts."""
        if self.kind is Kind.DATE:
            dates = (one for one in self.readings if isinstance(one, tuple))
            return Quantity(self.span, self.kind, moment=Moment(*next(dates)))
        return self.make_amount(max(self.values, default=0))

    def make_amount(self, value: Number) -> Quantity:
        """Return the quantity with one of the values."""
        unit, others = (self.unit.name, self.unit.others) if self.unit else ("", ())
        return Quantity(self.span, self.kind, value, unit=unit, others=others)


class Figures(NamedTuple):
    """The figures of a text, in order, the values that it has in words, and the parts of its dates; and the text.

    `worded` are numbers in words, where the language has a reader that finds their units.
    """

    found: tuple[Figure, ...]
    worded: tuple[Figure, ...]
    values: frozenset[Number]
    parts: frozenset[Number]
    text: str
    language: str


@cache
def find_numeral_reader(code: str) -> Callable[[str], Figures] | None:
    """Return what reads the figures of a text, by the BCP 47 code of its language; None where nothing does.

    >>> sorted(find_numeral_reader("de")("3,5 Millionen").found[0].readings)
    [3500000]
    """
    language = name_language(code)
    return (lambda text: read_figures(text, language)) if language in KNOWN else None


def blank_emphasis(text: str) -> str:
    """Return a text with blanks in place of the underscores around what Markdown prints in bold, which are no part of
    its words.

    >>> blank_emphasis("the line __v2__ of `__init__`")
    'the line   v2   of `__init__`'
    """
    return _BOLD.sub(r"  \1  ", text)


def read_figures(text: str, language: str) -> Figures:
    """Return the figures of a text, and all other values in it."""
    from align.quantities import find_extractor

    text = blank_emphasis(_WIDE_COMMA.sub(",", text.translate(_WIDE)))
    extract = find_extractor("zh" if language == "zh" else "en")
    quantities = extract(text) if extract and language not in ("ja", "ko") else ()
    of_language = quantities if language in ("en", "zh") else ()
    found, taken = list[Figure](), list[Span]()
    for date in _find_dates(text, language, of_language):
        found.append(date)
        taken.append(date.span)
    blank = list(text)
    for start, end in taken:
        blank[start:end] = " " * (end - start)
    rest = "".join(blank)
    end, hour = 0, None
    for match in _FIGURE.finditer(rest):
        figure = None
        if match.start() >= end:
            figure = _read_tenths(rest, match, language) or _read(rest, match, language, of_language)
        if figure and figure.kind in (Kind.CARDINAL, Kind.DURATION) and figure.span.start - end in (0, 1):
            if hour is Kind.TIME:
                figure = figure._replace(kind=Kind.TIME, unit=None)  # the minutes of 9時30分
            elif hour is Kind.DURATION and len(figure.written) == len("30"):
                figure = figure._replace(kind=hour, unit=Unit(hour, "minute", is_clock=True))  # those of 1 h 30
        if figure:
            found.append(figure)
            end, is_clock = figure.span.end, figure.unit and figure.unit.is_clock and figure.unit.name == "hour"
            hour = figure.kind if figure.kind is Kind.TIME or is_clock else None
    dates = (one for figure in found for one in figure.readings if isinstance(one, tuple))
    parts = frozenset(part for date in dates for part in date if part)
    values = frozenset(_list_values(text, language, quantities))
    worded = tuple(_make_worded(text, one) for one in of_language if one.worded and one.value and one.high is None)
    return Figures(tuple(sorted(found, key=attrgetter("span"))), worded, values, parts, text, language)


def _make_worded(text: str, amount: Quantity) -> Figure:
    unit = Unit(amount.kind, amount.unit, amount.others) if amount.kind in _WITH_UNITS else None
    return Figure(
        amount.span, amount.kind, text[slice(*amount.span)], frozenset({amount.value or 0}), unit, is_worded=True
    )


def _read(text: str, match: re.Match[str], language: str, quantities: Sequence[Quantity]) -> Figure | None:
    """Return the figure of a match; None where it can be read in several ways that no table decides.

    `quantities` are what the reader of the language finds, in order.
    """
    if match["version"] or match["iso"]:
        return _read_label(match)
    letters = text[max(match.start() - _CODE, 0) : match.start()]
    is_glued = letters[-1:].isascii() and letters[-1:].isalpha()
    if not match["number"] or (is_glued and letters not in load_unit_names(language).before):
        return None  # a label, a time by either clock, a date in either order
    span, written = Span(*match.span()), match[0]
    numbers, end = _multiply(text, match, language)
    numbers |= {
        value for word, (value, *_) in load_words(language)["idiom"].items() if text.startswith(word, span.start)
    }
    numbers |= _list_scaled(text, match["number"], end, language)
    if match["ending"] in _ENDINGS:
        numbers |= {one * _ENDINGS[match["ending"]] for one in numbers}
    hours = {one + 12 for one in numbers if one < _FEW_HOURS} if _is_afternoon(text, match, language) else set()
    before = text[max(span.start - 2, 0) : span.start]
    years = {one + base for one in numbers for base in load_words(language)["era"].get(before, ())}
    figure = Figure(Span(span.start, end), Kind.CARDINAL, written, frozenset(map(simplify, {*numbers, *hours, *years})))
    if _NAMED.match(text, span.start - 1):
        return figure._replace(kind=Kind.LABEL, is_named=True)
    digits = Span(span.start, match.start("percent") if match["percent"] else end)
    unit, span = find_unit(text, digits, language) or (None, figure.span)
    if parts := find_hundredths(text, digits, span.end, language):
        span = Span(span.start, parts[1])
        figure = figure._replace(span=span, readings=frozenset(one + parts[0] for one in figure.values))
    index = bisect_right(quantities, digits.start, key=lambda one: one.span.start) - 1
    if index >= 0 and quantities[index].span.end >= match.end("number"):
        figure = _adopt(text, figure, quantities[index], unit)
        if figure.kind is not Kind.CARDINAL or quantities[index].kind is not Kind.CARDINAL:
            return figure
    if unit is None or (unit.name == "year" and any(one in _YEARS for one in numbers)):
        return figure
    return figure._replace(span=span, kind=unit.kind, unit=None if unit.kind is Kind.TIME else unit)


def _read_label(match: re.Match[str]) -> Figure:
    """Return a version, or a date like 2024-05-01."""
    span, written = Span(*match.span()), match[0]
    if match["iso"]:
        year, month, day = map(int, written.split("-"))
        return Figure(span, Kind.DATE, written, frozenset({(year, month, day)}))
    plain = written.removeprefix("v")
    readings: set[Reading] = {plain}
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        readings.add(simplify(Fraction(plain)))
    return Figure(span, Kind.LABEL, written, frozenset(readings))


def _adopt(text: str, figure: Figure, found: Quantity, named: Unit | None) -> Figure:
    """Return a figure as the reader of its language understands it: with its unit, and its value.

    The digits are the ends of a range, or all is one: $5m are five million, and 20世纪60年代 the 1960s. `named` is the
    unit by the tables, which say what a sign may mean in other languages.
    """
    if found.kind is Kind.TIME:
        return figure._replace(kind=Kind.TIME)
    values = {one for one in (found.value, found.high) if one is not None}
    is_own = not figure.readings.isdisjoint(values)
    readings = figure.readings & values if is_own else figure.readings | values
    if found.kind in (Kind.DECADE, Kind.CENTURY):
        return figure._replace(kind=found.kind, readings=readings | values | {one % 100 for one in values})
    if found.kind is Kind.DATE and found.moment and found.moment[:3] in {(None, None, one) for one in readings}:
        return figure._replace(kind=found.kind, readings=readings | {found.moment[:3]})  # on the 20th
    if found.kind not in _WITH_UNITS:
        return figure._replace(kind=found.kind if found.kind is Kind.YEAR else figure.kind, readings=readings)
    others = named.others if named and named.name == found.unit else ()
    is_any = found.unit in DEGREES and named is not None and named.name == ANY_DEGREES
    unit = Unit(found.kind, ANY_DEGREES if is_any else found.unit, (*found.others, *others))
    is_all = found.high is None and not (is_own and _DIGIT.search(text, figure.span.end, found.span.end))
    end = max(figure.span.end, found.span.end if is_all else 0)  # $3 per 1,000 are two figures
    start = figure.span.start if found.high else min(figure.span.start, found.span.start)
    return figure._replace(span=Span(start, end), kind=unit.kind, readings=readings, unit=unit)


def _is_afternoon(text: str, match: re.Match[str], language: str) -> bool:
    near = text[max(match.start() - 3, 0) : match.end() + 20]
    return bool(_AFTERNOON.match(text, match.end())) or any(word in near for word in load_words(language)["later"])


def _parse(digits: str) -> set[Number]:
    """Return what digits with separators may say.

    >>> sorted(_parse("1,234")), sorted(_parse("1,5")), sorted(_parse("1.234,5"))
    ([Fraction(617, 500), 1234], [Fraction(3, 2)], [Fraction(2469, 2)])
    """
    plain = re.sub("['’   ]", "", digits)[:300]
    plain = f"0{plain}" if plain.startswith(".") else plain
    if plain.isdigit():
        return {int(plain)}
    found: set[Number] = set()
    last = max(plain.rfind("."), plain.rfind(","))
    whole, sign, part = plain[:last], plain[last], plain[last + 1 :]
    if _GROUPS.fullmatch(plain) and len(set(re.sub(r"\d", "", plain))) == 1:
        found.add(int(re.sub("[.,]", "", plain)))
    if sign not in whole and (whole.isdigit() or _GROUPS.fullmatch(whole)):
        found.add(simplify(Fraction(f"{re.sub('[.,]', '', whole)}.{part}")))
    return found or {int(one) for one in re.split("[.,]", plain)}


def _multiply(text: str, match: re.Match[str], language: str) -> tuple[set[Number], int]:
    """Return what the digits of a match say with the words for thousands and millions after them, and their end."""
    numbers, end = _parse(match["number"]), match.end()
    if match["ending"] or match["percent"]:
        return numbers, end
    if part := _VULGAR.match(text, end):
        share = Fraction(numeric(part["sign"])).limit_denominator(10)
        return {one + share for one in numbers}, part.end()
    if language in EAST_ASIAN:
        return _add_up(text, match, language, numbers)
    while space := _BETWEEN.match(text, end):
        scale = find_scale(text, space.end(), match.start(), language)
        if not scale:
            break
        numbers, end = {one * value for one in numbers for value in scale.values}, space.end() + len(scale.word)
    return numbers, end


def _list_scaled(text: str, digits: str, end: int, language: str) -> set[Number]:
    """Return what digits say in the scale of the number that a range has after them: 3 bis 5 Millionen."""
    joint = _RANGE.match(text, end)
    following = (
        joint and joint[0].strip() in (*load_words(language)["range"], *"-–~～〜") and _FIGURE.match(text, joint.end())
    )
    if not following or not following["number"]:
        return set()
    numbers, _ = _multiply(text, following, language)
    plain, scaled = max(_parse(following["number"])), max(numbers)
    return {one * Fraction(scaled) / plain for one in _parse(digits)} if plain and scaled != plain else set()


_LEAST_SCALE = 10**4
"""From here on, a scale multiplies all that is before it, 千万; what is smaller multiplies one digit, 二千三百."""


@dataclass
class _Sum:
    """A number of East Asian numerals while it is read: what is complete, its last four digits, and the last of them
    while no numeral has multiplied it. In 1億2千3 that are 100,000,000, 2,000 and 3.
    """

    total: Number = 0
    section: Number = 0
    current: Number | None = None

    def multiply(self, scale: Number) -> None:
        """Read a numeral that multiplies what is before it."""
        if scale < _LEAST_SCALE:
            self.section += scale * (1 if self.current is None else self.current)
        elif self.current is None and not self.section:
            self.total = scale * (self.total or 1)  # 万亿
        else:
            self.total += scale * (self.section + (self.current or 0))
            self.section = 0
        self.current = None

    @property
    def value(self) -> Number:
        """Return the number that has been read."""
        return simplify(self.total + self.section + (self.current or 0))


def _add_up(text: str, match: re.Match[str], language: str, numbers: set[Number]) -> tuple[set[Number], int]:
    """Return what digits say with the numerals after them, and their end: 1億2,345万, 3만 5천."""
    number, scales, start, end = _Sum(current=max(numbers)), list[Scale](), match.start(), match.end()
    while True:
        place = end
        while (scale := find_scale(text, end, start, language)) and scale.kind != "tenth":
            number.multiply(scale.values[-1])
            scales.append(scale)
            end += len(scale.word)
        blank = int(language == "ko" and text.startswith(" ", end))
        digits = _MORE.match(text, end + blank) if end > place else None
        following = find_scale(text, digits.end(), start, language) if digits else None
        if not digits or (blank and not (following and following.values[-1] < scales[-1].values[-1])):
            break
        number.current, end = max(_parse(digits[0])), digits.end()
    if not scales:
        return numbers, end
    is_sure = len(scales[0].values) == 1 or end > match.end() + len(scales[0].word)
    return {number.value, *(() if is_sure else numbers)}, end


def _read_tenths(text: str, match: re.Match[str], language: str) -> Figure | None:
    """Return the percentage that digits say with a word for tenths after them: 3割5分 are 35; None without one."""
    hundredths, start, end = Fraction(0), match.start(), match.end()
    digits = _MORE.match(text, start) if match["number"] else None
    while digits and (scale := find_scale(text, digits.end(), digits.start(), language)) and scale.kind == "tenth":
        hundredths += max(_parse(digits[0])) * scale.values[0]
        end = digits.end() + len(scale.word)
        digits = _MORE.match(text, end + text.startswith(" ", end))
    span, unit = Span(start, end), Unit(Kind.PERCENTAGE, "")
    readings = frozenset[Reading]({simplify(hundredths)})
    return Figure(span, unit.kind, text[start:end], readings, unit) if hundredths else None


_MORE = compile_late(r"\d+(?:[.,]\d+)*", re.ASCII)


@cache_by_packs
def _compile_run(language: str) -> re.Pattern[str] | None:
    """Return the expression of numerals next to each other; None for a language without numerals for digits."""
    words = load_words(language)
    if not words["digit"]:
        return None
    return re.compile(
        f"[{''.join(one for kind in ('digit', 'ten', 'scale') for one in words[kind] if len(one) == 1)}]+"
    )


def _list_values(text: str, language: str, quantities: Sequence[Quantity]) -> Iterator[Number]:
    """Yield the values of the words of a text; in one in Latin letters also of English ones, as titles have them."""
    words = load_words(language)
    run_of_numerals = _compile_run(language)
    runs = list(run_of_numerals.finditer(text)) if run_of_numerals else []
    yield from (value for word, values in words["idiom"].items() if word in text for value in values)
    if language in ("ja", "ko"):
        for run in runs:
            found = [*_read_numerals(run[0], language)]
            tenths = find_scale(text, run.end(), run.start(), language)
            yield from found
            if tenths:  # 三割 is 30 percent, or .3
                percent = found[-1] * tenths.values[0]
                yield from (simplify(percent), simplify(Fraction(percent, 100)))
        yield from (value for word, values in words["number"].items() if word in text for value in values)
        return
    yield from _list_worded_values(text, language, quantities)
    yield from (max(_read_numerals(run[0], language)) for run in runs if len(run[0]) > 1)
    for match in _WORDS.finditer(text):
        for word in {match[0], match[0].rstrip("."), match[0].rstrip(".").lower()}:
            for kind in ("number", "scale", "month"):
                yield from words[kind].get(word, ())
    if words["part"]:  # numbers are one word: fünfundzwanzig
        parts = (part for match in _WORDS.finditer(text.lower()) for part in match[0].rstrip(".").split("-"))
        yield from (value for part in parts if (value := _read_compound(part, words)) is not None)


def _list_worded_values(text: str, language: str, quantities: Sequence[Quantity]) -> Iterator[Number]:
    """Yield the values that the reader of English or Chinese finds in words."""
    for one in split_into_components(quantities):
        if one.aspect == "month" or not any(map(str.isdigit, text[slice(*one.quantity.span)])):
            yield one.value
            yield from (100 - one.value,) * (one.quantity.unit == PRICE)
    if language != "zh":
        decades = load_decades()
        words = (word.rstrip(".") for word in _WORDS.findall(text.lower()))
        years = [decades[word] for word in words if word in decades]
        yield from (*years, *(year % 100 for year in years))


def _read_compound(word: str, words: dict[str, dict[str, tuple[Number, ...]]]) -> Number | None:
    """Return the number that one word is made up of, by the parts and joints of a language: fünfundzwanzig,
    zweihundertfünfzig, Achttausender.
    """
    numbers = words["number"]
    if word in numbers:
        return numbers[word][0]
    if len(word) > _LONGEST_COMPOUND:
        return None
    for part, (size,) in words["part"].items():
        head, found, tail = word.partition(part)
        if found:
            joint = next(filter(tail.startswith, words["joint"]), "")
            factor = _read_compound(head, words) if head else 1
            is_end = not tail or tail in words["ending"]
            rest = 0 if is_end else _read_compound(tail.removeprefix(joint), words)
            return None if factor is None or rest is None else factor * size + rest
    for joint in words["joint"]:
        first, found, second = word.partition(joint)
        if found and first in numbers and second in numbers:
            return numbers[first][0] + numbers[second][0]
    return None


_LONGEST_COMPOUND = 80
"""Letters of a number in one word, at most: those that are longer occur in no text."""


def _read_numerals(run: str, language: str) -> Iterator[Number]:
    """Yield what a run of Han numerals may say: each of them by itself, and last as a number.

    >>> list(_read_numerals("二十五", "ja"))
    [2, 10, 5, 25]
    """
    words, number = load_words(language), _Sum()
    for one in run:
        if one in words["digit"]:
            (digit,) = words["digit"][one]
            yield digit
            number.current = digit if number.current is None else number.current * 10 + digit
        elif one in words["ten"]:
            (scale,) = words["ten"][one]
            yield scale
            number.multiply(scale)
        else:
            number.multiply(words["scale"][one][-1])
    yield number.value


def _find_dates(text: str, language: str, quantities: Sequence[Quantity]) -> Iterator[Figure]:
    """Yield the dates of a text that name a month and a day, or a year and a month; of English and Chinese, those among
    the quantities that their readers find."""
    if language in ("en", "zh"):
        for one in quantities:
            moment = one.moment
            is_date = one.kind is Kind.DATE and moment and not one.until and not one.unit and not one.optional
            if is_date and moment and moment.month and (moment.day or moment.year) and not moment.part:
                written = text[slice(*one.span)]
                if any(map(str.isdigit, written)) and not _FIGURE.fullmatch(written):
                    yield Figure(one.span, Kind.DATE, written, frozenset({(moment.year, moment.month, moment.day)}))
        return
    months = load_words(language)["month"]
    for match in _compile_dates(language).finditer(text):
        named, digits = (match.groupdict().get(one) for one in ("named", "month"))
        month = int(months[named][0]) if named else int(digits or 0)
        year, day = (int(match[one]) if match[one] else None for one in ("year", "day"))
        if 1 <= month <= 12 and (year or day):
            yield Figure(Span(*match.span()), Kind.DATE, match[0], frozenset({(year, month, day)}))


@cache_by_packs
def _compile_dates(language: str) -> re.Pattern[str]:
    """Return the expression of the dates of a language, with the words of its table."""
    words = load_words(language)
    if language in ("ja", "ko"):
        year, month, day = (next(iter(words[kind])) for kind in ("year", "month", "day"))
        end = f"(?:[  ]?(?P<day>\\d{{1,2}}){day})?"
        return re.compile(
            f"(?<![0-9])(?:(?P<year>\\d{{4}}){year}[  ]?)?(?P<month>\\d{{1,2}}){month}(?![間間개]){end}", re.ASCII
        )
    names = "|".join(sorted(map(re.escape, words["month"]), key=len, reverse=True))
    of = "(?:de |del )?" if language == "es" else ""
    stop, first = (r"\.", "") if language == "de" else ("", "(?:er)?")
    return re.compile(
        rf"(?<![A-Za-z0-9])(?:(?P<day>\d{{1,2}}){stop}{first}[   ]{of})?(?P<named>{names})(?![A-Za-zäöüéû])"
        rf"(?:[   ]{of}(?P<year>\d{{4}}))?(?!\d)"
    )
