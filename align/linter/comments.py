"""Comments in a text that say what is right there: `<!-- aligncheck: allow residual-source: the word is discussed -->`.

`allow` holds for the line that the comment is on, or, where nothing else is there, for the next one that is not blank;
`allow-block` for the block there (a paragraph, an item, a cell); `allow-file` for the whole text. Several rules are
separated by commas. A comment without a rule that exists, or without a reason, allows nothing.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from align.errors import UnknownRuleError
from align.linter.registry import find_rule
from align.linter.rule import Given, Rule
from align.model import Document, Finding, Role, Span, UnusedAllow
from align.model.spans import shorten
from glossary.pack.patterns import compile_late

_MARK = "aligncheck:"
_OPEN, _CLOSE = "<!--", "-->"
_LINE, _BLOCK, _FILE = ("allow", "allow-block", "allow-file")
_FILE_LINE, _NEXT = ("allow-line", "allow-next")
"""What `allow` in source code is read as: all on one line of the file; there, the next one and what begins on it."""
_SCOPES = (_LINE, _BLOCK, _FILE, _FILE_LINE, _NEXT)
_LONGEST_NAME = 60
"""How many characters are shown of a name that is no rule's."""
_WRITTEN = compile_late(r"\S")
_NOT_COMMENTS = ("`", "---", "+++")
"""What masked code and front matter begin with: a comment in them is an example."""


class Place(NamedTuple):
    """Where a comment holds: a scope, and the offset at which the line or the block begins (0 for the file).

    Of a line of source code, its number: several texts may be on it.
    """

    scope: str
    start: int


class Comment(NamedTuple):
    """A comment, where it holds, and the rules it names; `rules` are none where it has a `problem`."""

    span: Span
    places: tuple[Place, ...]
    rules: frozenset[str]
    named: tuple[str, ...]
    problem: str = ""


def find_comments(document: Document) -> list[Comment]:
    """Return the comments of a text, the last first."""
    if _MARK not in document.text:
        return []
    found, following = list[Comment](), dict[int, Span]()
    for span, (scope, *named), reason in reversed(list(_find_directives(document))):
        line = _find_target(document, span, following)
        places = tuple(_find_places(document, scope, line, span))
        problem = _find_problem(named, reason)
        rules = frozenset[str]() if problem else frozenset(find_rule(name, silent=True).name for name in named)
        found.append(Comment(span, places, rules, tuple(named), problem))
    return found


def _find_directives(document: Document) -> Iterator[tuple[Span, list[str], str]]:
    """Yield the comments that are intended for this program, each with its scope and its rules, and its reason."""
    text, start = document.text, document.text.find(_OPEN)
    code = [element.span for element in document.elements if element.role is Role.CODE]
    while start >= 0 and (end := text.find(_CLOSE, start)) >= 0:
        span = Span(start, end + len(_CLOSE))
        body = text[start + len(_OPEN) : end].strip()
        if body.startswith(_MARK) and _is_comment(document, span, code):
            head, _, reason = body.removeprefix(_MARK).partition(":")
            words = head.replace(",", " ").split()
            if words and words[0] in _SCOPES:
                yield span, words, reason.strip()
        start = text.find(_OPEN, span.end)


def _is_comment(document: Document, span: Span, code: Sequence[Span]) -> bool:
    """Return whether the format takes it for a comment: it is masked, and not as code."""
    mask = _find_holder(document.masked, span)
    is_code = mask is not None and document.text.startswith(_NOT_COMMENTS, mask.start)
    return mask is not None and not is_code and _find_holder(code, span) is None


def _find_holder(spans: Sequence[Span], inner: Span) -> Span | None:
    """Return the one of disjoint spans that holds another one."""
    index = bisect_right(spans, inner.start, key=lambda span: span.start) - 1
    return spans[index] if index >= 0 and spans[index].holds(inner) else None


def _find_target(document: Document, span: Span, following: dict[int, Span]) -> Span:
    """Return the line that a comment is on; where nothing else is there, the next one that is not blank.

    `following` holds the targets of comments below that are alone, by the offsets at which their lines begin.
    """
    first, line = document.frame(span.start), document.frame(span.end - 1)
    if (document.text[first.start : span.start] + document.text[span.end : line.end]).strip():
        return line
    written = _WRITTEN.search(document.text, line.end)
    target = document.frame(written.start()) if written else line
    following[first.start] = following.get(target.start, target)
    return following[first.start]


def _find_places(document: Document, scope: str, line: Span, comment: Span) -> Iterator[Place]:
    """Yield where a comment holds; `line` is the one that it is on, or that follows it."""
    if scope == _BLOCK:
        last = line.start + len(document.text[line.start : line.end].rstrip()) - 1
        yield Place(scope, document.block(max(last, line.start)).start)
    elif scope == _FILE:
        yield Place(scope, 0)
    elif scope in (_LINE, _NEXT):
        yield Place(_LINE, line.start)
    if scope in (_FILE_LINE, _NEXT):
        yield Place(_FILE_LINE, _find_number(document, comment.start if scope == _FILE_LINE else line.start))


def _find_number(document: Document, offset: int) -> int:
    """Return the line of the file on which a character is; 0 where it has no lines."""
    return document.offsets.locate(offset).line or 0


def _find_problem(named: Sequence[str], reason: str) -> str:
    """Return what keeps a comment from being used; empty where it can be."""
    for name in named:
        try:
            find_rule(name, silent=True)
        except UnknownRuleError:
            return f"no rule {shorten(name, _LONGEST_NAME)}"
    return ("" if reason else "no reason") if named else "no rule named"


@dataclass
class Comments:
    """The comments of one text; drops the findings that they allow, and knows which of them allowed none."""

    document: Document
    dropped: int = 0
    _comments: list[Comment] = field(init=False)
    _used: set[tuple[str, Place]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._comments = find_comments(self.document)

    def drop_allowed(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings that no comment allows."""
        allowed = {(rule, place) for comment in self._comments for rule in comment.rules for place in comment.places}
        for finding in findings:
            used = {(finding.rule, place) for place in self._find_places(finding)} & allowed if allowed else set()
            self._used |= used
            self.dropped += bool(used)
            if not used:
                yield finding

    def _find_places(self, finding: Finding) -> Iterator[Place]:
        """Yield the places that a finding lies in."""
        start = finding.span.start
        yield Place(_LINE, self.document.frame(start).start)
        yield Place(_BLOCK, self.document.block(start).start)
        yield Place(_FILE, 0)
        yield Place(_FILE_LINE, _find_number(self.document, start))

    def find_unused(self, rules: Iterable[Rule], has_source: bool) -> Iterator[UnusedAllow]:
        """Yield the comments that no finding needed, though their rules were asked, and those that cannot be used."""
        if not self._comments:
            return
        asked = {rule.name for rule in rules if has_source or Given.ALIGNMENT not in rule.needs | rule.reads}
        for comment in reversed(self._comments):
            is_used = any((rule, place) in self._used for rule in comment.rules for place in comment.places)
            if not is_used and comment.rules <= asked:
                line = self.document.offsets.locate(comment.span.start).line or 0
                yield UnusedAllow(self.document.path, line, "", comment.named, (), True, comment.problem)
