"""What stands in a source in Latin letters and must stand in its translation: names, codes, addresses, placeholders."""

import re
from collections import Counter
from collections.abc import Iterator

from align.model import Span
from glossary.lang.en_phrases import says_initials

_ADDRESS = r"https?://[^\s\u3000-\uffef（）()<>\"']+[^\s\u3000-\uffef（）()<>\"'.,;:!?]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_ACCOUNT = r"(?<![\w@#])[@#][A-Za-z_]\w{2,}"
_WORD = r"[A-Za-z0-9]+(?:[-&.+’'/][A-Za-z0-9]+)*\+*"
_ENTITY = re.compile(rf"(?P<address>{_ADDRESS}|{_ACCOUNT})|(?P<word>{_WORD})", re.ASCII)
_NAMED = re.compile(r".*[A-Z]", re.ASCII)
_GLOSS = re.compile(
    r"[(（](?P<words>[A-Z][A-Za-z'’&-]*(?: [A-Za-z'’&-]+)+)[,，、;；] ?(?P<initials>[A-Z][A-Za-z0-9-]+)", re.ASCII
)
_MEASURES = "km kg cm mm mg ml kwh kw mw gw hz ghz mhz khz db nm pm am ph tb gb mb kb kpa mpa"
_OTHERS = "rmb usd cny hkd eur gbp jpy twd nt ii iii iv vi vii viii ix xi xii xx vs no ok app up ps id tv pc tel"
_UNITS = frozenset(f"{_MEASURES} {_OTHERS}".split())
"""What is often written in another way: units, currencies, Roman numerals, and words that are no names."""

_ROMAN_OR_COUNT = re.compile(r"[ivxlc]+|[a-z]?\d[a-z]?|\d+[a-z]{0,3}\d*")


def entities(text: str) -> Iterator[tuple[Span, str]]:
    """The addresses, accounts, and the words with a capital that a translation keeps, with where they stand.

    >>> [name for _, name in entities("他用GitHub和C919，见 https://a.example/b 。")]
    ['GitHub', 'C919', 'https://a.example/b']
    """
    for match in _ENTITY.finditer(text):
        word = match[0]
        if match["address"] or (_NAMED.match(word) and not _trivial(word)):
            yield Span(*match.span()), word


def stands_in(entity: str, text: str) -> bool:
    """Whether a text has an entity, with other hyphens, spaces or capitals, in the plural, or as initials of words.

    Of names with a slash between them each must stand, but not together.
    """
    names = entity.split("/")
    if len(names) > 1 and all(len(name) > 1 and name.isalpha() for name in names):
        return all(stands_in(name, text) for name in names)
    plain, there = _letters(entity), _letters(text)
    return plain in there or says_initials(entity, text) or bool(entity.endswith("s") and plain[:-1] in there)


def glossed(text: str) -> Iterator[tuple[Span, str]]:
    """The English names that Chinese gives in brackets before their initials: where they stand, and the initials.

    A translation may keep the initials alone.

    >>> [initials for _, initials in glossed("疾控中心 (Center for Disease Control, CDC) 说")]
    ['CDC']
    """
    return ((Span(*match.span("words")), match["initials"]) for match in _GLOSS.finditer(text))


def _trivial(word: str) -> bool:
    plain = _letters(word)
    return plain in _UNITS or len(plain) < 2 or _ROMAN_OR_COUNT.fullmatch(plain) is not None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


_PLACEHOLDER = re.compile(
    r"""(?<![\w%])%(?:\d+\$|\(\w+\))?(?:\.\d+)?[sdifuxX@](?![A-Za-z])
      | \$\{[A-Za-z_][\w.]*\} | \{\{\s*[A-Za-z_][\w.]*\s*\}\} | (?<![{$])\{(?:[A-Za-z_][\w.]*|\d+)\}(?!\})
      | </?[A-Za-z][\w:-]*(?:\s+[\w:-]+(?:=(?:"[^"<>]*"|'[^'<>]*'))?)*\s*/?>""",
    re.VERBOSE | re.ASCII,
)


def placeholders(text: str) -> Counter[str]:
    """The placeholders and tags of a text, a tag without its attributes, with how often each stands.

    >>> dict(placeholders('<b class="x">%s</b> 50% of {name}'))
    {'<b>': 1, '%s': 1, '</b>': 1, '{name}': 1}
    """
    return Counter(map(_bare, _PLACEHOLDER.findall(text)))


def places_of(placeholder: str, text: str) -> list[Span]:
    """Where a placeholder stands in a text."""
    return [Span(*match.span()) for match in _PLACEHOLDER.finditer(text) if _bare(match[0]) == placeholder]


def _bare(placeholder: str) -> str:
    if not placeholder.startswith("<"):
        return re.sub(r"\s", "", placeholder)
    name = re.match(r"</?[\w:-]+", placeholder)
    return f"{name[0]}>" if name else placeholder
