"""Concepts and terms of glossaries as the sub-commands print them: in a few words, and as objects for JSON."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.model import Concept, Extra, Term


def describe_concept(concept: "Concept") -> str:
    """Return a concept in a few words: its best term in each language, and its subject."""
    from glossary.model import State

    best = {}
    for language in dict.fromkeys(term.language for term in concept.terms):
        living = [term for term in concept.terms_in(language) if term.state is not State.REJECTED]
        best[language] = (concept.renderings(language) or living or concept.terms_in(language))[0].text
    names = " = ".join(dict.fromkeys(best.values())) or "no terms"
    return names + (f" ({concept.subject})" if concept.subject else "")


def describe_status(term: "Term") -> str:
    """Return the status of a term, its state where that is not accepted, and its type."""
    from glossary.model import State

    names = (str(term.status or ""), "" if term.state is State.ACCEPTED else str(term.state), term.term_type)
    return ", ".join(filter(None, names))


def concept_to_json(concept: "Concept") -> dict[str, object]:
    """Return a concept for JSON, without what is empty."""
    values = {name: value for name, value in concept._asdict().items() if value and name not in ("terms", "extra")}
    return {**values, "terms": [term_to_json(term) for term in concept.terms], **_extra_to_json(concept.extra)}


def term_to_json(term: "Term") -> dict[str, object]:
    """Return a term for JSON, without what is empty."""
    values = {name: str(value) for name, value in term._asdict().items() if value and name != "extra"}
    return {**values, **_extra_to_json(term.extra)}


def _extra_to_json(extra: "Extra") -> dict[str, object]:
    return {"extra": [list(pair) for pair in extra]} if extra else {}
