"""What a glossary format is: a module with `load`, `dump` and `find_losses`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple, Protocol

from glossary.errors import LineError
from glossary.model import Glossary


class Languages(NamedTuple):
    """The source and the target language of a glossary, as BCP 47 codes, where its file does not name them."""

    source: str = "zh"
    target: str = "en"


DEFAULT_LANGUAGES = Languages()


class FormatError(LineError):
    """A file that is not what its format says, or a glossary that a format cannot be written in."""


class Format(Protocol):
    """The functions of a format's module."""

    def load(self, stream: BinaryIO, languages: Languages) -> Glossary:
        """Read a glossary. Raises FormatError."""

    def dump(self, glossary: Glossary, languages: Languages) -> Iterator[bytes]:
        """Yield the bytes of a file, piece by piece."""

    def find_losses(self, glossary: Glossary, languages: Languages) -> Sequence[str]:
        """Return what of a glossary the format cannot hold: a line for each kind of loss, with how often it occurs."""
