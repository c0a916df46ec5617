"""Reports with all that a format can show, and what checks a format against its schema."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from jsonschema import Draft202012Validator
from roots import ROOT, TESTS

from align.model import (
    Diagnostic,
    Edit,
    Excerpt,
    Finding,
    Fix,
    Location,
    Report,
    RulePage,
    Severity,
    Skipped,
    Span,
    Suggestion,
)
from align.report import FORMATS, list_formats, renderer
from align.report.style import Style

TEXT_FORMATS = tuple(name for name in list_formats() if not FORMATS[name].is_binary)
"""The output formats that are text."""

SCHEMA = json.loads((ROOT / "docs/gate.schema.json").read_text("utf-8"))


def validate(document: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document)] == []


def render_bytes(name: str, report: Report, style: Style) -> Iterator[bytes]:
    for piece in renderer(name)(report, style):
        yield piece.encode(errors="backslashreplace") if isinstance(piece, str) else piece


STYLE = Style(Severity.INFO, folder="/srv/news")

ATTACK = "=cmd()|' /C'!A0 \x1b[31m::error::%0A{0} [a](b) </script>]]><b>&amp; ##[error]\u202e\u2028|`"
"""What acts on a spreadsheet, a terminal, a log, a viewer of SARIF, a page, XML."""


def make(line: str, span: Span, path: str, place: Location, offset: int = 0, **changes: Any) -> Diagnostic:
    """A finding in a line, which starts at an offset of its file."""
    values: dict[str, Any] = {
        "rule": "residual-source",
        "severity": Severity.ERROR,
        "mqm": "accuracy/untranslated",
        "message": f"Chinese left in the text: “{line[slice(*span)]}”.",
        "span": span,
    }
    finding = Finding(**values | changes)
    wide = len(line[slice(*span)].encode())
    end = replace(place, column=place.column + span.end - span.start)
    if place.byte_column:
        end = replace(end, byte_column=place.byte_column + wide)
    excerpt = Excerpt(line, *span)
    fix = finding.fix and replace(finding.fix, edits=tuple(_move(edit, offset) for edit in finding.fix.edits))
    return Diagnostic(finding, path, place, end, line[slice(*span)], excerpt, fix, f"f00d{place.line}")


def _move(edit: Edit, offset: int) -> Edit:
    return replace(edit, start=edit.start + offset, end=edit.end + offset)


FINDINGS = (
    make(
        "“A way” to摆脱 dependence",
        Span(10, 12),
        "en/a b.txt",
        Location(None, 3, 11, 15),
        100,
        suggestions=(Suggestion("shake off", "CC-CEDICT", 0.61), Suggestion("break away from", "CC-CEDICT", 0.52)),
        fix=Fix(False, (Edit(10, 12, " shake off "),)),
        source_text="摆脱依赖的办法",
    ),
    make(
        f"x{ATTACK}",
        Span(1, 1 + len(ATTACK)),
        f"-=1{ATTACK}\n.txt",
        Location(None, 1, 2, 2),
        rule="invisible-character",
        severity=Severity.WARNING,
        mqm="fluency/character-encoding",
        message=ATTACK,
        source_text=ATTACK,
        suggestions=(Suggestion(ATTACK, ATTACK, 0.5),),
        fix=Fix(True, (Edit(1, 2, ATTACK),)),
    ),
    make("a 立场", Span(2, 4), "/srv/news/en/pairs.tsv", Location(ATTACK, 7, 3), severity=Severity.INFO),
    make("No end", Span(6, 6), "/elsewhere/a.txt", Location(None, 9, 7, 7), rule="omission", mqm="accuracy/omission"),
)

SKIPPED = (Skipped("a.zh.txt", "source text"), Skipped(f"d{ATTACK}.txt", f"cannot be read: {ATTACK}", failed=True))

RULES = tuple(
    RulePage(name, severity, mqm, "A rule", f"A rule.\n\nWhat it finds\n-------------\n{ATTACK}")
    for name, severity, mqm in (
        ("invisible-character", Severity.WARNING, "fluency/character-encoding"),
        ("omission", Severity.WARNING, "accuracy/omission"),
        ("residual-source", Severity.ERROR, "accuracy/untranslated"),
    )
)

WHOLE = Report("aligncheck:0.1.0|settings:1", 4, 1234, 2, SKIPPED, FINDINGS, unlisted=1200, rules=RULES, compared=3)

CLEAN = Report("aligncheck:0.1.0|settings:1", 2, 1234, 0, (), ())


def validate_json(name: str, data: bytes) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads((TESTS / "schemas" / f"{name}.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(json.loads(data))] == []


def validate_junit(data: bytes) -> None:
    from lxml import etree

    etree.XMLSchema(etree.parse(TESTS / "schemas/junit.xsd")).assertValid(etree.fromstring(data))


def validate_report(data: bytes) -> None:
    """See that the JSON report is what its schema says, and that the schema has every key of it."""
    schema = json.loads((ROOT / "docs/report.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    closed = json.loads(json.dumps(schema), object_hook=_close)
    assert [error.message for error in Draft202012Validator(closed).iter_errors(json.loads(data))] == []


def _close(value: dict[str, Any]) -> dict[str, Any]:
    return value | {"additionalProperties": False} if isinstance(value.get("properties"), dict) else value


VALIDATORS: dict[str, Callable[[bytes], None]] = {
    "json": validate_report,
    "gitlab": lambda data: validate_json("gitlab", data),
    "rdjson": lambda data: validate_json("rdjson", data),
    "sarif": lambda data: validate_json("sarif", data),
    "junit": validate_junit,
}
