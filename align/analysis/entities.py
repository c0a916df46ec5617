"""Names, codes and addresses in Latin letters that a source has and its translation keeps."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from align.lang.letter_words import find_letter_word
from align.lang.patterns import ZH_SENTENCES
from align.model import Alignment, Span
from align.names.comparison import is_within_one_edit
from glossary.lang import fluency
from glossary.lang.en_phrases import has_initials
from glossary.lang.function_words import FUNCTION_WORDS
from glossary.lang.scripts import EAST_ASIAN_BLOCKS, HAN, join_letters
from glossary.pack.patterns import compile_late

_ADDRESS = (
    rf"https?://[^\s{EAST_ASIAN_BLOCKS}（）()<>\"']+[^\s{EAST_ASIAN_BLOCKS}（）()<>\"'.,;:!?]"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
_RELATIVE_LINK = r"\]\((?!https?:)[^\s()]{0,2000}+\)?|\b(?:href|src)=[\"'](?!https?:)[^\"'\s]{0,2000}+"
_ACCOUNT = r"(?<![\w@#])[@#][A-Za-z_]\w{2,}"
_WORD = r"[A-Za-z0-9]+(?:[-&.+’'/][A-Za-z0-9]+)*\+*"
_ENTITY = compile_late(
    lambda: (
        rf"{_RELATIVE_LINK}|(?P<address>{_ADDRESS}|{_ACCOUNT})"
        rf"|(?P<word>{ZH_SENTENCES.source('numbered')}|{_WORD})"
    ),
    re.ASCII,
)
_OWN_ANCHOR = compile_late(r"(?:\]\(|href=[\"'])#")
"""A link to a place in the same page, whose name differs by language."""
_CODE = compile_late(r"(?!(?:19|20)\d\d)\d{4,}")
"""Digits that tell one page from others, as no year does."""
_LOCALE = compile_late(
    r"https?:|(?<![a-z0-9])(?:zh|en|cn)(?:[-_](?:cn|us|gb|hans|hant|hk|tw))?(?![a-z0-9])|[-_.](?:cn|en)(?=[/.#?]|$)",
    re.I,
)
_GLUED_NUMBER = compile_late(r"([A-Za-z]{2,20})(\d{1,6})")
_LONG_WORD = compile_late(r"[A-Za-z]{7,24}")
_CAPITALS, _LETTERS = compile_late(r"\b[A-Z]{2,}\b"), compile_late("[A-Za-z]+")
_MIXED_CASE = compile_late(r"\b(?:[A-Z][a-z]+){2,4}\b")
_PERCENTILE = compile_late(r"P(\d\d)")
_AIRCRAFT, _MAKERS = compile_late(r"([AB])([1-9]\d\d(?:-\d{1,4})?)"), {"A": "Airbus", "B": "Boeing"}
_CAPITAL = compile_late("[A-Z]")
_LONGEST_ACRONYM = 10
_GLOSS = compile_late(
    r"[(（](?P<words>[A-Z][A-Za-z'’&-]*(?: [A-Za-z'’&-]+)+)[,，、;；] ?(?P<initials>[A-Z][A-Za-z0-9-]+)", re.ASCII
)
_ENGLISH_GLOSS = compile_late(rf"(?<=[{HAN}]) ?[(（](?P<words>[A-Za-z][A-Za-z /&'’-]{{2,80}})[)）]")
_INITIALS_OF_HAN = compile_late(rf"(?<=[{HAN}][{HAN}]) ?[(（](?P<initials>[A-Z]{{3,6}})[)）]", re.ASCII)
_JOINTS, _PARTS_OF_PATH = compile_late("[/+]"), compile_late(r"[^\w~]+")
_SITE = compile_late(r"https?:(?P<site>//[^/\s]+/)")
_SPELLED_OUT = compile_late(r"\b(?P<initials>[A-Z]{2,9})`?\*{0,2} ?[(（](?P<words>[A-Z][A-Za-z'’& -]*)[)）]", re.ASCII)
_PARTS = compile_late("[A-Z][a-z]{2,}")
_INNER_CAPITAL = compile_late("[A-Za-z][A-Z]")
"""What names have that are no words: NFS, GlusterFS."""
_SHORTEST_ACRONYM, _SHORTEST_NAME = 3, 5
_MEASURES = "km kg cm mm mg ml kwh kw mw gw hz ghz mhz khz db nm pm am ph tb gb mb kb kpa mpa"
_OTHERS = (
    "rmb usd cny hkd eur gbp jpy twd nt ii iii iv vi vii viii ix xi xii xx vs no ok app up ps id tv pc tel ta pk ktv"
)
_UNITS = frozenset(f"{_MEASURES} {_OTHERS}".split())
"""Words that are often written in another way or are no names: units, currencies, Roman numerals, and what is a word in
Chinese alone: TA (he or she), PK (a contest), KTV (karaoke)."""

_ROMAN_OR_COUNT = compile_late(
    r"[ivxlc]+|[a-z]?\d[a-z]?|\d+(?:[a-z]{0,3}|mmhg)\d*|\d+([a-z]{1,2})\d+\1|(?:\d+[kmgt]b)+"
)


def find_entities(text: str) -> Iterator[tuple[Span, str]]:
    """Yield the addresses, accounts and words with a capital that a translation keeps, in order, each with its place.

    Links inside a site are left out: their pages differ by language. A figure that belongs to the Chinese word after
    it (APEC2020年) is no part of a name.

    >>> [name for _, name in find_entities("他用GitHub和C919，见 https://a.example/b 。")]
    ['GitHub', 'C919', 'https://a.example/b']
    """
    for match in _ENTITY.finditer(text):
        word = match[0]
        if not match["address"]:
            plain = join_letters(word) if match["word"] and _CAPITAL.search(word) else ""
            if len(plain) < 2 or plain in _UNITS or _ROMAN_OR_COUNT.fullmatch(plain):
                continue
        yield Span(*match.span()), word


def is_rendered(entity: str, text: str, source: str = "") -> bool:
    """Return whether a text has an entity, be it with other hyphens, spaces or capitals, in the plural, or spelled out.

    Of names with a slash between them the text must have each, but not side by side. An address may lead to the
    page in another language, may lack its host, or lead to a place in the same page if the text has more such links
    than its `source`; and a misspelt word may be spelled right.
    """
    if "//" in entity:
        there = join_letters(_LOCALE.sub("", text))
        is_own_anchor = entity.endswith("#") and len(_OWN_ANCHOR.findall(text)) > len(_OWN_ANCHOR.findall(source))
        return (
            is_own_anchor
            or _leads_to_same_page(entity, text)
            or _is_linked_without_host(entity, text)
            or any(join_letters(_LOCALE.sub("", one)) in there for one in (entity, entity.partition("#")[0]))
        )
    names = _JOINTS.split(entity)
    if len(names) > 1 and all(len(name) > 1 and name.isalnum() and not name.isdigit() for name in names):
        return all(is_rendered(name, text) for name in names)
    plain, there = join_letters(entity), join_letters(text)
    is_there = plain in there or (entity.endswith("s") and plain[:-1] in there)
    if is_there or has_initials(entity, text) or find_letter_word(entity, text):
        return True
    glued = _GLUED_NUMBER.fullmatch(entity)  # "the 15th year of the IP" for IP15
    if glued and all(re.search(rf"\b{part}(?:st|nd|rd|th)?\b", text) for part in glued.groups()):
        return True
    return _is_written_out(entity, text) or _is_corrected(entity.lower(), text)


def _leads_to_same_page(address: str, text: str) -> bool:
    """Return whether a text has an address on the same site, with the number or code that an address in Chinese has.

    >>> _leads_to_same_page("https://a.example/zh-cn/kb4711/mac", "See https://a.example/kb/add-a-disk-kb4711/mac.")
    True
    """
    site = _SITE.match(address)
    if not site or not _LOCALE.search(address, site.end("site")):
        return False
    codes = {part for part in _PARTS_OF_PATH.split(address[site.end() :]) if _CODE.search(part)}
    return any(codes.intersection(_PARTS_OF_PATH.split(word)) for word in text.split() if site["site"] in word)


def _is_linked_without_host(address: str, text: str) -> bool:
    """Return whether a text links to the path of an address, inside its own site.

    >>> _is_linked_without_host("https://a.example/docs/start/", "See [Start](/docs/start/).")
    True
    """
    site = _SITE.match(address)
    path = _LOCALE.sub("", address[site.end("site") :]).strip("/") if site else ""
    return "/" in path and bool(re.search(rf"\]\((?:\.{{0,2}}/)*{re.escape(path)}/?[)#]", _LOCALE.sub("", text)))


def _is_written_out(entity: str, text: str) -> bool:
    """Return whether a text writes out an acronym or a code.

    It has one word with these capitals (JS: JavaScript), words that begin with them (SUID: set user ID), the percentile
    of P90, or who made B787.
    """
    percentile = _PERCENTILE.fullmatch(entity)
    if percentile:
        return re.search(rf"\b{percentile[1]}(?:st|nd|rd|th)?[ -]percentile", text) is not None
    aircraft = _AIRCRAFT.fullmatch(entity)
    if aircraft and f"{_MAKERS[aircraft[1]]} {aircraft[2]}" in text:
        return True
    parts = _PARTS.findall(entity)
    if len(parts) > 1 and "".join(parts) == entity:  # MatMul: matrix multiplication
        begun = r"[a-z]*[ -]".join(map(str.lower, parts))
        return re.search(rf"\b{begun}", text.lower()) is not None
    words = _MIXED_CASE.findall(text) if entity.isupper() else []
    return any("".join(filter(str.isupper, word)) == entity for word in words) or _is_begun_with(entity, text)


def _is_begun_with(acronym: str, text: str) -> bool:
    """Return whether words in a row begin with the letters of an acronym, a shorter one among them as a whole."""
    if (
        not acronym.isupper()
        or len(acronym) > _LONGEST_ACRONYM
        or not any(word != acronym and word in acronym for word in _CAPITALS.findall(text))
    ):
        return False
    begun = [word if word.isupper() and word in acronym else word[0].upper() for word in _LETTERS.findall(text)]
    rows = (begun[place : place + len(acronym)] for place in range(len(begun)))
    return any("".join(row).startswith(acronym) for row in rows)


def count_entities(alignment: Alignment) -> Counter[str]:
    """Return how often both texts have each entity."""
    return Counter(name for side in (alignment.source, alignment.target) for _, name in find_entities(side.text))


def is_misspelt(entity: str, text: str, counts: Mapping[str, int]) -> bool:
    """Return whether an entity that both texts have once is a misspelling of one that they have more often.

    A slip drops or adds a letter or swaps two: Gitee is no slip for Gitea. Of an acronym two letters may be swapped if
    the words of the text begin with them: AFS, "Apache Software Foundation".

    >>> is_misspelt("Exporer", "The Exporter asks.", {"Exporer": 1, "Exporter": 2})
    True
    >>> is_misspelt("AFS", "the Apache Software Foundation", {}), is_misspelt("ABC", "the Apache Software", {})
    (True, False)
    """
    if entity.isupper() and entity.isalpha() and len(entity) >= _SHORTEST_ACRONYM:
        swapped = (entity[:at] + entity[at + 1] + entity[at] + entity[at + 2 :] for at in range(len(entity) - 1))
        return any(one != entity and has_initials(one, text) for one in swapped)
    plain = join_letters(entity)
    if len(plain) < _SHORTEST_NAME or "//" in entity or _GLUED_NUMBER.fullmatch(entity):
        return False
    near = {word: join_letters(word) for _, word in find_entities(text)}
    like = [one for one, own in near.items() if own != plain and _strip_digits(own) != _strip_digits(plain)]
    return counts.get(entity, 0) == 1 and any(counts.get(one, 0) > 1 and _is_slip(plain, near[one]) for one in like)


def _is_slip(word: str, other: str) -> bool:
    is_replaced = len(word) == len(other) and sorted(word) != sorted(other)
    return word[0] == other[0] and not is_replaced and is_within_one_edit(word, other)


def _strip_digits(word: str) -> str:
    return re.sub(r"\d", "", word)


def _is_corrected(word: str, text: str) -> bool:
    """Return whether a word that English does not know is in a text as one that it knows, a letter apart."""
    if not _LONG_WORD.fullmatch(word) or fluency.is_known(word):
        return False
    others = (match[0].lower() for match in _LONG_WORD.finditer(text))
    return any(is_within_one_edit(word, other) and fluency.is_known(other) for other in others)


def find_glosses(source: str, text: str) -> Iterator[Span]:
    """Yield the English in brackets after a Chinese word of which a translation has most words, and that is no name.

    >>> [*find_glosses("模拟网络设施 (Network Facility/Service)。", "It simulates a network facility.")]
    [Span(start=8, end=32)]
    >>> [*find_glosses("支持文件系统（NFS and GlusterFS）。", "It supports NFS and others.")]
    []
    """
    known = {join_letters(word) for word in _LETTERS.findall(text)}
    for match in _ENGLISH_GLOSS.finditer(source):
        words = {join_letters(word) for word in _LETTERS.findall(match["words"])} - FUNCTION_WORDS
        is_name = _INNER_CAPITAL.search(match["words"]) is not None
        if len(words) > 1 and not is_name and 2 * len(known & words) > len(words):
            yield Span(*match.span("words"))


def find_replaced_initials(alignment: Alignment) -> frozenset[str]:
    """Return the initials that a source gives in brackets after their Chinese name and a translation never uses: it
    says "the consumer price index" for 居民消费价格指数（CPI）, and "the index" for CPI from then on.
    """
    given = {match["initials"] for match in _INITIALS_OF_HAN.finditer(alignment.source.text)}
    used = frozenset(_CAPITALS.findall(alignment.target.text)) if given else frozenset()
    return frozenset(given - used)


def find_glossed_initials(text: str) -> Iterator[tuple[Span, str]]:
    """Yield the English names in brackets before or after their initials in Chinese: the place of each, and the
    initials.

    A translation may keep the initials alone.

    >>> [initials for _, initials in find_glossed_initials("疾控中心 (Center for Disease Control, CDC) 说")]
    ['CDC']
    >>> [initials for _, initials in find_glossed_initials("提供OTA (Over-The-Air) 更新")]
    ['OTA']
    """
    for match in _GLOSS.finditer(text):
        yield Span(*match.span("words")), match["initials"]
    for match in _SPELLED_OUT.finditer(text):
        begun = "".join(word[0] for word in _LETTERS.findall(match["words"]))
        if begun.upper() == match["initials"] or has_initials(match["initials"], match["words"]):
            yield Span(*match.span("words")), match["initials"]
