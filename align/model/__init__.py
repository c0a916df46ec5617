"""The types that everything else passes around. Standard library only.

Positions are code-point offsets into `Document.text`; an end is exclusive.
"""

from align.model.alignments import NO_RECORD, Alignment, Bead, Bitext, LeftOut, Unit, UnitRecord
from align.model.documents import BlockFinder, Code, Document, Segment, Splitter, keep_blocks
from align.model.findings import LONGEST, Edit, Finding, Fix, Severity, Suggestion
from align.model.offsets import Notation, OffsetMap, Origin, Stretch, StretchTable
from align.model.pages import Page, Row, Sentence
from align.model.replacements import Replacement, list_hints, list_replacements, write_marked
from align.model.reports import Diagnostic, Excerpt, Report, RulePage, RulesNotRun, StaleAccept, UnusedAllow
from align.model.sequences import MappedSequence
from align.model.skipped import Skipped
from align.model.spans import MASK, Location, Span, merge_spans, move_to_one_line, on_one_line, shorten
from align.model.structure import Element, Role

__all__ = [
    "LONGEST",
    "MASK",
    "NO_RECORD",
    "Alignment",
    "Bead",
    "Bitext",
    "BlockFinder",
    "Code",
    "Diagnostic",
    "Document",
    "Edit",
    "Element",
    "Excerpt",
    "Finding",
    "Fix",
    "LeftOut",
    "Location",
    "MappedSequence",
    "Notation",
    "OffsetMap",
    "Origin",
    "Page",
    "Replacement",
    "Report",
    "Role",
    "Row",
    "RulePage",
    "RulesNotRun",
    "Segment",
    "Sentence",
    "Severity",
    "Skipped",
    "Span",
    "Splitter",
    "StaleAccept",
    "Stretch",
    "StretchTable",
    "Suggestion",
    "Unit",
    "UnitRecord",
    "UnusedAllow",
    "keep_blocks",
    "list_hints",
    "list_replacements",
    "merge_spans",
    "move_to_one_line",
    "on_one_line",
    "shorten",
    "write_marked",
]
