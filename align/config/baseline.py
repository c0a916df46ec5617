"""A baseline: a file of findings that are known already, so that a run says what is new.

It has a line of JSON for each finding, in order of path, rule and fingerprint, and nothing that changes with anything
else: no number of a line, no count, no date. Two lines on one finding, as git leaves them where two branches have added
it, count as one.
"""

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from align.errors import FileError, describe_unreadable
from align.model import Diagnostic, on_one_line
from align.report.json_document import dump
from glossary.storage.atomic import write_atomically
from glossary.storage.reading import read_file

DEFAULT_NAME = "aligncheck-baseline.jsonl"
"""The file where no other one is named."""

ACCEPTED_NAME = "aligncheck-accepted.jsonl"
"""The file, next to the configuration, of findings that someone has accepted, each for a reason."""

_AROUND = 30
"""How many characters of its line are on either side of what is marked in an excerpt."""


_PLAIN_NAME = re.compile(r"[\w.-]+")
"""A name that is no pattern in a .gitattributes."""


_VERSION = re.compile(r"v(\d{1,9})-")
"""How a fingerprint begins, but for those of version 1."""

FINGERPRINT = re.compile("v2-[0-9a-f]{8}-[0-9a-f]{16}|[0-9a-f]{20}")
"""A fingerprint, of today or of version 1."""

_NEWEST = 2
"""The version of the fingerprints of today (see `align.linter.diagnostics`)."""


class Key(NamedTuple):
    """What distinguishes a finding from all others: its file, as the file of entries names it, and its fingerprint."""

    path: str
    fingerprint: str


class Entry(NamedTuple):
    """A finding that is known. The excerpt is for people.

    `reason`, `by` and `on` say why, by whom and when (a date) it was accepted; empty in a baseline.
    """

    path: str
    rule: str
    fingerprint: str
    excerpt: str
    reason: str = ""
    by: str = ""
    on: str = ""

    @property
    def key(self) -> Key:
        """Return what distinguishes it from all others."""
        return Key(self.path, self.fingerprint)

    @property
    def is_old(self) -> bool:
        """Return whether an earlier version has made its fingerprint, which holds nothing of the source."""
        return _VERSION.match(self.fingerprint) is None

    @property
    def fault(self) -> str:
        """Return what of the fingerprint is the same in a file of another name; empty where that is not known."""
        return "" if self.is_old else self.fingerprint.rpartition("-")[2]


_NEEDED, _OPTIONAL = Entry._fields[:4], Entry._fields[4:]


def make_entry(found: Diagnostic, name: str) -> Entry:
    """Return the entry for a finding in a file of this name."""
    text, start, end = found.excerpt.text, found.excerpt.start, found.excerpt.end
    excerpt = text[max(start - _AROUND, 0) : min(end, start + 2 * _AROUND) + _AROUND]
    return Entry(name, found.finding.rule, found.fingerprint, on_one_line(excerpt).strip())


def read_baseline(path: str) -> tuple[Entry, ...]:
    """Return the entries of a file. Raises FileError, which names the line that is none."""
    try:
        lines = read_file(path).decode("utf-8-sig").splitlines()
    except FileNotFoundError:
        raise FileError(
            path, f"no such baseline: make it with `aligncheck baseline PATHS{name_option(path)}`"
        ) from None
    except OSError as error:
        raise FileError(path, describe_unreadable(error)) from None
    except ValueError:
        raise FileError(path, "cannot be read: is not UTF-8") from None
    return tuple(_parse(line, path, number) for number, line in enumerate(lines, 1) if line.strip())


def name_option(path: str) -> str:
    """Return the option that names a baseline, with a space before it; empty where the usual one needs none."""
    return "" if path == DEFAULT_NAME else f" --baseline {path}"


def _parse(line: str, path: str, number: int) -> Entry:
    try:
        value = json.loads(line)
        entry = Entry(*(value[name] for name in _NEEDED), *(value.get(name, "") for name in _OPTIONAL))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        entry = None
    if entry is None or not all(isinstance(text, str) for text in entry):
        keys = ", ".join(_NEEDED)
        raise FileError(
            f"{path}:{number}",
            f"is not a line of a baseline (JSON with {keys}): delete it; `aligncheck baseline` adds what is missing",
        )
    version = _VERSION.match(entry.fingerprint)
    if version and int(version[1]) > _NEWEST:
        raise FileError(f"{path}:{number}", f"is of version {version[1]}, this program reads {_NEWEST}: update it")
    return entry


def write_baseline(path: str, entries: Iterable[Entry]) -> None:
    """Write a baseline, the entries in order. Raises FileError."""
    lines = sorted(map(_format, entries))
    try:
        write_atomically(Path(path), (f"{line}\n" for line in lines))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FileError(path, f"cannot be written ({reason}): name another with --baseline") from None


def _format(entry: Entry) -> str:
    return dump({name: text for name, text in entry._asdict().items() if text or name in _NEEDED})


def set_union_merge(path: Path, pattern: str = "") -> bool:
    """Have git keep the entries of both sides where it merges a baseline; return whether this had to be said.

    It is said in the .gitattributes next to the baseline: of it alone, or of all files that fit a pattern. Raises
    FileError.
    """
    name = pattern or path.name
    folder, attributes = path.absolute().parent, path.absolute().with_name(".gitattributes")
    in_repository = any(os.path.lexists(parent / ".git") for parent in (folder, *folder.parents))
    if not in_repository or not (pattern or _PLAIN_NAME.fullmatch(name)):
        return False
    try:
        text = read_file(attributes).decode() if os.path.lexists(attributes) else ""
        if name in (line.partition(" ")[0] for line in text.splitlines()):
            return False
        line_end = "" if not text or text.endswith("\n") else "\n"
        write_atomically(attributes, (f"{text}{line_end}{name} merge=union\n",))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "is not UTF-8"
        raise FileError(str(attributes), f"{reason}: write into it: {name} merge=union") from None
    return True
