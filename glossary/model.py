"""What a glossary is: concepts, and the terms that name each of them in some languages.

The words are those of terminology work: a concept is one idea (a terminological entry), a term one name of it in one
language, a status says whether a writer may use the term. Standards: ISO 30042 (TBX), ISO 12620. The types are named
tuples, which are made in a fraction of the time that data classes take: a glossary may have 100,000 concepts.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

Extra = tuple[tuple[str, str], ...]
"""Values of a file for which there is no field here: pairs of a name and a value, in the order of the file."""

HISTORY = "history"
"""The extra of a concept that holds what became of it, an event a line."""


class Status(StrEnum):
    """Whether a writer may use a term (TBX: administrative status)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"
    FORBIDDEN = "forbidden"


SHORT_FORMS = frozenset({"abbreviation", "acronym", "short form"})
"""The types of terms that are another term of their concept, shortened."""

ALLOWED = frozenset({None, Status.PREFERRED, Status.ADMITTED})
"""The statuses of terms that may be used in a text; a term without a status may be used too."""


class State(StrEnum):
    """Whether a term has been accepted into the glossary; texts are checked against accepted terms only."""

    ACCEPTED = "accepted"
    CANDIDATE = "candidate"
    REJECTED = "rejected"


class Case(StrEnum):
    """Whether a term is found in any case of its letters, or only as it is written."""

    SENSITIVE = "sensitive"
    INSENSITIVE = "insensitive"


class Match(StrEnum):
    """Which forms of a term are found: the text itself, all its inflections, or any word that begins with it."""

    EXACT = "exact"
    INFLECTED = "inflected"
    PREFIX = "prefix"


class Term(NamedTuple):
    """A name of a concept in one language.

    `language` is a BCP 47 code. Where `case` and `match` are None the matcher decides: it finds a term in lower case in
    any case, and an English one with its inflections. `created` and `modified` are ISO 8601 dates. `term_type` says
    what kind of name it is (ISO 12620: term type), such as `abbreviation`; `example` is a sentence that has it. A term
    that should not be used, with `when_source`, is one only where the source text has these words.
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
    term_type: str = ""
    example: str = ""
    when_source: str = ""
    created: str = ""
    modified: str = ""
    extra: Extra = ()

    @property
    def allowed(self) -> bool:
        """Return whether the term is accepted and may be used in a text."""
        return self.state is State.ACCEPTED and self.status in ALLOWED

    def describe(self) -> str:
        """Return the term as messages name it: en “mine”."""
        return f"{self.language} “{self.text}”"


class Concept(NamedTuple):
    """One idea and its terms, in the order of the file. `id` is its name in the file, unique there."""

    id: str
    terms: tuple[Term, ...]
    subject: str = ""
    definition: str = ""
    note: str = ""
    extra: Extra = ()

    def terms_in(self, language: str) -> tuple[Term, ...]:
        """Return the terms of a language; those in `en-GB` belong to `en` too."""
        return tuple(term for term in self.terms if matches_language(term.language, language))

    def renderings(self, language: str) -> tuple[Term, ...]:
        """Return the terms of a language that may be used, whatever its script or region.

        The preferred terms come first, then those without status, then the admitted ones; of equals, full forms come
        before abbreviations.
        """
        allowed = [term for term in self.terms_in(language.partition("-")[0]) if term.allowed]
        return tuple(sorted(allowed, key=lambda term: (_ORDER[term.status], term.term_type in SHORT_FORMS)))


class Glossary(NamedTuple):
    """Concepts, in the order of the file; `extra` are values of the file as a whole."""

    concepts: tuple[Concept, ...]
    extra: Extra = ()

    def find_variety(self, language: str) -> str:
        """Return the code that all terms of a language have here, such as zh-CN; the language itself where they differ.

        >>> Glossary((Concept("1", (Term("矿", "zh-CN"), Term("mine", "en"))),)).find_variety("zh")
        'zh-CN'
        """
        terms = (term for concept in self.concepts for term in concept.terms_in(language))
        codes = {term.language for term in terms}
        return codes.pop() if len(codes) == 1 else language


_ORDER = {Status.PREFERRED: 0, None: 1, Status.ADMITTED: 2}


def matches_language(language: str, wanted: str) -> bool:
    """Return whether a language is the wanted one or a variety of it, without regard to case (basic filtering, RFC
    4647).

    >>> matches_language("zh-Hant-HK", "zh"), matches_language("en", "en-GB"), matches_language("eng", "en")
    (True, False, False)
    """
    language, wanted = language.lower().replace("_", "-"), wanted.lower().replace("_", "-")
    return language == wanted or language.startswith(wanted + "-")
