"""Figures that name a thing or count nothing: labels, footnotes, codes of characters; and scores."""

from align.model import Span
from align.quantities.model import IMPLIED, Kind, Quantity
from align.quantities.patterns import EN_SENSES, FIGURES, ZH_SENSES

_ENTITY, _VALUE, _SUM = (FIGURES.late(name) for name in ("written_by_number", "value_of_program", "dollars_in_scale"))
_PICTURE = FIGURES.late("name_of_image")
_FIGURE, _PERCENT = FIGURES.late("glued_figure"), FIGURES.late("percent_sign")
_BEFORE_FOOTNOTE, _BEHIND_FOOTNOTE, _CHINESE_STOP, _CHINESE_WORD = (
    FIGURES.late(name) for name in ("before_glued_figure", "behind_glued_figure", "chinese_stop", "ends_chinese_word")
)
_DIGIT_OF_NAME, _GLUED_TO_YEAR, _IN_YEAR = (
    FIGURES.late(name) for name in ("digit_of_name", "year_with_figure", "before_year")
)
_FOOTNOTE_DIGITS, _FIGURES = 2, frozenset("123456789")
_LABEL, _DIGITS, _COUNTRY, _YEAR = (
    FIGURES.late(name) for name in ("label", "digits_of_label", "country_code", "plain_year")
)
_LETTERS, _ENDS_LETTERS, _COMPOUND, _NO_LETTERS = (
    FIGURES.late(name)
    for name in ("letters_before_label", "ends_letters_of_label", "compound_before_digits", "no_letters_of_label")
)
_REACH_OF_SCORE = 60
_BEFORE, _BEHIND, _TIME_BEFORE, _TIME_BEHIND = (
    tuple(table.late(name) for table in (EN_SENSES, ZH_SENSES))
    for name in ("before_score", "behind_score", "before_time_of_day", "behind_time_of_day")
)
FOOTNOTED = "footnoted"
"""The unit of a number that may be a year and the figure of a footnote: "in 20092"."""


def blank_entities(text: str) -> str:
    """Return the text with blanks for what counts nothing in a program's way.

    These are characters written by their numbers (&#183;), places of values (%2$s), mathematics ($2m$), and pictures
    that are called by a number (![86753]).
    """
    has_any = any(sign in text for sign in ("&#", "$", "!["))
    return _ENTITY.sub(lambda match: " " * len(match[0]), text) if has_any else text


def blank_pictures(text: str, prose: str) -> str:
    """Return the prose of a text with blanks for the names of pictures, whose brackets it may lack.

    >>> blank_pictures("as ![86753] shows", "as   86753  shows")
    'as          shows'
    """
    if "![" not in text:
        return prose
    chars = [*prose]
    for picture in _PICTURE.finditer(text):
        chars[slice(*picture.span())] = " " * len(picture[0])
    return "".join(chars)


def blank_values(source: str, target: str) -> tuple[str, str]:
    """Return a text and its translation with blanks for values that a program puts there: $1 to $9, the same in both.

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
    """Return where to go on after a percentage: after the figure that is glued to its sign too, as in "4.7%3"."""
    end = percentage.span.end
    match = _FIGURE.match(text, end) if _PERCENT.match(text, end - 1) else None
    return match.end() if match else end


def is_footnote(text: str, start: int, end: int) -> bool:
    """Return whether a figure is a footnote's: glued to a bracket or the end of a sentence, with nothing to count.

    >>> is_footnote("(EMEAP)5 ", 7, 8), is_footnote("(EMEAP)5个", 7, 8)
    (True, False)
    """
    if end - start > _FOOTNOTE_DIGITS or text[start : start + 1] not in _FIGURES:
        return False
    if _CHINESE_STOP.match(text, end) and _CHINESE_WORD.search(text, max(start - 1, 0), start):
        return True
    return bool(_BEHIND_FOOTNOTE.match(text, end) and _BEFORE_FOOTNOTE.search(text, max(start - 14, 0), start))


def is_year_with_footnote(text: str, start: int) -> bool:
    """Return whether a year with the figure of a footnote glued to it may begin at `start`, in English: "since 19943".

    >>> is_year_with_footnote("since 19943.", 6), is_year_with_footnote("of 19943 people", 3)
    (True, False)
    """
    return bool(_GLUED_TO_YEAR.match(text, start) and _IN_YEAR.search(text, max(start - 8, 0), start))


def read_named_digit(text: str, start: int) -> Quantity | None:
    """Read the digit of a name that has one digit only, passing the figure of a footnote: "ASEAN+3", "Pillar 33"."""
    match = _DIGIT_OF_NAME.match(text, start)
    return Quantity(Span(*match.span()), Kind.LABEL, label=match["digit"]) if match else None


def read_label(text: str, start: int) -> Quantity | None:
    """Read the label whose first digit is at `start`; letters before it belong to it."""
    if not "0" <= text[start] <= "9":
        return None
    named = read_named_digit(text, start) or _read_country(text, start)
    if named:
        return named
    may_follow = start and _ENDS_LETTERS.match(text, start - 1)
    before = _LETTERS.search(text, max(start - 14, 0), start) if may_follow else None
    is_name = before and not _NO_LETTERS.fullmatch(before[0])
    match = (_DIGITS if is_name else _LABEL).match(text, start)
    if not match or (before and _COMPOUND.fullmatch(before[0]) and _counts(text, before.start(), match[0])):
        return None
    begin = before.start() if before else start
    return Quantity(Span(begin, match.end()), Kind.LABEL, label=text[begin : match.end()])


def _read_country(text: str, start: int) -> Quantity | None:
    """Read the number of a country before a telephone number, which may go without: "+86 10 6512 3456"."""
    code = _COUNTRY.match(text, start) if text[start - 1 : start] == "+" else None
    return Quantity(Span(start, code.end()), Kind.CARDINAL, int(code[0]), unit=IMPLIED) if code else None


def _counts(text: str, start: int, digits: str) -> bool:
    """Return whether digits after a hyphen count or date what the word before it says: "end-2020", "a-1.5"."""
    return "." in digits or (bool(_YEAR.fullmatch(digits)) and text[start - 1 : start].islower())


def is_score(text: str, start: int, end: int) -> bool:
    """Return whether what is from `start` to `end`, like 21:25, is a score or a ratio.

    The word that says so is next to it, and nothing times it.
    """
    reach = max(start - _REACH_OF_SCORE, 0)
    if any(one.search(text, reach, start) for one in _TIME_BEFORE) or any(one.match(text, end) for one in _TIME_BEHIND):
        return False
    return any(one.search(text, reach, start) for one in _BEFORE) or any(one.match(text, end) for one in _BEHIND)
