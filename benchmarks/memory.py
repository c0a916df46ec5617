"""How large a memory of many pairs is, how long they take to be added, how fast words are found in it, and how much
longer the check of an article takes with it.

    python benchmarks/memory.py DATA [--pairs 1000000] [--seed 39] [--keep FILE]

DATA is a folder with files of JSON lines that hold a text under `zh` and under `en`, or `src` and `tgt`. Their clauses
are shuffled and divided into groups of a hundred. Those of two or three groups are recombined at random to the hundred
pairs of a document, until there are so many pairs, all different. Nothing is aligned; terms and names are counted in
each group, as `memory add` does, and those of its groups are added up for a document. The words that are looked for are
stretches of two to six Chinese characters, and of one to three English words, of random pairs. An article is another
document; it is checked without the memory and with it, by processes of their own and in this one, where it is also
checked as a document that the memory has. Times are those of the processor; neither making the texts nor counting is in
them. `--keep` is where the memory is made, and stays; one that is there already is used.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

from align.commands.check import check_loaded
from align.config.settings import Request
from align.inputs.evidence import EvidenceReader
from align.inputs.loading import load_task
from align.inputs.tasks import Task, plan_tasks
from align.memory.counting import DocumentCounts, NameCount, RenderingCount, TermCount, count_document
from align.memory.searching import Query
from align.memory.store import Store, digest_text
from align.memory.writing import NO_COUNTS, NewDocument, change_memory
from glossary.lang.scripts import BASIC_HAN

_OF_DOCUMENT = _OF_GROUP = 100
_QUERIES = 500
_LONGEST = 40
_ARTICLES = 5
_SIDES = (("zh", "en"), ("src", "tgt"))
_CLAUSES = {
    "zh": re.compile(r"[^，；。！？]+[，；。！？]*"),
    "en": re.compile(r"[^,;.!?]+(?:[,;.!?]+(?=\s|$)|[,;.!?])*"),
}
_HAN = re.compile(f"[{BASIC_HAN}]+")

Count = Callable[[int], DocumentCounts]
"""What counts the clauses of a group."""


class Text(NamedTuple):
    """The pairs of a document, and the numbers of the groups of their clauses."""

    pairs: tuple[tuple[str, str], ...]
    groups: tuple[int, ...]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--pairs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=39)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    clauses = sorted(set(read_clauses(options.data)))
    if not clauses:
        print(f"{options.data}: no pairs; skipped")
        return
    random = Random(options.seed)
    random.shuffle(clauses)
    groups = [clauses[start : start + _OF_GROUP] for start in range(0, len(clauses), _OF_GROUP)]
    count = cache(lambda number: count_document(groups[number]))
    texts = list(recombine(groups, options.pairs, random))
    pairs = [pair for text in texts for pair in text.pairs]
    size = sum(len(side.encode()) for pair in pairs for side in pair)
    print(f"{len(clauses):,} clauses, {len(pairs):,} pairs, {size / 1e6:,.0f} MB of text", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        path = str((options.keep or Path(folder, "house.sqlite")).absolute())
        if not Path(path).exists():
            measure_writes(str(Path(folder, "without.sqlite")), texts, lambda _: NO_COUNTS, "without counts")
            measure_writes(path, texts, count, "with counts")
        measure_searches(path, pairs, random)
        os.chdir(folder)
        measure_checks(path, texts, list(recombine(groups, _ARTICLES * _OF_DOCUMENT, random)))
        measure_changes(path, make_document(0, texts[0], count, random))


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


def recombine(groups: Sequence[Sequence[tuple[str, str]]], number: int, random: Random) -> Iterator[Text]:
    """Yield documents of so many pairs, all different, of two or three clauses each."""
    seen = set[int]()
    while len(seen) < number:
        chosen = tuple(random.choices(range(len(groups)), k=random.choice((2, 3))))
        clauses, pairs = [clause for one in chosen for clause in groups[one]], list[tuple[str, str]]()
        for _ in range(2 * _OF_DOCUMENT):
            sides = zip(*random.choices(clauses, k=random.choice((2, 3))), strict=True)
            source, target = (joint.join(side) for joint, side in zip(("", " "), sides, strict=True))
            if hash((source, target)) not in seen and len(pairs) < _OF_DOCUMENT and len(seen) < number:
                seen.add(hash((source, target)))
                pairs.append((source, target))
        yield Text(tuple(pairs), chosen)


def add_up(counted: Sequence[DocumentCounts]) -> DocumentCounts:
    """Return the counts of all parts of a document."""
    pairs, alone = Counter[str](), Counter[str]()
    aligned, present = defaultdict[str, Counter[tuple[str, str]]](Counter), defaultdict[str, Counter[str]](Counter)
    names, forms = Counter[str](), defaultdict[str, Counter[str]](Counter)
    for term in (term for part in counted for term in part.terms):
        pairs[term.term] += term.pairs
        alone[term.term] += term.alone
        for one in term.renderings:
            aligned[term.term][one.key, one.text] += one.aligned
            present[term.term][one.key] += one.present
    for name in (name for part in counted for name in part.names):
        names[name.name] += name.pairs
        forms[name.name].update(dict(name.forms))
    return DocumentCounts(
        sum(part.words for part in counted),
        tuple(
            TermCount(term, pairs[term], alone[term], tuple(list_renderings(aligned[term], present[term])))
            for term in sorted(pairs)
        ),
        tuple(NameCount(name, names[name], tuple(sorted(forms[name].items()))) for name in sorted(names)),
    )


def list_renderings(aligned: Counter[tuple[str, str]], present: Counter[str]) -> Iterator[RenderingCount]:
    """Yield the renderings of a term in a document, each as it is mostly written."""
    for key in sorted(present):
        texts = Counter({text: number for (other, text), number in aligned.items() if other == key})
        yield RenderingCount(key, min(texts, key=lambda text: (-texts[text], text)), texts.total(), present[key])


def measure_writes(path: str, texts: Sequence[Text], count: Count, title: str) -> None:
    """Print how long it takes to add the pairs, and how large their file is."""
    times, random = list[float](), Random(len(texts))
    for text in texts:  # what is at hand already costs the garbage collector nothing then
        for group in text.groups:
            count(group)
    gc.freeze()

    def add() -> None:
        with change_memory(path, lambda *_: None) as (_, writer):
            for number, text in enumerate(texts):
                start = time.process_time()
                document = make_document(number, text, count, random)
                times.append(time.process_time() - start)
                writer.add(document)

    print(f"{title}: added in {spend(add) - sum(times):.1f} s;", end=" ")
    print(f"{Path(path).stat().st_size / 1e6:,.0f} MB; opened in", end=" ")
    print(f"{1000 * spend(lambda: Store(path).close()):.1f} ms", flush=True)


def measure_searches(path: str, pairs: Sequence[tuple[str, str]], random: Random) -> None:
    """Print how long it takes to find words and sentences."""
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
        exact = spend(lambda: list(store.sentences([source for source, _ in chosen])))
        print(f"exact: {1000 * exact / _QUERIES:.2f} ms a sentence", flush=True)


def measure_checks(path: str, texts: Sequence[Text], others: Sequence[Text]) -> None:
    """Print how much longer the check of an article takes with the memory, in the working folder."""
    names = [f"article{number}" for number in range(len(others))]
    for name, text in zip((*names, "known"), (*others, texts[0]), strict=True):
        for place, language in enumerate(("zh", "en")):
            file = Path(f"{name}.{language}.txt")
            file.write_text("".join(f"{pair[place]}\n\n" for pair in text.pairs), encoding="utf-8")
    for memory in ("none", path):  # its files are in the cache of the system then
        check_in_process(names[0], memory)
    times = [[check_in_process(name, memory) for name in names] for memory in ("none", path)]
    plain, compared = map(median, times)
    print(f"an article of {_OF_DOCUMENT} pairs, by a process of its own: {plain:.2f} s without the memory,", end=" ")
    print(f"{compared:.2f} with it: {compared - plain:+.2f}")
    for title, chosen in (("new articles", names), ("one that the memory has", ["known"] * _ARTICLES)):
        with EvidenceReader() as reader:
            first, *later = [look_up(reader, name, path) for name in chosen]
        print(f"in one process, {title}: {first:+.3f} s at first, then {median(later):+.3f}", flush=True)


def check_in_process(name: str, memory: str) -> float:
    """Return how many seconds of processor time a process takes to check an article."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "align", "check", f"{name}.en.txt", "--memory", memory, "--no-cache"]
    status = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode
    assert status in (0, 1), f"the check of {name} failed"
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def look_up(reader: EvidenceReader, name: str, memory: str) -> float:
    """Return how many seconds more a check of an article takes with a memory."""
    check(reader, name, "none")  # so that both find the text's own results in the caches
    plain, compared = (spend(partial(check, reader, name, path)) for path in ("none", memory))
    return compared - plain


def check(reader: EvidenceReader, name: str, memory: str) -> None:
    """Check an article."""
    (task,) = (one for one in plan_tasks(Request((f"{name}.en.txt",), memory=memory)) if isinstance(one, Task))
    loaded = load_task(task)
    check_loaded(reader.add(task, loaded), loaded)


def measure_changes(path: str, document: NewDocument) -> None:
    """Print how long it takes to replace a document, and to remove it."""

    def replace(is_last: bool) -> None:
        with change_memory(path, lambda *_: None) as (old, writer):
            assert old
            writer.remove([one for one in old.list_documents() if one.path == document.path])
            if is_last:
                writer.forget()
            else:
                writer.add(document)

    print(f"a document replaced in {spend(lambda: replace(is_last=False)):.1f} s, removed in", end=" ")
    print(f"{spend(lambda: replace(is_last=True)):.1f} s; {Path(path).stat().st_size / 1e6:,.0f} MB")
    replace(is_last=False)  # a file that is kept has all


def make_document(number: int, text: Text, count: Count, random: Random) -> NewDocument:
    """Return a document with a date."""
    path, date = f"{number:06}.txt", f"{random.randint(2000, 2025)}-{random.randint(1, 12):02}-01"
    rows = [(source, target, 1.0) for source, target in text.pairs]
    source, target = (digest_text("".join(pair[side] for pair in text.pairs)) for side in (0, 1))
    counts = add_up([count(group) for group in text.groups])
    return NewDocument(path, path, digest_text(path), source, target, "zh", "en", date, "", rows, counts)


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
