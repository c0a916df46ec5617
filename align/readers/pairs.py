"""Ready-made pairs (a bitext): JSON lines with `id`, `source`, `target` and `doc`, or `source<TAB>target`.

Lines that `aligncheck align` wrote have `source_text`, `target_text` and a `confidence`; they are one document.
"""

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import islice, pairwise
from typing import BinaryIO, NamedTuple

from align.errors import ReadError
from align.lang import find_language
from align.model import Bitext, Document, MappedSequence, Stretch, Unit, keep_blocks
from align.model.sequences import AS_SPAN
from align.readers import ChangedFileError, NoPairsError, OtherContentError, ReadOptions
from align.readers.addresses import find_addresses
from align.readers.confidences import parse_confidence
from align.readers.sizes import LARGEST_PLAIN, EncodedText, encode_limited
from align.readers.tables.delimited import LONGEST_HEADER, has_header
from align.readers.tables.delimited import read as read_table
from glossary.lang.scripts import count_east_asian, count_latin, is_mostly_east_asian
from glossary.storage.surrogates import replace_surrogates

_KEPT = 2048
"""How many pairs of a file are kept put together: each takes many times the space of its line."""

_HEAD = 5
"""How many lines show whether a file was intended to hold pairs."""

_TWO = 2
_OF_PAIRS = frozenset({"source", "target", "source_text", "target_text"})
_OF_REPORTS = (frozenset({"rule", "fingerprint", "path"}), frozenset({"kind", "path", "id", "decision"}))
"""The keys of a finding, and of a decision on one (as in a baseline), which `aligncheck` itself writes."""

_DECODER = json.JSONDecoder()
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


Parser = Callable[[str, int], Pair | None]
"""What reads a line that is not blank, and its number; None where it is no pair. Raises ReadError."""


@dataclass(frozen=True, eq=False)
class _Table:
    """The pairs of a file by bitext, in a few numbers each: a pair is read again from its line when it is asked for.

    `starts` are where the lines of the pairs start in the text, `hashes` and `numbers` those of the lines; `firsts` are
    the indices of the first pair of each bitext, and how many pairs there are.
    """

    text: EncodedText
    parse: Parser
    starts: Sequence[int]
    hashes: Sequence[int]
    numbers: Sequence[int]
    firsts: Sequence[int]

    def read_group(self, index: int) -> Iterator[Pair]:
        """Yield the pairs of a bitext. Raises ChangedFileError."""
        for place in range(self.firsts[index], self.firsts[index + 1]):
            line = self.text.read_line(self.starts[place], self.hashes[place])
            if pair := self.parse(line, self.numbers[place]):
                yield pair


def read(path: str, data: bytes, options: ReadOptions) -> Sequence[Bitext]:
    """Return what `read_open` gives of a file with these bytes."""
    return read_open(path, BytesIO(data), options)


def read_open(path: str, file: BinaryIO, options: ReadOptions) -> Sequence[Bitext]:
    """Return a bitext of the pairs of each `doc`, in order of their first pair, and one for each pair that names none.

    They are put together when they are asked for, from what the file holds then; until then a few numbers are kept of
    each pair. Raises ReadError, OSError; a bitext, when it is put together, ChangedFileError.
    """
    text = encode_limited(file, options.encoding, most=LARGEST_PLAIN)
    form = options.find_suffix(path)
    if form == ".tsv" and (options.columns or has_header(text.decode_head(LONGEST_HEADER + 1), options)):
        file.seek(0)
        return tuple(read_table(path, file.read(), options))
    try:
        table = _find_pairs(text, _parse_object if form == ".jsonl" else _parse_row)
    except ChangedFileError:
        raise
    except ReadError as error:
        heads = [line for _, _, line in islice(text.find_lines(), _HEAD) if line.strip()]
        raise _explain(error, heads, form) from error
    count = len(table.firsts) - 1
    join = lru_cache(maxsize=max(_KEPT * count // max(len(table.starts), 1), 1))(
        lambda index: join_pairs(path, list(table.read_group(index)), options)
    )
    return MappedSequence(range(count), join)


def _find_pairs(text: EncodedText, parse: Parser) -> _Table:
    """Read all pairs once, and keep where they are. Raises ReadError."""
    starts, hashes, numbers, groups = (array("q") for _ in range(4))
    names, count = dict[str, int](), 0
    for number, (start, hashed, line) in enumerate(text.find_lines(), 1):
        if line and not line.isspace() and (pair := parse(line, number)):
            group = count if pair.document is None else names.setdefault(pair.document, count)
            count += group == count
            starts.append(start)
            hashes.append(hashed)
            numbers.append(number)
            groups.append(group)
    if any(group < before for before, group in pairwise(groups)):
        order = sorted(range(len(groups)), key=groups.__getitem__)
        columns = starts, hashes, numbers, groups
        starts, hashes, numbers, groups = (array("q", map(one.__getitem__, order)) for one in columns)
    firsts = array("q", (place for place, group in enumerate(groups) if not place or group != groups[place - 1]))
    firsts.append(len(groups))
    return _Table(text, parse, starts, hashes, numbers, firsts)


def _explain(error: ReadError, heads: Sequence[str], form: str) -> ReadError:
    """Return the error on a file of pairs, or what the file is rather, as its first lines show."""
    if form == ".jsonl":
        objects = [value for line in heads if isinstance(value := _try_to_load(line), dict)]
        if any(value.keys() >= keys for value in objects for keys in _OF_REPORTS):
            return OtherContentError("report of aligncheck")
        are_pairs = len(objects) < len(heads) or any(_OF_PAIRS & value.keys() for value in objects)
        rows = [[text for text in value.values() if isinstance(text, str)] for value in objects]
    else:
        rows = [line.split("\t") for line in heads]
        are_pairs = any(len(row) == _TWO for row in rows)
    if not heads or are_pairs or any(map(_is_bilingual, rows)):
        return error
    return NoPairsError(error.message, error.line)


def _is_bilingual(cells: Iterable[str]) -> bool:
    """Return whether one cell is in Chinese, Japanese or Korean, and another one in Latin letters."""
    kinds = {is_mostly_east_asian(cell) for cell in cells if count_latin(cell) or count_east_asian(cell)}
    return len(kinds) > 1


def _try_to_load(line: str) -> object:
    try:
        return _load(line)
    except (ValueError, RecursionError):
        return None


def list_pairs(path: str, pairs: Iterable[tuple[str, str]], options: ReadOptions) -> Sequence[Bitext]:
    """Return a bitext for each pair of a source and its target, named by its number, as of a file without names.

    Raises ReadError where one is something else.
    """
    table = list[Pair]()
    for number, pair in enumerate(pairs, 1):
        if not isinstance(pair, tuple | list) or len(pair) != _TWO or not all(isinstance(one, str) for one in pair):
            raise ReadError(f"pair {number} has to be (source, target), two strings; a source may be empty")
        source, target = map(replace_surrogates, pair)
        table.append(Pair(str(number), number, "" if source.isspace() else source, target, None))
    return MappedSequence(
        range(len(table)), lru_cache(maxsize=_KEPT)(lambda index: join_pairs(path, [table[index]], options))
    )


def join_pairs(path: str, pairs: Sequence[Pair], options: ReadOptions) -> Bitext:
    """Return pairs as one bitext, in their order."""
    source = _join(path, options.source_language, pairs, [pair.source for pair in pairs])
    target = _join(path, options.target_language, pairs, [pair.target for pair in pairs])
    placed = zip(source.stretches or (), target.stretches or (), pairs, strict=True)
    units = [Unit(one.span, other.span, confidence=pair.confidence) for one, other, pair in placed]
    return Bitext(source, target, tuple(units), name=(pairs[0].document or "") if pairs else "")


def _join(path: str, code: str, pairs: Iterable[Pair], texts: Sequence[str]) -> Document:
    """Return one side of some pairs as a document: a text a line."""
    stretches, start = list[Stretch](), 0
    for pair, text in zip(pairs, texts, strict=True):
        end = start + len(text)
        stretches.append(Stretch(AS_SPAN((start, end)), pair.line, 1, pair.id))
        start = end + 1
    find_blocks = keep_blocks([one.span for one, text in zip(stretches, texts, strict=True) if text])
    text, split = "\n".join(texts), find_language(code).split
    return Document(path, code, text, find_blocks, split, tuple(find_addresses(text)), tuple(stretches))


def _parse_object(line: str, number: int) -> Pair:
    """Return a line of JSON."""
    try:
        value = _load(line)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "too large or too deep"
        raise ReadError(f"not JSON ({reason}); {_SHAPE}", number) from error
    if not isinstance(value, dict):
        raise ReadError(f"not a JSON object; {_SHAPE}", number)
    if "source_text" in value and "target_text" in value:
        return _read_bead(value, number)
    if "target" not in value:
        raise ReadError(f"the object has no “target”; {_SHAPE}", number)
    return Pair(
        _check_name(value.get("id"), "id", number) or str(number),
        number,
        _check_source(value.get("source"), number),
        _check_text(value["target"], "target", number),
        _check_name(value.get("doc"), "doc", number),
    )


def _load(line: str) -> object:
    """Return what a line of JSON holds; that most have nothing besides an object is tried first. Raises as
    `json.loads`.
    """
    if line[:1] == "{":
        try:
            value, end = _DECODER.raw_decode(line)
        except (ValueError, RecursionError):
            return json.loads(line)
        if end == len(line):
            return value
    return json.loads(line)


def _read_bead(value: dict[str, object], number: int) -> Pair:
    """Return a line that `aligncheck align` wrote."""
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


def _parse_row(line: str, number: int) -> Pair | None:
    """Return a source, a tab and a target; None where these are titles."""
    source, tab, target = line.partition("\t")
    if not tab:
        raise ReadError("no tab; each line is a source, one tab and a target", number)
    if "\t" in target:
        raise ReadError("more than one tab; each line is a source, one tab and a target", number)
    is_title = number == 1 and (source, target) == ("source", "target")
    return None if is_title else Pair(str(number), number, source, target, None)
