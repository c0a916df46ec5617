"""Words made of others: with suffixes in English (success: successful; stable: stability) and in Chinese, and phrases.

After a word, 值 is a value and not worth, 率 a rate and not a leader: the first senses of a character in a dictionary
are those of the word that it is by itself. What English has is a noun after the other ("exchange rate"), or a word
made of the other ("user", "stability", "digitization").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from glossary.lang import fluency
from glossary.lang.en import find_lemmas
from glossary.lang.function_words import ADVERB_PARTICLES, TITLE_WORDS, make_word_set
from glossary.pack.tables import Form, split_cell


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
"""The endings of each kind, with what they replace before the hyphen."""
_DOUBLED = frozenset("bdgmnprt")
_SHORTEST_STEM = 2

_SHORTEST_DERIVED = 4
_LONGEST = 4  # words of a phrase that is taken apart
_HOLDING_TOGETHER = TITLE_WORDS | ADVERB_PARTICLES | make_word_set("from as be one's sb sth away over back about not")
_BOTH_WAYS = (
    ("", "ful"), ("", "al"), ("", "ly"), ("", "ment"), ("", "ion"), ("e", "ion"), ("", "ation"), ("e", "ation"),
    ("", "ive"), ("e", "ive"), ("", "er"), ("e", "er"), ("", "y"), ("", "ness"),
)  # fmt: skip
_SUFFIXES = (
    *_BOTH_WAYS,
    *((after, before) for before, after in _BOTH_WAYS),
    ("le", "ly"), ("y", "ily"), ("e", "al"), ("", "or"), ("", "ed"), ("e", "ed"), ("y", "ied"), ("ion", "ed"),
    ("", "ing"), ("e", "ing"), ("ity", "e"),
)  # fmt: skip

SUFFIXES = Form(
    "glossary",
    "zh_en/suffixes",
    ("suffix", "nouns", "formation", "adjective"),
    key=("suffix",),
    choices=(("formation", ("", *Formation)), ("adjective", ("", "yes"))),
)


class Suffix(NamedTuple):
    """The nouns that render a character after a word, the commonest first, and the suffix that does, if any.

    `is_adjective`: an adjective that renders the other word renders both.
    """

    nouns: tuple[str, ...] = ()
    formation: Formation | None = None
    is_adjective: bool = False


@cache
def load_suffixes() -> Mapping[str, Suffix]:
    """Return what each such character is called after a word of two characters or more."""
    return {
        suffix: Suffix(split_cell(nouns, "|"), Formation(formation) if formation else None, bool(adjective))
        for suffix, nouns, formation, adjective in (row.cells for row in SUFFIXES.read_built_in())
    }


@lru_cache(maxsize=4096)
def form_words(word: str, formation: Formation) -> tuple[str, ...]:
    """Return the words that a suffix makes of a word, as far as the lexicon or the trigram model has them.

    There are none of a phrase.

    >>> form_words("stable", Formation.QUALITY), form_words("run", Formation.AGENT)
    (('stability',), ('runner',))
    """
    if not word.isalpha():
        return ()
    word, found = word.lower(), list[str]()
    for before, _, after in (ending.partition("-") for ending in _ENDINGS[formation].split()):
        stem = word.removesuffix(before)
        if len(stem) >= _SHORTEST_STEM and word.endswith(before):
            found.append(stem + after)
            if not before and after in ("er", "or") and stem[-1] in _DOUBLED:
                found.append(stem + stem[-1] + after)
    return tuple(one for one in dict.fromkeys(found) if find_lemmas(one) or fluency.is_known(one))


def derive_words(word: str) -> Iterator[str]:
    """Yield words of the language model that differ from `word` in a suffix; nothing for a phrase.

    >>> list(derive_words("success"))
    ['successful', 'succession', 'successive', 'successor']
    """
    if " " in word:
        return
    for before, after in _SUFFIXES:
        stem = word.lower().removesuffix(before)
        if word.lower().endswith(before) and len(stem) >= _SHORTEST_DERIVED and fluency.is_known(stem + after):
            yield stem + after


def find_inner_phrases(phrase: str) -> Iterator[str]:
    """Yield the words and shorter phrases that `phrase` begins or ends with; nothing if a particle holds it together.

    >>> list(find_inner_phrases("sports coach")), list(find_inner_phrases("get rid of"))
    (['coach', 'sports'], [])
    """
    words = phrase.split()
    if words[:1] == ["be"] and len(words) == 2:
        yield words[1]
    elif 2 <= len(words) <= _LONGEST and _HOLDING_TOGETHER.isdisjoint(words):
        yield from dict.fromkeys(" ".join(part) for part in (words[1:], words[:-1], words[:1], words[-1:]))
