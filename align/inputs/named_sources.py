"""Which version of its source a translation says it renders: a commit, or a digest of the file.

Pipelines that translate documentation write it into the front matter of a page, or into a comment at its start.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple

_SEARCHED = 1 << 16
"""How many bytes at the start of a file are looked at."""

_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:(---|\+\+\+)[ \t]*\r?\n(?P<front>(?s:.*?))^\1[ \t]*$|<!--(?P<comment>(?s:.*?))-->)",
    re.MULTILINE,
)
_COMMITS = ("default_lang_commit", "sourceCommit", "source_commit")
_DIGESTS = ("original_hash", "source_hash", "sourceHash")
_NAMED = re.compile(
    rb"""^[ \t]*+["']?(%s)["']?[ \t]*[:=][ \t]*["']?([0-9a-fA-F]{7,64})\b"""
    % "|".join((*_COMMITS, *_DIGESTS)).encode(),
    re.MULTILINE,
)


class NamedSource(NamedTuple):
    """A version of a source as a translation names it: the key, and the commit or the digest, in lower case."""

    key: str
    value: str

    @property
    def is_commit(self) -> bool:
        """Return whether the value is a commit."""
        return self.key in _COMMITS

    def is_of(self, content: bytes) -> bool:
        """Return whether the value is a digest of this content: MD5, SHA-1, SHA-256, or that of git's own object.

        A digest may be shortened. Lines may end otherwise than when it was made.
        """
        return any(digest.startswith(self.value) for digest in _list_digests(content))


def find_named_source(translation: bytes) -> NamedSource | None:
    """Return the version of its source that a translation names; None where it names none.

    >>> find_named_source(b"---\\ntitle: Start\\ndefault_lang_commit: 9FCEB02 # patched\\n---\\n")
    NamedSource(key='default_lang_commit', value='9fceb02')
    """
    head = _HEAD.match(translation[:_SEARCHED])
    named = head and _NAMED.search(head["front"] or head["comment"] or b"")
    return NamedSource(named[1].decode(), named[2].decode().lower()) if named else None


def _list_digests(content: bytes) -> Iterator[str]:
    unix = content.replace(b"\r\n", b"\n")
    for data in dict.fromkeys((content, unix, unix.replace(b"\n", b"\r\n"))):
        yield hashlib.sha256(data).hexdigest()
        yield hashlib.md5(data, usedforsecurity=False).hexdigest()
        yield hashlib.sha1(data, usedforsecurity=False).hexdigest()
        yield hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
