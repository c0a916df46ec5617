"""Recipes: what an input is made of, as JSON, so that a big one is small on disk and can be cut down by its parts.

A recipe is a text, or one of

    {"repeat": RECIPE, "times": 12000}      the same again and again
    {"join": [RECIPE, ...]}                 one behind the other
    {"encode": RECIPE, "as": "gb18030"}     a text in an encoding
    {"hex": "fffe"}                         bytes
"""

from typing import Any, cast

Recipe = str | dict[str, Any]

LARGEST = 30_000_000
"""How many characters or bytes a recipe may make."""


class BadRecipeError(Exception):
    """Something that is no recipe, or makes too much."""


def make_bytes(recipe: Recipe) -> bytes:
    """The bytes that a recipe makes; a text in it becomes UTF-8, half a character too. Raises BadRecipeError."""
    made = _make(recipe)
    return made if isinstance(made, bytes) else _encode(made, "utf-8")


def make_text(recipe: Recipe) -> str:
    """The text that a recipe makes; bytes in it are read as UTF-8. Raises BadRecipeError."""
    made = _make(recipe)
    return made if isinstance(made, str) else made.decode("utf-8", "replace")


def _make(recipe: object) -> str | bytes:
    match recipe:
        case str():
            return recipe
        case {"repeat": part, "times": int(times)}:
            piece = _make(part)
            if len(piece) * times > LARGEST:
                raise BadRecipeError("makes too much")
            return piece * times
        case {"join": list(parts)}:
            return _join([_make(part) for part in parts])
        case {"encode": part, "as": str(encoding)}:
            return _encode(make_text(cast(Recipe, part)), encoding)
        case {"hex": str(digits)}:
            return _read_hex(digits)
    raise BadRecipeError(f"no recipe: {recipe!r}")


def _join(parts: list[str | bytes]) -> str | bytes:
    if all(isinstance(part, str) for part in parts):
        return "".join(cast(list[str], parts))
    return b"".join(part if isinstance(part, bytes) else _encode(part, "utf-8") for part in parts)


def _encode(text: str, encoding: str) -> bytes:
    errors = "surrogatepass" if encoding.startswith("utf") else "replace"
    try:
        return text.encode(encoding, errors)
    except (LookupError, UnicodeError) as error:
        raise BadRecipeError(str(error)) from None


def _read_hex(digits: str) -> bytes:
    try:
        return bytes.fromhex(digits)
    except ValueError as error:
        raise BadRecipeError(str(error)) from None
