"""The types that everything else passes around. Standard library only.

Positions are code-point offsets into `Document.text`; an end is exclusive.
"""

from align.model.alignments import Alignment, Bead
from align.model.documents import Document, Layout, Segment, Splitter
from align.model.findings import Edit, Finding, Fix, Severity, Suggestion
from align.model.reports import Diagnostic, Excerpt, Report, Skipped
from align.model.spans import MASK, Location, Span, on_one_line

__all__ = [
    "MASK",
    "Alignment",
    "Bead",
    "Diagnostic",
    "Document",
    "Edit",
    "Excerpt",
    "Finding",
    "Fix",
    "Layout",
    "Location",
    "Report",
    "Segment",
    "Severity",
    "Skipped",
    "Span",
    "Splitter",
    "Suggestion",
    "on_one_line",
]
