"""What stands above the texts: what was found, what was not checked, and what can be chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from align.model import Severity
from align.report.page.markup import isolate, show
from align.report.page.overview import render_overview
from align.report.page.sheets import Entry, Sheet
from align.report.summary import tell_amount, tell_found, tell_rest

if TYPE_CHECKING:
    from align.model import Report
    from align.report.style import Style

_SKIPPED = 500
"""How many files that were skipped are listed."""

_FAILED = "Not checked"

_DECISIONS = (
    ("open", "open"),
    ("decided", "decided"),
    ("accept", "accepted"),
    ("fix", "suggestion taken"),
    ("comment", "with a comment"),
)

_KEYS = (
    ("j", "next finding"),
    ("k", "previous finding"),
    ("a", "accept it, with a reason"),
    ("f", "take a suggestion: then 1 to 5"),
    ("e", "write its sentence anew"),
    ("J", "next sentence, for e"),
    ("K", "previous sentence, for e"),
    ("c", "comment on it"),
    ("u", "undo the last decision"),
    ("/", "search"),
    ("?", "these keys"),
)


def render_head(report: Report, style: Style, sheets: Sequence[Sheet], left_out: int) -> Iterator[str]:
    """What was found, what was not checked or is not shown, and how the texts score."""
    yield "<header>\n"
    yield from render_summary(report, style, sheets, left_out)
    if report.scores:
        yield "<details class=skipped><summary>Scores and maps of the documents</summary>\n"
        yield from render_overview(report, sheets, lambda place, _: f"#t{place}")
        yield "</details>\n"
    yield f"<p class=signature>{isolate(report.signature)}</p>\n</header>\n"


def render_summary(report: Report, style: Style, sheets: Sequence[Sheet], left_out: int) -> Iterator[str]:
    """What was found, then what was not checked or is not shown."""
    yield f"<h1>Review</h1>\n<p class=lead>{show(tell_found(report, style))}</p>\n<ul class=rest>\n"
    for note in _list_notes(report, style, sheets, left_out):
        kind = " class=missing" if note.startswith(_FAILED) else ""
        yield f"<li{kind}>{isolate(note)}</li>\n"
    yield "</ul>\n"
    if report.skipped:
        yield from _render_skipped(report)


def _list_notes(report: Report, style: Style, sheets: Sequence[Sheet], left_out: int) -> Iterator[str]:
    """First what was not checked, or hardly."""
    notes = tell_rest(report, style)
    failed = [note for note in notes if note.startswith(_FAILED)]
    yield from failed
    if alone := sum(1 for sheet in sheets if sheet.is_whole and not sheet.page.source_language):
        yield f"Not compared with a source: {tell_amount(alone, 'document')} without one"
    if unsure := sum(sheet.unsure for sheet in sheets):
        pairs = tell_amount(sum(sheet.pairs for sheet in sheets), "pair")
        yield f"Alignment unsure: {unsure:,} of {pairs}, which may stand beside the wrong source"
    if left_out:
        yield f"Too long for one page: {tell_amount(left_out, 'text')}, of which findings are shown as excerpts"
    yield from (note for note in notes if note not in failed)


def _render_skipped(report: Report) -> Iterator[str]:
    """The files that were skipped, those first that should have been checked."""
    yield f"<details class=skipped><summary>Files not checked ({len(report.skipped):,})</summary>\n<table>\n"
    yield "<tr><th scope=col>File</th><th scope=col>Why</th></tr>\n"
    for one in sorted(report.skipped, key=lambda one: not one.failed)[:_SKIPPED]:
        why = f"{'Not checked: ' if one.failed else ''}{one.reason}"
        yield f"<tr><td>{isolate(one.path)}</td><td>{isolate(why)}</td></tr>\n"
    rest = len(report.skipped) - _SKIPPED
    yield f"</table>\n{f'<p>and {rest:,} more</p>' if rest > 0 else ''}</details>\n"


def render_controls(sheets: Sequence[Sheet]) -> Iterator[str]:
    """What the script works with; hidden where it does not run."""
    entries = [entry for sheet in sheets for entry in sheet.entries]
    yield '<div id="controls" role="region" aria-label="Filters and decisions" hidden>\n<div>'
    yield '<label>Search <input id="search" type="search"></label>\n'
    yield f'<label>Rule <select id="rule"><option value="">all</option>{_list_rules(entries)}</select></label>\n'
    severities = _list_severities(entries)
    yield f'<label>Severity <select id="severity"><option value="">all</option>{severities}</select></label>\n'
    decisions = "".join(f'<option value="{name}">{what}</option>' for name, what in _DECISIONS)
    yield f'<label>Decision <select id="decision"><option value="">all</option>{decisions}</select></label>\n'
    yield '<label class="tick"><input id="only" type="checkbox"> Findings only</label></div>\n<div>'
    yield '<label>Your name <input id="by" autocomplete="name"></label>\n'
    yield '<button id="save" type="button">Save decisions</button> <button id="help" type="button">Keys</button>\n'
    yield '<p id="status" role="status"></p></div>\n</div>\n'


def _list_rules(entries: Sequence[Entry]) -> str:
    counts = Counter(entry.found.finding.rule for entry in entries)
    return "".join(_offer(rule, counts[rule]) for rule in sorted(counts))


def _list_severities(entries: Sequence[Entry]) -> str:
    counts = Counter(entry.severity for entry in entries)
    return "".join(_offer(str(one), counts[one]) for one in reversed(Severity) if counts[one])


def _offer(name: str, count: int) -> str:
    return f'<option value="{show(name)}">{show(name)} ({count:,})</option>'


def render_help() -> str:
    """The dialogs of the script."""
    keys = "".join(f"<dt><kbd>{escape(key)}</kbd></dt><dd>{escape(what)}</dd>" for key, what in _KEYS)
    return (
        f'<dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">Keys</h2><dl>{keys}</dl>'
        '<p><button type="button" class="close">Close</button></p></dialog>\n'
        '<dialog id="ask" aria-labelledby="ask-title"><h2 id="ask-title"></h2>'
        '<p><textarea id="answer" aria-labelledby="ask-title" rows="4" dir="auto"></textarea></p>'
        '<p><button type="button" class="ok">Save</button> <button type="button" class="close">Cancel</button></p>'
        "</dialog>\n"
    )
