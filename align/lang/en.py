"""English: its letters, and where its sentences start."""

import re
from collections.abc import Iterator

from align.lang import Language
from glossary.pack.patterns import compile_late

_CANDIDATE = compile_late(
    r"""[.!?…。！？\n](?:
        (?P<stop>(?<=[.!?…])(?<![.!?…]{2})(?<!\.[ ].))  # a stop that no other stop precedes, and the rest of the run
        (?:(?<=\.)(?:[ ]\.){1,6}+(?!\w)|[.!?…]*+)
        (?P<close>(?:["'”’)\]»]|\[\d{1,3}\]|[ ]["”)\]»](?=\s|\Z))*+)  # what closes, or the number of a note
        (?P<space>\s++)(?P<open>["'“‘(\[«—–-]*+)(?P<next>\S)
      | (?<=[。！？])[。！？]*+[”’」』）"]*+\s*+
      | (?<=\n)[ \t\r]*+\n\s*+)""",
    re.VERBOSE,
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    "Mr Mrs Ms Mx Dr Prof Gen Sen Rep Gov Lt Col Capt Cmdr Maj Sgt Adm Rev Hon Pres Amb Messrs Mme Mlle St Mt Fr Supt "
    "Insp Det Sec Dir Asst Assoc vs Vs viz cf Cf ca eg ie e.g E.g i.e I.e a.k.a"
)
"""Never the end of a sentence."""

_BEFORE_NUMBERS = _words(
    "no No Nos nos Fig Figs fig figs Vol Vols vol vols pp Pp p par para Art Arts Sect Ch ch Chap Eq Pt Op Ed Bk v "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Tel tel Ext ext"
)
"""Not the end of a sentence before a number."""

_ABBREVIATIONS = _words(
    "Inc Co Corp Ltd LLC Bros Jr Sr Ave Blvd Rd Dept Univ Assn Pte Pty Intl al approx est trans eds Ph.D M.D B.A M.A"
)
"""The end of a sentence only before a word that seldom follows them within one."""

_STARTERS = _words(
    "The This That These Those There He She It We They You I His Her Its Our Their My A An In On At By For From With "
    "As If When While After Before Since Although Though However But And So Yet Or Not No What Who How Why Where Which "
    "According Among Meanwhile Moreover Therefore Then Now Also During Despite Under Over Once Some Many Most Such "
    "Here Because Both Each Every All Another Other To One Two Last Next Only Even Still Thus Instead Besides"
)
"""Words that start sentences and seldom names."""

_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]|(?:[a-z]\.)+[a-z]")
_NEXT_WORD = re.compile(r"[A-Za-z]+")
_SPEAKER = compile_late(
    r"(?:[A-Z][\w’'-]*\s){1,3}(?:said|says|asked|asks|replied|answered|cried|shouted|wrote|added|exclaimed|thought)\b"
)
"""What belongs to the sentence after “Why?”."""

_REACH = 24
"""How long an abbreviation before a stop may be, in characters."""


def _split(text: str) -> Iterator[int]:
    start = 0
    for match in _CANDIDATE.finditer(text):
        is_stop = match["stop"] is not None
        if not is_stop or _is_end(text, match, start):
            start = match.start("open") if is_stop else match.end()
            yield start


def _is_end(text: str, match: re.Match[str], start: int) -> bool:
    """Whether a sentence that began at `start` ends at a stop with white space behind it."""
    if match["space"].count("\n") > 1:
        return True
    following = text[match.start("next") : match.start("next") + 3 * _REACH]
    if following[0].islower() and not following[1:2].isupper():
        return False
    stop = text[match.start() : match.start("close")]
    if stop == "." and not match["close"]:
        word = _take_word_before(text, match.start())
        return not (_is_abbreviated(word, following) or _is_enumerator(text, start, match.start()))
    if match["close"] and stop[-1] in "!?" and not _is_starter(following):
        return not _SPEAKER.match(following)
    return True


def _take_word_before(text: str, end: int) -> str:
    words = text[max(end - _REACH, 0) : end].split()
    return words[-1].lstrip("(\"'“‘[—–-") if words else ""


def _is_abbreviated(word: str, following: str) -> bool:
    """Whether the stop belongs to the word, and does not end the sentence as well."""
    if word in _TITLES:
        return not (word == "St" and _is_starter(following))
    if word in _BEFORE_NUMBERS:
        return following[0].isdigit()
    return (word in _ABBREVIATIONS or _INITIALS.fullmatch(word) is not None) and not _is_starter(following)


def _is_starter(following: str) -> bool:
    word = _NEXT_WORD.match(following)
    return word is not None and word[0] in _STARTERS


def _is_enumerator(text: str, start: int, stop: int) -> bool:
    """Whether all that stands before the stop is the number of a list item."""
    return stop - start <= 4 and text[start:stop].strip(" (\n").isdecimal()


LANGUAGE = Language(code="en", letters="A-Za-z", split=_split)
