"""The rule `latin-punctuation`."""

import re
from collections.abc import Iterator, Sequence

from align.linter.context import Context
from align.linter.rule import Bad, TextRule, Trigger
from align.model import Document, Edit, Finding, Fix
from glossary.lang.scripts import HAN
from glossary.pack.patterns import compile_late

_FULL_WIDTH = str.maketrans(",.:;?!()", "，。：；？！（）")
_BEFORE, _AFTER = f"{HAN}”’」』》）", f"{HAN}“‘「『《（"
_POINTS = compile_late(
    rf"""[{_BEFORE}]\*{{0,3}}+(?:
    (?P<signs>[,:;?!]{{1,3}}+)(?=(?P<space>[ \t]{{0,3}}+)\*{{0,3}}(?P<next>[{_AFTER}])|[ \t]{{0,3}}+$)
    |(?P<stop>\.)(?=(?P<gap>[ \t]{{1,3}}+)\*{{0,3}}(?P<other>[{_AFTER}])|[”’」』》）]|[ \t]{{0,3}}+$))""",
    re.VERBOSE | re.MULTILINE,
)
_BRACKETS = compile_late(r"\([^()\n]{1,200}+\)")
_HAN = compile_late(f"[{HAN}]")
_HAN_BEFORE, _HAN_AFTER = compile_late(rf"[{_BEFORE}]\*{{0,3}}( ?)\Z"), compile_late(rf"( ?)\*{{0,3}}[{HAN}]")
_NEAR = 8


class LatinPunctuation(TextRule):
    """Chinese text contains half-width punctuation.

    What it finds
    -------------
    The half-width signs `,` `.` `:` `;` `?` `!` between Chinese characters, or behind them at the end of a line, and
    round brackets with Chinese inside next to Chinese. The fix writes the full-width sign, without the space behind it.

    Why it matters
    --------------
    GB/T 15834 asks for full-width punctuation in Chinese. Half-width signs crowd the characters, and a text that mixes
    both looks unedited.

    When it stays silent
    --------------------
    It is off by default, because some houses write half-width brackets or colons; `--select latin-punctuation` runs it.
    In code, numbers and Latin words, next to them, on dots in names (列夫.托尔斯泰), and on rows of dots.

    Measured
    --------
    In sample: on 21 pages of documentation in Chinese that follow the standard there is no finding; in the
    documentation of another project there are 53, mostly brackets, of which 45 were read: all right.
    """

    mqm = "locale-convention/punctuation"
    targets = ("zh",)
    default = False
    trigger = Trigger(chars=",.:;?!(")
    good = (
        "端口 3.5, 即 HTTP: 五月开放 (v2)。比例为3:1,共1,000个。",
        "作者是列夫.托尔斯泰。等等...还有（五月，六月）。",
        "请调用 open(port), 然后等待: https://a.example/a?b",
    )
    bad = (
        Bad("端口五月开放⟦,⟧船⟦:⟧已经到了⟦.⟧", fixed="端口五月开放，船：已经到了。"),
        Bad("真的吗⟦?!⟧ 他说“不⟦.⟧”", fixed="真的吗？！他说“不。”"),
        Bad(
            "新码头 ⟦(三亿元)⟧ 要建好⟦.⟧ 渔民担心⟦;⟧ 局长不担心。",
            fixed="新码头（三亿元）要建好。渔民担心；局长不担心。",
        ),
        Bad(
            "**注意**⟦:⟧ 端口⟦(见 `open()` 一节)⟧五月开放。",
            name="example.md",
            fixed="**注意**：端口（见 `open()` 一节）五月开放。",
        ),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Report each run of half-width signs, then each pair of brackets."""
        text = document.prose
        for found in _POINTS.finditer(text):
            start, end = found.span("signs" if found["signs"] else "stop")
            following = found["next"] or found["other"]
            space = found["space"] or found["gap"] or "" if following else ""
            yield self._report(text, start, end, [Edit(start, end + len(space), _widen(text[start:end]))])
        for found in _BRACKETS.finditer(text):
            start, end = found.span()
            before = _HAN_BEFORE.search(text, max(start - _NEAR, 0), start)
            after = _HAN_AFTER.match(text, end)
            if (before or after) and _HAN.search(found[0]):
                left, right = (len(one[1]) if one else 0 for one in (before, after))
                edits = [Edit(start - left, start + 1, "（"), Edit(end - 1, end + right, "）")]
                yield self._report(text, start, end, edits)

    def _report(self, text: str, start: int, end: int, edits: Sequence[Edit]) -> Finding:
        signs = text[start:end] if text[start] != "(" else "()"
        message = f"Half-width “{signs}” in Chinese text: write “{_widen(signs)}”."
        return self.finding(start, end, message, fix=Fix(True, tuple(edits)))


def _widen(signs: str) -> str:
    return signs.translate(_FULL_WIDTH)
