"""Regular expressions for long lists of words, as fast as for short ones: each alternation is a trie."""

import re
from collections.abc import Iterable


def join_words(words: Iterable[str]) -> str:
    """The body of an expression that matches the longest of some words, trying each letter once.

    >>> join_words(("ten", "tenth", "two"))
    't(?:en(?:th)?|wo)'
    """
    branches: dict[str, set[str]] = {}
    for word in words:
        branches.setdefault(word[:1], set()).add(word[1:])
    is_complete = branches.pop("", None) is not None
    bodies = [re.escape(char) + join_words(sorted(rest)) for char, rest in sorted(branches.items())]
    if not bodies:
        return ""
    body = bodies[0] if len(bodies) == 1 and not is_complete else f"(?:{'|'.join(bodies)})"
    return f"{body}?" if is_complete else body


def join_cased_words(words: Iterable[str]) -> str:
    """The same for words that may begin with a capital.

    >>> join_cased_words(("ten",))
    '(?:Ten|ten)'
    """
    return join_words({form for word in words for form in (word, word[:1].upper() + word[1:])})
