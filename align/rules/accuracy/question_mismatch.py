"""The rule `question-mismatch`."""

from collections.abc import Iterator
from typing import ClassVar

from align.analysis.alignments import find_matches_with_neighbours
from align.lang.patterns import ZH_SENTENCES
from align.linter.context import Context
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Finding
from glossary.pack.patterns import compile_late

_SURE = 0.8
_MARK = compile_late(r"[?？]")
_ASKING = ZH_SENTENCES.late("asks")
"""Chinese words that ask, with or without a question mark."""


class QuestionMismatch(PairRule):
    """A question in the source is a statement in the translation, or the other way round.

    What it finds
    -------------
    A sentence with a question mark on one side only, where the aligner is sure of the pair and no neighbouring sentence
    has a question mark either.

    Why it matters
    --------------
    A question that became a statement says something that no one said.

    When it stays silent
    --------------------
    It is off by default, because indirect and rhetorical questions are rightly rendered without a question mark;
    `--select question-mismatch` runs it. Where the source asks without a question mark (吗, 是否, 为什么).

    Measured
    --------
    9 alarms in 4,505 human references of news, most of them on indirect questions.
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

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Compare the question marks of each bead."""
        for bead, near in find_matches_with_neighbours(alignment, _SURE):
            source, target = "".join(map(alignment.source_text, near)), "".join(map(alignment.target_text, near))
            asks = _has_mark(alignment.source_text(bead))
            is_question = _has_mark(alignment.target_text(bead))
            may_ask = _has_mark(source) or _ASKING.search(source)
            asking, other = ("source", "translation") if asks else ("translation", "source")
            if (asks and not _has_mark(target)) or (is_question and not may_ask):
                yield self.finding(
                    *alignment.target_span(bead),
                    f"The {asking} asks a question; the {other} does not.",
                    source_text=alignment.source_text(bead),
                )


def _has_mark(text: str) -> bool:
    return _MARK.search(text) is not None
