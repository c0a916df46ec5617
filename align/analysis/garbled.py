"""Text that was read in the wrong encoding (mojibake): where it is, and what it was."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from align.analysis.characters import find_marks
from align.lang.patterns import ZH_PAGES
from align.model import Document, Span
from glossary.lang.scripts import EAST_ASIAN_PUNCTUATION, HAN
from glossary.pack.patterns import compile_late

TRACES = "\u0080-\u009f\u00b0-\u00ff\ue000-\uf8ff\ufffd" + HAN
"""A character class: text without any of these was not read in the wrong encoding."""

_PUNCTUATION = "\u00a0¡£¥§©ª«®°²³¹·º»¼½¾¿€‚„…†‡‘’“”•–—™‹›"
_OTHER = "\u0080-\u009f¢¤¦¨¬\u00ad¯±´µ¶¸ƒˆ‰ŠŒŽ˜šœžŸ"
_TAIL = f"[{_PUNCTUATION}{_OTHER}]"
_THREE = f"[à-ï]{_TAIL}{{2}}"
_UTF8 = compile_late(
    f"(?:â€[{_PUNCTUATION}{_OTHER}]?"
    f"|Â[\u00a0-\u00ba\u00bc-\u00bf\u0080-\u009f]|(?<![«A-Z])Â»"
    f"|(?<![A-Z])Ã{_TAIL}|Ã{_TAIL}(?=[a-zà-ÿÃÂ])"
    f"|(?<=[a-z])[ÄÅÇ]{_TAIL}|[ÄÅÇ]{_TAIL}(?=[a-zÂ-Å])"
    f"|[ÐÑÎÏ]{_TAIL}(?=[ÐÑÎÏ]{_TAIL})"
    f"|[à-ï][{_OTHER}]{_TAIL}|[à-ï]{_TAIL}[{_OTHER}]|{_THREE}(?={_THREE})"
    f"|ð{_TAIL}{{3}})(?:[Â-ß]{_TAIL}|{_THREE}|ð{_TAIL}{{3}})*"
)
_LATIN = compile_late("[°-×][¡-þ](?:[°-×][¡-þ])+")
_CAPITAL = compile_late("[À-ÖØ-Þ]")
_READ_AS_GBK = compile_late(f"[{HAN}\ue000-\uf8ff€]+")
_PLAUSIBLE = compile_late(f"[{HAN}{EAST_ASIAN_PUNCTUATION}\u2010-\u2027\u00a0-\u00ff !-~]+")
_STRETCH = compile_late(f"[{TRACES}][^\\x00-\\x7f]*")
_FIRST = "".join(map(chr, range(0xB0, 0x100))) + "?"
_ALONE, _PLACEHOLDERS = ZH_PAGES.late("lost"), ZH_PAGES.late("placeholders")

_SHORTEST = 3
"""How many characters UTF-8 read as GBK makes of two Chinese ones."""


_Kind = tuple[re.Pattern[str], Callable[[str], str | None], bool]
"""How garbled text looks, the function that repairs it, and whether that gives the only text it can have been."""


@dataclass(frozen=True, slots=True)
class Garbled:
    """A garbled stretch: the text it was (empty: lost), and whether it was that for sure."""

    span: Span
    repaired: str
    sure: bool


def find_garbled(document: Document) -> Iterator[Garbled]:
    """Yield the stretches of a document that were read in the wrong encoding, in order."""
    text = document.prose
    for match in _find_stretches(document):
        if len(match[0]) == 1 and not _ALONE.match(match[0]):
            continue
        readings = [list(_read(kind, text, *match.span())) for kind in _KINDS]
        yield from max(readings, key=lambda found: sum(one.span.end - one.span.start for one in found))


def _find_stretches(document: Document) -> Iterator[re.Match[str]]:
    """Yield what `_STRETCH` finds, which starts at a byte of Latin-1 or at a lost character."""
    text, end = document.prose, 0
    for place in () if text.isascii() else find_marks(document, _FIRST):
        if place >= end and (stretch := _STRETCH.match(text, place)):
            end = stretch.end()
            yield stretch


def _read(kind: _Kind, text: str, start: int, end: int) -> Iterator[Garbled]:
    pattern, repair, sure = kind
    for found in pattern.finditer(text, start, end + 1):
        repaired = repair(found[0])
        if repaired is not None:
            yield Garbled(Span(*found.span()), repaired, sure and bool(repaired))


def decode_utf8_read_as_latin(text: str) -> str:
    """Return the text whose UTF-8 was read as Windows-1252 or Latin-1, once or several times; empty where it is lost.

    >>> decode_utf8_read_as_latin("cafÃ©")
    'café'
    """
    repaired = text
    while (decoded := _decode(_encode(repaired), "utf-8")) and decoded != repaired:
        repaired = decoded
    return repaired if repaired != text and repaired.isprintable() else ""


def decode_gbk_read_as_latin(text: str) -> str | None:
    """Return the common Chinese characters whose GBK was read as Latin-1; None where it was not.

    >>> decode_gbk_read_as_latin("ÖÐ¹ú")
    '中国'
    """
    return _decode(text.encode("latin-1"), "gb2312") or None if _CAPITAL.search(text) else None


def decode_utf8_read_as_gbk(text: str) -> str | None:
    """Return the text whose UTF-8 was read as GBK; empty where a character was lost, None where it was not.

    >>> decode_utf8_read_as_gbk("鎴戜滑")
    '我们'
    """
    if not text.startswith(ZH_PAGES.words("quote_read_as_gbk")) and len(text) < _SHORTEST:
        return None
    decoded = text.replace("€", "\x80").encode("gb18030", "replace").decode("utf-8", "replace")
    lost = decoded.count("\ufffd")
    plausible = _PLAUSIBLE.fullmatch(decoded.replace("\ufffd", "")) is not None
    if not plausible or lost > max(len(text) // _SHORTEST - 1, 0):
        return None
    return "" if lost else decoded


def _encode(text: str) -> bytes:
    """Return the bytes of a text in Windows-1252, in Latin-1 for C1 controls; empty where neither has a character."""
    try:
        return b"".join(bytes([ord(char)]) if ord(char) < 0xA0 else char.encode("cp1252") for char in text)
    except UnicodeEncodeError:
        return b""


def _decode(data: bytes, encoding: str) -> str:
    """Return the text that some bytes are in an encoding; empty where they are none."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


_KINDS: tuple[_Kind, ...] = (
    (_PLACEHOLDERS, lambda _: "", False),
    (_UTF8, decode_utf8_read_as_latin, True),
    (_LATIN, decode_gbk_read_as_latin, False),
    (_READ_AS_GBK, decode_utf8_read_as_gbk, False),
)
