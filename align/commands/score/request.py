"""What a person asks to have scored."""

from dataclasses import dataclass

from align.config.settings import Request

BLOCKS = ("references", "findings", "estimate", "terminology")
"""The blocks of a report, each of which answers a question of its own."""


@dataclass(frozen=True, slots=True)
class ScoreRequest:
    """The translations to score, and what they are compared with: files or folders with a file for each of them.

    `against` are other translations. `blocks` are those to work out. `tolerance` is the penalty for 1,000 words that is
    still accepted (None: not set), `limit` the number of passages to read first (0: all; None: a fifth of the words).
    """

    texts: Request
    references: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    with_ter: bool = False
    blocks: tuple[str, ...] = BLOCKS
    tolerance: float | None = None
    limit: int | None = None

    @property
    def name(self) -> str:
        """Return what the translations are called in a report."""
        return ", ".join(self.texts.paths)
