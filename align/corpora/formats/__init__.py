"""The formats of corpora, each read row by row: one file a format, with `survey` and `read`.

`survey(file, wish, every)` goes through a file once and returns what the manifest says of it, with the bytes at which
each row of a number divisible by `every` starts, where a reader can begin there. `read(file, layout)` yields the fields
of its rows, and for a row that cannot be read, though those after it can, the ReadError that says why. Both raise
ReadError, which names the row, where nothing can be read on.
"""

from collections.abc import Callable, Generator, Mapping
from importlib import import_module
from typing import BinaryIO, NamedTuple, cast

from align.corpora.columns import Wish
from align.errors import ReadError

FORMATS = {
    ".parquet": "parquet",
    ".jsonl": "json_lines",
    ".ndjson": "json_lines",
    ".tsv": "tab_separated",
    ".csv": "comma_separated",
    ".tmx": "memory",
}
"""The suffix of a file, without that of its packing -> its format, a module of this package."""

PACKED = (".gz", ".zst")

Fields = tuple[str, str, str | None, str | None, str | None]
"""Source, target, id, doc and origin of a row; None where there is no such column or nothing in it."""

ReadRow = Fields | ReadError
"""A row, or why it cannot be read."""


class Survey(NamedTuple):
    """What a file holds: how many rows, where the fields are, the lines before the first row.

    `offsets` are the bytes at which some of the rows start, by their numbers; `width` is how many cells each row has,
    0 where they may be any number.
    """

    rows: int
    columns: dict[str, str]
    header: int = 0
    offsets: Mapping[int, int] = {}
    width: int = 0


class Layout(NamedTuple):
    """Where a reader begins: at the row `start`. The file is at its first byte (`from_first`), or where the row starts.

    `columns` give the column of each field, `header` how many lines of the file are before its first row, `width` how
    many cells each row has, 0 where they may be any number.
    """

    columns: Mapping[str, str]
    start: int
    header: int
    from_first: bool
    width: int

    @property
    def rest(self) -> int:
        """Return how many rows are between where the file is and the row `start`."""
        return self.start if self.from_first else 0

    @property
    def skipped(self) -> int:
        """Return the same, with the header where it comes first."""
        return self.rest + self.header if self.from_first else 0


Surveyor = Callable[[BinaryIO, Wish, int], Survey]
Reader = Callable[[BinaryIO, Layout], Generator[ReadRow]]


def get_survey(name: str) -> Surveyor:
    """Return what surveys files of a format."""
    return cast(Surveyor, import_module(f"{__name__}.{name}").survey)


def get_reader(name: str) -> Reader:
    """Return what reads the rows of files of a format."""
    return cast(Reader, import_module(f"{__name__}.{name}").read)


def find_format(path: str) -> str | None:
    """Return the format of a file by its name; None where none is known."""
    name = path.lower()
    for packing in PACKED:
        name = name.removesuffix(packing)
    return next((known for suffix, known in FORMATS.items() if name.endswith(suffix)), None)
