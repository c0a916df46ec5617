"""Expressions that are compiled when they are first used.

To compile a class of Chinese characters takes some milliseconds, which a text without any should not cost.
"""

import re
from typing import cast


class LatePattern:
    """Stands in for a compiled expression, whose attributes it has from the first time on that one is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = self.compile()
        vars(self).update({one: getattr(compiled, one) for one in dir(compiled) if not one.startswith("_")})
        found: object = getattr(compiled, name)
        return found

    def compile(self) -> re.Pattern[str]:
        """Return the expression."""
        return re.compile(self._source, self._flags)


def compile_late(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return an expression that is compiled at its first use; an error in it shows only then.

    >>> compile_late("[a-c]+").findall("abba, bad")
    ['abba', 'ba']
    """
    return cast(re.Pattern[str], LatePattern(source, flags))
