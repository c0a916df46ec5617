"""Whether a file that was written says what was intended, found by reading it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import zip_longest
from typing import BinaryIO

from glossary.formats.base import Format, FormatError, KeepingFormat, Languages
from glossary.model import Concept, Extra, Glossary, Term


class VerifyError(FormatError):
    """A file that does not say what was intended when it is read back; it has replaced nothing."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"not written, for it could not be read back ({reason}): save it as .jsonl, which holds all")


def verify(stream: BinaryIO, writer: Format, meant: Glossary, languages: Languages) -> None:
    """Read a file that was written and compare it, concept by concept, with the glossary that was intended.

    What the format cannot hold (`find_losses`), and how a value was written that is another one now, may lack: the file
    has then to say what the format's `keep` returns, and where there is no such function, to hold no term that is not
    intended. Raises VerifyError.
    """
    try:
        read = writer.load(stream, languages)
    except FormatError as error:
        raise VerifyError(error.message.partition(": ")[0]) from error
    if read != meant and (difference := _find_difference(writer, meant, read, languages)):
        raise VerifyError(difference)


def _find_difference(writer: Format, meant: Glossary, read: Glossary, languages: Languages) -> str:
    """Say in a few words what differs; empty where nothing does that the format could hold."""
    if isinstance(writer, KeepingFormat):
        return find_difference(writer.keep(meant, languages), read)
    if not writer.find_losses(meant, languages):
        return find_difference(meant, read)
    texts = {*_list_texts(meant)}
    return next((f"“{text}” came in" for text in _list_texts(read) if text not in texts), "")


def _list_texts(glossary: Glossary) -> Iterator[str]:
    return (term.text for concept in glossary.concepts for term in concept.terms)


def find_difference(meant: Glossary, read: Glossary) -> str:
    """Say in a few words where two glossaries differ; empty where they say the same.

    The order of terms of different languages and that of extras of different names does not count, since tables have
    one order for all rows, nor does an extra that is empty.
    """
    for left, right in zip_longest(meant.concepts, read.concepts):
        if left != right and (left is None or right is None or _bring_into_order(left) != _bring_into_order(right)):
            return f"concept “{(left or right).id}” differs"
    return "" if _sort_extra(meant.extra) == _sort_extra(read.extra) else "what the file says of itself differs"


def _bring_into_order(concept: Concept) -> Concept:
    terms = sorted(concept.terms, key=lambda term: term.language)
    return concept._replace(terms=tuple(map(_order_term, terms)), extra=_sort_extra(concept.extra))


def _order_term(term: Term) -> Term:
    return term._replace(extra=_sort_extra(term.extra)) if term.extra else term


def _sort_extra(extra: Extra) -> Extra:
    return tuple(sorted((pair for pair in extra if pair[1]), key=lambda pair: pair[0]))


def map_texts(glossary: Glossary, change: Callable[[str], str]) -> Glossary:
    """Return a glossary with all texts changed, for the `keep` of a format that cannot hold some characters."""

    def change_value(value: object) -> object:
        if isinstance(value, tuple):
            return tuple((change(name), change(text)) for name, text in value)
        return change(value) if isinstance(value, str) and not isinstance(value, StrEnum) else value

    def change_term(term: Term) -> Term:
        return Term._make(map(change_value, term))

    def change_concept(concept: Concept) -> Concept:
        name, terms, *others = concept
        return Concept._make((change(name), tuple(map(change_term, terms)), *map(change_value, others)))

    extra = tuple((change(name), change(text)) for name, text in glossary.extra)
    return Glossary(tuple(map(change_concept, glossary.concepts)), extra)
