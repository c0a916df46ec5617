"""The texts of cells: what a cell of Excel can hold, and how."""

from __future__ import annotations

import re

ILLEGAL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
"""Characters that no cell holds."""
LONGEST = 32767
"""Characters that a cell holds."""

_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""The beginning of an escaped character in the text of a cell (ECMA-376, ST_Xstring)."""


def clip(text: str) -> str:
    """Bring a text into one that a cell holds."""
    return ILLEGAL.sub("\ufffd", text)[:LONGEST]


def encode(text: str) -> str:
    """Bring a text into the form in which a cell stores it."""
    return _ESCAPE.sub("_x005F_", clip(text))
