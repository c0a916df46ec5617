"""The base of rules about sentences that stand several times on one side and read differently on the other."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from align.linter.rule import CorpusRule
from align.model import Alignment, Bead, Finding, Severity, on_one_line

_ENDS = re.compile(r"^\W+|\W+$")
_BLANKS = re.compile(r"\s+")
_SURE = 0.8
_SHOWN = 60
_Place = tuple[Alignment, Bead]


class ConsistencyRule(CorpusRule):
    """A rule about beads with one text on a side and several on the other: say which side must be the same in
    `by_source`, how many letters the text must have in `letters`, and how the finding reads in `said`.

    What differs only between documents of a bitext is an info.
    """

    by_source: ClassVar[bool]
    letters: ClassVar[int]
    said: ClassVar[str]

    def check(self, alignments: Sequence[Alignment]) -> Iterator[tuple[Alignment, Finding]]:
        """Report each place that does not read as most others do."""
        groups: dict[str, list[_Place]] = defaultdict(list)
        for alignment in alignments:
            for bead in alignment.beads:
                if bead.source and bead.target and bead.confidence >= _SURE:
                    text = self._text(alignment, bead, self.by_source)
                    if sum(map(str.isalpha, text)) >= self.letters:
                        groups[_plain(text)].append((alignment, bead))
        for places in groups.values():
            if len(places) > 1:
                yield from self._differing(places)

    def _differing(self, places: Sequence[_Place]) -> Iterator[tuple[Alignment, Finding]]:
        texts = [self._text(*place, not self.by_source) for place in places]
        readings = [_plain(text) for text in texts]
        usual, count = Counter(readings).most_common(1)[0]
        if count == len(readings):
            return
        shown = texts[readings.index(usual)]
        at_home = {alignment for (alignment, _), reading in zip(places, readings, strict=True) if reading == usual}
        for (alignment, bead), reading in zip(places, readings, strict=True):
            if reading != usual:
                finding = self._finding(alignment, bead, shown, count)
                yield alignment, finding if alignment in at_home else replace(finding, severity=Severity.INFO)

    def _finding(self, alignment: Alignment, bead: Bead, usual: str, count: int) -> Finding:
        segments = alignment.target.segments
        return self.finding(
            segments[bead.target[0]].start,
            segments[bead.target[-1]].end,
            self.said.format(_short(usual), "once" if count == 1 else f"{count} times"),
            source_text=alignment.source_text(bead),
        )

    def _text(self, alignment: Alignment, bead: Bead, source: bool) -> str:
        return on_one_line(alignment.source_text(bead) if source else alignment.target_text(bead))


def _plain(text: str) -> str:
    """A text without what makes no difference: width, case, blanks, and punctuation at its ends."""
    return _BLANKS.sub(" ", _ENDS.sub("", unicodedata.normalize("NFKC", text).casefold()))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "…"
