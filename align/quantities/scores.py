"""Whether two numbers with a colon between them are the score of a game or a ratio, and no time of day."""

import re
from collections.abc import Iterable, Iterator, Sequence

from align.quantities.model import Kind, Quantity

_REACH = 60
_GAME = (
    r"\b[Ss]cor(?:e|es|ed|ing)\b|\b(?:won|wins?|lost|loses?|beats?|defeat(?:s|ed|ing)?|victory|half-?time|tie[ds]?)\b"
    "|比分|[战戰]胜|戰勝|击败|擊敗|[获獲取险險大完][胜勝]|告[负負]|[负負]于|不[敌敵]|[领領]先|落[后後]|惜[败敗]|[战戰]平|逆转|扳"
)
_RATIO = (
    "(?:比(?:例|率|值)|之比|配比|[生灰胶床位积量质数女水液酸]比)(?:[约為为是:：]|约为)? ?"
    "|\\bratio (?:(?:of|is|was) )?(?:about )?"
)
_BEFORE = re.compile(rf"(?:{_GAME})[^.;。；]*\Z|以 ?\Z|(?:{_RATIO})\Z")
_BEHIND = re.compile(rf"[^.;。；]{{0,{_REACH // 2}}}(?:{_GAME})")
_TIME_BEFORE = re.compile(
    r"\b(?:at|[Uu]ntil|till|[Ff]rom|[Bb]etween|by|[Ss]ince|around|about|[Aa]fter|[Bb]efore|to|and|on) \Z"
    r"|(?:(?<!用)[在于從从至到自]|[日号晚午今晨间]) ?\Z"
)
_TIME_BEHIND = re.compile(
    r"\)? ?(?:[aApP]\.?[mM]\b|in the\b|local\b|Beijing\b|GMT\b|o['’]clock|[-–至到]? ?\d{1,2}[:：]|分|开|到|抵|出)"
)


def is_score(text: str, start: int, end: int) -> bool:
    """Whether what stands from `start` to `end`, like 21:25, is a score or a ratio.

    The word that says so is next to it, and nothing times it.
    """
    if _TIME_BEFORE.search(text, max(start - _REACH, 0), start) or _TIME_BEHIND.match(text, end):
        return False
    return bool(_BEFORE.search(text, max(start - _REACH, 0), start) or _BEHIND.match(text, end))


def find_ratios(source: str, extra: Iterable[Quantity], left: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield what looks like a time and is a ratio, with the end of it in the source: 一比十五, "1:15"."""
    for time in extra if "比" in source else ():
        moment = time.moment
        ends = [one for one in left if moment and one.kind is Kind.CARDINAL and one.value == moment.minute]
        if moment and ends and not moment.half:
            yield from (time, *ends)
