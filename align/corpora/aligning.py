"""Rows that are documents -> rows that are sentence pairs: a pure function of the rows, as checking is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from align.aligners.documents import Method, align_documents
from align.config.settings import Settings
from align.corpora.schema import Row
from align.corpora.storage import tabulate
from align.corpora.units import RowError, UnitResult, UnitRunner, UnitTask
from align.errors import AligncheckError
from align.model import Document
from align.readers import ReadOptions, encode, read_document
from glossary.dictionary.cedict import use_dictionary

if TYPE_CHECKING:
    import pyarrow as pa

TEXTS = (".txt", ".md", ".html", ".htm")
"""Endings of a document's id that show how it is read; any other is running text."""


class SentencePair(NamedTuple):
    """A bead: the row that checks read, and how sure the aligner is of it."""

    row: Row
    confidence: float


@cache
def make_schema() -> pa.Schema:
    """Return the columns of a unit of sentence pairs."""
    import pyarrow as pa

    text = pa.string()
    names = (("source", False), ("target", False), ("id", False), ("doc", False), ("origin", False))
    fields = [pa.field(name, text, nullable=nullable) for name, nullable in names]
    return pa.schema([*fields, pa.field("confidence", pa.float64(), nullable=False)])


class AlignRunner(UnitRunner):
    """Does one task after another: aligns the documents of a unit."""

    def build(self, task: UnitTask) -> tuple[pa.Table, int]:
        """Return the sentence pairs of a unit, and 0. Raises AligncheckError, RowError."""
        pairs = align_rows(self.reader.read(task.input, task.unit), task.unit.start, task.settings)
        return tabulate(((*pair.row, pair.confidence) for pair in pairs), make_schema()), 0


def align_rows(rows: Iterable[Row], start: int, settings: Settings) -> Iterator[SentencePair]:
    """Yield the sentence pairs of documents, in order; `start` is the number of the first row. Raises as
    `AlignRunner`.
    """
    for number, row in enumerate(rows, start + 1):
        try:
            with use_dictionary(settings.dictionary):
                source = _read(row, row.source, settings.source_lang)
                target = _read(row, row.target, settings.target_lang)
                alignment = align_documents(source, target, Method(alone=False))
                beads = [bead for bead in alignment.beads if bead.source and bead.target]
                for place, bead in enumerate(beads, 1):
                    texts = alignment.source_text(bead), alignment.target_text(bead)
                    yield SentencePair(Row(*texts, f"{row.id}#{place}", row.id, row.origin), round(bead.confidence, 2))
        except AligncheckError:
            raise
        except Exception as error:  # a fault of the program: it names the row
            raise RowError(number, error) from error


def _read(row: Row, text: str, language: str) -> Document:
    suffix = PurePath(row.id).suffix.lower()
    name = f"{row.id}{'' if suffix in TEXTS else '.txt'}"
    return read_document(name, encode(text), ReadOptions(language, "utf-8"))


def make_worker() -> Callable[[UnitTask], UnitResult]:
    """Make what aligns the documents of units, in a process of its own."""
    return AlignRunner().run
