"""The base of rules about sentences that stand several times on one side and read differently on the other."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from align.linter.rule import CorpusRule
from align.model import Alignment, Bead, Finding, Severity

_INNER = re.compile(r"\w(?:.*\w)?", re.DOTALL)
"""A text from its first letter or digit to its last."""

_BLANKS = re.compile(r"\s+")
_SURE = 0.8
"""The confidence from which a bead counts."""

_SHOWN = 60
"""How many characters of a text a message quotes."""

_Place = tuple[Alignment, Bead]


class ConsistencyRule(CorpusRule):
    """A rule about beads that are the same on one side and differ on the other.

    Set `by_source` (whether the side that is the same is the source), `fewest_letters` (shorter texts are passed over)
    and `message`, with places for the usual text and how often it occurs. What differs only between documents of a
    bitext is an info.
    """

    by_source: ClassVar[bool]
    fewest_letters: ClassVar[int]
    message: ClassVar[str]

    def check(self, alignments: Sequence[Alignment]) -> Iterator[tuple[Alignment, Finding]]:
        """Report each place that does not read as most others do."""
        groups: dict[str, list[_Place]] = defaultdict(list)
        for alignment in alignments:
            for bead in alignment.find_matches(_SURE):
                text = self._text(alignment, bead, self.by_source)
                if sum(map(str.isalpha, text)) >= self.fewest_letters:
                    groups[_fold(text)].append((alignment, bead))
        for places in groups.values():
            if len(places) > 1:
                yield from self._report_differing(places)

    def _report_differing(self, places: Sequence[_Place]) -> Iterator[tuple[Alignment, Finding]]:
        texts = [self._text(*place, not self.by_source) for place in places]
        readings = [_fold(text) for text in texts]
        usual, count = Counter(readings).most_common(1)[0]
        if count == len(readings):
            return
        shown = texts[readings.index(usual)]
        at_home = {alignment for (alignment, _), reading in zip(places, readings, strict=True) if reading == usual}
        for (alignment, bead), reading in zip(places, readings, strict=True):
            if reading != usual:
                finding = self._report(alignment, bead, shown, count)
                yield alignment, finding if alignment in at_home else replace(finding, severity=Severity.INFO)

    def _report(self, alignment: Alignment, bead: Bead, usual: str, count: int) -> Finding:
        return self.finding(
            *alignment.target_span(bead),
            self.message.format(_shorten(usual), "once" if count == 1 else f"{count} times"),
            source_text=alignment.source_text(bead),
        )

    def _text(self, alignment: Alignment, bead: Bead, source: bool) -> str:
        return alignment.source_text(bead) if source else alignment.target_text(bead)


def _fold(text: str) -> str:
    """A text without differences that do not count: width, case, white space, and punctuation at its ends."""
    inner = _INNER.search(unicodedata.normalize("NFKC", text).casefold())
    return _BLANKS.sub(" ", inner[0]) if inner else ""


def _shorten(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "…"
