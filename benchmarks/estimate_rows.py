"""Rows to fit and to judge the estimate of penalties on: annotated segments with their features, and spoiled ones.

A library of `fit_estimate.py`.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from align.linter.context import Context
from align.linter.registry import all_rules
from align.linter.rule import Given
from align.linter.scanner import check_document
from align.model import Bitext
from align.readers import ReadOptions
from align.readers.pairs import Pair, join_pairs
from align.scores.estimation.evidence import gather_evidence
from align.scores.estimation.model import compute_features

Record = dict[str, Any]

_WEIGHTS = {"major": 5.0, "critical": 5.0, "minor": 1.0}
_PUNCTUATION, _NO_TRANSLATION = 0.1, 25.0
_SHARED = ("document: coverage: cosine", "document: wording: gain by context")
"""Features that the segments of a document share."""
_ONE_IN = 6
"""The words of which one is moved or replaced."""


@dataclass(frozen=True)
class Row:
    """A segment: its set, document, system, source, number of words, features, and what people say of it.

    `penalty` is the mean over its raters, `major` whether one of them marked a major error. `kind` says how it was
    spoiled, and is empty where it was not; `findings` counts errors and warnings.
    """

    dataset: str
    document: str
    system: str
    source: str
    target: str
    penalty: float
    major: bool
    features: dict[str, float]
    kind: str = ""
    findings: int = 0

    @property
    def words(self) -> int:
        """The number of words, at least one."""
        return max(len(self.target.split()), 1)


def weigh(label: Record) -> float:
    """The MQM penalty of a label."""
    category, severity = label["category"].lower().replace("_", " "), str(label["severity"]).lower()
    if category.startswith("non-translation") or category.startswith("non translation"):
        return _NO_TRANSLATION
    if category in ("source error", "source issue"):
        return 0.0
    if category == "fluency/punctuation" and severity == "minor":
        return _PUNCTUATION
    return _WEIGHTS.get(severity, 0.0)


def rate(record: Record) -> tuple[float, bool]:
    """The mean penalty over the raters of a record, and whether one of them marked a major error."""
    labels = record.get("labels") or []
    raters = set(record.get("raters") or ()) | {label.get("rater") for label in labels}
    weights = [weigh(label) for label in labels]
    return sum(weights) / max(len(raters), 1), any(weight >= _WEIGHTS["major"] for weight in weights)


def read_documents(path: Path) -> dict[tuple[str, str], list[Record]]:
    """The records of a file that hold text on both sides, by system and document."""
    groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["src"].strip() and record["tgt"].strip():
            groups[str(record.get("system")), str(record.get("doc"))].append(record)
    return dict(groups)


def make_rows(dataset: str, records: Sequence[Record]) -> Iterator[Row]:
    """The rows of one translation of one document."""
    pairs = [Pair(str(number), number, one["src"], one["tgt"], "1") for number, one in enumerate(records, 1)]
    bitext = join_pairs(dataset, [_flatten(pair) for pair in pairs], ReadOptions())
    alignment = bitext.alignment
    assert alignment
    findings = _check(bitext)
    by_start = {unit.target.start: record for unit, record in zip(bitext.units, records, strict=True)}
    starts = sorted(by_start)
    document = list(gather_evidence(alignment, findings))
    for evidence, features in zip(document, compute_features(document), strict=True):
        place = alignment.target_span(evidence.bead).start
        record = by_start[max(start for start in starts if start <= place)]
        penalty, major = rate(record)
        if record.get("kind"):
            penalty, major = SPOILERS[record["kind"]][0], True
        serious = sum(str(finding.severity) != "info" for finding in evidence.findings)
        yield Row(
            dataset,
            document=str(record.get("doc")),
            system=str(record.get("system")),
            source=evidence.source,
            target=evidence.target,
            penalty=penalty,
            major=major,
            features=features,
            kind=record.get("kind", ""),
            findings=serious,
        )


def _flatten(pair: Pair) -> Pair:
    return pair._replace(source=" ".join(pair.source.split()), target=" ".join(pair.target.split()))


def _check(bitext: Bitext) -> list[Any]:
    rules = [rule for rule in all_rules().values() if rule.is_on() and Given.GLOSSARY not in rule.needs]
    return check_document(bitext.target, rules, Context(bitext=bitext, alignment=bitext.alignment))


def _drop_half(words: list[str], chance: random.Random, _: Sequence[str]) -> list[str]:
    half = max(len(words) // 2, 1)
    return words[:half] if chance.random() < 0.5 else words[-half:]


def _keep_quarter(words: list[str], _: random.Random, __: Sequence[str]) -> list[str]:
    return words[: max(len(words) // 4, 1)]


def _double(words: list[str], _: random.Random, __: Sequence[str]) -> list[str]:
    return words + words


def _shuffle(words: list[str], chance: random.Random, _: Sequence[str]) -> list[str]:
    return chance.sample(words, len(words))


def _swap(words: list[str], chance: random.Random, _: Sequence[str]) -> list[str]:
    words = words[:]
    for _turn in range(max(len(words) // _ONE_IN, 1) if len(words) > 1 else 0):
        place = chance.randrange(len(words) - 1)
        words[place : place + 2] = words[place + 1], words[place]
    return words


def _replace_words(words: list[str], chance: random.Random, others: Sequence[str]) -> list[str]:
    words = words[:]
    for _turn in range(max(len(words) // _ONE_IN, 1)):
        words[chance.randrange(len(words))] = chance.choice(chance.choice(others).split())
    return words


def _take_other(_: list[str], chance: random.Random, others: Sequence[str]) -> list[str]:
    return chance.choice(others).split()


Spoiler = Callable[[list[str], random.Random, Sequence[str]], list[str]]
SPOILERS: dict[str, tuple[float, Spoiler]] = {
    "another segment": (25.0, _take_other),
    "half missing": (12.0, _drop_half),
    "three quarters missing": (20.0, _keep_quarter),
    "doubled": (10.0, _double),
    "shuffled": (25.0, _shuffle),
    "words swapped": (8.0, _swap),
    "words replaced": (10.0, _replace_words),
}
"""Ways to spoil a translation, each with the penalty that it is given."""


def spoil(records: Sequence[Record], chance: random.Random) -> list[Record]:
    """A document with each segment of four words or more spoiled, in one way after the other; the rest is left out."""
    kinds, found = list(SPOILERS), []
    for number, record in enumerate(one for one in records if len(one["tgt"].split()) >= 4):
        kind = kinds[number % len(kinds)]
        others = [other["tgt"] for other in records if other["src"] != record["src"]] or [record["tgt"]]
        words = SPOILERS[kind][1](record["tgt"].split(), chance, others)
        found.append({**record, "tgt": " ".join(words), "kind": kind, "labels": []})
    return found


def extract(paths: Sequence[Path], spoiled: int, seed: int) -> Iterator[Row]:
    """The rows of all files; of each, about `spoiled` segments once more, spoiled, in whole documents by chance."""
    for path in paths:
        documents, chance = read_documents(path), random.Random(f"{seed} {path.name}")
        for records in documents.values():
            yield from make_rows(path.stem, records)
        left = spoiled
        for key in chance.sample(sorted(documents), len(documents)):
            records = spoil(documents[key], chance)
            if left > 0 and len(documents[key]) > 2 and records:
                left -= len(records)
                yield from make_rows(path.stem, records)


def write_rows(path: Path, rows: Sequence[Row]) -> None:
    """Keep rows, so that they need not be computed again."""
    lines = (json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")


def read_rows(path: Path) -> list[Row]:
    """Rows that were kept."""
    return [Row(**json.loads(line)) for line in path.read_text(encoding="utf-8").split("\n") if line]


def restore_documents(rows: Sequence[Row]) -> list[Row]:
    """The rows, each spoiled one with the features of its document as it was: nobody spoils a document as a whole."""
    known = {_identify(row): row.features for row in rows if not row.kind}
    return [replace(row, features=row.features | _list_shared(known.get(_identify(row), {}))) for row in rows]


def _identify(row: Row) -> tuple[str, str, str]:
    return row.dataset, row.document, row.system


def _list_shared(features: dict[str, float]) -> dict[str, float]:
    return {name: features[name] for name in features if name in _SHARED}
