"""What several rules find is one finding, of the rule that says most of it."""

import pytest

from align.linter.context import Context
from align.linter.registry import find_rule
from align.linter.scanner import check_document
from align.model import Alignment, Bead
from align.readers import ReadOptions, read_document


def check(source: str, target: str, *rules: str, language: str = "zh") -> list[tuple[str, str]]:
    """The rules and marked texts of what is found in pages of one sentence a line."""
    one, other = (
        read_document("a.md", text.encode(), ReadOptions(to)) for text, to in ((source, "en"), (target, language))
    )
    assert len(one.segments) >= len(other.segments)
    beads = tuple(Bead((at,), (at,) if at < len(other.segments) else ()) for at in range(len(one.segments)))
    alignment = Alignment(one, other, beads)
    found = check_document(other, list(map(find_rule, rules)), Context(alignment=alignment, source=one))
    return [(finding.rule, target[slice(*finding.span)]) for finding in found]


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("It follows RFC 8414 here.", "这里遵循 RFC 8421。", ("number-mismatch", "8421")),
        ("Use v2 of it here.", "这里使用 v5 版本。", ("number-mismatch", "v5")),
        ("It follows SEP-990 here.", "这里遵循 SEP-991。", ("number-mismatch", "991")),
    ],
)
def test_another_figure_in_a_name(source: str, target: str, found: tuple[str, str]) -> None:
    page = "The harbour is open to all ships from May on, whatever they carry.\n\n"
    kept = "港口从五月起向所有船只开放，无论它们运载什么货物都可以停靠。\n\n"
    assert check(page + source, kept + target, "number-mismatch", "entity-missing") == [found]


def test_another_figure_in_japanese() -> None:
    page = "The harbour is open to all ships from May on.\n\nHere the Client replaces v1.\n"
    kept = "港は五月からすべての船に開かれており、荷物は問われません。\n\nここではクライアントが v4 に代わります。\n"
    assert check(page, kept, "number-mismatch", "entity-missing", language="ja") == [("number-mismatch", "v4")]


def test_a_key_of_front_matter_that_is_gone_with_its_sentence() -> None:
    front = "---\ntitle: Ports\ndescription: How ships come in\n---\n\nThey open in May.\n"
    one, other = (
        read_document("a.md", text.encode(), ReadOptions(to))
        for text, to in ((front, "en"), ("---\ntitle: 港口\n---\n\n五月开放。\n", "zh"))
    )
    alignment = Alignment(one, other, (Bead((0,), (0,)), Bead((1,), ()), Bead((2,), (1,))))
    rules = [find_rule(name) for name in ("omission", "front-matter-mismatch")]
    found = check_document(other, rules, Context(alignment=alignment, source=one))
    assert [finding.rule for finding in found] == ["front-matter-mismatch"]


def test_a_column_that_is_gone_with_its_code() -> None:
    source = "# Ports\n\n| `port` | Code |\n|---|---|\n| May `m` | `a()` |\n| June `j` | `b()` |\n"
    target = "# 港口\n\n| `port` |\n|---|\n| 五月 `m` |\n| 六月 `j` |\n"
    found = check(source, target, "table-mismatch", "inline-code-mismatch")
    assert found == [("table-mismatch", target[target.index("|") :].rstrip())]
