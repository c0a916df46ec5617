"""The encoding that a document names itself: in the declaration of XML, in a `meta` element of HTML,
in the header of a PO file."""

from __future__ import annotations

import re

_XML = re.compile(rb"\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})")
_HTML = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_PO = re.compile(rb"^\"Content-Type:[^\"\n]{0,200}?charset=([\w.:-]{1,40})", re.IGNORECASE | re.MULTILINE)
_HEAD = 2048
_LONG_HEAD = 1 << 16
"""A PO file may begin with many lines of comments."""


def find_declared_encoding(data: bytes) -> str | None:
    """Return the name that is at the beginning of a document; None where none does.

    >>> find_declared_encoding(b'<?xml version="1.0" encoding="GBK"?>'), find_declared_encoding(b"<meta charset=utf-8>")
    ('GBK', 'utf-8')
    """
    head = data[:_HEAD]
    match = _XML.match(head) or _HTML.search(head) or _PO.search(data[:_LONG_HEAD])
    return match[1].decode("ascii", "replace") if match else None
