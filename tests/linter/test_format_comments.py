"""Comments that allow findings, in the syntax of each format."""

import pytest
from places import check_stretches
from rows import on_each

from align.commands.check import check_file
from align.config.settings import Settings
from align.inputs.tasks import Task
from align.model import Role
from align.readers import ReadOptions, read_document

ALLOW = "aligncheck: allow doubled-word: a quotation"
BLOCK, FILE = (ALLOW.replace("allow", scope) for scope in ("allow-block", "allow-file"))


def check(name: str, text: str) -> tuple[list[int | None], list[int]]:
    """The lines of the findings, and those of the comments that allow none."""
    task = Task(name, settings=Settings(rules=("doubled-word",), parts=("comments", "strings")))
    result = check_file(task, data=text.encode())
    assert not result.skipped, result.skipped
    check_stretches(
        read_document(name, text.encode(), ReadOptions(parts=frozenset(task.settings.parts))), lambda _: text
    )
    return [one.start.line for one in result.diagnostics], [one.line for one in result.unused_comments]


@on_each(
    [
        ("a.rst", f".. {ALLOW}\n\nIt lay lay\nthere there.\n\nIt sat sat.\n", [6], []),
        ("a.rst", f"It lay lay.\n\n.. {ALLOW}\n\nIt sat sat.\n", [1], []),
        ("a.rst", f"..\n   {FILE}\n   from the speech\n\nIt lay lay.\n\n- It sat sat.\n", [], []),
        ("a.rst", f"- It lay lay.\n\n  .. {ALLOW}\n\n- It sat sat.\n", [1], []),
        ("a.rst", f"::\n\n   .. {ALLOW}\n\nIt lay lay.\n", [5], []),
        ("a.rst", f".. {ALLOW}\n\nIt lay.\n", [], [1]),
        ("a.rst", ".. aligncheck: allow doubled-word\n\nIt lay lay.\n", [3], [1]),
        ("a.adoc", f"// {ALLOW}\nIt lay lay\nthere there.\n\nIt sat sat.\n", [5], []),
        ("a.adoc", f"//{BLOCK}\n* It lay lay.\n* It sat sat.\n", [3], []),
        ("a.adoc", f"= A title\n\n// {FILE}\n\nIt lay lay.\n\nIt sat sat.\n", [], []),
        ("a.adoc", f"----\n// {FILE}\n----\n\nIt lay lay.\n", [5], []),
        ("a.adoc", f"////\n{FILE}\n////\n\nIt lay lay.\n", [5], []),
        ("a.tex", f"% {ALLOW}\nIt lay lay.\n\nIt sat sat.\n", [4], []),
        ("a.tex", f"It lay lay. % {ALLOW}\n\nIt sat sat.\n", [3], []),
        ("a.tex", f"% {ALLOW}\n\nIt lay lay.\n\nIt sat sat.\n", [5], []),
        ("a.tex", f"%% {FILE}\n\\begin{{document}}\nIt lay lay.\n\nIt sat sat.\n\\end{{document}}", [], []),
        ("a.tex", f"\\begin{{verbatim}}\n% {FILE}\n\\end{{verbatim}}\nIt lay lay.\n", [4], []),
        ("a.tex", f"It lay lay 25\\% {ALLOW}.\n", [1], []),
        ("a.tex", f"\\item It lay lay. % {ALLOW}\n\\item It sat sat.\n", [2], []),
        ("a.py", f"# {ALLOW}\n# It lay lay.\n\n# It sat sat.\n", [4], []),
        ("a.py", f"x = 1  # {ALLOW}\n# It lay lay.\n", [2], [1]),
        ("a.py", f'f("It lay lay there now", "It sat sat there now")  # {ALLOW}\nf("It sat sat there now")\n', [2], []),
        (
            "a.py",
            f'# {ALLOW}\n\nf("It lay lay there now", "It sat sat there now")\nf("It sat sat there now")\n',
            [4],
            [],
        ),
        ("a.py", f'# {FILE}\nf("It lay lay there now")\n# It sat sat.\n', [], []),
        ("a.py", f'x = "# {FILE} and so on it goes"\n# It sat sat.\n', [2], []),
        ("a.js", f"/* {ALLOW} */\n// It lay lay.\n\n// It sat sat.\n", [4], []),
        ("a.sql", f"-- {ALLOW}\n-- It lay lay.\n\n-- It sat sat.\n", [4], []),
        ("a.lua", f"x = 'It lay lay there now' -- {ALLOW}\n-- It sat sat.\n", [2], []),
    ]
)
def test_comments_allow(name: str, text: str, lines: list[int], unused: list[int]) -> None:
    assert check(name, text) == (lines, unused)
    assert check(name, text.replace("\n", "\r\n")) == (lines, unused)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.rst", f"Before.\n\n.. {ALLOW}\n\nBehind.\n"),
        ("a.adoc", f"Before.\n\n// {ALLOW}\n\nBehind.\n"),
        ("a.tex", f"Before.\n\n% {ALLOW}\n\nBehind.\n"),
        ("a.py", f"# Before.\nx = 1\n# {ALLOW}\n\n# Behind.\n"),
    ],
)
def test_such_a_comment_is_markup_between_two_paragraphs(name: str, text: str) -> None:
    document = read_document(name, text.encode(), ReadOptions(parts=frozenset({"comments"})))
    assert [element.role for element in document.elements] == [Role.PARAGRAPH, Role.MARKUP, Role.PARAGRAPH]
    assert "aligncheck" not in document.prose
