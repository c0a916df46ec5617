"""The base of rules that are a table of wordings, and a search near the hits of a trigger."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from align.linter.context import Context
from align.linter.rule import TextRule, Trigger
from align.model import Document, Finding, Severity, Span

_REACH = 1_000
"""More characters than any expression matches in a text, on either side of a literal; a test holds them to it."""


@dataclass(frozen=True)
class Pattern:
    """A wording that should not stand in a text.

    `regex` is matched without regard to case in each block (`^` and `$` are its ends) that has one of `literals`, in
    lower case; what it matches must hold one of them. A `^` that it begins with holds for all that it may match. Its
    group `mark`, if it has one, is what is marked. A URL shows as a run of U+001A.

    Two things spare most blocks the expression: what it matches must hold one of `companions` as well, in lower case,
    where there are any; and where `is_last`, nothing but white space may stand between a literal and the block's end.
    """

    literals: tuple[str, ...]
    regex: str
    message: str
    severity: Severity | None = None
    companions: tuple[str, ...] = ()
    is_last: bool = False

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, compiled when first needed."""
        return re.compile(self.regex, re.IGNORECASE)

    def may_match(self, small: str) -> bool:
        """Whether a block, given in lower case, has a companion where one is needed."""
        return not self.companions or any(companion in small for companion in self.companions)

    def find(self, text: str, hits: Sequence[int]) -> Iterable[re.Match[str]]:
        """What the expression matches in a block whose literals start at `hits`, ascending; in a long one it is tried
        near them only, and one that begins with `^` at the start only.
        """
        if self.regex.startswith("^"):
            return filter(None, (self.compiled.match(text),))
        if len(text) <= 2 * _REACH:
            return self.compiled.finditer(text)
        return find_matches_near(self.compiled, text, hits, _REACH)


class PatternRule(TextRule):
    """A rule that is a table: set `patterns`, nothing else. Where several match one place, the first is reported."""

    patterns: ClassVar[tuple[Pattern, ...]]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if hasattr(cls, "patterns"):
            cls.trigger = Trigger(literals=tuple(sorted({text for entry in cls.patterns for text in entry.literals})))

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Match each pattern in the blocks that hold one of its literals."""
        prose, block, wanted = document.prose, Span(0, 0), dict[Span, dict[int, list[int]]]()
        for hit in dict.fromkeys(hits):
            if not block.start <= hit < block.end:
                block = document.block(hit)
            for index in self._find_patterns(prose, hit, block.end):
                wanted.setdefault(block, {}).setdefault(index, []).append(hit - block.start)
        for block, patterns in wanted.items():
            yield from self._check_block(prose[block.start : block.end], block.start, patterns)

    @cached_property
    def _owners(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """Literal -> the indices of its patterns: of those that ask for it anywhere, and at the end of a block only."""
        anywhere: dict[str, list[int]] = {}
        at_end: dict[str, list[int]] = {}
        for index, pattern in enumerate(self.patterns):
            for literal in dict.fromkeys(pattern.literals):
                (at_end if pattern.is_last else anywhere).setdefault(literal, []).append(index)
        return anywhere, at_end

    @cached_property
    def _lengths(self) -> dict[str, list[int]]:
        """The first character of literals -> the lengths of those that begin with it, ascending."""
        lengths: dict[str, set[int]] = {}
        for literal in self.trigger.literals:
            lengths.setdefault(literal[0], set()).add(len(literal))
        return {first: sorted(found) for first, found in lengths.items()}

    def _find_patterns(self, prose: str, hit: int, end: int) -> list[int]:
        """The indices of the patterns of which a literal starts at `hit`, in a block that ends at `end`."""
        lengths = self._lengths.get(prose[hit : hit + 1].lower()[:1], ())
        small, found = prose[hit : hit + lengths[-1]].lower() if lengths else "", list[int]()
        anywhere, at_end = self._owners
        for length in lengths:
            literal = small[:length]
            found += anywhere.get(literal, ())
            if literal in at_end and not prose[hit + length : end].strip():
                found += at_end[literal]
        return found

    def _check_block(self, text: str, offset: int, wanted: Mapping[int, Sequence[int]]) -> Iterator[Finding]:
        """Match the patterns that are wanted in a block, each given by its index and where its literals start."""
        pairs = [(self.patterns[index], wanted[index]) for index in sorted(wanted)]
        small, taken = text.lower() if any(pattern.companions for pattern, _ in pairs) else "", bytearray()
        for pattern, hits in pairs:
            for match in pattern.find(text, hits) if pattern.may_match(small) else ():
                start, end = match.span("mark" if "mark" in match.re.groupindex else 0)
                taken = taken or bytearray(len(text))
                if start < end and not any(taken[start:end]):
                    taken[start:end] = b"\1" * (end - start)
                    yield self.finding(offset + start, offset + end, pattern.message, severity=pattern.severity)


def find_matches_near(
    pattern: re.Pattern[str], text: str, hits: Sequence[int], reach: int, part: re.Pattern[str] | None = None
) -> Iterator[re.Match[str]]:
    """The matches of an expression near the hits of a trigger, in order.

    A match must hold a hit and be at most `reach` characters long, lookahead included. No part of the text is read
    twice, however close the hits. `part`, if any, is faster to look for, and stands in every match.
    """
    index = 0
    while index < len(hits):
        first = index
        while index + 1 < len(hits) and hits[index + 1] - hits[index] <= 2 * reach:
            index += 1
        start, end = max(hits[first] - reach, 0), hits[index] + reach
        for match in pattern.finditer(text, start, end) if not part or part.search(text, start, end) else ():
            if match.start() <= hits[index]:
                yield match
        index += 1
