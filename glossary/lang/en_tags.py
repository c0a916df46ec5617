"""Parts of speech of English words in a sentence.

The tagger is Pattern's (De Smedt and Daelemans 2012), as textblob carries it: a lexicon and rules, nothing to download.
Tags are those of the Penn Treebank.
"""

from __future__ import annotations

from collections.abc import Sequence

from glossary.lang import en

_BEFORE_VERBS = frozenset(
    ("to", "will", "would", "can", "could", "may", "might", "must", "shall", "should", "not", "i", "you", "we", "they")
)


def tags(words: Sequence[str]) -> list[str]:
    """Return the tag of each word of a sentence, punctuation marks counting as words."""
    from textblob.en import parser

    return [tag for _, tag in parser.find_tags(list(words))]


def modifies_noun(before: Sequence[str], modifier: str, noun: str, behind: Sequence[str]) -> bool:
    """Whether `modifier` stands before `noun` as an adjective or noun, in the sentence that they are part of."""
    if before and before[-1].lower() in _BEFORE_VERBS and "VERB" in en.lemmas(modifier):
        return False
    place = len(before)
    first, second = tags([*before, modifier, noun, *behind])[place : place + 2]
    return first.startswith(("JJ", "NN")) and second.startswith("NN")
