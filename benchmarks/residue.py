"""How surely text left in the source script is found, and how seldom text given on purpose is taken for it.

    python benchmarks/residue.py [--lines FILE] [--intended FOLDER] [--clean FILE] [--words FILE] [--show N]

`--lines`: machine translations with source script in them (JSON lines of `src`, `tgt`); each must have a finding,
nearly all at warning or above. `--intended`: published translations (.md) whose source script is nearly all intended;
few of its runs may lie in a finding at warning or above. `--clean`: human translations. `--words`: a word put back
where its English stood (`left`, `w`, `right`). Lines are checked with and without their source, words with and without
the space before them.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from align.lang.east_asian import find_runs
from align.linter.context import Context
from align.linter.registry import all_rules
from align.linter.scanner import check_document
from align.model import Bitext, Document, Finding, Severity, Span
from align.readers import ReadOptions, read

NAMES = ("residual-source", "untranslated-segment", "untranslated-document", "mojibake")
RULES = [rule for name, rule in all_rules().items() if name in NAMES]


def check_pair(target: str, source: str) -> list[Finding]:
    """What the rules say of one target, as a bitext of its own."""
    (bitext,) = read("pair.jsonl", json.dumps({"source": source, "target": target}).encode(), ReadOptions())
    assert isinstance(bitext, Bitext)
    return check_document(bitext.target, RULES, Context(bitext=bitext))


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def gravest(findings: list[Finding]) -> Severity | None:
    """The highest severity among findings."""
    return max((finding.severity for finding in findings), default=None)


def show(label: str, counts: Counter[Severity | None]) -> None:
    """Print how many there were of each severity, and the share at warning or above."""
    total = sum(counts.values())
    grave = counts[Severity.WARNING] + counts[Severity.ERROR]
    named = ", ".join(f"{severity or 'none'} {count}" for severity, count in counts.most_common())
    print(f"{label}: {grave} of {total} at warning or above ({grave / max(total, 1):.2%}): {named}")


def check_lines(path: Path, label: str, samples: int) -> None:
    """Targets that hold source script, and those that do not, each with its gravest finding."""
    for known in (False, True):
        foreign: Counter[Severity | None] = Counter()
        plain: Counter[Severity | None] = Counter()
        for record in records(path):
            found = gravest(check_pair(record["tgt"], record["src"] if known else ""))
            counts = foreign if any(find_runs(record["tgt"])) else plain
            counts[found] += 1
            missed = counts is foreign and (found or 0) < Severity.WARNING
            if samples > 0 and (missed or (counts is plain and found)):
                samples -= 1
                print(f"    {found or 'none'}: {record['tgt'][:160]}")
        where = f"{label}, source {'known' if known else 'unknown'}"
        show(f"{where}, lines with source script", foreign)
        show(f"{where}, other lines", plain)


def check_intended(folder: Path, samples: int) -> None:
    """Runs of source script in published translations, each with the gravest finding that touches it."""
    counts: Counter[Severity | None] = Counter()
    for path in sorted(folder.glob("*.md")):
        (document,) = read(str(path), path.read_bytes(), ReadOptions())
        assert isinstance(document, Document)
        found = check_document(document, RULES)
        for start, end in find_runs(document.prose):
            severity = gravest([one for one in found if one.span.start < end and start < one.span.end])
            counts[severity] += 1
            if samples > 0 and (severity or 0) >= Severity.WARNING:
                samples -= 1
                print(f"    {severity}: {document.prose[max(start - 60, 0) : end + 30]!r}")
    show("intended runs", counts)


def check_words(path: Path) -> None:
    """A word put back where its English stood, with and without the space before it."""
    for glued in (False, True):
        counts: Counter[Severity | None] = Counter()
        for record in records(path):
            left = record["left"].rstrip() if glued else record["left"]
            span = Span(len(left), len(left) + len(record["w"]))
            found = check_pair(left + record["w"] + record["right"], "")
            counts[gravest([one for one in found if one.span == span])] += 1
        show(f"words put back{', glued' if glued else ''}, marked exactly", counts)


def main() -> None:
    """Measure what was asked for; say what is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("lines", "intended", "clean", "words"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print up to N samples of each kind")
    given = parser.parse_args()
    for path in (given.lines, given.clean, given.intended, given.words):
        if path and not path.exists():
            print(f"skipped: {path} is missing")
    if given.lines and given.lines.exists():
        check_lines(given.lines, "machine", given.show)
    if given.clean and given.clean.exists():
        check_lines(given.clean, "human", given.show)
    if given.intended and given.intended.exists():
        check_intended(given.intended, given.show)
    if given.words and given.words.exists():
        check_words(given.words)


if __name__ == "__main__":
    main()
