"""A file of decisions made on the page of a report: a line of JSON that says what it is, then one a decision."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from align.errors import FileError
from glossary.storage.reading import read_file

KIND = "aligncheck-review"
VERSION = 1

_DECISIONS = {
    "finding": ("accept", "fix", "comment"),
    "edit": ("edit",),
    "pair": ("pair",),
    "term": ("accept", "reject", "comment"),
}


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
    def key(self) -> tuple[str, str, str]:
        """What is decided about."""
        return self.path, self.kind, self.id


def read_reviews(paths: Iterable[str]) -> tuple[list[Decision], list[str]]:
    """The decisions in these files, each once, and a line for each that reviewers do not agree on, which is left out.

    Raises FileError: a file that is not whole is not read in part.
    """
    by_key = dict[tuple[str, str, str], dict[tuple[str, str], Decision]]()
    for path in paths:
        for one in _read(path):
            if one.decision != "comment":
                by_key.setdefault(one.key, {}).setdefault((one.decision, one.text), one)
    agreed = [next(iter(said.values())) for said in by_key.values() if len(said) == 1]
    return sorted(agreed), [_tell(list(said.values())) for said in by_key.values() if len(said) > 1]


def _tell(said: list[Decision]) -> str:
    what = " / ".join(f"{one.by or 'somebody'}: {one.decision} {one.text}".rstrip() for one in said)
    return f"{said[0].path}: {said[0].kind} {said[0].id}: reviewers do not agree ({what})"


def _read(path: str) -> list[Decision]:
    try:
        head, *lines = read_file(path).decode("utf-8-sig").splitlines() or [""]
    except OSError as error:
        raise FileError(path, f"cannot be read: {error.strerror}") from None
    except ValueError:
        raise FileError(path, "cannot be read: is not UTF-8") from None
    given = _parse(head)
    if given.get("kind") != KIND:
        raise FileError(path, "is no file of decisions: save one on the page of `check --output html=FILE`")
    if given.get("version") != VERSION:
        raise FileError(path, f"is of version {given.get('version')}, this program reads {VERSION}: update it")
    return [_make(line, path, number) for number, line in enumerate(lines, 2) if line.strip()]


def _make(line: str, path: str, number: int) -> Decision:
    given = _parse(line)
    values = [value for name in Decision._fields if isinstance(value := given.get(name, ""), str)]
    one = Decision(*values) if len(values) == len(Decision._fields) else Decision("", "", "", "")
    if one.decision not in _DECISIONS.get(one.kind, ()) or not (one.path and one.id) or _lacks(one, given):
        raise FileError(f"{path}:{number}", "is no decision: nothing was done; save the file again on the page")
    return one


def _lacks(one: Decision, given: dict[str, object]) -> bool:
    """Whether a decision does not say what it must."""
    needed = None if one.kind == "term" else {"accept": "reason", "fix": "text", "edit": "text"}.get(one.decision)
    return needed is not None and (needed not in given or (needed == "reason" and not one.reason.strip()))


def _parse(line: str) -> dict[str, object]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
