"""PO (gettext): a bitext of the messages of a catalogue, each form of a plural a unit.

Obsolete messages are left out; what `msgid` holds is the source only where it is in the source language. Where it is
a key, the source is in the file of the other language (see `align.readers.resources.messages`).
Source: GNU gettext manual, "The Format of PO Files"
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from align.analysis.placeholders import count_placeholders
from align.errors import ReadError
from align.lang.identification import guess_language
from align.model import Bitext, Notation
from align.readers import OtherContentError, ReadOptions
from align.readers.assembly import LinePlaces
from align.readers.escapes import C_ESCAPE, add_escaped, decode_c_escape
from align.readers.sizes import decode_limited
from align.readers.units import BitextAssembly, Content
from align.readers.xml.languages import fits_language
from glossary.storage.declared import find_declared_encoding

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d{1,2})\])?)(?=[ \t\"])")
_STRING = re.compile(r'"((?:[^"\\\r\n]|\\.)*+)("?)[ \t]*+')
_LANGUAGE = re.compile(r"^Language:[ \t]*([A-Za-z_@-]+)", re.MULTILINE)
_NAME = re.compile(r"[#$@:~!]?[A-Za-z_][\w./:#$@&-]*", re.ASCII)
"""An id that is a name: no blank is in it."""
_KEY = re.compile(r"[a-z\d][._:/#-][A-Za-z_]|[A-Za-z]\d|_\w|[a-z][A-Z]|\A[#$@:~!]", re.ASCII)
"""What shows that a name is no word: menu.open, ERR_1, openFile, #log."""
_BREAKS = re.compile(r"[\W_]+")
_OF_NAMES, _OF_KEYS = 0.95, 0.6
"""How many of the ids are names, and how many are surely keys, at least, where they are no texts."""
_LOOKED_AT = 300
"""How many messages are looked at; they show what the ids are as well as all of them."""
_TOLD_BY_SCRIPT = frozenset({"zh", "ja", "ko"})


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Bitext]:
    """Yield the one bitext of a catalogue.

    Raises ReadError where it is none, OtherContentError where it is a template or in another language.
    """
    if options.find_suffix(path) == ".pot":
        raise OtherContentError("template, holds no translations")
    text = decode_limited(data, options.encoding, find_declared_encoding(data))
    messages = list(parse_messages(text))
    if not messages:
        raise ReadError("there is no message in it: give a PO file")
    language = _find_language(messages)
    if language and not fits_language(language, options.target_language):
        raise OtherContentError(f"language {language}")
    yield _build(path, messages, options, LinePlaces(text))


class _String(NamedTuple):
    """What a keyword begins: where its strings are in the file, each without its quotation marks."""

    start: int
    pieces: list[tuple[int, int]]


@dataclass(eq=False)
class Message:
    """A message: its strings by keyword (`msgid`, `msgstr[1]`), and whether it is fuzzy."""

    text: str
    start: int
    is_fuzzy: bool = False
    strings: dict[str, _String] = field(default_factory=dict)

    def read(self, keyword: str, unit: str = "") -> Content:
        """Return what follows a keyword; nothing, where it does not occur."""
        string = self.strings.get(keyword, _String(self.start, []))
        content = Content(unit, string.pieces[0][0] if string.pieces else string.start)
        for start, end in string.pieces:
            add_escaped(content, self.text, start, end, Notation.C_STRING, C_ESCAPE, decode_c_escape)
        return content

    @property
    def is_header(self) -> bool:
        """Return whether it is the message without an id, whose translation describes the file."""
        return "msgctxt" not in self.strings and not self.read("msgid").text

    @property
    def name(self) -> str:
        """Return the message as people know it: its context, its id."""
        return "|".join(part for key in ("msgctxt", "msgid") if (part := self.read(key).text))

    def list_forms(self) -> list[str]:
        """Return the keywords of the translations, in order."""
        return [keyword for keyword in self.strings if keyword.startswith("msgstr")]


def holds_keys(data: bytes, encoding: str | None = None) -> bool:
    """Return whether the first ids of a catalogue are keys, such as `menu.open`, instead of texts. Raises ReadError.

    Where they could be either (`save`), a catalogue in English shows it: it has something else for most keys.
    """
    text = decode_limited(data, encoding, find_declared_encoding(data))
    messages = islice((message for message in parse_messages(text) if not message.is_header), _LOOKED_AT)
    texts = [(message.read("msgid").text, message.read(message.list_forms()[0]).text) for message in messages]
    names = [pair for pair in texts if _NAME.fullmatch(pair[0])]
    if not names or len(names) < _OF_NAMES * len(texts):
        return False
    keys = sum(1 for name, _ in names if _KEY.search(name))
    rendered = [pair for pair in names if pair[1]]
    others = sum(
        1 for name, rendering in rendered if _BREAKS.sub("", name.lower()) != _BREAKS.sub("", rendering.lower())
    )
    is_english = _is_in_language("\n".join(rendering for _, rendering in rendered), "en")
    return keys >= _OF_KEYS * len(texts) or (is_english and others > _OF_KEYS * len(rendered))


def parse_messages(text: str) -> Iterator[Message]:
    """Yield the messages in order. Raises ReadError with the line that is none of a catalogue."""
    message, is_fuzzy, keyword = Message(text, 0), False, ""
    for number, line in enumerate(_LINE.finditer(text), 1):
        body = line[0].strip()
        start, end = line.start() + line[0].find(body), line.start() + len(line[0].rstrip())
        if body.startswith("#"):
            is_fuzzy = not body.startswith("#~") and (is_fuzzy or _is_fuzzy(body))
            keyword = ""
        elif match := _KEYWORD.match(text, start, line.end()):
            keyword = match[1]
            if keyword == "msgctxt" or (keyword == "msgid" and "msgid" in message.strings):
                yield from _close(message, number)
                message = Message(text, line.start())
            message.is_fuzzy, is_fuzzy = message.is_fuzzy or is_fuzzy, False
            if keyword in message.strings:
                raise ReadError(f"a second {keyword} in one message: give each message its own msgid", number)
            message.strings[keyword] = _String(match.end(), [])
            _read_strings(message.strings[keyword], text, match.end(), end, number)
        elif body.startswith('"') and keyword:
            _read_strings(message.strings[keyword], text, start, end, number)
        elif body:
            raise ReadError("neither a comment, a keyword (msgid, msgstr) nor a string in quotation marks", number)
    yield from _close(message, text.count("\n") + 1)


def _is_fuzzy(comment: str) -> bool:
    return comment.startswith("#,") and "fuzzy" in re.split(r"[,\s]+", comment)


def _read_strings(string: _String, text: str, position: int, end: int, number: int) -> None:
    """Take the strings of a line. Raises ReadError where one is not closed."""
    position += len(text[position:end]) - len(text[position:end].lstrip(" \t"))
    while position < end:
        match = _STRING.match(text, position, end)
        if not match or not match[2]:
            raise ReadError("a string is not closed: escape quotation marks in it with a backslash", number)
        string.pieces.append(match.span(1))
        position = match.end()


def _close(message: Message, number: int) -> Iterator[Message]:
    if not message.strings:
        return
    if "msgid" not in message.strings or not message.list_forms():
        raise ReadError("the message before this line lacks its msgid or its msgstr", number)
    yield message


def _find_language(messages: list[Message]) -> str:
    """Return the language that the header names, as a BCP 47 code; empty where it names none."""
    header = next((message for message in messages if message.is_header), None)
    match = _LANGUAGE.search(header.read("msgstr").text) if header else None
    return match[1].partition("@")[0].replace("_", "-") if match else ""


def _build(path: str, messages: list[Message], options: ReadOptions, places: LinePlaces) -> Bitext:
    assembly = BitextAssembly(path, options, places)
    messages = [message for message in messages if not message.is_header]
    has_source = _is_in_language("\n".join(message.read("msgid").text for message in messages), options.source_language)
    translated = "\n".join(message.read(form).text for message in messages for form in message.list_forms())
    if not has_source and translated.strip() and not _is_in_language(translated, options.target_language):
        raise OtherContentError(f"language {guess_language(translated)}")
    for message in messages:
        for form in message.list_forms():
            _add(assembly, message, form, has_source=has_source)
    return assembly.build()


def _is_in_language(text: str, code: str) -> bool:
    """Return whether the script of a text is that of a language."""
    primary = code.partition("-")[0].lower()
    return guess_language(text) == (primary if primary in _TOLD_BY_SCRIPT else "en")


def _add(assembly: BitextAssembly, message: Message, form: str, *, has_source: bool) -> None:
    """Add a form of a message; one of a single thing may leave out its number, and is not compared then.

    Where a language has one form for all numbers, its source is the plural.
    """
    unit = message.name + form.removeprefix("msgstr")
    is_single = form == "msgstr[0]" and len(message.list_forms()) > 1
    is_other = form != "msgstr" and not is_single and "msgid_plural" in message.strings
    source, target = message.read("msgid_plural" if is_other else "msgid", unit), message.read(form, unit)
    if not target.text.strip():
        assembly.add(source, target, is_pending=True)
        return
    if not has_source or (is_single and leaves_number_out(source.text, target.text)):
        source = Content(unit, source.start)
    assembly.add(source, target, is_draft=message.is_fuzzy)


def leaves_number_out(source: str, target: str) -> bool:
    """Return whether a form for a single thing has one placeholder less than its source: “one file” for `%d个文件`."""
    theirs, ours = count_placeholders(source), count_placeholders(target)
    return not ours - theirs and (theirs - ours).total() == 1
