"""Changes that are given in the wrong direction: 下降3% is no "rose 3%".

Only where the number stands beside its own verb on both sides, and nothing near it turns the sense of a verb.
"""

import re
from collections.abc import Iterator, Sequence

from align.model import Span
from align.quantities.model import Kind, Quantity
from align.quantities.patterns import EN_SENSES, ZH_SENSES

_KINDS = frozenset((Kind.PERCENTAGE, Kind.PERCENTAGE_POINT, Kind.MONEY, Kind.MEASURE))
_VERB, _TURNS, _JOBLESS = (ZH_SENSES.late(name) for name in ("change", "turns_change", "unemployment"))
_ENGLISH_VERB, _NOUN, _LESS = (EN_SENSES.late(name) for name in ("change", "change_as_noun", "less"))
_ENGLISH_TURNS, _ENGLISH_JOBLESS = EN_SENSES.late("turns_change"), EN_SENSES.late("unemployment")
_OPPOSITES = {"up": "down", "down": "up", "up to": "down to", "down to": "up to"}
_STOP, _ENGLISH_STOP = re.compile("[，。；：！？、,;:]"), EN_SENSES.late("ends_clause")
_REACH = 80


def find_turned(
    source: str, target: str, left: Sequence[Quantity], right: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Find what something rises by, or to, in one text and falls in the other; the spans include the verbs."""
    if bool(_JOBLESS.search(source)) is not bool(_ENGLISH_JOBLESS.search(target)):
        return
    for one in _find_lone(left):
        fitting = [other for other in _find_lone(right) if (one.kind, one.value) == (other.kind, other.value)]
        given = _read_change(source, one) if fitting else None
        found = _read_english_change(target, fitting[0]) if given else None
        if given and found and _OPPOSITES[given[0]] == found[0]:
            yield one._replace(span=given[1]), fitting[0]._replace(span=found[1])


def _find_lone(quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the amounts of some kinds whose value no other quantity has."""
    values = [one.value for one in quantities]
    return [one for one in quantities if one.kind in _KINDS and one.high is None and values.count(one.value) == 1]


def _read_change(text: str, quantity: Quantity) -> tuple[str, Span] | None:
    """Return the direction of a change in Chinese, and its span with the verb."""
    verb = _VERB.search(text, max(quantity.span.start - 10, 0), quantity.span.start)
    if not verb:
        return None
    clause = _STOP.split(text[max(verb.start() - _REACH, 0) : verb.start()])[-1]
    return None if _TURNS.search(clause) else (_name_way(verb), Span(verb.start(), quantity.span.end))


def _read_english_change(text: str, quantity: Quantity) -> tuple[str, Span] | None:
    """Return the direction of a change in English, and its span with the verb before it or the noun behind it."""
    start, end = quantity.span
    verb, noun = _ENGLISH_VERB.search(text, max(start - _REACH, 0), start), _NOUN.match(text, end)
    if (verb is None) is (noun is None) or _LESS.match(text, end):
        return None
    begin, word = verb.start() if verb else start, verb or noun
    clause = _ENGLISH_STOP.split(text[max(begin - _REACH, 0) : begin])[-1]
    if not word or _ENGLISH_TURNS.search(clause):
        return None
    return _name_way(word), Span(begin, noun.end() if noun else end)


def _name_way(match: re.Match[str]) -> str:
    """Return the direction that a match has, and whether it is up or down to a number, and not by one."""
    groups = match.groupdict()
    return ("up" if groups["up"] else "down") + (" to" if groups.get("to") else "")
