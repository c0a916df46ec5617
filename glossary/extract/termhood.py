"""How much two phrases look like a term and its rendering.

Terms are made of words that a field has much more often than the language in general ("weirdness", Ahmad et al. 1999);
they are mostly compounds. General frequency is that of jieba's dictionary and of the language model of
`glossary.lang.fluency`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log, log1p, sqrt

from glossary.extract.association import Association
from glossary.extract.english import is_acronym
from glossary.extract.phrases import Key
from glossary.lang import fluency
from glossary.lang.zh_lexicon import Known
from glossary.word_alignment.function_words import is_function_word

_WORD = re.compile(r"[^\W\d_]+")
_RAREST, _RAREST_NATS = 1e-7, -14.0
"""The share of all words that one outside the dictionary is taken to have; the same in English, as its logarithm."""
_AND = re.compile(r" and [a-z]")
_OF = re.compile(r"[a-z].* of ")
_HALF = 6.0  # the strength that has a score of .5


class Termhood:
    """Judges candidates of one corpus: the words of its sources, its targets, and what jieba knows of the former."""

    def __init__(self, words: Iterable[str], targets: Iterable[str], lexicon: Mapping[str, Known]) -> None:
        self._lexicon = lexicon
        self._source = Counter(words)
        self._target = Counter(word for text in targets for word in _WORD.findall(text.lower()))
        self._sizes = max(self._source.total(), 1), max(self._target.total(), 1)

    def score(self, one: Association, form: str) -> float:
        """Return the score of a candidate, 0 to 1, to four decimals; `form` is how the target is written."""
        weird = 1 + sqrt(self.source_weirdness(one.source) * self.target_weirdness(one.target))
        found = one.dice * log1p(one.together) * one.likeness * weird * self._shape(one, form)
        return round(found / (found + _HALF), 4)

    def source_weirdness(self, key: Key) -> float:
        """Return how much more frequent the words of a Chinese phrase are here than in general, in nats; 0 at least."""
        return _mean(
            log(max(self._source[word], 1) / self._sizes[0] / max(self._share(word), _RAREST))
            for word in key
            if not is_function_word(word, "zh")
        )

    def target_weirdness(self, key: Key) -> float:
        """Return the same of the lemmas of an English phrase."""
        return _mean(
            log(max(self._target[word.lower()], self._target[word.lower() + "s"], 1) / self._sizes[1])
            - (fluency.log_probability(word.lower()) or _RAREST_NATS)
            for word in key
            if not is_function_word(word, "en")
        )

    @staticmethod
    def worth(form: str) -> float:
        """Return how likely an English phrase is one term by its build, 1 at most: "and" and "of" join two."""
        return (0.5 if _AND.search(form) else 1.0) * (0.6 if _OF.match(form) else 1.0)

    def _share(self, word: str) -> float:
        return self._lexicon[word].share if word in self._lexicon else 0.0

    def _shape(self, one: Association, form: str) -> float:
        """What the build of the two says: compounds are terms; what begins with a verb is less likely one, and so are
        two phrases of unlike length.
        """
        characters = "".join(word for word in one.source if not is_function_word(word, "zh"))
        several = len(one.source) > 1, len(one.target) > 1
        worth = 1 + sum(several) / 2 + (len(characters) > 3 and several[1])
        first = self._lexicon.get(one.source[0])
        worth *= 0.6 if several[0] and first and first.tag == "v" else 1
        worth *= 0.5 if characters.isascii() else 1  # a name that both sides write alike
        return worth * self.worth(form) * (1 if _are_as_long(characters, one.target, form) else 0.6)


def _are_as_long(characters: str, target: Key, form: str) -> bool:
    """Whether two phrases say about as much: two Chinese characters are an English word."""
    expected, words = len(characters) / 2, sum(not is_function_word(word, "en") for word in target)
    return words <= expected + 1.5 and (is_acronym(form) or expected <= words + 2.5)


def _mean(values: Iterable[float]) -> float:
    found: Sequence[float] = list(values)
    return max(sum(found) / len(found), 0.0) if found else 0.0
