"""A page to review in: one file that opens by double click, with the texts next to their sources and what was found.

Nothing in it is loaded from elsewhere. Its policy allows its own style and script, by their digests, and nothing else;
every text is escaped, what is hidden or reorders is written out, and without the script the page can be read as it is.
`texts.py` shows a text and its findings, `terms.py` terms, `head.py` what is above them, `overview.py` how the texts
score; `split.py` makes a page of each text, and an index. `page.css` and `page.js` are in `data/`; `serve.js`
and `memory.js` are added where the page is served.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from align.model.pages import GENERATOR, digest_texts
from align.report.page.head import Head, make_head, render_controls, render_head, render_help
from align.report.page.markup import attribute, show
from align.report.page.sheets import gather, lay_out
from align.report.page.terms import render_candidates, render_terms, tell_terms
from align.report.page.texts import render_sheet
from align.report.summary import tell_amount
from glossary.storage.reading import read_resource

if TYPE_CHECKING:
    from align.model import Page, Report, Skipped
    from align.model.term_tables import TermTable
    from align.report.page.sheets import Sheet
    from align.report.style import Style


class Part(NamedTuple):
    """A page of one text among others: the path of the text, a name for files, and the address of the index."""

    path: str
    name: str
    home: str


def render(report: Report, style: Style) -> Iterator[str]:
    """Return the page of a check: its head, then one `details` for each text; terms where the report has them."""
    return render_page(report, style)


def render_page(
    report: Report, style: Style, part: Part | None = None, *, is_served: bool = False, has_memory: bool = False
) -> Iterator[str]:
    """Yield the page of a report, or that of a part of one; texts in which something was found come first.

    `is_served`: `review serve` shows it, and it sends each decision to where it came from, and nowhere else;
    `has_memory`: there is a memory, and it sends also the words to look up in it.
    """
    sheets, left_out = gather(report, style)
    sheets.sort(key=lambda sheet: not sheet.entries)
    head = make_head(report, style, sheets, left_out)
    yield from _render(head, sheets, report.terms, part, is_served=is_served, has_memory=has_memory)


def render_table(table: TermTable, skipped: Sequence[Skipped], signature: str) -> Iterator[str]:
    """Yield the page of terms alone."""
    yield from _render(Head("Terms", tell_terms(table), (), tuple(skipped), signature), [], table)


def render_alignment(page: Page, signature: str, notes: Sequence[str] = ()) -> Iterator[str]:
    """Yield the page of a text next to its source, in which nothing was sought."""
    sheet = replace(lay_out(page, ()), is_checked=False, digest=digest_texts([page])[page.path])
    found = f"{tell_amount(len(page.rows), 'pair')}, {sheet.unsure:,} of them unsure. Nothing was checked."
    yield from _render(Head("Alignment", found, tuple(notes), (), signature), [sheet], None)


def make_policy(scripts: Sequence[str], more_style: str = "", *, is_served: bool = False) -> str:
    """Return what the page may load and run: its style, with what is added to it, these scripts, and where it is
    served what is served with it.
    """
    rules = _read_style(more_style)
    allowed = f"; script-src {' '.join(map(_digest, scripts))}" if scripts else ""
    connect = "; connect-src 'self'" if is_served else ""
    return f"default-src 'none'; style-src {_digest(rules)}{allowed}{connect}; base-uri 'none'; form-action 'none'"


def read_scripts(*, is_served: bool) -> list[str]:
    """Return the scripts of the page."""
    names = ("page.js", "serve.js", "memory.js") if is_served else ("page.js",)
    return [read_resource(__name__, name) for name in names]


def open_page(
    title: str, scripts: Sequence[str] = (), more_style: str = "", *, is_served: bool = False
) -> Iterator[str]:
    """Yield what is above the body: the policy, the title, the style with what is added to it."""
    policy = make_policy(scripts, more_style, is_served=is_served)
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n{GENERATOR}\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>aligncheck: {show(title)}</title>\n<style>{_read_style(more_style)}</style>\n</head>\n"


def _render(
    head: Head,
    sheets: Sequence[Sheet],
    terms: TermTable | None,
    part: Part | None = None,
    *,
    is_served: bool = False,
    has_memory: bool = False,
) -> Iterator[str]:
    """Yield a page; a part of one names itself, so that its decisions are kept and saved apart."""
    scripts, title = read_scripts(is_served=is_served), head.title.lower()
    yield from open_page(f"{title} of {part.path}" if part else title, scripts, is_served=is_served)
    options = attribute("options", head.options) if head.options else ""
    named = f"{attribute('part', part.path)}{attribute('file', part.name)}" if part else ""
    served = " data-served" * is_served + " data-memory" * has_memory
    yield f"<body{attribute('signature', head.signature)}{options}{named}{served}>\n"
    if part:
        yield f'<nav aria-label="Pages"><a href="{escape(part.home)}">All documents</a></nav>\n'
    yield from render_head(head)
    yield from render_controls(sheets, terms)
    yield "<main>\n"
    opened = next((place for place, sheet in enumerate(sheets, 1) if sheet.entries), 1)
    for place, sheet in enumerate(sheets, 1):
        yield from render_sheet(sheet, place, is_open=place == opened)
    number = max((entry.number for sheet in sheets for entry in sheet.entries), default=0)
    for place, one in enumerate(terms.lists if terms else (), len(sheets) + 1):
        yield from render_candidates(one, place, number)
        number += len(one.candidates)
    yield from render_terms(terms) if terms else ()
    yield "</main>\n"
    yield render_help()
    yield from (f"<script>{script}</script>\n" for script in scripts)
    yield "</body>\n</html>\n"


def _read_style(more: str) -> str:
    return read_resource(__name__, "page.css") + more


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
