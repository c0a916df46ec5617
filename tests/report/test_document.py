"""One report in every format: what each block looks like, and that no text in it acts."""

import csv
import io
import json
from enum import Enum, StrEnum
from typing import NamedTuple

from align.report.document import (
    Block,
    Context,
    Gap,
    Heading,
    Line,
    Quote,
    ReportDocument,
    Table,
    Verbatim,
    render,
    to_data,
)
from align.report.style import Style


def write(*blocks: Block, form: str = "text", width: int = 40, color: bool = False) -> str:
    document = ReportDocument(lambda: blocks, dict)
    return "".join(render(document, form, Style(width=width, color=color)))


def test_blocks_for_a_terminal() -> None:
    printed = write(
        Heading("Terms"),
        Line("a sentence that is too long for a window of forty columns", indent=2, hang=2),
        Gap(),
        Quote("钠离子电池 are sodium-ion batteries, they say"),
        Verbatim("a signature that is too long for the window, and whole", indent=2),
        Context(7, "it wants to ", "摆脱", " dependence on imports from there", digits=2),
    )
    assert printed == (
        "Terms\n"
        "  a sentence that is too long for a\n"
        "    window of forty columns\n"
        "\n"
        "  | 钠离子电池 are sodium-ion\n"
        "  | batteries, they say\n"
        "  a signature that is too long for the window, and whole\n"
        "   7    it wants to [摆脱] dependence o…\n"
    )


def test_tables_for_a_terminal() -> None:
    rows = [("矿产", "7", "minerals"), ("稀土", "12", "rare earths, which are not rare at all")]
    head = ("term", "count", "rendering")
    assert write(Table(rows, head, numbers=frozenset({1}), wraps=True)) == (
        "term  count  rendering\n"
        "矿产      7  minerals\n"
        "稀土     12  rare earths, which are not\n"
        "             rare at all\n"
    )
    assert write(Table([("ore", ("a.txt:1,", "a.txt:2222,", "b.txt:3"))]), width=24) == (
        "ore  a.txt:1,\n     a.txt:2222, b.txt:3\n"
    )
    wide = [("one.txt", "a" * 20, "b" * 20), ("two.txt", "c", "d")]
    split = "  one.txt\n    x  aaaaaaaaaaaaaaaaaaaa\n    y  bbbbbbbbbbbbbbbbbbbb\n  two.txt\n    x  c\n    y  d\n"
    assert write(Table(wide, ("", "x", "y"), indent=2, splits="rows")) == split
    turned = [("x", "a" * 20, "c"), ("y", "b" * 20, "d")]
    assert write(Table(turned, ("", "one.txt", "two.txt"), indent=2, splits="columns"), width=30) == split


def test_colours_are_for_headings_tones_and_the_word_of_a_context() -> None:
    assert write(Heading("x"), color=True) == "\x1b[1mx\x1b[0m\n"
    assert write(Line("+ x", tone="added"), Line("x"), color=True) == "\x1b[32m+ x\x1b[0m\nx\n"
    assert "a \x1b[1mword\x1b[0m here" in write(Context(1, "a ", "word", " here"), color=True)


def test_nothing_in_a_text_acts() -> None:
    hostile = "\x1b[2J*a*|<b>##[error]"
    blocks = (Heading(hostile), Line(hostile), Quote(hostile), Table([(hostile, hostile)]), Context(1, "", hostile, ""))
    assert "\x1b" not in write(*blocks)
    assert "##[" not in write(*blocks)
    shown = r"<U+001B>\[2J\*a\*\|\<b\>\#\#\\\[error\]".replace("<U+001B>", r"\<U+001B\>")
    assert write(Line(hostile), form="markdown") == f"{shown}\n\n"
    assert write(Table([(hostile, "x")], ("a", "b")), form="markdown") == (
        f"| a | b |\n| --- | --- |\n| {shown} | x |\n\n"
    )
    records = ReportDocument(tuple, dict, lambda: [("name",), ("=1+1",)])
    assert list(csv.reader(io.StringIO("".join(render(records, "csv", Style()))))) == [["name"], ["'=1+1"]]


class _Kind(StrEnum):
    PLAIN = "plain"


class _Order(Enum):
    FIRST_ONE = 1


class _Pair(NamedTuple):
    kind: _Kind
    counts: dict[_Order, int]


def test_data_has_the_names_of_fields() -> None:
    data = to_data((_Pair(_Kind.PLAIN, {_Order.FIRST_ONE: 2}), None))
    assert data == [{"kind": "plain", "counts": {"first_one": 2}}, None]
    document = ReportDocument(tuple, lambda: {"pairs": data})
    assert json.loads("".join(render(document, "json", Style()))) == {"pairs": data}


def test_a_path_is_kept_whole_and_text_without_spaces_is_not() -> None:
    path = "articles/trade/2026/graphite-export-rules.en.txt"
    assert write(Line(f"see {path}", hang=0)) == f"see\n{path}\n"
    assert write(Line("钠" * 15, hang=0), width=20) == f"{'钠' * 10}\n{'钠' * 5}\n"


def test_a_cell_of_dashes_and_a_line_that_begins_with_a_number_are_text_in_markdown() -> None:
    assert write(Table([("---", "<b>"), ("1. ore", "1.5")], ("a", "b")), form="markdown") == (
        "| a | b |\n| --- | --- |\n| \\--- | \\<b\\> |\n| 1\\. ore | 1.5 |\n\n"
    )
