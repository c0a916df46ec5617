"""What units and currencies are called next to a number in digits, in any language that has a table of them.

What is written alike in all languages, such as km and €, is in the table of `mul`. English and Chinese have tables and
readers of their own.
"""

from fractions import Fraction
from typing import NamedTuple

from align.model import Span
from align.quantities.model import Kind
from glossary.lang.scripts import LATIN
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

KINDS = (
    *("duration", "measure", "money", "percentage", "percentage point"),
    *("time", "clock", "at", "joint", "hundredths", "none"),
)
"""What a row says: a kind of quantity; "time" for the word after an hour of the day (9時), "clock" for one after hours
or an hour of the day (2 h), and "at" for one before the number that makes hours a time (à 9 heures); what may be
between a number and its unit (3 millions d'euros); a unit whose hundredths may be written after it (1 m 80); or what is
no unit though it begins like one (3分の1)."""

OTHER_UNITS = {
    code: Form(
        "align",
        f"{code}/units",
        ("words", "kind", "unit", "before", "others", "example", "counter_example"),
        key=("words",),
        needed=("kind",),
        choices=(("kind", KINDS), ("before", ("", "yes"))),
    )
    for code in ("mul", "ja", "ko", "de", "fr", "es")
}
"""The units of languages, in the columns of those of Chinese; `before`: also, or only, before the number."""

_BLANK = compile_late("[\u0020\u00a0\u2009\u202f\u2011-]?")
_HUNDREDTHS = compile_late("[\u0020\u00a0\u202f]?(?P<digits>[0-9]{2})(?![0-9]|[.,][0-9])")
_WORDS = compile_late(rf"[{LATIN}]+")
_EAST_ASIAN = "\u2e80"
"""From here on, characters are of scripts that put no space between words."""


class Unit(NamedTuple):
    """The kind of quantity that a unit makes, the unit as tables call it, and the others that its name may mean."""

    kind: Kind
    name: str
    others: tuple[str, ...] = ()
    is_clock: bool = False
    """Whether an hour may be one of the day: 9 h."""


class UnitNames(NamedTuple):
    """What is called a unit after a number (None: it is none) and before it, and the length of the longest name.

    `joints` may be between a number and its unit; after one of `at`, hours are a time of day; after one of
    `hundredths`, two digits are parts of the number before it.
    """

    behind: dict[str, Unit | None]
    before: dict[str, Unit]
    joints: tuple[str, ...]
    at: list[list[str]]
    hundredths: frozenset[str]
    longest: int


@cache_by_packs
def load_unit_names(language: str) -> UnitNames:
    """Return the names of units in a language, those of all languages among them. Raises PackError."""
    behind, before = dict[str, Unit | None](), dict[str, Unit]()
    words_of: dict[str, list[str]] = {"joint": [""], "at": [], "hundredths": []}
    for code in ("mul", language):
        for row in read_rows(OTHER_UNITS[code]) if code in OTHER_UNITS else ():
            words, kind, name, is_before, others = row.cells[:5]
            names = split_cell(words, "|")
            if kind in words_of:
                words_of[kind] += names
                continue
            is_clock = kind == "clock"
            sort = Kind.DURATION if is_clock else kind
            unit = None if sort == "none" else Unit(Kind(sort), name, split_cell(others, "|"), is_clock)
            behind |= dict.fromkeys(names, unit)
            before |= dict.fromkeys(names if is_before else (), unit) if unit else {}
    return UnitNames(
        behind,
        before,
        tuple(words_of["joint"]),
        [[one] for one in words_of["at"]],
        frozenset(words_of["hundredths"]),
        max(map(len, behind)),
    )


def find_unit(text: str, number: Span, language: str) -> tuple[Unit, Span] | None:
    """Return the unit of a number, and where both are; None where the tables know none.

    >>> find_unit("in 15 Minuten", Span(3, 5), "de")
    (Unit(kind=<Kind.DURATION: 'duration'>, name='minute', others=(), is_clock=False), Span(start=3, end=13))
    """
    names = load_unit_names(language)
    behind = _find_behind(text, number.end, names)
    found = _find_before(text, number.start, names)
    if found and not (behind and behind[0].kind is found[0].kind):  # what is behind says more: $30 USD
        return found[0], Span(found[1], number.end)
    is_time = text[max(number.start - 9, 0) : number.start].lower().split()[-1:] in names.at
    if behind and behind[0].name == "hour" and is_time:
        return Unit(Kind.TIME, ""), Span(number.start, behind[1])
    return (behind[0], Span(number.start, behind[1])) if behind else None


def _find_behind(text: str, end: int, names: UnitNames) -> tuple[Unit, int] | None:
    """Return the unit after a number that ends at `end`, and where it ends."""
    blank = _BLANK.match(text, end)
    after = blank.end() if blank else end
    for joint in names.joints:
        if not text.startswith(joint, after):
            continue
        begin = after + len(joint)
        begin += bool(joint) and text.startswith(" ", begin)
        for length in range(min(names.longest, len(text) - begin), 0, -1):
            word = text[begin : begin + length]
            if word in names.behind and not goes_on(word, text[begin + length : begin + length + 1]):
                unit = names.behind[word]
                return (unit, begin + length) if unit else None
    return None


def goes_on(word: str, following: str) -> bool:
    """Return whether a word of letters goes on: the m of 10mW is no metre."""
    return word[-1].isalpha() and word[-1] < _EAST_ASIAN and following.isalnum() and following < _EAST_ASIAN


def _find_before(text: str, start: int, names: UnitNames) -> tuple[Unit, int] | None:
    """Return the unit before a number that begins at `start`, and where it begins."""
    end = start - (text[max(start - 1, 0) : start] in (" ", "\u00a0"))
    for length in range(min(names.longest, end), 0, -1):
        word = text[end - length : end]
        begin = end - length
        if word in names.before and not (word[0].isalpha() and text[max(begin - 1, 0) : begin].isalnum()):
            return names.before[word], begin
    return None


def find_hundredths(text: str, number: Span, end: int, language: str) -> tuple[Fraction, int] | None:
    """Return the hundredths after a number with a unit that ends at `end`, and where they end; None without any.

    >>> find_hundredths("1 m 80", Span(0, 1), 3, "fr")
    (Fraction(4, 5), 6)
    """
    is_split = text[number.end : end].strip() in load_unit_names(language).hundredths
    match = _HUNDREDTHS.match(text, end) if is_split else None
    if not match or find_unit(text, Span(*match.span("digits")), language):
        return None
    return Fraction(int(match["digits"]), 100), match.end()


def list_units(text: str, language: str) -> set[str]:
    """Return the units that a text names anywhere, with a number or without, by the words of its language."""
    if language == "en":
        from align.quantities.en_words import load_units as load_english_units

        units = {name: unit for name, (_, unit) in load_english_units().items()}
    elif language == "zh":
        from align.quantities.zh_surroundings import load_units as load_chinese_units

        units = {name: unit for name, (_, unit) in load_chinese_units().names.items()}
    else:
        units = {name: unit.name for name, unit in load_unit_names(language).behind.items() if unit}
    words = set(_WORDS.findall(text))
    named = (name for name in units if name in (text if name[0] >= _EAST_ASIAN else words))
    return {units[name] for name in named} - {""}
