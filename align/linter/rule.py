"""What a rule is: the bases that a rule's class derives from, its trigger, and its examples.

A rule is one class in one file under `align/rules/<dimension>/`. Its docstring is its page in the docs,
its `good` and `bad` examples are its tests.
"""

import inspect
from abc import ABC, abstractmethod
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import ClassVar, TypeVar

from align.lang import find_language
from align.lang.codes import name_language
from align.linter.context import Context
from align.model import Alignment, Document, Finding, Fix, RulePage, RulesNotRun, Severity, Span, Suggestion
from align.model.staleness import Change
from glossary.renderings.steps import Steps

_Value = TypeVar("_Value")

PREVIEW = "preview: off until it is selected or `preview = true`"
"""What lists of rules say of one in preview."""

EVERY_OTHER = "*"
"""In `overrides`: every rule but this one."""


class Given(Enum):
    """What a rule may look at besides the text."""

    SOURCE = "source"
    ALIGNMENT = "alignment"
    GLOSSARY = "glossary"
    CHECKLIST = "checklist"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Trigger:
    """What must be in a document for a rule to be called.

    `chars` is the body of a regular-expression character class; `literals` are lower-case strings, sought without
    regard to case. One of them is enough. With neither, the rule is called for every document.
    """

    chars: str = ""
    literals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bad:
    """A text with a fault. `⟦` and `⟧` are around exactly what must be marked; several pairs are several findings.
    Where nothing is between them, something is missing in that place.

    `severity` is what each finding must have (None: the rule's own); `fixed` the text after its safe fixes.
    `name` gives the format (by suffix) the text is read as; `source` is its source text, `glossary` a glossary of pairs
    (`source,target,status` a line, or a header of its own first), `checklist` one as in a CSV, where the rule needs
    one; `memory` has published documents, one after a blank line: its date in the first line, then each source and its
    translation, a tab between them; `old_source` is what the source was when it was translated. `languages` are those
    of the source and of the text; empty: the first that the rule knows, else English.
    """

    text: str
    severity: Severity | None = None
    fixed: str | None = None
    name: str = "example.txt"
    source: str = ""
    glossary: str = ""
    checklist: str = ""
    memory: str = ""
    old_source: str = ""
    languages: tuple[str, str] = ("zh", "")


@dataclass(frozen=True, slots=True)
class Sourced:
    """A good text with what it is checked against: its source, a glossary, a checklist, a memory, or some of them (see
    `Bad`).
    """

    text: str
    source: str = ""
    glossary: str = ""
    checklist: str = ""
    memory: str = ""
    old_source: str = ""
    name: str = "example.txt"
    languages: tuple[str, str] = ("zh", "")


Good = str | Sourced
"""A text that looks bad and is good."""


def join_names(names: Sequence[str]) -> str:
    """Return names as a sentence lists them.

    >>> join_names(["Chinese", "Japanese", "Korean"])
    'Chinese, Japanese or Korean'
    """
    return " or ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def option(default: _Value, meaning: str, least: float = 0, most: float = 0) -> _Value:
    """Return a field of a dataclass of options: its default, what it means, and, of a number, its bounds."""
    return field(default=default, metadata={"meaning": meaning, "least": least, "most": most})


class Rule(ABC):
    """What all rules have. To write one, derive from a base below, write the docstring, the attributes and `check`.

    `severity` and `mqm` (error type of the MQM typology, https://themqm.org) are what `finding` fills in. `overrides`
    names rules whose findings are dropped where they lie inside a finding of this one, so that one fault is reported
    once. One that is not `default` runs only when selected; one in `preview` is so new that it runs only when selected,
    or where a configuration says `preview = true`; one that has `needs` runs only where those are given, and looks at
    what it `reads` where that is given; of `sources` and `targets`, where it names languages, it runs on translations
    from and into these alone, and never on those into one of `not_targets`; one that is `of_articles` looks for what
    their page leaves in them, and is not asked of the texts of programs; one that is `in_markup` marks code, addresses
    and other markup, which others may not. `options` is what a configuration may set: a frozen dataclass of plain
    values, whose defaults hold elsewhere (None: nothing). `of_changes` are the kinds of changes to the source that it
    reports, in runs that know what the source was; most report none.

    A rule keeps nothing of a text: what it may ask besides the text is in the context.
    """

    name: ClassVar[str]
    severity: ClassVar[Severity] = Severity.WARNING
    mqm: ClassVar[str]
    overrides: ClassVar[tuple[str, ...]] = ()
    default: ClassVar[bool] = True
    preview: ClassVar[bool] = False
    sources: ClassVar[tuple[str, ...]] = ()
    targets: ClassVar[tuple[str, ...]] = ()
    not_targets: ClassVar[tuple[str, ...]] = ()
    needs: ClassVar[frozenset[Given]] = frozenset()
    reads: ClassVar[frozenset[Given]] = frozenset()
    of_articles: ClassVar[bool] = False
    in_markup: ClassVar[bool] = False
    options: ClassVar[type | None] = None
    of_changes: ClassVar[tuple[Change, ...]] = ()
    good: ClassVar[tuple[Good, ...]]
    bad: ClassVar[tuple[Bad, ...]]

    def __init_subclass__(cls) -> None:
        """Name the rule after its file: `residual_source.py` holds `residual-source`."""
        cls.name = cls.__module__.rpartition(".")[2].replace("_", "-")

    @property
    def summary(self) -> str:
        """Return the first line of the docstring."""
        return (self.__doc__ or "").partition("\n")[0]

    def is_on(self, preview: bool = False) -> bool:
        """Return whether it runs where no rule is selected, with rules in preview or without them."""
        return self.default and (preview or not self.preview)

    def knows(self, source: str, target: str) -> bool:
        """Return whether it runs on a translation from a language into another (codes of BCP 47).

        A source that is empty is not known, and might be any.
        """
        if not (self.sources or self.targets or self.not_targets):
            return True
        named = (source, self.sources), (target, self.targets)
        is_excluded = bool(self.not_targets) and name_language(target) in self.not_targets
        return not is_excluded and all(not (code and to) or name_language(code) in to for code, to in named)

    def describe_languages(self) -> str:
        """Return on which translations it runs, as “Chinese to English”; empty where it runs on all."""
        sources, targets, others = (
            join_names([find_language(code).name for code in codes])
            for codes in (self.sources, self.targets, self.not_targets)
        )
        if sources and targets:
            return f"{sources} to {targets}"
        if others:
            return f"translations into languages other than {others}"
        return f"translations from {sources}" if sources else f"translations into {targets}" if targets else ""

    def make_page(self) -> RulePage:
        """Return what a report says of the rule."""
        return RulePage(self.name, self.severity, self.mqm, self.summary, inspect.cleandoc(self.__doc__ or ""))

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
        """Return a finding of this rule on the characters from `start` to `end`."""
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

    def get_trigger(self) -> Trigger:
        """Return what must be in a document for the rule to be called, with the packs that are laid here."""
        return self.trigger

    @abstractmethod
    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Yield what is wrong with a document, in any order.

        Look at `document.prose`, where code, URLs and markup are masked. `hits` are the offsets, ascending, at which
        the literals of the trigger start; there are none for a rule without literals. `context` knows the source and
        the glossaries.
        """


def list_not_run(rules: Sequence[Rule], languages: Iterable[tuple[str, str]]) -> Iterator[RulesNotRun]:
    """Yield the rules that do not know a pair of languages (codes of BCP 47), for each of some pairs."""
    for source, target in languages:
        known = dict[str, list[str]]()
        for rule in rules:
            if not rule.knows(source, target):
                known.setdefault(rule.describe_languages(), []).append(rule.name)
        yield from (RulesNotRun(source, target, which, tuple(sorted(names))) for which, names in sorted(known.items()))


Mark = tuple[int, int, int]
"""The index of a bead in its alignment, and a number for each side, which beads share that are the same there."""

Place = tuple[int, int, int, int]
"""The index of an alignment, and a mark in it."""


class Marks(Iterable[Place]):
    """What a rule has marked in all the alignments of a file, in order: four numbers a mark, whatever it is of."""

    def __init__(self) -> None:
        self._numbers = array("q")

    def add(self, number: int, marks: Iterable[Mark]) -> None:
        """Put the marks of the alignment with this number after all that are there."""
        for mark in marks:
            self._numbers.extend((number, *mark))

    def __iter__(self) -> Iterator[Place]:
        values = iter(self._numbers)
        return zip(values, values, values, values, strict=True)

    @property
    def sames(self) -> Sequence[int]:
        """Return the number of the side that is the same, of each mark."""
        return self._numbers[2::4]


class PairRule(Rule):
    """A rule that looks at a translation with its source, sentence by sentence.

    `of_unrelated`: it is asked only about two texts that have nothing in common, and no other rule for pairs is.
    """

    needs = frozenset({Given.ALIGNMENT})
    of_unrelated: ClassVar[bool] = False

    def prepare(self, texts: Sequence[tuple[Alignment, Context]]) -> Steps[None]:
        """Work out for several texts what `check` will ask the context of each for, where that is faster together.

        What rules need of the encoder is computed together as well: see `glossary.renderings.steps`.
        """
        yield from ()

    @abstractmethod
    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Yield what is wrong with the target of an alignment, in any order; spans are in the target's text."""


class CorpusRule(Rule):
    """A rule that looks at all the alignments of a file together: one, or those of the documents of a bitext."""

    needs = frozenset({Given.ALIGNMENT})

    @abstractmethod
    def mark(self, alignment: Alignment) -> Iterator[Mark]:
        """Yield the beads of an alignment that are compared with others; first the number of the side that is the same.

        Nothing else is kept of the alignments of a long file. Numbers may be the same by chance; they have 64 bits.
        """

    @abstractmethod
    def check(self, marks: Marks, alignments: Sequence[Alignment | None]) -> Iterator[tuple[int, Finding]]:
        """Yield what is wrong with the targets, each finding with the index of the alignment it belongs to.

        `marks` are those of all alignments. Where a text has no source, there is None. Of a long file the alignments
        are made again when they are asked for: ask for few.
        """


def check_corpus(
    rules: Iterable[Rule], alignments: Sequence[Alignment | None]
) -> Iterator[tuple[CorpusRule, int, Finding]]:
    """Yield what rules say of all the alignments of a file together: rule, index of the alignment, finding."""
    marks = {rule: Marks() for rule in rules if isinstance(rule, CorpusRule)}
    for number, alignment in enumerate(alignments if marks else ()):
        for rule, table in marks.items():
            table.add(number, rule.mark(alignment) if alignment else ())
    for rule, table in marks.items():
        for number, finding in rule.check(table, alignments):
            yield rule, number, finding
