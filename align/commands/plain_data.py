"""Frozen dataclasses <-> values that JSON knows: each dataclass is the list of its fields, in order.

Made for results in the cache: reading them runs no code but the constructors of the types that were asked for.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

Reader = Callable[[Any], Any]
"""Makes a value of a plain one. Raises TypeError or ValueError for one of another shape."""


def to_plain(value: object) -> object:
    """Return the value as lists, numbers, texts and None."""
    if is_dataclass(value):
        return [to_plain(getattr(value, field.name)) for field in fields(value)]
    return [to_plain(item) for item in value] if isinstance(value, tuple) else value


@cache
def build_reader(kind: object) -> Reader:
    """Return what makes a value of this type again of what `to_plain` gives.

    Types are dataclasses, named tuples, enumerations, `tuple[X, ...]`, `X | None`, and what JSON has itself.
    """
    if get_origin(kind) is tuple:
        read = build_reader(get_args(kind)[0])
        return lambda values: tuple([read(value) for value in values])
    if get_origin(kind) is UnionType:
        (inner,) = (part for part in get_args(kind) if part is not NoneType)
        read_inner = build_reader(inner)
        return lambda value: None if value is None else read_inner(value)
    assert isinstance(kind, type)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        readers = [build_reader(hints[field.name]) for field in fields(kind)]
        return lambda values: kind(*[read(value) for read, value in zip(readers, values, strict=True)])
    if issubclass(kind, tuple | Enum):
        make: Reader = getattr(kind, "_make", kind)  # of a named tuple
        return make

    def check(value: object) -> object:
        if type(value) is not kind:
            raise TypeError(f"{value!r} is not a {kind.__name__}")
        return value

    return check
