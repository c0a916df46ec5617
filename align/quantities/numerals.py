"""Figures in a text of any language that has a table of numerals: what each may say, and what its number words say.

English and Chinese have readers of their own, of which the values are taken; another language has `numerals.tsv` in its
pack. A figure has all the readings that the writing allows: 1.234 is a thousand and more, or a little more than one.
"""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from align.lang.codes import name_language
from align.model import Span
from align.quantities.model import Kind, Moment, Number, Quantity, simplify
from glossary.lang.scripts import LATIN
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

KINDS = ("number", "digit", "ten", "scale", "month", "later", "era", "year", "day")
"""What a row says: a number in a word; a numeral that is written next to others (三, 十); what multiplies the number
before it; a month; a word that makes an hour one after noon; the year before the first of an era; what follows the
parts of a date."""

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

_DIGITS = r"(?<![A-Za-z0-9_.])(?<![A-Za-z0-9_][./:])(?:\d{1,3}(?:[   ]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,'’]\d+)*)"
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
_WIDE = str.maketrans("０１２３４５６７８９．，：", "0123456789.,:")
_BOLD = compile_late(r"(?<![A-Za-z0-9_`.])__(?=[^\s_])([^\n_]{1,80})__(?![A-Za-z0-9_`(])")
_GROUPS = compile_late(r"\d{1,3}(?:[.,'’   ]\d{3})+")
_ENDINGS = {"k": 10**3, "K": 10**3, "M": 10**6}
_WORDS = compile_late(rf"[{LATIN}]+(?:-[{LATIN}]+)*\.?")
_BETWEEN = compile_late(r"[   -]?")
_FEW_HOURS = 12


class Figure(NamedTuple):
    """A number, version or date in digits, what it is written as, and all that it may say."""

    span: Span
    kind: Kind
    written: str
    readings: frozenset[Reading]

    def make_quantity(self) -> Quantity:
        """Return the figure as rules report it: of its readings, only the kind counts."""
        if self.kind is Kind.DATE:
            dates = (one for one in self.readings if isinstance(one, tuple))
            return Quantity(self.span, self.kind, moment=Moment(*next(dates)))
        values = [one for one in self.readings if not isinstance(one, (str, tuple))]
        return Quantity(self.span, self.kind, max(values, default=0))


class Figures(NamedTuple):
    """The figures of a text, in order, the values that it has in words, and the parts of its dates."""

    found: tuple[Figure, ...]
    values: frozenset[Number]
    parts: frozenset[Number]


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
    text = blank_emphasis(text.translate(_WIDE))
    found, taken = list[Figure](), list[Span]()
    for date in _find_dates(text, language):
        found.append(date)
        taken.append(date.span)
    blank = list(text)
    for start, end in taken:
        blank[start:end] = " " * (end - start)
    rest = "".join(blank)
    end = 0
    for match in _FIGURE.finditer(rest):
        figure = _read(rest, match, language) if match.start() >= end else None
        if figure:
            found.append(figure)
            end = figure.span.end
    dates = (one for figure in found for one in figure.readings if isinstance(one, tuple))
    parts = frozenset(part for date in dates for part in date if part)
    return Figures(tuple(sorted(found)), frozenset(_list_values(text, language)), parts)


def _read(text: str, match: re.Match[str], language: str) -> Figure | None:
    """Return the figure of a match; None where it can be read in several ways that no table decides."""
    span, written = Span(*match.span()), match[0]
    if match["clock"] or match["pointed"]:
        return None  # a time by either clock, a date in either order
    if match["version"]:
        plain = written.removeprefix("v")
        readings: set[Reading] = {plain}
        if re.fullmatch(r"\d+(?:\.\d+)?", plain):
            readings.add(simplify(Fraction(plain)))
        return Figure(span, Kind.LABEL, written, frozenset(readings))
    if match["iso"]:
        year, month, day = map(int, written.split("-"))
        return Figure(span, Kind.DATE, written, frozenset({(year, month, day)}))
    numbers, end = _multiply(text, match, language)
    if match["ending"] in _ENDINGS:
        numbers |= {one * _ENDINGS[match["ending"]] for one in numbers}
    hours = {one + 12 for one in numbers if one < _FEW_HOURS} if _is_afternoon(text, match, language) else set()
    before = text[max(span.start - 2, 0) : span.start]
    years = {one + base for one in numbers for base in _load(language)["era"].get(before, ())}
    kind = Kind.PERCENTAGE if match["percent"] else Kind.CARDINAL
    return Figure(Span(span.start, end), kind, written, frozenset(map(simplify, {*numbers, *hours, *years})))


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
        numbers, end = {one * value[0] for one in numbers}, word.end()
    return numbers, end


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
        if (scale := _EAST_ASIAN_SCALES.get(text[place : place + 1])) and place == end:
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
_NUMERAL = "〇一二三四五六七八九十百千万億兆"
_RUN = compile_late(f"[{_NUMERAL}]+")


def _list_values(text: str, language: str) -> Iterator[Number]:
    """Yield the values of the words of a text; in one in Latin letters also of English ones, as titles have them."""
    words = _load(language)
    if language in ("ja", "ko"):
        for run in _RUN.finditer(text):
            yield from _read_numerals(run[0])
        yield from (value for word, values in words["number"].items() if word in text for value in values)
        return
    yield from _list_values_of_extractor(text, "zh" if language == "zh" else "en")
    for match in _WORDS.finditer(text):
        for word in {match[0], match[0].rstrip("."), match[0].rstrip(".").lower()}:
            for kind in ("number", "scale", "month"):
                yield from words[kind].get(word, ())
    if language == "de":  # words are one: fünfundzwanzig
        yield from _join_german(text, words["number"])


def _list_values_of_extractor(text: str, language: str) -> Iterator[Number]:
    """Yield the values that the reader of English or Chinese finds in words."""
    from align.quantities import find_extractor
    from align.quantities.components import split_into_components
    from align.quantities.en_words import load_decades

    extract = find_extractor(language)
    for one in split_into_components(extract(text) if extract else ()):
        if one.aspect == "month" or not any(map(str.isdigit, text[slice(*one.quantity.span)])):
            yield one.value
    if language == "en":
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


def _find_dates(text: str, language: str) -> Iterator[Figure]:
    """Yield the dates of a text that name a month and a day, or a year and a month."""
    if language in ("en", "zh"):
        from align.quantities import find_extractor

        extract = find_extractor(language)
        for one in extract(text) if extract else ():
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
