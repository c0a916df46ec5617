"""What is inside the blocks of a page that a translation keeps: inline code, the targets of links, images.

Addresses are compared as a site in several languages has them: without the language in a path, in a name of a file or
in a host (`/en/`, `start.zh.png`, `zh.example.org`), with a host or without, however deep the page is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import unquote

from align.model import Span
from glossary.pack.patterns import compile_late


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


_CODE = compile_late(r"(?<![`\\])(`{1,4})(?!`)(?P<code>.+?)(?<!`)\1(?!`)", re.DOTALL)
_LINK = compile_late(
    r"""(?P<image>!)?\[(?P<label>(?:[^\[\]\n]|\n(?!\s*\n)|\[[^\[\]\n]{0,200}\]){0,600}?)\]
    (?:\(\s{0,9}+<?(?P<target>(?:[^()\s<>]|\([^()\s]*\)){0,2000})>?(?:\s{1,9}+(?:"[^"]{0,300}"|'[^']{0,300}'))?\s{0,9}+\)|\[(?P<named>[^\[\]\n]{0,200})\])""",
    re.VERBOSE,
)
_PICTURE = compile_late(r"!\[[^\]\[]{0,200}\]\(([^)\s(]{1,2000})")
_SHORT = compile_late(r"(?<![\]\\!])\[([^\[\]\n]{1,200})\](?![\[(:])")
_ADDRESS = compile_late(
    r"<(?P<auto>(?:https?|mailto):[^\s<>]{1,2000})>|(?P<bare>https?://[A-Za-z0-9][!#-'*-;=?-Z_a-z~-]{0,2000})"
)
_ATTRIBUTE = compile_late(
    r"""<(?P<tag>[A-Za-z][\w.-]*)\s[^<>]{0,1000}?\b(?P<name>href|src|to)=["'](?P<target>[^"'\s]{1,2000})["']"""
)
_WORD = compile_late(r"[^\s\"'`{}!<>|]+")
_PART = compile_late(r"[\s_.-]+")
_TRAILING = ".,;:!?'*_~"
_HOST = compile_late(r"(?:[a-z][a-z0-9+.-]{0,20}:)?//([^/?#]*)", re.IGNORECASE)
_MARK = compile_late(r"[._-](?:local|locale|localized)(?=\.|$)")
_PAGE = compile_late(
    r"(?:(?:^|/)(?:index|readme|_index))?\.(?:mdx?|markdown|html?|rst|ipynb)$|(?:^|/)(?:index|readme)$", re.IGNORECASE
)
_README = compile_late(r"(?:^|/)readme(?:[._-][a-z]{2,3}(?:[._-][a-z]{2,4})?)?(?:\.md)?$", re.IGNORECASE)
_UP = compile_late(r"\.\./|/(?!/)")
_VIDEOS = compile_late(r"(?:^|\.)(?:bilibili\.com|b23\.tv|youtube\.com|youtu\.be|youku\.com|vimeo\.com)$")
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
        self._value = re.compile(
            rf"(?:^|&)(?:lang|hl|locale|language)=[^&]*|(?:^|&)[^=&]+=(?:{code})(?=&|$)", re.IGNORECASE
        )

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

    def strip_label(self, label: str) -> tuple[str, bool]:
        """Return the name of a part of a page without the language in it, and whether there was one: `zh_start`."""
        words = _PART.split(label)
        kept = [word for word in words if not self._segment.fullmatch(word)]
        return "-".join(kept), len(kept) < len(words)

    def are_elsewhere(self, source: str, target: str) -> bool:
        """Return whether two files are in folders that differ in more than their language."""
        one, other = (self.split(path.rpartition("/")[0])[1] for path in (source, target))
        return one != other

    def drop(self, line: str) -> str:
        """Return a line without what names a language in its addresses."""
        return _WORD.sub(lambda found: self.split(found[0])[1], line)


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the inline parts of a page: `targets` are those of its named links; `keeps_anchors`: a part of a page is
    called the same in every language.
    """

    locales: Locales
    targets: Mapping[str, str]
    keeps_anchors: bool

    def find(self, text: str, start: int) -> Iterator[Inline]:
        """Yield the inline parts of a text that starts at an offset of its page: code, links, other addresses."""
        for found in _CODE.finditer(text):
            code = " ".join(found["code"].split())
            key = "".join(code.replace("\\|", "|").split())
            yield Inline(Sort.CODE, Span(start + found.start(), start + found.end()), key, code)
        text = _CODE.sub(_blank, text)
        for found in _LINK.finditer(text):
            yield from self._read_link(found, start)
        text = _LINK.sub(_blank, text)
        for found in _ATTRIBUTE.finditer(text):
            make = self._make_image if found["name"] == "src" else self._make_link
            yield make(found["target"], Span(start + found.start("target"), start + found.end("target")))
        text = _ATTRIBUTE.sub(_blank, text)
        for found in _ADDRESS.finditer(text):
            target = found["auto"] or found["bare"].rstrip(_TRAILING)
            first = start + found.start("auto" if found["auto"] else "bare")
            yield self._make_link(target, Span(first, first + len(target)))
        for found in _SHORT.finditer(_ADDRESS.sub(_blank, text)) if self.targets else ():
            if target := self.targets.get(_fold(found[1])):
                yield self._make_link(target, Span(start + found.start(), start + found.end()))

    def _read_link(self, found: re.Match[str], start: int) -> Iterator[Inline]:
        target = found["target"]
        if target is None:
            target = self.targets.get(_fold(found["named"] or found["label"]), "")
        span = Span(start + found.start(), start + found.end())
        if target and found["image"]:
            yield self._make_image(target, span)
        elif target:
            yield self._make_link(target, span)
        for inner in () if found["image"] else _PICTURE.finditer(found["label"]):
            yield self._make_image(inner[1], span)

    def _make_image(self, target: str, span: Span) -> Inline:
        _, path, _, is_local = self.locales.split(target)
        return Inline(Sort.IMAGE, span, path.rpartition("/")[2] or target, target, is_local)

    def _make_link(self, target: str, span: Span) -> Inline:
        host, path, fragment, is_local = self.locales.split(target)
        if not host and not path:
            return Inline(Sort.LINK, span, f"#{fragment}" if self.keeps_anchors else "#", target)
        key = path or host
        if fragment and self.keeps_anchors and not host and fragment.isascii():
            key += f"#{fragment}"
        if "wikipedia.org" in host:
            key, is_local = "wikipedia.org", True
        if _VIDEOS.search(host):  # readers in another country watch the same elsewhere
            key, is_local = "video", True
        return Inline(Sort.LINK, span, key.casefold().rstrip("/"), target, is_local)


def drop_same_links(
    lost: Sequence[Inline], new: Sequence[Inline], *, is_elsewhere: bool
) -> tuple[list[Inline], list[Inline]]:
    """Return the links that a block has lost, and those that it has instead, without those that lead to the same.

    Links between the languages of a README lead elsewhere on each side. A translated heading has a translated anchor.
    In a file that `is_elsewhere`, a relative link has another beginning.
    """
    lost, left = [part for part in lost if not _README.search(part.shown)], list[Inline]()
    others = [part for part in new if not _README.search(part.shown)]
    for part in lost:
        fragment = unquote(part.shown).partition("#")[2]
        is_site = part.is_local and bool(_HOST.match(part.shown))
        is_translated = not fragment.isascii()
        same = (
            other
            for other in others
            if (is_translated and other.key.startswith("#"))
            or ((is_elsewhere or _is_up(part) or _is_up(other)) and _leads_to_same(part.key, other.key))
            or (is_site and _name_host(part) == _name_host(other))
        )
        if (found := next(same, None)) is not None:
            others.remove(found)
        else:
            left.append(part)
    return left, others


def _is_up(part: Inline) -> bool:
    """Return whether an address begins at a folder above, or at that of the site."""
    return bool(_UP.match(part.shown))


def _name_host(part: Inline) -> str:
    found = _HOST.match(part.shown)
    return found[1].casefold() if found else ""


def _leads_to_same(one: str, other: str) -> bool:
    """Return whether one path ends as the other does."""
    shorter, longer = sorted((one, other), key=len)
    return shorter == longer or longer.endswith(f"/{shorter}")


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
