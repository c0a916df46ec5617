"""The rule `quote-mismatch`."""

import re
from collections.abc import Iterator
from typing import ClassVar

from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Finding

_SURE = 0.8
_QUOTE = re.compile(r"[“”„‟\"「」『』«»]|(?<!\w)[‘'](?=\w)|(?<=[\w.,!?])[’'](?!\w)")

_SINGLE = "‘’'"


class QuoteMismatch(PairRule):
    """The source quotes and the translation does not, or the other way round.

    What it finds
    -------------
    A sentence with quotation marks on one side and none on the other, where the aligner is sure of the pair and no
    sentence next to it has any.

    Why it matters
    --------------
    Quotation marks say who speaks: without them the newsroom does.

    When it stays silent
    --------------------
    It is off by default: Chinese puts quotation marks round names and slogans that English leaves bare;
    `--select quote-mismatch` runs it. Titles in 《》 are no quotations.

    Measured
    --------
    137 alarms in 4,505 segments of human references; most are names and slogans.
    """

    mqm = "linguistic-conventions/punctuation"
    default = False
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("'It will rain,' he said.", "他说：“会下雨。”"),
        Sourced("The farmers' dogs don't bark.", "农民的狗不叫。"),
        Sourced("He read Dream of the Red Chamber.", "他读《红楼梦》。"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("⟦It will rain tomorrow, he said.⟧", source="“明天会下雨，”他说。"),
        Bad("⟦He called it “a plan”.⟧", source="他称之为计划。"),
    )

    def check(self, alignment: Alignment) -> Iterator[Finding]:
        """Compare the marks of each bead."""
        segments, beads = alignment.target.segments, alignment.beads
        for index, bead in enumerate(beads):
            if not (bead.source and bead.target and bead.confidence >= _SURE):
                continue
            near = beads[max(index - 1, 0) : index + 2]
            around = "".join(map(alignment.source_text, near)), "".join(map(alignment.target_text, near))
            quotes, quoted = _quotes(alignment.source_text(bead)), _quotes(alignment.target_text(bead))
            if (quotes and not _quotes(around[1])) or (quoted and not _quotes(around[0])):
                yield self.finding(
                    segments[bead.target[0]].start,
                    segments[bead.target[-1]].end,
                    "The source has quotation marks here, the translation none."
                    if quotes
                    else "The translation has quotation marks here, the source none.",
                    source_text=alignment.source_text(bead),
                )


def _quotes(text: str) -> bool:
    """Whether a text has quotation marks: a double one, or single ones at both ends of words."""
    marks = _QUOTE.findall(text)
    single = [mark for mark in marks if mark in _SINGLE]
    return len(single) < len(marks) or (len(single) > 1 and single[0] != "’")
