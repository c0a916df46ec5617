"""What is inside the blocks of a page that a translation keeps: inline code, the targets of links, images.

Addresses are compared as a site in several languages has them: without the language in a path, in a name of a file or
in a host (`/en/`, `start.zh.png`, `zh.example.org`), with a host or without, however deep the page is.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import unquote

from align.model import Span


class Sort(StrEnum):
    """What an inline part is."""

    CODE = "inline code"
    LINK = "link"
    IMAGE = "image"


class Inline(NamedTuple):
    """An inline part: where it is, how it is compared, and how people know it.

    `is_local`: its address names a language, or says the rest of itself in one, so that it may be any other there.
    """

    sort: Sort
    span: Span
    key: str
    shown: str
    is_local: bool = False


_CODE = re.compile(r"(?<![`\\])(`{1,4})(?!`)(?P<code>.+?)(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(
    r"""(?P<image>!)?\[(?P<label>(?:[^\[\]\n]|\n(?!\s*\n)|\[[^\[\]\n]{0,200}\]){0,600}?)\]
    (?:\(\s*<?(?P<target>(?:[^()\s<>]|\([^()\s]*\)){0,2000})>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)|\[(?P<named>[^\[\]\n]{0,200})\])""",
    re.VERBOSE,
)
_SHORT = re.compile(r"(?<![\]\\!])\[([^\[\]\n]{1,200})\](?![\[(:])")
_ADDRESS = re.compile(r"<(?P<auto>(?:https?|mailto):[^\s<>]{1,2000})>|(?P<bare>https?://[A-Za-z0-9][!#-'*-;=?-Z_a-z~-]{0,2000})")
_ATTRIBUTE = re.compile(r"""<(?P<tag>[A-Za-z][\w.-]*)\s[^<>]{0,1000}?\b(?P<name>href|src|to)=["'](?P<target>[^"'\s]{1,2000})["']""")
_WORD = re.compile(r"[^\s\"'`{}!<>|]+")
_TRAILING = ".,;:!?'*_~"
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//([^/?#]*)", re.IGNORECASE)
_MARK = re.compile(r"[._-](?:local|locale|localized)(?=\.|$)")
_PAGE = re.compile(r"(?:(?:^|/)(?:index|readme|_index))?\.(?:mdx?|markdown|html?|rst|ipynb)$|(?:^|/)(?:index|readme)$", re.IGNORECASE)
_ALIASES = {"zh": ("zh", "cn", "tw", "hk"), "ja": ("ja", "jp"), "ko": ("ko", "kr")}


class Locales:
    """The two languages of a page, as addresses name them."""

    def __init__(self, *languages: str) -> None:
        codes = {code.partition("-")[0].casefold() for code in languages} | {"en"}
        names = "|".join(sorted({name for code in codes for name in _ALIASES.get(code, (code,))}))
        code = rf"(?:{names})(?:[-_](?:[a-z]{{2,4}}|[0-9]{{3}}))?"
        self._segment = re.compile(code, re.IGNORECASE)
        self._name = re.compile(rf"[._-](?:{code})(?=\.[a-z0-9]{{1,5}}$|$)", re.IGNORECASE)
        self._host = re.compile(rf"(?:{code})\.(?=[^.]+\.)", re.IGNORECASE)
        self._value = re.compile(rf"(?:^|&)(?:lang|hl|locale|language)=[^&]*|(?:^|&)[^=&]+=(?:{code})(?=&|$)", re.IGNORECASE)

    def split(self, address: str) -> tuple[str, str, str, bool]:
        """Return host, path and fragment of an address without what names a language in them, and whether any did."""
        address = unquote(address).strip()
        address, _, fragment = address.partition("#")
        address, _, query = address.partition("?")
        found = _HOST.match(address)
        host, path = (found[1].casefold(), address[found.end() :]) if found else ("", address)
        bare = self._host.sub("", host)
        is_local = bare != host
        host = bare.removeprefix("www.")
        segments = [one for one in path.split("/") if one not in ("", ".", "..")]
        kept = [one for one in segments if not self._segment.fullmatch(one)]
        is_local = is_local or len(kept) < len(segments)
        path = "/".join(kept)
        stem = _PAGE.sub("", path) if not found or path.count("/") else path
        plain = _MARK.sub("", self._name.sub("", stem))
        is_local = is_local or plain != stem
        rest = self._value.sub("", query)
        return host, plain + (f"?{rest}" if rest else ""), fragment, is_local or rest != query

    def drop(self, line: str) -> str:
        """Return a line without what names a language in its addresses."""
        return _WORD.sub(lambda found: self.split(found[0])[1], line)


def find_inline(text: str, start: int, locales: Locales, targets: Mapping[str, str], known: bool) -> Iterator[Inline]:
    """Yield the inline parts of a text that starts at an offset of its page, in order.

    `targets` are those of named links; `known`: a part of a page is called the same in every language.
    """
    masked = list(text)
    for found in _CODE.finditer(text):
        code = " ".join(found["code"].split())
        yield Inline(Sort.CODE, Span(start + found.start(), start + found.end()), "".join(code.replace("\\|", "|").split()), code)
        masked[found.start() : found.end()] = " " * len(found[0])
    rest = "".join(masked)
    for found in _LINK.finditer(rest):
        name = found["named"]
        target = found["target"]
        if target is None:
            target = targets.get(" ".join((name or found["label"]).casefold().split()))
        if not target:
            continue
        span = Span(start + found.start(), start + found.end())
        if found["image"]:
            yield _image(target, span, locales)
        else:
            yield _link(target, span, locales, known)
            for inner in re.finditer(r"!\[[^\]]*\]\(([^)\s]+)", found["label"]):
                yield _image(inner[1], span, locales)
        for place in range(found.start(), found.end()):
            masked[place] = " "
    rest = "".join(masked)
    for found in _ATTRIBUTE.finditer(rest):
        span = Span(start + found.start("target"), start + found.end("target"))
        is_image = found["name"] == "src"
        yield _image(found["target"], span, locales) if is_image else _link(found["target"], span, locales, known)
        masked[found.start("target") : found.end("target")] = " " * (found.end("target") - found.start("target"))
    rest = "".join(masked)
    for found in _ADDRESS.finditer(rest):
        target = found["auto"] or found["bare"].rstrip(_TRAILING)
        first = found.start("auto") if found["auto"] else found.start("bare")
        yield _link(target, Span(start + first, start + first + len(target)), locales, known)
        masked[first : first + len(target)] = " " * len(target)
    if targets:
        for found in _SHORT.finditer("".join(masked)):
            target = targets.get(" ".join(found[1].casefold().split()))
            if target:
                yield _link(target, Span(start + found.start(), start + found.end()), locales, known)


def _image(target: str, span: Span, locales: Locales) -> Inline:
    _, path, _, is_local = locales.split(target)
    return Inline(Sort.IMAGE, span, path.rpartition("/")[2] or target, target, is_local)


def _link(target: str, span: Span, locales: Locales, known: bool) -> Inline:
    host, path, fragment, is_local = locales.split(target)
    if not host and not path:
        return Inline(Sort.LINK, span, f"#{fragment}" if known else "#", target)
    key = path or host
    if fragment and known and not host and fragment.isascii():
        key += f"#{fragment}"
    if "wikipedia.org" in host:
        key, is_local = "wikipedia.org", True
    return Inline(Sort.LINK, span, key.casefold().rstrip("/"), target, is_local)
