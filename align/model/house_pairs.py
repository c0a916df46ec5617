"""Pairs of a house's memory as a page shows them: plain data."""

from typing import NamedTuple


class Piece(NamedTuple):
    """A stretch of a text, which may be marked."""

    text: str
    is_marked: bool


class HousePair(NamedTuple):
    """A pair of the memory: its document with date and domain, and both sides with their languages (BCP 47)."""

    about: str
    source_language: str
    source: tuple[Piece, ...]
    target_language: str
    target: tuple[Piece, ...]


class HousePairs(NamedTuple):
    """How many pairs have some words, in words, whether there are more than these, and the latest of them."""

    total: str
    has_more: bool
    pairs: tuple[HousePair, ...]
