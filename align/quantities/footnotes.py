"""Figures that count nothing: the number of a footnote glued to what is before it, the code of a character."""

import re

from align.model import Span
from align.quantities.model import Kind, Quantity

_ENTITY = re.compile(r"&#x?[0-9A-Fa-f]{1,6};|%[0-9]{1,2}\$")
_VALUE = re.compile(r"\$([1-9])(?![.,]?\d)")
_SUM = re.compile(r"\$[1-9] ?(?:[万亿萬億千百美]|[bmtBMT]illion|thousand|(?:bn|[mk])\b)")
_FIGURE = re.compile(r"[1-9]\d?(?=[\s,.;:，。；、）)]|$)(?![.,]\d)")
_FOOTNOTE_DIGITS, _DIGITS = 2, frozenset("123456789")
_BEFORE_FOOTNOTE = re.compile(r"(?:[)）][.,;:]?|\b(?!(?:no|vol|fig|art|sec|pp|vs|ch)\b)[a-z]{2,12}[.,;:])\Z")
_CHINESE_STOPS = frozenset("，。；")
_CHINESE_WORD = re.compile("[^为為是达達至到得约約共近第有以比了成过過超逾每前后加减表图圖件注分\\W\\da-zA-Z]\\Z")
"""The end of a word that no number follows as what it says."""
_BEHIND_FOOTNOTE = frozenset((*" \n。", ""))
_NAMES_OF_ONE_DIGIT = ("盟+", "盟＋", "ASEAN+", "Pillar ", "Tier ")
_ONE_DIGIT = re.compile(r"([1-9])(?:[1-9]\d?)?(?![\d.%])")
FOOTNOTED = "footnoted"
"""The unit of a number that may be a year and the figure of a footnote: "in 20092"."""
_GLUED_TO_YEAR = re.compile(
    r"(?:19|20)\d\d[1-9]\d?(?=[,.;:)\]]?(?: (?:and|to|was|were|is|as|the|at|by|from|with|when)\b|$|[,.;:)\]] ))"
)
_IN_YEAR = re.compile(r"\b(?:[Ii]n|[Ss]ince|of|[Ff]rom|to|[Dd]uring|[Uu]ntil|end|[Bb]y)[ -]\Z")


def blank_entities(text: str) -> str:
    """The text with blanks for characters that are written by their numbers (&#183;) and positions of values (%2$s)."""
    return _ENTITY.sub(lambda match: " " * len(match[0]), text) if "&#" in text or "$" in text else text


def blank_values(source: str, target: str) -> tuple[str, str]:
    """A text and its translation with blanks for values that a program puts there: $1 to $9, the same in both.

    >>> blank_values("将您的$2分享给$1", "share your $2 with $1"), blank_values("$1亿", "$1 billion")
    (('将您的  分享给  ', 'share your    with   '), ('$1亿', '$1 billion'))
    """
    if "$" not in source or "$" not in target:
        return source, target
    theirs, ours = (sorted({*_VALUE.findall(text)}) for text in (source, target))
    if theirs != ours or theirs != [*"123456789"[: len(theirs)]] or _SUM.search(source) or _SUM.search(target):
        return source, target
    return _VALUE.sub("  ", source), _VALUE.sub("  ", target)


def pass_footnote(text: str, percentage: Quantity) -> int:
    """Where to go on behind a percentage: behind the figure that is glued to its sign too, as in "4.7%3"."""
    end = percentage.span.end
    match = _FIGURE.match(text, end) if text[end - 1] in "%％" else None
    return match.end() if match else end


def is_footnote(text: str, start: int, end: int) -> bool:
    """Whether a figure is a footnote's: glued to a bracket or the end of a sentence, with nothing behind it to count.

    >>> is_footnote("(EMEAP)5 ", 7, 8), is_footnote("(EMEAP)5个", 7, 8)
    (True, False)
    """
    if end - start > _FOOTNOTE_DIGITS or text[start : start + 1] not in _DIGITS:
        return False
    if text[end : end + 1] in _CHINESE_STOPS and _CHINESE_WORD.search(text, max(start - 1, 0), start):
        return True
    return text[end : end + 1] in _BEHIND_FOOTNOTE and bool(_BEFORE_FOOTNOTE.search(text, max(start - 14, 0), start))


def is_year_with_footnote(text: str, start: int) -> bool:
    """Whether a year with the figure of a footnote glued to it may begin at `start`, in English: "since 19943".

    >>> is_year_with_footnote("since 19943.", 6), is_year_with_footnote("of 19943 people", 3)
    (True, False)
    """
    return bool(_GLUED_TO_YEAR.match(text, start) and _IN_YEAR.search(text, max(start - 8, 0), start))


def read_named_digit(text: str, start: int) -> Quantity | None:
    """Read the digit of a name that has one digit only, passing the figure of a footnote: "ASEAN+3", "Pillar 33"."""
    match = _ONE_DIGIT.match(text, start) if text.endswith(_NAMES_OF_ONE_DIGIT, 0, start) else None
    return Quantity(Span(*match.span()), Kind.LABEL, label=match[1]) if match else None
