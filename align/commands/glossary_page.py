"""What the page of a glossary shows: which concepts, in which order, under which initials."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import PurePath

from align.errors import LanguageCodeError
from align.lang import find_language
from align.lang.codes import check_language_code, name_language
from align.lang.pinyin import spell
from align.report.glossary_page import Contents, Entry, Section
from glossary.dictionary.script_folding import fold_scripts
from glossary.formats.base import DEFAULT_LANGUAGES, Languages
from glossary.lang.scripts import HAN
from glossary.model import Concept, Glossary, State, Term
from glossary.upkeep.sort import sort_terms

DIGITS, OTHERS = "0–9", "Other"
"""The initials of terms that begin with a digit, or with what is in no alphabet."""

_HAN = "Han"
"""The script of languages that are ordered by pinyin."""
_RUN = re.compile(f"[{HAN}]+|[^{HAN}]+")
_START = re.compile(r"[\W_]+")
_COMMON_HAN = range(0x3400, 0xA000)

Key = tuple[int, str, tuple[tuple[str, str], ...]]
"""What terms are ordered by: the rank of the initial, the initial, and how each piece is spelled and written."""


def collect_contents(glossaries: Mapping[str, Glossary], named: tuple[str | None, str | None]) -> Contents:
    """Return what a page shows of glossaries, by the paths of their files; `named` are the languages that are given.

    Rejected terms are left out, and concepts of which they leave no terms, or those of one language: how many there are
    is counted.
    """
    concepts = [(place, one) for place, glossary in enumerate(glossaries.values()) for one in glossary.concepts]
    languages = _choose_languages([concept for _, concept in concepts], named)
    shown = [Entry(place, _keep_shown(concept, languages)) for place, concept in concepts]
    entries = [entry for entry in shown if entry.concept.terms]
    by_source, by_target = ([_rank(entry.concept, language) for entry in entries] for language in languages)
    order = sorted(range(len(entries)), key=by_source.__getitem__)
    places = {number: place for place, number in enumerate(order)}
    other = sorted(range(len(entries)), key=lambda number: (by_target[number], places[number]))
    codes = {term.language for entry in entries for term in entry.concept.terms}
    return Contents(
        tuple(_name_files(list(glossaries))),
        languages,
        tuple(entries[number] for number in order),
        _divide(order, by_source, places),
        _divide(other, by_target, places),
        frozenset(filter(_is_code, codes)),
        _list_script_pairs(entry.concept for entry in entries),
        rejected=sum(term.state is State.REJECTED for _, concept in concepts for term in concept.terms),
        left_out=len(shown) - len(entries),
    )


def _choose_languages(concepts: Iterable[Concept], named: tuple[str | None, str | None]) -> Languages:
    """Return the languages that are named; else the usual ones, or, where terms are in others, the two most frequent.

    The language that more concepts begin with is the source.
    """
    if any(named):
        return Languages(named[0] or DEFAULT_LANGUAGES.source, named[1] or DEFAULT_LANGUAGES.target)
    counts, firsts = Counter[str](), Counter[str]()
    for concept in concepts:
        codes = [name_language(term.language) for term in concept.terms if _is_code(term.language)]
        counts.update(dict.fromkeys(codes, 1))
        firsts.update(codes[:1])
    found = [code for code, _ in counts.most_common(2)]
    if len(found) < 2 or set(found) == set(DEFAULT_LANGUAGES):
        return DEFAULT_LANGUAGES
    return Languages(*sorted(found, key=lambda code: -firsts[code]))


def _name_files(paths: list[str]) -> list[str]:
    """Return what the page calls each file: its name, or the path that was given where two have one name."""
    names = [PurePath(path).name for path in paths]
    return [path if names.count(name) > 1 else name for path, name in zip(paths, names, strict=True)]


def _keep_shown(concept: Concept, languages: Languages) -> Concept:
    """Return a concept with the terms that are shown: source, target, others; in each language candidates last.

    It has none where no rendering is left that was not rejected.
    """
    kept = [term for term in concept.terms if term.state is not State.REJECTED and term.text.strip()]
    codes = {name_language(term.language) for term in kept}
    rejected = {name_language(term.language) for term in concept.terms if term.state is State.REJECTED}
    if len(codes) == 1 and rejected - codes:
        return concept._replace(terms=())
    terms = sort_terms(kept, languages)
    places = {code: place for place, code in enumerate(dict.fromkeys(term.language for term in terms))}
    return concept._replace(
        terms=tuple(sorted(terms, key=lambda term: (places[term.language], term.state is State.CANDIDATE)))
    )


def _rank(concept: Concept, language: str) -> Key:
    """Return what a concept is ordered by: its best term in a language; those that have none come last."""
    terms = concept.renderings(language) or concept.terms_in(language)
    pieces = tuple(_spell((terms or concept.terms)[0]))
    initial = _find_initial(pieces[0][0] if pieces else "")
    if not terms:
        return 3, f"Not in {find_language(language).name}", pieces
    return (initial == DIGITS) + 2 * (initial == OTHERS), initial, pieces


def _spell(term: Term) -> Iterable[tuple[str, str]]:
    """Return how a term is spelled, piece by piece: Chinese in pinyin, letters without accents and case."""
    text = _START.sub(" ", unicodedata.normalize("NFKC", term.text)).strip()
    if find_language(term.language).script != _HAN:
        return [(_fold(text), "")] if text else []
    runs = [(run, spell(run) if re.match(f"[{HAN}]", run) else (_fold(run),)) for run in _RUN.findall(text)]
    pairs = (zip(spelled, run if len(spelled) == len(run) else spelled, strict=True) for run, spelled in runs)
    return [(syllable.strip(), written) for pair in pairs for syllable, written in pair if syllable.strip()]


def _fold(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _find_initial(spelled: str) -> str:
    """Return the initial that a term is listed under, in upper case."""
    first = spelled[:1].upper()
    if first.isdigit():
        return DIGITS
    return first if first.isalpha() and not re.match(f"[{HAN}]", first) else OTHERS


def _divide(order: list[int], keys: list[Key], places: Mapping[int, int]) -> tuple[Section, ...]:
    return tuple(
        Section(initial, tuple(places[number] for number in numbers))
        for initial, numbers in groupby(order, lambda number: keys[number][1])
    )


def _is_code(code: str) -> bool:
    try:
        check_language_code(code)
    except LanguageCodeError:
        return False
    return True


def _list_script_pairs(concepts: Iterable[Concept]) -> str:
    """Return pairs of characters, one after the other: what may be typed, and its form in the folded terms.

    Those of other characters than the terms have are left out.
    """
    terms = (term for concept in concepts for term in concept.terms)
    known = set(fold_scripts("".join(term.text for term in terms if find_language(term.language).script == _HAN)))
    common = "".join(map(chr, _COMMON_HAN))
    pairs = zip(common, fold_scripts(common), strict=True)
    return "".join(one + folded for one, folded in pairs if one != folded and folded in known)
