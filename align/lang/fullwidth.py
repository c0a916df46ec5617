"""Full-width signs of East Asian typesetting, and what English writes instead."""

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
"""Points that no space stands before and a space follows."""

QUOTING = frozenset("《》「」｢｣『』〈〉〝〞〟")
"""Brackets that English may write as quotation marks or as italics: a choice for the editor."""

SYMBOLS = frozenset("＃＊＠＆＋＝＜＞｜～〜＾＿＼｀〃〒〓〽〰")
"""Signs that are no punctuation: often a placeholder or an ornament, meant as it stands."""
