"""The rule `truncated-page`."""

from collections.abc import Iterator
from typing import ClassVar

from align.analysis.structure import Comparison
from align.linter.families.structure import StructureRule, count_kinds, cut, name_block
from align.linter.rule import Bad, Sourced
from align.model import Finding, Severity


class TruncatedPage(StructureRule):
    """The rest of a page is missing, or most of it.

    What it finds
    -------------
    A translation that ends where its source goes on with three blocks or more and 15 % of its text: one finding, at
    its end. A translation that has less than 40 % of the blocks of its source.

    Why it matters
    --------------
    What models write ends where their limit is; the page looks complete.

    When it stays silent
    --------------------
    On a last section that is missing, which `heading-mismatch` reports.

    Measured
    --------
    Of 24 pages that were cut in the middle, from English into Chinese, Japanese, Korean and German, all are found.
    In 223 pairs of documentation in Chinese and English there is no finding.
    """

    severity = Severity.ERROR
    mqm = "accuracy/omission"
    overrides = ("omission",)
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(
            "# Ports\n\nThe ports open in May.\n\n* Ships\n* Costs\n",
            "# 端口\n\n端口五月开放。\n\n* 船\n* 费用\n",
            name="example.md",
        ),
        Sourced(
            "# Ports\n\nThe ports open in May.\n\n## A word of the translator\n\nIn 2024.\n",
            "# 端口\n\n端口五月开放。\n",
            name="example.md",
        ),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(
            "# Ports\n\nThe ports open in May.⟦⟧\n",
            name="example.md",
            source="# 端口\n\n端口五月开放。\n\n第一批船已经到了。\n\n## 费用\n\n* 三亿元\n",
        ),
    )

    def compare(self, found: Comparison) -> Iterator[Finding]:
        """Report what is missing at the end."""
        blocks, end = found.source.page.blocks, len(found.target.page.text.rstrip())
        if found.rest and not found.differs:
            first = found.rest.blocks[0]
            message = f"The rest of the page is missing, from {name_block(first)} on: {count_kinds(found.rest.blocks)}."
            yield self.finding(end, end, message, source_text=cut(first.text))
        elif found.differs and found.pairs and len(found.target.page.blocks) < len(blocks) / 2:
            message = (
                f"Most of the page is missing: it has {len(found.pairs)} of the {len(blocks)} blocks of its source."
            )
            yield self.finding(end, end, message, source_text=cut(blocks[-1].text))
