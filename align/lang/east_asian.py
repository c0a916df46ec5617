"""East Asian writing in a text: runs of its letters, and its full-width signs, with what English writes instead."""

from collections.abc import Iterator

from align.model import MASK, Document, Span
from glossary.lang.scripts import EAST_ASIAN_LETTERS, EAST_ASIAN_PUNCTUATION
from glossary.pack.patterns import compile_late

SIGNS = "\u3000-\u3004\u3006\u3008-\u3020\u302a-\u3037\u303c-\u303f\uff01-\uff65\uffe0-\uffe6"
"""Full-width letters, digits and punctuation and the ideographic space: the body of a character class."""

_FORMS = dict(zip(map(chr, range(0xFF01, 0xFF5F)), map(chr, range(0x21, 0x7F)), strict=True))

ENGLISH = _FORMS | {
    "\u3000": " ",
    "、": ",",
    "､": ",",
    "。": ".",
    "｡": ".",
    "【": "[",
    "】": "]",
    "〔": "[",
    "〕": "]",
    "〖": "[",
    "〗": "]",
    "｟": "(",
    "｠": ")",
    "《": "“",
    "》": "”",
    "「": "“",
    "」": "”",
    "｢": "“",
    "｣": "”",
    "『": "‘",
    "』": "’",
    "〈": "‘",
    "〉": "’",
    "〝": "“",
    "〞": "”",
    "〟": "”",
    "〜": "~",
    "･": "·",
    "￠": "¢",
    "￡": "£",
    "￥": "¥",
    "￦": "₩",
}
"""Each sign -> what English writes for it; a sign that is missing has no counterpart."""

OPENING = frozenset("（［｛｟【〔〖《「｢『〈〝")
CLOSING = frozenset("）］｝｠】〕〗》」｣』〉〞〟")
POINTS = frozenset("，、､。｡！？：；")
"""Points that follow what precedes them without a space, and that a space follows."""

QUOTING = frozenset("《》「」｢｣『』〈〉〝〞〟")
"""Brackets that English may write as quotation marks or as italics: a choice for the editor."""

SYMBOLS = frozenset("＃＊＠＆＋＝＜＞｜～〜＾＿＼｀〃〒〓〽〰")
"""Signs that are no punctuation: often a placeholder or an ornament, which is intended as it is."""


MARKUP = str.maketrans("", "", MASK + "*_\\~")
"""A table for `str.translate` that takes out masked characters and Markdown's emphasis and escapes."""

_INNER = f" ?(?:[{EAST_ASIAN_PUNCTUATION}·•‧“”‘’…—–]{{1,4}}|[0-9]{{1,4}}) ?|[ ,.:;!?/]"
_VARIANT = f"[(（][{EAST_ASIAN_LETTERS}]{{1,4}}[)）]"
_RUN = compile_late(f"[{EAST_ASIAN_LETTERS}]+(?:(?:{_INNER}|{_VARIANT})[{EAST_ASIAN_LETTERS}]+)*")


def find_runs(text: str) -> Iterator[Span]:
    """Yield the stretches of East Asian letters in a text.

    Punctuation, digits, one space, or a few letters in brackets inside do not break one.

    >>> [tuple(run) for run in find_runs("in中国、美国 and 第3届")]
    [(2, 7), (12, 15)]
    """
    return iter(()) if text.isascii() else (Span(*match.span()) for match in _RUN.finditer(text))


def find_runs_of_document(document: Document) -> tuple[Span, ...]:
    """Return the runs in the prose of a document, which `find_runs` finds too, ten times slower where they are few."""
    prose, skeleton = document.prose, document.skeleton
    found = []
    place = -1 if prose.isascii() else skeleton.find(b"?")
    while place >= 0:
        match = _RUN.match(prose, place)
        if match:
            found.append(Span(*match.span()))
        place = skeleton.find(b"?", match.end() if match else place + 1)
    return tuple(found)
