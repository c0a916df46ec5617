"""`corpus report --terms`: how consistently terms are rendered in a whole corpus, the report of `terms` on one file.

Four steps are done for each unit, each of which writes a file of the unit:

1. `count`: the words and stretches of words that may be terms, with their numbers.
2. `meet`: how often words occur in pairs that hold a term, alone and with words of the other language.
3. `link`: the occurrences of terms, with the words that render them as far as their own pairs show, and how often each
   concept has each rendering.
4. `settle`: the renderings, chosen by how often all units have them.

Between the steps the numbers of all units are added up, so that the result is that of one run on the whole.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from align.commands.corpus.passes import Pair, Passes, PassRequest, Show, UnitWorker, make_passes, name_document
from align.commands.terms.report import (
    TermLine,
    TermReport,
    Terms,
    TextScores,
    find_likely_terms,
    gather_terms,
    group_by_term,
    make_line,
    make_table,
    order_by_steadiness,
    score_text,
)
from align.config.glossaries import Glossaries
from align.config.settings import Settings
from align.corpora.buckets import read_bucket
from align.corpora.manifest import Unit
from align.corpora.storage import is_finished, iterate_rows, open_parquet, tabulate
from align.inputs.files import read_bytes
from glossary.dictionary.files import identify_dictionary
from glossary.matching.term_matcher import Occurrence
from glossary.renderings.common_renderings import count_renderings
from glossary.renderings.consistency import Score, add_scores, count_success, score_counts, score_ltcr
from glossary.renderings.occurrences import Provenance, RenderedOccurrence
from glossary.renderings.recurring_terms import choose_terms, count_stretches
from glossary.renderings.term_renderings import (
    LinkedOccurrences,
    Rendering,
    count_words_together,
    link_occurrences,
    settle_renderings,
    spell_out_acronyms,
)
from glossary.renderings.tokenized_pair import TokenizedPair
from glossary.renderings.whole_renderings import compare_renderings
from glossary.storage.atomic import write_atomically
from glossary.word_alignment.cooccurrence import Cooccurrence, Counts

if TYPE_CHECKING:
    import pyarrow as pa

COUNT, MEET, LINK, SETTLE = "count", "meet", "link", "settle"
MET, LINKED, SUCCESS = "met", "linked", "success"
"""What is added up for a unit alone, what it keeps for its last step, and its counts for the success rate."""
RECURRING, COMMON = "recurring.json", "renderings.parquet"
_BETWEEN = "\x1f"
"""What is between the words of a stretch in a file; no word has it."""
_ALL_WORDS = ""
"""The stretch that is written for the number of all words."""
_MET = {"source": "string", "target": "string", "count": "int64"}
_LEAST = 3
_OF_ALL = 10_000
"""A term that no glossary names occurs once in so many pairs, at least, unless a person says how often."""


@dataclass(eq=False)
class TermWorker(UnitWorker):
    """Does the steps for one unit after another."""

    glossaries: Glossaries = field(default_factory=Glossaries)

    def count(self, path: Path, unit: Unit) -> None:
        """Write the stretches that may be terms."""
        counts, words = count_stretches(pair.source for pair in self.read_pairs(unit))
        rows = sorted((_BETWEEN.join(stretch), count) for stretch, count in counts.items())
        table = tabulate([(_ALL_WORDS, words), *rows], {"stretch": "string", "count": "int64"})
        self.write(path, table, "stretch")

    def meet(self, path: Path, unit: Unit) -> None:
        """Write how often forms occur: with `target` empty those of the source, with `source` empty the others."""
        pairs = [(pair.source, pair.target) for pair in self.read_pairs(unit)]
        counts = count_words_together(pairs, self.terms.matcher)
        rows = {(form, ""): number for form, number in counts.source.items()}
        rows |= {("", form): number for form, number in counts.target.items()}
        rows |= counts.together
        self.write(path, tabulate(((*key, rows[key]) for key in sorted(rows)), _MET), "source")

    def link(self, path: Path, unit: Unit) -> None:
        """Write how often each concept has each rendering, and before that the occurrences, for the next step."""
        counts = Counts({}, {}, {})
        for bucket in range(self.plan.buckets):
            with open_parquet(self.plan.locate(f"{MET}-{bucket}", unit)) as file:
                for source, target, count in iterate_rows(file.read(), *_MET):
                    if not target:
                        counts.source[source] = count
                    elif not source:
                        counts.target[target] = count
                    else:
                        counts.together[source, target] = count
        texts = [(pair.source, pair.target) for pair in self.read_pairs(unit)]
        linked = link_occurrences([(texts, self.terms.matcher)], Cooccurrence.restore(counts))
        self.plan.write(self.plan.locate(LINKED, unit), self._pack(linked))
        found = count_renderings(linked.found, linked.beads)
        rows = sorted((self.places[concept], *item) for concept, ours in found.items() for item in ours.items())
        self.write(path, tabulate(rows, {"concept": "int32", "key": "string", "count": "int64"}), "concept")

    def settle(self, path: Path, unit: Unit) -> None:
        """Write the renderings of a unit, and before that its counts for the success rate."""
        import pyarrow as pa
        import pyarrow.compute as pc

        self.plan.write(self.plan.locate(SUCCESS, unit), self._count_success(unit))
        pairs = self.read_pairs(unit)
        linked = self._unpack(self.plan.locate(LINKED, unit), pairs)
        wanted = pa.array(sorted({self.places[id(one.occurrence.concept)] for one in linked.found}), pa.int32())
        common = defaultdict[int, Counter[str]](Counter)
        with open_parquet(Path(self.plan.work, COMMON)) as file:
            for batch in file.iter_batches():
                rows = batch.filter(pc.is_in(batch.column("concept"), wanted))
                for concept, key, count in iterate_rows(rows, "concept", "key", "count"):
                    common[id(self.terms.concepts[concept])][key] = count
        names = dict.fromkeys(("term", "text", "key", "document"), "string") | {"complete": "bool"}
        found = settle_renderings(linked, common)
        values = ((one.term, one.text, one.key, pairs[one.pair].document, one.complete) for one in found)
        self.write(path, tabulate(values, names), "term")

    def _count_success(self, unit: Unit) -> pa.Table:
        """Return how often each term of the glossaries occurs in the sources of each document, and its targets
        opposite.
        """
        texts = defaultdict[str, tuple[list[str], list[str]]](lambda: ([], []))
        for row in self.read_rows(unit):
            if row.doc is not None or (row.source.strip() and row.target.strip()):
                source, target = texts[name_document(unit, row)]
                source.append(row.source)
                target.append(row.target)
        rows, admitted = list[tuple[object, ...]](), self.terms.admitted
        for name, (source, target) in texts.items():
            counted = count_success("\n".join(source), "\n".join(target), admitted.items())
            rows += [(name, term, *counts) for term, counts in zip(admitted, counted, strict=True) if any(counts)]
        return tabulate(rows, {"document": "string", "term": "string", "occurrences": "int64", "rendered": "int64"})

    @cached_property
    def terms(self) -> Terms:
        """Return all terms; those that recur are known when the first step is done."""
        recurring = json.loads(read_bytes(str(Path(self.plan.work, RECURRING))))
        return gather_terms([self.glossaries.load(*one) for one in self.plan.glossaries], recurring)

    @cached_property
    def places(self) -> Mapping[int, int]:
        """Return the place of each concept, by its `id()`."""
        return {id(concept): place for place, concept in enumerate(self.terms.concepts)}

    def _pack(self, linked: LinkedOccurrences) -> pa.Table:
        """Return the occurrences as rows; those of a pair share its linked words."""
        import pyarrow as pa

        numbers = pa.list_(pa.int32())
        kinds = dict.fromkeys(("pair", "start", "end", "rank", "concept", "term"), pa.int32())
        more = {"words": numbers, "linked": numbers, "provenance": pa.string(), "complete": pa.bool_(), "near": numbers}
        schema = pa.schema({**kinds, **more, "each": pa.list_(numbers), "all_linked": numbers})

        def list_values(one: RenderedOccurrence) -> tuple[object, ...]:
            at, place = one.occurrence, self.places[id(one.occurrence.concept)]
            head = one.pair, at.start, at.end, at.rank, place, at.concept.terms.index(at.term), list(one.words or ())
            rest = sorted(one.linked), str(one.provenance), one.complete, list(one.near), list(map(sorted, one.each))
            return (*head, *rest, sorted(linked.linked[one.pair]))

        return tabulate(map(list_values, linked.found), schema)

    def _unpack(self, path: Path, pairs: Sequence[Pair]) -> LinkedOccurrences:
        """Return the occurrences that were packed. Raises OSError."""
        with open_parquet(path) as file:
            rows: list[dict[str, Any]] = file.read().to_pylist()
        found = []
        for row in rows:
            concept = self.terms.concepts[row["concept"]]
            at = Occurrence(row["start"], row["end"], concept, concept.terms[row["term"]], row["rank"])
            words, each = tuple(row["words"]) or None, tuple(map(frozenset, row["each"]))
            kind, linked = Provenance(row["provenance"]), frozenset(row["linked"])
            one = RenderedOccurrence(at, row["pair"], words, linked, kind, row["complete"], tuple(row["near"]), each)
            found.append(one)
        beads = {row["pair"]: row["all_linked"] for row in rows}
        texts = {number: TokenizedPair(pairs[number].source, pairs[number].target) for number in beads}
        return LinkedOccurrences(found, texts, {number: frozenset(linked) for number, linked in beads.items()})


def report_corpus_terms(request: PassRequest, show: Show = iter) -> TermReport:
    """Report on the terms of a corpus that was checked; the work is cut into its units.

    Raises GlossaryError, and what `make_passes` raises.
    """
    import pyarrow as pa

    glossaries = Glossaries()

    def tell_given(settings: Settings) -> object:
        columns = dict(settings.columns)
        for path in settings.glossaries:
            glossaries.load(path, columns.get(path, ""))
        return [request.least, *map(glossaries.digest, settings.glossaries)]

    with make_passes(request, "terms", tell_given, show) as passes:
        plan = passes.plan
        least = request.least or max(_LEAST, passes.corpus.manifest.rows // _OF_ALL)
        passes.do(TermWorker, COUNT)
        recurring = _choose_recurring(passes, least)
        write_atomically(Path(plan.work, RECURRING), [json.dumps(recurring, ensure_ascii=False)])
        passes.do(TermWorker, MEET)
        _add_words(passes)
        passes.do(TermWorker, LINK)
        added = pa.concat_tables(list(passes.add_up(LINK, "concept", "key")))
        common = added.sort_by([("concept", "ascending"), ("key", "ascending")])
        plan.write(Path(plan.work, COMMON), common)
        passes.do(TermWorker, SETTLE)
        return _build_report(passes, gather_terms([glossaries.load(*file) for file in plan.glossaries], recurring))


def _choose_recurring(passes: Passes, least: int) -> list[str]:
    """Return the terms that recur in the sources of all units."""
    counts, words = dict[tuple[str, ...], int](), 0
    for table in passes.add_up(COUNT, "stretch"):
        for stretch, count in iterate_rows(table, "stretch", "count"):
            if stretch == _ALL_WORDS:
                words += count
            elif count >= least:
                counts[tuple(stretch.split(_BETWEEN))] = count
    return choose_terms(counts, words, least)


def _add_words(passes: Passes) -> None:
    """Write for each unit how often all units have its words."""
    import pyarrow.compute as pc

    names, plan = ["source", "target"], passes.plan
    for bucket, added in enumerate(passes.add_up(MEET, *names)):
        total = added.filter(pc.greater(added.column("count"), 1))
        for unit in passes.units:
            path = plan.locate(f"{MET}-{bucket}", unit)
            if not is_finished(path, plan.digest):
                own = read_bucket([plan.locate(MEET, unit)], bucket, names)
                table = own.join(total, names, join_type="inner").select(list(_MET))
                plan.write(path, table.sort_by([(name, "ascending") for name in names]))


def _build_report(passes: Passes, terms: Terms) -> TermReport:
    lines, parts = list[TermLine](), list[TextScores]()
    for table in passes.read(SETTLE):
        own, part = _build_part(terms, table)
        lines += own
        parts.append(part)
    count = (sum(part.terms for part in parts), sum(part.occurrences for part in parts))
    # no two parts have a term in common
    micro, macro = (
        {name: add_scores(one[name] for one in scores) for name in scores[0]}
        for scores in ([part.micro for part in parts], [part.macro for part in parts])
    )
    ltcr = add_scores(part.ltcr for part in parts)
    total = TextScores(str(passes.corpus.folder), *count, ltcr, micro, macro, _score_success(passes))
    files = tuple(path for path, _ in passes.plan.glossaries)
    ordered = tuple(sorted(lines, key=order_by_steadiness))
    return TermReport(ordered, (total,), total, files, identify_dictionary(), ())


def _build_part(terms: Terms, table: pa.Table) -> tuple[Sequence[TermLine], TextScores]:
    """Return what a bucket adds to the report; all renderings of its terms are in it."""
    documents = table.column("document").to_pylist()
    rows = enumerate(iterate_rows(table, "term", "text", "key", "complete"))
    found = [
        Rendering(term, number, (0, 0), None, text, key, Provenance.ALIGNMENT, complete)
        for number, (term, text, key, complete) in rows
    ]
    found = list(spell_out_acronyms(found))
    shown = terms.admitted.keys() | find_likely_terms(found)
    kept = compare_renderings((one for one in found if one.term in shown), terms.keys)
    lines = [make_line(term, own, (), terms, lambda _: ()) for term, own in group_by_term(kept).items()]
    by_document = defaultdict[str, list[Rendering]](list)
    for one in kept:
        by_document[documents[one.pair]].append(one)
    pairs = add_scores(score_ltcr(make_table(own)) for own in by_document.values())
    return lines, score_text("", kept, {}, terms.keys, pairs, Score())


def _score_success(passes: Passes) -> Score:
    """Return the success rates of all documents together."""
    import pyarrow as pa

    paths = [passes.plan.locate(SUCCESS, unit) for unit in passes.units]
    whole = pa.concat_tables([read_bucket([path], 0) for path in paths])
    table = whole.group_by(["document", "term"]).aggregate([("occurrences", "sum"), ("rendered", "sum")])
    counts = defaultdict[str, list[tuple[int, int]]](list)
    for document, *found in sorted(iterate_rows(table, "document", "occurrences_sum", "rendered_sum")):
        counts[document].append((found[0], found[1]))
    return add_scores(map(score_counts, counts.values()))
