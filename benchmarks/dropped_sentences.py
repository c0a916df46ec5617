"""How many sentences dropped from documents the rules `omission` and `addition` find, and how often they are wrong.

    python benchmarks/dropped_sentences.py FILE.jsonl... [--share 0.0333] [--seed 1] [--system NAME...] [--show N]

A record is a sentence and its translation: `src` and `tgt`, or `zh` and `en`. Records that share `doc` and `system`
are one document, a line each; where there is no `doc`, those whose `id` is the same up to its last sign. A share of the
records, chosen by chance, loses its translation (`omission`) or its source (`addition`). A finding, at warning or
above, is right where it names a record that lost a side, else false. Used by `fit_absorbed.py` and `fit_aligner.py`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from align.aligners.documents import align_documents
from align.linter.context import Context
from align.model import Alignment, Document, Finding, Severity, Span, on_one_line
from align.readers import ReadOptions, read_document
from align.rules.accuracy.addition import Addition
from align.rules.accuracy.omission import Omission

SHARE = 1 / 30
_LAST_SIGN = re.compile(r"[-:#|][^-:#|]*\Z")


@dataclass(frozen=True)
class Text:
    """A document: its name, and its lines in both languages."""

    name: str
    source: tuple[str, ...]
    target: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Trial:
    """A text that lacks the source or the target of some of its lines, aligned."""

    text: Text
    dropped: frozenset[int]
    alignment: Alignment


def read_texts(path: Path, systems: Sequence[str] = ()) -> list[Text]:
    """The documents of a file; of those of several systems only the ones named, and those of none."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in path.read_text("utf-8").splitlines():
        record = json.loads(row)
        if not systems or record.get("system", systems[0]) in systems:
            name = record.get("doc") or _LAST_SIGN.sub("", str(record.get("id", "")))
            pair = record.get("src") or record.get("zh") or "-", record.get("tgt") or record.get("en") or "-"
            groups.setdefault(f"{name} {record.get('system', '')}", []).append(pair)
    lines = {
        name: [[" ".join(side.split()) or "-" for side in pair] for pair in pairs] for name, pairs in groups.items()
    }
    return [Text(name, *map(tuple, zip(*pairs, strict=True))) for name, pairs in lines.items()]


def choose(text: Text, share: float, seed: int) -> frozenset[int]:
    """The numbers of the lines of a text that lose a side."""
    chance = random.Random(f"{seed} {text.name}")
    return frozenset(number for number in range(len(text.source)) if chance.random() < share)


def drop_targets(text: Text, dropped: frozenset[int]) -> Trial:
    """A text without the translations of some lines."""
    return Trial(text, dropped, _align(text.source, _leave_out(text.target, dropped)))


def drop_sources(text: Text, dropped: frozenset[int]) -> Trial:
    """A text without the sources of some lines."""
    return Trial(text, dropped, _align(_leave_out(text.source, dropped), text.target))


def _leave_out(lines: Sequence[str], dropped: frozenset[int]) -> list[str]:
    return [line for number, line in enumerate(lines) if number not in dropped]


def _align(source: Sequence[str], target: Sequence[str]) -> Alignment:
    first, second = (
        read_document(f"text.{code}.txt", "\n".join(lines).encode(), ReadOptions(target_language=code))
        for code, lines in (("zh", source), ("en", target))
    )
    return align_documents(first, second)


def find_lines(document: Document, span: Span) -> frozenset[int]:
    """The numbers of the lines that a stretch of a document touches."""
    first, last = (document.text.count("\n", 0, place) for place in (span.start, max(span.end - 1, span.start)))
    return frozenset(range(first, last + 1))


def find_source(document: Document, text: str) -> frozenset[int]:
    """The numbers of the first lines that hold this text."""
    for first, segment in enumerate(document.segments):
        if text.startswith(on_one_line(segment.text)):
            for last in range(first + 1, len(document.segments) + 1):
                joined = on_one_line("\n".join(one.text for one in document.segments[first:last]))
                if joined == text:
                    return find_lines(document, Span(segment.start, document.segments[last - 1].end))
                if not text.startswith(joined):
                    break
    return frozenset()


def name_omissions(trial: Trial) -> Iterator[tuple[Finding, frozenset[int]]]:
    """The findings of `omission` about whole sentences, each with the lines that it names."""
    for finding in Omission().check(trial.alignment, Context(alignment=trial.alignment)):
        if finding.severity >= Severity.WARNING:
            yield finding, find_source(trial.alignment.source, finding.source_text)


def name_additions(trial: Trial) -> Iterator[tuple[Finding, frozenset[int]]]:
    """The findings of `addition`, each with the lines that it names."""
    for finding in Addition().check(trial.alignment, Context(alignment=trial.alignment)):
        yield finding, find_lines(trial.alignment.target, Span(*finding.span))


@dataclass
class Tally:
    """Lines dropped and found, findings that were right and false, and what to show of both kinds of mistakes."""

    dropped: int = 0
    found: int = 0
    right: int = 0
    false: int = 0
    mistakes: list[str] = field(default_factory=list)

    def add(self, trial: Trial, named: Sequence[tuple[Finding, frozenset[int]]]) -> None:
        """Count the findings in a trial."""
        found = trial.dropped & frozenset[int]().union(*(lines for _, lines in named))
        wrong = [finding for finding, lines in named if lines.isdisjoint(trial.dropped)]
        self.dropped += len(trial.dropped)
        self.found += len(found)
        self.right += len(named) - len(wrong)
        self.false += len(wrong)
        self.mistakes += [f"  missed: {trial.text.source[one]}" for one in sorted(trial.dropped - found)]
        self.mistakes += [f"  false: {finding.message}" for finding in wrong]


def measure(texts: Sequence[Text], share: float, seed: int, show: int) -> None:
    """Print what is found on the complete texts, and on those that lack lines."""
    print(f"{len(texts)} documents, {sum(len(text.source) for text in texts)} lines")
    for rule, drop, name in (("omission", drop_targets, name_omissions), ("addition", drop_sources, name_additions)):
        whole, lacking = Tally(), Tally()
        for text in texts:
            chosen = choose(text, share, seed)
            for tally, dropped in ((whole, frozenset[int]()), (lacking, chosen)):
                if dropped or tally is whole:
                    trial = drop(text, dropped)
                    tally.add(trial, list(name(trial)))
        print(
            f"{rule}: recall {lacking.found / max(lacking.dropped, 1):.3f} of {lacking.dropped} dropped, precision "
            f"{lacking.right / max(lacking.right + lacking.false, 1):.3f} of {lacking.right + lacking.false} findings; "
            f"{whole.false} in the complete texts"
        )
        for mistake in (*lacking.mistakes, *whole.mistakes)[:show]:
            print(mistake)


def main() -> None:
    """Measure both rules on the documents of some files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--share", type=float, default=SHARE, help="of the lines that lose a side (default 1 in 30)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--system", nargs="+", default=[], help="only records of these systems, and of none")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print up to N that were missed or false")
    options = parser.parse_args()
    for path in options.files:
        print(f"== {path}")
        measure(read_texts(path, options.system), options.share, options.seed, options.show)


if __name__ == "__main__":
    main()
