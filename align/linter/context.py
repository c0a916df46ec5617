"""What rules may ask besides the text they look at: its source, the glossaries, what other rules have found out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from align.linter.checklist import Checklist
from align.model import Alignment, Bitext, Document
from align.model.staleness import SourceChanges

if TYPE_CHECKING:
    from align.memory.evidence import Evidence
    from glossary.matching.term_matcher import Matcher, Occurrence

_T = TypeVar("_T")
_R = TypeVar("_R")


@dataclass(eq=False)
class Context:
    """One for each text that is checked, shared by its rules.

    `matcher` finds the terms of the glossaries, None where there are none. `bitext` is the file of pairs that the text
    is the target side of, `alignment` the text with its source; None where it is neither. `checklist` is empty where
    there is none; `options` are those of rules that a configuration sets. `changes` are those of the source that rules
    of this run report, since the translation was made. `source` is the source of a text that is no file of pairs, where
    it was read: also of a text that is empty, so that nothing can be aligned. `remarks` say what of the text rules
    could not check.
    """

    matcher: Matcher | None = None
    bitext: Bitext | None = None
    alignment: Alignment | None = None
    checklist: Checklist = field(default_factory=Checklist)
    options: tuple[object, ...] = ()
    changes: SourceChanges = field(default_factory=SourceChanges)
    source: Document | None = None
    evidence: Evidence | None = None
    remarks: dict[str, None] = field(default_factory=dict)
    _results: dict[tuple[Callable[..., Any], int], tuple[Any, Any]] = field(default_factory=dict, repr=False)
    _terms: dict[tuple[str, str], tuple[Occurrence, ...]] = field(default_factory=dict, repr=False)

    @property
    def is_excerpted(self) -> bool:
        """Return whether the text is made of pairs, so that what is round each of them is unknown."""
        return self.bitext is not None

    @property
    def source_document(self) -> Document | None:
        """Return the source, of a text or of a file of pairs; None where it is unknown."""
        side = self.alignment or self.bitext
        return side.source if side else self.source

    @property
    def source_language(self) -> str:
        """Return the code of the language of the source; empty where no source is known."""
        source = self.source_document
        return source.language if source else ""

    def source_at(self, offset: int) -> str:
        """Return the source text that belongs to the character at `offset`; empty where it is unknown."""
        side = self.bitext or self.alignment
        return side.source_at(offset) if side else ""

    def get_options(self, kind: type[_T]) -> _T:
        """Return the options of a rule, whose dataclass is `kind`: those that the configuration sets, else the
        defaults.
        """
        for given in self.options:
            if isinstance(given, kind):
                return given
        return kind()

    def remark(self, text: str) -> None:
        """Note once what of the text could not be checked, a phrase without a full stop."""
        self.remarks[text] = None

    def analyse(self, analysis: Callable[[_T], _R], subject: _T) -> _R:
        """Return what an analysis says of the text or its alignment: worked out once, however many rules ask.

        The subject is kept with the answer: once it was gone, another one might get its `id()`.
        """
        key = analysis, id(subject)
        if key not in self._results:
            self._results[key] = subject, analysis(subject)
        result: _R = self._results[key][1]
        return result

    def keep(self, analysis: Callable[[_T], _R], subject: _T, result: _R) -> None:
        """Remember what an analysis says, where it was worked out for several texts together."""
        self._results[analysis, id(subject)] = subject, result

    def find_terms(self, text: str, language: str) -> tuple[Occurrence, ...]:
        """Return the terms of the glossaries in a text, looked for once; none where there is no glossary."""
        if self.matcher is None:
            return ()
        if (text, language) not in self._terms:
            self._terms[text, language] = tuple(self.matcher.find(text, language))
        return self._terms[text, language]
