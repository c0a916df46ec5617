"""MDX: what is JavaScript in a text of Markdown. Source: the syntax of MDX 2 and 3 (mdxjs.com).

Modules (`import`, `export`), JSX tags and expressions in braces are found outside code, from the start to the end of
the text. What does not end is no JavaScript.
"""

import re
from collections.abc import Iterator

from align.model import Span

_START = re.compile(
    r"""(?P<escape>\\.)
    |(?P<fence>^[ \t]*+(?:[-*+>][ \t]+|\d{1,9}[.)][ \t]+)?(?P<run>`{3,}+|~{3,}+)[^\n]*+$)
    |(?P<ticks>`++)
    |(?P<module>^(?:import[ \t]*(?:["'{*]|[\w$]+[ \t]*(?:,[ \t]*[{*]|from\b[ \t]*["']))
                  |export[ \t]+(?:default|const|let|var|function|class|async)\b|export[ \t]*[{*]))
    |(?P<comment><!--)
    |(?P<tag></?(?:[A-Za-z][\w.:-]{0,100}+)?(?=[\s/>{]))
    |(?P<brace>\{)""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_SCRIPT = re.compile(
    r"""(?P<string>"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|`(?:[^`\\]|\\.)*+`)
    |(?P<comment>/\*.*?(?:\*/|\Z)|(?<!:)//[^\n]*+)
    |(?P<open>[{(\[])|(?P<close>[})\]])|(?P<end>>)|(?P<blank>\n[ \t]*(?=\n))""",
    re.VERBOSE | re.DOTALL,
)
_VERBATIM = frozenset({"code", "pre", "script", "style", "CodeBlock", "Math"})
_MOST_FAILURES = 20
"""How much may be opened and never closed until braces and angle brackets are taken for text."""


def find_scripts(text: str, start: int) -> list[Span]:
    """Return what is JavaScript or a comment from an offset on, in order."""
    return list(_Finder(text).find(start))


def blank(text: str, spans: list[Span]) -> str:
    """Return the text with spaces in place of what is in these spans, line ends aside."""
    pieces, position = list[str](), 0
    for start, end in spans:
        pieces += text[position:start], re.sub(r"[^\r\n]", " ", text[start:end])
        position = end
    return "".join((*pieces, text[position:]))


class _Finder:
    def __init__(self, text: str) -> None:
        self._text = text
        self._failures = 0
        self._missing: set[str] = set()

    def find(self, position: int) -> Iterator[Span]:
        """Yield what is JavaScript, from an offset on."""
        while match := _START.search(self._text, position):
            end = self._find_end(match)
            if end < 0:
                self._failures += match["brace"] is not None or match["tag"] is not None
            elif not (match["escape"] or match["fence"] or match["ticks"]):
                yield Span(match.start(), end)
            position = max(end, match.end())

    def _find_end(self, match: re.Match[str]) -> int:
        """Return where something ends that begins here; -1 where it does not."""
        if match["fence"]:
            return self._find_fence(match)
        if match["ticks"]:
            return self._find_text(match["ticks"], match.end(), 2_000)
        if match["comment"]:
            return self._find_text("-->", match.end())
        if match["module"]:
            return self._find_statement(match.start())
        if match["escape"] or self._failures > _MOST_FAILURES:
            return -1
        return self._find_tag(match) if match["tag"] else self._find_closing(match.end(), "}")

    def _find_tag(self, match: re.Match[str]) -> int:
        """Return where a tag ends; with what is in it, where that is code."""
        end, name = self._find_closing(match.end(), ">"), match["tag"][1:]
        if end < 0 or name not in _VERBATIM or self._text[end - 2] == "/":
            return end
        closing = self._find_text(f"</{name}>", end)
        return end if closing < 0 else closing

    def _find_text(self, wanted: str, start: int, most: int = 1 << 60) -> int:
        if wanted in self._missing:
            return -1
        found = self._text.find(wanted, start, start + most)
        if found < 0 and start + most >= len(self._text):
            self._missing.add(wanted)
        return found + len(wanted) if found >= 0 else -1

    def _find_fence(self, match: re.Match[str]) -> int:
        """Return the end of a block of code: after a line with the same signs, or the text's."""
        run = match["run"]
        closing = re.compile(rf"^[ \t>]*{run[0]}{{{len(run)},}}[ \t]*$", re.MULTILINE)
        end = closing.search(self._text, match.end())
        return end.end() if end else len(self._text)

    def _find_statement(self, start: int) -> int:
        """Return the end of a module's lines: a blank line outside of brackets, else the first one."""
        if self._failures > _MOST_FAILURES:
            return max(self._find_text("\n\n", start), start)
        depth, first = 0, -1
        for match in _SCRIPT.finditer(self._text, start):
            depth += (match["open"] is not None) - (match["close"] is not None)
            if match["blank"] is not None:
                first = match.start() if first < 0 else first
                if depth <= 0:
                    return match.start()
        self._failures += depth > 0
        return len(self._text) if depth <= 0 or first < 0 else first

    def _find_closing(self, start: int, closing: str) -> int:
        """Return where a tag or an expression ends; -1 where it does not, or, for a tag, not in its paragraph."""
        depth = 0
        for match in _SCRIPT.finditer(self._text, start):
            if depth == 0 and match[0] == closing:
                return match.end()
            if depth == 0 and match["blank"] is not None and closing == ">":
                return -1
            depth += (match["open"] is not None) - (match["close"] is not None)
            if depth < 0:
                return -1
        return -1
