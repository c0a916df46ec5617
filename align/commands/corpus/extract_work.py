"""What is done with a unit on the way to the candidates for terms of a corpus: three steps, each a file of the unit.

1. `phrases`: how many pairs hold each phrase that could be a term, and how often each word occurs.
2. `together`: of the phrases that enough pairs of all units hold, how they are written, what is next to them, and
   how many pairs hold two of either side.
3. `examples`: of the candidates, which documents hold them, and their best example.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from align.commands.corpus.passes import Pair, PassTask, Plan, Step, UnitWorker
from align.corpora.manifest import Unit
from align.corpora.storage import open_parquet
from align.corpora.units import UnitResult
from glossary.extract import chinese, english
from glossary.extract.examples import cut_example, rank_example
from glossary.extract.phrases import Key, Phrase, limit_phrases
from glossary.extract.termhood import count_target_words
from glossary.lang.zh import look_up_words
from glossary.word_alignment.tokenization import tokenize_chinese

if TYPE_CHECKING:
    import pyarrow as pa

PHRASES, TOGETHER, EXAMPLES = "phrases", "together", "examples"
KEPT, CANDIDATES = "kept.parquet", "candidates.parquet"
BETWEEN = "\x1f"
"""What is between the words of a phrase in a file."""

SOURCE, TARGET = "source", "target"
SOURCE_WORD, TARGET_WORD = "source word", "target word"
FORM, BEFORE, AFTER, PAIR = "form", "before", "after", "pair"
"""What a row of the second step counts: a form of a phrase, a word next to it, or a phrase of the other side with it.
"""


class _Side(NamedTuple):
    """A text of a pair and its phrases."""

    text: str
    phrases: Sequence[Phrase]

    def list_first(self, kept: Mapping[str, int]) -> dict[str, Phrase]:
        """Return the first occurrence of each phrase that is kept, by its key as it is written."""
        found: dict[str, Phrase] = {}
        for phrase in self.phrases:
            if (key := write_key(phrase.key)) in kept:
                found.setdefault(key, phrase)
        return found


@dataclass(eq=False)
class ExtractWorker(UnitWorker):
    """Does the steps for one unit after another."""

    @property
    def steps(self) -> Mapping[str, Step]:
        """Return the steps by name."""
        return {PHRASES: self._count_phrases, TOGETHER: self._count_together, EXAMPLES: self._find_examples}

    def _count_phrases(self, path: Path, unit: Unit) -> None:
        pairs = self.read_pairs(unit)
        counts = Counter[tuple[str, ...]]()
        for sides in self._find_phrases(pairs):
            for side, found in zip((SOURCE, TARGET), sides, strict=True):
                counts.update((side, key) for key in {write_key(phrase.key) for phrase in found.phrases})
        words = Counter(token.text for pair in pairs for token in tokenize_chinese(pair.source))
        counts.update({(SOURCE_WORD, word): number for word, number in words.items()})
        target = count_target_words(pair.target for pair in pairs)
        counts.update({(TARGET_WORD, word): number for word, number in target.items()})
        self.write(path, make_table(("side", "key"), counts), "key")

    def _count_together(self, path: Path, unit: Unit) -> None:
        counts = Counter[tuple[str, ...]]()
        for sides in self._find_phrases(self.read_pairs(unit)):
            held = []
            for side, found in zip((SOURCE, TARGET), sides, strict=True):
                kept = self._kept[side]
                counts.update(row for phrase in found.phrases for row in _describe(side, found.text, phrase, kept))
                held.append(found.list_first(kept))
            counts.update((SOURCE, one, PAIR, other) for one, other in product(*held))
        self.write(path, make_table(("side", "key", "kind", "value"), counts), "key")

    def _find_examples(self, path: Path, unit: Unit) -> None:
        """Write the best example of each candidate in each document, and how many pairs of that hold it."""
        import pyarrow as pa

        best = dict[tuple[str, str, str], tuple[tuple[int, int], str, str]]()
        pairs = self.read_pairs(unit)
        for number, (pair, sides) in enumerate(zip(pairs, self._find_phrases(pairs), strict=True)):
            firsts = [side.list_first(self._kept[name]) for side, name in zip(sides, (SOURCE, TARGET), strict=True)]
            for one in firsts[0]:
                for other in self._candidates.get(one, ()):
                    if other in firsts[1]:
                        texts = cut_example(pair.source, firsts[0][one]), cut_example(pair.target, firsts[1][other])
                        found = ((rank_example(pair.source), number), *texts)
                        key = one, other, pair.document
                        best[key] = min(best.get(key, found), found)
        rows = [(*key, rank, *texts) for key, ((rank, _), *texts) in best.items()]
        names = ("source", "target", "document", "rank", "source_example", "target_example")
        columns = zip(names, list(zip(*rows, strict=True)) or [()] * len(names), strict=True)
        kinds = {name: pa.int64() if name == "rank" else pa.string() for name in names}
        self.write(path, pa.table({name: pa.array(values, kinds[name]) for name, values in columns}), "source")

    def _find_phrases(self, pairs: Sequence[Pair]) -> Iterator[tuple[_Side, _Side]]:
        """Yield the phrases of both texts of each pair that could be terms."""
        tokens = [tokenize_chinese(pair.source) for pair in pairs]
        lexicon = look_up_words({token.text for row in tokens for token in row})
        for pair, row in zip(pairs, tokens, strict=True):
            source = limit_phrases(chinese.find_phrases(row, lexicon))
            yield _Side(pair.source, source), _Side(pair.target, limit_phrases(english.find_phrases(pair.target)))

    @cached_property
    def _kept(self) -> Mapping[str, Mapping[str, int]]:
        """Return the phrases that enough pairs hold, by side, with the number of those pairs."""
        found: dict[str, dict[str, int]] = {SOURCE: {}, TARGET: {}}
        for side, key, count in read_rows(Path(self.plan.work, KEPT), ("side", "key", "count")):
            found[side][key] = count
        return found

    @cached_property
    def _candidates(self) -> Mapping[str, Sequence[str]]:
        """Return the targets of the candidates, by their sources."""
        found: dict[str, list[str]] = {}
        for source, target in read_rows(Path(self.plan.work, CANDIDATES), ("source", "target")):
            found.setdefault(source, []).append(target)
        return found


def _describe(side: str, text: str, phrase: Phrase, kept: Mapping[str, int]) -> Iterator[tuple[str, str, str, str]]:
    """Yield the rows of an occurrence of a phrase: its form, and what is next to it."""
    if (key := write_key(phrase.key)) in kept:
        yield side, key, FORM, text[phrase.start : phrase.end]
        if phrase.before:
            yield side, key, BEFORE, phrase.before
        if phrase.after:
            yield side, key, AFTER, phrase.after


def make_worker(plan: Plan) -> Callable[[PassTask], UnitResult]:
    """Return what does tasks, in a process of its own."""
    return ExtractWorker(plan).run


def write_key(key: Key) -> str:
    """Return a key as a text."""
    return BETWEEN.join(key)


def read_key(text: str) -> Key:
    """Return a key that was written as a text."""
    return tuple(text.split(BETWEEN))


def make_table(names: Sequence[str], counts: Mapping[tuple[str, ...], int]) -> pa.Table:
    """Numbers of what the columns `names` hold, in order."""
    import pyarrow as pa

    rows = sorted(counts)
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    arrays = {name: pa.array(values, pa.string()) for name, values in zip(names, columns, strict=True)}
    return pa.table({**arrays, "count": pa.array([counts[row] for row in rows], pa.int64())})


def read_rows(path: Path, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Return the rows of some columns of a file. Raises OSError."""
    with open_parquet(path) as file:
        table = file.read()
    return zip(*(table.column(name).to_pylist() for name in names), strict=True)
