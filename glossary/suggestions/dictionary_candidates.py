"""Candidates from the dictionary: the glosses of a word, or those of its parts put together.

Glosses that are inflections of one another ("to plot", "a plot") are one candidate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from glossary.dictionary.cedict import Dictionary
from glossary.dictionary.glosses import Gloss, find_glosses
from glossary.lang import en, zh
from glossary.lang.function_words import BASIC_PREPOSITIONS, ZH_WORDS
from glossary.lang.word_formation import form_words, load_suffixes

DICTIONARY = "CC-CEDICT"
COMPOSED = "CC-CEDICT, composed"
LONGEST = 12  # characters; longer texts are clauses, which no dictionary has
_PARTS = 2  # more parts are a clause, and its words, put together, are no English
_SHORTEST_STEM = 2  # characters that a suffix follows
_CHOICES = 5  # glosses that a part contributes
_MODIFIER_WORDS = 2
_MOST_CANDIDATES = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rendering to be ranked: its base form, every form it can take as (Penn tag, form), and where it comes from.

    `order` is its index among the candidates of the dictionary. `traits` are extra features of a rendering that the
    dictionary does not give for the word itself. `article` is the one that the dictionary puts before the base form.
    """

    text: str
    forms: tuple[tuple[str, str], ...]
    order: int
    origin: str = DICTIONARY
    traits: tuple[tuple[str, float], ...] = ()
    article: str = ""

    @property
    def length(self) -> int:
        """Return the number of words."""
        return len(self.text.split())


def find_dictionary_candidates(dictionary: Dictionary, word: str) -> tuple[Candidate, ...]:
    """Return the candidates for `word` in the order of the dictionary; none where it has neither word nor parts."""
    word = zh.trim(word)
    if not word or len(word) > LONGEST:
        return ()
    if glosses := find_glosses(dictionary, word):
        return _merge(glosses, DICTIONARY)
    if suffixed := _add_suffix(dictionary, word):
        return _merge(suffixed, COMPOSED)
    parts, links = zh.split_known(word, dictionary.__contains__), ZH_WORDS.words("link")
    content = [part for part in parts if part not in (*links, *ZH_WORDS.words("aspect"))]
    if len(content) == 1:
        return _merge(find_glosses(dictionary, content[0]), DICTIONARY)
    if len(content) != _PARTS or sum(len(part) == 1 for part in content) == _PARTS:
        return ()  # characters read one by one make no term
    linked = len(parts) == 3 and parts[1] in links
    return _merge(_compose([_find_part_glosses(dictionary, part) for part in content], linked), COMPOSED)


def _merge(glosses: Iterable[Gloss], origin: str) -> tuple[Candidate, ...]:
    """Return a candidate for each lexeme; its first gloss gives the text, all of them the forms."""
    groups: dict[str, list[Gloss]] = {}
    for gloss in glosses:
        groups.setdefault(en.find_lexeme(gloss.text), []).append(gloss)
    merged = []
    for order, group in enumerate(list(groups.values())[:_MOST_CANDIDATES]):
        forms = dict.fromkeys(form for gloss in group for form in en.list_inflections(gloss.text, gloss.verb))
        merged.append(Candidate(group[0].text, tuple(forms), order, origin, article=group[0].article))
    return tuple(merged)


def _compose(parts: list[list[Gloss]], linked: bool) -> Iterator[Gloss]:
    """Yield combinations of one gloss of each part, in the order of the source; `linked` ones also with "of"."""
    choices = [enumerate(glosses[:_CHOICES]) for glosses in parts]
    for picks in sorted(product(*choices), key=lambda picks: sum(place for place, _ in picks)):
        first, *_, last = glosses = [gloss for _, gloss in picks]
        yield Gloss(" ".join(gloss.text for gloss in glosses), 0, verb=first.verb and en.is_only_verb(first.text))
        if linked:
            yield Gloss(f"{first.text}'s {last.text}" if first.is_proper else f"{last.text} of {first.text}", 0)


def _add_suffix(dictionary: Dictionary, word: str) -> list[Gloss]:
    """Return what a character after a word of the dictionary makes of its glosses; nothing where it is no suffix.

    That are words formed of a gloss, and glosses with a noun after them, those of a verb also with its present
    participle.
    """
    suffix = load_suffixes().get(dictionary.simplify(word[-1]))
    if not suffix or len(word) <= _SHORTEST_STEM or word[:-1] not in dictionary:
        return []
    found: list[tuple[int, Gloss]] = []
    for place, gloss in enumerate(_find_part_glosses(dictionary, word[:-1])[:_CHOICES]):
        text = _strip_copula(gloss.text)
        formed = form_words(text, suffix.formation) if suffix.formation else ()
        adjectives = (text,) if suffix.is_adjective and en.find_lemmas(text).get("ADJ") == text else ()
        found += ((place, Gloss(one, 0)) for one in (*adjectives, *formed))
        is_verb = gloss.verb and " " not in gloss.text
        befores = [text, en.inflect(text, "VERB", "VBG")] if is_verb else [text]
        found += (
            (place + index, Gloss(f"{before} {noun}", 0))
            for index, noun in enumerate(suffix.nouns)
            for before in befores
            if before
        )
    return [gloss for _, gloss in sorted(found, key=lambda row: row[0])]


def _strip_copula(text: str) -> str:
    """Return a gloss that can be before a noun: "overdue" of "be overdue", "return" of "return to"."""
    words = text.split()
    if len(words) == _MODIFIER_WORDS and words[0] == "be":
        return words[1]
    return words[0] if len(words) == _MODIFIER_WORDS and words[1] in BASIC_PREPOSITIONS else text


def _find_part_glosses(dictionary: Dictionary, part: str) -> list[Gloss]:
    """Return the glosses of a part that are short enough to modify a noun, names and dated ones last.

    Names and adverbs are left out where the part has other glosses.
    """
    glosses = [gloss for gloss in find_glosses(dictionary, part) if len(gloss.text.split()) <= _MODIFIER_WORDS]
    plain = [gloss for gloss in glosses if not (gloss.is_proper or en.is_only_adverb(gloss.text))]
    return sorted(plain or glosses, key=lambda gloss: (gloss.is_proper, gloss.labelled))
