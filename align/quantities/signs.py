"""Numbers with the other sign: +18.3% is no "-18.3%", and 负3.5% no "3.5%" where no word says that it is below zero."""

import re
from collections.abc import Iterator, Sequence

from align.model import Span
from align.quantities.model import Kind, Quantity
from align.quantities.patterns import EN_SENSES, ZH_SENSES
from align.quantities.zh_surroundings import DEGREES

_KINDS = frozenset((Kind.CARDINAL, Kind.PERCENTAGE, Kind.PERCENTAGE_POINT, Kind.MONEY))
_SIGN, _ENGLISH_SIGN, _MAY_BE_NEGATIVE = (
    ZH_SENSES.late("sign"),
    EN_SENSES.late("sign"),
    EN_SENSES.late("may_be_negative"),
)
_REACH = 12


def find_other_signs(
    source: str, target: str, left: Sequence[Quantity], right: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Find the numbers of two texts, each the only one of its value there, that have different signs."""
    for one in left:
        fitting = [other for other in right if (other.kind, other.value, other.high) == (one.kind, one.value, None)]
        alike = [other for other in left if other.value == one.value]
        if one.kind not in _KINDS or one.unit in DEGREES or not one.value or not len(fitting) == len(alike) == 1:
            continue
        given, found = _read_sign(_SIGN, source, one), _read_sign(_ENGLISH_SIGN, target, fitting[0])
        is_lost = given and given[0] == "-" and not found and not _MAY_BE_NEGATIVE.search(target)
        if given and (is_lost or (found and given[0] != found[0])):
            yield one._replace(span=given[1]), fitting[0]._replace(span=found[1] if found else fitting[0].span)


def _read_sign(pattern: re.Pattern[str], text: str, quantity: Quantity) -> tuple[str, Span] | None:
    """Return the sign of a quantity, and its span with the sign."""
    match = pattern.search(text, max(quantity.span.start - _REACH, 0), quantity.span.start)
    if not match:
        return None
    return "+" if match["plus"] else "-", Span(match.start(), quantity.span.end)
