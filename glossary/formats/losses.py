"""What a format cannot hold of a glossary: a line for each kind of loss."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from glossary.model import HISTORY, Concept, Glossary, State, Term

ID_LOSS = "the id left out"
STATUS_LOSS = "the status becomes preferred"
"""What a line says of concepts whose ids a format does not hold."""

_NOTHING = frozenset({None, "", State.ACCEPTED, ()})


def find_header_losses(glossary: Glossary) -> Iterator[str]:
    """Yield a line where the glossary has extras of its own, for a format that has no header to hold them."""
    if glossary.extra:
        names = ", ".join(dict.fromkeys(name for name, _ in glossary.extra))
        yield f"what the file says of itself is left out: {names}"


def find_field_losses(
    concepts: Iterable[Concept], terms: Iterable[Term], of_concepts: Collection[str], of_terms: Collection[str]
) -> Iterator[str]:
    """Yield a line for each field in use that the format does not hold.

    `of_concepts` and `of_terms` name the fields that it does hold.
    """
    concepts, terms = list(concepts), list(terms)
    if "extra" not in of_concepts:
        histories = sum(any(name == HISTORY for name, _ in concept.extra) for concept in concepts)
        yield from describe_loss(histories, "concept", "the history is left out")
        concepts = [one._replace(extra=tuple(pair for pair in one.extra if pair[0] != HISTORY)) for one in concepts]
    for name in ("subject", "definition", "note", "extra"):
        if name not in of_concepts:
            used = sum(getattr(concept, name) not in _NOTHING for concept in concepts)
            yield from describe_loss(used, "concept", _describe_field(name))
    for name in Term._fields[2:]:
        if name not in of_terms:
            used = sum(getattr(term, name) not in _NOTHING for term in terms)
            yield from describe_loss(used, "term", _describe_field(name))


def describe_loss(count: int, kind: str, what: str) -> Iterator[str]:
    """Yield a line that says what happens to so many concepts or terms; nothing where there are none.

    >>> [*describe_loss(1, "term", "the note left out")], [*describe_loss(2000, "term", "the note left out")]
    (['1 term: the note left out'], ['2,000 terms: the note left out'])
    """
    if count:
        yield f"{count:,} {kind}{'' if count == 1 else 's'}: {what}"


_LIGHT = frozenset((ID_LOSS, STATUS_LOSS))


def find_new_losses(before: Iterable[str], after: Iterable[str]) -> list[str]:
    """Return the losses, as `find_losses` lists them, that are not among those before, or fewer there.

    Ids do not count: a format without them never had them. Nor does a status that says what was meant.

    >>> find_new_losses(["1 term: the note left out"], ["2 terms: the note left out", "1 concept: the id left out"])
    ['2 terms: the note left out']
    """
    had = {what: number for number, what in map(_count, before)}
    return [
        line for line in after for number, what in [_count(line)] if what not in _LIGHT and number > had.get(what, 0)
    ]


def _count(loss: str) -> tuple[int, str]:
    """Return how often a loss occurs, and what it is; one that has no number occurs once."""
    amount, _, what = loss.partition(": ")
    number = amount.partition(" ")[0].replace(",", "")
    return (int(number), what) if number.isdecimal() else (1, loss)


def _describe_field(name: str) -> str:
    return f"the {'extra values' if name == 'extra' else name.replace('_', ' ')} left out"
