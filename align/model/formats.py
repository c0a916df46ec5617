"""The formats of files that are read: a row each. A reader is a file or a folder of `align.readers`, and a row here."""

from dataclasses import dataclass
from functools import partial


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: all that is known of it outside of the module that reads it.

    `module` of `align.readers` has the `read`. `holds` and `places` are cells of its row in docs/formats.md: what is
    checked, how findings name a place besides line and column; formats that have both in common share a row. `files` is
    the first cell where that is not its suffixes.

    `editor`: the module of `align.writers.edits` that writes fixes into such a file; empty where the pieces of its
    texts know where in the file they come from, and where nothing can be written. `entries`: the module of
    `align.readers.resources` that reads its texts with keys. `content`: what `align.readers.content` calls what its
    first bytes show. `if_named`: what people call such files, where most of them hold something else and one is read
    only if a person names it.

    `gives_bitexts`: its files hold both sides, not documents. `is_keyed`: its texts have keys, by which they are paired
    with those of the file in the other language. `needs_language`: most such files hold something else, and one is read
    only if its path names a language. `is_read_by_line`: its module has a `read_open` as well, which does not keep
    the bytes of the file. `is_running_text`: its beginning can be read without its end. `is_of_program`: it holds what
    the buttons and messages of a program say. `may_hold_html`: its texts may be written in HTML. `declares_encoding`:
    its files may say their encoding themselves.

    `has_lines`: a line of its text is one of the file, so that one that is deleted goes whole. `has_front_matter`: its
    files may begin with metadata. `has_changes`: it takes comments and tracked changes. `shares_texts`: several places
    of a file may show one text that the file holds once.
    """

    module: str
    holds: str = ""
    places: str = ""
    files: str = ""
    editor: str = ""
    entries: str = ""
    content: str = ""
    if_named: str = ""
    gives_bitexts: bool = False
    is_keyed: bool = False
    needs_language: bool = False
    is_read_by_line: bool = False
    is_running_text: bool = False
    is_of_program: bool = False
    may_hold_html: bool = False
    declares_encoding: bool = False
    has_lines: bool = False
    has_front_matter: bool = False
    has_changes: bool = False
    shares_texts: bool = False


_MARKDOWN = "the [prose](#markdown-and-mdx), and title and description in front matter"
_MARKED_UP = "the [prose](#restructuredtext-asciidoc-and-latex) of reStructuredText, AsciiDoc and LaTeX"
_CODE = (
    "the Markdown of [notebooks](#notebooks-and-source-code); on request comments and strings",
    "`cell 4, line 2`",
)
_OFFICE = (
    "what a reader sees in [Word or LibreOffice](#documents-of-word-and-libreoffice)",
    "paragraph, cell, note, header",
)
_PAIRS = (
    "[pairs](#files-of-both-languages): an object with `source` and `target`; source, tab, target, without quoting",
    "id",
)
_TABLE = ("the rows of each [table](#tables) whose titles name its columns", "id or cell (`Sheet2!C12`)")
_MESSAGES = (
    "a [message](#po-and-string-catalogues), each form of a plural by itself",
    "`context\\|msgid[form]`, `key/plural/one`",
)
_PROGRAM = (
    "texts of a [program](#a-file-for-each-language): each string that is a value",
    "key or path (`menu.file.open`, in Android `days/0`)",
)
_CUES = ("[subtitles](#subtitles): a cue, or several with one sentence", "number and time of the cue")
_OfPairs = partial(Reader, gives_bitexts=True)
_OfProgram = partial(Reader, is_of_program=True, may_hold_html=True)
_Resource = partial(_OfProgram, "resources", *_PROGRAM, is_keyed=True, needs_language=True)
"""The row of a format of texts with keys, a file for each language."""

_ROWS = {
    ".txt": Reader("plain", "running text", editor="running_text", is_running_text=True, has_lines=True),
    ".md .markdown .mdx": Reader(
        "markdown", _MARKDOWN, editor="markdown", is_running_text=True, has_lines=True, has_front_matter=True
    ),
    ".ipynb": Reader("notebook", *_CODE),
    ".rst": Reader("prose.restructured", _MARKED_UP, is_running_text=True),
    ".adoc .asciidoc": Reader("prose.asciidoc", _MARKED_UP, is_running_text=True),
    ".tex": Reader("prose.latex", _MARKED_UP),
    ".html .htm .xhtml": Reader("hypertext", "what a reader sees of a [page](#pages)", content="html"),
    ".docx .docm": Reader("docx", *_OFFICE, content="docx", has_changes=True),
    ".odt": Reader("odt", *_OFFICE, content="odt"),
    ".epub": Reader("epub", "the chapters of a book, in reading order", "`ch001.xhtml, paragraph 7:1`", content="epub"),
    ".pdf": Reader(
        "pdf", "the text of the [pages](#pdf), approximately", "`page 3, line 12:5`", content="pdf", if_named="PDF"
    ),
    ".jsonl": _OfPairs("pairs", *_PAIRS, editor="json_lines", is_read_by_line=True),
    ".tsv": _OfPairs("pairs", *_PAIRS, editor="rows", is_read_by_line=True),
    ".csv": _OfPairs("tables.delimited", *_TABLE, files="`.csv`, `.tsv` with a header", if_named="table"),
    ".xlsx": _OfPairs("tables.workbook", *_TABLE, content="xlsx", if_named="table", shares_texts=True),
    ".tmx": _OfPairs(
        "tmx",
        "the units (`<tu>`) of a [translation memory](#xliff-and-tmx)",
        "`tuid` or number",
        content="tmx",
    ),
    ".xliff .xlf .sdlxliff .mqxliff": _OfPairs(
        "xliff",
        "[XLIFF](#xliff-and-tmx) 1.2 and 2: a segment, or a unit that has none",
        "`file/unit/segment`",
        files="`.xliff`, `.xlf`, `.sdlxliff` (Trados), `.mqxliff` (memoQ)",
        content="xliff",
        may_hold_html=True,
    ),
    ".po .pot": _OfProgram(
        "gettext",
        *_MESSAGES,
        files="`.po` (gettext)",
        entries="messages",
        gives_bitexts=True,
        declares_encoding=True,
    ),
    ".json .arb": _Resource(entries="json_strings"),
    ".yaml .yml": _Resource(entries="yaml_strings"),
    ".xml": _Resource(files="`strings.xml` (Android)", entries="android", declares_encoding=True),
    ".strings": _Resource(files="`.strings` (Apple)", entries="apple"),
    ".properties": _Resource(files="`.properties` (Java)", entries="properties"),
    ".xcstrings": _OfProgram("string_catalog", *_MESSAGES, files="`.xcstrings` (Xcode)", gives_bitexts=True),
    ".srt": Reader("subtitles", *_CUES, files="`.srt` (SubRip)"),
    ".vtt": Reader("subtitles", *_CUES, files="`.vtt` (WebVTT)", content="vtt"),
    ".ass": Reader("subtitles", *_CUES, files="`.ass` (Advanced SubStation Alpha)"),
}

READERS = {suffix: reader for suffixes, reader in _ROWS.items() for suffix in suffixes.split()}
"""Suffix (lower case) -> its reader, imported when first needed; in the order of messages, of several with the same
content the one to name first.
"""

CODE_READER = Reader("code", *_CODE, files="`.py`, `.js`, `.java`, `.c`, `.go`, `.sh`, `.sql` and others")
"""The reader of source code, whatever its suffix."""

UNKNOWN = Reader("")
"""What there is instead of a reader for any other suffix."""


def suffix(path: str) -> str:
    """Return the suffix that says the format of a file, in lower case: `.txt`; empty where there is none."""
    name = path.rstrip("/").rpartition("/")[2]  # a PurePath takes twenty times as long, and a run asks often
    dot = name.rfind(".")
    return name[dot:].lower() if 0 < dot < len(name) - 1 else ""


def find_reader(path: str) -> Reader:
    """Return the reader of a file of this name."""
    return READERS.get(suffix(path), UNKNOWN)
