"""The patterns of Chinese and English words: tables of patterns, and expressions built from rows of words.

A row of words says what a word must have before or after it, and what it may not.

A Chinese table has the columns `before`, `not_before`, `words`, `after` and `not_after`, in simplified script. In those
but `words`, `.` means the end of a clause, `…` up to sixteen characters of it, and `_…` at least one.

In English words `*` means any letters (at the head of a word, at least one), `(not)` a word that may be
missing, `be,been` for either of two words, and `…` for some words of the sentence.
"""

import re
from collections.abc import Iterable

from glossary.pack.patterns import PatternTable
from glossary.pack.tables import Form, Row, cache_by_packs, read_rows, split_cell

ZH_SENTENCES = PatternTable("align", "zh/sentences")
ZH_PAGES = PatternTable("align", "zh/pages")
ZH_NAMES = PatternTable("align", "zh/names")
LIST_MARKS = PatternTable("align", "zh_en/list_marks")
"""The numbers of list items and notes, in either language."""
EN_NOTES = PatternTable("align", "en/notes")

CHINESE_COLUMNS = ("before", "not_before", "words", "after", "not_after")
STOPS = "，。；：！？,;:"
_CLAUSE_BEGINS = rf"(?<![^{STOPS}\s“”])"
_MARKS = (("_…", f"[^{STOPS}]{{1,16}}"), ("…", f"[^{STOPS}]{{0,16}}"))


@cache_by_packs
def find_pattern(form: Form, kind: str = "") -> re.Pattern[str]:
    """Return what finds a word of the Chinese rows of a kind, or of all rows; of two the earlier. Raises PackError."""
    place = form.columns.index("kind") if kind else 0
    rows = [row for row in read_rows(form) if not kind or row.cells[place] == kind]
    body = "|".join(build_chinese(form, row) for row in rows)
    column = form.columns.index("words")
    words = [word for row in rows for word in split_cell(row.cells[column], "/")]
    # to try the first characters first is faster than to try what must be before each word
    return re.compile(f"{look_for_firsts(words)}(?:{body})" if "(?<" in body and len(rows) > 1 else body)


def look_for_firsts(words: Iterable[str]) -> str:
    """Return the expression for a place where one of the characters is that some words begin with."""
    return f"(?=[{re.escape(''.join(sorted({word[0] for word in words})))}])"


def build_chinese(form: Form, row: Row) -> str:
    """Return the expression of a row of a Chinese table."""
    cells = dict(zip(form.columns, row.cells, strict=True))
    before, not_before, words, after, not_after = (split_cell(cells.get(name, ""), "/") for name in CHINESE_COLUMNS)
    body = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    if not any((before, not_before, after, not_after)):
        return body
    parts = [f"(?<!{re.escape(one)})" for one in not_before]
    if before:
        ends = (_CLAUSE_BEGINS if one == "." else f"(?<={re.escape(one)})" for one in before)
        parts.append(f"(?:{'|'.join(ends)})")
    parts.append(f"(?:{body})")
    if after:
        parts.append(f"(?={'|'.join(map(_escape, after))})")
    if not_after:
        parts.append(f"(?!{'|'.join(map(_escape, not_after))})")
    return "".join(parts)


def _escape(item: str) -> str:
    """Return the expression of what comes after the words, with its marks."""
    if item == ".":
        return r"\W|\Z"
    for mark, expression in _MARKS:
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
        if word == "…":
            parts.append("[^.;]{0,40}")
            continue
        forms = []
        for form in word.strip("()").split(","):
            start = f"{letters}+" if form.startswith("*") else ""
            rest = re.escape(form.removeprefix("*")).replace(r"\*", f"{letters}*").replace("'", "['’]")
            forms.append(start + rest)
        either = f"(?:{'|'.join(forms)}) "
        parts.append(f"(?:{either})?" if word.startswith("(") else either)
    start = r"\b" if phrase[0] in "*(" or phrase[0].isalnum() else ""
    return start + "".join(parts).removesuffix(" ") + r"\b"
