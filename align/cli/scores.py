"""`aligncheck align --evaluate GOLD...`: a table of scores."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from align.aligners.documents import Method
from align.cli.progress import progress
from align.commands.evaluate import GoldFile, machine_beads, read_gold_files, tested_beads
from align.report.terminal import tail, visible, width
from align.scores.alignment import AlignmentScores, BeadIndices, Score, score_alignments

_NAME = 20
_GROUPS = ("strict", "lax", "strict, deletions")


def evaluate(paths: Sequence[str], tested: Sequence[str], method: Method) -> None:
    """Print the scores of the alignments named, else of those that the aligner makes, by file and in total.

    Raises FileError, MissingPathError and EncoderUnavailableError.
    """
    golds = read_gold_files(paths)
    if tested:
        beads = list(tested_beads(golds, tested))
    else:
        shown = progress(golds, lambda file: len(file.gold.source) + len(file.gold.target), lambda file: file.path)
        beads = [machine_beads(file.gold, method) for file in shown]
    click.echo("".join(_table(golds, beads)), nl=False)


def _table(golds: Sequence[GoldFile], beads: Sequence[tuple[BeadIndices, ...]]) -> Iterator[str]:
    yield " " * _NAME + "".join(f"  {group:^17}" for group in _GROUPS).rstrip() + "\n"
    yield " " * _NAME + "      P     R    F1" * len(_GROUPS) + "\n"
    folder = os.path.commonpath([Path(file.path).absolute().parent for file in golds])
    documents = [(file.gold.beads, found) for file, found in zip(golds, beads, strict=True)]
    for file, document in zip(golds, documents, strict=True):
        yield _row(os.path.relpath(file.path, folder), score_alignments([document]))
    yield _row("total", score_alignments(documents))


def _row(name: str, scores: AlignmentScores) -> str:
    short = tail(visible(name), _NAME)
    groups = (scores.strict, scores.lax, scores.strict_with_deletions)
    return short + " " * (_NAME - width(short)) + "".join(map(_cells, groups)) + "\n"


def _cells(score: Score) -> str:
    return f"  {score.precision:5.3f} {score.recall:5.3f} {score.f1:5.3f}"
