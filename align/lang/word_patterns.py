"""Build expressions of rows of words: what a word must have before or after it, and what it may not.

A Chinese table has the columns `before`, `not_before`, `words`, `after` and `not_after`, in simplified script. In those
but `words`, `.` means the end of a clause, `…` up to sixteen characters of it, and `_…` at least one.

In English words `*` means any letters (at the head of a word, at least one), `(not)` a word that may be
missing, `be,been` for either of two words, and `…` for some words of the sentence.
"""

import re
from collections.abc import Iterable

from glossary.pack.tables import Form, Row, cache_by_packs, read_rows, split_cell

CHINESE_COLUMNS = ("before", "not_before", "words", "after", "not_after")
STOPS = "，。；：！？,;:"
_MARKS = (("_…", f"[^{STOPS}]{{1,16}}"), ("…", f"[^{STOPS}]{{0,16}}"))


@cache_by_packs
def find_pattern(form: Form, kind: str = "") -> re.Pattern[str]:
    """Return what finds a word of the Chinese rows of a kind, or of all rows; of two the earlier. Raises PackError."""
    rows = read_rows(form)
    place = form.columns.index("kind") if kind else 0
    return re.compile("|".join(build_chinese(form, row) for row in rows if not kind or row.cells[place] == kind))


def build_chinese(form: Form, row: Row) -> str:
    """Return the expression of a row of a Chinese table."""
    cells = dict(zip(form.columns, row.cells, strict=True))
    before, not_before, words, after, not_after = (split_cell(cells.get(name, ""), "/") for name in CHINESE_COLUMNS)
    body = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    if not any((before, not_before, after, not_after)):
        return body
    parts = [f"(?<!{_escape(one, is_behind=False)})" for one in not_before]
    if before:
        parts.append(f"(?:{'|'.join(_look_back(one) for one in before)})")
    parts.append(f"(?:{body})")
    if after:
        parts.append(f"(?={'|'.join(map(_escape, after))})")
    if not_after:
        parts.append(f"(?!{'|'.join(map(_escape, not_after))})")
    return "".join(parts)


def _look_back(item: str) -> str:
    return rf"(?<![^{STOPS}\s“”])" if item == "." else f"(?<={re.escape(item)})"


def _escape(item: str, *, is_behind: bool = True) -> str:
    """Return the expression of an item of a cell; marks count only after the words."""
    if is_behind and item == ".":
        return r"\W|\Z"
    for mark, expression in _MARKS if is_behind else ():
        if item.startswith(mark):
            return expression + re.escape(item.removeprefix(mark))
    return re.escape(item)


@cache_by_packs
def list_words(form: Form, kind: str) -> tuple[str, ...]:
    """Return the words of the rows of a kind, in order. Raises PackError."""
    words, separator = form.columns.index("words"), "/" if "words" in form.chinese else "|"
    rows = (row.cells for row in read_rows(form) if row.cells[form.columns.index("kind")] == kind)
    return tuple(word for cells in rows for word in split_cell(cells[words], separator))


@cache_by_packs
def compile_english(form: Form, kind: str, letters: str = "[A-Za-z]", flags: int = 0) -> re.Pattern[str]:
    """Return what finds the English words of a kind, in a table whose words can be of several. Raises PackError."""
    words = (row.cells[0] for row in read_rows(form) if kind in split_cell(row.cells[1], "|"))
    return re.compile(join_english(words, letters), flags)


def join_english(words: Iterable[str], letters: str = "[a-z]") -> str:
    """Return an expression for any of some English words or phrases, in which `*` means any of some letters.

    >>> bool(re.fullmatch(join_english(["drop* (the) case,matter"]), "dropped the matter"))
    True
    """
    return "|".join(_expand(phrase, letters) for phrase in words)


def _expand(phrase: str, letters: str) -> str:
    parts = []
    for word in phrase.split():
        forms = "|".join(_expand_word(form, letters) for form in word.strip("()").split(","))
        if word == "…":
            parts.append("[^.;]{0,40}")
        else:
            parts.append(f"(?:(?:{forms}) )?" if word.startswith("(") else f"(?:{forms}) ")
    start = r"\b" if phrase[0] in "*(" or phrase[0].isalnum() else ""
    return start + "".join(parts).removesuffix(" ") + r"\b"


def _expand_word(word: str, letters: str) -> str:
    start = f"{letters}+" if word.startswith("*") else ""
    return start + re.escape(word.removeprefix("*")).replace(r"\*", f"{letters}*").replace("'", "['’]")
