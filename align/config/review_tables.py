"""Decisions in a table of findings: the CSV or workbook that `check` wrote, with columns that someone filled in."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import NamedTuple

from align.config.baseline import FINGERPRINT
from align.errors import FileError, ReadError, describe_unreadable
from align.readers.tables.workbook import read_sheets
from align.report.rows import DECISIONS, DELETE, OPTIONS
from glossary.formats.base import FormatError
from glossary.formats.tables import cells
from glossary.storage.reading import read_file

SUFFIXES = (".csv", ".xlsx")

_NEEDED = ("path", "fingerprint", *DECISIONS)
_WORDS = ("accept", "fix", "edit", "comment")
_WRITTEN_OUT = re.compile(r"<U\+[0-9A-F]{4,6}>")
_SEVERAL = "; "
"""What is between two suggestions."""


def is_table(path: str) -> bool:
    """Return whether a file of decisions is a table, by its suffix."""
    return PurePath(path).suffix.lower() in SUFFIXES


class Table(NamedTuple):
    """The decisions in a table, as those in a file of decisions, and the options of the run that it names."""

    decisions: Iterator[dict[str, str]]
    options: tuple[str, ...]


def read_table(path: str) -> Table:
    """Return what a table holds; rows without a decision are left out. Raises FileError, also as rows are read."""
    rows = list(read_rows(path))
    if not rows:
        raise FileError(path, "is empty: fill in the table that `check --output xlsx=FILE` writes")
    titles = [title.strip().casefold() for title in rows[0][1]]
    if missing := [name for name in _NEEDED if name not in titles]:
        advice = "fill in the table that `check --output xlsx=FILE` writes"
        raise FileError(path, f"has no column “{missing[0]}”: {advice}")
    options = (title.strip()[len(OPTIONS) :].strip() for title in rows[0][1] if _names_options(title))
    return Table(_find_decisions(path, titles, rows[1:]), tuple(sorted({*options} - {""})))


def _names_options(title: str) -> bool:
    return title.strip().casefold().startswith(OPTIONS)


def _find_decisions(path: str, titles: list[str], rows: Iterable[tuple[int, list[str]]]) -> Iterator[dict[str, str]]:
    for line, texts in rows:
        given = dict(zip(titles, texts, strict=False))
        if any(given.get(name, "").strip() for name in DECISIONS):
            yield _make(given, f"{path}:{line}")


def read_rows(path: str) -> Iterable[tuple[int, list[str]]]:
    """Return the rows of a table that are not blank, each with its number in the file. Raises FileError."""
    try:
        data = read_file(path)
        if not data.startswith(b"PK"):  # as a workbook does, whatever its name
            return [(row.line, row.cells) for row in cells.read(io.BytesIO(data))]
        _, rows = next(iter(read_sheets(data)), ("", []))
    except OSError as error:
        raise FileError(path, describe_unreadable(error)) from None
    except (FormatError, ReadError) as error:
        raise FileError(f"{path}:{error.line}" if error.line else path, error.message) from None
    texts = ([cell.text for cell in row] for row in rows)
    return [(number, row) for number, row in enumerate(texts, 1) if any(map(str.strip, row))]


def _make(given: Mapping[str, str], place: str) -> dict[str, str]:
    """Return the decision in a row. Raises FileError where it cannot be carried out as it is written."""
    word, text = given["decision"].strip().casefold(), given.get("text", "") or _find_offer(given)
    reason, mark = given.get("reason", "").strip(), given.get("fingerprint", "").strip()
    needs_text = word in ("fix", "edit")
    if word not in _WORDS:
        raise _refuse(place, f"“{word}” is not a decision: write {', '.join(_WORDS[:-1])} or {_WORDS[-1]}")
    if not FINGERPRINT.fullmatch(mark):
        raise _refuse(
            place, f"“{mark}” is not the fingerprint of a finding: a spreadsheet may have changed it; use xlsx"
        )
    if (word == "accept" and not reason) or (needs_text and not text):
        raise _refuse(place, f"{word} takes a {'reason' if word == 'accept' else 'text'}: fill in that column")
    if needs_text and _WRITTEN_OUT.search(text):
        raise _refuse(place, "its text holds a character that cannot be seen, written out: mend it by hand")
    if text.strip() == DELETE:
        text = ""
    own = {"text": text} if needs_text else {"reason" if word == "accept" else "comment": reason or text}
    people = {name: given.get(name, "").strip() for name in ("by", "at")}
    return {"kind": "finding", "path": given["path"].strip(), "id": mark, "decision": word, **own, **people}


def _refuse(place: str, why: str) -> FileError:
    return FileError(place, f"{why} (nothing was done)")


def _find_offer(given: Mapping[str, str]) -> str:
    """Return the only suggestion, for a fix without a text."""
    offers = given.get("suggestions", "")
    is_only = given["decision"].strip().casefold() == "fix" and _SEVERAL not in offers
    return offers if is_only else ""
