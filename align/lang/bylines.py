"""How newsrooms sign and credit what they print: parts of expressions that are matched without regard to case."""

from glossary.lang.scripts import HAN

OPEN = r"[\[(（【〔]"
"""A bracket that opens a note of the desk."""

CLOSE = r"[\])）】〕]"
"""A bracket that closes one."""

_WORD = r"(?-i:[A-Z])[\w'’.-]{0,30}"

NAMES = rf"{_WORD}(?:(?:\s?[,、，;/]\s?|\s)(?:and\s|&\s)?{_WORD}){{1,11}}"
"""Two to twelve capitalised words, with commas or "and" between them: persons, perhaps after their paper."""

PAPER = rf"{_WORD}(?:\s{_WORD}){{0,4}}"
"""One to five capitalised words: the name of a paper."""

HAN_NAME = f"(?-i:[{HAN}·• ]){{2,16}}"
"""A person or a paper in Chinese characters."""

CHINESE_PICTURE_AGENCIES = (
    "Visual China Group",
    "Visual China",
    "Oriental IC",
    "Dongfang IC",
    "IC Photo",
    "IC photo",
    "ICphoto",
    "CNSphoto",
    "VCG",
)
"""Picture agencies that English readers hardly meet but in a credit; longer names first."""

NEWS_AGENCIES = ("Xinhua News Agency", "Getty Images", "China News Service", "Xinhua", "Reuters", "AFP", "CFP")
"""Agencies of which news and captions both speak."""


def put_in_brackets(*words: str) -> tuple[str, ...]:
    """Put words behind each opening bracket, with and without a space between.

    >>> put_in_brackets("x")[:2]
    ('[x', '[ x')
    """
    return tuple(f"{bracket}{gap}{word}" for word in words for bracket in "[(（【〔" for gap in ("", " "))
