"""Plain text: a paragraph a line, or paragraphs wrapped at a width.

Lines are taken for one wrapped paragraph only where an editor that fills lines must have broken them: at no break did
the next word still fit. Headlines, verse, lists and texts with a sentence a line do not look like that.

Chinese paragraphs often follow each other without a blank line, as in statutes. There many lines are as wide as none is
wider, and most of these end within a sentence: such a line is joined with the next one, unless that begins an item.
So are lines in Latin letters where many of nearly the same width go on with a small letter in the next.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise
from operator import itemgetter, sub

from align.lang import find_language
from align.lang.patterns import ZH_PAGES
from align.model import BlockFinder, Document, Origin, Span, Stretch, keep_blocks
from align.model.offsets import split_lines, split_written_lines
from align.model.sequences import SpanTable
from align.model.spans import is_wide
from align.readers import OtherContentError, ReadOptions
from align.readers.addresses import find_addresses
from align.readers.assembly import LinePlaces
from align.readers.building import build_document
from align.readers.own_reports import is_report
from align.readers.sizes import LARGEST_PLAIN, decode_limited
from glossary.lang.scripts import HAN, WIDE_SIGNS
from glossary.lang.words import LONG
from glossary.pack.patterns import compile_late

_WIDTHS = range(50, 121)
"""How wide wrapped lines may be, in columns; a Han character takes two."""

_NEIGHBOURS = re.compile(r"\n(?<=[^\n]\n)[^\n]")
"""Occurs where two lines have no blank one between them."""

_BREAKS = ("\n", "\r\n", "\r")

_ITEM = compile_late(r"[ \t]*(?:[-*•·–—]|\(?\d{1,3}[.)、](?!\d)|[#>|])")
_CONTINUES = compile_late(rf"[a-z0-9(“\"{HAN}]")
_STOPPED = compile_late(r"[.!?:;。！？：；…“”’\"]\s*\Z")
_FIRST_WORD = compile_late(rf"[ \t]*([{HAN}]|[^ \t{HAN}-]+-?)")
_WIDE = compile_late(f"[{HAN}{WIDE_SIGNS}]")

_UNSPACED = ("zh", "ja")
_HAN = compile_late(f"[{HAN}]")
_ZH_ITEM = ZH_PAGES.late("list_item")
_ZH_FIRST_WORD = compile_late(rf"\s*([（(《〈「『“]*(?:[{HAN}]|[A-Za-z0-9.%-]+|\S)[，。、；：！？）)》〉」』”]*)")
"""What cannot be broken at the start of a line: a character, with the signs that may not end or begin one."""
_COLUMNS = re.compile(r"\S(?:\t|\s{3})\s*\S")
_INDENTED = re.compile("[ \t]*\u3000")
_FEWEST_BREAKS = 3
_WIDTHS_BY_EYE, _FEWEST_BREAKS_BY_EYE = range(60, 161), 8
_COMMON, _MOST, _NEARLY = 0.15, 0.9, 0.75
"""The part of the breaks that are within a sentence, of those lines the part that is nearly as wide, and how nearly."""
_RARE = 0.05
"""The part of the Chinese lines that may be wider than the others, and that at least are as wide as a line can be."""


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of a text file. Raises OtherContentError for a report that was written among the texts."""
    text = decode_limited(data, options.encoding, most=LARGEST_PLAIN)
    if is_report(text):
        raise OtherContentError("report of aligncheck")
    code = options.target_language
    find_blocks: BlockFinder = find_paragraphs
    if code.partition("-")[0] in _UNSPACED:
        find_blocks = keep_blocks(find_paragraphs(text))
        if joined := _join_lines(path, code, text, find_blocks(text)):
            yield joined
            return
    yield Document(path, code, text, find_blocks, find_language(code).split, tuple(find_addresses(text)))


def _join_lines(path: str, code: str, text: str, blocks: Iterable[Span]) -> Document | None:
    """Return a document without the line breaks that part words of a wrapped text; None where there are none."""
    if isinstance(blocks, SpanTable) or not any(
        "\n" in text[start:end] or "\r" in text[start:end] for start, end in blocks
    ):
        return None
    places = LinePlaces(text)
    parts: list[str] = []
    stretches: list[Stretch] = []
    joined: list[Span] = []
    size = 0
    for start, end in blocks:
        first = size
        for line in split_lines(text[start:end]):
            piece = text[start + line.start : start + line.end].strip()
            if not piece:
                continue
            at = text.index(piece, start + line.start)
            if size > first and not (is_wide(parts[-1][-1]) and is_wide(piece[0])):
                parts.append(" ")
                size += 1
            parts.append(piece)
            stretches.append(
                Stretch(Span(size, size + len(piece)), *places.locate(at), origin=Origin(at, at + len(piece)))
            )
            size += len(piece)
        joined.append(Span(first, size))
        parts.append("\n")
        size += 1
    return build_document(path, code, "".join(parts), joined, stretches=stretches)


def find_paragraphs(text: str) -> Iterable[Span]:
    """Return the paragraphs of a plain text: each line that is not blank, or the lines between blank ones where
    wrapped.
    """
    if len(text) >= LONG and "\r" not in text:
        from align.readers.long_lines import WrittenLines

        lines = WrittenLines(text)
        if not lines.may_be_wrapped(_WIDTHS.stop):
            return lines.spans
    return _find_paragraphs(text)


def _find_paragraphs(text: str) -> Iterator[Span]:
    written = split_written_lines(text)
    runs = list(_runs(text, written)) if "\r" in text or _NEIGHBOURS.search(text) else []
    is_soft, width = _is_soft, _wrapping_width(text, runs)
    if chinese := 0 if width else _chinese_width(text, runs):
        is_soft, width = _is_soft_in_chinese, chinese
    if not width:
        is_soft, width = _is_soft_by_eye, _width_by_eye(text, runs)
    if not width:
        yield from written
        return
    position = 0
    for run in runs:
        first = bisect_left(written, run[0])
        yield from written[position:first]
        yield from _joined(text, run, width, is_soft)
        position = first + len(run)
    yield from written[position:]


def _width_by_eye(text: str, runs: list[list[Span]]) -> int:
    """Return about how wide the lines in Latin letters are that go on in the next one; 0 where few do.

    They were broken by eye, or where letters differ in width: most are nearly as wide as the widest.
    """
    pairs = [(text[slice(*line)], text[slice(*after)]) for run in runs for line, after in pairwise(run)]
    widths = sorted(len(line.rstrip()) for line, after in pairs if _goes_on_by_eye(line, after))
    if len(widths) < max(_FEWEST_BREAKS_BY_EYE, _COMMON * len(pairs)):
        return 0
    width = widths[-1 - len(widths) // 10]
    near = sum(_is_nearly(one, width) for one in widths)
    return width if width in _WIDTHS_BY_EYE and near >= _MOST * len(widths) else 0


def _is_nearly(filled: int, width: int) -> bool:
    return _NEARLY * width <= filled <= width / _NEARLY


def _goes_on_by_eye(line: str, after: str) -> bool:
    return len(line) < 2 * _WIDTHS_BY_EYE.stop and not _STOPPED.search(line) and after.lstrip()[:1].islower()


def _is_soft_by_eye(line: str, after: str, width: int) -> bool:
    """Return whether a break between two lines in Latin letters is within a sentence, near the width of the text."""
    if _HAN.search(line) or _ITEM.match(after) or _STOPPED.search(line) or _COLUMNS.search(line):
        return False
    goes_on = after.lstrip()[:1].islower() or not line.rstrip().endswith(",")
    return goes_on and _is_nearly(len(line.rstrip()), width)


def _chinese_width(text: str, runs: list[list[Span]]) -> int:
    """Return the width at which the Chinese lines of a text are wrapped; 0 where they are not: headlines do not go on
    until a sentence ends.
    """
    breaks = [pair for run in runs for pair in pairwise(run) if _HAN.search(text, *pair[0])]
    filled = [_width(text[slice(*line)].rstrip()) for line, _ in breaks]
    widths = Counter(filled)
    least = max(_FEWEST_BREAKS, _RARE * len(breaks))
    width = max((one for one, count in widths.items() if one in _WIDTHS and count >= least), default=0)
    if not width or sum(count for one, count in widths.items() if one > width) > _RARE * len(breaks):
        return 0
    rows = [
        (line, after)
        for (line, after), size in zip(breaks, filled, strict=True)
        if size <= width < size + _first_word_in_chinese(text[slice(*after)])
    ]
    soft = {line: after for line, after in rows if _goes_on_in_chinese(text[slice(*line)], text[slice(*after)])}
    ends = [after for after in soft.values() if after not in soft]
    stopped = sum(_STOPPED.search(text[slice(*line)]) is not None for line in ends)
    is_wrapped = len(soft) >= _FEWEST_BREAKS and 2 * len(soft) >= len(rows) and 2 * stopped > len(ends)
    return width if is_wrapped else 0


def _is_soft_in_chinese(line: str, after: str, width: int) -> bool:
    """Return whether a break between two lines is within a sentence, where the next character did not fit."""
    filled = _width(line.rstrip())
    return filled <= width < filled + _first_word_in_chinese(after) and _goes_on_in_chinese(line, after)


def _goes_on_in_chinese(line: str, after: str) -> bool:
    """Return whether a line ends within a sentence, and the next one begins no item."""
    if not _HAN.search(line) or _ZH_ITEM.match(after.lstrip()) or _ITEM.match(after) or _INDENTED.match(after):
        return False
    return not (_STOPPED.search(line) or _COLUMNS.search(line))


def _first_word_in_chinese(line: str) -> int:
    match = _ZH_FIRST_WORD.match(line)
    return _width(match[1]) if match else 1


def _runs(text: str, written: list[Span]) -> Iterator[list[Span]]:
    """Yield two or more lines that follow each other without a blank one between them."""
    starts = map(itemgetter(0), islice(written, 1, None))
    near = (index for index, gap in enumerate(map(sub, starts, map(itemgetter(1), written))) if gap <= 2)
    first = last = 0
    for index in near:
        if text[written[index].end : written[index + 1].start] not in _BREAKS:
            continue
        if index != last:
            if last > first:
                yield written[first : last + 1]
            first = index
        last = index + 1
    if last > first:
        yield written[first : last + 1]


def _wrapping_width(text: str, runs: list[list[Span]]) -> int:
    """Return the width at which most of the lines that follow each other are wrapped; 0 where they are not."""
    widths, wrapped = [], 0
    for run in runs:
        if width := _width_of(text, run):
            widths.append(width)
            wrapped += len(run) - 1
    return max(widths, default=0) if 2 * wrapped >= sum(len(run) - 1 for run in runs) else 0


def _width_of(text: str, run: list[Span]) -> int:
    """Return the width at which a run is wrapped; 0 where it is not, or where too few of its lines run on into the
    next.
    """
    width = max(line.end - line.start for line in run)
    if width > _WIDTHS.stop:
        return 0
    pairs = [(text[line.start : line.end], text[after.start : after.end]) for line, after in pairwise(run)]
    width = max(_width(text[line.start : line.end].rstrip()) for line in run)
    if width not in _WIDTHS or not all(_is_soft(line, after, width) for line, after in pairs):
        return 0
    return width if 2 * sum(_runs_on(line, after) for line, after in pairs) >= len(pairs) else 0


def _joined(text: str, run: list[Span], width: int, is_soft: Callable[[str, str, int], bool]) -> Iterator[Span]:
    start = run[0].start
    for line, after in pairwise(run):
        if not is_soft(text[line.start : line.end], text[after.start : after.end], width):
            yield Span(start, line.end)
            start = after.start
    yield Span(start, run[-1].end)


def _is_soft(line: str, after: str, width: int) -> bool:
    """Return whether a break may come from wrapping: the next word did not fit, and no list item starts."""
    if max(len(line), len(after)) > 2 * width or _ITEM.match(after):
        return False
    filled = _width(line.rstrip())
    return filled <= width < filled + _first_word(after)


def _runs_on(line: str, after: str) -> bool:
    return not _STOPPED.search(line) and _CONTINUES.match(after.lstrip()) is not None


def _first_word(line: str) -> int:
    """Columns that the first word takes at the end of the line before."""
    match = _FIRST_WORD.match(line)
    if match is None:
        return 1
    word = match[1]
    return _width(word) + (_WIDE.match(word) is None)


def _width(text: str) -> int:
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))
