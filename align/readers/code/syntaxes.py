"""How languages write comments and strings: a regular expression for each family, and the suffixes of its languages.

In an expression, `line` is the text of a comment up to the end of its line, `block` that of one between two marks,
`text` that of a string which documents code where it is alone, `string` that of another one, in which a backslash
escapes, and `raw` that of one in which it does not; each with a number where there are several. What an expression
matches otherwise is none of them.
"""

import re
from collections.abc import Mapping
from itertools import count

_DOUBLE = r'"(?P<string>(?:[^"\\\n]|\\.)*+)"'
_SINGLE = r"'(?P<string>(?:[^'\\\n]|\\.)*+)'"
_RAW_SINGLE = r"'(?P<raw>(?:[^'\\\n]|\\.)*+)'"
_CHARACTER = r"'(?:[^'\\\n]|\\[^\n]{1,10}?)'"
_SLASHES = r"(?<!:)//+!?(?P<line>[^\n]*+)"
_STARS = r"/\*[*!]*+(?P<block>(?:[^*]|\*(?!/))*+)(?:\*/|\Z)"
_TEMPLATE = r"`(?P<string>(?:[^`\\]|\\.)*+)`"
_GRAVE = r"`(?P<raw>(?:[^`\\]|\\.)*+)`"
_HASH = r"(?<![^\s;])#+(?P<line>[^\n]*+)"
_TRIPLE = (
    r'(?P<prefix>[A-Za-z]{0,2})(?:"""(?P<text>(?:[^"\\]|\\.|"(?!""))*+)(?:"""|\Z)'
    r"|'''(?P<text>(?:[^'\\]|\\.|'(?!''))*+)(?:'''|\Z))"
)
_SQL_STRING = r"'(?P<raw>(?:[^']|'')*+)'"

_C = rf"{_DOUBLE}|{_CHARACTER}|{_SLASHES}|{_STARS}"
_FAMILIES: Mapping[str, str] = {
    ".c .h .cc .cpp .cxx .hh .hpp .java .swift .kt .kts .scala .groovy .proto .m .mm .zig .sol": _C,
    ".rs": rf'r#+"(?P<raw>(?:[^"]|"(?!#))*+)(?:"#+|\Z)|{_C}',
    ".cs": rf'@"(?P<raw>(?:[^"]|"")*+)"|{_C}',
    ".js .jsx .mjs .cjs .ts .tsx .dart .scss .less": rf"{_DOUBLE}|{_SINGLE}|{_TEMPLATE}|{_SLASHES}|{_STARS}",
    ".go": rf"{_DOUBLE}|{_SINGLE}|{_GRAVE}|{_SLASHES}|{_STARS}",
    ".php": rf"{_DOUBLE}|{_RAW_SINGLE}|{_SLASHES}|{_STARS}|(?<![^\s;])#(?!\[)(?P<line>[^\n]*+)",
    ".css": rf"{_DOUBLE}|{_SINGLE}|{_STARS}",
    ".py .pyi .pyx": rf"{_TRIPLE}|{_DOUBLE}|{_SINGLE}|#+:?(?P<line>[^\n]*+)",
    ".sh .bash .zsh .pl .pm .r .jl .ex .exs .cmake .nix": rf"\\.|{_DOUBLE}|{_RAW_SINGLE}|{_HASH}",
    ".rb": rf"{_DOUBLE}|{_RAW_SINGLE}|{_HASH}|^=begin\b(?P<block>.*?)(?:^=end\b|\Z)",
    ".ps1 .psm1": rf"{_DOUBLE}|{_SQL_STRING}|<#(?P<block>.*?)(?:#>|\Z)|{_HASH}",
    ".sql": rf"{_SQL_STRING}|--+(?P<line>[^\n]*+)|{_STARS}",
    ".lua": rf"{_DOUBLE}|{_SINGLE}|--\[\[(?P<block>.*?)(?:\]\]|\Z)|--+(?P<line>[^\n]*+)",
    ".hs .elm": rf"{_DOUBLE}|{{-(?P<block>.*?)(?:-}}|\Z)|--+(?P<line>[^\n]*+)",
}


def _compile(expression: str) -> re.Pattern[str]:
    """Compile an expression, with a number after the name of each group: no two may have one name."""
    number = count(1)
    numbered = re.sub(
        r"\(\?P<(line|block|text|string|raw)>", lambda found: f"(?P<{found[1]}{next(number)}>", expression
    )
    return re.compile(numbered, re.DOTALL | re.MULTILINE)


SYNTAXES: Mapping[str, re.Pattern[str]] = {
    suffix: pattern
    for suffixes, expression in _FAMILIES.items()
    for pattern in (_compile(expression),)
    for suffix in suffixes.split()
}
"""Suffix -> what finds comments and strings."""
