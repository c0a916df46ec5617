"""How surely text left in the source script is found, and how seldom text given on purpose is taken for it.

    python benchmarks/residue.py [--lines FILE] [--intended FOLDER] [--clean FILE] [--words FILE] [--show N]
        [--plant FOLDER [--count N] [--seed N]]

`--lines`: machine translations with source script in them (JSON lines of `src`, `tgt`); each must have a finding,
nearly all at warning or above. `--intended`: published translations (.md) whose source script is nearly all intended;
few of its runs may lie in a finding at warning or above. `--clean`: human translations. `--words`: a word put back
where its English stood (`left`, `w`, `right`). Lines are checked with and without their source, words with and without
the space before them. `--plant`: a folder of texts with their sources; in `--count` (200) of their sentences a word of
the source is written between two English words, with a space before it in every second one.
"""

import argparse
import contextlib
import json
import random
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from align.commands.check import check_files
from align.config.settings import Request
from align.inputs.tasks import Task, plan_tasks
from align.lang.east_asian import find_runs
from align.linter.context import Context
from align.linter.registry import all_rules
from align.linter.scanner import check_document
from align.model import Bitext, Document, Finding, Severity, Span
from align.readers import ReadOptions, read
from glossary.lang import zh

PROSE = re.compile(r"[ -]{0,4}(?:[A-Za-z][A-Za-z'-]*,? ){7,}[^`<>\[\]|{}$=\\*/_]*")
HAN = re.compile(r"[\u4e00-\u9fff]{2,4}")
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


def list_sentences(text: str) -> Iterator[int]:
    """Yield the index of each line of prose without markup, of eight English words or more."""
    fenced = False
    for index, line in enumerate(text.split("\n")):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        if not fenced and PROSE.fullmatch(line):
            yield index


def plant(task: Task, root: Path, indices: list[int], chance: random.Random) -> list[tuple[str, int, str]]:
    """Write a word of the source into lines of a copy of a translation; give its path, line and word for each."""
    path = root / task.path
    lines = path.read_bytes().decode("utf-8-sig").split("\n")
    words = [word for word in zh.segment(Path(root / task.source).read_text("utf-8")) if HAN.fullmatch(word)]
    planted: list[tuple[str, int, str]] = []
    for index in sorted(indices):
        gaps = [match.end() for match in re.finditer(r"(?<=[a-z])(?= [a-z])", lines[index])]
        gap, word = chance.choice(gaps), chance.choice(words)
        lines[index] = lines[index][:gap] + " " * (len(planted) % 2) + word + lines[index][gap:]
        planted.append((task.path, index + 1, word))
    path.write_bytes("\n".join(lines).encode())
    return planted


def check_planted(folder: Path, count: int, seed: int, samples: int) -> None:
    """Words of the sources planted in translations, each with the gravest finding that touches it; and other alarms."""
    chance = random.Random(seed)
    with TemporaryDirectory() as name, contextlib.chdir(name):
        shutil.copytree(folder, "texts")
        request = Request(paths=("texts",), select=NAMES, config="none", use_cache=False)
        tasks = {task.path: task for task in plan_tasks(request) if isinstance(task, Task) and task.source}
        places = [
            (path, index) for path in tasks for index in list_sentences(Path(path).read_text("utf-8", errors="replace"))
        ]
        chosen = chance.sample(sorted(places), min(count, len(places)))
        planted = [
            one
            for path in sorted({path for path, _ in chosen})
            for one in plant(tasks[path], Path(), [index for at, index in chosen if at == path], chance)
        ]
        found = check_files(request).report.diagnostics
    counts: Counter[Severity | None] = Counter()
    for path, line, word in planted:
        here = [one.finding for one in found if (one.path, one.start.line) == (path, line) and word in one.text]
        counts[gravest(here)] += 1
        if samples > 0 and (gravest(here) or 0) < Severity.WARNING:
            samples -= 1
            print(f"    {gravest(here) or 'none'}: {path}:{line} {word}")
    show(f"words planted in sentences of {len({path for path, _, _ in planted})} texts, seed {seed}", counts)


def main() -> None:
    """Measure what was asked for; say what is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("lines", "intended", "clean", "words"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--plant", type=Path, metavar="FOLDER")
    parser.add_argument("--count", type=int, default=200, metavar="N", help="sentences to plant a word in")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print up to N samples of each kind")
    given = parser.parse_args()
    for path in (given.lines, given.clean, given.intended, given.words, given.plant):
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
    if given.plant and given.plant.exists():
        check_planted(given.plant.absolute(), given.count, given.seed, given.show)


if __name__ == "__main__":
    main()
