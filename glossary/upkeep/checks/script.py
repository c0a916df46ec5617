"""Checks of the script of terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from glossary.lang.scripts import has_han
from glossary.model import Concept, Status, Term
from glossary.upkeep.problems import Fault
from glossary.upkeep.scripts import find_simplified, find_traditional
from glossary.upkeep.similarity import normalize
from glossary.upkeep.view import GlossaryView

_WRITING_HAN = re.compile("zh|yue|wuu|nan|hak|lzh|cmn|gan|hsn|cdo|ja|ko|vi|mul|und|zxx")
_SIMPLIFIED, _TRADITIONAL = frozenset(("hans", "cn", "sg", "my")), frozenset(("hant", "tw", "hk", "mo"))


@lru_cache(maxsize=256)
def writes_han(language: str) -> bool:
    """Return whether a language is written with Chinese characters, or none is named (`mul`, `und`, `zxx`).

    >>> writes_han("zh-Hant"), writes_han("ja"), writes_han("en-GB"), writes_han("en-Hani")
    (True, True, False, True)
    """
    primary, *subtags = language.lower().replace("_", "-").split("-")
    return bool(_WRITING_HAN.fullmatch(primary)) or bool({"hani", "hans", "hant"} & set(subtags))


def find_han(view: GlossaryView) -> Iterator[Fault]:
    """Find Chinese characters in terms of a language that has none.

    Silent where the Chinese term is the same (it is not to be translated), and for terms that may not be used.
    """
    for index, concept, term in view.list_terms():
        if not writes_han(term.language) and has_han(term.text) and not _is_untranslatable(term, concept):
            message = (
                f"“{term.text}” is a term in {term.language} and has Chinese characters: "
                "translate them, or put them into the note."
            )
            yield Fault(index, term.text, message)


def _is_untranslatable(term: Term, concept: Concept) -> bool:
    same = any(writes_han(other.language) and normalize(other.text) == normalize(term.text) for other in concept.terms)
    return same or term.status in (Status.FORBIDDEN, Status.DEPRECATED, Status.SUPERSEDED)


def find_mixed_scripts(view: GlossaryView) -> Iterator[Fault]:
    """Find Chinese terms with characters of both scripts, or of another script than their language code names.

    Characters that belong to both scripts do not count.
    """
    for index, _, term in view.list_terms():
        primary, *subtags = term.language.lower().replace("_", "-").split("-")
        if primary not in ("zh", "cmn") or not has_han(term.text):
            continue
        simplified, traditional = find_simplified(term.text), find_traditional(term.text)
        if traditional and _SIMPLIFIED.intersection(subtags):
            yield Fault(index, term.text, _describe_wrong(term, "traditional", traditional))
        elif simplified and _TRADITIONAL.intersection(subtags):
            yield Fault(index, term.text, _describe_wrong(term, "simplified", simplified))
        elif simplified and traditional:
            message = (
                f"“{term.text}” mixes simplified ({simplified}) and traditional ({traditional}) characters: "
                "write it in one script."
            )
            yield Fault(index, term.text, message)


def _describe_wrong(term: Term, script: str, characters: str) -> str:
    return f"“{term.text}” is a term in {term.language} and has {script} characters ({characters}): mend it."
