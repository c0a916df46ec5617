"""What a glossary says of candidates: that it has them, that it has something else, that they were rejected."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum

from glossary.formats.base import Languages
from glossary.lang import en
from glossary.lang.folding import fold
from glossary.model import Concept, Glossary, State, Term, speaks

_PAIR = Languages()


class Verdict(StrEnum):
    """How a glossary stands to a candidate."""

    NEW = ""
    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    PENDING = "pending"
    REJECTED = "rejected"


def source_key(text: str, language: str = "zh") -> str:
    """Return what is the same for a source term in either script, any width and any case."""
    return fold(text.strip(), language).text


def target_key(text: str) -> str:
    """Return what is the same for an English term in any inflection and case, with or without hyphens and articles."""
    return en.lexeme(text.replace("-", " "))


class Verdicts:
    """Judges candidates by a glossary; a term without a source (a list of target terms) speaks for any source."""

    def __init__(self, glossary: Glossary, languages: Languages = _PAIR) -> None:
        self._languages = languages
        self._states: dict[tuple[str, str], set[Verdict]] = defaultdict(set)
        self._accepted: set[str] = set()
        for concept in glossary.concepts:
            self._learn(concept)

    def judge(self, source: str, target: str) -> Verdict:
        """Return how the glossary stands to a source term and a target; the source is empty for a target alone.

        What it has forbidden, or something else for the source, contradicts.
        """
        own, wanted = source_key(source, self._languages.source), target_key(target)
        found = self._states.get((own, wanted), set()) | self._states.get(("", wanted), set())
        for verdict in (Verdict.REJECTED, Verdict.CONFIRMED, Verdict.PENDING, Verdict.CONTRADICTED):
            if verdict in found:
                return verdict
        return Verdict.CONTRADICTED if own in self._accepted else Verdict.NEW

    def _learn(self, concept: Concept) -> None:
        sources = [term for term in concept.terms if speaks(term.language, self._languages.source)]
        targets = [term for term in concept.terms if speaks(term.language, self._languages.target)]
        pairs: list[tuple[Term | None, Term]] = [(source, target) for target in targets for source in sources]
        for source, target in pairs or [(None, target) for target in targets]:
            own = source_key(source.text, self._languages.source) if source else ""
            verdict = _verdict(source, target)
            self._states[own, target_key(target.text)].add(verdict)
            if own and verdict is Verdict.CONFIRMED:
                self._accepted.add(own)


def _verdict(source: Term | None, target: Term) -> Verdict:
    states = {target.state, source.state if source else target.state}
    if State.REJECTED in states:
        return Verdict.REJECTED
    if State.CANDIDATE in states:
        return Verdict.PENDING
    return Verdict.CONFIRMED if target.allowed else Verdict.CONTRADICTED
