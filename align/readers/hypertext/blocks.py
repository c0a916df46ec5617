"""The blocks of a page: headings, paragraphs, items, cells. Code is masked; what is not the text's own is left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from align.model import Notation, Origin, Role
from align.readers import ReadOptions
from align.readers.assembly import Assembly
from align.readers.hypertext.tokens import VOID
from align.readers.xml.events import End, Event, Start, Text, local_name

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ROLES = {
    **dict.fromkeys(_HEADINGS, Role.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), Role.ITEM),
    "blockquote": Role.QUOTATION,
    "td": Role.CELL,
    "th": Role.HEADER,
    **dict.fromkeys(("figcaption", "caption", "legend"), Role.CAPTION),
}
_BLOCK_NAMES = """
address article aside body center dd details dialog div dl dt fieldset figure footer form head header hgroup html label
main menu nav ol option optgroup p search section select summary table tbody tfoot thead title tr ul"""
_BLOCKS = frozenset(_ROLES) | frozenset(_BLOCK_NAMES.split())
_NAMES_WITHOUT_TEXT = """
applet audio base canvas embed iframe link map math meta noembed noframes noscript object param script style svg
template textarea video xmp"""
_NO_TEXT = frozenset(_NAMES_WITHOUT_TEXT.split())
_CODE = frozenset({"code", "kbd", "samp", "var", "tt"})
_LISTS = frozenset({"ul", "ol", "menu", "dl"})
_CHROME = frozenset({"nav", "menu", "search", "select"})
"""What leads through a site: no part of the text."""
_CHROME_OUTSIDE = frozenset({"header", "footer"})
"""The same where they stand outside of the text proper."""
_PROPER = frozenset({"main", "article", "section", "blockquote"})
_CHROME_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "menu", "menubar", "toolbar"})
_DEEPEST = 200
"""Open elements that are looked at: more is no page that a person wrote, and would make the work quadratic."""
_CLOSES_PARAGRAPH = _BLOCKS - {"label", "option", "optgroup"}


@dataclass(frozen=True, slots=True)
class _Open:
    """An open element: whether its text is left out or masked."""

    name: str
    is_left_out: bool = False
    is_masked: bool = False


def add_blocks(assembly: Assembly, events: Iterable[Event], options: ReadOptions, part: str = "") -> None:
    """Add the visible text of a page, or of a member of an archive, to a document."""
    walk = _Walk(assembly, options, part)
    for event in events:
        if isinstance(event, Start):
            walk.open(event)
        elif isinstance(event, End):
            walk.close(event)
        else:
            walk.add(event)
    walk.end_block()


class _Walk:
    """Walks through a page and knows what is open."""

    def __init__(self, assembly: Assembly, options: ReadOptions, part: str) -> None:
        self._assembly, self._options, self._part = assembly, options, part
        self._open: list[_Open] = []
        self._row = self._column = -1
        self._blocks = 0

    def open(self, tag: Start) -> None:
        """Enter an element."""
        name = local_name(tag.name).lower()
        if name in _CLOSES_PARAGRAPH:
            self.end_block()
            self._close_implied(name)
        if name == "tr":
            self._row, self._column = self._row + 1, -1
        elif name in ("td", "th"):
            self._column += 1
        elif name == "br":
            self._assembly.add("\n", Origin(*tag.span, self._part, Notation.XML))
        elif name == "pre":
            self.end_block()
            self._assembly.add_element(Role.CODE)
        elif name == "hr":
            self.end_block()
            self._assembly.add_element(Role.RULE)
        if name not in VOID:
            self._open.append(self._describe(name, tag.attributes))

    def _describe(self, name: str, attributes: Mapping[str, str]) -> _Open:
        above = self._open[-1] if self._open else _Open("")
        return _Open(
            name,
            above.is_left_out or name in _NO_TEXT or name == "pre" or self._is_chrome(name, attributes),
            above.is_masked or name in _CODE or self._is_foreign(attributes),
        )

    def _is_chrome(self, name: str, attributes: Mapping[str, str]) -> bool:
        if "hidden" in attributes or attributes.get("aria-hidden") == "true":
            return True
        if "navigation" in self._options.parts:
            return False
        if name in _CHROME or attributes.get("role", "").lower() in _CHROME_ROLES:
            return True
        return name in _CHROME_OUTSIDE and not any(one.name in _PROPER for one in self._open[-_DEEPEST:])

    def _is_foreign(self, attributes: Mapping[str, str]) -> bool:
        """Whether an element says that it is not to be translated, or in another language."""
        if attributes.get("translate", "").lower() == "no" or "notranslate" in attributes.get("class", "").split():
            return True
        language = attributes.get("lang") or attributes.get("xml:lang") or ""
        known = bool(self._open) and self._open[-1].name not in ("", "html")
        return known and language.lower().partition("-")[0] not in ("", self._options.target_language)

    def _close_implied(self, name: str) -> None:
        """Close what a start tag closes: an open paragraph, and an item, a cell or a row of the same list or table."""
        siblings = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "td": ("td", "th"), "th": ("td", "th")}
        siblings |= {"tr": ("tr", "td", "th"), "option": ("option",)}
        if self._open and self._open[-1].name == "p":
            self._open.pop()
        while self._open and self._open[-1].name in siblings.get(name, ()):
            self._open.pop()

    def close(self, tag: End) -> None:
        """Leave an element, and those inside it that were not closed; an end tag without a start is passed over."""
        name = local_name(tag.name).lower()
        if name in _BLOCKS:
            self.end_block()
        for index in range(len(self._open) - 1, max(len(self._open) - 1 - _DEEPEST, -1), -1):
            if self._open[index].name == name:
                del self._open[index:]
                return

    def add(self, text: Text) -> None:
        """Add characters of the open element."""
        top = self._open[-1] if self._open else _Open("")
        if top.is_left_out:
            return
        if len(text.text) == text.span.end - text.span.start:
            self._assembly.add_collapsed(text.text, text.span.start, text.notation, self._part, masked=top.is_masked)
        else:
            origin = Origin(*text.span, self._part, text.notation)
            self._assembly.add(text.text, origin, masked=top.is_masked)

    def end_block(self) -> None:
        """End the open block as what the innermost element with a role says it is."""
        name = next((one.name for one in reversed(self._open[-_DEEPEST:]) if one.name in _ROLES), "")
        role = _ROLES.get(name, Role.PARAGRAPH)
        level = _HEADINGS.get(name, 0)
        if role is Role.ITEM:
            level = sum(one.name in _LISTS for one in self._open[-_DEEPEST:])
        row, column = (self._row, self._column) if role in (Role.CELL, Role.HEADER) else (0, 0)
        self._assembly.close_block(role, level=level, row=max(row, 0), column=max(column, 0), unit=None)
