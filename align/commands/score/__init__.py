"""A run of `score`: what references, findings and terms say of a translation."""

from align.commands.score.gates import Gates, judge
from align.commands.score.request import BLOCKS, ScoreRequest
from align.commands.score.run import score_files

__all__ = ["BLOCKS", "Gates", "ScoreRequest", "judge", "score_files"]
