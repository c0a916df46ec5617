"""What is above the texts: what was found, what was not checked, and what can be chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from align.model import Severity
from align.model.reviews import UNDECIDED
from align.report.page.markup import isolate, show
from align.report.page.overview import render_overview
from align.report.page.sheets import Sheet
from align.report.page.terms import tell_terms
from align.report.summary import tell_amount, tell_found, tell_rest

if TYPE_CHECKING:
    from align.model import Report, Skipped
    from align.model.term_tables import TermTable
    from align.report.style import Style

_SKIPPED = 500
"""How many files that were skipped are listed."""

_FAILED = "Not checked"


_KEYS = (
    ("j", "next finding"),
    ("k", "previous finding"),
    ("n", "next finding to decide on"),
    ("a", "accept it as it is, with a reason"),
    ("f", "take a suggestion: then 1 to 5"),
    ("d", "delete what is marked"),
    ("e", "rewrite its sentence"),
    ("l", "all like it: then a, d or f is for all findings of its rule with the same words"),
    ("J", "next sentence, for e, m, s, p"),
    ("K", "previous sentence"),
    ("c", "comment on it"),
    ("m", "merge its pair with the one below"),
    ("M", "merge its pair with the one above"),
    ("s", "split its pair"),
    ("p", "say that its pair is right"),
    ("x", "reject a candidate for the glossary; a accepts it"),
    ("u", "undo the last decision"),
    ("w", "save the decisions to a file"),
    ("/", "search: Enter goes to the next hit"),
    ("?", "these keys"),
)


class Head(NamedTuple):
    """What is at the top: what the page is, what was found, notes, what was skipped, and what reproduces it.

    `overview` is markup: how the texts score. `options`: those of the run, for who carries decisions out.
    """

    title: str
    found: str
    notes: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    signature: str
    overview: str = ""
    options: str = ""


def make_head(report: Report, style: Style, sheets: Sequence[Sheet], left_out: int) -> Head:
    """Return the head of the page of a check."""
    notes = _list_notes(report, style, sheets, left_out)
    overview = "".join(render_overview(report, sheets, lambda place, _: f"#t{place}")) if report.scores else ""
    return Head(
        "Review", tell_found(report, style), tuple(notes), report.skipped, report.signature, overview, report.options
    )


def render_head(head: Head) -> Iterator[str]:
    """Yield the head in two lines: what was found, then what could not be checked, with all else to be opened."""
    failed = "".join(f"<b class=missing>{isolate(note)}</b> " for note in head.notes if note.startswith(_FAILED))
    title, *notes = render_summary(head)
    yield f"<header>\n{title}<details class=about><summary>{failed}About this check</summary>\n"
    yield from notes
    if head.overview:
        yield "<details class=skipped><summary>Scores and maps of the documents</summary>\n"
        yield f"{head.overview}</details>\n"
    yield f"<p class=signature>{isolate(head.signature)}</p>\n</details>\n</header>\n"


def render_summary(head: Head) -> Iterator[str]:
    """Yield what was found, then what was not checked or is not shown: first the files that should have been."""
    yield f"<h1>{head.title}</h1>\n<p class=lead>{show(head.found)}</p>\n"
    yield "<ul class=rest>\n"
    for note in head.notes:
        kind = " class=missing" if note.startswith(_FAILED) else ""
        yield f"<li{kind}>{isolate(note)}</li>\n"
    yield "</ul>\n"
    if head.skipped:
        yield f"<details class=skipped><summary>Files not checked ({len(head.skipped):,})</summary>\n<table>\n"
        yield "<tr><th scope=col>File</th><th scope=col>Why</th></tr>\n"
        for one in sorted(head.skipped, key=lambda one: not one.failed)[:_SKIPPED]:
            why = f"{'Not checked: ' if one.failed else ''}{one.reason}"
            yield f"<tr><td>{isolate(one.path)}</td><td>{isolate(why)}</td></tr>\n"
        rest = len(head.skipped) - _SKIPPED
        yield f"</table>\n{f'<p>and {rest:,} more</p>' if rest > 0 else ''}</details>\n"


def _list_notes(report: Report, style: Style, sheets: Sequence[Sheet], left_out: int) -> Iterator[str]:
    """First what was not checked, or hardly; last how steady the terms are, where they are shown."""
    notes = tell_rest(report, style)
    failed = [note for note in notes if note.startswith(_FAILED)]
    yield from failed
    alone = sum(1 for sheet in sheets if sheet.is_whole and not sheet.page.source_language)
    if alone and not report.without_source:  # else they are named below
        yield f"Not compared with a source: {tell_amount(alone, 'document')} without one"
    if unsure := sum(sheet.unsure for sheet in sheets):
        pairs = tell_amount(sum(sheet.pairs for sheet in sheets), "pair")
        yield f"Alignment unsure: {unsure:,} of {pairs}, which may be next to the wrong source"
    if left_out:
        yield f"Too long for one page: {tell_amount(left_out, 'text')}, of which findings are shown as excerpts"
    yield from (note for note in notes if note not in failed)
    if report.terms:
        yield tell_terms(report.terms)


def render_controls(sheets: Sequence[Sheet], terms: TermTable | None) -> Iterator[str]:
    """Yield what the script works with; hidden where it does not run."""
    entries = [entry for sheet in sheets for entry in sheet.entries]
    yield '<div id="controls" role="region" aria-label="Filters and decisions" hidden>\n<div>'
    yield '<button id="next" type="button" title="Go to the next finding to decide on (n)">Next</button>\n'
    yield '<button id="save" type="button">Save<span> decisions</span></button>\n'
    yield '<button id="more" type="button" aria-controls="filters" aria-expanded="false">Search</button>\n'
    yield '<button id="help" type="button">Keys</button>\n'
    yield '<label class="name">Your name <input id="by" autocomplete="name"></label>\n'
    yield '<p id="status" role="status"></p></div>\n<div id="filters">'
    yield '<label>Search <input id="search" type="search"></label>\n'
    unused = "" if entries else " hidden"
    by_rule = Counter(entry.found.finding.rule for entry in entries)
    by_severity = Counter(entry.severity for entry in entries)
    rules = "".join(_offer(rule, by_rule[rule]) for rule in sorted(by_rule))
    severities = "".join(_offer(str(one), by_severity[one]) for one in reversed(Severity) if by_severity[one])
    yield f'<label{unused}>Rule <select id="rule"><option value="">all</option>{rules}</select></label>\n'
    yield f'<label{unused}>Severity <select id="severity"><option value="">all</option>{severities}</select></label>\n'
    choices = _list_decisions(bool(entries), has_candidates=bool(terms and any(one.candidates for one in terms.lists)))
    decisions = "".join(f'<option value="{name}">{what}</option>' for name, what in choices.items())
    yield f'<label>Decision <select id="decision"><option value="">all</option>{decisions}</select></label>\n'
    yield f'<label class="tick"{unused}><input id="only" type="checkbox"> Findings only</label></div>\n</div>\n'


def _list_decisions(has_findings: bool, *, has_candidates: bool) -> dict[str, str]:
    """Return what can be decided about what is on the page, as the filter calls it."""
    offered = {
        "open": UNDECIDED,
        "decided": "decided",
        "accept": "accepted" if has_findings or has_candidates else "",
        "fix": "suggestion taken, or deleted" if has_findings else "",
        "edit": "sentence rewritten" if has_findings else "",
        "reject": "rejected" if has_candidates else "",
        "comment": "with a comment",
    }
    return {name: what for name, what in offered.items() if what}


def _offer(name: str, count: int) -> str:
    return f'<option value="{show(name)}">{show(name)} ({count:,})</option>'


def render_help() -> str:
    """Return the dialogs of the script."""
    keys = "".join(f"<dt><kbd>{escape(key)}</kbd></dt><dd>{escape(what)}</dd>" for key, what in _KEYS)
    return (
        f'<dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">Keys</h2><dl>{keys}</dl>'
        '<p><button type="button" class="close">Close</button></p></dialog>\n'
        '<dialog id="ask" aria-labelledby="ask-title"><h2 id="ask-title"></h2>'
        '<ul id="ask-about" class="thread"></ul>'
        '<p><textarea id="answer" aria-labelledby="ask-title" aria-describedby="ask-about" rows="4" dir="auto">'
        "</textarea></p>"
        '<p><button type="button" class="ok">Save</button> <button type="button" class="close">Cancel</button></p>'
        "</dialog>\n"
        '<dialog id="split" aria-labelledby="split-title">'
        '<h2 id="split-title">Where does the first of two pairs end?</h2>'
        '<fieldset id="split-source"><legend>In the source, after</legend></fieldset>'
        '<fieldset id="split-target"><legend>In the translation, after</legend></fieldset>'
        '<p><button type="button" class="ok">Split</button> <button type="button" class="close">Cancel</button></p>'
        "</dialog>\n"
    )
