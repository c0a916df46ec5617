"""`corpus extract`: candidates for terms in a whole corpus, those that `glossary extract` finds in one file of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from align.commands.corpus.extract_work import (
    AFTER,
    BEFORE,
    CANDIDATES,
    EXAMPLES,
    FORM,
    KEPT,
    PAIR,
    PHRASES,
    SOURCE,
    SOURCE_WORD,
    TARGET,
    TARGET_WORD,
    TOGETHER,
    make_worker,
    read_key,
    write_key,
)
from align.commands.corpus.passes import Passes, PassRequest, Show, make_passes
from align.corpora.storage import write_unit
from glossary.extract import SHARE, TermPair, choose_least_count, rank
from glossary.extract.association import Association, is_likely, measure_dice, select_associations
from glossary.extract.examples import remove_blanks
from glossary.extract.phrases import Key, choose_form, find_nested, is_whole
from glossary.extract.termhood import Termhood
from glossary.lang.zh import look_up_words

WORK = "extract"
_OF_ALL = 10_000
"""A candidate is in one of so many pairs, at least, unless a person says how often."""


def extract_corpus_terms(request: PassRequest, most: int, show: Show = iter) -> list[TermPair]:
    """Return the best candidates of a corpus that was checked, `most` at most; the work is cut into its units.

    Raises what `make_passes` raises.
    """
    with make_passes(request, WORK, lambda _: [request.least, most], show) as passes:
        rows = passes.corpus.manifest.rows
        least = request.least or max(choose_least_count(rows), rows // _OF_ALL)
        return _Extraction(passes, least, most).extract()


@dataclass
class _Words:
    """The numbers of the words of either side that phrases hold, and of all."""

    source: Counter[str] = field(default_factory=Counter)
    target: Counter[str] = field(default_factory=Counter)
    sizes: Counter[str] = field(default_factory=Counter)


class _Scored(NamedTuple):
    """A candidate with its score and the form of its target."""

    score: float
    association: Association
    form: str


@dataclass(eq=False)
class _Extraction:
    """The candidates of a corpus in the making; `kept` counts the pairs that hold a phrase, by side."""

    passes: Passes
    least: int
    most: int
    kept: dict[str, dict[Key, int]] = field(default_factory=lambda: {SOURCE: {}, TARGET: {}})
    forms: dict[tuple[str, Key], str] = field(default_factory=dict)

    def extract(self) -> list[TermPair]:
        """Do the steps, each for all units, and between them add up what they counted."""
        make = partial(make_worker, self.passes.plan)
        self.passes.do(PHRASES, make)
        self._choose_phrases()
        self._write(KEPT, ("side", "key", "count"), self._list_kept())
        self.passes.do(TOGETHER, make)
        likely = self._find_likely()
        chosen = self._rank(select_associations(likely, {key: self.forms[TARGET, key] for _, key in likely}))
        pairs = [(write_key(one.association.source), write_key(one.association.target)) for one in chosen]
        self._write(CANDIDATES, ("source", "target"), pairs)
        self.passes.do(EXAMPLES, make)
        return list(self._build(chosen))

    def _iterate(self, step: str, keys: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Yield the sums of a step, bucket by bucket, in order."""
        for bucket in range(self.passes.plan.buckets):
            table = self.passes.add_up(step, bucket, keys)
            yield from sorted(zip(*(table.column(name).to_pylist() for name in (*keys, "count")), strict=True))

    def _write(self, name: str, names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        import pyarrow as pa

        listed = list(rows)
        columns = list(zip(*listed, strict=True)) or [()] * len(names)
        kinds = [pa.int64() if one == "count" else pa.string() for one in names]
        table = pa.table([pa.array(*given) for given in zip(columns, kinds, strict=True)], names=list(names))
        digest = self.passes.plan.digest
        write_unit(Path(self.passes.plan.work, name), table, digest, digest)

    def _choose_phrases(self) -> None:
        """Keep the phrases that enough pairs hold."""
        for side, key, count in self._iterate(PHRASES, ("side", "key")):
            if side in self.kept and count >= self.least:
                self.kept[side][read_key(key)] = count

    def _list_kept(self) -> Iterator[tuple[str, str, int]]:
        return ((side, write_key(key), count) for side, ours in self.kept.items() for key, count in ours.items())

    def _find_likely(self) -> dict[tuple[Key, Key], tuple[int, float]]:
        """Return the phrases of either side that occur together often enough, neither of them a mere part of a longer
        one.
        """
        nested = {side: find_nested(counts, SHARE) for side, counts in self.kept.items()}
        whole: dict[str, set[Key]] = {SOURCE: set(), TARGET: set()}
        together = dict[tuple[Key, Key], tuple[int, float]]()
        for side, key, kinds in self._group_phrases():
            if key not in nested[side] and is_whole(kinds[FORM].total(), (kinds[BEFORE], kinds[AFTER]), SHARE):
                whole[side].add(key)
                self.forms[side, key] = choose_form(kinds[FORM])
            for other, count in kinds[PAIR].items():
                two = key, read_key(other)
                dice = measure_dice(count, self.kept[SOURCE][two[0]], self.kept[TARGET][two[1]])
                if count >= self.least and is_likely(dice):
                    together[two] = count, dice
        return {two: found for two, found in together.items() if two[0] in whole[SOURCE] and two[1] in whole[TARGET]}

    def _group_phrases(self) -> Iterator[tuple[str, Key, Mapping[str, Counter[str]]]]:
        """Yield each phrase with what was counted of it: all of its rows follow each other."""
        last: tuple[str, str] | None = None
        kinds = defaultdict[str, Counter[str]](Counter)
        for side, key, kind, value, count in self._iterate(TOGETHER, ("side", "key", "kind", "value")):
            if last and last != (side, key):
                yield last[0], read_key(last[1]), kinds
                kinds = defaultdict[str, Counter[str]](Counter)
            last = side, key
            kinds[kind][value] = count
        if last:
            yield last[0], read_key(last[1]), kinds

    def _rank(self, found: Sequence[Association]) -> list[_Scored]:
        """Return the best candidates, best first."""
        words = self._count_words(found)
        sizes = max(words.sizes[SOURCE_WORD], 1), max(words.sizes[TARGET_WORD], 1)
        termhood = Termhood(words.source, words.target, look_up_words(set(words.source)), sizes)
        forms = {one: self.forms[TARGET, one.target] for one in found}
        ranked = rank([(termhood.score(one, form), one) for one, form in forms.items()])
        return [_Scored(score, one, forms[one]) for score, one in ranked[: self.most]]

    def _count_words(self, found: Iterable[Association]) -> _Words:
        """Return the numbers of the words of candidates, and of all words."""
        source, target = set[str](), set[str]()
        for one in found:
            source.update(one.source)
            target.update(form for word in one.target for form in (word.lower(), word.lower() + "s"))
        words = _Words()
        for side, word, count in self._iterate(PHRASES, ("side", "key")):
            if side in (SOURCE_WORD, TARGET_WORD):
                words.sizes[side] += count
            if side == SOURCE_WORD and word in source:
                words.source[word] = count
            if side == TARGET_WORD and word in target:
                words.target[word] = count
        return words

    def _build(self, chosen: Sequence[_Scored]) -> Iterator[TermPair]:
        """Yield the candidates with their documents and best examples; of equally good ones the first."""
        documents = defaultdict[tuple[str, str], set[str]](set)
        best = dict[tuple[str, str], tuple[int, str, str]]()
        for bucket in range(self.passes.plan.buckets):
            for row in self.passes.read(EXAMPLES, bucket).to_pylist():
                key, found = (row["source"], row["target"]), (row["rank"], row["source_example"], row["target_example"])
                documents[key].add(row["document"])
                if key not in best or found[0] < best[key][0]:
                    best[key] = found
        for score, one, form in chosen:
            key = write_key(one.source), write_key(one.target)
            _, *examples = best[key]
            source, count = remove_blanks(self.forms[SOURCE, one.source]), len(documents[key])
            yield TermPair(source, form, one.cooccurrences, count, round(score, 2), *examples)
