"""Reports: one row of `FORMATS` and one file per output format; those of CI systems share `ci.py`.

A format is a pure function of a report and its style. It yields its text in pieces, so that a report of any length
needs little memory; a format that is no text, bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from align.model import Report
    from align.report.style import Style


class Extra(NamedTuple):
    """A package that a format needs, the format that is written without it, and what people are told of it."""

    package: str
    instead: str
    need: str
    install: str


@dataclass(frozen=True, slots=True)
class Format:
    """An output format: all that is known of it outside of the file that writes it.

    `render` names the function, MODULE.FUNCTION below this package; empty for the format that is no report but a copy
    of the document. `what` and `reader` are the cells of its row in docs/reports.md. `head` is the pattern that a file
    of it begins with, by which an earlier report is recognised, so that no one's own file is replaced; what has no such
    beginning, `align.inputs.earlier_outputs` recognises.

    `is_binary`: it is no text. `is_for_people`: people read it, on a terminal or in a log; programs read the others.
    `has_summary`: a line of summary closes it. `has_pages`: it shows the texts themselves. `has_remarks`: it shows what
    reviewers commented. `has_step_summary`: with it goes the summary page of a step of a CI system. `tracks_changes`:
    what can be fixed is a tracked change in it. `most_results`: how many findings it holds; 0: any number.
    """

    render: str
    what: str
    reader: str
    head: bytes = b""
    is_binary: bool = False
    is_for_people: bool = False
    has_summary: bool = False
    has_pages: bool = False
    has_remarks: bool = False
    has_step_summary: bool = False
    tracks_changes: bool = False
    most_results: int = 0
    extra: Extra | None = None

    @property
    def is_copy(self) -> bool:
        """Return whether it is the document that was checked, with the findings in it, and no report."""
        return not self.render


_XML = rb"<\?xml[^>]*>\s*"
_OPENPYXL = Extra(
    "openpyxl",
    "csv",
    "a workbook needs two more packages",
    'for workbooks, type `pip install "aligncheck[xlsx]"`, `uv tool install "aligncheck[xlsx]"` or '
    "`pipx inject aligncheck openpyxl python-calamine`",
)

FORMATS = {
    "full": Format(
        "full.render",
        "each finding with its line and suggestions (the default)",
        "people",
        is_for_people=True,
        has_summary=True,
    ),
    "concise": Format(
        "concise.render",
        "one line per finding",
        "people, [Vim and Emacs](recipes.md#vim)",
        is_for_people=True,
        has_summary=True,
    ),
    "json": Format(
        "json_document.render",
        "everything there is to know: [json-output.md](json-output.md)",
        "your own programs",
        head=rb'\{\s*"version": \d',
    ),
    "jsonl": Format(
        "jsonl.render",
        "the findings of `json`, one a line",
        "your own programs",
        head=rb'\{"(rule|unlisted)": ',
    ),
    "github": Format(
        "github.render",
        "annotations, and a table on the summary page of the step",
        "GitHub Actions",
        has_summary=True,
        has_step_summary=True,
    ),
    "gitlab": Format(
        "ci.render_gitlab",
        "a code quality report",
        "GitLab: `artifacts: reports: codequality`",
        head=rb'\[\s*(\]|\{"description": )',
    ),
    "sarif": Format(
        "sarif.render",
        "SARIF 2.1.0",
        "code scanning on GitHub, Azure DevOps, viewers in editors",
        head=rb'\{"\$schema": "[^"]*sarif',
        most_results=25_000,  # GitHub rejects a file with more
    ),
    "rdjson": Format(
        "ci.render_rdjson",
        "diagnostics of reviewdog",
        "`reviewdog -f=rdjson`",
        head=rb'\{"source": \{"name": "aligncheck"',
    ),
    "junit": Format(
        "ci.render_junit",
        "JUnit's XML; each finding is a test that failed",
        "Jenkins, GitLab (`artifacts: reports: junit`), Azure",
        head=_XML + rb'<testsuites name="aligncheck"',
    ),
    "checkstyle": Format(
        "ci.render_checkstyle",
        "Checkstyle's XML",
        "warnings plug-ins of CI systems, IDEs",
        head=_XML + rb"<checkstyle",
    ),
    "csv": Format(
        "csv_table.render",
        "a table: source and target side by side, suggestions, and empty columns for decisions"
        " ([review.md](review.md))",
        "editors, in a spreadsheet",
        head=rb"(\xef\xbb\xbf)?((severity,rule|term,occurrences|kind,group|block,system),|name,value\r?\nitems )",
        has_remarks=True,
    ),
    "html": Format(
        "page.render",
        "a page: texts next to their sources, findings marked on them, decisions that flow back"
        " ([review.md](review.md)); `--per-document` makes a page of each text",
        "editors, reviewers",
        head=rb".*<title>aligncheck: ",
        has_pages=True,
    ),
    "xlsx": Format(
        "workbook.render",
        "the table of `csv` as a workbook",
        "editors, in a spreadsheet",
        is_binary=True,
        has_remarks=True,
        extra=_OPENPYXL,
    ),
    "docx-comments": Format(
        "",
        "a copy of the Word document with the [findings as comments](formats.md#findings-as-comments);"
        " `docx-comments=FOLDER/` makes one of each document of a folder; with `--output` alone",
        "editors, in Word",
        is_binary=True,
        has_remarks=True,
    ),
    "docx-changes": Format(
        "",
        "the same, with the fixes as tracked changes",
        "editors, in Word",
        is_binary=True,
        has_remarks=True,
        tracks_changes=True,
    ),
}
"""The output formats by name, in the order of the help; a module is imported when its format is asked for."""


def list_formats() -> tuple[str, ...]:
    """Return the names of the formats that are reports, which can be printed."""
    return tuple(name for name, one in FORMATS.items() if not one.is_copy)


def renderer(name: str) -> Callable[[Report, Style], Iterator[str]]:
    """Return the function that renders a format; that of a binary one yields bytes."""
    module, _, function = FORMATS[name].render.rpartition(".")
    render: Callable[[Report, Style], Iterator[str]] = getattr(import_module(f"{__name__}.{module}"), function)
    return render
