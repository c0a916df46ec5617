"""Paragraphs that do not render what they are paired with, where something is missing next to them."""

import pytest

from align.analysis.unrelated_blocks import find_unrelated_blocks
from align.model import Alignment, Bead
from align.readers import ReadOptions, read_document

SOURCE = (
    "The harbour opens in May, and the first ships with grain arrive from the north.\n\n"
    "A cache keeps what a function has returned for some time, so that the next call with the same arguments is fast. "
    "Call it again once the time is over, and the computer works out a new value. Set its size with care.\n"
)


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("港口将于五月开放，第一批运粮船将从北方抵达这里，码头工人已经做好准备。", 0),
        ("国家图书馆昨天展出了一批十七世纪的音乐手稿，参观者可以免费入场欣赏。", 1),
    ],
)
def test_a_paragraph_next_to_a_missing_one_is_judged_by_its_own_source(target: str, found: int) -> None:
    one, other = (
        read_document("a.md", text.encode(), ReadOptions(to)) for text, to in ((SOURCE, "en"), (target, "zh"))
    )
    beads = (Bead((0,), (0,), 0.9), Bead((1, 2, 3), (), 0.9))
    assert len(find_unrelated_blocks(Alignment(one, other, beads))) == found
