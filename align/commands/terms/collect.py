"""Which texts belong together, read and aligned: each translation next to its source, as `check` finds it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from align.config.settings import Request
from align.errors import TermsError
from align.inputs.languages import is_same_language
from align.inputs.loading import load_task
from align.inputs.tasks import Task, plan_tasks
from align.model import MASK, Alignment, Bitext, Document, Skipped
from glossary.dictionary.cedict import use_dictionary

LEAST = 0.5
"""The confidence from which a bead counts."""
_BLANKS = str.maketrans(dict.fromkeys("\n\r" + MASK, " "))


class Passage(NamedTuple):
    """The two texts of a bead; the target begins at `start` of its document. Each character is for one there.

    `confidence` is that of the bead.
    """

    source: str
    target: str
    start: int
    document: Document
    confidence: float = 1.0


class Text(NamedTuple):
    """A translated text and its source, whole and bead by bead, and its reference translation where there is one."""

    path: str
    source: str
    target: str
    passages: tuple[Passage, ...]
    reference: str | None = None


class _Side(NamedTuple):
    """A text of a file, what it is aligned with, and its reference translation where there is one."""

    text: Document | Bitext
    alignment: Alignment
    reference: str | None


@dataclass
class Collected:
    """The texts of a run, the dictionary, the memory and the glossaries that hold for them, and what was left out.

    `glossaries` say of each file what its columns hold, where that has to be given.
    """

    texts: list[Text] = field(default_factory=list)
    glossaries: dict[str, str] = field(default_factory=dict)
    dictionary: str = ""
    memory: str = ""
    skipped: list[Skipped] = field(default_factory=list)


def collect(request: Request) -> Collected:
    """Return the translations that a person names, next to their sources.

    Raises MissingPathError, ConfigError, EncoderUnavailableError, DictionaryError, TermsError.
    """
    found = Collected()
    items = list(plan_tasks(request))
    unpaired = {item.path for item in items if isinstance(item, Skipped)}
    for item in items:
        if isinstance(item, Skipped):
            found.skipped.append(item)
        elif item.path not in unpaired:
            loaded = load_task(item)
            found.skipped.extend(loaded.skipped)
            if loaded.texts:
                with use_dictionary(item.settings.dictionary):
                    add_text(found, item, list(loaded.align(alone=False)))
    return found


def add_text(
    found: Collected,
    task: Task,
    aligned: Sequence[tuple[Document | Bitext, Alignment | None]],
    references: Sequence[str] = (),
) -> None:
    """Add a translation with its alignments, or say why not.

    `references` are the reference translations, as many as alignments, or none. Raises TermsError.
    """
    texts = list(name_texts(task.path, aligned, references))
    if not texts:
        found.skipped.append(Skipped(task.path, "no source is known"))
        return
    settings = task.settings
    if not (is_same_language(settings.source_lang, "zh") and is_same_language(settings.target_lang, "en")):
        raise TermsError(
            f"terms are compared in English translations from Chinese, not from {settings.source_lang} into"
            f" {settings.target_lang}: give --languages zh,en, or leave these texts out"
        )
    of_text, before = (settings.dictionary, settings.memory), (found.dictionary, found.memory)
    if found.texts and of_text != before:  # what is compared must be read alike
        what = "dictionary" if settings.dictionary != found.dictionary else "memory"
        raise TermsError(
            f"{task.path}: its configuration names another {what} than that of the texts before it: name the same one"
            " for all"
        )
    found.dictionary, found.memory = of_text
    found.texts += texts
    columns = dict(settings.columns)
    found.glossaries.update((path, columns.get(path, "")) for path in settings.glossaries)


def name_texts(
    path: str, aligned: Sequence[tuple[Document | Bitext, Alignment | None]], references: Sequence[str] = ()
) -> Iterator[Text]:
    """Yield a text for each document of a file with its source; pairs that name no document are one text together.

    `references` are the reference translations, as many as alignments, or none.
    """
    given: Sequence[str | None] = references or (None,) * len(aligned)
    sides = [
        _Side(text, alignment, reference)
        for (text, alignment), reference in zip(aligned, given, strict=True)
        if alignment
    ]
    single, groups = list[_Side](), list[list[_Side]]()
    for side in sides:
        if isinstance(side.text, Bitext) and len(side.text.units) == 1 and not side.text.name:
            single.append(side)
        else:
            groups.append([side])
    groups += [single] if single else []
    for number, group in enumerate(groups, 1):
        name = group[0].text.name if isinstance(group[0].text, Bitext) else ""
        is_alone = len(groups) == 1 or (number == 1 and not name)
        alignments = [side.alignment for side in group]
        source, target = (
            "\n".join(one.source.text for one in alignments),
            "\n".join(one.target.text for one in alignments),
        )
        passages = tuple(passage for one in alignments for passage in make_passages(one))
        references = [side.reference for side in group if side.reference is not None]
        reference = "\n".join(references) if references else None
        yield Text(path if is_alone else f"{path}#{name or number}", source, target, passages, reference)


def make_passages(alignment: Alignment) -> Iterator[Passage]:
    """Yield the texts of the beads that have two sides and are sure enough."""
    for bead in alignment.beads:
        if bead.source and bead.target and bead.confidence >= LEAST:
            source, _ = _cut_stretch(alignment.source, bead.source)
            target, start = _cut_stretch(alignment.target, bead.target)
            yield Passage(source, target, start, alignment.target, bead.confidence)


def _cut_stretch(document: Document, indices: tuple[int, ...]) -> tuple[str, int]:
    """Return the text from the first to the last of some segments, line breaks and masked characters as blanks."""
    start, end = document.segments[indices[0]].start, document.segments[indices[-1]].end
    return document.prose[start:end].translate(_BLANKS), start
