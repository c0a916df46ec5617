"""Decisions in a table of findings: the CSV or workbook that `check` wrote, with columns that someone filled in."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath

from align.config.decisions.decision import FINDING, FINGERPRINT
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


def read_table(path: str) -> tuple[Iterator[dict[str, str]], tuple[str, ...]]:
    """Return the decisions in a table as those in a file of decisions, and the options of the run that it names.

    Rows without a decision are left out. Raises FileError, also as rows are read.
    """
    advice = "fill in the table that `check --output xlsx=FILE` writes"
    rows = list(read_rows(path))
    if not rows:
        raise FileError(path, f"is empty: {advice}")
    titles = [title.strip().casefold() for title in rows[0][1]]
    if missing := [name for name in _NEEDED if name not in titles]:
        raise FileError(path, f"has no column “{missing[0]}”: {advice}")
    named = [title.strip() for title in rows[0][1] if title.strip().casefold().startswith(OPTIONS)]
    options = {title[len(OPTIONS) :].strip() for title in named} - {""}
    given = ((line, dict(zip(titles, texts, strict=False))) for line, texts in rows[1:])
    decided = ((line, one) for line, one in given if any(one.get(name, "").strip() for name in DECISIONS))
    return (_read_row(one, f"{path}:{line}") for line, one in decided), tuple(sorted(options))


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


def _read_row(given: Mapping[str, str], place: str) -> dict[str, str]:
    """Return the decision in a row. Raises FileError where it cannot be carried out as it is written."""
    row = defaultdict(str, {name: text.strip() for name, text in given.items()})
    word, reason, mark = row["decision"].casefold(), row["reason"], row["fingerprint"]
    needs_text, offers = word in ("fix", "edit"), given.get("suggestions", "")
    text = given.get("text", "") or (offers if word == "fix" and _SEVERAL not in offers else "")
    why = ""
    if word not in _WORDS:
        why = f"“{word}” is not a decision: write {', '.join(_WORDS[:-1])} or {_WORDS[-1]}"
    elif not FINGERPRINT.fullmatch(mark):
        why = f"“{mark}” is not the fingerprint of a finding: a spreadsheet may have changed it; use xlsx"
    elif (word == "accept" and not reason) or (needs_text and not text):
        why = f"{word} takes a {'reason' if word == 'accept' else 'text'}: fill in that column"
    elif needs_text and _WRITTEN_OUT.search(text):
        why = "its text holds a character that cannot be seen, written out: mend it by hand"
    if why:
        raise FileError(place, f"{why} (nothing was done)")
    if text.strip() == DELETE:
        text = ""
    own = {"text": text} if needs_text else {"reason" if word == "accept" else "comment": reason or text}
    about = {"rule": row["rule"], "excerpt": given.get("marked", ""), "by": row["by"], "at": row["at"]}
    where = ":".join(filter(None, (row["line"] or row["unit"], row["column"])))
    return {"kind": FINDING, "path": row["path"], "id": mark, "decision": word, **own, **about, "place": where}
