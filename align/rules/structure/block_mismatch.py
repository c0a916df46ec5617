"""The rule `block-mismatch`."""

from collections.abc import Iterator
from typing import ClassVar

from align.analysis.structure import Comparison, Gap
from align.analysis.structure.blocks import Kind
from align.linter.families.structure import StructureRule, count_kinds, cut, name_block
from align.linter.rule import Bad, Sourced
from align.model import Finding, Severity

_OF_OTHERS = (Kind.ITEM, Kind.TABLE, Kind.CODE, Kind.NOTE, Kind.INCLUDE)


class BlockMismatch(StructureRule):
    """A paragraph, an image, a shortcode or several blocks of a page are missing.

    What it finds
    -------------
    Paragraphs, images, HTML, shortcodes and directives that a page has and its translation has not, and blocks of
    several kinds in a row: one finding where they are missing.

    Why it matters
    --------------
    Whoever reads the translation alone cannot see that a part of the page is missing.

    When it stays silent
    --------------------
    On paragraphs that were merged with the one before or after, or moved. On what the translation has besides, such
    as a note of the translator. Of a page that lacks much (15 % of its blocks, in nine places or more) that is said
    once. Missing headings, items, tables, code, admonitions and includes have rules of their
    own.

    Measured
    --------
    Of 120 pages with a paragraph, an image, a box or a shortcode removed, or a paragraph added to the source, from
    English into Chinese, Japanese, Korean and German, 117 are found, and 2 by other rules. In 223 pairs of
    documentation in Chinese and English there are 4 findings, all right.
    """

    severity = Severity.ERROR
    mqm = "accuracy/omission"
    overrides = ("omission",)
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(
            "The ports open in May, and the first ships have arrived.\n\nThe new pier will cost 300 million yuan.\n",
            "端口五月开放。\n\n第一批船已经到了。\n\n新码头要花三亿元。\n",
            name="example.md",
        ),
        Sourced(
            "The ports open in May.\n\n(Translator's note: in 2024.)\n\nThe new pier will cost 300 million yuan.\n",
            "端口五月开放。\n\n新码头要花三亿元。\n",
            name="example.md",
        ),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(
            "The ports open in May.⟦⟧\n\nThe new pier will cost 300 million yuan.\n",
            name="example.md",
            source="端口五月开放。\n\n![码头](https://a.example/pier.png)\n\n新码头要花三亿元。\n",
        ),
    )

    def compare_all(self, found: Comparison) -> Iterator[Finding]:
        """Report that a page is abridged."""
        if found.is_abridged and not found.differs:
            share = f"{found.lost} of the {len(found.source.page.blocks)} blocks of its source"
            message = (
                f"The translation does not have {share}, in {len(found.gaps)} places: it is abridged, or the source "
                "has grown since."
            )
            yield self.finding(0, 0, message, severity=Severity.WARNING)

    def compare(self, found: Comparison) -> Iterator[Finding]:
        """Report gaps that no rule about one kind of block reports."""
        for gap in () if found.differs else found.gaps:
            if not gap.headings and _is_ours(gap):
                first = gap.blocks[0]
                what = count_kinds(gap.blocks) + f": {name_block(first)}"
                message = f"The translation does not have {what}, which the source has here."
                yield self.finding(gap.place, gap.place, message, source_text=cut(first.text))


def _is_ours(gap: Gap) -> bool:
    """Return whether blocks are of several kinds, or of one that has no rule of its own."""
    kinds = {block.kind for block in gap.blocks}
    return len(kinds) > 1 or kinds.isdisjoint(_OF_OTHERS)
