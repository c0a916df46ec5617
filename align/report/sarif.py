"""SARIF 2.1.0, as code scanning on GitHub and the viewers of editors read it.

Columns count code points. Findings that are allowed are left out: GitHub would show them as open alerts. The
fingerprint has a key of its own: what is under `primaryLocationLineHash` GitHub takes for its own hash of a line.
Source: OASIS, Static Analysis Results Interchange Format 2.1.0; GitHub, SARIF support for code scanning
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import quote

from align.model import Diagnostic, Edit, Fix, Report, Severity, list_replacements
from align.model.replacements import find_slot
from align.report import FORMATS
from align.report.ci import SEVERITIES
from align.report.json_document import dump, write_list
from align.report.links import link_rule
from align.report.notes import describe, list_notes
from align.report.style import Style
from align.report.terminal import visible

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_TYPOLOGY = "https://themqm.org"
"""What the rules follow, the Multidimensional Quality Metrics; the program has no page of its own."""

_ROOT = "SRCROOT"
"""What relative paths start from: the folder that the program ran in."""

_LEVELS = SEVERITIES["sarif"]
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}

_MARKUP = re.compile(r"\{\d+\}|\[(?=[^\[\]]*\]\()")
"""What a viewer of messages takes for a placeholder (`{0}`) or a link (`[text](address)`)."""

_UNESCAPED = re.compile(r"[\w -]+")
"""A text that every format of files takes as it is."""


def render(report: Report, style: Style) -> Iterator[str]:
    """Yield one run, a result a line: the most severe first, at most as many as a file holds."""
    found, most = style.rank(report), FORMATS["sarif"].most_results
    rules = {rule.name: number for number, rule in enumerate(report.rules)}
    notes = [_notify(note.message, "error", note.path, style) for note in list_notes(report)]
    notes += [_notify(note, "note", "", style) for note in report.notes]
    if len(found) > most:
        text = f"{len(found) - most:,} more findings are left out, errors last: a file holds {most:,}."
        notes.append(_notify(text, "warning", "", style))
    failed = any(entry.failed for entry in report.skipped)
    run = {
        **_describe_tool(report),
        "invocations": [{"executionSuccessful": not failed} | ({"toolExecutionNotifications": notes} if notes else {})],
    }
    head = f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [\n{dump(run).removesuffix("}")}, "results": '
    return write_list(head, (_result(entry, rules, style) for entry in found[:most]), "}]}\n")


def _describe_tool(report: Report) -> dict[str, object]:
    """Return the program with the rules that found something, where relative paths start, and the types of errors."""
    version = report.signature.partition("|")[0].partition(":")[2]
    types, rules = sorted({rule.mqm for rule in report.rules}), []
    for rule in report.rules:
        target = {"id": rule.mqm, "index": types.index(rule.mqm), "toolComponent": {"name": "MQM", "index": 0}}
        summary = {"text": f"{rule.summary.rstrip('.')}."}
        described = {
            "id": rule.name,
            "shortDescription": summary,
            "fullDescription": summary,
            "help": {"text": rule.page, "markdown": rule.page},
            **({"helpUri": address} if (address := link_rule(rule.name)) else {}),
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
            "relationships": [{"target": target, "kinds": ["superset"]}],
            "properties": {
                "tags": ["translation", rule.mqm.partition("/")[0]],
                "problem.severity": _PROBLEMS[rule.severity],
            },
        }
        rules.append(described)
    driver = {
        "name": "aligncheck",
        "fullName": f"aligncheck {version}",
        "semanticVersion": version,
        "informationUri": _TYPOLOGY,
        "rules": rules,
        "supportedTaxonomies": [{"name": "MQM", "index": 0}],
    }
    taxonomy = {
        "name": "MQM",
        "fullName": "Multidimensional Quality Metrics",
        "organization": "MQM Council",
        "informationUri": _TYPOLOGY,
        "isComprehensive": False,
        "shortDescription": {"text": "A typology of errors in translations."},
        "taxa": [{"id": name, "shortDescription": {"text": name.replace("/", ": ")}} for name in types],
    }
    return {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that aligncheck ran in."}}},
        "taxonomies": [taxonomy],
    }


def _notify(text: str, level: str, path: str, style: Style) -> dict[str, object]:
    place = [{"physicalLocation": {"artifactLocation": _artifact(path, style)}}] if path else []
    return {"level": level, "message": _message(text)} | ({"locations": place} if place else {})


def _result(entry: Diagnostic, rules: dict[str, int], style: Style) -> dict[str, object]:
    """Return a finding. Of what is in a unit its place is the line alone: its column is not one of the file.

    Of two results, the newest fingerprint that both have counts.
    """
    finding, start, end, artifact = entry.finding, entry.start, entry.end, _artifact(entry.path, style)
    place: dict[str, object] = {"physicalLocation": {"artifactLocation": artifact}}
    if start.line:
        region: dict[str, object] = {"startLine": start.line}
        if start.segment is None:
            region |= {"startColumn": start.column, "endLine": end.line, "endColumn": end.column}
            region |= {"snippet": {"text": entry.text}} if entry.text else {}
        place["physicalLocation"] = {"artifactLocation": artifact, "region": region}
    if start.segment is not None:
        place["logicalLocations"] = [{"name": start.segment, "kind": "unit"}]
    prints = [entry.formerly, entry.fingerprint] if entry.formerly else [entry.fingerprint]
    result: dict[str, object] = {
        "ruleId": finding.rule,
        **({"ruleIndex": rules[finding.rule]} if finding.rule in rules else {}),
        "level": _LEVELS[finding.severity],
        "message": _message(describe(entry)),
        "locations": [place],
        "partialFingerprints": {f"aligncheck/v{number}": one for number, one in enumerate(prints, 1)},
    }
    if entry.fix and start.segment is None and start.line:
        result["fixes"] = _list_fixes(entry, entry.fix, artifact)
    return result


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
    return {"text": _MARKUP.sub(lambda one: "\\[" if one[0] == "[" else f"{{{one[0]}}}", visible(text))}
