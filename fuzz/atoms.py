"""Pieces of text that programs stumble over, by what is odd in them."""

CONTROLS = ("\x00", "\x07", "\x08", "\x0b", "\x0c", "\x1b[31m", "\x1b]0;title\x07", "\x7f", "\x85", "\x9b31m", "\x1c")
INVISIBLE = ("\u200b", "\u200d", "\u00ad", "\ufeff", "\u2060", "\u034f", "\u180e", "\u3164", "\U000e0041")
BIDI = ("\u202e", "\u202a", "\u2066", "\u2069", "\u200f", "\u061c", "שלום", "مرحبا")
LINES = ("\n", "\r\n", "\r", "\u2028", "\u2029", "\n\n", "\x0b\n", "\r\r\n")
SURROGATES = ("\ud800", "\udc00", "\udfff\ud800", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1e8\U0001f1f3")
COMBINING = ("e\u0301\u0301\u0301", "Z\u0351\u036b\u0343", "가", "\u1112\u1161\u11ab", "ﬁ", "ß", "İ", "ǅ", "\u0345")
COMMANDS = (
    "::error file=x::",
    "::stop-commands::",
    "##[error]",
    "##vso[task.setvariable]",
    "  ::set-output name=a::b",
    "%0A::warning::",
    "\u3000::add-mask::x",
)
DIGITS = ("9" * 40, "9" * 400, "1e999", "0" * 50, "１２３", "٣٤٥", "①", "Ⅻ", "½", "1,2,3,4", "1.2.3.4.5", "-0", "+-1")
NUMERALS = (
    "亿",
    "万亿",
    "百万",
    "〇",
    "零点零",
    "两千零一十",
    "壹佰",
    "十十十",
    "廿",
    "几十",
    "数百万",
    "3.5亿",
    "千分之",
)
QUANTITIES = (
    "3月5日",
    "二〇二三年十三月",
    "2023-02-30",
    "$3bn",
    "¥",
    "%",
    "百分之百",
    "25℃",
    "half a million",
    "May 5",
)
BRACKETS = ("(", ")", "（", "）", "[", "]", "【", "《", "》", "“", "”", "‘", "’", '"', "'", "「", "⟦", "<", ">")
MARKUP = ("```", "`", "**", "__", "# ", "> ", "- ", "1. ", "| a | b |", "[a](b", "![", "<!--", "-->", "&#0;", "&lt;")
TABLES = (",", ";", "\t", "|", '"', '""', "=1+1", "@x", "-1", "+1", "#", "\ufeff", "{", "}", "\\", "/", "\\u0000")
FORMATS = ("%s", "%(x)s", "{}", "{0}", "{{", "$x", "${x}", "\\1", "\\g<0>", "(?P<a>", "[a-", "*" * 9, ".*")
WORDS = ("the the", "to摆脱", "摆脱", "，", "。", "  ", "\u3000", " ,", "…", "——", "丨", "Ã©", "鈥淲", "锟斤拷", "�")

FAMILIES = (
    CONTROLS,
    INVISIBLE,
    BIDI,
    LINES,
    SURROGATES,
    COMBINING,
    COMMANDS,
    DIGITS,
    NUMERALS,
    QUANTITIES,
    BRACKETS,
    MARKUP,
    TABLES,
    FORMATS,
    WORDS,
)

BYTES = (
    "ff",
    "fe",
    "c0af",
    "eda080",
    "f4908080",
    "e4b8",
    "80",
    "00",
    "fffe",
    "feff",
    "efbbbf",
    "efbbbfefbbbf",
    "fffe0000",
    "81308130",
    "8130",
    "a140",
    "fe39fe39",
    "1b2842",
)
"""Bytes, in hexadecimal, that are wrong or half of something in UTF-8, UTF-16, GB 18030, Big5 or ISO 2022."""

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "big5", "cp1252", "utf-32")

NAMES = (
    "a b.txt",
    "-.txt",
    "--help.txt",
    "::error file=x::.txt",
    "a\nb.txt",
    "a\u202eb.en.txt",
    "a.zh-en.txt",
    ".txt",
    "摆脱.en.txt",
    "a.TXT",
    "a..md",
    "##[error].txt",
    "\x1b[31m.txt",
    "'.jsonl",
)
"""Names of files that are odd."""
