"""The parts of a Word document that its comments need: the text, the comments, and where both are registered."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import count
from typing import NamedTuple

from align.commands.word_comments.outline import find_prefix
from align.errors import ReadError
from align.model import Span
from align.readers.archive import open_archive
from align.readers.docx.package import Package, name_shortly
from align.readers.docx.reviewed import compute_digest, sign
from align.readers.xml.events import End, Start, local_name, parse
from align.writers.archives import ArchiveError, replace_members
from align.writers.edits.preserved_spaces import KEPT
from glossary.storage.declared import find_declared_encoding
from glossary.storage.decoding import DecodedText, decode_with_encoding

AUTHOR = "aligncheck"
_INITIALS = "ac"
_TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = {
    _WORD: _RELATIONSHIPS,
    "http://purl.oclc.org/ooxml/wordprocessingml/main": ("http://purl.oclc.org/ooxml/officeDocument/relationships"),
}
_EMPTY = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{}"></w:comments>'
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold."""
_TIME = (1980, 1, 1, 0, 0, 0)


class _Comment(NamedTuple):
    """A comment that is in the file: its element, its id, and whether it is of this program."""

    span: Span
    id: str
    is_own: bool


class WordFile:
    """A Word document whose comments are replaced. Raises ReadError where it is none, or lacks what it needs."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._archive = open_archive(data)
        self._package = package = Package(self._archive)
        self._names = frozenset(self._archive.names)
        self._texts = dict[str, DecodedText]()
        self._changed = dict[str, str]()
        self.main = package.main
        self.xml = self.read(self.main)
        root = next(event for event in parse(self.xml) if isinstance(event, Start))
        self._namespace = root.name[1:].rpartition("}")[0]
        new = (posixpath.join(posixpath.dirname(self.main), f"comments{number or ''}.xml") for number in count())
        self._part = package.find_part("comments") or next(path for path in new if path not in self._names)
        is_new = self._part not in self._names
        self._comments = _EMPTY.format(self._namespace) if is_new else self.read(self._part)
        if is_new:
            self._register()

    def read(self, name: str) -> str:
        """Return a member's text. Raises ReadError where writing it again would give other bytes."""
        data = self._archive.read(name)
        self._texts[name] = found = decode_with_encoding(data, None, find_declared_encoding(data))
        if b"".join(found.encoding.encode([found.text])) != data:
            raise ReadError(f"“{name}” cannot be written as it is stored; save the file again")
        return found.text

    def replace(self, name: str, xml: str) -> None:
        """Have another text in a member that was read."""
        if name == self.main:
            self.xml = xml
        else:
            self._changed[name] = xml

    def list_own_comments(self) -> frozenset[str]:
        """Return the ids of the comments of an earlier run."""
        return frozenset(one.id for one in _list_comments(self._comments) if one.is_own)

    def replace_comments(self, notes: Sequence[Sequence[str]]) -> int:
        """Write a comment for each of some lists of lines, in place of those of an earlier run.

        Returns the id of the first; those of the others follow.
        """
        comments = list(_list_comments(self._comments))
        first = max((int(one.id) for one in comments if not one.is_own and one.id.isdecimal()), default=-1) + 1
        xml, position = [], 0
        for one in comments:
            if one.is_own:
                xml.append(self._comments[position : one.span.start])
                position = one.span.end
        text = "".join((*xml, self._comments[position:]))
        prefix = require_prefix(find_prefix(text, next(event for event in parse(text) if isinstance(event, Start))))
        written = "".join(_write(prefix, number, lines) for number, lines in enumerate(notes, first))
        self._comments = _append(text, written)
        return first

    def _register(self) -> None:
        """Say in the file that it has comments."""
        folder, name = posixpath.split(self.main)
        kind, related = _STRICT[self._namespace], posixpath.join(folder, "_rels", f"{name}.rels")
        for member in (_TYPES, related):
            if member not in self._names:
                raise ReadError(f"there is no “{member}” in it; open it in Word, and save it again")
        types, relationships = self.read(_TYPES), self.read(related)
        target = posixpath.basename(self._part)
        entry = f'<Relationship Id="{AUTHOR}" Type="{kind}/comments" Target="{target}"/>'
        self._changed[related] = _append(relationships, entry)
        self._changed[_TYPES] = _append(types, f'<Override PartName="/{self._part}" ContentType="{_TYPE}"/>')

    def build(self, name: str) -> bytes:
        """Return the bytes of the file, which show that it is a reviewed copy of the document of that name."""
        changed = {**self._changed, self.main: self.xml, self._part: self._comments}
        members = {name: self._encode(name, text) for name, text in changed.items()}
        stream = io.BytesIO()
        stream.write(_replace_members(self._data, {name: one for name, one in members.items() if name in self._names}))
        if new := [name for name in members if name not in self._names]:
            with zipfile.ZipFile(stream, "a") as archive:
                for member in new:
                    info = zipfile.ZipInfo(member, _TIME)
                    info.compress_type = zipfile.ZIP_DEFLATED
                    archive.writestr(info, members[member])
        data = stream.getvalue()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            signed = sign(self._comments, name, compute_digest(archive, self._part))
        return _replace_members(data, {self._part: self._encode(self._part, signed)})

    def _encode(self, name: str, text: str) -> bytes:
        try:
            return b"".join(self._texts[name].encoding.encode([text])) if name in self._texts else text.encode()
        except UnicodeEncodeError:
            raise ReadError(f"“{name}” is stored in an encoding that lacks Chinese; save the file again") from None


def require_prefix(prefix: str) -> str:
    """Return a prefix of names. Raises ReadError where there is none, for attributes of Word's need one."""
    if not prefix:
        raise ReadError("its XML has no prefixes; open it in Word, and save it again")
    return prefix


def _list_comments(xml: str) -> Iterator[_Comment]:
    start: Start | None = None
    for event in parse(xml):
        if isinstance(event, Start) and name_shortly(event.name) == "w:comment":
            start = event
        elif isinstance(event, End) and name_shortly(event.name) == "w:comment" and start:
            said = {local_name(key): value for key, value in start.attributes.items()}
            yield _Comment(Span(start.span.start, event.span.end), said.get("id", ""), said.get("author") == AUTHOR)


def write_visibly(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def _write(prefix: str, number: int, lines: Sequence[str]) -> str:
    """Return a comment, a paragraph for each line."""
    texts = (escape(write_visibly(line), quote=False) for line in lines)
    opened = f"<{prefix}p><{prefix}r><{prefix}t{KEPT}>"
    content = "".join(f"{opened}{text}</{prefix}t></{prefix}r></{prefix}p>" for text in texts)
    said = f'{prefix}id="{number}" {prefix}author="{AUTHOR}" {prefix}initials="{_INITIALS}"'
    return f"<{prefix}comment {said}>{content}</{prefix}comment>"


def _append(xml: str, content: str) -> str:
    """XML with something at the end of its root element."""
    *_, last = (event for event in parse(xml) if isinstance(event, End))
    if last.span.start < last.span.end:
        return xml[: last.span.start] + content + xml[last.span.start :]
    if not content:
        return xml
    root = next(event for event in parse(xml) if isinstance(event, Start))
    tag = xml[root.span.start : root.span.end]
    name = re.split(r"[\s/>]", tag[1:], maxsplit=1)[0]
    return f"{xml[: root.span.start]}{tag[:-2]}>{content}</{name}>{xml[root.span.end :]}"


def _replace_members(data: bytes, members: Mapping[str, bytes]) -> bytes:
    """Return an archive with other content in some members. Raises ReadError."""
    try:
        return replace_members(data, members)
    except ArchiveError as error:
        raise ReadError(f"{error}; save the file again") from error
