"""Glosses: the phrases that can be in a sentence, taken from the senses of CC-CEDICT.

A sense holds more than that: classifiers, labels, explanations in parentheses, references to other entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from glossary.dictionary.cedict import Dictionary, Entry
from glossary.lang.function_words import ARTICLES, make_word_set
from glossary.lang.scripts import HAN
from glossary.pack.patterns import compile_late

_NOT_RENDERINGS = compile_late(
    r"CL:|(?:Taiwan|also|old|Beijing|colloquial|Cantonese|PRC) pr\.|see |used (?:in|before|after) |cf\. "
    r"|.*\b(?:classifier\b|radical in Chinese characters|Kangxi radical)",
    re.I,
)
_REFERENCE = compile_late(
    r"(?:\w+ )*?(?:variants? (?:of|form of)|also|equivalent to|same as|written|short for|abbr\. (?:for|of|to)"
    rf"|see(?: also)?|contraction of) (?:\w+ )*?([{HAN}·]+)(?:\|([^\[\s]+))?"
)
_PARENTHESIS = compile_late(r"\s*\([^()]*\)")
_CITED = f"(?-i:[{HAN}\u4dc0-\u4dff|·，、])+"  # words of other entries, and the hexagrams of the Book of Changes
_CITATION = compile_late(rf"\s*{_CITED}(?:,{_CITED})*(?:\[[^\]]*\])?|\s*\[[a-z0-9: ]+\]", re.I)
_LABEL = compile_late(r"^(?:fig|lit|esp|abbr|idiom|also)\.?:? ", re.I)
_DATED = compile_late(
    r"\((?:old|archaic|literary|dialect|slang|coll\.|Internet slang|vulgar|derog|bound form|Tw|Cantonese)", re.I
)
_DESCRIPTION = compile_late(
    r",? (?:a|an|the|former|city|town|capital|county|district|prefecture) .*| \w+ (?:in|of) .*|, \w+ .*"
)
_TAIL = compile_late(r"(?: (?:sth|sb|sb's|oneself or sb))+$|\s*(?:\.\.\.|…|etc\.?)$|,? (?:i\.e\.|e\.g\.|esp\.) .*$")
_EXPLANATION = 4  # blanks in a phrase from which on what follows a comma explains it
_CHOICE = compile_late(r"^((?:to )?)([\w-]+) or ([\w-]+)$")
_MARKED = {""} | make_word_set(
    "or sb sth oneself etc classifier radical kangxi see used fig lit esp abbr idiom also surname"
)
"""Words without which a sense of nothing but words is a phrase by itself."""


@dataclass(frozen=True, slots=True)
class Gloss:
    """A phrase for a word: without "to", an article, labels and parentheses.

    `rank` is its index among all glosses of the word, `entry` the index of its entry, `sense` that of its sense in the
    entry. `verb`: the dictionary gave it with "to"; `article`: the article the dictionary gave; `labelled`: it is
    dated, regional or the like; `is_proper`: its entry is a name.
    """

    text: str
    rank: int
    entry: int = 0
    sense: int = 0
    verb: bool = False
    article: str = ""
    labelled: bool = False
    is_proper: bool = False


def find_glosses(dictionary: Dictionary, word: str) -> tuple[Gloss, ...]:
    """Return the glosses of `word`, names last; those of another word where its entries only refer to that."""
    entries = sorted(dictionary.look_up(word), key=lambda entry: entry.is_proper)
    found = list(_make_glosses(entries))
    if not found:
        targets = [target for entry in entries for target in _find_references(entry) if target != word]
        found = list(_make_glosses([e for target in dict.fromkeys(targets) for e in dictionary.look_up(target)]))
    return tuple(found)


def _find_references(entry: Entry) -> Iterator[str]:
    for sense in entry.senses:
        if match := _REFERENCE.search(sense):
            yield match[2] or match[1]


def _make_glosses(entries: list[Entry]) -> Iterator[Gloss]:
    rank, seen = 0, set()
    for number, entry in enumerate(entries):
        is_proper = entry.is_proper
        for place, sense in enumerate(entry.senses):
            for phrase in clean_sense(sense):
                text, verb, article = _strip_particle(_DESCRIPTION.sub("", phrase) if is_proper else phrase)
                if text and (folded := text.lower()) not in seen:
                    seen.add(folded)
                    labelled = "(" in sense and bool(_DATED.search(sense))
                    yield Gloss(text, rank, number, place, verb, article, labelled, is_proper)
                    rank += 1


def clean_sense(sense: str) -> Iterable[str]:
    """Return the phrases of a sense as written in CC-CEDICT, with "to" and articles kept.

    >>> list(clean_sense("to cast off (old ideas etc); (fig.) to shed"))
    ['to cast off', 'to shed']
    """
    return (sense,) if _is_plain(sense) else _list_phrases(sense)


def _list_phrases(sense: str) -> Iterator[str]:
    if _NOT_RENDERINGS.match(sense) or _REFERENCE.match(sense):
        return
    for part in _flatten(sense).split(";"):
        phrase = _CITATION.sub("", part).strip(' ,!?"“”:~')
        phrase = _TAIL.sub("", _LABEL.sub("", phrase)).strip(" ,:")
        if phrase.startswith("surname "):
            phrase = phrase.removeprefix("surname ")
        if choice := _CHOICE.match(phrase):
            yield from (choice[1] + choice[2], choice[1] + choice[3])
        elif any(character.isalpha() for character in phrase) and "-" not in (phrase[0], phrase[-1]):
            yield phrase.partition(", ")[0] if phrase.count(" ") >= _EXPLANATION else phrase


def _is_plain(sense: str) -> bool:
    """Return whether a sense holds nothing but words and blanks between them, and none that says more than a phrase."""
    small = sense.lower()
    is_of_words = sense.isascii() and sense.replace(" ", "").isalpha()
    return is_of_words and _MARKED.isdisjoint(small.split(" ")) and not small.endswith("etc")


def _flatten(sense: str) -> str:
    """Remove parentheses, inner ones first, and the blanks they leave."""
    previous = ""
    while previous != sense:
        previous, sense = sense, _PARENTHESIS.sub("", sense)
    return " ".join(sense.split())


def _strip_particle(phrase: str) -> tuple[str, bool, str]:
    """Return the phrase without a leading "to" or article, whether it had "to", and its article."""
    first, _, rest = phrase.partition(" ")
    if rest and first == "to":
        return rest, True, ""
    if rest and first.lower() in ARTICLES and " of " not in f"{rest} ":
        return rest, False, first.lower()
    return phrase, False, ""
