"""What is done with a unit on the way to a report on the terms of a corpus: four steps, each a file of the unit.

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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from align.commands.corpus.passes import Pair, PassTask, Plan, Step, UnitWorker, name_document
from align.commands.terms.report import Terms, gather_terms
from align.config.glossaries import Glossaries
from align.corpora.manifest import Unit
from align.corpora.storage import open_parquet, write_unit
from align.corpora.units import UnitResult
from align.inputs.files import read_bytes
from glossary.matching.term_matcher import Occurrence
from glossary.renderings.common_renderings import count_renderings
from glossary.renderings.consistency import count_success
from glossary.renderings.occurrences import Provenance, RenderedOccurrence
from glossary.renderings.recurring_terms import count_stretches
from glossary.renderings.term_renderings import (
    LinkedOccurrences,
    count_words_together,
    link_occurrences,
    settle_renderings,
)
from glossary.renderings.tokenized_pair import TokenizedPair
from glossary.word_alignment.cooccurrence import Cooccurrence, Counts

if TYPE_CHECKING:
    import pyarrow as pa

COUNT, MEET, LINK, SETTLE = "count", "meet", "link", "settle"
MET, LINKED, SUCCESS = "met", "linked", "success"
"""What is added up for a unit alone, what it keeps for its last step, and its counts for the success rate."""
RECURRING, COMMON = "recurring.json", "renderings.parquet"
BETWEEN = "\x1f"
"""What is between the words of a stretch in a file; no word has it."""
ALL_WORDS = ""
"""The stretch that is written for the number of all words."""


@dataclass(eq=False)
class TermWorker(UnitWorker):
    """Does the steps for one unit after another."""

    glossaries: Glossaries = field(default_factory=Glossaries)

    @property
    def steps(self) -> Mapping[str, Step]:
        """Return the steps by name."""
        return {COUNT: self._count, MEET: self._meet, LINK: self._link, SETTLE: self._settle}

    def _count(self, path: Path, unit: Unit) -> None:
        import pyarrow as pa

        counts, words = count_stretches(pair.source for pair in self.read_pairs(unit))
        rows = sorted((BETWEEN.join(stretch), count) for stretch, count in counts.items())
        table = pa.table(
            {"stretch": [ALL_WORDS, *(row[0] for row in rows)], "count": [words, *(row[1] for row in rows)]}
        )
        self.write(path, table, "stretch")

    def _meet(self, path: Path, unit: Unit) -> None:
        """Write how often forms occur: with `target` empty those of the source, with `source` empty the others."""
        import pyarrow as pa

        pairs = [(pair.source, pair.target) for pair in self.read_pairs(unit)]
        counts = count_words_together(pairs, self._terms.matcher)
        rows = {(form, ""): number for form, number in counts.source.items()}
        rows |= {("", form): number for form, number in counts.target.items()}
        rows |= counts.together
        order = sorted(rows)
        columns = {  # typed, as a unit may have no row
            "source": pa.array([row[0] for row in order], pa.string()),
            "target": pa.array([row[1] for row in order], pa.string()),
            "count": pa.array([rows[row] for row in order], pa.int64()),
        }
        self.write(path, pa.table(columns), "source")

    def _read_met(self, unit: Unit) -> Cooccurrence:
        """Return how often all units have the words of one."""
        counts = Counts({}, {}, {})
        for bucket in range(self.plan.buckets):
            with open_parquet(self.plan.locate(f"{MET}-{bucket}", unit)) as file:
                table = file.read()
            columns = (table.column(name).to_pylist() for name in ("source", "target", "count"))
            for source, target, count in zip(*columns, strict=True):
                if not target:
                    counts.source[source] = count
                elif not source:
                    counts.target[target] = count
                else:
                    counts.together[source, target] = count
        return Cooccurrence.restore(counts)

    def _link(self, path: Path, unit: Unit) -> None:
        """Write how often each concept has each rendering, and before that the occurrences, for the next step."""
        import pyarrow as pa

        pairs = self.read_pairs(unit)
        texts = [(pair.source, pair.target) for pair in pairs]
        linked = link_occurrences([(texts, self._terms.matcher)], self._read_met(unit))
        table = pa.Table.from_pylist(list(self._pack(linked)), _make_schema())
        write_unit(_make_room(self.plan.locate(LINKED, unit)), table, self.plan.digest, self.plan.digest)
        counts = count_renderings(linked.found, linked.beads)
        rows = sorted((self._indices[concept], *item) for concept, ours in counts.items() for item in ours.items())
        names = zip(("concept", "key", "count"), list(zip(*rows, strict=True)) or [()] * 3, strict=True)
        types = {"concept": pa.int32(), "key": pa.string(), "count": pa.int64()}
        self.write(path, pa.table({name: pa.array(values, types[name]) for name, values in names}), "concept")

    def _settle(self, path: Path, unit: Unit) -> None:
        import pyarrow as pa

        write_unit(_make_room(self.plan.locate(SUCCESS, unit)), self._count_success(unit), self.plan.digest, "")
        pairs = self.read_pairs(unit)
        linked = self._unpack(self.plan.locate(LINKED, unit), pairs)
        found = list(settle_renderings(linked, self._read_common(linked.found)))
        columns = {
            "term": pa.array([one.term for one in found], pa.string()),
            "text": pa.array([one.text for one in found], pa.string()),
            "key": pa.array([one.key for one in found], pa.string()),
            "complete": pa.array([one.complete for one in found], pa.bool_()),
            "document": pa.array([pairs[one.pair].document for one in found], pa.string()),
        }
        self.write(path, pa.table(columns), "term")

    def _count_success(self, unit: Unit) -> pa.Table:
        """Return how often each term of the glossaries occurs in the sources of each document, and its targets
        opposite.
        """
        import pyarrow as pa

        texts = defaultdict[str, tuple[list[str], list[str]]](lambda: ([], []))
        for row in self.read_rows(unit):
            if row.doc is not None or (row.source.strip() and row.target.strip()):
                source, target = texts[name_document(unit, row)]
                source.append(row.source)
                target.append(row.target)
        admitted = self._terms.admitted
        rows = [
            (name, term, *counts)
            for name, (source, target) in texts.items()
            for term, counts in zip(
                admitted, count_success("\n".join(source), "\n".join(target), admitted.items()), strict=True
            )
            if any(counts)
        ]
        names = ("document", "term", "occurrences", "rendered")
        kinds = (pa.string(), pa.string(), pa.int64(), pa.int64())
        columns = zip(names, kinds, list(zip(*rows, strict=True)) or [()] * 4, strict=True)
        return pa.table({name: pa.array(values, kind) for name, kind, values in columns})

    @cached_property
    def _terms(self) -> Terms:
        """Return all terms; those that recur are known when the first step is done."""
        recurring = json.loads(read_bytes(str(Path(self.plan.work, RECURRING))))
        return gather_terms([self.glossaries.load(*one) for one in self.plan.glossaries], recurring)

    @cached_property
    def _indices(self) -> Mapping[int, int]:
        """Return the place of each concept, by its `id()`."""
        return {id(concept): place for place, concept in enumerate(self._terms.concepts)}

    def _read_common(self, found: Iterable[RenderedOccurrence]) -> dict[int, Counter[str]]:
        """Return how often all units have each rendering of the concepts in one."""
        import pyarrow.compute as pc

        wanted = sorted({self._indices[id(one.occurrence.concept)] for one in found})
        counts = defaultdict[int, Counter[str]](Counter)
        with open_parquet(Path(self.plan.work, COMMON)) as file:
            for batch in file.iter_batches():
                for row in batch.filter(pc.is_in(batch.column("concept"), _make_set(wanted))).to_pylist():
                    counts[id(self._terms.concepts[row["concept"]])][row["key"]] = row["count"]
        return counts

    def _pack(self, linked: LinkedOccurrences) -> Iterator[dict[str, Any]]:
        """Yield the occurrences as rows; those of a pair share its linked words."""
        for one in linked.found:
            occurrence = one.occurrence
            yield {
                "pair": one.pair,
                "start": occurrence.start,
                "end": occurrence.end,
                "rank": occurrence.rank,
                "concept": self._indices[id(occurrence.concept)],
                "term": occurrence.concept.terms.index(occurrence.term),
                "words": list(one.words or ()),
                "linked": sorted(one.linked),
                "provenance": str(one.provenance),
                "complete": one.complete,
                "near": list(one.near),
                "each": [sorted(places) for places in one.each],
                "all_linked": sorted(linked.linked[one.pair]),
            }

    def _unpack(self, path: Path, pairs: Sequence[Pair]) -> LinkedOccurrences:
        """Return the occurrences that were packed. Raises OSError."""
        with open_parquet(path) as file:
            rows = file.read().to_pylist()
        beads = {row["pair"]: row["all_linked"] for row in rows}
        return LinkedOccurrences(
            [self._unpack_one(row) for row in rows],
            {number: TokenizedPair(pairs[number].source, pairs[number].target) for number in beads},
            {number: frozenset(linked) for number, linked in beads.items()},
        )

    def _unpack_one(self, row: Mapping[str, Any]) -> RenderedOccurrence:
        concept = self._terms.concepts[row["concept"]]
        return RenderedOccurrence(
            Occurrence(row["start"], row["end"], concept, concept.terms[row["term"]], row["rank"]),
            row["pair"],
            tuple(row["words"]) or None,
            frozenset(row["linked"]),
            Provenance(row["provenance"]),
            row["complete"],
            tuple(row["near"]),
            tuple(map(frozenset, row["each"])),
        )


def make_worker(plan: Plan) -> Callable[[PassTask], UnitResult]:
    """Return what does tasks, in a process of its own."""
    return TermWorker(plan).run


def _make_room(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _make_set(values: Sequence[int]) -> pa.Array:
    import pyarrow as pa

    return pa.array(values, pa.int32())


def _make_schema() -> pa.Schema:
    """Return the columns of the occurrences of a unit: see `RenderedOccurrence`."""
    import pyarrow as pa

    number, numbers = pa.int32(), pa.list_(pa.int32())
    kinds = dict.fromkeys(("pair", "start", "end", "rank", "concept", "term"), number)
    more = {"words": numbers, "linked": numbers, "provenance": pa.string(), "complete": pa.bool_(), "near": numbers}
    return pa.schema({**kinds, **more, "each": pa.list_(numbers), "all_linked": numbers})
