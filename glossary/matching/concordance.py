"""Concordance: the occurrences of a term in texts, each with its line (keyword in context)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from glossary.matching.term_matcher import Matcher, Occurrence
from glossary.model import Concept, Glossary, State, Term


class Line(NamedTuple):
    """An occurrence of `term` in line `number` (from 1) of `path`, with the text on either side of it in that line."""

    path: str
    number: int
    left: str
    word: str
    right: str
    term: Term


def find_concordance(terms: Sequence[Term], texts: Iterable[tuple[str, str]], width: int = 40) -> Iterator[Line]:
    """Yield the occurrences of terms, whatever their state, in texts given as (path, text), in order.

    `left` and `right` hold at most `width` characters of the line; `word` may hold a line break.
    """
    concepts = (Concept(str(place), (term._replace(state=State.ACCEPTED),)) for place, term in enumerate(terms))
    matcher = Matcher([Glossary(tuple(concepts))])
    languages = dict.fromkeys(term.language for term in terms)
    for path, text in texts:
        found = {(o.start, o.end): o for language in languages for o in matcher.find(text, language)}
        number, counted = 1, 0
        for span in sorted(found):
            number, counted = number + text.count("\n", counted, span[0]), span[0]
            yield _make_line(path, text, number, found[span], terms[int(found[span].concept.id)], width)


def _make_line(path: str, text: str, number: int, found: Occurrence, term: Term, width: int) -> Line:
    start, end = found.start, found.end
    first = max(text.rfind("\n", 0, start) + 1, start - width)
    last = text.find("\n", end)
    last = min(last if last >= 0 else len(text), end + width)
    return Line(path, number, text[first:start], text[start:end], text[end:last].rstrip("\r"), term)
