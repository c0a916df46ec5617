"""What is searched for when a term is looked for: its forms made comparable, and what a hit has to fulfil besides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import normalize

from glossary.lang.en_variants import variants
from glossary.lang.folding import Folded, fold
from glossary.model import ALLOWED, Case, Concept, Glossary, Match, State, Term, speaks

_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 4  # letters from which an acronym may stand as a name: Nato, Opec


class Pattern(NamedTuple):
    """One form of a term. `form` is comparable but for its case; `as_written` are the stretches whose case counts.

    `order` counts the terms of all glossaries; `checked` says that `fits` has something to look at.
    """

    concept: Concept
    term: Term
    rank: int
    order: int
    form: str
    as_written: tuple[tuple[int, int], ...]
    checked: bool

    def fits(self, text: Folded, start: int, end: int) -> bool:
        """Whether what stands in a text is written as the term must be; the folded texts are the same."""
        for first, last in self.as_written:
            if _cased(text.plain[start + first : start + last]) != _cased(self.form[first:last]):
                return False
        return self.term.match is not Match.EXACT or self._is_exact(text, start, end)

    def _is_exact(self, text: Folded, start: int, end: int) -> bool:
        first, last = text.span(start, end)
        return " ".join(text.original[first:last].split()).lower() == " ".join(self.term.text.split()).lower()


def _cased(text: str) -> list[str]:
    """The letters that have case: script and width are not compared."""
    return [character for character in text if character.lower() != character.upper()]


def patterns(glossaries: Sequence[Glossary], language: str) -> dict[tuple[str, bool], list[Pattern]]:
    """Return the patterns of accepted terms of a language, in order of rank and file, by the folded text they share and
    whether it may be the beginning of a word.
    """
    found: dict[tuple[str, bool], list[Pattern]] = {}
    for order, (rank, concept, term) in enumerate(_accepted(glossaries, language)):
        for folded in _folded_forms(term):
            stretches = _as_written(term, folded.plain)
            checked = bool(stretches) or term.match is Match.EXACT
            pattern = Pattern(concept, term, rank, order, folded.plain, stretches, checked)
            found.setdefault((folded.text, term.match is Match.PREFIX), []).append(pattern)
    return found


def _accepted(glossaries: Sequence[Glossary], language: str) -> Iterator[tuple[int, Concept, Term]]:
    for rank, glossary in enumerate(glossaries):
        for concept in glossary.concepts:
            known = {_primary(term) for term in concept.terms}
            accepted = {_primary(term) for term in concept.terms if term.state is State.ACCEPTED}
            for term in concept.terms:
                if (
                    term.state is State.ACCEPTED
                    and _is_asked_for(term.language, language)
                    and _is_decided(_primary(term), known, accepted)
                ):
                    yield rank, concept, term


def _is_decided(language: str, known: set[str], accepted: set[str]) -> bool:
    """Whether a term has an accepted one in another language, or needs none. A row of pairs says nothing of its source:
    where all that renders it are candidates or rejected, it is one too, and must not hide a shorter term.
    """
    return known == {language} or accepted > {language}


def _primary(term: Term) -> str:
    return term.language[:2].lower()


def _is_asked_for(language: str, wanted: str) -> bool:
    """Whether terms of a language are looked for in a text: British in English, any in an English text, all Chinese."""
    return speaks(language, wanted) or speaks(wanted, language) or language[:2] == wanted[:2] == "zh"


def _folded_forms(term: Term) -> list[Folded]:
    """The forms of a term made comparable, each folded text once; accents may be letters of their own or marks."""
    forms = _forms(term)
    if not term.text.isascii():
        forms = [normalize(kind, form) for form in forms for kind in ("NFC", "NFD")]
    found: dict[str, Folded] = {}
    for form in forms:
        folded = fold(form, term.language)
        if any(map(str.isalnum, folded.text)):
            found.setdefault(folded.text, folded)
    return list(found.values())


def _forms(term: Term) -> list[str]:
    text = " ".join(term.text.split())
    if term.match in (Match.EXACT, Match.PREFIX) or not speaks(term.language, "en"):
        return [text]
    return variants(text, term.part_of_speech, term.status in ALLOWED)


def _as_written(term: Term, form: str) -> tuple[tuple[int, int], ...]:
    """The stretches of a form whose case counts: all, none, or where the glossary is silent, what only capitals tell.

    That is an acronym among other words (two or three letters; of a longer one the first), and of a single word that
    may not stand its capital: where Turkey is forbidden a turkey is not.
    """
    if term.case is Case.SENSITIVE:
        return ((0, len(form)),)
    words = list(_WORD.finditer(form))
    if term.case is Case.INSENSITIVE or form.islower() or (len(words) > 1 and form.isupper()):
        return ()
    if len(words) == 1 and term.status not in ALLOWED and words[0][0].istitle():
        return ((words[0].start(), words[0].start() + 1),)
    return tuple(_stretch(word) for word in words if len(word[0].rstrip("s")) > 1 and word[0].rstrip("s").isupper())


def _stretch(word: re.Match[str]) -> tuple[int, int]:
    return word.start(), word.end() if len(word[0].rstrip("s")) < _SHORT else word.start() + 1
