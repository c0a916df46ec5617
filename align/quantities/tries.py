"""Expressions for long lists of words, which are as fast as for short ones."""

import re
from collections.abc import Iterable


def either(words: Iterable[str]) -> str:
    """An expression for the longest of some words that matches, each letter of them tried once.

    >>> either(("ten", "tenth", "two"))
    't(?:en(?:th)?|wo)'
    """
    branches: dict[str, set[str]] = {}
    for word in words:
        branches.setdefault(word[:1], set()).add(word[1:])
    complete = branches.pop("", None) is not None
    bodies = [re.escape(char) + either(sorted(rest)) for char, rest in sorted(branches.items())]
    if not bodies:
        return ""
    body = bodies[0] if len(bodies) == 1 and not complete else f"(?:{'|'.join(bodies)})"
    return f"{body}?" if complete else body


def either_case(words: Iterable[str]) -> str:
    """The same for words that may begin with a capital."""
    return either({form for word in words for form in (word, word[:1].upper() + word[1:])})
