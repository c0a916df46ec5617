"""What a glossary is: concepts, and the terms that name each of them in some languages.

The words are those of terminology work: a concept is one idea (a terminological entry), a term one name of it in one
language, the status says whether a writer may use it. Standards: ISO 30042 (TBX), ISO 12620.
Named tuples, not data classes: a glossary of 100,000 concepts is made in a fraction of the time.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

Extra = tuple[tuple[str, str], ...]
"""What a file says that has no field here: pairs of a name and a value, in the order of the file."""


class Status(StrEnum):
    """Whether a writer may use a term (TBX: administrative status)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"
    FORBIDDEN = "forbidden"


ALLOWED = frozenset({None, Status.PREFERRED, Status.ADMITTED})
"""The statuses of terms that may stand in a text; a term without one may."""


class State(StrEnum):
    """How far a term has come on its way into the glossary; nothing but an accepted one is checked against."""

    ACCEPTED = "accepted"
    CANDIDATE = "candidate"
    REJECTED = "rejected"


class Case(StrEnum):
    """Whether a term is found in any case, or only as it is written."""

    SENSITIVE = "sensitive"
    INSENSITIVE = "insensitive"


class Match(StrEnum):
    """Which forms of a term count: the text itself, all its inflections, or any word that begins with it."""

    EXACT = "exact"
    INFLECTED = "inflected"
    PREFIX = "prefix"


class Term(NamedTuple):
    """A name of a concept in one language.

    `language` is a BCP 47 code. `case` and `match` are None where the glossary leaves them to the matcher: a term in
    lower case is found in any case, an English one with its inflections. `created` and `modified` are ISO 8601 dates.
    """

    text: str
    language: str
    status: Status | None = None
    state: State = State.ACCEPTED
    part_of_speech: str = ""
    case: Case | None = None
    match: Match | None = None
    origin: str = ""
    note: str = ""
    created: str = ""
    modified: str = ""
    extra: Extra = ()

    @property
    def allowed(self) -> bool:
        """Whether the term is accepted and may stand in a text."""
        return self.state is State.ACCEPTED and self.status in ALLOWED


class Concept(NamedTuple):
    """One idea and its names, in the order of the file. `id` is what the file calls it, unique there."""

    id: str
    terms: tuple[Term, ...]
    subject: str = ""
    definition: str = ""
    note: str = ""
    extra: Extra = ()

    def terms_in(self, language: str) -> tuple[Term, ...]:
        """The terms of a language, `en` meaning every `en-...` too."""
        return tuple(term for term in self.terms if speaks(term.language, language))

    def renderings(self, language: str) -> tuple[Term, ...]:
        """The terms of a language, whatever its script or region, that may stand in a text: the preferred ones, then
        those without status, then the admitted ones.
        """
        allowed = [term for term in self.terms_in(language.partition("-")[0]) if term.allowed]
        return tuple(sorted(allowed, key=lambda term: _ORDER[term.status]))


class Glossary(NamedTuple):
    """Concepts, in the order of the file; `extra` is what the file says of itself."""

    concepts: tuple[Concept, ...]
    extra: Extra = ()


_ORDER = {Status.PREFERRED: 0, None: 1, Status.ADMITTED: 2}


def speaks(language: str, wanted: str) -> bool:
    """Whether a language is the wanted one or a kind of it, without regard to case.

    >>> speaks("zh-Hant-HK", "zh"), speaks("en", "en-GB"), speaks("eng", "en")
    (True, False, False)
    """
    language, wanted = language.lower().replace("_", "-"), wanted.lower().replace("_", "-")
    return language == wanted or language.startswith(wanted + "-")
