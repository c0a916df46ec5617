"""Gold alignments: documents that people aligned, with their texts, in JSON."""

from dataclasses import dataclass

from align.scores.alignment import BeadIndices
from align.scores.validation import BeadFileError, check_indices, check_list, check_string, get_member, parse_object

_EXAMPLE = '{"src_lang": "zh", "tgt_lang": "en", "src": ["你好。"], "tgt": ["Hello."], "gold": [[[0], [0]]]}'


@dataclass(frozen=True, slots=True)
class Gold:
    """Two texts in segments, their languages (BCP 47), and the beads that people made.

    Texts may be blank, or have several lines. A bead may hold an index that no segment has, as in one of the published
    gold files: it can be scored, but `source[index]` would fail.
    """

    source_language: str
    target_language: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    beads: tuple[BeadIndices, ...]


def read_gold(text: str) -> Gold:
    """Read the JSON object of one document: `src_lang`, `tgt_lang`, `src` and `tgt` (lists of texts), and `gold`.

    `gold` lists the beads as `[[source index, ...], [target index, ...]]`, counted from 0. Other keys are ignored.
    Raises BeadFileError where the text is anything else.
    """
    value = parse_object(text, _EXAMPLE)
    beads = check_list(get_member(value, "gold"), "gold")
    return Gold(
        source_language=check_string(get_member(value, "src_lang"), "src_lang"),
        target_language=check_string(get_member(value, "tgt_lang"), "tgt_lang"),
        source=_read_texts(value, "src"),
        target=_read_texts(value, "tgt"),
        beads=tuple(_read_bead(bead, f"gold[{at}]") for at, bead in enumerate(beads)),
    )


def _read_texts(value: dict[str, object], key: str) -> tuple[str, ...]:
    return tuple(check_string(text, f"{key}[{at}]") for at, text in enumerate(check_list(get_member(value, key), key)))


def _read_bead(value: object, name: str) -> BeadIndices:
    sides = check_list(value, name)
    if len(sides) != 2:
        raise BeadFileError(f"{name} has not two sides; a bead is expected, such as [[0, 1], [2]]")
    return check_indices(sides[0], f"{name}[0]"), check_indices(sides[1], f"{name}[1]")
