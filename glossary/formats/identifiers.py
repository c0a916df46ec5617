"""Ids of concepts that a file leaves out or gives twice, or that are named by a term."""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import chain, count

from glossary.model import Concept


def find_free_id(wanted: str, used: Container[str]) -> str:
    """Find an id that no concept has: the wanted one, or one with a number after it."""
    return next(name for name in chain((wanted,), (f"{wanted}-{n}" for n in count(2))) if name not in used)


def assign_ids(concepts: Iterable[Concept]) -> tuple[Concept, ...]:
    """Give each concept an id of its own: `c` and its number where it has none, `-2` after an id that is taken.

    An id that the file itself gives is never given to another concept.
    """
    concepts = tuple(concepts)
    given = {concept.id for concept in concepts}
    if "" not in given and len(given) == len(concepts):
        return concepts
    seen: set[str] = set()
    result = []
    for number, concept in enumerate(concepts, 1):
        name = concept.id
        if not name or name in seen:
            name = _find_unused(f"{name}-" if name else "c", 2 if name else number, given)
            given.add(name)
        seen.add(name)
        result.append(concept if name == concept.id else concept._replace(id=name))
    return tuple(result)


def _find_unused(prefix: str, number: int, used: set[str]) -> str:
    """Return the first of `prefix` and `number`, `number` + 1, ... that is not used."""
    while f"{prefix}{number}" in used:
        number += 1
    return f"{prefix}{number}"
