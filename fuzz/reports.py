"""What must hold for the report of any text, in every output format."""

import json
import pickle
import re
from collections.abc import Iterator

from faults import require, require_clear_line

from align.commands.outcomes import fold_results
from align.commands.results import Result
from align.model import Diagnostic, Report, Severity
from align.report import FORMATS, list_formats, renderer
from align.report.style import Style
from align.report.terminal import tame

_LARGEST_FINDING = 40_000
"""How many bytes one finding may take in JSON: excerpts are cut, and a character takes up to twelve bytes."""

_FEW = 300
"""How many findings are rendered twice, and at two widths."""

ACTIVE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What may act on a terminal; line feeds stand between the lines of a report."""

_COMMAND = re.compile(r"\s*::|.*##(\[|vso\[)")
"""A line that a CI log obeys: `::` after blanks, or the older `##[` anywhere."""

_OWN_COMMAND = re.compile(r"::(error|warning|notice) \w+=[^,:]*(,\w+=[^,:]*)*::[^\n]*")


def check_result(result: Result, size: int) -> dict[str, object]:
    """See that what checking a text of `size` characters gave is sound; tells what was found. Raises Fault."""
    report = fold_results([result]).report
    require(pickle.loads(pickle.dumps(result)) == result, "a result changes when it is pickled")
    for skipped in report.skipped:
        require_clear_line(skipped.reason)
    for entry in report.diagnostics:
        _check_diagnostic(entry)
    for name in list_formats():
        if not FORMATS[name].is_binary:
            _check_format(name, report, size)
    rules = sorted({entry.finding.rule for entry in report.diagnostics})
    return {
        "findings": len(report.diagnostics),
        "rules": rules,
        "skipped": [entry.reason for entry in report.skipped],
        "documents": report.documents,
    }


def _check_diagnostic(entry: Diagnostic) -> None:
    finding, excerpt = entry.finding, entry.excerpt
    where = (finding.rule, finding.span)
    require(0 <= finding.span.start <= finding.span.end, "a span that ends before it starts", where)
    require(0 <= excerpt.start <= excerpt.end <= len(excerpt.text), "an excerpt whose marks lie outside", where)
    start, end = entry.start, entry.end
    require((start.line is None or start.line >= 1) and start.column >= 1, "a place before the text", where)
    if start.segment == end.segment:
        first, last = ((place.line or 0, place.column) for place in (start, end))
        require(first <= last, "a place that ends before it starts", where)
    require_clear_line(finding.message)
    for edit in entry.fix.edits if entry.fix else ():
        require(0 <= edit.start <= edit.end, "an edit that ends before it starts", where)


def check_places(result: Result, text: str) -> None:
    """See that the findings in a plain text mark what stands there: `text` is that of the whole file."""
    for entry in result.diagnostics:
        start, end = entry.finding.span
        where = (entry.finding.rule, start, end)
        require(end <= len(text), "a span beyond the text", where)
        require(text[start:end].startswith(entry.text), "a mark that is not what stands there", where)
        for edit in entry.finding.fix.edits if entry.finding.fix else ():
            require(edit.end <= len(text), "an edit beyond the text", where)


def _check_format(name: str, report: Report, size: int) -> None:
    text = "".join(_read_bounded(name, report, size))
    if len(report.diagnostics) <= _FEW:
        require("".join(_read_bounded(name, report, size)) == text, f"{name}: other bytes the second time")
    require(not ACTIVE.search(text), f"{name}: a raw control character", ACTIVE.findall(text)[:3])
    if name == "json":
        require(len(json.loads(text)["findings"]) == len(report.diagnostics), "json: findings left out")
    elif name == "jsonl":
        require([*map(json.loads, text.splitlines())] or not report.diagnostics, "jsonl: findings left out")
    elif name == "github":
        check_lines(text, name)
    else:
        check_lines("\n".join(map(tame, text.split("\n"))), name)  # as the command line writes it


def check_lines(text: str, name: str) -> None:
    """See that no line of a text is a command to a CI log, other than the annotations of the format `github`."""
    for line in text.split("\n"):
        own = name == "github" and _OWN_COMMAND.fullmatch(line)
        require(own or not _COMMAND.match(line), f"{name}: a command to a CI log", line[:200])


def _read_bounded(name: str, report: Report, size: int) -> Iterator[str]:
    """The pieces of a report, as long as they are no more than its findings and the size of the text allow."""
    left = 200_000 + 20 * size + _LARGEST_FINDING * min(len(report.diagnostics), size + 1)
    widths = (80, 20) if "json" not in name and len(report.diagnostics) <= _FEW else (80,)
    for width in widths:
        for piece in renderer(name)(report, Style(Severity.INFO, width)):
            left -= len(piece)
            require(left >= 0, f"{name}: output that grows out of bounds")
            yield piece
