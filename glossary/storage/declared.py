"""The encoding that a document names itself: in the declaration of XML, or in a `meta` element of HTML."""

from __future__ import annotations

import re

_XML = re.compile(rb"\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})")
_HTML = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 2048


def find_declared_encoding(data: bytes) -> str | None:
    """Return the name that stands at the beginning of a document; None where none does.

    >>> find_declared_encoding(b'<?xml version="1.0" encoding="GBK"?>'), find_declared_encoding(b"<meta charset=utf-8>")
    ('GBK', 'utf-8')
    """
    head = data[:_HEAD]
    match = _XML.match(head) or _HTML.search(head)
    return match[1].decode("ascii", "replace") if match else None
