"""A missing sentence of a page is reported where its block is, and not where a rule reports that block."""

from align.linter.context import Context
from align.linter.registry import find_rule
from align.linter.scanner import check_document
from align.model import Alignment, Bead
from align.readers import ReadOptions, read_document

SOURCE = "# Ports\n\nOpen in May.\n\n```\na()\n```\n\n```\nb()\n```\n\nShips come. Then they go.\n\nThe pier is long.\n"


def check(target: str, beads: tuple[Bead, ...], source: str = SOURCE) -> list[tuple[str, int]]:
    """The rules and lines of what is found, where the beads are these."""
    one, other = (
        read_document("a.md", text.encode(), ReadOptions(to)) for text, to in ((source, "en"), (target, "ja"))
    )
    alignment = Alignment(one, other, beads)
    rules = [find_rule(name) for name in ("omission", "block-mismatch", "inline-code-mismatch", "link-mismatch")]
    found = check_document(other, rules, Context(alignment=alignment, source=one))
    return [(finding.rule, target.count("\n", 0, finding.span.start) + 1) for finding in found]


def test_a_sentence_is_missing_in_its_block() -> None:
    target = "# 港\n\n五月に開く。\n\n```\na()\n```\n\n```\nb()\n```\n\nその後、出る。\n\n桟橋は長い。\n"
    pairs = (Bead((0,), (0,)), Bead((1,), (1,)), Bead((2,), ()), Bead((3,), (2,)), Bead((4,), (3,)))
    assert check(target, pairs) == [("omission", 13)]


def test_a_missing_block_is_reported_once() -> None:
    target = "# 港\n\n五月に開く。\n\n```\na()\n```\n\n```\nb()\n```\n\n船が来て、出る。\n"
    pairs = (Bead((0,), (0,)), Bead((1,), (1,)), Bead((2, 3), (2,)), Bead((4,), ()))
    assert check(target, pairs) == [("block-mismatch", 13)]


def test_a_missing_sentence_with_code_and_a_link_is_reported_once() -> None:
    source = "# Ports\n\nOpen in May. See the [plan](plan.md) of `open()`. Ships come.\n\nThe pier is `long`.\n"
    pairs = (Bead((0,), (0,)), Bead((1,), (1,)), Bead((2,), ()), Bead((3,), (2,)), Bead((4,), (3,)))
    target = "# 港\n\n五月に開く。船が来る。\n\n桟橋は`long`。\n"
    assert check(target, pairs, source) == [("omission", 3)]
    assert check(target.replace("`long`", "長い"), pairs, source) == [("omission", 3), ("inline-code-mismatch", 5)]


def test_code_of_a_sentence_that_was_translated_is_reported_besides_a_missing_one() -> None:
    source = "# Ports\n\nCall `close()` in May. Then `open()` it. Ships come.\n"
    pairs = (Bead((0,), (0,)), Bead((1,), (1,)), Bead((2,), ()), Bead((3,), (2,)))
    found = check("# 港\n\n五月に閉じる。船が来る。\n", pairs, source)
    assert found == [("inline-code-mismatch", 3), ("omission", 3)]
    found = check("# 港\n\n五月に`shut()`。船が来る。\n", pairs, source)
    assert found == [("inline-code-mismatch", 3), ("omission", 3)]


def test_doubt_about_a_sentence_ends_where_its_code_is_missing() -> None:
    source = "# Ports\n\nOpen in May. Then call `open()` twice.\n"
    pairs = (Bead((0,), (0,)), Bead((1, 2), (1,), 0.9, (0.1, 0.6)))
    one, other = (
        read_document("a.md", text.encode(), ReadOptions(to))
        for text, to in ((source, "en"), ("# 港\n\n五月に開く。\n", "ja"))
    )
    alignment = Alignment(one, other, pairs)
    found = check_document(other, [find_rule("omission")], Context(alignment=alignment, source=one))
    assert [str(finding.severity) for finding in found] == ["warning"]


def test_a_heading_that_is_there_is_not_missing() -> None:
    target = "# 港 {#ports}\n\n五月に開く。\n\n```\na()\n```\n\n```\nb()\n```\n\n船が来て、出る。\n\n桟橋は長い。\n"
    pairs = (Bead((0,), ()), Bead((), (0,)), Bead((1,), (1,)), Bead((2, 3), (2,)), Bead((4,), (3,)))
    assert check(target, pairs) == []


def test_the_title_of_a_box_may_be_left_to_the_site() -> None:
    source = '# Ports\n\nOpen in May.\n\n!!! tip "A tip"\n    Ships come.\n\nThe pier is long.\n'
    pairs = (Bead((0,), (0,)), Bead((1,), (1,)), Bead((2,), ()), Bead((3,), (2,)), Bead((4,), (3,)))
    assert check("# 港\n\n五月に開く。\n\n!!! tip\n    船が来る。\n\n桟橋は長い。\n", pairs, source) == []
