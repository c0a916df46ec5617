"""CSV, and TSV with a header: delimited by commas, semicolons or tabs.

In a `.tsv` file a quotation mark is text, as in the files that `aligncheck align` writes.
"""

from collections.abc import Iterator
from itertools import chain, islice

from align.errors import ReadError
from align.model import Bitext
from align.readers import ReadOptions
from align.readers.assembly import LinePlaces
from align.readers.sizes import LARGEST_PLAIN, decode_limited
from align.readers.tables.cells import parse_rows
from align.readers.tables.columns import describe_doubt, find_columns
from align.readers.tables.units import build_bitexts
from glossary.formats.tables.cells import detect_delimiter

_LOOKED_AT = 10
"""How many rows are read to find the columns."""
LONGEST_HEADER = 100_000
"""Characters of a line that names columns, at most."""


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Bitext]:
    """Return the bitexts of a file. Raises ReadError where its first row does not name the columns."""
    text = decode_limited(data, options.encoding, most=LARGEST_PLAIN)
    is_tsv = options.find_suffix(path) == ".tsv"
    rows = parse_rows(text, "\t" if is_tsv else detect_delimiter(text), quoting=not is_tsv)
    head = list(islice(rows, _LOOKED_AT))
    first = [[cell.text for cell in row] for row in head]
    columns = find_columns(first, options)
    if columns is None:
        raise ReadError(describe_doubt(first))
    return build_bitexts(path, chain(head, rows), columns, options, LinePlaces(text))


def has_header(text: str, options: ReadOptions) -> bool:
    """Return whether the first line of a TSV file names columns other than the two of the plain form."""
    end = text.find("\n", 0, LONGEST_HEADER)
    if end < 0 and len(text) > LONGEST_HEADER:
        return False
    first = next(parse_rows(text[:end] if end >= 0 else text, "\t", quoting=False))
    cells = [cell.text for cell in first]
    return cells != ["source", "target"] and len(cells) > 1 and _finds(cells, options)


def _finds(cells: list[str], options: ReadOptions) -> bool:
    try:
        return find_columns([cells], options) is not None
    except ReadError:
        return True
