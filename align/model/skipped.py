"""What was not checked."""

from dataclasses import dataclass

SOURCE_TEXT = "source text"
"""Why a text in the language of the sources is not checked: no translation that was checked belongs to it."""

NO_LANGUAGE = "no language in its path"
"""Why texts with keys are not checked that were seen in a folder: their path does not show which side they are."""


NO_PAIRS = "holds no pairs"
"""Why files of the suffix of pairs are not checked that were seen in a folder: their first lines show other data."""


NO_TEXT = "no text in it"
"""Why an empty file is not checked that is compared with no source: next to a source it is an error."""


REVIEWED_COPY = "reviewed copy, unchanged since it was written"
"""Why a Word document is not checked that was seen next to the one it is a copy of, with the comments on it."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not checked and why; `failed` when it should have been.

    `units`: how many of its units were not, where others were; 0 where it is the file.
    """

    path: str
    reason: str
    failed: bool = False
    units: int = 0


def is_missed(skipped: Skipped) -> bool:
    """Return whether someone who publishes what was checked should know of it: it failed, or it is an empty text."""
    return skipped.failed or skipped.reason == NO_TEXT
