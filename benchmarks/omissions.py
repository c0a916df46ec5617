"""How many dropped sentences the rule `omission` finds, and how often it reports one where nothing was dropped.

    pip install -e '.[bench]' && python benchmarks/omissions.py [--share 0.03] [--seeds 6] FILE...

FILE is a gold alignment: JSON with `src_lang`, `tgt_lang`, `src`, `tgt` and `gold`. For each seed a share of the target
segments that stand alone in a 1-1 bead is removed from each document, and in another run one target segment of that
share of the beads that hold several; then both texts are aligned and checked.

An alarm is a finding, at warning or above, that covers a source segment, even in part; one that covers several counts
for each. It is right where the target of that segment was dropped; what people themselves left without counterpart is
counted neither way. On the complete texts every other alarm is false.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from operator import add
from pathlib import Path

from gold_samples import read_documents

from align.aligners.documents import align_documents
from align.linter.context import Context
from align.model import Alignment, Document, Finding, Severity, Span, on_one_line
from align.model.offsets import split_lines
from align.rules.accuracy.omission import Omission
from align.scores.gold import Gold

Check = Callable[[Alignment], Iterable[Finding]]
"""An alignment -> what a rule finds in it."""

BLANK = "-"
"""The text of a segment that has none, which no document can hold."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A gold alignment without some of its target segments.

    `dropped` has for each of these the source segments that it rendered; an alarm on any of those is right.
    """

    gold: Gold
    dropped: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts: target segments dropped and found, alarms that were right and false, and all beads."""

    dropped: int = 0
    found: int = 0
    right: int = 0
    false: int = 0
    beads: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, name) + getattr(other, name) for name in Tally.__slots__))

    @property
    def recall(self) -> float:
        """The share of what was dropped that was found."""
        return self.found / max(self.dropped, 1)

    @property
    def precision(self) -> float:
        """The share of the alarms that were right."""
        return self.right / max(self.right + self.false, 1)


@dataclass(frozen=True, eq=False)
class Checked:
    """A trial and the findings in it."""

    trial: Trial
    source: Document
    findings: tuple[Finding, ...]

    def count(self, least: Severity) -> Tally:
        """Count the findings of some severity or above."""
        named = self._find_named(least) - self._unpaired
        lost = frozenset[int]().union(*self.trial.dropped)
        return Tally(
            dropped=len(self.trial.dropped),
            found=sum(not named.isdisjoint(segments) for segments in self.trial.dropped),
            right=len(named & lost),
            false=len(named - lost),
            beads=len(self.trial.gold.beads),
        )

    @cached_property
    def _unpaired(self) -> frozenset[int]:
        """The source segments that people left without counterpart."""
        return frozenset(
            index for source, target in self.trial.gold.beads if not target for index in source
        ) - frozenset[int]().union(*self.trial.dropped)

    def _find_named(self, least: Severity) -> frozenset[int]:
        """The source segments that the findings cover."""
        texts = [finding.source_text for finding in self.findings if finding.severity >= least]
        return frozenset(index for text in texts for index in find_covered(self.source, text))


def find_covered(document: Document, text: str) -> range:
    """The first segments in a row that make up this text; none where it is a part of one."""
    for first, segment in enumerate(document.segments):
        if text.startswith(segment.text):
            for last in range(first + 1, len(document.segments) + 1):
                joined = on_one_line("\n".join(segment.text for segment in document.segments[first:last]))
                if joined == text:
                    return range(first, last)
                if not text.startswith(joined):
                    break
    return range(0)


def keep_whole(gold: Gold) -> Trial:
    """A document with nothing dropped."""
    return Trial(gold, ())


def drop_single(gold: Gold, share: float, seed: str) -> Trial:
    """A document without some of the target segments that are alone in a 1-1 bead."""
    single = [bead for bead in gold.beads if len(bead[0]) == len(bead[1]) == 1]
    chosen = random.Random(seed).sample(single, round(share * len(single)))
    return _drop(gold, {target[0]: frozenset(source) for source, target in chosen})


def drop_part(gold: Gold, share: float, seed: str) -> Trial:
    """A document without some of the target segments of larger beads, one of each bead at most."""
    chance = random.Random(seed)
    larger = [bead for bead in gold.beads if bead[0] and len(bead[1]) > 1]
    chosen = chance.sample(larger, round(share * len(larger)))
    return _drop(gold, {chance.choice(target): frozenset(source) for source, target in chosen})


def _drop(gold: Gold, dropped: dict[int, frozenset[int]]) -> Trial:
    kept = [index for index in range(len(gold.target)) if index not in dropped]
    numbers = {old: new for new, old in enumerate(kept)}
    left = replace(
        gold,
        target=tuple(gold.target[index] for index in kept),
        beads=tuple(
            (source, tuple(numbers[index] for index in target if index in numbers)) for source, target in gold.beads
        ),
    )
    return Trial(left, tuple(dropped[index] for index in sorted(dropped)))


def make_document(path: str, language: str, segments: Iterable[str]) -> Document:
    """A document of given segments, one a line."""
    text = "\n".join(" ".join(segment.split()) or BLANK for segment in segments)
    return Document(path, language, text, _make_one_block, _find_line_starts)


def _make_one_block(text: str) -> Iterable[Span]:
    return (Span(0, len(text)),)


def _find_line_starts(text: str) -> Iterator[int]:
    return (line.start for line in split_lines(text))


def check_trial(trial: Trial, check: Check) -> Checked:
    """A trial, aligned and checked."""
    gold = trial.gold
    source = make_document("source.txt", gold.source_language, gold.source)
    target = make_document("target.txt", gold.target_language, gold.target)
    return Checked(trial, source, tuple(check(align_documents(source, target))))


def check_omissions(alignment: Alignment) -> Iterable[Finding]:
    """What the rule says of an alignment."""
    return Omission().check(alignment, Context(alignment=alignment))


def add_tallies(results: Iterable[Checked], least: Severity) -> Tally:
    """The tallies of some trials in sum."""
    return reduce(add, (result.count(least) for result in results), Tally())


def report(title: str, results: Sequence[Checked]) -> None:
    """Print what was found, by severity."""
    print(title)
    for least in (Severity.ERROR, Severity.WARNING, Severity.INFO):
        tally = add_tallies(results, least)
        found = f"  recall {tally.recall:.3f}  precision {tally.precision:.3f}  of {tally.dropped} dropped"
        rate = 1000 * tally.false / max(tally.beads, 1)
        print(
            f"  {f'{least} and above':18}{found if tally.dropped else ''}"
            f"  false alarms {tally.false} = {rate:.1f} per 1,000 beads"
        )


def measure(documents: dict[str, Gold], check: Check, share: float, seeds: int) -> None:
    """Print how well a rule finds what was dropped, and its false alarms on the complete texts."""
    report("complete texts", [check_trial(keep_whole(gold), check) for gold in documents.values()])
    for title, drop in (("alone in a 1-1 bead", drop_single), ("one of a larger bead", drop_part)):
        trials = (drop(gold, share, f"{name} {seed}") for seed in range(seeds) for name, gold in documents.items())
        report(f"{share:.1%} dropped of the target segments: {title}", [check_trial(trial, check) for trial in trials])


def main() -> None:
    """Measure the rule on the documents of some files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument(
        "--share", type=float, default=0.03, help="of the segments that are dropped (default %(default)s)"
    )
    parser.add_argument("--seeds", type=int, default=6, help="runs with other segments dropped (default %(default)s)")
    options = parser.parse_args()
    if not 0 < options.share <= 1 or options.seeds < 1:
        parser.error("--share is above 0 and at most 1, --seeds at least 1")
    measure(read_documents(options.files), check_omissions, options.share, options.seeds)


if __name__ == "__main__":
    main()
