"""Matches the concepts of three glossaries: the common ancestor, and the two that were made from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from glossary.formats.base import Languages
from glossary.model import Concept
from glossary.upkeep.ids import list_words, make_id
from glossary.upkeep.match import match


class Versions(NamedTuple):
    """A concept in the three glossaries; None where one does not have it."""

    base: Concept | None
    ours: Concept | None
    theirs: Concept | None


def match_versions(
    base: tuple[Concept, ...], ours: tuple[Concept, ...], theirs: tuple[Concept, ...], languages: Languages
) -> list[Versions]:
    """Match the concepts of the three glossaries; the order is ours. Without a base theirs alone come last."""
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
        place: Versions(bases.get(place), concept, theirs[links[place]] if place in links else None)
        for place, concept in enumerate(ours)
    }
    origins = {place: base[twin] for twin, place in its.items()}
    if not base:
        taken = {*links.values()}
        return [*lines.values(), *(Versions(None, None, one) for at, one in enumerate(theirs) if at not in taken)]
    return list(_interleave(lines, {twin: place for place, twin in links.items()}, theirs, origins))


def _interleave(
    lines: dict[int, Versions], places: dict[int, int], theirs: tuple[Concept, ...], origins: dict[int, Concept]
) -> Iterator[Versions]:
    """Yield our concepts, each followed by those that theirs alone has and that follow it there."""
    followers: dict[int, list[Versions]] = {}
    last = -1
    for twin, concept in enumerate(theirs):
        if twin in places:
            last = places[twin]
        else:
            followers.setdefault(last, []).append(Versions(origins.get(twin), None, concept))
    for place in (-1, *lines):
        if place in lines:
            yield lines[place]
        yield from followers.get(place, ())


def name_concepts(lines: list[tuple[Versions, Concept]], invented: bool) -> tuple[tuple[Concept, ...], tuple[str, ...]]:
    """Give each merged concept an id of its own, and return notes on the ids that were changed.

    A concept of theirs alone gets a new id where another has the same. `invented` says that the ids were not in the
    files; there are no notes then.
    """
    used = [concept.id for _, concept in lines]
    times = Counter(used)
    words = list_words(concept for _, concept in lines)
    notes: list[str] = []
    kept: list[str] = []
    named = []
    for versions, concept in lines:
        if versions.ours is None and times[concept.id] > 1:
            name = make_id(used, words, concept.id)
            used.append(name)
            times[concept.id] -= 1
            notes.append(f"theirs has another concept with the id {concept.id}: it is now {name}")
            named.append(concept._replace(id=name))
            continue
        if versions.theirs and versions.theirs.id not in (concept.id, versions.base and versions.base.id):
            kept.append(f"{versions.theirs.id} is {concept.id}")
        named.append(concept)
    if kept:
        more = " ..." if len(kept) > 3 else ""
        notes.append(f"{len(kept)} of theirs matched by terms, under our ids: {', '.join(kept[:3])}{more}")
    return tuple(named), () if invented else tuple(notes)
