"""How large a memory of many pairs is, how long they take to be added, and how fast words are found in it.

    python benchmarks/memory.py DATA [--pairs 1000000] [--seed 39]

DATA is a folder with files of JSON lines that hold a text under `zh` and under `en`, or `src` and `tgt`. Their clauses
are recombined at random until there are so many pairs, all different, in documents of a hundred. Nothing is aligned or
counted. The words that are looked for are stretches of two to six Chinese characters, and of one to three English
words, of random pairs. Times are those of the processor.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from align.memory.searching import Query
from align.memory.store import Store, digest_text
from align.memory.writing import NO_COUNTS, NewDocument, change_memory
from glossary.lang.scripts import BASIC_HAN

_OF_DOCUMENT = 100
_QUERIES = 500
_LONGEST = 40
_SIDES = (("zh", "en"), ("src", "tgt"))
_CLAUSES = {
    "zh": re.compile(r"[^，；。！？]+[，；。！？]*"),
    "en": re.compile(r"[^,;.!?]+(?:[,;.!?]+(?=\s|$)|[,;.!?])*"),
}
_HAN = re.compile(f"[{BASIC_HAN}]+")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--pairs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=39)
    options = parser.parse_args()
    clauses = sorted(set(read_clauses(options.data)))
    if not clauses:
        print(f"{options.data}: no pairs; skipped")
        return
    random = Random(options.seed)
    pairs = recombine(clauses, options.pairs, random)
    size = sum(len(side.encode()) for pair in pairs for side in pair)
    print(f"{len(clauses):,} clauses, {len(pairs):,} pairs, {size / 1e6:,.0f} MB of text")
    with tempfile.TemporaryDirectory() as folder:
        measure(str(Path(folder) / "house.sqlite"), pairs, random)


def read_clauses(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the clauses of each pair next to each other, where both sides have as many, else the pair."""
    for path in sorted(folder.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            for sides in _SIDES:
                source, target = (record.get(side) for side in sides)
                if isinstance(source, str) and isinstance(target, str) and _HAN.search(source) and target.isascii():
                    parts = _CLAUSES["zh"].findall(source), _CLAUSES["en"].findall(target)
                    rows = zip(*parts, strict=True) if len(parts[0]) == len(parts[1]) else [(source, target)]
                    yield from ((one.strip(), other.strip()) for one, other in rows if len(one) < _LONGEST)


def recombine(clauses: Sequence[tuple[str, str]], number: int, random: Random) -> list[tuple[str, str]]:
    """Return pairs of two or three clauses, all different."""
    found: dict[tuple[str, str], None] = {}
    while len(found) < number:
        chosen = random.choices(clauses, k=random.choice((2, 3)))
        found["".join(one for one, _ in chosen), " ".join(other for _, other in chosen)] = None
    return list(found)


def measure(path: str, pairs: Sequence[tuple[str, str]], random: Random) -> None:
    """Print how long it takes to add the pairs, to replace a document and to remove one, and to find words."""
    documents = [
        make_document(start // _OF_DOCUMENT, pairs[start : start + _OF_DOCUMENT], random)
        for start in range(0, len(pairs), _OF_DOCUMENT)
    ]

    def add() -> None:
        with change_memory(path, lambda *_: None) as (_, writer):
            for document in documents:
                writer.add(document)

    def replace(is_last: bool) -> None:
        with change_memory(path, lambda *_: None) as (old, writer):
            assert old
            writer.remove([one for one in old.list_documents() if one.path == documents[0].path])
            if is_last:
                writer.forget()
            else:
                writer.add(documents[0])

    print(f"added in {spend(add):.1f} s; {Path(path).stat().st_size / 1e6:,.0f} MB")
    print(f"opened in {1000 * spend(lambda: Store(path).close()):.1f} ms")
    with Store(path) as store:
        store.find([Query("中")], 20)  # the documents are read once
        for name, queries in (("Chinese", cut_chinese(pairs, random)), ("English", cut_english(pairs, random))):
            totals, times = list[int](), list[float]()
            for query in queries:
                start = time.process_time()
                totals.append(store.find([Query(query)], 20).total)
                times.append(time.process_time() - start)
            times.sort()
            shown = "  ".join(f"p{share} {1000 * times[len(times) * share // 100]:.1f}" for share in (50, 90, 95, 99))
            print(
                f"{name}: {len(queries)} queries, {sorted(totals)[len(totals) // 2]:,} hits in the middle, at most",
                end=" ",
            )
            print(f"{max(totals):,}; ms: {shown}  max {1000 * times[-1]:.1f}")
        chosen = random.choices(pairs, k=_QUERIES)
        exact = spend(lambda: list(store.sentences([one for one, _ in chosen])))
        print(f"exact: {1000 * exact / _QUERIES:.2f} ms a sentence")
    print(f"a document replaced in {spend(lambda: replace(is_last=False)):.1f} s, removed in", end=" ")
    print(f"{spend(lambda: replace(is_last=True)):.1f} s; {Path(path).stat().st_size / 1e6:,.0f} MB")


def make_document(number: int, pairs: Sequence[tuple[str, str]], random: Random) -> NewDocument:
    """Return a document with a date."""
    path, date = f"{number:06}.txt", f"{random.randint(2000, 2025)}-{random.randint(1, 12):02}-01"
    rows = [(source, target, 1.0) for source, target in pairs]
    digest = digest_text(path)
    return NewDocument(path, path, digest, digest, digest, "zh", "en", date, "", rows, NO_COUNTS)


def cut_chinese(pairs: Sequence[tuple[str, str]], random: Random) -> list[str]:
    """Return stretches of two to six characters of random sources."""
    found = list[str]()
    while len(found) < _QUERIES:
        run, size = random.choice(_HAN.findall(random.choice(pairs)[0])), random.randint(2, 6)
        if len(run) >= size:
            start = random.randint(0, len(run) - size)
            found.append(run[start : start + size])
    return found


def cut_english(pairs: Sequence[tuple[str, str]], random: Random) -> list[str]:
    """Return one to three words in a row of random translations."""
    found = list[str]()
    while len(found) < _QUERIES:
        words, size = random.choice(pairs)[1].split(), random.randint(1, 3)
        start = random.randint(0, max(len(words) - size, 0))
        if text := " ".join(words[start : start + size]).strip(".,;:!?()\"'"):
            found.append(text)
    return found


def spend(run: Callable[[], object]) -> float:
    """Return how many seconds of processor time a function takes."""
    start = time.process_time()
    run()
    return time.process_time() - start


if __name__ == "__main__":
    main()
