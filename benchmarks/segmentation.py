"""How well the sentence splitters find the boundaries of sentences that were split by hand.

    python benchmarks/segmentation.py [--show N] FILE...

FILE is a gold alignment (`src_lang`, `tgt_lang`, `src`, `tgt`) or JSON lines of segments (`id`, `src`, `tgt`) in order
of their documents. Segments that end in a stop are joined and split again. A boundary inside a segment counts as wrong,
although a segment of a test set now and then holds two sentences: use --show to see them. Pk (Beeferman et al. 1999)
and WindowDiff (Pevzner and Hearst 2002), by NLTK, are over characters, with the window of each document that Pk takes.
"""

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from nltk.metrics.segmentation import pk, windowdiff

from align.lang import find_language

STOPPED = re.compile(r"[.!?…。！？][\"'”’)\]」』）】]*\s*\Z")


def read_texts(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Language and segments of each document in a file."""
    if path.suffix == ".json":
        gold = json.loads(path.read_text(encoding="utf-8"))
        yield gold["src_lang"], gold["src"]
        yield gold["tgt_lang"], gold["tgt"]
        return
    documents: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        name = row["id"].rpartition("#")[0]
        documents["zh", name].append(row["src"])
        documents["en", name].append(row["tgt"])
    for (code, _), segments in documents.items():
        yield code, segments


def join_segments(code: str, segments: list[str]) -> tuple[str, set[int], set[int]]:
    """One text, the offsets at which its segments start, and those of segments that follow a stop."""
    text, starts, counted = "", set(), set()
    for segment in (piece.strip() for piece in segments if piece.strip()):
        stopped = bool(STOPPED.search(text))
        text += ("" if code == "zh" else " ") if stopped else "\n\n" * bool(text)
        starts.add(len(text))
        if stopped:
            counted.add(len(text))
        text += segment
    return text, starts, counted


def compare_boundaries(code: str, segments: list[str]) -> tuple[Counter[str], list[str], int]:
    """The counts of boundaries that are right, wrong and missed, a line for each error, and the length of the text."""
    text, starts, counted = join_segments(code, segments)
    found = set(find_language(code).split(text)) - {0}
    wrong, missed = found - starts, counted - found
    errors = []
    count = Counter(right=len(counted & found), wrong=len(wrong), missed=len(missed))
    for offset in sorted(wrong | missed):
        kind = "wrong " if offset in wrong else "missed"
        errors.append(f"{kind} {text[max(offset - 50, 0) : offset]!r} | {text[offset : offset + 40]!r}")
    return count + measure_windows(len(text), counted, found - (starts - counted)), errors, len(text)


def measure_windows(length: int, counted: set[int], found: set[int]) -> Counter[str]:
    """Pk and WindowDiff of a text, in millionths and weighted by its length."""
    gold, ours = ("".join("1" if place in places else "0" for place in range(length)) for places in (counted, found))
    window = max(round(length / (2 * max(len(counted), 1))), 2)
    if length <= window:
        return Counter()
    rates = {"pk": pk(gold, ours, window), "windowdiff": windowdiff(gold, ours, window)}
    return Counter({name: round(rate * length * 1e6) for name, rate in rates.items()} | {"length": length})


def report(counts: dict[tuple[str, str], Counter[str]]) -> None:
    """Print the counts and F1 of each file and language."""
    for (name, code), count in counts.items():
        right, wrong, missed = count["right"], count["wrong"], count["missed"]
        f1 = 2 * right / max(2 * right + wrong + missed, 1)
        windows = "  ".join(
            f"{title} {count[key] / max(count['length'], 1) / 1e6:.4f}"
            for title, key in (("Pk", "pk"), ("WindowDiff", "windowdiff"))
        )
        print(f"{name:45} {code}  right {right:6}  wrong {wrong:5}  missed {missed:5}  F1 {f1:.3f}  {windows}")


def main() -> None:
    """Compare the boundaries in each file, and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N boundaries that are wrong or missed")
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    if not options.files or not all(path.exists() for path in options.files):
        print("skipped: no data; name files with sentences split by hand")
        return
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    seconds, size, shown = 0.0, 0, options.show
    for path in options.files:
        for code, segments in read_texts(path):
            started = time.perf_counter()
            set(find_language(code).split(join_segments(code, segments)[0]))
            seconds += time.perf_counter() - started
            count, errors, length = compare_boundaries(code, segments)
            counts[path.name, code].update(count)
            size += length
            print(*errors[:shown], sep="\n", end="\n" if errors[:shown] else "")
            shown -= len(errors[:shown])
    report(counts)
    print(f"{size / 1e6 / seconds:.1f} million characters a second")


if __name__ == "__main__":
    main()
