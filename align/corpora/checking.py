"""Checking rows: a pure function of the rows and the settings. Each row is a text of its own, with no neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from align.config.glossaries import Glossaries
from align.config.settings import Settings
from align.corpora.schema import CheckedRow, Row
from align.lang import find_language
from align.linter.context import Context
from align.linter.rule import Rule
from align.linter.scanner import check_documents
from align.linter.suppression import Suppressor
from align.linter.surplus import list_most_of_rule
from align.model import Bitext, Document, Finding, Span, Stretch, Unit, keep_blocks, merge_spans
from align.readers.addresses import find_addresses
from align.readers.units import PLACEHOLDER
from align.scores.translation.penalties import WEIGHTS, weigh

if TYPE_CHECKING:
    from glossary.matching.term_matcher import Matcher

_TOGETHER = 256
"""How many rows the rules look at together."""


@dataclass
class RowChecker:
    """Checks rows with the same settings; their glossaries are read once.

    Raises UnknownRuleError, GlossaryError, DictionaryError, and, where rows are checked, EncoderUnavailableError.
    """

    settings: Settings
    _rules: tuple[Rule, ...] = field(init=False)
    _matcher: Matcher | None = field(init=False)

    def __post_init__(self) -> None:
        with self.settings.use_knowledge():
            self._rules = self.settings.find_rules()
            settings = self.settings
            languages = settings.name_glossary_languages()
            self._matcher = Glossaries().matcher(settings.glossaries, settings.columns, languages)

    def check(self, rows: Sequence[Row]) -> list[CheckedRow]:
        """Return the same rows in the same order, each with what was found in it."""
        settings, checked = self.settings, list[CheckedRow]()
        with settings.use_knowledge():
            for start in range(0, len(rows), _TOGETHER):
                contexts = []
                for row in rows[start : start + _TOGETHER]:
                    bitext = make_bitext(row, settings.source_lang, settings.target_lang)
                    checklist = settings.compile_checklist()
                    contexts.append(Context(self._matcher, bitext, bitext.alignment, checklist, settings.options))
                texts = [(context.bitext.target, context) for context in contexts if context.bitext]
                every = check_documents(texts, self._rules, [()] * len(texts))
                for row, (document, _), found in zip(rows[start : start + _TOGETHER], texts, every, strict=True):
                    checked.append(self._finish(row, document, found) if found else CheckedRow(row))
        return checked

    def _finish(self, row: Row, document: Document, found: Sequence[Finding]) -> CheckedRow:
        """Return a row with the findings that the configuration does not allow, as severe as it says."""
        given = dict(self.settings.severities)
        graded = [replace(one, severity=given.get(one.rule, one.severity)) for one in found] if given else found
        suppressor = Suppressor(self.settings.allow, Path(row.origin), Path(self.settings.folder))
        kept = list_most_of_rule(list(suppressor.drop_allowed(graded, row.target)), document)
        weights = WEIGHTS | dict(self.settings.weights)
        return CheckedRow(row, kept, round(sum(weigh(finding, weights) for finding in kept), 2))


def make_bitext(row: Row, source_lang: str, target_lang: str) -> Bitext:
    """Return a row as a bitext of one unit."""
    source, target = _make_document(row, row.source, source_lang), _make_document(row, row.target, target_lang)
    return Bitext(source, target, (Unit(Span(0, len(row.source)), Span(0, len(row.target))),))


def _make_document(row: Row, text: str, language: str) -> Document:
    """Return a text as a document; addresses and what is written for an inline code are masked."""
    span = Span(0, len(text))
    masked = list(find_addresses(text))
    if PLACEHOLDER in text:
        masked = merge_spans([*masked, *(Span(*match.span()) for match in re.finditer(PLACEHOLDER, text))])
    find_blocks = keep_blocks((span,) if text else ())
    split, stretches = find_language(language).split, (Stretch(span, 1, unit=row.id),)
    return Document(row.origin, language, text, find_blocks, split, tuple(masked), stretches)
