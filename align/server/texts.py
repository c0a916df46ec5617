"""Texts that an editor holds: checked as `aligncheck check` checks the files, with what their folders say of them.

What was found in a text is kept with all that it was found by, so that questions about the text are answered without
another check.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from threading import Condition
from typing import NamedTuple

from align.commands.check import check_loaded, make_baselines, skip
from align.commands.fix import Read, keep_documents, make_edits, tidy_edits
from align.commands.outcomes import fold_results
from align.commands.results import Result
from align.commands.review.accept import accept, make_choices
from align.config.decisions.files import ACCEPTED_NAME
from align.config.glossaries import Glossaries, is_builtin
from align.config.settings import Request, Settings
from align.errors import CommandError, ReadError
from align.inputs.evidence import EvidenceReader, KnownMemories
from align.inputs.files import read_bytes
from align.inputs.fixed_pairs import name_file
from align.inputs.loading import Loaded, load_task
from align.inputs.tasks import Task, plan_task, plan_tasks
from align.inputs.watching import Stamps, list_configurations, list_settings_files, list_watched, stamp
from align.linter.rule import Given, PairRule, TextRule
from align.model import Diagnostic, Edit, Severity, Skipped
from align.readers import OF_CODE, ChangedFileError, encode, is_code, is_known
from align.server.lines import Change, Lines, Place, Stretch
from glossary.storage.decoding import decode
from glossary.storage.reading import is_folder

_SOURCE = frozenset({Given.ALIGNMENT, Given.SOURCE})


class StoppedError(Exception):
    """A check whose result is not wanted any more."""


@dataclass(frozen=True)
class Text:
    """What an editor holds: the absolute path, the text, and the folder in which `aligncheck check` would be called.

    `others` are the texts of other files that the editor holds, by their absolute paths: they count in place of the
    files. `is_closed`: it is that of the file, which the editor does not hold.
    """

    path: str
    text: str
    folder: str
    others: Mapping[str, str] = field(default_factory=dict)
    is_closed: bool = False

    @property
    def name(self) -> str:
        """Return the path as a person in the folder writes it."""
        path, folder = Path(self.path), Path(self.folder)
        return (path.relative_to(folder) if path.is_relative_to(folder) else path).as_posix()


class Mark(NamedTuple):
    """A finding, and where it is in the text: lines and columns in code points."""

    found: Diagnostic
    stretch: Stretch


@dataclass(frozen=True)
class Checked:
    """A text, and what was found in it. `marks` are the findings that reports show; `result` holds all, known or not.

    `task` is None where the text is not one to check. `stamps` are those of the files that the result depends on.
    """

    text: Text
    task: Task | None
    marks: tuple[Mark, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    result: Result | None = None
    loaded: Loaded | None = None
    glossaries: Glossaries = field(default_factory=Glossaries)
    stamps: Stamps = field(default_factory=dict)

    @cached_property
    def lines(self) -> Lines:
        """Return the text by lines."""
        return Lines(self.text.text)

    @contextmanager
    def use_knowledge(self) -> Iterator[None]:
        """Let what the settings of the text name count within the block, in the folder that they name it from.

        Raises DictionaryError.
        """
        knowledge = self.task.settings.use_knowledge() if self.task else nullcontext()
        with _WORKING_FOLDER.enter(self.text.folder), knowledge:
            yield

    @property
    def source(self) -> str:
        """Return the absolute path of the source; empty where there is none."""
        return _join(self.text.folder, self.task.source) if self.task and self.task.source else ""

    @property
    def memory(self) -> str:
        """Return the absolute path of the memory that the text is compared with; empty where there is none."""
        return _join(self.text.folder, self.task.settings.memory) if self.task and self.task.settings.memory else ""

    @property
    def glossary(self) -> str:
        """Return the first glossary in a file that the text is checked against, as the folder names it; or empty."""
        paths = self.task.settings.glossaries if self.task else ()
        return next((path for path in paths if not is_builtin(path)), "")

    def find(self, fingerprint: str) -> Diagnostic | None:
        """Return the finding of a fingerprint that is shown; None where there is none."""
        return next((mark.found for mark in self.marks if mark.found.fingerprint == fingerprint), None)

    def edit(self, wanted: Mapping[str, tuple[Edit, ...]]) -> tuple[Change, ...]:
        """Return the changes to the text that make these edits, by the fingerprints of their findings.

        None where the file cannot take one of them.
        """
        found = [mark.found for mark in self.marks if mark.found.fingerprint in wanted]
        if not self.task or not found:
            return ()
        data, edits = encode(self.text.text), [wanted[one.fingerprint] for one in found]
        edited, refused = make_edits(self.task, data, self._read, found, tidy_edits(self.task, data, self._read, edits))
        if refused or len(edited.made) < len(found):
            return ()
        return tuple(self.lines.compare(edited.data.decode()))

    @cached_property
    def _read(self) -> Read:
        assert self.task
        return keep_documents(self.task)


class _WorkingFolder:
    """The working folder of the process, which threads that want the same share."""

    def __init__(self) -> None:
        self._free, self._folder, self._users = Condition(), "", 0

    @contextmanager
    def enter(self, folder: str) -> Iterator[None]:
        """Work in a folder within the block, once no one works in another."""
        with self._free:
            self._free.wait_for(lambda: not self._users or self._folder == folder)
            if not self._users and is_folder(folder):
                os.chdir(folder)
            self._folder, self._users = folder, self._users + 1
        try:
            yield
        finally:
            with self._free:
                self._users -= 1
                self._free.notify_all()


_WORKING_FOLDER = _WorkingFolder()


class TextChecker:
    """Checks texts that an editor holds; `request` is what holds for all of them besides their configuration.

    The configuration and all other files are looked at in each check; glossaries are read again where they changed.
    """

    def __init__(self, request: Request) -> None:
        self._request, self._memories = replace(request, force_exclude=True), KnownMemories()
        self._glossaries: dict[tuple[str, tuple[str, ...]], tuple[Stamps, Glossaries]] = {}

    def check(self, text: Text, see: Callable[[], None] = lambda: None) -> Checked:
        """Return what is found in a text. `see` is called now and then, and may raise StoppedError.

        Raises errors as `check_files` does.
        """
        with _WORKING_FOLDER.enter(text.folder):
            request = self._name(text)
            task, missing = self._plan(text)
            if isinstance(task, Skipped):
                return Checked(text, None, skipped=(task, *missing), stamps=stamp(self._list_inputs(text)))
            stamps, glossaries = stamp(self._list_inputs(text, task)), self._share(text.folder, task.settings)
            see()
            source = text.others.get(_join(text.folder, task.source)) if task.source else None
            loaded = load_task(task, encode(text.text), None if source is None else encode(source))
            try:
                with task.settings.use_knowledge():
                    _ = loaded.aligned
                see()
                with EvidenceReader(self._memories) as reader:
                    given = reader.add(task, loaded)
                result = check_loaded(given, loaded, glossaries)
            except ChangedFileError as error:
                result = skip(Skipped(task.path, str(error), failed=True))
            marks, notes = self._list_marks(replace(result, skipped=(*missing, *result.skipped)), request)
            return Checked(text, task, marks, (*missing, *result.skipped), notes, result, loaded, glossaries, stamps)

    def check_alone(self, text: Text, known: Checked | None = None) -> tuple[Mark, ...]:
        """Return what the rules of the text itself find, without its source: it takes a fraction of a check.

        `known` is an earlier check of the text, whose configuration and files are taken to be as they were.
        """
        with _WORKING_FOLDER.enter(text.folder):
            task = known.task if known else self._plan(text)[0]
            if not isinstance(task, Task):
                return ()
            settings = task.settings
            chosen = settings.find_rules(task.path)
            rules = [rule for rule in chosen if isinstance(rule, TextRule)]
            if task.source:  # what the source may show to be no fault
                overridden = {name for rule in chosen if isinstance(rule, PairRule) for name in rule.overrides}
                rules = [rule for rule in rules if rule.reads.isdisjoint(_SOURCE) and rule.name not in overridden]
            names = tuple(rule.name for rule in rules)
            alone = replace(task, source="", fixed=(), settings=replace(settings, rules=names))
            glossaries = known.glossaries if known else self._share(text.folder, settings)
            result = check_loaded(alone, load_task(alone, encode(text.text)), glossaries)
            return self._list_marks(replace(result, settings=settings), self._name(text))[0]

    def _list_marks(self, result: Result, request: Request) -> tuple[tuple[Mark, ...], tuple[str, ...]]:
        """Return the findings that reports show, and what a person has to know."""
        baselines = make_baselines(request)
        outcome = fold_results([baselines.subtract(result)], baselines=baselines)
        least = min(Severity.WARNING, outcome.threshold or Severity.WARNING)
        found = (one for one in outcome.report.diagnostics if one.finding.severity >= least)
        return tuple(Mark(one, _locate(one)) for one in found), outcome.report.notes

    def _name(self, text: Text) -> Request:
        return replace(self._request, paths=(text.name,))

    def _plan(self, text: Text) -> tuple[Task | Skipped, tuple[Skipped, ...]]:
        """Return the task for a text, or why it is none to check, and what is missing next to it."""
        task, missing = plan_task(self._name(text))
        if isinstance(task, Skipped) or is_known(task.path):
            return task, missing
        is_read = is_code(task.path) and not OF_CODE.isdisjoint(task.settings.parts)
        return (task, missing) if is_read else (Skipped(task.path, "no format that is known"), ())

    def _share(self, folder: str, settings: Settings) -> Glossaries:
        """Return the glossaries that the texts of a folder share, as long as their files stay as they are."""
        key, now = (folder, settings.glossaries), stamp(settings.glossaries)
        if key not in self._glossaries or self._glossaries[key][0] != now:
            self._glossaries[key] = now, Glossaries()
        return self._glossaries[key][1]

    def _list_inputs(self, text: Text, task: Task | None = None) -> list[str]:
        """Return the files and folders, by absolute paths, on which it depends what is found in a text."""
        folder = str(Path(text.path).parent)
        files = [*list_configurations(folder), name_file(text.path), folder]
        files += [text.path] if text.is_closed else []
        if task:
            base = task.settings.find_base(task.path)
            named = [task.source, *list_settings_files(task.settings)]
            files += [str(Path(base, ACCEPTED_NAME)), *(_join(text.folder, one) for one in named if one)]
            files += [str(Path(text.folder, task.source).parent)] if task.source else []
        return list(dict.fromkeys(files))

    def has_changed(self, checked: Checked) -> bool:
        """Return whether a file has changed since on which it depends what is found in a text."""
        now = stamp(checked.stamps)
        if now == checked.stamps:
            return False
        if any(now[path] != old for path, old in checked.stamps.items() if not is_folder(path)):
            return True
        with _WORKING_FOLDER.enter(checked.text.folder):
            task = self._plan(checked.text)[0]
        if (task if isinstance(task, Task) else None) != checked.task:
            return True
        checked.stamps.update(now)
        return False

    def find_translations(self, path: str, folder: str) -> tuple[list[str], Stamps]:
        """Return the absolute paths of the translations of a source in a folder, and the stamps of all on which that
        depends.
        """
        with _WORKING_FOLDER.enter(folder):
            request = replace(self._request, paths=(".",))
            items = list(plan_tasks(request))
            watched = (*list_watched(request, items), *list_configurations("."))
            stamps = stamp(_join(folder, one) for one in watched)
            tasks = [one for one in items if isinstance(one, Task) and one.source]
            return [_join(folder, one.path) for one in tasks if _join(folder, one.source) == path], stamps

    def accept(self, checked: Checked, fingerprints: frozenset[str], reason: str, by: str, at: str) -> int:
        """Keep findings as they are, as `aligncheck accept` does; return how many are new among those that are kept.

        Raises FileError.
        """
        if checked.result is None:
            return 0
        with _WORKING_FOLDER.enter(checked.text.folder):
            choices = [one for one in make_choices(checked.result) if one.found.fingerprint in fingerprints]
            return len(accept(choices, reason, by, at))

    def add_term(self, checked: Checked, source: str, target: str, by: str, at: str) -> str:
        """Add a term to the first glossary of a text, as `aligncheck glossary add` does; return what was added.

        Raises CommandError where there is no glossary, EditError where the term is there already, GlossaryError.
        """
        from glossary.formats.base import Languages
        from glossary.model import Term
        from glossary.upkeep.candidates import has_dates
        from glossary.upkeep.edit import Addition, add
        from glossary.upkeep.history import Event, edit_signed

        if not checked.glossary or not checked.task:
            raise CommandError("no glossary is configured here: name one in aligncheck.toml")
        settings, event = checked.task.settings, Event(at, by, "")
        languages = Languages(settings.source_lang, settings.target_lang)
        with (
            _WORKING_FOLDER.enter(checked.text.folder),
            edit_signed(checked.glossary, lambda: event, languages=languages) as draft,
        ):
            term = Term(source, languages.source, created=at if has_dates(draft.glossary) else "")
            addition = Addition(term, term._replace(text=target, language=languages.target))
            draft.glossary = add(draft.glossary, addition).glossary
        return f"{checked.glossary}: {source} = {target}"


def merge_marks(checked: Checked, lines: Lines, alone: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Return the findings of an earlier check where they are now, and in lines that changed those of the text itself.

    `lines` is the text now, and `alone` are all findings of its own rules in it.
    """
    old, new = checked.lines, lines
    before, after = _count_common_lines(old, new)
    last_old, last_new = old.count - after, new.count - after
    moved = list[Mark]()
    for mark in checked.marks:
        start, end = mark.stretch
        if end.line < before:
            moved.append(mark)
        elif start.line >= last_old:
            shift = new.count - old.count
            places = (place._replace(line=place.line + shift) for place in mark.stretch)
            moved.append(mark._replace(stretch=Stretch(*places)))
    moved += [mark for mark in alone if mark.stretch.start.line < last_new and mark.stretch.end.line >= before]
    return tuple(sorted(moved, key=lambda mark: mark.stretch))


def _count_common_lines(old: Lines, new: Lines) -> tuple[int, int]:
    """Return how many lines two texts share at the beginning, and how many of the rest at the end."""
    most = min(old.count, new.count)
    before = next((at for at in range(most) if old.get(at) != new.get(at)), most)
    most -= before
    behind = ((old.get(old.count - 1 - at), new.get(new.count - 1 - at)) for at in range(most))
    return before, next((at for at, (one, other) in enumerate(behind) if one != other), most)


def read_text(path: str) -> str:
    """Return the text of a file as an editor shows it; empty where it cannot be read."""
    try:
        return decode(read_bytes(path)).removeprefix("\ufeff")
    except (ReadError, ValueError):
        return ""


def _locate(found: Diagnostic) -> Stretch:
    start, end = (
        Place(place.line - 1, place.column - 1) if place.line else Place(0, 0) for place in (found.start, found.end)
    )
    return Stretch(start, max(start, end))


def _join(folder: str, path: str) -> str:
    return os.path.normpath(Path(folder, path))
