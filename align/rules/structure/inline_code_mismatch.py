"""The rule `inline-code-mismatch`."""

from collections.abc import Iterator
from typing import ClassVar

from align.analysis.structure import Comparison
from align.analysis.structure.inline import Sort
from align.linter.families.structure import StructureRule, name_parts
from align.linter.rule import Bad, Sourced
from align.model import Finding, Severity


class InlineCodeMismatch(StructureRule):
    """Inline code of the source is missing in the translation, or is another.

    What it finds
    -------------
    Code in a paragraph, a heading, an item or a row of a table that its translation has not, nor anything else in
    its section; where that has other code instead, that is marked.

    Why it matters
    --------------
    The name of a function, an option or a value that is not there, or is another, sends readers to the wrong place.

    When it stays silent
    --------------------
    On code that is mentioned once where the source has it twice, that has no marks in the translation, that has
    been put into words of the language, or is in another sentence of the section.

    Measured
    --------
    Of 48 pages with other inline code or another placeholder, from English into Chinese, Japanese, Korean and
    German, all are found. In 223 pairs of documentation in Chinese and English there is one finding, which is
    right.
    """

    severity = Severity.WARNING
    mqm = "accuracy/do-not-translate"
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(
            "Open a port with `open()`.\n", "`open()` 打开端口。每个端口只调用一次 `open()`。\n", name="example.md"
        ),
        Sourced("Open `a port` with open().\n", "用 `open()` 打开 `端口`。\n", name="example.md"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("Open a port with ⟦`close()`⟧.\n", name="example.md", source="用 `open()` 打开端口。\n"),
        Bad(
            "Open a port, then wait for the ships.⟦⟧\n",
            name="example.md",
            source="用 `open(limit=7)` 打开端口，然后等船。\n",
        ),
    )

    def compare(self, found: Comparison) -> Iterator[Finding]:
        """Report the code that blocks have lost."""
        for gap in found.inline:
            if gap.sort is Sort.CODE:
                lost = name_parts(gap.lost)
                message = f"The translation does not have {lost}, which the source has here."
                if gap.new:
                    message = f"The source has {lost} here, the translation has {name_parts(gap.new)}."
                yield self.finding(*gap.place, message, source_text=gap.lost[0].shown)
