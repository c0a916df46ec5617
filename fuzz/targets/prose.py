"""A text in a markup language, a notebook, source code: pieces of its grammar, and odd texts between them."""

import json
from dataclasses import replace
from pathlib import Path
from random import Random

from faults import expect_clear_errors, require
from mutation import make_odd_bytes, make_odd_text
from recipes import Recipe, make_bytes, make_text
from reports import check_result

from align.commands.check import check_file
from align.inputs.tasks import Task
from align.model import Document
from align.readers import ReadOptions, read_document
from targets import BadCaseError, Case, Observed
from targets.texts import GLOSSARIES, find_settings, fix_twice

_REMARK = "aligncheck: allow doubled-word: so"
_RST = [f".. {_REMARK}",
        "..", ".. note:: ", ".. code::", "::", "- ", "1. ", "====", "----", "+--+--+", "| a | b |", "=== ===",
        "`", "``",
        "*", "_", ":ref:", "[1]_", "|", "<x>", "    ", ":a: ", ">>> ", ".. [1] ", "\\"]  # fmt: skip
_ADOC = [f"// {_REMARK}",
        "= ", "== ", "----", "====", "|===", "|", "* ", ". ", "a::", "[source]", '[cols="2*"]', "`", "+", "{a}",
        "<<a,b>>",
         "\\", "////", "//", "footnote:[", "]", " ", "http://a.b[", ":a: b", "NOTE: ", ".T"]  # fmt: skip
_TEX = [f"% {_REMARK}", "\\begin{", "\\end{", "document}", "itemize}", "tabular}", "}", "{", "[", "]", "\\footnote{",
        "\\section{", "\\cite{",
        "\\item ", "$", "$$", "\\[", "\\]", "%", "&", "\\\\", "\\'e", "\\verb|", "~", "--", "``", "\\c{c}",
        "\\title{"]  # fmt: skip
_MDX = ["---\n", "title: ", "description: >\n  ", "import {", "export const a", "{", "}", "<A b={", ">", "/>",
        "</A>", '"',
        "'", "`", "```\n", "- ", "# ", "/*", "*/", "//", "| a | b |\n|-|-|\n", "<!--", "-->", "<code>"]  # fmt: skip
_CODE = [
    f"# {_REMARK}",
    f"// {_REMARK}",
    "\\u6446",
    " + ",
    "b'",
    "The file was not ",
    "#",
    "//",
    "/*",
    "*/",
    '"',
    "'",
    '"""',
    "`",
    "\\",
    "x = ",
    "(",
    ")",
    "{",
    "}",
    "--",
    "@param a ",
    "* ",
    "- ",
]
_NOTEBOOK = [*_MDX, "\0markdown", "\0code", "\0raw", "\0markdown"]
_GRAMMARS = {
    ".rst": _RST, ".adoc": _ADOC, ".tex": _TEX, ".mdx": _MDX, ".md": _MDX, ".py": _CODE, ".js": _CODE, ".rs": _CODE,
    ".sh": _CODE, ".sql": _CODE, ".ipynb": _NOTEBOOK,
}  # fmt: skip
_ENDS = ("\n", "\n", "\n\n", "", " ", "\r\n", "\n  ")


def make(random: Random) -> Case:
    """A suffix, and pieces of its grammar with texts between them; or odd bytes."""
    suffix = random.choice(tuple(_GRAMMARS))
    if random.random() < 0.1:
        return {"suffix": suffix, "bytes": make_odd_bytes(random)}
    return {"suffix": suffix, "pieces": [_make_piece(random, suffix) for _ in range(random.choice((2, 5, 20, 60)))]}


def _make_piece(random: Random, suffix: str) -> Recipe:
    if random.random() < 0.3:
        return make_odd_text(random)
    return random.choice(_GRAMMARS[suffix]) + random.choice(_ENDS)


def check(case: Case, folder: Path) -> Observed:
    """Check the file twice, and fix it twice; its stretches follow each other."""
    name, data = _build(case)
    task, said = Task(name, settings=replace(find_settings(), parts=("comments", "strings"))), list[str]()
    with expect_clear_errors(said):
        first = check_file(task, GLOSSARIES, data)
        require(check_file(task, GLOSSARIES, data) == first, "another result the second time")
        if not first.skipped:
            _check_stretches(read_document(name, data, ReadOptions(parts=frozenset(["comments", "strings"]))))
            fix_twice(task, data)
        return check_result(first, len(data))
    return {"said": said}


def _build(case: Case) -> tuple[str, bytes]:
    """The name of the file and what it holds."""
    match case:
        case {"suffix": ".ipynb", "pieces": list(pieces)}:
            return "a.ipynb", _build_notebook([make_text(piece) for piece in pieces])
        case {"suffix": str(suffix), "pieces": list(pieces)} if suffix in _GRAMMARS:
            return f"a{suffix}", make_bytes({"join": pieces})
        case {"suffix": str(suffix), "bytes": recipe} if suffix in _GRAMMARS:
            return f"a{suffix}", make_bytes(recipe)
    raise BadCaseError


def _build_notebook(texts: list[str]) -> bytes:
    cells: list[tuple[str, list[str]]] = [("markdown", [])]
    for text in texts:
        if text.startswith("\0"):
            cells.append((text.strip("\0\r\n "), []))
        else:
            cells[-1][1].append(text)
    return json.dumps(
        {"cells": [{"cell_type": kind, "source": source} for kind, source in cells], "nbformat": 4, "metadata": {}}
    ).encode()


def _check_stretches(document: Document) -> None:
    """See that the blocks are in order, hold no white space alone, and lie in the text."""
    position = 0
    for block in document.blocks:
        require(position <= block.start <= block.end <= len(document.text), "a block that is out of order", block)
        position = block.end
    position = 0
    for stretch in document.stretches or ():
        require(stretch.span.start - position in (0, 1, 2), "a stretch that is out of order", stretch.span)
        position = stretch.span.end
