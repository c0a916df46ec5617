"""A diff says what changes: applied to the old text it gives the new one, and it shows little else."""

import re
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from align.report.diff import find_changes, render_diff

LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\r\n", "\n", "d\r", "e"]), max_size=30)


def patch(old: str, diff: str) -> str:
    """The oracle: what a diff makes of a text, as its definition has it."""
    lines, result, position = re.findall(r"[^\n]*\n|[^\n]+", old), list[str](), 0
    for header, body in _split_hunks(diff):
        start, count, _, new_count = map(int, re.findall(r"\d+", header))
        first = start - bool(count)
        result += lines[position:first]
        before = [line[1:] for line in body if line[0] in " -"]
        after = [line[1:] for line in body if line[0] in " +"]
        assert (before, len(before), len(after)) == (lines[first : first + count], count, new_count)
        result += after
        position = first + count
    return "".join(result + lines[position:])


def _split_hunks(diff: str) -> Iterator[tuple[str, list[str]]]:
    """The header of each hunk, and its lines; the end of one is taken off where the diff says that it has none."""
    for hunk in re.split(r"^@@ ", diff, flags=re.MULTILINE)[1:]:
        header, *body = re.findall(r"[^\n]*\n", re.sub(r"\n\\ No newline at end of file\n", "\0\n", hunk))
        yield header, [line.removesuffix("\0\n") if line.endswith("\0\n") else line for line in body]


@given(LINES.map("".join), LINES.map("".join))
def test_a_diff_makes_the_new_text_of_the_old(old: str, new: str) -> None:
    old, new = old.replace("\r", ""), new.replace("\r", "")
    diff = "".join(render_diff("a.txt", old, new))
    assert patch(old, diff) == new
    assert bool(diff) == (old != new)


@given(LINES, LINES)
def test_changes_are_in_order_and_all_else_is_equal(old: list[str], new: list[str]) -> None:
    here, there = 0, 0
    for start, end, new_start, new_end in find_changes(old, new):
        assert old[here:start] == new[there:new_start]
        assert (start, new_start) != (end, new_end)
        here, there = end, new_end
    assert old[here:] == new[there:]


def test_a_diff_of_scattered_changes_is_as_short_as_can_be() -> None:
    old = [f"{number}\n" for number in range(40)]
    new = [*old[:5], "x\n", *old[6:20], "20 21\n", *old[22:39]]
    assert list(find_changes(old, new)) == [(5, 6, 5, 6), (20, 22, 20, 21), (39, 40, 38, 38)]
    diff = "".join(render_diff("a.txt", "".join(old), "".join(new)))
    assert re.findall(r"^@@ .*$", diff, re.MULTILINE) == ["@@ -3,7 +3,7 @@", "@@ -18,8 +18,7 @@", "@@ -37,4 +36,3 @@"]


def test_old_line_ends_are_kept_and_a_missing_last_one_is_said() -> None:
    assert "".join(render_diff("a", "a\r\nb", "c\r\nb")) == (
        "--- a\n+++ a\n@@ -1,2 +1,2 @@\n-a\r\n+c\r\n b\n\\ No newline at end of file\n"
    )
    assert "".join(render_diff("a", "", "a\n")) == "--- a\n+++ a\n@@ -0,0 +1,1 @@\n+a\n"
