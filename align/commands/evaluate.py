"""What people have made by hand -> how well an aligner, or a file of beads, or another person agrees with it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TypeVar

from align.aligners import align
from align.aligners.documents import Method
from align.aligners.side import Side
from align.errors import FileError, ReadError
from align.inputs.files import read_bytes
from align.inputs.walking import walk
from align.model.scores import AgreementScores
from align.scores.alignment import BeadIndices
from align.scores.bead_files import read_beads
from align.scores.gold import Gold, read_gold
from align.scores.translation.agreement import score_agreement
from align.scores.translation.annotations import read_annotations
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
    source, target = (
        Side(language, tuple(" ".join(text.split()) for text in texts))
        for language, texts in ((gold.source_language, gold.source), (gold.target_language, gold.target))
    )
    beads = align(source, target, method.aligner, method.encoder, alone=method.alone)
    return tuple((bead.source, bead.target) for bead in beads)


def read_tested_beads(golds: Sequence[GoldFile], paths: Iterable[str]) -> tuple[tuple[BeadIndices, ...], ...]:
    """Return the beads to be judged by each gold file, from the file of its stem (`.jsonl`, `.align`) among those
    named.

    One file against one gold file goes by any name. Raises FileError, also where none or several have a gold file's
    stem, or where a bead names a segment that the gold does not have, and MissingPathError.
    """
    files = _list_files(paths, _TESTED)
    if len(files) == len(golds) == 1:
        return (_read_beads(files[0], golds[0]),)
    read = []
    for file in golds:
        stem = PurePath(file.path).stem
        found = [path for path in files if PurePath(path).stem == stem]
        if len(found) != 1:
            several = f"{found[0]} and {found[1]} have its name" if found else ""
            reason = several or f"there is no {stem}.jsonl or {stem}.align"
            raise FileError(file.path, f"{reason} among the alignments to be tested")
        read.append(_read_beads(found[0], file))
    return tuple(read)


def _read_beads(path: str, file: GoldFile) -> tuple[BeadIndices, ...]:
    """Return the beads in a file, of segments that the gold has; it may name one that has no text. Raises FileError."""
    beads = _parse(path, lambda text: read_beads(path, text))
    for side, name, texts in ((0, "source", file.gold.source), (1, "target", file.gold.target)):
        of_gold, named = (
            max((max(bead[side], default=-1) for bead in of), default=-1) for of in (file.gold.beads, beads)
        )
        count = max(len(texts), of_gold + 1)
        if named >= count:
            reason = f"names segment {named} of the {name}, and {file.path} has {count}, counted from 0"
            raise FileError(path, f"{reason}: it is of another text")
    return beads


def compare_annotations(first: str, second: str) -> AgreementScores:
    """Compare the annotations of two people, in two files. Raises FileError, also where no item is in both."""
    scores = score_agreement(*(_parse(path, read_annotations) for path in (first, second)))
    if not scores.items:
        raise FileError(second, f"has no id of {first}: give annotations of the same items")
    return scores


def _parse(path: str, parse: Callable[[str], _T]) -> _T:
    try:
        return parse(decode(read_bytes(path), "utf-8"))
    except (ReadError, BeadFileError) as error:
        raise FileError(path, error) from error


def _list_files(paths: Iterable[str], suffixes: tuple[str, ...]) -> list[str]:
    """Return the files named, whose suffix must be right, and those of these suffixes in the folders named."""
    found = list[str]()
    for given in paths:
        before = len(found)
        for entry in walk([given], lambda path: PurePath(path).suffix.lower() in suffixes):
            if entry.failed or (entry.reason and not is_folder(given)):
                raise FileError(entry.path, f"{entry.reason}; known are {' '.join(suffixes)}")
            if not entry.reason:
                found.append(entry.path)
        if len(found) == before:
            raise FileError(given, f"there is no {' or '.join(suffixes)} file in it")
    return found
