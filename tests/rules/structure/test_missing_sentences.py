"""A missing sentence of a page is reported where its block is, and not where a rule reports that block."""

from align.linter.context import Context
from align.linter.registry import find_rule
from align.linter.scanner import check_document
from align.model import Alignment, Bead
from align.readers import ReadOptions, read_document

SOURCE = "# Ports\n\nOpen in May.\n\n```\na()\n```\n\n```\nb()\n```\n\nShips come. Then they go.\n\nThe pier is long.\n"


def check(target: str, beads: tuple[Bead, ...]) -> list[tuple[str, int]]:
    """The rules and lines of what is found, where the beads are these."""
    one, other = (
        read_document("a.md", text.encode(), ReadOptions(to)) for text, to in ((SOURCE, "en"), (target, "ja"))
    )
    alignment = Alignment(one, other, beads)
    rules = [find_rule(name) for name in ("omission", "block-mismatch")]
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
