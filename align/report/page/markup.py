"""How a text is written into the page: nothing in it is markup, and nothing in it is hidden."""

from __future__ import annotations

import re
from html import escape

from align.report.json_document import dump
from align.report.terminal import visible

_BREAKS = re.compile("[\r\n]+")


def show(text: str) -> str:
    """Return a text as the page shows it: escaped, what cannot be seen written out; a line break stays white space.

    >>> show("<b> a\\u202e\\r\\nb")
    '&lt;b&gt; a&lt;U+202E&gt;\\nb'
    """
    if "\n" not in text and "\r" not in text:
        return escape(visible(text))
    return escape("\n".join(map(visible, _BREAKS.split(text))))


def isolate(text: str, language: str = "") -> str:
    """Return a text that cannot reorder what is round it, in its language."""
    return f"<bdi{name_language(language)}>{show(text)}</bdi>"


def name_language(language: str) -> str:
    """Return the attribute that names a language; none where it is not known."""
    return f' lang="{escape(visible(language))}"' if language else ""


def attribute(name: str, value: object) -> str:
    """Return an attribute that holds a text, or another value, for the script, as JSON: every character can be had back
    from it.
    """
    return f' data-{name}="{escape(dump(value))}"'


def keep(text: str) -> str:
    """Return the attribute `data-text`, where a text is not shown as it is; else nothing."""
    return "" if show(text) == escape(text) else attribute("text", text)
