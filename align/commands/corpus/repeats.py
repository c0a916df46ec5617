"""`corpus report --repeats`: pairs that occur again, and sources that are rendered in several ways, unit by unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from itertools import accumulate
from pathlib import Path

from align.commands.corpus.passes import PassRequest, PassTask, Plan, Show, Step, UnitWorker, make_passes
from align.corpora.manifest import Unit
from align.corpora.repeats import DUPLICATE, INCONSISTENT, Repeats, digest_pairs, find_in_bucket, write_repeats
from align.corpora.storage import open_corpus
from align.corpora.units import UnitResult

WORK = "repeats"
DIGEST = "digest"


class RepeatsWorker(UnitWorker):
    """Digests the pairs of one unit after another."""

    @property
    def steps(self) -> Mapping[str, Step]:
        """Return the one step."""
        return {DIGEST: self._digest}

    def _digest(self, path: Path, unit: Unit) -> None:
        corpus = open_corpus(self.plan.folder)
        firsts = list(accumulate((one.rows for one in corpus.manifest.units), initial=0))
        self.write(path, digest_pairs(corpus, unit, firsts[unit.number]), "source")


def make_worker(plan: Plan) -> Callable[[PassTask], UnitResult]:
    """Return what does tasks, in a process of its own."""
    return RepeatsWorker(plan).run


def find_repeats(request: PassRequest, show: Show = iter) -> Repeats:
    """Write which pairs of a corpus repeat others into its folder. Raises what `make_passes` raises."""
    with make_passes(request, WORK, lambda _: None, show, languages=()) as passes:
        passes.do(DIGEST, partial(make_worker, passes.plan))
        found = [find_in_bucket(passes.read(DIGEST, bucket)) for bucket in range(passes.plan.buckets)]
        write_repeats(passes.corpus, (row for rows, _ in found for row in rows))
    kinds = Counter(kind for rows, _ in found for _, kind in rows)
    return Repeats(kinds[DUPLICATE], kinds[INCONSISTENT], sum(sources for _, sources in found))
