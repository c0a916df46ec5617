"""Guesses the encoding of bytes: the one in which their characters are the most common.

What is common is defined by the standards themselves: the first level of GB 2312 and of Big5 holds the characters in
everyday use, so no table of counts is needed beyond the few hundred most frequent ones.
"""

from __future__ import annotations

import codecs
import re
from functools import cache, lru_cache
from itertools import chain

from glossary.lang.function_words import ZH_WORDS
from glossary.lang.scripts import BASIC_HAN, BASIC_KANA
from glossary.pack.patterns import compile_late

SAMPLE = 1 << 16
"""Bytes, from the first that is not ASCII, on which the candidates are compared."""

_CANDIDATES = ("cp1252", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
"""The encodings that are compared; of two that fit equally well the first is taken."""
_ACCEPTED = 0.3
"""The least score, of at most 2, with which a guess is taken."""

_ACCEPTED_MARKS = 0.2
"""The same where marks that are Chinese rule out Windows-1252."""

_PUNCTUATION = frozenset(
    "，。、；：？！“”‘’（）《》〈〉「」『』【】—…·～％\u3000０１２３４５６７８９"
    "＃＆＊＋－．／＜＝＞＠×÷±°§℃￥①②③④⑤⑥⑦⑧⑨⑩"
)
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
"""The letters of pinyin, which GB 2312 has as well: in an English text they are in words."""

_LETTER_PAIRS = (
    "éé|éâ|éè|éî|éô|çà|çâ|çû|ïé"  # French: créée, théâtre, deçà, reçûmes
    "|çã|çõ|çá|çé|çí|ãí"  # Portuguese: ação, ações
    "|ñó|ñá|ñé|ñí|ñú"  # Spanish: cañón
    "|öß|üß|äß"  # German: größer, süß, gemäß
    "|ää|öö|öä|äö|üü|õõ|õü|õö"  # Finnish and Estonian: hyvää, jäätelöä, püüdma
    "|[áéíóúýæö]ð|ð[áéíóúýæö]|þ[áéíóúýæö]|Þ[áéíóúýæö]|[áéíóúæ]é"  # Icelandic: góður, þó
    "|åø|æø|øå|øæ"  # Danish and Norwegian
)
"""Letters beyond ASCII that follow each other in words of Western languages; other pairs are no words there."""

_LATIN = compile_late(
    r"[\u2018-\u201a\u201c-\u201e\u2039\u203a\u2013\u2014\u2026\u2022\u20ac\u2122\xa3\xa7\xa9\xab\xae\xb0\xb1\xb7\xbb\xbd\xd7]"
    r"|\xa0(?=\d|\s|[A-Z])|(?<![\xa1-\xff])\xa0(?=[a-z])"
    r"|[\xa1\xbf](?=[\xa1\xbf]?[A-Za-z\xc1\xc9\xcd\xd3\xda\xd1])|[\xa1\xbf](?=[\xa1\xbf][A-Za-z\xc1\xc9\xcd\xd3\xda\xd1])"
    r"|(?<=[A-Za-z])[\xc0-\xff](?![\xa1-\xff])|(?<![\xa1-\xff])[\xc0-\xff](?=[A-Za-z])"
    r"|(?<=[A-Za-z])[\xe0-\xff](?=\xbb)|(?<=[\xa1\xab\xbb\xbf])[\xc0-\xdd](?![\xa1-\xff])"
    r"|(?<=[0-9.])[\xaa\xba]"
    r"|(?<![\xa1-\xff])[\xc0-\xfe](?=[\s.,:;!?])|(?<=[A-Za-z])\xb4(?=s\b|t\b)"
    rf"|(?:(?<=[A-Za-z])|(?<![\xa1-\xff])(?=..[A-Za-z]))(?:{_LETTER_PAIRS})(?![\xa1-\xba\xbc-\xff])"
)
"""What Windows-1252 has in running text of Western languages: marks, and letters in words."""

_NO_LATIN = compile_late(
    r"\xa1[\xa2-\xaa\xac-\xbe\xe0-\xff]|(?<=[A-Za-z0-9)%])\xa1"
    r"|\xa3[\xa1\xa2\xa4-\xaa\xac-\xba\xbf]|(?<=[A-Za-z)%])\xa3[\xab\xbb-\xbe]|\xa3\xbb(?=[A-Za-z0-9])"
)
"""What no text has in Windows-1252, and texts in GBK or Big5 have for Chinese marks: `£¬`, `¡` after a word."""

_LONE = compile_late(r"(?<=[A-Za-z])[^\0-\x7f](?![^\0-\x7f])|(?<![^\0-\x7f])[^\0-\x7f](?=[A-Za-z])")
_CONTROL = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f]")
_PRINTABLE = re.compile(rb"[\t\n\r -~]")
_HIGH = re.compile(rb"[\x80-\xff]")


def guess_encoding(data: bytes) -> str | None:
    """Guess the codec that gives the greatest share of common characters; None where none gives enough of them."""
    sample = data[:SAMPLE]
    stray_nul = b"\0" in data and len(_PRINTABLE.findall(sample)) > 0.8 * len(sample)
    scores = {name: _score(data, name) for name in _CANDIDATES}
    best = max(scores, key=lambda name: scores[name])
    least = _ACCEPTED_MARKS if scores["cp1252"] == -1 and has_chinese_marks(sample.decode("latin-1")) else _ACCEPTED
    return best if scores[best] >= least and not stray_nul else None


def has_controls(text: str, share: float = 0.01) -> bool:
    """Return whether more than this share of the characters are control characters that no text has."""
    return len(_CONTROL.findall(text)) > len(text) * share


def _score(data: bytes, name: str) -> float:
    """Score a codec by how common the characters beyond ASCII are in it: 2 at most, below 0 where it gives no text."""
    wide = name.startswith("utf-16")
    if b"\0" in data and not wide:
        return -1
    first = 0 if wide else max(next(_HIGH.finditer(data)).start() - 1, 0)
    try:
        text = codecs.getincrementaldecoder(name)().decode(data[first : first + SAMPLE])
    except UnicodeDecodeError:
        return -1
    foreign = [char for char in text if char >= "\x80"]
    if has_controls(text):
        return -1
    if name == "cp1252":
        return -1 if has_chinese_marks(text) else 2.5 * sum(map(len, _LATIN.findall(text))) / len(foreign) - 1
    mended = sum(_mend(char) for char in _LONE.findall(text)) if name == "gb18030" else 0
    return (sum(map(_weigh, foreign)) + mended) / len(foreign) if foreign else 1


def has_chinese_marks(text: str) -> bool:
    """Return whether a text that was read as Windows-1252 has marks that are Chinese in truth: “£¬” is “，” in GBK.

    >>> has_chinese_marks("The price£¬rose"), has_chinese_marks("¡Hola! It was £5.")
    (True, False)
    """
    return bool(_NO_LATIN.search(text))


def _mend(char: str) -> float:
    """Return what to add to the weight of a character of GB 18030 that is alone in a Latin word.

    That is a letter of pinyin, or not in GB 2312: two letters of “zurück” are a rare character of GBK.
    """
    if char in _TONES:
        return 1.5 - _weigh(char)
    return 0 if char.encode("gbk", "ignore")[1:] >= b"\xa1" else -1 - _weigh(char)


_BASIC_HAN = compile_late(f"[{BASIC_HAN}]")
_BASIC_KANA = compile_late(f"[{BASIC_KANA}]")


@cache
def _list_frequent() -> frozenset[str]:
    rows = ("frequent", "frequent_simplified", "frequent_traditional")
    return frozenset(chain.from_iterable(map(ZH_WORDS.characters, rows)))


@lru_cache(maxsize=1 << 15)
def _weigh(char: str) -> float:
    if char in _list_frequent():
        return 2
    if char in _PUNCTUATION:
        return 1.5
    if _BASIC_HAN.match(char):
        return 1 if _is_in_level("gb2312", char, 0xB0, 0xD7) or _is_in_level("big5", char, 0xA4, 0xC6) else -0.5
    return 0.5 if _BASIC_KANA.match(char) else -1


def _is_in_level(encoding: str, char: str, first: int, last: int) -> bool:
    """Return whether the first byte of a character in a double-byte encoding is in a range, that of a level."""
    encoded = char.encode(encoding, "ignore")
    return bool(encoded) and first <= encoded[0] <= last
