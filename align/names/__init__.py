"""Names of Chinese people: who is named in a source, how each may be spelled, what a translation got wrong."""

from align.lang.language import Language
from align.names.roster import Roster
from align.names.slips import Pair, Slip, slips

__all__ = ["Pair", "Roster", "Slip", "are_spelled", "slips"]


def are_spelled(source: Language, target: Language) -> bool:
    """Whether the names of a source are Chinese, and its translation must spell them in Latin letters."""
    return source.code == "zh" and target.code not in ("zh", "ja", "ko")
