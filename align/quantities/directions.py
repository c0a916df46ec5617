"""Changes that are given in the wrong direction: 下降3% is no "rose 3%".

Only where the number stands beside its own verb on both sides, and nothing near it turns the sense of a verb.
"""

import re
from collections.abc import Iterator, Sequence

from align.model import Span
from align.quantities.model import Kind, Quantity
from glossary.pack.patterns import compile_late

_KINDS = frozenset((Kind.PERCENTAGE, Kind.PERCENTAGE_POINT, Kind.MONEY, Kind.MEASURE))
_UP = "增长|增長|上升|上涨|上漲|增加|提高|提升|攀升|飙升|飆升|激增|猛增|走高|上扬|上揚|(?<![每公毫])升|涨|漲|增"
_DOWN = "下降|下跌|下滑|减少|減少|降低|回落|缩减|縮減|萎缩|萎縮|锐减|暴跌|大跌|走低|跌|降"
_ABOUT = "了|约|約|近|逾|超过|超過|超|大约|大概|至少|接近|将近|高达"
_VERB = compile_late(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?P<to>[至到])?(?:{_ABOUT})?(?:{_ABOUT})? ?\Z")
_TURNS = compile_late(rf"[不未没沒非負负無无拖抑压壓亏虧缺贬貶兑兌汇匯阻防免幅窄]|升值|降级|{_UP}|{_DOWN}")
"""What may turn the sense of a verb behind it: a negation, a loss, a rate of exchange, another change."""
_ROSE = (
    "rose|risen|rises?|rising|increas(?:ed?|es|ing)|gr[eo]w|grown|grows|growing|climb(?:ed|ing)|gained|surged|soared"
    "|jumped|up|higher"
)
_FELL = (
    "fell|fallen|falls?|falling|decreas(?:ed?|es|ing)|declin(?:ed?|es|ing)|drop(?:s|ped|ping)?|dipped|plunged"
    "|plummeted|slumped|shrank|shrunk|slid|down|lower|reduced"
)
_ENGLISH_ABOUT = (
    "by|about|nearly|almost|around|over|more than|less than|at least|approximately|roughly|some|an?|another"
    "|[a-z]+ly|year-on-year|year on year"
)
_ENGLISH_VERB = compile_late(
    rf"\b(?:(?P<up>{_ROSE})|(?P<down>{_FELL}))(?: of)?(?: (?:{_ENGLISH_ABOUT})){{0,3}}"
    rf"(?P<to>(?<!up) to(?: (?:{_ENGLISH_ABOUT})){{0,2}})? \Z",
    re.IGNORECASE,
)
_NOUN = compile_late(
    r" (?:(?:year-on-year|annual|monthly|quarterly|overall|cumulative|sharp|further) )?"
    r"(?:(?P<up>increase|rise|growth|gain|jump|surge)|(?P<down>decrease|decline|drop|fall|reduction|slump))\b(?! rate)",
    re.IGNORECASE,
)
_ENGLISH_TURNS = compile_late(
    r"\b(?:not?|without|never|instead|despite|slow\w*|narrow\w*|loss\w*|deficit|\w*appreciat\w*|depreciat\w*"
    r"|weak\w*|strength\w*|against|than|declin\w*|decreas\w*|drop\w*|fall\w*|reduc\w*|increas\w*|rise|growth|gains?"
    r"|drag\w*|curb\w*|eas\w+|revers\w*|offset\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_JOBLESS = compile_late("失业|失業")
_ENGLISH_JOBLESS = compile_late(r"\b(?:unemploy|jobless|out of work)", re.IGNORECASE)
"""What rises where employment falls; a translation may name the other one."""
_LESS = re.compile(r" (?:less|lower|slower|fewer|below|more slowly)\b")
_OPPOSITES = {"up": "down", "down": "up", "up to": "down to", "down to": "up to"}
_STOP, _ENGLISH_STOP = re.compile("[，。；：、！？,;:]"), re.compile(r"[,;:]|\.(?!\d)")
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
    """The amounts of some kinds whose value no other quantity has."""
    values = [one.value for one in quantities]
    return [one for one in quantities if one.kind in _KINDS and one.high is None and values.count(one.value) == 1]


def _read_change(text: str, quantity: Quantity) -> tuple[str, Span] | None:
    """The direction of a change in Chinese, and its span with the verb."""
    verb = _VERB.search(text, max(quantity.span.start - 10, 0), quantity.span.start)
    if not verb:
        return None
    clause = _STOP.split(text[max(verb.start() - _REACH, 0) : verb.start()])[-1]
    return None if _TURNS.search(clause) else (_name_way(verb), Span(verb.start(), quantity.span.end))


def _read_english_change(text: str, quantity: Quantity) -> tuple[str, Span] | None:
    """The direction of a change in English, and its span with the verb before it or the noun behind it."""
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
    """The direction that a match has, and whether it is up or down to a number, and not by one."""
    groups = match.groupdict()
    return ("up" if groups["up"] else "down") + (" to" if groups.get("to") else "")
