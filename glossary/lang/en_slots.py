"""Which form of a word fits a slot in an English sentence, by the word before the slot.

The trigram model of `fluency` knows most of it; these rules are for what it is too small to know.
"""

from __future__ import annotations

import re

from glossary.lang.function_words import (
    BASIC_PREPOSITIONS,
    BE,
    CONJUNCTIONS,
    DO,
    HAVE,
    MODALS,
    POSSESSIVES,
    PREPOSITIONS,
    make_word_set,
)
from glossary.pack.patterns import compile_late

_FINITE = {"VBZ": -3.0, "VBP": -3.0, "VBD": -3.0}
_NO_VERB = {**_FINITE, "VB": -3.0}

# words before a slot, and what each Penn tag then gains or loses, in nats
_RULES: tuple[tuple[frozenset[str], dict[str, float]], ...] = (
    (frozenset({"to"}), {"VB": 3.0, **_FINITE, "VBN": -3.0}),
    (
        MODALS | DO | make_word_set("cannot can't won't don't doesn't didn't couldn't wouldn't shouldn't let please"),
        {"VB": 3.0, **_FINITE, "VBN": -3.0, "VBG": -3.0},
    ),
    (HAVE | make_word_set("haven't hasn't hadn't"), {"VBN": 3.0, **_FINITE, "VBG": -2.0, "VB": -2.0}),
    (BE | make_word_set("isn't aren't wasn't weren't"), {"VBG": 1.0, "VBN": 1.0, **_NO_VERB}),
    (
        BASIC_PREPOSITIONS - make_word_set("to into")
        | make_word_set("without against through before after while when than upon"),
        {"VBG": 2.0, **_FINITE, "VB": -2.0},
    ),
    (make_word_set("a an each every another this that"), {"NN": 1.0, "NNS": -4.0, **_NO_VERB}),
    (
        make_word_set("many several multiple few these those both various numerous two three four five six ten"),
        {"NNS": 3.0, **_NO_VERB},
    ),
    (POSSESSIVES | make_word_set("the some any no such"), _NO_VERB),
    (make_word_set("he she it"), {"VBZ": 1.0, "VBD": 2.0, "VB": -2.0, "VBP": -2.0, "VBG": -2.0}),
)
_BY_WORD = {word: gains for listed, gains in _RULES for word in listed}


_NUMBERED = compile_late(
    r"\b(?:chart|figure|table|graph|map|box|exhibit|diagram|annex|appendix|chapter|section|schedule)s? "
    r"[0-9A-Z][0-9A-Za-z.-]{0,9} ?\Z",
    re.IGNORECASE,
)
_AFTER_NUMBERED = {"VBZ": 4.0, "VBD": 2.0, "VBP": -2.0, "VB": -3.0, "VBN": -3.0, "VBG": -3.0}
_LONGEST_NUMBERED = 24


def find_expected_tags(before: str, left: str = "") -> dict[str, float]:
    """Return how much each Penn tag gains in likelihood, in nats, after the word `before`; tags not named gain nothing.

    `left` is the text before the slot: after "Chart 1" a verb in the third person is likely.
    """
    if before not in _BY_WORD and _NUMBERED.search(left[-_LONGEST_NUMBERED:]):
        return _AFTER_NUMBERED
    return _BY_WORD.get(before, {})


_BEFORE_ARTICLE = (
    (PREPOSITIONS - {"toward"})
    | CONJUNCTIONS
    | (BE - {"am"})
    | (HAVE - {"having"})
    | DO
    | make_word_set("<s> as although that become became give gives gave given make makes made take takes took taken")
    | make_word_set("see saw find found get got need needs cause caused reach reached sign signed")
)


def has_room_for_article(before: str) -> bool:
    """Return whether a noun after the word `before` may have an article: that word is no determiner and no adjective.

    >>> has_room_for_article("with"), has_room_for_article("the")
    (True, False)
    """
    return before in _BEFORE_ARTICLE
