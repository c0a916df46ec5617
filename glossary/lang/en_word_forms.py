"""Whether two English words are forms of one: by their endings, or opposites by their beginnings."""

from __future__ import annotations

from itertools import takewhile

from glossary.lang.en_function_words import make_word_set

_ENDINGS = make_word_set(
    "a al ally an ation e ed er es ese ian ic ical ies ing ion ious ish ism ist istic ities ity ly n ous s us y"
) | {""}
_BEGINNINGS = make_word_set(
    "anti bi de dis hyper hypo im in inter intra macro micro mono multi non over poly post pre semi sub un"
) | {""}
_SHORTEST = 3
_SHORTEST_STEM = 5


def are_forms(one: str, other: str) -> bool:
    """Whether two words are one in other forms, or one is the other cut short.

    >>> [are_forms(*pair.split()) for pair in ("Russian Russia", "naval navy", "exam examination", "mortgage loan")]
    [True, True, True, False]
    """
    one, other = one.lower(), other.lower()
    stem = _count_shared(one, other)
    if stem < min(_SHORTEST, len(one), len(other)):
        return False
    return stem in (len(one), len(other)) or (one[stem:] in _ENDINGS and other[stem:] in _ENDINGS)


def differ_in_beginning(one: str, other: str) -> bool:
    """Whether two words differ in a prefix that makes another thing of them.

    >>> differ_in_beginning("macroeconomic", "microeconomic"), differ_in_beginning("public", "republic")
    (True, False)
    """
    one, other = one.lower(), other.lower()
    stem = _count_shared(one[::-1], other[::-1])
    return any(
        one[: len(one) - size] in _BEGINNINGS and other[: len(other) - size] in _BEGINNINGS
        for size in range(_SHORTEST_STEM, stem + 1)
        if one != other
    )


def _count_shared(one: str, other: str) -> int:
    """Return the number of letters that both words begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
