"""Texts as the encoder's tokens, each text between a first token <bos> and a last one <eos>."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from glossary.vectors.encoder_package import BOS, EOS, UNKNOWN, PackageTokenizer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.intp]

CLAUSE_MARKS = frozenset(',;:、。?!—–―“”"«»「」『』〈〉《》؟،؛।')
_CLAUSE_PIECES = ("..", "''", "``")  # what an ellipsis and the vocabulary's own quotes begin with
_KEPT, _LONGEST = 1 << 15, 24  # words whose tokens are kept, and the characters of the longest of them
_is_plain = re.compile(r"[!-~\u4e00-\u9fff]+").fullmatch
"""Characters that the package's normaliser leaves as they are, whatever of them follow."""
_WORD, _MARK, _UNFLAGGED = 1, 2, -1  # flags of a token


@dataclass(frozen=True, eq=False)
class Batch:
    """Texts as tokens: `tokens` of all, in order, and the number of tokens of each text, <bos> and <eos> counted."""

    tokens: NDArray[np.int32]
    lengths: Integers

    @cached_property
    def starts(self) -> Integers:
        """Return where each text begins."""
        starts: Integers = self.lengths.cumsum() - self.lengths
        return starts

    @property
    def ends(self) -> Integers:
        """Return where the <eos> of each text is."""
        return self.starts + self.lengths - 1

    @cached_property
    def texts(self) -> Integers:
        """Return the index of the text of each token."""
        import numpy as np

        return np.repeat(np.arange(len(self.lengths)), self.lengths)


class Tokenizer:
    """The package's tokenizer, applied word by word: no token holds a blank inside, so the best cut of a text is made
    of the best cuts of its words, and frequent words are cut once.
    """

    def __init__(self, package: PackageTokenizer) -> None:
        self._package = package
        self._cut_once = lru_cache(maxsize=_KEPT)(self._cut)

    def make_batches(self, texts: Iterable[str], size: int) -> Iterator[Batch]:
        """Yield the texts in batches of at least `size` tokens, but for the last."""
        tokens, lengths = list[int](), list[int]()
        for text in texts:
            before = len(tokens)
            tokens += self.tokenize(text)
            lengths.append(len(tokens) - before)
            if len(tokens) >= size:
                yield _make_batch(tokens, lengths)
                tokens, lengths = [], []
        if lengths:
            yield _make_batch(tokens, lengths)

    def tokenize(self, text: str) -> list[int]:
        """Return the tokens of a text, <bos> and <eos> included."""
        words = text.encode("utf-8", "replace").decode().split(" ")  # lone surrogates have no form in UTF-8
        cut = self._cut_any if max(map(len, words)) > _LONGEST else self._cut_once
        return [BOS, *(list(chain.from_iterable(map(cut, words))) or (UNKNOWN,)), EOS]

    def find_clause_starts(self, batch: Batch) -> Integers:
        """Return where the clauses of a text but the first begin: at a word, after a mark that follows a word."""
        import numpy as np

        flags = self._flags[batch.tokens]
        if new := sorted(set(batch.tokens[flags == _UNFLAGGED].tolist())):
            self._flags[new] = [self._find_flags(token) for token in new]
            flags = self._flags[batch.tokens]
        flags[batch.starts] = flags[batch.ends] = 0
        words = np.flatnonzero(flags & _WORD)
        marked = (flags & _MARK) > 0
        marks: Integers = (np.cumsum(marked) - marked)[words]  # before each word
        texts = batch.texts[words]
        starts: Integers = words[1:][(texts[1:] == texts[:-1]) & (marks[1:] > marks[:-1])]
        return starts

    def _cut_any(self, word: str) -> list[int]:
        return self._cut(word) if len(word) > _LONGEST else self._cut_once(word)

    def _cut(self, word: str) -> list[int]:
        normalized = f"▁{word}" if _is_plain(word) else self._package._normalizer.normalize(word)
        return self._package._viterbi(normalized) if normalized else []

    def _find_flags(self, token: int) -> int:
        """Return the flags of a token: whether it has a letter or digit, and whether it ends in a clause mark."""
        piece = self._package._prefixes.find_piece(token).lstrip("▁")
        if piece.isalnum():
            return _WORD
        word = any(character.isalnum() for character in piece)
        mark = piece[-1:] in CLAUSE_MARKS or (
            not word and (piece.startswith(_CLAUSE_PIECES) or CLAUSE_MARKS & set(piece))
        )
        return _WORD * word + _MARK * bool(mark)

    @cached_property
    def _flags(self) -> NDArray[np.int8]:
        """Return the flags of each token, as far as they were asked for."""
        import numpy as np

        return np.full(len(self._package._scores), _UNFLAGGED, dtype=np.int8)


def _make_batch(tokens: list[int], lengths: list[int]) -> Batch:
    import numpy as np

    return Batch(np.array(tokens, dtype=np.int32), np.array(lengths, dtype=np.intp))
