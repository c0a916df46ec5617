"""What form an English sentence asks for: what the word before a slot says of the form in it.

The trigram model knows most of it; these are the rules it is too small to be sure of.
"""

from __future__ import annotations

_FINITE = {"VBZ": -3.0, "VBP": -3.0, "VBD": -3.0}
_NO_VERB = {**_FINITE, "VB": -3.0}

# words before a slot, and what each Penn tag then gains or loses, in nats
_RULES: tuple[tuple[str, dict[str, float]], ...] = (
    ("to", {"VB": 3.0, **_FINITE, "VBN": -3.0}),
    (
        "will would can could shall should may might must cannot can't won't don't doesn't didn't couldn't wouldn't "
        "shouldn't do does did let please",
        {"VB": 3.0, **_FINITE, "VBN": -3.0, "VBG": -3.0},
    ),
    ("have has had having haven't hasn't hadn't", {"VBN": 3.0, **_FINITE, "VBG": -2.0, "VB": -2.0}),
    ("be is are was were been being am isn't aren't wasn't weren't", {"VBG": 1.0, "VBN": 1.0, **_NO_VERB}),
    (
        "of in on at for from with by without against through before after while when than upon",
        {"VBG": 2.0, **_FINITE, "VB": -2.0},
    ),
    ("a an each every another this that", {"NN": 1.0, "NNS": -4.0, **_NO_VERB}),
    ("many several few these those both various numerous two three four five six ten", {"NNS": 3.0, **_NO_VERB}),
    ("the my your his her its our their some any no such", _NO_VERB),
    ("he she it", {"VBZ": 1.0, "VBD": 2.0, "VB": -2.0, "VBP": -2.0, "VBG": -2.0}),
)
_BY_WORD = {word: gains for listed, gains in _RULES for word in listed.split()}


def expected(before: str) -> dict[str, float]:
    """Return what each Penn tag gains or loses, in nats, in a slot after the word `before`; others gain nothing."""
    return _BY_WORD.get(before, {})


_BEFORE_ARTICLE = frozenset(
    word
    for listed in (
        "<s> of to in on at by for from with without into onto upon over under between among through during against",
        "about towards within since until before after as than and or but nor if because while although though when",
        "where that is are was were be been being become became has have had do does did give gives gave given make",
        "makes made take takes took taken see saw find found get got need needs cause caused reach reached sign signed",
    )
    for word in listed.split()
)


def takes_article(before: str) -> bool:
    """Whether a noun in a slot after the word `before` can bring its own article: no determiner or adjective is there.

    >>> takes_article("with"), takes_article("the")
    (True, False)
    """
    return before in _BEFORE_ARTICLE
