"""How often each word of the table of literal renderings has one of its wordings, and how often people agree.

    python benchmarks/literal_renderings.py --machine LABELLED.jsonl... --human REFERENCES.jsonl... [--write]

A record holds `src` and `tgt`, or `zh` (`zh_hant`) and `en`, and may hold `labels` as in `alarms.py`. Records with the
same texts count once. Prints the table with the three counts that its last columns but one hold; `--write` puts them
into `align/packs/zh_en/literal_renderings.tsv`.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from annotations import undo_doubling

from align.lang.literal_renderings import LiteralRendering, find_words, load_literal_renderings
from glossary.dictionary.script_folding import simplify

TABLE = Path(__file__).parent.parent / "align/packs/zh_en/literal_renderings.tsv"
_COUNTS = slice(5, 8)

Pairs = dict[tuple[str, str], list[tuple[int, int]]]
"""The spans that people marked in a translation, by source and translation."""


def load(paths: Sequence[Path]) -> Pairs:
    """The pairs of some files, each once."""
    pairs: Pairs = {}
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            record = undo_doubling(json.loads(line))
            source = record.get("src") or record.get("zh") or record.get("zh_hant") or ""
            spans = pairs.setdefault((source, record.get("tgt") or record.get("en") or ""), [])
            spans += [tuple(label["span"]) for label in record.get("labels") or () if label.get("span")]
    return pairs


def find_hits(pairs: Pairs) -> Iterator[tuple[LiteralRendering, bool]]:
    """Each wording that stands for its word in a pair, and whether it touches a span that people marked."""
    for (source, target), spans in pairs.items():
        for found in find_words(simplify(source)):
            match = found.entry.find_wording(target)
            named = any(name.casefold() in target.casefold() for name in found.entry.names)
            if match and not named:
                marked = any(first < match.end() and match.start() < max(last, first + 1) for first, last in spans)
                yield found.entry, marked


def count(machine: Pairs, human: Pairs) -> dict[str, tuple[int, int, int]]:
    """The three counts of each entry, by its words as the table writes them."""
    hits = list(find_hits(machine))
    everywhere, marked = Counter(entry for entry, _ in hits), Counter(entry for entry, agreed in hits if agreed)
    people = Counter(entry for entry, _ in find_hits(human))
    entries = load_literal_renderings()
    return {"/".join(one.words): (everywhere[one], marked[one], people[one]) for one in entries}


def fill(line: str, counts: dict[str, tuple[int, int, int]]) -> str:
    """A line of the table with its counts."""
    cells = line.split("\t")
    if cells[0] in counts:
        cells[_COUNTS] = map(str, counts[cells[0]])
    return "\t".join(cells)


def main() -> int:
    """Count, and print or write the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--machine", nargs="+", type=Path, required=True)
    parser.add_argument("--human", nargs="+", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help="change the table")
    options = parser.parse_args()
    counts = count(load(options.machine), load(options.human))
    lines = [fill(line, counts) for line in TABLE.read_text("utf-8").splitlines()]
    if options.write:
        TABLE.write_text("\n".join(lines) + "\n", "utf-8")
    else:
        print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
