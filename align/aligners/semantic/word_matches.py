"""The best match of each word in each segment of the other side in reach: by vectors, dictionary and spelling."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from typing import TYPE_CHECKING

from align.aligners.band import Band, expand_ranges
from align.aligners.semantic.lexical import Words
from glossary.vectors.threads import lend_threads, run_each

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.semantic.word_vectors import EncodedWords

    Languages = tuple[str, str]
    """The codes of the languages of source and target."""

    Integers = NDArray[np.intp]
    Matrix = NDArray[np.float32]

_SHARPNESS = 12.0
_NULL = 0.35
"""The similarity at which a word may as well have no counterpart."""
_SAME, _SAME_PREFIX, _PREFIX = 0.7, 0.5, 5
"""What is added for equal words of other languages, and for words whose first letters, so many, are equal."""
_BATCH = 32
"""Source segments that are compared at once, or one, where they are long."""


@dataclass(frozen=True, eq=False)
class Matches:
    """How well each word of one side matches the best word of each segment of the other in reach.

    `cells` are the pairs of such a segment (rows) and of a segment of the words (columns), `starts` the first word of
    each of the latter, and the number of words. `values`, a value for each row and word of the segments in reach, are 0
    without a match, and rise with the similarity and the weight of the word.
    """

    cells: Band
    starts: Integers
    values: Matrix

    @cached_property
    def wide(self) -> Band:
        """Return the pairs of a row and a word."""
        return widen(self.cells, self.starts)

    @cached_property
    def best_before(self) -> NDArray[np.float64]:
        """Return the sums of the best matches of all words before each place between their segments."""
        import numpy as np

        best = np.zeros(int(self.starts[-1]))
        for row, first, end in self._list_rows(0, len(self.cells.low)):
            np.maximum(best[first:end], row, out=best[first:end])
        sums: NDArray[np.float64] = np.append(0.0, np.cumsum(best))[self.starts]
        return sums

    def take_rows(self, first: int, last: int, left: int, right: int) -> Matrix:
        """Return rows `first` to `last` and words `left` to `right`, ends not included, as a matrix; 0 where there is
        none.
        """
        import numpy as np

        found = np.zeros((last - first, right - left), np.float32)
        top = max(first, 0)
        for place, (row, begin, end) in enumerate(self._list_rows(top, min(last, len(self.cells.low))), top - first):
            here = slice(max(begin, left), max(min(end, right), begin, left))
            found[place, here.start - left : here.stop - left] = row[here.start - begin : here.stop - begin]
        return found

    def _list_rows(self, first: int, last: int) -> Iterator[tuple[Matrix, int, int]]:
        """Yield the values of each row from `first` up to, not including, `last`, their first word and the end
        of them.
        """
        bounds = (self.wide.start, self.wide.low, self.wide.high + 1)
        start, low, end = (side[first : last + 1].tolist() for side in bounds)
        for (here, there), begin, behind in zip(pairwise(start), low, end, strict=False):
            yield self.values[here:there], begin, behind


@dataclass(frozen=True, eq=False)
class _Lexicon:
    """The words of both sides, the unit vectors of their types, and pairs of types with what is added to their cosine.

    The counterparts of a source type are those from its `firsts` up to the next, with `gains` next to them.
    """

    words: tuple[Words, Words]
    starts: tuple[Integers, Integers]
    vectors: tuple[Matrix, Matrix]
    firsts: Integers
    counterparts: Integers
    gains: Matrix

    def compare(self, source: Integers, target: Integers) -> Matrix:
        """Return the similarity of some source types and some target types, each ascending, shape (source, target)."""
        import numpy as np

        found: Matrix = self.vectors[0][source] @ self.vectors[1][target].T
        row, index = expand_ranges(self.firsts[source], self.firsts[source + 1] - self.firsts[source])
        types = self.counterparts[index]
        column = np.minimum(np.searchsorted(target, types), len(target) - 1)
        here = target[column] == types
        found[row[here], column[here]] += self.gains[index[here]]
        return found


def match_words(
    languages: Languages, source: EncodedWords, target: EncodedWords, cells: Band
) -> tuple[Matches, Matches]:
    """Return the matches of the target's words in source segments, and of the source's words in target segments."""
    import numpy as np

    lexicon = _build_lexicon((languages[0][:2], languages[1][:2]), source, target)
    transposed = transpose(cells, target.segment_count)
    bands = widen(cells, lexicon.starts[1]), widen(transposed, lexicon.starts[0])
    values = tuple(np.zeros(band.size, np.float32) for band in bands)
    with lend_threads("matcher") as pool:
        run_each(pool, partial(_match_batch, lexicon, cells, bands, values), cells.cut(*lexicon.starts, _BATCH))
    for words, band, found in zip(lexicon.words[::-1], bands, values, strict=True):
        weights = words.weights[words.types]
        for here, columns in band.list_columns():
            found[here] *= weights[columns]
    return Matches(cells, lexicon.starts[1], values[0]), Matches(transposed, lexicon.starts[0], values[1])


def transpose(cells: Band, columns: int) -> Band:
    """Return the band of the same cells, rows and columns swapped."""
    import numpy as np

    every = np.arange(columns)
    return Band(np.searchsorted(cells.high, every, "left"), np.searchsorted(cells.low, every, "right") - 1)


def widen(cells: Band, starts: Integers) -> Band:
    """Return the band of rows and words, from that of rows and the segments of the words."""
    return Band(starts[cells.low], starts[cells.high + 1] - 1)


def _match_batch(
    lexicon: _Lexicon, cells: Band, bands: tuple[Band, Band], values: tuple[Matrix, ...], batch: tuple[int, int]
) -> None:
    """Put the best matches between a batch of source segments and the target in reach into `values`.

    No other batch has the same places.
    """
    import numpy as np

    first, last = batch
    left, right = int(cells.low[first]), int(cells.high[last - 1]) + 1
    here = slice(*lexicon.starts[0][[first, last]])
    there = slice(*lexicon.starts[1][[left, right]])
    if here.start == here.stop or there.start == there.stop:
        return
    source, rows = np.unique(lexicon.words[0].types[here], return_inverse=True)
    target, columns = np.unique(lexicon.words[1].types[there], return_inverse=True)
    scores = _score(lexicon.compare(source, target))[rows][:, columns]
    by_segment = _find_best(scores, lexicon.starts[0][first : last + 1] - here.start)
    row, word = bands[0].list_nodes(first, last)
    values[0][bands[0].start[first] : bands[0].start[last]] = by_segment[row - first, word - there.start]
    by_segment = _find_best(scores.T, lexicon.starts[1][left : right + 1] - there.start)
    row, word = bands[1].list_nodes(left, right)
    inside = np.flatnonzero((word >= here.start) & (word < here.stop))
    place = bands[1].start[left] + inside
    values[1][place] = by_segment[row[inside] - left, word[inside] - here.start]


def _score(similarity: Matrix) -> Matrix:
    """Return how much more likely, in nats and by `_SHARPNESS`, words of this similarity make each other than nothing
    does.
    """
    import numpy as np

    found: Matrix = np.log1p(np.exp(np.float32(_SHARPNESS) * (similarity - np.float32(_NULL)))) / _SHARPNESS
    return found.astype(np.float32)


def _find_best(scores: Matrix, starts: Integers) -> Matrix:
    """Return the greatest score of the rows of each segment, shape (segments, columns); 0 for a segment without
    words.
    """
    import numpy as np

    found = np.zeros((len(starts) - 1, scores.shape[1]), np.float32)
    some = np.flatnonzero(np.diff(starts))
    found[some] = np.maximum.reduceat(scores, starts[some], axis=0)
    return found


def _build_lexicon(languages: Languages, source: EncodedWords, target: EncodedWords) -> _Lexicon:
    import numpy as np

    words = _keep_content(languages[0], source), _keep_content(languages[1], target)
    counts, counterparts, gains = array("q", [0]), array("q"), array("f")
    for found in _find_gains(languages, source.forms, target.forms):
        counts.append(len(found))
        counterparts.extend(found)
        gains.extend(found.values())
    return _Lexicon(
        words,
        (_find_starts(words[0], source.segment_count), _find_starts(words[1], target.segment_count)),
        (source.vectors, target.vectors),
        np.cumsum(counts),
        np.array(counterparts, np.intp),
        np.array(gains, np.float32),
    )


def _find_starts(words: Words, count: int) -> Integers:
    """Return the first word of each segment, and at last the number of words."""
    import numpy as np

    return np.searchsorted(words.segment_indices, np.arange(count + 1))


def _keep_content(language: str, encoded: EncodedWords) -> Words:
    """Return the words without the function words of Chinese; in English `encode_words` has left them out."""
    import numpy as np

    from glossary.lang.function_words import is_function_word

    words = encoded.words
    if language != "zh":
        return words
    content = np.array([not is_function_word(form, "zh") for form in encoded.forms], np.bool_)
    kept = content[words.types]
    return Words(words.types[kept], words.segment_indices[kept], words.weights)


def _find_gains(languages: Languages, source: Iterable[str], target: Iterable[str]) -> Iterator[dict[int, float]]:
    """For each source word: the numbers of the target words that share a key with it, and what that adds."""
    if languages == ("zh", "en"):
        from glossary.word_alignment.lexical_evidence import find_source_bonus, find_target_keys

        bonuses = map(find_source_bonus, source)
        keys = [(*find_target_keys(word), f"~{word}") for word in target]
    else:
        bonuses = map(_find_prefixes, source)
        keys = [tuple(_find_prefixes(word)) for word in target]
    where: dict[str, list[int]] = {}
    for number, word_keys in enumerate(keys):
        for key in word_keys:
            where.setdefault(key, []).append(number)
    for bonus in bonuses:
        found: dict[int, float] = {}
        for key in bonus.keys() & where.keys():
            for number in where[key]:
                found[number] = max(found.get(number, 0.0), bonus[key])
        yield found


def _find_prefixes(word: str) -> dict[str, float]:
    """Return the keys of a word of other languages, and what each adds."""
    keys = {f"={word}": _SAME}
    return keys | {word[:_PREFIX]: _SAME_PREFIX} if len(word) >= _PREFIX else keys
