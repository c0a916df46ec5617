"""The formats of files that are read: a row each. A reader is a file or a folder of `align.readers`, and a row here."""

from dataclasses import dataclass
from functools import partial


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: all that is known of it outside of the module that reads it.

    `module` of `align.readers` has the `read`. `holds`, `places` and `fixes` are the cells of its row in
    docs/formats.md: what is checked, how findings name a place, whether fixes are made; `files` is the first cell where
    that is not its suffixes.

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
    """

    module: str
    holds: str = ""
    places: str = "line, column"
    fixes: str = "yes"
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


_Resource = partial(Reader, "resources", is_keyed=True, needs_language=True, is_of_program=True, may_hold_html=True)
"""The row of a format of texts with keys, a file for each language."""

_OFFICE_PLACES = "paragraph, cell, note, header"
_MARKED_UP = "the [prose](#restructuredtext-asciidoc-and-latex) of reStructuredText and AsciiDoc"
_CUES = "[subtitles](#subtitles): a cue, or several with one sentence"
_CUE_PLACES = "line, column, number and time of the cue"
_PROGRAM = "texts of a [program](#a-file-for-each-language): each string that is a value"
_KEY_PATHS = "line, column, path (`menu.file.open`, `days.0`)"
_UNFOLDED = "yes; in YAML not in folded lines"
_ROWS = {
    ".txt": Reader("plain", "running text", editor="running_text", is_running_text=True),
    ".md .markdown": Reader(
        "markdown",
        "the [prose](#markdown-and-mdx), and title and description in front matter",
        editor="markdown",
        is_running_text=True,
    ),
    ".mdx": Reader("markdown", "the same, without JavaScript and JSX", editor="markdown", is_running_text=True),
    ".ipynb": Reader(
        "notebook",
        "the Markdown of [notebooks](#notebooks-and-source-code), on request comments and strings",
        "line, column, cell and line in it",
        "yes, but for strings",
    ),
    ".rst": Reader("prose.restructured", _MARKED_UP, is_running_text=True),
    ".adoc .asciidoc": Reader("prose.asciidoc", _MARKED_UP, is_running_text=True),
    ".tex": Reader("prose.latex", "what LaTeX [prints](#restructuredtext-asciidoc-and-latex), without mathematics"),
    ".html .htm .xhtml": Reader("hypertext", "what a reader sees of a [page](#pages)", content="html"),
    ".docx .docm": Reader(
        "docx",
        "what a reader sees in [Word](#documents-of-word-and-libreoffice)",
        _OFFICE_PLACES,
        content="docx",
    ),
    ".odt": Reader(
        "odt",
        "what a reader sees in [LibreOffice](#documents-of-word-and-libreoffice)",
        _OFFICE_PLACES,
        content="odt",
    ),
    ".epub": Reader(
        "epub",
        "the chapters of a book, in reading order; protected books are refused",
        "chapter file and paragraph: `ch001.xhtml, paragraph 7:1`",
        content="epub",
    ),
    ".pdf": Reader(
        "pdf", "the text of the [pages](#pdf), approximately", "page, line", "no", content="pdf", if_named="PDF"
    ),
    ".jsonl": Reader(
        "pairs",
        "[pairs](#files-of-both-languages): a line is an object with `source` and `target`",
        "line, id",
        editor="json_lines",
        gives_bitexts=True,
        is_read_by_line=True,
    ),
    ".tsv": Reader(
        "pairs",
        "pairs: a line has the source, a tab and the target, without quoting",
        editor="rows",
        gives_bitexts=True,
        is_read_by_line=True,
    ),
    ".csv": Reader(
        "tables.delimited",
        "the rows of a [table](#tables)",
        "line, column, id or cell (`C12`)",
        files="`.csv`, `.tsv` with a header",
        if_named="table",
        gives_bitexts=True,
    ),
    ".xlsx": Reader(
        "tables.workbook",
        "the rows of each sheet whose [titles](#tables) name its columns",
        "cell (`C12`, `Sheet2!C12`)",
        content="xlsx",
        if_named="table",
        gives_bitexts=True,
    ),
    ".tmx": Reader(
        "tmx",
        "the units (`<tu>`) of a [translation memory](#xliff-and-tmx)",
        "line, column, `tuid` or number",
        content="tmx",
        gives_bitexts=True,
    ),
    ".xliff .xlf .sdlxliff .mqxliff": Reader(
        "xliff",
        "[XLIFF](#xliff-and-tmx) 1.2 and 2: a segment, or a unit that has none",
        "line, column, `file/unit/segment`",
        files="`.xliff`, `.xlf`, `.sdlxliff` (Trados), `.mqxliff` (memoQ)",
        content="xliff",
        gives_bitexts=True,
        may_hold_html=True,
    ),
    ".po .pot": Reader(
        "gettext",
        "a [message](#po-and-string-catalogues), each form of a plural by itself",
        "line, column, `context\\|msgid[form]`",
        files="`.po` (gettext)",
        entries="messages",
        gives_bitexts=True,
        is_of_program=True,
        may_hold_html=True,
        declares_encoding=True,
    ),
    ".json .arb": _Resource(_PROGRAM, _KEY_PATHS, _UNFOLDED, entries="json_strings"),
    ".yaml .yml": _Resource(_PROGRAM, _KEY_PATHS, _UNFOLDED, entries="yaml_strings"),
    ".xml": _Resource(
        "`<string>`, an item of `<plurals>` or `<string-array>`",
        "line, column, name (`files/one`, `days/0`)",
        files="`strings.xml` (Android)",
        entries="android",
        declares_encoding=True,
    ),
    ".strings": _Resource("a text", "line, column, key", files="`.strings` (Apple)", entries="apple"),
    ".properties": _Resource("a text", "line, column, key", files="`.properties` (Java)", entries="properties"),
    ".xcstrings": Reader(
        "string_catalog",
        "a text of a [string catalogue](#po-and-string-catalogues), each form of a plural by itself",
        "line, column, `key/plural/one`",
        files="`.xcstrings` (Xcode)",
        gives_bitexts=True,
        is_of_program=True,
        may_hold_html=True,
    ),
    ".srt": Reader("subtitles", _CUES, _CUE_PLACES, files="`.srt` (SubRip)"),
    ".vtt": Reader("subtitles", _CUES, _CUE_PLACES, files="`.vtt` (WebVTT)", content="vtt"),
    ".ass": Reader("subtitles", _CUES, _CUE_PLACES, files="`.ass` (Advanced SubStation Alpha)"),
}

READERS = {suffix: reader for suffixes, reader in _ROWS.items() for suffix in suffixes.split()}
"""Suffix (lower case) -> its reader, imported when first needed; in the order of messages, of several with the same
content the one to name first.
"""

CODE_READER = Reader(
    "code",
    "on request the comments and strings of [source code](#notebooks-and-source-code)",
    fixes="comments",
    files="`.py`, `.js`, `.java`, `.c`, `.go`, `.sh`, `.sql` and others",
)
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
