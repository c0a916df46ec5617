"""Titles of tables that say how their numbers are scaled: （万元） next to (RMB million) makes 32.6 of 3,260."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from align.model import Span
from align.quantities.model import Kind, Number, Quantity, simplify
from align.quantities.passages import Comparison, Mismatch
from align.quantities.patterns import EN_SENSES, ZH_SENSES
from align.quantities.zh_numbers import multiply

_CHINESE, _ENGLISH = ZH_SENSES.late("title"), EN_SENSES.late("title")
_SCALES = {"thousand": 10**3, "ten_thousand": 10**4, "million": 10**6, "hundred_million": 10**8}
_SCALES |= {"billion": 10**9, "trillion": 10**12}
_SCALED_KINDS = frozenset((Kind.CARDINAL, Kind.MONEY, Kind.MEASURE, Kind.YEAR))
_TOLERANCE = Fraction(1, 200)
"""How far off a number that was scaled may be, as a share of it: it is rounded then."""
_NEAR = 3
"""Up to how many times as much a number in a table may be that was not scaled, but is wrong."""


class Titles(NamedTuple):
    """The scales that titles of both sides name, and where the titles are."""

    source: frozenset[int]
    target: frozenset[int]
    source_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()


def find_titles(source: str, target: str) -> Titles:
    """Find the titles in a Chinese text and in its English translation."""
    left, right = tuple(_CHINESE.finditer(source)), tuple(_ENGLISH.finditer(target))
    scales = (multiply(match["scale"] or match["bare"]) for match in left)
    english = {word: scale for name, scale in _SCALES.items() for word in EN_SENSES.words(name)} if right else {}
    others = (english[match["scale"] or match["bare"]] for match in right)
    spans, other_spans = (tuple(Span(*match.span()) for match in matches) for matches in (left, right))
    return Titles(frozenset(scales), frozenset(others), spans, other_spans)


def is_rescaled(comparison: Comparison, titles: Titles) -> bool:
    """Return whether some numbers that differ are the same by what the titles say."""
    return any(_pair_scaled(comparison, titles))


def rescale(comparison: Comparison, titles: Titles, own: Titles) -> Comparison:
    """Leave out of a comparison what is the same by the titles, and those among its `own`; scale what is left."""
    pairs = tuple(_pair_scaled(comparison, titles))
    lost, new = {source for source, _ in pairs}, {target for _, target in pairs}
    lost |= {one for one in _list_sources(comparison) if _is_within(one, own.source_spans)}
    new |= {one for one in _list_targets(comparison) if _is_within(one, own.target_spans)}
    return comparison._replace(
        missing=tuple(one for one in comparison.missing if one not in lost),
        extra=tuple(one for one in comparison.extra if one not in new),
        wrong=tuple(
            _scale(one, titles) for one in comparison.wrong if one.source not in lost and one.target not in new
        ),
    )


def _pair_scaled(comparison: Comparison, titles: Titles) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the quantities of both sides that differ, but not by what the titles say."""
    targets = _list_targets(comparison)
    for source in _list_sources(comparison):
        for target in targets:
            if any(_is_same(source, target, *scales) for scales in _list_scales(source, target, titles)):
                yield source, target


def _list_sources(comparison: Comparison) -> list[Quantity]:
    return [*comparison.missing, *(one.source for one in comparison.wrong)]


def _list_targets(comparison: Comparison) -> list[Quantity]:
    return [*comparison.extra, *(one.target for one in comparison.wrong)]


def _is_within(quantity: Quantity, spans: Iterable[Span]) -> bool:
    return any(span.start <= quantity.span.start and quantity.span.end <= span.end for span in spans)


def _list_scales(source: Quantity, target: Quantity, titles: Titles) -> Sequence[tuple[int, int]]:
    """Return what the titles say that two quantities are to be multiplied by: only numbers without a unit."""
    if source.kind not in _SCALED_KINDS or target.kind not in _SCALED_KINDS:
        return ()
    one = titles.source if _is_bare(source) and titles.source else {1}
    other = titles.target if _is_bare(target) and titles.target else {1}
    return [(scale, divisor) for scale in sorted(one) for divisor in sorted(other) if scale != divisor]


def _is_bare(quantity: Quantity) -> bool:
    return not quantity.unit and quantity.kind in (Kind.CARDINAL, Kind.YEAR)


def _is_same(source: Quantity, target: Quantity, scale: Number, divisor: Number) -> bool:
    if source.value is None or target.value is None:
        return False
    value = Fraction(source.value) * scale
    return abs(value - Fraction(target.value) * divisor) <= _TOLERANCE * value


def _scale(wrong: Mismatch, titles: Titles) -> Mismatch:
    """Return a mistake with the number of the source as the titles scale it, where that is nearer to the target's."""
    source, value, other = wrong.source, wrong.source.value, wrong.target.value
    if not (_is_bare(source) and _is_bare(wrong.target) and value and other):
        return wrong
    ratios = [Fraction(*scales) for scales in _list_scales(source, wrong.target, titles)]
    if not ratios or _measure_distance(Fraction(value), other) < _NEAR:
        return wrong
    best = min((value * ratio for ratio in ratios), key=lambda scaled: _measure_distance(scaled, other))
    return wrong._replace(source=source._replace(value=simplify(best)))


def _measure_distance(value: Fraction, other: Number) -> Fraction:
    """Return how many times as much the larger of two numbers is."""
    return max(value / other, other / value)
