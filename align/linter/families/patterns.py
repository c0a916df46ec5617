"""The base of rules that are a table of wordings, and a search near the hits of a trigger."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from align.linter.context import Context
from align.linter.rule import TextRule, Trigger
from align.model import Document, Finding, Severity, Span
from glossary.pack.tables import cache_by_packs

_REACH = 1_000
"""More characters than any expression matches in a text, on either side of a literal; a test holds them to it."""


@dataclass(frozen=True)
class Pattern:
    """A wording that should not be in a text.

    `regex` is matched without regard to case in each block (`^` and `$` are its ends) that has one of `literals`, in
    lower case; what it matches must hold one of them. A `^` that it begins with holds for all that it may match. Its
    group `mark`, if it has one, is what is marked. A URL shows as a run of U+001A.

    Two things spare most blocks the expression: what it matches must hold one of `companions` as well, in lower case,
    where there are any; and where `is_last`, nothing but white space may be between a literal and the block's end.
    """

    literals: tuple[str, ...]
    regex: str
    message: str
    severity: Severity | None = None
    companions: tuple[str, ...] = ()
    is_last: bool = False

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """Return the expression, compiled when first needed."""
        return re.compile(self.regex, re.IGNORECASE)

    def may_match(self, small: str) -> bool:
        """Return whether a block, given in lower case, has a companion where one is needed."""
        return not self.companions or any(map(small.__contains__, self.companions))

    def find(self, text: str, hits: Sequence[int]) -> Iterable[re.Match[str]]:
        """Return what the expression matches in a block whose literals start at `hits`, ascending; in a long one it is
        tried near them only, and one that begins with `^` at the start only.
        """
        if self.regex.startswith("^"):
            return filter(None, (self.compiled.match(text),))
        if len(text) <= 2 * _REACH:
            return self.compiled.finditer(text)
        return find_matches_near(self.compiled, text, hits, _REACH)


class PatternRule(TextRule):
    """A rule that is a table: set `patterns`, nothing else. Where several match one place, the first is reported."""

    patterns: ClassVar[tuple[Pattern, ...]] = ()

    @classmethod
    def list_patterns(cls) -> tuple[Pattern, ...]:
        """Return the patterns, with the packs that are laid here."""
        return cls.patterns

    def get_trigger(self) -> Trigger:
        """Return the literals of all patterns."""
        return _build_index(type(self)).trigger

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Match each pattern in the blocks that hold one of its literals."""
        index = _build_index(type(self))
        prose, block, wanted = document.prose, Span(0, 0), dict[Span, dict[int, list[int]]]()
        for hit in dict.fromkeys(hits):
            if not block.start <= hit < block.end:
                block = document.block(hit)
            for number in index.find_patterns(prose, hit, block.end):
                wanted.setdefault(block, {}).setdefault(number, []).append(hit - block.start)
        for block, numbers in wanted.items():
            text, offset = prose[block.start : block.end], block.start
            patterns = [(index.patterns[number], numbers[number]) for number in sorted(numbers)]
            small, taken = text.lower() if any(pattern.companions for pattern, _ in patterns) else "", bytearray()
            for pattern, starts in patterns:
                for match in pattern.find(text, starts) if pattern.may_match(small) else ():
                    start, end = match.span("mark" if "mark" in match.re.groupindex else 0)
                    taken = taken or bytearray(len(text))
                    if start < end and not any(taken[start:end]):
                        taken[start:end] = b"\1" * (end - start)
                        yield self.finding(offset + start, offset + end, pattern.message, severity=pattern.severity)


@dataclass(frozen=True)
class _Index:
    """The patterns of a rule by their literals: of those that ask for one anywhere, and at the end of a block only.

    `slices` cut the literals that begin with a character, by their lengths, from what begins with it, the shortest
    first.
    """

    patterns: tuple[Pattern, ...]
    trigger: Trigger
    literals: frozenset[str]
    anywhere: dict[str, list[int]]
    at_end: dict[str, list[int]]
    slices: dict[str, list[slice]]

    def find_patterns(self, prose: str, hit: int, end: int) -> list[int]:
        """Return the numbers of the patterns of which a literal starts at `hit`, in a block that ends at `end`."""
        found = list[int]()
        if slices := self.slices.get(prose[hit : hit + 1].lower()[:1]):
            small = prose[hit : hit + slices[-1].stop].lower()
            for literal in filter(self.literals.__contains__, map(small.__getitem__, slices)):
                found += self.anywhere.get(literal, ())
                if literal in self.at_end and not prose[hit + len(literal) : end].strip():
                    found += self.at_end[literal]
        return found


@cache_by_packs
def _build_index(rule: type[PatternRule]) -> _Index:
    patterns = rule.list_patterns()
    literals = sorted({text for pattern in patterns for text in pattern.literals})
    index = _Index(patterns, Trigger(literals=tuple(literals)), frozenset(literals), {}, {}, {})
    for number, pattern in enumerate(patterns):
        for literal in dict.fromkeys(pattern.literals):
            (index.at_end if pattern.is_last else index.anywhere).setdefault(literal, []).append(number)
    for first, length in sorted({(literal[0], len(literal)) for literal in literals}):
        index.slices.setdefault(first, []).append(slice(length))
    return index


def find_matches_near(
    pattern: re.Pattern[str], text: str, hits: Sequence[int], reach: int, part: re.Pattern[str] | None = None
) -> Iterator[re.Match[str]]:
    """Yield the matches of an expression near the hits of a trigger, in order.

    A match must hold a hit and be at most `reach` characters long, lookahead included. No part of the text is read
    twice, however close the hits. `part`, if any, is faster to look for, and occurs in every match.
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
