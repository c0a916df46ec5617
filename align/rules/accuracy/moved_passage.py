"""The rule `moved-passage`."""

from collections.abc import Iterator
from typing import ClassVar

from align.analysis.excerpts import quote
from align.analysis.moved_passages import find_moves
from align.linter.context import Context
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Finding, on_one_line

_SHOWN = 40


class MovedPassage(PairRule):
    """A paragraph, a line or an item is in another place than in the source.

    What it finds
    -------------
    Two blocks that the aligner could only join to two blocks of the source as a whole, each of which is nearer to the
    block that the other is next to: the sum of their cosines is greater by .4. And blocks without a source that
    render blocks without a translation elsewhere (a cosine of .5 or more), or a sentence of such a block (.75): these
    are no additions and no omissions.

    Why it matters
    --------------
    Paragraphs change places where text is pasted or typeset. Each sentence is right, so that no one who reads the
    translation alone sees why a step, an article or an answer is in the wrong place.

    When it stays silent
    --------------------
    Inside a paragraph, where translators change the order of sentences. In files of pairs. In a text with more than
    thirty passages that have no counterpart.

    Measured
    --------
    None in 45 articles of news, software documentation and six chapters of novels. Of 130 swaps of neighbours in 17
    texts 121 have a warning or an error, 87 without the rule.
    """

    mqm = "accuracy/mistranslation"
    overrides = ("addition",)
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced(
            "The new pier will be built before winter. Fishermen worry about this year's catch.",
            "渔民担心今年的收成。冬天以前，新码头会建好。",
        ),
        Sourced(
            "Fishermen worry about this year's catch.\nThe new pier will be built before winter.",
            "渔民担心今年的收成。\n冬天以前，新码头会建好。",
        ),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(
            "The first ships have already arrived.\nThe water level is very low, its head said.\n"
            "The museum next door bought a famous painting last week.\n⟦Fishermen worry about this year's catch.⟧",
            source="第一批船已经到了。\n渔民担心今年的收成。\n局长说，水位很低。\n隔壁的博物馆上周买了一幅名画。",
        ),
        Bad(
            "The first ships have already arrived.\n⟦The new pier will be built before winter.\n"
            "Fishermen worry about this year's catch.⟧\nThe water level is very low, its head said.",
            source="第一批船已经到了。\n渔民担心今年的收成。\n冬天以前，新码头会建好。\n局长说，水位很低。",
        ),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Report the passages that have moved."""
        for move in () if context.is_excerpted else context.analyse(find_moves, alignment):
            source = on_one_line("\n".join(alignment.source.segments[index].text for index in move.source))
            yield self.finding(*move.target, _describe(source), source_text=source)


def _describe(source: str) -> str:
    if not source:
        return "These two passages are in the opposite order in the source: swap them."
    return f"The source has this elsewhere, as {quote(source, _SHOWN)}: move it there."
