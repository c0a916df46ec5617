"""The glossaries of a run: read once, found in texts by one matcher."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.matching.matcher import Matcher
    from glossary.model import Glossary


def matcher_of(paths: tuple[str, ...]) -> "Matcher":
    """What finds the terms of the glossaries in these files, the first of which ranks highest.

    Raises glossary.formats.files.GlossaryError for a file that cannot be used.
    """
    return _matcher(tuple((path, _digest(path)) for path in paths))


def glossary_of(path: str) -> "Glossary":
    """The glossary in a file. Raises glossary.formats.files.GlossaryError."""
    return _read(path, _digest(path))


def digests(paths: tuple[str, ...]) -> tuple[str, ...]:
    """What changes when one of these glossaries does."""
    return tuple(map(_digest, paths))


def _digest(path: str) -> str:
    try:  # a pipe is read once, by what reads it
        return sha256(Path(path).read_bytes()).hexdigest() if Path(path).is_file() else ""
    except OSError:
        return ""


@lru_cache(maxsize=8)
def _read(path: str, digest: str) -> "Glossary":
    from glossary.formats.files import load

    return load(Path(path)).glossary


@lru_cache(maxsize=8)
def _matcher(files: tuple[tuple[str, str], ...]) -> "Matcher":
    from glossary.matching.matcher import Matcher

    return Matcher([_read(*file) for file in files])
