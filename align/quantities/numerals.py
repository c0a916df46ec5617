"""Figures in a text of any language that has a table of numerals: what each may say, and what its number words say.

English and Chinese have readers of their own, of which the values are taken; another language has `numerals.tsv` in its
pack. A figure has all the readings that the writing allows: 1.234 is a thousand and more, or a little more than one.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cache, cached_property
from operator import attrgetter
from typing import NamedTuple

from align.lang.codes import name_language
from align.model import Span
from align.quantities.components import Component, split_into_components
from align.quantities.model import Kind, Moment, Number, Quantity, simplify
from align.quantities.unit_names import Unit, find_unit
from glossary.lang.scripts import LATIN
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

KINDS = ("number", "digit", "ten", "scale", "range", "month", "later", "era", "year", "day")
"""What a row says: a number in a word; a numeral that is written next to others (三, 十); what multiplies the number
before it; what is between two numbers, the first of which may be of the scale of the second (3 bis 5 Millionen); a
month; a word that makes an hour one after noon; the year before the first of an era; what follows the parts of a date.
"""

NUMERALS = {
    code: Form(
        "align",
        f"{code}/numerals",
        ("word", "kind", "value", "example"),
        key=("word",),
        needed=("kind", "value", "example"),
        choices=(("kind", KINDS),),
    )
    for code in ("ja", "ko", "de", "fr", "es")
}
"""The numerals of languages; each row has an example, in which the word is read."""

KNOWN = ("en", "zh", *NUMERALS)
"""The languages whose figures are compared."""

Reading = Number | str | tuple[int | None, int | None, int | None]
"""A value, the letters of a version, or a year, a month and a day."""

_DIGITS = (
    r"(?<![A-Za-z0-9_.])(?<![A-Za-z0-9_][./:])"
    r"(?:\d{1,3}(?:[   ]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+|['’]\d{3}(?!\d))*)"
)
_FIGURE = compile_late(
    r"(?P<clock>(?<![\d.:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))"
    r"|(?P<iso>(?<![A-Za-z0-9_.])(?<!\d-)\d{4}-\d{2}-\d{2}(?!-?\d))"
    r"|(?P<pointed>(?<![A-Za-z0-9_./-])(?P<a>\d{1,2})[./-](?P<b>\d{1,2})[./-](?P<c>\d{4})(?![A-Za-z0-9_]))"
    r"|(?P<version>(?<![A-Za-z0-9_./])(?:v\d+(?:\.\d+)*|\d+(?:\.\d+){2,})(?:(?:a|b|rc|dev|beta|alpha)\d*)?"
    r"(?![A-Za-z0-9_]))"
    rf"|(?P<number>{_DIGITS})(?P<ending>(?:st|nd|rd|th)\b|[kKM](?![A-Za-z]))?(?P<percent>[   ]?[%％])?",
    re.ASCII,
)
_AFTERNOON = compile_late(r"\s?[pP]\.?[mM]\b")
_NAMED = compile_late(r"(?<=[A-Za-z])-")
_WIDE = str.maketrans("０１２３４５６７８９．，：", "0123456789.,:")
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

        Of money the name says which other currencies it may be: 元 is that of Taiwan, but no dollar of any place.
        """
        name, others = (self.unit.name, self.unit.others) if self.unit else ("", ())
        units = (name, *(others if self.kind is not Kind.MONEY else ()))
        amounts = map(self.make_amount, self.values)
        return split_into_components(one._replace(unit=unit) for one in amounts for unit in units)

    def make_quantity(self) -> Quantity:
        """Return the figure as rules report it: of its readings, only the kind counts."""
        if self.kind is Kind.DATE:
            dates = (one for one in self.readings if isinstance(one, tuple))
            return Quantity(self.span, self.kind, moment=Moment(*next(dates)))
        return self.make_amount(max(self.values, default=0))

    def make_amount(self, value: Number) -> Quantity:
        """Return the quantity with one of the values."""
        _, unit, others = self.unit or (None, "", ())
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


@cache_by_packs
def _load(language: str) -> dict[str, dict[str, tuple[Number, ...]]]:
    """Return the words of each kind with their values."""
    found: dict[str, dict[str, tuple[Number, ...]]] = {kind: {} for kind in KINDS}
    for row in read_rows(NUMERALS[language]) if language in NUMERALS else ():
        word, kind, value, _ = row.cells
        found[kind][word] = tuple(simplify(Fraction(one)) for one in split_cell(value, "|"))
    return found


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

    text = blank_emphasis(text.translate(_WIDE))
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
    end, hour_end = 0, -_FEW_HOURS
    for match in _FIGURE.finditer(rest):
        figure = _read(rest, match, language, of_language) if match.start() >= end else None
        if figure and figure.kind in (Kind.CARDINAL, Kind.DURATION) and figure.span.start - hour_end in (0, 1):
            figure = figure._replace(kind=Kind.TIME, unit=None)  # the minutes of 9時30分
        if figure:
            found.append(figure)
            end = figure.span.end
            hour_end = end if figure.kind is Kind.TIME else -_FEW_HOURS
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
    if not match["number"]:
        return None  # a time by either clock, a date in either order
    span, written = Span(*match.span()), match[0]
    numbers, end = _multiply(text, match, language)
    numbers |= _list_scaled(text, match["number"], end, language)
    if match["ending"] in _ENDINGS:
        numbers |= {one * _ENDINGS[match["ending"]] for one in numbers}
    hours = {one + 12 for one in numbers if one < _FEW_HOURS} if _is_afternoon(text, match, language) else set()
    before = text[max(span.start - 2, 0) : span.start]
    years = {one + base for one in numbers for base in _load(language)["era"].get(before, ())}
    figure = Figure(Span(span.start, end), Kind.CARDINAL, written, frozenset(map(simplify, {*numbers, *hours, *years})))
    if _NAMED.match(text, span.start - 1):
        return figure._replace(kind=Kind.LABEL, is_named=True)
    digits = Span(span.start, match.start("percent") if match["percent"] else end)
    unit, span = find_unit(text, digits, language) or (None, figure.span)
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
    unit = Unit(found.kind, found.unit, (*found.others, *others))
    is_all = found.high is None and not (is_own and _DIGIT.search(text, figure.span.end, found.span.end))
    end = max(figure.span.end, found.span.end if is_all else 0)  # $3 per 1,000 are two figures
    start = figure.span.start if found.high else min(figure.span.start, found.span.start)
    return figure._replace(span=Span(start, end), kind=unit.kind, readings=readings, unit=unit)


def _is_afternoon(text: str, match: re.Match[str], language: str) -> bool:
    near = text[max(match.start() - 3, 0) : match.end() + 20]
    return bool(_AFTERNOON.match(text, match.end())) or any(
        word in near for word in (*_load(language)["later"], *("下午", "晚上") * (language == "zh"))
    )


def _parse(digits: str) -> set[Number]:
    """Return what digits with separators may say.

    >>> sorted(_parse("1,234")), sorted(_parse("1,5")), sorted(_parse("1.234,5"))
    ([Fraction(617, 500), 1234], [Fraction(3, 2)], [Fraction(2469, 2)])
    """
    plain = re.sub("['’   ]", "", digits)[:300]
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
    if language in ("zh", "ja", "ko"):
        return _add_up(text, match, language, numbers)
    scales = _EN_SCALES | _load(language)["scale"]
    while space := _BETWEEN.match(text, end):
        word = _WORDS.match(text, space.end())
        value = scales.get(word[0], scales.get(word[0].rstrip("."))) if word else None
        if not word or not value:
            break
        numbers, end = {one * value[0] for one in numbers}, word.end() - (word[0] not in scales)
    return numbers, end


def _list_scaled(text: str, digits: str, end: int, language: str) -> set[Number]:
    """Return what digits say in the scale of the number that a range has after them: 3 bis 5 Millionen."""
    joint = _RANGE.match(text, end)
    following = (
        joint and joint[0].strip() in (*_load(language)["range"], *"-–~～〜") and _FIGURE.match(text, joint.end())
    )
    if not following or not following["number"]:
        return set()
    numbers, _ = _multiply(text, following, language)
    plain, scaled = max(_parse(following["number"])), max(numbers)
    return {one * Fraction(scaled) / plain for one in _parse(digits)} if plain and scaled != plain else set()


_EN_SCALES: dict[str, tuple[Number, ...]] = {
    "thousand": (10**3,),
    "million": (10**6,),
    "billion": (10**9,),
    "trillion": (10**12,),
}
_EAST_ASIAN_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_EAST_ASIAN_SCALES |= {"십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12}
_SCALE = 10**4


def _add_up(text: str, match: re.Match[str], language: str, numbers: set[Number]) -> tuple[set[Number], int]:
    """Return what digits say with the numerals after them: 1億2,345万, 3만 5천."""
    total, section, end = Fraction(0), Fraction(0), match.end()
    current: Number | None = max(numbers)
    is_scaled = False
    while end < len(text):
        place = end + (language == "ko" and is_scaled and text[end] == " ")
        scale = None if _NO_SCALE.match(text, place) else _EAST_ASIAN_SCALES.get(text[place : place + 1])
        if scale and place == end:
            is_scaled, end = True, end + 1
            if scale < _SCALE:
                section, current = section + (current or 1) * scale, None
            else:
                total, section, current = total + (section + (current or 0) or 1) * scale, Fraction(0), None
        elif is_scaled and current is None and (more := _MORE.match(text, place)):
            current, end = max(_parse(more[0])), more.end()
        else:
            break
    return ({simplify(total + section + (current or 0))} if is_scaled else numbers), end


_MORE = compile_late(r"\d+(?:[.,]\d+)*", re.ASCII)
_NO_SCALE = compile_late("조[각건합직사항회]|兆[A-Za-z字瓦赫比位宽带帕焦]")
"""Three 조건 are conditions, and 100兆带宽 are megabits."""
_NUMERAL = "〇一二三四五六七八九十百千万亿億兆"
_RUN = compile_late(f"[{_NUMERAL}]+")


def _list_values(text: str, language: str, quantities: Sequence[Quantity]) -> Iterator[Number]:
    """Yield the values of the words of a text; in one in Latin letters also of English ones, as titles have them."""
    words = _load(language)
    if language in ("ja", "ko"):
        for run in _RUN.finditer(text):
            yield from _read_numerals(run[0])
        yield from (value for word, values in words["number"].items() if word in text for value in values)
        return
    yield from _list_worded_values(text, language, quantities)
    if language == "zh":
        yield from (max(_read_numerals(run[0])) for run in _RUN.finditer(text) if len(run[0]) > 1)
    for match in _WORDS.finditer(text):
        for word in {match[0], match[0].rstrip("."), match[0].rstrip(".").lower()}:
            for kind in ("number", "scale", "month"):
                yield from words[kind].get(word, ())
    if language == "de":  # words are one: fünfundzwanzig
        yield from _join_german(text, words["number"])


def _list_worded_values(text: str, language: str, quantities: Sequence[Quantity]) -> Iterator[Number]:
    """Yield the values that the reader of English or Chinese finds in words."""
    from align.quantities.en_words import load_decades

    for one in split_into_components(quantities):
        if one.aspect == "month" or not any(map(str.isdigit, text[slice(*one.quantity.span)])):
            yield one.value
    if language != "zh":
        decades = load_decades()
        words = (word.rstrip(".") for word in _WORDS.findall(text.lower()))
        years = [decades[word] for word in words if word in decades]
        yield from (*years, *(year % 100 for year in years))


def _join_german(text: str, words: dict[str, tuple[Number, ...]]) -> Iterator[Number]:
    for match in _WORDS.finditer(text):
        first, joint, second = match[0].lower().rstrip(".").partition("und")
        if joint and first in words and second in words:
            yield words[first][0] + words[second][0]


def _read_numerals(run: str) -> Iterator[Number]:
    """Yield what a run of Han numerals may say: as a number, and each of them by itself.

    >>> sorted(_read_numerals("二十五"))
    [2, 5, 10, 25]
    """
    digits = {one: value for value, one in enumerate("〇一二三四五六七八九")}
    total = section = 0
    current: int | None = None
    for one in run:
        if one in digits:
            yield digits[one]
            current = digits[one] if current is None else current * 10 + digits[one]
        elif (scale := _EAST_ASIAN_SCALES[one]) < _SCALE:
            yield scale
            section, current = section + (1 if current is None else current) * scale, None
        else:
            total, section, current = total + (section + (current or 0) or 1) * scale, 0, None
    yield total + section + (current or 0)


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
    months = _load(language)["month"]
    for match in _compile_dates(language).finditer(text):
        named, digits = (match.groupdict().get(one) for one in ("named", "month"))
        month = int(months[named][0]) if named else int(digits or 0)
        year, day = (int(match[one]) if match[one] else None for one in ("year", "day"))
        if 1 <= month <= 12 and (year or day):
            yield Figure(Span(*match.span()), Kind.DATE, match[0], frozenset({(year, month, day)}))


@cache_by_packs
def _compile_dates(language: str) -> re.Pattern[str]:
    """Return the expression of the dates of a language, with the words of its table."""
    words = _load(language)
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
