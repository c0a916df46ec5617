"""The sorted index of the dictionary, kept in the user's cache folder; see `glossary.dictionary.sorted_lines`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter

from glossary.dictionary.files import DictionaryFile
from glossary.dictionary.sorted_lines import join_rows, load_lines
from glossary.errors import LineError

FORMAT = 4  # raise when the layout of the index changes
_ENTRIES = re.compile(r"^(\S+) (\S+)( \[[^\[\]\t\r\n]*\] /[^\t\r\n]+/)\r?$", re.M)


def build_index(text: str) -> bytes:
    """Return the index of a CC-CEDICT text: sorted lines with a newline before the first.

    A line is "simplified TAB traditional [pinyin] /sense/sense/" with the traditional form left out where it is the
    same, or "traditional TAB simplified" where the two differ. Raises LineError for a line that is not CC-CEDICT, and
    where there is none that is.
    """
    rows, aliases = list[tuple[str, str]](), set[str]()
    for traditional, simplified, rest in parse_entries(text):
        if traditional == simplified:
            rows.append((simplified + "\t", rest))
        else:
            rows.append((simplified + "\t", traditional + rest))
            aliases.add(f"{traditional}\t{simplified}")
    rows += [(alias, "") for alias in sorted(aliases)]
    rows.sort(key=itemgetter(0))  # stable: homographs stay in order; code points sort as their UTF-8 does
    return join_rows(rows)


def parse_entries(text: str) -> Iterator[tuple[str, str, str]]:
    """Return the traditional and the simplified form of each entry, and the rest of its line from the blank on.

    Raises LineError for a line that is not CC-CEDICT, and where there is none that is.
    """
    parts = _ENTRIES.split(text)
    lines = "".join(parts[::4]).split("\n")  # as many as in the text: the entries are left out
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            raise LineError("is no entry of CC-CEDICT, such as “樣本 样本 [yang4 ben3] /sample/”", number)
    if len(parts) == 1:
        raise LineError("there is no entry of CC-CEDICT up to here", len(lines))
    return zip(parts[1::4], parts[2::4], parts[3::4], strict=True)


def load_index(file: DictionaryFile) -> bytes:
    """Return the index of a dictionary file, from the cache where that is sound. Raises DictionaryError."""
    return load_lines(file, str(FORMAT), build_index)
