"""What a rule is: the bases that a rule's class derives from, its trigger, and its examples.

A rule is one class in one file under `align/rules/<dimension>/`. Its docstring is its page in the docs,
its `good` and `bad` examples are its tests.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Self

from align.model import Alignment, Document, Finding, Fix, Severity, Span, Suggestion

if TYPE_CHECKING:
    from glossary.matching.matcher import Matcher

EVERY_OTHER = "*"
"""In `overrides`: every rule but this one."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """What must stand in a document for a rule to have anything to say.

    `chars` is the body of a regular-expression character class; `literals` are lower-case strings, sought without
    regard to case. With neither, the rule is called for every document.
    """

    chars: str = ""
    literals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bad:
    """A text with a fault. `⟦` and `⟧` stand round what must be marked, exactly; several pairs, several findings.
    Where nothing stands between them the place itself is marked: something is missing there.

    `severity` is what each finding must have (None: the rule's own); `fixed` the text after its safe fixes.
    `name` gives the format (by suffix) the text is read as; `source` is its source text, `glossary` a glossary of pairs
    (`source,target,status` a line), where the rule needs one.
    """

    text: str
    severity: Severity | None = None
    fixed: str | None = None
    name: str = "example.txt"
    source: str = ""
    glossary: str = ""


@dataclass(frozen=True, slots=True)
class Sourced:
    """A good text with what it is checked against: its source, a glossary, or both (see `Bad`)."""

    text: str
    source: str = ""
    glossary: str = ""


Good = str | Sourced
"""A text that looks bad and is good."""


class Rule(ABC):
    """What all rules have. Derive from one of the bases below, document, set the attributes, write `check`.

    `overrides` names rules whose findings are dropped where they lie inside a finding of this one: one fault is
    reported once.
    `severity` and `mqm` (error type of the MQM typology, https://themqm.org) are what `finding` fills in.
    `matcher` finds the terms of the glossaries that a person gave, None where there are none: a rule that
    `needs_glossary` is not run then.
    """

    name: ClassVar[str]
    severity: ClassVar[Severity] = Severity.WARNING
    mqm: ClassVar[str]
    overrides: ClassVar[tuple[str, ...]] = ()
    aliases: ClassVar[tuple[str, ...]] = ()
    default: ClassVar[bool] = True
    needs_glossary: ClassVar[bool] = False
    matcher: "Matcher | None" = None
    good: ClassVar[tuple[Good, ...]]
    bad: ClassVar[tuple[Bad, ...]]

    def __init_subclass__(cls) -> None:
        """Name the rule after its file: `residual_source.py` holds `residual-source`."""
        cls.name = cls.__module__.rpartition(".")[2].replace("_", "-")

    def with_glossary(self, matcher: "Matcher") -> Self:
        """The same rule, checking against glossaries."""
        bound = copy(self)
        bound.matcher = matcher
        return bound

    @property
    def summary(self) -> str:
        """The first line of the docstring."""
        return (self.__doc__ or "").partition("\n")[0]

    def finding(
        self,
        start: int,
        end: int,
        message: str,
        *,
        severity: Severity | None = None,
        suggestions: Sequence[Suggestion] = (),
        fix: Fix | None = None,
        confidence: float | None = None,
        source_text: str = "",
        source_span: Span | None = None,
    ) -> Finding:
        """A finding of this rule on the characters from `start` to `end`."""
        return Finding(
            rule=self.name,
            severity=self.severity if severity is None else severity,
            mqm=self.mqm,
            message=message,
            span=Span(start, end),
            suggestions=tuple(suggestions),
            fix=fix,
            confidence=confidence,
            source_text=source_text,
            source_span=source_span,
        )


class TextRule(Rule):
    """A rule that looks at one document."""

    trigger: ClassVar[Trigger] = Trigger()

    @abstractmethod
    def check(self, document: Document, hits: Sequence[int]) -> Iterator[Finding]:
        """Yield what is wrong with a document, in any order.

        Look at `document.prose`, where code, URLs and markup are masked. `hits` are the offsets, ascending, at which
        the trigger's literals start; empty for a rule without literals.
        """


class PairRule(Rule):
    """A rule that looks at a translation beside its source, sentence by sentence.

    `of_unrelated`: it speaks only of texts that have nothing in common, and alone; the others are not asked there.
    """

    of_unrelated: ClassVar[bool] = False

    @abstractmethod
    def check(self, alignment: Alignment) -> Iterator[Finding]:
        """Yield what is wrong with the target of an alignment, in any order; spans are in the target's text."""


class CorpusRule(Rule):
    """A rule that looks at all the alignments of a file together: one, or those of the documents of a bitext."""

    @abstractmethod
    def check(self, alignments: Sequence[Alignment]) -> Iterator[tuple[Alignment, Finding]]:
        """Yield what is wrong with the targets, each finding with the alignment it belongs to, in any order."""


@dataclass(frozen=True)
class Pattern:
    """A wording that should not stand in a text, as data.

    One of `literals` (lower case) stands in whatever `regex` matches; the expression ignores case, `^` and `$` are the
    ends of a block, and its group `mark`, where it has one, is what gets marked. A URL shows as a run of U+001A.
    """

    literals: tuple[str, ...]
    regex: str
    message: str
    severity: Severity | None = None

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, compiled when first needed."""
        return re.compile(self.regex, re.IGNORECASE)


def matches_near(pattern: re.Pattern[str], text: str, hits: Sequence[int], reach: int) -> Iterator[re.Match[str]]:
    """The matches of an expression near the hits, in order.

    A match, with what it looks ahead at, is at most `reach` characters long and holds a hit. No stretch of the text is
    read twice, however close the hits.
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


class PatternRule(TextRule):
    """A rule that is a table of patterns: set `patterns`, nothing else to write. The first pattern to match wins."""

    patterns: ClassVar[tuple[Pattern, ...]]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if hasattr(cls, "patterns"):
            cls.trigger = Trigger(literals=tuple(sorted({text for entry in cls.patterns for text in entry.literals})))

    def check(self, document: Document, hits: Sequence[int]) -> Iterator[Finding]:
        """Match each pattern in the blocks that hold one of its literals."""
        wanted: dict[Span, set[int]] = {}
        for hit in hits:
            wanted.setdefault(document.block(hit), set()).update(self._patterns_at(document.prose, hit))
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

    def _patterns_at(self, prose: str, hit: int) -> Iterator[int]:
        """The indices of the patterns of which a literal starts at `hit`."""
        for literal, index in self._by_first.get(prose[hit].lower(), ()):
            if prose[hit : hit + len(literal)].lower() == literal:
                yield index

    def _check_block(self, text: str, offset: int, patterns: Sequence[int]) -> Iterator[Finding]:
        taken = bytearray(len(text))
        for pattern in (self.patterns[index] for index in patterns):
            for match in pattern.compiled.finditer(text):
                start, end = match.span("mark" if "mark" in match.re.groupindex else 0)
                if start < end and not any(taken[start:end]):
                    taken[start:end] = b"\1" * (end - start)
                    yield self.finding(offset + start, offset + end, pattern.message, severity=pattern.severity)
