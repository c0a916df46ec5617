"""Words that an English desk would not print in a message, a help text or a label, and where a text has them."""

import re

_DIALECT = re.compile(
    r"\b(stands?|stood|anew|(?<!there )is no(?! more| longer)|is something else|beside|nobody|was meant|is meant\?"
    r"|steadily|grave|gravest|tells?|told)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]*”|`[^`]*`")


def find_dialect(text: str) -> list[str]:
    """The words of the list that a text has outside quotation marks, in which it names words of others.

    >>> find_dialect("“the” stands here twice"), find_dialect("“Nobody stands alone”: repeated word")
    (['stands'], [])
    """
    return [match[0] for match in _DIALECT.finditer(_QUOTED.sub("", text))]
