"""The rule `link-mismatch`."""

from collections.abc import Iterator
from typing import ClassVar

from align.analysis.structure import Comparison
from align.analysis.structure.inline import Sort
from align.linter.families.structure import StructureRule, name_parts
from align.linter.rule import Bad, Sourced
from align.model import Finding, Severity


class LinkMismatch(StructureRule):
    """A link or an image of the source is missing in the translation, or leads elsewhere.

    What it finds
    -------------
    Targets of links and images in a paragraph, a heading, an item or a row of a table that its translation has not,
    nor anything else in its section; where that has another target instead, that is marked.

    Why it matters
    --------------
    Readers are sent to the wrong page, or do not learn that there is one.

    When it stays silent
    --------------------
    On targets that differ only in their language (`/en/` and `/zh/`, `start.zh.png`, `zh.example.org`), in the
    host, in `../` before them or in the suffix of a page; on pages of Wikipedia, videos, and the languages of a
    README; on a target that is linked once
    instead of twice; on pictures that were exchanged one for one; on anchors where headings have none of their own.

    Measured
    --------
    Of 160 scenarios with a link that was removed or leads elsewhere, 159 are found. In 223 pairs of human documentation
    there are 19 findings: 16 are right, and 3 are videos that were exchanged on purpose.
    """

    severity = Severity.WARNING
    mqm = "accuracy/mistranslation"
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(
            "See the [guide](https://a.example/en/guide/) and [Ports](https://a.example/p.md).\n",
            '见<a href="/zh/guide/">指南</a>和[端口](https://zh.a.example/p.zh.md)。\n',
            name="example.md",
        ),
        Sourced(
            'See <a href="#ports">Ports</a>.\n\n## Ports\n\nThey open in May.\n',
            '见<a href="#端口">端口</a>。\n\n## 端口\n\n端口五月开放。\n',
            name="example.md",
        ),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(
            "See the ⟦[guide](https://a.example/ships)⟧.\n",
            name="example.md",
            source="见[指南](https://a.example/guide)。\n",
        ),
        Bad(
            "The ports open in May; see the guide.⟦⟧\n",
            name="example.md",
            source="端口五月开放，见[指南](https://a.example/guide)。\n",
        ),
    )

    def compare(self, found: Comparison) -> Iterator[Finding]:
        """Report the targets that blocks have lost."""
        for gap in found.inline:
            if gap.sort is Sort.CODE:
                continue
            lost, what = name_parts(gap.lost), f"the {gap.sort}" + ("s" if len(gap.lost) > 1 else "")
            message = f"The translation does not have {what} {lost}, which the source has here."
            if gap.new:
                message = f"The source links to {lost} here, the translation to {name_parts(gap.new)}."
            yield self.finding(*gap.place, message, source_text=gap.lost[0].shown)
