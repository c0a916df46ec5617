"""The rule `sentence-differs-from-memory`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar

from align.linter.context import Context
from align.linter.families.memory import compare_words, say_documents
from align.linter.rule import Bad, Given, PairRule, Sourced
from align.memory.evidence import SENTENCE, EarlierTranslation, fold_sentence
from align.model import Alignment, Finding, Severity
from glossary.pack.patterns import compile_late

_WORD = compile_late(r"[^\W_]+")


class SentenceDiffersFromMemory(PairRule):
    """X."""

    severity = Severity.INFO
    mqm = "terminology/inconsistent-use-of-terminology"
    needs = frozenset({Given.ALIGNMENT, Given.MEMORY})
    good: ClassVar[tuple[Sourced, ...]] = ()
    bad: ClassVar[tuple[Bad, ...]] = ()

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
            if _list_words(target) not in [_list_words(one.target) for one in earlier]:
                yield self._report(alignment, *alignment.target_span(bead), target, earlier[0])

    def _report(self, alignment: Alignment, start: int, end: int, target: str, earlier: EarlierTranslation) -> Finding:
        return self.finding(
            start,
            end,
            f"The house has translated this sentence otherwise ({say_documents(earlier.documents, earlier.last)}):"
            f" {compare_words(earlier.target, target)}",
            source_text=earlier.source,
        )


def _list_words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())
