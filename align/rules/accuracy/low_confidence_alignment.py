"""The rule `low-confidence-alignment`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from align.linter.context import Context
from align.linter.rule import Bad, PairRule, Sourced, option
from align.model import Alignment, Finding, Severity

_SOURCE = (
    "港口五月开放。第一批船已经到了。局长说，水位很低。\n"
    "渔民担心今年的收成。新码头要花三亿元。\n"
    "冬天以前，新码头会建好。"
)


@dataclass(frozen=True)
class LowConfidenceAlignmentOptions:
    """When an alignment is doubtful."""

    below: float = option(0.5, "The probability below which a passage is reported", 0, 1)


class LowConfidenceAlignment(PairRule):
    """The aligner is not sure which source sentences a passage translates.

    What it finds
    -------------
    Passages whose alignment has a probability below one half. There the translation is free, sentences were joined or
    split, or something was left out or added.

    Why it matters
    --------------
    What other rules say of such a passage may rest on the wrong source sentence. A person should look.

    When it stays silent
    --------------------
    Where the aligner is sure, however free the translation is.

    Measured
    --------
    40 passages in six chapters of novels (1,329 beads), complete and freely translated: 30 for each 1,000 beads.
    """

    severity = Severity.INFO
    options = LowConfidenceAlignmentOptions
    mqm = "accuracy"
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(
            "The port opens in May. The first ships have already arrived. The water level is very low, its head said.\n"
            "Fishermen worry about this year's catch, and the new pier will cost 300 million yuan.\n"
            "The new pier will be built before winter.",
            _SOURCE,
        ),
        Sourced("May: the port is open. Ships have come.", "港口五月开放。第一批船已经到了。"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(
            "The port opens in May. The first ships have already arrived. It was a hard year for many. "
            "⟦One man laughed. Money was short too.⟧\nThe new pier will be built before winter.",
            source=_SOURCE,
        ),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Report the beads with text on both sides whose confidence is low."""
        below = context.get_options(LowConfidenceAlignmentOptions).below
        known = context.changes.list_targets(alignment)
        for bead in alignment.find_matches():
            if bead.confidence < below and known.isdisjoint(bead.target):
                yield self.finding(
                    *alignment.target_span(bead),
                    "Alignment uncertain: check by hand which source sentences this translates.",
                    confidence=bead.confidence,
                    source_text=alignment.source_text(bead),
                )
