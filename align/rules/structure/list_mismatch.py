"""The rule `list-mismatch`."""

from collections.abc import Iterator
from typing import ClassVar

from align.analysis.structure import Comparison
from align.analysis.structure.blocks import Kind
from align.linter.families.structure import StructureRule, count_kinds, cut
from align.linter.rule import Bad, Sourced
from align.model import Finding, Severity


class ListMismatch(StructureRule):
    """An item of a list is missing.

    What it finds
    -------------
    Items of a list that a page has and its translation has not: one finding for those in a row, where they are
    missing.

    Why it matters
    --------------
    A step, an option or a condition that is not there is not missed by whoever reads the translation alone.

    When it stays silent
    --------------------
    On items in another order, as in a glossary that is sorted in each language. On an item that is a part of the
    one before.

    Measured
    --------
    Of 48 pages with an item removed or added, from English into Chinese, Japanese, Korean and German, 43 are found,
    the others by `omission`. In 223 pairs of documentation in Chinese and English there are 7 findings, all right.
    """

    severity = Severity.ERROR
    mqm = "accuracy/omission"
    overrides = ("omission",)
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("* Port: `port`\n* Request: `request`\n", "* 请求：`request`\n* 端口：`port`\n", name="example.md"),
        Sourced(
            "- The ports open in May. The first ships have arrived.\n- The new pier will cost 300 million yuan.\n",
            "* 端口五月开放，第一批船已经到了。\n* 新码头要花三亿元。\n",
            name="example.md",
        ),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(
            "1. The ports open in May.⟦⟧\n2. The new pier will cost 300 million yuan.\n",
            name="example.md",
            source="1. 端口五月开放。\n2. 为每艘船调用 `ship.arrive()`。\n3. 新码头要花三亿元。\n",
        ),
    )

    def compare(self, found: Comparison) -> Iterator[Finding]:
        """Report gaps of items alone."""
        for gap in () if found.differs else found.gaps:
            if not gap.headings and all(block.kind is Kind.ITEM for block in gap.blocks):
                first = gap.blocks[0]
                what = count_kinds(gap.blocks) + f": “{cut(first.text)}”"
                message = f"The translation does not have {what}, which the source has here."
                yield self.finding(gap.place, gap.place, message, source_text=cut(first.text))
