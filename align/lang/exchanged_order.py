"""What comes first and what then, exchanged in a translation: 从北京到上海, "from Shanghai to Beijing".

Only words of the tables of places, persons and opposites are looked for, right beside the words of the order.
"""

import re
from collections.abc import Iterator
from itertools import chain, pairwise

from align.lang.exchanged_words import Meaning, Texts, find_all_meanings
from align.lang.patterns import ZH_SENTENCES
from align.model import Span

_TABLES = ("places", "bearers", "opposites")
_LONGEST = 1000
"""Characters of the texts that are read: nothing longer is one sentence."""
_MARKS, _BEFORE = ZH_SENTENCES.late("begins_order"), ZH_SENTENCES.late("before_first")
_ROUTE, _STEPS = ZH_SENTENCES.late("route"), ZH_SENTENCES.late("steps")
_NEAR = 12


def find_exchanged_order(texts: Texts) -> Iterator[tuple[Span, Span]]:
    """Yield where a source names two things in an order, and where its translation names them the other way round.

    >>> [tuple(one) for one, _ in find_exchanged_order(("他从北京飞往上海。", "He flew from Shanghai to Beijing."))]
    [(1, 8)]
    """
    from glossary.dictionary.script_folding import simplify

    if max(map(len, texts)) > _LONGEST or not find_order(source := simplify(texts[0])):
        return
    places, *others = (find_all_meanings(table, source) for table in _TABLES)
    taken = {index for _, span in places for index in range(*span)}
    free = [one for one in chain(*others) if taken.isdisjoint(range(*one[1]))]
    meanings = sorted((*places, *free), key=lambda one: one[1])
    for (one, first), (other, second) in pairwise(meanings):
        before = _BEFORE.search(source, max(first.start - _NEAR, 0), first.start)
        between = _ROUTE if before and before["route"] else _STEPS
        if before and one is not other and between.fullmatch(source, first.end, second.start):
            found = _find_in_english(texts[1], (other, one), bool(before["route"]))
            if found and not _find_in_english(texts[1], (one, other), bool(before["route"])):
                yield Span(before.start(), second.end), found


def find_order(source: str) -> list[int]:
    """Return where a text in simplified script has a word that begins an order, in place."""
    return [match.start() for match in _MARKS.finditer(source)]


def _find_in_english(target: str, order: tuple[Meaning, Meaning], is_route: bool) -> Span | None:
    """Return where a translation names two things in an order: a route, or steps."""
    first, second = (one.said.pattern for one in order)
    if is_route:
        says = rf"\b[Ff]rom (?:the )?(?:{first})[^,.;:]{{0,40}}? (?:to|into|for|towards?) (?:the )?(?:{second})"
    else:
        says = (
            rf"\b(?:[Ff]irst\b[^.;:]{{0,60}}?(?:{first})|(?:{first})[^.;:]{{0,40}}? first\b)"
            rf"[^.;:]{{0,60}}?\b(?:then|afterwards|later|next)\b[^.;:]{{0,60}}?(?:{second})"
            rf"|(?:{first})[^.;:]{{0,60}}? (?:and|,) then\b[^.;:]{{0,60}}?(?:{second})"
            rf"|(?:{first})[^.;:]{{0,40}}? before [^.;:]{{0,60}}?(?:{second})"
        )
    match = re.search(says, target)
    return Span(*match.span()) if match else None
