"""Sequences that are longer than what memory should hold."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

_T = TypeVar("_T")
_R = TypeVar("_R")


class MappedSequence(Sequence[_R], Generic[_T, _R]):
    """What a function makes of each of some items, made anew each time that it is asked for.

    >>> list(MappedSequence("ab", str.upper))
    ['A', 'B']
    """

    def __init__(self, items: Sequence[_T], make: Callable[[_T], _R]) -> None:
        self._items, self._make = items, make

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, index: int) -> _R: ...

    @overload
    def __getitem__(self, index: slice) -> "MappedSequence[_T, _R]": ...

    def __getitem__(self, index: int | slice) -> "_R | MappedSequence[_T, _R]":
        if isinstance(index, slice):
            return MappedSequence(self._items[index], self._make)
        return self._make(self._items[index])
