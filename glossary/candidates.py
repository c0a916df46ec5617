"""What a foreign word could be called: the glosses of the dictionary, or of its parts put together.

Glosses that are inflections of one another ("to plot", "a plot") are one candidate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from glossary.dictionary import Dictionary
from glossary.glosses import Gloss, word_glosses
from glossary.lang import en, zh

DICTIONARY = "CC-CEDICT"
COMPOSED = "CC-CEDICT, composed"
_LONGEST = 12  # characters; a longer residue is a clause, which no dictionary renders
_MOST_PARTS = 4
_CHOICES = {2: 5, 3: 3, 4: 2}  # glosses a part contributes, by number of parts
_MOST_CANDIDATES = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rendering to be ranked: its base form, every form it can take as (Penn tag, form), and where it is from."""

    text: str
    forms: tuple[tuple[str, str], ...]
    order: int
    origin: str = DICTIONARY

    @property
    def length(self) -> int:
        """The number of words."""
        return len(self.text.split())


def candidates(dictionary: Dictionary, word: str) -> tuple[Candidate, ...]:
    """Return the candidates for `word` in the order of the dictionary; empty where it has nothing to offer."""
    word = zh.trim(word)
    if not word or len(word) > _LONGEST:
        return ()
    if glosses := word_glosses(dictionary, word):
        return _merge(glosses, DICTIONARY)
    return _merge(_compose(dictionary, word), COMPOSED)


def _merge(glosses: Iterable[Gloss], origin: str) -> tuple[Candidate, ...]:
    """Join glosses with the same lexeme; the first gives the text, all of them the forms."""
    groups: dict[str, list[Gloss]] = {}
    for gloss in glosses:
        groups.setdefault(en.lexeme(gloss.text), []).append(gloss)
    merged = []
    for order, group in enumerate(list(groups.values())[:_MOST_CANDIDATES]):
        forms = dict.fromkeys(form for gloss in group for form in en.inflections(gloss.text, gloss.verb))
        merged.append(Candidate(group[0].text, tuple(forms), order, origin))
    return tuple(merged)


def _compose(dictionary: Dictionary, word: str) -> Iterator[Gloss]:
    """Yield the glosses of the parts of `word` put together, in the order of the source and, round 的, reversed."""
    parts = [part for part in zh.split_known(word, dictionary.__contains__) if part not in zh.ASPECTS]
    content = [part for part in parts if part not in zh.LINKS]
    if not 1 <= len(content) <= _MOST_PARTS:
        return
    choices = [_part_glosses(dictionary, part)[: _CHOICES.get(len(content), _MOST_CANDIDATES)] for part in content]
    linked = len(content) == 2 and len(parts) == 3 and parts[1] in zh.LINKS
    ranked = sorted(product(*(enumerate(choice) for choice in choices)), key=lambda picks: sum(p for p, _ in picks))
    for picks in ranked:
        glosses = [gloss for _, gloss in picks]
        texts = [gloss.text for gloss in glosses]
        yield Gloss(" ".join(texts), 0, verb=glosses[0].verb and len(glosses) == 1)
        if linked:
            yield Gloss(f"{texts[1]} of {texts[0]}", 0)


def _part_glosses(dictionary: Dictionary, part: str) -> list[Gloss]:
    """Return the glosses of a part, the short ones first: a modifier is a word, not an explanation."""
    glosses = word_glosses(dictionary, part)
    return sorted(glosses, key=lambda gloss: (len(gloss.text.split()) > 2, gloss.proper, gloss.labelled))
