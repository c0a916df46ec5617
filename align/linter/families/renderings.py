"""What rules that compare renderings of terms share: where terms are, and which renderings are none of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from align.linter.context import Context
from align.model import Alignment
from glossary.lang.en_phrases import are_forms, differ_in_beginning
from glossary.lang.scripts import join_letters
from glossary.pack.patterns import compile_late

if TYPE_CHECKING:
    from glossary.matching.term_matcher import Matcher
    from glossary.renderings.term_renderings import Rendering

SURE = 0.5
"""The confidence of beads whose words are compared, at least."""

_AROUND = 30
_STEM = 5
_NEAR = 2
_WORD = compile_late(r"(?<!['’])[A-Za-z]+")
_HYPHENATED = compile_late(r"\w-\Z|\A-\w")
LOOSE = compile_late(r"\b(?:to|with|by|at|from|as|is|was|has)\b|[,.;:]", re.IGNORECASE)
"""What occurs in no term: word alignment has joined words of a clause."""
_NAME_BEFORE = compile_late(r"(?<![A-Za-z])(?!The\b|A\b|An\b|This\b|In\b|At\b)[A-Z][A-Za-z]*+(?:['’]s)?[ -](?:of )?\Z")
_NAME_AFTER = compile_late(r"[ -](?:of )?[A-Z]")
_IN_SMALL_LETTERS = compile_late(r"\b[a-z]{4}")
_ACRONYM = compile_late(r"\b\w?[A-Z]{2,}")


class Place(NamedTuple):
    """The source and the target of a bead, and where its target starts in the document."""

    source: str
    target: str
    start: int


def find_places(alignment: Alignment) -> Iterator[Place]:
    for bead in alignment.find_matches(SURE):
        start, end = alignment.target_span(bead)
        text = alignment.target.prose[start:end].translate({10: " ", 13: " "})
        yield Place(alignment.source_text(bead), text, start)


def make_matcher(terms: Sequence[str]) -> Matcher:
    from glossary.matching.term_matcher import Matcher
    from glossary.model import Concept, Glossary, Term

    return Matcher([Glossary(tuple(Concept(term, (Term(term, "zh"),)) for term in terms))])


def is_judged_elsewhere(places: Sequence[Place], one: Rendering, context: Context) -> bool:
    """Return whether other rules judge the place by the glossary; not so where only a pronoun nearby satisfies them."""
    from glossary.matching.missing_terms import find_missing

    if context.matcher is None:
        return False
    place, (start, end) = places[one.pair], one.source
    known = [
        found
        for found in context.find_terms(place.source, "zh")
        if found.term.allowed and found.start < end and start < found.end
    ]
    around = places[max(one.pair - _NEAR, 0) : one.pair + _NEAR + 1]
    nearby = "\n".join(other.target for other in around if other is not place)
    lacking = [bool(find_missing(known, place.target, text, context.matcher, "en")) for text in (nearby, "")]
    return bool(known) and lacking != [False, True]


def is_fragment(text: str, one: Rendering, usual: str) -> bool:
    """Return whether this is no rendering of its own: a piece of a hyphenated word, or one of both has an acronym."""
    from glossary.renderings.tokenized_pair import has_joined_particle

    start, end = one.target or (0, 0)
    return bool(
        has_joined_particle(one.text)
        or _HYPHENATED.search(text[max(start - 2, 0) : start])
        or _HYPHENATED.match(text[end : end + 2])
        or _ACRONYM.search(one.text)
        or (" " not in usual and not usual.isupper() and _ACRONYM.search(usual))
    )


def is_in_name(text: str, one: Rendering, usual: str) -> bool:
    """Return whether this is in a longer name, in capitals, and the usual rendering is in small letters: a name is
    written as its bearer writes it. A heading, all of whose words have capitals, is no name.
    """
    start, end = one.target or (0, 0)
    is_title = one.text[:1].isupper() and not one.text.isupper() and usual[:1].islower()
    return bool(
        is_title
        and (_NAME_BEFORE.search(text[max(start - _AROUND, 0) : start]) or _NAME_AFTER.match(text[end : end + _AROUND]))
        and _IN_SMALL_LETTERS.search(text)
    )


def is_form(text: str, usual: str) -> bool:
    """Return whether two renderings have the same letters, or words that differ in their forms or prefixes only."""
    return join_letters(text) == join_letters(usual) or _have_forms(_WORD.findall(text), _WORD.findall(usual))


def _have_forms(words: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether the words that two renderings do not share differ in their forms or prefixes only."""
    shared = {word.lower() for word in words} & {word.lower() for word in others}
    own, theirs = ([word for word in side if word.lower() not in shared] for side in (words, others))
    return len(own) == len(theirs) and all(
        are_forms(one, other) or differ_in_beginning(one, other) for one, other in zip(own, theirs, strict=True)
    )


def is_part_of_name(text: str, one: Rendering, usual: str) -> bool:
    """Return whether a word of the usual rendering is right next to this one, which then is a part of a longer name."""
    start, end = one.target or (0, 0)
    beside = (*text[max(start - _AROUND, 0) : start].split()[-1:], *text[end : end + _AROUND].split()[:1])
    stems = [word[:_STEM].lower() for word in usual.split()]
    return any(word.lower().startswith(stem) for word in beside for stem in stems)
