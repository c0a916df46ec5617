"""What a title above a column of a glossary means, whatever its case, spaces, brackets and language."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from glossary.formats.tables.fields import CONCEPT_FIELDS, TERM_FIELDS
from glossary.formats.tables.title_words import load_titles
from glossary.model import Status

_LONGEST = 60
"""Characters of the longest title that is looked into."""
_CODE = re.compile(r"[a-z]{2,3}([-_]([a-z]{2,4}|[0-9]{3}|[a-z0-9]{5,8}))*", re.IGNORECASE)
_CODES = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en
eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv
ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne
ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st
su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu cmn yue wuu nan
hak fil
"""
_LANGUAGES = frozenset(_CODES.split())
"""The codes of ISO 639-1, and a few of ISO 639-3 that translators of Chinese use."""

_SPACE = re.compile(r"[\s_-]+")
_PREFIXES = ("term:", "concept:")
_EDGE = " \t\r\n\"'“”*:.、"
_GAP = re.compile(r"[^\w]|_")
_LATIN = re.compile(r"[^\W\d_\u2e80-\u9fff]+|\d")
_KINDS = ("language", "variety", "side", "noun", "status", "filler")
"""Of what a title is put together that is not the name of a field."""
_PHRASES = re.compile(r"\b(do|not)[\s_-]+(not|use|allowed|recommended)(?:[\s_-]+(use))?\b")
_REFUSED = {"not_recommended": Status.DEPRECATED, "not_allowed": Status.FORBIDDEN, "do_not_use": Status.FORBIDDEN}


class Title(NamedTuple):
    """What a title says its column holds.

    `name` is `source`, `target` or `term` for terms, `status` for a title that is a status and nothing else, such as
    “Forbidden”, else the name of a field or "" where it is not known. `language` is a code, "" where none is named.
    """

    name: str = ""
    language: str = ""
    status: Status | None = None


def normalize_title(title: str) -> str:
    """Bring a title into the form in which titles are compared: "Part of speech" -> part_of_speech."""
    return _SPACE.sub("_", title.strip().casefold())


@lru_cache(maxsize=1024)
def normalize_name(title: str) -> str:
    """Bring a title into the form in which names of fields are compared, where people have many for one.

    >>> normalize_name("Part of speech"), normalize_name("词性"), normalize_name("Notes:"), normalize_name("Term Owner")
    ('part_of_speech', 'part_of_speech', 'note', 'term_owner')
    """
    plain = normalize_title(title)
    if plain.startswith(_PREFIXES):
        return plain
    return load_titles("field").get(normalize_title(normalize("NFKC", title).strip(_EDGE)), plain)


def is_language(cell: str) -> bool:
    """Return whether a cell is a language code such as zh or en-GB."""
    code = _CODE.fullmatch(cell.strip())
    return code is not None and re.split("[-_]", cell.strip())[0].lower() in _LANGUAGES


def parse_language(cell: str) -> str | None:
    """Return the language that a cell names by code or by name; None where it names none.

    >>> parse_language("zh-Hant"), parse_language("English (United States)"), parse_language("中文")
    ('zh-Hant', 'en-US', 'zh')
    """
    return cell.strip() if is_language(cell) else parse_title(cell).language or None


def may_be_number(cell: str) -> bool:
    """Return whether a title is a language code that more often is above numbers: id (Indonesian), no (Norwegian)."""
    return load_titles("field").get(normalize_title(cell.strip().strip(_EDGE))) == "number"


@lru_cache(maxsize=1024)
def parse_title(title: str) -> Title:
    """Return what a title means.

    >>> parse_title("Chinese (PRC)").language, parse_title("英文术语").language, parse_title("Target Term").name
    ('zh-CN', 'en', 'target')
    >>> parse_title("备注").name, parse_title("ID").name, parse_title("Begriff").name
    ('note', 'number', '')
    """
    text = normalize("NFKC", title).strip(_EDGE)
    name = normalize_name(title)
    if name in (*load_titles("field").values(), *TERM_FIELDS, *CONCEPT_FIELDS):
        return Title(name)
    if text.casefold().startswith(_PREFIXES):
        return Title("other")
    if not text or len(text) > _LONGEST:
        return Title()
    if is_language(text) and (text.islower() or "-" in text or "_" in text):
        return Title("term", text)
    return _compose(_split_words(text.casefold()))


def _split_words(text: str) -> list[str]:
    """Split a title into the words that are known; a word that is not known is returned whole."""
    words: list[str] = []
    text = _PHRASES.sub(lambda match: _SPACE.sub("_", match[0]), text)
    for refused in _REFUSED:
        if refused in text:
            words.append(refused)
            text = text.replace(refused, " ")
    place = 0
    while place < len(text):
        if _GAP.match(text, place):
            place += 1
            continue
        latin = _LATIN.match(text, place)
        word = latin[0] if latin else _find_longest(text, place)
        words.append(word)
        place += len(word)
    return words


def _find_longest(text: str, place: int) -> str:
    """Return the longest known word at a place of a text without blanks between words; else its first character."""
    known = load_titles(*_KINDS)
    for end in range(len(text), place, -1):
        if text[place:end] in known:
            return text[place:end]
    return text[place]


def _compose(words: list[str]) -> Title:
    """Put the meanings of words together; a title with a word that is not known, or with two languages, is unknown."""
    if any(word not in load_titles(*_KINDS) and word not in _REFUSED for word in words):
        return Title()
    languages, known_sides, known = (load_titles(kind) for kind in ("language", "side", "status"))
    codes = {code.partition("-")[0] for word in words if (code := languages.get(word))}
    if len(codes) > 1:
        return Title()
    if not codes and any(word in ("hans", "hant", "simplified", "traditional") for word in words):
        codes = {"zh"}
    sides = {known_sides[word] for word in words if word in known_sides}
    statuses = [_REFUSED.get(word) or Status(known[word]) for word in words if word in known or word in _REFUSED]
    language = _add_varieties(codes.pop(), words) if codes else ""
    if len(sides) > 1:
        return Title()
    name = sides.pop() if sides else "term"
    if name == "term" and not language and load_titles("noun").keys().isdisjoint(words):
        return Title("status", "", statuses[0]) if statuses and len(statuses) == 1 else Title()
    return Title(name, language, statuses[0] if statuses else None)


def _add_varieties(code: str, words: list[str]) -> str:
    """Add the script or the country that words name to a language code."""
    languages, varieties = load_titles("language"), load_titles("variety")
    scripts = [languages[word].partition("-")[2] for word in words if "-" in languages.get(word, "")]
    subtags = dict.fromkeys([*scripts, *(varieties[word] for word in words if word in varieties)])
    fitting = [tag for tag in subtags if tag and (code == "zh") == (tag in {"Hans", "Hant", "CN", "TW", "HK", "SG"})]
    if {"TW", "HK"}.intersection(fitting):
        fitting = [tag for tag in fitting if tag != "CN"]
    return "-".join([code, *sorted(fitting, key=len, reverse=True)])
