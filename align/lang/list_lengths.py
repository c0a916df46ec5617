"""Lists that are shorter in a translation: 手机、电脑、电视和相机, "mobile phones, computers and cameras".

Only a list that is the only one of its sentence on both sides, and that leaves no doubt how many words it has.
"""

import re
from typing import NamedTuple

from align.lang.exchanged_words import Texts
from align.lang.listed_words import find_left_out
from align.lang.patterns import ZH_SENTENCES
from align.model import Span
from glossary.pack.patterns import compile_late

_TABLES = ("places", "bearers", "kinds")
"""Of what, if it is left out, other rules give the name."""
_FEWEST, _LONGEST = 3, 400
_ENUMERATED, _DOUBTFUL = ZH_SENTENCES.late("list"), ZH_SENTENCES.late("open_list")
"""A list; what a translation may sum up, or leaves open where a list begins or ends."""
_OPEN = ZH_SENTENCES.late("goes_on_beside_list")
"""What a list goes on with beyond what was read of it."""
_JOINED = ZH_SENTENCES.late("joins_items")
"""What 和 may belong to, so that a list of three is one of two: 将生态、文化价值和城市建设结合."""
_WORDS = r"[\w'’.-]+(?: [\w'’.-]+){0,3}"
_LISTED = compile_late(rf"(?P<items>(?:, {_WORDS}){{0,9}}?),? (?:and|or) (?=\w)")
_LINKED = re.compile(r"\b(?:and|or)\b")
_MORE = re.compile(r"\b(?:as well as|both|along with|together|plus|in addition|others?|various|etc)\b", re.IGNORECASE)


class Shortened(NamedTuple):
    """A list of a source, its number of items, and that of its translation."""

    span: Span
    items: int
    rendered: int


def find_shortened_list(texts: Texts) -> Shortened | None:
    """Return the list of a sentence of which its translation has one item less; None where anything is doubtful.

    >>> find_shortened_list(("产品包括手机、电脑、电视和相机。", "They are mobile phones, computers and cameras."))
    Shortened(span=Span(start=0, end=15), items=4, rendered=3)
    """
    source, target = texts
    if source.count("、") < _FEWEST - 2 or max(map(len, texts)) > _LONGEST:
        return None
    match, rendered = _find_list(source), _count_rendered(target)
    items = match["middle"].count("、") + 1 + bool(match["link"]) if match else 0
    if not match or items < _FEWEST + bool(match["link"] and _JOINED.search(source)) or rendered != items - 1:
        return None
    is_named = any(next(find_left_out(table, texts), None) for table in _TABLES)
    return None if is_named else Shortened(Span(*match.span()), items, rendered)


def _find_list(source: str) -> re.Match[str] | None:
    matches = list(_ENUMERATED.finditer(source))
    if len(matches) != 1 or matches[0][0].count("、") != source.count("、"):
        return None
    start, end = matches[0].span()
    is_open = _OPEN.match(source[start - 1 : start]) or _OPEN.match(source, end)
    return None if is_open or _DOUBTFUL.search(source[start : end + 2]) else matches[0]


def _count_rendered(target: str) -> int:
    """Return how many items the only list of an English sentence has; 0 where that is not sure."""
    matches = [] if _MORE.search(target) else list(_LISTED.finditer(target))
    if len(matches) != 1 or len(_LINKED.findall(target)) != 1:
        return 0
    commas = matches[0]["items"].count(",")
    return commas + 2 if commas or "," not in target else 0
