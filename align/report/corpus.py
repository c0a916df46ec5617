"""How often findings occur in a corpus, what a filter kept of it, and what is repeated in it: see docs/corpora.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.model.rates import CorpusRates, Example, Rate, Repeats, Totals
from align.report.document import Block, Gap, Heading, Line, Quote, ReportDocument, Table, to_data, to_object
from align.report.summary import tell_amount
from align.report.tables import clip
from align.report.terminal import visible

_MOST_NAMED = 3
"""How many rules are named of an origin, and how many parts that are not checked."""

_WIDEST = 30
"""Columns that the name of an origin takes at most."""


def describe_rates(rates: CorpusRates, *, with_examples: bool) -> ReportDocument:
    """Return the report on what each rule flags; people see the examples if they have asked for them.

    Its page is that of `align.report.corpus_page`.
    """
    return ReportDocument(lambda: _list_blocks(rates, with_examples), lambda: _list_data(rates))


def describe_totals(totals: Sequence[Totals]) -> ReportDocument:
    """Return what a filter kept and dropped of each origin, and of how many pairs each rule was the reason."""
    return ReportDocument(lambda: _list_totals(totals), lambda: to_data(totals))


def describe_repeats(found: Repeats, pairs: int) -> ReportDocument:
    """Return the report on the pairs that repeat others, of so many."""
    lines = (
        f"duplicate: {found.duplicates:,} of {tell_amount(pairs, 'pair')} repeat an earlier one, word for word",
        f"inconsistent-target: {found.inconsistent:,} differ from the usual rendering of "
        f"{tell_amount(found.sources, 'source')}",
    )
    return ReportDocument(lambda: map(Line, lines), lambda: {"version": 1, "pairs": pairs, **to_object(found)})


def compute_rate(pairs: int, of: int) -> float:
    """Return pairs in 1,000, rounded to two decimals; 0 of none."""
    return round(1000 * pairs / of, 2) if of else 0.0


def tell_flagged(rates: CorpusRates) -> str:
    """Return how many pairs there are, and how many have findings."""
    share = f"{compute_rate(rates.flagged, rates.pairs):,.2f} in 1,000"
    return f"{tell_amount(rates.pairs, 'pair')}, {rates.flagged:,} with findings ({share})"


def tell_unchecked(parts: Sequence[str], pairs: int) -> Iterator[str]:
    """Yield that some of a corpus is not checked, in a line; nothing where all is."""
    if parts:
        more = f" and {len(parts) - _MOST_NAMED:,} more" if len(parts) > _MOST_NAMED else ""
        named = "; ".join(parts[:_MOST_NAMED]) + more
        yield f"Not checked: {tell_amount(pairs, 'pair')} ({named})"


def _list_blocks(rates: CorpusRates, with_examples: bool) -> Iterator[Block]:
    yield Heading(tell_flagged(rates))
    if rates.rules:
        yield Gap()
        rules = [
            (rate.rule, f"{rate.pairs:,}", f"{compute_rate(rate.pairs, rates.pairs):,.2f}", f"{rate.alone:,}")
            for rate in rates.rules
        ]
        yield Table(rules, ("rule", "pairs", "in 1,000", "by it alone"), numbers=frozenset({1, 2, 3}), wraps=True)
    if rates.origins:
        yield Gap()
        origins = []
        for one in rates.origins:
            named = [f"{rate.rule} {rate.pairs:,}" for rate in one.rules[:_MOST_NAMED]]
            rate = f"{compute_rate(one.flagged, one.pairs):,.2f}"
            name = clip(visible(one.origin), _WIDEST)
            origins.append(
                (name, f"{one.pairs:,}", f"{one.flagged:,}", rate, (*(f"{item}," for item in named[:-1]), *named[-1:]))
            )
        yield Table(origins, ("origin", "pairs", "flagged", "in 1,000", "most often by"), numbers=frozenset({1, 2, 3}))
    for note in tell_unchecked(rates.unchecked, rates.unchecked_pairs):
        yield from (Gap(), Line(note))
    for rule, examples in rates.examples.items() if with_examples else ():
        yield from (Gap(), Heading(rule))
        for example in examples:
            yield Line(f"{example.origin}, {example.id}: {example.message}", indent=2)
            yield from (Quote(example.source, indent=4), Quote(example.target, indent=4))


def _list_totals(totals: Sequence[Totals]) -> Iterator[Block]:
    for one in totals:
        yield Line(f"{one.origin}: {one.kept:,} of {tell_amount(one.pairs, 'pair')} kept, {one.dropped:,} dropped")
        rules = [(f"{pairs:,}", f"by {rule}, {alone:,} by it alone") for rule, pairs, alone in one.rules if pairs]
        if rules:
            yield Table(rules, indent=2, numbers=frozenset({0}))


def _list_data(rates: CorpusRates) -> dict[str, object]:
    origins = [
        {"origin": one.origin, "pairs": one.pairs, "flagged": one.flagged, "rules": _list_rates(one.rules, one.pairs)}
        for one in rates.origins
    ]
    return {
        "version": 1,
        "signature": rates.signature,
        "pairs": rates.pairs,
        "flagged": rates.flagged,
        "unchecked": {"pairs": rates.unchecked_pairs, "parts": list(rates.unchecked)},
        "rules": _list_rates(rates.rules, rates.pairs),
        "origins": origins,
        "examples": {rule: list(map(_list_example, found)) for rule, found in rates.examples.items()},
    }


def _list_rates(rates: Sequence[Rate], pairs: int) -> list[dict[str, object]]:
    return [{**rate._asdict(), "in_1000": compute_rate(rate.pairs, pairs)} for rate in rates]


def _list_example(one: Example) -> dict[str, object]:
    start, end = one.span
    values = {name: value for name, value in one._asdict().items() if name not in ("span", "rule")}
    return {**values, "start": start, "end": end, "text": one.target[start:end]}
