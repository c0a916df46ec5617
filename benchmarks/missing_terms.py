"""On what share of term hits a rule for missing terms would speak up, on translations by people.

    python benchmarks/missing_terms.py SEGMENTS.jsonl TERMS.jsonl [--show N] [--source zh]

Segments hold `id` ("hkma2015-0-4": the year is in it), a source and `en`; terms hold `year`, the source and `en`, and
count for the segments of their year. All renderings of a source term in that year are admitted. Terms without one in
the translation are not always faults: machine and people made the terms. `exact` looks for the term and its
renderings as they are written, the longest term at a place.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from glossary.matching.missing_terms import find_evidence
from glossary.matching.term_matcher import Matcher, Occurrence
from glossary.model import Concept, Glossary, Term

Record = dict[str, Any]


def main() -> None:
    """Print the shares, and alarms evenly taken."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("segments", type=Path)
    parser.add_argument("terms", type=Path)
    parser.add_argument("--show", type=int, default=0, metavar="N")
    parser.add_argument("--source", default="zh", choices=("zh", "zh_hant"))
    options = parser.parse_args()
    segments, terms = records(options.segments), records(options.terms)
    years = sorted({year(segment) for segment in segments})
    counts, exact, alarms = Counter[str](), [0, 0], list[tuple[Record, Occurrence]]()
    for one in years:
        rows = [row for row in terms if row["year"] == one]
        asked = [segment for segment in segments if year(segment) == one]
        ours(asked, rows, options.source, counts, alarms)
        plain(asked, rows, options.source, exact)
    hits = sum(counts.values())
    print(f"exact: {exact[1]} of {exact[0]} hits without a rendering ({exact[1] / exact[0]:.1%})")
    print(f"missing: {counts['none']} of {hits} hits ({counts['none'] / hits:.1%})")
    print("evidence:", ", ".join(f"{name} {number}" for name, number in counts.most_common()))
    for segment, found in alarms[:: max(1, len(alarms) // options.show)] if options.show else ():
        renderings = " | ".join(term.text for term in found.concept.renderings("en"))
        around = segment[options.source][max(0, found.start - 25) : found.end + 25]
        print(f"--- {found.term.text} = {renderings}\n{around}\n{segment['en'][:700]}")


def records(path: Path) -> list[Record]:
    """The records of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def year(segment: Record) -> int:
    """The year in the id of a segment."""
    return int(re.findall(r"\d{4}", segment["id"])[0])


def concepts(rows: list[Record], source: str) -> Glossary:
    """A concept for each source term, with all its renderings."""
    renderings: dict[str, dict[str, None]] = {}
    for row in rows:
        renderings.setdefault(row["zh" if source == "zh" else source], {})[row["en"]] = None
    return Glossary(
        tuple(
            Concept(text, (Term(text, "zh"), *(Term(rendering, "en") for rendering in found)))
            for text, found in renderings.items()
        )
    )


def ours(
    segments: list[Record],
    rows: list[Record],
    source: str,
    counts: Counter[str],
    alarms: list[tuple[Record, Occurrence]],
) -> None:
    """Count the evidence for the hits of a year, and keep those without."""
    matcher = Matcher([concepts(rows, source)])
    found = [frozenset(id(one.concept) for one in matcher.find_all(segment["en"], "en")) for segment in segments]
    for place, segment in enumerate(segments):
        nearby = frozenset[int]().union(*found[max(0, place - 1) : place], *found[place + 1 : place + 2])
        for one in matcher.find(segment[source], "zh"):
            said = find_evidence(one, segment["en"], found[place], nearby, "en")
            counts[said or "none"] += 1
            if said is None:
                alarms.append((segment, one))


def plain(segments: list[Record], rows: list[Record], source: str, counts: list[int]) -> None:
    """The same with exact matching."""
    renderings: dict[str, list[str]] = {}
    for row in rows:
        renderings.setdefault(row["zh" if source == "zh" else source], []).append(row["en"])
    search = re.compile("|".join(map(re.escape, sorted(renderings, key=len, reverse=True))))
    for segment in segments:
        for hit in search.findall(segment[source]):
            counts[0] += 1
            counts[1] += not any(text in segment["en"] for text in renderings[hit])


if __name__ == "__main__":
    main()
