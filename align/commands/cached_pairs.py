"""What the rules found in each pair of a file when it was checked last: after an edit, only what is new is checked.

A table is one file in the folder of results. Its name is a digest of all that findings depend on besides the pairs;
a pair is known by the digest of its texts. What rules say that compare the pairs of a file is found afresh.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any, NamedTuple

from align.commands.plain_data import build_reader, to_plain
from align.model import Bitext, Finding
from glossary.storage import cache as storage
from glossary.storage.reading import read_file

_LARGEST = 40_000_000  # bytes of a table
_MOST = 200_000
"""Pairs of which a table is kept."""

_DAMAGES = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


class TableOfPairs(NamedTuple):
    """Where the table of a file is, and the signature and the dictionary of the results that it is of."""

    path: str
    signature: str
    dictionary: str


@dataclass
class CachedPairs:
    """The findings in the pairs of one file: those `known` from the last time, and those that are kept for the next."""

    table: TableOfPairs
    known: dict[str, Any]
    kept: dict[str, Any] = field(default_factory=dict)
    is_changed: bool = False

    @classmethod
    def load(cls, table: TableOfPairs) -> CachedPairs:
        """Read a table; what is damaged, or not there, is empty."""
        try:
            digest, _, body = read_file(Path(table.path), _LARGEST).partition(b"\n")
            known = json.loads(body) if digest.decode() == sha256(body).hexdigest() else {}
        except (OSError, *_DAMAGES):
            known = {}
        return cls(table, known if isinstance(known, dict) else {})

    def find(self, text: Bitext | None) -> tuple[list[Finding], list[str]] | None:
        """Return what was found in a pair, and what could not be checked in it; None where that is not known."""
        if text is None:
            return None
        digest = _digest(text)
        values = self.known.get(digest)
        if values is None:
            return None
        try:
            findings, remarks = ([_read_finding(value) for value in values[0]], [*values[1]]) if values else ([], [])
        except _DAMAGES:
            return None
        self._add(digest, values)
        return findings, remarks

    def keep(self, text: Bitext | None, findings: list[Finding], remarks: dict[str, None]) -> None:
        """Keep what was found in a pair."""
        if text:
            self.is_changed = True
            self._add(_digest(text), [[to_plain(one) for one in findings], [*remarks]] if findings or remarks else [])

    def save(self, signature: str, dictionary: str) -> None:
        """Write the table for the next time, unless a glossary or the dictionary was changed in the meantime."""
        as_it_was = (signature, dictionary) == (self.table.signature, self.table.dictionary)
        if as_it_was and (self.is_changed or len(self.kept) < len(self.known)) and len(self.kept) < _MOST:
            body = json.dumps(self.kept, separators=(",", ":")).encode()
            if len(body) < _LARGEST - 100:
                storage.write(Path(self.table.path), [sha256(body).hexdigest().encode(), b"\n", body])
        elif as_it_was:
            storage.touch(Path(self.table.path))

    def _add(self, digest: str, values: object) -> None:
        if len(self.kept) < _MOST:
            self.kept[digest] = values


def _digest(text: Bitext) -> str:
    sides = text.source.language, text.source.text, text.target.language, text.target.text
    return blake2b(repr((sides, text.units)).encode(errors="backslashreplace"), digest_size=16).hexdigest()


def _read_finding(value: object) -> Finding:
    found: Finding = build_reader(Finding)(value)
    return found
