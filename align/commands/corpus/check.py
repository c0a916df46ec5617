"""`corpus check`: a corpus in units, which an engine has done; what is finished is never done again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from align.commands.corpus import quarantine
from align.commands.corpus.locking import WHOLE, Shard, hold, refuse_others
from align.commands.corpus.log import Log
from align.commands.corpus.signing import resolve_settings, sign
from align.commands.corpus.tasks import Engine
from align.config.settings import Request, Settings
from align.corpora.columns import Wish
from align.corpora.manifest import (
    ADVICE,
    MANIFEST,
    Manifest,
    Signature,
    Unit,
    read_manifest,
    refuse_foreign_manifest,
)
from align.corpora.packages import require_arrow
from align.corpora.planning import find_change, find_inputs, make_manifest
from align.corpora.storage import UNITS, Corpus, locate_unit, refuse_foreign_units
from align.corpora.units import Ending, UnitResult, UnitTask
from align.errors import FileError
from align.readers.tables.columns import parse_columns
from glossary.storage.atomic import sweep_temporaries, sweep_temporaries_of

UNIT_ROWS = 10_000

Show = Callable[[Sequence[UnitTask]], Iterable[UnitTask]]
"""Goes through the tasks of a run as their results come, and may show a person how far that is."""


@dataclass(frozen=True)
class CorpusRequest:
    """What a person asks for: the `run` names the inputs and what the settings come from, `output` is the folder.

    `aligns`: rows are documents, which are aligned. `inputs` are files to read in place of those that the paths of the
    run name. `skip_bad_rows`: a row that cannot be read does not keep its unit from being checked.
    """

    run: Request
    output: str
    aligns: bool = False
    unit_rows: int = UNIT_ROWS
    shard: Shard = WHOLE
    force: bool = False
    inputs: tuple[str, ...] = ()
    skip_bad_rows: bool = False


@dataclass
class CorpusOutcome:
    """What came of a run: the units of the shard, those of them finished before, what was done now.

    `flagged` counts the rows of those done now that have findings, `bad_rows` those that could not
    be read. `quarantined` and `unreadable` are units in words.
    """

    units: int = 0
    finished: int = 0
    done: int = 0
    rows: int = 0
    flagged: int = 0
    bad_rows: int = 0
    quarantined: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


def check_corpus(request: CorpusRequest, engine: Engine, show: Show = iter) -> CorpusOutcome:
    """Check the units of a shard that are not finished. Units that crash are tried once more, then put in quarantine.

    Raises MissingPathError, CommandError, FileError, ConfigError, UnknownRuleError, GlossaryError, DictionaryError.
    """
    require_arrow()
    settings = resolve_settings(request.run, aligns=request.aligns)
    signature, folder = sign(settings, request.run.select, aligns=request.aligns), Path(request.output)
    paths = list(request.inputs) or find_inputs(request.run.paths, folder)
    with _explain_writing(folder), ExitStack() as held:
        refuse_foreign_manifest(folder)
        refuse_foreign_units(folder)
        (folder / UNITS).mkdir(parents=True, exist_ok=True)
        with hold(folder, "manifest", wait=True):
            manifest = _prepare(request, paths, settings, signature)
            refuse_others(folder, request.shard, everywhere=False)
            held.enter_context(hold(folder, str(request.shard), wait=False))
        return _Run(Corpus(folder, manifest), request.shard, settings, engine, show, request.skip_bad_rows).do()


def _prepare(request: CorpusRequest, paths: Sequence[str], settings: Settings, signature: Signature) -> Manifest:
    """Return the manifest in the folder, or a new one. Raises FileError where that in the folder is of
    something else.
    """
    folder = Path(request.output)
    sweep_temporaries(folder / MANIFEST)
    known = None if request.force else read_manifest(folder)
    if known and (difference := known.find_difference(paths, signature, request.unit_rows)):
        raise FileError(str(folder), difference)
    if known:
        _refuse_changes(known, request.shard)
        return known
    manifest = make_manifest(paths, _make_wish(settings), signature, request.unit_rows)
    if request.force:
        _clear(folder, request.shard, manifest)
    manifest.write(folder)
    return manifest


def _refuse_changes(manifest: Manifest, shard: Shard) -> None:
    """See that the inputs of a shard are what they were. Raises FileError."""
    units = [manifest.units[number] for number in shard.find_range(len(manifest.units))]
    for one in dict.fromkeys(map(manifest.get_input, units)):
        if change := find_change(one):
            raise FileError(one.path, f"{change}: put the old file back, {ADVICE}")


def _clear(folder: Path, shard: Shard, manifest: Manifest) -> None:
    """Make room for another manifest. Raises FileError where someone is at work by the one that is there."""
    with suppress(FileError):  # one that is damaged is replaced
        if read_manifest(folder) == manifest:
            return
    refuse_others(folder, shard, everywhere=True)
    for path in (folder / UNITS).glob("*.parquet"):
        if path.stem.isdecimal() and int(path.stem) >= len(manifest.units):
            path.unlink()
    for path in (folder / quarantine.QUARANTINE).glob("*.json*"):
        path.unlink()


def _make_wish(settings: Settings) -> Wish:
    """Return what a person says of the columns, and the languages."""
    columns = parse_columns(settings.text_columns) if settings.text_columns else {}
    return Wish(columns, settings.source_lang, settings.target_lang)


@contextmanager
def _explain_writing(folder: Path) -> Iterator[None]:
    """Raise FileError where something in the folder cannot be written."""
    try:
        yield
    except OSError as error:
        raise FileError(str(error.filename or folder), _describe_writing(error.strerror or str(error))) from None


def _describe_writing(reason: str) -> str:
    return f"cannot be written ({reason}): mend that, and run the same command again; what is finished is kept"


@dataclass
class _Run:
    """The work on a shard, whose lock is held."""

    corpus: Corpus
    shard: Shard
    settings: Settings
    engine: Engine
    show: Show
    skip_bad_rows: bool = False
    outcome: CorpusOutcome = field(default_factory=CorpusOutcome)

    def do(self) -> CorpusOutcome:
        """Have what is left done. Raises FileError where it cannot be written, OSError."""
        units = [self._units[number] for number in self.shard.find_range(len(self._units))]
        left = [self._make_task(unit) for unit in units if not self.corpus.is_finished(unit)]
        self.outcome = CorpusOutcome(len(units), len(units) - len(left))
        log = Log(self.corpus.folder, self.shard)
        with self._sweeping(units):
            log.begin(len(units), self.outcome.finished)
            crashed = self._try(left, self.show(left), log)
            for task, result in self._retry(crashed, log):
                told = quarantine.put(self.corpus.folder, self.corpus.manifest, task.unit, result.problem)
                self.outcome.quarantined.append(told)
        self.outcome.quarantined.sort()
        return self.outcome

    @property
    def _units(self) -> tuple[Unit, ...]:
        return self.corpus.manifest.units

    def _make_task(self, unit: Unit) -> UnitTask:
        manifest = self.corpus.manifest
        key, one = manifest.identify(unit), manifest.get_input(unit)
        return UnitTask(
            str(self.corpus.folder), unit, one, key, manifest.signature.digest, self.settings, self.skip_bad_rows
        )

    @contextmanager
    def _sweeping(self, units: Sequence[Unit]) -> Iterator[None]:
        """Remove the temporary files of units before the block and after it: whoever wrote them was killed."""
        names = [locate_unit(self.corpus.folder, unit.number).name for unit in units]
        sweep_temporaries_of(self.corpus.folder / UNITS, names)
        try:
            yield
        finally:
            sweep_temporaries_of(self.corpus.folder / UNITS, names)

    def _try(self, tasks: Sequence[UnitTask], shown: Iterable[UnitTask], log: Log) -> list[UnitResult]:
        """Have tasks done; the results of those that crashed, by number."""
        crashed = []
        by_number = {task.unit.number: task for task in tasks}
        with closing(self.engine.run(tasks)) as results:
            for _, result in zip(shown, results, strict=True):
                task = by_number[result.number]
                self._count(task, result)
                log.tell(result, task.unit.rows, self.outcome.finished + self.outcome.done)
                if result.ending is Ending.CRASHED:
                    crashed.append(result)
        return sorted(crashed)

    def _count(self, task: UnitTask, result: UnitResult) -> None:
        """Count a result. Raises FileError where its file cannot be written."""
        if result.ending is Ending.UNWRITABLE:
            raise FileError(str(task.path), _describe_writing(result.problem))
        if result.ending is Ending.UNREADABLE:
            self.outcome.unreadable.append(result.problem)
        if result.ending is Ending.DONE:
            self.outcome.done += 1
            self.outcome.rows += task.unit.rows
            self.outcome.flagged += result.flagged
            self.outcome.bad_rows += len(result.bad)
            quarantine.take_out(self.corpus.folder, result.number)
            quarantine.put_rows(self.corpus.folder, self.corpus.manifest, task.unit, result.bad)

    def _retry(self, crashed: Sequence[UnitResult], log: Log) -> Iterator[tuple[UnitTask, UnitResult]]:
        """Have tasks that crashed done once more; those that crash again."""
        tasks = [self._make_task(self._units[result.number]) for result in crashed]
        again = self._try(tasks, tasks, log) if tasks else []
        for result in again:
            yield self._make_task(self._units[result.number]), result
