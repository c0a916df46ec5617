"""Checks of the punctuation of terms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.lang.scripts import has_han
from glossary.model import Concept, Term, matches_language
from glossary.upkeep.checks.script import writes_han
from glossary.upkeep.problems import Fault
from glossary.upkeep.view import GlossaryView

_TRAILING = re.compile(r"[,;:，；：、]$")
_LEADING = re.compile(r"^(?:[,;:，；：、。？！]|\.(?![\w.]))")
_DOUBLED = re.compile(r"([,;，；、。])\1(?!\1)|(?<!\.)\.\.(?!\.)")
_WIDE = re.compile("[\u3001-\u3003\u3008-\u3011\u3014-\u301b\uff01-\uff5e]")
_VOWEL = re.compile("[aeiouyà-öø-ÿ]", re.IGNORECASE)
_STOP = re.compile(r"(?<![.。])[.。]$")
_OPENING, _CLOSING = frozenset("([{（［｛【《〈「『〔“‘"), frozenset(")]}）］｝】》〉」』〕”")

_ABBREVIATION = re.compile(
    r"""(?:^|[^\w])(?:
    abbr|acad|al|ca|co|cos|no|nos|pvt|adm|admin|approx|apr|assn|assoc|asst|atty|aug|ave|bldg|blvd|bros|capt|cent|cert|cmdr|col|
    corp|dec|dept|dist|div|ed|eds|eq|est|etc|excl|ext|feb|fig|figs|fri|gen|gov|govt|hon|inc|incl|inst|
    intl|jan|jun|jul|junr|ltd|maj|mar|max|mfg|mgr|mil|min|misc|mon|mt|mtn|nat|natl|nov|oct|op|orig|para|
    pharm|pp|prof|prop|prov|pub|rd|rep|res|rev|sat|sec|sen|sep|sept|sergt|ser|sgt|spec|sq|sr|st|sta|sun|
    supp|supt|tech|tel|thu|tue|univ|vol|vols|wed
    )\.$""",
    re.IGNORECASE | re.VERBOSE,
)


def find_stray_punctuation(view: GlossaryView) -> Iterator[Fault]:
    """Find punctuation at an end or doubled, and full-width characters in a language that has none."""
    for index, concept, term in view.list_terms():
        what = _describe_stray(term, concept) if any(map(str.isalnum, term.text)) else ""
        if what:
            yield Fault(index, term.text, f"“{term.text.strip()}” has {what}: write the term as it appears in a text.")


def _describe_stray(term: Term, concept: Concept) -> str:
    text = term.text.strip()
    if not writes_han(term.language) and not has_han(text) and (wide := _WIDE.search(text)):
        return f"a full-width character (“{wide[0]}”)"
    if match := _DOUBLED.search(text):
        return f"punctuation twice in a row (“{match[0]}”)"
    if match := _LEADING.search(text) or _TRAILING.search(text):
        return f"punctuation at its {'start' if match.start() == 0 else 'end'} (“{match[0]}”)"
    if _STOP.search(text) and not _is_abbreviation(text) and not _is_sentence(term, concept):
        return "a full stop at its end"
    return ""


def _is_abbreviation(text: str) -> bool:
    """Return whether the full stop at the end belongs to an abbreviation: “Inc.”, “U.S.”, “p.”, “Mr.”.

    A word without a vowel is taken for one.
    """
    *_, word = re.split(r"[\s(“\"']", text[:-1])
    return (
        text.endswith(".")
        and not has_han(word)
        and (len(word) < 2 or "." in word or bool(_ABBREVIATION.search(text)) or not _VOWEL.search(word))
    )


def _is_sentence(term: Term, concept: Concept) -> bool:
    """Return whether a term in another language ends in a full stop too, as in an entry of sentences."""
    others = (other for other in concept.terms if not matches_language(other.language, term.language.partition("-")[0]))
    return any(_STOP.search(other.text.strip()) for other in others)


def find_unbalanced_brackets(view: GlossaryView) -> Iterator[Fault]:
    """Find brackets that are not closed, or not opened. Any kind closes any other: [0, 1) is an interval."""
    for index, _, term in view.list_terms():
        if bracket := _find_unbalanced(term.text):
            message = f"“{term.text.strip()}” has a “{bracket}” without its other half: add it, or take this one out."
            yield Fault(index, term.text, message)


def _find_unbalanced(text: str) -> str:
    """Return the first bracket without its other half; "" where there is none, or no letter in the text."""
    if not any(map(str.isalnum, text)):
        return ""
    waiting: list[str] = []
    for character in text:
        if character in _OPENING:
            waiting.append(character)
        elif character in _CLOSING:
            if not waiting:
                return character
            waiting.pop()
        elif character == "’" and waiting and waiting[-1] == "‘":  # it is an apostrophe elsewhere
            waiting.pop()
    return next((bracket for bracket in waiting if bracket != "‘"), "")
