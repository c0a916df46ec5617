"""Code is compared for what it says to a program."""

import pytest

from align.analysis.structure.codes import Change, compare_code, split_info


@pytest.mark.parametrize(
    ("source", "target", "info"),
    [
        ("a()  # 打开", "a()  # Open", "py"),
        ("a()  # open the port", "a()  # den Hafen öffnen", "py"),
        ("/* 打开\n端口 */\na()", "/* Open the port */\na()", "js"),
        ('a("打开")', 'a("Open")', "py"),
        ('a("open the port now")', 'a("jetzt den Hafen offnen")', "py"),
        ("setLanguage('zh-CN')", "setLanguage('en-US')", "js"),
        ("f({ a: 1, b: '二' })", "f({\n  a: 1,\n  b: 'two',\n})", "js"),
        ("<B>打开</B>", "<B>\n  Open\n</B>", "tsx"),
        ("graph LR\n  A[船] --> B", "graph LR\n  A[Ship] --> B", "mermaid"),
        ("港口\n  船", "port\n  ship", ""),
        ('--8<-- "a.py"', '--8<-- "b.py"', "py"),
        ("a()\n\n\nb()", "a()\nb()  ", "py"),
    ],
)
def test_what_people_read_may_differ(source: str, target: str, info: str) -> None:
    assert compare_code(source, target, info) is None
    assert compare_code(target, source, info) is None


@pytest.mark.parametrize(
    ("source", "target", "change"),
    [
        ("a()\npip install x", "a()\npip install y", Change("pip install x", "pip install y", 1)),
        ('a = "Dune"', 'a = "Dune2"', Change('a = "Dune"', 'a = "Dune2"', 0)),
        ("a()\nb()\nc()", "a()\nc()", Change("b()", None, 1)),
        ("a()", "a()\nb(7)", Change("", "b(7)", 1)),
        ("a  # [Arg(name='b', is_on=True)]", "a  # [Arg(name='b', is_on=False)]",
         Change("# [Arg(name='b', is_on=True)]", "# [Arg(name='b', is_on=False)]", 0)),
        ("# 打开\na(limit=7)", "# Open\n\na(limit=70)", Change("a(limit=7)", "a(limit=70)", 2)),
    ],
)  # fmt: skip
def test_the_first_line_that_differs_is_named(source: str, target: str, change: Change) -> None:
    assert compare_code(source, target, "py") == change


def test_info_strings_are_split() -> None:
    assert split_info('py title="端口.py" hl_lines="7"') == ("python", 'hl_lines="7"')
    assert split_info("python {1,3-4}") == ("python", "{1,3-4}")
    assert split_info("{code-block} sh") == ("code-block", "sh")
