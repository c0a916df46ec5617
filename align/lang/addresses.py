"""What no rule may fire in, whatever the format: URLs and e-mail addresses.

A text is searched for the few characters that every address holds, and only their surroundings are looked at.
"""

import re
from collections.abc import Iterable, Iterator

from align.model import Span

_SCHEMES = ("https", "http", "sftp", "ftps", "ftp", "file", "wss", "ws", "git", "ssh", "rtsp", "rtmp", "magnet")
_ASCII = r"\w\-.~:/?#@!$&'()*+,;=%|"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_BODY = re.compile(rf"(?:(?![{_HAN}\u3040-\u30ff\uac00-\ud7ff\uff00-\uffef])[{_ASCII}])+")
_IN_PATH = re.compile(rf"(?<=[/=#:_-])[{_HAN}][{_HAN}{_ASCII[:-4]}]*")
_HOST = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])")
_LOCAL = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-"
_HOST_CHARS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"
_TRAILING = ".,;:!?'\"*|~"
_REACH = 80
"""How far before its `@` or `/` an address may begin, in characters."""


def urls(text: str) -> list[Span]:
    """The URLs and e-mail addresses of a text, in order, none overlapping another.

    An address ends before punctuation that closes the sentence, before a bracket that it did not open,
    and before Chinese; Chinese inside a path (`/wiki/中国`) belongs to it.
    """
    return merged([*_with_scheme(text), *_with_www(text), *_emails(text), *_bare(text)])


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order; those that overlap or touch become one, empty ones go."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        elif span.end > span.start:
            result.append(span)
    return result


def _found(text: str, literal: str) -> Iterator[int]:
    position = text.find(literal)
    while position >= 0:
        yield position
        position = text.find(literal, position + len(literal))


def _with_scheme(text: str) -> Iterator[Span]:
    end = 0
    for colon in _found(text, "://"):
        if colon < end:
            continue
        before = text[max(colon - 6, 0) : colon].lower()
        scheme = next((name for name in _SCHEMES if before.endswith(name)), "")
        end = _end(text, colon + 3)
        if scheme and end > colon + 3:
            yield Span(colon - len(scheme), end)


def _with_www(text: str) -> Iterator[Span]:
    end = 0
    for literal in ("www.", "WWW."):
        for start in _found(text, literal):
            glued = text[max(start - 1, 0) : start] in _HOST_CHARS and start > 0
            if start >= end and not glued and _HOST.match(text, start):
                end = _end(text, start)
                yield Span(start, end)


def _emails(text: str) -> Iterator[Span]:
    for at in _found(text, "@"):
        local = _tail(text[max(at - _REACH, 0) : at], _LOCAL).lstrip(".")
        host = _HOST.match(text, at + 1)
        if local and host:
            yield Span(at - len(local), host.end())


def _bare(text: str) -> Iterator[Span]:
    """Hosts without a scheme that are followed by a path: `example.com/path`."""
    end = 0
    for slash in _found(text, "/"):
        domain = text[max(slash - 25, 0) : slash].rpartition(".")[2]
        if slash < end or not 2 <= len(domain) < 25 or not (domain.isascii() and domain.isalpha()):
            continue
        host = _tail(text[max(slash - _REACH, 0) : slash], _HOST_CHARS).lstrip(".-")
        if _HOST.fullmatch(host) and (domain.islower() or host.isupper()):
            end = _end(text, slash)
            yield Span(slash - len(host), end)


def _tail(text: str, letters: str) -> str:
    """The end of a text as far back as it is made of these letters."""
    return text[len(text.rstrip(letters)) :]


def _end(text: str, start: int) -> int:
    """Where the address ends whose part from `start` on may hold anything that an address can."""
    body = _BODY.match(text, start)
    end = body.end() if body else start
    if "/" in text[start : end - 1] and (more := _IN_PATH.match(text, end)):
        end = more.end()
    end = _before_unopened_bracket(text, start, end)
    return start + len(text[start:end].rstrip(_TRAILING))


def _before_unopened_bracket(text: str, start: int, end: int) -> int:
    depth = 0
    for offset in range(start, end):
        if text[offset] == "(":
            depth += 1
        elif text[offset] == ")":
            depth -= 1
            if depth < 0:
                return offset
    return end
