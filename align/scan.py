"""One pass over a document for the triggers of all rules: only the rules that can fire are called."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from align.model import Document, Finding, Span
from align.rule import TextRule

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


@dataclass(frozen=True)
class Scanner:
    """The triggers of a set of rules, compiled once."""

    rules: tuple[TextRule, ...]

    def triggered(self, prose: str) -> Iterator[tuple[TextRule, Sequence[int]]]:
        """The rules whose trigger stands in the text, each with the offsets of its literals."""
        alphabet = "".join(sorted(set(prose)))
        offsets = self._offsets(prose)
        for rule in self.rules:
            trigger = rule.trigger
            hits = sorted(hit for literal in trigger.literals for hit in offsets.get(literal, ()))
            always = not trigger.chars and not trigger.literals
            if hits or always or (trigger.chars and re.search(f"[{trigger.chars}]", alphabet)):
                yield rule, hits

    def _offsets(self, prose: str) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        if self._literals:
            matches = self._automaton.find_matches_as_indexes(_lower(prose), overlapping=True)
            for index, start, _ in matches:
                found.setdefault(self._literals[index], []).append(start)
        return found

    @cached_property
    def _literals(self) -> tuple[str, ...]:
        return tuple(sorted({literal for rule in self.rules for literal in rule.trigger.literals}))

    @cached_property
    def _automaton(self) -> "AhoCorasick":
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick(self._literals)


@lru_cache(maxsize=8)
def _scanner(rules: tuple[TextRule, ...]) -> Scanner:
    return Scanner(rules)


def _lower(text: str) -> str:
    """The text in lower case, of the same length: the few letters that grow (İ) stay as they are."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def check_document(document: Document, rules: Sequence[TextRule]) -> list[Finding]:
    """What the rules say of a document, in order of place; one fault once, nothing inside what is masked."""
    found = [
        finding
        for rule, hits in _scanner(tuple(rules)).triggered(document.prose)
        for finding in rule.check(document, hits)
    ]
    found = _without_masked(found, document.masked)
    found = _without_overridden(found, {rule.name: rule.overrides for rule in rules})
    return sorted(found, key=lambda finding: (finding.span, finding.rule))


def _without_masked(found: list[Finding], masked: Sequence[Span]) -> list[Finding]:
    starts = [span.start for span in masked]

    def inside(span: Span) -> bool:
        index = bisect_right(starts, span.start) - 1
        return index >= 0 and masked[index].holds(span)

    return [finding for finding in found if not inside(finding.span)]


def _without_overridden(found: list[Finding], overrides: dict[str, tuple[str, ...]]) -> list[Finding]:
    """Drop each finding that lies inside one of a rule that overrides its rule."""
    covers: dict[str, list[Span]] = {}
    for finding in found:
        for name in overrides[finding.rule]:
            covers.setdefault(name, []).append(finding.span)
    reach = {name: _Reach(sorted(spans)) for name, spans in covers.items()}
    return [f for f in found if f.rule not in reach or not reach[f.rule].holds(f.span)]


class _Reach:
    """Sorted spans, with how far any span up to each one reaches: tells in log time whether a span lies in one."""

    def __init__(self, spans: list[Span]) -> None:
        self._starts = [span.start for span in spans]
        self._ends: list[int] = []
        for span in spans:
            self._ends.append(max(span.end, self._ends[-1] if self._ends else 0))

    def holds(self, span: Span) -> bool:
        index = bisect_right(self._starts, span.start) - 1
        return index >= 0 and span.end <= self._ends[index]
