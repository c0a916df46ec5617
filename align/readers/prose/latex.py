"""LaTeX: the prose of a document as its reader sees it: `~` is a space, ``\\%`` a percent sign, ``\\'e`` an é.

The preamble (but for the title), mathematics, verbatim text, comments, commands and what is not printed of their
arguments are left out or masked. Nothing is expanded: commands that a document defines itself count as unknown, and
their arguments as text. Notes follow the paragraph that they belong to.
"""

import re
from collections.abc import Iterator

from align.model import Document, Origin, Role
from align.readers import ReadOptions
from align.readers.assembly import Assembly, LinePlaces
from align.readers.prose.latex_blocks import Typesetter
from align.readers.prose.latex_tokens import Kind, tokenize
from align.readers.remarks import MARK, write_remark
from align.readers.sizes import decode_limited

_BEGIN = re.compile(r"^[^%\n]*?\\begin\s*\{document\}", re.MULTILINE)
_REMARK = re.compile(rf"^[ \t]*%+[ \t]*({MARK}[^\r\n]*)", re.MULTILINE)
"""A comment to this program, of the preamble."""
_TITLE = re.compile(r"^[ \t]*\\(?:sub)?title(?=\s*[\[{])", re.MULTILINE)


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of a file; without `\\begin{document}` (a chapter), all of it is text."""
    text = decode_limited(data, options.encoding)
    assembly = Assembly(LinePlaces(text))
    begin = _BEGIN.search(text)
    for remark in _REMARK.finditer(text, 0, begin.end() if begin else 0):
        assembly.add(write_remark(remark[1]), Origin(*remark.span(1)), masked=True)
        assembly.close_block(Role.MARKUP)
    for title in _TITLE.finditer(text, 0, begin.end()) if begin else ():
        _set(text, title.start(), begin.end() if begin else 0, assembly, only_title=True)
    _set(text, begin.end() if begin else 0, len(text), assembly)
    yield assembly.build(path, options.target_language)


def _set(text: str, start: int, end: int, assembly: Assembly, *, only_title: bool = False) -> None:
    typesetter = Typesetter(assembly)
    for token in tokenize(text, start, end):
        if token.kind is Kind.END and token.text == "document":
            break
        typesetter.enter(token)
        if only_title and typesetter.has_ended_title:
            break
    typesetter.finish()
