"""Edits of files of every format and encoding: the named characters change, and not a byte beside them.

A file is made of pieces: characters as the file writes them, and what a person reads there (nothing for markup). What
an edit makes of it is worked out from the pieces alone.
"""

import codecs
import json
from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_files import make_docx, make_odt, read_members

from align.model import Bitext, Document, Edit
from align.readers import ReadOptions, read
from align.writers.edits import Mend, edit


class Piece(NamedTuple):
    """Characters of a file, what is read there, and whether signs of markup stand in it as they are."""

    raw: str
    shown: str = ""
    is_plain: bool = False


Write = Callable[[str], str]


class Format(NamedTuple):
    """A kind of file: its name, what stands before and behind the pieces, some of which hold no text, and escapes."""

    name: str
    before: str
    behind: str
    groups: tuple[tuple[Piece, ...], ...]
    write: Write
    encodings: tuple[str, ...] = ("utf-8", "utf-8-sig", "gb18030", "utf-16")


def plain(text: str) -> tuple[Piece, ...]:
    return (Piece(text, text),)


def wrap(before: str, behind: str) -> tuple[Piece, ...]:
    return Piece(before), Piece("q中", "q中"), Piece(behind)


def write_xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def write_c(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


LETTERS = (plain("a"), plain("中b"))
XML = (
    *LETTERS,
    (Piece("&amp;", "&"),),
    (Piece("&#20013;", "中"),),
    (Piece("&#x3C;", "<"),),
    (Piece("<!-- 摆 & -->"),),
)
CDATA = (Piece("<![CDATA["), Piece("c&中", "c&中", is_plain=True), Piece("]]>"))
BREAK = (Piece("\r\n", "\n"), Piece("x", "x"))
XLIFF = '<{0}xliff version="1.2"{1}>\r\n<{0}file source-language="zh" target-language="en" original="a"><{0}body>'
UNIT = '<{0}trans-unit id="1"{1}><{0}source>好</{0}source>\r\n<{0}target>|'
ENDS = "|</{0}target></{0}trans-unit></{0}body></{0}file></{0}xliff>"
DECLARED = '<?xml version="1.0" encoding="{encoding}"?>\r\n'
OASIS = "urn:oasis:names:tc:xliff:document:1.2"
TMX = '<tmx version="1.4"><!-- a --><header/><body><tu><tuv xml:lang="zh"><seg>好</seg></tuv><tuv xml:lang="en"><seg>|'
FORMATS = {
    "xliff": Format(
        "a.xlf",
        DECLARED + XLIFF.format("", f' xmlns="{OASIS}"') + UNIT.format("", ' xml:space="preserve"'),
        ENDS.format(""),
        (*XML, CDATA, BREAK, wrap("<g id='1'>", "</g>"), wrap("<mrk mtype='term'>", "</mrk>")),
        write_xml,
    ),
    "xliff with prefixes": Format(
        "a.xlf",
        DECLARED + XLIFF.format("x:", f' xmlns:x="{OASIS}"') + UNIT.format("x:", ""),
        ENDS.format("x:"),
        (*XML, CDATA, wrap("<x:g id='1'>", "</x:g>"), (Piece("<?a b?>"),)),
        write_xml,
    ),
    "tmx": Format(
        "a.tmx", DECLARED + TMX, "|</seg></tuv></tu></body></tmx>", (*XML, CDATA, wrap("<hi>", "</hi>")), write_xml
    ),
    "android": Format(
        "values-en/strings.xml",
        DECLARED + '<resources xmlns:a="urn:b"><!-- 摆 --><string name="k">|',
        "|</string></resources>",
        (*XML, wrap("<b>", "</b>")),
        write_xml,
    ),
    "html": Format(
        "a.html",
        '<!DOCTYPE html>\r\n<meta charset="{encoding}"><p>|',
        "|</p>",
        (*XML, (Piece("\r\n ", " "), Piece("x", "x")), wrap("<b class='a'>", "</b>")),
        write_xml,
    ),
    "json": Format(
        "en.json",
        '{{"k": "|',
        '|"}}\r\n',
        (*LETTERS, (Piece("\\u4e2d", "中"),), (Piece('\\"', '"'),), (Piece("\\ud83d\\ude00", "😀"),)),
        lambda text: json.dumps(text, ensure_ascii=False)[1:-1],
    ),
    "po": Format(
        "en.po",
        'msgid ""\r\nmsgstr "Language: en\\n"\r\n\r\n# 摆\r\nmsgid "好"\r\nmsgstr "|',
        '|"\r\n',
        (plain("a"), plain("éb"), (Piece('\\"', '"'),), (Piece('"\r\n"'),)),
        write_c,
    ),
    "strings": Format(
        "en.lproj/a.strings", '/* 摆 */\r\n"k" = "|', '|";\r\n', (*LETTERS, (Piece("\\U4e2d", "中"),)), write_c
    ),
    "properties": Format(
        "a_en.properties", "# 摆\r\nk = |", "|\r\n", (*LETTERS, (Piece("\\u4e2d", "中"),), (Piece("\\\r\n  "),)), str
    ),
    "csv": Format(
        "a.csv",
        'source,target\r\n好,"|',
        '|"\r\n',
        (*LETTERS, (Piece('""', '"'),), plain(",")),
        lambda text: text.replace('"', '""'),
    ),
    "srt": Format("a.en.srt", "1\r\n00:00:01,000 --> 00:00:02,000\r\n|", "|\r\n", (*LETTERS, wrap("<i>", "</i>")), str),
    "vtt": Format(
        "a.en.vtt",
        "WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\n|",
        "|\r\n",
        (*LETTERS, (Piece("&amp;", "&"),), wrap("<i>", "</i>")),
        write_xml,
    ),
}


def encode(text: str, encoding: str) -> bytes:
    return codecs.BOM_UTF16_LE + text.encode("utf-16-le") if encoding == "utf-16" else text.encode(encoding)


def list_texts(name: str, data: bytes, encoding: str | None) -> list[Document]:
    found = read(name, data, ReadOptions(encoding=encoding))
    return [one.target if isinstance(one, Bitext) else one for one in found]


def expect(pieces: Sequence[Piece], first: int, last: int, text: str, write: Write) -> str:
    """The pieces with a text in place of those from one to another, or behind the first where there is no last."""
    raws = [piece.raw for piece in pieces]
    written = text if pieces[first].is_plain else write(text)
    if last < first:
        raws[first] += written
    else:
        shown = [index for index in range(first, last + 1) if pieces[index].shown]
        for index in shown:
            raws[index] = written if index == first else ""
    return "".join(raws)


class Drawn(NamedTuple):
    """Pieces, a stretch of the text that they make, from one piece to another, and what is to stand there."""

    pieces: list[Piece]
    first: int
    last: int
    text: str

    @property
    def shown(self) -> str:
        """What is read in all of them."""
        return "".join(piece.shown for piece in self.pieces)

    @property
    def mend(self) -> Mend:
        """The edit of the text."""
        start = len("".join(piece.shown for piece in self.pieces[: self.first + (self.last < self.first)]))
        end = start if self.last < self.first else len("".join(piece.shown for piece in self.pieces[: self.last + 1]))
        return Mend(1, (Edit(start, end, self.text),))


@st.composite
def draw_edit(draw: st.DrawFn, groups: Sequence[tuple[Piece, ...]]) -> Drawn:
    """Pieces between two bars, and an edit of some of them; one behind a piece has a last one of -1."""
    inner = [piece for group in draw(st.lists(st.sampled_from(groups), max_size=6)) for piece in group]
    pieces = [Piece("|", "|"), *inner, Piece("|", "|")]
    written = [index for index, piece in enumerate(pieces) if piece.shown]
    first = draw(st.sampled_from(written))
    last = draw(st.sampled_from([-1, *(index for index in written if index >= first)]))
    return Drawn(pieces, first, last, draw(st.text(st.sampled_from("x中<&"), min_size=1, max_size=3)))


@pytest.mark.parametrize("kind", FORMATS)
@given(st.data())
def test_the_named_characters_change_and_no_other_byte(kind: str, drawn: st.DataObject) -> None:
    form = FORMATS[kind]
    encoding, one = drawn.draw(st.sampled_from(form.encodings)), drawn.draw(draw_edit(form.groups))
    head, tail = (part.format(encoding=encoding.removesuffix("-sig")) for part in (form.before[:-1], form.behind[1:]))
    data = encode(head + "".join(piece.raw for piece in one.pieces) + tail, encoding)
    named = None if encoding in ("utf-8-sig", "utf-16") else encoding
    documents = list_texts(form.name, data, named)
    assert [document.text for document in documents] == [one.shown]
    done = edit(form.name, data, [one.mend], named, read=lambda: documents)
    mended = expect(one.pieces, one.first, one.last, one.text, form.write)
    assert (done.data, done.refused) == (encode(head + mended + tail, encoding), {})
    for mends in ([], [Mend(1, (Edit(0, 1, "|"),))]):
        assert edit(form.name, data, mends, named, read=lambda: documents).data == data


RUNS = (Piece("</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>"),)
OFFICE: dict[str, tuple[Callable[[str], bytes], tuple[tuple[Piece, ...], ...]]] = {
    "a.docx": (
        lambda text: make_docx(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>", header1="<w:p/>"),
        (*XML, CDATA, RUNS, (Piece("</w:t><w:t xml:space='preserve'>"),)),
    ),
    "a.odt": (
        lambda text: make_odt(f"<text:p>{text}</text:p>"),
        (*XML, CDATA, wrap("<text:span>", "</text:span>"), (Piece("<?a b?>"),)),
    ),
}


@pytest.mark.parametrize("name", OFFICE)
@given(st.data())
def test_of_an_archive_the_named_characters_of_one_member_change(name: str, drawn: st.DataObject) -> None:
    build, groups = OFFICE[name]
    one = drawn.draw(draw_edit(groups))
    data = build("".join(piece.raw for piece in one.pieces))
    documents = list_texts(name, data, None)
    assert [document.text for document in documents] == [one.shown]
    done = edit(name, data, [one.mend], read=lambda: documents)
    mended = build(expect(one.pieces, one.first, one.last, one.text, write_xml))
    assert (read_members(done.data), done.refused) == (read_members(mended), {})
    assert edit(name, data, [], read=lambda: documents).data == data
