"""The rule `admonition-mismatch`."""

from collections.abc import Iterator
from typing import ClassVar

from align.analysis.structure import Comparison
from align.analysis.structure.blocks import Kind
from align.linter.families.structure import StructureRule, cut, name_block
from align.linter.rule import Bad, Sourced
from align.model import Finding, Severity


class AdmonitionMismatch(StructureRule):
    """A box with a note, a tip or a warning is missing, or is of another kind.

    What it finds
    -------------
    Admonitions of MkDocs (`!!! note`), Docusaurus and VitePress (`:::note`), GitHub (`> [!NOTE]`), MyST
    (```{note}) and Sphinx (`.. note::`) that the translation does not have or has as another kind.

    Why it matters
    --------------
    A warning that looks like a tip is not heeded.

    When it stays silent
    --------------------
    On kinds in the language of the translation, on the same kind in another syntax, on titles, and on boxes that
    the translation has besides.

    Measured
    --------
    Of 24 pages with a box of another kind, from English into Chinese, Japanese, Korean and German, all are found.
    In 223 pairs of documentation in Chinese and English there is no finding.
    """

    severity = Severity.WARNING
    mqm = "accuracy/mistranslation"
    overrides = ("omission",)
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(
            "> [!WARNING]\n> The ports open in May.\n\nThe first ships have arrived.\n",
            ":::warning 小心\n\n端口五月开放。\n\n:::\n\n第一批船已经到了。\n",
            name="example.md",
        ),
        Sourced(
            '!!! note "Translator\'s note"\n    In 2024.\n\nThe ports open in May.\n',
            "端口五月开放。\n",
            name="example.md",
        ),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(
            "The ports open in May.\n\n⟦!!! tip⟧\n    The first ships have arrived.\n",
            name="example.md",
            source="端口五月开放。\n\n!!! warning\n    第一批船已经到了。\n",
        ),
    )

    def compare(self, found: Comparison) -> Iterator[Finding]:
        """Report gaps of admonitions, with what is in them, then other kinds."""
        for gap in () if found.differs else found.gaps:
            if not gap.headings and all(block.kind is Kind.NOTE for block in gap.blocks):
                first = gap.blocks[0]
                what = f"the {name_block(gap.blocks[0])} box"
                message = f"The translation does not have {what}, which the source has here."
                yield self.finding(gap.place, gap.place, message, source_text=cut(first.text))

        for one, other in found.block_pairs:
            if one.kind is other.kind is Kind.NOTE and one.name != other.name and other.name.isascii():
                message = f"The source has a “{one.name}” box here; the translation has a “{other.name}” box."
                yield self.finding(*other.span, message, source_text=cut(one.text) or one.name)
