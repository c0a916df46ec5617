"""What a translation says in a sentence that has no such quantity, and its source says in another: no invention."""

from collections.abc import Iterable

from align.quantities.components import split_into_components
from align.quantities.model import Kind, Number, Quantity

Value = tuple[str, Number]
"""What a number is, "day", "money", "percentage" ..., and how much."""


def list_values(quantities: Iterable[Quantity]) -> frozenset[Value]:
    """The values in some quantities; a day also as the ordinal that English may write for it."""
    components = split_into_components(quantities)
    days = {("ordinal", one.value) for one in components if one.aspect == "day"}
    return frozenset({(one.aspect, one.value) for one in components} | days)


def is_said_elsewhere(quantity: Quantity, beside: Iterable[Quantity], values: frozenset[Value]) -> bool:
    """Whether a quantity of a translation is among the values of its whole source.

    One that may stand in place of another of its kind `beside` it in the source is not.
    """
    kinds = {quantity.kind, Kind.DATE} if quantity.kind is Kind.ORDINAL else {quantity.kind}
    if any(other.kind in kinds for other in beside):
        return False
    return all((one.aspect, one.value) in values for one in split_into_components((quantity,)))
