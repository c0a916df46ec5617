"""The rule `lost-doubt`."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from align.analysis.alignments import find_matches_with_neighbours
from align.lang.doubts import find_lost_doubt, may_doubt
from align.linter.context import Context
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Bead, Finding
from glossary.lang.scripts import has_han

_SURE = 0.5
"""The confidence from which a bead is compared."""


class LostDoubt(PairRule):
    """A suspicion, a possibility or a forecast of the source is a fact in the translation.

    What it finds
    -------------
    A Chinese word that leaves open whether what its sentence says is so (涉嫌, 据称, 疑似, 可能会, 或将, 预计, 有望),
    where the translation has no word of any kind that could: for a suspicion no “allegedly”, “accused”, “said” or
    “reported”, for a possibility no “may”, “likely” or “risk”, for a forecast no “expect”, “will” or “to”.

    Why it matters
    --------------
    Someone who is suspected of a crime becomes a criminal, a forecast a result. The sentence reads well.

    When it stays silent
    --------------------
    Where any word of the translation could leave a doubt, even if about something else; on questions and conditions; on
    可能 before other words than a few, which English often leaves out; in sentences of more than 400 characters.

    Measured
    --------
    In sample: no alarm in 12,392 pairs made by people, of which 202 have such a word; 1 in 20,902 machine translations,
    on a sentence that breaks off.
    """

    sources, targets = ("zh",), ("en",)
    mqm = "accuracy/mistranslation"
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("He is accused of taking bribes.", "他涉嫌受贿。"),
        Sourced("The economy is on track to grow by 5%.", "经济有望增长5%。"),
        Sourced("The rider is arriving at two.", "骑手预计两点送达。"),
        Sourced("Only breathing can save him.", "必须做人工呼吸才有可能救活他。"),
        Sourced("It makes friction less.", "它简化可能会造成不便的要求。"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("⟦He took bribes.⟧", source="他涉嫌受贿。"),
        Bad("⟦The policy leads to unemployment.⟧", source="该政策可能会导致失业。"),
        Bad("⟦The economy grew 5%.⟧", source="经济预计增长5%。"),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Look for words that leave something open in each bead whose target leaves nothing so."""
        if not may_doubt(alignment.source.prose):
            return
        for bead, near in find_matches_with_neighbours(alignment, _SURE):
            yield from self._check_bead(alignment, bead, near)

    def _check_bead(self, alignment: Alignment, bead: Bead, near: Sequence[Bead]) -> Iterator[Finding]:
        source = alignment.source_prose(bead)
        target = "\n".join(alignment.target_text(one) for one in near if one is bead or not one.source)
        lost = None if has_han(target) else find_lost_doubt(source, target)
        if lost:
            shown, place = alignment.quote_source(bead, lost.span)
            yield self.finding(
                *alignment.target_span(bead),
                f"The source says “{source[slice(*lost.span)]}” ({lost.name}); the translation states it as a fact.",
                source_text=shown,
                source_span=place,
            )
