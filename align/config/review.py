"""A file of decisions made on the page of a report: a line of JSON that says what it is, then one a decision."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from align.errors import FileError
from align.report.json_document import dump
from glossary.storage.atomic import sync_folder, write_atomically
from glossary.storage.reading import read_file

KIND = "aligncheck-review"
VERSION = 1

_DECISIONS = {
    "finding": ("accept", "fix", "edit", "comment"),
    "edit": ("edit",),
    "pair": ("pair",),
    "term": ("accept", "reject", "comment"),
}

Key = tuple[str, str, str]
"""What is decided about: the path, the kind and the id."""


class Decision(NamedTuple):
    """What was decided about a finding, a sentence (`kind` edit), a pair of them or a term, by its id.

    `decision`: accept (a finding for a `reason`), fix or edit (write `text` there), pair (the sentences that the id
    names belong together), reject (a term), or comment. `by` and `at` (a date) are for people.
    """

    kind: str
    path: str
    id: str
    decision: str
    text: str = ""
    reason: str = ""
    comment: str = ""
    by: str = ""
    at: str = ""

    @property
    def key(self) -> Key:
        """What is decided about."""
        return self.path, self.kind, self.id


class Reviews(NamedTuple):
    """The decisions of several files, comments aside: those that nobody contradicts, each once, and the others.

    `files` are those that have a decision, by its key, in the order in which they were given. `problems` has a line for
    each that reviewers do not agree on; `all` are the decisions file by file, whatever they are.
    """

    agreed: list[Decision]
    problems: list[str]
    files: dict[Key, str]
    all: dict[str, list[Decision]]


def read_reviews(paths: Iterable[str]) -> Reviews:
    """The decisions in files. Raises FileError: a file that is not whole is not read in part."""
    return merge_reviews({path: read_review(path) for path in paths})


def merge_reviews(by_file: dict[str, list[Decision]]) -> Reviews:
    """The decisions of several files, by these."""
    by_key, files = dict[Key, dict[tuple[str, str], Decision]](), dict[Key, str]()
    for path, one in ((path, one) for path, decisions in by_file.items() for one in decisions):
        if one.decision != "comment":
            by_key.setdefault(one.key, {}).setdefault((one.decision, one.text), one)
            files.setdefault(one.key, path)
    agreed = [next(iter(said.values())) for said in by_key.values() if len(said) == 1]
    problems = [_tell(list(said.values())) for said in by_key.values() if len(said) > 1]
    return Reviews(sorted(agreed), problems, files, by_file)


def _tell(said: list[Decision]) -> str:
    what = " / ".join(f"{one.by or 'somebody'}: {one.decision} {one.text}".rstrip() for one in said)
    return f"{said[0].path}: {said[0].kind} {said[0].id}: reviewers do not agree ({what})"


def read_review(path: str) -> list[Decision]:
    """The decisions in a file, or in a table of findings that was filled in. Raises FileError."""
    from align.config.review_tables import is_table, read_table

    if is_table(path):
        return [_make(given, path) for given in read_table(path)]
    try:
        head, *lines = read_file(path).decode("utf-8-sig").split("\n")
    except OSError as error:
        raise FileError(path, f"cannot be read: {error.strerror}") from None
    except ValueError:
        raise FileError(path, "cannot be read: is not UTF-8") from None
    given = _parse(head)
    if given.get("kind") != KIND:
        raise FileError(path, "is no file of decisions: save one on the page of `check --output html=FILE`")
    if given.get("version") != VERSION:
        raise FileError(path, f"is of version {given.get('version')}, this program reads {VERSION}: update it")
    return [_make(_parse(line), f"{path}:{number}") for number, line in enumerate(lines, 2) if line.strip()]


def format_decision(one: Decision) -> dict[str, str]:
    """A decision as an object of JSON, as the page writes it: what is empty and need not be there is left out."""
    needs_text = one.decision in ("fix", "edit")
    return {name: value for name, value in one._asdict().items() if value or (name == "text" and needs_text)}


def write_review(path: str, signature: str, decisions: Iterable[Decision]) -> None:
    """Write a file of decisions, in order; it is on the disk when this returns. Raises FileError."""
    lines = [{"kind": KIND, "version": VERSION, "signature": signature}, *map(format_decision, sorted(decisions))]
    try:
        write_atomically(Path(path), (f"{dump(line)}\n" for line in lines))
        sync_folder(Path(path))
    except OSError as error:
        raise FileError(path, f"cannot be written ({error.strerror}): make room, or name another file") from None


def _make(given: Mapping[str, object], place: str) -> Decision:
    if one := make_decision(given):
        return one
    raise FileError(place, "is no decision: nothing was done; save the file again on the page")


def make_decision(given: Mapping[str, object]) -> Decision | None:
    """A decision from an object of JSON; None where it is none, or does not say what it must."""
    values = [value for name in Decision._fields if isinstance(value := given.get(name, ""), str)]
    one = Decision(*values) if len(values) == len(Decision._fields) else Decision("", "", "", "")
    is_known = one.decision in _DECISIONS.get(one.kind, ()) and one.path and one.id
    return one if is_known and not _lacks(one, given) else None


def _lacks(one: Decision, given: Mapping[str, object]) -> bool:
    """Whether a decision does not say what it must."""
    needed = None if one.kind == "term" else {"accept": "reason", "fix": "text", "edit": "text"}.get(one.decision)
    return needed is not None and (needed not in given or (needed == "reason" and not one.reason.strip()))


def _parse(line: str) -> dict[str, object]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
