"""What a format cannot hold of a glossary, counted by kind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from glossary.model import Concept, Glossary, State, Term

_NOTHING = frozenset({None, "", State.ACCEPTED, ()})


def of_the_glossary(glossary: Glossary) -> Iterator[str]:
    """A line where the file says something of itself, for a format without a place for it."""
    if glossary.extra:
        names = ", ".join(dict.fromkeys(name for name, _ in glossary.extra))
        yield f"what the file says of itself is left out: {names}"


def of_fields(
    concepts: Iterable[Concept], terms: Iterable[Term], of_concepts: Collection[str], of_terms: Collection[str]
) -> Iterator[str]:
    """A line for each field in use that is neither of those of concepts nor of those of terms that a format holds."""
    concepts, terms = list(concepts), list(terms)
    for name in ("subject", "definition", "note", "extra"):
        if name not in of_concepts:
            yield from counted(
                sum(getattr(concept, name) not in _NOTHING for concept in concepts), "concept", _left_out(name)
            )
    for name in Term._fields[2:]:
        if name not in of_terms:
            yield from counted(sum(getattr(term, name) not in _NOTHING for term in terms), "term", _left_out(name))


def counted(count: int, kind: str, what: str) -> Iterator[str]:
    """A line that says what happens to so many concepts or terms, where there are any.

    >>> [*counted(1, "term", "lose their note")], [*counted(2000, "term", "lose their note")]
    (['1 term: lose their note'], ['2,000 terms: lose their note'])
    """
    if count:
        yield f"{count:,} {kind}{'' if count == 1 else 's'}: {what}"


def _left_out(name: str) -> str:
    return f"the {'extra values' if name == 'extra' else name.replace('_', ' ')} left out"
