"""Examples with ⟦marks⟧: read them, check them, and say what was marked in the same notation."""

import re
from collections.abc import Iterable

from align.lang import language
from align.layout import Unit, Units
from align.model import Document, Finding, Span
from align.rule import TextRule


def document(text: str, *, name: str = "example.txt", source: str = "") -> Document:
    """A document in English as its reader gives it; with a source, the target of a pair."""
    if source:
        layout = Units([Unit("1", 1, source, Span(0, len(text)))])
        return Document(name, "en", text, layout, language("en").split)
    from align.readers import ReadOptions, read

    (only,) = read(name, text.encode(), ReadOptions())
    return only


def unmark(text: str) -> str:
    return re.sub("[⟦⟧]", "", text)


def marked(text: str, findings: Iterable[Finding]) -> str:
    """The text with the spans of the findings marked."""
    for span in sorted({finding.span for finding in findings}, reverse=True):
        text = text[: span.start] + "⟦" + text[span.start : span.end] + "⟧" + text[span.end :]
    return text


def findings(rule: TextRule, document: Document) -> list[Finding]:
    """What one rule says of a document, through the engine's scan."""
    from align.scan import check_document

    return check_document(document, [rule])


def fixed(text: str, findings: Iterable[Finding]) -> str:
    """The text after the safe fixes."""
    edits = {edit for finding in findings if finding.fix and finding.fix.safe for edit in finding.fix.edits}
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
