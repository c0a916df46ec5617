"""Bytes -> text: the mark at the start, the declared name, strict UTF-8, then the reading with the commonest letters.

What is common is told by the standards themselves: the first level of GB 2312 and of Big5 holds the characters in
everyday use, so no table of counts is needed beyond the two hundred most frequent ones.
"""

import codecs
import re
from functools import lru_cache

from glossary.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDENED = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "iso8859-1": "cp1252"}
"""Names that files claim -> the superset that they mean."""

_CANDIDATES = ("gb18030", "big5hkscs", "cp1252", "utf-16-le", "utf-16-be")
_SAMPLE = 1 << 16
"""Bytes, from the first that is not ASCII, on which the candidates are compared."""

_ACCEPTED = 0.3
_FREQUENT = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好"
    "小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产新己制身果加月话合回特代"
    "內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指許統區"
    "這個們來為國時會對發後裡種經沒動還進樣實軍無與長機從業關點將兩間問應戰頭體當見產制話内给门东声员论处义认条气题尔别变总电数报结务场计许统区隊決馬書聽達強難權設記類據邊張該規萬覺術領"
)
_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉「」『』【】—…·～％\u3000０１２３４５６７８９")
_LATIN = re.compile(
    r"[\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022\u20ac\u2122\xa3\xa7\xa9\xab\xae\xb0\xb1\xb7\xbb\xbd\xd7]|\xa0(?=\d|\s|[A-Z])"
    r"|(?<=[A-Za-z])[\xc0-\xff](?![\xa1-\xff])|(?<![\xa1-\xff])[\xc0-\xff](?=[A-Za-z])"
)
_CONTROL = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f]")
_ASCII_OR_PRIVATE = re.compile("[\0-\x7f\ue000-\uf8ff]+")
_PRINTABLE = re.compile(rb"[\t\n\r -~]")
_HIGH = re.compile(rb"[\x80-\xff]")
_TWO_BYTES = re.compile("[\x80-\u07ff]")


def decode(data: bytes, encoding: str | None = None, declared: str | None = None) -> str:
    """The text of a file, without the byte order mark.

    `encoding` is what a person says and wins over everything; `declared` is what the file says of itself.
    Raises ReadError where the bytes are not text, or not text in that encoding.
    """
    if encoding is not None:
        return _decode_as(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, name)
    if declared is not None and _is_codec(declared):
        return _decode_as(data, declared)
    if b"\0" in data:
        return _decode_as(data, _guessed(data))
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        if _is_broken_utf8(data):
            raise _broken("UTF-8", data, error) from error
        return _decode_as(data, _guessed(data))
    if _has_controls(text[:_SAMPLE], share=0.1):  # a few are faults of the text, for a rule to report
        raise _no_text()
    return text


def _is_codec(name: str) -> bool:
    try:
        return not codecs.lookup(name).name.startswith(("undefined", "idna", "punycode")) and bool("a".encode(name))
    except (LookupError, ValueError):
        return False


def _decode_as(data: bytes, name: str) -> str:
    if not _is_codec(name):
        raise ReadError(f"“{name}” is no encoding known here; use for example --encoding gb18030, big5 or utf-8")
    codec = codecs.lookup(name).name
    try:
        return data.decode(_WIDENED.get(codec, codec)).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _broken(name, data, error) from error


def _broken(name: str, data: bytes, error: UnicodeDecodeError) -> ReadError:
    return ReadError(
        f"not {name}: byte 0x{data[error.start]:02x} at offset {error.start:,} cannot be read; "
        "save the file again as UTF-8, or name its encoding with --encoding",
        line=data.count(b"\n", 0, error.start) + 1,
    )


def _no_text() -> ReadError:
    return ReadError("not a text file (it holds control characters); if it is one, name its encoding with --encoding")


def _is_broken_utf8(data: bytes) -> bool:
    """Whether bytes that are not UTF-8 were meant to be: most characters read well, or the last is cut off."""
    text = _ASCII_OR_PRIVATE.sub("", data.decode(errors="replace"))
    bad = text.count("\ufffd")
    letters = len(_TWO_BYTES.findall(text))
    good = 2 * (len(text) - bad - letters) + letters / 2  # by chance one pair of bytes of GBK in six reads as a letter
    return good > bad or (bad == 1 and _is_cut_off(data))


def _is_cut_off(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and len(data) - error.start > 1
    return False


def _guessed(data: bytes) -> str:
    """The encoding in which the text has the greatest share of common characters."""
    sample = data[:_SAMPLE]
    stray_nul = b"\0" in data and len(_PRINTABLE.findall(sample)) > 0.8 * len(sample)
    scores = {name: _score(data, name) for name in _CANDIDATES}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] >= _ACCEPTED and not stray_nul:
        return best
    if b"\0" in data or _has_controls(sample.decode("latin-1")):
        raise _no_text()
    raise ReadError("its encoding cannot be told; name it with --encoding, or save the file again as UTF-8")


def _has_controls(text: str, share: float = 0.01) -> bool:
    return len(_CONTROL.findall(text)) > len(text) * share


def _score(data: bytes, name: str) -> float:
    """How common the characters of a reading are that are not ASCII: 2 at most, less than 0 where it is no text."""
    wide = name.startswith("utf-16")
    if b"\0" in data and not wide:
        return -1
    first = 0 if wide else max(next(_HIGH.finditer(data)).start() - 1, 0)
    try:
        text = codecs.getincrementaldecoder(name)().decode(data[first : first + _SAMPLE])
    except UnicodeDecodeError:
        return -1
    foreign = [char for char in text if char >= "\x80"]
    if _has_controls(text):
        return -1
    if name == "cp1252":
        return 2.5 * len(_LATIN.findall(text)) / len(foreign) - 1
    return sum(map(_weight, foreign)) / len(foreign) if foreign else 1


@lru_cache(maxsize=1 << 15)
def _weight(char: str) -> float:
    if char in _FREQUENT:
        return 2
    if char in _PUNCTUATION:
        return 1.5
    if "\u4e00" <= char <= "\u9fff":
        return 1 if _in_level("gb2312", char, 0xB0, 0xD7) or _in_level("big5", char, 0xA4, 0xC6) else -0.5
    return 0.5 if "\u3041" <= char <= "\u30fe" else -1


def _in_level(encoding: str, char: str, first: int, last: int) -> bool:
    encoded = char.encode(encoding, "ignore")
    return bool(encoded) and first <= encoded[0] <= last
