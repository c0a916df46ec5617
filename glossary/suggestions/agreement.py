"""How a term is written in the place of another: in the same number or tense, with the same capitals."""

from __future__ import annotations

from glossary.lang import en

_VOWELS = frozenset("aeiouAEIOU")


def agreeing(term: str, other: str, found: str) -> str:
    """Return `term` in the form that `other` has where it was found, as far as that can be told.

    >>> agreeing("critical mineral", "key mineral", "Key minerals")
    'Critical minerals'
    """
    form = _inflected(term, other, " ".join(found.split()))
    if found.isupper() and not other.isupper() and len(found) > 1:
        return form.upper()
    raised = found[:1].isupper() and other[:1].islower()
    return form[:1].upper() + form[1:] if raised else form


def _inflected(term: str, other: str, found: str) -> str:
    if found.lower() == other.lower():
        return term
    for tag, form in (*en.inflections(other), *en.inflections(other, verb=True)):
        if tag and form.lower() == found.lower():
            upos = "NOUN" if tag in en.NOUN_TAGS else "VERB"
            return en.inflect(term, upos, tag) or term
    return term


def same_article(before: str, found: str, term: str) -> bool:
    """Whether an indefinite article that ends `before` stays right when `term` replaces `found`.

    >>> same_article("an ", "important mineral", "critical mineral"), same_article("the ", "old", "new")
    (False, True)
    """
    words = before.lower().split()
    word = words[-1] if words and before[-1].isspace() else ""
    return word not in ("a", "an") or (found[:1] in _VOWELS) == (term[:1] in _VOWELS)
