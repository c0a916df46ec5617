"""Encoders: texts -> vectors. One file an encoder, named in one table here."""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.encoders.base import Encoder

ENCODERS = {"embedded": "embedded", "labse": "labse"}
"""Name -> the module of this package whose `load` loads it, imported when first needed."""


@cache
def load(name: str = "embedded") -> "Encoder":
    """Return the encoder of that name, loaded once.

    A name that is not in `ENCODERS` is the folder of a sentence-transformers model. Raises EncoderUnavailableError
    where the encoder is not installed or cannot be loaded.
    """
    encoder: Encoder = import_module(f"align.encoders.{ENCODERS.get(name, 'labse')}").load(name)
    return encoder
