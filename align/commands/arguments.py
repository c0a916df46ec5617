"""What a program gives to the Python API: an argument of another type is named in one line, before any work."""

import reprlib
from codecs import lookup
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import get_args, get_origin, get_type_hints

from align.config.settings import Request, Settings
from align.errors import AligncheckError
from align.lang.codes import check_language_code
from align.readers import PARTS


def expect(name: str, value: object, kind: object) -> None:
    """See that an argument is of its type, and so are the fields of one that is a dataclass.

    Types are classes, `X | Y`, `tuple[X, ...]` and `tuple[X, Y]`. Raises AligncheckError.
    """
    if not _fits(value, kind):
        described = _describe(kind)
        hint = f": write ({value!r},)" if isinstance(value, str) and described.startswith("a tuple of str") else ""
        raise AligncheckError(f"{name} has to be {described}, not {reprlib.repr(value)}{hint}")
    if is_dataclass(value) and not isinstance(value, type):
        for field, of_field in _list_types(type(value)):
            expect(f"{name}.{field}", getattr(value, field), of_field)


def expect_settings(name: str, value: object, kind: type[Request | Settings]) -> None:
    """See that settings, or what a person asks for, are of their type, and name what there is.

    Raises AligncheckError.
    """
    expect(name, value, kind)
    assert isinstance(value, Request | Settings)
    for code in filter(None, (value.source_lang, value.target_lang)):
        check_language_code(code)
    if not PARTS.keys() >= {*value.parts}:
        raise AligncheckError(f"{name}.parts has to be of {', '.join(PARTS)}")
    if value.encoding:
        try:
            lookup(value.encoding)
        except LookupError:
            raise AligncheckError(f"{name}.encoding: there is no encoding {value.encoding!r}") from None


def _fits(value: object, kind: object) -> bool:
    origin, parts = get_origin(kind), get_args(kind)
    if origin is UnionType:
        return any(_fits(value, part) for part in parts)
    if origin is not tuple:
        plain = origin or kind
        assert isinstance(plain, type)
        return isinstance(value, (int, float) if plain is float else plain)
    if not isinstance(value, tuple):
        return False
    if parts[-1] is Ellipsis:
        return all(_fits(one, parts[0]) for one in value)
    return len(value) == len(parts) and all(map(_fits, value, parts))


@cache
def _list_types(kind: type) -> list[tuple[str, object]]:
    """Return the fields of a dataclass with their types, but for those that only type checkers can see."""
    try:
        hints = get_type_hints(kind)
    except NameError:
        return []
    return [(field.name, hints[field.name]) for field in fields(kind) if hints[field.name] is not object]


def _describe(kind: object) -> str:
    parts = get_args(kind)
    if get_origin(kind) is UnionType:
        return " or ".join(map(_describe, parts))
    if get_origin(kind) is tuple:
        return f"a tuple of {' and '.join(_describe(part) for part in parts if part is not Ellipsis)}"
    return "None" if kind is NoneType else str(getattr(kind, "__name__", kind))
