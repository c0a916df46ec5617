"""The rule `question-mismatch`."""

from collections.abc import Iterator
from typing import ClassVar

from align.lang.questions import has_question_mark, may_ask
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Finding

_SURE = 0.8


class QuestionMismatch(PairRule):
    """The source asks and the translation states, or the other way round.

    What it finds
    -------------
    A sentence with a question mark on one side only, where the aligner is sure of the pair and no sentence next to it
    has one either.

    Why it matters
    --------------
    A question that became a statement says something that nobody said.

    When it stays silent
    --------------------
    It is off by default: indirect questions and rhetorical ones are rightly rendered without; `--select` runs it.
    Where the source asks without a mark (吗, 是否, 为什么).

    Measured
    --------
    9 alarms in 4,505 segments of human references, most of them indirect questions.
    """

    mqm = "accuracy/mistranslation"
    default = False
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("“Will it rain?” he asked.", "“会下雨吗？”他问。"),
        Sourced("Will it rain, he asked. Or will it snow?", "他问会下雨吗？还是会下雪？"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("⟦It will rain tomorrow.⟧", source="明天会下雨吗？"),
        Bad("⟦Will it rain tomorrow?⟧", source="明天会下雨。"),
    )

    def check(self, alignment: Alignment) -> Iterator[Finding]:
        """Compare the marks of each bead."""
        segments, beads = alignment.target.segments, alignment.beads
        for index, bead in enumerate(beads):
            if bead.source and bead.target and bead.confidence >= _SURE:
                near = beads[max(index - 1, 0) : index + 2]
                around = "".join(map(alignment.source_text, near)), "".join(map(alignment.target_text, near))
                asks = has_question_mark(alignment.source_text(bead))
                answers = has_question_mark(alignment.target_text(bead))
                if (asks and not has_question_mark(around[1])) or (answers and not may_ask(around[0])):
                    yield self.finding(
                        segments[bead.target[0]].start,
                        segments[bead.target[-1]].end,
                        "The source asks, the translation does not." if asks else "The source does not ask.",
                        source_text=alignment.source_text(bead),
                    )
