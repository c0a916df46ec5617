"""The base of rules that are a table of wordings, and a search near the hits of a trigger."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from align.linter.context import Context
from align.linter.rule import TextRule, Trigger
from align.model import Document, Finding, Severity, Span


@dataclass(frozen=True)
class Pattern:
    """A wording that should not stand in a text.

    `regex` is matched without regard to case in each block (`^` and `$` are its ends) that has one of `literals`, in
    lower case; what it matches must hold one of them. A `^` that it begins with holds for all that it may match. Its
    group `mark`, if it has one, is what is marked. A URL shows as a run of U+001A.
    """

    literals: tuple[str, ...]
    regex: str
    message: str
    severity: Severity | None = None

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, compiled when first needed."""
        return re.compile(self.regex, re.IGNORECASE)

    def find(self, text: str) -> Iterable[re.Match[str]]:
        """What the expression matches in a block; one that begins with `^` is tried at the start only."""
        if not self.regex.startswith("^"):
            return self.compiled.finditer(text)
        return filter(None, (self.compiled.match(text),))


class PatternRule(TextRule):
    """A rule that is a table: set `patterns`, nothing else. Where several match one place, the first is reported."""

    patterns: ClassVar[tuple[Pattern, ...]]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if hasattr(cls, "patterns"):
            cls.trigger = Trigger(literals=tuple(sorted({text for entry in cls.patterns for text in entry.literals})))

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Match each pattern in the blocks that hold one of its literals."""
        wanted: dict[Span, set[int]] = {}
        for hit in hits:
            wanted.setdefault(document.block(hit), set()).update(self._find_patterns(document.prose, hit))
        for block, patterns in wanted.items():
            yield from self._check_block(document.prose[block.start : block.end], block.start, sorted(patterns))

    @cached_property
    def _by_first(self) -> dict[str, list[tuple[str, int]]]:
        """Each literal with the index of its pattern, by its first character."""
        found: dict[str, list[tuple[str, int]]] = {}
        for index, pattern in enumerate(self.patterns):
            for literal in pattern.literals:
                found.setdefault(literal[0], []).append((literal, index))
        return found

    def _find_patterns(self, prose: str, hit: int) -> Iterator[int]:
        """The indices of the patterns of which a literal starts at `hit`."""
        for literal, index in self._by_first.get(prose[hit].lower(), ()):
            if prose[hit : hit + len(literal)].lower() == literal:
                yield index

    def _check_block(self, text: str, offset: int, patterns: Sequence[int]) -> Iterator[Finding]:
        taken = bytearray(len(text))
        for pattern in (self.patterns[index] for index in patterns):
            for match in pattern.find(text):
                start, end = match.span("mark" if "mark" in match.re.groupindex else 0)
                if start < end and not any(taken[start:end]):
                    taken[start:end] = b"\1" * (end - start)
                    yield self.finding(offset + start, offset + end, pattern.message, severity=pattern.severity)


def find_matches_near(pattern: re.Pattern[str], text: str, hits: Sequence[int], reach: int) -> Iterator[re.Match[str]]:
    """The matches of an expression near the hits of a trigger, in order.

    A match must hold a hit and be at most `reach` characters long, lookahead included. No part of the text is read
    twice, however close the hits.
    """
    index = 0
    while index < len(hits):
        first = index
        while index + 1 < len(hits) and hits[index + 1] - hits[index] <= 2 * reach:
            index += 1
        for match in pattern.finditer(text, max(hits[first] - reach, 0), hits[index] + reach):
            if match.start() <= hits[index]:
                yield match
        index += 1
