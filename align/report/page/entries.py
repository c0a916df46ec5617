"""One finding of the page: what it says, what could stand there, and the source it is about."""

from __future__ import annotations

from align.report.page.markup import attribute, isolate, keep, show
from align.report.page.sheets import Entry


def render_entry(entry: Entry, source_language: str, *, is_beside: bool) -> str:
    """A finding as an item of a list; `is_beside`: the source that it is about stands in the same row."""
    found, finding = entry.found, entry.found.finding
    place = show(found.start.describe())
    head = f'<b class="severity">{finding.severity}</b> <code>{show(finding.rule)}</code> <span>{place}</span>'
    offers = "".join(f"<li><bdi{keep(offer.text)}>{show(offer.text)}</bdi></li>" for offer in finding.suggestions)
    return (
        f'<li class="note {finding.severity}" id="f{entry.number}"{attribute("id", found.fingerprint)}>'
        f'<p class="head">{head}</p><p>{isolate(finding.message)}</p>'
        f"{_render_source(entry, source_language, is_beside=is_beside)}"
        f"{f'<ol class=offers>{offers}</ol>' if offers else ''}</li>\n"
    )


def _render_source(entry: Entry, language: str, *, is_beside: bool) -> str:
    """The source words that a finding means; all of it, where it stands in no row beside."""
    finding = entry.found.finding
    words = finding.source_text[slice(*finding.source_span)] if finding.source_span else ""
    if not is_beside:
        words = words or finding.source_text
    return f'<p class="about">Source: {isolate(words, "" if language == "und" else language)}</p>' if words else ""
