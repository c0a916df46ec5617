"""What a page shows of a memory: pairs with some words, in pieces, next to the findings that are about these words."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from align.commands.memory.finding import Concordance, find_pairs
from align.config.settings import SettingsFinder
from align.errors import FileError
from align.linter.registry import all_rules
from align.linter.rule import Given
from align.memory.store import Store
from align.model.house_pairs import HousePair, HousePairs, Piece
from align.report.summary import tell_amount

if TYPE_CHECKING:
    from align.config.settings import Request, Settings
    from align.model import Report

_SHOWN = 3
"""How many pairs are shown of a finding, those of the latest documents."""
_MOST = 200
"""How many terms of a report are looked up."""


def show_pairs(found: Concordance) -> HousePairs:
    """Return pairs that were found as a page shows them."""
    total = f"{'' if found.is_exact else 'more than '}{tell_amount(found.total, 'pair')}"
    pairs = (
        HousePair(
            ", ".join(filter(None, (one.document, one.date, one.domain))),
            one.source_lang,
            _cut(one.source, one.source_marks),
            one.target_lang,
            _cut(one.target, one.target_marks),
        )
        for one in found.pairs
    )
    return HousePairs(total, found.has_more, tuple(pairs))


def _cut(text: str, marks: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """Return the pieces of a text, with whether each is marked."""
    pieces, passed = list[Piece](), 0
    for start, end in marks:
        pieces += (Piece(text[passed:start], is_marked=False), Piece(text[start:end], is_marked=True))
        passed = end
    return tuple(piece for piece in (*pieces, Piece(text[passed:], is_marked=False)) if piece.text)


def add_house_pairs(request: Request, report: Report) -> Report:
    """Return a report with the latest pairs of the memory that have the term of each finding from it, of the first
    terms. Raises ConfigError, DictionaryError; a memory that cannot be read any more shows nothing.
    """
    about = [
        one for one in report.diagnostics if one.finding.source_span and one.finding.mqm.startswith("terminology/")
    ]
    if not about:
        return report
    finder = SettingsFinder(request)
    rules = {rule.name for rule in all_rules().values() if Given.MEMORY in rule.needs}
    known, found = dict[tuple[str, str], HousePairs | None](), dict[tuple[str, str], HousePairs]()
    with ExitStack() as stack:
        memories = dict[str, Store | None]()
        for one in about:
            own, span = finder.find(one.path), one.finding.source_span
            if not span or not own.memory or one.finding.rule not in rules:
                continue
            if own.memory not in memories:
                memories[own.memory] = _open(own.memory, stack)
            memory, key = memories[own.memory], (own.memory, one.finding.source_text[slice(*span)])
            if memory and key not in known and len(known) < _MOST:
                known[key] = _find(memory, key[1], own)
            if pairs := known.get(key):
                found[one.path, one.fingerprint] = pairs
    return replace(report, house_pairs=found) if found else report


def _open(path: str, stack: ExitStack) -> Store | None:
    """Open a memory as long as the stack is open; None where it cannot be read any more."""
    try:
        return stack.enter_context(Store(path))
    except FileError:
        return None


def _find(memory: Store, words: str, settings: Settings) -> HousePairs | None:
    try:
        with settings.use_knowledge():
            found = find_pairs(memory, [words], _SHOWN)
    except FileError:
        return None
    return show_pairs(found) if found.pairs else None
