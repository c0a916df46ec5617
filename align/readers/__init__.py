"""Readers: the bytes of one file -> documents. One file or folder a format, and a row of `align.model.formats`."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO

from align.errors import ReadError
from align.model.formats import CODE_READER, READERS, find_reader, suffix
from glossary.storage.surrogates import replace_surrogates

if TYPE_CHECKING:
    from align.model import Bitext, Document


class OtherContentError(ReadError):
    """A file that holds nothing to check, such as one in another language; that is no fault of it."""


class ChangedFileError(ReadError):
    """A file that is read again where its parts are asked for, and does not hold then what it held before."""

    def __init__(self) -> None:
        super().__init__("changed while it was read: leave it alone, and try again")


class NoPairsError(ReadError):
    """A file whose first lines show that it was never intended to hold pairs: data in columns, a log."""


COMMENTS = "comments"
STRINGS = "strings"
OF_CODE = frozenset({COMMENTS, STRINGS})
"""The parts that source code is read for."""

_CODE = (
    ".bash .c .cc .cjs .cmake .cpp .cs .css .cxx .dart .elm .ex .exs .go .groovy .h .hh .hpp .hs .java .jl .js .jsx .kt"
    " .kts .less .lua .m .mjs .mm .nix .php .pl .pm .proto .ps1 .psm1 .py .pyi .pyx .r .rb .rs .scala .scss .sh .sol"
    " .sql .swift .ts .tsx .zig .zsh"
)
CODE = frozenset(_CODE.split())
"""Suffixes of source code; `align.readers.code.syntaxes` says how they write comments and strings."""

_ALIASES = {"text": ".txt", "latex": ".tex", "html5": ".html", "python": ".py", "webvtt": ".vtt"}

PARTS = {
    "attributes": "descriptions of pictures, and what is shown when the mouse rests on something",
    COMMENTS: "comments of source code",
    STRINGS: "strings of source code",
    "navigation": "menus, headers and footers of a site; tables of contents",
}
"""What formats hold besides the text proper, read where a person asks for it."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person may say of a file.

    The language of its text or translation, that of the source where the file holds both, the encoding (None: found
    out), what to read besides the text proper (see `PARTS`), and what the `columns` of a table of pairs hold
    (`source=C,target=D`; empty: its titles show it). `format` is the suffix that says the format, where it is not that
    of the file's name.
    """

    target_language: str = "en"
    encoding: str | None = None
    source_language: str = "zh"
    parts: frozenset[str] = frozenset()
    columns: str = ""
    format: str = ""

    def find_suffix(self, path: str) -> str:
        """Return the suffix that says the format of a file."""
        return self.format or suffix(path)


def is_known(path: str) -> bool:
    """Return whether a reader exists for a file of this name."""
    return suffix(path) in READERS


def is_running_text(path: str) -> bool:
    """Return whether a file of this name is a text whose beginning can be read without its end."""
    return find_reader(path).is_running_text


def is_code(path: str) -> bool:
    """Return whether a file of this name is source code, read where its comments or strings are asked for."""
    return suffix(path) in CODE


def find_format(name: str) -> str:
    """Return the suffix that means a format that a person names: `html`, `.html`. Raises ReadError.

    >>> find_format("HTML"), find_format("latex")
    ('.html', '.tex')
    """
    short = name.lower().lstrip(".")
    found = _ALIASES.get(short, f".{short}")
    if found not in READERS and found not in CODE:
        raise ReadError(f"{name!r} is not a known format; there are {' '.join(one[1:] for one in READERS)}")
    return found


def gives_bitexts(path: str) -> bool:
    """Return whether a file of this name holds both sides of a text, so that its name shows no single language."""
    return find_reader(path).gives_bitexts


def is_read_if_named(path: str) -> bool:
    """Return whether a file of this name is read only where a person names it itself."""
    return bool(find_reader(path).if_named)


def is_keyed(path: str) -> bool:
    """Return whether the texts in a file of this name have keys, by which two files are paired."""
    return find_reader(path).is_keyed


def holds_program_texts(path: str) -> bool:
    """Return whether a file of this name holds the texts of a program: what its buttons and messages say."""
    return find_reader(path).is_of_program


def is_of_word(path: str) -> bool:
    """Return whether a file of this name is a Word document, which takes comments and tracked changes."""
    return find_reader(path).has_changes


def needs_language(path: str) -> bool:
    """Return whether a file of this name is read only where its path names its language."""
    return find_reader(path).needs_language


def is_read_by_line(path: str) -> bool:
    """Return whether a file of this name is read again, line by line, where its texts are asked for."""
    return find_reader(path).is_read_by_line


def read(path: str, data: bytes, options: ReadOptions) -> "Sequence[Document] | Sequence[Bitext]":
    """Return what the bytes of one file hold: running text (documents), or both sides of it (bitexts), each with this
    path.

    Raises ReadError where the file is not what its suffix says, or has none that is known.
    """
    from align.readers.content import refuse_other_content

    form = options.find_suffix(path)
    reader = CODE_READER if form in CODE and OF_CODE & options.parts else READERS.get(form)
    if not reader:
        raise ReadError(f"unknown format; known are {' '.join(READERS)}")
    refuse_other_content(data, form, is_named=bool(options.format))
    module = import_module(f"align.readers.{reader.module}")
    found = module.read(path, data, options)
    return found if isinstance(found, Sequence) else tuple(found)


def read_open(path: str, file: BinaryIO, options: ReadOptions) -> "Sequence[Document] | Sequence[Bitext]":
    """Return what an open file holds, as `read` says it of its bytes, where it is one that `is_read_by_line`.

    As long as texts are asked for the file has to stay open. Raises ReadError, OSError; when a text is asked for,
    ChangedFileError.
    """
    from align.readers.content import HEAD, recognise

    found = recognise(file.read(HEAD))
    file.seek(0)
    if found:
        return read(path, file.read(), options)
    module = import_module(f"align.readers.{find_reader(path + options.format).module}")
    texts: Sequence[Document] | Sequence[Bitext] = module.read_open(path, file, options)
    return texts


def read_characters(path: str, data: bytes, encoding: str | None = None) -> str:
    """Return the text of a file in one string: its own characters where it is a text, else what a person reads
    in it.
    """
    from glossary.storage.decoding import decode

    document = None if gives_bitexts(path) else read_document(path, data, ReadOptions(encoding=encoding))
    return decode(data, encoding) if document is None else document.text


def read_shown(path: str, data: bytes, options: ReadOptions) -> str:
    """Return what a person reads in a file: the texts in it, of pairs the translations, one after another."""
    from align.model import Bitext

    texts = (one.target if isinstance(one, Bitext) else one for one in read(path, data, options))
    return "\n".join(text.text for text in texts)


def encode(text: str) -> bytes:
    """Return a text as a file in UTF-8 holds it; half a character (a lone surrogate) becomes U+FFFD."""
    return replace_surrogates(text).encode()


def read_document(path: str, data: bytes, options: ReadOptions) -> "Document":
    """Return the one document that the bytes of a file hold. Raises ReadError, also where they hold both sides of a
    text.
    """
    from align.model import Document

    (document,) = (None,) if gives_bitexts(path + options.format) else read(path, data, options)
    if not isinstance(document, Document):
        raise ReadError("a file of pairs, aligned already; give a text")
    return document
