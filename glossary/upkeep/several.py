"""Several terms in one cell: “矿产；矿物”, “ore / mineral”, “sodium-ion battery (SIB)”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from glossary.formats.identifiers import find_free_id
from glossary.lang.function_words import ZH_WORDS, is_function_word
from glossary.lang.scripts import has_han
from glossary.model import Concept, Glossary, State, Status, Term, matches_language
from glossary.upkeep.abbreviations import split_abbreviation

_ENTITY = re.compile(r"&#?\w+;")
_BRACKETS = re.compile(
    r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]|【[^【】]*】|“[^“”]*”|《[^《》]*》|「[^「」]*」|\"[^\"]*\""
)
_INSIDE = re.compile(r"[(（]([^()（）]*)[)）]")
_STRONG = re.compile(r"\s{0,20}[;；|｜]\s*")
_SPACED_SLASH = re.compile(r"\s{1,20}[/／]\s+")
_HAN_SLASH = re.compile(r"(?<=[\u4e00-\u9fff])\s*[/／]\s*(?=[\u4e00-\u9fff])")
_HAN_COMMA = re.compile(r"、")
_JOINS = ZH_WORDS.late("joins_terms")
_LIST = re.compile(r"[,/&+;-]|\b(?:and|or|per|to|vs)\b", re.IGNORECASE)
"""What a rendering of an enumeration or of a quotient has, which is one term: “oil and gas”, “km/h”."""
_STOP = re.compile(r"[.。!！?？]$")
_NAMES = 20
"""How many terms of a concept are looked at to see what an abbreviation means."""
_LONGEST, _MOST_WORDS = 60, 8
"""Characters and words of the longest text that is taken for a term."""


def split_texts(concept: Concept) -> Iterator[tuple[Term, tuple[str, ...]]]:
    """Yield each term of a concept with the terms that its text holds: the text alone where it is one, or may be.

    >>> [pieces for _, pieces in split_texts(Concept("1", (Term("ore; mineral", "en"), Term("TCP/IP", "en"))))]
    [('ore', 'mineral'), ('TCP/IP',)]
    """
    quotients = {_find_primary(term) for term in concept.terms if "/" in term.text or "／" in term.text}
    lists = {_find_primary(term) for term in concept.terms if _LIST.search(term.text)}
    for term in concept.terms:
        others = quotients if not has_han(term.text) else lists
        pieces = _split_text(term, _list_separators(term, len(others) > (_find_primary(term) in others)))
        names = [other.text for other in concept.terms[:_NAMES] if not has_han(other.text)]
        parts = (part for piece in pieces for part in split_abbreviation(piece, names))
        yield term, tuple(dict.fromkeys(parts)) if "(" in term.text or "（" in term.text else pieces


def _find_primary(term: Term) -> str:
    """Return the language of a term without its variety, in small letters."""
    return term.language.lower().replace("_", "-").partition("-")[0]


def _split_text(term: Term, separators: Sequence[re.Pattern[str]]) -> tuple[str, ...]:
    text = term.text.strip()
    if not _STOP.search(text) and not _ENTITY.search(text):
        for separator in separators:
            pieces = _split(text, separator)
            if len(pieces) > 1 and all(map(_is_term, pieces)) and not _are_one(pieces, separator):
                return tuple(dict.fromkeys(pieces))
    return (term.text,)


def _list_separators(term: Term, has_like: bool) -> list[re.Pattern[str]]:
    """Return the separators that may be between terms.

    `has_like` is whether a term in another language of its concept is an enumeration, for a term in Chinese, or a
    quotient, for one in another script.
    """
    if not has_han(term.text):
        return [_STRONG] if has_like else [_STRONG, _SPACED_SLASH]
    if _JOINS.search(term.text) or has_like:
        return [_STRONG]
    return [_STRONG, _HAN_SLASH, _HAN_COMMA]


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    """Split a text where a separator is outside brackets and quotation marks."""
    masked = _BRACKETS.sub(lambda match: "x" * len(match[0]), text)
    pieces, start = [], 0
    for match in separator.finditer(masked):
        pieces.append(text[start : match.start()].strip())
        start = match.end()
    return [*pieces, text[start:].strip()]


def _is_term(piece: str) -> bool:
    """Return whether a piece may be a term by itself: two letters at least, short, and more than function words."""
    words = piece.split()
    return (
        sum(map(str.isalpha, piece)) > 1
        and len(piece) <= _LONGEST
        and len(words) <= _MOST_WORDS
        and not all(is_function_word(word, "en") for word in words)
    )


def _are_one(pieces: Sequence[str], separator: re.Pattern[str]) -> bool:
    """Return whether pieces are one term: acronyms with a slash between, as in “TCP / IP”, or an enumeration.

    Synonyms have a character in common, 矿产、矿物; what is enumerated seldom has, 石油、天然气.
    """
    if separator is _HAN_COMMA:
        return any({*pieces[0]}.isdisjoint(piece) for piece in pieces)
    return separator is _SPACED_SLASH and all(piece.isupper() for piece in pieces)


def has_types(glossary: Glossary) -> bool:
    """Return whether any term of a glossary says what kind of name it is."""
    return any(term.term_type for concept in glossary.concepts for term in concept.terms)


def split_terms(glossary: Glossary, apart: str = "") -> tuple[Glossary, int]:
    """Make a term of each of several in one cell, and return the glossary with the number of cells that were split.

    The new terms have the fields of the old one; where that was preferred, the first is, and the others are admitted.
    In a glossary with types of terms, one from brackets is an abbreviation. A concept that was called as the cell is
    called as its first term. `apart` is the language whose terms name concepts
    of their own, as the source does in a list of pairs without ids: there each new term gets all terms of the others.
    """
    used = {concept.id for concept in glossary.concepts}
    is_typed = has_types(glossary)
    concepts: list[Concept] = []
    added: list[Concept] = []
    count = 0
    for concept in glossary.concepts:
        parts = list(split_texts(concept))
        split = [(term, pieces) for term, pieces in parts if len(pieces) > 1 and term.state is not State.REJECTED]
        count += len(split)
        new = concept._replace(terms=_list_terms(parts)) if split else concept
        if split and is_typed:
            new = _mark_abbreviations(new, split)
        if split and apart and (divided := _divide(new, apart, [term for term, _ in split])):
            added += [one for one in divided if one.id in used]
            concepts += [one for one in divided if one.id not in used]
        else:
            name = next((pieces[0] for term, pieces in split if term.text.strip() == concept.id), concept.id)
            name = concept.id if name in used else name
            used.add(name)
            concepts.append(new._replace(id=name))
    return glossary._replace(concepts=_join([*concepts, *added])), count


def _mark_abbreviations(concept: Concept, split: Sequence[tuple[Term, tuple[str, ...]]]) -> Concept:
    """Give the terms of a concept that were in brackets after another one their type."""
    inside = {match[1].strip() for term, _ in split for match in _INSIDE.finditer(term.text)}
    short = inside & {piece for _, pieces in split for piece in pieces[1:]}
    terms = (term._replace(term_type="abbreviation") if term.text in short else term for term in concept.terms)
    return concept._replace(terms=tuple(terms))


def _list_terms(parts: Sequence[tuple[Term, tuple[str, ...]]]) -> tuple[Term, ...]:
    """List the terms of a concept after splitting; what is split gives none that the concept has anyway."""
    whole = {term for term, pieces in parts if _build_terms(term, pieces) == [term]}
    found: list[Term] = []
    for term, pieces in parts:
        new = _build_terms(term, pieces)
        found += new if term in whole else [one for one in new if one not in whole and one not in found]
    return tuple(found)


def _divide(concept: Concept, language: str, split: Sequence[Term]) -> list[Concept]:
    """Make a concept of each term of a language, with all terms of the others; of each term where none is in it.

    Nothing where no term of that language was split, so that the concept stays one.
    """
    own = [term for term in concept.terms if matches_language(term.language, language)]
    if own and not any(matches_language(term.language, language) for term in split):
        return []
    others = [term for term in concept.terms if term not in own] if own else []
    return [concept._replace(id=term.text, terms=(term, *others)) for term in own or concept.terms]


def _join(concepts: Sequence[Concept]) -> tuple[Concept, ...]:
    """Join concepts of one id as the rows of a list of pairs are, with each term once, unless their fields differ."""
    joined: dict[str, Concept] = {}
    if len({concept.id for concept in concepts}) == len(concepts):
        return tuple(concepts)
    for concept in concepts:
        first = joined.get(concept.id)
        if first is None or any(mine and its and mine != its for mine, its in zip(concept[2:], first[2:], strict=True)):
            name = find_free_id(concept.id, joined)
            joined[name] = concept._replace(id=name)
        else:
            texts = {(term.language, term.text) for term in first.terms}
            terms = (term for term in concept.terms if (term.language, term.text) not in texts)
            joined[concept.id] = first._replace(
                terms=(*first.terms, *terms),
                subject=first.subject or concept.subject,
                definition=first.definition or concept.definition,
                note=first.note or concept.note,
                extra=first.extra or concept.extra,
            )
    return tuple(joined.values())


def _build_terms(term: Term, pieces: tuple[str, ...]) -> list[Term]:
    if len(pieces) == 1 or term.state is State.REJECTED:
        return [term]
    rest = Status.ADMITTED if term.status is Status.PREFERRED else term.status
    extra = tuple(pair for pair in term.extra if pair[0] != "@id")
    others = [term._replace(text=piece, status=rest, extra=extra) for piece in pieces[1:]]
    return [term._replace(text=pieces[0]), *others]
