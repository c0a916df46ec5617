"""How often each rule speaks up on given texts and, where people have marked the errors, how often they agree.

    python benchmarks/alarms.py DATA.jsonl... [--rule NAME]... [--show N] [--alone] [--min-severity warning]
        [--half 0|1] [--system PATTERN]

A record holds `tgt` or `target`, and may hold `id`, `src` or `source`, `doc`, `system` (records that share both are
one document, records without `doc` each their own) and `labels`, a list of `{"category", "span": [start, end]}` in
code points of the target; text that marking wrote twice is written once (`annotations.py`). Any other file is read as
plain text. An alarm agrees with people when it overlaps a label.

`--half` takes only the records whose `doc` has an even (0) or odd (1) MD5 digest: rules are tuned on half 0. `--system`
takes only those whose `system` the pattern finds. Rules that are off by default run only when named.
"""

import argparse
import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotations import undo_doubling

from align.linter.context import Context
from align.linter.registry import all_rules
from align.linter.rule import Rule
from align.linter.scanner import check_document
from align.model import Bitext, Document, Finding, Severity
from align.readers import ReadOptions, read

Record = dict[str, Any]


@dataclass
class Tally:
    """What one rule said: counts by severity, segments, agreement with labels, samples."""

    severities: Counter[Severity] = field(default_factory=Counter)
    segments: set[str] = field(default_factory=set)
    agreed_segments: set[str] = field(default_factory=set)
    judged: int = 0
    agreed: int = 0
    categories: Counter[str] = field(default_factory=Counter)
    samples: list[str] = field(default_factory=list)


@dataclass
class Text:
    """A document to check; where it is made of records, its bitext, and the records by their ids."""

    document: Document
    bitext: Bitext | None = None
    records: dict[str, Record] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The document and, where it is made of records, their system."""
        record = next(iter(self.records.values()), {})
        return f"{self.document.path}:{record.get('system')}:{record.get('doc')}"

    def find_major(self) -> set[str]:
        """The names of the segments in which people marked a major error."""
        found = (name for name, record in self.records.items() if any(map(is_major, record.get("labels") or ())))
        return {f"{self.name}:{name}" for name in found}


def load(path: Path, *, alone: bool, half: int | None = None, system: str = "") -> Iterator[Text]:
    """The documents of a file; `alone` makes every record a document of its own."""
    data = path.read_bytes()
    if path.suffix != ".jsonl":
        for document in read(f"{path}.txt", data, ReadOptions()):
            assert isinstance(document, Document)
            yield Text(document)
        return
    groups: dict[object, list[Record]] = defaultdict(list)
    for number, line in enumerate(data.decode().split("\n"), 1):
        if line.strip():
            record = undo_doubling({"id": str(number), **json.loads(line)})
            if half not in (None, find_half(record)) or not re.search(system, str(record.get("system"))):
                continue
            shared = record.get("doc") and not alone
            groups[(record["doc"], record.get("system")) if shared else number].append(record)
    for records in groups.values():
        yield join(str(path), records)


def find_half(record: Record) -> int:
    """The half of the data that a record belongs to, told by its document."""
    return int(hashlib.md5(str(record.get("doc")).encode(), usedforsecurity=False).hexdigest(), 16) % 2


def join(path: str, records: list[Record]) -> Text:
    """One document of several records, each a unit on its own line."""
    data = "\n".join(json.dumps({**pair_of(record), "doc": "1"}) for record in records).encode()
    (bitext,) = read(path, data, ReadOptions())
    assert isinstance(bitext, Bitext)
    return Text(bitext.target, bitext, {str(record["id"]): record for record in records})


def pair_of(record: Record) -> Record:
    """A record as the reader of pairs takes it."""
    source = record.get("src") or record.get("source") or ""
    return {"id": str(record["id"]), "source": source, "target": record["tgt" if "tgt" in record else "target"]}


def count(text: Text, rules: list[Rule], least: Severity, tallies: dict[str, Tally]) -> None:
    """Add what the rules say of one text to their tallies."""
    context = Context(bitext=text.bitext, alignment=text.bitext.alignment if text.bitext else None)
    for finding in check_document(text.document, rules, context):
        if finding.severity >= least:
            note(text, finding, tallies[finding.rule])


def note(text: Text, finding: Finding, tally: Tally) -> None:
    """Add one finding to the tally of its rule."""
    document, (start, end) = text.document, finding.span
    frame, where = document.offsets.frame(start), document.offsets.locate(start).segment
    name = f"{text.name}:{where or frame.start}"
    tally.severities[finding.severity] += 1
    tally.segments.add(name)
    labels = text.records[where].get("labels") if where in text.records else None
    verdict = "?"
    if labels is not None:
        agreed = [label["category"] for label in labels if overlaps(label, start - frame.start, end - frame.start)]
        tally.judged += 1
        tally.agreed += bool(agreed)
        if agreed:
            tally.agreed_segments.add(name)
        tally.categories.update(set(agreed))
        verdict = "+" if agreed else "-"
    left, right = document.text[max(frame.start, start - 60) : start], document.text[end : min(frame.end, end + 60)]
    tally.samples.append(f"{verdict} {finding.severity} {left}⟦{document.text[start:end]}⟧{right}".replace("\n", " "))


def is_major(label: Record) -> bool:
    """Whether a label is of a major or critical error."""
    return str(label.get("severity")).lower() in ("major", "critical")


def overlaps(label: Record, start: int, end: int) -> bool:
    """Whether a label's span and the alarm's share a character; a label without a span never does."""
    first, last = label.get("span") or (end, end)
    return bool(first < end and start < max(last, first + 1))


def print_table(tallies: dict[str, Tally], words: int, segments: int, labelled: bool, major: set[str]) -> None:
    """One line a rule, then how many segments have an alarm, and how many of those with a major error a right one."""
    print(f"{'rule':28}{'error':>7}{'warn':>7}{'info':>7}{'/1000 words':>13}{'precision':>11}  overlapped labels")
    for name, tally in sorted(tallies.items()):
        counts = [tally.severities[severity] for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)]
        rate = 1000 * sum(counts) / max(words, 1)
        precision = f"{tally.agreed / tally.judged:.3f}" if labelled and tally.judged else "-"
        listed = sorted(tally.categories.items(), key=lambda item: (-item[1], item[0]))
        often = ", ".join(f"{category} {number}" for category, number in listed[:3])
        print(f"{name:28}{''.join(f'{number:7}' for number in counts)}{rate:13.4f}{precision:>11}  {often}")
    hit = {segment for tally in tallies.values() for segment in tally.segments}
    print(f"{len(hit)} of {segments} segments ({len(hit) / max(segments, 1):.2%}), {words} words")
    if major:
        right = major & {segment for tally in tallies.values() for segment in tally.agreed_segments}
        print(f"{len(right)} of {len(major)} segments with a major error ({len(right) / len(major):.2%}) on a label")


def main() -> int:
    """Run the rules over each file and print its table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--rule", action="append", help="only these rules")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print up to N alarms of each rule")
    parser.add_argument("--alone", action="store_true", help="make each record a document of its own")
    parser.add_argument("--min-severity", default="info", choices=[str(severity) for severity in Severity])
    parser.add_argument("--half", type=int, choices=(0, 1), help="only documents of one half")
    parser.add_argument("--system", default="", metavar="PATTERN", help="only records of these systems")
    options = parser.parse_args()
    named = options.rule or [rule.name for rule in all_rules().values() if rule.is_on()]
    rules = [rule for rule in all_rules().values() if rule.name in named]
    for path in options.paths:
        if not path.exists():
            print(f"{path}: skipped, no such file", file=sys.stderr)
            continue
        report(path, rules, options)
    return 0


def report(path: Path, rules: list[Rule], options: argparse.Namespace) -> None:
    """Print the table of one file, and samples if asked for."""
    tallies = {rule.name: Tally() for rule in rules}
    words = segments = 0
    labelled = False
    major: set[str] = set()
    for text in load(path, alone=options.alone, half=options.half, system=options.system):
        count(text, rules, Severity[options.min_severity.upper()], tallies)
        words += len(text.document.text.split())
        major |= text.find_major()
        segments += len(text.records) or len(text.document.blocks)
        labelled = labelled or any(record.get("labels") for record in text.records.values())
    print(f"== {path}")
    print_table(tallies, words, segments, labelled, major)
    for name, tally in tallies.items():
        for sample in tally.samples[: options.show]:
            print(f"{name}: {sample}")


if __name__ == "__main__":
    sys.exit(main())
