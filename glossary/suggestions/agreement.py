"""Agreement: a term in the form of another that it replaces, with the same number, tense and capitals."""

from __future__ import annotations

from glossary.lang import en

_VOWELS = frozenset("aeiouAEIOU")


def inflect_like(term: str, other: str, found: str) -> str:
    """Return `term` in the form that `other` has in the text `found`, as far as that is known.

    >>> inflect_like("critical mineral", "key mineral", "Key minerals")
    'Critical minerals'
    """
    form = _inflect(term, other, " ".join(found.split()))
    if found.isupper() and not other.isupper() and len(found) > 1:
        return form.upper()
    raised = found[:1].isupper() and other[:1].islower()
    return form[:1].upper() + form[1:] if raised else form


def _inflect(term: str, other: str, found: str) -> str:
    if found.lower() == other.lower():
        return term
    for tag, form in (*en.list_inflections(other), *en.list_inflections(other, verb=True)):
        if tag and form.lower() == found.lower():
            upos = "NOUN" if tag in en.NOUN_TAGS else "VERB"
            return en.inflect(term, upos, tag) or term
    return term


def has_right_article(before: str, found: str, term: str) -> bool:
    """Return whether "a" or "an" at the end of `before`, if any, stays right when `term` replaces `found`.

    >>> has_right_article("an ", "important mineral", "critical mineral"), has_right_article("the ", "old", "new")
    (False, True)
    """
    words = before.lower().split()
    word = words[-1] if words and before[-1].isspace() else ""
    return word not in ("a", "an") or (found[:1] in _VOWELS) == (term[:1] in _VOWELS)
