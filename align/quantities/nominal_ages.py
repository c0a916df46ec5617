"""Ages that may have been counted in the old Chinese way, by a year more, though nothing says so."""

from align.quantities.model import Quantity
from align.quantities.patterns import ZH_SENSES

_AGE, _PAST = ZH_SENSES.late("age_in_years"), ZH_SENSES.late("tells_old_count_of_age")


def may_be_nominal(source: str, one: Quantity, other: Quantity) -> bool:
    """Whether an age of a source is one year more than that of the translation, which may have counted anew."""
    is_age = one.unit == "year" and _AGE.search(source, *one.span) is not None
    return is_age and one.value == (other.value or 0) + 1 and _PAST.search(source) is not None
