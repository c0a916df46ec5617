"""Lines the concepts of three glossaries up: the common ancestor, and the two that were made from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from glossary.formats.base import Languages
from glossary.model import Concept
from glossary.upkeep.ids import fresh_id
from glossary.upkeep.match import match


class Trio(NamedTuple):
    """A concept as the three sides have it."""

    base: Concept | None
    ours: Concept | None
    theirs: Concept | None


def trios(
    base: tuple[Concept, ...], ours: tuple[Concept, ...], theirs: tuple[Concept, ...], languages: Languages
) -> list[Trio]:
    """The concepts of all sides, those that are the same together, in our order."""
    mine = {twin: place for place, twin in match(ours, base, languages, kin=True).items()}
    its = {twin: place for place, twin in match(theirs, base, languages, kin=True).items()}
    links = {mine[place]: its[place] for place in mine if place in its}
    known, its_known = set(mine.values()), set(its.values())
    loose = [place for place in range(len(ours)) if place not in known]
    others = [place for place in range(len(theirs)) if place not in its_known]
    found = match([ours[place] for place in loose], [theirs[place] for place in others], languages, kin=False)
    links |= {loose[place]: others[twin] for place, twin in found.items()}
    bases = {place: base[twin] for twin, place in mine.items()}
    lines = {
        place: Trio(bases.get(place), concept, theirs[links[place]] if place in links else None)
        for place, concept in enumerate(ours)
    }
    origins = {place: base[twin] for twin, place in its.items()}
    return list(_placed(lines, {twin: place for place, twin in links.items()}, theirs, origins))


def _placed(
    lines: dict[int, Trio], places: dict[int, int], theirs: tuple[Concept, ...], origins: dict[int, Concept]
) -> Iterator[Trio]:
    """Our concepts, each followed by those that only theirs has and that follow it there."""
    followers: dict[int, list[Trio]] = {}
    last = -1
    for twin, concept in enumerate(theirs):
        if twin in places:
            last = places[twin]
        else:
            followers.setdefault(last, []).append(Trio(origins.get(twin), None, concept))
    for place in (-1, *lines):
        if place in lines:
            yield lines[place]
        yield from followers.get(place, ())


def name_concepts(lines: list[tuple[Trio, Concept]], invented: bool) -> tuple[tuple[Concept, ...], tuple[str, ...]]:
    """The merged concepts, each with an id of its own, and what became of other ids: nothing to say of invented ones.

    A concept that only theirs has, with an id that another has too, gets a new one.
    """
    used = [concept.id for _, concept in lines]
    times = Counter(used)
    notes: list[str] = []
    kept: list[str] = []
    named = []
    for trio, concept in lines:
        if trio.ours is None and times[concept.id] > 1:
            name = fresh_id(used)
            used.append(name)
            times[concept.id] -= 1
            notes.append(f"theirs has another concept with the id {concept.id}: it is now {name}")
            named.append(concept._replace(id=name))
            continue
        if trio.theirs and trio.theirs.id not in (concept.id, trio.base and trio.base.id):
            kept.append(f"{trio.theirs.id} is {concept.id}")
        named.append(concept)
    if kept:
        more = " ..." if len(kept) > 3 else ""
        notes.append(f"{len(kept)} of theirs matched by terms, under our ids: {', '.join(kept[:3])}{more}")
    return tuple(named), () if invented else tuple(notes)
