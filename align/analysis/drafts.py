"""Drafts of sentences that a translation lacks, made of what is known of their words.

Names, figures, dates and the terms of the glossary are certain; the words between them are from the dictionary, in an
order in which English likes them. A draft spares an editor a blank page, no more.
"""

import re
from collections.abc import Callable, Sequence

from align.analysis.residue_names import list_people
from align.names.proper_names import has_word, load_names, spell_name
from glossary.lang.scripts import HAN
from glossary.pack.patterns import compile_late

_QUOTED = compile_late(f"[“《「]([{HAN}]{{2,8}})[”》」]")
_LONGEST_NAME = 8
_CLAUSE = re.compile(r"[，。；：！？,;:!?\n]+")
_MARKS = {
    "，": ",",
    ",": ",",
    "；": ";",
    ";": ";",
    "：": ":",
    ":": ":",
    "。": ".",
    "！": "!",
    "!": "!",
    "？": "?",
    "?": "?",
}
_LONGEST = 300
"""Characters of a passage that is drafted: a longer one takes too long."""

Parts = tuple[tuple[str, str], ...]
"""Parts of a Chinese text, each with what it is in English."""


def find_known_parts(text: str) -> Parts:
    """Return the names, figures and dates of a Chinese text, each with what it is in English."""
    from align.quantities.en_render import render
    from align.quantities.zh import extract
    from glossary.suggestions.drafts import load_draft_words

    figures = (one for one in extract(text) if one.span.end - one.span.start > 1)
    found = {text[slice(*one.span)]: render(one) for one in figures}
    found |= {quoted: spell_name(quoted) for quoted in _QUOTED.findall(text) if not has_word(quoted)}
    names, rows = load_names(), load_draft_words()  # in a phrase, 美国 is rather “US” than “United States”
    for start in range(len(text)):
        for length in range(min(_LONGEST_NAME, len(text) - start), 1, -1):
            if (word := text[start : start + length]) in names and word not in rows:
                found.setdefault(word, names[word])
    return tuple(found.items())


def draft_passages(passages: Sequence[tuple[str, Parts]]) -> list[str]:
    """Return a draft of each passage of Chinese, empty where it is too long; `Parts` are terms that it has.

    Clause by clause, so that what is sure of each is in its order.
    """
    from glossary.lang.zh import segment
    from glossary.suggestions.drafts import LONGEST, Phrase, draft_phrases

    clauses: list[tuple[int, str, Phrase]] = []
    for number, (text, terms) in enumerate(passages):
        if len(text) > _LONGEST:
            continue
        known = {**dict(find_known_parts(text)), **dict(list_people(text)), **dict(terms)}
        last = 0
        for mark in (*_CLAUSE.finditer(text), None):
            clause, last = text[last : mark.start() if mark else None], mark.end() if mark else last
            pieces, sign = _cut(clause, LONGEST, segment), _MARKS.get(mark[0][0] if mark else "", "")
            inside = [(part, english) for part, english in known.items() if part in clause]
            clauses += [
                (number, sign if place == len(pieces) - 1 else "", Phrase(piece, known=tuple(inside)))
                for place, piece in enumerate(pieces)
            ]
    drafts = draft_phrases([phrase for _, _, phrase in clauses], spell_name, limit=1, quick=True)
    written = [""] * len(passages)
    for (number, sign, _), found in zip(clauses, drafts, strict=True):
        if found:
            start = " " * bool(written[number])
            text = found[0][0]
            text = text[:1].upper() + text[1:] if written[number][-1:] in ("", ".", "?", "!") else text
            written[number] += start + text + sign
    return [text.rstrip(",;:") for text in written]


def _cut(clause: str, longest: int, segment: Callable[[str], list[str]]) -> list[str]:
    """Return a clause in pieces of no more than so many characters, cut between words."""
    pieces = [""]
    for word in segment(clause):
        pieces[-1:] = [pieces[-1] + word] if len(pieces[-1]) + len(word) <= longest else [pieces[-1], word[:longest]]
    return list(filter(str.strip, pieces))
