"""Finds the terms of a glossary that a person names: by their text, or as SOURCE=TARGET where that is not enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from glossary.formats.base import Languages
from glossary.model import Concept, Glossary, State, Term, matches_language
from glossary.upkeep.edit import EditError
from glossary.upkeep.similarity import normalize

_MOST = 5
"""How many choices a message names."""


class Found(NamedTuple):
    """Where a glossary has what was named: the index of the concept, and those of its terms.

    `whole` says that the id of the concept was given; `terms` are then all of it.
    """

    concept: int
    terms: tuple[int, ...]
    whole: bool = False


def find_named(glossary: Glossary, name: str, languages: Languages) -> Found:
    """Find the terms with a text in the one concept that has it, or the concept with this id.

    `LEFT=RIGHT` is the term RIGHT of the concept that has the term or the id LEFT. In a concept that has a text in
    both languages, the text alone is both terms. Raises EditError where nothing is called so, and where several
    concepts are, which it names.
    """
    found = [*_find_text(glossary, normalize(name))] or [*_find_split(glossary, name, languages)]
    if not found:
        ids = [place for place, concept in enumerate(glossary.concepts) if concept.id == name.strip()]
        found = [Found(place, tuple(range(len(glossary.concepts[place].terms))), whole=True) for place in ids[:1]]
    if not found:
        raise EditError(_explain_missing(glossary, name))
    if len(found) > 1:
        raise EditError(f"“{name}” is in several concepts: {list_choices(glossary, found)}")
    return found[0]


def find_rendering(glossary: Glossary, found: Found, languages: Languages) -> Found:
    """Return the rendering that is meant: of a source term, or of a concept as a whole, the only one that it has.

    Other terms are meant themselves, and so is a source term without a rendering. Rejected renderings do not count
    where there are others. Raises EditError where there are several, which it names.
    """
    concept = glossary.concepts[found.concept]
    named = [concept.terms[place] for place in found.terms]
    if not found.whole and not all(_is_in(term, languages.source) for term in named):
        others = [place for place in found.terms if not _is_in(concept.terms[place], languages.source)]
        return found._replace(terms=tuple(others))
    targets = [place for place, term in enumerate(concept.terms) if _is_in(term, languages.target)]
    living = [place for place in targets if concept.terms[place].state is not State.REJECTED] or targets
    if len({concept.terms[place].text for place in living}) > 1:
        name = concept.id if found.whole or not named else named[0].text
        choices = list_choices(glossary, [Found(found.concept, (place,)) for place in living], name)
        raise EditError(f"“{name}” has several renderings: {choices}")
    return found._replace(terms=tuple(living) or found.terms)


def list_choices(glossary: Glossary, found: Sequence[Found], left: str = "") -> str:
    """List what to write for each of several terms; `left` is what is written before the sign of equality."""
    texts = [_name_found(glossary, one, left) for one in found]
    if len({*texts}) < len(texts):
        texts = [_name_found(glossary, one, glossary.concepts[one.concept].id) for one in found]
    more = f" (and {len(texts) - _MOST} more)" if len(texts) > _MOST else ""
    return f"write {' or '.join(f'“{text}”' for text in texts[:_MOST])}{more}"


def _name_found(glossary: Glossary, found: Found, left: str) -> str:
    concept = glossary.concepts[found.concept]
    term = concept.terms[found.terms[0]]
    others = [other.text for other in concept.terms if other.language != term.language]
    return f"{left or (others or [concept.id])[0]}={term.text}"


def _is_in(term: Term, language: str) -> bool:
    return matches_language(term.language, language)


def _find_text(glossary: Glossary, wanted: str) -> Iterator[Found]:
    for place, concept in enumerate(glossary.concepts):
        if terms := _list_terms(concept, wanted):
            yield Found(place, terms)


def _list_terms(concept: Concept, wanted: str) -> tuple[int, ...]:
    return tuple(place for place, term in enumerate(concept.terms) if normalize(term.text) == wanted)


def _find_split(glossary: Glossary, name: str, languages: Languages) -> Iterator[Found]:
    """Yield where a glossary has LEFT=RIGHT, whichever sign of equality parts the two; targets go before others."""
    for at, character in enumerate(name):
        if character != "=":
            continue
        left, right = name[:at].strip(), normalize(name[at + 1 :])
        for place, concept in enumerate(glossary.concepts):
            terms = _list_terms(concept, right)
            others = {*_list_terms(concept, normalize(left))}
            if terms and (left == concept.id or others - {*terms} or (len(terms) > 1 and others)):
                targets = tuple(one for one in terms if _is_in(concept.terms[one], languages.target))
                yield Found(place, targets or terms)


def _explain_missing(glossary: Glossary, name: str) -> str:
    texts = [term.text for concept in glossary.concepts for term in concept.terms]
    near = get_close_matches(name, texts, n=1, cutoff=0.6)
    return f"there is no term “{name}”" + (f": did you mean “{near[0]}”?" if near else "")
