"""Cuts a failing input down to what makes it fail: parts of lists, keys, repetitions, lines, characters.

Lists and texts are cut by delta debugging (Zeller and Hildebrandt 2002, "Simplifying and Isolating Failure-Inducing
Input"): ever smaller pieces are left out, as long as the input still fails.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from recipes import BadRecipeError, make_text

Value = Any
"""What JSON can hold."""

Path = tuple[str | int, ...]
"""The keys and indices that lead to a part of a value."""

_EXPANDED = 400
"""The most characters that a recipe may make to be written out as a text."""


@dataclass
class _Search:
    """The smallest failing value so far, and how many more may be tried."""

    value: Value
    fails: Callable[[Value], bool]
    tries: int
    end: float

    @property
    def is_over(self) -> bool:
        """Whether no more may be tried."""
        return self.tries <= 0 or time.monotonic() > self.end

    def accept(self, candidate: Value) -> bool:
        """Take a candidate that fails too."""
        if self.is_over or candidate == self.value:
            return False
        self.tries -= 1
        if self.fails(candidate):
            self.value = candidate
            return True
        return False


def minimise(value: Value, fails: Callable[[Value], bool], tries: int = 2000, seconds: float = inf) -> Value:
    """The smallest value found that `fails`, as `value` does, after at most so many tries and seconds."""
    search, before = _Search(value, fails, tries, time.monotonic() + seconds), None
    while before != search.value and not search.is_over:
        before = search.value
        for path in list(_walk(search.value)):
            _shrink(search, path)
    return search.value


def _walk(value: Value, path: Path = ()) -> Iterator[Path]:
    """The paths to all parts, the value itself first."""
    yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in entries:
        yield from _walk(part, (*path, key))


def _shrink(search: _Search, path: Path) -> None:
    """Make one part smaller, where the value still has it."""
    try:
        part = _get(search.value, path)
    except (LookupError, TypeError):
        return
    for smaller in _simplify(part):
        if search.accept(_put(search.value, path, smaller)):
            return
    if isinstance(part, str):
        _cut(search, path, part.splitlines(keepends=True), "".join)
        _cut(search, path, _get(search.value, path), "".join)
    elif isinstance(part, list):
        _cut(search, path, part, list)


def _simplify(part: Value) -> Iterator[Value]:
    """Simpler values for a part, the simplest first; what is no case any more does not fail."""
    if isinstance(part, dict):
        yield from _unwrap(part)
        yield from ({key: value for key, value in part.items() if key != left_out} for left_out in part)
    elif isinstance(part, int) and not isinstance(part, bool) and part > 1:
        yield from (1, part // 8, part // 2, part * 3 // 4, part - 1)


def _unwrap(part: dict[str, Value]) -> Iterator[Value]:
    """What a recipe is made of, and the text that a short one makes."""
    for key in ("repeat", "encode"):
        if key in part:
            yield part[key]
    if isinstance(part.get("join"), list):
        yield from part["join"]
    try:
        text = make_text(part)
    except BadRecipeError:
        return
    if len(text) <= _EXPANDED and "\ufffd" not in text:
        yield text


def _cut(search: _Search, path: Path, items: Sequence[Value], build: Callable[[Sequence[Value]], Value]) -> None:
    """Leave out ever smaller runs of the items (ddmin)."""
    size = len(items)
    while size and items:
        start = 0
        while start < len(items):
            rest = items[:start] + items[start + size :]  # type: ignore[operator]  # both are lists, or texts
            if search.accept(_put(search.value, path, build(rest))):
                items = rest
            else:
                start += size
        size //= 2


def _get(value: Value, path: Path) -> Value:
    for key in path:
        value = value[key]
    return value


def _put(value: Value, path: Path, part: Value) -> Value:
    """The value with another part there; nothing is changed in place."""
    if not path:
        return part
    copied: Value = dict(value) if isinstance(value, dict) else list(value)
    copied[path[0]] = _put(value[path[0]], path[1:], part)
    return copied
