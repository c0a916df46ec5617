"""Numbers that say the same thing in another way.

Floors from the ground, words for characters, liquids by weight, ages in the old Chinese way, by a year more; ratios
that look like times, telephone numbers with other codes, and numerals of a source that are in no quantity of it. The
numbers of list items and headings, which only one side has as numbers.
"""

from collections.abc import Iterator
from fractions import Fraction

from align.lang.list_marks import has_mark, is_heading, is_item, is_mark, is_numbered_heading
from align.model import Span
from align.quantities.model import Kind, Quantity
from align.quantities.passages import Passage
from align.quantities.patterns import EN_SENSES, ZH_SENSES
from align.quantities.units import find_ratio
from align.quantities.zh_idioms import compile_number_names, load_number_names
from align.quantities.zh_numbers import load_numerals
from glossary.pack.patterns import compile_late

_WEIGHT, _CHARACTERS, _LIQUID, _HEAT = (
    ZH_SENSES.late(name) for name in ("body_weight", "counts_characters", "liquid", "tenths_of_heat")
)
_WORDS, _RATIO = EN_SENSES.late("counts_words"), ZH_SENSES.late("ratio")
_AGE, _PAST = ZH_SENSES.late("age_in_years"), ZH_SENSES.late("tells_old_count_of_age")
_SESSION, _SESSION_BEHIND = ZH_SENSES.late("session_without_number"), EN_SENSES.late("session_behind")
_FEW_WORDS, _REACH, _DEGREES_A_TENTH = 10, 24, 30
_ENCLOSED = range(1, 21)
_TELEPHONE = compile_late(r"(?<![A-Za-z\d.,_])[+(（]{0,2}\d[\d()（） -]{5,20}\d(?![A-Za-z.,_]?\d)")
_NO_DIGIT = compile_late(r"\D")
_FEWEST_DIGITS = 7
_HEAD = 8
"""Within how many characters a heading has its number: 第二天逛宏村 is no "Day 3: Hongcun"."""


def find_liquids(passage: Passage) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield liquids by their weight on one side and, the same, by their volume on the other: 半斤烧酒, 500吨水."""
    for one, other, _ in passage.comparison.wrong if _LIQUID.search(passage.source) else ():
        for heavy, large in ((one, other), (other, one)):
            kilos, litres = find_ratio(heavy.unit, "kg"), find_ratio(large.unit, "L")
            if kilos and litres and heavy.value and large.value:
                weight = heavy.value * kilos
                if abs(weight - large.value * litres) * 12 <= weight:
                    yield one, other


def find_letters_k(passage: Passage) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield numbers with a K that is no thousand: 485K, "485 K"; the kilometres of a run, "10K"."""
    source, target = passage.source, passage.target
    for one, other, _ in passage.comparison.wrong:
        is_kelvin = source.endswith("K", 0, one.span.end) and target.startswith(" K", other.span.end)
        is_run = one.unit == "km" and target.endswith(("K", "k"), 0, other.span.end)
        is_hotter = is_kelvin and one.value is not None and one.value == 1000 * (other.value or 0)
        if is_hotter or (is_run and other.value == 1000 * (one.value or 0)):
            yield one, other


def find_storeys(passage: Passage) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield floors that are counted from the ground, as the British do: 七楼, "the sixth floor"."""
    floors = ZH_SENSES.words("floor")
    for one, other, _ in passage.comparison.wrong:
        end = one.span.end
        is_floor = passage.source.startswith(floors, end) or passage.source.endswith(floors, 0, end)
        if is_floor and passage.target.startswith(" floor", other.span.end) and one.value == (other.value or 0) + 1:
            yield one, other


def find_counted_words(passage: Passage) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield numbers of the characters of something said, with those of its words: 四个字, "three words"."""
    for one, other, _ in passage.comparison.wrong:
        if one.value is None or other.value is None or max(one.value, other.value) > _FEW_WORDS:
            continue
        if _CHARACTERS.match(passage.source, one.span.end) and _WORDS.match(passage.target, other.span.end):
            yield one, other


def find_heats(passage: Passage) -> Iterator[Quantity]:
    """Yield degrees that say how hot oil is of which the source gives tenths: 七成热, "about 200°C"."""
    tenths = [load_numerals().digits[match["tenths"] or match["of_oil"]] for match in _HEAT.finditer(passage.source)]
    heats = [_DEGREES_A_TENTH * one for one in tenths]
    for one in passage.comparison.extra if heats else ():
        degrees = Fraction(one.value or 0)
        celsius = (degrees - 32) * 5 / 9 if one.unit == "°F" else degrees
        if one.unit in ("°C", "°F") and any(abs(celsius - heat) <= _DEGREES_A_TENTH for heat in heats):
            yield one


def find_bare_weights(passage: Passage) -> Iterator[Quantity]:
    """Yield weights in jin, which need no name, and the same in kilos: 体重一百八, "ninety kilos"."""
    kilos = [one for one in passage.right if one.unit == "kg" and one.value]
    for one in passage.left if kilos else ():
        is_bare = one.kind is Kind.CARDINAL and not one.unit
        if is_bare and _WEIGHT.search(passage.source, max(one.span.start - _REACH, 0), one.span.start):
            yield from (found for other in kilos if one.value == 2 * (other.value or 0) for found in (one, other))


def may_be_nominal(source: str, one: Quantity, other: Quantity) -> bool:
    """Return whether an age is one year more than that of the translation, which may have counted it in its own way."""
    is_age = one.unit == "year" and _AGE.search(source, *one.span) is not None
    return is_age and one.value == (other.value or 0) + 1 and _PAST.search(source) is not None


def find_ratios(passage: Passage) -> Iterator[Quantity]:
    """Yield what looks like a time and is a ratio, with the end of it in the source: 一比十五, "1:15"."""
    for time in passage.comparison.extra if _RATIO.search(passage.source) else ():
        moment = time.moment
        ends = [one for one in passage.left if moment and one.kind is Kind.CARDINAL and one.value == moment.minute]
        if moment and ends and not moment.half:
            yield from (time, *ends)


def find_telephones(passage: Passage) -> Iterator[Quantity]:
    """Yield the parts of a telephone number that both texts have, with its codes or without."""
    others = _list_telephones(passage.target)
    for digits, place in _list_telephones(passage.source) if others else ():
        for other, other_place in others:
            if digits.endswith(other) or other.endswith(digits):
                yield from (one for one in passage.left if place.start <= one.span.start < place.end)
                yield from (one for one in passage.right if other_place.start <= one.span.start < other_place.end)


def _list_telephones(text: str) -> list[tuple[str, Span]]:
    """Return the digits of what may be telephone numbers, without the zeros before them, and where they are."""
    found = ((_NO_DIGIT.sub("", match[0]).lstrip("0"), Span(*match.span())) for match in _TELEPHONE.finditer(text))
    return [(digits, span) for digits, span in found if len(digits) >= _FEWEST_DIGITS]


def find_named_numbers(passage: Passage) -> Iterator[Quantity]:
    """Yield numbers that a name says in the source, and those that it has in a circle, in brackets or with a point."""
    names = load_number_names()
    named = {names[name] for name in compile_number_names().findall(passage.source)}
    yield from (one.target for one in passage.comparison.wrong if one.target.value in named)
    for one in passage.comparison.extra:
        is_one = isinstance(one.value, int) and one.value in _ENCLOSED
        signs = ZH_SENSES.words("circled_numbers") if is_one else ()
        is_enclosed = any(chr(ord(first) + int(one.value or 0) - 1) in passage.source for first in signs)
        if one.value in named or is_enclosed:
            yield one


def find_unread_numbers(passage: Passage) -> Iterator[Quantity]:
    """Yield counts of the translation that are numerals of the source which count something without a classifier."""
    found = (*passage.comparison.extra, *(one.target for one in passage.comparison.wrong))
    counts = [one for one in found if one.kind in (Kind.CARDINAL, Kind.ORDINAL) and not one.unit]
    if counts:
        from align.quantities.zh import list_unread

        unread = list_unread(passage.source, passage.left)
        yield from (one for one in counts if one.value in unread)


def find_sessions(passage: Passage) -> Iterator[Quantity]:
    """Yield the ordinals that a translation gives to a session or a festival that the source calls 本届 or 全会."""
    for one in passage.comparison.extra if _SESSION.search(passage.source) else ():
        if one.kind is Kind.ORDINAL and _SESSION_BEHIND.match(passage.target, one.span.end):
            yield one


def find_list_marks(passage: Passage) -> Iterator[Quantity]:
    """Yield the numbers of list items and headings that a translation adds, or has as letters or dots: （2）, "(b)"."""
    source, target = passage.source, passage.target
    is_numbered = any(one.span.start < _HEAD or is_mark(source, one.span) for one in passage.left)
    for one in () if is_numbered else passage.comparison.extra:
        if is_mark(target, one.span) or is_heading(target, one.span):
            yield one
    for one in passage.comparison.missing:
        is_number = is_item(source, one.span) or is_numbered_heading(source, one.span)
        if is_number and has_mark(passage.before, target, source[slice(*one.span)]):
            yield one
