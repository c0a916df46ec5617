"""What the styles of a DOCX file say of paragraphs: heading, item, caption, quotation, code, table of contents."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from align.model import Role
from align.readers.docx.package import Package, name_shortly
from align.readers.xml.events import End, Start, parse

_HEADING = re.compile(r"heading ([1-9])")
_ROLES = {
    "title": (Role.HEADING, 1),
    "subtitle": (Role.HEADING, 2),
    **dict.fromkeys(("caption", "table caption", "image caption", "figure caption"), (Role.CAPTION, 0)),
    **dict.fromkeys(("quote", "intense quote", "block text", "quotations"), (Role.QUOTATION, 1)),
    **dict.fromkeys(
        ("html code", "html preformatted", "preformatted text", "source code", "source text", "verbatim char"),
        (Role.CODE, 0),
    ),
}
_CONTENTS = re.compile(r"toc [1-9]|table of figures|index [1-9]")
_LONGEST_CHAIN = 12
"""How many styles are based on each other; Word allows eleven."""
BODY_TEXT = 9
"""The outline level of what is no heading."""


@dataclass
class Style:
    """A style: its name in lower case, the id of the one it is based on, and what it says itself."""

    name: str = ""
    based_on: str = ""
    outline: int | None = None
    list_id: str | None = None
    list_level: int = 0


@dataclass(frozen=True)
class Styles:
    """The styles of a document, by id; `default` is that of paragraphs that name none."""

    by_id: Mapping[str, Style] = field(default_factory=dict)
    default: str = ""

    def describe(self, style: str, own: Style) -> tuple[Role, int]:
        """Return what a paragraph of a style is, with its level; `own` is what the paragraph says itself.

        A heading that is numbered is a heading.
        """
        chain = [own, *self._find_chain(style or self.default)]
        named = next((found for one in chain if (found := _describe_name(one.name))), None)
        outline = next((one.outline for one in chain if one.outline is not None), BODY_TEXT)
        if named is None and outline < BODY_TEXT:
            return Role.HEADING, outline + 1
        if named is None or named[0] is Role.QUOTATION:
            item = next((one for one in chain if one.list_id is not None), None)
            if item and item.list_id != "0":
                return Role.ITEM, max((one.list_level for one in chain), default=0) + 1
        return named or (Role.PARAGRAPH, 0)

    def is_code(self, style: str) -> bool:
        """Return whether characters of a style are certainly code."""
        return any(_ROLES.get(one.name, (None,))[0] is Role.CODE for one in self._find_chain(style))

    def is_contents(self, style: str) -> bool:
        """Return whether a paragraph of a style is an entry of a table of contents."""
        return any(_CONTENTS.fullmatch(one.name) for one in self._find_chain(style))

    def _find_chain(self, style: str) -> Iterator[Style]:
        """Yield a style and those that it is based on."""
        for _ in range(_LONGEST_CHAIN):
            found = self.by_id.get(style)
            if found is None:
                return
            yield found
            style = found.based_on


def _describe_name(name: str) -> tuple[Role, int] | None:
    heading = _HEADING.fullmatch(name)
    return (Role.HEADING, int(heading[1])) if heading else _ROLES.get(name)


def read_styles(package: Package) -> Styles:
    """Return the styles of a document; none where it has none."""
    part = package.find_part("styles")
    by_id, default, style, is_open = dict[str, Style](), "", Style(), False
    for event in parse(package.read_table(part)) if part else ():
        if isinstance(event, Start):
            name, said = name_shortly(event.name), _shorten(event.attributes)
            if name == "w:style":
                style, is_open = Style(), True
                by_id[said.get("styleId", "")] = style
                if said.get("type") == "paragraph" and is_on(said.get("default", "0")):
                    default = said.get("styleId", "")
            elif is_open:
                note(style, name, said.get("val", ""))
        elif isinstance(event, End) and name_shortly(event.name) == "w:style":
            is_open = False
    return Styles(by_id, default)


def note(style: Style, name: str, value: str) -> None:
    """Take down what an element with a value says of a style or a paragraph."""
    if name == "w:name":
        style.name = value.lower()
    elif name == "w:basedOn":
        style.based_on = value
    elif name == "w:outlineLvl" and value.isdecimal():
        style.outline = int(value)
    elif name == "w:numId":
        style.list_id = value
    elif name == "w:ilvl" and value.isdecimal():
        style.list_level = min(int(value), BODY_TEXT)


def is_on(value: str) -> bool:
    """Return whether the value of a switch says that it is on; no value does."""
    return value not in ("0", "false", "off")


def _shorten(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name.rpartition("}")[2]: value for name, value in attributes.items()}
