"""`corpus check`: a corpus in units, which an engine has done; what is finished is never done again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from align import __version__
from align.commands.cached_results import find_basis
from align.commands.corpus.engines import Engine
from align.config.glossaries import Glossaries
from align.config.settings import Request, Settings, SettingsFinder
from align.corpora.columns import Wish
from align.corpora.manifest import ADVICE, MANIFEST, Manifest, Signature, read_manifest, refuse_foreign_manifest
from align.corpora.planning import find_change, find_inputs, make_manifest
from align.corpora.presets import ALIGN, choose_rules
from align.corpora.runs import (
    QUARANTINE,
    WHOLE,
    Log,
    Shard,
    advise_again,
    explain_writing,
    hold,
    put_in_quarantine,
    refuse_others,
    take_out_of_quarantine,
)
from align.corpora.storage import UNITS, Corpus, locate_unit, refuse_foreign_units, require_arrow
from align.corpora.units import Ending, UnitResult, UnitTask
from align.errors import FileError
from align.inputs.evidence import asks_for_memory
from align.readers.tables.columns import parse_columns
from glossary.dictionary.files import find_dictionary_file
from glossary.storage.atomic import sweep_temporaries, sweep_temporaries_of

UNIT_ROWS = 10_000
_KEPT = "what is finished"

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
    be read. `quarantined` and `unreadable` are units in words. `unused_memory` is one that the configuration names, and
    that rows are not compared with.
    """

    units: int = 0
    finished: int = 0
    done: int = 0
    rows: int = 0
    flagged: int = 0
    bad_rows: int = 0
    quarantined: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    unused_memory: str = ""


def check_corpus(request: CorpusRequest, engine: Engine, show: Show = iter) -> CorpusOutcome:
    """Check the units of a shard that are not finished. Units that crash are tried once more, then put in quarantine.

    Raises MissingPathError, CommandError, FileError, ConfigError, UnknownRuleError, GlossaryError, DictionaryError.
    """
    require_arrow()
    settings = resolve_settings(request.run, aligns=request.aligns)
    signature, folder = sign(settings, request.run.select, aligns=request.aligns), Path(request.output)
    paths = list(request.inputs) or find_inputs(request.run.paths, folder)
    with explain_writing(folder, _KEPT), ExitStack() as held:
        refuse_foreign_manifest(folder)
        refuse_foreign_units(folder)
        (folder / UNITS).mkdir(parents=True, exist_ok=True)
        with hold(folder, "manifest", wait=True):
            manifest = _prepare(request, paths, settings, signature)
            refuse_others(folder, request.shard, everywhere=False)
            held.enter_context(hold(folder, str(request.shard), wait=False))
        outcome = _Run(Corpus(folder, manifest), request, settings, engine).do(show)
    outcome.unused_memory = settings.memory if asks_for_memory(settings, "") else ""
    return outcome


def resolve_settings(request: Request, *, aligns: bool) -> Settings:
    """Return what holds for each row: the configuration of the current folder, with the rules that are selected; none
    where rows are documents that are aligned.

    Nothing is in them that has no say in what is found. Raises ConfigError, UnknownRuleError.
    """
    rules = () if aligns else choose_rules(request.select, request.ignore)
    found = SettingsFinder(replace(request, select=rules, ignore=())).find(Path.cwd() / "corpus")
    return replace(
        found,
        rules=rules,
        threshold=None,
        configuration="",
        baseline="",
        source=(),
        checklist_files=(),
        origins=(),
        jobs=0,
    )


def sign(settings: Settings, selected: Sequence[str], *, aligns: bool) -> Signature:
    """Return the signature of settings, the same for all rows. Raises GlossaryError, DictionaryError."""
    glossaries = Glossaries()
    with settings.use_knowledge():
        find_dictionary_file()
        glossaries.matcher(settings.glossaries, settings.columns, settings.name_glossary_languages())
    basis = find_basis(settings, glossaries)
    assert basis
    return Signature(
        digest=basis.digest,
        version=__version__,
        preset=ALIGN if aligns else ",".join(selected) or "default",
        rules=tuple(rule.name for rule in settings.find_rules()),
        source_lang=settings.source_lang,
        target_lang=settings.target_lang,
        settings=basis.signature,
        dictionary=basis.dictionary,
        glossaries=tuple((path, glossaries.digest(path)) for path in settings.glossaries),
    )


def _prepare(request: CorpusRequest, paths: Sequence[str], settings: Settings, signature: Signature) -> Manifest:
    """Return the manifest in the folder, or a new one.

    Raises FileError where that in the folder is of something else, an input has changed, or, with `force`, someone is
    at work by the manifest that is there.
    """
    folder, shard = Path(request.output), request.shard
    sweep_temporaries(folder / MANIFEST)
    known = None if request.force else read_manifest(folder)
    if known:
        if difference := known.find_difference(paths, signature, request.unit_rows):
            raise FileError(str(folder), difference)
        for one in dict.fromkeys(map(known.get_input, shard.choose(known.units))):
            if change := find_change(one):
                raise FileError(one.path, f"{change}: put the old file back, {ADVICE}")
        return known
    columns = parse_columns(settings.text_columns) if settings.text_columns else {}
    wish = Wish(columns, settings.source_lang, settings.target_lang)
    manifest = make_manifest(paths, wish, signature, request.unit_rows)
    if request.force:
        with suppress(FileError):  # one that is damaged is replaced
            known = read_manifest(folder)
        if known != manifest:
            refuse_others(folder, shard, everywhere=True)
            units = (path for path in (folder / UNITS).glob("*.parquet") if path.stem.isdecimal())
            surplus = [path for path in units if int(path.stem) >= len(manifest.units)]
            for path in (*surplus, *(folder / QUARANTINE).glob("*.json*")):
                path.unlink()
    manifest.write(folder)
    return manifest


@dataclass
class _Run:
    """The work on a shard, whose lock is held."""

    corpus: Corpus
    request: CorpusRequest
    settings: Settings
    engine: Engine
    outcome: CorpusOutcome = field(default_factory=CorpusOutcome)

    def do(self, show: Show) -> CorpusOutcome:
        """Have what is left done. Raises FileError where it cannot be written, OSError."""
        manifest, folder, shard = self.corpus.manifest, self.corpus.folder, self.request.shard
        units, skip = shard.choose(manifest.units), self.request.skip_bad_rows
        left = [
            UnitTask(
                str(folder),
                unit,
                manifest.get_input(unit),
                manifest.identify(unit),
                manifest.signature.digest,
                self.settings,
                skip,
            )
            for unit in units
            if not self.corpus.is_finished(unit)
        ]
        self.outcome = CorpusOutcome(len(units), len(units) - len(left))
        log, names = Log(folder, shard), [locate_unit(folder, unit.number).name for unit in units]
        sweep_temporaries_of(folder / UNITS, names)  # whoever wrote them was killed
        try:
            log.begin(len(units), self.outcome.finished)
            crashed = self._try(left, show(left), log)
            again = [task for task, _ in crashed]
            for task, result in self._try(again, again, log) if again else ():
                told = put_in_quarantine(folder, manifest, task.unit, result.problem)
                self.outcome.quarantined.append(told)
        finally:
            sweep_temporaries_of(folder / UNITS, names)
        self.outcome.quarantined.sort()
        return self.outcome

    def _try(self, tasks: Sequence[UnitTask], shown: Iterable[UnitTask], log: Log) -> list[tuple[UnitTask, UnitResult]]:
        """Have tasks done, and count what came of them; those that crashed, by number.

        Raises FileError where the file of a unit cannot be written.
        """
        crashed, outcome = [], self.outcome
        by_number = {task.unit.number: task for task in tasks}
        with closing(self.engine.run(tasks)) as results:
            for _, result in zip(shown, results, strict=True):
                task = by_number[result.number]
                match result.ending:
                    case Ending.UNWRITABLE:
                        reason = f"cannot be written ({result.problem}): {advise_again(_KEPT)}"
                        raise FileError(str(task.path), reason)
                    case Ending.UNREADABLE:
                        outcome.unreadable.append(result.problem)
                    case Ending.CRASHED:
                        crashed.append((task, result))
                    case Ending.DONE:
                        outcome.done += 1
                        outcome.rows += task.unit.rows
                        outcome.flagged += result.flagged
                        outcome.bad_rows += len(result.bad)
                        take_out_of_quarantine(self.corpus.folder, self.corpus.manifest, task.unit, result.bad)
                log.tell(result, task.unit.rows, outcome.finished + outcome.done)
        return sorted(crashed, key=lambda one: one[1])
