"""English phrases that could be terms: nouns with their modifiers, also joined by "of" and "and"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from glossary.extract.phrases import LOWER_SHARE, Phrase, choose_form
from glossary.lang import en
from glossary.lang.en_tags import tag_words
from glossary.lang.function_words import is_function_word

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*%?|[^\W\d_][^\W_]*(?:[-‐‑'’&](?!s\b)[^\W_]+)*|['’]s\b|[^\w\s]")
_HYPHEN = re.compile("[-‐‑]")
_LONGEST = 6  # lemmas
_WIDEST = 8  # words
_EDGE = re.compile("NN|JJ|VBG|VBN")
_INSIDE = re.compile("NN|JJ|VBG|VBN|CD")
_LINKS = frozenset(("of", "and", "&", "'s"))
_NAME_LINKS = frozenset(("for", "in", "on", "to", "with", "the"))
_VAGUE_WORDS = """
mr ms mrs dr miss other same such various several many more most less least certain different
similar respective relevant following above own new recent current next last first second third end
number amount way part use accordance order terms term respect basis view line addition case example
purpose regard result year years month months day days week weeks quarter note figure table chart
box source including based related thing things lot kind january february march april may june july
august september october november december
"""
_VAGUE = frozenset(_VAGUE_WORDS.split())
"""Words that no term begins or ends with: they count, compare, date or point."""


def find_phrases(text: str) -> Iterator[Phrase]:
    """Yield the phrases of an English text that could be terms, by start and end. Their keys are lemmas.

    Acronyms keep their capitals in the key; forms with and without hyphens have the same key.
    """
    found = list(_TOKEN.finditer(text))
    words = _lower_headline([match[0].replace("’", "'") for match in found])
    kinds = _tag_words(words)
    for start, end in _find_stretches(words, kinds):
        key = tuple(part for word in words[start:end] if word != "'s" for part in _lemmatize_parts(word))
        if len(key) <= _LONGEST:
            around = (_get_neighbour(words, kinds, place) for place in (start - 1, end))
            yield Phrase(key, found[start].start(), found[end - 1].end(), *around)


def choose_base_form(forms: Mapping[str, int]) -> str:
    """Return the form of a phrase that a dictionary would have, of those in which texts have it: in the singular if
    they have that, in lower case unless that is rare, but for acronyms.

    >>> choose_base_form({"SQL statements": 3, "SQL Statement": 1}), choose_base_form({"capital goods": 2})
    ('SQL statement', 'capital goods')
    """
    counts = Counter[str]()
    for form, number in forms.items():
        counts[" ".join(form.split())] += number
    base = {form: _find_singular(form) for form in counts}
    singulars = {_fold_hyphens(form) for form, single in base.items() if form == single}
    merged = Counter[str]()
    for form, number in counts.items():
        merged[base[form] if _fold_hyphens(base[form]) in singulars or _ends_in_acronym(base[form]) else form] += number
    form = choose_form(merged)
    lowered = " ".join(map(_lower_word, form.split(" ")))
    return lowered if form != form.lower() and _is_mostly_lower(lowered, merged) else form


def _find_singular(phrase: str) -> str:
    """Return a phrase with its head in the singular; the head is the last word before a preposition."""
    words = phrase.split(" ")
    at = en.find_head(words, "NOUN")
    head = words[at]
    if is_acronym(head):
        return " ".join([*words[:at], head.removesuffix("s"), *words[at + 1 :]])
    lemma = en.find_lemmas(head.lower()).get("NOUN", head.lower())
    if lemma == head.lower() or not head.lower().endswith("s"):
        return phrase
    return " ".join([*words[:at], lemma.capitalize() if head[0].isupper() else lemma, *words[at + 1 :]])


def _fold_hyphens(phrase: str) -> str:
    return _HYPHEN.sub(" ", phrase.lower())


def _ends_in_acronym(phrase: str) -> bool:
    return is_acronym(phrase.rpartition(" ")[2])


def _lower_word(word: str) -> str:
    """Return a word in lower case; one with a capital after its first letter stays."""
    return word if word[1:] != word[1:].lower() else word.lower()


def _is_mostly_lower(lowered: str, counts: Mapping[str, int]) -> bool:
    """Return whether a form occurs, and is not rare among those that differ in capitals only."""
    same = sum(number for form, number in counts.items() if form.lower() == lowered.lower())
    return counts.get(lowered, 0) >= LOWER_SHARE * same > 0


def is_acronym(word: str) -> bool:
    """Return whether a word consists of capitals, two at least, but for a plural ending."""
    letters = word.removesuffix("s")
    return len(letters) > 1 and letters.isupper() and letters.isalnum()


def _lower_headline(words: list[str]) -> list[str]:
    """Put the words of a headline in capitals into lower case."""
    long = [word for word in words if len(word) > 1 and word.isalpha()]
    shouted = len(long) > 2 and sum(word.isupper() for word in long) > 0.7 * len(long)
    return [word.lower() for word in words] if shouted else words


def _tag_words(words: Sequence[str]) -> list[str]:
    """Tag the words; an acronym, which the tagger does not know, gets the tag of a name."""
    return (
        ["NNP" if is_acronym(word) else tag for word, tag in zip(words, tag_words(words), strict=True)] if words else []
    )


def _find_stretches(words: Sequence[str], kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each stretch of words that could be a term."""
    for start, word in enumerate(words):
        if not _is_content(word, kinds[start], _EDGE) or word.lower() in _VAGUE:
            continue
        for end in range(start + 1, min(start + _WIDEST, len(words)) + 1):
            place = end - 1
            if not _is_content(words[place], kinds[place], _INSIDE) and not _is_link(words, place):
                break
            if _ends_well(words[place], kinds[place], end - start):
                yield start, end


def _is_content(word: str, kind: str, kinds: re.Pattern[str]) -> bool:
    return word[0].isalnum() and kinds.match(kind) is not None and not is_function_word(word, "en")


def _ends_well(word: str, kind: str, length: int) -> bool:
    noun = kind.startswith("NN") or (kind == "VBG" and length > 1)
    return noun and len(word) > 1 and word.lower() not in _VAGUE and not is_function_word(word, "en")


def _get_neighbour(words: Sequence[str], kinds: Sequence[str], place: int) -> str:
    """Return the word at a place if it could belong to a phrase next to it, else an empty text."""
    if 0 <= place < len(words) and _is_content(words[place], kinds[place], _EDGE):
        return words[place].lower()
    return ""


def _is_link(words: Sequence[str], place: int) -> bool:
    """Return whether a word may join two parts of a phrase; a preposition may join only those of a name."""
    word, before, after = words[place].lower(), words[place - 1], words[place + 1 : place + 3]
    named = bool(after) and after[0][:1].isupper()
    if word == "'s":
        return named or not before[:1].isupper()
    if word in _LINKS:
        return before.lower() not in _NAME_LINKS | _LINKS
    if word not in _NAME_LINKS:
        return False
    return (before[:1].isupper() or before == "of") and any(one[:1].isupper() for one in after)


@lru_cache(maxsize=1 << 16)
def _lemmatize_parts(word: str) -> tuple[str, ...]:
    """Return the lemma of a word, or those of the words that hyphens join."""
    if is_acronym(word):
        return (word.removesuffix("s"),)
    return tuple(en.find_lemmas(part).get("NOUN", part) for part in _HYPHEN.split(word.lower()) if part)
