"""The whole report as one JSON document, a contract: see docs/json-output.md."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from align.model import Diagnostic, Report, Severity
from align.report.style import Style
from align.report.terminal import UNSEEN
from glossary.pack.patterns import compile_late

_SUSPICIOUS = compile_late(f"[^\x00-\x7e](?<=[{UNSEEN}])")
"""What is unseen; most characters are distinguished by the first, small class."""
_ACTIVE = compile_late(f"[{UNSEEN}]|#(?=#(?:\\[|vso\\[|teamcity\\[))|s(?=ection_(?:start|end):\\d)", re.IGNORECASE)

_encode = json.JSONEncoder(ensure_ascii=False).encode


def render(report: Report, style: Style) -> Iterator[str]:
    """Yield one object on several lines; every finding is in it, whatever its severity."""
    yield dump(_make_head(report), indent=2).removesuffix("\n}") + ',\n  "findings": ['
    between = "\n"
    for entry in report.diagnostics:
        yield f"{between}    {_lay_out(as_object(entry), '    ')}"
        between = ",\n"
    yield ("\n  ]" if report.diagnostics else "]") + "\n}\n"


def make_document(report: Report) -> dict[str, Any]:
    """Return what `render` writes as plain dicts, lists, strings and numbers."""
    return _make_head(report) | {"findings": list(map(as_object, report.diagnostics))}


def _make_head(report: Report) -> dict[str, Any]:
    return {
        "version": 1,
        "signature": report.signature,
        "configurations": list(report.configurations),
        "glossaries": list(report.glossaries),
        "baselines": list(report.baselines),
        "summary": summarise(report),
        "texts": [{"path": path, "source": source or None} for path, source in report.sources],
        "skipped": [asdict(entry) for entry in report.skipped],
        "unused_allows": [_as_plain(asdict(entry)) for entry in report.unused_allows],
        "stale_accepts": [asdict(entry) for entry in report.stale_accepts],
        "notes": list(report.notes),
        "rules_not_run": [_as_plain(asdict(entry)) for entry in report.rules_not_run],
        "without_source": list(report.without_source),
        "without_translation": list(report.without_translation),
    }


def _as_plain(values: dict[str, Any]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}


def summarise(report: Report) -> dict[str, int]:
    """Return the counts of a run."""
    return {
        "documents": report.documents,
        "words": report.words,
        "compared": report.compared,
        **{str(severity): report.count(severity) for severity in reversed(Severity)},
        "suppressed": report.suppressed,
        "accepted": report.accepted,
        "known": report.known,
        "gone": report.gone,
        "unlisted": report.unlisted,
        "unchecked_entries": report.unchecked_entries,
        "skipped": sum(not entry.units for entry in report.skipped),
        "failed": sum(entry.failed for entry in report.skipped),
    }


def dump(value: object, *, indent: int | None = None) -> str:
    """JSON in which nothing can act on a terminal or the log of a CI system, or be taken for a line break."""
    return _escape_active(json.dumps(value, ensure_ascii=False, indent=indent))


def write_list(head: str, values: Iterable[object], tail: str) -> Iterator[str]:
    """Yield a list, a value a line, between the JSON before it and what is after it."""
    yield f"{head}["
    between = "\n"
    for value in values:
        yield between + dump(value)
        between = ",\n"
    yield ("]" if between == "\n" else "\n]") + tail


def _lay_out(value: object, margin: str) -> str:
    """JSON as `dump` lays it out with an indent of 2, after a margin, and several times faster.

    What may act is escaped in each string by itself: the marks between two strings act on nothing.
    """
    if isinstance(value, dict) and value:
        return _make_template(tuple(value), margin) % tuple(_lay_out_each(value.values(), f"{margin}  "))
    if isinstance(value, list) and value:
        inner = f"{margin}  "
        return "[\n" + ",\n".join([inner + item for item in _lay_out_each(value, inner)]) + f"\n{margin}]"
    if value == []:
        return "[]"
    return _quote(value) if isinstance(value, str) else _encode(value)


def _lay_out_each(values: Iterable[object], margin: str) -> list[str]:
    return [
        "null"
        if value is None
        else _quote(value)
        if type(value) is str
        else str(value)
        if type(value) is int
        else _lay_out(value, margin)
        for value in values
    ]


@lru_cache(maxsize=64)
def _make_template(keys: tuple[str, ...], margin: str) -> str:
    """Return an object with these keys, and a place for each value."""
    fields = (f"{margin}  {_quote(key)}: ".replace("%", "%%") + "%s" for key in keys)
    return "{\n" + ",\n".join(fields) + f"\n{margin}}}"


@lru_cache(maxsize=1024)
def _quote(text: str) -> str:
    """Return a string of JSON in which nothing acts; many recur: names of fields, rules, messages."""
    return _escape_active(encode_basestring(text))


def _escape_active(text: str) -> str:
    """Return the text of JSON with what may act escaped; most has nothing of the kind."""
    if text.isascii() and text.isprintable() and "#" not in text and ":" not in text:
        return text
    is_command = "##" in text or (":" in text and ("_start:" in (folded := text.casefold()) or "_end:" in folded))
    if not is_command and not _SUSPICIOUS.search(text):
        return text
    return _ACTIVE.sub(lambda match: _escape(match[0]), text)


def _escape(character: str) -> str:
    return f"\\u{ord(character):04x}" if character.isascii() else json.dumps(character)[1:-1]


def as_object(entry: Diagnostic) -> dict[str, Any]:
    """Return one finding as the contract has it."""
    finding, fix = entry.finding, entry.fix
    edits = [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in fix.edits] if fix else []
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "mqm": finding.mqm,
        "message": finding.message,
        "path": entry.path,
        "segment": entry.start.segment,
        "line": entry.start.line,
        "column": entry.start.column,
        "end_line": entry.end.line,
        "end_column": entry.end.column,
        "text": entry.text,
        "source_text": finding.source_text or None,
        "source_span": list(finding.source_span) if finding.source_span else None,
        "source_offset": finding.source_offset if finding.source_text else None,
        "confidence": finding.confidence,
        "suggestions": [
            {"text": offer.text, "origin": offer.origin, "score": offer.score} for offer in finding.suggestions
        ],
        "fix": None if fix is None else {"safe": fix.safe, "edits": edits},
        "fingerprint": entry.fingerprint,
    }
