"""Notebooks of Jupyter: cells of Markdown, comments of code, and the characters of JSON that they come from."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import ReadError
from align.linter.registry import all_rules
from align.linter.scanner import check_document
from align.model import MASK, Document, Edit, Role
from align.model.origins import UnwritableError, locate_edits
from align.readers import ReadOptions, read_document
from align.writers.edits import Mend, edit


def cell(kind: str, source: object, **others: object) -> dict[str, object]:
    return {"cell_type": kind, "metadata": {"中": "中"}, **others, "source": source}


CELLS = [
    cell("markdown", ["# The 摆脱\n", "\n", 'Text "quoted" of\n', "of `代码` 监测.\n", "\n", "```\n", "中"]),
    cell("code", ["x = '中'  # a 连续 note\n", "# more\n", "# lines"], outputs=[{"text": ["中"]}], execution_count=1),
    cell("raw", "中"),
    cell("markdown", "One\ttab 热烈\n\n- item"),
]


def notebook(cells: list[dict[str, object]], language: str = "python", **options: Any) -> str:
    metadata = {"language_info": {"name": language}}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}, **options)


def read(text: str, *parts: str) -> Document:
    return read_document("a.ipynb", text.encode(), ReadOptions(parts=frozenset(parts)))


def describe(document: Document) -> list[tuple[str | None, Role, str]]:
    """The blocks: unit, role, and the text with what is masked as `#`."""
    return [
        (document.locate(one.span.start).segment, one.role, document.prose[slice(*one.span)].replace(MASK, "#"))
        for one in document.elements
        if one.role is not Role.CODE
    ]


@pytest.mark.parametrize("options", [{}, {"indent": 1}, {"indent": 1, "ensure_ascii": False}, {"sort_keys": True}])
def test_cells_of_markdown_are_read(options: dict[str, Any]) -> None:
    assert describe(read(notebook(CELLS, **options))) == [
        ("cell 1, line 1", Role.HEADING, "The 摆脱"),
        ("cell 1, line 3", Role.PARAGRAPH, 'Text "quoted" of\nof #### 监测.'),
        ("cell 4, line 1", Role.PARAGRAPH, "One\ttab 热烈"),
        ("cell 4, line 3", Role.ITEM, "item"),
    ]


def test_comments_of_code_are_read_where_they_are_asked_for() -> None:
    assert describe(read(notebook(CELLS), "comments"))[2:3] == [
        ("cell 2, line 1", Role.PARAGRAPH, "a 连续 note\n##more\n##lines"),
    ]
    sql = notebook([cell("code", "# 中\n-- 摆脱")], "sql")
    assert describe(read(sql, "comments")) == [("cell 1, line 2", Role.PARAGRAPH, "摆脱")]


LINES = ["say('The 摆脱 of the\\n mine')  # a 连续 note\n", 'key = "a_key" + "热烈 " "the\\u4e2d the"']


def test_strings_of_code_are_read_where_they_are_asked_for() -> None:
    source = notebook([cell("code", LINES)])
    assert describe(read(source, "comments")) == [("cell 1, line 1", Role.PARAGRAPH, "a 连续 note")]
    strings = [
        ("cell 1, line 1", Role.PARAGRAPH, "The 摆脱 of the## mine"),
        ("cell 1, line 2", Role.PARAGRAPH, "##########热烈 ###the###### the"),
    ]
    assert describe(read(source, "strings")) == strings
    assert describe(read(source, "comments", "strings")) == [
        strings[0],
        ("cell 1, line 1", Role.PARAGRAPH, "a 连续 note"),
        strings[1],
    ]


def test_a_string_of_code_is_never_fixed_and_a_comment_on_another_line_is() -> None:
    document = read(notebook([cell("code", ["say('the the 摆脱 mine')\n", "# the the mine"])]), "comments", "strings")
    first, second = (document.text.index("the the", start) for start in (0, 15))
    assert len(locate_edits(document, [Edit(second, second + 4, "")])) == 1
    with pytest.raises(UnwritableError, match=r"^it is in a string of a program; edit it by hand$"):
        locate_edits(document, [Edit(first, first + 4, "")])


def test_a_place_is_the_line_of_the_file_too() -> None:
    text = notebook(CELLS, indent=1, ensure_ascii=False)
    document = read(text)
    place = document.locate(document.text.index("监测"))
    assert place.line is not None
    assert text.split("\n")[place.line - 1][place.column - 1 :].startswith("监测")
    assert place.segment == "cell 1, line 4"


def test_planted_faults_alone_are_found() -> None:
    document = read(notebook(CELLS))
    found = check_document(document, list(all_rules().values()))
    marked = [(one.rule, document.text[slice(*one.span)]) for one in found]
    assert marked == [
        ("residual-source", "摆脱"),
        ("doubled-word", "of\nof"),
        ("residual-source", "监测"),
        ("residual-source", "热烈"),
    ]


def test_a_notebook_of_version_3_is_read() -> None:
    cells = [{"cell_type": "heading", "source": ["The 摆脱"]}, {"cell_type": "code", "input": "# 中"}]
    text = json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}]})
    assert describe(read(text)) == [("cell 1, line 1", Role.PARAGRAPH, "The 摆脱")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[]", "not a notebook"),
        ('{"cells": []}', "not a notebook"),
        ('{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "a}', "not JSON"),
        ("[" * 10_000, "more than 100"),
    ],
)
def test_what_is_no_notebook_is_told(text: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read(text)


@pytest.mark.parametrize(
    "text", ['{"nbformat": 4}', '{"nbformat": 4, "cells": [1, [], {"source": 1}, {"source": [[2, "a"]]}]}']
)
def test_a_notebook_without_prose_is_read(text: str) -> None:
    assert read(text).blocks == ()


@pytest.mark.full
def test_a_notebook_of_too_many_pieces_is_refused() -> None:
    with pytest.raises(ReadError, match="more than 400,000 pieces"):
        read(notebook([cell("markdown", "\n" * 400_001)]))


WORDS = st.text(st.sampled_from('ab \n"\\中`#*\t-é𠀀'), max_size=20)


@given(
    st.lists(st.tuples(st.sampled_from(["markdown", "code", "raw"]), st.lists(WORDS, max_size=3)), max_size=4),
    st.booleans(),
    st.data(),
)
def test_an_edit_changes_its_range_alone(
    cells: list[tuple[str, list[str]]], is_ascii: bool, data: st.DataObject
) -> None:
    text = notebook([cell(kind, source) for kind, source in cells], ensure_ascii=is_ascii)
    document = read(text, "comments")
    for stretch in document.stretches or ():
        if stretch.origin:
            written = text[stretch.origin.start : stretch.origin.end]
            assert document.text[slice(*stretch.span)] in (written, json.loads(f'"{written}"'))
    pieces = [(stretch.span, stretch.origin) for stretch in document.stretches or () if stretch.origin]
    if not pieces:
        return
    span, origin = data.draw(st.sampled_from(pieces))
    done = edit(
        "a.ipynb", text.encode(), [Mend(1, (Edit(*span, 'x"\n'),))], "utf-8", 1, lambda: [document]
    ).data.decode()
    assert done == text[: origin.start] + 'x\\"\\n' + text[origin.end :]
