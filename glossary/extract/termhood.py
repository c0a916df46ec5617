"""How much two phrases look like a term and its rendering.

Terms consist of words that are much more frequent in their field than in general ("weirdness", Ahmad et al. 1999), and
most are compounds. General frequencies are those of jieba's dictionary and of the language model of
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
from glossary.lang.function_words import is_function_word
from glossary.lang.zh import LexiconEntry

_WORD = re.compile(r"[^\W\d_]+")
_RAREST, _RAREST_NATS = 1e-7, -14.0
"""The frequency that a Chinese word outside the dictionary is taken to have; that of an English one, as logarithm."""
_AND = re.compile(r" and [a-z]")
_OF = re.compile(r"[a-z].* of ")
_HALF = 6.0  # the strength at which the score is .5


def count_target_words(texts: Iterable[str]) -> Counter[str]:
    """Count the words of English texts, in lower case."""
    return Counter(word for text in texts for word in _WORD.findall(text.lower()))


class Termhood:
    """Judges candidates of one corpus.

    `source` and `target` count its words, see `count_target_words`; `lexicon` has jieba's entries of the words. `sizes`
    give how many words there are, where not all are counted.
    """

    def __init__(
        self,
        source: Mapping[str, int],
        target: Mapping[str, int],
        lexicon: Mapping[str, LexiconEntry],
        sizes: tuple[int, int] | None = None,
    ) -> None:
        self._lexicon = lexicon
        self._source, self._target = Counter(source), Counter(target)
        self._sizes = sizes or (max(self._source.total(), 1), max(self._target.total(), 1))

    def score(self, one: Association, form: str) -> float:
        """Score a candidate from 0 to 1, to four decimals; `form` is the form of the target."""
        weird = 1 + sqrt(self.measure_source_weirdness(one.source) * self.measure_target_weirdness(one.target))
        found = one.dice * log1p(one.cooccurrences) * one.similarity * weird * self._rate_shape(one, form)
        return round(found / (found + _HALF), 4)

    def measure_source_weirdness(self, key: Key) -> float:
        """Measure how much more frequent the words of a Chinese phrase are here than in general: nats, 0 at least."""
        return _mean(
            log(max(self._source[word], 1) / self._sizes[0] / max(self._get_share(word), _RAREST))
            for word in key
            if not is_function_word(word, "zh")
        )

    def measure_target_weirdness(self, key: Key) -> float:
        """Measure the same of the lemmas of an English phrase."""
        return _mean(
            log(max(self._target[word.lower()], self._target[word.lower() + "s"], 1) / self._sizes[1])
            - (fluency.compute_log_probability(word.lower()) or _RAREST_NATS)
            for word in key
            if not is_function_word(word, "en")
        )

    @staticmethod
    def rate_form(form: str) -> float:
        """Rate how likely an English phrase is one term, 1 at most: "and" and "of" often join two terms."""
        return (0.5 if _AND.search(form) else 1.0) * (0.6 if _OF.match(form) else 1.0)

    def _get_share(self, word: str) -> float:
        return self._lexicon[word].share if word in self._lexicon else 0.0

    def _rate_shape(self, one: Association, form: str) -> float:
        """Rate the two phrases by their form: compounds are likely terms; phrases that begin with a verb, or are of
        unlike length, are not.
        """
        characters = "".join(word for word in one.source if not is_function_word(word, "zh"))
        several = len(one.source) > 1, len(one.target) > 1
        worth = 1 + sum(several) / 2 + (len(characters) > 3 and several[1])
        first = self._lexicon.get(one.source[0])
        worth *= 0.6 if several[0] and first and first.tag == "v" else 1
        worth *= 0.5 if characters.isascii() else 1  # a name that both sides write alike
        return worth * self.rate_form(form) * (1 if _are_as_long(characters, one.target, form) else 0.6)


def _are_as_long(characters: str, target: Key, form: str) -> bool:
    """Return whether two phrases are about as long: two Chinese characters are taken for one English word."""
    expected, words = len(characters) / 2, sum(not is_function_word(word, "en") for word in target)
    return words <= expected + 1.5 and (is_acronym(form) or expected <= words + 2.5)


def _mean(values: Iterable[float]) -> float:
    found: Sequence[float] = list(values)
    return max(sum(found) / len(found), 0.0) if found else 0.0
