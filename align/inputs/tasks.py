"""From what a person asks for to tasks: one for each translation, with its settings and its source."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from align.config.decisions.files import ACCEPTED_NAME, DEFAULT_NAME
from align.config.settings import Request, Settings, SettingsFinder
from align.inputs.catalogues import find_catalogues, is_catalogue
from align.inputs.fixed_pairs import FixedPair, is_fixed_pairs, read_fixed_pairs
from align.inputs.languages import (
    Languages,
    find_shared_folder,
    hinted_language,
    is_same_language,
    language_of_path,
)
from align.inputs.located_sources import locate_sources
from align.inputs.recorded_sources import SOURCES_NAME
from align.inputs.sources import Sources, find_sources, join_sources
from align.inputs.walking import absolute_path, walk
from align.model import Skipped
from align.model.formats import READERS, find_reader, suffix
from align.model.skipped import NO_LANGUAGE, REVIEWED_COPY, SOURCE_TEXT
from align.readers import OF_CODE, gives_bitexts, is_code, is_known, is_of_word, is_read_if_named, needs_language
from align.readers.content import OTHERS
from glossary.storage.reading import is_file

if TYPE_CHECKING:
    from align.inputs.history import Version
    from align.memory.evidence import Evidence

GLOSSARY, MEMORY = "glossary", "memory"
"""Why a file is left out that is a glossary of the run, or its memory."""

_OWN_NAMES = {SOURCES_NAME: "record of sources", ACCEPTED_NAME: "accepted findings", DEFAULT_NAME: "baseline"}
"""What the files are that aligncheck itself writes next to texts."""


@dataclass(frozen=True, slots=True)
class Task:
    """A translation to read, in `language`, and the source it is compared with, where one is known (else empty).

    `is_met`: no one named the file of pairs, it was found in a folder or given by a hook. `lacks_source`: none is
    known, though there are sources where it was looked for. `is_doubtful`: nothing shows that it is a translation, so
    that a text in the source language is not checked; `is_among_sources`: other files without a language in their
    names are sources. `with_pages`: the result is to hold the texts. `earlier` is what the source was, where it has
    changed and the result is to report what is stale. `evidence` is what the memory of the settings shows about the
    texts, where that has been looked up. `fixed` are the pairs that a person has fixed. `format` and
    `source_format` are the suffixes that show how the files are read, where those of their names do not. Plain data,
    which can be compared, hashed and pickled.
    """

    path: str
    language: str = "en"
    source: str = ""
    source_language: str = "zh"
    settings: Settings = field(default_factory=Settings)
    is_doubtful: bool = False
    is_among_sources: bool = False
    with_pages: bool = False
    earlier: "Version | None" = None
    fixed: tuple[FixedPair, ...] = ()
    format: str = ""
    source_format: str = ""
    lacks_source: bool = False
    is_met: bool = False
    evidence: "Evidence | None" = None


def plan_tasks(request: Request) -> Iterator[Task | Skipped]:
    """Yield the tasks of a run in the order of its paths, and what is left out and why.

    Raises MissingPathError, ConfigError, UnknownRuleError, FileError.
    """
    planner = _Planner(request, SettingsFinder(request))
    entries = list(walk(request.paths, lambda path: is_known(planner.name(path)) or planner.is_code(path)))
    sources = planner.find_sources([entry.path for entry in entries if not entry.reason])
    doubtful = request.source is None and (sources.has_untagged or not _are_untagged_translations(sources))
    yield from sources.missing
    names = Counter(PurePath(entry.path).name for entry in entries)
    for entry in entries:
        if reason := planner.find_reason(entry.path):
            yield Skipped(entry.path, reason)
        elif not entry.reason and planner.is_reviewed_copy(entry.path, names):
            yield Skipped(entry.path, REVIEWED_COPY)
        elif entry.reason:
            unknown = entry.failed and is_file(entry.path)
            yield Skipped(entry.path, entry.reason + (_advise(entry.path) if unknown else ""), entry.failed)
        else:
            yield from planner.plan_unused(entry.path, sources, doubtful)


def plan_task(request: Request) -> tuple[Task | Skipped, tuple[Skipped, ...]]:
    """Return the task for the one path of a request, which need not exist, and what is missing next to it.

    Raises ConfigError, UnknownRuleError, FileError.
    """
    planner = _Planner(request, SettingsFinder(request))
    path = Path(request.paths[0]).as_posix()
    if reason := planner.find_reason(path):
        return Skipped(path, reason), ()
    sources = planner.find_sources([path])
    return planner.plan(path, sources, request.source is None), tuple(sources.missing)


def _are_untagged_translations(sources: Sources) -> bool:
    """Return whether names without a language are those of translations here: one of them has a source with a tag."""
    return any(not language_of_path(path) and language_of_path(source) for path, source in sources.partners.items())


def _may_be_in(path: str, target: str, settings: Settings) -> bool:
    """Return whether a path names a target language, or hints at it."""
    hints = Languages(settings.source_lang, target)
    return is_same_language(target, hinted_language(path, hints, with_bitexts=True))


def _advise(path: str) -> str:
    """Return what to do about a file of no format that is known."""
    if advice := OTHERS.get(suffix(path)):
        return f"; {advice}"
    if is_code(path):
        return "; source code is read with --parts comments or --parts strings"
    return f"; give a text ({' '.join(READERS)}), name its format with --input-format, or leave it out"


def _ask_language(path: str, language: str) -> str:
    """Return what to do about texts with keys whose path does not show which side they are."""
    name = PurePath(path)
    tagged = f"{name.stem}.{language}{name.suffix}"
    return f"its path names no language: call it {tagged}, put it into a folder {language}, or name a --source"


@dataclass(frozen=True)
class _Planner:
    request: Request
    finder: SettingsFinder
    _of_target: dict[tuple[int, str], Settings] = field(default_factory=dict)

    def find_sources(self, paths: list[str]) -> Sources:
        """Return the sources of the files to check. Raises MissingPathError for one that does not exist."""
        texts = [path for path in paths if not (self.is_code(path) or gives_bitexts(self.name(path)))]
        located = {path: patterns for path in texts if (patterns := self.find(path).source)}
        rest = [path for path in texts if path not in located]
        found = find_sources(rest, self.request.paths, self.request.source, self.languages, self.request.encoding)
        found = join_sources(locate_sources(located, self.find), found) if located else found
        if catalogues := [path for path in paths if is_catalogue(self.name(path))]:
            pairs = find_catalogues(
                catalogues, self.request.paths, self.request.source, self.languages, self.request.encoding
            )
            found = join_sources(pairs, found)
        return found

    def find(self, path: str | Path) -> Settings:
        """Return the settings of a file; where it may be in one of several languages, in that which its path names."""
        settings = self.finder.find(path)
        if not settings.targets:
            return settings
        target = next((one for one in settings.targets if _may_be_in(str(path), one, settings)), settings.target_lang)
        key = id(settings), target
        if key not in self._of_target:
            self._of_target[key] = replace(settings, target_lang=target)
        return self._of_target[key]

    def languages(self, path: str) -> Languages:
        """Return the languages that a file is translated from and into."""
        settings = self.find(path)
        return Languages(settings.source_lang, settings.target_lang)

    def is_code(self, path: str) -> bool:
        """Return whether a file is source code whose comments or strings are to be read."""
        return is_code(self.name(path)) and not OF_CODE.isdisjoint(self.finder.find(path).parts)

    def find_format(self, path: str) -> str:
        """Return the format that a person has said a file has; empty where they did not name it."""
        return self.request.input_format if self.request.input_format and absolute_path(path) in self.named else ""

    def name(self, path: str) -> str:
        """Return a path with the suffix that shows its format."""
        return path + self.find_format(path)

    def find_reason(self, path: str) -> str:
        """Return why a file is left out, by its path; empty where it is not."""
        return self.is_input(path) or ("left out by the configuration" if self.is_excluded(path) else "")

    def is_input(self, path: str) -> str:
        """Return what a file is that is no text: a glossary, checklist, memory, table of a pack, fixed pairs, or a file
        of aligncheck; else empty.
        """
        settings, absolute = self.finder.find(Path(path).parent), Path(path).absolute()
        if any(absolute == Path(glossary).absolute() for glossary in settings.glossaries):
            return GLOSSARY
        if os.path.normpath(absolute) in settings.checklist_files:
            return "checklist"
        packs = {os.path.normpath(Path(pack.path).absolute()) for pack in settings.packs}
        if absolute.suffix == ".tsv" and os.path.normpath(absolute.parent.parent) in packs:
            return "pack"
        if os.path.normpath(absolute) in self.request.written:
            return "report of this run"
        if is_fixed_pairs(path):
            return "fixed pairs"
        named = {MEMORY: settings.memory, "baseline": settings.baseline}
        found = (name for name, file in named.items() if file and absolute == Path(file).absolute())
        return _OWN_NAMES.get(absolute.name) or next(found, "")

    def is_reviewed_copy(self, path: str, names: Mapping[str, int]) -> bool:
        """Return whether a file was written with comments on a text that is among those of these names, and not touched
        since.

        One that a person names is none.
        """
        if not is_of_word(path) or absolute_path(path) in self.named:
            return False
        from align.readers.docx.reviewed import find_original

        original = find_original(path)
        return bool(original) and names.get(original, 0) > (original == PurePath(path).name)

    def is_excluded(self, path: str) -> bool:
        """Return whether the configuration leaves a file out; one that a person names only where they ask for that."""
        is_excluded = self.finder.is_excluded(path)
        return is_excluded and (self.request.force_exclude or absolute_path(path) not in self.named)

    @cached_property
    def shared(self) -> str:
        """Return the folder that the source that a person names and what they check are in: its name says nothing."""
        return find_shared_folder((self.request.source, *self.request.paths)) if self.request.source else ""

    @cached_property
    def named(self) -> frozenset[str]:
        """Return the absolute paths of what a person names."""
        return frozenset(map(absolute_path, self.request.paths))

    def plan_unused(self, path: str, sources: Sources, doubtful: bool) -> Iterator[Task | Skipped]:
        """Yield what `plan` gives, but nothing for a text that a translation is compared with: it is not left out."""
        item = self.plan(path, sources, doubtful)
        if isinstance(item, Task) or item.failed or path not in sources.used:
            yield item

    def plan(self, path: str, sources: Sources, doubtful: bool) -> Task | Skipped:
        """Return the task for a translation; why not, where the file is a source or in another language.

        `doubtful`: a file without a source may be a source itself.
        """
        settings, form = self.find(path), self.find_format(path)
        if self.is_code(path):
            return Task(path, settings.target_lang, settings=settings, format=form)
        if skipped := self._refuse(path, sources, settings):
            return skipped
        source = sources.partners.get(path, "")
        code, language = language_of_path(source) if source else None, language_of_path(path)
        return Task(
            path,
            language if language and is_same_language(language, settings.target_lang) else settings.target_lang,
            source,
            code if code and is_same_language(code, settings.source_lang) else settings.source_lang,
            settings,
            doubtful and not source,
            doubtful and not source and sources.has_untagged,
            self.request.with_pages,
            fixed=read_fixed_pairs(path) if source else (),
            format=form,
            source_format=form if source and suffix(source) == suffix(path) else "",
            lacks_source=path in sources.lacking,
            is_met=gives_bitexts(self.name(path)) and not self._is_asked_for(path),
        )

    def _is_asked_for(self, path: str) -> bool:
        """Return whether a person names a file; what a hook names, it has only found."""
        return absolute_path(path) in self.named and not self.request.force_exclude

    def _refuse(self, path: str, sources: Sources, settings: Settings) -> Skipped | None:
        """Return why a file is not checked as a translation; None where it is."""
        language, is_named = language_of_path(path, self.shared), absolute_path(path) in self.named
        if is_read_if_named(path) and not is_named:
            return Skipped(path, f"{find_reader(path).if_named}, checked only if it is named itself")
        has_part = path in sources.partners or path in sources.texts
        if needs_language(self.name(path)) and not language and not has_part:
            failed = is_named and not self.request.force_exclude
            return Skipped(path, _ask_language(path, settings.target_lang) if failed else NO_LANGUAGE, failed)
        if path in sources.texts or is_same_language(language, settings.source_lang):
            return Skipped(path, SOURCE_TEXT)
        if language and not is_same_language(language, settings.target_lang):
            return Skipped(path, f"language {language}")
        return None
