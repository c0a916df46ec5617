"""Ready-made pairs (a bitext): JSON lines with `id`, `source`, `target` and `doc`, or `source<TAB>target`.

Lines that `aligncheck align` wrote have `source_text`, `target_text` and a `confidence`; they are one document.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import accumulate
from typing import NamedTuple

from align.errors import ReadError
from align.lang import find_language
from align.model import Bitext, Document, MappedSequence, Span, Stretch, Unit
from align.readers import ReadOptions
from align.readers.addresses import find_addresses
from align.readers.confidences import parse_confidence
from align.readers.sizes import LARGEST_PLAIN, decode_limited
from align.readers.tables.delimited import has_header
from align.readers.tables.delimited import read as read_table
from glossary.storage.surrogates import replace_surrogates

_KEPT = 4096
"""How many bitexts of a file are kept: each takes several times the space of its pairs, and there may be many."""

_SHAPE = 'one object a line is expected, such as {"id": "1", "source": "你好。", "target": "Hello."}'


class Pair(NamedTuple):
    """One line: the pair's id (its line number where it has none), the line, the texts, what document it is of, and how
    sure an aligner is of it.
    """

    id: str
    line: int
    source: str
    target: str
    document: str | None
    confidence: float = 1.0


def read(path: str, data: bytes, options: ReadOptions) -> Sequence[Bitext]:
    """A bitext of the pairs of each `doc`, in order of their first pair, and one for each pair that names none.

    They are put together when they are asked for.
    """
    text = decode_limited(data, options.encoding, most=LARGEST_PLAIN)
    if options.find_suffix(path) == ".tsv" and (options.columns or has_header(text, options)):
        return tuple(read_table(path, data, options))
    parse = _parse_jsonl if options.find_suffix(path) == ".jsonl" else _parse_tsv
    groups: dict[str | int, list[Pair]] = {}
    for pair in parse(text):
        groups.setdefault(pair.line if pair.document is None else pair.document, []).append(pair)
    join = lru_cache(maxsize=_KEPT)(lambda pairs: join_pairs(path, pairs, options))
    return MappedSequence(list(map(tuple, groups.values())), join)


def join_pairs(path: str, pairs: Sequence[Pair], options: ReadOptions) -> Bitext:
    """Pairs as one bitext, in their order."""
    source = _join(path, options.source_language, pairs, [pair.source for pair in pairs])
    target = _join(path, options.target_language, pairs, [pair.target for pair in pairs])
    spans = zip(_find_spans(source), _find_spans(target), pairs, strict=True)
    return Bitext(source, target, tuple(Unit(one, other, confidence=pair.confidence) for one, other, pair in spans))


def _join(path: str, code: str, pairs: Iterable[Pair], texts: Sequence[str]) -> Document:
    """One side of some pairs as a document: a text a line."""
    ends = accumulate(len(text) + 1 for text in texts)
    spans = (Span(end - len(text) - 1, end - 1) for text, end in zip(texts, ends, strict=True))
    stretches = tuple(Stretch(span, pair.line, unit=pair.id) for span, pair in zip(spans, pairs, strict=True))
    text = "\n".join(texts)
    find_blocks = partial(_find_filled, stretches)
    return Document(path, code, text, find_blocks, find_language(code).split, tuple(find_addresses(text)), stretches)


def _find_filled(stretches: Iterable[Stretch], _text: str) -> Iterator[Span]:
    """The stretches that are not empty."""
    return (stretch.span for stretch in stretches if stretch.span.end > stretch.span.start)


def _find_spans(document: Document) -> Iterator[Span]:
    return (stretch.span for stretch in document.stretches or ())


def _split_rows(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers; only LF and CR LF end a line."""
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.isspace():
            yield number, line.removesuffix("\r")


def _parse_jsonl(text: str) -> Iterator[Pair]:
    for number, line in _split_rows(text):
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "too large or too deep"
            raise ReadError(f"not JSON ({reason}); {_SHAPE}", number) from error
        if not isinstance(value, dict):
            raise ReadError(f"not a JSON object; {_SHAPE}", number)
        if "source_text" in value and "target_text" in value:
            yield _read_bead(value, number)
            continue
        if "target" not in value:
            raise ReadError(f"the object has no “target”; {_SHAPE}", number)
        yield Pair(
            _check_name(value.get("id"), "id", number) or str(number),
            number,
            _check_source(value.get("source"), number),
            _check_text(value["target"], "target", number),
            _check_name(value.get("doc"), "doc", number),
        )


def _read_bead(value: dict[str, object], number: int) -> Pair:
    """A line that `aligncheck align` wrote."""
    source, target = (_check_text(value[key], key, number) for key in ("source_text", "target_text"))
    return Pair(str(number), number, source, target, "", parse_confidence(str(value.get("confidence"))))


def _check_source(value: object, number: int) -> str:
    text = "" if value is None else _check_text(value, "source", number)
    return "" if text.isspace() else text


def _check_text(value: object, key: str, number: int) -> str:
    if not isinstance(value, str):
        raise ReadError(f"“{key}” is not a string; put its text in quotation marks", number)
    return replace_surrogates(value)


def _check_name(value: object, key: str, number: int) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ReadError(f"“{key}” is neither a string nor a whole number", number)
    return _check_text(str(value), key, number)


def _parse_tsv(text: str) -> Iterator[Pair]:
    for number, line in _split_rows(text):
        source, tab, target = line.partition("\t")
        if not tab:
            raise ReadError("no tab; each line is a source, one tab and a target", number)
        if "\t" in target:
            raise ReadError("more than one tab; each line is a source, one tab and a target", number)
        if number > 1 or (source, target) != ("source", "target"):
            yield Pair(str(number), number, source, target, None)
