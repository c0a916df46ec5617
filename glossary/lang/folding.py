"""Texts made comparable: width, script, typography, white space and case folded, with the way back to the offsets.

All but white space is folded character by character. Case is folded by `str.title`, so that each word begins with a
capital letter, and a search for a term does not stop inside words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cache
from typing import NamedTuple

from glossary.lang import zh_folding

_TYPOGRAPHY = {"’": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "\xa0": " "}
_WIDE = re.compile("[\u2f00-\u2fd5\u3000\uf900-\ufaff\uff01-\uff0b\uff0d-\uffee]")
_RUN = re.compile(r"\s+")
_LONG_RUN = re.compile(r"\s\s+")


def _keeps_its_length(character: str) -> bool:
    return len(character.title()) == 1 and len(character.lower()) == 1


_UNFOLDED = re.compile(f"([{''.join(c for c in map(chr, range(0x80, 0xFFFF)) if not _keeps_its_length(c))}])")


class Folded(NamedTuple):
    """A text made comparable. `original` is what was given; `plain` is `text` before case was folded, and what both
    Chinese scripts share.

    `cuts` are the offsets in `text` where white space was dropped, `dropped` how many characters were up to each.
    """

    original: str
    plain: str
    text: str
    cuts: tuple[int, ...]
    dropped: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of `text` stands in `original`: without the white space dropped on its edges."""
        if not self.cuts:
            return start, end
        before, within = bisect_right(self.cuts, start), bisect_left(self.cuts, end)
        return (
            start + (self.dropped[before - 1] if before else 0),
            end + (self.dropped[within - 1] if within else 0),
        )

    def dropped_before(self) -> list[int]:
        """How many characters were dropped up to each of `text`: what `span` adds, for many stretches at once."""
        shifts, last, amount = list[int](), 0, 0
        for cut, dropped in zip(self.cuts, self.dropped, strict=True):
            shifts += [amount] * (cut - last)
            last, amount = cut, dropped
        return shifts + [amount] * (len(self.text) - last + 1)


def fold(text: str, language: str) -> Folded:
    """Return `text` made comparable to other texts of its language.

    A run of blanks with at most one line break is one blank; in Chinese and Japanese there is none beside ideographs.
    Curly apostrophes are straight, and hyphens blanks.
    """
    wide = language[:2].lower() in ("zh", "ja")
    chinese = language[:2].lower() == "zh"
    narrow = text.translate(_chinese()) if chinese else _typography(text)
    plain, cuts, dropped = _squeeze(narrow, wide)
    plain = plain.replace("-", " ")
    if not wide:
        plain = plain.replace("\n", " ").replace("\r", " ").replace("\t", " ")
    return Folded(text, plain, _fold_case(zh_folding.fold(plain) if chinese else plain), cuts, dropped)


def _fold_case(text: str) -> str:
    """Title case of the same length: letters whose other case is longer (ß, İ) stay as they are."""
    if text.isascii() or not _UNFOLDED.search(text):
        return text.title()
    return "".join(piece if place % 2 else piece.title() for place, piece in enumerate(_UNFOLDED.split(text)))


def _squeeze(text: str, wide: bool) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """Shorten runs of white space; return the text, where it was cut and how much was dropped up to there."""
    pieces, cuts, dropped = list[str](), list[int](), list[int]()
    last = shift = 0
    for run in (_RUN if wide else _LONG_RUN).finditer(text):
        start, end = run.span()
        if start == 0 or end == len(text) or (end - start > 1 and text.count("\n", start, end) > 1):
            continue
        kept = 0 if wide and (is_ideographic(text[start - 1]) or is_ideographic(text[end])) else 1
        if end - start > kept:
            pieces += [text[last:start], " " * kept]
            cuts.append(start - shift + kept)
            shift += end - start - kept
            dropped.append(shift)
            last = end
    return ("".join([*pieces, text[last:]]) if cuts else text), tuple(cuts), tuple(dropped)


def is_ideographic(character: str) -> bool:
    """Whether a character is of a script that puts no blanks between words: Han or kana."""
    return character >= "\u2e80" and (
        "\u3400" <= character <= "\u9fff"
        or "\u3005" <= character <= "\u30ff"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U000323af"
    )


def _typography(text: str) -> str:
    if text.isascii():
        return text
    for character, to in _TYPOGRAPHY.items():
        text = text.replace(character, to)
    return text.translate(_widths()) if _WIDE.search(text) else text


@cache
def _chinese() -> list[str]:
    """What the width, the typography and the script of a code point amount to."""
    return [zh_folding.simplify(_TYPOGRAPHY.get(character, character)) for character in _widths()]


@cache
def _widths() -> list[str]:
    """Half-width and compatibility characters of one plain one: full-width Latin, the blank U+3000, U+F900."""
    blocks = (range(0xFF01, 0xFFEF), range(0xF900, 0xFB00), range(0x2F00, 0x2FD6), range(0x3000, 0x3001))
    table = list(map(chr, range(0x10000)))
    for code in (code for block in blocks for code in block):
        plain = unicodedata.normalize("NFKC", chr(code))
        table[code] = plain if len(plain) == 1 else chr(code)
    return table
