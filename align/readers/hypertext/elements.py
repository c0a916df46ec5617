"""What the elements of a page are: whether a person sees their text, and whether it is text to check."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from align.model import Role
from align.readers import ReadOptions

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
BLOCKS = frozenset(_ROLES) | frozenset(_BLOCK_NAMES.split())
"""Elements that end the block before them and have one of their own."""

_NAMES_WITHOUT_TEXT = """
applet audio base canvas datalist del embed iframe link map math meta noembed noframes noscript object param pre rp rt
script style svg template textarea video xmp"""
_NO_TEXT = frozenset(_NAMES_WITHOUT_TEXT.split())
_CODE = frozenset({"code", "kbd", "samp", "var", "tt"})
_LISTS = frozenset({"ul", "ol", "menu", "dl"})
_CHROME = frozenset({"nav", "menu", "search", "select", "button", "dialog"})
"""What leads through a site or works it: no part of the text."""
_CHROME_OUTSIDE = frozenset({"header", "footer", "aside"})
"""The same where they are outside of the text proper."""
_PROPER = frozenset({"main", "article", "section", "blockquote"})
_CHROME_ROLE_NAMES = """
alertdialog banner button complementary contentinfo dialog menu menubar navigation search tablist toolbar tooltip"""
_CHROME_ROLES = frozenset(_CHROME_ROLE_NAMES.split())
_SEEN = frozenset(_ROLES) | {"p"}
_PAGE = frozenset({"", "html"})
_HIDDEN = re.compile(r"(?:\A|;)\s*+(?:display\s*+:\s*+none|visibility\s*+:\s*+hidden)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """How a page is read: the options, the member of an archive that it is, and whether only its `main` is text.

    `titled_headers` are the offsets of the `header` elements that hold the title of the text.
    """

    options: ReadOptions
    part: str = ""
    only_main: bool = False
    titled_headers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Opened:
    """An open element, and what it has from those around it.

    `kind` is the name of the innermost element with a role, `lists` how many lists are open.
    """

    name: str = ""
    kind: str = ""
    lists: int = 0
    is_left_out: bool = False
    is_code: bool = False
    is_foreign: bool = False
    is_proper: bool = False
    is_main: bool = False
    in_link: bool = False
    in_superscript: bool = False

    @property
    def is_masked(self) -> bool:
        """Return whether no rule may fire in its text: it is code, not to be translated, or the number of a note."""
        return self.is_code or self.is_foreign or (self.in_link and self.in_superscript)

    @property
    def role(self) -> Role:
        """Return what a block in it is."""
        return _ROLES.get(self.kind, Role.PARAGRAPH)

    @property
    def level(self) -> int:
        """Return the level of a heading, or how deep an item is nested."""
        return self.lists if self.role is Role.ITEM else _HEADINGS.get(self.kind, 0)

    def enter(self, name: str, attributes: Mapping[str, str], page: Page, start: int) -> "Opened":
        """Return an element inside this one, whose tag starts at this offset."""
        role = attributes.get("role", "").lower()
        return Opened(
            name,
            name if name in _ROLES else self.kind,
            self.lists + (name in _LISTS),
            self.is_left_out or self._is_left_out(name, attributes, role, page, start),
            self.is_code or name in _CODE or _is_untranslatable(attributes),
            self._is_foreign(attributes, page.options.target_language),
            self.is_proper or name in _PROPER,
            self.is_main or is_main(name, attributes),
            self.in_link or name == "a",
            self.in_superscript or name == "sup",
        )

    def _is_left_out(self, name: str, attributes: Mapping[str, str], role: str, page: Page, start: int) -> bool:
        if name in _NO_TEXT or is_hidden(attributes, name) or (name == "title" and page.part):
            return True
        if "navigation" in page.options.parts:
            return False
        is_proper = self.is_proper or page.part  # a chapter of a book is the text proper
        is_outside = not is_proper and not role.startswith("doc-") and start not in page.titled_headers
        return name in _CHROME or role in _CHROME_ROLES or (name in _CHROME_OUTSIDE and is_outside)

    def _is_foreign(self, attributes: Mapping[str, str], language: str) -> bool:
        """Return whether an element says that it is in another language; what the whole page says is not believed."""
        said = attributes.get("lang") or attributes.get("xml:lang") or ""
        if not said or self.name in _PAGE:
            return self.is_foreign
        return _primary(said) != _primary(language)


def is_main(name: str, attributes: Mapping[str, str]) -> bool:
    """Return whether an element holds what the page is about, and a person sees it."""
    return (name == "main" or attributes.get("role", "").lower() == "main") and not is_hidden(attributes)


def is_hidden(attributes: Mapping[str, str], name: str = "") -> bool:
    """Return whether no one sees an element, by its own attributes.

    `aria-hidden` hides only from those who listen: paragraphs, captions and their like are seen; what else has it
    (icons, menus, formulas that are written twice) is no text.
    """
    is_marked = "hidden" in attributes or (attributes.get("aria-hidden") == "true" and name not in _SEEN)
    return is_marked or _HIDDEN.search(attributes.get("style", "")) is not None


def _is_untranslatable(attributes: Mapping[str, str]) -> bool:
    return attributes.get("translate", "").lower() == "no" or "notranslate" in attributes.get("class", "").split()


def _primary(code: str) -> str:
    return re.split("[-_]", code.strip().lower(), maxsplit=1)[0]
