"""How right the word alignment is, on sentences aligned by hand: AER, precision, recall, and the time it takes.

    python benchmarks/word_alignment.py GOLD.jsonl [--apart]

A record holds `zh_tok`, `en_tok` and `align`: links as `zh-en`, possible ones as `zh-en-P`. The alignment error rate is
that of Och and Ney (2003): 1 - (|A and S| + |A and P|) / (|A| + |S|); precision is against the possible links, recall
against the sure ones.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable
from pathlib import Path

from nltk.translate.metrics import alignment_error_rate

from glossary.word_alignment import Link, align_words


def main() -> None:
    """Print one line of figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--apart", action="store_true", help="each sentence by itself: nothing recurs")
    options = parser.parse_args()
    if not options.gold.is_file():
        print(f"skipped: {options.gold} is missing")
        return
    records = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines()]
    pairs = [(record["zh_tok"], record["en_tok"]) for record in records]
    start = time.process_time()
    found = [next(align_words([pair])) for pair in pairs] if options.apart else list(align_words(pairs))
    seconds = time.process_time() - start
    sure, possible = zip(*(links_of(record["align"]) for record in records), strict=True)
    print(f"{report([set(links) for links in found], sure, possible)}, {len(pairs)} sentences, {seconds:.1f} s")


def links_of(text: str) -> tuple[set[Link], set[Link]]:
    """The sure links of a record, and the possible ones, which the sure ones are among."""
    parts = [link.split("-") for link in text.split()]
    possible = {(int(source), int(target)) for source, target, *_ in parts}
    return {(int(part[0]), int(part[1])) for part in parts if len(part) == 2}, possible


def report(found: list[set[Link]], sure: tuple[set[Link], ...], possible: tuple[set[Link], ...]) -> str:
    """AER, precision and recall of all links together."""
    links, wanted, allowed = (number_links(sides) for sides in (found, sure, possible))
    rate = alignment_error_rate(wanted, links, allowed)
    precision, recall = len(links & allowed) / len(links), len(links & wanted) / len(wanted)
    return f"AER {rate:.3f}, precision {precision:.3f}, recall {recall:.3f}, {len(links)} links"


def number_links(sentences: Iterable[set[Link]]) -> set[tuple[int, Link]]:
    """The links of all sentences, each with the number of its sentence."""
    return {(number, link) for number, links in enumerate(sentences) for link in links}


if __name__ == "__main__":
    main()
