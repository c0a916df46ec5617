"""English numbers: digits, words, and both mixed."""

import re
from fractions import Fraction
from typing import NamedTuple

from align.quantities.alternation import join_cased_words
from align.quantities.model import Number, Precision, parse_digits, simplify

_ONES = (
    "zero one two three four five six seven eight nine ten "
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: value for value, word in enumerate(_ONES.split())} | {
    word: 10 * value for value, word in enumerate(_TENS.split(), 2)
}
"""The words below a hundred."""
_ORDINAL_ONES = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth "
    "eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
ORDINALS = {word: value for value, word in enumerate(_ORDINAL_ONES.split())} | {
    f"{word[:-1]}ieth": 10 * value for value, word in enumerate(_TENS.split(), 2)
}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SCALES["quadrillion"] = 10**15
"""The words that multiply the number before them."""
_ORDINAL_SCALES = {f"{word}th": value for word, value in SCALES.items()}
_SHORT = {
    "k": 1000,
    "K": 1000,
    "mn": 10**6,
    "bn": 10**9,
    "tn": 10**12,
    "trn": 10**12,
    "m": 10**6,
    "M": 10**6,
    "bln": 10**9,
    "mln": 10**6,
    "B": 10**9,
}
_PREFIXED = {"megapixels": 10**6, "megapixel": 10**6, "MP": 10**6, "kilobases": 1000, "megabases": 10**6}
"""Units that hold how many there are of what Chinese counts."""
_PARTS = {"half": 2, "halves": 2, "quarter": 4} | {f"{word}s": value for word, value in ORDINALS.items() if value > 2}
_PARTS |= {word: value for word, value in ORDINALS.items() if value > 2} | {"quarters": 4}
_PARTS |= {"hundredth": 100, "hundredths": 100, "thousandth": 1000, "thousandths": 1000}

WORDS = (*SMALL, *SCALES, *ORDINALS, *_ORDINAL_SCALES)
"""The words that numbers consist of."""

_GROUPED = (
    r"(?=\d{1,3}(?:, ?|[ \u00a0\u2009\u202f])\d{3})\d{1,3}"
    r"(?:(?:,\d{3})+(?!\d)(?:\.\d+)?|(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)|(?:,? \d{3}){0,3},? 000(?![\d,.]))"
)
"""Digits in groups of three: with commas, with blanks that hold them together, or with others where the last is 000."""
_DIGITS = re.compile(
    rf"(?P<digits>{_GROUPED}|\d+(?:\.\d+)?|\.\d+)"
    rf"(?:(?P<ordinal>st|nd|rd|th)(?![A-Za-z])|\+?[ \u00a0-]?(?P<scale>{join_cased_words(SCALES)})s?(?![a-z])"
    rf"|[ -]?(?P<parts>{'|'.join(_PREFIXED)})\b"
    rf"| ?(?P<short>(?<! )k|(?<! )K|mn|bn|trn|tn|bln|mln)\b| ?(?P<odd>½|¼|¾)|/(?P<under>\d{{1,2}})(?![\d/]|\.\d))?"
)
_WORD = re.compile(rf"(?:{join_cased_words(WORDS)})(?![A-Za-z])")
_NEXT = re.compile(
    r"(?P<joint>[ -]| - |,? and |-and-)"
    rf"(?:(?P<word>{join_cased_words(WORDS)})|(?P<plural>{join_cased_words(list(SCALES)[2:])})s)(?!(?!fold\b)[A-Za-z])"
)
_NOTES = re.compile(" (?:hundred|thousand)-(?:yuan|dollar|pound|euro|rupee|yen)[ -](?:notes?|bills?|banknotes?)\\b")
"""What is counted, not multiplied: five hundred-yuan notes."""
_AGO = re.compile(r" [a-z]+ (?:day|week|month|year)s? (?:ago|earlier|later|before|back)\b")
"""A period behind a sum that goes without its unit: "it was five thousand three years ago"."""
_PART = re.compile(rf"[ -](?P<part>{join_cased_words(_PARTS)})\b(?! (?:time|of 20))")
_HALF = re.compile(
    rf"[ -]and[ -](?:a|one)[ -](?P<half>half|quarter)\b(?:[ -](?P<scale>{join_cased_words(SCALES)})(?![A-Za-z]))?"
)
_DIGIT = "|".join(("oh", *list(SMALL)[:10]))
_POINT = re.compile(
    rf" point (?P<digits>(?:{_DIGIT})(?:[ -](?:{_DIGIT})){{0,5}})(?![A-Za-z-])"
    rf"(?:[ -](?P<scale>{join_cased_words(SCALES)})s?(?![A-Za-z]))?"
)
_GRAND = re.compile(
    " grand(?![a-z-])(?= (?:short|in|on|for|a|to|from|and|each|per|more|or|richer|poorer|less|cash|down|over|off|out"
    "|back|worth|that|is|was|by|at|as|if|when|into|just|this|apiece|altogether|now|all|the"
    "|he|she|I|you|they|we|it)\\b|[^ A-Za-z]|$)"
)
"""The thousand of shop talk, where no noun follows: "five grand short", but no "two grand pianos"."""
_OF_SCALE = re.compile(rf" of an? (?P<scale>{'|'.join(SCALES)})(?![a-z])")
_ALL_BUT_ONE = 3
_PERIODS = re.compile(r"\b(?:first|last|past|previous|next|these|those|of) \Z")
_SEVERAL = re.compile(r"\b(?:[Ss]everal|[Aa] few) \Z")
_ARTICLE = re.compile(r"\b[Aa] \Z")
_FRACTIONS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}


class EnglishNumber(NamedTuple):
    """A number that was read, and where it ends in the text.

    `scaled` is what a word like "million" multiplied it by, `text` its digits or words in lower case.
    """

    value: Number
    end: int
    scaled: Number = 1
    ordinal: bool = False
    worded: bool = False
    text: str = ""
    precision: Precision = Precision.EXACT


def read_number(text: str, start: int) -> EnglishNumber | None:
    """Read the number that begins at `start`; None where none does."""
    digits = _DIGITS.match(text, start)
    found = _read_digits(digits) if digits else _read_words(text, start)
    half = _HALF.match(text, found.end) if found else None
    found = _add_half(found, half) if found and half else found
    point = _POINT.match(text, found.end) if found and _takes_point(text, found, start) else None
    found = _add_point(found, point) if found and point else found
    grand = _GRAND.match(text, found.end) if found and not found.ordinal and found.value > 1 else None
    return found._replace(value=found.value * 1000, end=grand.end(), scaled=1000) if found and grand else found


def _takes_point(text: str, found: EnglishNumber, start: int) -> bool:
    """Whether decimals may stand behind a number in words; "at one point five people" has none."""
    return found.worded and not found.ordinal and found.scaled == 1 and not text.endswith(("at ", "At "), 0, start)


def _add_point(found: EnglishNumber, point: re.Match[str]) -> EnglishNumber:
    """A number with decimals in words: "thirty-eight point seven", "two point five million"."""
    digits = "".join(str(SMALL.get(word, 0)) for word in re.split("[ -]", point["digits"]))
    scale = SCALES[point["scale"].lower()] if point["scale"] else 1
    value = simplify((found.value + Fraction(int(digits), 10 ** len(digits))) * scale)
    return found._replace(value=value, end=point.end(), scaled=scale)


def _add_half(found: EnglishNumber, half: re.Match[str]) -> EnglishNumber:
    """A number and a half: "two and a half million", "2 million and a half"."""
    part = Fraction(1, 2 if half["half"] == "half" else 4)
    if half["scale"] and found.scaled == 1:
        scale = SCALES[half["scale"].lower()]
        return found._replace(value=simplify((found.value + part) * scale), end=half.end(), scaled=scale)
    end = half.end("half")
    return found._replace(value=simplify(found.value + part * found.scaled), end=end)


def read_scale_of(text: str, end: int) -> tuple[int, int]:
    """What a fraction that ends at `end` is a part of, and where that ends: a quarter "of a million"."""
    match = _OF_SCALE.match(text, end)
    return (SCALES[match["scale"]], match.end()) if match else (1, end)


def _is_place(match: re.Match[str]) -> bool:
    """Whether what stands before figures says that they are no fraction: page 1/3, the first of three."""
    return (
        match.string[max(match.start() - 6, 0) : match.start()].lower().endswith(("page ", "step ", "stage ", "phase "))
    )


def _read_digits(match: re.Match[str]) -> EnglishNumber:
    value, scaled = parse_digits(match["digits"]), 1
    if match["scale"]:
        scaled = SCALES[match["scale"].lower()]
    elif match["short"] or match["parts"]:
        scaled = _SHORT[match["short"]] if match["short"] else _PREFIXED[match["parts"]]
    elif match["odd"]:
        return EnglishNumber(value + _FRACTIONS[match["odd"]], match.end(), text=match[0])
    elif match["under"] and isinstance(value, int) and int(match["under"]) > value > 0 and not _is_place(match):
        return EnglishNumber(Fraction(value) / int(match["under"]), match.end(), text=match[0])
    end = match.end("digits") if match["under"] else match.end()
    return EnglishNumber(simplify(value * scaled), end, scaled, bool(match["ordinal"]), text=match["digits"])


def _read_words(text: str, start: int) -> EnglishNumber | None:
    """Read the longest run of words from `start` on that is one number."""
    first = _WORD.match(text, start)
    if not first:
        return None
    words, end = [first[0].lower()], first.end()
    while words[-1] not in ORDINALS and (following := _NEXT.match(text, end)) and not _NOTES.match(text, end):
        word = (following["word"] or following["plural"]).lower()
        after_article = len(words) == 1 and _ARTICLE.search(text, max(start - 3, 0), start)
        if not _goes_on(["one", *words] if after_article else words, word, "and" in following["joint"]):
            break
        if word in SMALL and words[-1] in SCALES and _AGO.match(text, end):
            break
        words.append(word)
        end = following.end()
    return _make_number(text, words, start, end)


def _goes_on(words: list[str], word: str, joint: bool) -> bool:
    """Whether a word goes on with the number: twenty + one, hundred + twenty, but not two + three, thousand + first.

    `joint` tells whether an "and" stands between.
    """
    last = words[-1]
    if word in ORDINALS and not joint and SCALES.get(last, 0) > SCALES["hundred"]:
        return False
    if word in SCALES or word in _ORDINAL_SCALES:
        return not joint and last != "zero" and (last not in SCALES or SCALES[last] < min(_find_scale(word), 10**6))
    size = SMALL.get(word, ORDINALS.get(word, 0))
    if last in SCALES:
        return len(words) > 1 or not joint
    return not joint and SMALL.get(last, 0) >= 20 and 0 < size < 10


def _find_scale(word: str) -> int:
    return SCALES.get(word) or _ORDINAL_SCALES[word]


def _make_number(text: str, words: list[str], start: int, end: int) -> EnglishNumber:
    """The number that some words make, or the fraction that it makes with the word behind it: two thirds."""
    ordinal = words[-1] in ORDINALS or words[-1] in _ORDINAL_SCALES
    value = _add_up(words)
    part = _PART.match(text, end) if not ordinal and value < 20 else None
    if part and (value > 1 or part["part"].lower() not in ("second",)):
        size = _PARTS[part["part"].lower()]
        if value < size and not _is_period(text, value, part, start):
            scale, end = read_scale_of(text, part.end())
            number = simplify(Fraction(value, size) * scale)
            return EnglishNumber(number, end, scale, worded=True, text=" ".join(words))
    scale = SCALES.get(words[-1], 1)
    is_vague = words[-1] == "dozen" or (words[0] in SCALES and _SEVERAL.search(text, max(start - 8, 0), start))
    precision = Precision.ROUNDED if is_vague else Precision.EXACT
    return EnglishNumber(value, end, scale, ordinal, True, " ".join(words), precision)


def _is_period(text: str, value: int, part: re.Match[str], start: int) -> bool:
    """Whether quarters are parts of a year: "one quarter", "two quarters", "the last three quarters"."""
    if part["part"].lower() not in ("quarter", "quarters") or text.startswith(" of", part.end()):
        return False
    return value < _ALL_BUT_ONE or bool(_PERIODS.search(text, max(start - 10, 0), start))


def _add_up(words: list[str]) -> int:
    total = section = 0
    for word in words:
        scale = SCALES.get(word) or _ORDINAL_SCALES.get(word)
        if scale == 100:
            section = (section or 1) * 100
        elif scale:
            total, section = total + (section or 1) * scale, 0
        else:
            section += SMALL[word] if word in SMALL else ORDINALS[word]
    return total + section
