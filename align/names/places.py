"""Chinese places that the dictionary knows, and slips for them in a translation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from align.lang.pinyin import is_pinyin, sounds_alike
from align.lang.romanization import spelled_after
from align.model import Span
from align.names.comparison import differ_once
from align.names.spellings import given_spellings, letters
from align.names.written import words
from glossary.lang import fluency

_KIND = re.compile(r"\b(?:city|county|district|province|prefecture|town|village|municipality)\b", re.IGNORECASE)
_SEE = re.compile(r"see (?:\S+\|)?([^\s\[]+)\[")
_HEAD = re.compile(r"[A-Z][a-z’']+")
_PINYIN_ONLY = re.compile("[^A-Za-z]")
_POSTAL = frozenset(["nanking", "shansi", "sian", "peiping", "taipei"])
_SHORTEST, _LONGEST_PLACE, _SHORTEST_SPELLING = 2, 4, 5


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a Chinese text, in simplified script: where it stands and what English calls it."""

    text: str
    english: str
    span: Span

    def is_spelled(self, spelling: str) -> bool:
        """Whether English texts spell the place like this: pinyin, Wade-Giles, the old post office; 陕 is Shaan."""
        if spelling == letters(self.english) or self.text.startswith("陕西"):
            return spelling == letters(self.english)
        forms = given_spellings(self.text) | _POSTAL
        return spelling in forms or ("陕" in self.text and spelling.replace("shaan", "shan", 1) in forms)


def places(text: str) -> Iterator[Place]:
    """The places of a text, in order, each time they stand there."""
    from glossary.lang.zh import segment
    from glossary.lang.zh_folding import simplify

    plain = simplify(text)
    for start, end in pairwise((0, *accumulate(map(len, segment(plain))))):
        if _SHORTEST <= end - start <= _LONGEST_PLACE and (english := _called(plain[start:end])):
            yield Place(plain[start:end], english, Span(start, end))


@lru_cache(maxsize=8192)
def _called(word: str) -> str:
    """What English calls a place whose name is its pinyin, or nearly (Shaanxi); empty for any other word."""
    from glossary.dictionary.cedict import DictionaryNotFoundError, default_dictionary

    try:
        entries = list(default_dictionary().lookup(word))
        shorter = [other for entry in entries for sense in entry.senses if (other := _SEE.match(sense))]
        entries += [entry for other in shorter for entry in default_dictionary().lookup(other[1])]
    except DictionaryNotFoundError:
        return ""
    for entry in entries:
        pinyin = letters(_PINYIN_ONLY.sub("", entry.pinyin.replace("u:", "v")))
        for sense in entry.senses if entry.proper else ():
            head = _HEAD.match(sense)
            if head and _KIND.search(sense) and _begins(pinyin, letters(head[0])):
                return head[0]
    return ""


def _begins(pinyin: str, head: str) -> bool:
    """Whether the pinyin of a place, with what it is (Shanxi Sheng), begins with a word, but for one letter."""
    near = (pinyin[: len(head) + more] for more in (-1, 0, 1))
    return pinyin.startswith(head) or any(differ_once(part, head) for part in near)


def place_slips(source: str, target: str, near: str) -> Iterator[tuple[Place, Span]]:
    """Places of a source whose name stands nowhere near, and the word in the translation that nearly is it."""
    spelled = "".join(letters(word) for word, _ in words(near))
    found = {place.english: place for place in reversed(list(places(source)))}
    lacking = [place for place in found.values() if letters(place.english) not in spelled]
    spans: dict[str, list[Span]] = {}
    for word, span in words(target) if lacking else ():
        spans.setdefault(word, []).append(span)
    for word, where in spans.items():
        if place := next((place for place in lacking if _is_slip(place, word, source)), None):
            yield from ((place, span) for span in where)


def _is_slip(place: Place, word: str, source: str) -> bool:
    """Whether a word is nearly the name of a place, and neither English nor how something else in the source sounds."""
    right, spelling = letters(place.english), letters(word)
    if len(spelling) < _SHORTEST_SPELLING or place.is_spelled(spelling):
        return False
    near = differ_once(right, spelling) or (is_pinyin(spelling) and sounds_alike(right, spelling))
    return near and not fluency.knows(word.lower()) and not _sounds(source.replace(place.text, " "), word)


def _sounds(source: str, word: str) -> bool:
    """Whether some characters of a source are read like a word."""
    runs = (source[start : start + length] for start in range(len(source)) for length in (2, 3))
    return any(len(run) > 1 and " " not in run and spelled_after(run, word) for run in runs)
