"""The texts of a task: read from their files, and put next to each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import finalize

from align.config.settings import Request, Settings
from align.errors import ReadError, describe_unreadable
from align.inputs.catalogues import is_catalogue
from align.inputs.files import open_bytes, read_bytes
from align.inputs.fixed_pairs import place
from align.inputs.languages import Languages, language_of_path
from align.inputs.sources import is_source_page, refuse_source, suspect_source
from align.inputs.tasks import Task, plan_tasks
from align.inputs.texts import find_letters
from align.inputs.walking import walk
from align.model import Alignment, Bead, Bitext, Document, MappedSequence, Skipped
from align.model.skipped import NO_PAIRS, NO_TEXT, SOURCE_TEXT
from align.model.staleness import Change, SourceChanges
from align.readers import (
    NoPairsError,
    OtherContentError,
    ReadOptions,
    gives_bitexts,
    is_code,
    is_keyed,
    is_known,
    is_read_by_line,
    is_read_if_named,
    needs_language,
    read,
    read_characters,
    read_document,
    read_open,
)

if TYPE_CHECKING:
    from align.inputs.history import Version
    from align.inputs.keyed_staleness import KeyedVersions
    from align.inputs.staleness import Versions

_UNTOLD = "what is stale in it is not known"
_EMPTY = "the source is empty: nothing was compared with it"
_UNLIKE = "is not used as a source: one file has texts with keys, the other running text; name two of a kind"


@dataclass(frozen=True)
class Loaded:
    """What the files of a task hold: documents or bitexts, and the source of the documents, where it is known.

    `skipped` says what could not be read, `versions` what the source was, where that is to be compared. `fixed` are
    beads of the one text and its source that a person has fixed.
    """

    texts: Sequence[Document | Bitext]
    source: Document | None = None
    skipped: tuple[Skipped, ...] = ()
    versions: Versions | KeyedVersions | None = None
    fixed: tuple[Bead, ...] = ()

    def find_changes(self, kinds: Iterable[Change]) -> SourceChanges:
        """Return what became of the source, of some kinds; nothing where that is not to be reported.

        Raises ReadError, EncoderUnavailableError.
        """
        chosen = tuple(kinds)
        if not self.versions or not chosen:
            return SourceChanges()
        return self.versions.compare_with_moved().choose(chosen)

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what a person has to know of how the files were read."""
        # bitexts that are put together when they are asked for have none
        texts = () if isinstance(self.texts, MappedSequence) else self.texts
        documents = (self.source, *(text for text in texts if isinstance(text, Document)))
        return tuple(dict.fromkeys(note for document in documents if document for note in document.notes))

    @cached_property
    def aligned(self) -> Sequence[tuple[Document | Bitext, Alignment | None]]:
        """Return each text with its alignment, worked out once for all who ask. Raises EncoderUnavailableError.

        Pairs are put together when they are asked for: there may be many.
        """
        if all(isinstance(text, Bitext) for text in self.texts[:1]):
            return MappedSequence(self.texts, _put_beside)
        return tuple(self.align())

    def align(self, alone: bool = True) -> Iterator[tuple[Document | Bitext, Alignment | None]]:
        """Yield each text with its alignment, None where it has no source.

        `alone`: whether the aligner says how likely each segment has no counterpart. Raises EncoderUnavailableError.
        """
        for text in self.texts:
            if isinstance(text, Bitext):
                yield text, text.alignment
            elif self.source and bool(self.source.segments) is bool(text.segments):  # pages of code have none
                from align.aligners.documents import Method, align_documents

                yield text, align_documents(self.source, text, Method(alone=alone), self.fixed)
            else:
                yield text, None


def _put_beside(text: Document | Bitext) -> tuple[Document | Bitext, Alignment | None]:
    return text, text.alignment if isinstance(text, Bitext) else None


def load_task(task: Task, data: bytes | None = None, source: bytes | None = None, with_source: bool = True) -> Loaded:
    """Read the translation of a task and, unless asked not to, its source.

    `data` and `source` replace what their files hold.
    """
    options = replace(make_options(task.settings, task.language), format=task.format)
    try:
        if with_source and task.source and _are_paired_by_key(task):
            data = read_bytes(task.path) if data is None else data
            return _add_keyed_versions(task, data, _load_pair(task, data, source, options), options)
        texts = load_file(task.path, options) if data is None else read(task.path, data, options)
    except ReadError as error:
        return Loaded((), skipped=(_describe_unread(task, error),))
    if task.is_doubtful and (skipped := _suspect(task, texts)):
        return Loaded((), skipped=(skipped,))
    if not task.source and _is_empty(texts) and not is_code(task.path + task.format):
        return Loaded((), skipped=(Skipped(task.path, NO_TEXT),))
    if not task.source or not with_source:
        return Loaded(texts, skipped=tuple(list_left_out(texts)))
    return _add_source(task, texts, source)


def load_pairs(path: str, pairs: Iterable[tuple[str, str]], settings: Settings) -> Loaded:
    """Return sentences with their translations, (source, target), as a file of pairs called `path` would hold them."""
    from align.readers.pairs import list_pairs

    return Loaded(list_pairs(path, pairs, make_options(settings, settings.target_lang)))


def _are_paired_by_key(task: Task) -> bool:
    names = task.path + task.format, task.source + task.source_format
    return all(map(is_keyed, names)) or all(map(is_catalogue, names))


def _is_empty(texts: Sequence[Document | Bitext]) -> bool:
    """Return whether a file holds neither text nor pairs."""
    first = texts[0] if len(texts) == 1 else None
    return not texts or (isinstance(first, Document) and not first.text.strip())


def _describe_unread(task: Task, error: ReadError) -> Skipped:
    """Return a word on a translation that cannot be read; no failure where no one intended it to be read."""
    if task.is_met and isinstance(error, NoPairsError):
        return Skipped(task.path, NO_PAIRS)
    return Skipped(task.path, str(error), failed=not isinstance(error, OtherContentError))


def _add_source(task: Task, texts: Sequence[Document | Bitext], source: bytes | None) -> Loaded:
    """Return the texts with their source, or a word on why it cannot be used."""
    if is_keyed(task.path + task.format) != is_keyed(task.source + task.source_format):
        return Loaded(texts, skipped=(Skipped(task.source, _UNLIKE, failed=True),))
    try:
        original = read_bytes(task.source) if source is None else source
        options = make_options(task.settings, task.source_language)
        options = replace(options, format=task.source_format)
        sources = read(task.source, original, options)
    except ReadError as error:
        return Loaded(texts, skipped=(Skipped(task.source, str(error), failed=True),))
    new = next((one for one in sources if isinstance(one, Document)), None)
    if new and not new.segments and any(isinstance(text, Document) and text.segments for text in texts):
        return Loaded(texts, skipped=(Skipped(task.source, _EMPTY, failed=True),))
    if new and (reason := refuse_source(find_letters(new), Languages(task.source_language, task.language))):
        return Loaded(texts, skipped=(Skipped(task.source, reason, failed=True),))
    return _add_versions(task, _fix_pairs(task, Loaded(texts, new)))


def _fix_pairs(task: Task, loaded: Loaded) -> Loaded:
    """Return the texts with the beads that a person has fixed, and a word on those that fit no more."""
    if not task.fixed or not loaded.source or len(loaded.texts) != 1 or isinstance(loaded.texts[0], Bitext):
        return loaded
    placement = place(task.fixed, loaded.source, loaded.texts[0])
    return replace(loaded, fixed=placement.beads, skipped=tuple(placement.tell_lost(task.path)))


def _add_versions(task: Task, loaded: Loaded) -> Loaded:
    """Return the texts with their source as it was, where the task names one, or a word on why it cannot be used."""
    if not task.earlier or not loaded.source or len(loaded.texts) != 1:
        return loaded
    (target,) = loaded.texts
    if task.earlier.problem or not isinstance(target, Document):
        return replace(loaded, skipped=(*loaded.skipped, *_tell_untold(task, task.earlier, task.earlier.problem)))
    options = replace(make_options(task.settings, task.language), format=task.format)
    try:
        return replace(loaded, versions=_make_versions(task, task.earlier, loaded.source, target, options))
    except ReadError as error:
        untold = _tell_untold(task, task.earlier, f"its source as it was {error}")
        return replace(loaded, skipped=(*loaded.skipped, *untold))


def _add_keyed_versions(task: Task, data: bytes, pair: Bitext, options: ReadOptions) -> Loaded:
    """Return texts with keys next to their source, with what that was, or a word on why that cannot be used."""
    version = task.earlier
    if not version:
        return Loaded((pair,))
    from align.inputs.keyed_staleness import KeyedVersions

    try:
        if version.problem:
            raise ReadError(version.problem)
        source = version.encode(options.encoding)
        old = _load_pair(task, data, source, options)
        before = None if version.target is None else _load_pair(task, version.target, source, options)
    except ReadError as error:
        return Loaded((pair,), skipped=_tell_untold(task, version, str(error)))
    return Loaded((pair,), versions=KeyedVersions(version.since, old, pair, before))


def make_versions(texts: Sequence[Document | Bitext], source: Document | None, old: Document | None) -> Versions | None:
    """Return the versions of texts that are no files; None where the source that was translated is not known."""
    from align.inputs.staleness import Versions

    target = texts[0] if len(texts) == 1 else None
    if not isinstance(target, Document) or not source or not old:
        return None
    return Versions("", old, source, lambda: target)


def _make_versions(task: Task, version: Version, source: Document, target: Document, options: ReadOptions) -> Versions:
    """Return the versions that are compared. Raises ReadError."""
    from align.inputs.staleness import Versions, read_old_source

    asked = replace(options, target_language=task.source_language, format=task.source_format)
    old = read_old_source(task.source, version, source, asked)
    before = None if version.target is None else read_document(task.path, version.target, options)
    return Versions(version.since, old, source, lambda: target, lambda: before, task.fixed)


def _tell_untold(task: Task, version: Version, problem: str) -> tuple[Skipped, ...]:
    """That nothing shows what is stale in a translation; a failure where that was to be recorded."""
    return (Skipped(task.path, f"{_UNTOLD}: {problem}", failed=version.is_text),)


def _load_pair(task: Task, data: bytes, source: bytes | None, options: ReadOptions) -> Bitext:
    """Return the texts of a file with keys next to those of its source. Raises ReadError."""
    from align.readers.resources import File, read_pair

    original = read_bytes(task.source) if source is None else source
    files = File(task.source, original, task.source_format), File(task.path, data, task.format)
    return read_pair(*files, options)


def list_left_out(texts: Iterable[Document | Bitext]) -> Iterator[Skipped]:
    """Yield the units that are not in the bitexts of a file, by what is said of them."""
    # bitexts that are put together when they are asked for leave nothing out
    for text in () if isinstance(texts, MappedSequence) else texts:
        if isinstance(text, Bitext):
            for reason, number in text.left_out:
                yield Skipped(text.target.path, reason, units=number)


def make_options(settings: Settings, language: str) -> ReadOptions:
    """Return what settings say of how a text in a language is read."""
    parts = frozenset(settings.parts)
    return ReadOptions(language, settings.encoding, settings.source_lang, parts, settings.text_columns)


def _suspect(task: Task, texts: Sequence[Document | Bitext]) -> Skipped | None:
    """Return a word on a file that is rather a source than a translation; None where it is not."""
    languages = Languages(task.settings.source_lang, task.settings.target_lang)
    prose = next((find_letters(text) for text in texts[:1] if isinstance(text, Document)), "")
    is_of_site = task.is_among_sources or bool(task.settings.targets)
    if is_of_site and is_source_page(task.path, prose, languages):
        return Skipped(task.path, SOURCE_TEXT)
    reason = suspect_source(task.path, prose, languages)
    return Skipped(task.path, reason, failed=True) if reason else None


def load_file(path: str, options: ReadOptions) -> Sequence[Document] | Sequence[Bitext]:
    """Return what a file holds; one that is read by line stays open while its texts are asked for.

    Raises ReadError where it cannot be read; where it changes, a text that is asked for raises ChangedFileError.
    """
    if not is_read_by_line(path + options.format):
        return read(path, read_bytes(path), options)
    with ExitStack() as stack:
        file = stack.enter_context(open_bytes(path))
        try:
            texts = read_open(path, file, options)
        except OSError as error:
            raise ReadError(describe_unreadable(error)) from None
        if isinstance(texts, MappedSequence):
            finalize(texts, stack.pop_all().close)
        return texts


def load_targets(request: Request) -> Iterator[Document | Skipped]:
    """Yield the translations that a person names, without their sources, and each file that could not be read.

    Raises MissingPathError, ConfigError.
    """
    for item in plan_tasks(request):
        loaded = None if isinstance(item, Skipped) else load_task(item, with_source=False)
        skipped = (item,) if isinstance(item, Skipped) else loaded.skipped if loaded else ()
        yield from (one for one in skipped if one.failed)
        for text in loaded.texts if loaded else ():
            yield text.target if isinstance(text, Bitext) else text


def load_raw_texts(paths: Sequence[str], encoding: str | None) -> Iterator[tuple[str, str] | Skipped]:
    """Yield the files of a known format that a person names, in any language: path and text, or why not.

    Of pairs that are in markup both sides are given. Raises MissingPathError.
    """
    for entry in list(walk(paths, _may_be_text)):
        if entry.failed:
            yield Skipped(entry.path, entry.reason, failed=True)
        elif not entry.reason:
            try:
                yield entry.path, _read_raw(entry.path, encoding)
            except ReadError as error:
                yield Skipped(entry.path, str(error), failed=not isinstance(error, OtherContentError))


def _may_be_text(path: str) -> bool:
    """Return whether a file seen in a folder may hold a text."""
    if needs_language(path) and not language_of_path(path):
        return False
    return is_known(path) and not is_read_if_named(path)


def _read_raw(path: str, encoding: str | None) -> str:
    """Return the text of a file in any language. Raises ReadError."""
    data = read_bytes(path)
    if not gives_bitexts(path) or is_read_by_line(path):
        return read_characters(path, data, encoding)
    texts = read(path, data, ReadOptions(encoding=encoding))
    return "\n".join(f"{one.source.text}\n{one.target.text}" for one in texts if isinstance(one, Bitext))
