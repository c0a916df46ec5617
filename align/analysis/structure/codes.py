"""Whether two blocks of code say the same to a program: line by line, without comments and what people read."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from glossary.pack.patterns import compile_late

_TEXTS = frozenset(
    [
        "text",
        "txt",
        "plain",
        "plaintext",
        "console",
        "output",
        "log",
        "mermaid",
        "plantuml",
        "puml",
        "d2",
        "dot",
        "graphviz",
        "ascii",
        "md",
        "markdown",
        "mdx",
        "tree",
        "diff",
        "http",
        "none",
    ]
)
"""Languages of code in which much is what people read."""
_ALIASES = {
    "sh": "bash", "shell": "bash", "zsh": "bash", "console": "bash", "shell-session": "bash", "shellscript": "bash",
    "js": "javascript", "ts": "typescript", "py": "python", "python3": "python", "yml": "yaml", "rb": "ruby",
    "golang": "go", "rs": "rust", "plaintext": "text", "txt": "text", "plain": "text", "md": "markdown",
    "html": "html", "c++": "cpp", "cs": "csharp", "docker": "dockerfile", "ps1": "powershell", "jsonc": "json",
}  # fmt: skip
_STRING = compile_late(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|`(?:[^`\\\n]|\\.)*`')
_OPENING = compile_late(r"/\*|<!--|\"\"\"|'''")
_CLOSING = {"/*": "*/", "<!--": "-->"}
_COMMENT = compile_late(
    r"(?:(?<=\s)|^)(?:#(?!\[|!)|//|--(?=\s)|;(?=\s)|%(?=\s)|REM\s)(?P<said>.*)$|(?P<star>^\s*\*\s.*$)"
)
_PROMPT = compile_late(r"^\s{0,40}\$ (?=\S)")
_SAID = compile_late(r"[^\n]")
_LETTERS = compile_late(r"[^\W\d_]")
_TITLE = compile_late(r"""\b(?:title|caption|name|label|filename|file)=(?:"[^"]*"|'[^']*'|[^\s}]+)""")
_INCLUDE = compile_late(r"-{1,9}8<-|<<<\s|\{!|\{\{#include")
_TOKEN = compile_late(rf"{_STRING.pattern}|\w+|\S")
_LOCALE = compile_late(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
_LOOSE = frozenset(",;()")
_FOREIGN = "\0"
"""What stands for words in a foreign script."""
_FEW_LINES = 3
_ALIKE = 0.8
_MOST_TOKENS = 5_000
_MOST_LINES = 2_000


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
    return _INCLUDE.match(line.lstrip()) is not None


def _is_foreign(text: str) -> bool:
    return not text.isascii() and any(not one.isascii() for one in _LETTERS.findall(text))


def reduce_line(line: str) -> tuple[str, str]:
    """Return what a line says to a program, without the prompt of a shell, and its comment."""
    comment, line = "", _PROMPT.sub("", line)
    blanked = _STRING.sub(lambda found: "\0" * len(found[0]), line)
    if found := _COMMENT.search(blanked):
        comment, line = line[found.start() :].strip(), line[: found.start()]
    return line.strip(), comment


def compare_code(source: str, target: str, info: str) -> Change | None:
    """Return the first line in which two blocks of code differ for a program; None where none does."""
    is_text = split_info(info)[0] in _TEXTS or not info
    sides = [_list_lines(text) for text in (source, target)]
    if max(map(len, sides)) > _MOST_LINES:
        return None
    code = [[(number, line) for number, line, _ in side if line] for side in sides]
    remarks = [[(number, said) for number, line, said in side if not line] for side in sides]
    found = _compare_lines(code, is_text)
    if found or len(code[0]) != len(code[1]):
        return found
    remarks = [
        [*((n, said) for n, line, said in side if line), *rest] for side, rest in zip(sides, remarks, strict=True)
    ]
    return _compare_remarks(remarks) if len(remarks[0]) == len(remarks[1]) else None


def _compare_lines(sides: Sequence[Sequence[tuple[int, str]]], is_text: bool) -> Change | None:
    bare = [["".join(line.split()) for _, line in side] for side in sides]
    for first, last, start, end in _list_hunks(*bare):
        hunks = sides[0][first:last], sides[1][start:end]
        if is_text and any(_is_foreign(line) for hunk in hunks for _, line in hunk):
            continue
        lines = [[line for _, line in hunk] for hunk in hunks]
        if (place := _compare_tokens(*lines)) is None:
            continue
        row, column = place
        old = lines[0][row] if row < len(lines[0]) else ""
        if column < len(lines[1]):
            return Change(old, lines[1][column], hunks[1][column][0])
        before = sides[1][start - 1][0] if start else 0
        return Change(old, None, sides[1][start][0] if start < len(sides[1]) else before)
    return None


def _list_hunks(source: Sequence[str], target: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Return which lines differ; a few equal lines between two such places count among them."""
    hunks = list[tuple[int, int, int, int]]()
    for tag, first, last, start, end in SequenceMatcher(None, source, target, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        is_near = hunks and first - hunks[-1][1] <= _FEW_LINES
        begin = (hunks[-1][0], hunks.pop()[2]) if is_near else (first, start)
        hunks.append((begin[0], last, begin[1], end))
    return hunks


def _compare_tokens(source: Sequence[str], target: Sequence[str]) -> tuple[int, int] | None:
    """Return the first lines of both sides in which tokens differ that mean something to a program."""
    tokens = [
        [(at, token) for at, line in enumerate(lines) for token in _list_tokens(line)] for lines in (source, target)
    ]
    keys, others = ([key for _, key in side] for side in tokens)
    if max(len(keys), len(others)) > _MOST_TOKENS:
        return None
    for tag, first, last, start, end in SequenceMatcher(None, keys, others, autojunk=False).get_opcodes():
        old, new = keys[first:last], others[start:end]
        if tag == "equal" or _FOREIGN in old or _FOREIGN in new or "".join(old) == "".join(new):
            continue
        if len(old) == len(new) and all(a == b or _is_wording(a, b) for a, b in zip(old, new, strict=True)):
            continue
        row = tokens[0][first][0] if first < last else len(source)
        column = tokens[1][start][0] if start < end else len(target)
        if column == len(target) and len(source) == len(target):
            column = row
        if row == len(source) and len(source) == len(target):
            row = column
        return row, column
    return None


def _list_tokens(line: str) -> Iterator[str]:
    for found in _TOKEN.finditer(line):
        token = found[0]
        if token[0] in "\"'`" and len(token) > 1:
            inner = "".join(token[1:-1].split())
            yield _FOREIGN if _is_foreign(inner) else f'"{token[1:-1].strip()}'
        elif _is_foreign(token):
            yield _FOREIGN
        elif token not in _LOOSE:
            yield token


def _is_wording(one: str, other: str) -> bool:
    """Return whether two strings are wordings of a language, or names of languages."""
    if one[0] != '"' or other[0] != '"':
        return False
    if _LOCALE.fullmatch(one[1:]) and _LOCALE.fullmatch(other[1:]):
        return True
    if "".join(one.split()) == "".join(other.split()):
        return True
    return " " in one and " " in other and SequenceMatcher(None, one, other).ratio() < _ALIKE


def _compare_remarks(sides: Sequence[Sequence[tuple[int, str]]]) -> Change | None:
    """Return the first comment that is as good as equal to that of the source, and not equal: it holds values."""
    for (_, one), (row, other) in zip(*sides, strict=True):
        is_worded = not one or _is_foreign(one) or _is_foreign(other) or "".join(one.split()) == "".join(other.split())
        if not is_worded and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE:
            return Change(one, other, row)
    return None


def _blank_comments(text: str) -> str:
    """Return code with spaces in place of comments that may have several lines, and of texts between three quotes."""
    position, missing, pieces = 0, set[str](), list[str]()
    while found := _OPENING.search(text, position):
        closing = _CLOSING.get(found[0], found[0])
        end = -1 if closing in missing else text.find(closing, found.end())
        if end < 0:
            missing.add(closing)
            pieces.append(text[position : found.end()])
            position = found.end()
        else:
            pieces += text[position : found.start()], _SAID.sub(" ", text[found.start() : end + len(closing)])
            position = end + len(closing)
    return "".join((*pieces, text[position:]))


def _list_lines(text: str) -> list[tuple[int, str, str]]:
    """Return the lines that say something, with their numbers and comments; comments of several lines are blanked."""
    blanked = _blank_comments(text)
    reduced = [(number, *reduce_line(line)) for number, line in enumerate(blanked.split("\n"))]
    return [line for line in reduced if any(line[1:]) and not is_include(line[1])]
