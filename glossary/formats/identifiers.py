"""Concepts called by unique names."""

from __future__ import annotations

from collections.abc import Iterable

from glossary.model import Concept


def named(concepts: Iterable[Concept]) -> tuple[Concept, ...]:
    """The concepts, each with an id of its own: one without gets `c` and its number, a second of the same name `-2`.

    A name that the file itself gives is never given to another concept.
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
            name = _unused(f"{name}-" if name else "c", 2 if name else number, given)
            given.add(name)
        seen.add(name)
        result.append(concept if name == concept.id else concept._replace(id=name))
    return tuple(result)


def _unused(prefix: str, number: int, used: set[str]) -> str:
    while f"{prefix}{number}" in used:
        number += 1
    return f"{prefix}{number}"
