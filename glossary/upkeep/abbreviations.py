"""A term with its abbreviation in brackets: “sodium-ion battery (SIB)”, 世界贸易组织（世贸组织）."""

from __future__ import annotations

import re
from collections.abc import Iterable

from glossary.lang.scripts import has_han

_BRACKETED = re.compile(r"(.*[^(（\s])\s{0,5}[(（]\s{0,5}([^()（）\s]{2,12})\s{0,5}[)）]")
_LETTERS = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*-?[0-9]*")
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(["a", "an", "the"])


def split_abbreviation(text: str, others: Iterable[str] = ()) -> tuple[str, ...]:
    """Split a term from its abbreviation in brackets; the text alone where these hold something else, such as a label.

    An abbreviation in Latin letters begins as the term does and has its letters, half of them initials of its words;
    that of a Chinese term is made of one of `others`, which mean the same in another language. One in Chinese leaves
    characters out.

    >>> split_abbreviation("sodium-ion battery (SIB)"), split_abbreviation("lift (UK)")
    (('sodium-ion battery', 'SIB'), ('lift (UK)',))
    >>> split_abbreviation("世界贸易组织（世贸组织）"), split_abbreviation("汇率（货币）")
    (('世界贸易组织', '世贸组织'), ('汇率（货币）',))
    """
    found = _BRACKETED.fullmatch(text.strip())
    if found is None:
        return (text,)
    full, short = found.groups()
    if has_han(short):
        is_short = has_han(full) and short not in full and _is_left_of(short, full)
    else:
        names = [other.partition("(")[0] for other in others] if has_han(full) else [full]
        is_short = bool(_LETTERS.fullmatch(short)) and any(_abbreviates(short, name) for name in names)
    return (full, short) if is_short else (text,)


def _abbreviates(short: str, name: str) -> bool:
    """Return whether letters, but for an s of the plural and a number, are those of a name in their order."""
    letters = (short[:-1] if short.endswith("s") else short).lower().rstrip("-0123456789")
    words = [word for word in map(str.lower, _WORD.findall(name)) if word not in _SMALL]
    if not words or words[0][0] != letters[0] or not _is_left_of(letters, "".join(words)):
        return False
    initials, end = 0, 0
    for word in words:
        if (place := letters.find(word[0], end)) >= 0:
            initials, end = initials + 1, place + 1
    return 2 * initials >= len(letters)


def _is_left_of(short: str, full: str) -> bool:
    """Return whether a text is what is left of another one where characters are left out."""
    rest = iter(full)
    return len(short) < len(full) and all(character in rest for character in short)
