"""Examples with ⟦marks⟧: read them, check them, and say what was marked in the same notation."""

import re
from collections.abc import Iterable
from io import BytesIO

from align.aligners.documents import align_documents
from align.lang import language
from align.linter.rule import CorpusRule, PairRule, Rule, TextRule
from align.linter.scanner import check_alignment, check_document
from align.model import Alignment, Document, Finding, Span
from align.model.layout import Unit, Units
from align.readers import ReadOptions, read
from glossary.formats import pairs
from glossary.formats.base import Languages
from glossary.matching.matcher import Matcher


def document(text: str, *, name: str = "example.txt", source: str = "") -> Document:
    """A document in English as its reader gives it; with a source, the target of a pair."""
    if source:
        layout = Units([Unit("1", 1, source, Span(0, len(text)))])
        return Document(name, "en", text, layout, language("en").split)
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
    return check_document(document, [rule])


def knowing(rule: Rule, glossary: str) -> Rule:
    """The rule, checking against a glossary of pairs."""
    if not glossary:
        return rule
    file = BytesIO(f"source,target,status\n{glossary}".encode())
    return rule.with_glossary(Matcher([pairs.load(file, Languages())]))


def verdict(rule: Rule, text: str, *, name: str = "example.txt", source: str = "", glossary: str = "") -> list[Finding]:
    """What one rule says of a text; a rule for pairs gets it aligned with its source."""
    rule = knowing(rule, glossary)
    if isinstance(rule, CorpusRule):
        alignment = aligned(text, source)
        return check_alignment(alignment, [], [], [(rule, finding) for _, finding in rule.check([alignment])])
    if isinstance(rule, PairRule):
        return check_alignment(aligned(text, source), [], [rule])
    assert isinstance(rule, TextRule)
    return findings(rule, document(text, name=name, source=source))


def aligned(target: str, source: str) -> Alignment:
    """The alignment of an English text with its Chinese source."""
    (original,) = read("example.zh.txt", source.encode(), ReadOptions("zh"))
    (translation,) = read("example.txt", target.encode(), ReadOptions())
    return align_documents(original, translation)


def fixed(text: str, findings: Iterable[Finding]) -> str:
    """The text after the safe fixes."""
    edits = {edit for finding in findings if finding.fix and finding.fix.safe for edit in finding.fix.edits}
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
