"""Passes over a corpus that was checked: steps that are done for each unit, and sums of all units between them.

A step writes a file for each unit, in buckets by a key, so that all rows of a key can be added up with no more than a
bucket in memory. What is done is kept until all is: a run that was broken off goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, NamedTuple

from align.commands.cached_results import identify_program
from align.commands.corpus.engines import Engine
from align.commands.terms.collect import make_passages
from align.config.settings import Request, Settings, SettingsFinder
from align.corpora.buckets import count_buckets, read_bucket, write_buckets
from align.corpora.checking import make_bitext
from align.corpora.manifest import Unit
from align.corpora.runs import advise_again, explain_writing, hold
from align.corpora.schema import Row
from align.corpora.storage import Corpus, is_finished, open_corpus, write_unit
from align.corpora.units import Ending, PassTask, UnitResult
from align.errors import AligncheckError, FileError, TermsError
from align.inputs.languages import is_same_language
from glossary.dictionary.cedict import use_dictionary
from glossary.dictionary.files import identify_dictionary

if TYPE_CHECKING:
    import pyarrow as pa

_KEPT = "what is done"

Show = Callable[[Sequence[PassTask]], Iterable[PassTask]]
"""Goes through tasks as they are done, and may show a person how far that is."""


@dataclass(frozen=True, slots=True)
class PassRequest:
    """What a person asks for: `run` gives the dictionary and the glossaries; `least` is how often a term occurs.

    `engine` makes the engine of a step, which has its tasks done by what its argument `make` makes.
    """

    run: Request
    folder: str
    engine: Callable[..., Engine]
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

    def write(self, path: Path, table: pa.Table) -> None:
        """Write a table that is in no buckets, with the digest. Raises OSError."""
        path.parent.mkdir(parents=True, exist_ok=True)
        write_unit(path, table, self.digest, "")


class Pair(NamedTuple):
    """The texts of a row that are compared; `document` names the text that it belongs to."""

    source: str
    target: str
    document: str


@dataclass(eq=False)
class UnitWorker:
    """Does one task after another. A step is a method of a subclass, by whose name it is called.

    It is given the file that it writes, the last of all that it writes, and the unit.
    """

    plan: Plan

    def run(self, task: PassTask) -> UnitResult:
        """Do a task, unless its file is there; whatever goes wrong is in the result."""
        number = task.unit.number
        path = self.plan.locate(task.step, task.unit)
        try:
            if not is_finished(path, self.plan.digest):
                path.parent.mkdir(parents=True, exist_ok=True)
                with use_dictionary(self.plan.dictionary):
                    getattr(self, task.step)(path, task.unit)
        except AligncheckError as error:
            return UnitResult(number, Ending.UNREADABLE, problem=str(error))
        except OSError as error:
            return UnitResult(number, Ending.UNWRITABLE, problem=error.strerror or str(error))
        return UnitResult(number, Ending.DONE)

    @cached_property
    def corpus(self) -> Corpus:
        """Return the corpus that the units are of."""
        return open_corpus(self.plan.folder)

    def write(self, path: Path, table: pa.Table, key: str) -> None:
        """Write rows in buckets by a column. Raises OSError."""
        write_buckets(path, table, key, self.plan.buckets, self.plan.digest)

    def read_pairs(self, unit: Unit) -> list[Pair]:
        """Return the pairs of a unit that are compared, as `terms` compares them. Raises FileError."""
        signature = self.corpus.manifest.signature
        pairs = []
        for row in self.read_rows(unit):
            alignment = make_bitext(row, signature.source_lang, signature.target_lang).alignment
            for passage in make_passages(alignment) if alignment else ():
                pairs.append(Pair(passage.source, passage.target, name_document(unit, row)))
        return pairs

    def read_rows(self, unit: Unit) -> Iterator[Row]:
        """Return the rows of a unit. Raises FileError."""
        batches = self.corpus.read_batches([unit], list(Row._fields))
        return (Row(**values) for batch in batches for values in batch.to_pylist())


def make_worker(kind: type[UnitWorker], plan: Plan) -> Callable[[PassTask], UnitResult]:
    """Return what does tasks, in a process of its own."""
    return kind(plan).run


def name_document(unit: Unit, row: Row) -> str:
    """Return the name of the document of a row; the rows of an input that name none are one together."""
    return f"{unit.input} {row.doc}" if row.doc is not None else str(unit.input)


@dataclass(eq=False)
class Passes:
    """Passes over the units of a corpus."""

    corpus: Corpus
    plan: Plan
    engine: Callable[..., Engine]
    show: Show

    @property
    def units(self) -> tuple[Unit, ...]:
        """Return all units, in order."""
        return self.corpus.manifest.units

    def do(self, kind: type[UnitWorker], step: str) -> None:
        """Do a step for all units. Raises FileError where one of them cannot be done."""
        manifest = self.corpus.manifest
        tasks = [PassTask(step, unit, manifest.get_input(unit)) for unit in self.units]
        with closing(self.engine(make=partial(make_worker, kind, self.plan)).run(tasks)) as results:
            for _, result in zip(self.show(tasks), results, strict=True):
                if result.ending is not Ending.DONE:
                    where = manifest.describe(self.units[result.number])
                    reason = f"{result.problem} ({where}): {advise_again(_KEPT)}"
                    raise FileError(str(self.corpus.folder), reason)

    def read(self, step: str) -> Iterator[pa.Table]:
        """Yield the rows that a step wrote, of all units in order, bucket by bucket. Raises OSError."""
        paths = [self.plan.locate(step, unit) for unit in self.units]
        return (read_bucket(paths, bucket) for bucket in range(self.plan.buckets))

    def add_up(self, step: str, *keys: str) -> Iterator[pa.Table]:
        """Yield the sums of the column `count` for each value of the columns `keys`, bucket by bucket.

        Raises OSError.
        """
        for rows in self.read(step):
            table = rows.group_by(list(keys)).aggregate([("count", "sum")])
            yield table.rename_columns({"count_sum": "count"}).select([*keys, "count"])


@contextmanager
def make_passes(
    request: PassRequest,
    work: str,
    given: Callable[[Settings], object],
    show: Show,
    languages: Sequence[str] = ("zh", "en"),
) -> Iterator[Passes]:
    """Prepare passes over a finished corpus, in a folder `work` of it, which is removed if all goes well in the block.

    `given` says what else the files depend on, `languages` those that the corpus must be of (none: any). No one else
    can work there in the meantime. Raises FileError where some of the corpus is not checked or cannot be written,
    TermsError for other languages, ConfigError, DictionaryError.
    """
    corpus = open_corpus(request.folder)
    if not corpus.require_finished():
        raise FileError(request.folder, "holds no pairs: there is nothing to compare")
    own = corpus.manifest.signature.source_lang, corpus.manifest.signature.target_lang
    if languages and not all(map(is_same_language, own, languages)):
        raise TermsError(f"terms are compared in English translations from Chinese, not from {own[0]} into {own[1]}")
    settings = SettingsFinder(request.run).find(Path.cwd() / "corpus")
    dictionary, folder = settings.dictionary, corpus.folder
    with explain_writing(folder, _KEPT), hold(folder, work, wait=False), use_dictionary(dictionary):
        columns = dict(settings.columns)
        files = tuple((path, columns.get(path, "")) for path in settings.glossaries)
        units = list(map(corpus.manifest.identify, corpus.manifest.units))
        basis = repr((identify_program(), units, identify_dictionary(), files, given(settings)))
        digest = sha256(basis.encode(errors="backslashreplace")).hexdigest()
        place, buckets = folder / work / digest[:16], count_buckets(corpus.manifest.rows)
        place.mkdir(parents=True, exist_ok=True)
        plan = Plan(str(folder), str(place), digest, buckets, dictionary, files)
        yield Passes(corpus, plan, request.engine, show)
        rmtree(plan.work)
