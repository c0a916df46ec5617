"""What a glossary format is: a module with `load`, `dump` and `losses`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple, Protocol

from glossary.errors import AligncheckError
from glossary.model import Glossary


class Languages(NamedTuple):
    """The languages of a glossary of pairs, where its file does not say."""

    source: str = "zh"
    target: str = "en"


class FormatError(AligncheckError):
    """A file that is not what its format says: what is wrong and what to do, and the line (from 1) where known."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


class Format(Protocol):
    """The functions of a format's module."""

    def load(self, stream: BinaryIO, languages: Languages) -> Glossary:
        """Read a glossary. Raises FormatError."""

    def dump(self, glossary: Glossary, languages: Languages) -> Iterator[bytes]:
        """The bytes of a file, piece by piece."""

    def losses(self, glossary: Glossary, languages: Languages) -> Sequence[str]:
        """What of this glossary the format cannot hold, one line a kind of loss with how many it concerns."""
