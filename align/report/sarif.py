"""SARIF 2.1.0, as code scanning on GitHub and the viewers of editors read it.

Columns count code points. Findings that are allowed are left out: GitHub would show them as open alerts. The
fingerprint has a key of its own: what is under `primaryLocationLineHash` GitHub takes for its own hash of a line.
Source: OASIS, Static Analysis Results Interchange Format 2.1.0; GitHub, SARIF support for code scanning
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import quote

from align.model import Diagnostic, Edit, Fix, Report, RulePage, Severity, list_replacements
from align.model.replacements import find_slot
from align.report import MOST_RESULTS
from align.report.json_document import dump
from align.report.notes import describe, list_notes
from align.report.style import Style
from align.report.terminal import visible

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_TYPOLOGY = "https://themqm.org"
"""What the rules follow, the Multidimensional Quality Metrics; the program has no page of its own."""

_ROOT = "SRCROOT"
"""What relative paths start from: the folder that the program ran in."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}

_MARKUP = re.compile(r"\{\d+\}|\[(?=[^\[\]]*\]\()")
"""What a viewer of messages takes for a placeholder (`{0}`) or a link (`[text](address)`)."""

_UNESCAPED = re.compile(r"[\w -]+")
"""A text that every format of files takes as it is."""


def render(report: Report, style: Style) -> Iterator[str]:
    """Yield one run, a result a line: the most severe first, at most 25,000."""
    found = style.rank(report)
    listed = found[: MOST_RESULTS["sarif"]]
    rules = {rule.name: number for number, rule in enumerate(report.rules)}
    yield f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [\n'
    yield dump(_run(report, style, len(found) - len(listed))).removesuffix("}") + ', "results": ['
    between = "\n"
    for entry in listed:
        yield between + dump(_result(entry, rules, style))
        between = ",\n"
    yield "\n]}]}\n" if listed else "]}]}\n"


def _run(report: Report, style: Style, left_out: int) -> dict[str, object]:
    types = sorted({rule.mqm for rule in report.rules})
    return {
        "tool": {"driver": _driver(report, types)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that aligncheck ran in."}}},
        "taxonomies": [_taxonomy(types)],
        "invocations": [_invocation(report, style, left_out)],
    }


def _driver(report: Report, types: list[str]) -> dict[str, object]:
    version = report.signature.partition("|")[0].partition(":")[2]
    return {
        "name": "aligncheck",
        "fullName": f"aligncheck {version}",
        "semanticVersion": version,
        "informationUri": _TYPOLOGY,
        "rules": [_rule(rule, types) for rule in report.rules],
        "supportedTaxonomies": [{"name": "MQM", "index": 0}],
    }


def _rule(rule: RulePage, types: list[str]) -> dict[str, object]:
    target = {"id": rule.mqm, "index": types.index(rule.mqm), "toolComponent": {"name": "MQM", "index": 0}}
    return {
        "id": rule.name,
        "shortDescription": {"text": f"{rule.summary.rstrip('.')}."},
        "fullDescription": {"text": f"{rule.summary.rstrip('.')}."},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "relationships": [{"target": target, "kinds": ["superset"]}],
        "properties": {
            "tags": ["translation", rule.mqm.partition("/")[0]],
            "problem.severity": _PROBLEMS[rule.severity],
        },
    }


def _taxonomy(types: list[str]) -> dict[str, object]:
    return {
        "name": "MQM",
        "fullName": "Multidimensional Quality Metrics",
        "organization": "MQM Council",
        "informationUri": _TYPOLOGY,
        "isComprehensive": False,
        "shortDescription": {"text": "A typology of errors in translations."},
        "taxa": [{"id": name, "shortDescription": {"text": name.replace("/", ": ")}} for name in types],
    }


def _invocation(report: Report, style: Style, left_out: int) -> dict[str, object]:
    """Return how the run went: whether all was checked, and what is not in the file."""
    notes = [_notify(note.message, "error", note.path, style) for note in list_notes(report)]
    notes += [_notify(note, "note", "", style) for note in report.notes]
    if left_out:
        text = f"{left_out:,} more findings are left out, errors last: a file holds {MOST_RESULTS['sarif']:,}."
        notes.append(_notify(text, "warning", "", style))
    failed = any(entry.failed for entry in report.skipped)
    return {"executionSuccessful": not failed} | ({"toolExecutionNotifications": notes} if notes else {})


def _notify(text: str, level: str, path: str, style: Style) -> dict[str, object]:
    place = [{"physicalLocation": {"artifactLocation": _artifact(path, style)}}] if path else []
    return {"level": level, "message": _message(text)} | ({"locations": place} if place else {})


def _result(entry: Diagnostic, rules: dict[str, int], style: Style) -> dict[str, object]:
    finding, artifact = entry.finding, _artifact(entry.path, style)
    number = {"ruleIndex": rules[finding.rule]} if finding.rule in rules else {}
    region = {"region": _region(entry)} if entry.start.line else {}
    place: dict[str, object] = {"physicalLocation": {"artifactLocation": artifact} | region}
    if entry.start.segment is not None:
        place["logicalLocations"] = [{"name": entry.start.segment, "kind": "unit"}]
    result: dict[str, object] = {
        "ruleId": finding.rule,
        **number,
        "level": _LEVELS[finding.severity],
        "message": _message(describe(entry)),
        "locations": [place],
        "partialFingerprints": _list_prints(entry),
    }
    if entry.fix and entry.start.segment is None and entry.start.line:
        result["fixes"] = _list_fixes(entry, entry.fix, artifact)
    return result


def _list_prints(entry: Diagnostic) -> dict[str, str]:
    """Return the fingerprint of each version: of two results, the newest that both have counts."""
    if not entry.formerly:
        return {"aligncheck/v1": entry.fingerprint}
    return {"aligncheck/v1": entry.formerly, "aligncheck/v2": entry.fingerprint}


def _region(entry: Diagnostic) -> dict[str, object]:
    """Return the place of what is marked; of what is in a unit the line alone: its column is not one of the file."""
    start, end = entry.start, entry.end
    if start.segment is not None:
        return {"startLine": start.line}
    place = {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}
    return place | ({"snippet": {"text": entry.text}} if entry.text else {})


def _list_fixes(entry: Diagnostic, fix: Fix, artifact: dict[str, object]) -> list[dict[str, object]]:
    """Return the fix, then the other suggestions in its place: each is an alternative, the likeliest first."""
    placed = replace(entry, finding=replace(entry.finding, fix=fix))
    note = "" if fix.safe else "; this may change what the text says"
    if find_slot(placed) is None:
        return [_fix(f"Mend it{note}.", fix.edits, artifact)]
    first, *others = list_replacements(placed)
    is_own_text = fix == entry.finding.fix
    taken = (one for one in others if is_own_text or _UNESCAPED.fullmatch(one.text))
    return [_fix(f"Write “{one.text}”{note}.", one.edits, artifact) for one in (first, *taken)]


def _fix(description: str, edits: Sequence[Edit], artifact: dict[str, object]) -> dict[str, object]:
    replacements = [
        {
            "deletedRegion": {"charOffset": edit.start, "charLength": edit.end - edit.start},
            "insertedContent": {"text": edit.text},
        }
        for edit in edits
    ]
    return {
        "description": _message(description),
        "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
    }


def _artifact(path: str, style: Style) -> dict[str, object]:
    """Return a file, by an address relative to the folder where it is below it."""
    name = quote(style.relate(path).encode(errors="surrogateescape"))
    return {"uri": f"file://{name}"} if name.startswith("/") else {"uri": name, "uriBaseId": _ROOT}


def _message(text: str) -> dict[str, str]:
    """Return a message in which nothing is a placeholder or a link."""
    return {"text": _MARKUP.sub(_escape, visible(text))}


def _escape(match: re.Match[str]) -> str:
    return "\\[" if match[0] == "[" else f"{{{match[0]}}}"
