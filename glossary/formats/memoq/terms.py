"""A term of memoQ: its text, and the words of `Term_Info`."""

from __future__ import annotations

from collections.abc import Mapping

from glossary.formats.memoq.names import DEFINITION, EXAMPLE, INFO
from glossary.model import Case, Extra, Match, Status, Term

_CASES = {"CaseSense": Case.SENSITIVE, "CasePermissive": None, "CaseInsense": Case.INSENSITIVE}
_MATCHES = {"NoPrefix": Match.EXACT, "HalfPrefix": None}
_FORBIDDEN = "NonTerm"
WRITTEN_AS_FORBIDDEN = frozenset({Status.FORBIDDEN, Status.DEPRECATED, Status.SUPERSEDED})
"""The statuses of terms that should not be used; memoQ has one word for all of them."""


def build_term(text: str, language: str, properties: Mapping[str, str]) -> Term:
    """Build a term from its columns, by title; words and columns that are no field become extras."""
    words = [word.strip() for word in properties.get(INFO, "").split(";") if word.strip()]
    known = {*_CASES, *_MATCHES, _FORBIDDEN}
    others = ";".join(word for word in words if word not in known)
    values = [(INFO, others), *((name, value) for name, value in properties.items() if name not in {INFO, EXAMPLE})]
    return Term(
        text,
        language,
        Status.FORBIDDEN if _FORBIDDEN in words else None,
        case=next((_CASES[word] for word in words if word in _CASES), None),
        match=next((_MATCHES[word] for word in words if word in _MATCHES), None),
        example=properties.get(EXAMPLE, ""),
        extra=tuple((name, value) for name, value in values if value),
    )


def list_properties(term: Term) -> dict[str, str]:
    """Return the columns of a term besides its text, by title; of extras with the same name the first.

    >>> list_properties(Term("key minerals", "en", Status.FORBIDDEN))
    {'Term_Info': 'CasePermissive;HalfPrefix;NonTerm', 'Term_Example': ''}
    """
    kept = keep_first(term.extra)
    others = kept.get(INFO, "")
    case = next(word for word, case in _CASES.items() if case is term.case)
    matching = "NoPrefix" if term.match is Match.EXACT else "" if others else "HalfPrefix"
    forbidden = _FORBIDDEN if term.status in WRITTEN_AS_FORBIDDEN else ""
    return {**kept, INFO: ";".join(filter(None, (case, matching, others, forbidden))), EXAMPLE: term.example}


def keep_first(extra: Extra) -> dict[str, str]:
    """Return the first value of each extra, of those whose name can be the title of a column."""
    return {name: value for name, value in reversed(extra) if value and name == name.strip()}


def is_held(term: Term) -> bool:
    """Return whether all extras of a term can be read back."""
    properties = {name: value for name, value in list_properties(term).items() if not name.endswith(DEFINITION)}
    read = build_term(term.text, term.language, properties)
    return sorted(read.extra) == sorted(pair for pair in term.extra if pair[1])
