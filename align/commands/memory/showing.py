"""What a page shows of a memory: pairs with some words, in pieces, next to the findings that are about these words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from align.commands.memory.finding import Concordance, find_pairs
from align.errors import FileError
from align.inputs.tasks import Task, plan_tasks
from align.linter.rule import Given
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
    terms. Raises errors as `plan_tasks` does; a memory that cannot be read any more shows nothing.
    """
    about = [
        one for one in report.diagnostics if one.finding.source_span and one.finding.mqm.startswith("terminology/")
    ]
    if not about:
        return report
    settings = {one.path: one.settings for one in plan_tasks(request) if isinstance(one, Task) and one.settings.memory}
    rules = {
        path: {rule.name for rule in one.find_rules(path) if Given.MEMORY in rule.needs}
        for path, one in settings.items()
    }
    known, found = dict[tuple[str, str], HousePairs | None](), dict[tuple[str, str], HousePairs]()
    for one in about:
        if one.finding.rule in rules.get(one.path, ()) and one.finding.source_span:
            own, words = settings[one.path], one.finding.source_text[slice(*one.finding.source_span)]
            key = own.memory, words
            if key not in known and len(known) < _MOST:
                known[key] = _find(own, words)
            if pairs := known.get(key):
                found[one.path, one.fingerprint] = pairs
    return replace(report, house_pairs=found) if found else report


def _find(settings: Settings, words: str) -> HousePairs | None:
    try:
        with settings.use_knowledge():
            found = find_pairs(settings.memory, [words], _SHOWN)
    except FileError:  # it was removed since
        return None
    return show_pairs(found) if found.pairs else None
