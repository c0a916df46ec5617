"""How terms are rendered, and the candidates of glossaries, each of which can be accepted or rejected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from align.report.page.markup import attribute, isolate, name_language, show
from align.report.summary import tell_amount

if TYPE_CHECKING:
    from align.model.term_tables import CandidateList, RenderingRow, TermTable

_PLACES = 4
"""How many places of a rendering are named."""


def tell_terms(table: TermTable) -> str:
    """Return how steady the terms are, in one sentence."""
    wavering = sum(1 for row in table.rows if not row.is_steady)
    scope = f"{tell_amount(len(table.rows), 'term')} in {tell_amount(table.documents, 'document')}"
    return f"{scope}, {wavering:,} not rendered consistently; consistency (LTCR, 1 at best) {table.score}."


def render_terms(table: TermTable) -> Iterator[str]:
    """Yield the terms that waver, then those that are steady, each as a table; nothing where there are none."""
    for title, steady in (("Terms that are not rendered consistently", False), ("Consistent terms", True)):
        rows = [row for row in table.rows if row.is_steady == steady]
        if rows:
            state = "" if steady else " open"
            yield f'<details class="terms"{state}><summary><h2>{title}</h2> '
            yield f'<span class="counts">{tell_amount(len(rows), "term")}</span></summary>\n<table>\n'
            yield "<tr><th scope=col>Term</th><th scope=col>Occurrences</th><th scope=col>LTCR</th>"
            yield "<th scope=col>Renderings</th></tr>\n"
            for row in rows:
                admitted = isolate("; ".join(row.admitted), "en")
                glossary = f'<p class="about">Glossary: {admitted}</p>' if row.admitted else ""
                newer = f'<p class="about">House: {isolate(row.newer)}</p>' if row.newer else ""
                yield f"<tr><th scope=row>{isolate(row.term, 'zh')}</th><td>{row.occurrences:,}</td>"
                yield f"<td>{show(row.score)}</td><td><ul>{''.join(map(_render_rendering, row.renderings))}</ul>"
                yield f"{glossary}{newer}</td></tr>\n"
            yield "</table>\n</details>\n"


def _render_rendering(one: RenderingRow) -> str:
    words = isolate(f"({one.text})" if one.is_partial else one.text, "en") if one.text else "not found"
    rest = len(one.places) - _PLACES
    places = ", ".join(one.places[:_PLACES]) + (f" and {rest:,} more" if rest > 0 else "")
    return f"<li>{words} <b>{one.count:,}</b> <span>{isolate(places)}</span></li>"


def render_candidates(one: CandidateList, place: int, number: int) -> Iterator[str]:
    """Yield the candidates of a glossary as a text of the page; `number` counts all that can be decided before them."""
    yield f'<details class="sheet" id="t{place}" open{attribute("path", one.path)}>\n'
    count = tell_amount(len(one.candidates), "candidate")
    yield f'<summary><h2>{isolate(one.path)}</h2> <span class="counts">{count}</span></summary>\n<div class="rows">\n'
    for index, candidate in enumerate(one.candidates, 1):
        said = attribute("id", candidate.id) + attribute("text", f"{candidate.source} = {candidate.target}")
        notes = "".join(f"<p>{isolate(note)}</p>" for note in candidate.notes)
        yield f'<div class="row found" id="t{place}r{index}"><div class="sure"><span>{index}</span></div>'
        yield f'<div class="source"{name_language(one.source_language)}>{isolate(candidate.source)}</div>'
        yield f'<div class="target"{name_language(one.target_language)}>{isolate(candidate.target)}</div>'
        yield f'<ol class="notes"><li class="note info" id="f{number + index}" data-kind="term"{said}>'
        yield f'<p class="head"><b class="severity">candidate</b> <code>term</code></p>{notes}</li></ol></div>\n'
    yield "</div>\n</details>\n"
