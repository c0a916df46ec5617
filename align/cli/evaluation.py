"""`aligncheck align --reference GOLD`: scores an aligner, or alignments in files, against gold files."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from align.aligners.documents import Method
from align.cli.progress import show_progress
from align.commands.evaluate import align_gold, read_gold_files, read_tested_beads
from align.report.terminal import tail, visible, width
from align.scores.alignment import AlignmentScores, score_alignments

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
    lines = [
        " " * _NAME_WIDTH + "".join(f"  {group:^17}" for group in _GROUPS).rstrip() + "\n",
        " " * _NAME_WIDTH + "      P     R    F1" * len(_GROUPS) + "\n",
    ]
    folder = os.path.commonpath([Path(file.path).absolute().parent for file in files])
    documents = [(file.gold.beads, found) for file, found in zip(files, beads, strict=True)]
    for file, document in zip(files, documents, strict=True):
        lines.append(_render_row(os.path.relpath(file.path, folder), score_alignments([document])))
    lines.append(_render_row("total", score_alignments(documents)))
    click.echo("".join(lines), nl=False)


def _render_row(name: str, scores: AlignmentScores) -> str:
    short = tail(visible(name), _NAME_WIDTH)
    groups = (scores.strict, scores.lax, scores.strict_with_deletions)
    figures = "".join(f"  {one.precision:5.3f} {one.recall:5.3f} {one.f1:5.3f}" for one in groups)
    return f"{short}{' ' * (_NAME_WIDTH - width(short))}{figures}\n"
