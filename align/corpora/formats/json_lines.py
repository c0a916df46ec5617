"""JSON lines: an object a line, with texts in it, or in objects in it (`translation.zh`)."""

import json
from collections.abc import Generator, Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO

from align.corpora.columns import FIELDS, Wish, choose_names
from align.corpora.formats import Layout, ReadRow, Survey
from align.corpora.formats.lines import MARK, decode_line, find_offsets, iterate_lines
from align.corpora.formats.values import to_name, to_text
from align.errors import ReadError


def survey(file: BinaryIO, wish: Wish, every: int) -> Survey:
    """Return what the file holds; the keys of its first object name its columns."""
    first = next(iterate_lines(file), None)
    columns = {} if first is None else choose_names(list(_list_paths(_parse(first, 0))), wish)
    file.seek(0)
    rows, offsets = find_offsets(file, 0, every)
    return Survey(rows, columns, 0, offsets)


def read(file: BinaryIO, layout: Layout) -> Generator[ReadRow]:
    """Yield the fields of each row."""
    columns = layout.columns
    for row, line in enumerate(islice(iterate_lines(file), layout.rest, None), layout.start):
        try:
            value = _parse(line, row)
            texts = []
            for name in FIELDS[:2]:
                found = _get(value, columns[name])
                if found is None and columns[name] not in (paths := list(_list_paths(value))):
                    known = ", ".join(paths) or "none"
                    raise ReadError(f"row {row + 1:,}: no “{columns[name]}”; there are {known}"[:500])
                texts.append(to_text(found, name, row))
            rest = ((_get(value, columns[name]) if name in columns else None, name) for name in FIELDS[2:])
            own, doc, origin = (to_name(found, name, row) for found, name in rest)
            yield texts[0], texts[1], own, doc, origin
        except ReadError as error:
            yield error


def _list_paths(value: Mapping[str, object]) -> Iterator[str]:
    """Yield the keys of an object, and those of objects in it."""
    for key, part in value.items():
        yield from (f"{key}.{inner}" for inner in part) if isinstance(part, dict) else (key,)


def _get(value: Mapping[str, Any], column: str) -> object:
    """Return what is under a key, or under a key of an object in the object; None where nothing does."""
    if column in value:
        return value[column]
    head, _, rest = column.partition(".")
    inner = value.get(head)
    return inner.get(rest) if isinstance(inner, dict) else None


def _parse(line: bytes, row: int) -> dict[str, Any]:
    """Return the object of a line. Raises ReadError."""
    try:
        value = json.loads(decode_line(line.removeprefix(MARK), row))
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "too large or too deep"
        raise ReadError(f"row {row + 1:,}: not JSON ({reason}); one object a line is expected") from None
    if not isinstance(value, dict):
        raise ReadError(f"row {row + 1:,}: not a JSON object; one object a line is expected")
    return value
