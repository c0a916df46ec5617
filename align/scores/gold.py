"""Gold: documents that people aligned, with their texts, in JSON."""

from dataclasses import dataclass

from align.scores.alignment import BeadIndices
from align.scores.checked import BeadFileError, indices, items, json_object, member, string

_EXAMPLE = '{"src_lang": "zh", "tgt_lang": "en", "src": ["你好。"], "tgt": ["Hello."], "gold": [[[0], [0]]]}'


@dataclass(frozen=True, slots=True)
class Gold:
    """Two texts in segments, their languages (BCP 47), and the beads that people made.

    Texts are as the file has them, be they blank or of several lines. A bead may hold an index that no segment has, as
    one of the published gold files does: it can be scored, but `source[index]` would fail.
    """

    source_language: str
    target_language: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    beads: tuple[BeadIndices, ...]


def read_gold(text: str) -> Gold:
    """Read the JSON object of one document: `src_lang`, `tgt_lang`, `src` and `tgt` (lists of texts), and `gold`.

    `gold` lists the beads as `[[source index, ...], [target index, ...]]`, counted from 0. Other keys are ignored.
    Raises BeadFileError where something else stands there.
    """
    value = json_object(text, _EXAMPLE)
    return Gold(
        source_language=string(member(value, "src_lang"), "src_lang"),
        target_language=string(member(value, "tgt_lang"), "tgt_lang"),
        source=_texts(value, "src"),
        target=_texts(value, "tgt"),
        beads=tuple(_bead(bead, f"gold[{at}]") for at, bead in enumerate(items(member(value, "gold"), "gold"))),
    )


def _texts(value: dict[str, object], key: str) -> tuple[str, ...]:
    return tuple(string(text, f"{key}[{at}]") for at, text in enumerate(items(member(value, key), key)))


def _bead(value: object, name: str) -> BeadIndices:
    sides = items(value, name)
    if len(sides) != 2:
        raise BeadFileError(f"{name} has not two sides; a bead is expected, such as [[0, 1], [2]]")
    return indices(sides[0], f"{name}[0]"), indices(sides[1], f"{name}[1]")
