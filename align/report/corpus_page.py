"""How often findings occur in a corpus, as a page: one file without a script that opens by double click."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.model.rates import CorpusRates, Example, OriginRates, Rate
from align.report.corpus import compute_rate, tell_flagged, tell_unchecked
from align.report.page import open_page
from align.report.page.markup import isolate, show
from align.report.summary import tell_amount

_WIDTH = 240
"""Units of the longest bar."""

_STYLE = """
.rates td:nth-child(n+2):nth-child(-n+4), .rates th:nth-child(n+2):nth-child(-n+4) { text-align: end;
  font-variant-numeric: tabular-nums; white-space: nowrap; }
.rates svg { width: 15rem; height: 0.75rem; display: block; margin-top: 0.3rem; }
.bar { fill: var(--line); } .bar.alone { fill: var(--link); }
section { padding: 1rem 0; }
details { border-bottom: 1px solid var(--line); }
summary { padding: 0.5rem 0; cursor: pointer; }
.pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.25fr) minmax(0, 19rem); column-gap: 1.5rem;
  padding: 0.375rem 0; }
.pair p { overflow-wrap: anywhere; }
.key { color: var(--quiet); }
@media (max-width: 60rem) { .pair { grid-template-columns: minmax(0, 1fr); } .rates svg { width: 8rem; } }
@media (max-width: 40rem) { .rates th, .rates td { padding-inline-end: 0.5rem; } .rates svg { width: 3rem; } }
@media (forced-colors: active) {
  .bar { fill: GrayText; } .bar.alone { fill: Highlight; } svg { forced-color-adjust: none; }
}
"""


def render(rates: CorpusRates) -> Iterator[str]:
    """Yield the page: the rules, the origins, then the examples of each rule."""
    yield from open_page("corpus", more_style=_STYLE)
    yield "<body>\n"
    yield from _render_head(rates)
    yield "<main>\n"
    yield from _render_rules(rates)
    yield from _render_origins(rates)
    yield from _render_examples(rates)
    yield "</main>\n</body>\n</html>\n"


def _render_head(rates: CorpusRates) -> Iterator[str]:
    yield f"<header>\n<h1>Corpus</h1>\n<p class=lead>{show(tell_flagged(rates))}</p>\n<ul class=rest>\n"
    for note in tell_unchecked(rates.unchecked, rates.unchecked_pairs):
        yield f"<li class=missing>{isolate(note)}</li>\n"
    yield f"</ul>\n<p class=signature>{isolate(rates.signature)}</p>\n</header>\n"


def _render_rules(rates: CorpusRates) -> Iterator[str]:
    yield "<section>\n<h2>Rules</h2>\n"
    yield '<p class="key">A bar is as long as the share of pairs that the rule flags; '
    yield "its coloured part are those that no other rule does.</p>\n"
    yield from _render_table(rates.rules, rates.pairs, "What each rule flags in the corpus")
    yield "</section>\n"


def _render_table(rates: Sequence[Rate], pairs: int, caption: str) -> Iterator[str]:
    """Yield a row for each rule, with its bar."""
    most = max((rate.pairs for rate in rates), default=0)
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Rule", "Pairs", "In 1,000", "By it alone"))
    yield f"<table class=rates><caption>{show(caption)}</caption>\n<tr>{heads}<td></td></tr>\n"
    for rate in rates:
        cells = f"<td>{rate.pairs:,}</td><td>{compute_rate(rate.pairs, pairs):,.2f}</td><td>{rate.alone:,}</td>"
        yield f'<tr><th scope="row"><code>{show(rate.rule)}</code></th>{cells}<td>{_draw(rate, most)}</td></tr>\n'
    yield "</table>\n"


def _draw(rate: Rate, most: int) -> str:
    """Return a bar, next to the numbers that it shows."""
    whole, alone = (round(_WIDTH * count / most, 1) for count in (rate.pairs, rate.alone))
    bars = f'<rect class="bar" width="{whole}" height="12"/><rect class="bar alone" width="{alone}" height="12"/>'
    return f'<svg viewBox="0 0 {_WIDTH} 12" preserveAspectRatio="none" aria-hidden="true">{bars}</svg>'


def _render_origins(rates: CorpusRates) -> Iterator[str]:
    yield "<section>\n<h2>Origins</h2>\n"
    for one in rates.origins:
        yield f"<details><summary>{_tell_origin(one)}</summary>\n"
        yield from _render_table(one.rules, one.pairs, f"What each rule flags in {one.origin}")
        yield "</details>\n"
    yield "</section>\n"


def _tell_origin(one: OriginRates) -> str:
    share = f"{compute_rate(one.flagged, one.pairs):,.2f} in 1,000"
    told = f"{tell_amount(one.pairs, 'pair')}, {one.flagged:,} flagged ({share})"
    return f"{isolate(one.origin)} <span class=counts>{told}</span>"


def _render_examples(rates: CorpusRates) -> Iterator[str]:
    yield "<section>\n<h2>Examples</h2>\n"
    for rule, examples in rates.examples.items():
        drawn = f"<span class=counts>{len(examples):,} drawn</span>"
        yield f"<details><summary><code>{show(rule)}</code> {drawn}</summary>\n"
        for one in examples:
            yield _render_example(one)
        yield "</details>\n"
    yield "</section>\n"


def _render_example(one: Example) -> str:
    start, end = one.span
    marked = f'<mark class="{show(one.severity)}">{show(one.target[start:end])}</mark>'
    target = f"{show(one.target[:start])}{marked}{show(one.target[end:])}"
    place = f"{isolate(one.origin)}, {isolate(one.id)}"
    sides = f'<p class="source">{isolate(one.source)}</p><p class="target"><bdi>{target}</bdi></p>'
    return f'<div class="pair">{sides}<div><p>{isolate(one.message)}</p><p class="key">{place}</p></div></div>\n'
