"""Forms of address that a translation gives to the wrong person: 林女士, "Mr Lin".

A form and its words are the rows of the kind `form of address` in the table `zh_en/opposites`. There a word of the
source may mean the other form (a teacher may be "Mr"); here the name next to it shows who is addressed.
"""

import re
from collections.abc import Iterator

from align.lang.exchanged_words import Meaning, Texts, load_meanings
from align.lang.patterns import ZH_NAMES
from align.lang.surnames import load_surnames
from align.model import Span
from align.names.spellings import find_given_spellings, find_surname_spellings, fold_spelling
from glossary.lang.scripts import HAN
from glossary.pack.patterns import compile_late
from glossary.pack.tables import cache_by_packs

_LONGEST_NAME, _LONGEST_TEXT = 4, 2000
_NOT_TITLE = ZH_NAMES.late("in_no_title")
_OTHER_PERSON, _SPEAKS = ZH_NAMES.late("other_of_the_name"), ZH_NAMES.late("speaks")
_VERB = "(?:said|says|told|tells|explained|explains|recalled|recalls|added|adds|noted|stressed|believes|thinks)"
_SAYS, _SAID_BY = compile_late(rf",? (?:also )?{_VERB}\b"), compile_late(rf"\b{_VERB} \Z")
"""What tells who spoke."""


def find_titles(source: str) -> list[int]:
    """Return where a text in simplified script has a form of address after a character, in order."""
    return [match.start() for match in _find_titles(source)]


def _find_titles(source: str) -> Iterator[re.Match[str]]:
    """Yield each form of address after the characters before it; hardly a text has one."""
    is_there = any(word in source for one in _list_forms() for word in one.words)
    return _compile_titles().finditer(source) if is_there else iter(())


def find_wrong_titles(texts: Texts) -> Iterator[tuple[Span, Span]]:
    """Yield a person's name with the form of address in the source, and where the translation has another form.

    >>> [tuple(map(tuple, one)) for one in find_wrong_titles(("林女士说。", "Mr Lin spoke."))]
    [((0, 3), (0, 6))]
    """
    from glossary.dictionary.script_folding import simplify

    if max(map(len, texts)) > _LONGEST_TEXT:
        return
    source, persons = simplify(texts[0]), list[tuple[Meaning, str, str, bool, Span]]()
    for match in _find_titles(source):
        if not _NOT_TITLE.match(source, match.start("title")):
            meaning = next(one for one in _list_forms() if match["title"] in one.words)
            speaks = _SPEAKS.match(source, match.end()) is not None
            for surname, given, size in _read_names(match):
                persons.append((meaning, surname, given, speaks, Span(match.end() - size, match.end())))
    for meaning, surname, given, speaks, span in persons:
        if any(one is not meaning and other == surname for one, other, *_ in persons):
            continue
        spelled, whole = find_surname_spellings(surname), find_given_spellings(given) if given else ()
        named = [
            (form, match)
            for form in _list_forms()
            for match in _compile_named(form).finditer(texts[1])
            if _is_name(match["name"], spelled, whole, source, given)
            or (speaks and fold_spelling(match["name"]) in spelled and _tells_speaker(texts[1], match))
        ]
        if named and all(form is not meaning for form, _ in named):
            yield span, Span(*named[0][1].span())
            return


def _read_names(match: re.Match[str]) -> Iterator[tuple[str, str, int]]:
    """Yield each surname and given name that may precede a title, the longest first, with the length of all of it."""
    before = match["before"]
    for start in range(max(len(before) - _LONGEST_NAME, 0), len(before)):
        name = before[start:]
        for middle in (2, 1):
            surname, given = name[:middle], name[middle:]
            if surname in load_surnames() and len(given) <= 2:
                yield surname, given, len(name) + len(match["title"])


def _is_name(
    written: str, surnames: frozenset[str], given: "frozenset[str] | tuple[()]", source: str, own: str
) -> bool:
    """Return whether capitalised words are a person's surname, alone or with the given name."""
    words = list(map(fold_spelling, written.split()))
    if len(words) == 1:
        # of two with one surname it is not known who is addressed
        return words[0] in surnames and not _OTHER_PERSON.search(source)
    if not own or not surnames.intersection((words[0], words[-1])):
        return False
    return any("".join(rest) in given for rest in (words[1:], words[:-1]))


def _tells_speaker(text: str, match: re.Match[str]) -> bool:
    """Return whether a name in a translation is that of who said something, as 林女士说 is."""
    return bool(_SAYS.match(text, match.end()) or _SAID_BY.search(text, max(match.start() - 20, 0), match.start()))


@cache_by_packs
def _list_forms() -> list[Meaning]:
    return [one for one in load_meanings("opposites") if one.kind == "form of address"]


@cache_by_packs
def _compile_titles() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for one in _list_forms() for word in one.words)
    return re.compile(rf"(?P<before>[{HAN}]{{1,{_LONGEST_NAME}}}?)(?P<title>{words})")


@cache_by_packs
def _compile_named(form: Meaning) -> re.Pattern[str]:
    """Return what finds an English form of address with the capitalised words after it."""
    return re.compile(rf"(?:{form.said.pattern}) (?P<name>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){{0,2}})")
