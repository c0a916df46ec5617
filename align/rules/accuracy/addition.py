"""The rule `addition`."""

from collections.abc import Iterator
from typing import ClassVar

from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Bead, Finding

_LIKELY = 0.5
_LETTERS = 12

_SOURCE = (
    "港口五月开放。第一批船已经到了。局长说，水位很低。\n"
    "渔民担心今年的收成。新码头要花三亿元。\n"
    "冬天以前，新码头会建好。"
)


class Addition(PairRule):
    """A sentence of the translation has no counterpart in the source.

    What it finds
    -------------
    Sentences that the aligner finds no source for, in a text that is otherwise a translation of it. Neighbours are
    one finding.

    Why it matters
    --------------
    Invented sentences are as bad as lost ones; machine translation makes them up, and notes of the newsroom slip in.

    When it stays silent
    --------------------
    On what is too short to judge (fewer than 12 letters), and where another counterpart is as likely.

    Measured
    --------
    6 findings in six chapters of novels (1,329 beads), which have 4 sentences without a source by hand.
    """

    mqm = "accuracy/addition"
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(
            "The port opens in May. The first ships are in. They came early. The water level, its head said, is very "
            "low.\nFishermen worry about this year's catch. The new pier will cost 300 million yuan.\n"
            "The new pier will be built before winter.",
            _SOURCE.replace("到了。", "到了，而且来得很早。"),
        ),
        Sourced(
            "The port opens in May. The first ships have already arrived. The water level is very low, its head said.\n"
            "***\nFishermen worry about this year's catch. The new pier will cost 300 million yuan.\n"
            "The new pier will be built before winter.",
            _SOURCE,
        ),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(
            "The port opens in May. The first ships have already arrived. ⟦The museum next door bought a famous "
            "painting last week.⟧ The water level is very low, its head said.\n"
            "Fishermen worry about this year's catch. The new pier will cost 300 million yuan.\n"
            "The new pier will be built before winter.",
            source=_SOURCE,
        ),
    )

    def check(self, alignment: Alignment) -> Iterator[Finding]:
        """Report runs of target segments that stand alone."""
        run: list[int] = []
        for bead in (*alignment.beads, Bead((), ())):
            if bead.target and not bead.source and bead.confidence >= _LIKELY:
                run += bead.target
                continue
            if run:
                yield from self._report(alignment, run)
            run = []

    def _report(self, alignment: Alignment, run: list[int]) -> Iterator[Finding]:
        first, last = alignment.target.segments[run[0]], alignment.target.segments[run[-1]]
        text = alignment.target.text[first.start : last.end]
        if sum(map(str.isalpha, text)) < _LETTERS:
            return
        what = "This sentence has" if len(run) == 1 else f"These {len(run)} sentences have"
        yield self.finding(first.start, last.end, f"{what} no counterpart in the source: delete what was made up.")
