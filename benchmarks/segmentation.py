"""How well the sentence splitters find the boundaries of sentences that were split by hand.

    python benchmarks/segmentation.py [--show N] FILE...

FILE is a gold alignment (`src_lang`, `tgt_lang`, `src`, `tgt`) or JSON lines of segments (`id`, `src`, `tgt`) in order
of their documents. Segments that end in a stop are joined and split again. A boundary inside a segment counts as wrong,
although a segment of a test set now and then holds two sentences: use --show to see them.
"""

import argparse
import json
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from align.lang import language

STOPPED = re.compile(r"[.!?…。！？][\"'”’)\]」』）】]*\s*\Z")


def texts(path: Path) -> Iterator[tuple[str, list[str]]]:
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


def joined(code: str, segments: list[str]) -> tuple[str, set[int], set[int]]:
    """One text, the offsets at which its segments start, and those that follow a stop."""
    text, starts, counted = "", set(), set()
    for segment in (piece.strip() for piece in segments if piece.strip()):
        stopped = bool(STOPPED.search(text))
        text += ("" if code == "zh" else " ") if stopped else "\n\n" * bool(text)
        starts.add(len(text))
        if stopped:
            counted.add(len(text))
        text += segment
    return text, starts, counted


def main() -> None:
    """Print precision, recall and F1 a file and language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N boundaries that are wrong or missed")
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    if not options.files or not all(path.exists() for path in options.files):
        print("skipped: no data; name files with sentences split by hand")
        return
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    started, size, shown = time.perf_counter(), 0, 0
    for path in options.files:
        for code, segments in texts(path):
            text, starts, counted = joined(code, segments)
            found = set(language(code).split(text)) - {0}
            wrong, missed = found - starts, counted - found
            count = counts[path.name, code]
            count[0] += len(counted & found)
            count[1] += len(wrong)
            count[2] += len(missed)
            size += len(text)
            for offset in sorted(wrong | missed):
                if shown < options.show:
                    shown += 1
                    kind = "wrong " if offset in wrong else "missed"
                    print(kind, repr(text[max(offset - 50, 0) : offset]), "|", repr(text[offset : offset + 40]))
    for (name, code), (right, wrong, missed) in counts.items():
        f1 = 2 * right / max(2 * right + wrong + missed, 1)
        print(f"{name:45} {code}  right {right:6}  wrong {wrong:5}  missed {missed:5}  F1 {f1:.3f}")
    print(f"{size / 1e6 / (time.perf_counter() - started):.1f} million characters a second")


if __name__ == "__main__":
    main()
