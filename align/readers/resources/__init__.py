"""Files of texts with keys, one language each: a document of units, or a bitext with the file of the other language.

One file a format, named in one table here, with `read_entries(path, text)`: the texts in order, each with its key.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from itertools import chain, filterfalse
from typing import NamedTuple

from align.errors import ReadError
from align.lang.codes import NAMED
from align.model import Bitext, Document, Unit
from align.model.formats import READERS, suffix
from align.readers import OtherContentError, ReadOptions
from align.readers.assembly import LinePlaces
from align.readers.content import refuse_other_content
from align.readers.gettext import leaves_number_out
from align.readers.pieces import EDGES
from align.readers.sizes import decode_limited
from align.readers.units import Content, SideAssembly
from glossary.storage.declared import find_declared_encoding

_ROOT = re.compile(r"([a-z]{2,3})(?:[-_]\w{2,4}){0,2}\.")
"""A key that may only say what language a file is in."""

_NAME = re.compile(r"\A(?:[a-z][a-z\d-]*+(?:[._:][a-z\d-]++)++(?:[/,{][!-~]*+)?|(?:/[\w.-]++)++/?)", re.ASCII)
"""A value that names something: book.page.title, mod:icon, /guide/install. A hyphen alone is in words as well."""

_NO_TEXTS = "holds no texts with keys"

_OF_NAMES = re.compile(r"(?:^|[./_])(?:slug|permalink|icon|href|url|src)$", re.IGNORECASE)
"""Keys of values that are no texts."""

_OF_KINDS, _KIND = re.compile(r"(?:^|[./_])(?:type|kind|id|layout|anchor)$"), re.compile(r"[a-z][a-z\d_-]*", re.ASCII)
"""Keys of values that are no texts where they are in small letters, and these."""

_FORM = re.compile(r"(?<=[/._])(zero|one|two|few|many|other)$")
"""The form of a plural that a key ends with."""


class File(NamedTuple):
    """A file of texts with keys: its path, its bytes, and its format where that is not the suffix of the path."""

    path: str
    data: bytes
    format: str = ""


class _Texts(NamedTuple):
    """What a file holds: its texts, read one by one, where they are, and where the last of its lines ends."""

    entries: Iterator[Content]
    places: LinePlaces
    size: int


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of a file: a block a text. Raises ReadError where it is no such file."""
    texts = _read_texts(File(path, data, options.format), options.encoding, options.target_language)
    side = SideAssembly(texts.places)
    first = None
    for first in filterfalse(_is_name, texts.entries):
        side.add_unit(first)  # an empty one too: each text keeps its place next to its source
    if first is None:
        raise OtherContentError(_NO_TEXTS)
    yield side.build(path, options.target_language)


def read_pair(source: File, target: File, options: ReadOptions) -> Bitext:
    """Return the texts of two files paired by their keys, in the order of the target; those it lacks are at its end.

    Of several texts with one key in the source, the last counts. Raises ReadError where the target is no such file, or
    the source is none; then the message says so.
    """
    refuse_other_content(target.data, target.format or suffix(target.path), is_named=bool(target.format))
    ours = _read_texts(target, options.encoding, options.target_language)
    try:
        refuse_other_content(source.data, source.format or suffix(source.path), is_named=bool(source.format))
        theirs = _read_texts(source, options.encoding, options.source_language)
        originals = {content.unit: content for content in theirs.entries}
    except ReadError as error:
        raise ReadError(f"its source {source.path} cannot be read: {error}") from error
    sides = SideAssembly(theirs.places), SideAssembly(ours.places)
    units = list(_pair(ours, originals, sides))
    documents = (
        sides[0].build(source.path, options.source_language),
        sides[1].build(target.path, options.target_language),
    )
    return Bitext(*documents, tuple(units))


def _pair(ours: _Texts, originals: Mapping[str, Content], sides: tuple[SideAssembly, SideAssembly]) -> Iterator[Unit]:
    used = set[str]()
    for content in ours.entries:
        original = _find_source(content, originals)
        used |= {content.unit, original.unit}
        if _is_name(content) and (not original.pieces or _is_name(original) or _has_key_of_name(original)):
            continue
        place = sides[1].add_unit(content)
        if content.pieces or original.pieces:
            yield Unit(sides[0].add_unit(original), place, is_draft=content.is_draft)
    for key, content in originals.items():
        if key not in used and content.text.strip(EDGES) and not _is_name(content):
            yield Unit(sides[0].add_unit(content), sides[1].add_unit(Content(key, ours.size)), is_pending=True)


def _find_source(content: Content, entries: Mapping[str, Content]) -> Content:
    """Return the source of a text; empty where it has none, or is the form for a single thing and leaves its number
    out.
    """
    key = content.unit
    form = _FORM.search(key)
    source = entries.get(key) or (entries.get(_FORM.sub("other", key)) if form else None) or Content(key)
    if form and form[1] in ("zero", "one", "two") and leaves_number_out(source.text, content.text):
        return Content(key, source.start)
    return source


def _read_texts(file: File, encoding: str | None, language: str) -> _Texts:
    """Raises ReadError where it is no such file, OtherContentError where there is no text in it."""
    form = file.format or suffix(file.path)
    declared = find_declared_encoding(file.data) if READERS[form].declares_encoding else None
    text = decode_limited(file.data, encoding, declared)
    module = import_module(f"{__name__}.{READERS[form].entries}")
    entries: Iterator[Content] = module.read_entries(file.path + file.format, text)
    first = next(entries, None)
    if first is None:
        raise OtherContentError(_NO_TEXTS)
    return _Texts(_strip_language(chain([first], entries), first, language), LinePlaces(text), len(text.rstrip()))


def _is_name(content: Content) -> bool:
    """Return whether a value is no text: the name of something, such as `book.page.title`, `mod:icon` or `/guide`, or
    what its key says to be one (`slug`) and is written as one: in ASCII signs, for Chinese writes texts without blanks.
    """
    text = content.text
    if _NAME.fullmatch(text) or (_OF_KINDS.search(content.unit) and _KIND.fullmatch(text)):
        return True
    return text.isascii() and _has_key_of_name(content)


def _has_key_of_name(content: Content) -> bool:
    """Return whether a value that is not empty has no blanks, and its key says that it names something."""
    text = content.text
    return text != "" and not any(map(str.isspace, text)) and _OF_NAMES.search(content.unit) is not None


def _strip_language(entries: Iterable[Content], first: Content, language: str) -> Iterator[Content]:
    """Yield the texts, their keys without the language that the first of them begins with, which is that of the file
    or a common one.
    """
    match = _ROOT.match(first.unit)
    root = match[0] if match and match[1] in (*NAMED, language.partition("-")[0].lower()) else ""
    for content in entries:
        content.unit = content.unit.removeprefix(root)
        yield content
