"""The rule `include-mismatch`."""

from collections.abc import Iterator
from typing import ClassVar

from align.analysis.structure import Comparison
from align.analysis.structure.blocks import Kind, PageBlock
from align.analysis.structure.codes import is_include
from align.analysis.structure.pairing import Side
from align.linter.families.structure import StructureRule, cut
from align.linter.rule import Bad, Sourced
from align.model import Finding, Severity, Span


class IncludeMismatch(StructureRule):
    """A line that puts another file in its place is missing or names another file.

    What it finds
    -------------
    Lines such as `--8<-- "docs/a.js"`, `{!a.md!}`, `<<< @/a.js`, `{{#include a.rs}}` and `.. include:: a.rst`, inside
    code and outside, that the source of a page has and the translation has not, or has for another file.

    Why it matters
    --------------
    The page shows nothing, or the wrong example, in that place.

    When it stays silent
    --------------------
    On files whose names say their language (`a.zh.md`, `zh/a.md`), and on another order.

    Measured
    --------
    Of 24 pages with an include removed all are found. In 223 pairs of documentation in Chinese and English there is
    no finding.
    """

    severity = Severity.ERROR
    mqm = "accuracy/omission"
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(
            'The ports open in May.\n\n--8<-- "en/ports.md"\n',
            '端口五月开放。\n\n--8<-- "zh/ports.md"\n',
            name="example.md",
        ),
        Sourced(
            'The ports open in May.\n\n```js title="ports.js"\n--8<-- "ports.js"\n```\n',
            '端口五月开放。\n\n```js title="端口.js"\n--8<-- "ports.js"\n```\n',
            name="example.md",
        ),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(
            "The ports open in May.\n\n⟦```js\n```⟧\n",
            name="example.md",
            source='端口五月开放。\n\n```js\n--8<-- "ports.js"\n```\n',
        ),
        Bad(
            'The ports open in May.\n\n```js\n⟦--8<-- "port.js"⟧\n```\n',
            name="example.md",
            source='端口五月开放。\n\n```js\n--8<-- "ports.js"\n```\n',
        ),
    )

    def compare(self, found: Comparison) -> Iterator[Finding]:
        """Report gaps of includes, then includes that blocks of code do not have."""
        if found.differs:
            return
        for gap in found.gaps:
            if all(block.kind is Kind.INCLUDE for block in gap.blocks):
                message = f"The translation does not include `{cut(gap.blocks[0].text)}`, as the source does here."
                yield self.finding(gap.place, gap.place, message, source_text=gap.blocks[0].text)
        for one, other in found.block_pairs:
            if one.kind not in (Kind.CODE, Kind.INCLUDE) or one.kind is not other.kind:
                continue
            wanted, held = (
                list(_list_includes(side, block)) for side, block in ((found.source, one), (found.target, other))
            )
            there, known = {key for key, _, _ in held}, {key for key, _, _ in wanted}
            lost = [line for key, line, _ in wanted if key not in there]
            new = [span for key, _, span in held if key not in known]
            if lost:
                message = f"The source includes `{cut(lost[0])}` here; the translation does not."
                yield self.finding(*(new[0] if new else other.span), message, source_text=lost[0])


def _list_includes(side: Side, block: PageBlock) -> Iterator[tuple[str, str, Span]]:
    """Yield the includes of a block: what is compared, the line, and where it is."""
    if block.kind is Kind.INCLUDE:
        yield side.locales.drop(block.text), block.text, block.span
    for row in block.rows if block.kind is Kind.CODE else ():
        line = side.page.text[slice(*row)]
        if is_include(line):
            start = row.start + len(line) - len(line.lstrip())
            yield side.locales.drop(line.strip()), line.strip(), Span(start, row.start + len(line.rstrip()))
