"""Folding: texts made comparable in width, script, typography, white space and case, with a way back to their offsets.

All but white space is folded character by character. Case is folded by `str.title`: every word begins with a capital
letter, so that a search for a term does not stop inside words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cache
from typing import NamedTuple

from glossary.dictionary.files import cache_by_dictionary
from glossary.dictionary.script_folding import fold_scripts, simplify
from glossary.lang.scripts import is_unspaced
from glossary.pack.patterns import compile_late

_TYPOGRAPHY = {"’": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "\xa0": " "}
_WIDE = compile_late("[\u2f00-\u2fd5\u3000\uf900-\ufaff\uff01-\uff0b\uff0d-\uffee]")
_RUN = compile_late(r"\s+")
_LONG_RUN = compile_late(r"\s\s+")


@cache
def _compile_unfolded() -> re.Pattern[str]:
    """Return what finds a letter that is longer in another case: blocks of characters without any are passed over."""
    found = list[str]()
    for start in range(0x80, 0xFFFF, 0x80):
        block = " ".join(map(chr, range(start, start + 0x80)))
        if not len(block.title()) == len(block.lower()) == len(block):
            found += [one for one in block[::2] if len(one.title()) > 1 or len(one.lower()) > 1]
    return re.compile(f"([{''.join(found)}])")


class FoldedText(NamedTuple):
    """A text made comparable (`text`), and the text it was made from (`original`).

    `plain` is `text` before case and the characters that both Chinese scripts have were folded. `cuts` are the offsets
    in `text` where white space was dropped, `dropped` the number of characters dropped up to each of them.
    """

    original: str
    plain: str
    text: str
    cuts: tuple[int, ...]
    dropped: tuple[int, ...]

    def find_original(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of `text` is in `original`, without white space dropped at its edges."""
        if not self.cuts:
            return start, end
        before, within = bisect_right(self.cuts, start), bisect_left(self.cuts, end)
        return (
            start + (self.dropped[before - 1] if before else 0),
            end + (self.dropped[within - 1] if within else 0),
        )

    def count_dropped(self) -> list[int]:
        """Count the characters dropped up to each offset in `text`: what `find_original` adds, for all at once."""
        shifts, last, amount = list[int](), 0, 0
        for cut, dropped in zip(self.cuts, self.dropped, strict=True):
            shifts += [amount] * (cut - last)
            last, amount = cut, dropped
        return shifts + [amount] * (len(self.text) - last + 1)


def fold(text: str, language: str) -> FoldedText:
    """Return `text` made comparable to other texts of its language.

    A run of blanks with at most one line break becomes one blank; in Chinese and Japanese it is dropped next to Han
    characters and kana. Curly apostrophes become straight ones, and hyphens blanks.
    """
    wide = language[:2].lower() in ("zh", "ja")
    chinese = language[:2].lower() == "zh"
    narrow = text.translate(_build_chinese_table()) if chinese else _fold_typography(text)
    plain, cuts, dropped = _squeeze(narrow, wide)
    plain = plain.replace("-", " ")
    if not wide:
        plain = plain.replace("\n", " ").replace("\r", " ").replace("\t", " ")
    return FoldedText(text, plain, _fold_case(fold_scripts(plain) if chinese else plain), cuts, dropped)


def _fold_case(text: str) -> str:
    """Return a text in title case, of the same length: letters whose other case is longer (ß, İ) stay as they are."""
    if text.isascii() or not _compile_unfolded().search(text):
        return text.title()
    pieces = _compile_unfolded().split(text)
    return "".join(piece if place % 2 else piece.title() for place, piece in enumerate(pieces))


def _squeeze(text: str, wide: bool) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """Shorten runs of white space; return the text, and the `cuts` and `dropped` of `FoldedText`."""
    pieces, cuts, dropped = list[str](), list[int](), list[int]()
    last = shift = 0
    for run in (_RUN if wide else _LONG_RUN).finditer(text):
        start, end = run.span()
        if start == 0 or end == len(text) or (end - start > 1 and text.count("\n", start, end) > 1):
            continue
        kept = 0 if wide and (is_unspaced(text[start - 1]) or is_unspaced(text[end])) else 1
        if end - start > kept:
            pieces += [text[last:start], " " * kept]
            cuts.append(start - shift + kept)
            shift += end - start - kept
            dropped.append(shift)
            last = end
    return ("".join([*pieces, text[last:]]) if cuts else text), tuple(cuts), tuple(dropped)


def _fold_typography(text: str) -> str:
    if text.isascii():
        return text
    for character, to in _TYPOGRAPHY.items():
        text = text.replace(character, to)
    return text.translate(_build_width_table()) if _WIDE.search(text) else text


@cache_by_dictionary(4)
def _build_chinese_table() -> list[str]:
    """Return what each code point becomes when width, typography and Chinese script are folded."""
    return list(
        simplify(
            "".join(_build_width_table()).translate(str.maketrans("".join(_TYPOGRAPHY), "".join(_TYPOGRAPHY.values())))
        )
    )


@cache
def _build_width_table() -> list[str]:
    """Return what each code point becomes when width is folded: full-width Latin, U+3000, compatibility ideographs."""
    blocks = (range(0xFF01, 0xFFEF), range(0xF900, 0xFB00), range(0x2F00, 0x2FD6), range(0x3000, 0x3001))
    table = list(map(chr, range(0x10000)))
    for code in (code for block in blocks for code in block):
        plain = unicodedata.normalize("NFKC", chr(code))
        table[code] = plain if len(plain) == 1 else chr(code)
    return table
