"""Passes over a corpus that was checked: steps that are done for each unit, and sums of all units between them.

A step writes a file for each unit, in buckets by a key, so that all rows of a key can be added up with no more than a
bucket in memory. What is done is kept until all is: a run that was broken off goes on where it stopped.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, NamedTuple, Protocol

from align.commands.cached_results import identify_program
from align.commands.corpus.locking import hold
from align.commands.corpus.tasks import Engine, Make
from align.commands.terms.collect import make_passages
from align.config.settings import Request, Settings, SettingsFinder
from align.corpora.buckets import count_buckets, read_bucket, write_buckets
from align.corpora.checking import make_bitext
from align.corpora.manifest import Input, Unit
from align.corpora.schema import Row
from align.corpora.storage import Corpus, is_finished, open_corpus
from align.corpora.units import Ending, UnitResult
from align.errors import AligncheckError, FileError, TermsError
from align.inputs.languages import is_same_language
from glossary.dictionary.cedict import use_dictionary
from glossary.dictionary.files import identify_dictionary

if TYPE_CHECKING:
    import pyarrow as pa

_AGAIN = "mend that, and run the same command again; what is done is kept"
_COLUMNS = ["source", "target", "id", "doc", "origin"]


class MakeEngine(Protocol):
    """Makes the engine of a step, which has its tasks done by what `make` makes."""

    def __call__(self, *, make: Make) -> Engine:
        """Make it. Raises CommandError."""


@dataclass(frozen=True, slots=True)
class PassRequest:
    """What a person asks for: `run` gives the dictionary and the glossaries; `least` is how often a term occurs."""

    run: Request
    folder: str
    engine: MakeEngine
    least: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What all steps need, plain data: the corpus, the folder of the files, and the digest of what they depend on.

    `glossaries` are paths, each with what its columns hold.
    """

    folder: str
    work: str
    digest: str
    buckets: int
    dictionary: str
    glossaries: tuple[tuple[str, str], ...]

    def locate(self, step: str, unit: Unit) -> Path:
        """Return the file of a unit that a step writes."""
        return Path(self.work, step, f"{unit.number:06}.parquet")


class PassTask(NamedTuple):
    """A step to do for a unit, and the input that its rows came from."""

    step: str
    unit: Unit
    input: Input


Show = Callable[[Sequence[PassTask]], Iterable[PassTask]]
"""Goes through tasks as they are done, and may show a person how far that is."""

Step = Callable[[Path, Unit], None]
"""Does a step for a unit and writes its file, the last of all that it writes."""


class Pair(NamedTuple):
    """The texts of a row that are compared; `document` names the text that it belongs to."""

    source: str
    target: str
    document: str


@dataclass(eq=False)
class UnitWorker(ABC):
    """Does one task after another. A subclass gives its `steps`."""

    plan: Plan

    @property
    @abstractmethod
    def steps(self) -> Mapping[str, Step]:
        """Return what can be done for a unit, by name."""

    def run(self, task: PassTask) -> UnitResult:
        """Do a task, unless its file is there; whatever goes wrong is in the result."""
        number = task.unit.number
        path = self.plan.locate(task.step, task.unit)
        try:
            if not is_finished(path, self.plan.digest):
                path.parent.mkdir(parents=True, exist_ok=True)
                with use_dictionary(self.plan.dictionary):
                    self.steps[task.step](path, task.unit)
        except AligncheckError as error:
            return UnitResult(number, Ending.UNREADABLE, problem=str(error))
        except OSError as error:
            return UnitResult(number, Ending.UNWRITABLE, problem=error.strerror or str(error))
        return UnitResult(number, Ending.DONE)

    @cached_property
    def _corpus(self) -> Corpus:
        return open_corpus(self.plan.folder)

    def write(self, path: Path, table: pa.Table, key: str) -> None:
        """Write rows in buckets by a column. Raises OSError."""
        write_buckets(path, table, key, self.plan.buckets, self.plan.digest)

    def read_pairs(self, unit: Unit) -> list[Pair]:
        """Return the pairs of a unit that are compared, as `terms` compares them. Raises FileError."""
        signature = self._corpus.manifest.signature
        pairs = []
        for row in self.read_rows(unit):
            alignment = make_bitext(row, signature.source_lang, signature.target_lang).alignment
            for passage in make_passages(alignment) if alignment else ():
                pairs.append(Pair(passage.source, passage.target, name_document(unit, row)))
        return pairs

    def read_rows(self, unit: Unit) -> Iterator[Row]:
        """Return the rows of a unit. Raises FileError."""
        batches = self._corpus.read_batches([unit], _COLUMNS)
        return (Row(**values) for batch in batches for values in batch.to_pylist())


def name_document(unit: Unit, row: Row) -> str:
    """Return the name of the document of a row; the rows of an input that name none are one together."""
    return f"{unit.input} {row.doc}" if row.doc is not None else str(unit.input)


@dataclass(eq=False)
class Passes:
    """Passes over the units of a corpus."""

    corpus: Corpus
    plan: Plan
    engine: MakeEngine
    show: Show

    @property
    def units(self) -> tuple[Unit, ...]:
        """Return all units, in order."""
        return self.corpus.manifest.units

    def do(self, step: str, make: Make) -> None:
        """Do a step for all units. Raises FileError where one of them cannot be done."""
        manifest = self.corpus.manifest
        tasks = [PassTask(step, unit, manifest.get_input(unit)) for unit in self.units]
        with closing(self.engine(make=make).run(tasks)) as results:
            for _, result in zip(self.show(tasks), results, strict=True):
                if result.ending is not Ending.DONE:
                    where = manifest.describe(self.units[result.number])
                    raise FileError(str(self.corpus.folder), f"{result.problem} ({where}): {_AGAIN}")

    def read(self, step: str, bucket: int) -> pa.Table:
        """Return the rows of a bucket that a step wrote, of all units in order. Raises OSError."""
        return read_bucket((self.plan.locate(step, unit) for unit in self.units), bucket)

    def add_up(self, step: str, bucket: int, keys: Sequence[str]) -> pa.Table:
        """Return the sums of the column `count` in a bucket for each value of the columns `keys`. Raises OSError."""
        table = self.read(step, bucket).group_by(list(keys)).aggregate([("count", "sum")])
        return table.rename_columns({"count_sum": "count"}).select([*keys, "count"])


@contextmanager
def make_passes(
    request: PassRequest,
    work: str,
    given: Callable[[Settings], object],
    show: Show,
    languages: Sequence[str] = ("zh", "en"),
) -> Iterator[Passes]:
    """Passes over a finished corpus, in a folder `work` of it, which is removed after the block if all went well.

    `given` says what else the files depend on, `languages` those that the corpus must be of (none: any). No one else
    can work there in the meantime. Raises FileError where some of the corpus is not checked or cannot be written,
    TermsError for other languages, ConfigError, DictionaryError.
    """
    corpus = open_corpus(request.folder)
    if not corpus.require_finished():
        raise FileError(request.folder, "holds no pairs: there is nothing to compare")
    if languages:
        _check_languages(corpus, *languages)
    settings = SettingsFinder(request.run).find(Path.cwd() / "corpus")
    with _explain_writing(corpus.folder), hold(corpus.folder, work, wait=False), use_dictionary(settings.dictionary):
        plan = _make_plan(corpus, settings, work, given(settings))
        Path(plan.work).mkdir(parents=True, exist_ok=True)
        yield Passes(corpus, plan, request.engine, show)
        rmtree(plan.work)


def _check_languages(corpus: Corpus, source: str, target: str) -> None:
    signature = corpus.manifest.signature
    if not (is_same_language(signature.source_lang, source) and is_same_language(signature.target_lang, target)):
        raise TermsError(
            "terms are compared in English translations from Chinese, not from "
            f"{signature.source_lang} into {signature.target_lang}"
        )


@contextmanager
def _explain_writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = f"cannot be written ({error.strerror or error}): {_AGAIN}"
        raise FileError(str(error.filename or folder), reason) from None


def _make_plan(corpus: Corpus, settings: Settings, work: str, given: object) -> Plan:
    columns, manifest = dict(settings.columns), corpus.manifest
    files = tuple((path, columns.get(path, "")) for path in settings.glossaries)
    units = [manifest.identify(unit) for unit in manifest.units]
    basis = repr((identify_program(), units, identify_dictionary(), files, given))
    digest = sha256(basis.encode(errors="backslashreplace")).hexdigest()
    folder = str(corpus.folder)
    place = str(corpus.folder / work / digest[:16])
    return Plan(folder, place, digest, count_buckets(manifest.rows), settings.dictionary, files)
