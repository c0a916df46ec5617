"""The agreement of two people in every output format."""

from collections.abc import Iterator

from align.model.scores import AgreementScores
from align.report.json_document import dump
from align.report.scores.rows import format_number
from align.report.tables import format_rows


def render_agreement(scores: AgreementScores, names: tuple[str, str], output_format: str) -> Iterator[str]:
    """Yield the scores of two files of annotations by these names."""
    rows = list(_list_rows(scores, names))
    if output_format == "json":
        yield dump(as_object(scores, names), indent=2) + "\n"
    elif output_format == "csv":
        from glossary.formats.tables.cells import PLAIN, write

        yield from (piece.decode() for piece in write([("name", "value"), *rows], PLAIN))
    elif output_format == "markdown":
        from align.report.scores.markdown import render_table

        yield from (f"{line}\n" for line in render_table(("", "value"), rows))
    else:
        yield from (f"{line}\n" for line in format_rows(rows))


def as_object(scores: AgreementScores, names: tuple[str, str]) -> dict[str, object]:
    """Return the scores as an object of JSON."""
    return {
        "version": 1,
        "names": list(names),
        "items": scores.items,
        "only_first": scores.only_first,
        "only_second": scores.only_second,
        "observed": scores.observed,
        "kappa": scores.kappa,
        "alpha": scores.alpha,
        "span_f1": {"exact": scores.exact, "characters": scores.characters},
    }


def _list_rows(scores: AgreementScores, names: tuple[str, str]) -> Iterator[tuple[str, str]]:
    yield "items that both have", f"{scores.items:,}"
    for name, number in zip(names, (scores.only_first, scores.only_second), strict=True):
        yield f"only in {name}", f"{number:,}"
    for title, value in (
        ("equal labels", scores.observed),
        ("Cohen's kappa", scores.kappa),
        ("Krippendorff's alpha", scores.alpha),
        ("F1 of spans, exact", scores.exact),
        ("F1 of spans, characters", scores.characters),
    ):
        yield title, format_number(value, 4) or "-"
