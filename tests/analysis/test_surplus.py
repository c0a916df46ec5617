"""What a translation says beyond its source, where sentences share one."""

import pytest

from align.analysis.surplus import find_surplus
from align.model import Alignment, Bead
from align.readers import ReadOptions, read_document


@pytest.mark.parametrize(
    ("last", "found"),
    [
        ("これは港で売られている青い旗のことで、三年ごとに新しくなります。", 1),
        ("これは `port_limit` という名の旗のことで、三年ごとに新しくなります。", 0),
        ("これは 2.x という版の旗のことで、三年ごとに新しくなります。", 0),
        ("これは `port` という名の旗のことで、三年ごとに新しくなります。", 1),
    ],
)
def test_a_sentence_that_alone_keeps_a_name_of_the_source_is_no_surplus(last: str, found: int) -> None:
    source = "Open the `port` before the first ship comes in, with `port_limit` set for the 2.x line."
    target = f"最初の船が北の海から入って来る前に、必ず忘れずに `port` を開いておいてください。{last}"
    one, other = (
        read_document("a.md", text.encode(), ReadOptions(to)) for text, to in ((source, "en"), (target, "ja"))
    )
    surplus = find_surplus(Alignment(one, other, (Bead((0,), (0, 1)),)))
    assert sum(not one.is_whole for one in surplus) == found
