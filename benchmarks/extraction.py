"""How many of the first term candidates are in a list of terms, and how long extraction takes.

    python benchmarks/extraction.py SEGMENTS.jsonl TERMS.jsonl [--show N] [--min-count N]

Each line of both files is an object with `zh` and `en`: a segment and its translation, a term and its rendering. A
candidate counts as found where the list has its source with a target that equals its own up to inflection, case,
hyphens and articles. Lists of terms are never complete: what is not in them may be a term all the same.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from glossary.extract import TermPair, TextPair, extract
from glossary.lang import en

_DEPTHS = (50, 100, 200, 500)


def rows(path: str) -> list[tuple[str, str]]:
    """Return the Chinese and the English text of each line."""
    with Path(path).open(encoding="utf-8") as file:
        return [(value["zh"], value["en"]) for value in map(json.loads, file)]


def is_listed(one: TermPair, terms: set[tuple[str, str]]) -> bool:
    """Whether the list has a candidate."""
    return (one.source, en.find_lexeme(one.target.replace("-", " "))) in terms


def main() -> None:
    """Extract, and print the share of the first candidates that are listed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("segments")
    parser.add_argument("terms")
    parser.add_argument("--show", type=int, default=0, help="print the first N candidates, '-' before what is unlisted")
    parser.add_argument("--min-count", type=int)
    asked = parser.parse_args()
    for path in (asked.segments, asked.terms):
        if not Path(path).is_file():
            print(f"skipped: {path} is missing")
            return
    pairs = [TextPair(source, target) for source, target in rows(asked.segments)]
    began = time.process_time()
    found = extract(pairs, asked.min_count)
    took = time.process_time() - began
    terms = {
        ("".join(source.split()), en.find_lexeme(target.replace("-", " "))) for source, target in rows(asked.terms)
    }
    listed = [is_listed(one, terms) for one in found]
    print(f"{len(pairs)} segments, {len(found)} candidates, {took:.1f} s of CPU")
    for depth in _DEPTHS:
        print(f"first {depth}: {sum(listed[:depth]) / depth:.3f} listed")
    for rank, (one, known) in enumerate(zip(found[: asked.show], listed, strict=False), 1):
        print(f"{rank:4} {' ' if known else '-'} {one.score:.2f} {one.count:4}  {one.source} | {one.target}")


if __name__ == "__main__":
    main()
