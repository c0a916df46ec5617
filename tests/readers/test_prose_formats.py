"""reStructuredText, AsciiDoc and LaTeX: what is read of them, where it stands, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.linter.registry import all_rules
from align.linter.scanner import check_document
from align.model import MASK, Document, Edit, Role, Stretch
from align.model.origins import UnwritableError, locate_edits
from align.readers import ReadOptions, read_document
from align.writers.edits import Mend, edit

RST = """\
:Author: 王

==========
The Harbor
==========

.. contents:: 目录
   :depth: 2

.. 注释 comment
   more 注释

The port 摆脱 its **old** role [1]_ and |名| uses ``代码`` and
:ref:`the plan <plan-中>` with `the site <https://a.cn/中>`_ and :code:`中文`.

Cranes
------

- First item with 监测 in
  two lines.
- Second item.

  A second paragraph.

1. Number one::

       literal 代码

.. note::
   :class: 中文

   Take 热烈 care.

.. code-block:: python

   x = "代码"

.. versionadded:: 2.0 The crane 旺盛 works.

.. [1] A note with 规避 in it.
.. _plan-中: https://b.cn
.. |名| replace:: 名

+-------+--------------+
| Name  | Text         |
+=======+==============+
| Crane | Lifts (big   |
|       | boxes) 配送  |
+-------+--------------+

======  ========
One     Two
======  ========
起重机  is here
======  ========

term
   Its definition 面目.

:param 中: the parameter 全非.

>>> print("中")
中

| line 诗

The end \\*escaped\\*.
"""

DIRECTIVES = """\
.. py:function:: run(中)
                 walk(文)
   :module: 中
      文

   It lifts 面目.

   :param x: the box 全非

.. tabs::

   .. group-tab:: On land 诗

      The land.

   .. code-tab:: py

      中 = 1

.. option:: -v 中

   Says more.

.. figure:: 图.png
   :alt: 图
      图

   The caption.

.. csv-table:: 中

   "中", "b"

.. header:: Page 中

.. custom::

   Text.
   More.

End.
"""

ADOC = """\
= The Harbor Guide
Jane 王 <jane@example.com>
:toc: 中文

The port 摆脱 its *old* role; see <<plan,the 港口 plan>> and {名} and `代码`
over two lines.

// 注释
////
注释
////

== Cranes

[source,python]
----
x = "代码"
----

.The title 标题
image::中.png[替代]

* First item 监测
** Nested item
+
Attached paragraph 连续.

CPU:: The brain 旺盛 of it.

NOTE: Take 规避 care.

[NOTE]
====
A block 热烈 here.
====

 literal 代码

[cols="1,2"]
|===
|Name |Text

|Crane
|Lifts 配送 boxes
|===

https://example.org/中[the site 全非] and footnote:[A note 诗.] here.
"""

TEX = r"""\documentclass[中文]{article}
\title{The Harbor \textbf{标题}}
\author{王}
% 注释
\begin{document}
\section[短]{The 港口}\label{sec:中}
The port 摆脱 its \textbf{old} role~\cite{王2020} and costs 25\% of \$12,000,
see Section~\ref{sec:中}.
It said ``yes''\footnote{A note 规避 here.} at a caf\'e in Fran\c{c}ois's na\"{\i}ve town, $x = 中$ tons---all.

\begin{equation}
 a = 中
\end{equation}
\begin{itemize}
 \item First 监测 item
   goes on
 \item[Term 诗] Second.
\end{itemize}
\begin{verbatim}
中文
\end{verbatim}
Some \verb|代码| and \url{http://a.cn/中} and \href{http://b.cn/中}{the 全非 link} end.
\begin{table}[ht]
\caption{A table 面目.}
\begin{tabular}{l|r}
Name & Value 连续 \\ \hline
\end{tabular}
\end{table}
\textit{Unclosed \emph{group here}.

Next 热烈 paragraph \[ 中 \] and more.
\end{document}
中文
"""


def read(name: str, text: str) -> Document:
    return read_document(name, text.encode(), ReadOptions())


def describe(document: Document) -> list[tuple[int | None, int, Role, str]]:
    """The blocks: line, column, role, and the text with each stretch that is masked as one `#`."""
    blocks = set(document.blocks)
    prose = [(element, document.prose[slice(*element.span)]) for element in document.elements if element.span in blocks]
    return [
        (*((place := document.locate(element.span.start)).line, place.column), element.role, _shorten(text))
        for element, text in prose
        if text
    ]


def _shorten(text: str) -> str:
    while MASK * 2 in text:
        text = text.replace(MASK * 2, MASK)
    return text.replace(MASK, "#")


def test_restructured_text() -> None:
    assert describe(read("a.rst", RST)) == [
        (4, 1, Role.HEADING, "The Harbor"),
        (13, 1, Role.PARAGRAPH, "The port 摆脱 its #old# role # and # uses # and #the plan# with #the site# and #."),
        (16, 1, Role.HEADING, "Cranes"),
        (19, 3, Role.ITEM, "First item with 监测 in two lines."),
        (21, 3, Role.ITEM, "Second item."),
        (23, 3, Role.ITEM, "A second paragraph."),
        (25, 4, Role.ITEM, "Number one:"),
        (32, 4, Role.PARAGRAPH, "Take 热烈 care."),
        (38, 23, Role.PARAGRAPH, "The crane 旺盛 works."),
        (40, 8, Role.FOOTNOTE, "A note with 规避 in it."),
        (45, 3, Role.CELL, "Name"),
        (45, 11, Role.CELL, "Text"),
        (47, 3, Role.CELL, "Crane"),
        (47, 11, Role.CELL, "Lifts (big boxes) 配送"),
        (52, 1, Role.CELL, "One"),
        (52, 9, Role.CELL, "Two"),
        (54, 1, Role.CELL, "起重机"),
        (54, 6, Role.CELL, "is here"),
        (57, 1, Role.PARAGRAPH, "term"),
        (58, 4, Role.PARAGRAPH, "Its definition 面目."),
        (60, 11, Role.ITEM, "the parameter 全非."),
        (65, 3, Role.ITEM, "line 诗"),
        (67, 1, Role.PARAGRAPH, "The end #*escaped#*."),
    ]


def test_the_bodies_of_directives_are_read_but_where_they_hold_no_prose() -> None:
    assert describe(read("a.rst", DIRECTIVES)) == [
        (6, 4, Role.PARAGRAPH, "It lifts 面目."),
        (8, 14, Role.ITEM, "the box 全非"),
        (12, 19, Role.PARAGRAPH, "On land 诗"),
        (14, 7, Role.PARAGRAPH, "The land."),
        (22, 4, Role.PARAGRAPH, "Says more."),
        (28, 4, Role.PARAGRAPH, "The caption."),
        (34, 13, Role.PARAGRAPH, "Page 中"),
        (38, 4, Role.PARAGRAPH, "Text. More."),
        (41, 1, Role.PARAGRAPH, "End."),
    ]


def test_asciidoc() -> None:
    assert describe(read("a.adoc", ADOC)) == [
        (1, 3, Role.HEADING, "The Harbor Guide"),
        (5, 1, Role.PARAGRAPH, "The port 摆脱 its #old# role; see #the 港口 plan# and # and # over two lines."),
        (13, 4, Role.HEADING, "Cranes"),
        (20, 2, Role.CAPTION, "The title 标题"),
        (23, 3, Role.ITEM, "First item 监测"),
        (24, 4, Role.ITEM, "Nested item"),
        (26, 1, Role.PARAGRAPH, "Attached paragraph 连续."),
        (28, 1, Role.ITEM, "CPU"),
        (28, 7, Role.ITEM, "The brain 旺盛 of it."),
        (30, 7, Role.PARAGRAPH, "Take 规避 care."),
        (34, 1, Role.PARAGRAPH, "A block 热烈 here."),
        (41, 2, Role.CELL, "Name"),
        (41, 8, Role.CELL, "Text"),
        (43, 2, Role.CELL, "Crane"),
        (44, 2, Role.CELL, "Lifts 配送 boxes"),
        (47, 1, Role.PARAGRAPH, "#the site 全非# and #A note 诗.# here."),
    ]
    cells = [element for element in read("a.asciidoc", ADOC).elements if element.role is Role.CELL]
    assert [(cell.row, cell.column) for cell in cells] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_a_note_of_asciidoc_may_follow_a_word_at_once() -> None:
    assert describe(read("a.adoc", "The wordfootnote:[A note 诗.] and wordfootnoteref:[a,Two.] end.\n")) == [
        (1, 1, Role.PARAGRAPH, "The word#A note 诗.# and word#a,Two.# end.")
    ]


def test_latex() -> None:
    assert describe(read("a.tex", TEX)) == [
        (2, 8, Role.HEADING, "The Harbor 标题"),
        (6, 13, Role.HEADING, "The 港口"),
        (
            7,
            1,
            Role.PARAGRAPH,
            "The port 摆脱 its old role # and costs 25% of $12,000, see Section #."
            " It said “yes” at a café in François's naïve town, # tons—all.",
        ),
        (9, 26, Role.FOOTNOTE, "A note 规避 here."),
        (15, 8, Role.ITEM, "First 监测 item goes on"),
        (17, 8, Role.ITEM, "Term 诗"),
        (17, 16, Role.ITEM, "Second."),
        (22, 1, Role.PARAGRAPH, "Some # and # and the 全非 link end."),
        (24, 10, Role.CAPTION, "A table 面目."),
        (26, 1, Role.CELL, "Name"),
        (26, 8, Role.CELL, "Value 连续"),
        (29, 9, Role.PARAGRAPH, "Unclosed group here."),
        (31, 1, Role.PARAGRAPH, "Next 热烈 paragraph # and more."),
    ]


def test_a_chapter_of_latex_has_no_preamble() -> None:
    assert describe(read("a.tex", "\\chapter{One}\nText 摆脱.\n")) == [
        (1, 10, Role.HEADING, "One"),
        (2, 1, Role.PARAGRAPH, "Text 摆脱."),
    ]


def test_the_end_of_latex_that_is_only_shown_ends_nothing() -> None:
    shown = "\\begin{verbatim}\n\\end{document}\n\\end{verbatim}\nThe \\verb|\\end{document}| here."
    assert describe(read("a.tex", f"\\begin{{document}}\nOne.\n{shown}\n\\end{{document}} 中\n\n文 too.\n")) == [
        (2, 1, Role.PARAGRAPH, "One."),
        (6, 1, Role.PARAGRAPH, "The # here."),
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.rst", "The *port* uses ``a  b`` and ``( x``, see :doc:`/guide` (version 2) and `Docs`_.\n"),
        ("a.rst", "Options::\n\n    $ run  --all (\n\nThe end of the list.\n"),
        ("a.rst", ".. image:: 图.png\n   :alt: 图\n\n.. _目标:\n\nThe plan works.\n"),
        ("a.rst", "- Run ``a``\n  and wait (one\n  minute).\n"),
        ("a.adoc", "The *port* uses `a  b` and `+( x+`, see xref:guide.adoc[the guide] (version 2).\n"),
        ("a.adoc", "[source]\necho  '( 中文'\n\nThe plan works.\n"),
        ("a.adoc", "ifdef::中文[]\nThe plan works.\nendif::[]\n"),
        ("a.tex", "``He said `no','' she told us---twice.\n\nIt takes 10--20~minutes, \\emph{or} 5\\,km\\@.\n"),
        ("a.tex", "The cost is \\$5 (or 5\\% of $y = (a, b]$) in Fig.~\\ref{fig:图} of \\cite{王, 李}.\n"),
        ("a.tex", "A line \\\\[2pt]\nof verse.\n\\newcommand{\\名}[1]{中文 #1}\n"),
    ],
)
def test_markup_is_no_fault(name: str, text: str) -> None:
    assert check_document(read(name, text), list(all_rules().values())) == []


@pytest.mark.parametrize(
    ("name", "text", "marked"),
    [
        ("a.rst", "* The port of\n  of Wen (see the\n  map).\n", "of of"),
        ("a.adoc", "* The port of\nof Wen.\n", "of of"),
        ("a.tex", "\\item The port of\n  of~Wen. % of of\n", "of of"),
        ("a.tex", "\\footnote{The port of \\emph{of} Wen.}\n", "of of"),
    ],
)
def test_a_fault_across_markup_is_found(name: str, text: str, marked: str) -> None:
    document = read(name, text)
    (finding,) = check_document(document, list(all_rules().values()))
    assert document.text[slice(*finding.span)] == marked


def fix(name: str, text: str, old: str, new: str) -> str:
    """The file after `old` in its document has been replaced."""
    document = read(name, text)
    start = document.text.index(old)
    mend = Mend(1, (Edit(start, start + len(old), new),))
    return edit(name, text.encode(), [mend], None, 1, lambda: [document]).data.decode()


def test_fixes_change_the_place_alone() -> None:
    assert fix("a.rst", RST, "摆脱 its", "shakes off its") == RST.replace("摆脱 its", "shakes off its")
    assert fix("a.rst", RST, "in two", "on two") == RST.replace("in\n  two", "on two")
    assert fix("a.adoc", ADOC, "配送 ", "") == ADOC.replace("配送 ", "")
    assert fix("a.tex", TEX, "规避", "5% & more") == TEX.replace("规避", r"5\% \& more")
    assert fix("a.tex", TEX, "25%", "30%") == TEX.replace(r"25\%", r"30\%")


def test_a_fix_that_would_be_a_command_of_latex_is_not_made() -> None:
    document = read("a.tex", "A 中 b.")
    with pytest.raises(UnwritableError, match="would end the paragraph"):
        locate_edits(document, [Edit(2, 3, "\\b")])


def test_a_table_that_is_drawn_keeps_its_widths() -> None:
    assert fix("a.rst", RST, "Lifts", "Bears") == RST.replace("Lifts", "Bears")
    assert fix("a.rst", RST, "配送", "Lift") == RST.replace("配送", "Lift")
    assert fix("a.rst", RST, "起重机", "Cranes") == RST.replace("起重机", "Cranes")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Crane", "Cranes", "would change the width of a cell"),
        (" 配送", "", "would change the width of a cell"),
        ("big boxes", "big bales", "would change the width of a cell"),
        ("is here", "is not", "would change the width of a cell"),
        ("is here", "is\nhere", "'\\n' would end the cell"),
        ("Crane", "Cr|ne", "'|' would end the cell"),
    ],
)
def test_a_fix_that_would_break_a_table_is_not_made(old: str, new: str, message: str) -> None:
    document = read("a.rst", RST)
    start = document.text.index(old, document.text.index("Name"))
    with pytest.raises(UnwritableError) as refused:
        locate_edits(document, [Edit(start, start + len(old), new)])
    assert message in str(refused.value)


_SIGNS = {"~": " ", "--": "–", "`": "‘", "&": " "}
_ATOMS = {
    "a.rst": ["..", " ", "\n", "\n\n", "::", "note", "- ", "1. ", "====", "----", "+--+--+", "| a | b |", "== ==", "`",
              "``", "*", "_", ":ref:", "[1]_", "中", "a b.", "\\", "|", "<x>", "    ", ":a: ", ">>> ", "\r\n", "\t"],
    "a.adoc": ["= ", "== ", "\n", "\n\n", "----", "====", "|===", "|", "* ", ". ", "a::", "[source]", "[cols=\"2*\"]",
               "`", "+", "{a}", "<<a,b>>", "中", "a b.", "\\", "////", "//", "footnote:[", "]", "\r\n", " ", "http://a.b["],
    "a.tex": ["\\begin{", "\\end{", "document", "itemize", "tabular", "}", "{", "[", "]", "\\footnote{", "\\section{",
              "\\cite{", "\\item", "$", "$$", "\\[", "\\]", "%", "\n", "\n\n", "&", "\\\\", "\\'", "e", "中", "a b.",
              "\\verb|", "~", "--", "``", "\\c", "\\title{", "\r\n", "\\"],
}  # fmt: skip


@pytest.mark.parametrize("name", _ATOMS)
@given(data=st.data())
def test_any_text_is_read(name: str, data: st.DataObject) -> None:
    text = "".join(data.draw(st.lists(st.sampled_from(_ATOMS[name]), max_size=40)))
    document = read(name, text)
    stretches = list(document.stretches or ())
    ends = [0, *(stretch.span.end for stretch in stretches)]
    gaps = [document.text[end : stretch.span.start] for end, stretch in zip(ends, stretches, strict=False)]
    assert set(gaps) <= {"", "\n"}
    assert list(document.blocks) == sorted(document.blocks)
    for stretch in stretches:
        assert_origin(text, document, stretch)


def assert_origin(text: str, document: Document, stretch: Stretch) -> None:
    """A stretch that is as long as its origin has the same characters, white space and signs of LaTeX aside."""
    origin, span = stretch.origin, stretch.span
    if (
        origin
        and origin.end - origin.start == span.end - span.start
        and not any(mask.holds(span) for mask in document.masked)
    ):
        written = text[origin.start : origin.end]
        assert not written.strip() or document.text[slice(*span)] == (_SIGNS if document.path == "a.tex" else {}).get(
            written, written
        )


def test_rows_of_tables_are_numbered_through() -> None:
    table = "== ==\na  b\nc  d\n== ==\n"
    rows = [element.row for element in read("a.rst", f"{table}\n{table}").elements]
    assert rows == [0, 0, 1, 1, 2, 2, 3, 3]


def test_columns_of_a_table_may_be_one_character_wide() -> None:
    assert describe(read("a.rst", "= ==\na  b\n1  中\n= ==\n\nThe end.\n")) == [
        (2, 1, Role.CELL, "a"),
        (2, 4, Role.CELL, "b"),
        (3, 1, Role.CELL, "1"),
        (3, 4, Role.CELL, "中"),
        (6, 1, Role.PARAGRAPH, "The end."),
    ]


def test_cells_of_simple_tables_may_take_several_columns_and_columns_one_character() -> None:
    table = """  =====  =  ======
   Inputs   Output
  --------  ------
  Pier   B  摆脱
  -      -
  =====  =  ======
  Fog    a  b
  =====  =  ======
"""
    document = read_document("a.rst", table.encode(), ReadOptions())
    assert [(document.text[slice(*one.span)], one.row, one.column) for one in document.elements] == [
        ("Inputs", 0, 0), ("Output", 0, 1), ("Pier", 1, 0), ("B", 1, 1), ("摆脱", 1, 2), ("Fog", 2, 0), ("a", 2, 1),
        ("b", 2, 2),
    ]  # fmt: skip
