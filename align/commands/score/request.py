"""What a person asks to have scored."""

from dataclasses import dataclass

from align.config.settings import Request

BLOCKS = ("references", "findings", "estimate", "terminology")
"""The blocks of a report, each of which answers a question of its own."""


@dataclass(frozen=True, slots=True)
class ScoreRequest:
    """The translations to score, and what they are compared with: files or folders with a file for each of them.

    `segmented`: each line is a segment, in all files alike. `blocks` are those to work out. `tolerance` is the penalty
    for 1,000 words that is still accepted, `passing` the least score that passes (None: not set). `read` is the share
    of the words that there is time to read, `top` the number of passages (both None: a fifth of the words).
    """

    texts: Request
    references: tuple[str, ...] = ()
    baselines: tuple[str, ...] = ()
    segmented: bool = False
    with_ter: bool = False
    blocks: tuple[str, ...] = BLOCKS
    tolerance: float | None = None
    passing: float | None = None
    read: float | None = None
    top: int | None = None

    @property
    def name(self) -> str:
        """Return what the translations are called in a report."""
        return ", ".join(self.texts.paths)
