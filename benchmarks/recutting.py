"""What is lost where translations are not cut as their references are: scores line by line, and after aligning.

    python benchmarks/recutting.py OUTPUTS.jsonl REFERENCES.jsonl [--limit N] [--seed N]

A record of the outputs holds `doc`, `system` and `en`; one of the references holds `id` and `en`. The
documents are those with as many lines as the reference, blank in the same places. The three scores of a system are
those of its documents together: line by line; aligned with the reference and cut anew; and the same after lines were
joined and split at random (three in ten joined with the line before, two in ten split between sentences, one in ten
anywhere). As many lines are not always the same lines: where a line is missing and another was added, the first score
is too low. The scores are compared with those of sacrebleu's own functions.
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import sacrebleu

from align.aligners.documents import Method, align_documents
from align.readers import ReadOptions, encode, read_document
from align.scores.translation.metrics import collect_statistics
from align.scores.translation.recutting import recut
from align.scores.translation.segments import Segments

METRICS = ("bleu", "chrf", "chrf++")


class Pair(NamedTuple):
    """A document and its reference."""

    text: str
    reference: str


def main() -> None:
    """Print the scores of each system, line by line and cut anew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("outputs", type=Path)
    parser.add_argument("references", type=Path)
    parser.add_argument("--limit", type=int, default=0, metavar="N", help="documents of a system (0: all)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not options.outputs.exists() or not options.references.exists():
        print("skipped: no data")
        return
    systems, others = read_pairs(options.outputs, options.references)
    print(f"{sum(map(len, systems.values()))} documents cut as their references, {others} others")
    generator = random.Random(options.seed)
    largest = 0.0
    for name, documents in systems.items():
        pairs = documents[: options.limit or None]
        scores = [
            score([cut_lines(pair.text, pair.reference) for pair in pairs]),
            score([cut_anew(pair.text, pair.reference) for pair in pairs]),
            score([cut_anew(shuffle_lines(pair.text, generator), pair.reference) for pair in pairs]),
        ]
        largest = max(largest, abs(scores[2]["chrf"] - scores[1]["chrf"]))
        columns = (f"{metric} {' '.join(f'{one[metric]:.2f}' for one in scores)} " for metric in METRICS)
        print(f"{name:28}", *columns, flush=True)
    print(f"joining and splitting moves chrF by at most {largest:.2f}")


def read_pairs(outputs: Path, references: Path) -> tuple[dict[str, list[Pair]], int]:
    """The documents of each system whose lines are cut as those of their references, and how many others there are."""
    known = {record["id"]: record["en"].strip() for record in read_records(references)}
    systems: defaultdict[str, list[Pair]] = defaultdict(list)
    others = 0
    for record in read_records(outputs):
        pair = Pair(record["en"].strip(), known[record["doc"]])
        shapes = [[bool(line.strip()) for line in text.split("\n")] for text in pair]
        if shapes[0] == shapes[1]:
            systems[f"{record['system']} {record.get('mode', '')}".strip()].append(pair)
        else:
            others += 1
    return systems, others


def read_records(path: Path) -> Iterator[dict[str, str]]:
    """The records of a file."""
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def cut_lines(text: str, reference: str) -> Segments:
    """A document and its reference, line by line."""
    lines = [[line.strip() for line in one.split("\n") if line.strip()] for one in (text, reference)]
    return Segments((tuple(lines[0]),), (tuple(lines[1]),), (0,) * len(lines[0]))


def cut_anew(text: str, reference: str) -> Segments:
    """A document and its reference, aligned and cut into the lines of the reference, as `score` does."""
    own, anchor = (read_document("a.txt", encode(one), ReadOptions("en", "utf-8")) for one in (text, reference))
    cut = recut(anchor, [own], [align_documents(anchor, own, Method(alone=False))])
    return Segments((cut[1],), (cut[0],), (0,) * len(cut[0]), is_recut=True)


def score(texts: list[Segments]) -> dict[str, float]:
    """The scores of all documents together, which are those of sacrebleu's own functions."""
    hypothesis = [segment for text in texts for segment in text.systems[0]]
    reference = [segment for text in texts for segment in text.references[0]]
    statistics = collect_statistics(hypothesis, [reference], "en")
    found = {metric: statistics[metric].score(statistics[metric].rows.sum(axis=0)) for metric in METRICS}
    assert found == {
        "bleu": sacrebleu.corpus_bleu(hypothesis, [reference], force=True).score,
        "chrf": sacrebleu.corpus_chrf(hypothesis, [reference]).score,
        "chrf++": sacrebleu.corpus_chrf(hypothesis, [reference], word_order=2).score,
    }
    return found


def shuffle_lines(text: str, generator: random.Random) -> str:
    """A text with lines joined and split at random."""
    lines: list[str] = []
    for line in text.split("\n"):
        chance, words = generator.random(), line.split(" ")
        if chance < 0.3 and line.strip() and lines and lines[-1].strip():
            lines[-1] += f" {line}"
        elif chance < 0.5 and ". " in line:
            start, _, end = line.partition(". ")
            lines += [f"{start}.", end]
        elif chance < 0.6 and len(words) > 1:
            place = generator.randrange(1, len(words))
            lines += [" ".join(words[:place]), " ".join(words[place:])]
        else:
            lines.append(line)
    return "\n".join(lines)


if __name__ == "__main__":
    main()
