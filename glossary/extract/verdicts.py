"""Judges candidates by a glossary: it has them, it has something else, or they were rejected."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum

from glossary.formats.base import DEFAULT_LANGUAGES, Languages
from glossary.lang import en
from glossary.matching.folding import fold
from glossary.model import Concept, Glossary, State, Term, matches_language


class Verdict(StrEnum):
    """What a glossary says of a candidate."""

    NEW = ""
    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    PENDING = "pending"
    REJECTED = "rejected"


def normalize_source(text: str, language: str = "zh") -> str:
    """Bring a source term into a form that is the same in either script, any width and any case."""
    return fold(text.strip(), language).text


def normalize_target(text: str) -> str:
    """Bring an English term into a form that is the same in any inflection and case, without hyphens and articles."""
    return en.find_lexeme(text.replace("-", " "))


class Verdicts:
    """Judges candidates by a glossary. A term without a source, as in a list of target terms, holds for any source."""

    def __init__(self, glossary: Glossary, languages: Languages = DEFAULT_LANGUAGES) -> None:
        self._languages = languages
        self._states: dict[tuple[str, str], set[Verdict]] = defaultdict(set)
        self._accepted: set[str] = set()
        for concept in glossary.concepts:
            self._learn(concept)

    def judge(self, source: str, target: str) -> Verdict:
        """Judge a source and a target term; the source is empty for a target alone.

        A candidate is contradicted where the glossary forbids it, or has another target for the source.
        """
        own, wanted = normalize_source(source, self._languages.source), normalize_target(target)
        found = self._states.get((own, wanted), set()) | self._states.get(("", wanted), set())
        for verdict in (Verdict.REJECTED, Verdict.CONFIRMED, Verdict.PENDING, Verdict.CONTRADICTED):
            if verdict in found:
                return verdict
        return Verdict.CONTRADICTED if own in self._accepted else Verdict.NEW

    def _learn(self, concept: Concept) -> None:
        sources = [term for term in concept.terms if matches_language(term.language, self._languages.source)]
        targets = [term for term in concept.terms if matches_language(term.language, self._languages.target)]
        pairs: list[tuple[Term | None, Term]] = [(source, target) for target in targets for source in sources]
        for source, target in pairs or [(None, target) for target in targets]:
            own = normalize_source(source.text, self._languages.source) if source else ""
            verdict = _judge_terms(source, target)
            self._states[own, normalize_target(target.text)].add(verdict)
            if own and verdict is Verdict.CONFIRMED:
                self._accepted.add(own)


def _judge_terms(source: Term | None, target: Term) -> Verdict:
    states = {target.state, source.state if source else target.state}
    if State.REJECTED in states:
        return Verdict.REJECTED
    if State.CANDIDATE in states:
        return Verdict.PENDING
    return Verdict.CONFIRMED if target.allowed else Verdict.CONTRADICTED
