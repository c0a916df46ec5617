"""The block of findings: what `check` finds in the translation and in those that it is compared with, weighed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from align.commands.check import check_file
from align.commands.results import Result
from align.config.glossaries import Glossaries
from align.inputs.fixed_pairs import read_fixed_pairs
from align.inputs.tasks import Task
from align.model import Finding
from align.model.scores import FindingsBlock, FindingScores
from align.scores.translation.penalties import WEIGHTS, score_findings, weigh


@dataclass
class Tally:
    """The findings in one translation of the texts, each with its penalty, and the number of words."""

    weighed: list[tuple[Finding, float]] = field(default_factory=list)
    words: int = 0
    unlisted: int = 0

    def add(self, result: Result, weights: Mapping[str, float]) -> None:
        """Add what was found in one text."""
        self.weighed += ((entry.finding, weigh(entry.finding, weights)) for entry in result.diagnostics)
        self.words += result.words
        self.unlisted += result.unlisted

    def score(self, name: str, tolerance: float | None) -> FindingScores:
        """Score them all together."""
        scores = score_findings(name, self.weighed, self.words, tolerance)
        return replace(scores, unlisted=self.unlisted)


def choose_weights(task: Task) -> dict[str, float]:
    """Return the weights that hold for a translation: the default ones, and what the configuration sets."""
    return WEIGHTS | dict(task.settings.weights)


def check_other(path: str, task: Task, glossaries: Glossaries) -> Result:
    """Check another translation as the translation itself: next to the same source, by the same rules."""
    return check_file(replace(task, path=path, is_doubtful=False, fixed=read_fixed_pairs(path)), glossaries)


def build_block(
    names: Sequence[str],
    tallies: Sequence[Tally],
    weights: Mapping[str, float],
    tolerance: float | None,
) -> FindingsBlock:
    """Return the block for the translation, the first of the systems, and the others."""
    own, *others = (tally.score(name, tolerance) for name, tally in zip(names, tallies, strict=True))
    return FindingsBlock(own, tuple(others), dict(weights), tolerance)
