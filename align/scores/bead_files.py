"""Files of beads, in three formats."""

import json
from collections.abc import Callable, Iterator
from pathlib import PurePath

from align.scores.alignment import BeadIndices
from align.scores.gold import read_gold
from align.scores.validation import BeadFileError, check_indices, get_member, parse_object

_OBJECT = '{"source": [0, 1], "target": [2]}'
_LISTS = "a bead a line is expected, such as [0, 1]:[2], or [0, 1]:[2]:0.35 with its cost"


def read_beads(path: str, text: str) -> tuple[BeadIndices, ...]:
    """Return the beads in the text of a file, in its order, the indices of each ascending. The suffix shows the format.

    `.json` is gold (see `read_gold`). `.jsonl` has one object a line with `source` and `target`, lists of indices
    counted from 0; other members are ignored. Any other file has the lines of Vecalign (Thompson & Koehn 2019): two
    lists, and perhaps a cost, with colons between. Blank lines are skipped.
    Raises BeadFileError where the text is not in its format.
    """
    match PurePath(path).suffix.lower():
        case ".json":
            return read_gold(text).beads
        case ".jsonl":
            return tuple(_parse_lines(text, _parse_object_line))
        case _:
            return tuple(_parse_lines(text, _parse_list_line))


def _parse_lines(text: str, parse: Callable[[str], BeadIndices]) -> Iterator[BeadIndices]:
    """Yield each line that is not blank, parsed; only LF and CR LF end a line."""
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.isspace():
            try:
                yield parse(line)
            except BeadFileError as error:
                raise BeadFileError(error.message, number) from error


def _parse_object_line(line: str) -> BeadIndices:
    value = parse_object(line, _OBJECT)
    source = check_indices(get_member(value, "source"), "“source”")
    return source, check_indices(get_member(value, "target"), "“target”")


def _parse_list_line(line: str) -> BeadIndices:
    try:
        source, target, *cost = line.split(":", 2)
        sides = json.loads(source), json.loads(target)
        for number in cost:
            float(number)
    except (ValueError, RecursionError) as error:
        raise BeadFileError(f"not a bead; {_LISTS}") from error
    return check_indices(sides[0], "the list of the source"), check_indices(sides[1], "the list of the target")
