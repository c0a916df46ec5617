"""A page to review in: one file that opens by double click, with the texts beside their sources and what was found.

Nothing in it is loaded from elsewhere. Its policy allows its own style and script, by their digests, and nothing else;
every text is escaped, what is hidden or reorders is written out, and without the script the page can be read as it is.
`texts.py` shows a text, `entries.py` a finding, `terms.py` terms, `head.py` what stands above them; `page.css` and
`page.js` are in `data/`; `serve.js` is added where the page is served.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from align.report.page.head import Head, list_notes, render_controls, render_head, render_help
from align.report.page.markup import attribute
from align.report.page.sheets import gather, lay_out
from align.report.page.terms import render_candidates, render_terms, tell_terms
from align.report.page.texts import render_sheet
from align.report.summary import tell_amount, tell_found
from glossary.storage.reading import read_resource

if TYPE_CHECKING:
    from align.model import Page, Report, Skipped, TermTable
    from align.report.page.sheets import Sheet
    from align.report.style import Style

_UNSURE = 0.5


def render(report: Report, style: Style) -> Iterator[str]:
    """The page of a check: its head, then one `details` for each text; terms where the report has them."""
    return _render_report(report, style, is_served=False)


def render_served(report: Report, style: Style) -> Iterator[str]:
    """The same as `review serve` shows it: it sends each decision to where it came from, and nowhere else."""
    return _render_report(report, style, is_served=True)


def _render_report(report: Report, style: Style, *, is_served: bool) -> Iterator[str]:
    sheets, left_out = gather(report, style)
    notes = [*list_notes(report, style, sheets, left_out), *([tell_terms(report.terms)] if report.terms else [])]
    head = Head("Review", tell_found(report, style), tuple(notes), report.skipped, report.signature)
    yield from _render(head, sheets, report.terms, is_served=is_served)


def render_table(table: TermTable, skipped: Sequence[Skipped], signature: str) -> Iterator[str]:
    """The page of terms alone."""
    yield from _render(Head("Terms", tell_terms(table), (), tuple(skipped), signature), [], table)


def render_alignment(page: Page, signature: str, notes: Sequence[str] = ()) -> Iterator[str]:
    """The page of a text beside its source, in which nothing was sought."""
    sheet = replace(lay_out(page, ()), is_checked=False)
    unsure = sum(1 for row in page.rows if row.confidence is not None and row.confidence < _UNSURE)
    found = f"{tell_amount(len(page.rows), 'pair')}, {unsure:,} of them unsure. Nothing was checked."
    yield from _render(Head("Alignment", found, tuple(notes), (), signature), [sheet], None)


def make_policy(scripts: Sequence[str], *, is_served: bool) -> str:
    """What the page may load and run: its style, these scripts, and where it is served what is served with it."""
    rules = read_resource(__name__, "page.css")
    connect = "; connect-src 'self'" if is_served else ""
    allowed = f"style-src {_digest(rules)}; script-src {' '.join(map(_digest, scripts))}{connect}"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def read_scripts(*, is_served: bool) -> list[str]:
    """The scripts of the page."""
    names = ("page.js", "serve.js") if is_served else ("page.js",)
    return [read_resource(__name__, name) for name in names]


def _render(head: Head, sheets: Sequence[Sheet], terms: TermTable | None, *, is_served: bool = False) -> Iterator[str]:
    scripts = read_scripts(is_served=is_served)
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    policy = make_policy(scripts, is_served=is_served)
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>aligncheck: {head.title.lower()}</title>\n<style>{read_resource(__name__, 'page.css')}</style>\n"
    yield f"</head>\n<body{attribute('signature', head.signature)}{' data-served' if is_served else ''}>\n"
    yield from render_head(head)
    yield from render_controls(sheets)
    yield "<main>\n"
    yield from _render_sheets(sheets, terms)
    yield "</main>\n"
    yield render_help()
    yield from (f"<script>{script}</script>\n" for script in scripts)
    yield "</body>\n</html>\n"


def _render_sheets(sheets: Sequence[Sheet], terms: TermTable | None) -> Iterator[str]:
    opened = next((place for place, sheet in enumerate(sheets, 1) if sheet.entries), 1)
    for place, sheet in enumerate(sheets, 1):
        yield from render_sheet(sheet, place, is_open=place == opened)
    number = max((entry.number for sheet in sheets for entry in sheet.entries), default=0)
    for place, one in enumerate(terms.lists if terms else (), len(sheets) + 1):
        yield from render_candidates(one, place, number)
        number += len(one.candidates)
    yield from render_terms(terms) if terms else ()


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
