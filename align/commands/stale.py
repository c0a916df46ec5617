"""Which parts of translations are stale: their sources have changed since they were last touched."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from operator import itemgetter
from os.path import relpath
from pathlib import Path
from typing import NamedTuple

from align.aligners.documents import Method, align_documents
from align.analysis.common_sentences import normalise
from align.analysis.revisions import Revision, compare_texts
from align.analysis.rewordings import diff_words
from align.config.settings import Request
from align.errors import FileError, ReadError
from align.inputs.files import read_bytes
from align.inputs.fixed_pairs import place
from align.inputs.history import Pair, Version, find_versions
from align.inputs.loading import make_options
from align.inputs.recorded_sources import SOURCES_NAME, RecordedSource, read_sources, write_sources
from align.inputs.tasks import Task, plan_tasks
from align.model import Alignment, Document, Skipped, on_one_line
from align.model.staleness import Change, Position, Stale, StaleReport, StaleText
from align.readers import ReadOptions, encode, gives_bitexts, read_document
from glossary.dictionary.cedict import use_dictionary
from glossary.storage.decoding import decode
from glossary.storage.reading import is_there


def find_stale(request: Request, revision: str | None = None, *, stored: bool = False) -> StaleReport:
    """What is stale in the translations that a person names.

    Their sources are compared with what they were when the translations were last touched, as git has it; with
    `revision` with what they were then, with `stored` with what was recorded. Raises MissingPathError, ConfigError,
    CommandError where git cannot tell, FileError for a record that cannot be read, EncoderUnavailableError.
    """
    tasks, skipped = _plan(request)
    if stored:
        versions = _find_recorded(tasks)
    else:
        pairs = {Pair(task.path, task.source): task for task in tasks}
        found = find_versions(list(pairs), revision)
        versions = {task.path: found[pair] for pair, task in pairs.items()}
    results = [_compare(task, versions[task.path]) for task in tasks]
    return StaleReport(
        tuple(one for one in results if isinstance(one, StaleText)),
        (*skipped, *(one for one in results if isinstance(one, Skipped))),
    )


def record_sources(request: Request) -> tuple[dict[str, int], tuple[Skipped, ...]]:
    """Record what the sources of translations say now: how many in each file, and what could not be.

    What is recorded of other translations stays, unless they are gone. Raises FileError, MissingPathError, ConfigError.
    """
    tasks, skipped = _plan(request)
    files: dict[str, dict[str, RecordedSource]] = {}
    for task in tasks:
        base = task.settings.find_base(task.path)
        try:
            text = _read_characters(task)
        except ReadError as error:
            skipped.append(Skipped(task.source, str(error), failed=True))
            continue
        lines = text.replace("\r\n", "\n").replace("\r", "\n")
        source = RecordedSource(Path(relpath(task.source, base)).as_posix(), lines)
        files.setdefault(base, {})[task.settings.name_in_fingerprints(task.path)] = source
    for base, sources in files.items():
        path = str(Path(base, SOURCES_NAME))
        kept = {name: source for name, source in read_sources(path).items() if is_there(str(Path(base, name)))}
        write_sources(path, kept | sources)
    return {str(Path(base, SOURCES_NAME)): len(sources) for base, sources in files.items()}, tuple(skipped)


def _read_characters(task: Task) -> str:
    """The text of a source: that of the file itself, where it has lines. Raises ReadError."""
    data = read_bytes(task.source)
    document = read_document(task.source, data, make_options(task.settings, task.source_language))
    return decode(data, task.settings.encoding) if _has_lines(document) else document.text


def _has_lines(document: Document) -> bool:
    return document.locate(0).line is not None


def _plan(request: Request) -> tuple[list[Task], list[Skipped]]:
    """The translations that have a source, and those that cannot be compared; where there are none, all else, too."""
    tasks, skipped, others = list[Task](), list[Skipped](), list[Skipped]()
    for item in plan_tasks(request):
        if isinstance(item, Skipped):
            (skipped if item.failed else others).append(item)
        elif item.source:
            tasks.append(item)
        else:
            is_bitext = gives_bitexts(item.path)
            reason = "holds its source itself" if is_bitext else "no source is known: name it with --source"
            skipped.append(Skipped(item.path, reason))
    return tasks, skipped if tasks else skipped + others


def _find_recorded(tasks: Sequence[Task]) -> dict[str, Version]:
    """What is recorded of the source of each translation. Raises FileError."""
    files: dict[str, dict[str, RecordedSource]] = {}
    versions: dict[str, Version] = {}
    for task in tasks:
        path = str(Path(task.settings.find_base(task.path), SOURCES_NAME))
        if path not in files:
            if not is_there(path):
                raise FileError(path, "no sources are recorded: record them with --record")
            files[path] = read_sources(path)
        source = files[path].get(task.settings.name_in_fingerprints(task.path))
        problem = "" if source else f"its source is not recorded in {path}: record it with --record"
        versions[task.path] = Version("recorded", encode(source.text) if source else b"", problem=problem, is_text=True)
    return versions


def _compare(task: Task, version: Version) -> StaleText | Skipped:
    if version.problem:
        return Skipped(task.path, version.problem, failed=not version.is_new)
    try:
        return _Comparison(task, version).compare()
    except ReadError as error:
        return Skipped(task.path, str(error), failed=True)


@dataclass(frozen=True)
class _Comparison:
    """A translation, its source, and what both were."""

    task: Task
    version: Version

    def compare(self) -> StaleText:
        """What is stale. Raises ReadError, EncoderUnavailableError."""
        result = StaleText(self.task.path, self.task.source, self.version.since, unchanged=len(self.new.blocks))
        if self.new_data == self.version.source:
            return result
        revisions = compare_texts(self.old, self.new)
        touched = {self.new.block(self.new.segments[index].start) for edit in revisions.edits for index in edit.new}
        result = replace(result, unchanged=len(self.new.blocks) - len(touched), moved=revisions.moved)
        if not revisions.edits:
            return result
        with use_dictionary(self.task.settings.dictionary):
            followed = self.followed
            left = [edit for edit in revisions.edits if not (followed and followed.has(edit))]
            places = _Places(self.alignment, self.new, (*revisions.same, *revisions.edits))
        return replace(result, found=places.describe(left), updated=len(revisions.edits) - len(left))

    @cached_property
    def new_data(self) -> bytes:
        """The bytes of the source now."""
        try:
            return read_bytes(self.task.source)
        except ReadError as error:
            raise ReadError(f"its source {self.task.source} {error}") from None

    @cached_property
    def new(self) -> Document:
        """The source now."""
        return self._read(self.task.source, self.new_data, self.task.source_language)

    @cached_property
    def old(self) -> Document:
        """The source as it was."""
        language = self.task.source_language
        if not self.version.is_text:
            return self._read(self.task.source, self.version.source, language)
        path = self.task.source if _has_lines(self.new) else f"{self.task.source}.txt"
        return read_document(path, self.version.source, ReadOptions(language, "utf-8"))

    @cached_property
    def target(self) -> Document:
        """The translation now."""
        return self._read(self.task.path, read_bytes(self.task.path), self.task.language)

    def _read(self, path: str, data: bytes, language: str) -> Document:
        return read_document(path, data, make_options(self.task.settings, language))

    @cached_property
    def before(self) -> Document:
        """The translation as it was; as it is, where that is not known."""
        data = self.version.target
        return self.target if data is None else self._read(self.task.path, data, self.task.language)

    def _align(self, source: Document, target: Document) -> Alignment:
        fixed = place(self.task.fixed, source, target)
        return align_documents(source, target, Method(alone=False), fixed.beads)

    @cached_property
    def alignment(self) -> Alignment:
        """The translation now beside the source as it was."""
        return self._align(self.old, self.target)

    @cached_property
    def followed(self) -> _Followed | None:
        """What the translation has followed; None where it says what it said."""
        keys, known = ([normalise(one.text) for one in text.segments] for text in (self.target, self.before))
        gone, fresh = _find_others(known, keys), _find_others(keys, known)
        if not gone and not fresh:
            return None
        return _Followed(self._align(self.old, self.before), gone, self._align(self.new, self.target), fresh)


def _find_others(keys: Sequence[str], known: Sequence[str]) -> frozenset[int]:
    """The indices of the sentences that are not known."""
    same = set(known)
    return frozenset(index for index, key in enumerate(keys) if key not in same)


@dataclass(frozen=True)
class _Followed:
    """What was changed in a translation: sentences that are `gone` from the old one, and `fresh` ones in the new one.

    Each is aligned with the source of its time.
    """

    before: Alignment
    gone: frozenset[int]
    now: Alignment
    fresh: frozenset[int]

    def has(self, edit: Revision) -> bool:
        """Whether the translation was changed where its source was."""
        if edit.old and (rendered := _find_rendered(self.before, edit.old)):
            return not self.gone.isdisjoint(rendered)
        rendered = _find_rendered(self.now, edit.new)
        return bool(rendered) and self.fresh.issuperset(rendered)


def _find_rendered(alignment: Alignment, segments: Iterable[int]) -> list[int]:
    """The segments of the translation that render some of the source, in order."""
    places = sorted({alignment.find_bead_of_source(index) for index in segments})
    return list(chain.from_iterable(alignment.beads[place].target for place in places))


class _Place(NamedTuple):
    """From where to where in a translation (None: nowhere), and the segments of it that are concerned."""

    start: int | None
    end: int | None
    rendered: tuple[int, ...]


@dataclass(frozen=True)
class _Places:
    """Where the edits of a source concern its translation, which is aligned with the source as it was."""

    alignment: Alignment
    new: Document
    revisions: Sequence[Revision]

    @cached_property
    def origins(self) -> Mapping[int, int]:
        """The last old segment that each new one came from."""
        return {index: one.old[-1] for one in self.revisions if one.old for index in one.new}

    def describe(self, edits: Iterable[Revision]) -> tuple[Stale, ...]:
        """Some edits, in the order of the translation; what has no place there stays behind what it stood behind."""
        last, placed = -1, list[tuple[int, Stale]]()
        for edit in edits:
            place, position = self._place(edit)
            last = place.start if place.start is not None else last
            placed.append((last, self._describe(edit, place, position)))
        return tuple(found for _, found in sorted(placed, key=itemgetter(0)))

    def _describe(self, edit: Revision, place: _Place, position: Position) -> Stale:
        old, new = _join(self.alignment.source, edit.old), _join(self.new, edit.new)
        change = Change.ADDED if not edit.old else Change.CHANGED if edit.new else Change.REMOVED
        source_start = self.new.locate(self.new.segments[edit.new[0]].start) if edit.new else None
        start, end = (offset if offset is None else self.alignment.target.locate(offset) for offset in place[:2])
        text, is_shared = _join(self.alignment.target, place.rendered), self._is_shared(edit.old)
        return Stale(change, start, end, text, old, new, diff_words(old, new), source_start, position, is_shared)

    def _place(self, edit: Revision) -> tuple[_Place, Position]:
        """Where an edit concerns the translation.

        New sentences stand behind the one before them, or before the one that follows them in their paragraph.
        """
        if edit.old:
            return self._find_bounds(_find_rendered(self.alignment, edit.old)), Position.AT
        before, after = self._find_near(edit.new[0], -1), self._find_near(edit.new[-1], 1)
        is_first = before is None or not self._is_same_paragraph(before.new[0], edit.new[0])
        if after and is_first and (before is None or self._is_same_paragraph(after.new[0], edit.new[-1])):
            place = self._find_bounds(after.old[:1])
            return place._replace(end=place.start), Position.BEFORE
        place = self._find_bounds(before.old[-1:] if before else ())
        return place._replace(start=place.end), Position.BEHIND

    @cached_property
    def _rendered(self) -> list[int]:
        """The new segments that came from old ones which are rendered, in order."""
        return sorted(index for index, origin in self.origins.items() if _find_rendered(self.alignment, [origin]))

    def _find_near(self, index: int, step: int) -> Revision | None:
        """The nearest new segment that is rendered, before one (step -1) or behind it (1), and what renders it."""
        place = bisect_left(self._rendered, index) if step < 0 else bisect_right(self._rendered, index) + 1
        if not 0 < place <= len(self._rendered):
            return None
        near = self._rendered[place - 1]
        return Revision(tuple(_find_rendered(self.alignment, [self.origins[near]])), (near,))

    def _is_same_paragraph(self, one: int, other: int) -> bool:
        starts = (self.new.segments[index].start for index in (one, other))
        return len({self.new.block(start) for start in starts}) == 1

    def _find_bounds(self, rendered: Sequence[int]) -> _Place:
        segments = self.alignment.target.segments
        if not rendered:
            return _Place(None, None, ())
        return _Place(segments[rendered[0]].start, segments[rendered[-1]].end, tuple(rendered))

    def _is_shared(self, segments: Sequence[int]) -> bool:
        """Whether what renders some segments renders others, too."""
        places = {self.alignment.find_bead_of_source(index) for index in segments}
        beads = (self.alignment.beads[place] for place in places)
        return any(bead.target and not set(segments).issuperset(bead.source) for bead in beads)


def _join(document: Document, segments: Iterable[int]) -> str:
    return on_one_line("\n".join(document.segments[index].text for index in segments))
