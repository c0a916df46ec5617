"""Patterns: the folded forms of a term that texts are searched for, and what a hit must fulfil besides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import normalize

from glossary.lang.en_variants import list_variants
from glossary.matching.folding import FoldedText, fold
from glossary.model import ALLOWED, Case, Concept, Glossary, Match, State, Term, matches_language
from glossary.pack.patterns import compile_late

_WORD = compile_late(r"[^\W\d_]+")
_SHORT = 4  # letters from which an acronym may be as a name: Nato, Opec


class TermPattern(NamedTuple):
    """One form of a term. `form` is folded but for its case; `as_written` are its stretches whose case counts.

    `order` numbers the terms of all glossaries; without `checked`, `is_match` is always true.
    """

    concept: Concept
    term: Term
    rank: int
    order: int
    form: str
    as_written: tuple[tuple[int, int], ...]
    checked: bool

    def is_match(self, text: FoldedText, start: int, end: int) -> bool:
        """Return whether a stretch of a text, equal when folded, is written as the term must be."""
        for first, last in self.as_written:
            if _keep_cased(text.plain[start + first : start + last]) != _keep_cased(self.form[first:last]):
                return False
        return self.term.match is not Match.EXACT or self._is_exact(text, start, end)

    def _is_exact(self, text: FoldedText, start: int, end: int) -> bool:
        first, last = text.find_original(start, end)
        return " ".join(text.original[first:last].split()).lower() == " ".join(self.term.text.split()).lower()


def _keep_cased(text: str) -> list[str]:
    """Return the letters that have case; script and width are not compared."""
    return [character for character in text if character.lower() != character.upper()]


def build_patterns(glossaries: Sequence[Glossary], language: str) -> dict[tuple[str, bool], list[TermPattern]]:
    """Return the patterns of accepted terms of a language, in order of rank and file.

    A key is a folded text, and whether the text may be the beginning of a longer word.
    """
    found: dict[tuple[str, bool], list[TermPattern]] = {}
    for order, (rank, concept, term) in enumerate(_list_accepted(glossaries, language)):
        for folded in _fold_forms(term):
            stretches = _find_case_sensitive(term, folded.plain)
            checked = bool(stretches) or term.match is Match.EXACT
            pattern = TermPattern(concept, term, rank, order, folded.plain, stretches, checked)
            found.setdefault((folded.text, term.match is Match.PREFIX), []).append(pattern)
    return found


def _list_accepted(glossaries: Sequence[Glossary], language: str) -> Iterator[tuple[int, Concept, Term]]:
    for rank, glossary in enumerate(glossaries):
        for concept in glossary.concepts:
            known = {_get_primary_subtag(term) for term in concept.terms}
            accepted = {_get_primary_subtag(term) for term in concept.terms if term.state is State.ACCEPTED}
            for term in concept.terms:
                if (
                    term.state is State.ACCEPTED
                    and _is_asked_for(term.language, language)
                    and _is_decided(_get_primary_subtag(term), known, accepted)
                ):
                    yield rank, concept, term


def _is_decided(language: str, known: set[str], accepted: set[str]) -> bool:
    """Return whether a term is settled: its concept has accepted terms in another language, or terms in one language
    only.

    A source whose renderings are all candidates or rejected is no term yet, and must not hide a shorter one.
    """
    return known == {language} or accepted > {language}


def _get_primary_subtag(term: Term) -> str:
    return term.language[:2].lower()


def _is_asked_for(language: str, wanted: str) -> bool:
    """Return whether terms of a language are searched for in a text of another: en-GB in en and back, zh-Hant in
    zh-Hans.
    """
    return (
        matches_language(language, wanted) or matches_language(wanted, language) or language[:2] == wanted[:2] == "zh"
    )


def _fold_forms(term: Term) -> list[FoldedText]:
    """Return the folded forms of a term, each once, with accents both composed (NFC) and decomposed (NFD)."""
    forms = _list_forms(term)
    if not term.text.isascii():
        forms = [normalize(kind, form) for form in forms for kind in ("NFC", "NFD")]
    found: dict[str, FoldedText] = {}
    for form in forms:
        folded = fold(form, term.language)
        if any(map(str.isalnum, folded.text)):
            found.setdefault(folded.text, folded)
    return list(found.values())


def _list_forms(term: Term) -> list[str]:
    text = " ".join(term.text.split())
    if term.match in (Match.EXACT, Match.PREFIX) or not matches_language(term.language, "en"):
        return [text]
    return list_variants(text, term.part_of_speech, term.status in ALLOWED)


def _find_case_sensitive(term: Term, form: str) -> tuple[tuple[int, int], ...]:
    """Return the stretches of a form whose case counts: all or none of it, as the glossary says.

    Where the glossary says nothing, the case of acronyms counts (of one with four letters or more, that of the first),
    and that of the capital of a forbidden single word: where "Turkey" is forbidden, "turkey" is not.
    """
    if term.case is Case.SENSITIVE:
        return ((0, len(form)),)
    words = list(_WORD.finditer(form))
    if term.case is Case.INSENSITIVE or form.islower() or (len(words) > 1 and form.isupper()):
        return ()
    if len(words) == 1 and term.status not in ALLOWED and words[0][0].istitle():
        return ((words[0].start(), words[0].start() + 1),)
    return tuple(
        _find_letters_to_match(word) for word in words if len(word[0].rstrip("s")) > 1 and word[0].rstrip("s").isupper()
    )


def _find_letters_to_match(word: re.Match[str]) -> tuple[int, int]:
    return word.start(), word.end() if len(word[0].rstrip("s")) < _SHORT else word.start() + 1
