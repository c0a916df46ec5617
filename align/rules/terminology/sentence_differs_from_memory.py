"""The rule `sentence-differs-from-memory`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar

from align.linter.context import Context
from align.linter.families.memory import compare_words, say_documents
from align.linter.rule import Bad, Given, PairRule, Sourced
from align.memory.evidence import SENTENCE, EarlierTranslation, fold_sentence
from align.model import Alignment, Finding, Severity
from glossary.lang.scripts import join_letters

_MEMORY = """2016-03-02
本报告只供会员阅读，不得转载。\tThis report is for members only and may not be reprinted.

2017-04-26
本报告只供会员阅读，不得转载。\tThis report is for members only; it may not be reprinted."""
_SOURCE = "本报告只供会员阅读，不得转载。"


class SentenceDiffersFromMemory(PairRule):
    """A sentence is translated otherwise than the house has translated it before.

    What it finds
    -------------
    Sentences whose source, of ten characters or more, is in the memory (`memory` in the configuration) with other
    translations alone. The message shows what differs from the latest one, `[-before-] {+now+}`. It is an info: a
    difference is hardly ever an error by itself, but notices, captions and set phrases are better kept.

    Why it matters
    --------------
    A sentence that a house publishes again was decided on once. Readers of both ask what has changed.

    When it stays silent
    --------------------
    On shorter sources, on sources that are only similar, and where the letters are the same as in any earlier
    translation, whatever the capitals, hyphens and marks. The text itself and its drafts in the memory do not count.
    Nothing is ever fixed from the memory.

    Measured
    --------
    31 infos in 21 bank reports (38,497 words) with those of the three years before as the memory: headings, captions
    and statements that come again each year.
    """

    severity = Severity.INFO
    mqm = "terminology/inconsistent-use-of-terminology"
    needs = frozenset({Given.ALIGNMENT, Given.MEMORY})
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("This report is for members only and may not be reprinted.", _SOURCE, memory=_MEMORY),
        Sourced("This report is for members only. It may not be reprinted.", _SOURCE, memory=_MEMORY),
        Sourced("Read this report!", "请阅读本报告！", memory="2016-03-02\n请阅读本报告！\tPlease read the report."),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("⟦Only members may read this report, which must not be copied.⟧", source=_SOURCE, memory=_MEMORY),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Compare the translation of each sentence with the earlier ones of the same source."""
        if context.evidence is None or not context.evidence.sentences:
            return
        known: defaultdict[str, list[EarlierTranslation]] = defaultdict(list)
        for one in context.evidence.sentences:
            known[one.source].append(one)
        for bead in alignment.find_matches():
            source = fold_sentence(alignment.source_text(bead))
            if len(source) < SENTENCE or source not in known:
                continue
            target = alignment.target_text(bead)
            earlier = known[source]
            if join_letters(target) not in [join_letters(one.target) for one in earlier]:
                yield self._report(alignment, *alignment.target_span(bead), target, earlier[0])

    def _report(self, alignment: Alignment, start: int, end: int, target: str, earlier: EarlierTranslation) -> Finding:
        return self.finding(
            start,
            end,
            f"The house has translated this sentence otherwise ({say_documents(earlier.documents, earlier.last)}):"
            f" {compare_words(earlier.target, target)}",
            source_text=earlier.source,
        )
