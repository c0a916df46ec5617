"""The rule `unrelated-source`."""

from collections.abc import Iterator
from typing import ClassVar

from align.linter.context import Context
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Finding, Severity

_SOURCE = "港口五月开放。第一批船已经到了。\n局长说，水位很低。渔民担心今年的收成。\n冬天以前，新码头会建好。"

_FEWEST_SEGMENTS = 4


class UnrelatedSource(PairRule):
    """The text is not a translation of the source it was compared with.

    What it finds
    -------------
    A pair of files in which hardly any sentence of one means what a sentence of the other means. The wrong file was
    given, or two files of one name belong to different articles. No other rule compares such a text with its source;
    what is wrong in the translation alone is still found.

    Why it matters
    --------------
    A check against the wrong source would report every sentence as missing.

    When it stays silent
    --------------------
    On texts of fewer than four sentences, and between languages for which the aligner cannot decide (neither is
    Chinese, Japanese or Korean): too little is known then.

    Measured
    --------
    The similarity of the two texts is .33 or more for six chapters of novels and 50 stretches of news with their
    translations, .10 or less with a wrong partner; the threshold is .15.
    """

    severity = Severity.ERROR
    mqm = "accuracy"
    of_unrelated = True
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(
            "The port opens in May. The first ships are in.\nThe water is low, says its head. Fishermen fear for this "
            "year's catch.\nBefore winter the new pier will be built.",
            _SOURCE,
        ),
        Sourced("The museum bought a painting.", "港口五月开放。"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(
            "⟦The museum bought a painting.⟧ It had hung in a school.\nNobody knew who made it. Experts looked at the "
            "canvas for a week.\nThen they read a name on the frame.",
            source=_SOURCE,
        ),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Report two texts that the aligner calls unrelated, once."""
        first = alignment.target.segments[0]
        if min(len(alignment.source.segments), len(alignment.target.segments)) < _FEWEST_SEGMENTS:
            return
        message = f"This does not look like a translation of {alignment.source.path}: name the right source."
        yield self.finding(first.start, first.end, message)
