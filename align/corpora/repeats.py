"""Pairs that occur in a corpus more than once, and sources that are rendered in several ways, across all units.

Each unit writes digests of its pairs in buckets, so that all pairs of a source meet; only digests are compared. Texts
count as the rule `inconsistent-target` counts them: without differences of width, case, blanks and outer punctuation.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from hashlib import blake2b, sha256
from typing import TYPE_CHECKING

from align.corpora.manifest import Unit
from align.corpora.storage import Corpus, is_finished, iterate_rows, open_parquet, tabulate, write_unit
from align.linter.families.consistency import fold
from align.rules.terminology.inconsistent_target import InconsistentTarget

if TYPE_CHECKING:
    import pyarrow as pa

REPEATS = "repeats.parquet"
"""The file with the pairs that repeat others: their number in the corpus, and what they are."""

DUPLICATE, INCONSISTENT = "duplicate", InconsistentTarget.name
KINDS = (DUPLICATE, INCONSISTENT)


def identify(corpus: Corpus) -> str:
    """Return the digest of all that the repeats of a corpus depend on."""
    return sha256(repr([corpus.manifest.identify(unit) for unit in corpus.manifest.units]).encode()).hexdigest()


def read_repeats(corpus: Corpus) -> dict[int, tuple[str, ...]] | None:
    """Return what was found of each pair that repeats others, by its number; None where no one has looked. Raises
    OSError.
    """
    path = corpus.folder / REPEATS
    if not is_finished(path, identify(corpus)):
        return None
    found = dict[int, tuple[str, ...]]()
    with open_parquet(path) as file:
        for batch in file.iter_batches():
            for row, kind in iterate_rows(batch, "row", "kind"):
                found[row] = (*found.get(row, ()), kind)
    return found


def digest_pairs(corpus: Corpus, unit: Unit, first: int) -> pa.Table:
    """Return the digests of the pairs of a unit, whole and folded; `folded` is empty where the source is too short."""
    rows = list[tuple[int, bytes, bytes, bytes]]()
    for batch in corpus.read_batches([unit], ["source", "target"]):
        for row, (source, target) in enumerate(iterate_rows(batch, "source", "target"), first + len(rows)):
            is_long = bool(target.strip()) and sum(map(str.isalpha, source)) >= InconsistentTarget.fewest_letters
            folded = _digest(fold(target)) if is_long else b""
            rows.append((row, _digest(fold(source)), folded, _digest(f"{source}\x1f{target}")))
    return tabulate(rows, {"row": "int64", "source": "binary", "target": "binary", "pair": "binary"})


def _digest(text: str) -> bytes:
    return blake2b(text.encode(errors="surrogatepass"), digest_size=12).digest()


def find_in_bucket(table: pa.Table) -> tuple[list[tuple[int, str]], int]:
    """Return the pairs of a bucket that repeat others, each with its kind, and how many sources are rendered in several
    ways.

    Of pairs that are the same the first stays. Of renderings the usual one is the most frequent, of equals the first.
    """
    seen, groups = set[bytes](), defaultdict[bytes, list[tuple[int, bytes]]](list)
    found, sources = list[tuple[int, str]](), 0
    for row, source, target, pair in iterate_rows(table, "row", "source", "target", "pair"):
        if pair in seen:
            found.append((row, DUPLICATE))
        seen.add(pair)
        if target:
            groups[source].append((row, target))
    for renderings in groups.values():
        counts = Counter(target for _, target in renderings)
        usual = max(counts, key=counts.__getitem__)  # of equals the first
        differing = [(row, INCONSISTENT) for row, target in renderings if target != usual]
        found += differing
        sources += bool(differing)
    return found, sources


def write_repeats(corpus: Corpus, rows: Iterable[tuple[int, str]]) -> None:
    """Write what was found into the folder of a corpus. Raises OSError."""
    digest = identify(corpus)
    write_unit(corpus.folder / REPEATS, tabulate(sorted(rows), {"row": "int64", "kind": "string"}), digest, digest)
