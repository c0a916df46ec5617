"""What the first bytes of a file show of its format, where its name says another one; and what would read others."""

import re
from typing import NamedTuple

from align.errors import ReadError
from align.model.formats import READERS, UNKNOWN
from align.readers import OtherContentError

HEAD = 4_000
"""How many bytes are read to find the format, of all but an archive."""


class _Kind(NamedTuple):
    """A format: what people call it, and what to do where it is not read; rows of readers say which suffixes it has."""

    name: str
    advice: str = ""


_KINDS = {
    "pdf": _Kind("PDF"),
    "docx": _Kind("a Word document"),
    "xlsx": _Kind("a workbook of Excel"),
    "odt": _Kind("a document of LibreOffice"),
    "epub": _Kind("a book (EPUB)"),
    "html": _Kind("HTML"),
    "xliff": _Kind("XLIFF"),
    "tmx": _Kind("TMX"),
    "vtt": _Kind("WebVTT"),
    "rtf": _Kind("RTF", "save it as .docx"),
    "ole": _Kind("a file of Office 97, or encrypted", "save it as .docx or .xlsx without a password"),
    "pptx": _Kind("slides of PowerPoint", "save their text as .docx or .txt"),
    "ods": _Kind("a spreadsheet of LibreOffice", "save it as .xlsx or .csv"),
    "odp": _Kind("slides of LibreOffice", "save their text as .odt or .txt"),
    "zip": _Kind("a ZIP archive", "unpack it"),
}
_TEXTS = frozenset({"html", "xliff", "tmx", "vtt"})
"""What a person may want to read as another text: where they name a format, that holds."""
_MIMETYPES = {
    b"application/epub+zip": "epub",
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_PARTS = {b"word/document": "docx", b"xl/workbook": "xlsx", b"ppt/presentation": "pptx"}
_ROOT = re.compile(
    r"\A\s*+(?:<\?xml[^>]{0,200}+>\s*+)?(?:<!--(?:[^-]|-(?!->)){0,1000}+-->\s*+)?"
    r"(?:<!doctype\s++(?P<type>[\w:]{1,20}+)|<(?:\w{1,20}+:)?(?P<root>\w{1,20}+))",
    re.IGNORECASE,
)
_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))

_OTHERS = {
    ".doc .dot .dotx .rtf .wps .wpt .wpd .pages .abw .hwp .gdoc": "save it as .docx",
    ".ppt .pptx .ppsx .odp .dps .key .eml .msg": "save its text as .docx or .txt",
    ".xls .xlsm .xlsb .et .ods .numbers": "save it as .xlsx or .csv",
    ".mht .mhtml .webarchive": "save it as .html",
    ".resx .rc .ftl .stringsdict .ttx": "export it as .xliff or .po",
    ".mobi .azw .azw3 .fb2": "convert it to .epub",
    ".djvu .png .jpg .jpeg .tif .tiff .gif .webp .heic": "recognise its text first (OCR)",
    ".mo": "give the .po file it is made of",
    ".zip .xlz .7z .rar .gz .tar .tgz": "unpack it",
    ".parquet .zst": "give it to `aligncheck corpus check`",
    ".ttml .dfxp .sbv .sub .ssa .lrc": "convert it to .srt or .vtt",
}
OTHERS = {
    suffix: advice for suffixes, advice in _OTHERS.items() for suffix in suffixes.split() if suffix not in READERS
}
"""Suffixes of formats that are not read, and what would be."""


def recognise(data: bytes) -> str:
    """Return the name of the format that the bytes of a file show; empty where they show none.

    >>> recognise(b"%PDF-1.7"), recognise(b"<!DOCTYPE html><p>"), recognise(b"A text.")
    ('pdf', 'html', '')
    """
    if data.startswith(b"PK\x03\x04"):
        return _recognise_archive(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    return "pdf" if data[:1024].lstrip().startswith(b"%PDF-") else _recognise_text(_decode_head(data))


def _recognise_archive(data: bytes) -> str:
    """Return the first member of OpenDocument and EPUB says what they are; the names of its parts show Microsoft's."""
    if data[30:38] == b"mimetype":
        said = data[38:110]
        longest = max((mime for mime in _MIMETYPES if said.startswith(mime)), key=len, default=b"")
        return _MIMETYPES.get(longest, "zip")
    return next((name for part, name in _PARTS.items() if part in data), "zip")


def _decode_head(data: bytes) -> str:
    codec = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    return data[:HEAD].decode(codec, "ignore").removeprefix("\ufeff")


def _recognise_text(head: str) -> str:
    if re.match(r"WEBVTT(?=\s|\Z)", head):
        return "vtt"
    match = _ROOT.match(head)
    name = (match["type"] or match["root"]).lower() if match else ""
    return name if name in _TEXTS else ""


def refuse_other_content(data: bytes, suffix: str, *, is_named: bool = False) -> None:
    """Raise ReadError where a file is clearly of another format than its suffix says; OtherContentError for `.xml`.

    `is_named`: a person has named the format; then a text is what they say.
    """
    found = recognise(data)
    content = READERS.get(suffix, UNKNOWN).content
    if not found or found == content or (is_named and found in _TEXTS):
        return
    if found in ("ole", "zip") and content in (*_MIMETYPES.values(), *_PARTS.values()):
        return  # the reader says more of it
    kind = _KINDS[found]
    known = next((one for one, reader in READERS.items() if reader.content == found), "")
    advice = f"give --input-format {known[1:]}, or call it {known}" if known else kind.advice
    error = OtherContentError if suffix == ".xml" else ReadError  # what XML holds is recognized by its root alone
    raise error(f"looks like {kind.name}, not {suffix}: {advice}")
