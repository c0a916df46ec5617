"""Comments and strings of source code, where a person asks for the parts `comments` and `strings`.

What else is in the file is not read. Comments on lines one below another are one text. In a comment, a blank line, an
item or a tag (`@param`) begins a block; of a line that looks like code only what is not ASCII is read, as Chinese left
in it.
"""

import heapq
import re
from collections.abc import Iterable, Iterator

from align.model import Document, Notation, Role, Span
from align.readers import COMMENTS, STRINGS, ReadOptions
from align.readers.code.scanning import Comment, find_comments
from align.readers.code.strings import add_string, find_string_blocks
from align.readers.code.syntaxes import SYNTAXES
from align.readers.prose.lines import LineScanner
from align.readers.remarks import MARK, is_remark, write_line_remark
from align.readers.sizes import decode_limited

_MARK = re.compile(r"[ \t]*(?:[*!/#;-]{1,3}(?=[ \t]|\Z)[ \t]*)?")
_ITEM = re.compile(r"[-*+•][ \t]|\d{1,3}[.)][ \t]|[@:\\][a-z]+\b|>>>|\.\.\.[ \t]|Args:|Returns:|Raises:|\|")
_CODE = re.compile(
    r"""[;{}\\]\Z|^[)\]}<>$]|^>>>|^\.{3}|\)\)\Z|\[\[|\]\]|\w\(\S{0,80}[(\[]|^["'][\w]+["'][ ]*:
    |=>|[=!<>]=|->|::|&&|\|\||\w\(\S{0,80}\)|(?<!\w)[\w.\[\]]+[ ][-+*/|&]?=(?![=\w])|^\||\|\Z
    |^(?:if|elif|for|while|return|import|from|def|class|var|let|const|else|try|except|public|private)\b.*[:({;=]\Z
    |^[\w*.,][\w*.,\ ]{0,80}[ ]:(?:[ ]|\Z)|^[{\[(]|\S[ ]{3,}\S|[ ][-+*/^]{1,2}[ ]|\\[a-z]|\$
    |^[-=*~_\#+/\\|]{3,}|[-=*~_\#]{4,}\Z|noqa|eslint|type:[ ]ignore|pragma|pylint|coding[:=]|^!|\w\.\w+\(""",
    re.VERBOSE,
)
_NOT_PROSE = re.compile(r"[\x21-\x7e]+")
_MARKUP = re.compile(
    r"""`{1,2}[^`]{1,300}+`{1,2}|\{@?[^{}]{1,300}+\}|</?[A-Za-z][^<>]{0,300}+>
    |%\([^()\n]{1,80}+\)[a-z]|\$\{[^{}\n]{1,80}+\}
    |^[@\\][A-Za-z]+(?:[ ]+\{[^{}]{0,300}+\})?(?:[ ]+[\w$.\[\]]+(?=[ ]))?|^:[a-z]+(?:[ ][\w.*\[\], ]{1,80}+)?:
    |(?<!\w)(?:--?|/|\$|%|@|\#)[\w./-]+|(?P<word>(?<![A-Za-z0-9_.])[A-Za-z_][A-Za-z0-9_.]*+(?:\([^()\s]{0,80}\))?)""",
    re.VERBOSE,
)
_NAME = re.compile(r"[A-Za-z0-9]_[A-Za-z0-9]|[a-z][A-Z]|[A-Za-z0-9]\.[A-Za-z0-9]|\)$")
"""In a word that is a name of a program."""


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of a file of source code: its comments, its strings, or both, as the parts say."""
    text = decode_limited(data, options.encoding)
    suffix, scanner = options.find_suffix(path), LineScanner(text)
    comments = find_blocks(text, suffix) if COMMENTS in options.parts else iter(())
    strings = find_string_blocks(text, suffix) if STRINGS in options.parts else iter(())
    remarks = find_remarks(text, suffix) if MARK in text else iter(())
    for block, notation in heapq.merge(comments, strings, remarks, key=lambda found: found[0][0].start):
        if notation is None:
            scanner.add_remark(_write_remark(text, block[0]), block[0])
        elif notation is Notation.STRING:
            add_string(scanner, block)
        else:
            scanner.add_block(block, Role.PARAGRAPH, notation=notation)
    yield scanner.build(path, options.target_language, find_markup)


def find_remarks(text: str, suffix: str) -> Iterator[tuple[list[Span], None]]:
    """Yield the comments that are intended for this program."""
    for comment in find_comments(text, SYNTAXES[suffix]):
        if is_remark(text[comment.start : comment.end]):
            yield [Span(comment.mark, comment.end)], None


def _write_remark(text: str, span: Span) -> str:
    """Return a comment to this program as it is read: whether anything is before it on its line makes a difference."""
    start = text.rfind("\n", 0, span.start) + 1
    body = text[text.index(MARK, span.start) : span.end]
    return write_line_remark(body, is_alone=not text[start : span.start].strip())


def find_blocks(text: str, suffix: str) -> Iterator[tuple[list[Span], Notation]]:
    """Yield the blocks of the comments in source code, each as lines, and how the file writes them."""
    comments = find_comments(text, SYNTAXES[suffix])
    if MARK in text:
        comments = (one for one in comments if not is_remark(text[one.start : one.end]))
    for rows, notation in _join(text, comments):
        for block in _split(text, rows):
            yield block, notation


def find_markup(text: str) -> Iterator[Span]:
    """Yield what is no prose in a block of a comment."""
    for match in (_NOT_PROSE if _CODE.search(text) else _MARKUP).finditer(text):
        if match.re is _NOT_PROSE or not match["word"]:
            yield Span(*match.span())
        elif _NAME.search(match[0]):
            yield Span(match.start(), match.start() + len(match[0].rstrip(".")))


def _join(text: str, comments: Iterable[Comment]) -> Iterator[tuple[list[Span], Notation]]:
    """Yield the lines of each comment; those that follow each other line by line are one."""
    rows, last = list[Span](), None
    for comment in comments:
        if not (last and _follows(text, last, comment)):
            if rows:
                yield rows, _choose_notation(last)
            rows = []
        rows += _list_rows(text, comment)
        last = comment
    if rows:
        yield rows, _choose_notation(last)


def _choose_notation(comment: Comment | None) -> Notation:
    return Notation.PLAIN if comment is None or comment.is_line else Notation.BLOCK_COMMENT


def _follows(text: str, last: Comment, comment: Comment) -> bool:
    """Return whether a comment is on the line below another, with nothing else on it."""
    between = text[last.end : comment.mark]
    return last.is_line and comment.is_line and not between.strip() and between.count("\n") == 1


def _list_rows(text: str, comment: Comment) -> Iterator[Span]:
    """Yield the lines of a comment without the marks they begin with; empty ones too."""
    position = comment.start
    for line in text[comment.start : comment.end].split("\n"):
        mark = _MARK.match(line)
        start = mark.end() if mark and not comment.is_text else len(line) - len(line.lstrip())
        yield Span(position + start, position + max(len(line.rstrip()), start))
        position += len(line) + 1


def _split(text: str, rows: Iterable[Span]) -> Iterator[list[Span]]:
    """Yield the lines of a comment as blocks."""
    block = list[Span]()
    for row in rows:
        line = text[slice(*row)]
        is_code = _CODE.search(line) is not None
        if block and (not line or is_code or _ITEM.match(line)):
            yield block
            block = []
        if is_code:
            yield [row]
        elif line:
            block.append(row)
    if block:
        yield block
