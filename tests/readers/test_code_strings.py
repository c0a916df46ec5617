"""Strings of source code: what is read where they are asked for, where it stands, and that nothing else is."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from places import check_stretches
from rows import on_each

from align.cli import main
from align.model import MASK, Document, Edit
from align.model.origins import UnwritableError, locate_edits
from align.readers import CODE, ReadOptions, read_document

ASKED = ReadOptions(parts=frozenset({"strings"}))


def read(text: str, suffix: str = ".py", parts: str = "strings") -> Document:
    return read_document(f"a{suffix}", text.encode(), ReadOptions(parts=frozenset(parts.split())))


def list_blocks(text: str, suffix: str = ".py", parts: str = "strings") -> list[str]:
    document = read(text, suffix, parts)
    return [document.text[slice(*block)] for block in document.blocks]


@on_each(
    [
        ('x = "摆脱 it"', ".py", ["摆脱 it"]),
        (r"x = '\u6446\u8131 \x41\n'", ".py", ["摆脱 A"]),
        (r"x = r'\u6446 中'", ".py", [r"\u6446 中"]),
        (r"x = b'\xe4 \u6446'; y = Rb'中'", ".py", []),
        ('x = ("The file was not "\n     "found 中")', ".py", ["The file was not found 中"]),
        ('x = ["The file was lost 中",\n     "found 中"]', ".py", ["The file was lost 中", "found 中"]),
        ('x = """first\n   second 中"""', ".py", ["first second 中"]),
        ('"""A docstring 中."""\n# a comment 中', ".py", []),
        ('x = {"key-name": "value", "a": "two words"}', ".py", []),
        ('log("The file was not found.")', ".py", ["The file was not found."]),
        ('q("SELECT name FROM a list of names")', ".py", []),
        ("const s = 'The file was ' + `not 中 ${x}`;", ".js", ["The file was not 中 ${x}"]),
        ('s := `raw \\u6446 中` // "中"', ".go", ["raw \\u6446 中"]),
        ('s = @"c:\\dir 中";', ".cs", ["c:\\dir 中"]),
        ('let s = r#"a "b" 中"#;', ".rs", ['a "b" 中']),
        ("echo '\\u6446 中' \"下\"", ".sh", ["\\u6446 中", "下"]),
        ("SELECT '中' -- '下'", ".sql", ["中"]),
        ('$s = \'中\' . "下"; # "不"', ".php", ["中下"]),
        ('/* "下" */ char *s = "中" "文"; int c = \'"\';', ".c", ["中文"]),
    ]
)
def test_strings_that_may_be_text_are_read(text: str, suffix: str, blocks: list[str]) -> None:
    assert list_blocks(text, suffix) == blocks


@on_each(sorted(CODE))
def test_in_every_language_a_string_is_found_and_a_comment_is_not(suffix: str) -> None:
    quote = "'" if suffix == ".sql" else '"'
    assert list_blocks(f"x = {quote}They 摆脱 it{quote};\n", suffix) == ["They 摆脱 it"]
    assert list_blocks(f"x = {quote}They 摆脱 it{quote};\n", suffix, "comments") == []


def test_comments_and_strings_stand_in_the_order_of_the_file() -> None:
    text = '# first 中\nx = "second 中"\n# third 中\n'
    assert list_blocks(text, parts="comments strings") == ["first 中", "second 中", "third 中"]


def test_a_character_stands_where_its_escape_does() -> None:
    document = read('x = 1\ny = "A \\u6446\\u8131b"\n')
    places = [document.locate(document.text.index(char)) for char in "摆脱b"]
    assert [(place.line, place.column) for place in places] == [(2, 8), (2, 14), (2, 20)]


def test_placeholders_and_names_are_not_checked() -> None:
    document = read('x = "They 摆脱 the {user_name} of %(count)d in a_b today."')
    assert document.prose.replace(MASK, "") == "They 摆脱 the  of  in  today."


def test_a_string_is_not_edited() -> None:
    document = read('x = "the the 中"')
    with pytest.raises(UnwritableError, match=r"^it is in a string of a program; edit it by hand$"):
        locate_edits(document, [Edit(0, 4, "")])


def test_the_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.py").write_text('x = "They 摆脱 it"  # and 监测 it\n', "utf-8")
    found = {
        option: CliRunner().invoke(main, ["check", "a.py", *option.split(), "--output-format", "concise"])
        for option in ("", "--parts comments", "--parts strings", "--parts comments,strings")
    }
    places = {
        option: [line.split(": ")[0] for line in result.stdout.split("\n")[:-2]] for option, result in found.items()
    }
    assert places == {
        "": [],
        "--parts comments": ["a.py:1:25"],
        "--parts strings": ["a.py:1:11"],
        "--parts comments,strings": ["a.py:1:11", "a.py:1:25"],
    }
    assert found[""].stderr == (
        "aligncheck: a.py: unknown format .py; source code is read with --parts comments or --parts strings\n"
    )


PIECES = st.sampled_from(
    ['"', "'", '"""', "\\", "\\u6446", "中", "The file was not ", "\n", "#", "//", "`", " + ", "x"]
)


@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from([".py", ".js", ".c", ".sh", ".rs"]))
def test_stretches_say_what_stands_in_the_file(text: str, suffix: str) -> None:
    document = read(text, suffix, "comments strings")
    check_stretches(document, lambda _: text)
