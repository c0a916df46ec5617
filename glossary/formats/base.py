"""What a glossary format is: a module with `load`, `dump` and `find_losses`, and what else such a module may have.

What a format can do beyond that is a protocol of its own here (or `tables.cells.Table`), and `isinstance` asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, NamedTuple, Protocol, runtime_checkable

from glossary.errors import LineError
from glossary.formats.losses import Loss
from glossary.model import Glossary


class Languages(NamedTuple):
    """The source and the target language of a glossary, as BCP 47 codes, where its file does not name them."""

    source: str = "zh"
    target: str = "en"


DEFAULT_LANGUAGES = Languages()


class FormatError(LineError):
    """A file that is not what its format says, or a glossary that a format cannot be written in."""


@runtime_checkable
class Format(Protocol):
    """The functions of a format's module."""

    def load(self, stream: BinaryIO, languages: Languages) -> Glossary:
        """Read a glossary. Raises FormatError."""

    def dump(self, glossary: Glossary, languages: Languages) -> Iterator[bytes]:
        """Yield the bytes of a file, piece by piece."""

    def find_losses(self, glossary: Glossary, languages: Languages) -> Sequence[Loss]:
        """Return what of a glossary the format cannot hold: a loss for each kind, with how often it occurs."""


@runtime_checkable
class KeepingFormat(Format, Protocol):
    """A format that does not hold all of a glossary, and whose module says what is left."""

    def keep(self, glossary: Glossary, languages: Languages) -> Glossary:
        """Return the glossary that is read back where this one was written."""


@runtime_checkable
class EditableFormat(Format, Protocol):
    """A format whose files can be changed without being written as a whole."""

    def edit(self, data: bytes, glossary: Glossary, languages: Languages) -> Iterator[Iterable[bytes]]:
        """Yield drafts of a file that says what the glossary does, the best first; nothing where that cannot be."""


@runtime_checkable
class FragileFormat(Format, Protocol):
    """A format whose files hold more than a glossary, which writing them loses."""

    def find_casualties(self, data: bytes, *, whole: bool) -> list[str]:
        """Return what of a file would get lost if it were edited, or written as a whole."""


@runtime_checkable
class ShapedFormat(Format, Protocol):
    """A format with several forms, of which one is written."""

    def describe_form(self, data: bytes) -> str:
        """Say which form a file has, "" if it is the one that is written."""


@runtime_checkable
class LenientFormat(Format, Protocol):
    """A format whose files may have terms without text that a person has yet to fill in."""

    def load_unfinished(self, stream: BinaryIO, languages: Languages) -> Glossary:
        """Read a glossary with such terms, which are an error to `load`. Raises FormatError."""
