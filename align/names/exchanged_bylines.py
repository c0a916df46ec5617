"""Who wrote and who took the pictures, exchanged: 记者王敏 摄影李娜, "reporter Li Na, photos by Wang Min".

Only where two persons of a byline have each other's part, and each part is named right before or after the name.
"""

import re
from collections.abc import Iterator

from align.lang.exchanged_words import Texts
from align.lang.patterns import ZH_NAMES
from align.lang.surnames import load_surnames
from align.model import Span
from align.names.spellings import find_full_spellings, fold_spelling
from glossary.pack.patterns import compile_late

_LONGEST = 400
_PART = ZH_NAMES.late("part_in_byline")
_NAME = r"(?P<name>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){1,2})"
_ENGLISH = compile_late(
    r"(?:(?P<writer>\b[Rr]eporters?)|(?P<correspondent>\b[Cc]orrespondents?)"
    r"|(?P<photographer>\b(?:[Pp]hoto(?:s|graphs|graphy|graphed)?|[Pp]ictures?) by|\b[Pp]hotographers?))"
    rf"(?: of this paper)?[:,]? {_NAME}"
)


def find_bylines(source: str) -> list[int]:
    """Return where a text in simplified script says which part someone has in a byline, in order."""
    return [match.start() for match in _PART.finditer(source)]


def find_exchanged_bylines(texts: Texts) -> Iterator[tuple[Span, Span]]:
    """Yield a person with a part in a byline, and where the translation gives that part to another one.

    >>> byline = "（记者 王敏 摄影 李娜）", "(Reporter Li Na, photos by Wang Min)"
    >>> [tuple(map(tuple, one)) for one in find_exchanged_bylines(byline)]
    [((1, 6), (10, 15))]
    """
    from glossary.dictionary.script_folding import simplify

    if max(map(len, texts)) > _LONGEST:
        return
    given = dict[str, tuple[str, Span]]()
    for match in _PART.finditer(simplify(texts[0])):
        part = next(name for name, words in match.groupdict().items() if words and name != "name")
        if part in given or not _list_spellings(match["name"]):
            return  # several of one part
        given[part] = match["name"], Span(*match.span())
    found = _read_english(texts[1]) if len(given) > 1 else {}
    for part, (name, span) in given.items():
        for other, (another, _) in given.items():
            if part == other or part not in found or other not in found:
                continue
            has = fold_spelling(found[part]["name"]), fold_spelling(found[other]["name"])
            if has[0] in _list_spellings(another) and has[1] in _list_spellings(name):
                yield span, Span(*found[part].span("name"))
                return


def _read_english(target: str) -> dict[str, re.Match[str]]:
    """Return the parts that a translation names once, each with the name next to it."""
    found = dict[str, list[re.Match[str]]]()
    for match in _ENGLISH.finditer(target):
        part = next(name for name, words in match.groupdict().items() if words and name != "name")
        found.setdefault(part, []).append(match)
    return {part: matches[0] for part, matches in found.items() if len(matches) == 1}


def _list_spellings(name: str) -> frozenset[str]:
    """Return how a person's name may be spelled; nothing for what is none."""
    surname = next((name[:size] for size in (2, 1) if name[:size] in load_surnames() and len(name) > size), "")
    return find_full_spellings(surname, name[len(surname) :]) if surname else frozenset()
