"""The rule `code-mismatch`."""

from collections.abc import Iterator
from typing import ClassVar

from align.analysis.structure import Comparison
from align.analysis.structure.blocks import Kind, PageBlock
from align.analysis.structure.codes import compare_code, split_info
from align.linter.families.structure import SHOWN, StructureRule, count_kinds, cut, name_block
from align.linter.rule import Bad, Sourced
from align.model import Finding, Severity, Span

_LEAD = 10
"""How much a message quotes at least before the place where two lines differ."""


class CodeMismatch(StructureRule):
    """A block of code is missing, or says something else to a program than in the source.

    What it finds
    -------------
    Blocks of code that the translation of a page does not have; lines that differ but for comments and for words
    that people read; info strings (` ```js hl_lines="3" `), or options of directives, of another language or with
    other settings.

    Why it matters
    --------------
    Readers copy code. A command, a parameter or a value that differs does not work, or does something else.

    When it stays silent
    --------------------
    On comments, docstrings and strings in another language, on output and diagrams with words in another script, on
    titles of code, and on lines that put another file in their place.

    Measured
    --------
    Of 120 pages with a block of code removed, or with another command, parameter, value or setting, from English
    into Chinese, Japanese, Korean and German, all are found. In 223 pairs of documentation in Chinese and English
    there are 21 findings: all show code that differs.
    """

    severity = Severity.ERROR
    mqm = "accuracy/do-not-translate"
    overrides = ("omission",)
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(
            "The ports open.\n\n```javascript title=\"ports.js\"\n// Open it\nopen(port, name='three')  // May\n```\n",
            "端口五月开放。\n\n```js title=\"端口.js\"\n// 打开端口\nopen(port, name='三号')  // 五月\n```\n",
            name="example.md",
        ),
        Sourced(
            "The ports open in May.\n\n```mermaid\ngraph LR\n  A[Ship] --> B[Port]\n```\n",
            "端口五月开放。\n\n```mermaid\ngraph LR\n  A[船] --> B[端口]\n```\n",
            name="example.md",
        ),
        Sourced(
            "The ports open in May.\n\n```js\nopen(port, {\n  limit: 7,\n})\n```\n",
            "端口五月开放。\n\n```js\nopen(port, { limit: 7 })\n```\n",
            name="example.md",
        ),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(
            "The ports open in May.\n\n```js\n⟦open(port, limit=70)⟧\n```\n",
            name="example.md",
            source="端口五月开放。\n\n```js\nopen(port, limit=7)\n```\n",
        ),
        Bad(
            "The ports open in May.⟦⟧\n\nThe first ships have arrived.\n",
            name="example.md",
            source="端口五月开放。\n\n```sh\nport open 7\n```\n\n第一批船已经到了。\n",
        ),
        Bad(
            'The ports open in May.\n\n⟦```js hl_lines="77"⟧\nopen(port, limit=7)\n```\n',
            Severity.WARNING,
            name="example.md",
            source='端口五月开放。\n\n```js hl_lines="7"\nopen(port, limit=7)\n```\n',
        ),
    )

    def compare(self, found: Comparison) -> Iterator[Finding]:
        """Report gaps of code, then code that differs, or that is presented otherwise."""
        if found.differs:
            return
        for gap in found.gaps:
            if all(block.kind is Kind.CODE for block in gap.blocks):
                what = f"{count_kinds(gap.blocks)}, {name_block(gap.blocks[0])}"
                message = f"The translation does not have {what}, which the source has here."
                yield self.finding(gap.place, gap.place, message, source_text=gap.blocks[0].text)
        for one, other in found.block_pairs:
            if one.kind is Kind.CODE and not (found.rest and other is found.target.page.blocks[-1]):
                yield from self._compare_info(one, other, found.target.page.text)
                yield from self._compare_lines(one, other, found.target.page.text)

    def _compare_lines(self, one: PageBlock, other: PageBlock, text: str) -> Iterator[Finding]:
        change = compare_code(one.text, other.text, one.name)
        if change is None:
            return
        row = other.rows[min(change.row, len(other.rows) - 1)] if other.rows else Span(*[other.span.end] * 2)
        line = text[slice(*row)]
        start = row.start + len(line) - len(line.lstrip())
        span = Span(start, start + len(line.strip()))
        if change.target is None:
            message, span = (
                f"The code of the source has the line `{cut(change.source)}`, which is missing here.",
                Span(start, start),
            )
        elif not change.source:
            message = f"The code of the source does not have the line `{cut(change.target)}`."
        else:
            said, other_said = _cut_alike(change.source, change.target)
            message = f"The code of the source says `{said}`, the translation `{other_said}`."
        yield self.finding(*span, message, source_text=change.source)

    def _compare_info(self, one: PageBlock, other: PageBlock, text: str) -> Iterator[Finding]:
        wanted, held = split_info(one.name), split_info(other.name)
        differs = wanted[1] != held[1] if wanted[0] == held[0] else all((wanted[0], held[0]))
        if differs and wanted[1].isascii() and held[1].isascii():
            end = text.find("\n", other.span.start, other.span.end)
            message = f"The source introduces this code as `{cut(one.name)}`, the translation as `{cut(other.name)}`."
            span = other.span.start, end if end > 0 else other.span.end
            yield self.finding(*span, message, severity=Severity.WARNING, source_text=one.name)


def _cut_alike(one: str, other: str) -> tuple[str, str]:
    """Return two lines as a message quotes them: where they begin alike, from shortly before they differ."""
    alike = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = one.rfind(" ", 0, max(alike - _LEAD, 0)) + 1 if alike > SHOWN // 2 else 0
    dots = "…" if start else ""
    return dots + cut(one[start:]), dots + cut(other[start:])
