"""What English words look like: tokens, lemmas, parts of speech and inflected forms.

Inflections come from lemminflect (MIT); tags are those of the Penn Treebank.
"""

from __future__ import annotations

import re
from functools import cache

VERB_TAGS = ("VB", "VBZ", "VBP", "VBG", "VBD", "VBN")
NOUN_TAGS = ("NN", "NNS")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_PARTICLES = ("to", "a", "an", "the")
_LINKS = frozenset(
    "of in on at for to from with by without against between among into under over about as and or that which who".split()
)
_PLURAL_ONLY = frozenset(
    "goods customs arms means headquarters news savings earnings proceeds outskirts premises thanks clothes remains".split()
)
_FINITE = {"VBZ": -3.0, "VBP": -3.0, "VBD": -3.0}
_EXPECTED: tuple[tuple[frozenset[str], dict[str, float]], ...] = (
    (frozenset(["to"]), {"VB": 3.0, **_FINITE, "VBN": -3.0}),
    (
        frozenset(
            "will would can could shall should may might must cannot can't won't don't doesn't didn't couldn't wouldn't"
            " shouldn't do does did let please".split()
        ),
        {"VB": 3.0, **_FINITE, "VBN": -3.0, "VBG": -3.0},
    ),
    (frozenset("have has had having haven't hasn't hadn't".split()), {"VBN": 3.0, **_FINITE, "VBG": -2.0, "VB": -2.0}),
    (
        frozenset("be is are was were been being am isn't aren't wasn't weren't".split()),
        {"VBG": 1.0, "VBN": 1.0, **_FINITE, "VB": -3.0},
    ),
    (
        frozenset("of in on at for from with by without against through before after while when than upon".split()),
        {"VBG": 2.0, **_FINITE, "VB": -2.0},
    ),
    (frozenset("a an each every another this that".split()), {"NN": 1.0, "NNS": -4.0, **_FINITE, "VB": -3.0}),
    (
        frozenset("many several few these those both various numerous two three four five six ten".split()),
        {"NNS": 3.0, **_FINITE, "VB": -3.0},
    ),
    (frozenset("the my your his her its our their some any no such".split()), {**_FINITE, "VB": -3.0}),
    (frozenset("he she it".split()), {"VBZ": 1.0, "VBD": 2.0, "VB": -2.0, "VBP": -2.0, "VBG": -2.0}),
)


def words(text: str) -> list[str]:
    """Return the words of `text`, in lower case, with apostrophes straightened and hyphenated words whole."""
    return [match[0].lower().replace("’", "'") for match in _WORD.finditer(text)]


@cache
def lemmas(word: str) -> dict[str, str]:
    """Return the lemma of `word` for each universal part of speech it can be (NOUN, VERB, ADJ, ADV, AUX, PROPN)."""
    from lemminflect import getAllLemmas

    return {upos: forms[0] for upos, forms in getAllLemmas(word).items() if forms}


@cache
def forms(lemma: str, upos: str) -> dict[str, str]:
    """Return the form of `lemma` for each Penn tag of `upos`; a word lemminflect does not know is inflected by rule."""
    from lemminflect import getAllInflections, getAllInflectionsOOV

    found = getAllInflections(lemma, upos) or (getAllInflectionsOOV(lemma, upos) if lemma.isalpha() else {})
    return {tag: variants[0] for tag, variants in found.items() if variants}


def head_index(phrase_words: list[str], upos: str) -> int:
    """Return the place of the word that inflects: the first of a verb phrase, the last before a preposition else."""
    if upos == "VERB":
        return 0
    for place, word in enumerate(phrase_words):
        if place and word in _LINKS:
            return place - 1
    return len(phrase_words) - 1


@cache
def inflect(phrase: str, upos: str, tag: str) -> str | None:
    """Return `phrase` with its head in the form `tag`; None where the head has no such form.

    >>> inflect("break away from", "VERB", "VBG")
    'breaking away from'
    """
    parts = phrase.split(" ")
    place = head_index(parts, upos)
    head = parts[place]
    lemma = lemmas(head.lower()).get(upos, head.lower())
    form = forms(lemma, upos).get(tag)
    if form is None or (upos == "NOUN" and head.lower() in _PLURAL_ONLY):
        return None
    parts[place] = form.capitalize() if head[:1].isupper() else form
    return " ".join(parts)


@cache
def inflections(phrase: str, verb: bool = False) -> tuple[tuple[str, str], ...]:
    """Return the pairs (Penn tag, form) that `phrase` can take in a sentence, its own form first, tagged "".

    `verb` says that a dictionary gave it with "to"; a phrase of several words then has verb forms only.
    """
    parts = phrase.split(" ")
    found = [("", phrase)]
    if verb or (len(parts) == 1 and "VERB" in lemmas(phrase.lower())):
        found += [(tag, form) for tag in VERB_TAGS if (form := inflect(phrase, "VERB", tag))]
    head = parts[head_index(parts, "NOUN")].lower()
    if (not verb or len(parts) == 1) and "NOUN" in lemmas(head):
        found += [(tag, form) for tag in NOUN_TAGS if (form := inflect(phrase, "NOUN", tag))]
    return tuple(found)


@cache
def lexeme(phrase: str) -> str:
    """Return a key that is the same for all inflections of a phrase, with or without a leading "to" or article."""
    parts = words(phrase)
    while len(parts) > 1 and parts[0] in _PARTICLES:
        parts = parts[1:]
    return " ".join(_root(part) for part in parts) or phrase


@cache
def _root(word: str) -> str:
    """Return the shortest lemma of a word over all its parts of speech, the first in the alphabet among equals."""
    return min(lemmas(word).values(), key=lambda lemma: (len(lemma), lemma), default=word)


def expected(before: str) -> dict[str, float]:
    """Return what each Penn tag gains or loses, in nats, in a slot after the word `before`; tags left out gain nothing."""
    for wanted, gains in _EXPECTED:
        if before in wanted:
            return gains
    return {}
