"""What of a workbook gets lost when it is saved: the parts and elements that openpyxl does not write again."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from glossary.formats.base import FormatError

_KEPT = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(core|app|custom)\.xml|docProps/thumbnail\.\w+"
    r"|xl/(workbook|styles|sharedStrings|calcChain)\.xml|xl/_rels/workbook\.xml\.rels|xl/theme/theme\d+\.xml"
    r"|xl/worksheets/(_rels/)?[^/]+\.xml(\.rels)?|xl/(comments/)?comment[^/]*\.xml|xl/tables/[^/]+\.xml"
    r"|xl/printerSettings/.*|.*/",
    re.IGNORECASE,
)
"""Parts that openpyxl writes again, and those that programs make again (thumbnails, printers, what to compute first).
"""

_LOST = (
    ("xl/charts", "charts"),
    ("xl/chartsheets", "sheets of charts"),
    ("xl/media", "images"),
    ("xl/diagrams", "diagrams"),
    ("xl/pivot", "pivot tables"),
    ("xl/slicer", "slicers"),
    ("xl/timeline", "timelines"),
    ("xl/vba", "macros"),
    ("xl/macrosheets", "macros"),
    ("xl/externalLinks", "links to other workbooks"),
    ("xl/threadedComments", "threads of comments"),
    ("xl/persons", "threads of comments"),
    ("xl/ctrlProps", "controls"),
    ("xl/activeX", "controls"),
    ("xl/embeddings", "embedded objects"),
    ("xl/queryTables", "queries"),
    ("xl/connections", "queries"),
    ("xl/model", "queries"),
    ("xl/metadata", "formulas that fill several cells"),
    ("_xmlsignatures", "signatures"),
    ("customXml", "data of other programs"),
)
"""The beginning of the name of a part -> what it is to a person."""

_ELEMENTS = (
    (re.compile(rb"<(?:\w+:)?extLst\b"), "extensions of newer versions of Excel (such as lists to choose from)"),
    (re.compile(rb"<(?:\w+:)?rPh\b"), "readings above characters"),
)
_DRAWING = re.compile(r"xl/drawings/(_rels/)?[^/]+\.(xml|vml)(\.rels)?", re.IGNORECASE)
_SHAPES = (
    ("drawings", re.compile(rb"Anchor\b")),
    ("controls", re.compile(rb"ObjectType=[\"'](?!Note)")),
)
"""What of drawings gets lost: all that is in one; of the older kind, all but the frames of comments."""
_ROUND_SHEETS = re.compile(r"xl/(worksheets/[^/]+|sharedStrings)\.xml", re.IGNORECASE)


def find_lost_parts(data: bytes) -> list[str]:
    """Name what of a workbook an edit would lose, each kind once; nothing where the bytes are no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [*dict.fromkeys(_list_losses(archive))]
    except zipfile.BadZipFile as error:
        raise FormatError("no workbook that can be read: save it again as .xlsx") from error


def _list_losses(archive: zipfile.ZipFile) -> Iterator[str]:
    for name in archive.namelist():
        if _DRAWING.fullmatch(name):
            what, pattern = _SHAPES[name.lower().endswith(".vml")]
            yield from [what] if pattern.search(archive.read(name)) else ()
        elif not _KEPT.fullmatch(name):
            yield next((what for start, what in _LOST if name.lower().startswith(start.lower())), name)
        elif _ROUND_SHEETS.fullmatch(name):
            content = archive.read(name)
            yield from (what for pattern, what in _ELEMENTS if pattern.search(content))
