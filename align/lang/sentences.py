"""Where the sentences and clauses of each language start."""

import re
from collections.abc import Iterator

from align.lang.patterns import ZH_SENTENCES
from align.model import Splitter
from glossary.lang.function_words import make_word_set
from glossary.lang.scripts import HAN
from glossary.pack.patterns import compile_late

_ENGLISH_END = compile_late(
    r"""[.!?…。！？\n](?:
        (?P<stop>(?<=[.!?…])(?<![.!?…]{2})(?<!\.[ ].))  # a stop that no other stop precedes, and the rest of the run
        (?:(?<=\.)(?:[ ]\.){1,6}+(?!\w)|[.!?…]*+)
        (?P<close>(?:["'”’)\]»]|\[\d{1,3}\]|[ ]["”)\]»](?=\s|\Z))*+)  # what closes, or the number of a note
        (?P<space>\s++)(?P<open>["'“‘(\[«—–-]*+)(?P<next>\S)
      | (?<=[。！？])[。！？]*+[”’」』）"]*+\s*+
      | (?<=\n)[ \t\r]*+\n\s*+)""",
    re.VERBOSE,
)


TITLES = make_word_set(
    "Mr Mrs Ms Mx Dr Prof Gen Sen Rep Gov Lt Col Capt Cmdr Maj Sgt Adm Rev Hon Pres Amb Messrs Mme Mlle St Mt Fr Supt "
    "Insp Det Sec Dir Asst Assoc vs Vs viz cf Cf ca eg ie e.g E.g i.e I.e a.k.a"
)
"""Titles before names, and other abbreviations that are never the end of a sentence."""

_BEFORE_NUMBERS = make_word_set(
    "no No Nos nos Fig Figs fig figs Vol Vols vol vols pp Pp p par para Art Arts Sect Ch ch Chap Eq Pt Op Ed Bk v "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Tel tel Ext ext"
)
"""Not the end of a sentence before a number."""

_ABBREVIATIONS = make_word_set(
    "Inc Co Corp Ltd LLC Bros Jr Sr Ave Blvd Rd Dept Univ Assn Pte Pty Intl al approx est trans eds Ph.D M.D B.A M.A"
)
"""The end of a sentence only before a word that seldom follows them within one."""

_STARTERS = make_word_set(
    "The This That These Those There He She It We They You I His Her Its Our Their My A An In On At By For From With "
    "As If When While After Before Since Although Though However But And So Yet Or Not No What Who How Why Where Which "
    "According Among Meanwhile Moreover Therefore Then Now Also During Despite Under Over Once Some Many Most Such "
    "Here Because Both Each Every All Another Other To One Two Last Next Only Even Still Thus Instead Besides"
)
"""Words that start sentences and seldom names."""

_INITIALS = compile_late(r"(?:[A-Z]\.)*[A-Z]|(?:[a-z]\.)+[a-z]")
_NEXT_WORD = compile_late(r"[A-Za-z]+")
_SPEAKER = compile_late(
    r"(?:[A-Z][\w’'-]*\s){1,3}(?:said|says|asked|asks|replied|answered|cried|shouted|wrote|added|exclaimed|thought)\b"
)
"""What belongs to the sentence after “Why?”."""

_REACH = 24
"""How long an abbreviation before a stop may be, in characters."""


def _split_english(text: str) -> Iterator[int]:
    start = 0
    for match in _ENGLISH_END.finditer(text):
        is_stop = match["stop"] is not None
        if not is_stop or _ends_in_english(text, match, start):
            start = match.start("open") if is_stop else match.end()
            yield start


def _ends_in_english(text: str, match: re.Match[str], start: int) -> bool:
    """Return whether a sentence that began at `start` ends at a stop with white space after it."""
    if match["space"].count("\n") > 1:
        return True
    following = text[match.start("next") : match.start("next") + 3 * _REACH]
    if following[0].islower() and not following[1:2].isupper():
        return False
    end = match.start()
    stop = text[end : match.start("close")]
    if stop == "." and not match["close"]:
        words = text[max(end - _REACH, 0) : end].split()
        is_of_word = bool(words) and _is_abbreviated(words[-1].lstrip("(\"'“‘[—–-"), following)
        is_enumerator = end - start <= 4 and text[start:end].strip(" (\n").isdecimal()
        return not (is_of_word or is_enumerator)
    if match["close"] and stop[-1] in "!?" and not _is_starter(following):
        return not _SPEAKER.match(following)
    return True


def _is_abbreviated(word: str, following: str) -> bool:
    """Return whether a stop belongs to the word before it, and does not end the sentence as well."""
    if word in TITLES:
        return not (word == "St" and _is_starter(following))
    if word in _BEFORE_NUMBERS:
        return following[0].isdigit()
    return (word in _ABBREVIATIONS or _INITIALS.fullmatch(word) is not None) and not _is_starter(following)


def _is_starter(following: str) -> bool:
    word = _NEXT_WORD.match(following)
    return word is not None and word[0] in _STARTERS


_CLOSING = "”’」』》）】〕\"'"
_CHINESE_END = compile_late(
    rf"""[。！？!?….\n：:](?:
         (?P<stop>(?<=[。！？!?…])(?<![。！？!?…]{{2}})(?<![A-Za-z0-9/][!?])(?!(?<=\s[!?])\s)(?!(?<=!)\[))
         (?:[。！？?…]|!(?!\[))*+
         (?P<close>(?:[{_CLOSING}]|\s[”’」』）】]|\s?…++)*+)\s*+(?P<next>\S)
       | (?<=[{HAN}”」）]\.)\s*+(?=[{HAN}])
       | (?<=[：:])\s*+(?=!\[)  # an image of Markdown
       | (?<=\n)[ \t\r]*+\n\s*+)""",
    re.VERBOSE,
)
_CONTINUES = ZH_SENTENCES.late("goes_on")
"""What goes on with a sentence after a quotation that ends in a stop. A speaker (他说) starts a new one."""

_LONG_CLAUSE = compile_late(rf"[{HAN}]{{7}}\Z")
"""Before an ellipsis that ends a sentence; after less than that, a speaker hesitates."""


def _split_chinese(text: str) -> Iterator[int]:
    for match in _CHINESE_END.finditer(text):
        if match["stop"] is None:
            yield match.end()
        elif not _CONTINUES.match(match["next"]):
            start = match.start()
            is_sure = match["close"] or text[start : match.start("close")].strip("…")
            if is_sure or _LONG_CLAUSE.match(text, max(start - 7, 0), start):
                yield match.start("next")


def find_splitter(letters: str) -> Splitter:
    """Return what finds the sentences of a language of these letters."""
    return _split_chinese if letters.startswith(HAN) else _split_english


_CLAUSE = compile_late(r"[^，,；;：:、。.!?！？—…”“\"]*[，,；;：:、。.!?！？—…”“\"]*[’」』)）\s]*")
_SHORTEST_CLAUSE = 3


def split_clauses(text: str) -> list[str]:
    """Return the clauses of a text, which joined are the text; one of a character or two goes with the one before.

    >>> split_clauses("他来了，坐下；没说话。")
    ['他来了，', '坐下；', '没说话。']
    """
    found: list[str] = []
    for piece in _CLAUSE.findall(text):
        if found and len(piece.strip()) < _SHORTEST_CLAUSE:
            found[-1] += piece
        elif piece:
            found.append(piece)
    return found or [text]
