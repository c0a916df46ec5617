"""The one table of the directives of reStructuredText."""

import pytest

from align.lang.directives import DIRECTIVES, Directive, look_up_directive
from glossary.pack.tables import read_rows

FLAGS = {"language", "unseen", "version", "fence"}


def test_the_table_has_each_name_once_with_flags_that_are_known() -> None:
    assert DIRECTIVES.read_built_in(check=True) == read_rows(DIRECTIVES)
    names = [row.cells[0] for row in read_rows(DIRECTIVES)]
    assert names == sorted(set(names))
    assert {flag for name in names for flag in look_up_directive(name).flags} == FLAGS


@pytest.mark.parametrize(
    ("name", "directive"),
    [
        ("versionadded", Directive("note", "title", "", frozenset({"version"}))),
        ("code-block", Directive("code", "none", "", frozenset({"language", "fence"}))),
        ("doctest", Directive("code", "none", "python")),
        ("figure", Directive("image")),
        ("of-my-own", Directive()),
    ],
)
def test_what_a_directive_is(name: str, directive: Directive) -> None:
    assert look_up_directive(name) == directive
