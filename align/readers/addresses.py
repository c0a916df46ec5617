"""URLs and e-mail addresses, which are masked in every format.

A text is searched for the few characters that every address holds, and only their surroundings are looked at.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from align.model import Span, merge_spans
from glossary.lang.scripts import EAST_ASIAN_LETTERS, FULLWIDTH_AND_HALFWIDTH_FORMS, HAN
from glossary.pack.patterns import compile_late

_SCHEMES = ("https", "http", "sftp", "ftps", "ftp", "file", "wss", "ws", "git", "ssh", "rtsp", "rtmp", "magnet")
_ASCII = r"\w\-.~:/?#@!$&'()*+,;=%|"
_BODY = compile_late(rf"(?:(?![{EAST_ASIAN_LETTERS}{FULLWIDTH_AND_HALFWIDTH_FORMS}])[{_ASCII}])+")
_IN_PATH = compile_late(rf"(?<=[/=#:_-])[{HAN}][{HAN}{_ASCII[:-4]}]*")
_HOST = compile_late(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])")
_BRACKET = compile_late("[()]")
_LOCAL = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-"
_HOST_CHARS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"
_TRAILING = ".,;:!?'\"*|~"
_SHORT = 4096
"""Below how many characters a text is asked for them first."""
_REACH = 80
"""How far before its `@` or `/` an address may begin, in characters."""


def find_addresses(text: str) -> list[Span]:
    """Return the URLs and e-mail addresses of a text, in order, none overlapping another.

    An address ends before punctuation that closes the sentence, before a bracket that it did not open,
    and before Chinese; Chinese inside a path (`/wiki/中国`) belongs to it.
    """
    if len(text) < _SHORT and "/" not in text and "@" not in text and "www." not in text and "WWW." not in text:
        return []
    data = text.encode("ascii", "replace")
    slashes = list(_find_each(data, b"/"))
    starts, ats = chain(_find_each(data, b"www."), _find_each(data, b"WWW.")), _find_each(data, b"@")
    found = _find_with_scheme(text, slashes), _find_with_www(text, starts), _find_emails(text, ats)
    return merge_spans(chain(*found, _find_bare(text, slashes)))


def _find_each(data: bytes, literal: bytes) -> Iterator[int]:
    """Yield where a text has a literal; it is given in a byte a character, which are searched much faster."""
    place = data.find(literal)
    while place >= 0:
        yield place
        place = data.find(literal, place + len(literal))


def _find_with_scheme(text: str, slashes: Iterable[int]) -> Iterator[Span]:
    end = 0
    for colon in (slash - 1 for slash in slashes if text.startswith("://", max(slash - 1, 0))):
        if colon < end:
            continue
        before = text[max(colon - 6, 0) : colon].lower()
        scheme = next((name for name in _SCHEMES if before.endswith(name)), "")
        end = _find_end(text, colon + 3)
        if scheme and end > colon + 3:
            yield Span(colon - len(scheme), end)


def _find_with_www(text: str, starts: Iterable[int]) -> Iterator[Span]:
    end = 0
    for start in starts:
        glued = text[max(start - 1, 0) : start] in _HOST_CHARS and start > 0
        if start >= end and not glued and _HOST.match(text, start):
            end = _find_end(text, start)
            yield Span(start, end)


def _find_emails(text: str, ats: Iterable[int]) -> Iterator[Span]:
    for at in ats:
        local = _take_tail(text[max(at - _REACH, 0) : at], _LOCAL).lstrip(".")
        host = _HOST.match(text, at + 1)
        if local and host:
            yield Span(at - len(local), host.end())


def _find_bare(text: str, slashes: Iterable[int]) -> Iterator[Span]:
    """Hosts without a scheme that are followed by a path: `example.com/path`."""
    end = 0
    for slash in slashes:
        domain = text[max(slash - 25, 0) : slash].rpartition(".")[2]
        if slash < end or not 2 <= len(domain) < 25 or not (domain.isascii() and domain.isalpha()):
            continue
        host = _take_tail(text[max(slash - _REACH, 0) : slash], _HOST_CHARS).lstrip(".-")
        if _HOST.fullmatch(host) and (domain.islower() or host.isupper()):
            end = _find_end(text, slash)
            yield Span(slash - len(host), end)


def _take_tail(text: str, letters: str) -> str:
    """Return the end of a text as far back as it is made of these letters."""
    return text[len(text.rstrip(letters)) :]


def _find_end(text: str, start: int) -> int:
    """Return where the address ends whose part from `start` on may hold anything that an address can."""
    body = _BODY.match(text, start)
    end = body.end() if body else start
    if "/" in text[start : end - 1] and (more := _IN_PATH.match(text, end)):
        end = more.end()
    end = _find_unopened_bracket(text, start, end)
    return start + len(text[start:end].rstrip(_TRAILING))


def _find_unopened_bracket(text: str, start: int, end: int) -> int:
    """Return where a bracket closes that does not open from `start` on; `end` where none does."""
    depth = 0
    for bracket in _BRACKET.finditer(text, start, end):
        depth += 1 if bracket[0] == "(" else -1
        if depth < 0:
            return bracket.start()
    return end
