"""Gold files -> how well an aligner, or a file of beads, agrees with them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TypeVar

from align.aligners import align
from align.aligners.documents import Method
from align.aligners.side import Side
from align.errors import FileError, ReadError
from align.inputs.files import read_bytes
from align.inputs.walking import walk
from align.scores.alignment import BeadIndices
from align.scores.bead_files import read_beads
from align.scores.gold import Gold, read_gold
from align.scores.validation import BeadFileError
from glossary.storage.decoding import decode
from glossary.storage.reading import is_folder

_TESTED = (".jsonl", ".align")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class GoldFile:
    """A gold file and what it holds."""

    path: str
    gold: Gold


def read_gold_files(paths: Iterable[str]) -> tuple[GoldFile, ...]:
    """Return the gold in the files and in the folders (`.json`). Raises FileError and MissingPathError."""
    return tuple(GoldFile(path, _parse(path, read_gold)) for path in _list_files(paths, (".json",)))


def align_gold(gold: Gold, method: Method) -> tuple[BeadIndices, ...]:
    """Return the beads an aligner makes of the segments of a gold file, blank ones too. Raises
    EncoderUnavailableError.
    """
    source = Side(gold.source_language, _join_lines(gold.source))
    target = Side(gold.target_language, _join_lines(gold.target))
    return tuple(
        (bead.source, bead.target) for bead in align(source, target, method.aligner, method.encoder, alone=method.alone)
    )


def read_tested_beads(golds: Sequence[GoldFile], paths: Iterable[str]) -> tuple[tuple[BeadIndices, ...], ...]:
    """Return the beads to be judged by each gold file, from the file of its stem (`.jsonl`, `.align`) among those
    named.

    One file against one gold file goes by any name. Raises FileError, also where none or several have a gold file's
    stem, or where a bead names a segment that the gold does not have, and MissingPathError.
    """
    files = _list_files(paths, _TESTED)
    if len(files) == len(golds) == 1:
        return (_read_beads(files[0], golds[0]),)
    return tuple(_read_beads(_find_by_stem(file.path, files), file) for file in golds)


def _find_by_stem(path: str, files: Iterable[str]) -> str:
    stem = PurePath(path).stem
    found = [file for file in files if PurePath(file).stem == stem]
    if len(found) != 1:
        reason = f"{found[0]} and {found[1]} have its name" if found else f"there is no {stem}.jsonl or {stem}.align"
        raise FileError(path, f"{reason} among the alignments to be tested")
    return found[0]


def _read_beads(path: str, file: GoldFile) -> tuple[BeadIndices, ...]:
    """Return the beads in a file, of segments that the gold has. Raises FileError."""
    beads = _parse(path, lambda text: read_beads(path, text))
    for side, name, texts in ((0, "source", file.gold.source), (1, "target", file.gold.target)):
        count = max(len(texts), _count_segments(file.gold.beads, side))
        if (named := _count_segments(beads, side)) > count:
            reason = f"names segment {named - 1} of the {name}, and {file.path} has {count}, counted from 0"
            raise FileError(path, f"{reason}: it is of another text")
    return beads


def _count_segments(beads: Iterable[BeadIndices], side: int) -> int:
    """Return how many segments there are at least, by the largest index; gold files may name one that has no text."""
    return 1 + max((max(bead[side]) for bead in beads if bead[side]), default=-1)


def _parse(path: str, parse: Callable[[str], _T]) -> _T:
    try:
        return parse(decode(read_bytes(path), "utf-8"))
    except (ReadError, BeadFileError) as error:
        raise FileError(path, error) from error


def _list_files(paths: Iterable[str], suffixes: tuple[str, ...]) -> list[str]:
    """Return the files named, whose suffix must be right, and those of these suffixes in the folders named."""
    return [path for given in paths for path in _list_files_in(given, suffixes)]


def _list_files_in(given: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    count = 0
    for entry in walk([given], lambda path: PurePath(path).suffix.lower() in suffixes):
        if entry.failed or (entry.reason and not is_folder(given)):
            raise FileError(entry.path, f"{entry.reason}; known are {' '.join(suffixes)}")
        if not entry.reason:
            count += 1
            yield entry.path
    if not count:
        raise FileError(given, f"there is no {' or '.join(suffixes)} file in it")


def _join_lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(" ".join(text.split()) for text in texts)
