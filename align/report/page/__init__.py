"""A page to review in: one file that opens by double click, with the texts beside their sources and what was found.

Nothing in it is loaded from elsewhere. Its policy allows its own style and script, by their digests, and nothing else;
every text is escaped, what is hidden or reorders is written out, and without the script the page can be read as it is.
`texts.py` shows a text, `entries.py` a finding, `head.py` what stands above them; `page.css` and `page.js` are in
`data/`.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
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
    rules, script = (read_resource(__name__, name) for name in ("page.css", "page.js"))
    policy = f"default-src 'none'; style-src {_digest(rules)}; script-src {_digest(script)}"
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}; base-uri 'none'; form-action 'none'\">\n"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>aligncheck: review</title>\n<style>{rules}</style>\n</head>\n"
    yield f"<body{attribute('signature', report.signature)}>\n"
    sheets, left_out = gather(report, style)
    yield from render_head(report, style, sheets, left_out)
    yield from render_controls(sheets)
    yield "<main>\n"
    opened = next((place for place, sheet in enumerate(sheets, 1) if sheet.entries), 1)
    for place, sheet in enumerate(sheets, 1):
        yield from render_sheet(sheet, place, is_open=place == opened)
    yield "</main>\n"
    yield render_help()
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
