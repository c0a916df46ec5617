"""The markup inside a block of AsciiDoc."""

import re
from collections.abc import Iterator

from align.model import Span

_MARKUP = re.compile(
    r"""(?P<escape>\\(?=[*_`\#{<+\[:~^]))
    |(?P<code>`{1,2}+(?=[^\s`])[^`]{1,2000}+`{1,2}+|\+{3}.{1,2000}?\+{3}|(?<![\w+])\+(?=[^\s+])[^+]{0,500}+(?<!\s)\+(?![\w+]))
    |(?P<attribute>\{[\w][\w:-]{0,80}+\})
    |(?P<silent>\b(?:image|icon|stem|latexmath|asciimath|pass|anchor|indexterm|kbd|btn|menu):[^\s\[\]]{0,2000}+\[[^\[\]]{0,2000}+\])
    |(?P<macro>(?:(?:\b(?:link|xref|mailto|indexterm2)|footnote(?:ref)?+):[^\s\[\]]{0,2000}+
               |(?:https?|ftp|irc)://[^\s\[\]<>]{1,2000}+)\[)(?P<text>[^\[\]]{0,2000}+)\]
    |(?P<open><<[^<>,]{1,400}+)(?:,(?P<label>[^<>]{1,400}+))?>>
    |(?P<anchor>\[\[[^\[\]]{1,400}+\]\])
    |(?P<index>\({3}[^()]{1,400}+\){3})
    |(?P<role>\[[.\#\w][^\[\]\s]{0,100}+\](?=[\#*_`]))
    |(?P<callout><\d{1,3}>)
    |(?P<mark>(?<![\w*])\*{1,2}+(?=[^\s*])|(?<=[^\s*])\*{1,2}+(?![\w*])
            |(?<![\w_])_{1,2}+(?=[^\s_])|(?<=[^\s_])_{1,2}+(?![\w_])
            |(?<![\w\#&])\#{1,2}+(?=[A-Za-z])|(?<=[^\s\#])\#{1,2}+(?![\w\#]))
    |(?P<break>[ ]\+(?=[ ]|\Z))
    |(?P<quote>"`|`"|'`|`')""",
    re.VERBOSE | re.DOTALL,
)


def find_markup(text: str) -> Iterator[Span]:
    """Yield what is markup in a block."""
    for match in _MARKUP.finditer(text):
        inner = match.span("text") if match["macro"] else match.span("label")
        if inner[0] < 0 or (match["macro"] and not match["text"]):
            yield Span(*match.span())
        else:
            yield Span(match.start(), inner[0])
            yield Span(inner[1], match.end())
