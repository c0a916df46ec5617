"""Whether two blocks of code say the same to a program: line by line, without comments and what people read."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_TEXTS = frozenset(
    "text txt plain plaintext console output log mermaid plantuml puml d2 dot graphviz ascii md markdown mdx tree diff "
    "http none".split()
)
"""Languages of code in which much is what people read."""
_ALIASES = {
    "sh": "bash", "shell": "bash", "zsh": "bash", "console": "bash", "shell-session": "bash", "shellscript": "bash",
    "js": "javascript", "ts": "typescript", "py": "python", "python3": "python", "yml": "yaml", "rb": "ruby",
    "golang": "go", "rs": "rust", "plaintext": "text", "txt": "text", "plain": "text", "md": "markdown",
    "html": "html", "c++": "cpp", "cs": "csharp", "docker": "dockerfile", "ps1": "powershell", "jsonc": "json",
}  # fmt: skip
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|`(?:[^`\\\n]|\\.)*`')
_BLOCK_COMMENT = re.compile(r'/\*.*?\*/|<!--.*?-->|""".*?"""|\'\'\'.*?\'\'\'', re.DOTALL)
_COMMENT = re.compile(r"(?:(?<=\s)|^)(?:#(?!\[|!)|//|--(?=\s)|;(?=\s)|%(?=\s)|REM\s)(?P<said>.*)$|(?P<star>^\s*\*\s.*$)")
_LETTERS = re.compile(r"[^\W\d_]")
_TITLE = re.compile(r"""\b(?:title|caption|name|label|filename|file)=(?:"[^"]*"|'[^']*'|[^\s}]+)""")
_INCLUDE = re.compile(r"\s*-+8<-+|\s*<<<\s|\s*\{![^\n]*!\}|\s*\{\{#include")
_ALIKE = 0.8
_MOST_LINES = 2_000


Line = tuple[str, str]
"""What a line of code says to a program, and its comment."""


class Change(NamedTuple):
    """A line of code that differs: what the source has, and the line of the target (None: where one is missing)."""

    source: str
    target: str | None
    row: int


def split_info(info: str) -> tuple[str, str]:
    """Return the language of code, by one name, and its other settings but what people read of them."""
    if info.startswith("{") and not info.startswith("{."):
        info = info.strip("{}")
    language, _, rest = info.replace("{", " {", 1).partition(" ")
    language = language.lstrip("{.").rstrip("}").casefold()
    rest = " ".join(_TITLE.sub(" ", rest).replace("{ ", "{").split())
    return _ALIASES.get(language, language), rest


def is_include(line: str) -> bool:
    """Return whether a line puts another file in its place."""
    return _INCLUDE.match(line) is not None


def _is_foreign(text: str) -> bool:
    return not text.isascii() and any(not one.isascii() for one in _LETTERS.findall(text))


def reduce_line(line: str) -> Line:
    """Return what a line says to a program, and its comment."""
    comment = ""
    blanked = _STRING.sub(lambda found: "\0" * len(found[0]), line)
    if found := _COMMENT.search(blanked):
        comment, line = line[found.start() :].strip(), line[: found.start()]
    return line.strip(), comment


def _is_same(one: Line, other: Line, is_text: bool) -> bool:
    """Return whether two lines say the same, or what differs is what people read."""
    code, said = zip(one, other, strict=True)
    if code[0] != code[1] and not _is_translated(*code, is_text=is_text):
        return False
    if said[0] == said[1] or not all(said) or _is_foreign(said[0]) or _is_foreign(said[1]):
        return True
    return SequenceMatcher(None, *said, autojunk=False).ratio() < _ALIKE


def _is_translated(source: str, target: str, *, is_text: bool) -> bool:
    """Return whether two lines differ only in what people read: strings in a foreign script, or other words."""
    if is_text and (_is_foreign(source) or _is_foreign(target)):
        return True
    source, target = ("".join(one.split()) if is_text else one for one in (source, target))
    if source == target:
        return True
    outer = [_STRING.sub('""', one) for one in (source, target)]
    inner = [_STRING.findall(one) for one in (source, target)]
    if not any(map(_is_foreign, (source, target))) and (outer[0] != outer[1] or len(inner[0]) != len(inner[1])):
        return False
    if outer[0] != outer[1] or len(inner[0]) != len(inner[1]):
        return _without_foreign(source) == _without_foreign(target) or _is_foreign(outer[0]) or _is_foreign(outer[1])
    return all(a == b or _is_wording(a, b) for a, b in zip(*inner, strict=True))


def _without_foreign(line: str) -> str:
    return re.sub(r"[^\x00-\x7f]+|\s+", "", line)


def _is_wording(one: str, other: str) -> bool:
    if _is_foreign(one) or _is_foreign(other):
        return True
    return " " in one.strip("\"' ") and " " in other.strip("\"' ") and SequenceMatcher(None, one, other).ratio() < _ALIKE


def compare_code(source: str, target: str, info: str) -> Change | None:
    """Return the first line in which two blocks of code differ for a program; None where none does."""
    is_text = split_info(info)[0] in _TEXTS or not info
    sides = [_list_lines(text) for text in (source, target)]
    if max(map(len, sides)) > _MOST_LINES:
        return None
    code = [[(number, line) for number, line in side if line[0]] for side in sides]
    remarks = [[(number, line) for number, line in side if not line[0]] for side in sides]
    if len(remarks[0]) != len(remarks[1]):
        remarks = [[], []]
    return _compare_lines(code, is_text) or _compare_lines(remarks, is_text)


def _compare_lines(sides: Sequence[Sequence[tuple[int, Line]]], is_text: bool) -> Change | None:
    numbers = [[number for number, _ in side] for side in sides]
    lines = [[line for _, line in side] for side in sides]
    if len(lines[0]) == len(lines[1]):
        for at, (one, other) in enumerate(zip(*lines, strict=True)):
            if not _is_same(one, other, is_text):
                return Change(" ".join(filter(None, one)), " ".join(filter(None, other)), numbers[1][at])
        return None
    keys = [[line for line, _ in side] for side in lines]
    for tag, first, last, start, end in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        pairs = zip(lines[0][first:last], lines[1][start:end], strict=False)
        if tag == "equal" or (last - first == end - start and all(_is_same(*pair, is_text) for pair in pairs)):
            continue
        old, new = ("".join("".join(part).split()) for part in (keys[0][first:last], keys[1][start:end]))
        if old == new or (is_text and (_is_foreign(old) or _is_foreign(new))):
            continue
        row = numbers[1][min(start, len(numbers[1]) - 1)] if numbers[1] else 0
        return Change(keys[0][first] if first < last else "", keys[1][start] if start < end else None, row)
    return None


def _list_lines(text: str) -> list[tuple[int, Line]]:
    """Return the lines that say something, with their numbers; comments of several lines are blanked."""
    blanked = _BLOCK_COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    reduced = [(number, reduce_line(line)) for number, line in enumerate(blanked.split("\n"))]
    return [(number, line) for number, line in reduced if any(line) and not is_include(line[0])]
