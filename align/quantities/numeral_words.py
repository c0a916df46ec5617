"""The numerals of languages: what words are worth by themselves, and what they make of the number before them."""

from fractions import Fraction
from typing import NamedTuple

from align.quantities.en_words import NUMBER_WORDS, load_values
from align.quantities.model import Number, simplify
from align.quantities.unit_names import goes_on
from align.quantities.zh_numbers import load_numerals
from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

KINDS = (
    *("number", "digit", "ten", "scale", "tenth", "none", "idiom", "part", "joint", "ending", "range"),
    *("month", "later", "era", "year", "day"),
)
"""What a row says: a number in a word; a numeral that is written next to others (三, 十); what multiplies the number
before it; what makes it tenths, in hundredths (3割 is 30 %); what is neither of these though it begins like one
(제15조, an article); another value of some days (15 jours are two weeks); what multiplies the number before it within
a word (zweihundertfünfzig), the largest first, what joins two numbers there, and what it may end in (Achttausender);
what is between two numbers, the first of which may be of the scale of the second (3 bis 5 Millionen); a month; a word
that makes an hour one after noon; the year before the first of an era; what follows the parts of a date.
"""

NUMERALS = {
    code: Form(
        "align",
        f"{code}/numerals",
        ("word", "kind", "value", "before", "after", "example", "counter_example"),
        key=("example",),
        needed=("word", "kind", "example"),
        choices=(("kind", KINDS),),
    )
    for code in ("zh", "ja", "ko", "de", "fr", "es")
}
"""The numerals of languages; each row has an example, in which the word is read. Several values are all that a number
may be worth: 3만 지원 may support 3 or 30,000. `before`: what is right before the number; `after`: what may follow the
word; both divided by bars. Of several rows, one with `before` counts, else the longest. The digits and scales of
Chinese are in its own tables.
"""

EAST_ASIAN = ("zh", "ja", "ko")
"""The languages whose scales are characters in a row, of four digits each."""


@cache_by_packs
def load_words(language: str) -> dict[str, dict[str, tuple[Number, ...]]]:
    """Return the words of each kind with their values, which need nothing before or after them. Raises PackError."""
    found: dict[str, dict[str, tuple[Number, ...]]] = {kind: {} for kind in KINDS}
    for row in read_rows(NUMERALS[language]) if language in NUMERALS else ():
        word, kind, value, before, after, *_ = row.cells
        found[kind] |= {} if before or after else {word: _parse_values(value)}
    if language == "zh":
        digits, small, large, *_ = load_numerals()
        for kind, values in (("digit", digits), ("ten", small), ("scale", large)):
            found[kind] |= {word: (value,) for word, value in values.items()}
    return found


def _parse_values(cell: str) -> tuple[Number, ...]:
    return tuple(simplify(Fraction(one)) for one in split_cell(cell, "|"))


class Scale(NamedTuple):
    """A word that multiplies the number before it, or makes it tenths, or only looks so; see `NUMERALS`."""

    word: str
    kind: str
    values: tuple[Number, ...]
    before: tuple[str, ...] = ("",)
    after: str = ""


@cache_by_packs
def load_scales(language: str) -> dict[str, list[Scale]]:
    """Return what multiplies a number by its first character, what is to be tried first before the others.

    In a text in Latin letters these are also English words, as titles have them. Raises PackError.
    """
    scales = [
        Scale(word, kind, _parse_values(value), split_cell(before, "|") or ("",), follower)
        for row in (read_rows(NUMERALS[language]) if language in NUMERALS else ())
        for word, kind, value, before, after, *_ in (row.cells,)
        if kind in ("ten", "scale", "tenth", "none")
        for follower in split_cell(after, "|") or ("",)
    ]
    if language == "zh":
        scales += (
            Scale(word, kind, value) for kind in ("ten", "scale") for word, value in load_words(language)[kind].items()
        )
    if language not in EAST_ASIAN:
        scales += (Scale(word, "scale", (value,)) for word, value in load_values(NUMBER_WORDS, "high_scale").items())
    found = dict[str, list[Scale]]()
    for one in sorted(scales, key=lambda one: (not one.before[0], -len(one.word + one.after))):
        found.setdefault(one.word[0], []).append(one)
    return found


_LONGEST_BEFORE = 8
"""Characters before a number that are looked at."""


def find_scale(text: str, place: int, start: int, language: str) -> Scale | None:
    """Return what multiplies a number that begins at `start`, by a word at `place`; None where nothing there does.

    >>> find_scale("3만 명", 1, 0, "ko")
    Scale(word='만', kind='scale', values=(10000,), before=('',), after='')
    """
    for one in load_scales(language).get(text[place : place + 1], ()):
        end = place + len(one.word)
        if (
            text.startswith(one.word, place)
            and not goes_on(one.word, text[end : end + 1])
            and text[max(start - _LONGEST_BEFORE, 0) : start].endswith(one.before)
            and text.startswith(one.after, end)
        ):
            return one if one.kind != "none" else None
    return None
