"""The pages of a PDF file as lines: the only module that asks pypdf, within limits of work and memory."""

import io
import logging
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from align.errors import ReadError
from align.readers.pdf.lines import UNREADABLE, Line, LineBuilder, Piece
from glossary.storage.surrogates import replace_surrogates

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 5_000
MOST_OPERATORS = 10_000_000
"""Steps of drawing in a file, of which a page of text takes some hundred."""
MOST_FONTS = 10_000
"""Fonts of pages, each as often as a page names it: pypdf reads them again for each page."""
MOST_CHARACTERS = 15_000_000
LARGEST_CONTENT = 100_000_000
"""Bytes that the contents of all pages unpack to."""
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": 40_000_000,
    "lzw_maximum_output_length": 40_000_000,
    "run_length_maximum_output_length": 40_000_000,
    "array_based_stream_maximum_output_length": 40_000_000,
    "stream_parsing_work_maximum_count": 1_000_000,
}
_NO_CHARACTER = re.compile("[\0-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffd-\uffff]")
_IDENTITY = ("/Identity-H", "/Identity-V")

_Matrix = Sequence[float]


class Pages(NamedTuple):
    """What the pages of a file show: how many there are, their lines, and what could not be read.

    `pictures` are the numbers of the pages that show pictures and no text.
    """

    number: int
    lines: Sequence[Line]
    pictures: Sequence[int] = ()
    unreadable: int = 0


def read_pages(data: bytes) -> Pages:
    """Return the pages of a file. Raises ReadError where it is encrypted, damaged or too large, or pypdf is missing."""
    try:
        from pypdf import apply_configuration
    except ImportError as error:
        raise ReadError("PDF needs one more package: pip install 'aligncheck[pdf]'") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # a person can do nothing about what it warns of
    with apply_configuration(**_LIMITS):
        return _read(_open(data))


def _read(reader: "PdfReader") -> Pages:
    work = _Work()
    lines, pictures = list[Line](), list[int]()
    count = _count_pages(reader)
    for number in range(1, count + 1):
        found = _read_page(reader, number, work)
        lines += found
        if not found and _shows_pictures(reader, number):
            pictures.append(number)
    return Pages(count, lines, pictures, work.unreadable)


def _open(data: bytes) -> "PdfReader":
    from pypdf import PdfReader

    if b"%PDF-" not in data[:1024]:
        raise ReadError("not a PDF file (it does not begin with %PDF-); save it again")
    with _explain_errors():
        reader = PdfReader(io.BytesIO(data))
        is_locked = reader.is_encrypted and not _unlock(reader)
    if is_locked:
        raise ReadError("encrypted; save it without a password")
    return reader


def _unlock(reader: "PdfReader") -> bool:
    """Return whether a file that is encrypted opens without a password, as one that only forbids to print does."""
    from pypdf.errors import DependencyError

    try:
        return bool(reader.decrypt(""))
    except DependencyError:
        return False


@contextmanager
def _explain_errors(where: str = "") -> Iterator[None]:
    """Raise ReadError, which says what is wrong with the file, for whatever goes wrong in the block."""
    from pypdf.errors import LimitReachedError

    try:
        yield
    except ReadError:
        raise
    except LimitReachedError as error:
        raise ReadError(f"{where}unpacks to more than a document holds; make the PDF again") from error
    except Exception as error:  # pypdf believes a damaged file, and fails in any way
        raise ReadError(f"{where}damaged ({type(error).__name__}: {error}); make the PDF again") from error


def _count_pages(reader: "PdfReader") -> int:
    with _explain_errors():
        count = len(reader.pages)
    if count > MOST_PAGES:
        raise ReadError(f"holds more than {MOST_PAGES:,} pages; split the file")
    return count


@dataclass
class _Work:
    """How much has been read of a file."""

    operators: int = 0
    characters: int = 0
    fonts: int = 0
    content: int = 0
    unreadable: int = 0
    _nameless: dict[int, bool] = field(default_factory=dict)

    def count_operator(self, *_: object) -> None:
        """Count a step of drawing. Raises ReadError where there are too many."""
        self.operators += 1
        if self.operators > MOST_OPERATORS:
            raise ReadError(f"takes more than {MOST_OPERATORS:,} steps to draw; split the file")

    def count_characters(self, text: str) -> None:
        """Count characters. Raises ReadError where there are too many."""
        self.characters += len(text)
        if self.characters > MOST_CHARACTERS:
            raise ReadError(f"holds more than {MOST_CHARACTERS:,} characters; split the file")

    def count_fonts(self, number: int) -> None:
        """Count the fonts of a page. Raises ReadError where there are too many."""
        self.fonts += number
        if self.fonts > MOST_FONTS:
            raise ReadError(f"its pages name more than {MOST_FONTS:,} fonts; split the file")

    def count_content(self, size: int) -> None:
        """Count the bytes of the contents of a page. Raises ReadError where there are too many."""
        self.content += size
        if self.content > LARGEST_CONTENT:
            raise ReadError(f"its pages unpack to more than {LARGEST_CONTENT // 1_000_000} MB; split the file")

    def replace_unreadable(self, text: str, font: Mapping[str, object] | None) -> str:
        """Return the text; where its font does not name its characters, one sign for each."""
        if font is not None and _is_nameless(font):
            self.unreadable += len(text.strip())
            return "".join(char if char.isspace() else UNREADABLE for char in text)
        text, bad = _NO_CHARACTER.subn(UNREADABLE, _join_surrogates(text))
        self.unreadable += bad
        return text


def _join_surrogates(text: str) -> str:
    """Return a text in which two halves of a character, as some files give them, are one; a lone half is U+FFFD."""
    if replace_surrogates(text) == text:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _is_nameless(font: Mapping[str, object]) -> bool:
    """Return whether a font gives the numbers of its pictures alone."""
    return font.get("/Subtype") == "/Type0" and font.get("/Encoding") in _IDENTITY and "/ToUnicode" not in font


def _read_page(reader: "PdfReader", number: int, work: _Work) -> list[Line]:
    """Return the lines of a page. Raises ReadError."""
    with _explain_errors(f"page {number}: "):
        return list(_show(reader.pages[number - 1], number, work))


def _show(page: "PageObject", number: int, work: _Work) -> Iterator[Line]:
    content = page.get_contents()
    if content is None:
        return iter(())
    work.count_content(len(content.get_data()))
    work.count_fonts(_count_fonts(page))
    builder = LineBuilder(number, float(page.mediabox.height))

    def see(text: str, matrix: _Matrix, text_matrix: _Matrix, font: Mapping[str, object] | None, size: float) -> None:
        work.count_characters(text)
        builder.add(_place(work.replace_unreadable(text, font), matrix, text_matrix, size))

    page.extract_text(visitor_text=see, visitor_operand_before=work.count_operator)
    return builder.finish()


def _count_fonts(page: "PageObject") -> int:
    resources = page.get("/Resources")
    fonts = resources.get_object().get("/Font") if resources else None
    return len(fonts.get_object()) if fonts else 0


def _place(text: str, matrix: _Matrix, text_matrix: _Matrix, size: float) -> Piece:
    """Return a piece of text where the two matrices put it (ISO 32000-1, 9.4.4)."""
    a, b, c, d, e, f = matrix
    x, y = text_matrix[4], text_matrix[5]
    across = text_matrix[0] * a + text_matrix[1] * c, text_matrix[0] * b + text_matrix[1] * d
    up = text_matrix[2] * a + text_matrix[3] * c, text_matrix[2] * b + text_matrix[3] * d
    where = x * a + y * c + e, x * b + y * d + f
    return Piece(text, *where, abs(size) * math.hypot(*up), abs(across[0]) >= abs(across[1]))


def _shows_pictures(reader: "PdfReader", number: int) -> bool:
    """Return whether a page shows anything but text."""
    resources = reader.pages[number - 1].get("/Resources")
    return bool(resources and resources.get_object().get("/XObject"))
