"""Numbers that are right in a sense that is wrong, which only the words around them show.

The ends of a change, an age and a period, degrees below zero; a rise for a fall, the other side of a limit, the other
sign, days for working days. Nothing is found where the words leave a doubt.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from align.model import Span
from align.quantities.model import Kind, Precision, Problem, Quantity
from align.quantities.passages import Mismatch, Passage
from align.quantities.patterns import EN_BESIDE, EN_SENSES, ZH_AMOUNTS, ZH_SENSES
from align.quantities.zh_surroundings import DEGREES
from glossary.pack.patterns import compile_late

_COLD, _MAY_BE_COLD = ZH_SENSES.late("below_zero"), ZH_SENSES.late("may_be_below_zero")
_SAYS_COLD, _MINUS = EN_SENSES.late("says_cold"), EN_SENSES.late("minus")
_COLD_DEGREES, _LONGEST = frozenset(("°C", "degree")), 2
_FROM, _TO = ZH_SENSES.late("begins_change"), ZH_SENSES.late("becomes_in_change")
_ENGLISH_FROM, _ENGLISH_TO = EN_SENSES.late("begins_change"), EN_SENSES.late("becomes_in_change")
_AGE, _YEARS_OF_AGE = ZH_SENSES.late("age_in_years"), ZH_SENSES.late("years_of_age")
_AGE_BEFORE, _END_OF_AGE, _OLD = (EN_SENSES.late(name) for name in ("before_age", "ends_age", "age"))
_MAY_BE_REVERSED, _MAY_BE_LIMITED, _MAY_CHANGE = (
    ZH_SENSES.late(name) for name in ("may_be_reversed", "may_be_limited", "may_name_change")
)
"""Characters of which the words have one that say a change from one number to another, a limit or a sign, a change."""

_REACH_OF_CHANGE = 16
_TENS_AND_MORE, _TENS_AND_SOME, _SOME = (
    ZH_SENSES.late(name) for name in ("tens_and_more", "tens_and_some", "some_of_an_order")
)
_ORDERS, _ODD = EN_SENSES.late("says_an_order"), EN_SENSES.late("and_more")
_WORKING_DAYS, _MAY_BE_WORKING_DAY = ZH_SENSES.late("working_days"), EN_SENSES.late("may_be_working_day")
_OF_CENTURY = ZH_SENSES.late("tells_century")
_NO_MORE = frozenset((Precision.ABOUT, Precision.NEARLY, Precision.LESS_THAN, Precision.UP_TO))
_COUNTED = frozenset((Precision.EXACT, *_NO_MORE))

_CHANGING = frozenset((Kind.PERCENTAGE, Kind.PERCENTAGE_POINT, Kind.MONEY, Kind.MEASURE))
_VERB, _TURNS, _JOBLESS = (ZH_SENSES.late(name) for name in ("change", "turns_change", "unemployment"))
_ENGLISH_VERB, _NOUN, _LESS = (EN_SENSES.late(name) for name in ("change", "change_as_noun", "less"))
_ENGLISH_TURNS, _ENGLISH_JOBLESS = EN_SENSES.late("turns_change"), EN_SENSES.late("unemployment")
_BY = compile_late(r"\bby\b")
_OTHER_WAY = {"up": "down", "down": "up", "up to": "down to", "down to": "up to"}
_STOP, _ENGLISH_STOP = compile_late("[，。；：！？、,;:]"), EN_SENSES.late("ends_clause")

_TIMES = frozenset((Kind.DATE, Kind.TIME, Kind.YEAR))
_NAMES = frozenset((Kind.ORDINAL, Kind.LABEL, Kind.DECADE, Kind.CENTURY))
_EXCLUDED = {
    "low": ("high", "within"),
    "high": ("low",),
    "within": ("low", "after"),
    "before": ("after",),
    "after": ("before", "within"),
}
"""What each side of a limit excludes: a number is at least or at most so great, a day before or after another."""
_MORE, _ENDS_PERIOD = ZH_AMOUNTS.late("more"), ZH_AMOUNTS.late("ends_period")
"""What says that a number is exceeded; what ends a period that counts from a time: 三年后, 十年前, 三日内."""
_NO_LIMIT_OF_PERIOD = frozenset(("nearly", "until", "since"))
"""What says of a period that it has just passed, or by how much something moves: 近三年, "by three years"."""
_REACH_OF_LIMIT, _CLAUSE = 40, 80

_SIGNED = frozenset((Kind.CARDINAL, Kind.PERCENTAGE, Kind.PERCENTAGE_POINT, Kind.MONEY))
_SIGN, _ENGLISH_SIGN = ZH_SENSES.late("sign"), EN_SENSES.late("sign")
_MAY_BE_NEGATIVE = EN_SENSES.late("may_be_negative")
_REACH_OF_SIGN = 12


def find_lost_colds(passage: Passage) -> Iterator[Mismatch]:
    """Yield degrees below zero, and the same degrees in a translation that nowhere says that they are cold."""
    source = passage.source
    if not _COLD.search(source) or _SAYS_COLD.search(passage.target):
        return
    for one in passage.left:
        cold = _COLD.search(source, max(one.span.start - _LONGEST, 0), one.span.start)
        if one.unit not in _COLD_DEGREES or not one.value or not cold:
            continue
        for other in passage.right:
            if other.unit in _COLD_DEGREES and (other.value, other.high) == (one.value, None) == (one.value, one.high):
                span = Span(cold.start(), one.span.end)
                yield Mismatch(one._replace(span=span, value=-one.value, unit="°C"), other, Problem.VALUE)
                break


def find_added_colds(passage: Passage) -> Iterator[Mismatch]:
    """Yield degrees of a source in which nothing is cold, and the same degrees below zero."""
    colds = [one for one in passage.right if one.cold]
    for other in colds if colds and not _MAY_BE_COLD.search(passage.source) else ():
        fitting = [one for one in passage.left if one.unit in _COLD_DEGREES and one[2:4] == other[2:4]]
        if other.unit in _COLD_DEGREES and other.high is None and other.value and fitting:
            minus = _MINUS.search(passage.target, max(other.span.start - 9, 0), other.span.start)
            span = Span(minus.start() if minus else other.span.start, other.span.end)
            yield Mismatch(fitting[0], other._replace(span=span), Problem.VALUE)


def find_exchanged_ages(passage: Passage) -> Iterator[Mismatch]:
    """Yield an age and a number of years, each the only one, where the translation gives each of them as the other."""
    if not _YEARS_OF_AGE.search(passage.source):
        return
    years = [one for one in passage.left if one.unit == "year"]
    ages = [one for one in passage.left if _AGE.search(passage.source[slice(*one.span)])]
    given = [one for one in passage.right if _is_age(passage.target, one)]
    periods = [one for one in years if one not in ages]
    others = [one for one in passage.right if one.unit == "year" and one not in given]
    if not len(ages) == len(periods) == len(given) == len(others) == 1:
        return
    if ages[0].value != periods[0].value and (ages[0].value, periods[0].value) == (others[0].value, given[0].value):
        yield Mismatch(ages[0], given[0], Problem.VALUE)
        yield Mismatch(periods[0], others[0], Problem.VALUE)


def _is_age(text: str, quantity: Quantity) -> bool:
    """Return whether a number of an English text is an age."""
    if quantity.kind is Kind.DURATION and quantity.unit == "year":
        return bool(_OLD.search(text[slice(*quantity.span)]) or _OLD.fullmatch(text, quantity.span.end))
    is_named = _AGE_BEFORE.search(text, max(quantity.span.start - 14, 0), quantity.span.start)
    return quantity.kind is Kind.CARDINAL and bool(is_named and _END_OF_AGE.match(text, quantity.span.end))


def find_reversed_changes(passage: Passage) -> Iterator[Mismatch]:
    """Yield the ends of the only change of a text, where they are the other way round in that of its translation."""
    if not _MAY_BE_REVERSED.search(passage.source):
        return
    changes = [pair for pair in pairwise(passage.left) if _is_change(passage.source, *pair, _FROM, _TO)]
    if len(changes) != 1 or changes[0][0].value == changes[0][1].value:
        return
    others = [pair for pair in pairwise(passage.right) if _is_change(passage.target, *pair, _ENGLISH_FROM, _ENGLISH_TO)]
    ranges = [one for one in passage.right if one.high is not None and one.kind is changes[0][0].kind]
    for one in ranges if not others else ():
        is_from = _ENGLISH_FROM.search(passage.target, max(one.span.start - _REACH_OF_CHANGE, 0), one.span.start)
        if is_from and (one.high, one.value) == (changes[0][0].value, changes[0][1].value):
            yield Mismatch(changes[0][0], one, Problem.VALUE)
    (first, last), values = changes[0], [(one.value, other.value) for one, other in others]
    if values == [(last.value, first.value)] and {first.kind, last.kind} & {one.kind for one in others[0]}:
        yield Mismatch(first, others[0][0], Problem.VALUE)
        yield Mismatch(last, others[0][1], Problem.VALUE)


def find_rounded_tens(passage: Passage) -> Iterator[Mismatch]:
    """Yield some tens and more of a source (十几, 二十几, 三十多), and a translation that says about so many or less,
    each the only number of its value; of 几 also one that says just so many.
    """
    for one in passage.left:
        if one.precision is not Precision.MORE_THAN or not _TENS_AND_MORE.match(passage.source, one.span.start):
            continue
        fitting = [other for other in passage.right if other.value == one.value and other.high is None]
        alike = [other for other in passage.left if other.value == one.value]
        if len(fitting) != 1 or _ODD.match(passage.target, fitting[0].span.end):
            continue
        if _read_limit(passage.source, one, _CHINESE) and _read_limit(passage.target, fitting[0], _ENGLISH):
            continue  # limits are compared as such
        precisions = _COUNTED if _TENS_AND_SOME.match(passage.source, one.span.start) else _NO_MORE
        if len(alike) == 1 and fitting[0].precision in precisions:
            yield Mismatch(one, fitting[0], Problem.VALUE)


def find_counted_orders(passage: Passage) -> Iterator[Mismatch]:
    """Yield an order of magnitude of a source (几十, 数百), the only one, and the one or more of it that a translation
    counts: "fourteen", "a hundred". Nothing else of the source may be so many, and nothing there names an order.
    """
    orders = [one for one in passage.left if one.precision is Precision.ROUNDED]
    if len(orders) != 1 or not _SOME.match(passage.source, orders[0].span.start) or _ORDERS.search(passage.target):
        return
    (one,) = orders
    fitting = [
        other
        for other in passage.right
        if other.value is not None and one.value is not None and one.value <= other.value < 2 * one.value
    ]
    if len(fitting) != 1 or any(left.value == fitting[0].value for left in passage.left if left is not one):
        return
    other = fitting[0]
    if (other.kind, other.unit, other.high) == (one.kind, one.unit, None) and other.precision in _COUNTED:
        yield Mismatch(one, other, Problem.VALUE)


def find_other_centuries(passage: Passage) -> Iterator[Mismatch]:
    """Yield the only decade of a source that says its century, and the same of another one: 1960, "the 1860s"."""
    decades, others = ([one for one in side if one.kind is Kind.DECADE] for side in (passage.left, passage.right))
    if len(decades) != 1 or len(others) != 1 or not _OF_CENTURY.search(passage.source[slice(*decades[0].span)]):
        return
    one, other = decades[0], others[0]
    if one.value is None or other.value is None or one.value == other.value or one.high or other.high:
        return
    if one.value % 100 == other.value % 100 and passage.target[slice(*other.span)][:4].isdecimal():
        yield Mismatch(one, other, Problem.VALUE)


def find_calendar_days(passage: Passage) -> Iterator[Mismatch]:
    """Yield working days of a source, and as many days of a translation that are any: 五个工作日, "five days"."""
    matches = ((one, _WORKING_DAYS.match(passage.source, one.span.end)) for one in passage.left)
    counted = [one._replace(span=Span(one.span.start, match.end())) for one, match in matches if match]
    if not counted or _MAY_BE_WORKING_DAY.search(passage.target):
        return
    days = [one for one in passage.right if one.unit == "day" and one.kind is Kind.DURATION]
    for one, other in product(counted, days):
        if one.value == other.value and one.high == other.high:
            yield Mismatch(one, other, Problem.UNIT)


def _is_change(text: str, one: Quantity, other: Quantity, before: re.Pattern[str], between: re.Pattern[str]) -> bool:
    """Return whether two exact quantities of a kind are what something was and what it became."""
    is_bare = any(not end.unit and end.kind is Kind.CARDINAL for end in (one, other))
    if (not is_bare and (one.kind, one.unit) != (other.kind, other.unit)) or one.value is None or other.value is None:
        return False
    if {one.precision, other.precision} != {Precision.EXACT} or one.high is not None or other.high is not None:
        return False
    start = one.span.start
    return bool(
        before.search(text, max(start - _REACH_OF_CHANGE, 0), start)
        and between.fullmatch(text, one.span.end, other.span.start)
    )


def find_turned(passage: Passage) -> Iterator[Mismatch]:
    """Yield what something rises by, or to, in one text and falls in the other: 下降3% is no "rose 3%".

    And what it rises to in one, and by as much in the other: 增至3亿 is no "rose by 300 million". Only where the number
    is next to its own verb on both sides, and nothing near it turns the sense of a verb; the spans include the verbs.
    """
    source, target = passage.source, passage.target
    if not _MAY_CHANGE.search(source) or bool(_JOBLESS.search(source)) is not bool(_ENGLISH_JOBLESS.search(target)):
        return
    for one in _find_lone(passage.left):
        fitting = [other for other in _find_lone(passage.right) if (one.kind, one.value) == (other.kind, other.value)]
        given = _read_change(source, one) if fitting else None
        found = _read_english_change(target, fitting[0]) if given else None
        if not given or not found:
            continue
        problem = Problem.DIRECTION if _OTHER_WAY[given[0]] == found[0] else None
        if found[0] == f"{given[0]} to" or (given[0] == f"{found[0]} to" and _BY.search(target, *found[1])):
            problem = Problem.RESULT
        if problem:
            yield Mismatch(one._replace(span=given[1]), fitting[0]._replace(span=found[1]), problem)


def _find_lone(quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the amounts of some kinds whose value no other quantity has."""
    values = [one.value for one in quantities]
    return [one for one in quantities if one.kind in _CHANGING and one.high is None and values.count(one.value) == 1]


def _read_change(text: str, quantity: Quantity) -> tuple[str, Span] | None:
    """Return the direction of a change in Chinese, and its span with the verb."""
    verb = _VERB.search(text, max(quantity.span.start - 10, 0), quantity.span.start)
    if not verb:
        return None
    clause = _STOP.split(text[max(verb.start() - _CLAUSE, 0) : verb.start()])[-1]
    return None if _TURNS.search(clause) else (_name_way(verb), Span(verb.start(), quantity.span.end))


def _read_english_change(text: str, quantity: Quantity) -> tuple[str, Span] | None:
    """Return the direction of a change in English, and its span with the verb before it or the noun after it."""
    start, end = quantity.span
    verb, noun = _ENGLISH_VERB.search(text, max(start - _CLAUSE, 0), start), _NOUN.match(text, end)
    if (verb is None) is (noun is None) or _LESS.match(text, end):
        return None
    begin, word = verb.start() if verb else start, verb or noun
    clause = _ENGLISH_STOP.split(text[max(begin - _CLAUSE, 0) : begin])[-1]
    if not word or _ENGLISH_TURNS.search(clause):
        return None
    return _name_way(word), Span(begin, noun.end() if noun else end)


def _name_way(match: re.Match[str]) -> str:
    """Return the direction that a match has, and whether it is up or down to a number, and not by one."""
    groups = match.groupdict()
    return ("up" if groups["up"] else "down") + (" to" if groups.get("to") else "")


class _LimitWords(NamedTuple):
    """The words of a limit before and after a number, by its side; what makes a clause doubtful; where one ends."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    doubts: re.Pattern[str]
    stop: re.Pattern[str]


_CHINESE, _ENGLISH = (
    _LimitWords(
        table.late("limit_before"),
        table.late("limit_behind"),
        table.late("leaves_limit_in_doubt"),
        table.late("ends_limited_clause"),
    )
    for table in (ZH_AMOUNTS, EN_BESIDE)
)


def find_crossed_limits(passage: Passage) -> Iterator[Mismatch]:
    """Yield the quantities of two texts that are limits on different sides: 不少于500, "no more than 500".

    Only where the words of a limit are next to the same number on both sides, the only one of its value there, and
    neither clause denies anything; the spans include the words that say so.
    """
    if not _MAY_BE_LIMITED.search(passage.source):
        return
    keys, others = ([_identify(one) for one in side] for side in (passage.left, passage.right))
    for one, key in zip(passage.left, keys, strict=True):
        if not (key and keys.count(key) == others.count(key) == 1):
            continue
        other = passage.right[others.index(key)]
        given = _read_limit(passage.source, one, _CHINESE)
        found = _read_limit(passage.target, other, _ENGLISH)
        if given and found and found[0] in _EXCLUDED[given[0]]:
            yield Mismatch(one._replace(span=given[1]), other._replace(span=found[1]), Problem.LIMIT)


def _identify(quantity: Quantity) -> tuple[object, ...]:
    """Return what two quantities share that say the same; nothing for one that cannot be limited."""
    if quantity.kind in _NAMES or quantity.high is not None or quantity.until:
        return ()
    return quantity.value, quantity.moment and quantity.moment._replace(half=None)


def _read_limit(text: str, quantity: Quantity, words: _LimitWords) -> tuple[str, Span] | None:
    """Return the side on which a quantity limits something, and its span with the words that say so."""
    start, end = quantity.span
    ends = _ENDS_PERIOD.match(text, end - 1) if quantity.kind is Kind.DURATION else None
    if ends:
        return ends.lastgroup or "", quantity.span
    match = words.before.search(text, max(start - _REACH_OF_LIMIT, 0), start) or words.after.match(text, end)
    is_exceeded = quantity.precision is Precision.MORE_THAN and _MORE.search(text, *quantity.span)
    if not (_fits(match, quantity) if match else is_exceeded):
        return None
    side, span = (match.lastgroup or "", match.span()) if match else ("low", quantity.span)
    start, end = min(start, span[0]), max(end, span[1])
    before = words.stop.split(text[max(start - _CLAUSE, 0) : start])[-1]
    after = words.stop.split(text[end : end + _CLAUSE])[0]
    return None if words.doubts.search(f"{before} {after}") else (side, Span(start, end))


def _fits(match: re.Match[str], quantity: Quantity) -> bool:
    """Return whether a quantity can be limited so: a day is before or after another, a number so great."""
    is_of_time = match.lastgroup in ("before", "after")
    if quantity.kind is Kind.DURATION:
        return _NO_LIMIT_OF_PERIOD.isdisjoint(name for name, words in match.groupdict().items() if words)
    return is_of_time is (quantity.kind in _TIMES)


def find_other_signs(passage: Passage) -> Iterator[Mismatch]:
    """Yield the numbers of two texts, each the only one of its value there, that have different signs.

    +18.3% is no "-18.3%", and 负3.5% no "3.5%" where no word says that it is below zero.
    """
    for one in passage.left if _MAY_BE_LIMITED.search(passage.source) else ():
        key = one.kind, one.value, None
        fitting = [other for other in passage.right if (other.kind, other.value, other.high) == key]
        alike = [other for other in passage.left if other.value == one.value]
        if one.kind not in _SIGNED or one.unit in DEGREES or not one.value or not len(fitting) == len(alike) == 1:
            continue
        given, found = _read_sign(_SIGN, passage.source, one), _read_sign(_ENGLISH_SIGN, passage.target, fitting[0])
        is_lost = given and given[0] == "-" and not found and not _MAY_BE_NEGATIVE.search(passage.target)
        if given and (is_lost or (found and given[0] != found[0])):
            span = found[1] if found else fitting[0].span
            yield Mismatch(one._replace(span=given[1]), fitting[0]._replace(span=span), Problem.SIGN)


def _read_sign(pattern: re.Pattern[str], text: str, quantity: Quantity) -> tuple[str, Span] | None:
    """Return the sign of a quantity, and its span with the sign."""
    match = pattern.search(text, max(quantity.span.start - _REACH_OF_SIGN, 0), quantity.span.start)
    if not match:
        return None
    return "+" if match["plus"] else "-", Span(match.start(), quantity.span.end)
