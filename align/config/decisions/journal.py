"""A journal of what applying a file of decisions has changed, so that it can be taken back.

It is next to that file, a line of JSON for each file that was changed or finding that was kept, in the order in
which this was done. A line is written before what it records is done.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from align.config.decisions.decision import Decision, format_decision, parse_decision
from align.errors import FileError, describe_unreadable, refuse_newer
from align.report.json_document import dump
from align.writers.changes import Change, find_changes
from glossary.storage.atomic import append, write_atomically
from glossary.storage.reading import can_be_path, is_there, read_file

KIND = "aligncheck-review-journal"
VERSION = 1
SUFFIX = ".undo"

_TEXTS, _NUMBERS = ("before", "was", "now", "behind"), ("start", "order", "equals")


class FileChange(NamedTuple):
    """What was changed in a file, and its digests before and after; an empty one: there was no such file.

    `decisions` are the names of those that asked for it (`Decision.mark`; in older journals, their ids).
    """

    path: str
    before: str
    after: str
    changes: tuple[Change, ...]
    decisions: tuple[str, ...] = ()


class Kept(NamedTuple):
    """A finding that was kept: the file of such findings, and what it says of this one."""

    path: str
    decision: Decision


Record = FileChange | Kept


@dataclass(slots=True)
class Journal:
    """The journal next to a file of decisions; `is_dry`: nothing is written into it."""

    decisions: str
    is_dry: bool = False
    _is_begun: bool = False

    @property
    def path(self) -> str:
        """Return where it is."""
        return self.decisions + SUFFIX

    def read(self) -> list[Record]:
        """Return what it holds; nothing where there is none. Raises FileError."""
        if not is_there(self.path):
            return []
        try:
            head, *lines = read_file(self.path).decode().split("\n")
            about = json.loads(head)
            if about["kind"] == KIND:
                refuse_newer(self.path, about["version"], VERSION)
            return [_parse(json.loads(line)) for line in lines[:-1]]  # a last line that is not whole was never done
        except OSError as error:
            raise FileError(self.path, describe_unreadable(error)) from None
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            raise FileError(self.path, "is not a complete journal of `review apply`: nothing was done") from None

    def note_change(self, path: str, old: bytes | None, new: bytes | None, decisions: Iterable[str] = ()) -> None:
        """Note that a file changes from these bytes to those; None: there is no such file. Raises FileError."""
        if old != new:
            changes = tuple(find_changes(old or b"", new or b""))
            self._add([FileChange(path, digest(old), digest(new), changes, tuple(decisions))])

    def note_kept(self, path: str, decisions: Iterable[Decision]) -> None:
        """Note that these decisions come into a file of findings that are accepted. Raises FileError."""
        own, folder = Path(path).absolute(), Path.cwd()
        name = own.relative_to(folder).as_posix() if own.is_relative_to(folder) else path
        self._add(Kept(name, one) for one in decisions)

    def _add(self, records: Iterable[Record]) -> None:
        new = list(records)
        if self.is_dry or not new:
            return
        if not self._is_begun:
            self._is_begun = True
            self.write([*self.read(), *new])
            return
        with self._explain():
            append(self.path, "".join(f"{_format(record)}\n" for record in new))

    def write(self, records: Iterable[Record]) -> None:
        """Hold these records and no others; none: the journal is removed. Raises FileError."""
        lines = [dump({"kind": KIND, "version": VERSION}), *map(_format, records)]
        with self._explain():
            if len(lines) > 1:
                write_atomically(Path(self.path), (f"{line}\n" for line in lines))
            else:
                Path(self.path).unlink(missing_ok=True)

    @contextmanager
    def _explain(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise FileError(self.path, f"cannot be written ({error.strerror}): nothing more was done") from None


def digest(data: bytes | None) -> str:
    """Return the digest of a file; empty where there is none."""
    return "" if data is None else sha256(data).hexdigest()


def _format(record: Record) -> str:
    """Return a record as a line; of bytes that are no UTF-8, half a character is written for each."""
    if isinstance(record, Kept):
        return dump({"kind": "accepted", "path": record.path, "entry": format_decision(record.decision)})
    changes = [
        {name: value.decode(errors="surrogateescape") if isinstance(value, bytes) else value for name, value in items}
        for items in (one._asdict().items() for one in record.changes)
    ]
    return dump({"kind": "change", **record._asdict(), "changes": changes})


def _parse(given: dict[str, object]) -> Record:
    """Return a record; raises ValueError, TypeError, LookupError or AttributeError where it is none."""
    kind, path = given["kind"], str(given["path"])
    if not can_be_path(path):
        raise ValueError(path)
    if kind == "accepted":
        entry = given["entry"]
        decision = parse_decision(entry, may_be_known=True) if isinstance(entry, dict) else None
        if decision is None:
            raise ValueError(kind)
        return Kept(path, decision)
    changes, decisions = given["changes"], given["decisions"]
    if kind != "change" or not isinstance(changes, list) or not isinstance(decisions, list):
        raise ValueError(kind)
    parsed = list[Change]()
    for one in changes:
        before, was, now, behind = (str(one[name]).encode(errors="surrogateescape") for name in _TEXTS)
        start, order, equals = (number for name in _NUMBERS if isinstance(number := one[name], int))
        parsed.append(Change(str(one["part"]), start, before, was, now, behind, order, equals))
    return FileChange(path, str(given["before"]), str(given["after"]), tuple(parsed), tuple(map(str, decisions)))
