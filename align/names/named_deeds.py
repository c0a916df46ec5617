"""Who does what to whom, where a translation exchanges two names: 海澜收购康达, "Kangda buys Hailan".

`align.lang.exchanged_roles` asks for both next to the verb, and for words of tables. Here they may be any names that
are in both texts, in pinyin or in a table, with other words between them and the verb: the one before the verb in the
source and the other one right behind it, and exchanged in the translation, which has no such verb with both in order.
"""

import re
from collections.abc import Iterator
from itertools import chain

from align.lang.exchanged_roles import list_converses, list_verbs
from align.lang.exchanged_words import Texts, find_all_meanings
from align.lang.patterns import ZH_SENTENCES
from align.model import Span
from align.names.spelled_names import find_rows
from align.names.spellings import find_given_spellings, fold_spelling
from glossary.lang.scripts import HAN
from glossary.pack.patterns import compile_late

_TABLES = ("places", "bearers")
_LONGEST, _NAME, _WORDS, _FEWEST_LETTERS = 400, (2, 3, 4), 3, 4
_HAN = compile_late(f"[{HAN}]+")
_PASSIVE, _NOUN = ZH_SENTENCES.late("by_whom"), ZH_SENTENCES.late("deed_as_noun")
_COMPANY = re.compile(r"\b(?:Co\.,? ?Ltd|Co|Ltd|Inc|Corp|Mr|Mrs|Ms|Dr)\.", re.IGNORECASE)
_STOP, _BEHIND = re.compile(r"[.;:!?](?!\w)"), re.compile("[^，。；：、！？,;]{0,16}")
_BY = re.compile(r" (?:[\w%]+ ){0,3}by\b")
_SUFFERS = re.compile(r"\b(?:is|are|was|were|be|been|being|got|get)(?: \w+ly)? \Z")


def find_exchanged_names(texts: Texts) -> Iterator[tuple[Span, Span]]:
    """Yield where a source says who does what to whom, and the verb of a translation that exchanges both.

    >>> [tuple(one) for _, one in find_exchanged_names(("海澜拟收购康达六成股权。", "Kangda is to buy 60% of Hailan."))]
    [(13, 16)]
    """
    from glossary.dictionary.script_folding import simplify

    if max(map(len, texts)) > _LONGEST:
        return
    source, (pattern, verbs) = simplify(texts[0]), list_verbs()
    found = list(pattern.finditer(source))
    if len(found) != 1 or _PASSIVE.search(source) or _NOUN.match(source, max(found[0].start() - 1, 0)):
        return
    deed, target = found[0], _COMPANY.sub(lambda match: match[0].replace(".", " "), texts[1])
    said = list(re.finditer(rf"\b(?:{verbs[deed[0]][0]}|{verbs[deed[0]][1]})\b", target, re.IGNORECASE))
    converse = None if said else list_converses().get(deed[0])
    said = list(re.finditer(rf"\b(?:{converse})\b", target, re.IGNORECASE)) if converse else said
    names = list(_locate_names(source, target)) if said else []
    turned = list[re.Match[str]]()
    for verb in said:
        sides = _find_sides(names, target, verb)
        if not sides:
            continue
        suffers = _SUFFERS.search(target, 0, verb.start())
        if (suffers and converse) or (not suffers and _BY.match(target, verb.end())):
            return  # Kangda, bought by Hailan
        agent, patient = sides[::-1] if suffers or converse else sides
        near = _BEHIND.match(source, deed.end())
        if all(one.end <= deed.start() for one in agent):
            return  # one verb at least says it as the source does
        behind = near is not None and all(deed.end() <= one.start and one.start <= near.end() for one in agent)
        if behind and all(one.end <= deed.start() for one in patient):
            turned.append(verb)
    if turned:
        yield Span(*deed.span()), Span(*turned[0].span())


def _find_sides(
    names: list[tuple[Span, list[Span]]], target: str, verb: re.Match[str]
) -> tuple[list[Span], list[Span]] | None:
    """Return where the source has the names next to a verb in its sentence of a translation, before and behind it."""
    before = [one for one in names if one[0].end <= verb.start() and not _STOP.search(target, one[0].end, verb.start())]
    behind = [one for one in names if one[0].start >= verb.end() and not _STOP.search(target, verb.end(), one[0].start)]
    return (before[-1][1], behind[0][1]) if before and behind else None


def _locate_names(source: str, target: str) -> Iterator[tuple[Span, list[Span]]]:
    """Yield each name of a translation that its source has too, in order, with its places there."""
    names = dict[Span, str]()
    for row in find_rows(target):
        for length in range(_WORDS, 0, -1):
            for words in (row[start : start + length] for start in range(len(row) - length + 1)):
                letters = fold_spelling("".join(word[0] for word in words))
                if len(letters) >= _FEWEST_LETTERS:
                    names[Span(words[0].start(), words[-1].end())] = letters
    places = _find_spellings(source, frozenset(names.values()))
    found = dict[int, tuple[Span, list[Span]]]()
    for span, letters in names.items():
        if letters in places:
            found.setdefault(span.start, (span, places[letters]))
    for meaning, span in chain.from_iterable(find_all_meanings(table, source) for table in _TABLES):
        for match in meaning.said.finditer(target) if meaning.english else ():
            found.setdefault(match.start(), (Span(*match.span()), []))[1].append(span)
    return (one for _, one in sorted(found.items()))


def _find_spellings(source: str, wanted: frozenset[str]) -> dict[str, list[Span]]:
    """Return which of some words spell two to four characters in a row of a source, with the places of each."""
    places = dict[str, list[Span]]()
    for run in _HAN.finditer(source) if wanted else ():
        for start in range(run.start(), run.end()):
            for end in (start + size for size in _NAME if start + size <= run.end()):
                for spelling in wanted & find_given_spellings(source[start:end]):
                    places.setdefault(spelling, []).append(Span(start, end))
    return places
