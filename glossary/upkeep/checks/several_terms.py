"""The check of cells that hold several terms."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.upkeep.problems import Fault
from glossary.upkeep.several import split_texts
from glossary.upkeep.view import GlossaryView


def find_several_terms(view: GlossaryView) -> Iterator[Fault]:
    """Find several terms in one cell, of which one may be an abbreviation in brackets.

    Silent for what may be one term: “and/or”, “TCP/IP”, “km/h”, “A/B testing”, 石油、天然气 next to “oil and gas”.
    """
    for index, concept in enumerate(view.concepts):
        for term, pieces in split_texts(concept):
            if len(pieces) == 1:
                continue
            names = ", ".join(f"“{piece}”" for piece in pieces)
            message = (
                f"“{term.text.strip()}” holds several terms, and none is found: give {names} a row each, or --fix."
            )
            yield Fault(index, term.text, message)
