"""Chinese: its letters, and where its sentences start."""

import re
from collections.abc import Iterator

from align.lang import Language
from align.lang.patterns import ZH_SENTENCES
from glossary.lang.scripts import HAN
from glossary.pack.patterns import compile_late

_CLOSING = "”’」』》）】〕\"'"
_CANDIDATE = compile_late(
    rf"""[。！？!?….\n](?:
         (?P<stop>(?<=[。！？!?…])(?<![。！？!?…]{{2}})(?<![A-Za-z0-9][!?])(?!(?<=\s[!?])\s))[。！？!?…]*+
         (?P<close>(?:[{_CLOSING}]|\s[”’」』）】]|\s?…++)*+)\s*+(?P<next>\S)
       | (?<=[{HAN}”」）]\.)\s*+(?=[{HAN}])
       | (?<=\n)[ \t\r]*+\n\s*+)""",
    re.VERBOSE,
)
_CONTINUES = ZH_SENTENCES.late("goes_on")
"""What goes on with a sentence after a quotation that ends in a stop. A speaker (他说) starts a new one."""

_LONG_CLAUSE = compile_late(rf"[{HAN}]{{7}}\Z")
"""Before an ellipsis that ends a sentence; after less than that, somebody hesitates."""


def _split(text: str) -> Iterator[int]:
    for match in _CANDIDATE.finditer(text):
        if match["stop"] is None:
            yield match.end()
        elif _is_end(text, match):
            yield match.start("next")


def _is_end(text: str, match: re.Match[str]) -> bool:
    if _CONTINUES.match(match["next"]):
        return False
    start = match.start()
    if match["close"] or text[start : match.start("close")].strip("…"):
        return True
    return _LONG_CLAUSE.match(text, max(start - 7, 0), start) is not None


LANGUAGE = Language(code="zh", letters=HAN, split=_split)
