"""Comments of source code: what is read where they are asked for, and that nothing else is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import on_each

from align.commands.check import check_files
from align.config.settings import Request
from align.errors import ReadError
from align.linter.registry import all_rules
from align.linter.scanner import check_document
from align.model import MASK, Document, Edit
from align.model.formats import READERS
from align.model.origins import UnwritableError, locate_edits
from align.readers import CODE, ReadOptions, read_document
from align.readers.code.syntaxes import SYNTAXES
from align.writers.edits import Mend, edit

ASKED = ReadOptions(parts=frozenset({"comments"}))

PYTHON = '''\
#!/usr/bin/env python
"""Module 摆脱 (first
second line).

- item 监测
"""
import os  # trailing 连续 comment

X = """not 中"""
y = {
    """no 中""": 1,  # it's "fine"
}

# A group of
# lines 热烈 here

# x = foo(中, "the the")
def f(a):
    r\'\'\'Do 旺盛 it.

    >>> f("中")
    :param a: The 全非 arg.
    \'\'\'
    s = "# not 中"
    return 'a' # don't 诗
'''

JAVASCRIPT = """\
// A line 摆脱
/* block 监测
 * goes on */
/**
 * Do 连续 it.
 * @param {string} name The 热烈 name
 */
const s = "// 中", t = `/* 中 */`, u = 'http://中'; // 旺盛
const re = /"/; // 全非
"""


def read(name: str, text: str) -> Document:
    return read_document(name, text.encode(), ASKED)


def describe(document: Document) -> list[tuple[int | None, int, str]]:
    """The blocks: line, column, and the text with what is masked as `#`."""
    places = [(document.locate(block.start), document.prose[slice(*block)]) for block in document.blocks]
    return [(place.line, place.column, text.replace(MASK, "#")) for place, text in places]


def test_comments_and_docstrings_of_python() -> None:
    assert describe(read("a.py", PYTHON)) == [
        (1, 2, "############# ######"),
        (2, 4, "Module 摆脱 (first second line)."),
        (5, 1, "- item 监测"),
        (7, 14, "trailing 连续 comment"),
        (11, 23, 'it\'s "fine"'),
        (14, 3, "A group of lines 热烈 here"),
        (17, 3, "# # ####中# #### #####"),
        (19, 9, "Do 旺盛 it."),
        (21, 5, "### ###中##"),
        (22, 5, "######### The 全非 arg."),
        (25, 18, "don't 诗"),
    ]


def test_comments_of_javascript() -> None:
    assert describe(read("a.js", JAVASCRIPT)) == [
        (1, 4, "A line 摆脱"),
        (2, 4, "block 监测 goes on"),
        (5, 4, "Do 连续 it."),
        (6, 4, "#################### The 热烈 name"),
        (8, 53, "旺盛"),
        (9, 20, "全非"),
    ]


@on_each(
    [
        ("a.rs", "fn f<'a>(x: &'a str) { let c = '\"'; } // don't 摆脱\n", "don't 摆脱"),
        ("a.rs", 'let s = r#"// "中"#; /// 摆脱\n', "摆脱"),
        ("a.cs", 'var p = @"C:\\"; // 摆脱\n', "摆脱"),
        ("a.go", "s := `// 中`\n// 摆脱\n", "摆脱"),
        ("a.sh", 'echo "$# # 中" ${x#中} # 摆脱\n', "摆脱"),
        ("a.sql", "select '-- 中''' -- 摆脱\n", "摆脱"),
        ("a.css", "a { b: '/* 中 */' } /* 摆脱 */\n", "摆脱"),
        ("a.php", "<?php #[中]\n$a = '# 中'; # 摆脱\n", "摆脱"),
        ("a.rb", "puts '# 中'\n=begin\n摆脱\n=end\n", "摆脱"),
        ("a.lua", 'x = "-- 中" --[[ 摆脱 ]]\n', "摆脱"),
        ("a.hs", 'x = "{- 中" {- 摆脱 -}\n', "摆脱"),
        ("a.ps1", "$x = '# 中' <# 摆脱 #>\n", "摆脱"),
        ("a.java", 'char c = \'"\'; /* 摆脱 */ String s = "中";\n', "摆脱"),
        ("a.c", "/* 摆脱", "摆脱"),
        ("a.py", '"""摆脱', "摆脱"),
    ]
)
def test_comments_of_other_languages(name: str, text: str, read_text: str) -> None:
    document = read(name, text)
    assert [document.text[slice(*block)] for block in document.blocks] == [read_text]


@pytest.mark.parametrize(
    "text",
    [
        "# x = foo(a, (b)\n",
        "# ----------------\n# Section\n# ----------------\n",
        "# noqa: E501\n",
        "# See foo_bar(baz and fooBar.baz( in `a  b`.\n",
        "# Args:\n#   name : str\n#   size -- the size\n",
        "# | a | b |\n",
    ],
)
def test_code_in_comments_is_no_fault(text: str) -> None:
    assert check_document(read("a.py", text), list(all_rules().values())) == []


def test_a_fault_over_two_lines_is_found_and_mended() -> None:
    text = "# The port of\n# of Wen.\nx = 'of of'\n"
    document = read("a.py", text)
    (finding,) = check_document(document, list(all_rules().values()))
    assert document.text[slice(*finding.span)] == "of of"
    start = document.text.index(" of Wen")
    done = edit("a.py", text.encode(), [Mend(1, (Edit(start, start + 3, ""),))], None, 1, lambda: [document])
    assert done.data.decode() == "# The port of Wen.\nx = 'of of'\n"


def test_a_fix_does_not_end_a_comment() -> None:
    document = read("a.py", '"""A 中."""')
    with pytest.raises(UnwritableError, match="would end the comment"):
        locate_edits(document, [Edit(2, 3, '"""')])
    assert locate_edits(document, [Edit(2, 3, "b")]) == (("", Edit(5, 6, "b")),)


def test_source_code_is_read_where_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("# 全部都是中文的注释。\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("A text.\n", encoding="utf-8")
    without = check_files(Request((str(tmp_path),), config="none"))
    assert [diagnostic.path for diagnostic in without.report.diagnostics] == []
    asked = check_files(Request((str(tmp_path),), config="none", parts=("comments",)))
    assert {Path(diagnostic.path).name for diagnostic in asked.report.diagnostics} == {"a.py"}
    (tmp_path / "aligncheck.toml").write_text('parts = ["comments"]\n', encoding="utf-8")
    configured = check_files(Request((str(tmp_path),)))
    assert {Path(diagnostic.path).name for diagnostic in configured.report.diagnostics} == {"a.py"}


def test_the_suffixes_of_code_have_a_syntax_and_no_other_reader() -> None:
    assert SYNTAXES.keys() == CODE
    assert not READERS.keys() & CODE


def test_source_code_is_unknown_where_it_is_not_asked_for() -> None:
    with pytest.raises(ReadError, match="unknown format"):
        read_document("a.py", b"# a", ReadOptions())


_ATOMS = ["#", "//", "/*", "*/", '"', "'", '"""', "'''", "`", "\n", "\n\n", "\\", "中", "a b.", "x = ", " ", "(", ")",
          "{", "}", "--", "[[", "]]", "=begin", "=end", "* ", "- ", "@param a ", "\r\n", "\t", "r"]  # fmt: skip


@given(st.sampled_from(sorted(SYNTAXES)), st.lists(st.sampled_from(_ATOMS), max_size=40).map("".join))
def test_any_code_is_read(suffix: str, text: str) -> None:
    document = read(f"a{suffix}", text)
    assert list(document.blocks) == sorted(document.blocks)
    for stretch in document.stretches or ():
        origin, span = stretch.origin, stretch.span
        if origin and origin.end - origin.start == span.end - span.start:
            written = text[origin.start : origin.end]
            assert document.text[slice(*span)] == written or not written.strip("\r\n\t */#-!;")
