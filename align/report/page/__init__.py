"""A page to review in: one file that opens by double click, with the texts beside their sources and what was found.

Nothing in it is loaded from elsewhere. Its policy allows its own style and script, by their digests, and nothing else;
every text is escaped, what is hidden or reorders is written out, and without the script the page can be read as it is.
`texts.py` shows a text, `entries.py` a finding, `head.py` what stands above them, `overview.py` how the texts score;
`split.py` makes a page of each text, and an index. `page.css` and `page.js` are in `data/`.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from align.model.pages import GENERATOR
from align.report.page.head import render_controls, render_head, render_help
from align.report.page.markup import attribute, show
from align.report.page.sheets import gather
from align.report.page.texts import render_sheet
from glossary.storage.reading import read_resource

if TYPE_CHECKING:
    from align.model import Report
    from align.report.style import Style


class Part(NamedTuple):
    """A page of one text among others: the path of the text, a name for files, and the address of the index."""

    path: str
    name: str
    home: str


def render(report: Report, style: Style) -> Iterator[str]:
    """The page: its head, then one `details` for each text."""
    yield from render_page(report, style)


def render_page(report: Report, style: Style, part: Part | None = None) -> Iterator[str]:
    """The page of a report, or that of a part of one."""
    script = read_resource(__name__, "page.js")
    yield from open_page(f"review of {part.path}" if part else "review", script)
    yield f"<body{attribute('signature', report.signature)}{_name_part(part)}>\n"
    sheets, left_out = gather(report, style)
    yield _link_back(part) if part else ""
    yield from render_head(report, style, sheets, left_out)
    yield from render_controls(sheets)
    yield "<main>\n"
    opened = next((place for place, sheet in enumerate(sheets, 1) if sheet.entries), 1)
    for place, sheet in enumerate(sheets, 1):
        yield from render_sheet(sheet, place, is_open=place == opened)
    yield "</main>\n"
    yield render_help()
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def open_page(title: str, script: str = "") -> Iterator[str]:
    """What stands above the body: the policy, the title, the style."""
    rules = read_resource(__name__, "page.css")
    scripts = f"; script-src {_digest(script)}" if script else ""
    policy = f"default-src 'none'; style-src {_digest(rules)}{scripts}; base-uri 'none'; form-action 'none'"
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n{GENERATOR}\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>aligncheck: {show(title)}</title>\n<style>{rules}</style>\n</head>\n"


def _name_part(part: Part | None) -> str:
    """The attributes by which decisions on the pages of several texts are kept and saved apart."""
    return f"{attribute('part', part.path)}{attribute('file', part.name)}" if part else ""


def _link_back(part: Part) -> str:
    return f'<nav aria-label="Pages"><a href="{escape(part.home)}">All documents</a></nav>\n'


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
