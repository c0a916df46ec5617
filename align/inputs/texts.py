"""One side of an alignment: a file -> a document in its language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from align.errors import FileError, ReadError
from align.inputs.files import read_bytes
from align.inputs.languages import language_of_path
from align.lang.identification import guess_language
from align.model import Document, Span
from align.model.formats import READERS
from align.model.offsets import split_lines
from align.readers import ReadOptions, gives_bitexts, is_keyed, is_known, read_document


@dataclass(frozen=True, slots=True)
class TextOptions:
    """What a person may say of a text.

    `language` is None where the file's name shows it, else the script; `encoding` is None where it is found out.
    `format` is the suffix that shows the format, where it is not that of the file's name. `segmented`: each line that
    is not blank is a segment, and the white space at its ends is none of it.
    """

    language: str | None = None
    encoding: str | None = None
    segmented: bool = False
    format: str = ""


def is_text(path: str) -> bool:
    """Return whether a file of this name holds one text, not pairs, in a format that is known."""
    return is_known(path) and not gives_bitexts(path) and not is_keyed(path)


def read_text(path: str, options: TextOptions, configured: str | None = None) -> Document:
    """Return the text in a file.

    `configured` is its language where neither a person nor its name shows it; None: its script does.

    Raises FileError where it cannot be read, holds pairs or holds no text.
    """
    try:
        document = _read(path, options, configured)
    except ReadError as error:
        raise FileError(path, error) from error
    if not document.segments:
        raise FileError(path, "there is no text in it")
    return document


def _read(path: str, options: TextOptions, configured: str | None) -> Document:
    name = path + options.format
    if gives_bitexts(name):
        raise ReadError("a file of pairs, aligned already; give a text")
    if is_keyed(name):
        raise ReadError("texts with keys need no alignment: check compares them key by key")
    if not is_text(name):
        known = (suffix for suffix in READERS if is_text("x" + suffix))
        raise ReadError(f"unknown format; known are {' '.join(known)}")
    data = read_bytes(path)
    code = options.language or language_of_path(path) or configured
    asked = ReadOptions(code or "en", options.encoding, format=options.format)
    document = read_document(path, data, asked)
    guess = code or guess_language(find_letters(document, options.segmented))
    if options.segmented:
        return Document(path, guess, document.text, _find_whole, _find_line_starts, stretches=document.stretches)
    if guess != document.language:  # what is in another language than the text is masked in some formats
        document = read_document(path, data, replace(asked, target_language=guess))
    return document


def find_letters(document: Document, whole: bool = False) -> str:
    """Return what shows the language of a text: its prose; all of it where its format masks what is in another
    language.
    """
    return document.text if whole or document.stretches is not None else document.prose


def _find_whole(text: str) -> Iterable[Span]:
    """Return one block: where paragraphs end, lines do not."""
    return (Span(0, len(text)),)


def _find_line_starts(text: str) -> Iterator[int]:
    return (line.start for line in split_lines(text))
