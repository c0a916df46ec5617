"""Counts over a corpus that was checked: how many pairs each rule flags, of each origin."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from itertools import accumulate

from align.corpora.manifest import Unit
from align.corpora.picking import Picker, read_examples
from align.corpora.storage import Corpus, iterate_rows
from align.errors import CommandError
from align.model.rates import CorpusRates, OriginRates, Rate

Combinations = Mapping[tuple[str, ...], int]
"""How many pairs are flagged by exactly these rules."""


def count_rates(corpus: Corpus, examples: int = 20) -> CorpusRates:
    """Return the counts of a corpus, with some examples of each rule.

    What is not checked yet, or could not be, is named. Raises FileError where a file of it is damaged.
    """
    units = number_units(corpus)
    picker = Picker(examples)
    counts = defaultdict[str, Counter[tuple[str, ...]]](Counter)
    for first, unit in units:
        batches = corpus.read_batches([unit], ["origin", "rules"])
        pairs = (pair for batch in batches for pair in iterate_rows(batch, "origin", "rules"))
        for row, (origin, rules) in enumerate(pairs, first):
            counts[origin][tuple(rules)] += 1
            picker.add(row, rules)
    whole = sum(counts.values(), Counter[tuple[str, ...]]())
    finished = {unit for _, unit in units}
    left = [unit for unit in corpus.manifest.units if unit not in finished]
    return CorpusRates(
        pairs=whole.total(),
        flagged=count_flagged(whole),
        rules=compute_rates(whole),
        origins=tuple(
            OriginRates(origin, found.total(), count_flagged(found), compute_rates(found))
            for origin, found in sorted(counts.items())
        ),
        signature=corpus.manifest.signature.digest,
        examples=read_examples(corpus, units, picker.pick()),
        unchecked=tuple(map(corpus.manifest.describe, left)),
        unchecked_pairs=sum(unit.rows for unit in left),
    )


def number_units(corpus: Corpus) -> list[tuple[int, Unit]]:
    """Return the units that are checked, each with the number of its first pair in the corpus, from 0."""
    units = corpus.manifest.units
    firsts = accumulate((unit.rows for unit in units), initial=0)
    return [(first, unit) for first, unit in zip(firsts, units, strict=False) if corpus.is_finished(unit)]


def count_flagged(counts: Combinations) -> int:
    """Return how many pairs some rule flags."""
    return sum(count for rules, count in counts.items() if rules)


def compute_rates(counts: Combinations, order: Sequence[str] = ()) -> tuple[Rate, ...]:
    """Return what each rule flags, most first, then by name; `order`: these rules alone, in this order."""
    pairs, alone = Counter[str](), Counter[str]()
    for rules, count in counts.items():
        for rule in rules:
            pairs[rule] += count
        if len(rules) == 1:
            alone[rules[0]] += count
    listed: Iterable[str] = order or sorted(pairs, key=lambda rule: (-pairs[rule], rule))
    return tuple(Rate(rule, pairs[rule], alone[rule]) for rule in listed)


def check_rules(corpus: Corpus, names: Iterable[str]) -> None:
    """See that a corpus was checked for some rules. Raises CommandError."""
    known = corpus.manifest.signature.rules
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.5)
            meant = f"did you mean {near[0]!r}?" if near else f"it was checked for {', '.join(known)}"
            raise CommandError(f"this corpus was not checked for '{name}': {meant}")
