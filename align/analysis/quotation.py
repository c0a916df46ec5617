"""Quotation marks and brackets: which open, which close, and which are something else."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from glossary.pack.patterns import compile_late

QUOTES = '"“”'
"""Double quotation marks, straight and curly."""

_CLOSERS = {"(": ")", "[": "]", "{": "}"}
_PLAIN = {"（": "(", "）": ")", "［": "[", "］": "]", "｛": "{", "｝": "}"}
_MARK = compile_late(f'["“”()\\[\\]{{}}{"".join(_PLAIN)}]')
_LIST_LABEL = compile_late(
    r"(?:^|[\s;:,.(（_*\x1a])(?:[A-Za-z]|\d{1,3}|[ivxIVX]{1,5}|\d{1,2}(?:\.\d{1,2}){1,3}|[*†‡#]+)\\?$"
)
_NOTE_LABEL = compile_late(r"\W{0,3}\d{1,4}\\?$")
_SMILEY = compile_late(r"[:;=8xX][-o^']?$")
_FEET = compile_late(r"\d['’′]\s?\d{1,2}$")
_INTERVAL = compile_late(r"[\[(]\s?[-−+]?[\w.∞]*,\s?[-−+]?[\w.∞]*[\])]")
_OPENS_AFTER = frozenset(" \t\n\r\xa0\u3000([{（［—–-/“‘'=>*_\u200b")
_CLOSES_BEFORE = frozenset(" \t\n\r\xa0\u3000)]}）］,.;:!?—–-/”’'<*_…，。；：！？\u200b")


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark or bracket: its place, the character, and whether it opens."""

    offset: int
    char: str
    opens: bool

    @property
    def is_quote(self) -> bool:
        """Return whether it is a quotation mark and no bracket."""
        return self.char in QUOTES


def find_lone_marks(text: str, start: int, end: int) -> list[Mark]:
    """Return the marks between two offsets that have no partner there, in order; of quotation marks one at most."""
    quotes: list[Mark] = []
    brackets: list[Mark] = []
    for match in _MARK.finditer(text, start, end):
        (quotes if match[0] in QUOTES else brackets).append(_read_mark(text, match.start(), start, end))
    lone = _find_lone_brackets(text, start, brackets)
    if len(quotes := list(_leave_out_inches(text, quotes))) % 2:
        lone += _find_lone_quotes(quotes)[:1]
    return sorted(lone, key=lambda mark: mark.offset)


def find_side(text: str, offset: int, start: int, end: int) -> int:
    """Return the side of a quotation on which a mark is, by its neighbours: 1 before, -1 after, 0 unclear."""
    before = offset == start or text[offset - 1] in _OPENS_AFTER
    behind = offset + 1 == end or text[offset + 1] in _CLOSES_BEFORE
    return before - behind


def _read_mark(text: str, offset: int, start: int, end: int) -> Mark:
    char = text[offset]
    if char in QUOTES:
        side = find_side(text, offset, start, end)
        if side or char != '"':
            return Mark(offset, char, side > 0 if side else char == "“")
        opens = text[offset - 1 : offset] in tuple(",:") and text[offset + 1 : offset + 2].isalpha()  # `said,"Go`
        return Mark(offset, char, opens)
    return Mark(offset, char, _PLAIN.get(char, char) in _CLOSERS)


def _find_lone_brackets(text: str, start: int, marks: list[Mark]) -> list[Mark]:
    stack: list[Mark] = []
    lone: list[Mark] = []
    for mark in marks:
        if mark.opens:
            stack.append(mark)
        elif stack and _fit(text, stack[-1], mark):
            stack.pop()
        elif len(stack) > 1 and _fit(text, stack[-2], mark):
            lone.append(stack.pop())
            stack.pop()
        else:
            lone.append(mark)
    lone = sorted(lone + stack, key=lambda mark: mark.offset)
    lone = [mark for mark in lone if not _is_something_else(text, mark, start)]
    mixed = {one.offset for one, other in pairwise(lone) if one.opens and not other.opens}
    return [mark for mark in lone if mark.offset not in mixed]


def _fit(text: str, left: Mark, right: Mark) -> bool:
    if _CLOSERS[_PLAIN.get(left.char, left.char)] == _PLAIN.get(right.char, right.char):
        return True
    return right.offset - left.offset < 40 and bool(_INTERVAL.fullmatch(text, left.offset, right.offset + 1))


def _is_something_else(text: str, mark: Mark, start: int) -> bool:
    if _SMILEY.search(text, max(start, mark.offset - 3), mark.offset):
        return True
    if mark.char == "]":
        return bool(_NOTE_LABEL.fullmatch(text, start, mark.offset))
    return mark.char in ")）" and bool(_LIST_LABEL.search(text[max(start, mark.offset - 12) : mark.offset]))


def _leave_out_inches(text: str, marks: list[Mark]) -> Iterator[Mark]:
    """Yield the marks without signs of inches: `5'10"`, and a straight one after a digit while no quotation is open."""
    is_open = False
    for mark in marks:
        before = text[max(0, mark.offset - 6) : mark.offset]
        if mark.char == '"' and (_FEET.search(before) or (before[-1:].isdigit() and not is_open)):
            continue
        is_open = mark.opens or not is_open
        yield mark


def _find_lone_quotes(marks: list[Mark]) -> list[Mark]:
    stack: list[Mark] = []
    lone: list[Mark] = []
    for mark in marks:
        if mark.opens:
            stack.append(mark)
        elif stack:
            stack.pop()
        else:
            lone.append(mark)
    return lone + stack
