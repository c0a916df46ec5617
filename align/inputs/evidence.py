"""What the memory of a house shows about the texts of a run, put next to their tasks before they are checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from align.inputs.loading import Loaded, load_task
from align.inputs.tasks import Task
from align.linter.rule import Given
from align.memory.evidence import Evidence, EvidenceFinder, Known, Subject
from align.model import Bitext, Document, Skipped

if TYPE_CHECKING:
    from align.config.settings import Settings
    from align.memory.store import Store

Item = TypeVar("Item", Task, Skipped, Task | Skipped)

_MOST_TEXTS = 20_000
"""Pairs of a file that are looked up together, at most."""


def add_evidence(items: Sequence[Task | Skipped]) -> list[Task | Skipped]:
    """Return the items of a run, each task whose settings name a memory with what that shows about its texts.

    Raises FileError for a memory that cannot be read, DictionaryError, UnknownRuleError.
    """
    with EvidenceReader() as reader:
        return [reader.add(one) for one in items]


class KnownMemories:
    """What is kept of memories from one check to the next, each as long as its file is the same; none stays open."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[object, Known]] = {}

    def take(self, path: str) -> tuple[Store, Known]:
        """Open a memory; return what is known of it, too. Raises FileError."""
        from align.memory.store import Store, identify_file

        name, before = str(Path(path).absolute()), identify_file(path)
        store = Store(path)
        if identify_file(path) != before:  # whether the old file or the new one was opened is not known
            return store, Known()
        if name not in self._known or self._known[name][0] != before:
            self._known[name] = before, Known()
        return store, self._known[name][1]


class EvidenceReader:
    """Looks texts up in memories, each of which is opened once; `memories` is what is known of them already."""

    def __init__(self, memories: KnownMemories | None = None) -> None:
        self._open, self._memories = ExitStack(), memories or KnownMemories()
        self._finders: dict[str, EvidenceFinder] = {}

    def __enter__(self) -> EvidenceReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def add(self, task: Item, loaded: Loaded | None = None) -> Item:
        """Return a task with what the memory of its settings shows about its texts, which may be `loaded` already.

        A file that is not checked is left as it is; so is one of very many pairs: who checks it says so.
        """
        if isinstance(task, Skipped) or not asks_for_memory(task.settings, task.path):
            return task
        return replace(task, evidence=self.find(loaded or load_task(task), task.settings, task.path))

    def find(self, loaded: Loaded, settings: Settings, path: str = "") -> Evidence | None:
        """Return what the memory of the settings shows about texts that are in the file `path`, if in any.

        None where no rule asks for it, and for very many pairs: who checks them says so. Raises FileError for a memory
        that cannot be read, DictionaryError, UnknownRuleError.
        """
        if not asks_for_memory(settings, path) or not 0 < len(loaded.texts) <= _MOST_TEXTS:
            return None
        with settings.use_knowledge():
            return self._find(settings.memory, loaded, path)

    def _find(self, memory: str, loaded: Loaded, path: str) -> Evidence:
        from align.memory.store import digest_text, name_document

        if memory not in self._finders:
            store, known = self._memories.take(memory)
            self._finders[memory] = EvidenceFinder(self._open.enter_context(store), known)
        sides = list(_list_sides(loaded))
        return self._finders[memory].find(
            Subject(
                [segment.text for source, _ in sides for segment in source.segments],
                [segment.text for _, target in sides for segment in target.segments],
                name_document(memory, path) if path else "",
                tuple({digest_text(side.text): None for pair in sides for side in pair if side.text.strip()}),
                *(sides[0][side].language if sides else "" for side in (0, 1)),
            )
        )


def asks_for_memory(settings: Settings, path: str) -> bool:
    """Return whether a rule that runs on a file looks at a memory, and there is one. Raises UnknownRuleError."""
    return bool(settings.memory) and any(Given.MEMORY in rule.needs for rule in settings.find_rules(path))


def explain_lack(loaded: Loaded) -> str:
    """Return why nothing was looked up about texts whose settings name a memory, and what to do."""
    if len(loaded.texts) > _MOST_TEXTS:
        return f"it has {len(loaded.texts):,} pairs, more than {_MOST_TEXTS:,}: split it into smaller files"
    return "nothing was looked up in it before this check"


def _list_sides(loaded: Loaded) -> Iterator[tuple[Document, Document]]:
    for text in loaded.texts:
        if isinstance(text, Bitext):
            yield text.source, text.target
        elif loaded.source:
            yield loaded.source, text
