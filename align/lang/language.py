"""What one language's file says of it."""

from dataclasses import dataclass

from align.model import Splitter


@dataclass(frozen=True)
class Language:
    """Facts of a language.

    `code` is its BCP 47 primary subtag; `letters` the body of a regular-expression class of the letters it is written
    with; `split` finds the sentence starts in a block of text.
    """

    code: str
    letters: str
    split: Splitter
