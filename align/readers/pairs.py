"""Ready-made pairs (a bitext): JSON lines with `id`, `source`, `target` and `doc`, or `source<TAB>target`."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from align.errors import ReadError
from align.lang import language
from align.lang.addresses import urls
from align.model import Document, Span
from align.model.layout import Unit, Units
from align.readers import ReadOptions, suffix
from glossary.storage.decoding import decode

_SURROGATE = re.compile("[\ud800-\udfff]")
_SHAPE = 'one object a line is expected, such as {"id": "1", "source": "你好。", "target": "Hello."}'


class Pair(NamedTuple):
    """One line: the pair's id (its line number where it has none), the line, the texts, and what document it is of."""

    id: str
    line: int
    source: str
    target: str
    document: str | None


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Document]:
    """A document for the pairs of each `doc`, in order of their first pair, and one for each pair that names none."""
    parse = _jsonl if suffix(path) == ".jsonl" else _tsv
    groups: dict[str | int, list[Pair]] = {}
    for pair in parse(decode(data, options.encoding)):
        groups.setdefault(pair.line if pair.document is None else pair.document, []).append(pair)
    code = options.target_language
    split = language(code).split
    for pairs in groups.values():
        text, layout = _laid_out(pairs)
        yield Document(path, code, text, layout, split, tuple(urls(text)))


def _laid_out(pairs: list[Pair]) -> tuple[str, Units]:
    units: list[Unit] = []
    start = 0
    for pair in pairs:
        end = start + len(pair.target)
        units.append(Unit(pair.id, pair.line, pair.source, Span(start, end)))
        start = end + 1
    return "\n".join(pair.target for pair in pairs), Units(units)


def _rows(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers; only LF and CR LF end a line."""
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.isspace():
            yield number, line.removesuffix("\r")


def _jsonl(text: str) -> Iterator[Pair]:
    for number, line in _rows(text):
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "too large or too deep"
            raise ReadError(f"not JSON ({reason}); {_SHAPE}", number) from error
        if not isinstance(value, dict):
            raise ReadError(f"not a JSON object; {_SHAPE}", number)
        if "target" not in value:
            raise ReadError(f"the object has no “target”; {_SHAPE}", number)
        yield Pair(
            _name(value.get("id"), "id", number) or str(number),
            number,
            _source(value.get("source"), number),
            _text(value["target"], "target", number),
            _name(value.get("doc"), "doc", number),
        )


def _source(value: object, number: int) -> str:
    text = "" if value is None else _text(value, "source", number)
    return "" if text.isspace() else text


def _text(value: object, key: str, number: int) -> str:
    if not isinstance(value, str):
        raise ReadError(f"“{key}” is not a string; put its text in quotation marks", number)
    return value if value.isascii() else _SURROGATE.sub("\ufffd", value)


def _name(value: object, key: str, number: int) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ReadError(f"“{key}” is neither a string nor a whole number", number)
    return _text(str(value), key, number)


def _tsv(text: str) -> Iterator[Pair]:
    for number, line in _rows(text):
        source, tab, target = line.partition("\t")
        if not tab:
            raise ReadError("no tab; each line is a source, one tab and a target", number)
        if "\t" in target:
            raise ReadError("more than one tab; each line is a source, one tab and a target", number)
        if number > 1 or (source, target) != ("source", "target"):
            yield Pair(str(number), number, source, target, None)
