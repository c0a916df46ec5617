"""The checks of the script that a term is written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from glossary.model import Concept, Status, Term
from glossary.upkeep.book import Book, key
from glossary.upkeep.han import only_simplified, only_traditional
from glossary.upkeep.problem import Fault

HAN = re.compile("[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_WRITING_HAN = re.compile("zh|yue|wuu|nan|hak|lzh|cmn|gan|hsn|cdo|ja|ko|vi|mul|und|zxx")
_SIMPLIFIED, _TRADITIONAL = frozenset(("hans", "cn", "sg", "my")), frozenset(("hant", "tw", "hk", "mo"))


@lru_cache(maxsize=256)
def writes_han(language: str) -> bool:
    """Whether Chinese characters may stand in a language, or the language is not known.

    >>> writes_han("zh-Hant"), writes_han("ja"), writes_han("en-GB"), writes_han("en-Hani")
    (True, True, False, True)
    """
    primary, *subtags = language.lower().replace("_", "-").split("-")
    return bool(_WRITING_HAN.fullmatch(primary)) or bool({"hani", "hans", "hant"} & set(subtags))


def han_in_terms(book: Book) -> Iterator[Fault]:
    """Chinese characters in a term of a language that has none.

    Not where the Chinese term is the very same (the name is to stay as it is), nor in a term that may not stand.
    """
    for index, concept, term in book.terms():
        if not writes_han(term.language) and HAN.search(term.text) and not _stays(term, concept):
            message = (
                f"“{term.text}” is a term in {term.language} and has Chinese characters: "
                "translate them, or put them into the note."
            )
            yield Fault(index, term.text, message)


def _stays(term: Term, concept: Concept) -> bool:
    same = any(writes_han(other.language) and key(other.text) == key(term.text) for other in concept.terms)
    return same or term.status in (Status.FORBIDDEN, Status.DEPRECATED, Status.SUPERSEDED)


def mixed_scripts(book: Book) -> Iterator[Fault]:
    """Simplified and traditional characters in one Chinese term, or the ones in a term that is said to have the others.

    Many characters are of both scripts; they say nothing.
    """
    for index, _, term in book.terms():
        primary, *subtags = term.language.lower().replace("_", "-").split("-")
        if primary not in ("zh", "cmn") or not HAN.search(term.text):
            continue
        simplified, traditional = only_simplified(term.text), only_traditional(term.text)
        if traditional and _SIMPLIFIED.intersection(subtags):
            yield Fault(index, term.text, _wrong(term, "traditional", traditional))
        elif simplified and _TRADITIONAL.intersection(subtags):
            yield Fault(index, term.text, _wrong(term, "simplified", simplified))
        elif simplified and traditional:
            message = (
                f"“{term.text}” mixes simplified ({simplified}) and traditional ({traditional}) characters: "
                "write it in one script."
            )
            yield Fault(index, term.text, message)


def _wrong(term: Term, script: str, characters: str) -> str:
    return f"“{term.text}” is a term in {term.language} and has {script} characters ({characters}): mend it."
