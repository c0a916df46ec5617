"""What a format cannot hold of a glossary: a loss for each kind of thing, with how often it occurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from glossary.model import HISTORY, Concept, Glossary, State, Term

_NOTHING = frozenset({None, "", State.ACCEPTED, ()})


class Loss(NamedTuple):
    """What happens (`what`) to so many things of a kind, such as terms; a loss of the file itself has no kind.

    `is_light`: a file of the format never had it, or says what was meant, so that a change of the file may lose it: the
    ids of a format without ids, a field of the source term that a row has for both of its terms.
    """

    number: int
    kind: str
    what: str
    is_light: bool = False

    def __str__(self) -> str:
        """Return the line that a person reads.

        >>> str(Loss(1, "term", "the note left out")), str(Loss(2000, "term", "the note left out"))
        ('1 term: the note left out', '2,000 terms: the note left out')
        """
        return f"{self.number:,} {self.kind}{'' if self.number == 1 else 's'}: {self.what}" if self.kind else self.what


def note_loss(number: int, kind: str, what: str, *, is_light: bool = False) -> Iterator[Loss]:
    """Yield what happens to so many concepts or terms; nothing where there are none."""
    if number:
        yield Loss(number, kind, what, is_light)


def note_id_loss(number: int) -> Iterator[Loss]:
    """Yield the loss of so many ids, for a format that has none."""
    return note_loss(number, "concept", "the id left out", is_light=True)


def find_header_losses(glossary: Glossary) -> Iterator[Loss]:
    """Yield a loss where the glossary has extras of its own, for a format that has no header to hold them."""
    if glossary.extra:
        names = ", ".join(dict.fromkeys(name for name, _ in glossary.extra))
        yield Loss(1, "", f"what the file says of itself is left out: {names}")


def find_field_losses(
    concepts: Iterable[Concept],
    terms: Iterable[Term],
    of_concepts: Collection[str],
    of_terms: Collection[str],
    *,
    is_light: bool = False,
) -> Iterator[Loss]:
    """Yield a loss for each field in use that the format does not hold.

    `of_concepts` and `of_terms` name the fields that it does hold.
    """
    concepts, terms = list(concepts), list(terms)
    if "extra" not in of_concepts:
        histories = sum(any(name == HISTORY for name, _ in concept.extra) for concept in concepts)
        yield from note_loss(histories, "concept", "the history is left out", is_light=is_light)
        concepts = [one._replace(extra=tuple(pair for pair in one.extra if pair[0] != HISTORY)) for one in concepts]
    for name in ("subject", "definition", "note", "extra"):
        if name not in of_concepts:
            used = sum(getattr(concept, name) not in _NOTHING for concept in concepts)
            yield from note_loss(used, "concept", _describe_field(name), is_light=is_light)
    for name in Term._fields[2:]:
        if name not in of_terms:
            used = sum(getattr(term, name) not in _NOTHING for term in terms)
            yield from note_loss(used, "term", _describe_field(name), is_light=is_light)


def find_new_losses(before: Iterable[Loss], after: Iterable[Loss]) -> list[Loss]:
    """Return the losses after a change that were not there before it, or fewer; those that are light do not count.

    Losses of the same kind of thing are added up.

    >>> find_new_losses([Loss(1, "term", "the note left out")], [*note_loss(2, "term", "the note left out")])
    [Loss(number=2, kind='term', what='the note left out', is_light=False)]
    >>> find_new_losses([], note_id_loss(1)), find_new_losses([Loss(3, "term", "cut")], [Loss(2, "term", "cut")] * 2)
    ([], [Loss(number=4, kind='term', what='cut', is_light=False)])
    """
    had, has = _add_up(before), _add_up(after)
    return [Loss(number, *loss) for loss, number in has.items() if number > had[loss]]


def _add_up(losses: Iterable[Loss]) -> Counter[tuple[str, str]]:
    """Return how often each loss that is not light occurs, by its kind and what it is, in order."""
    found = Counter[tuple[str, str]]()
    for loss in losses:
        if not loss.is_light:
            found[loss.kind, loss.what] += loss.number
    return found


def _describe_field(name: str) -> str:
    """Return what happens to a field of a concept or term that the format does not hold."""
    return f"the {'extra values' if name == 'extra' else name.replace('_', ' ')} left out"
