"""How often scores put two engines in the order that annotators put them in: pairwise accuracy (Kocmi et al. 2021).

    python benchmarks/engines.py MQM.jsonl... [--references FILE.jsonl] [--alone]

A record holds `system`, `doc`, `src`, `tgt` and `labels` with `severity` and `category` (and `raters`). The gold score
of an engine is its mean penalty over segments and raters: major 5, minor 1, minor punctuation .1, non-translation 25.
Systems that are called human or ref are references for BLEU and chrF, and no engines; where a file has none, they are
taken from `--references`, by the source. `--alone` looks for findings without the source. The correlation (Kendall's
tau-b) of scores with penalties between the engines on one segment follows, mean over segments.
"""

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from align.analysis.characters import count_words
from align.linter.context import Context
from align.linter.registry import select_rules
from align.linter.rule import Given, TextRule
from align.linter.scanner import check_document
from align.model import Bitext
from align.readers import ReadOptions, read
from align.scores.translation.metrics import collect_statistics
from align.scores.translation.penalties import WEIGHTS, weigh

Record = dict[str, Any]
Scores = dict[str, list[float]]
"""By engine, a number for each segment."""

HUMAN = re.compile(r"human|^(?:hyp\.)?ref", re.IGNORECASE)


def main() -> None:
    """Print the accuracy of each score for each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--references", type=Path, help="JSON lines with `src` and `tgt`")
    parser.add_argument("--alone", action="store_true", help="findings without the source")
    options = parser.parse_args()
    for path in options.files:
        if path.exists():
            print(*report(path, options.references, alone=options.alone), sep="\n")
        else:
            print(f"skipped: {path} is missing")


def report(path: Path, references: Path | None, *, alone: bool) -> Iterator[str]:
    """The figures of one file."""
    systems = group_by_system(path)
    human = [name for name in systems if HUMAN.search(name)]
    if not human and references:
        systems, human = add_references(systems, references), ["human"]
    engines = {name: records for name, records in systems.items() if name not in human}
    gold = {name: [measure_penalty(record) for record in records] for name, records in engines.items()}
    found = {"findings per 1,000 words": score_findings(engines, alone=alone)}
    if human:
        found |= score_by_references(engines, [systems[name] for name in human])
    pairs = len(list(combinations(engines, 2)))
    segments = len(next(iter(engines.values())))
    yield f"== {path.name}: {len(engines)} engines, {pairs} pairs, {segments} segments, {len(human)} references"
    for name, (totals, by_segment) in found.items():
        accuracy = measure_accuracy({engine: -mean(values) for engine, values in gold.items()}, totals)
        yield f"{name:26} pairwise accuracy {accuracy:.3f}, on one source tau {measure_tau(gold, by_segment):+.3f}"


def group_by_system(path: Path) -> dict[str, list[Record]]:
    """The records of each system, all in the order of the sources that every system has translated."""
    systems: defaultdict[str, dict[tuple[str, str, int], Record]] = defaultdict(dict)
    seen: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        key = record["system"], record["doc"], record["src"]
        systems[record["system"]][record["doc"], record["src"], seen[key]] = record
        seen[key] += 1
    shared = [key for key in next(iter(systems.values())) if all(key in records for records in systems.values())]
    return {name: [records[key] for key in shared] for name, records in systems.items()}


def add_references(systems: dict[str, list[Record]], path: Path) -> dict[str, list[Record]]:
    """The systems with a human translation beside them, on the segments whose source it has."""
    known: dict[str, Record] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        known.setdefault(squeeze(record["src"]), record)
    rows = [row for row, record in enumerate(next(iter(systems.values()))) if squeeze(record["src"]) in known]
    kept = {name: [records[row] for row in rows] for name, records in systems.items()}
    return kept | {"human": [known[squeeze(record["src"])] for record in next(iter(kept.values()))]}


def squeeze(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def measure_penalty(record: Record) -> float:
    """The penalty that annotators give a segment, mean over those who read it."""
    raters = record.get("raters") or {label.get("rater") for label in record["labels"]} or {None}
    return sum(map(weigh_label, record["labels"])) / len(raters)


def weigh_label(label: Record) -> float:
    """The penalty for one label."""
    category, severity = label["category"].lower(), label["severity"].lower()
    if category.startswith("non"):
        return 25
    if severity == "minor":
        return 0.1 if "punctuation" in category else 1
    return 5 if severity == "major" else 0


def score_findings(engines: Mapping[str, Sequence[Record]], *, alone: bool) -> tuple[dict[str, float], Scores]:
    """The penalty for findings, less is better: for 1,000 words, and in each segment."""
    totals, segments = {}, {}
    for name, records in engines.items():
        penalties = [0.0] * len(records)
        words = 0
        for document, rows in read_documents(records, alone=alone):
            words += count_words(document.target)
            for row, penalty in weigh_findings(document, alone=alone):
                penalties[rows[row]] -= penalty
        totals[name] = 1000 * sum(penalties) / words
        segments[name] = penalties
    return totals, segments


def read_documents(records: Sequence[Record], *, alone: bool) -> Iterator[tuple[Bitext, list[int]]]:
    """The documents of a system, each with the numbers of its records."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        rows[record["doc"]].append(number)
    for numbers in rows.values():
        sources = ["" if alone else records[row]["src"] for row in numbers]
        pairs = [
            {"id": str(place), "doc": "", "source": source, "target": records[row]["tgt"]}
            for place, (row, source) in enumerate(zip(numbers, sources, strict=True))
        ]
        data = "".join(json.dumps(pair) + "\n" for pair in pairs).encode()
        (bitext,) = read("a.jsonl", data, ReadOptions())
        assert isinstance(bitext, Bitext)
        yield bitext, numbers


def weigh_findings(bitext: Bitext, *, alone: bool) -> Iterator[tuple[int, float]]:
    """The penalty for each finding, and the number of the pair it stands in."""
    rules = [rule for rule in select_rules((), ()) if Given.GLOSSARY not in rule.needs]
    if alone:
        rules = [rule for rule in rules if isinstance(rule, TextRule)]
    context = Context(None, bitext, None if alone else bitext.alignment)
    for finding in check_document(bitext.target, rules, context):
        yield int(bitext.target.offsets.locate(finding.span.start).segment or 0), weigh(finding, WEIGHTS)


def score_by_references(
    engines: Mapping[str, Sequence[Record]], references: Sequence[Sequence[Record]]
) -> dict[str, tuple[dict[str, float], Scores]]:
    """BLEU and chrF of each engine: of all segments, and of each."""
    gold = [[record["tgt"] for record in records] for records in references]
    found: dict[str, tuple[dict[str, float], Scores]] = {"BLEU": ({}, {}), "chrF": ({}, {})}
    for name, records in engines.items():
        statistics = collect_statistics([record["tgt"] for record in records], gold, "en")
        for title, (totals, segments) in found.items():
            one = statistics[title.lower()]
            totals[name] = one.score(one.rows.sum(axis=0))
            segments[name] = [one.score(row) for row in one.rows]
    return found


def measure_accuracy(gold: Mapping[str, float], scores: Mapping[str, float]) -> float:
    """The share of pairs of engines that a score puts in the order of the gold; a tie is half right."""
    right = [
        0.5 if scores[one] == scores[other] else float((scores[one] > scores[other]) == (gold[one] > gold[other]))
        for one, other in combinations(gold, 2)
    ]
    return mean(right)


def measure_tau(penalties: Scores, scores: Scores) -> float:
    """Kendall's tau-b between the engines on one segment, mean over the segments where either side has no one value."""
    taus = []
    for row in range(len(next(iter(penalties.values())))):
        agreeing = ties_of_gold = ties = 0
        pairs = list(combinations(penalties, 2))
        for one, other in pairs:
            gold = penalties[other][row] - penalties[one][row]
            difference = scores[one][row] - scores[other][row]
            agreeing += (gold * difference > 0) - (gold * difference < 0)
            ties_of_gold, ties = ties_of_gold + (gold == 0), ties + (difference == 0)
        whole = ((len(pairs) - ties_of_gold) * (len(pairs) - ties)) ** 0.5
        if len(pairs) > ties_of_gold:
            taus.append(agreeing / whole if whole else 0.0)
    return mean(taus)


def mean(values: Sequence[float]) -> float:
    """The mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    main()
