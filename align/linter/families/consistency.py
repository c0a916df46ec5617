"""The base of rules about sentences that occur several times on one side and read differently on the other."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import ClassVar

from align.linter.families.variants import say_times
from align.linter.rule import CorpusRule, Mark, Marks
from align.model import Alignment, Bead, Finding, Severity
from glossary.pack.patterns import compile_late

_INNER = compile_late(r"\w(?:.*\w)?", re.DOTALL)
"""A text from its first letter or digit to its last."""

_SPACE_AT_MARK = compile_late(r"[,:;](?= )| (?:(?<=[^\w\s,:;] )|(?=[^\w\s]))")
_CONJUNCTION = compile_late(r"[,;] (?:and|or)\Z")

_SURE = 0.8
"""The confidence from which a bead counts."""

_SHOWN = 60
"""How many characters of a text a message quotes."""

_SPECIAL_FORM = compile_late(r"(?:(?<=[/._])(?:zero|one|two|few|many)|\[0\])\Z")
"""The end of the name of a text for some numbers only (`files_one`), next to which another is for all others."""

_Place = tuple[int, int]
"""The index of an alignment and that of a bead in it."""


class ConsistencyRule(CorpusRule):
    """A rule about beads that are the same on one side and differ on the other.

    Set `by_source` (whether the side that is the same is the source), `fewest_letters` (shorter texts are passed over)
    and `message`, with places for the usual text and how often it occurs. What differs only between documents of a
    bitext is an info, and where `only_units` is set also what is in running text, not in a unit of a file of texts.
    """

    by_source: ClassVar[bool]
    fewest_letters: ClassVar[int]
    message: ClassVar[str]
    only_units: ClassVar[bool] = False

    def mark(self, alignment: Alignment) -> Iterator[Mark]:
        """Mark the beads that are surely aligned and whose text is long enough on the side that is the same."""
        for index, bead in enumerate(alignment.beads):
            if bead.source and bead.target and bead.confidence >= _SURE:
                text = self._text(alignment, bead, self.by_source)
                if _has_letters(text, self.fewest_letters):
                    yield index, hash(fold(text)), hash(fold(self._text(alignment, bead, not self.by_source)))

    def check(self, marks: Marks, alignments: Sequence[Alignment | None]) -> Iterator[tuple[int, Finding]]:
        """Report each place that does not read as most others do."""
        for likely in _find_recurring(marks):
            groups: dict[str, list[_Place]] = defaultdict(list)
            for place in likely:
                if not _is_special_form(*_find(alignments, place)):
                    groups[fold(self._text(*_find(alignments, place), self.by_source))].append(place)
            for places in groups.values():
                if len(places) > 1:
                    yield from self._report_differing(alignments, places)

    def _report_differing(
        self, alignments: Sequence[Alignment | None], places: Sequence[_Place]
    ) -> Iterator[tuple[int, Finding]]:
        texts = [self._text(*_find(alignments, place), not self.by_source) for place in places]
        readings = [fold(text) for text in texts]
        usual, count = Counter(readings).most_common(1)[0]
        if count == len(readings):
            return
        shown = texts[readings.index(usual)]
        times = say_times(count)
        at_home = {number for (number, _), reading in zip(places, readings, strict=True) if reading == usual}
        for place, reading in zip(places, readings, strict=True):
            if reading != usual:
                alignment, bead = _find(alignments, place)
                span = alignment.target_span(bead)
                message = self.message.format(_quote(shown, self._text(alignment, bead, not self.by_source)), times)
                finding = self.finding(*span, message, source_text=alignment.source_text(bead))
                is_unit = not self.only_units or alignment.target.locate(span.start).segment is not None
                is_grave = place[0] in at_home and is_unit
                yield place[0], finding if is_grave else replace(finding, severity=Severity.INFO)

    def _text(self, alignment: Alignment, bead: Bead, source: bool) -> str:
        return alignment.source_text(bead) if source else alignment.target_text(bead)


def _quote(text: str, other: str) -> str:
    """Return what a message quotes of a text: its beginning, or the part with the first word that another lacks."""
    if len(text) <= _SHOWN:
        return text
    same = next((at for at, (one, two) in enumerate(zip(text, other, strict=False)) if one != two), len(other))
    start = text.rfind(" ", 0, max(same - _SHOWN // 2, 0)) + 1 if same > _SHOWN // 2 else 0
    part = text[start : start + _SHOWN].rstrip()
    return ("…" if start else "") + part + ("…" if start + len(part) < len(text) else "")


def _find_recurring(marks: Marks) -> Iterator[list[_Place]]:
    """Return the places that have one number for the side that is the same, and several for the other."""
    # sorted, for to put all numbers into a set takes more memory
    recurring = {one for one, following in pairwise(sorted(marks.sames)) if one == following}
    again: dict[int, list[_Place]] = defaultdict(list)
    others: dict[int, set[int]] = defaultdict(set)
    for number, index, same, other in marks:
        if same in recurring:
            again[same].append((number, index))
            others[same].add(other)
    return (places for same, places in again.items() if len(others[same]) > 1)


def _find(alignments: Sequence[Alignment | None], place: _Place) -> tuple[Alignment, Bead]:
    """Return the alignment and the bead that a place names."""
    alignment = alignments[place[0]]
    assert alignment
    return alignment, alignment.beads[place[1]]


def _is_special_form(alignment: Alignment, bead: Bead) -> bool:
    """Return whether the target of a bead is a text for some numbers only: “%d file”, next to “%d files”."""
    return bool(_SPECIAL_FORM.search(alignment.target.locate(alignment.target_span(bead).start).segment or ""))


@lru_cache(maxsize=4)  # the two rules fold the same texts one after the other
def fold(text: str) -> str:
    """Return a text without differences that do not count: width, case, white space, also next to a mark, commas,
    colons and semicolons before a space, punctuation at its ends, and the "and" after an item of a list.
    """
    inner = _INNER.search(unicodedata.normalize("NFKC", text).casefold())
    return _SPACE_AT_MARK.sub("", _CONJUNCTION.sub("", " ".join(inner[0].split()))) if inner else ""


def _has_letters(text: str, fewest: int) -> bool:
    """Return whether a text has so many letters: most have them near their beginning."""
    return any(sum(map(str.isalpha, part)) >= fewest for part in (text[: 2 * fewest], text))
