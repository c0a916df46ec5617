"""The forms that an English term takes in texts: inflected, hyphenated, written as one word."""

from __future__ import annotations

import re
from functools import lru_cache

from glossary.lang import en
from glossary.lang.en_lexicon import load_lexicon
from glossary.lang.function_words import ADVERB_PARTICLES, BASIC_PREPOSITIONS, make_word_set
from glossary.pack.patterns import compile_late

_PARTICLES = (
    BASIC_PREPOSITIONS
    | ADVERB_PARTICLES
    | make_word_set(
        "about across after against ahead along apart around aside away back forward onto over through together"
    )
    | make_word_set("toward towards under upon")
)
_ARTICLE = compile_late(r"(?:the|an?) (?=\S)")
_ACRONYM = compile_late("([A-Z]{2,})s?")
_PREFIX = compile_late(r"\b(?:co(?=o)|re(?=e)|pre(?=e))(?=\w{4})", re.IGNORECASE)  # co-operate, re-elect
_KEPT = 1 << 15


def list_variants(text: str, part_of_speech: str = "", generous: bool = True) -> list[str]:
    """Return the forms of a term, its own first: number of a noun, tenses of a verb, one word for two.

    The part of speech (as glossaries name it: noun, verb, ...) decides; without one, a phrase is a verb's where it says
    "to", ends in a particle or begins with a word that is nothing else. A single word that is a noun and a verb
    (state) has the forms of both if `generous`, else those of the noun.

    >>> list_variants("break away from")
    ['break away from', 'breaks away from', 'breaking away from', 'broke away from', 'broken away from']
    """
    kind = part_of_speech.strip().lower()
    infinitive = text.startswith("to ") and kind[:1] in ("", "v")
    base = text[3:] if infinitive else _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text
    words = base.split(" ")
    found = dict.fromkeys((text, base))
    if kind.startswith("v") or infinitive or (not kind and _is_possible_verb(words, generous)):
        found.update(dict.fromkeys(" ".join([form, *words[1:]]) for form in _list_forms(words[0], "VERB")))
    if kind.startswith(("n", "prop")) or not (kind or infinitive):
        place = en.find_head([word.lower() for word in words], "NOUN")
        before, after = words[:place], words[place + 1 :]
        found.update(dict.fromkeys(" ".join([*before, form, *after]) for form in _list_forms(words[place], "NOUN")))
    spelled = (other for form in found for other in (_close_up(form), _PREFIX.sub(r"\g<0>-", form)) if other)
    return list(dict.fromkeys((*found, *spelled)))


def _is_possible_verb(words: list[str], generous: bool) -> bool:
    known = en.find_lemmas(words[0].lower())
    if "VERB" not in known or not words[0].islower():
        return False
    return "NOUN" not in known or (generous if len(words) == 1 else words[-1] in _PARTICLES)


@lru_cache(maxsize=_KEPT)
def _list_forms(word: str, upos: str) -> tuple[str, ...]:
    """Return all forms of a word as a part of speech, capitalised like it; none where it is only another part."""
    if acronym := _ACRONYM.fullmatch(word):
        return (acronym[1], f"{acronym[1]}s") if upos == "NOUN" else ()
    lemmas = en.find_lemmas(word.lower())
    first, hyphen, last = word.rpartition("-")
    if not lemmas and hyphen and upos == "NOUN":
        return tuple(f"{first}-{form}" for form in _list_forms(last, upos))
    if upos not in lemmas and (lemmas or not (word.isascii() and word.isalpha() and len(word) > 1)):
        return ()
    if upos == "NOUN" and en.inflect(word.lower(), "NOUN", "NNS") is None:
        return ()
    forms = _list_inflections(lemmas.get(upos, word.lower()), upos)
    return tuple(form.capitalize() for form in forms) if word[:1].isupper() else forms


@lru_cache(maxsize=_KEPT)
def _list_inflections(lemma: str, upos: str) -> tuple[str, ...]:
    tags = en.VERB_TAGS if upos == "VERB" else en.NOUN_TAGS
    found = load_lexicon().getAllInflections(lemma, upos) or load_lexicon().getAllInflectionsOOV(lemma, upos)
    return tuple(dict.fromkeys(form for tag in tags for form in found.get(tag, ())))


def _close_up(form: str) -> str:
    """Return a form without its hyphens, or two plain words as one; "" where there is nothing to join."""
    if "-" in form:
        return form.replace("-", "")
    first, blank, second = form.partition(" ")
    plain = blank and first.islower() and second.isalpha() and second.islower() and second not in _PARTICLES
    return first + second if plain and min(len(first), len(second)) > 2 else ""
