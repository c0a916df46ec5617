"""Which texts belong together, read and aligned: each translation beside its source, as `check` finds it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from align.aligners.documents import Method, align_documents, align_units
from align.config.settings import Request, Settings
from align.errors import TermsError
from align.inputs.reading import Reading
from align.inputs.sources import find_sources, same_language
from align.inputs.walking import walk
from align.model import MASK, Alignment, Document, Skipped
from align.model.layout import Units
from align.readers import is_known

_LEAST = 0.5
"""The confidence from which a bead counts."""
_BLANKS = str.maketrans(dict.fromkeys("\n\r" + MASK, " "))


class Passage(NamedTuple):
    """The two texts of a bead; the target begins at `start` of its document. Each character stands for one there."""

    source: str
    target: str
    start: int
    document: Document


class Text(NamedTuple):
    """A translated text and its source, whole and bead by bead."""

    path: str
    source: str
    target: str
    passages: tuple[Passage, ...]


@dataclass
class Collected:
    """The texts of a run, the glossaries that hold for them, and what was left out."""

    texts: list[Text] = field(default_factory=list)
    glossaries: dict[str, None] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)


def collect(request: Request) -> Collected:
    """The translations that a person names, beside their sources. Raises MissingPathError, ConfigError, TermsError."""
    return _Collector(request).collect()


@dataclass
class _Collector(Reading):
    found: Collected = field(default_factory=Collected)

    def collect(self) -> Collected:
        entries = list(walk(self.request.paths, is_known))
        paths = [entry.path for entry in entries if not entry.reason]
        sources = find_sources(self.request, paths, self.settings_for)
        self.skipped.extend(sources.missing)
        told = {skipped.path for skipped in sources.missing}
        for entry in entries:
            if entry.reason:
                self.skip(entry.path, entry.reason, entry.failed)
            elif entry.path not in told:
                self.add(entry.path, sources.partners.get(entry.path))
        self.found.skipped.extend(self.skipped)
        return self.found

    def add(self, path: str, source: str | None) -> None:
        """Add a translation, or say why not."""
        settings = self.settings_for(Path(path).parent)
        if self.is_glossary(path):
            self.skip(path, "glossary")
        elif documents := self.translation(path):
            _see_languages(settings)
            texts = list(_texts(path, self.alignments(path, documents, source, settings)))
            self.found.texts += texts
            if texts:
                self.found.glossaries.update(dict.fromkeys(settings.glossaries))

    def alignments(
        self, path: str, documents: Sequence[Document], source: str | None, settings: Settings
    ) -> Iterator[Alignment]:
        """The alignments of the documents in a file with their source."""
        original = self.source(source, settings) if source else None
        known = False
        for document in documents:
            alignment = None
            if document.paired:
                alignment = align_units(document, settings.source_lang)
            elif original and original.segments and document.segments:
                alignment = align_documents(original, document, Method(alone=False))
            if alignment:
                known = True
                yield alignment
        if not known:
            self.skip(path, "no source is known")


def _see_languages(settings: Settings) -> None:
    if not (same_language(settings.source_lang, "zh") and same_language(settings.target_lang, "en")):
        raise TermsError(
            f"terms are compared in English translations from Chinese, not from {settings.source_lang} into"
            f" {settings.target_lang}: give --source-lang zh and --target-lang en, or leave these texts out"
        )


def _texts(path: str, alignments: Iterator[Alignment]) -> Iterator[Text]:
    """A text for each document of a file; pairs that name no document are one text together."""
    single: list[Alignment] = []
    number = 0
    for alignment in alignments:
        if _is_single(alignment.target):
            single.append(alignment)
        else:
            number += 1
            yield _text(path if number == 1 else f"{path}#{number}", [alignment])
    if single:
        yield _text(path if not number else f"{path}#{number + 1}", single)


def _is_single(document: Document) -> bool:
    return isinstance(document.layout, Units) and len(document.layout.units) == 1


def _text(name: str, alignments: list[Alignment]) -> Text:
    source, target = ("\n".join(getattr(one, side).text for one in alignments) for side in ("source", "target"))
    return Text(name, source, target, tuple(passage for one in alignments for passage in _passages(one)))


def _passages(alignment: Alignment) -> Iterator[Passage]:
    for bead in alignment.beads:
        if bead.source and bead.target and bead.confidence >= _LEAST:
            source, _ = _stretch(alignment.source, bead.source)
            target, start = _stretch(alignment.target, bead.target)
            yield Passage(source, target, start, alignment.target)


def _stretch(document: Document, indices: tuple[int, ...]) -> tuple[str, int]:
    """The text from the first to the last of some segments, line breaks and masked characters as blanks."""
    start, end = document.segments[indices[0]].start, document.segments[indices[-1]].end
    return document.prose[start:end].translate(_BLANKS), start
