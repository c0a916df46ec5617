"""Help texts, errors and labels are in the English of a desk; what is quoted in them is left out."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
from dialect import find_dialect
from roots import ROOT

from align.cli import main


def test_no_help_text_has_dialect() -> None:
    found = dict[str, list[str]]()
    waiting: list[tuple[str, click.Command, click.Context]] = [("aligncheck", main, click.Context(main))]
    while waiting:
        path, command, context = waiting.pop()
        helps = [command.help or "", *(getattr(one, "help", None) or "" for one in command.params)]
        if words := [word for text in helps for word in find_dialect(text)]:
            found[path] = words
        group = command if isinstance(command, click.Group) else click.Group()
        for name in group.list_commands(context):
            child = group.get_command(context, name)
            assert child
            waiting.append((f"{path} {name}", child, click.Context(child, parent=context)))
    assert found == {}


def test_no_text_in_the_code_has_dialect() -> None:
    """What rules say is tested with their examples, which are texts of others and may have any words."""
    paths = [path for folder in ("align", "glossary") for path in sorted((ROOT / folder).rglob("*.py"))]
    paths = [path for path in paths if not path.is_relative_to(ROOT / "align/rules")]
    found = {
        f"{path.relative_to(ROOT)}: {text}": words
        for path in paths
        for text in _list_texts(path)
        if (words := find_dialect(text))
    }
    assert found == {}


def test_no_text_of_the_scripts_of_the_page_has_dialect() -> None:
    scripts = sorted((ROOT / "align/report/page/data").glob("*.js"))
    texts = [text for one in scripts for text in re.findall(r'"[A-Z][^"\n]* [^"\n]*"', one.read_text("utf-8"))]
    assert len(texts) > 20
    assert {text: words for text in texts if (words := find_dialect(text))} == {}


def _list_texts(path: Path) -> Iterator[str]:
    """The texts with a space in a file, without docstrings: what may be shown."""
    code = path.read_text(encoding="utf-8")
    if not find_dialect(code):
        return
    tree = ast.parse(code)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in docstrings:
            yield from (text for text in (node.value,) if isinstance(text, str) and " " in text)
