"""How languages write comments and strings: a regular expression for each family, and the suffixes of its languages.

In an expression, `line` is the text of a comment up to the end of its line, `block` that of one between two marks,
`text` that of a string which documents code; what it matches otherwise is a string, or nothing.
"""

import re
from collections.abc import Mapping

_DOUBLE = r'"(?:[^"\\\n]|\\.)*+"'
_SINGLE = r"'(?:[^'\\\n]|\\.)*+'"
_CHARACTER = r"'(?:[^'\\\n]|\\[^\n]{1,10}?)'"
_SLASHES = r"(?<!:)//+!?(?P<line>[^\n]*+)"
_STARS = r"/\*[*!]*+(?P<block>(?:[^*]|\*(?!/))*+)(?:\*/|\Z)"
_RAW = r"`(?:[^`\\]|\\.)*+`"
_HASH = r"(?<![^\s;])#+(?P<line>[^\n]*+)"
_TRIPLE = (
    r'(?P<prefix>[A-Za-z]{0,2})(?:"""(?P<text>(?:[^"\\]|\\.|"(?!""))*+)(?:"""|\Z)'
    r"|'''(?P<text2>(?:[^'\\]|\\.|'(?!''))*+)(?:'''|\Z))"
)
_SQL_STRING = r"'(?:[^']|'')*+'"

_C = rf"{_DOUBLE}|{_CHARACTER}|{_SLASHES}|{_STARS}"
_FAMILIES: Mapping[str, str] = {
    ".c .h .cc .cpp .cxx .hh .hpp .java .swift .kt .kts .scala .groovy .proto .m .mm .zig .sol": _C,
    ".rs": rf'r#+"(?:[^"]|"(?!#))*+(?:"#+|\Z)|{_C}',
    ".cs": rf'@"(?:[^"]|"")*+"|{_C}',
    ".js .jsx .mjs .cjs .ts .tsx .go .dart .scss .less": rf"{_DOUBLE}|{_SINGLE}|{_RAW}|{_SLASHES}|{_STARS}",
    ".php": rf"{_DOUBLE}|{_SINGLE}|{_SLASHES.replace('line', 'line2')}|{_STARS}|(?<![^\s;])#(?!\[)(?P<line>[^\n]*+)",
    ".css": rf"{_DOUBLE}|{_SINGLE}|{_STARS}",
    ".py .pyi .pyx": rf"{_TRIPLE}|{_DOUBLE}|{_SINGLE}|#+:?(?P<line>[^\n]*+)",
    ".sh .bash .zsh .pl .pm .r .jl .ex .exs .cmake .nix": rf"\\.|{_DOUBLE}|{_SINGLE}|{_HASH}",
    ".rb": rf"{_DOUBLE}|{_SINGLE}|{_HASH}|^=begin\b(?P<block>.*?)(?:^=end\b|\Z)",
    ".ps1 .psm1": rf"{_DOUBLE}|{_SQL_STRING}|<#(?P<block>.*?)(?:#>|\Z)|{_HASH}",
    ".sql": rf"{_SQL_STRING}|--+(?P<line>[^\n]*+)|{_STARS}",
    ".lua": rf"{_DOUBLE}|{_SINGLE}|--\[\[(?P<block>.*?)(?:\]\]|\Z)|--+(?P<line>[^\n]*+)",
    ".hs .elm": rf"{_DOUBLE}|{{-(?P<block>.*?)(?:-}}|\Z)|--+(?P<line>[^\n]*+)",
}
SYNTAXES: Mapping[str, re.Pattern[str]] = {
    suffix: pattern
    for suffixes, expression in _FAMILIES.items()
    for pattern in (re.compile(expression, re.DOTALL | re.MULTILINE),)
    for suffix in suffixes.split()
}
"""Suffix -> what finds comments, and the strings in which none begins."""
