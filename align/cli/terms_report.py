"""What `terms` reports: how terms are rendered and, of English texts without a source, which forms waver."""

from collections.abc import Iterator, Mapping, Sequence

from align.commands.terms.report import Place, TermReport, TextScores
from align.commands.terms.tables import format_place, is_unsteady, make_table, shorten_score
from align.commands.terms.wordings import WordingReport
from align.report.document import Block, Gap, Line, ReportDocument, Table, to_data
from align.report.summary import tell_amount
from glossary.renderings.consistency import Reference, Score

_MAX_PLACES, _MAX_DOCUMENTS = 4, 20
"""How many places of a rendering, and how many documents, people are shown; programs get all."""
_REFERENCES = {Reference.FIRST: "first", Reference.MOST_FREQUENT: "frequent", Reference.PREDEFINED: "glossary"}
_TERM_COLUMNS = ("term", "occurrences", "ltcr", "first", "most_frequent", "predefined")
_RENDERING_COLUMNS = ("rendering", "count", "earlier", "partial", "admitted", "places")
_WORDING_COLUMNS = ("kind", "group", "score", "form", "count", "places")


def describe_terms(report: TermReport, limit: int | None = None) -> ReportDocument:
    """Return the report on terms and their renderings.

    People are shown the first `limit` terms, all with 0, and with None those that are not consistent, or of which the
    house may have changed the rendering.
    """
    return ReportDocument(
        lambda: _list_term_blocks(report, limit),
        lambda: _list_term_data(report),
        lambda: [(*_TERM_COLUMNS, *_RENDERING_COLUMNS), *_list_term_records(report)],
        lambda: _render_page(report),
    )


def describe_wordings(report: WordingReport, limit: int | None = None) -> ReportDocument:
    """Return the report on forms that waver; people are shown the first `limit` groups, all with None and 0."""
    return ReportDocument(
        lambda: _list_wording_blocks(report, limit),
        lambda: _list_wording_data(report),
        lambda: [_WORDING_COLUMNS, *_list_wording_records(report)],
    )


def _list_term_blocks(report: TermReport, limit: int | None) -> Iterator[Block]:
    of_note = [line for line in report.terms if is_unsteady(line) or line.newer]
    shown = of_note if limit is None else report.terms[: limit or None]
    for line in shown:
        scores = f"LTCR {shorten_score(line.ltcr)}" if line.ltcr.whole else "rendered once at most"
        predefined = line.consistency.get(Reference.PREDEFINED, Score())
        if predefined.whole:
            scores += f", as in the glossary {predefined.part:.0f} of {predefined.whole:.0f}"
        yield Line(f"{line.term}  {tell_amount(line.occurrences, 'occurrence')}, {scores}", hang=4)
        if line.admitted:
            yield Line(f"glossary: {'; '.join(line.admitted)}", indent=4, hang=4)
        rows = []
        for one in line.renderings:
            name = f"({one.text})" if one.partial else one.text or "-"
            before = f" (+{one.earlier} earlier)" if one.earlier else ""
            rows.append((name, f"{one.number:3}{before}", _list_places(one.places)))
        yield Table(rows, indent=4)
        if line.newer:
            yield Line(line.newer.message, indent=4)
        yield Gap()
    if not report.documents:
        return
    yield from (_list_scores(report), Gap())
    steady = sum(not is_unsteady(line) for line in report.terms)
    yield Line(f"{tell_amount(len(report.terms), 'term')}, {steady} of them steady or rendered once")
    renderings = [one for line in shown for one in line.renderings]
    if any(one.partial for one in renderings):
        yield Line("(in parentheses): lacks a part of the term, and does not count", hang=4)
    if not all(one.text for one in renderings):
        yield Line("-: no rendering was found; does not count", hang=4)


def _list_places(places: Sequence[Place]) -> tuple[str, ...]:
    """Return the first places of a rendering, and how many more there are."""
    shown, rest = [format_place(place) for place in places[:_MAX_PLACES]], len(places) - _MAX_PLACES
    more = (f"and {rest} more",) if rest > 0 else ()
    return (*(f"{place}," for place in shown[:-1]), *shown[-1:], *more)


def _list_scores(report: TermReport) -> Table:
    """Return a table with a row for each document, and one for all."""
    success = bool(report.total.success.whole)
    documents = report.documents[:_MAX_DOCUMENTS] if len(report.documents) > 1 else ()
    total = f"all {len(report.documents):,} documents" if documents else report.documents[0].path
    rows = []
    for scores, name in (*((document, document.path) for document in documents), (report.total, total)):
        ratios = (scores.ltcr, *scores.micro.values(), *([scores.success] if success else []))
        rows.append([f"{scores.terms:,}", f"{scores.occurrences:,}", *map(shorten_score, ratios), name])
    names = (_REFERENCES[reference] for reference in report.total.micro)
    return Table(rows, ("terms", "renderings", "LTCR", *names, *(["success"] if success else []), "document"))


def _list_term_data(report: TermReport) -> dict[str, object]:
    """Return the object of JSON: the scores of all texts, of each document, and the terms, least steady first."""
    return {
        "version": 1,
        "glossaries": to_data(report.glossaries),
        "dictionary": report.dictionary,
        "total": _list_text_data(report.total),
        "documents": [{"path": document.path, **_list_text_data(document)} for document in report.documents],
        "terms": [
            {
                "term": line.term,
                "occurrences": line.occurrences,
                "ltcr": _list_score(line.ltcr),
                "consistency": _list_references(line.consistency),
                "admitted": to_data(line.admitted),
                "newer": to_data(line.newer),
                "renderings": [
                    {
                        "text": one.text or None,
                        "lemmas": one.key or None,
                        "count": one.number,
                        "earlier": one.earlier,
                        "partial": one.partial,
                        "places": list(map(_list_place, one.places)),
                    }
                    for one in line.renderings
                ],
            }
            for line in report.terms
        ],
        "skipped": [{"path": entry.path, "reason": entry.reason} for entry in report.skipped],
    }


def _list_text_data(scores: TextScores) -> dict[str, object]:
    return {
        "terms": scores.terms,
        "renderings": scores.occurrences,
        "ltcr": _list_score(scores.ltcr),
        "micro": _list_references(scores.micro),
        "macro": _list_references(scores.macro),
        "success_rate": _list_score(scores.success),
    }


def _list_references(scores: Mapping[Reference, Score]) -> dict[str, object]:
    return {reference.name.lower(): _list_score(score) for reference, score in scores.items()}


def _list_score(score: Score) -> dict[str, object]:
    return {"value": score.value, "part": round(score.part, 4), "whole": score.whole}


def _list_place(where: Place) -> dict[str, object]:
    at = where.location
    return {"path": where.path, "segment": at.segment, "line": at.line, "column": at.column}


def _list_term_records(report: TermReport) -> Iterator[list[str]]:
    """Yield a row for each rendering of each term."""
    for line in report.terms:
        shares = [line.consistency.get(reference, Score()) for reference in Reference]
        head = [line.term, str(line.occurrences), *map(_format_score, (line.ltcr, *shares))]
        for one in line.renderings:
            counts = [str(one.number), str(one.earlier), "yes" if one.partial else ""]
            yield [*head, one.text, *counts, "; ".join(line.admitted), " ".join(map(format_place, one.places))]


def _format_score(score: Score) -> str:
    return "" if score.value is None else f"{score.value:.4f}"


def _render_page(report: TermReport) -> Iterator[str]:
    """Yield a page: how terms are rendered, and the candidates of the glossaries, to be accepted or rejected."""
    from align import __version__
    from align.report.page import render_table

    signature = f"aligncheck:{__version__}|terms|dictionary:{report.dictionary}"
    yield from render_table(make_table(report), report.skipped, signature)


def _list_wording_blocks(report: WordingReport, limit: int | None) -> Iterator[Block]:
    for group in report.groups[: limit or None]:
        total = tell_amount(int(group.score.whole), "occurrence")
        yield Line(f"{group.kind}  {total}, {shorten_score(group.score)} in the commonest form", hang=4)
        yield Table([(form.text, f"{len(form.places):3}", _list_places(form.places)) for form in group.forms], indent=4)
        yield Gap()
    if report.listed:
        yield Line("Terms of the glossary")
        rows = [(one.text, one.status, f"{len(one.places)}", _list_places(one.places)) for one in report.listed]
        yield Table(rows, indent=4)
        yield Gap()
    several = len(report.documents) > 1
    name = f"all {len(report.documents):,} documents" if several else report.documents[0][0]
    documents = (*(report.documents[:_MAX_DOCUMENTS] if several else ()), (name, report.total))
    rows_of = [(shorten_score(score), f"{score.whole:.0f}", path) for path, score in documents]
    yield Table(rows_of, ("score", "occurrences", "document"))
    yield Gap()
    yield Line(f"{tell_amount(len(report.groups), 'group')} of forms that waver; no source was compared")


def _list_wording_data(report: WordingReport) -> dict[str, object]:
    """Return the object of JSON: the scores, what wavers, least steady first, and the terms of the glossary."""

    def list_places(text: str, places: Sequence[Place], **more: object) -> dict[str, object]:
        return {"text": text, **more, "count": len(places), "places": list(map(_list_place, places))}

    groups = []
    for group in report.groups:
        forms = [list_places(form.text, form.places) for form in group.forms]
        groups.append({"kind": group.kind, "score": _list_score(group.score), "forms": forms})
    return {
        "version": 1,
        "glossaries": to_data(report.glossaries),
        "score": _list_score(report.total),
        "documents": [{"path": path, "score": _list_score(score)} for path, score in report.documents],
        "groups": groups,
        "glossary_terms": [list_places(one.text, one.places, status=one.status) for one in report.listed],
        "skipped": [{"path": entry.path, "reason": entry.reason} for entry in report.skipped],
    }


def _list_wording_records(report: WordingReport) -> Iterator[list[str]]:
    """Yield a row for each form of each group, and one for each term of the glossary."""
    for number, group in enumerate(report.groups, 1):
        for form in group.forms:
            places = " ".join(map(format_place, form.places))
            yield [group.kind, f"{number}", _format_score(group.score), form.text, f"{len(form.places)}", places]
    for one in report.listed:
        yield [one.status, "", "", one.text, f"{len(one.places)}", " ".join(map(format_place, one.places))]
