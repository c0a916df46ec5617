"""A file of decisions made on the page of a report: a line of JSON that says what it is, then one a decision.

A line before the decisions on a text has its digest, and the last line says that the file is whole. No line depends on
another, so that git may merge two files by keeping the lines of both.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from align.errors import FileError, advise, describe_unreadable
from align.report.json_document import dump
from glossary.storage.atomic import sync_folder, write_atomically
from glossary.storage.reading import can_be_path, read_file

KIND = "aligncheck-review"
VERSION = 1

_DOCUMENT, _END = "document", "end"
"""The kinds of lines that are no decisions: the digest of a text, and the last one."""

_DECISIONS = {
    "finding": ("accept", "fix", "edit", "comment"),
    "edit": ("edit",),
    "pair": ("pair",),
    "term": ("accept", "reject", "comment"),
}

Key = tuple[str, str, str]
"""What is decided about: the path, the kind and the id."""


class Remark(NamedTuple):
    """What a person commented, and when (a date)."""

    by: str
    at: str
    text: str


class Decision(NamedTuple):
    """What was decided about a finding, a sentence (`kind` edit), a pair of them or a term, by its id.

    `decision`: accept (a finding for a `reason`), fix or edit (write `text` there), pair (the sentences that the id
    names belong together), reject (a term), or comment. `by` and `at` (a date) are for people. `comments` are those of
    several people, oldest first; `comment` is the last of them, or the only one, by who decided.
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
    comments: tuple[Remark, ...] = ()

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Return the comments, oldest first."""
        return self.comments or ((Remark(self.by, self.at, self.comment),) if self.comment else ())

    @property
    def key(self) -> Key:
        """Return what is decided about."""
        return self.path, self.kind, self.id


def name_decision(one: Decision) -> str:
    """Return what distinguishes a decision from others in a journal: its id, and the digest of what is to be there."""
    return f"{one.id}:{sha256(one.text.encode(errors='surrogatepass')).hexdigest()[:20]}"


Digests = Mapping[str, frozenset[str]]
"""By the path of a text, the digests that it had when it was decided on: several, where it has changed in the meantime.
"""


class Review(NamedTuple):
    """What a file of decisions holds; `options`: those of the run that found what is decided on, each in one string.

    There are several where git has put two files together. `digests` are those of the texts on the page, also
    of some on which nothing is decided.
    """

    decisions: list[Decision]
    digests: Digests
    options: tuple[str, ...] = ()


class Reviews(NamedTuple):
    """The decisions of several files, comments aside: those that no one contradicts, each once, and the others.

    `files` are those that have a decision, by its key, in the order in which they were given. `problems` has a line for
    each that reviewers do not agree on; `all` are the decisions file by file, whatever they are. `options` are those of
    each file.
    """

    agreed: list[Decision]
    problems: list[str]
    files: dict[Key, str]
    all: dict[str, list[Decision]]
    digests: Digests
    options: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def read_reviews(paths: Iterable[str]) -> Reviews:
    """Return the decisions in files. Raises FileError: a file that is not whole is not read in part."""
    read = {path: read_review(path) for path in paths}
    digests = _join_digests(item for one in read.values() for item in one.digests.items())
    merged = merge_reviews({path: one.decisions for path, one in read.items()})
    return merged._replace(digests=digests, options={path: one.options for path, one in read.items()})


def choose_options(known: Mapping[str, tuple[str, ...]]) -> tuple[str, str]:
    """Return the options of a run that files of decisions name, and the first file that does; both empty: none does.

    Raises FileError where they name different ones.
    """
    named = dict[str, str]()
    for path, texts in known.items():
        for text in texts:
            named.setdefault(text, path)
    if len(named) > 1:
        first, second = sorted(named)[:2]
        why = f"was made with the options {second}, {named[first]} with {first}: take one after the other"
        if named[first] == named[second]:
            why = f"was made with the options {first} and with {second}"
        raise FileError(named[second], f'{why}, or say which hold with --options "..." (nothing was done)')
    return next(iter(named.items()), ("", ""))


def find_options(path: str) -> tuple[str, ...]:
    """Return the options that a file of decisions names, even where the file is not whole. Raises FileError."""
    from align.config.review_tables import is_table, read_table

    if is_table(path):
        return read_table(path).options
    return _find_options(one for line in _read_lines(path) if (one := _parse(line)).get("kind") == KIND)


def _join_digests(given: Iterable[tuple[str, Iterable[str]]]) -> Digests:
    joined = defaultdict[str, set[str]](set)
    for path, digests in given:
        joined[path].update(digests)
    return {path: frozenset(digests) for path, digests in joined.items()}


def merge_reviews(by_file: dict[str, list[Decision]]) -> Reviews:
    """Return the decisions of several files, by these."""
    by_key, files = dict[Key, dict[tuple[str, str], Decision]](), dict[Key, str]()
    for path, one in ((path, one) for path, decisions in by_file.items() for one in decisions):
        if one.decision != "comment":
            by_key.setdefault(one.key, {}).setdefault((one.decision, one.text), one)
            files.setdefault(one.key, path)
    agreed = [next(iter(said.values())) for said in by_key.values() if len(said) == 1]
    problems = [_tell(list(said.values())) for said in by_key.values() if len(said) > 1]
    return Reviews(sorted(agreed), problems, files, by_file, {})


def _tell(said: list[Decision]) -> str:
    what = " / ".join(f"{one.by or 'somebody'}: {one.decision} {one.text}".rstrip() for one in said)
    return f"{said[0].path}: {said[0].kind} {said[0].id}: reviewers do not agree ({what})"


def read_review(path: str) -> Review:
    """Return what a file of decisions holds, or a table of findings that was filled in. Raises FileError."""
    from align.config.review_tables import is_table, read_table

    if is_table(path):
        table = read_table(path)
        return Review([_make(given, path) for given in table.decisions], {}, table.options)
    lines = [(number, _parse(line)) for number, line in enumerate(_read_lines(path), 1) if line.strip()]
    heads = [one for _, one in lines if one.get("kind") == KIND]
    if not lines or lines[0][1] not in heads:
        raise FileError(path, "is not a file of decisions: save one on the page of `check --output html=FILE`")
    if newer := [one.get("version") for one in heads if one.get("version") != VERSION]:
        raise FileError(path, f"is of version {newer[0]}, this program reads {VERSION}: update it")
    given = [(number, one) for number, one in lines if one.get("kind") not in (KIND, _DOCUMENT, _END)]
    decisions = [_make(one, f"{path}:{number}") for number, one in given]
    if lines[-1][1] != {"kind": _END}:
        raise FileError(path, "is cut off, for its last line is not there: nothing was done; save it again on the page")
    documents = (one for _, one in lines if one.get("kind") == _DOCUMENT)
    digests = _join_digests((str(one.get("path")), (str(one.get("digest")),)) for one in documents)
    return Review(decisions, digests, _find_options(heads))


def _find_options(heads: Iterable[Mapping[str, object]]) -> tuple[str, ...]:
    return tuple(sorted({str(one["options"]) for one in heads if one.get("options")}))


def _read_lines(path: str) -> list[str]:
    try:
        return read_file(path).decode("utf-8-sig").split("\n")
    except OSError as error:
        raise FileError(path, describe_unreadable(error)) from None
    except ValueError:
        raise FileError(path, "cannot be read: is not UTF-8") from None


def format_decision(one: Decision) -> dict[str, object]:
    """Return a decision as an object of JSON, as the page writes it: what is empty and need not be there is
    left out.
    """
    needs_text = one.decision in ("fix", "edit")
    values = {**one._asdict(), "comments": [remark._asdict() for remark in one.comments]}
    return {name: value for name, value in values.items() if value or (name == "text" and needs_text)}


def write_review(path: str, signature: str, review: Review) -> None:
    """Write a file of decisions, in order; it is on the disk when this returns. Raises FileError."""
    head = {"kind": KIND, "version": VERSION, "signature": signature}
    lines: list[Mapping[str, object]] = [{**head, "options": one} for one in review.options] or [head]
    by_path = {text: list(given) for text, given in groupby(sorted(review.decisions), lambda one: one.path)}
    for text in sorted({*by_path, *review.digests}):
        known = sorted(review.digests.get(text, ()))
        lines += [{"kind": _DOCUMENT, "path": text, "digest": one} for one in known]
        lines += map(format_decision, by_path.get(text, ()))
    lines.append({"kind": _END})
    try:
        write_atomically(Path(path), (f"{dump(line)}\n" for line in lines))
        sync_folder(Path(path))
    except OSError as error:
        raise FileError(path, f"cannot be written ({error.strerror}): {advise(error)}") from None


def _make(given: Mapping[str, object], place: str) -> Decision:
    if one := make_decision(given):
        return one
    raise FileError(place, "is not a decision: nothing was done; save the file again on the page")


def make_decision(given: Mapping[str, object]) -> Decision | None:
    """Return a decision from an object of JSON; None where it is none, or does not say what it must."""
    *names, _ = Decision._fields
    values, comments = [value for name in names if isinstance(value := given.get(name, ""), str)], _read_remarks(given)
    is_whole = len(values) == len(names) and comments is not None
    one = Decision._make((*values, comments)) if is_whole else Decision("", "", "", "")
    is_known = one.decision in _DECISIONS.get(one.kind, ()) and one.path and one.id
    return one if is_known and can_be_path(one.path) and not _lacks(one, given) else None


def _read_remarks(given: Mapping[str, object]) -> tuple[Remark, ...] | None:
    """Return the comments of several people; None where they are none."""
    comments = given.get("comments", [])
    if not isinstance(comments, list) or not all(isinstance(one, dict) for one in comments):
        return None
    remarks = [Remark(*(one.get(name, "") for name in Remark._fields)) for one in comments]
    return tuple(remarks) if all(isinstance(value, str) for remark in remarks for value in remark) else None


def _lacks(one: Decision, given: Mapping[str, object]) -> bool:
    """Return whether a decision does not say what it must."""
    needed = None if one.kind == "term" else {"accept": "reason", "fix": "text", "edit": "text"}.get(one.decision)
    return needed is not None and (needed not in given or (needed == "reason" and not one.reason.strip()))


def _parse(line: str) -> dict[str, object]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
