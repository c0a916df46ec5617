"""What `terms` prints of English texts without their sources: for people, as JSON and as CSV."""

from collections.abc import Iterator

from align.cli.terms_data import format_score, place_to_json, score_to_json
from align.cli.terms_text import format_count, list_places
from align.commands.terms.tables import format_place
from align.commands.terms.wordings import Group, ListedTerm, WordingReport
from align.report.json_document import dump
from align.report.tables import format_listing_rows, format_rows, wrap_anywhere
from glossary.renderings.consistency import Score

_MAX_DOCUMENTS = 20
_COLUMNS = ("kind", "group", "score", "form", "count", "places")


def render_text(report: WordingReport, columns: int, limit: int | None = None) -> Iterator[str]:
    """Return the report line by line: what wavers (the first `limit` groups; None and 0: all), the terms of
    the glossary, the scores.
    """
    return (f"{line}\n" for line in _render_lines(report, columns, limit))


def _render_lines(report: WordingReport, columns: int, limit: int | None) -> Iterator[str]:
    for group in report.groups[: limit or None]:
        yield from _render_group(group, columns)
        yield ""
    if report.listed:
        yield "Terms of the glossary"
        rows = (([one.text, one.status, f"{len(one.places)}"], [*list_places(one.places)]) for one in report.listed)
        yield from format_listing_rows(rows, columns, "    ")
        yield ""
    yield from _render_scores(report)
    yield ""
    yield f"{format_count(len(report.groups), 'group')} of forms that waver; no source was compared"


def _render_group(group: Group, columns: int) -> Iterator[str]:
    total = format_count(int(group.score.whole), "occurrence")
    yield wrap_anywhere(f"{group.kind}  {total}, {_format_share(group.score)} in the commonest form", columns, "    ")
    rows = (([form.text, f"{len(form.places):3}"], [*list_places(form.places)]) for form in group.forms)
    yield from format_listing_rows(rows, columns, "    ")


def _render_scores(report: WordingReport) -> Iterator[str]:
    several = len(report.documents) > 1
    rows = [*report.documents[:_MAX_DOCUMENTS]] if several else []
    name = f"all {len(report.documents):,} documents" if several else report.documents[0][0]
    table = [(_format_share(score), f"{score.whole:.0f}", path) for path, score in (*rows, (name, report.total))]
    yield from format_rows([("score", "occurrences", "document"), *table])


def _format_share(score: Score) -> str:
    return "-" if score.value is None else f"{score.value:.2f}"


def render_json(report: WordingReport) -> Iterator[str]:
    """Yield one object: the scores, what wavers, least steady first, and the terms of the glossary."""
    whole = {
        "version": 1,
        "glossaries": list(report.glossaries),
        "score": score_to_json(report.total),
        "documents": [{"path": path, "score": score_to_json(score)} for path, score in report.documents],
        "groups": [_group_to_json(group) for group in report.groups],
        "glossary_terms": [_listed_to_json(one) for one in report.listed],
        "skipped": [{"path": entry.path, "reason": entry.reason} for entry in report.skipped],
    }
    yield dump(whole, indent=2) + "\n"


def _group_to_json(group: Group) -> dict[str, object]:
    forms = [
        {"text": form.text, "count": len(form.places), "places": [place_to_json(one) for one in form.places]}
        for form in group.forms
    ]
    return {"kind": group.kind, "score": score_to_json(group.score), "forms": forms}


def _listed_to_json(one: ListedTerm) -> dict[str, object]:
    places = [place_to_json(where) for where in one.places]
    return {"text": one.text, "status": one.status, "count": len(places), "places": places}


def render_csv(report: WordingReport) -> Iterator[str]:
    """Return a header, a row for each form of each group, and one for each term of the glossary."""
    from glossary.formats.tables.cells import PLAIN, write

    return (piece.decode() for piece in write([_COLUMNS, *_list_rows(report)], PLAIN))


def _list_rows(report: WordingReport) -> Iterator[list[str]]:
    for number, group in enumerate(report.groups, 1):
        for form in group.forms:
            places = " ".join(map(format_place, form.places))
            yield [group.kind, f"{number}", format_score(group.score), form.text, f"{len(form.places)}", places]
    for one in report.listed:
        yield [one.status, "", "", one.text, f"{len(one.places)}", " ".join(map(format_place, one.places))]
