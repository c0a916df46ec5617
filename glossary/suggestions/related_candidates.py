"""Candidates related to those of the dictionary, for words with few glosses.

There are four kinds: a gloss of another headword that shares a sense with the word ("synonym"), one of a part of the
word ("part"), a phrase inside a gloss of the word ("inside"), and an English word derived from one ("derived"). As they
are guesses, the ranking has weights of their own for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log

from glossary.dictionary.cedict import Dictionary
from glossary.dictionary.glosses import Gloss, find_glosses
from glossary.lang import en, word_formation
from glossary.suggestions.dictionary_candidates import Candidate

ORIGINS = {
    "synonym": "CC-CEDICT, synonym",
    "part": "CC-CEDICT, part",
    "inside": "CC-CEDICT, derived",
    "derived": "CC-CEDICT, derived",
}
_SYNONYMS = 30  # so many of the best attested are ranked
_SYNONYM_WORDS = 3
_PART_WORDS = 2
_PART_GLOSSES = 8
_NARROW = 3  # a word with fewer glosses than this has the feature "narrow"


def find_related_candidates(dictionary: Dictionary, word: str, own: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return candidates related to `own`, the candidates of the dictionary for `word`, without repeating any."""
    known, kinds = {en.find_lexeme(candidate.text) for candidate in own}, dict[str, set[str]]()
    first, weights = dict[str, Gloss](), _weigh_synonyms(dictionary, word, own)
    best = sorted(weights, key=lambda gloss: (-weights[gloss], gloss.text))
    named = [("synonym", gloss) for gloss in best]
    named += [("part", gloss) for gloss in _list_part_glosses(dictionary, word)]
    named += [
        ("inside", Gloss(text, 0)) for candidate in own for text in word_formation.find_inner_phrases(candidate.text)
    ]
    named += [("derived", Gloss(text, 0)) for candidate in own for text in word_formation.derive_words(candidate.text)]
    support = dict[str, float]()
    for kind, gloss in named:
        lexeme = en.find_lexeme(gloss.text)
        if lexeme in known or (kind == "synonym" and lexeme not in support and len(support) == _SYNONYMS):
            continue
        first.setdefault(lexeme, gloss)
        kinds.setdefault(lexeme, set()).add(kind)
        if kind == "synonym":
            support[lexeme] = support.get(lexeme, 0.0) + weights[gloss]
    return tuple(_make_candidate(first[lexeme], kinds[lexeme], support.get(lexeme, 0.0), len(own)) for lexeme in first)


def _make_candidate(gloss: Gloss, kinds: set[str], support: float, own: int) -> Candidate:
    traits = {"related": 1.0, **dict.fromkeys(sorted(kinds), 1.0), "narrow": float(own < _NARROW)}
    if support:
        traits["attested"] = round(log(support + 1e-4), 4)
    origin = next(origin for kind, origin in ORIGINS.items() if kind in kinds)
    return Candidate(gloss.text, en.list_inflections(gloss.text, gloss.verb), 0, origin, tuple(traits.items()))


def _weigh_synonyms(dictionary: Dictionary, word: str, own: Sequence[Candidate]) -> dict[Gloss, float]:
    """Return the glosses of headwords that share a sense with `word`, each with the weight of its headwords.

    A headword weighs more if few others have the sense, if it has few glosses, and for each character it shares.
    """
    weights = dict[Gloss, float]()
    for candidate in own:
        heads = dictionary.find_headwords(candidate.text)
        for head in heads:
            if head == word:
                continue
            glosses = find_glosses(dictionary, head)
            weight = (1 + len(set(head) & set(word))) / ((3 + len(heads)) * (2 + len(glosses)))
            for gloss in glosses:
                if not (gloss.labelled or gloss.is_proper) and len(gloss.text.split()) <= _SYNONYM_WORDS:
                    key = Gloss(gloss.text, 0, verb=gloss.verb)
                    weights[key] = weights.get(key, 0.0) + weight
    return weights


def _list_part_glosses(dictionary: Dictionary, word: str) -> Iterator[Gloss]:
    """Yield short glosses of the parts of `word`, longer parts first."""
    for length in range(len(word) - 1, 0, -1):
        for start in range(len(word) - length + 1):
            for gloss in find_glosses(dictionary, word[start : start + length])[:_PART_GLOSSES]:
                if not (gloss.labelled or gloss.is_proper) and len(gloss.text.split()) <= _PART_WORDS:
                    yield gloss
