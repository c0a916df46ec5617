"""A page to review in: one file that opens by double click, with the texts beside their sources and what was found.

Nothing in it is loaded from elsewhere. Its policy allows its own style and script, by their digests, and nothing else;
every text is escaped, what is hidden or reorders is written out, and without the script the page can be read as it is.
`texts.py` shows a text, `entries.py` a finding, `head.py` what stands above them; `page.css` and `page.js` are in
`data/`; `serve.js` is added where the page is served.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from align.report.page.head import render_controls, render_head, render_help
from align.report.page.markup import attribute
from align.report.page.sheets import gather
from align.report.page.texts import render_sheet
from glossary.storage.reading import read_resource

if TYPE_CHECKING:
    from align.model import Report
    from align.report.style import Style


def render(report: Report, style: Style) -> Iterator[str]:
    """The page: its head, then one `details` for each text."""
    return _render(report, style, is_served=False)


def render_served(report: Report, style: Style) -> Iterator[str]:
    """The page as `review serve` shows it: it sends each decision to where it came from, and nowhere else."""
    return _render(report, style, is_served=True)


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


def _render(report: Report, style: Style, *, is_served: bool) -> Iterator[str]:
    scripts = read_scripts(is_served=is_served)
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    policy = make_policy(scripts, is_served=is_served)
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>aligncheck: review</title>\n<style>{read_resource(__name__, 'page.css')}</style>\n</head>\n"
    yield f"<body{attribute('signature', report.signature)}{' data-served' if is_served else ''}>\n"
    sheets, left_out = gather(report, style)
    yield from render_head(report, style, sheets, left_out)
    yield from render_controls(sheets)
    yield "<main>\n"
    opened = next((place for place, sheet in enumerate(sheets, 1) if sheet.entries), 1)
    for place, sheet in enumerate(sheets, 1):
        yield from render_sheet(sheet, place, is_open=place == opened)
    yield "</main>\n"
    yield render_help()
    yield from (f"<script>{script}</script>\n" for script in scripts)
    yield "</body>\n</html>\n"


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
