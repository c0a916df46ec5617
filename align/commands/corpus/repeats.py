"""`corpus report --repeats`: pairs that occur again, and sources that are rendered in several ways, unit by unit."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from pathlib import Path

from align.commands.corpus.passes import PassRequest, Show, UnitWorker, make_passes
from align.corpora.manifest import Unit
from align.corpora.repeats import DUPLICATE, INCONSISTENT, digest_pairs, find_in_bucket, write_repeats
from align.model.rates import Repeats


class RepeatsWorker(UnitWorker):
    """Digests the pairs of one unit after another."""

    def digest(self, path: Path, unit: Unit) -> None:
        """Write the digests of the pairs of a unit."""
        firsts = list(accumulate((one.rows for one in self.corpus.manifest.units), initial=0))
        self.write(path, digest_pairs(self.corpus, unit, firsts[unit.number]), "source")


def find_repeats(request: PassRequest, show: Show = iter) -> Repeats:
    """Write which pairs of a corpus repeat others into its folder. Raises what `make_passes` raises."""
    with make_passes(request, "repeats", lambda _: None, show, languages=()) as passes:
        passes.do(RepeatsWorker, "digest")
        found = [find_in_bucket(table) for table in passes.read("digest")]
        write_repeats(passes.corpus, (row for rows, _ in found for row in rows))
    kinds = Counter(kind for rows, _ in found for _, kind in rows)
    return Repeats(kinds[DUPLICATE], kinds[INCONSISTENT], sum(sources for _, sources in found))
