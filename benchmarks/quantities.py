"""How often the comparison of quantities speaks up on pairs, and how often annotators agree.

    python benchmarks/quantities.py PAIRS.jsonl... [--sample N] [--seed N]

A record holds `src` and `tgt`, and may hold `labels`, a list of `{"span": [start, end]}` in code points of the target.
What marking wrote twice is written once (`annotations.py`).
An alarm on a quantity of the target agrees when it overlaps a label; one that is missing has no place there.
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from annotations import undo_doubling

from align.model import Span
from align.quantities import find_extractor
from align.quantities.compare import compare
from align.quantities.en_render import render
from align.quantities.judgements import judge
from align.quantities.model import Quantity
from align.quantities.passages import Passage

Record = dict[str, Any]


class Alarm(NamedTuple):
    """What is said of a pair: the problem, its words, and where it stands in the target."""

    problem: str
    words: str
    span: Span | None


@dataclass
class Tally:
    """Segments, those with a quantity, those with digits, those with an alarm; alarms by problem; samples."""

    segments: int = 0
    bearing: int = 0
    digits: int = 0
    alarmed: int = 0
    placed: Counter[str] = field(default_factory=Counter)
    agreed: Counter[str] = field(default_factory=Counter)
    missing: int = 0
    samples: list[str] = field(default_factory=list)


def alarms(source: str, target: str, given: tuple[Quantity, ...], found: tuple[Quantity, ...]) -> Iterator[Alarm]:
    """What the comparison finds worth a warning, once all is excused that may be."""

    def said(text: str, quantity: Quantity) -> str:
        return text[quantity.span.start : quantity.span.end]

    result = judge(Passage(compare(given, found), source, target, given, found))
    for quantity in result.missing:
        yield Alarm("missing", f"{said(source, quantity)} (expected: {render(quantity)})", None)
    for quantity in result.extra:
        yield Alarm("extra", said(target, quantity), quantity.span)
    for wrong in result.wrong:
        words = f"{said(source, wrong.source)} -> {said(target, wrong.target)} (expected: {render(wrong.source)})"
        yield Alarm(f"wrong {wrong.problem}", words, wrong.target.span)


def count(records: list[Record]) -> Tally:
    """Compare all pairs."""
    chinese, english = find_extractor("zh"), find_extractor("en")
    assert chinese and english
    tally = Tally(len(records))
    for record in records:
        source, target = record["src"], record["tgt"]
        given, found = chinese(source), english(target)
        tally.bearing += bool(given or found)
        tally.digits += any(char.isdecimal() for char in source + target)
        note(tally, record, list(alarms(source, target, given, found)))
    return tally


def note(tally: Tally, record: Record, said: list[Alarm]) -> None:
    """Add what is said of one pair."""
    tally.alarmed += bool(said)
    for alarm in said:
        if alarm.span is None:
            tally.missing += 1
            continue
        tally.placed[alarm.problem] += 1
        tally.agreed[alarm.problem] += any(overlaps(label, alarm.span) for label in record.get("labels", ()))
    if said:
        words = "\n".join(f"- {alarm.problem}: {alarm.words}" for alarm in said)
        tally.samples.append(f"{words}\n    {record['src']}\n    {record['tgt']}")


def overlaps(label: Record, span: Span) -> bool:
    """Whether a label's span and the alarm's share a character; a label without a span never does."""
    first, last = label.get("span") or (span.end, span.end)
    return bool(first < span.end and span.start < max(last, first + 1))


def speed(language: str, texts: list[str]) -> float:
    """Megabytes of UTF-8 a second of processor time."""
    extract = find_extractor(language)
    assert extract
    start = time.process_time()
    for text in texts:
        extract(text)
    return sum(len(text.encode()) for text in texts) / 1e6 / max(time.process_time() - start, 1e-9)


def report(path: Path, tally: Tally, sample: int, seed: int) -> None:
    """Print the figures of one file and a sample of its alarms."""
    placed, agreed = tally.placed.total(), tally.agreed.total()
    share, of_digits = tally.alarmed / max(tally.bearing, 1), tally.alarmed / max(tally.digits, 1)
    print(f"== {path}: {tally.segments} segments, {tally.bearing} with a quantity, {tally.digits} with digits")
    print(f"alarms on {tally.alarmed} segments: {share:.2%} of those with a quantity, {of_digits:.2%} with digits")
    print(f"{tally.missing} missing; {placed} placed in the target, {agreed} on a label: {agreed / max(placed, 1):.3f}")
    for problem, number in tally.placed.most_common():
        print(f"  {problem}: {number}, {tally.agreed[problem] / number:.3f}")
    chosen = random.Random(seed).sample(tally.samples, min(sample, len(tally.samples)))
    print(*chosen, sep="\n")


def main() -> None:
    """Compare the pairs of each file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="print N alarmed segments")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for path in options.paths:
        if not path.exists():
            print(f"{path}: skipped, no such file")
            continue
        written = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        records = [undo_doubling(json.loads(line)) for line in written]
        report(path, count(records), options.sample, options.seed)
        for language, side in (("zh", "src"), ("en", "tgt")):
            print(f"extracting {language}: {speed(language, [record[side] for record in records]):.1f} MB/s")


if __name__ == "__main__":
    main()
