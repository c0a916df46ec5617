"""English words that can carry a negation, or stand in its place.

`en/negative_words` is long on purpose: a text without any of its words says nothing negative in any way. Its kinds are
`negative` (`un*` for what begins so, `*less` for what ends so), `harmless` for words that only begin like a negative
one, and `phrase`. `en/denials` has words that deny or forbid what a sentence says, words behind one of them that show
that it does not (`not after denial`: “not only”), and words that turn the sense of a denial, or go with one where the
source has none (`turning`). Those of the kind `ahead` turn the sense of what follows in the clause (“only outdoors”),
those of the kind `comparison` that of a comparison.
"""

import re
from typing import NamedTuple

from align.lang.word_patterns import compile_english, join_english, list_words
from align.model import Span
from glossary.pack.tables import Form, cache_by_packs

NEGATIVE_WORDS = Form(
    "align",
    "en/negative_words",
    ("words", "kind"),
    key=("words",),
    choices=(("kind", ("negative", "harmless", "phrase")),),
)
DENIALS = Form(
    "align",
    "en/denials",
    ("words", "kinds"),
    key=("words",),
    needed=("kinds",),
)
_WORD = re.compile(r"[a-z]+(?:['’]t\b)?")
_FEWEST_WORDS = 2
_WITHOUT = re.compile(r"\bwithout\b", re.IGNORECASE)


class _Negative(NamedTuple):
    words: frozenset[str]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]
    harmless: tuple[str, ...]
    phrases: re.Pattern[str]


def may_negate(text: str) -> bool:
    """Return whether anything in an English text can carry a negation; also where it has hardly any words.

    >>> may_negate("N/A"), may_negate("I beg to differ.")
    (True, True)
    >>> may_negate("We gave up."), may_negate("We have persevered."), may_negate("It is smoke-free.")
    (False, True, True)
    """
    text = text.lower().replace("_", "")  # which marks the letter of a key: Cance_l
    words = _WORD.findall(text)
    return len(words) < _FEWEST_WORDS or any(map(_is_negative, words)) or _load().phrases.search(text) is not None


def may_forbid(text: str) -> bool:
    """Return whether anything but “without” in an English text can carry a negation.

    >>> may_forbid("You may copy it without consent."), may_forbid("You may not copy it without consent.")
    (False, True)
    """
    return may_negate(_WITHOUT.sub(" ", text))


def find_plain_denial(text: str) -> Span | None:
    """Return the word that denies or forbids what a sentence says, where it says nothing else that is negative.

    >>> find_plain_denial("It cannot be taken."), find_plain_denial("It will not only rise but soar.")
    (Span(start=3, end=9), None)
    """
    denial, turning = _compile_denials()
    found = denial.search(text)
    return None if found is None or turning.search(text) else Span(*found.span())


def _is_negative(word: str) -> bool:
    known = _load()
    return word in known.words or (
        (word.startswith(known.beginnings) or word.endswith(known.endings)) and not word.startswith(known.harmless)
    )


@cache_by_packs
def _load() -> _Negative:
    words = [one.replace("'", mark) for one in list_words(NEGATIVE_WORDS, "negative") for mark in ("'", "’")]
    return _Negative(
        frozenset(one for one in words if "*" not in one),
        tuple(dict.fromkeys(one[:-1] for one in words if one.endswith("*"))),
        tuple(dict.fromkeys(one[1:] for one in words if one.startswith("*"))),
        tuple(one.strip("*") for one in list_words(NEGATIVE_WORDS, "harmless")),
        re.compile(join_english(list_words(NEGATIVE_WORDS, "phrase"))),
    )


@cache_by_packs
def _compile_denials() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a word that denies what a sentence says, and one that turns its sense."""
    denial, other, turning = (
        compile_english(DENIALS, kind, r"\w").pattern for kind in ("denial", "not after denial", "turning")
    )
    return re.compile(rf"(?:{denial})(?! (?:{other}))", re.IGNORECASE), re.compile(turning, re.IGNORECASE)
