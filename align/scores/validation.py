"""Validation of files of beads: each check returns the value with its type, or raises BeadFileError."""

import json

from align.errors import LineError
from glossary.storage.surrogates import replace_surrogates


class BeadFileError(LineError):
    """A file that does not hold beads."""


def parse_object(text: str, example: str) -> dict[str, object]:
    """Return the JSON object in a text. Raises BeadFileError, which shows the example, where it holds anything else."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        reason = f"not JSON ({error.msg}, column {error.colno})"
        raise BeadFileError(f"{reason}; an object is expected, such as {example}", error.lineno) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, or nested without end
        raise BeadFileError(f"not JSON (too large or too deep); an object is expected, such as {example}") from error
    if not isinstance(value, dict):
        raise BeadFileError(f"not a JSON object, such as {example}")
    return value


def get_member(value: dict[str, object], key: str) -> object:
    """Return the value of a key. Raises BeadFileError where the object lacks it."""
    if key not in value:
        raise BeadFileError(f"the object has no “{key}”")
    return value[key]


def check_list(value: object, name: str) -> list[object]:
    """Return the value as a list. Raises BeadFileError, which names the value, where it is none."""
    if not isinstance(value, list):
        raise BeadFileError(f"{name} is not a list")
    return value


def check_string(value: object, name: str) -> str:
    """Return the value as a string, lone surrogates replaced by U+FFFD. Raises BeadFileError where it is none."""
    if not isinstance(value, str):
        raise BeadFileError(f"{name} is not a string; put its text in quotation marks")
    return replace_surrogates(value)


def check_indices(value: object, name: str) -> tuple[int, ...]:
    """Return the value as one side of a bead, ascending. Raises BeadFileError, which names the value, where it
    is none.
    """
    listed = check_list(value, name)
    numbers = [number for number in listed if type(number) is int and number >= 0]
    if len(numbers) < len(listed):
        raise BeadFileError(f"{name} holds something that is not an index; whole numbers are expected, from 0 up")
    if len(set(numbers)) < len(numbers):
        raise BeadFileError(f"{name} holds an index twice; list each segment once")
    return tuple(sorted(numbers))
