"""Turns findings into diagnostics: where a person finds them, what stands there, and a lasting fingerprint."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256

from align.model import Diagnostic, Document, Edit, Excerpt, Finding, Fix, Span

_TEXT = 1000
"""How many characters of a marked text a report keeps."""

_MARGIN = 200
"""How many characters of its line stand on either side of a marked text in an excerpt."""


@dataclass
class Diagnoser:
    """Diagnoses the documents of one run, in order; equal faults of a file are told apart by their order."""

    _seen: Counter[str] = field(default_factory=Counter)

    def diagnose(self, document: Document, findings: Iterable[Finding]) -> Iterator[Diagnostic]:
        """The findings of one document, placed."""
        for finding in findings:
            start, end = finding.span
            frame = document.layout.frame(document.text, start)
            marked = document.text[start : min(end, start + _TEXT)]
            yield Diagnostic(
                finding=_with_source(finding, document),
                path=document.path,
                start=document.layout.locate(document.text, start),
                end=document.layout.locate(document.text, end),
                text=marked,
                excerpt=_excerpt(document.text, frame, finding.span),
                fix=_shifted(finding.fix, document.layout.locate(document.text, frame.start).segment, frame.start),
                fingerprint=self._fingerprint(f"{finding.rule}\0{document.path}\0{marked or finding.source_text}"),
            )

    def _fingerprint(self, fault: str) -> str:
        order = self._seen[fault]
        self._seen[fault] += 1
        return sha256(f"{fault}\0{order}".encode(errors="replace")).hexdigest()[:20]


def _with_source(finding: Finding, document: Document) -> Finding:
    source = document.source(finding.span.start)
    return replace(finding, source_text=source) if source and not finding.source_text else finding


def _shifted(fix: Fix | None, segment: str | None, offset: int) -> Fix | None:
    """A fix whose edits count from the start of the unit, where the finding stands in one."""
    if fix is None or segment is None:
        return fix
    edits = (Edit(edit.start - offset, edit.end - offset, edit.text) for edit in fix.edits)
    return Fix(fix.safe, tuple(edits))


def _excerpt(text: str, frame: Span, span: Span) -> Excerpt:
    """The marked characters and some of their line; what is marked beyond the line is left out."""
    end = min(span.end, frame.end, span.start + _TEXT)
    left, right = max(frame.start, span.start - _MARGIN), min(frame.end, end + _MARGIN)
    return Excerpt(text[left:right], span.start - left, max(end, span.start) - left)
