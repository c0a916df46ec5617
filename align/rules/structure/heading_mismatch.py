"""The rule `heading-mismatch`."""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from align.analysis.structure import Comparison, Gap
from align.analysis.structure.blocks import Kind, PageBlock
from align.analysis.structure.pairing import list_slugs
from align.linter.families.structure import StructureRule, count_kinds, cut
from align.linter.rule import Bad, Sourced
from align.model import Finding, Severity, Suggestion


class HeadingMismatch(StructureRule):
    """A heading is missing, is of another level, or has another anchor than in the source.

    What it finds
    -------------
    Headings that the translation of a page does not have, with the section below them where that is missing as
    well: one finding, at the place where the section should be. Headings of another level, unless all of a page
    are. Anchors (`{#start}`, `.. _start:`) that are not what links to the heading of the source call it: its own
    anchor, else what sites make of its text.

    Why it matters
    --------------
    Links to a section break, its place in the table of contents is wrong, or readers never learn that it is there.

    When it stays silent
    --------------------
    On headings in another order. On anchors where the translation has none, and where most of a page are made in
    another way. On a page that is so different that it is no translation block by block.

    Measured
    --------
    Of 168 pages with headings and sections that were removed, added, renamed, moved a level, or had another anchor,
    from English into Chinese, Japanese, Korean and German, 164 are found, and 2 by other rules. In 223 pairs of
    documentation in Chinese and English there is no finding.
    """

    severity = Severity.ERROR
    mqm = "accuracy/omission"
    overrides = ("omission",)
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(
            "# Ports {#端口}\n\nThe ports open.\n\n## Open `open()` ports {#打开-open-端口}\n\nThe first ships came.\n",
            "# 端口\n\n端口五月开放。\n\n## 打开 `open()` 端口\n\n第一批船已经到了。\n",
            name="example.md",
        ),
        Sourced(
            "# Ports\n\nThe ports open in May.\n\n## Ships\n\nThe first ships came.\n",
            "## 端口\n\n端口五月开放。\n\n### 船\n\n第一批船已经到了。\n",
            name="example.md",
        ),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(
            "# Ports\n\nThe ports open in May.⟦⟧\n\n## Costs\n\nThe pier will cost 300 million yuan.\n",
            name="example.md",
            source="# 端口\n\n端口五月开放。\n\n## 船\n\n第一批船已经到了。\n\n## 费用\n\n新码头要花三亿元。\n",
        ),
        Bad(
            "# Ports\n\nThe ports open in May.\n\n## Ships\n\nThe first ships came.\n\n⟦### Costs⟧\n\nMuch money.\n",
            Severity.WARNING,
            name="example.md",
            source="# 端口\n\n端口五月开放。\n\n## 船\n\n第一批船已经到了。\n\n## 费用\n\n新码头要花三亿元。\n",
        ),
        Bad(
            "# Ports {#ports}\n\nThe ports open in May.\n\n⟦## Ships {#boats}⟧\n\nThe first ships came.\n",
            Severity.WARNING,
            name="example.md",
            source="# 端口 {#ports}\n\n端口五月开放。\n\n## 船 {#ships}\n\n第一批船已经到了。\n",
        ),
    )

    def compare(self, found: Comparison) -> Iterator[Finding]:
        """Report missing headings and sections, then levels and anchors of the others."""
        if found.differs:
            return
        for gap in found.gaps:
            if gap.headings:
                yield self._report_gap(gap)
        yield from self._check_levels(found)
        yield from self._check_anchors(found)

    def _report_gap(self, gap: Gap) -> Finding:
        named = [cut(heading.text) for heading in gap.headings]
        shown = ", ".join(f"“{name}”" for name in named[:3]) + (f" and {len(named) - 3} more" if len(named) > 3 else "")
        rest = tuple(block for block in gap.blocks if block.kind is not Kind.HEADING)
        what = f"the section {shown}" if len(named) == 1 and rest else f"the heading {shown}"
        what = f"the sections {shown}" if len(named) > 1 else what
        more = f" ({count_kinds(rest)})" if rest else ""
        message = f"The translation does not have {what}{more}, which the source has here."
        return self.finding(gap.place, gap.place, message, source_text=cut(gap.headings[0].text))

    def _check_levels(self, found: Comparison) -> Iterator[Finding]:
        pairs = [pair for pair in found.block_pairs if pair[0].kind is Kind.HEADING]
        shifts = Counter(other.level - one.level for one, other in pairs)
        usual = max(shifts, key=lambda shift: (shifts[shift], -abs(shift)), default=0)
        if shifts[usual] * 2 <= len(pairs) or len(pairs) < 2:
            usual = 0
        for one, other in pairs:
            if other.level - one.level not in (0, usual):
                message = f"The source has this heading at level {one.level}, the translation at level {other.level}."
                yield self.finding(*other.span, message, severity=Severity.WARNING, source_text=cut(one.text))

    def _check_anchors(self, found: Comparison) -> Iterator[Finding]:
        source, target = found.source, found.target
        pairs = [
            (row, column)
            for row, column in found.pairs
            if source.page.blocks[row].kind is Kind.HEADING and source.anchors[row] and target.page.blocks[column].name
        ]
        wrong = [
            (row, column)
            for row, column in pairs
            if not source.anchors[row] & target.anchors[column]
            and not _is_romanised(source.page.blocks[row], target.page.blocks[column])
        ]
        if len(wrong) > 1 and 2 * len(wrong) > len(pairs):
            return
        for row, column in wrong:
            one, other = source.page.blocks[row], target.page.blocks[column]
            wanted = one.name or next(list_slugs(one.text))
            message = f"The anchor of this heading is “{other.name}”; links to the source say “{wanted}”."
            offer = Suggestion(wanted, "source", 1.0)
            yield self.finding(
                *other.span, message, severity=Severity.WARNING, suggestions=(offer,), source_text=cut(one.text)
            )


def _is_romanised(one: PageBlock, other: PageBlock) -> bool:
    """Return whether the text of a heading makes its anchor, where that of the source has letters that few addresses
    have.
    """
    return not one.name and not one.text.isascii() and other.name in list_slugs(other.text)
