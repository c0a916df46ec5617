"""What an editor offers to do about a finding: the suggestions, all safe fixes of a rule, a term for the glossary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from align.model import Diagnostic, Edit, list_replacements
from align.model.spans import shorten
from align.report.terminal import visible
from align.server.lines import Change
from align.server.texts import Checked

_MOST = 10
"""How many suggestions for a finding are offered."""

_MOST_TERMS = 3
"""How many of them are offered as terms."""

_UNTRANSLATED, _TERMINOLOGY = "accuracy/untranslated", "terminology"
_WIDTH = 60
"""How many characters of a text are in the title of an offer."""


class Fix(NamedTuple):
    """An offer to change the text: what it says, the changes; `is_safe`: they cannot change what the text says."""

    title: str
    changes: tuple[Change, ...]
    is_safe: bool


class TermOffer(NamedTuple):
    """An offer to add a term to a glossary."""

    title: str
    source: str
    target: str


def list_fixes(checked: Checked, found: Diagnostic) -> Iterator[Fix]:
    """Yield what may be written in the place of what is marked: no drafts, which a person has to rework."""
    fix = found.finding.fix
    if not fix or fix.draft:
        return
    ready = [one for one in list_replacements(found) if one.text == one.label][:_MOST]
    wanted = [(_name(found.text, one.text), one.edits) for one in ready] or [(f"Fix {found.finding.rule}", fix.edits)]
    for place, (title, edits) in enumerate(wanted):
        if changes := checked.edit({found.fingerprint: edits}):
            yield Fix(title, changes, fix.safe and not place)


def fix_all(checked: Checked, rule: str) -> Fix | None:
    """Return the offer to make all safe fixes of a rule in the file; None where there are not several."""
    wanted = dict[str, tuple[Edit, ...]]()
    for mark in checked.marks:
        fix = mark.found.finding.fix
        if mark.found.finding.rule == rule and fix and fix.safe and not fix.draft:
            wanted[mark.found.fingerprint] = fix.edits
    changes = checked.edit(wanted) if len(wanted) > 1 else ()
    return Fix(f"Fix all {len(wanted)} of {rule} in this file", changes, is_safe=True) if changes else None


def list_terms(checked: Checked, found: Diagnostic) -> Iterator[TermOffer]:
    """Yield the terms that may go into the glossary: a word of the source, and what is suggested for it."""
    finding, source = found.finding, ""
    if finding.mqm == _UNTRANSLATED:
        source = found.text
    elif finding.mqm.startswith(_TERMINOLOGY) and finding.source_span:
        source = finding.source_text[slice(*finding.source_span)]
    source = source.strip()
    if not source or not checked.glossary or "\n" in source:
        return
    ready = [one.text for one in finding.suggestions if not one.is_unfinished and one.text.strip()]
    for target in list(dict.fromkeys(ready))[:_MOST_TERMS]:
        yield TermOffer(f"Add to {checked.glossary}: {_show(source)} = {_show(target)}", source, target)


def _name(old: str, new: str) -> str:
    if not new:
        return f"Delete “{_show(old)}”"
    return f"Replace “{_show(old)}” with “{_show(new)}”" if old else f"Insert “{_show(new)}”"


def _show(text: str) -> str:
    return shorten(visible(" ".join(text.split())), _WIDTH)
