"""Numbers that changed places in a translation: "signed 18 agreements on May 5" for 5月18日签署了5项协议."""

from collections.abc import Iterable, Iterator, Sequence

from align.quantities.components import Component
from align.quantities.mistakes import is_alike
from align.quantities.model import Kind, Quantity
from align.quantities.patterns import EN_SENSES, ZH_SENSES
from align.quantities.zh_surroundings import read_unit

_Kind = tuple[str, str]
_Pair = tuple[Component, Component]
_EXCHANGEABLE = frozenset(("day", "cardinal", "ordinal", "measure", "money", "duration", "percentage"))
_MANY = 20
"""Of more numbers that may stand for one of another kind none is sure to."""
_MORE, _CHINESE = ZH_SENSES.late("more_than_number"), ZH_SENSES.late("chinese_character")
_COUNTED = EN_SENSES.late("counted")


def find_swaps(pairs: Sequence[_Pair]) -> Iterator[tuple[_Pair, _Pair]]:
    """Of pairs that match by number, two of which each has the kind of the other crosswise, as they should be paired.

    18 of 5月18日 is no count and 18 of "18 agreements" no day; 5 of 5项 and of "May 5" are it the other way round.
    """
    waiting: dict[tuple[_Kind, _Kind], list[_Pair]] = {}
    for one, other in pairs:
        if is_alike(one, other) or not (_is_exchangeable(one) and _is_exchangeable(other)):
            continue
        crossed = waiting.get((_name_kind(other), _name_kind(one)))
        if crossed:
            first, second = crossed.pop(0)
            yield (first, other), (one, second)
        else:
            waiting.setdefault((_name_kind(one), _name_kind(other)), []).append((one, other))


def find_displaced(
    missing: Iterable[Quantity], extra: Sequence[Quantity], pairs: Sequence[_Pair]
) -> Iterator[tuple[Quantity, Component, Component]]:
    """What is missing though the target has one of its kind, which was matched by its number with one of another kind.

    With it come both of that pair. The kind of the other one must be extra: 20 stands for 20 in 18mm，20人 and
    "20mm, 3 people", but 3 are the people there.
    """
    kinds = {(one.kind, one.unit) for one in extra}
    unlike = ((one, other) for one, other in pairs if kinds and not is_alike(one, other))
    weak = [(one, other) for one, other in unlike if _is_exchangeable(one) and _get_kind(one) in kinds]
    for lost in missing if len(weak) <= _MANY else ():
        for one, other in weak:
            if _get_kind(other) == (lost.kind, lost.unit) != _get_kind(one) and _is_exchangeable(other):
                yield lost, one, other


def is_certain(one: Quantity, other: Quantity, source: str, target: str) -> bool:
    """Whether two quantities that changed places with others say what they are: counts what they count, days a month.

    In 长50宽30米 and "50 metres long and 30 wide" both measure the same, though one of each goes without a unit.
    """
    if one.kind is Kind.DATE:
        months = {date.moment.month for date in (one, other) if date.moment and date.moment.month}
        return len(months) <= 1
    return one.kind is not Kind.CARDINAL or (is_counted(source, one) and is_counted(target, other))


def is_counted(text: str, quantity: Quantity) -> bool:
    """Return whether a number is followed by what it counts: a classifier, or a noun."""
    end = quantity.span.end + bool(_MORE.match(text, quantity.span.end))
    if _CHINESE.match(text, end):
        return read_unit(text, end)[0] == (Kind.CARDINAL, "")
    return bool(_COUNTED.match(text, end))


def _is_exchangeable(component: Component) -> bool:
    quantity = component.quantity
    if component.aspect not in _EXCHANGEABLE or quantity.high is not None or quantity.until is not None:
        return False
    return component.aspect not in ("cardinal", "ordinal") or not quantity.unit


def _name_kind(component: Component) -> _Kind:
    return component.aspect, component.quantity.unit


def _get_kind(component: Component) -> tuple[Kind, str]:
    return component.quantity.kind, component.quantity.unit
