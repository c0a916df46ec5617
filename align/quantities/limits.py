"""Limits on the wrong side: 不少于500 is no "no more than 500", 2月1日前 no "after February 1".

Only where the words of a limit stand beside the same number on both sides, and neither clause denies anything.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.model import Span
from align.quantities.model import Kind, Precision, Quantity
from glossary.pack.patterns import compile_late

_TIMES = frozenset((Kind.DATE, Kind.TIME, Kind.YEAR))
_NAMES = frozenset((Kind.ORDINAL, Kind.LABEL, Kind.DECADE, Kind.CENTURY))
_OPPOSITES = {
    "low": ("high", "within"),
    "high": ("low",),
    "within": ("low", "after"),
    "before": ("after",),
    "after": ("before", "within"),
}
"""What each side of a limit excludes: a number is at least or at most so great, a day before or after another."""
_MORE = frozenset("多余餘")
_OF_NO_PERIOD = ("近", "by", "until", "from", "since")
"""What says of a period that it has just passed, or by how much something moves, and no limit of it."""
_REACH, _CLAUSE = 40, 80
_GAP = r"[^\W\da-zA-Z一二两兩三四五六七八九十百千万萬亿億几幾半不未每第]{0,6}"
"""What may stand between 最多 or 至少 and its number: 最多可以上传五个."""
_ENDS = {"后": "after", "後": "after", "前": "before", "内": "within", "內": "within"}
"""What ends a period that counts from a time, and its side: 三年后, 十年前, 三日内."""


class _Words(NamedTuple):
    """The words of a limit before and behind a number, by its side; what makes a clause doubtful; where one ends."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    doubts: re.Pattern[str]
    stop: re.Pattern[str]


_CHINESE = _Words(
    compile_late(
        f"(?:(?P<high>不(?:得|能|应|可|会)?(?:超[过過]|多于|高于|大于)|(?:至多|最多){_GAP}|最高(?:可|能)?(?:[达達]|[处處罚罰]以?)|不到|不足|未[满滿]|[将將]近|接近"
        "|(?<![最附靠相])近|(?<![不得能应应])(?:少于|低于|小于))"
        f"|(?P<low>不(?:得|能|应|可|会)?(?:少于|低于|小于)|(?:至少|最少|起[码碼]){_GAP}|(?<![不未])[满滿]|(?<!不)逾|(?<![不得能应可会未])(?:超[过過]|超|多于|高于|大于|突破)))"
        "(?:[了有是为為]|每[小时時天日人月年]{1,2})?\\s?\\Z"
    ),
    compile_late(
        "[个個名人岁歲]?[及或]?(?:(?P<low>以上)|(?P<high>以下))|(?P<within>[以之]?[内內](?![部容地心外政在]))"
        "|(?P<before>[为為]?止|[之以]前|前(?![所往来來夕后後端台线線身途辈輩瞻景三两兩四五六七八九十几幾茅进進提言者任0-9]))"
        "|(?P<after>[之以][后後]|[后後](?![续續期卫衛方面勤台盾来來裔备備果人世代]))"
    ),
    compile_late("[不未没沒无無非否勿禁别莫难難除避才仅僅只]|免(?![费費票税稅签簽])"),
    re.compile("[，。；：！？,;:\n]"),
)
_ENGLISH = _Words(
    compile_late(
        r"\b(?:(?P<high>at most|(?:no|not) (?:more|higher|greater) than|not exceed(?:ing)?|up to|under|below|nearly"
        r"|(?<!no )(?<!not )(?:less|fewer|lower) than|almost|close to|a maximum of)"
        r"|(?P<low>at least|(?:no|not) (?:less|fewer|lower) than|over|above"
        r"|(?<!no )(?<!not )(?:more|higher|greater) than|(?<!not )exceed(?:s|ed|ing)?|a minimum of|upwards of"
        r"|in excess of)|(?P<within>within))"
        r"(?: (?:an?|about|the age of|US|RMB))?[ $€£¥]{0,2}\Z"
        r"|\b(?:(?P<before>before|by|until|prior to|ahead of|no later than)|(?P<after>after|following|from|since))"
        r" (?:the )?\Z",
        re.IGNORECASE,
    ),
    compile_late(
        r"(?:[ -][a-z]+){0,2} or (?:(?P<low>more|over|above|older|higher|longer)|(?P<high>less|fewer|under|below"
        r"|younger))\b"
        r"|(?P<after> (?:later|after)\b)|(?P<before> (?:ago|earlier)\b)"
    ),
    compile_late(
        r"\b(?:not?|never|none|nothing|nobody|without|unless|until|neither|nor|only|cannot|except\w*|avoid\w*|prevent\w*"
        r"|fail\w*|refus\w*|reject\w*|stop\w*|ban\w*|prohibit\w*|forbid\w*)\b|n['’]t\b",
        re.IGNORECASE,
    ),
    re.compile(r"[,;:\n]|\.(?!\d)"),
)


def find_crossed(
    source: str, target: str, left: Sequence[Quantity], right: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Find the quantities of two texts that are limits on different sides; the spans include the words that say so."""
    for one, other in _pair_alike(left, right):
        given, found = _read_limit(source, one, _CHINESE), _read_limit(target, other, _ENGLISH)
        if given and found and found[0] in _OPPOSITES[given[0]]:
            yield one._replace(span=given[1]), other._replace(span=found[1])


def _pair_alike(left: Sequence[Quantity], right: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """The quantities of a text with those that say the same in the other one, each the only one of its value there."""
    keys, others = [_identify(one) for one in left], [_identify(one) for one in right]
    for one, key in zip(left, keys, strict=True):
        if key and keys.count(key) == others.count(key) == 1:
            yield one, right[others.index(key)]


def _identify(quantity: Quantity) -> tuple[object, ...]:
    if quantity.kind in _NAMES or quantity.high is not None or quantity.until:
        return ()
    return quantity.value, quantity.moment and quantity.moment._replace(half=None)


def _read_limit(text: str, quantity: Quantity, words: _Words) -> tuple[str, Span] | None:
    """The side on which a quantity limits something, and its span with the words that say so."""
    start, end = quantity.span
    if quantity.kind is Kind.DURATION and (side := _ENDS.get(text[end - 1])):
        return side, quantity.span
    match = words.before.search(text, max(start - _REACH, 0), start) or words.behind.match(text, end)
    if not (_fits(match, quantity) if match else _is_exceeded(text, quantity)):
        return None
    side, span = (match.lastgroup or "", match.span()) if match else ("low", quantity.span)
    start, end = min(start, span[0]), max(end, span[1])
    before = words.stop.split(text[max(start - _CLAUSE, 0) : start])[-1]
    behind = words.stop.split(text[end : end + _CLAUSE])[0]
    return None if words.doubts.search(f"{before} {behind}") else (side, Span(start, end))


def _is_exceeded(text: str, quantity: Quantity) -> bool:
    """Whether a number itself says that it is exceeded: 500多人."""
    return quantity.precision is Precision.MORE_THAN and not _MORE.isdisjoint(text[slice(*quantity.span)])


def _fits(match: re.Match[str], quantity: Quantity) -> bool:
    """Whether a quantity can be limited so: a day is before or after another, a number so great, a period either."""
    is_of_time = match.lastgroup in ("before", "after")
    if quantity.kind is Kind.DURATION:
        return not match[0].lower().startswith(_OF_NO_PERIOD)
    return is_of_time is (quantity.kind in _TIMES)
