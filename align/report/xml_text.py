"""Elements of XML as text: nothing in a text or an attribute is markup, or acts on a terminal or a CI log."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from align.report.terminal import visible

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

_FORBIDDEN = re.compile("[\ufffe\uffff]")
"""Characters that XML does not have, beyond those that are written out for terminals."""


def start_tag(name: str, attributes: Mapping[str, object], *, empty: bool = False) -> str:
    """Return a tag that opens an element; `empty`: that is the whole of it."""
    listed = "".join(f' {key}="{write_text(str(value))}"' for key, value in attributes.items())
    return f"<{name}{listed}{'/' * empty}>"


def write_text(text: str) -> str:
    """Return a text or the value of an attribute, on one line."""
    shown = _FORBIDDEN.sub(lambda match: f"<U+{ord(match[0]):04X}>", visible(text))
    return escape(shown, {'"': "&quot;"})
