"""`aligncheck align --reference GOLD`: scores an aligner, or alignments in files, against gold files."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from align.aligners.documents import Method
from align.cli.progress import show_progress
from align.commands.evaluate import GoldFile, align_gold, read_gold_files, read_tested_beads
from align.report.terminal import tail, visible, width
from align.scores.alignment import AlignmentScores, BeadIndices, Score, score_alignments

_NAME_WIDTH = 20
_GROUPS = ("strict", "lax", "strict, deletions")


def print_scores(golds: Sequence[str], tested: Sequence[str], method: Method) -> None:
    """Print how well alignments agree with gold files, by file and in total.

    `golds` are files and folders, and so are `tested`, the alignments to score; where there are none, those are scored
    that `method` makes. Raises FileError, MissingPathError and EncoderUnavailableError.
    """
    files = read_gold_files(golds)
    if tested:
        beads = list(read_tested_beads(files, tested))
    else:
        shown = show_progress(files, lambda file: len(file.gold.source) + len(file.gold.target), lambda file: file.path)
        beads = [align_gold(file.gold, method) for file in shown]
    click.echo("".join(_render_table(files, beads)), nl=False)


def _render_table(golds: Sequence[GoldFile], beads: Sequence[tuple[BeadIndices, ...]]) -> Iterator[str]:
    yield " " * _NAME_WIDTH + "".join(f"  {group:^17}" for group in _GROUPS).rstrip() + "\n"
    yield " " * _NAME_WIDTH + "      P     R    F1" * len(_GROUPS) + "\n"
    folder = os.path.commonpath([Path(file.path).absolute().parent for file in golds])
    documents = [(file.gold.beads, found) for file, found in zip(golds, beads, strict=True)]
    for file, document in zip(golds, documents, strict=True):
        yield _render_row(os.path.relpath(file.path, folder), score_alignments([document]))
    yield _render_row("total", score_alignments(documents))


def _render_row(name: str, scores: AlignmentScores) -> str:
    short = tail(visible(name), _NAME_WIDTH)
    groups = (scores.strict, scores.lax, scores.strict_with_deletions)
    return short + " " * (_NAME_WIDTH - width(short)) + "".join(map(_render_score, groups)) + "\n"


def _render_score(score: Score) -> str:
    return f"  {score.precision:5.3f} {score.recall:5.3f} {score.f1:5.3f}"
