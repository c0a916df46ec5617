"""Sums of money that a sentence gives as mere numbers: 350万元, "3.5 million"."""

from collections.abc import Iterator, Sequence

from align.quantities.model import Kind, Precision, Quantity
from align.quantities.patterns import EN_BESIDE, ZH_AMOUNTS

_CURRENCY = EN_BESIDE.late("currency")
_LEAST, _FEWEST_WORDS = 100, 4
_CLOSING = ' \n"”’)'
_PIECE, _NO_SUM = ZH_AMOUNTS.late("piece_of_money"), ZH_AMOUNTS.late("no_sum_behind")


def find_bare_sums(
    source: str, target: str, left: Sequence[Quantity], right: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Find the sums of a source whose numbers a translation has, where nothing in its sentence names a currency."""
    sums = [one for one in left if _is_sum(source, one)]
    if not sums or names_currency(target) or not _is_sentence(target):
        return
    for one in sums:
        alike = [other for other in left if other.value == one.value]
        fitting = [other for other in right if (other.value, other.high) == (one.value, None)]
        if len(alike) == len(fitting) == 1 and fitting[0].kind is Kind.CARDINAL:
            yield one, fitting[0]


def names_currency(text: str) -> bool:
    """Return whether anything in an English text names a currency."""
    return bool(_CURRENCY.search(text))


def _is_sum(text: str, quantity: Quantity) -> bool:
    """Return whether a quantity is a sum of money for certain: 块 may count pieces, and a 万元户 is a household."""
    if quantity.kind is not Kind.MONEY or quantity.high is not None or quantity.precision is Precision.ROUNDED:
        return False
    (start, end), is_large = quantity.span, quantity.value is not None and quantity.value >= _LEAST
    return is_large and not _PIECE.search(text, start, end) and not _NO_SUM.match(text, end)


def _is_sentence(text: str) -> bool:
    """Return whether a text is a sentence, and no heading or cell of a table, whose currency a title may give."""
    text = text.rstrip(_CLOSING)
    return text.endswith((".", "!", "?")) and len(text.split()) >= _FEWEST_WORDS
