"""Headers and footers that are on one page after another, and page numbers."""

import re
from collections import defaultdict
from collections.abc import Sequence

from align.lang.patterns import ZH_PAGES
from align.readers.pdf.lines import Line

_MARGIN = 0.14
"""The part of a page, above and below, in which headers and footers are."""
_LAST_NUMBER, _PAGE_NUMBER = ZH_PAGES.late("last_page_number"), ZH_PAGES.late("page_number", re.IGNORECASE)
_MOST_DIGITS = 9
"""Of a page number: Python reads no number of some thousand digits."""
_NEAR = 4.0
"""Points by which the places of a header may differ from page to page."""


def split_running(lines: Sequence[Line], pages: int) -> tuple[list[Line], list[Line]]:
    """Return the lines of the text, and each header and footer once; numbers of pages are left out."""
    alike = defaultdict[tuple[str, int], list[Line]](list)
    for line in filter(_is_marginal, lines):
        alike[_mask_page(line), round(line.y / _NEAR)].append(line)
    running = [line for group in alike.values() if _recurs(group, pages) for line in group]
    first = dict[str, Line]()
    for line in running:
        if not _PAGE_NUMBER.fullmatch(line.text):
            first.setdefault(_mask_page(line), line)
    left_out = {(line.page, line.number) for line in (*running, *filter(_is_page_number, lines))}
    body = [line for line in lines if (line.page, line.number) not in left_out]
    return body, sorted(first.values(), key=lambda line: (line.page, line.number))


def _mask_page(line: Line) -> str:
    """Return a text in which its number, where it may be that of a page, says how much it is ahead of the page."""
    last = _LAST_NUMBER.search(line.text)
    return f"{line.text[: last.start()]}#{int(last[0]) - line.page}{line.text[last.end() :]}" if last else line.text


def _is_marginal(line: Line) -> bool:
    return not _MARGIN * line.height < line.y < (1 - _MARGIN) * line.height


def _recurs(lines: Sequence[Line], pages: int) -> bool:
    """Return whether lines alike at one place are those of a header: on several pages, once on each."""
    on = {line.page for line in lines}
    return len(on) == len(lines) and len(on) >= (2 if pages < 5 else 3)


def _is_page_number(line: Line) -> bool:
    """Return whether a line in the margin is the number of its page."""
    found = re.search(r"\d+", line.text) if _is_marginal(line) and _is_number(line.text) else None
    return found is not None and len(found[0]) <= _MOST_DIGITS and int(found[0]) == line.page


def _is_number(text: str) -> bool:
    return _PAGE_NUMBER.fullmatch(text) is not None
