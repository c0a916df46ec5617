"""`corpus terms`: how steadily terms are rendered in a whole corpus, the same report as that of `terms` on one file."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, NamedTuple, Protocol

from align import __version__
from align.commands.corpus.engines import Engine, Make
from align.commands.corpus.locking import hold
from align.commands.corpus.term_work import (
    ALL_WORDS,
    BETWEEN,
    COMMON,
    COUNT,
    LINK,
    MEET,
    MET,
    RECURRING,
    SETTLE,
    SUCCESS,
    Plan,
    TermTask,
    make_worker,
)
from align.commands.terms.model import TermLine, TermReport, TextScores
from align.commands.terms.report import (
    Terms,
    find_likely_terms,
    gather_terms,
    group_by_term,
    make_line,
    make_table,
    order_by_steadiness,
    score_text,
)
from align.config.glossaries import Glossaries
from align.config.settings import Request, Settings, SettingsFinder
from align.corpora.buckets import count_buckets, read_bucket
from align.corpora.storage import Corpus, is_finished, open_corpus, write_unit
from align.corpora.units import Ending
from align.errors import FileError, TermsError
from align.inputs.languages import is_same_language
from glossary.dictionary.cedict import use_dictionary
from glossary.dictionary.files import identify_dictionary
from glossary.renderings.consistency import Reference, Score, add_scores, score_counts, score_ltcr
from glossary.renderings.occurrences import Provenance
from glossary.renderings.recurring_terms import choose_terms
from glossary.renderings.term_renderings import Rendering, spell_out_acronyms
from glossary.storage.atomic import write_atomically

if TYPE_CHECKING:
    import pyarrow as pa

WORK = "terms"
_AGAIN = "mend that, and run the same command again; what is done is kept"
_MET = ["source", "target", "count"]
_LEAST = 3
_OF_ALL = 10_000
"""A term that no glossary names occurs once in so many pairs, at least, unless a person says how often."""

Show = Callable[[Sequence[TermTask]], Iterable[TermTask]]
"""Goes through tasks as they are done, and may tell a person how far that is."""


class MakeEngine(Protocol):
    """Makes the engine of a step, which has its tasks done by what `make` makes."""

    def __call__(self, *, make: Make) -> Engine:
        """Make it. Raises CommandError."""


@dataclass(frozen=True, slots=True)
class TermsRequest:
    """What a person asks for: `run` tells the glossaries and the dictionary; `least` is how often a term occurs."""

    run: Request
    folder: str
    engine: MakeEngine
    least: int | None = None


def report_corpus_terms(request: TermsRequest, show: Show = iter) -> TermReport:
    """Report on the terms of a corpus that was checked; the work is cut into its units.

    Raises FileError where some of it is not checked, TermsError for other languages, GlossaryError, DictionaryError.
    """
    corpus = open_corpus(request.folder)
    if not corpus.require_finished():
        raise FileError(request.folder, "holds no pairs: there are no terms to compare")
    _check_languages(corpus)
    settings = SettingsFinder(request.run).find(Path.cwd() / "corpus")
    least = request.least or max(_LEAST, corpus.manifest.rows // _OF_ALL)
    with hold(corpus.folder, WORK, wait=False), _explain_writing(corpus.folder), use_dictionary(settings.dictionary):
        work = _Work(corpus, settings, least, request.engine, show)
        report = work.report()
        rmtree(work.plan.work)
    return report


def _check_languages(corpus: Corpus) -> None:
    signature = corpus.manifest.signature
    if not (is_same_language(signature.source_lang, "zh") and is_same_language(signature.target_lang, "en")):
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


class _Part(NamedTuple):
    """What a bucket adds to the report."""

    lines: list[TermLine]
    scores: TextScores


@dataclass(eq=False)
class _Work:
    """A report in the making."""

    corpus: Corpus
    settings: Settings
    least: int
    engine: MakeEngine
    show: Show

    def __post_init__(self) -> None:
        self.glossaries = Glossaries()
        columns = dict(self.settings.columns)
        files = tuple((path, columns.get(path, "")) for path in self.settings.glossaries)
        self._loaded = [self.glossaries.load(*file) for file in files]
        manifest = self.corpus.manifest
        known = [self.glossaries.digest(path) for path, _ in files]
        given = (
            __version__,
            manifest.signature.digest,
            manifest.units,
            identify_dictionary(),
            files,
            known,
            self.least,
        )
        digest = sha256(repr(given).encode(errors="backslashreplace")).hexdigest()
        work = str(self.corpus.folder / WORK / digest[:16])
        buckets = count_buckets(manifest.rows)
        folder = str(self.corpus.folder)
        self.plan = Plan(folder, work, digest, buckets, self.settings.dictionary, files)

    def report(self) -> TermReport:
        """Do the steps, each for all units, and between them add up what they counted."""
        Path(self.plan.work).mkdir(parents=True, exist_ok=True)
        self._do(COUNT)
        recurring = self._choose_recurring()
        write_atomically(Path(self.plan.work, RECURRING), [json.dumps(recurring, ensure_ascii=False)])
        self._do(MEET)
        self._add_words()
        self._do(LINK)
        write_unit(Path(self.plan.work, COMMON), self._add_renderings(), self.plan.digest, self.plan.digest)
        self._do(SETTLE)
        return self._build(gather_terms(self._loaded, recurring))

    def _do(self, step: str) -> None:
        """Do a step for all units. Raises FileError where one of them cannot be done."""
        manifest = self.corpus.manifest
        tasks = [TermTask(step, unit, manifest.get_input(unit)) for unit in manifest.units]
        with closing(self.engine(make=partial(make_worker, self.plan)).run(tasks)) as results:
            for _, result in zip(self.show(tasks), results, strict=True):
                if result.ending is not Ending.DONE:
                    where = manifest.describe(manifest.units[result.number])
                    raise FileError(str(self.corpus.folder), f"{result.problem} ({where}): {_AGAIN}")

    def _read(self, step: str, bucket: int) -> pa.Table:
        return read_bucket((self.plan.locate(step, unit) for unit in self.corpus.manifest.units), bucket)

    def _choose_recurring(self) -> list[str]:
        """The terms that recur in the sources of all units."""
        counts, words = dict[tuple[str, ...], int](), 0
        for bucket in range(self.plan.buckets):
            table = self._read(COUNT, bucket).group_by("stretch").aggregate([("count", "sum")])
            for stretch, count in zip(
                *(table.column(name).to_pylist() for name in ("stretch", "count_sum")), strict=True
            ):
                if stretch == ALL_WORDS:
                    words += count
                elif count >= self.least:
                    counts[tuple(stretch.split(BETWEEN))] = count
        return choose_terms(counts, words, self.least)

    def _add_words(self) -> None:
        """Write for each unit how often all units have its words."""
        import pyarrow.compute as pc

        sums = [("count", "sum")]
        for bucket in range(self.plan.buckets):
            total = self._read(MEET, bucket).group_by(["source", "target"]).aggregate(sums)
            total = total.filter(pc.greater(total.column("count_sum"), 1))
            for unit in self.corpus.manifest.units:
                path = self.plan.locate(f"{MET}-{bucket}", unit)
                if not is_finished(path, self.plan.digest):
                    own = read_bucket([self.plan.locate(MEET, unit)], bucket, ["source", "target"])
                    table = own.join(total, ["source", "target"], join_type="inner").rename_columns(_MET)
                    path.parent.mkdir(exist_ok=True)
                    write_unit(path, table.sort_by([(name, "ascending") for name in _MET[:2]]), self.plan.digest, "")

    def _add_renderings(self) -> pa.Table:
        """How often each concept has each rendering in all units, in order."""
        import pyarrow as pa

        parts = []
        for bucket in range(self.plan.buckets):
            table = self._read(LINK, bucket).group_by(["concept", "key"]).aggregate([("count", "sum")])
            parts.append(table.select(["concept", "key", "count_sum"]).rename_columns(["concept", "key", "count"]))
        return pa.concat_tables(parts).sort_by([("concept", "ascending"), ("key", "ascending")])

    def _build(self, terms: Terms) -> TermReport:
        parts = [self._build_part(terms, bucket) for bucket in range(self.plan.buckets)]
        lines = sorted((line for part in parts for line in part.lines), key=order_by_steadiness)
        total = _add_texts(str(self.corpus.folder), [part.scores for part in parts], self._score_success())
        files = tuple(path for path, _ in self.plan.glossaries)
        return TermReport(tuple(lines), (total,), total, files, identify_dictionary(), ())

    def _score_success(self) -> Score:
        """The success rates of all documents together."""
        import pyarrow as pa

        paths = [self.plan.locate(SUCCESS, unit) for unit in self.corpus.manifest.units]
        whole = pa.concat_tables([read_bucket([path], 0) for path in paths])
        sums = [("occurrences", "sum"), ("rendered", "sum")]
        table = whole.group_by(["document", "term"]).aggregate(sums)
        columns = [table.column(name).to_pylist() for name in ("document", "occurrences_sum", "rendered_sum")]
        counts = defaultdict[str, list[tuple[int, int]]](list)
        for document, *found in sorted(zip(*columns, strict=True)):
            counts[document].append((found[0], found[1]))
        return add_scores(map(score_counts, counts.values()))

    def _build_part(self, terms: Terms, bucket: int) -> _Part:
        """The terms of a bucket: all their renderings are in it."""
        table = self._read(SETTLE, bucket)
        columns = (table.column(name).to_pylist() for name in ("term", "text", "key", "complete"))
        documents = table.column("document").to_pylist()
        found = [
            Rendering(term, number, (0, 0), None, text, key, Provenance.ALIGNMENT, complete)
            for number, (term, text, key, complete) in enumerate(zip(*columns, strict=True))
        ]
        found = list(spell_out_acronyms(found))
        shown = terms.admitted.keys() | find_likely_terms(found)
        kept = [one for one in found if one.term in shown]
        lines = [make_line(term, rows, (), terms, lambda _: ()) for term, rows in group_by_term(kept).items()]
        by_document = defaultdict[str, list[Rendering]](list)
        for one in kept:
            by_document[documents[one.pair]].append(one)
        pairs = add_scores(score_ltcr(make_table(own)) for own in by_document.values())
        return _Part(lines, score_text("", kept, {}, terms.keys, pairs, Score()))


def _add_texts(path: str, parts: Sequence[TextScores], success: Score) -> TextScores:
    """The scores of several parts that have no term in common."""
    first = parts[0]
    micro: Mapping[Reference, Score] = {name: add_scores(part.micro[name] for part in parts) for name in first.micro}
    macro: Mapping[Reference, Score] = {name: add_scores(part.macro[name] for part in parts) for name in first.macro}
    terms, occurrences = sum(part.terms for part in parts), sum(part.occurrences for part in parts)
    return TextScores(path, terms, occurrences, add_scores(part.ltcr for part in parts), micro, macro, success)
