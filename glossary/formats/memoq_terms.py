"""A term of memoQ: its text, and the words of `Term_Info`."""

from __future__ import annotations

from collections.abc import Mapping

from glossary.model import Case, Extra, Match, Status, Term

INFO = "Term_Info"
EXAMPLE = "Term_Example"

_CASES = {"CaseSense": Case.SENSITIVE, "CasePermissive": None, "CaseInsense": Case.INSENSITIVE}
_MATCHES = {"NoPrefix": Match.EXACT, "HalfPrefix": None}
_FORBIDDEN = "NonTerm"
WRITTEN_AS_FORBIDDEN = frozenset({Status.FORBIDDEN, Status.DEPRECATED, Status.SUPERSEDED})
"""The statuses of terms that must not be used; memoQ knows one word for all of them."""


def term_of(text: str, language: str, properties: Mapping[str, str]) -> Term:
    """The term with these properties; words and columns that have no field are its extras."""
    words = [word.strip() for word in properties.get(INFO, "").split(";") if word.strip()]
    known = {*_CASES, *_MATCHES, _FORBIDDEN}
    others = ";".join(word for word in words if word not in known)
    values = [(INFO, others), *((name, value) for name, value in properties.items() if name != INFO)]
    return Term(
        text,
        language,
        Status.FORBIDDEN if _FORBIDDEN in words else None,
        case=next((_CASES[word] for word in words if word in _CASES), None),
        match=next((_MATCHES[word] for word in words if word in _MATCHES), None),
        extra=tuple((name, value) for name, value in values if value),
    )


def properties_of(term: Term) -> dict[str, str]:
    """The columns of a term beside its text, by name; of extras with the same name the first.

    >>> properties_of(Term("key minerals", "en", Status.FORBIDDEN))
    {'Term_Info': 'CasePermissive;HalfPrefix;NonTerm'}
    """
    kept = first_of_each(term.extra)
    others = kept.get(INFO, "")
    case = next(word for word, case in _CASES.items() if case is term.case)
    matching = "NoPrefix" if term.match is Match.EXACT else "" if others else "HalfPrefix"
    forbidden = _FORBIDDEN if term.status in WRITTEN_AS_FORBIDDEN else ""
    return {**kept, INFO: ";".join(filter(None, (case, matching, others, forbidden)))}


def first_of_each(extra: Extra) -> dict[str, str]:
    """The first value of each name that can stand in a header."""
    return {name: value for name, value in reversed(extra) if value and name == name.strip()}


def is_held(term: Term) -> bool:
    """Whether all extras of a term come back from its columns."""
    properties = {name: value for name, value in properties_of(term).items() if not name.endswith("_Def")}
    return sorted(term_of(term.text, term.language, properties).extra) == sorted(pair for pair in term.extra if pair[1])
