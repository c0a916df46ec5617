"""The base of rules about numbers, dates, units and money that changed on the way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from align.lang import language
from align.lang.scripts import is_east_asian, mostly_east_asian
from align.linter.rule import PairRule
from align.model import Alignment, Document, Edit, Finding, Fix, Severity, Span, Suggestion, on_one_line
from align.quantities import (
    Comparison,
    Kind,
    Problem,
    Quantity,
    Wrong,
    compare,
    converts,
    extractor,
    implied,
    render,
)

ORIGIN = "source"
"""What a suggestion says it comes from."""

_SURE = 0.4
"""The confidence from which a bead is compared: below, it may be two others that belong together."""
_SAID = {
    Problem.MAGNITUDE: "a different order of magnitude",
    Problem.VALUE: "something else",
    Problem.UNIT: "a different unit",
}
Extract = Callable[[str], tuple[Quantity, ...]]


@dataclass(frozen=True)
class Compared:
    """The source of a bead, where its target stands in the text, and what the comparison of both says."""

    source: str
    start: int
    end: int
    comparison: Comparison

    def quoted(self, quantity: Quantity) -> tuple[str, Span | None]:
        """The source on one line, and where in it a quantity of the source stands; None where lines were joined."""
        return on_one_line(self.source), None if "\n" in self.source else quantity.span


class QuantityRule(PairRule):
    """A rule about some kinds of quantities: set `kinds`, and `units` where mistaken units are its own."""

    kinds: ClassVar[frozenset[Kind]]
    units: ClassVar[bool] = False
    """Whether the rule is about mistaken units, of any kind but money."""

    def check(self, alignment: Alignment) -> Iterator[Finding]:
        """Report what the comparison of each bead says of these kinds."""
        for one in compared(alignment):
            for wrong in one.comparison.wrong:
                if self._owns(wrong.source.kind, wrong.problem):
                    yield self._wrong(alignment, one, wrong)
            text = alignment.target.text[one.start : one.end]
            for quantity in one.comparison.missing:
                if self._owns(quantity.kind) and not (_is_code(quantity) or implied(text, quantity)):
                    yield self._missing(one, quantity)
            for quantity in one.comparison.extra:
                if self._owns(quantity.kind) and not converts(text, quantity):
                    yield self._extra(alignment, one, quantity)

    def _owns(self, kind: Kind, problem: Problem = Problem.VALUE) -> bool:
        if problem is Problem.UNIT and kind is not Kind.MONEY:
            return self.units
        return kind in self.kinds

    def _wrong(self, alignment: Alignment, one: Compared, wrong: Wrong) -> Finding:
        start, end = one.start + wrong.target.span.start, one.start + wrong.target.span.end
        said, right = one.source[slice(*wrong.source.span)], render(wrong.source)
        source, place = one.quoted(wrong.source)
        return self.finding(
            start,
            end,
            f"The source has “{said}”, {right}; “{alignment.target.text[start:end]}” is {_SAID[wrong.problem]}.",
            severity=Severity.ERROR if wrong.problem is Problem.MAGNITUDE else None,
            suggestions=(Suggestion(right, ORIGIN, 1.0),),
            fix=Fix(safe=False, edits=(Edit(start, end, right),)),
            source_text=source,
            source_span=place,
        )

    def _missing(self, one: Compared, quantity: Quantity) -> Finding:
        said, right = one.source[slice(*quantity.span)], render(quantity)
        source, place = one.quoted(quantity)
        return self.finding(
            one.start,
            one.end,
            f"The source has “{said}” ({right}), which its translation lacks.",
            suggestions=(Suggestion(right, ORIGIN, 1.0),),
            source_text=source,
            source_span=place,
        )

    def _extra(self, alignment: Alignment, one: Compared, quantity: Quantity) -> Finding:
        start, end = one.start + quantity.span.start, one.start + quantity.span.end
        return self.finding(
            start,
            end,
            f"Nothing in the source says “{alignment.target.text[start:end]}”.",
            source_text=on_one_line(one.source),
        )


def _is_code(quantity: Quantity) -> bool:
    """Whether a quantity is a name in Latin letters (C919): another rule misses those."""
    return quantity.kind is Kind.LABEL and any(map(str.isalpha, quantity.label))


@lru_cache(maxsize=2)
def compared(alignment: Alignment) -> tuple[Compared, ...]:
    """The beads of an alignment whose quantities do not agree; nothing for a language whose numbers are not known.

    A target that was left in Chinese has more amiss than its numbers.
    """
    of_source, of_target = extractor(alignment.source.language), extractor(alignment.target.language)
    if of_source is None or of_target is None:
        return ()
    found = _compared(alignment, of_source, of_target)
    if is_east_asian(language(alignment.target.language).letters):
        return tuple(found)
    return tuple(one for one in found if not mostly_east_asian(alignment.target.text[one.start : one.end]))


def _compared(alignment: Alignment, of_source: Extract, of_target: Extract) -> Iterator[Compared]:
    sources = [_span(alignment.source, bead.source) for bead in alignment.beads]
    spans = [_span(alignment.target, bead.target) for bead in alignment.beads]
    left = [of_source(alignment.source.prose[slice(*span)]) for span in sources]
    right = [of_target(alignment.target.prose[slice(*span)]) for span in spans]
    for index, bead in enumerate(alignment.beads):
        if bead.source and bead.target and bead.confidence >= _SURE and (left[index] or right[index]):
            near = _near(left, index), _near(right, index)
            comparison = compare(left[index], right[index], *near)
            if not comparison.fine:
                yield Compared(alignment.source.text[slice(*sources[index])], *spans[index], comparison)


def _near(found: list[tuple[Quantity, ...]], index: int) -> tuple[Quantity, ...]:
    """The quantities of the beads next to one."""
    return tuple(one for row in (*found[max(index - 1, 0) : index], *found[index + 1 : index + 2]) for one in row)


def _span(document: Document, indices: tuple[int, ...]) -> Span:
    """Where segments in a row stand in their text."""
    segments = document.segments
    return Span(segments[indices[0]].start, segments[indices[-1]].end) if indices else Span(0, 0)
