"""What English looks like."""

import re
from collections.abc import Iterator

from align.lang.language import Language

_END = re.compile(r"[.!?][\"'”’)\]]*\s+")


def _split(text: str) -> Iterator[int]:
    return (match.end() for match in _END.finditer(text))


LANGUAGE = Language(code="en", letters="A-Za-z", split=_split)
