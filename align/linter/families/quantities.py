"""The base of rules about numbers, dates, units and money that changed on the way."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from align.analysis.alignments import is_chinese_into_english
from align.lang import find_language
from align.linter.context import Context
from align.linter.rule import PairRule
from align.model import Alignment, Edit, Finding, Fix, Severity, Span, Suggestion, move_to_one_line, on_one_line
from align.quantities import find_extractor
from align.quantities.model import Kind, Problem, Quantity
from align.quantities.numerals import KNOWN
from glossary.lang.scripts import is_east_asian, is_mostly_east_asian
from glossary.pack.patterns import compile_late

if TYPE_CHECKING:
    from align.quantities.passages import Comparison, Mismatch

ORIGIN = "source"
"""What a suggestion says it comes from."""

_SURE = 0.4
"""The confidence from which a bead is compared: below, it may be two others that belong together."""

_DIFFERENCES = {
    Problem.MAGNITUDE: ", a different order of magnitude",
    Problem.VALUE: "",
    Problem.UNIT: ", another unit",
    Problem.DIRECTION: ", the opposite direction",
    Problem.RESULT: ", which confuses a change with its result",
    Problem.LIMIT: ", which sets the limit on the other side",
    Problem.SIGN: ", with the opposite sign",
}
"""What a finding says of each problem, after what the translation says."""
_TURNS = frozenset((Problem.DIRECTION, Problem.RESULT, Problem.LIMIT, Problem.SIGN))
"""Problems of the words around a number, which itself is right."""
_PARTS_OF_YUAN = frozenset(("jiao", "fen"))

_FindStyle = Callable[[str], str]
_NEAR = 300
"""Characters before a sentence in which a currency is named for it too."""
_SEVERITIES = {Problem.MAGNITUDE: Severity.ERROR}
"""How severe a problem is, where it is not what the rule says."""

_DIGIT = compile_late("[0-9０-９]")
_LAYOUT = compile_late(r"[\s,年]")
"""What a number may be written with or without."""
_Extract = Callable[[str], tuple[Quantity, ...]]


@dataclass(frozen=True)
class BeadComparison:
    """The source of a bead, where its target is in the text, and how their quantities compare."""

    source: str
    target: Span
    comparison: Comparison
    is_in_figures: bool = False
    """Whether what the source says can be quoted as it is, and needs no reading in English."""

    def locate(self, quantity: Quantity) -> Span:
        """Return where a quantity of the target is in the text."""
        return Span(self.target.start + quantity.span.start, self.target.start + quantity.span.end)

    def quote(self, quantity: Quantity) -> tuple[str, Span | None]:
        """Return the source on one line, and where in it a quantity of the source is."""
        line = on_one_line(self.source)
        return line, move_to_one_line(quantity.span, self.source, line)


class QuantityRule(PairRule):
    """A rule about some kinds of quantities: set `kinds`, and `units` where wrong units are its business."""

    sources = targets = KNOWN
    kinds: ClassVar[frozenset[Kind]]
    units: ClassVar[bool] = False
    """Whether the rule is about wrong units, of any kind of quantity but money."""

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Report what the comparison of each bead says of these kinds."""
        from align.quantities.compare import MOST

        for bead in context.analyse(compare_beads, alignment):
            if bead.comparison.uncompared:
                context.remark(f"A table of more than {MOST} numbers that the other side lacks was not compared")
            text = alignment.target.text[slice(*bead.target)]
            find_style = partial(_find_style, alignment, context)
            for wrong in bead.comparison.wrong:
                if self._owns(wrong.source.kind, wrong.problem):
                    yield self._report_wrong(bead, wrong, text, find_style)
            for quantity in bead.comparison.missing:
                if self._owns(quantity.kind):
                    yield self._report_missing(bead, quantity, text, find_style)
            for quantity in bead.comparison.extra:
                if self._owns(quantity.kind):
                    yield self._report_extra(bead, quantity, text)

    def _owns(self, kind: Kind, problem: Problem = Problem.VALUE) -> bool:
        if problem is Problem.UNIT and kind is not Kind.MONEY:
            return self.units
        return kind in self.kinds

    def _report_wrong(self, bead: BeadComparison, wrong: Mismatch, text: str, find_style: _FindStyle) -> Finding:
        given, found = bead.source[slice(*wrong.source.span)], text[slice(*wrong.target.span)]
        if bead.is_in_figures:
            message = f"The source says “{given}”; the translation says “{found}”. Correct one of them."
            source, source_span = bead.quote(wrong.source)
            return self.finding(*bead.locate(wrong.target), message, source_text=source, source_span=source_span)
        from align.quantities.currencies import adopt_currency, is_doubtful
        from align.quantities.other_counts import may_be_nominal

        if wrong.problem in _TURNS:
            return self._report_turned(bead, wrong, given, found)
        wrong = wrong._replace(source=adopt_currency(wrong.source, wrong.target))
        style = find_style(found) if wrong.source.kind is Kind.TIME else ""
        right, place = _render(wrong.source, style), bead.locate(wrong.target)
        doubtful = is_doubtful(given, wrong.target) or may_be_nominal(bead.source, wrong.source, wrong.target)
        source, source_span = bead.quote(wrong.source)
        written = None if doubtful else _fit(wrong, text, style)
        return self.finding(
            *place,
            f"The source says {_quote(given, right)}; the translation {_describe(wrong, found)}.",
            severity=Severity.INFO if doubtful else _SEVERITIES.get(wrong.problem),
            suggestions=(Suggestion(written or right, ORIGIN, 1.0),),
            fix=Fix(safe=False, edits=(Edit(*place, written),)) if written else None,
            source_text=source,
            source_span=source_span,
        )

    def _report_turned(self, bead: BeadComparison, wrong: Mismatch, given: str, found: str) -> Finding:
        message = f"The source says “{given}”; the translation says “{found}”{_DIFFERENCES[wrong.problem]}."
        source, source_span = bead.quote(wrong.source)
        return self.finding(*bead.locate(wrong.target), message, source_text=source, source_span=source_span)

    def _report_missing(self, bead: BeadComparison, quantity: Quantity, text: str, find_style: _FindStyle) -> Finding:
        from align.quantities.implied_times import dates_event

        source, source_span = bead.quote(quantity)
        if bead.is_in_figures:
            message = f"The source says “{bead.source[slice(*quantity.span)]}”; the translation leaves it out."
            return self.finding(*bead.target, message, source_text=source, source_span=source_span)
        style = find_style("") if quantity.kind is Kind.TIME else ""
        given, right = bead.source[slice(*quantity.span)], _render(quantity, style)
        return self.finding(
            *bead.target,
            f"The source says {_quote(given, right)}; the translation leaves it out.",
            severity=Severity.INFO if dates_event(bead.source, quantity, text) else None,
            suggestions=(Suggestion(right, ORIGIN, 1.0),),
            source_text=source,
            source_span=source_span,
        )

    def _report_extra(self, bead: BeadComparison, quantity: Quantity, text: str) -> Finding:
        message = f"The translation says “{text[slice(*quantity.span)]}”; the source does not."
        return self.finding(*bead.locate(quantity), message, source_text=on_one_line(bead.source))


def _find_style(alignment: Alignment, context: Context, found: str) -> str:
    """Return how times are written where one of the translation was found, else in the translation as a whole."""
    from align.quantities.en_render import find_time_style

    return find_time_style("", found) or context.analyse(find_time_style, alignment.target.text)


def _render(quantity: Quantity, style: str) -> str:
    """Return the quantity in English, a time in the style of times."""
    from align.quantities.en_render import follow_time_style, render

    return follow_time_style(render(quantity), style)


def _quote(given: str, right: str) -> str:
    """Return what the source says in quotation marks, with its reading in English where that is not the same."""
    same = _LAYOUT.sub("", unicodedata.normalize("NFKC", given)) == _LAYOUT.sub("", right)
    return f"“{given}”" if same else f"“{given}” ({right})"


def _describe(wrong: Mismatch, found: str) -> str:
    """Return what the translation says, how that differs, and what to do."""
    if wrong.problem is Problem.CURRENCY:
        return "gives no currency"
    return f"says “{found}”{_name_difference(wrong)}. Correct one of them"


def _name_difference(wrong: Mismatch) -> str:
    units = {wrong.source.unit, wrong.target.unit} if wrong.problem is Problem.UNIT else set()
    if "price" in units:
        return ", another discount"
    if units and wrong.source.kind is Kind.MONEY and units.isdisjoint(_PARTS_OF_YUAN):
        return ", another currency"
    return _DIFFERENCES[wrong.problem]


def _fit(wrong: Mismatch, text: str, style: str) -> str | None:
    """Return what to write in the place of a wrong quantity of a text; None where that is not sure."""
    from align.analysis.repeated_edges import drop_repeated
    from align.quantities.en_render import fit, follow_time_style

    written = fit(wrong.source, text, wrong.target.span, wrong.target.unit)
    return drop_repeated(text, wrong.target.span, follow_time_style(written, style)) if written else None


def compare_beads(alignment: Alignment) -> tuple[BeadComparison, ...]:
    """Return the beads of an alignment whose quantities do not agree; none for a language whose numbers are unknown.

    Chinese rendered in English is compared by all that is known of both, other pairs by their figures. A target that
    was left in Chinese is passed over: more is amiss there than its numbers.
    """
    if not is_chinese_into_english(alignment):
        from align.quantities.any_pair import compare_in_any_pair

        source, beads = alignment.source.text, alignment.beads
        return tuple(
            BeadComparison(
                source[slice(*alignment.source_span(beads[index]))], alignment.target_span(beads[index]), one, True
            )
            for index, one in compare_in_any_pair(alignment)
        )
    of_source, of_target = find_extractor(alignment.source.language), find_extractor(alignment.target.language)
    if of_source is None or of_target is None:
        return ()
    found = tuple(_find_differing(alignment, of_source, of_target))
    if not found:
        return ()
    from align.quantities.judgements import judge_scaled
    from align.quantities.passages import Passage

    text, judged = alignment.target.text, list[BeadComparison]()
    is_foreign = is_east_asian(find_language(alignment.target.language).letters)
    for bead in _rescale(found, alignment.source.text, text):
        start, end = bead.target
        passage = Passage(bead.comparison, bead.source, text[start:end], before=text[max(start - _NEAR, 0) : start])
        comparison = judge_scaled(passage)
        if not comparison.agrees and (is_foreign or not is_mostly_east_asian(passage.target)):
            judged.append(replace(bead, comparison=comparison))
    return tuple(judged)


def _rescale(found: tuple[BeadComparison, ...], source: str, target: str) -> Iterator[BeadComparison]:
    """Yield the comparisons of beads without what is the same by the titles of tables, which scale their numbers."""
    from align.quantities.scale_titles import find_titles, is_rescaled, rescale

    titles = find_titles(source, target)
    if not (titles.source or titles.target):
        yield from found
        return
    is_used = any(is_rescaled(bead.comparison, titles) for bead in found) or not _DIGIT.search(source)
    for bead in found:
        own = find_titles(bead.source, target[slice(*bead.target)])
        comparison = rescale(bead.comparison, titles, own) if is_used else bead.comparison
        if not comparison.agrees:
            yield replace(bead, comparison=comparison)


def _list_near(side: Sequence[tuple[Quantity, ...]], index: int, lone: Sequence[bool]) -> Iterator[Quantity]:
    """Yield the quantities of the beads next to one, and of all without a counterpart between them and it.

    What is in those may have been merged with the bead.
    """
    for step in (-1, 1):
        place = index + step
        while 0 <= place < len(side):
            yield from side[place]
            if not lone[place]:
                break
            place += step


def _find_differing(alignment: Alignment, of_source: _Extract, of_target: _Extract) -> Iterator[BeadComparison]:
    """Yield the beads of an alignment whose quantities do not agree."""
    from align.quantities.figures import blank_pictures, blank_values

    source, target, beads = alignment.source, alignment.target, alignment.beads
    places = [(alignment.source_span(bead), alignment.target_span(bead)) for bead in beads]
    shown = [(source.text[slice(*left)], target.text[slice(*right)]) for left, right in places]
    prose = [(source.prose[slice(*left)], target.prose[slice(*right)]) for left, right in places]
    texts = [blank_values(*map(blank_pictures, *both)) for both in zip(shown, prose, strict=True)]
    read, right = [of_source(text) for text, _ in texts], [of_target(text) for _, text in texts]
    if not (any(read) or any(right)):
        return
    from align.quantities.compare import compare
    from align.quantities.currencies import settle_currencies
    from align.quantities.judgements import judge
    from align.quantities.passages import Passage, WholeText

    left = settle_currencies(read, right, source.prose)
    whole = WholeText(left, right)
    lone = [not (bead.source and bead.target) for bead in beads]
    for index, bead in enumerate(beads):
        if not (left[index] or right[index]) or not (bead.source and bead.target and bead.confidence >= _SURE):
            continue
        near = (tuple(_list_near(side, index, lone)) for side in (left, right))
        comparison = compare(left[index], right[index], *near)
        before = target.text[max(places[index][1].start - _NEAR, 0) : places[index][1].start]
        comparison = judge(Passage(comparison, *shown[index], left[index], right[index], before, whole))
        if not comparison.agrees:
            yield BeadComparison(shown[index][0], places[index][1], comparison)
