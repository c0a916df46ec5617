"""What Chinese looks like."""

import re
from collections.abc import Iterator

from align.lang.language import Language
from align.lang.scripts import HAN

_END = re.compile(r"[。！？；]+[”’」』）]*")


def _split(text: str) -> Iterator[int]:
    return (match.end() for match in _END.finditer(text))


LANGUAGE = Language(code="zh", letters=HAN, split=_split)
