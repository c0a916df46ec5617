"""A page for each text of a report, and an index of them: for reports that are too large for one page.

The pages stand in a folder beside the index, and lead to each other by relative links. Their names are made of
characters that are harmless in every file system and address, whatever the texts are called.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from html import escape
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from align.model import Diagnostic, Page, Skipped
from align.report.page import Part, open_page, render_page
from align.report.page.head import make_head, render_summary
from align.report.page.markup import isolate
from align.report.page.overview import render_overview
from align.report.page.sheets import count_left_out, gather, measure

if TYPE_CHECKING:
    from align.model import Report
    from align.report.style import Style

_LONGEST = 60
"""How many characters of a path the name of its page shows at most."""

TERMS = "terms.html"
"""The page of terms, among those of the texts."""

_UNSAFE = re.compile(r"[^A-Za-z0-9]+")


class TextPage(NamedTuple):
    """A page of its own: its name in the folder of pages, and the report that it shows."""

    part: Part
    report: Report

    def render(self, style: Style) -> Iterator[str]:
        """The page."""
        return render_page(self.report, style, self.part)

    @property
    def left_out(self) -> int:
        """How many texts are too long even for a page of their own."""
        return count_left_out(self.report)


def name_folder(index: str) -> str:
    """The folder of the pages that belong to an index.

    >>> name_folder("out/report.html")
    'out/report-pages'
    """
    path = PurePath(index)
    return str(path.with_name(f"{path.stem}-pages"))


def name_page(path: str) -> str:
    """The name of the page of a text: always the same, and no other text's.

    >>> name_page("../news/<b> a.en.txt")
    'news-b-a-en-txt-5ae31f098c'
    """
    words = _UNSAFE.sub("-", path)[-_LONGEST:].strip("-")
    return f"{words}-{sha256(path.encode(errors='surrogatepass')).hexdigest()[:10]}".lstrip("-")


def split(report: Report, index: str) -> list[TextPage]:
    """The pages of the texts of a report, whose index is called so, in the order of their texts."""
    pages, found = defaultdict[str, list[Page]](list), defaultdict[str, list[Diagnostic]](list)
    skipped = defaultdict[str, list[Skipped]](list)
    for page in report.pages:
        pages[page.path].append(page)
    for one in report.diagnostics:
        found[one.path].append(one)
    for entry in report.skipped:
        skipped[entry.path].append(entry)
    scores = {one.name: one for one in report.scores}
    back = f"../{quote(PurePath(index).name)}"
    return [
        TextPage(
            Part(path, name_page(path), back),
            replace(
                report,
                documents=1,
                words=scores[path].words if path in scores else 0,
                diagnostics=tuple(found[path]),
                pages=tuple(pages[path]),
                skipped=tuple(skipped[path]),
                scores=tuple(one for one in [scores.get(path)] if one),
                suppressed=0,
                accepted=0,
                known=0,
                gone=0,
                unlisted=0,
                baselines=(),
                unused_allows=(),
                stale_accepts=(),
                unchecked_entries=0,
                terms=None,
            ),
        )
        for path in dict.fromkeys((*pages, *found))
    ]


def render_index(report: Report, style: Style, index: str, pages: Sequence[TextPage]) -> Iterator[str]:
    """The index: what a single page has above its texts, and a link to each of them."""
    addresses = {one.part.path: f"{quote(PurePath(name_folder(index)).name)}/{one.part.name}.html" for one in pages}
    sheets, _ = gather(report, style, sum(map(measure, report.pages)))
    yield from open_page("review")
    yield "<body>\n<header>\n"
    left_out = sum(one.left_out for one in pages)
    yield from render_summary(make_head(report, style, sheets, left_out))
    if report.terms:
        yield f'<p><a href="{escape(quote(PurePath(name_folder(index)).name))}/{TERMS}">Terms</a></p>\n'
    yield "</header>\n<main>\n"
    yield from render_overview(report, sheets, lambda _, sheet: addresses[sheet.page.path])
    yield f"</main>\n<footer><p class=signature>{isolate(report.signature)}</p></footer>\n</body>\n</html>\n"
