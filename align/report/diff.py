"""A unified diff: what would change in a text, as `patch` and `git apply` read it.

What was fixed leaves most lines as they are, so the two texts are walked side by side, and after a difference the
nearest equal lines are sought: the work grows as the texts do, and the diff is right, if not always the shortest.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.model.offsets import split_lines

_AHEAD = 8
"""How many lines after a difference are looked at for equal ones."""

_CONTEXT = 3
"""How many lines that stay are shown on either side of a difference."""

_NO_END = "\\ No newline at end of file\n"


class Change(NamedTuple):
    """The lines of the old text from `start` to `end`, which those of the new one replace."""

    start: int
    end: int
    new_start: int
    new_end: int


def render_diff(path: str, old: str, new: str) -> Iterator[str]:
    """Yield the lines of the diff, with their ends; none where the texts are equal.

    Changes that are near each other are shown together.
    """
    before, after = _split(old), _split(new)
    hunks = list[list[Change]]()
    for change in find_changes(before, after):
        if hunks and change.start - hunks[-1][-1].end <= 2 * _CONTEXT:
            hunks[-1].append(change)
        else:
            hunks.append([change])
    if hunks:
        yield f"--- {path}\n+++ {path}\n"
    for hunk in hunks:
        yield from _render_hunk(hunk, before, after)


def _split(text: str) -> list[str]:
    """Return the lines of a text, with their ends."""
    starts = [line.start for line in split_lines(text)]
    lines = [text[start:end] for start, end in zip(starts, (*starts[1:], len(text)), strict=True)]
    return lines if lines[-1] else lines[:-1]


def find_changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Yield where two texts differ, in order."""
    here, there = 0, 0
    while here < len(old) or there < len(new):
        if here < len(old) and there < len(new) and old[here] == new[there]:
            here, there = here + 1, there + 1
            continue
        change = Change(here, here, there, there)
        while (step := _find_step(old[here : here + _AHEAD], new[there : there + _AHEAD])) != (0, 0):
            here, there = here + step[0], there + step[1]
        yield change._replace(end=here, new_end=there)


def _find_step(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return how many lines of either side to leave after before equal ones follow; one of each where none do."""
    if not old or not new:
        return len(old), len(new)
    for count in range(len(old) + len(new) - 1):
        for left in sorted(range(count + 1), key=lambda left: abs(2 * left - count)):
            if left < len(old) and count - left < len(new) and old[left] == new[count - left]:
                return left, count - left
    return 1, 1


def _render_hunk(group: Sequence[Change], old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    first, last = group[0], group[-1]
    before = min(_CONTEXT, first.start)
    end = min(last.end + _CONTEXT, len(old))
    ranges = (
        _render_range(first.start - before, end),
        _render_range(first.new_start - before, last.new_end + end - last.end),
    )
    yield f"@@ -{ranges[0]} +{ranges[1]} @@\n"
    position = first.start - before
    for change in group:
        yield from _mark(" ", old[position : change.start])
        yield from _mark("-", old[change.start : change.end])
        yield from _mark("+", new[change.new_start : change.new_end])
        position = change.end
    yield from _mark(" ", old[position:end])


def _render_range(start: int, end: int) -> str:
    """Return the first of some lines and their number; where there are none, the line before them."""
    return f"{start + (end > start)},{end - start}"


def _mark(sign: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield sign + line if line.endswith(("\n", "\r")) else f"{sign}{line}\n{_NO_END}"
