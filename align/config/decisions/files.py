"""The files that hold decisions, a line of JSON each: those of a review, of accepted findings, and of known ones.

A file of a review says in its first line what it is; a line before the decisions on a text has its digest, and the last
line says that the file is whole. Files of accepted or known findings hold nothing but decisions. No line depends
on another, so that git may merge two files by keeping the lines of both: two that are about one finding count as one.
"""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from align.config.decisions.decision import FINDING, KEEP, KNOWN, Decision, Key, format_decision, parse_decision
from align.errors import FileError, advise, describe_unreadable, refuse_newer
from align.report.json_document import dump
from glossary.storage.atomic import sync_folder, write_atomically
from glossary.storage.reading import read_file

KIND = "aligncheck-review"
VERSION = 1
"""Of all these files; one of a review says it, and a line of another one where it is later."""

DEFAULT_NAME = "aligncheck-baseline.jsonl"
"""The file of known findings where no other one is named."""

ACCEPTED_NAME = "aligncheck-accepted.jsonl"
"""The file, next to the configuration, of findings that someone keeps as they are, each for a reason."""

_DOCUMENT, _END = "document", "end"
"""The kinds of lines that are no decisions: the digest of a text, and the last one."""

_NEWEST = 2
"""The version of the fingerprints of today (see `align.linter.diagnostics`)."""

_PLAIN_NAME = re.compile(r"[\w.-]+")
"""A name that is no pattern in a .gitattributes."""

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
    digests = _join_digests(
        (text, mark) for one in read.values() for text, marks in one.digests.items() for mark in marks
    )
    merged = merge_reviews({path: one.decisions for path, one in read.items()})
    return merged._replace(digests=digests, options={path: one.options for path, one in read.items()})


def _join_digests(given: Iterable[tuple[str, str]]) -> Digests:
    joined = defaultdict[str, set[str]](set)
    for path, digest in given:
        joined[path].add(digest)
    return {path: frozenset(digests) for path, digests in joined.items()}


def merge_reviews(by_file: dict[str, list[Decision]]) -> Reviews:
    """Return the decisions of several files, by these."""
    by_key, files = dict[Key, dict[tuple[str, str], Decision]](), dict[Key, str]()
    for path, one in ((path, one) for path, decisions in by_file.items() for one in decisions):
        if one.decision != "comment":
            by_key.setdefault(one.key, {}).setdefault((one.decision, one.text), one)
            files.setdefault(one.key, path)
    agreed, problems = list[Decision](), list[str]()
    for said in (list(said.values()) for said in by_key.values()):
        if len(said) == 1:
            agreed += said
        else:
            about = max(said, key=lambda one: bool(one.excerpt))
            what = " / ".join(f"{one.by or 'somebody'}: {one.decision} {one.text}".rstrip() for one in said)
            problems.append(f"{about.describe()}: reviewers do not agree ({what})")
    return Reviews(sorted(agreed), problems, files, by_file, {})


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
    from align.config.decisions.tables import is_table, read_table

    if is_table(path):
        return read_table(path)[1]
    return _find_options(one for _, one in _read_objects(path) if one.get("kind") == KIND)


def read_review(path: str) -> Review:
    """Return what a file of decisions holds, or a table of findings that was filled in. Raises FileError."""
    from align.config.decisions.tables import is_table, read_table

    if is_table(path):
        rows, options = read_table(path)
        return Review([_parse(given, path) for given in rows], {}, options)
    lines = list(_read_objects(path))
    heads = [one for _, one in lines if one.get("kind") == KIND]
    if not lines or lines[0][1] not in heads:
        raise FileError(path, "is not a file of decisions: save one on the page of `check --output html=FILE`")
    for one in heads:
        refuse_newer(path, one.get("version"), VERSION)
    given = [(number, one) for number, one in lines if one.get("kind") not in (KIND, _DOCUMENT, _END)]
    decisions = [_parse(one, f"{path}:{number}") for number, one in given]
    if lines[-1][1] != {"kind": _END}:
        raise FileError(path, "is cut off, for its last line is not there: nothing was done; save it again on the page")
    documents = (one for _, one in lines if one.get("kind") == _DOCUMENT)
    digests = _join_digests((str(one.get("path")), str(one.get("digest"))) for one in documents)
    return Review(decisions, digests, _find_options(heads))


def _find_options(heads: Iterable[Mapping[str, object]]) -> tuple[str, ...]:
    return tuple(sorted({str(one["options"]) for one in heads if one.get("options")}))


def _parse(given: Mapping[str, object], place: str) -> Decision:
    if one := parse_decision(given):
        return one
    raise FileError(place, "is not a decision: nothing was done; save the file again on the page")


def write_review(path: str, signature: str, review: Review) -> None:
    """Write a file of decisions, in order; it is on the disk when this returns. Raises FileError."""
    head = {"kind": KIND, "version": VERSION, "signature": signature}
    lines: list[Mapping[str, object]] = [{**head, "options": one} for one in review.options] or [head]
    by_path = defaultdict[str, list[Decision]](list)
    for one in sorted(review.decisions):
        by_path[one.path].append(one)
    for text in sorted({*by_path, *review.digests}):
        known = sorted(review.digests.get(text, ()))
        lines += [{"kind": _DOCUMENT, "path": text, "digest": one} for one in known]
        lines += map(format_decision, by_path[text])
    _write(path, [*lines, {"kind": _END}], advise)


def read_findings(path: str) -> tuple[Decision, ...]:
    """Return the decisions in a file of accepted or known findings. Raises FileError, also for a faulty line."""
    option, found = "" if path == DEFAULT_NAME else f" --baseline {path}", list[Decision]()
    missing = f"no such baseline: make it with `aligncheck baseline PATHS{option}`"
    for number, given in _read_objects(path, missing):
        place = f"{path}:{number}"
        refuse_newer(place, given.get("version"), VERSION)
        one = parse_decision(given, may_be_known=True)
        if one is None or one.kind != FINDING or one.decision not in (KEEP, KNOWN):
            what, advice = "a baseline", "delete it; `aligncheck baseline` adds what is missing"
            if Path(path).name == ACCEPTED_NAME:
                what, advice = "accepted findings", "correct it, or take the line from an earlier version of the file"
            raise FileError(place, f"is not a line of {what} (JSON with kind, path, id, decision): {advice}")
        refuse_newer(place, one.version, _NEWEST)
        found.append(one)
    return tuple(found)


def write_findings(path: str, decisions: Iterable[Decision]) -> None:
    """Write a file of accepted or known findings, in order of path, rule and fingerprint. Raises FileError.

    A file that has these lines already is left alone, so that nothing that watches it starts.
    """
    lines = list(map(format_decision, sorted(decisions, key=lambda one: (one.path, one.rule, one))))
    with suppress(OSError, ValueError):
        if read_file(path).decode() == "".join(f"{dump(line)}\n" for line in lines):
            return
    is_baseline = Path(path).name != ACCEPTED_NAME
    _write(path, lines, lambda error: "name another with --baseline" if is_baseline else advise(error))


def _write(path: str, lines: Iterable[Mapping[str, object]], advise_on: Callable[[Exception], str]) -> None:
    try:
        write_atomically(Path(path), (f"{dump(line)}\n" for line in lines))
        sync_folder(Path(path))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FileError(path, f"cannot be written ({reason}): {advise_on(error)}") from None


def _read_objects(path: str, missing: str = "") -> Iterator[tuple[int, dict[str, object]]]:
    """Yield the lines of a file, each as an object with its number (an empty one where it is none)."""
    try:
        lines = read_file(path).decode("utf-8-sig").split("\n")
    except FileNotFoundError as error:
        raise FileError(path, missing or describe_unreadable(error)) from None
    except OSError as error:
        raise FileError(path, describe_unreadable(error)) from None
    except ValueError:
        raise FileError(path, "cannot be read: is not UTF-8") from None
    decode = json.JSONDecoder().raw_decode  # much quicker than `loads` for short lines
    for number, line in enumerate(lines, 1):
        text = line.strip(" \t\r")
        if text and not text.isspace():
            try:
                value, end = decode(text)
            except (ValueError, RecursionError):
                value, end = None, 0
            yield number, value if isinstance(value, dict) and end == len(text) else {}


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
