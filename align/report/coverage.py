"""What has no translation: see docs/coverage.md."""

from collections.abc import Iterable, Iterator

from align.model.coverage import CoverageReport, LanguageCoverage, PageCoverage, Section, State
from align.report.document import Block, Gap, Line, ReportDocument, Table, to_data, to_object
from align.report.summary import tell_amount

_LISTED = 3
"""How many sections of a page, and files that were not counted, are named to people."""
_LONGEST = 60
"""How many characters of a heading people are shown."""
_HEAD = ("language", "pages", "translated", "stubs", "missing", "untranslated sections", "per cent")
_COLORS = ((100, "brightgreen"), (90, "green"), (75, "yellowgreen"), (50, "yellow"), (25, "orange"), (0, "red"))
"""The colours of badges: from which per cent each holds."""


def describe_coverage(report: CoverageReport, *, summary: bool = True) -> ReportDocument:
    """Return the report on what has no translation; people get a table of the languages if they want a summary."""
    return ReportDocument(lambda: _list_blocks(report, summary), lambda: _list_data(report))


def _list_blocks(report: CoverageReport, summary: bool) -> Iterator[Block]:
    lines = list(_tell_pages(report.pages))
    for _, text in sorted(lines, key=lambda line: (-line[0], line[1])):
        yield Line(text)
    if not summary:
        return
    if lines:
        yield Gap()
    rows = [tuple(map(str, to_object(row).values())) for row in report.count()]
    yield Table(rows, _HEAD, numbers=frozenset(range(1, len(_HEAD))), splits="rows")
    if report.skipped:
        listed = ", ".join(f"{entry.path} ({entry.reason})" for entry in report.skipped[:_LISTED])
        more = " …" if len(report.skipped) > _LISTED else ""
        yield Line(f"{tell_amount(len(report.skipped), 'file')} not counted: {listed}{more}.", hang=0)


def _tell_pages(pages: Iterable[PageCoverage]) -> Iterator[tuple[int, str]]:
    """Yield what each page lacks, in a line, and how many sentences that is."""
    missing: dict[str, list[PageCoverage]] = {}
    for page in pages:
        if page.state is State.MISSING:
            missing.setdefault(page.source, []).append(page)
        elif page.state is State.STUB:
            rendered = page.sentences - page.untranslated
            amount = f"{rendered:,} of {tell_amount(page.sentences, 'sentence')}"
            whose = "" if page.source == page.path else f" of {page.source}"
            yield page.untranslated, f"{page.path}: a stub, with {amount}{whose} translated"
        elif page.lacking:
            amount = f"{len(page.lacking):,} of {tell_amount(page.sections, 'section')}"
            named = ", ".join(map(_tell_section, page.lacking[:_LISTED])) + (" …" if page.lacking[_LISTED:] else "")
            size = sum(section.sentences for section in page.lacking)
            yield size, f"{page.path}: without {amount} of {page.source}: {named}"
    for source, found in missing.items():
        languages = ", ".join(page.language for page in found)
        amount = tell_amount(found[0].sentences, "sentence")
        yield sum(page.untranslated for page in found), f"{source}: no translation into {languages} ({amount})"


def _tell_section(section: Section) -> str:
    heading = section.heading if len(section.heading) <= _LONGEST else section.heading[: _LONGEST - 1] + "…"
    return f"“{heading}”, {section.start.describe()}"


def _list_data(report: CoverageReport) -> dict[str, object]:
    counted = report.count()
    return {
        "version": 1,
        "languages": {row.language: _list_counts(row) for row in counted},
        "pages": list(map(_list_page, report.pages)),
        "badges": {row.language: _make_badge(row) for row in counted},
        "skipped": to_data(report.skipped),
    }


def _list_counts(row: LanguageCoverage) -> dict[str, object]:
    return {name: value for name, value in to_object(row).items() if name != "language"}


def _list_page(page: PageCoverage) -> dict[str, object]:
    return {
        "source": page.source,
        "language": page.language,
        "state": str(page.state),
        "path": page.path or None,
        "sentences": page.sentences,
        "untranslated": page.untranslated,
        "sections": page.sections,
        "untranslated_sections": [
            {"heading": one.heading, "line": one.start.line, "column": one.start.column, "sentences": one.sentences}
            for one in page.lacking
        ],
    }


def _make_badge(row: LanguageCoverage) -> dict[str, object]:
    """Return what shields.io makes a badge of."""
    color = next(name for least, name in _COLORS if row.percent >= least)
    return {"schemaVersion": 1, "label": row.language, "message": f"{row.percent}%", "color": color}
