"""Phrases of one text that may be two names of one thing, found without a source.

Two phrases may be one term if they end in the same noun and the words before it mean nearly the same: "critical
minerals", "key minerals". What they mean is measured as the cosine of their vectors (see `glossary.vectors`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from glossary.lang import en, fluency
from glossary.lang.en_modifiers import are_akin, are_kinds, is_adjective, is_general

_PAIR = re.compile(
    r"(?<![\w@#./-])(?=((?:[A-Z](?<=[.!?]\s.)|\A[A-Z]|(?<=\n)[A-Z])?[a-z]+(?:-[a-z]+)*) ([a-z]{3,})(?![\w@-]|[./]\w))"
)
_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[^\w\s]")
_SENTENCE_END = re.compile(r"[.!?;:\n]")
_REACH = 160  # characters of a sentence that are looked at on either side
_USUAL_NOUN = -9.5  # ln of the frequency above which a noun names nothing of its own: year, people, system
_RECURS = 2
_PHRASE, _ADJECTIVE, _NOUN = 0.80, 0.52, 0.68  # least cosines: of the phrases, of two adjectives, of other words
_LONGEST = 40  # characters of a phrase
_MOST_OF_A_NOUN, _MOST_PAIRS, _MOST_PLACES = 30, 500, 200  # what a long text is held to


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word and the noun behind it, in small letters, as they first stand in a text.

    `noun` is the lemma of the noun, `places` the spans of the phrase with the noun in either number.
    """

    text: str
    modifier: str
    noun: str
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Wavering:
    """Two phrases that may be one term, the commoner first, and the cosine of their vectors, to two decimals."""

    usual: Phrase
    rare: Phrase
    likeness: float


def wavering(text: str) -> list[Wavering]:
    """Return the pairs of phrases of a text that may be one term, in the order of the rarer one's first place.

    Raises as `glossary.vectors.encode` does, if the text has any candidates.
    """
    found = []
    for usual, rare, likeness in _alike(_candidates(_phrases(text))):
        if not _tells_apart(text, usual, rare):
            pair = Wavering(_confirmed(text, usual), _confirmed(text, rare), likeness)
            if len(pair.usual.places) >= _RECURS and pair.rare.places:
                found.append(pair)
    return sorted(found, key=lambda pair: (pair.rare.places, pair.usual.places))


def _phrases(text: str) -> list[Phrase]:
    """Every word with a noun behind it, both in small letters but for the capital that begins a sentence."""
    places: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for match in _PAIR.finditer(text):
        if match.end(2) - match.start(1) <= _LONGEST and (noun := _noun(match[2])):
            places.setdefault((match[1].lower(), noun), []).append((match.start(1), match.end(2)))
    return [Phrase(text[slice(*spans[0])].lower(), *words, tuple(spans)) for words, spans in places.items()]


def _noun(word: str) -> str | None:
    """The lemma of a word as a noun; None where it is none."""
    return en.lemmas(word).get("NOUN") or (word if word.endswith("ing") else None)


def _candidates(phrases: Iterable[Phrase]) -> list[tuple[Phrase, Phrase]]:
    """Pairs that share a noun, the commoner phrase first; those of a long text that recur most often."""
    by_noun: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        by_noun.setdefault(phrase.noun, []).append(phrase)
    found = [
        pair
        for noun, group in by_noun.items()
        if len(group) > 1 and max(len(phrase.places) for phrase in group) >= _RECURS and _is_specific(noun)
        for pair in _competing(group)
    ]
    found.sort(key=lambda pair: (-len(pair[1].places), -len(pair[0].places), pair[1].places[0], pair[0].places[0]))
    return found[:_MOST_PAIRS]


def _competing(group: Iterable[Phrase]) -> Iterator[tuple[Phrase, Phrase]]:
    of_a_kind = sorted(filter(_says_what_kind, group), key=lambda phrase: (-len(phrase.places), phrase.places[0]))
    for usual, rare in combinations(of_a_kind[:_MOST_OF_A_NOUN], 2):
        one, other = usual.modifier, rare.modifier
        if len(usual.places) >= _RECURS and not are_kinds(one, other) and not are_akin(one, other):
            yield usual, rare


def _is_specific(noun: str) -> bool:
    forms = (noun, en.inflect(noun, "NOUN", "NNS") or noun)
    return all((fluency.log_probability(form) or fluency.UNKNOWN) < _USUAL_NOUN for form in forms)


def _says_what_kind(phrase: Phrase) -> bool:
    known = "NOUN" in en.lemmas(phrase.modifier) or is_adjective(phrase.modifier)
    return known and not is_general(phrase.modifier)


def _alike(candidates: Sequence[tuple[Phrase, Phrase]]) -> Iterator[tuple[Phrase, Phrase, float]]:
    """The pairs whose phrases are near, and the words before the noun as well."""
    if not candidates:
        return
    from glossary.vectors import encode

    texts = list(dict.fromkeys(text for pair in candidates for one in pair for text in (one.text, one.modifier)))
    vectors = dict(zip(texts, encode(texts), strict=True))
    for usual, rare in candidates:
        phrases = round(float(vectors[usual.text] @ vectors[rare.text]), 2)
        modifiers = round(float(vectors[usual.modifier] @ vectors[rare.modifier]), 2)
        adjectives = is_adjective(usual.modifier) and is_adjective(rare.modifier)
        if phrases >= _PHRASE and modifiers >= (_ADJECTIVE if adjectives else _NOUN):
            yield usual, rare, phrases


def _tells_apart(text: str, usual: Phrase, rare: Phrase) -> bool:
    """Whether a sentence of the text has both words, as one that compares or lists two things does."""
    first, second = (re.compile(rf"\b{one.modifier}\b", re.IGNORECASE) for one in (rare, usual))
    return any(second.search(" ".join(_around(text, *match.span()))) for match in first.finditer(text))


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What a sentence says before and behind a place in it, as far as it reaches."""
    before = _SENTENCE_END.split(text[max(start - _REACH, 0) : start])[-1]
    return before, _SENTENCE_END.split(text[end : end + _REACH])[0]


def _confirmed(text: str, phrase: Phrase) -> Phrase:
    """The phrase with those of its places where an adjective or noun stands before a noun."""
    places = (place for place in phrase.places[:_MOST_PLACES] if _is_noun_phrase(text, *place))
    return replace(phrase, places=(*places, *phrase.places[_MOST_PLACES:]))


def _is_noun_phrase(text: str, start: int, end: int) -> bool:
    from glossary.lang.en_tags import modifies_noun

    before, behind = _around(text, start, end)
    modifier, _, noun = text[start:end].partition(" ")
    return modifies_noun(_TOKEN.findall(before), modifier, noun, [*_TOKEN.findall(behind), "."])
