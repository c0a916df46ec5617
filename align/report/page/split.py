"""A page for each text of a report, and an index of them: for reports that are too large for one page.

The pages are in a folder next to the index, and lead to each other by relative links. Their names are made of
characters that are harmless in every file system and address, whatever the texts are called.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from html import escape
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from urllib.parse import quote

from align.model import Report
from align.report.page import Part, open_page, render_page
from align.report.page.head import make_head, render_summary
from align.report.page.markup import isolate
from align.report.page.overview import render_overview
from align.report.page.sheets import count_left_out, gather, measure

if TYPE_CHECKING:
    from align.report.style import Style

_Entry = TypeVar("_Entry")

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
        """Return the page."""
        return render_page(self.report, style, self.part)

    @property
    def left_out(self) -> int:
        """Return how many texts are too long even for a page of their own."""
        return count_left_out(self.report)


def name_folder(index: str) -> str:
    """Return the folder of the pages that belong to an index.

    >>> name_folder("out/report.html")
    'out/report-pages'
    """
    path = PurePath(index)
    return str(path.with_name(f"{path.stem}-pages"))


def name_page(path: str) -> str:
    """Return the name of the page of a text: always the same, and no other text's.

    >>> name_page("../news/<b> a.en.txt")
    'news-b-a-en-txt-5ae31f098c'
    """
    words = _UNSAFE.sub("-", path)[-_LONGEST:].strip("-")
    return f"{words}-{sha256(path.encode(errors='surrogatepass')).hexdigest()[:10]}".lstrip("-")


def split(report: Report, index: str) -> list[TextPage]:
    """Return the pages of the texts of a report, whose index is called so, in the order of their texts.

    What is counted over all texts only the index says.
    """
    pages, found = _group(report.pages, lambda one: one.path), _group(report.diagnostics, lambda one: one.path)
    skipped, scores = _group(report.skipped, lambda one: one.path), _group(report.scores, lambda one: one.name)
    home = f"../{quote(PurePath(index).name)}"
    return [
        TextPage(
            Part(path, name_page(path), home),
            Report(
                report.signature,
                documents=1,
                words=sum(one.words for one in scores[path]),
                suppressed=0,
                skipped=tuple(skipped[path]),
                diagnostics=tuple(found[path]),
                pages=tuple(pages[path]),
                scores=tuple(scores[path]),
                configurations=report.configurations,
                glossaries=report.glossaries,
                options=report.options,
                house_pairs=report.house_pairs,
            ),
        )
        for path in dict.fromkeys((*pages, *found))
    ]


def _group(entries: Iterable[_Entry], name: Callable[[_Entry], str]) -> defaultdict[str, list[_Entry]]:
    groups = defaultdict[str, list[_Entry]](list)
    for entry in entries:
        groups[name(entry)].append(entry)
    return groups


def render_index(report: Report, style: Style, index: str, pages: Sequence[TextPage]) -> Iterator[str]:
    """Yield the index: what a single page has above its texts, and a link to each of them."""
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
