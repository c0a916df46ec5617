"""Read tables of named patterns, and compile expressions when they are first used.

To compile a class of Chinese characters takes some milliseconds, which a text without any should not cost.

A row of a table of patterns has a name and a pattern, a regular expression. In a pattern `{year}` stands for the
pattern of the row `year`; `{year:first}` for the same, with its group `year` called `first`; `{numbers.digit}` for a
row of the table `numbers` in the same folder; and `[{digit}.]` for a class with the characters of another. What has to
stand beside a match, and is no part of it, has columns of its own. Words divided by `|` are a pattern, and a list.
"""

import re
from collections.abc import Callable
from functools import cache, partial
from typing import cast

from glossary.pack.tables import Form, PackError, Row


class LatePattern:
    """Stands in for a compiled expression, whose attributes it has from the first time on that one is asked for."""

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


_COLUMNS = ("name", "not_before", "before", "pattern", "after", "not_after", "examples", "counter_examples")
_REFERENCE = re.compile(r"\{(?:(?P<table>[a-z_]+)\.)?(?P<name>[a-z][a-z_0-9]*)(?::(?P<group>\w+))?\}")
_SPECIAL = re.compile(r"[\\.^$*+?()\[\]{}]")
_ALTERNATIVES = re.compile(r"((?:\\.|\[(?:\\.|[^\]])*\]|[^|\\\[])+)(?:\||\Z)")
_QUANTIFIER, _CLASS = re.compile(r"[?*+]|\{[0-9]"), re.compile(r"\[[^\]]*\]")


class PatternTable:
    """A table of named patterns in the packs of a package, such as `zh/dates`.

    A row is read at its first use. One that does not exist, or cannot be used, raises PackError then.
    """

    def __init__(self, package: str, name: str) -> None:
        self.form = Form(package, name, _COLUMNS, key=("name",), needed=("pattern",))

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

    @cache  # noqa: B019 - a table is never let go
    def words(self, name: str) -> tuple[str, ...]:
        """Return the words that a row lists, in their order."""
        words = self.find(name).cells[_COLUMNS.index("pattern")]
        if _SPECIAL.search(words):
            raise PackError(f"{self.find(name).place}: “{name}” is a pattern, and no list of words")
        return tuple(words.split("|"))

    @cache  # noqa: B019
    def characters(self, name: str) -> str:
        """Return the characters of a row that is a class of them, and nothing more: what may stand in brackets."""
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


@cache
def _expand(table: PatternTable, name: str) -> str:
    cells = dict(zip(_COLUMNS, table.find(name).cells, strict=True))
    not_before, before, pattern, after, not_after = (_insert(table, cells[column]) for column in _COLUMNS[1:6])
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
        folder = table.form.name.rpartition("/")[0]
        other = _get_table(table.form.package, f"{folder}/{match['table']}") if match["table"] else table
        source = other.source(match["name"])
        if match["group"]:
            source = source.replace(f"(?P<{match['name']}>", f"(?P<{match['group']}>")
        if cell.rfind("[", 0, match.start()) > cell.rfind("]", 0, match.start()):
            return _strip(source)
        is_repeated = _QUANTIFIER.match(cell, match.end()) and not _CLASS.fullmatch(source)
        return f"(?:{source})" if is_repeated else source

    return _REFERENCE.sub(insert, cell)


_get_table = cache(PatternTable)


def _strip(source: str) -> str:
    """Return the characters of a class, or of words of one letter."""
    return source[1:-1] if source.startswith("[") else source.removeprefix("(?:").removesuffix(")").replace("|", "")
