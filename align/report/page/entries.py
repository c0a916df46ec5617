"""One finding of the page: what it says, what could be there, and the source it is about."""

from __future__ import annotations

from collections.abc import Sequence

from align.model import list_hints, list_replacements
from align.report.page.markup import attribute, isolate, keep, show
from align.report.page.sheets import Entry
from align.report.rows import DELETE

_MARKED = 100
"""How many characters of a text are marked at most for the page to name a finding by them, and to know those like it.
"""


def render_entry(entry: Entry, source_language: str, sentences: Sequence[str] = (), *, is_beside: bool) -> str:
    """Return a finding as an item of a list, with the ids of the sentences that it is in.

    `is_beside`: the source that it is about is in the same row.
    """
    found, finding = entry.found, entry.found.finding
    place = show(found.start.describe())
    head = f'<b class="severity">{finding.severity}</b> <code>{show(finding.rule)}</code> <span>{place}</span>'
    offers = "".join(f"<li>{_offer(one.text)}</li>" for one in list_replacements(found))
    hints = "".join(f"<li>{isolate(hint.text)}</li>" for hint in list_hints(found))
    marked = attribute("marked", found.text) if 0 < len(found.text) <= _MARKED else ""
    inside = f' data-s="{" ".join(sentences)}"' if sentences else ""
    return (
        f'<li class="note {finding.severity}" id="f{entry.number}"{attribute("id", found.fingerprint)}{marked}{inside}>'
        f'<p class="head">{head}</p><p>{isolate(finding.message)}</p>'
        f"{_render_source(entry, source_language, is_beside=is_beside)}"
        f"{f'<ol class=offers>{offers}</ol>' if offers else ''}"
        f"{f'<ul class=hints>{hints}</ul>' if hints else ''}</li>\n"
    )


def _offer(text: str) -> str:
    """Return a text that can be taken; what is not seen is described, and the script has it from an attribute."""
    if text.strip():
        return f"<bdi{keep(text)}>{show(text)}</bdi>"
    return f"<bdi{attribute('text', text)}>{'(a space)' if text else DELETE}</bdi>"


def _render_source(entry: Entry, language: str, *, is_beside: bool) -> str:
    """Return the source words that a finding means; all of it, where it is in no row of the page."""
    finding = entry.found.finding
    words = finding.source_text[slice(*finding.source_span)] if finding.source_span else ""
    if not is_beside:
        words = words or finding.source_text
    return f'<p class="about">Source: {isolate(words, "" if language == "und" else language)}</p>' if words else ""
