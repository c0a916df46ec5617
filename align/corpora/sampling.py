"""A sample of findings for people to judge, and what their verdicts say of the precision of each rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from align.corpora.picking import Picker, read_examples
from align.corpora.rates import number_units
from align.corpora.storage import Corpus, iterate_rows
from align.errors import FileError
from align.model.rates import Example, Precision

VERDICTS = {"right": True, "wrong": False, "unsure": None}
"""What people write: the finding is right, it is a false alarm, or they cannot decide."""


def draw_sample(corpus: Corpus, most: int, seed: int = 0, rules: Sequence[str] = ()) -> Iterator[Example]:
    """Yield findings of each rule, `most` at most, in the order of the rules; `rules`: of these alone. Raises
    FileError.
    """
    units, picker = number_units(corpus), Picker(most, seed)
    wanted = frozenset(rules)
    for first, unit in units:
        rows = (found for batch in corpus.read_batches([unit], ["rules"]) for (found,) in iterate_rows(batch, "rules"))
        for row, found in enumerate(rows, first):
            picker.add(row, [rule for rule in found if rule in wanted] if wanted else found)
    for examples in read_examples(corpus, units, picker.pick()).values():
        yield from examples


def count_verdicts(path: str, table: Iterable[tuple[int, Sequence[str]]]) -> list[Precision]:
    """Return the verdicts in a sample, by rule; each row with its line, the header first.

    Raises FileError where there are no columns of that kind, or a verdict is none.
    """
    rows = iter(table)
    header = [title.strip().casefold() for title in next(rows, (1, ()))[1]]
    if not {"rule", "verdict"} <= set(header):
        titles = ", ".join(header) or "none"
        raise FileError(path, f"is not a sample: it needs the columns rule and verdict, and has {titles}")
    at_rule, at_verdict = header.index("rule"), header.index("verdict")
    counts = defaultdict[str, Counter[str]](Counter)
    for line, cells in rows:
        padded = [*cells, *[""] * (len(header) - len(cells))]
        word = padded[at_verdict].strip().casefold()
        if word and word not in VERDICTS:
            raise FileError(path, f"row {line}: {padded[at_verdict]!r} is not a verdict: write {', '.join(VERDICTS)}")
        counts[padded[at_rule].strip()][word] += 1
    words = (*VERDICTS, "")
    return [Precision(rule, *(found[word] for word in words)) for rule, found in sorted(counts.items())]


def add_verdicts(found: Iterable[Precision]) -> list[Precision]:
    """Return the verdicts of several samples together, by rule."""
    rules = defaultdict[str, list[Precision]](list)
    for one in found:
        rules[one.rule].append(one)
    return [Precision(rule, *map(sum, zip(*(one[1:] for one in rules[rule]), strict=True))) for rule in sorted(rules)]
