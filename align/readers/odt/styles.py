"""What the styles of an ODT file say of paragraphs and characters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from align.model import Role

_ENCODED = re.compile(r"_([0-9a-fA-F]{1,4})_")
_ROLES = {
    "title": (Role.HEADING, 1),
    "subtitle": (Role.HEADING, 2),
    "caption": (Role.CAPTION, 0),
    "quotations": (Role.QUOTATION, 1),
    **dict.fromkeys(("preformatted text", "source text"), (Role.CODE, 0)),
}
_LONGEST_CHAIN = 20
"""How many styles are looked at that are based on each other."""


@dataclass
class Styles:
    """The styles of a document: which style each is based on, and those whose text is hidden; `local` go first.

    Names are as files have them: `Source_20_Text`.
    """

    shared: dict[str, str] = field(default_factory=dict)
    local: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)

    def describe(self, style: str) -> tuple[Role, int]:
        """Return what a paragraph of a style is, with its level."""
        found = (_ROLES[name] for one in self._find_chain(style) if (name := _decode(one)) in _ROLES)
        return next(found, (Role.PARAGRAPH, 0))

    def is_code(self, style: str) -> bool:
        """Return whether characters of a style are certainly code."""
        return self.describe(style)[0] is Role.CODE

    def is_hidden(self, style: str) -> bool:
        """Return whether text of a style is not shown."""
        return not self.hidden.isdisjoint(self._find_chain(style))

    def _find_chain(self, style: str) -> Iterator[str]:
        """Yield a style and those that it is based on."""
        for _ in range(_LONGEST_CHAIN):
            yield style
            based_on = self.local.get(style, self.shared.get(style))
            if not based_on:
                return
            style = based_on


def _decode(name: str) -> str:
    """Return the name that a person sees, in lower case; some programs write `_` for a space."""
    return _ENCODED.sub(lambda match: chr(int(match[1], 16)), name).lower().replace("_", " ")
