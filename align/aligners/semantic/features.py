"""The features of beads: one array each, by name; the weights say what each is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from align.aligners.semantic.beads import KINDS
from align.aligners.semantic.cosine_features import cosines
from align.aligners.semantic.form_features import lengths, paragraphs, punctuation
from align.aligners.semantic.mass_features import edges, mass, unpaired

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from align.aligners.semantic.beads import Beads
    from align.aligners.semantic.window import Window

    Feature = tuple[str, NDArray[Any]]


def coarse(window: Window, beads: Beads) -> Iterator[Feature]:
    """What is cheap to know of all beads: their kind, length, punctuation, and where their clauses and words go."""
    pairing = window.pairing
    yield from _kinds(beads)
    yield from lengths(pairing.forms, pairing.ratio, beads)
    yield from punctuation(pairing.forms, beads)
    yield from paragraphs(pairing.forms, beads)
    yield from mass("clauses", pairing.clauses, window.clauses, beads)
    yield from mass("words", pairing.word_masses, window.words, beads)
    yield from edges("clauses", window.clauses, beads)
    yield from edges("words", window.words, beads)
    yield from unpaired(pairing.segment_likeness, beads)


def fine(window: Window, beads: Beads) -> Iterator[Feature]:
    """All of that, and how alike the two sides are as a whole: alone, and with a segment more or less."""
    yield from coarse(window, beads)
    yield from cosines(window.pairing.meanings, beads)


def _kinds(beads: Beads) -> Iterator[Feature]:
    for index, (m, n) in enumerate(KINDS):
        yield f"kind {m}-{n}", beads.kinds == index
