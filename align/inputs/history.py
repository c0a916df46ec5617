"""What a source was when its translation was last touched, as git has it: few questions, however many the texts.

What a translation says itself comes first (a commit, or a digest of the source). Else the newest commit counts that
changed it: not one that only moved it, nor the edits of a merge.
Whatever a file was called at that time, it is found: names are followed back through the commits that changed them.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from align.errors import CommandError, ReadError
from align.inputs.changes import check_revision, find_base
from align.inputs.files import read_bytes
from align.inputs.git import (
    GitError,
    ask_git,
    compare_files,
    describe_depth,
    is_shallow,
    read_blob,
    require_blobs,
    split_names,
    stream_names,
)
from align.inputs.named_sources import NamedSource, find_named_source

_PLAIN = ("--raw", "-z", "--no-abbrev", "-M", "-l1000", "--no-relative")
_LOG = (
    "-c",
    "log.showRoot=true",
    "log",
    *_PLAIN,
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--ignore-submodules",
    "--no-show-signature",
    "--format=tformat:%H %P",
)
_SHALLOW = (
    "this clone is shallow, and {} was last touched before its history begins: fetch the rest "
    "(git fetch --unshallow; in a workflow, fetch-depth: 0)"
)
_NO_REPOSITORY = "is not in a git repository"
_ADVICE = "record the sources with --record, and compare with --stored"


class Pair(NamedTuple):
    """A translation and its source."""

    target: str
    source: str


@dataclass(frozen=True)
class Version:
    """A source as it was, and its translation at that time (None: it was not there, or that is not known).

    `since` says what time that was. `problem` says why it is not known; empty where it is. `is_new`: that is because
    the translation is newer. `is_text`: the source is text in UTF-8, whatever its file is.
    """

    since: str = ""
    source: bytes = b""
    target: bytes | None = None
    problem: str = ""
    is_new: bool = False
    is_text: bool = False

    def encode(self, encoding: str | None) -> bytes:
        """Return the source in the encoding that its file is read with."""
        if not self.is_text or encoding is None:
            return self.source
        return self.source.decode().encode(encoding, errors="replace")


class _Names(NamedTuple):
    """A commit, and what the files of a pair were called in it."""

    commit: str
    target: str
    source: str


class _Change(NamedTuple):
    """A file that a commit changed: its name after and before, and whether its content is another."""

    name: str
    before: str
    is_edit: bool


def find_versions(pairs: Sequence[Pair], revision: str | None, *, strict: bool = True) -> dict[Pair, Version]:
    """Return the source of each pair as it was when the translation was last touched, or at a revision.

    Raises CommandError where a translation is in no repository, the repository does not know the revision, or a clone
    is too shallow; if not `strict`, that is a problem of the versions that it concerns.
    """
    if revision is not None:
        check_revision(revision)
    groups: defaultdict[str, dict[Pair, Pair]] = defaultdict(dict)
    found: dict[Pair, Version] = {}
    for pair in pairs:
        root = _find_root(pair.target)
        target, source = (os.path.relpath(os.path.realpath(path), root or ".") for path in pair)
        if not root and strict:
            raise CommandError(f"{pair.target} {_NO_REPOSITORY}: {_ADVICE}")
        if not root or source.startswith(".."):
            problem = f"its source {pair.source} is not in the same repository" if root else _NO_REPOSITORY
            found[pair] = Version(problem=f"{problem}: {_ADVICE}")
        else:
            groups[root][pair] = Pair(Path(target).as_posix(), Path(source).as_posix())
    for root, names in groups.items():
        found |= _find_in(root, names, revision) if strict else _find_leniently(root, names, revision)
    return found


def _find_leniently(root: str, pairs: Mapping[Pair, Pair], revision: str | None) -> dict[Pair, Version]:
    try:
        return dict(_find_in(root, pairs, revision))
    except CommandError as error:
        return dict.fromkeys(pairs, Version(problem=str(error)))


def _find_root(path: str) -> str:
    """Return the root of the repository of a file; empty where there is none."""
    folder = Path(os.path.realpath(path)).parent
    for root in (folder, *folder.parents):
        if os.path.lexists(root / ".git"):
            return str(root)
    return ""


def _find_in(root: str, pairs: Mapping[Pair, Pair], revision: str | None) -> Iterator[tuple[Pair, Version]]:
    try:
        tracked = split_names(ask_git(root, "ls-tree", "-r", "-z", "--name-only", "--full-tree", "HEAD"))
    except GitError as error:
        raise CommandError(f"{root}: git cannot read its history ({error}): {_ADVICE}") from None
    moved = _find_moved(root)
    named = {pair: Pair(*(moved.get(name, name) for name in names)) for pair, names in pairs.items()}
    known = {pair: names for pair, names in named.items() if names.target in tracked}
    for pair in pairs.keys() - known.keys():
        problem = "was never committed: commit it with the source that it renders"
        yield pair, Version(problem=problem, is_new=revision is not None)
    if revision is not None:
        yield from _read_versions(root, _find_names(root, known, find_base(root, revision)), revision)
        return
    said = dict(_read_named(root, known))
    yield from said.items()
    others = {pair: names for pair, names in known.items() if pair not in said}
    yield from _read_versions(root, _find_touches(root, others), revision)


def _read_named(root: str, pairs: Mapping[Pair, Pair]) -> Iterator[tuple[Pair, Version]]:
    """Yield the versions of sources that translations name themselves, where git has them; a commit that it does not
    know is a problem.
    """
    named = {pair: one for pair in pairs if (one := _find_named(pair.target))}
    commits = _find_commits(root, {one.value for one in named.values() if one.is_commit})
    for pair, one in named.items():
        if not one.is_commit:
            version = _find_digest(root, one, pair, pairs[pair].source)
        elif commit := commits[one.value]:
            version = _read_at(root, commit, pair, pairs[pair])
        else:
            version = Version(problem=f"git does not know its {one.key} {one.value}{describe_depth(root)}")
        if version:
            yield pair, version


def _read_at(root: str, commit: str, pair: Pair, names: Pair) -> Version:
    """Return a source as it was in a commit, where it may have had another name."""
    if (source := read_blob(root, commit, names.source)) is None:
        before = _find_names(root, {pair: names}, commit)[pair].source
        source = read_blob(root, commit, before)
    if source is None:
        return Version(
            problem=f"its source {pair.source} was not in the commit that it names ({commit[:10]}): {_ADVICE}"
        )
    return Version(commit[:10], source)


def _find_named(target: str) -> NamedSource | None:
    try:
        return find_named_source(read_bytes(target))
    except ReadError:  # who reads it for the comparison reports it
        return None


def _find_commits(root: str, names: Collection[str]) -> dict[str, str]:
    """Return the full names of commits; empty for those that git does not know, or are no commits."""
    if not names:
        return {}
    asked = sorted(names)
    answers = ask_git(
        root, "cat-file", "--batch-check", given="".join(f"{name}^{{commit}}\n" for name in asked).encode()
    )
    found = (line.split() for line in answers.decode().splitlines())
    return {name: words[0] if words[1:2] == ["commit"] else "" for name, words in zip(asked, found, strict=True)}


def _find_digest(root: str, named: NamedSource, pair: Pair, source: str) -> Version | None:
    """Return the version of a source that has a digest: as it is now, or in the newest commit; None for neither."""
    try:
        now = read_bytes(pair.source)
    except ReadError:
        return None
    if named.is_of(now):
        return Version(named.key, now)
    edits = (
        (commit, one.name)
        for commit, _, changes in _read_log(root, "--follow", "HEAD", "--", source)
        for one in changes
    )
    names = {f"{commit}:{name}": commit for commit, name in edits}
    blobs = _read_blobs(root, list(names))
    found = ((commit, blobs[name]) for name, commit in names.items())
    return next((Version(commit[:10], data) for commit, data in found if data is not None and named.is_of(data)), None)


def _find_moved(root: str) -> dict[str, str]:
    """Return the new names of files that have one since HEAD, and is not committed, with their names there."""
    tokens = iter(compare_files(root, *_PLAIN, "HEAD", "--").split(b"\0"))
    changes = [_read_change(line, tokens) for line in tokens if line]
    return {change.name: change.before for change in changes if change.name != change.before}


@dataclass
class _Walk:
    """The way back through history: what files are called at its place, and the pairs whose commit is not found yet."""

    left: dict[Pair, Pair]
    now: dict[str, str] = field(default_factory=dict)
    origins: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    found: dict[Pair, _Names] = field(default_factory=dict)
    pairs_of: defaultdict[str, list[Pair]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for pair, names in self.left.items():
            self.pairs_of[names.target].append(pair)
            for name in names:
                self.now[name] = name
                self.origins[name].add(name)

    def pass_commit(self, commit: str, changes: Iterable[_Change]) -> None:
        """Take note of what a commit touched, then give files the names that they had before it."""
        ours = [change for change in changes if self.origins.get(change.name)]
        for change in ours:
            if change.is_edit:
                self._find(commit, change.name)
        moved = [(self.origins.pop(change.name), change.before) for change in ours if change.before != change.name]
        for origins, before in moved:
            self.origins[before] |= origins
            self.now |= dict.fromkeys(origins, before)

    def _find(self, commit: str, name: str) -> None:
        for origin in self.origins[name]:
            for pair in self.pairs_of.pop(origin, ()):
                names = self.left.pop(pair)
                self.found[pair] = _Names(commit, name, self.now[names.source])


def _find_touches(root: str, pairs: Mapping[Pair, Pair]) -> dict[Pair, _Names]:
    """Return the newest commit that changed each translation. Raises CommandError where a clone is too shallow."""
    walk, shallow = _Walk(dict(pairs)), is_shallow(root)
    for commit, is_first, changes in _read_log(root) if pairs else ():
        before = set(walk.found)
        walk.pass_commit(commit, changes)
        if shallow and is_first and (cut := sorted(walk.found.keys() - before)):
            raise CommandError(_SHALLOW.format(cut[0].target))
        if not walk.left:
            break
    return walk.found


def _read_log(root: str, *revisions: str) -> Iterator[tuple[str, bool, list[_Change]]]:
    """Yield the commits from HEAD back: name, whether there is none before, what it changed. Merges change nothing."""
    commit, parents, changes = "", "", list[_Change]()
    names = stream_names(root, *_LOG, *(revisions or ("HEAD",)))
    for token in names:
        line = token.lstrip(b"\n")
        if line.startswith(b":"):
            changes.append(_read_change(line, names))
            continue
        if commit:
            yield commit, not parents, changes
        commit, _, parents = line.decode().partition(" ")
        changes = []
    if commit:
        yield commit, not parents, changes


def _read_change(line: bytes, names: Iterator[bytes]) -> _Change:
    """Return a change as `--raw` has it: modes, blobs and a letter, then one name, or two."""
    _, _, old, new, status = line.split()
    before = os.fsdecode(next(names))
    name = os.fsdecode(next(names)) if status[:1] in b"RC" else before
    return _Change(name, before, old != new and status != b"D")


def _find_names(root: str, pairs: Mapping[Pair, Pair], base: str) -> dict[Pair, _Names]:
    """Return what the files of pairs were called in a commit."""
    walk = _Walk(dict(pairs))
    for commit, _, changes in _read_log(root, f"{base}..HEAD"):
        walk.pass_commit(commit, changes)
    return {pair: _Names(base, *(walk.now[name] for name in names)) for pair, names in pairs.items()}


def _read_versions(root: str, named: Mapping[Pair, _Names], revision: str | None) -> Iterator[tuple[Pair, Version]]:
    wanted = [f"{names.commit}:{name}" for names in named.values() for name in (names.source, names.target)]
    blobs = _read_blobs(root, wanted)
    for pair, names in named.items():
        source, target = (blobs[f"{names.commit}:{name}"] for name in (names.source, names.target))
        since = revision or names.commit[:10]
        if source is not None:
            yield pair, Version(since, source, target)
        elif revision and target is None:
            yield pair, Version(problem=f"was not there at {revision} yet", is_new=True)
        else:
            where = f"at {revision}" if revision else f"when it was last touched (commit {since})"
            yield pair, Version(problem=f"its source {pair.source} was not in git {where}: {_ADVICE}")


def _read_blobs(root: str, names: Sequence[str]) -> dict[str, bytes | None]:
    """Return what files of commits hold (`commit:path`); None for those that are not there. Raises GitError."""
    asked = [name for name in dict.fromkeys(names) if "\n" not in name]
    answer = ask_git(root, "cat-file", "--batch", given=b"".join(os.fsencode(f"{name}\n") for name in asked))
    blobs, position = dict[str, bytes | None].fromkeys(names), 0
    for name in asked:
        end = answer.index(b"\n", position)
        head, position = answer[position:end].split(), end + 1
        if len(head) == 3 and head[1] == b"blob" and head[2].isdigit():
            blobs[name] = answer[position : position + int(head[2])]
        if head[-1].isdigit() and len(head) == 3:
            position += int(head[-1]) + 1
    require_blobs(root, [name for name, data in blobs.items() if data is None])
    return blobs
