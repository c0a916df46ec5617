"""`corpus extract`: candidates for terms in a whole corpus, those that `glossary extract` finds in one file of it.

Three steps are done for each unit, each of which writes a file of the unit:

1. `count_phrases`: how many pairs hold each phrase that could be a term, and how often each word occurs.
2. `count_together`: of the phrases that enough pairs of all units hold, how they are written, what is next to them, and
   how many pairs hold two of either side.
3. `find_examples`: of the candidates, which documents hold them, and their best example.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, product
from pathlib import Path
from typing import Any, NamedTuple

from align.commands.corpus.passes import Pair, Passes, PassRequest, Show, UnitWorker, make_passes
from align.corpora.manifest import Unit
from align.corpora.storage import iterate_rows, open_parquet, tabulate
from glossary.extract import SHARE, TermPair, chinese, choose_least_count, english, rank
from glossary.extract.association import Association, is_likely, measure_dice, select_associations
from glossary.extract.examples import cut_example, rank_example, remove_blanks
from glossary.extract.phrases import Key, Phrase, choose_form, find_nested, is_whole, limit_phrases
from glossary.extract.termhood import Termhood, count_target_words
from glossary.lang.zh import look_up_words
from glossary.word_alignment.tokenization import tokenize_chinese

PHRASES, TOGETHER, EXAMPLES = "count_phrases", "count_together", "find_examples"
KEPT, CANDIDATES = "kept.parquet", "candidates.parquet"
_BETWEEN = "\x1f"
"""What is between the words of a phrase in a file."""

_SOURCE, _TARGET = "source", "target"
_SOURCE_WORD, _TARGET_WORD = "source word", "target word"
_FORM, _BEFORE, _AFTER, _PAIR = "form", "before", "after", "pair"
"""What a row of the second step counts: a form of a phrase, a word next to it, or a phrase of the other side with it.
"""
_OF_ALL = 10_000
"""A candidate is in one of so many pairs, at least, unless a person says how often."""


class _Side(NamedTuple):
    """A text of a pair and its phrases, each by its key as it is written."""

    text: str
    phrases: Sequence[tuple[str, Phrase]]

    def list_first(self, kept: Mapping[str, int]) -> dict[str, Phrase]:
        """Return the first occurrence of each phrase that is kept."""
        return {key: phrase for key, phrase in reversed(self.phrases) if key in kept}  # the first replaces later ones


@dataclass(eq=False)
class ExtractWorker(UnitWorker):
    """Does the steps for one unit after another."""

    def count_phrases(self, path: Path, unit: Unit) -> None:
        """Write the numbers of phrases, and of words."""
        pairs = self.read_pairs(unit)
        counts = Counter[tuple[str, ...]]()
        for sides in self._find_phrases(pairs):
            for side, found in zip((_SOURCE, _TARGET), sides, strict=True):
                counts.update((side, key) for key in {key for key, _ in found.phrases})
        words = Counter(token.text for pair in pairs for token in tokenize_chinese(pair.source))
        counts.update({(_SOURCE_WORD, word): number for word, number in words.items()})
        target = count_target_words(pair.target for pair in pairs)
        counts.update({(_TARGET_WORD, word): number for word, number in target.items()})
        self._write_counts(path, ("side", "key"), counts)

    def count_together(self, path: Path, unit: Unit) -> None:
        """Write the forms of the phrases that are kept, what is next to them, and which are in a pair."""
        counts = Counter[tuple[str, ...]]()
        for sides in self._find_phrases(self.read_pairs(unit)):
            held = []
            for side, found in zip((_SOURCE, _TARGET), sides, strict=True):
                kept = self.kept[side]
                for key, phrase in found.phrases:
                    if key in kept:
                        counts[side, key, _FORM, found.text[phrase.start : phrase.end]] += 1
                        near = (_BEFORE, phrase.before), (_AFTER, phrase.after)
                        counts.update((side, key, kind, word) for kind, word in near if word)
                held.append(found.list_first(kept))
            counts.update((_SOURCE, one, _PAIR, other) for one, other in product(*held))
        self._write_counts(path, ("side", "key", "kind", "value"), counts)

    def find_examples(self, path: Path, unit: Unit) -> None:
        """Write the best example of each candidate in each document."""
        best = dict[tuple[str, str, str], tuple[tuple[int, int], str, str]]()
        pairs = self.read_pairs(unit)
        for number, (pair, sides) in enumerate(zip(pairs, self._find_phrases(pairs), strict=True)):
            ours, theirs = (
                side.list_first(self.kept[name]) for side, name in zip(sides, (_SOURCE, _TARGET), strict=True)
            )
            for one in ours:
                for other in self.candidates.get(one, ()):
                    if other in theirs:
                        texts = cut_example(pair.source, ours[one]), cut_example(pair.target, theirs[other])
                        found = ((rank_example(pair.source), number), *texts)
                        key = one, other, pair.document
                        best[key] = min(best.get(key, found), found)
        names = dict.fromkeys(("source", "target", "document", "source_example", "target_example"), "string")
        rows = ((*key, *texts, rank) for key, ((rank, _), *texts) in best.items())
        self.write(path, tabulate(rows, names | {"rank": "int64"}), "source")

    def _find_phrases(self, pairs: Sequence[Pair]) -> Iterator[tuple[_Side, _Side]]:
        """Yield the phrases of both texts of each pair that could be terms."""
        tokens = [tokenize_chinese(pair.source) for pair in pairs]
        lexicon = look_up_words({token.text for row in tokens for token in row})
        for pair, row in zip(pairs, tokens, strict=True):
            both = chinese.find_phrases(row, lexicon), english.find_phrases(pair.target)
            source, target = ([(_write_key(one.key), one) for one in limit_phrases(found)] for found in both)
            yield _Side(pair.source, source), _Side(pair.target, target)

    def _write_counts(self, path: Path, names: Sequence[str], counts: Mapping[tuple[str, ...], int]) -> None:
        """Write numbers of what the columns `names` hold, in order, in buckets by the column `key`."""
        columns = dict.fromkeys(names, "string") | {"count": "int64"}
        self.write(path, tabulate(((*row, counts[row]) for row in sorted(counts)), columns), "key")

    def _read(self, name: str, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Return the rows of a file that holds for all units. Raises OSError."""
        with open_parquet(Path(self.plan.work, name)) as file:
            return iterate_rows(file.read(), *columns)

    @cached_property
    def kept(self) -> Mapping[str, Mapping[str, int]]:
        """Return the phrases that enough pairs hold, by side, with the number of those pairs."""
        found: dict[str, dict[str, int]] = {_SOURCE: {}, _TARGET: {}}
        for side, key, count in self._read(KEPT, "side", "key", "count"):
            found[side][key] = count
        return found

    @cached_property
    def candidates(self) -> Mapping[str, Sequence[str]]:
        """Return the targets of the candidates, by their sources."""
        found: dict[str, list[str]] = {}
        for source, target in self._read(CANDIDATES, "source", "target"):
            found.setdefault(source, []).append(target)
        return found


def extract_corpus_terms(request: PassRequest, most: int, show: Show = iter) -> list[TermPair]:
    """Return the best candidates of a corpus that was checked, `most` at most; the work is cut into its units.

    Raises what `make_passes` raises.
    """
    with make_passes(request, "extract", lambda _: [request.least, most], show) as passes:
        rows = passes.corpus.manifest.rows
        least = request.least or max(choose_least_count(rows), rows // _OF_ALL)
        return _Extraction(passes, least, most).extract()


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
    kept: dict[str, dict[Key, int]] = field(default_factory=lambda: {_SOURCE: {}, _TARGET: {}})
    forms: dict[tuple[str, Key], str] = field(default_factory=dict)

    def extract(self) -> list[TermPair]:
        """Do the steps, each for all units, and between them add up what they counted."""
        plan = self.passes.plan
        self.passes.do(ExtractWorker, PHRASES)
        for side, key, count in self._iterate(PHRASES, "side", "key"):
            if side in self.kept and count >= self.least:
                self.kept[side][_read_key(key)] = count
        kept = ((side, _write_key(key), count) for side, ours in self.kept.items() for key, count in ours.items())
        plan.write(Path(plan.work, KEPT), tabulate(kept, {"side": "string", "key": "string", "count": "int64"}))
        self.passes.do(ExtractWorker, TOGETHER)
        likely = self._find_likely()
        chosen = self._rank(select_associations(likely, {key: self.forms[_TARGET, key] for _, key in likely}))
        pairs = ((_write_key(one.association.source), _write_key(one.association.target)) for one in chosen)
        plan.write(Path(plan.work, CANDIDATES), tabulate(pairs, {"source": "string", "target": "string"}))
        self.passes.do(ExtractWorker, EXAMPLES)
        return list(self._build(chosen))

    def _iterate(self, step: str, *keys: str) -> Iterator[tuple[Any, ...]]:
        """Yield the sums of a step, bucket by bucket, in order."""
        for table in self.passes.add_up(step, *keys):
            yield from sorted(iterate_rows(table, *keys, "count"))

    def _find_likely(self) -> dict[tuple[Key, Key], tuple[int, float]]:
        """Return the phrases of either side that occur together often enough, neither of them a mere part of a longer
        one.
        """
        nested = {side: find_nested(counts, SHARE) for side, counts in self.kept.items()}
        whole: dict[str, set[Key]] = {_SOURCE: set(), _TARGET: set()}
        together = dict[tuple[Key, Key], tuple[int, float]]()
        rows = self._iterate(TOGETHER, "side", "key", "kind", "value")
        for (side, text), group in groupby(rows, lambda row: row[:2]):  # a bucket holds all rows of a phrase, in order
            key, kinds = _read_key(text), defaultdict[str, Counter[str]](Counter)
            for _, _, kind, value, count in group:
                kinds[kind][value] = count
            if key not in nested[side] and is_whole(kinds[_FORM].total(), (kinds[_BEFORE], kinds[_AFTER]), SHARE):
                whole[side].add(key)
                choose = choose_form if side == _SOURCE else english.choose_base_form
                self.forms[side, key] = choose(kinds[_FORM])
            for other, count in kinds[_PAIR].items():
                two = key, _read_key(other)
                dice = measure_dice(count, self.kept[_SOURCE][two[0]], self.kept[_TARGET][two[1]])
                if count >= self.least and is_likely(dice):
                    together[two] = count, dice
        return {two: found for two, found in together.items() if two[0] in whole[_SOURCE] and two[1] in whole[_TARGET]}

    def _rank(self, found: Sequence[Association]) -> list[_Scored]:
        """Return the best candidates, best first, by the numbers of their words, and of all words."""
        ours = {word for one in found for word in one.source}
        theirs = {form for one in found for word in one.target for form in (word.lower(), word.lower() + "s")}
        wanted, sizes = {_SOURCE_WORD: ours, _TARGET_WORD: theirs}, Counter[str]()
        counts: dict[str, Counter[str]] = {_SOURCE_WORD: Counter(), _TARGET_WORD: Counter()}
        for side, word, count in self._iterate(PHRASES, "side", "key"):
            if side in wanted:
                sizes[side] += count
                if word in wanted[side]:
                    counts[side][word] = count
        source, target = counts.values()
        whole = max(sizes[_SOURCE_WORD], 1), max(sizes[_TARGET_WORD], 1)
        termhood = Termhood(source, target, look_up_words(set(source)), whole)
        forms = {one: self.forms[_TARGET, one.target] for one in found}
        ranked = rank([(termhood.score(one, form), one) for one, form in forms.items()])
        return [_Scored(score, one, forms[one]) for score, one in ranked[: self.most]]

    def _build(self, chosen: Iterable[_Scored]) -> Iterator[TermPair]:
        """Yield the candidates with their documents and best examples; of equally good ones the first."""
        documents = defaultdict[tuple[str, str], set[str]](set)
        best = dict[tuple[str, str], tuple[int, str, str]]()
        for table in self.passes.read(EXAMPLES):
            names = "source", "target", "document", "rank", "source_example", "target_example"
            for source, target, document, *found in iterate_rows(table, *names):
                documents[source, target].add(document)
                if (source, target) not in best or found[0] < best[source, target][0]:
                    best[source, target] = found[0], found[1], found[2]
        for score, one, form in chosen:
            key = _write_key(one.source), _write_key(one.target)
            _, *examples = best[key]
            source, count = remove_blanks(self.forms[_SOURCE, one.source]), len(documents[key])
            yield TermPair(source, form, one.cooccurrences, count, round(score, 2), *examples)


def _write_key(key: Key) -> str:
    """Return a key as a text."""
    return _BETWEEN.join(key)


def _read_key(text: str) -> Key:
    """Return a key that was written as a text."""
    return tuple(text.split(_BETWEEN))
