"""What is certain of a Chinese text in English without a translation: its names, figures, dates and terms."""

from collections.abc import Sequence

from align.analysis.residue_names import list_people
from align.names.proper_names import has_word, load_names, spell_name
from glossary.lang.scripts import HAN
from glossary.pack.patterns import compile_late

_QUOTED = compile_late(f"[“《「]([{HAN}]{{2,8}})[”》」]")
_LONGEST_NAME = 8
_MOST_PARTS = 12
"""Parts that are told of a missing passage."""

Parts = tuple[tuple[str, str], ...]
"""Parts of a Chinese text, each with what it is in English."""


def find_known_parts(text: str) -> Parts:
    """Return the names, figures and dates of a Chinese phrase, each with what it is in English."""
    from glossary.suggestions.drafts import load_draft_words

    found = {text[start:end]: english for start, end, english in _find_figures(text)}
    found |= {quoted: spell_name(quoted) for quoted in _QUOTED.findall(text) if not has_word(quoted)}
    rows = load_draft_words()  # in a phrase, 美国 is rather “US” than “United States”
    for start, end, english in _find_names(text):
        if text[start:end] not in rows:
            found.setdefault(text[start:end], english)
    return tuple(found.items())


def list_certain_parts(text: str, terms: Parts = (), target: str = "") -> list[str]:
    """Return in English, in the order of a Chinese text, its first names, figures, dates and `terms`, each once.

    Of parts that overlap the term counts, then the longest; a name in quotation marks that no table has is left out,
    and so is what may be a person whom the translation, `target`, does not name: 秦川黄牛 is a breed of cattle.

    >>> list_certain_parts("1978年，他考上了清华大学。")
    ['1978', 'Tsinghua']
    """
    places = {part: text.find(part) for part in dict(terms) if part in text}
    found = [(start, start + len(part), dict(terms)[part], 0) for part, start in places.items()]
    found += [(*one, 1) for one in _find_figures(text)]
    people = [(text.find(part), part, english) for part, english in list_people(text) if english in target]
    found += [(start, start + len(part), english, 1) for start, part, english in people]
    found += [(*one, 1) for one in _find_names(text)]
    taken = [False] * len(text)
    kept = []
    for start, end, english, _ in sorted(found, key=lambda one: (one[3], one[0] - one[1], one[0])):
        if not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            kept.append((start, english))
    return list(dict.fromkeys(english for _, english in sorted(kept)))[:_MOST_PARTS]


def _find_figures(text: str) -> Sequence[tuple[int, int, str]]:
    from align.quantities.en_render import render
    from align.quantities.zh import extract

    return [(*one.span, render(one)) for one in extract(text) if one.span.end - one.span.start > 1]


def _find_names(text: str) -> Sequence[tuple[int, int, str]]:
    """Return the names of a text that the tables have, with their places."""
    names = load_names()
    return [
        (start, start + length, names[word])
        for start in range(len(text))
        for length in range(min(_LONGEST_NAME, len(text) - start), 1, -1)
        if (word := text[start : start + length]) in names
    ]
