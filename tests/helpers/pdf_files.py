"""PDF files made by hand: texts at places on pages."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /a def /CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange
%d beginbfchar %s endbfchar endcmap end end"""
_FONTS = b"<</Font<</L 3 0 R/W 4 0 R>>>>"


class Shown(NamedTuple):
    """A text, and where it starts on its page, from the lower left in points; `font`: L for Latin, W for wide."""

    text: str
    x: float = 72
    y: float = 700
    size: float = 12
    font: str = ""


def make_pdf(pages: Iterable[Iterable[Shown]], named: bool = True, trailer: bytes = b"") -> bytes:
    """A file of pages 600 points wide and 800 high; `named`: its wide font says which characters it shows."""
    shown = [list(page) for page in pages]
    signs = "".join(sorted({sign for page in shown for one in page for sign in one.text}))
    contents = [b"\n".join(map(_show, page)) for page in shown]
    return join_objects(_list_objects(contents, signs if named else ""), trailer)


def make_page_of(content: bytes, filters: bytes = b"/Filter/FlateDecode") -> bytes:
    """A file of one page with this content as it is."""
    return join_objects(_list_objects([], "", {"content": content, "filters": filters}))


def wrap_lines(lines: Sequence[str], top: float = 700, leading: float = 14, x: float = 72) -> list[Shown]:
    """Lines one below another."""
    return [Shown(line, x, top - leading * number) for number, line in enumerate(lines)]


def _show(shown: Shown) -> bytes:
    font = shown.font or ("L" if shown.text.isascii() else "W")
    raw = shown.text.encode("utf-16-be" if font == "W" else "cp1252")
    return f"BT /{font} {shown.size} Tf {shown.x} {shown.y} Td <{raw.hex()}> Tj ET".encode()


def _list_objects(contents: Sequence[bytes], signs: str, raw: Mapping[str, bytes] | None = None) -> list[bytes]:
    number = len(contents) + bool(raw)
    kids = b" ".join(b"%d 0 R" % (7 + 2 * index) for index in range(number))
    to_unicode = b"/ToUnicode 6 0 R" if signs else b""
    names = b" ".join(b"<%04x> <%04x>" % (ord(sign), ord(sign)) for sign in signs)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, number),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[5 0 R]%s>>" % to_unicode,
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/DW 1000/CIDSystemInfo<<>>>>",
        _make_stream(_TO_UNICODE % (len(signs), names)),
    ]
    streams = [_make_stream(zlib.compress(content), b"/Filter/FlateDecode") for content in contents]
    if raw:
        streams.append(_make_stream(raw["content"], raw["filters"]))
    for index, stream in enumerate(streams):
        content = 8 + 2 * index
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R/Resources%s>>" % (content, _FONTS)
        )
        objects.append(stream)
    return objects


def _make_stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), entries, content)


def join_objects(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, the first of which is its catalogue."""
    data, offsets = b"%PDF-1.7\n", list[int]()
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(data))
    return data + head + table + end
