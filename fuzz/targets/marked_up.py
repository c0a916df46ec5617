"""A text between markup: a page, an office file, a book."""

import io
import re
import zipfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from random import Random

from faults import expect_clear_errors, require
from mutation import make_odd_bytes, make_odd_text
from recipes import Recipe, make_bytes, make_text
from reports import check_result

from align.commands.check import check_file
from align.commands.word_comments import add_comments
from align.inputs.tasks import Task
from align.model import Document
from align.model.formats import suffix
from align.readers import ReadOptions, read_document
from glossary.storage.decoding import decode
from targets import BadCaseError, Case, Observed
from targets.texts import GLOSSARIES, find_settings, fix_twice

_HTML_NAMES = """
p p b i h1 li ul td tr table nav main article script style code sup a br blockquote title pre header aside
template svg !-- !aligncheck"""
_WORD_NAMES = """
w:p w:p w:r w:r w:t w:t w:t w:tbl w:tr w:tc w:ins w:del w:pPr w:rPr w:pStyle w:vanish w:br w:tab w:sym
w:fldChar w:txbxContent w:hyperlink w:sdt w:sdtPr w:footnoteReference w:numPr w:gridSpan m:t mc:Fallback"""
_OPEN_NAMES = """
text:p text:p text:p text:h text:span text:s text:tab text:list text:list-item text:note text:note-body
table:table table:table-row table:table-cell drawing:text-box text:tracked-changes text:section style:style
office:annotation text:table-of-content"""
_HTML, _WORD, _OPEN = _HTML_NAMES.split(), _WORD_NAMES.split(), _OPEN_NAMES.split()
_NAMES = {".html": _HTML, ".xhtml": _HTML, ".epub": _HTML, ".docx": _WORD, ".odt": _OPEN}
_VALUES = ("1", "2", "begin", "separate", "end", "none", "F0E0", "99999999", "-1", "", "zh", "footnote")
_WORD_START = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>'
)
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODF_START = "<office:document-content " + " ".join(
    f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "table", "drawing", "style")
)
_UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile(r"\s")


def make(random: Random) -> Case:
    """A suffix, and tags (a name, `/` for the end of the innermost one) with texts between them; or odd bytes."""
    suffix = random.choice(tuple(_NAMES))
    if random.random() < 0.1:
        return {"suffix": suffix, "bytes": make_odd_bytes(random)}
    return {"suffix": suffix, "pieces": [_make_piece(random, suffix) for _ in range(random.choice((2, 5, 20, 60)))]}


def _make_piece(random: Random, suffix: str) -> Recipe | list[str]:
    kind = random.random()
    if kind < 0.4:
        return make_odd_text(random)
    return ["/"] if kind < 0.6 else [random.choice(_NAMES[suffix]), random.choice(_VALUES)]


def check(case: Case, folder: Path) -> Observed:
    """Check the file twice; its stretches say what stands in it."""
    name, data = _build(case)
    task, said = Task(name, settings=find_settings()), list[str]()
    with expect_clear_errors(said):
        first = check_file(task, GLOSSARIES, data)
        require(check_file(task, GLOSSARIES, data) == first, "another result the second time")
        if not first.skipped:
            document = read_document(name, data, ReadOptions())
            _check_stretches(document, data)
            fix_twice(task, data)
            if suffix(name) == ".docx":
                reviewed = add_comments(data, document, first.diagnostics)
                require(
                    check_file(task, GLOSSARIES, reviewed).diagnostics == first.diagnostics, "comments change a text"
                )
        return check_result(first, len(data))
    return {"said": said}


def _build(case: Case) -> tuple[str, bytes]:
    """The name of the file and what it holds."""
    match case:
        case {"suffix": str(suffix), "pieces": list(pieces)} if suffix in _NAMES:
            content = "".join(_write(pieces, "<" if suffix in (".docx", ".odt") else ""))
            return f"a{suffix}", _WRAPS[suffix](content)
        case {"suffix": str(suffix), "bytes": recipe} if suffix in _NAMES:
            return f"a{suffix}", make_bytes(recipe)
    raise BadCaseError


def _write(pieces: list[object], strict: str) -> Iterator[str]:
    """The markup; `strict`: well-formed XML."""
    opened = list[str]()
    for piece in pieces:
        match piece:
            case ["/"]:
                yield f"</{opened.pop()}>" if opened else "</p>" * (not strict)
            case [str(name), str(value)] if strict and name in _WORD + _OPEN:
                opened.append(name)
                prefix = name.partition(":")[0]
                key = "fldCharType" if name == "w:fldChar" else "char" if name == "w:sym" else "val"
                yield f'<{name} {prefix}:{key}="{value}">'
            case ["!--", str()]:
                yield "<!-- the the "
            case ["!aligncheck", str()]:
                yield "<!-- aligncheck: allow-file doubled-word: it is -->"
            case [str(name), str(value)] if name in _HTML:
                opened.append(name)
                yield f'<{name} class=a lang="{value}">'
            case str() | dict():
                text = _UNWRITABLE.sub("", make_text(piece))
                yield escape(text, quote=False) if strict else text
            case _:
                raise BadCaseError
    yield from (f"</{name}>" for name in reversed(opened)) if strict else ()


def _wrap_word(content: str) -> bytes:
    return _zip(
        {
            "[Content_Types].xml": "<Types></Types>",
            "word/_rels/document.xml.rels": "<Relationships></Relationships>",
            "word/document.xml": f"{_WORD_START}{content}</w:body></w:document>",
        }
    )


def _wrap_odf(content: str) -> bytes:
    body = f"<office:body><office:text>{content}</office:text></office:body>"
    return _zip({"content.xml": f"{_ODF_START}>{body}</office:document-content>"})


def _wrap_book(content: str) -> bytes:
    package = '<package><item id="a" href="a.html" media-type="text/html"/><itemref idref="a"/></package>'
    return _zip({"META-INF/container.xml": '<a><rootfile full-path="b"/></a>', "b": package, "a.html": content})


def _zip(members: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content.encode("utf-8", "replace"))
    return stream.getvalue()


_WRAPS = {
    ".html": lambda content: content.encode("utf-8", "replace"),
    ".xhtml": lambda content: content.encode("utf-8", "replace"),
    ".epub": _wrap_book,
    ".docx": _wrap_word,
    ".odt": _wrap_odf,
}


def _check_stretches(document: Document, data: bytes) -> None:
    """See that the stretches cover the text, and that those of as many characters say the same in the file."""
    parts, position = dict[str, str](), 0
    for span, *_, origin in document.stretches or ():
        require(span.start in (position, position + 1), "a stretch that is out of order", span)
        position = span.end
        if origin and origin.end - origin.start == span.end - span.start:
            if origin.part not in parts:
                parts[origin.part] = _read_part(data, origin.part)
            raw = parts[origin.part][origin.start : origin.end]
            text = document.text[span.start : span.end]
            require(_SPACE.sub(" ", raw) == _SPACE.sub(" ", text), "a stretch that stands elsewhere", (raw, text))
    require(position == len(document.text), "text without a place", position)


def _read_part(data: bytes, part: str) -> str:
    if not part:
        return decode(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return decode(archive.read(part))
