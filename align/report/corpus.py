"""How often findings occur in a corpus, as text for people and as a JSON document, a contract: see docs/corpora.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from align.model.rates import CorpusRates, Example, OriginRates, Rate, Totals
from align.report.json_document import dump
from align.report.style import Style
from align.report.summary import tell_amount
from align.report.tables import clip, format_rows, wrap_anywhere
from align.report.terminal import paint, visible, width

_MOST_NAMED = 3
"""How many rules are named of an origin, and how many parts that are not checked."""

_WIDEST = 30
"""Columns that the name of an origin takes at most."""


def compute_rate(pairs: int, of: int) -> float:
    """Return pairs in 1,000, rounded to two decimals; 0 of none."""
    return round(1000 * pairs / of, 2) if of else 0.0


def render_text(rates: CorpusRates, style: Style) -> Iterator[str]:
    """Yield what each rule flags, then each origin, then what was not checked."""
    yield paint(tell_flagged(rates), None, style.color) + "\n"
    if rates.rules:
        yield "\n"
        for line in _align_numbers([("rule", "pairs", "in 1,000", "by it alone"), *_list_rules(rates)]):
            yield wrap_anywhere(line, style.width, "    ") + "\n"
    if rates.origins:
        yield "\n"
        yield from _render_origins(rates.origins, style)
    for note in tell_unchecked(rates.unchecked, rates.unchecked_pairs):
        yield "\n" + wrap_anywhere(note, style.width, "  ") + "\n"


def render_examples(rates: CorpusRates, style: Style) -> Iterator[str]:
    """Yield the examples of each rule, each with its pair."""
    for rule, examples in rates.examples.items():
        yield "\n" + paint(visible(rule), None, style.color) + "\n"
        for one in examples:
            yield wrap_anywhere(f"  {one.origin}, {one.id}: {one.message}", style.width, "    ") + "\n"
            for text in (one.source, one.target):
                yield "    | " + wrap_anywhere(text, style.width - 6, "    | ") + "\n"


def tell_flagged(rates: CorpusRates) -> str:
    """Return how many pairs there are, and how many have findings."""
    share = f"{compute_rate(rates.flagged, rates.pairs):,.2f} in 1,000"
    return f"{tell_amount(rates.pairs, 'pair')}, {rates.flagged:,} with findings ({share})"


def tell_unchecked(parts: Sequence[str], pairs: int) -> Iterator[str]:
    """That some of a corpus is not checked, in a line; nothing where all is."""
    if parts:
        more = f" and {len(parts) - _MOST_NAMED:,} more" if len(parts) > _MOST_NAMED else ""
        named = "; ".join(parts[:_MOST_NAMED]) + more
        yield f"Not checked: {tell_amount(pairs, 'pair')} ({named})"


def _list_rules(rates: CorpusRates) -> Iterator[Sequence[str]]:
    for rule, pairs, alone in rates.rules:
        yield rule, f"{pairs:,}", f"{compute_rate(pairs, rates.pairs):,.2f}", f"{alone:,}"


def _render_origins(origins: Sequence[OriginRates], style: Style) -> Iterator[str]:
    """Yield a line for each origin; the rules that flag most follow it, and below where there is no room."""
    lines = _align_numbers([("origin", "pairs", "flagged", "in 1,000"), *map(_list_origin, origins)])
    named = [[f"{rate.rule} {rate.pairs:,}" for rate in one.rules[:_MOST_NAMED]] for one in origins]
    for line, items in zip(lines, [["most often by"], *named], strict=True):
        yield _hang(line, items, style.width) + "\n"


def _list_origin(one: OriginRates) -> Sequence[str]:
    rate = f"{compute_rate(one.flagged, one.pairs):,.2f}"
    return clip(visible(one.origin), _WIDEST), f"{one.pairs:,}", f"{one.flagged:,}", rate


def _align_numbers(table: Sequence[Sequence[str]]) -> Iterator[str]:
    """Return lines of columns under a head: all but the first are numbers, which end under each other."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return format_rows([row[0], *map(str.rjust, row[1:], widths[1:])] for row in table)


def _hang(line: str, items: Sequence[str], columns: int) -> str:
    """Return a line with items after it, none of which is cut: those for which there is no room begin other lines."""
    behind = width(line) + 2
    edge = behind if behind + max(map(width, items), default=0) < columns else 4
    lines = [line]
    for number, item in enumerate(items, 1):
        added = f" {' ' * (number == 1)}{item}{',' * (number < len(items))}"
        if width(lines[-1] + added) > columns:
            lines.append(" " * edge + added.lstrip())
        else:
            lines[-1] += added
    return "\n".join(lines)


def render_totals(totals: Sequence[Totals], style: Style) -> Iterator[str]:
    """Yield what a filter kept and dropped of each origin, and of how many pairs each rule was the reason."""
    for one in totals:
        kept = f"{visible(one.origin)}: {one.kept:,} of {tell_amount(one.pairs, 'pair')} kept, {one.dropped:,} dropped"
        yield wrap_anywhere(kept, style.width, "  ") + "\n"
        for rule, pairs, alone in one.rules:
            if pairs:
                yield f"  {pairs:>9,} by {rule}, {alone:,} by it alone\n"


def render_json(rates: CorpusRates) -> Iterator[str]:
    """Yield one object on several lines."""
    whole = {
        "version": 1,
        "signature": rates.signature,
        "pairs": rates.pairs,
        "flagged": rates.flagged,
        "unchecked": {"pairs": rates.unchecked_pairs, "parts": list(rates.unchecked)},
        "rules": _list_rates(rates.rules, rates.pairs),
        "origins": [
            {"origin": one.origin, "pairs": one.pairs, "flagged": one.flagged}
            | {"rules": _list_rates(one.rules, one.pairs)}
            for one in rates.origins
        ],
        "examples": {rule: list(map(_list_example, found)) for rule, found in rates.examples.items()},
    }
    yield dump(whole, indent=2) + "\n"


def _list_rates(rates: Sequence[Rate], pairs: int) -> list[dict[str, object]]:
    return [{**rate._asdict(), "in_1000": compute_rate(rate.pairs, pairs)} for rate in rates]


def _list_example(one: Example) -> dict[str, Any]:
    start, end = one.span
    values = {name: value for name, value in one._asdict().items() if name not in ("span", "rule")}
    return {**values, "start": start, "end": end, "text": one.target[start:end]}
