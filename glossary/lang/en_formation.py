"""English words made of others with a suffix, as far as there are such words: user, stability, digitization."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from glossary.lang import fluency
from glossary.lang.en import find_lemmas


class Formation(StrEnum):
    """What an English suffix makes of a word: someone or something that does it, its quality, or that it becomes so."""

    AGENT = "agent"
    QUALITY = "quality"
    PROCESS = "process"


_ENDINGS = {
    Formation.AGENT: (
        "-er e-er y-ier -or e-or -ist e-ist y-ist o-ist ics-ician ic-ician -ian y-er -ant ion-or ing-er y-ian"
    ),
    Formation.QUALITY: (
        "-ity e-ity le-ility -ness y-iness nt-nce nt-ncy te-cy -ive e-ive ion-ive -al -ic y-ic -ary -ical -ability "
        "e-ability ion-ility y-ability ous-osity ion-ious"
    ),
    Formation.PROCESS: (
        "-ization e-ization y-ization -ize e-ize y-ize y-ification -ification e-ification y-ify -ify -en"
    ),
}
"""The endings of each kind, with what they stand in place of before the hyphen."""
_DOUBLED = frozenset("bdgmnprt")
_SHORTEST_STEM = 2


@lru_cache(maxsize=4096)
def form_words(word: str, formation: Formation) -> tuple[str, ...]:
    """Return the words that a suffix makes of a word, as far as there are such; none of a phrase.

    >>> form_words("stable", Formation.QUALITY), form_words("run", Formation.AGENT)
    (('stability',), ('runner',))
    """
    return tuple(dict.fromkeys(_list_words(word.lower(), formation))) if word.isalpha() else ()


def _list_words(word: str, formation: Formation) -> Iterator[str]:
    for before, _, after in (ending.partition("-") for ending in _ENDINGS[formation].split()):
        stem = word.removesuffix(before) if before else word
        if len(stem) >= _SHORTEST_STEM and word.endswith(before):
            yield from filter(_is_word, (stem + after,))
            if not before and after in ("er", "or") and stem[-1] in _DOUBLED:
                yield from filter(_is_word, (stem + stem[-1] + after,))


def _is_word(text: str) -> bool:
    """Whether the lexicon or the trigram model has a word."""
    return bool(find_lemmas(text)) or fluency.is_known(text)
