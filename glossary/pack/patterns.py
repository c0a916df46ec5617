"""Read tables of named patterns, and compile expressions when they are first used.

To compile a class of Chinese characters takes some milliseconds, which a text without any should not cost.

A row of a table of patterns has a name and a pattern, a regular expression. In a pattern `{year}` is the pattern of
the row `year`; `{year:first}` is the same, with its group `year` called `first`; `{numbers.digit}` is a row of the
table `numbers` in the same folder; and `[{digit}.]` is a class with the characters of another. What has to be next to a
match, and is not part of it, has columns of its own. Words divided by `|` are a pattern, and a list.

A table of the folder that is not a table of patterns lends its words: `{months.short}` is those in its column `short`,
`{number_words.tens}` those of the rows of the kind `tens`; `{number_words.tens:cased}` has them also with a capital,
`{units.words:hyphened}` also with hyphens in the place of blanks.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import cast

from glossary.pack.tables import Form, PackError, Row, cache_by_packs, read_rows, read_table, split_cell


class LatePattern:
    """Takes the place of a compiled expression, and has its attributes once one of them is asked for."""

    def __init__(self, make: Callable[[], re.Pattern[str]]) -> None:
        self._make = make

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = self.compile()
        vars(self).update({one: getattr(compiled, one) for one in dir(compiled) if not one.startswith("_")})
        found: object = getattr(compiled, name)
        return found

    def compile(self) -> re.Pattern[str]:
        """Return the expression."""
        return self._make()


def compile_late(source: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """Return an expression that is compiled, or made of tables, at its first use; an error in it shows only then.

    >>> compile_late("[a-c]+").findall("abba, bad")
    ['abba', 'ba']
    """
    if isinstance(source, str):
        return cast("re.Pattern[str]", LatePattern(partial(re.compile, source, flags)))
    return cast("re.Pattern[str]", LatePattern(lambda: re.compile(source(), flags)))


def join_words(words: Iterable[str]) -> str:
    """Return the body of an expression that matches the longest of some words, and tries each letter once.

    >>> join_words(("ten", "tenth", "two"))
    't(?:en(?:th)?|wo)'
    """
    words = {*words}
    if len(words) <= 1:
        return re.escape("".join(words))
    branches = dict[str, list[str]]()
    for word in words:
        branches.setdefault(word[:1], []).append(word[1:])
    is_complete = branches.pop("", None) is not None
    bodies = [re.escape(char) + join_words(rest) for char, rest in sorted(branches.items())]
    body = bodies[0] if len(bodies) == 1 and not is_complete else f"(?:{'|'.join(bodies)})"
    return f"{body}?" if is_complete else body


_COLUMNS = ("name", "not_before", "before", "pattern", "after", "not_after", "examples", "counter_examples")
_REFERENCE = re.compile(r"\{(?:(?P<table>[a-z_]+)\.)?(?P<name>[a-z][a-z_0-9]*)(?::(?P<group>\w+))?\}")
_SPECIAL = re.compile(r"[\\.^$*+?()\[\]{}]")
_ALTERNATIVES = re.compile(r"((?:\\.|\[(?:\\.|[^\]])*\]|[^|\\\[])+)(?:\||\Z)")
_MANY = 20
"""How many words are sought faster letter by letter than one by one."""
_QUANTIFIER, _CLASS = re.compile(r"[?*+]|\{[0-9]"), re.compile(r"\[[^\]]*\]")


class PatternTable:
    """A table of named patterns in the packs of a package, such as `zh/dates`.

    A row is read at its first use. One that does not exist, or cannot be used, raises PackError then. A pattern with
    words of a table to which a team can add rows is compiled in a function that is cached by packs, not late.
    """

    def __init__(self, package: str, name: str) -> None:
        self.form = Form(package, name, _COLUMNS, key=("name",), needed=("pattern",))
        self.words, self.characters = cache(self._list_words), cache(self._list_characters)

    def late(self, name: str, flags: int = 0) -> re.Pattern[str]:
        """Return the pattern of a row, which is compiled at its first use."""
        return cast("re.Pattern[str]", LatePattern(partial(self.compile, name, flags)))

    def compile(self, name: str, flags: int = 0) -> re.Pattern[str]:
        """Return the pattern of a row, compiled."""
        try:
            return re.compile(self.source(name), flags)
        except (re.error, RecursionError) as error:
            raise PackError(f"{self.find(name).place}: “{name}” cannot be used: {error}") from None

    def source(self, name: str) -> str:
        """Return the expression of a row, with the patterns that it names in the place of their names."""
        return _expand(self, name)

    def _list_words(self, name: str) -> tuple[str, ...]:
        """Return the words that a row lists, in their order."""
        words = self.find(name).cells[_COLUMNS.index("pattern")]
        if _SPECIAL.search(words):
            raise PackError(f"{self.find(name).place}: “{name}” is a pattern, not a list of words")
        return tuple(words.split("|"))

    def _list_characters(self, name: str) -> str:
        """Return the characters of a row that is a class of them, and nothing more: what may be in brackets."""
        return _strip(self.source(name))

    def is_list(self, name: str) -> bool:
        """Return whether a row lists words or characters, which explain themselves."""
        pattern = self.find(name).cells[_COLUMNS.index("pattern")]
        return not _SPECIAL.search(pattern) or bool(_CLASS.fullmatch(pattern))

    def find(self, name: str) -> Row:
        """Return a row."""
        row = _read_rows(self.form).get(name)
        if not row:
            raise PackError(f"{self.form.package}/packs/{self.form.name}.tsv: there is no row “{name}”")
        return row


@cache
def _read_rows(form: Form) -> dict[str, Row]:
    return {row.cells[0]: row for row in form.read_built_in()}


@cache_by_packs
def _expand(table: PatternTable, name: str) -> str:
    cells = table.find(name).cells[1:6]
    if not any((*cells[:2], *cells[3:])):
        pattern = _insert(table, cells[2])
        return f"(?:{pattern})" if len(_ALTERNATIVES.findall(pattern)) > 1 else pattern
    not_before, before, pattern, after, not_after = (_insert(table, cell) for cell in cells)
    behind = "|".join(f"(?<={one})" for one in _ALTERNATIVES.findall(before))
    return "".join(
        (
            *(f"(?<!{one})" for one in _ALTERNATIVES.findall(not_before)),
            f"(?:{behind})" if "|" in behind else behind,
            f"(?:{pattern})" if len(_ALTERNATIVES.findall(pattern)) > 1 else pattern,
            f"(?={after})" if after else "",
            f"(?!{not_after})" if not_after else "",
        )
    )


def _insert(table: PatternTable, cell: str) -> str:
    """Return an expression with the patterns that it names in the place of their names."""

    def insert(match: re.Match[str]) -> str:
        other = table
        if match["table"]:
            form = _find_form(table.form.package, f"{table.form.name.rpartition('/')[0]}/{match['table']}")
            if form.columns != _COLUMNS:
                return _join_cells(form, match["name"], match["group"])
            other = _get_table(form.package, form.name)
        source = other.source(match["name"])
        if match["group"]:
            source = source.replace(f"(?P<{match['name']}>", f"(?P<{match['group']}>")
        if cell.rfind("[", 0, match.start()) > cell.rfind("]", 0, match.start()):
            return _strip(source)
        is_repeated = _QUANTIFIER.match(cell, match.end()) and not _CLASS.fullmatch(source)
        return f"(?:{source})" if is_repeated else source

    return _REFERENCE.sub(insert, cell)


_get_table = cache(PatternTable)


@cache
def _find_form(package: str, name: str) -> Form:
    """Return the form of a built-in table, as its header has it."""
    columns = tuple(read_table(package, name).partition("\n")[0].split("\t"))
    return Form(package, name, columns, key=columns[:1])


@cache_by_packs
def _join_cells(form: Form, name: str, variants: str | None) -> str:
    """Return an expression for the words in the column `name` of a table, else of the rows of that kind.

    A long list of them is sought letter by letter.
    """
    if name in form.columns:
        cells = [row.cells[form.columns.index(name)] for row in read_rows(form)]
    else:
        kind = form.columns.index("kind")
        cells = [row.cells[0] for row in read_rows(form) if row.cells[kind] == name]
    words = tuple(word for cell in cells for word in split_cell(cell, "|"))
    if not words:
        raise PackError(f"{form.package}/packs/{form.name}.tsv: has no words “{name}”")
    if variants == "cased":
        words += tuple(word[:1].upper() + word[1:] for word in words)
    elif variants == "hyphened":
        words += tuple(word.replace(" ", "-") for word in words)
    longest_first = sorted(words, key=len, reverse=True)
    return f"(?:{join_words(words) if len(words) > _MANY else '|'.join(map(re.escape, longest_first))})"


def _strip(source: str) -> str:
    """Return the characters of a class, or of words of one letter."""
    return source[1:-1] if source.startswith("[") else source.removeprefix("(?:").removesuffix(")").replace("|", "")
