"""Which pages, and which of their sections, have no translation."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from align.analysis.left_over import find_left_over
from align.config.settings import Request, Settings, SettingsFinder
from align.errors import ReadError
from align.inputs.catalogues import is_catalogue
from align.inputs.files import read_bytes
from align.inputs.languages import is_same_language, language_of_path
from align.inputs.loading import load_task, make_options
from align.inputs.tasks import Task, plan_tasks
from align.inputs.walking import absolute_path, walk
from align.lang import find_language
from align.model import Alignment, Bitext, Document, Skipped, on_one_line
from align.model.coverage import CoverageReport, PageCoverage, Section, State
from align.model.skipped import SOURCE_TEXT
from align.model.structure import Role
from align.readers import gives_bitexts, is_code, is_known, read_document
from glossary.lang.scripts import count_east_asian, is_east_asian, is_mostly_east_asian
from glossary.pack.patterns import compile_late
from glossary.storage.reading import is_folder

_WORD = compile_late(r"[^\W\d_]+")
_FEWEST_WORDS, _FEWEST_EAST_ASIAN = 4, 6
"""Of how many words, or East Asian letters, a sentence is that is not the same in two languages, as a name may be."""
_STUB = 10
"""One sentence in so many, at least, is translated where a translation is more than a stub."""


def find_coverage(request: Request) -> CoverageReport:
    """Return what there is of each page in each language of a run, and what is not translated in it.

    Raises MissingPathError, ConfigError, FileError, EncoderUnavailableError.
    """
    survey = _Survey(request, SettingsFinder(request))
    for item in plan_tasks(request):
        if isinstance(item, Task):
            survey.add_task(item)
        elif item.reason == SOURCE_TEXT:
            survey.add_source(item.path)
        else:
            survey.skipped.append(item)
    if request.source is not None and is_folder(request.source):
        survey.add_sources(request.source)
    survey.add_missing()
    languages = dict.fromkeys(language for found in survey.languages.values() for language in found)
    pages = sorted(survey.pages.values(), key=lambda page: (page.source, page.language))
    return CoverageReport(tuple(languages), tuple(pages), tuple(survey.skipped))


@dataclass
class _Survey:
    """What is known so far: the languages that each source is to be in, and the pages that there are."""

    request: Request
    finder: SettingsFinder
    languages: dict[str, tuple[str, ...]] = field(default_factory=dict)
    pages: dict[tuple[str, str], PageCoverage] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)

    def add_source(self, path: str) -> None:
        """Note a page that is to be translated."""
        self.languages.setdefault(path, _list_languages(self.finder.find(path)))

    def add_sources(self, folder: str) -> None:
        """Note the pages of the folder that a person named as that of the sources."""
        known = set(map(absolute_path, self.languages))
        for entry in walk([folder], lambda path: is_known(path) and not gives_bitexts(path)):
            code = language_of_path(entry.path)
            is_translation = any(is_same_language(code, one) for one in _list_languages(self.finder.find(entry.path)))
            is_left_out = bool(entry.reason) or self.finder.is_excluded(entry.path) or is_translation
            if not is_left_out and absolute_path(entry.path) not in known:
                self.add_source(entry.path)

    def add_task(self, task: Task) -> None:
        """Note a translation and what of its source it has; a source, where it turns out to be one."""
        if task.source or is_catalogue(task.path + task.format):
            self._add_translation(task)
            return
        if task.is_doubtful:
            # where nothing has a translation yet, nothing else shows that these are sources
            loaded = load_task(replace(task, is_among_sources=True), with_source=False)
            if any(one.reason == SOURCE_TEXT for one in loaded.skipped):
                self.add_source(task.path)
                return
            if loaded.skipped:
                self.skipped.extend(loaded.skipped)
                return
        if not is_code(task.path + task.format):
            is_bitext = gives_bitexts(task.path + task.format)
            reason = "holds its source itself" if is_bitext else "no source is known: name it with --source"
            self.skipped.append(Skipped(task.path, reason))

    def _add_translation(self, task: Task) -> None:
        page, language = task.source or task.path, task.settings.target_lang
        # a catalogue is a page in its own language alone
        self.languages.setdefault(page, _list_languages(task.settings) if task.source else (language,))
        loaded = load_task(task)
        if any(one.failed for one in loaded.skipped) or not loaded.texts:
            self.skipped.extend(loaded.skipped)
            self.languages.pop(page)
            return
        parts = [_measure(text, loaded.source, alignment) for text, alignment in loaded.align(alone=False)]
        found = _join(PageCoverage(page, language, State.TRANSLATED, task.path), parts)
        other = self.pages.get((page, language))
        if not other or (found.untranslated, found.path) < (other.untranslated, other.path):
            self.pages[page, language] = found

    def add_missing(self) -> None:
        """Add what has no translation; pages without a sentence that could be translated are none."""
        of_source = {page.source: page for page in self.pages.values()}
        for source, languages in self.languages.items():
            lacking = [language for language in languages if (source, language) not in self.pages]
            if not lacking:
                continue
            if (known := of_source.get(source)) is None:
                try:
                    sentences = self._count_sentences(source)
                except ReadError as error:
                    self.skipped.append(Skipped(source, str(error), failed=True))
                    continue
            else:
                sentences = known.sentences
            for language in lacking if sentences else ():
                self.pages[source, language] = PageCoverage(
                    source, language, State.MISSING, sentences=sentences, untranslated=sentences
                )

    def _count_sentences(self, path: str) -> int:
        """Return how many sentences of a source are to be translated. Raises ReadError."""
        settings = self.finder.find(path)
        document = read_document(path, read_bytes(path), make_options(settings, settings.source_lang))
        return len(_list_sentences(document))


def _list_languages(settings: Settings) -> tuple[str, ...]:
    return settings.targets or (settings.target_lang,)


def _list_sentences(document: Document) -> list[int]:
    """Return the segments that hold words in the language of a source, by index, as far as letters show that."""
    if is_east_asian(find_language(document.language).letters):
        prose = document.prose
        return [index for index, one in enumerate(document.segments) if count_east_asian(prose[one.start : one.end])]
    return [
        index
        for index, segment in enumerate(document.segments)
        if _WORD.search(document.prose, segment.start, segment.end)
    ]


@dataclass(frozen=True)
class _Measure:
    """What of a source has a translation: its sentences, those that are translated, and those that need not be."""

    source: Document
    sentences: tuple[int, ...]
    rendered: frozenset[int]
    kept: frozenset[int]

    def list_needed(self) -> list[int]:
        """Return the sentences that are to be translated, or are."""
        return [index for index in self.sentences if index not in self.kept]


def _measure(text: Document | Bitext, source: Document | None, alignment: Alignment | None) -> _Measure:
    if isinstance(text, Bitext):
        source, target = text.source, text.target
    else:
        target = text
    assert source is not None
    sentences = tuple(_list_sentences(source))
    rendered, kept = set[int](), set[int]()
    left_over = _find_left_over(source, target)
    for bead in alignment.beads if alignment else ():
        if not (bead.source and bead.target) or alignment is None:
            continue
        original = alignment.source_text(bead)
        if alignment.target_text(bead) != original and not left_over.issuperset(bead.target):
            rendered.update(bead.source)
        elif not _is_prose(original):
            kept.update(bead.source)
    return _Measure(source, sentences, frozenset(rendered), frozenset(kept))


def _is_prose(text: str) -> bool:
    """Return whether a text is so long that its translation is not the same."""
    return len(_WORD.findall(text)) >= _FEWEST_WORDS or count_east_asian(text) >= _FEWEST_EAST_ASIAN


def _find_left_over(source: Document, target: Document) -> frozenset[int]:
    """Return the segments of a translation that are in the language of the source, most of them at least."""
    starts = [segment.start for segment in target.segments]
    covered = dict[int, int]()
    for one in find_left_over(target, source):
        first = max(bisect_left(starts, one.span.start + 1) - 1, 0)
        for index in range(first, bisect_left(starts, one.span.end)):
            segment = target.segments[index]
            covered[index] = covered.get(index, 0) + min(segment.end, one.span.end) - max(segment.start, one.span.start)
    found = {index for index, size in covered.items() if 2 * size > len(target.segments[index].text)}
    of_source, of_target = (is_east_asian(find_language(one.language).letters) for one in (source, target))
    if of_source and not of_target:
        found.update(index for index, one in enumerate(target.segments) if is_mostly_east_asian(one.text))
    return frozenset(found)


def _join(page: PageCoverage, parts: Iterable[_Measure]) -> PageCoverage:
    """Return a page with what was measured of its parts: one, where it is no file of several texts."""
    measured = list(parts)
    sentences = sum(len(one.sentences) for one in measured)
    needed = sum(len(one.list_needed()) for one in measured)
    rendered = sum(len(one.rendered.intersection(one.sentences)) for one in measured)
    if rendered * _STUB < needed:
        return replace(page, state=State.STUB, sentences=sentences, untranslated=sentences - rendered)
    sections = [section for one in measured for section in _find_sections(one)]
    lacking = tuple(section for section, is_translated in sections if not is_translated)
    return replace(page, sentences=sentences, untranslated=needed - rendered, sections=len(sections), lacking=lacking)


def _find_sections(measured: _Measure) -> Iterator[tuple[Section, bool]]:
    """Yield the sections of a source that hold prose below their headings, and whether any of it is translated."""
    source, needed = measured.source, measured.list_needed()
    starts = [source.segments[index].start for index in needed]
    headings = [one.span for one in source.elements if one.role is Role.HEADING]
    for number, span in enumerate(headings):
        following = headings[number + 1].start if number + 1 < len(headings) else len(source.text)
        below = needed[bisect_left(starts, span.end) : bisect_left(starts, following)]
        if below:
            heading = on_one_line(source.text[span.start : span.end])
            section = Section(heading, source.locate(span.start), len(below))
            yield section, not measured.rendered.isdisjoint(below)
