"""Two files of annotations -> how well their authors agree."""

from align.errors import FileError, ReadError
from align.inputs.files import read_bytes
from align.model.scores import AgreementScores
from align.scores.translation.agreement import score_agreement
from align.scores.translation.annotations import Annotations, read_annotations
from align.scores.validation import BeadFileError
from glossary.storage.decoding import decode


def compare_annotations(first: str, second: str) -> AgreementScores:
    """Compare the annotations in two files. Raises FileError, also where they have no item in common."""
    scores = score_agreement(_read(first), _read(second))
    if not scores.items:
        raise FileError(second, f"has no id of {first}: give annotations of the same items")
    return scores


def _read(path: str) -> Annotations:
    try:
        return read_annotations(decode(read_bytes(path), "utf-8"))
    except (ReadError, BeadFileError) as error:
        raise FileError(path, error) from error
