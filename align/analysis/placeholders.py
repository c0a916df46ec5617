"""Placeholders and tags, for which a program puts a value or a format: %s, {name}, <b>."""

import re
from collections import Counter

from align.model import Span

_PLACEHOLDER = re.compile(
    r"""(?<![\w%])%(?:\d+\$|\(\w+\))?(?:\.\d+)?[sdifuxX@](?![A-Za-z])
      | \$\{[A-Za-z_][\w.]*\} | \{\{\s*[A-Za-z_][\w.]*\s*\}\} | (?<![{$])\{(?:[A-Za-z_][\w.]*|\d+)\}(?!\})
      | </?[A-Za-z][\w:-]*(?:\s+[\w:-]+(?:=(?:"[^"<>]*"|'[^'<>]*'))?)*\s*/?>""",
    re.VERBOSE | re.ASCII,
)


def count_placeholders(text: str) -> Counter[str]:
    """The placeholders and tags of a text, tags without their attributes, and how often each occurs.

    >>> dict(count_placeholders('<b class="x">%s</b> 50% of {name}'))
    {'<b>': 1, '%s': 1, '</b>': 1, '{name}': 1}
    """
    return Counter(map(_strip_attributes, _PLACEHOLDER.findall(text)))


def find_placeholder(placeholder: str, text: str) -> list[Span]:
    """The places of a placeholder, as `count_placeholders` gives it, in a text."""
    return [Span(*match.span()) for match in _PLACEHOLDER.finditer(text) if _strip_attributes(match[0]) == placeholder]


def _strip_attributes(placeholder: str) -> str:
    if not placeholder.startswith("<"):
        return re.sub(r"\s", "", placeholder)
    name = re.match(r"</?[\w:-]+", placeholder)
    return f"{name[0]}>" if name else placeholder
