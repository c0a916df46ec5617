"""Checklists: what a person says must or must not be in a translation, and where its patterns are in a text.

A pattern is plain text, or a regular expression of RE2, which takes time linear in the text, whatever the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from align.linter.dead_patterns import SPACES, explain_dead
from align.model import Severity, Span
from glossary.lang.scripts import LATIN
from glossary.pack.patterns import compile_late

_MOST = 100
"""Places of a pattern in one sentence; more are not looked for."""

_INSIDE_WORD = compile_late(rf"[{LATIN}0-9_]{{2}}")


class PatternError(ValueError):
    """A pattern that cannot be used; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to check: where the source has `source`, the translation must, or must not, have `target`.

    Without a `source`, the translation must not have `target` anywhere. `regex`: both are regular expressions.
    `message` may hold {source} and {target}, which are replaced by the matched texts.
    """

    target: str
    source: str = ""
    must_occur: bool = False
    name: str = ""
    message: str = ""
    severity: Severity = Severity.WARNING
    suggestion: str = ""
    regex: bool = False
    match_case: bool = False
    whole_words: bool = False

    @property
    def label(self) -> str:
        """Return what distinguishes the entry from others, for people and in fingerprints: its name, else its
        patterns.
        """
        return self.name or " → ".join(filter(None, (self.source, self.target)))


@dataclass(frozen=True)
class Pattern:
    """What finds the places of an entry's pattern in a sentence. Raises PatternError where it is first needed."""

    text: str
    regex: bool = False
    match_case: bool = False
    whole_words: bool = False

    def find(self, sentence: str) -> Iterator[Span]:
        """Yield the places in a sentence, at most 100, in order."""
        for _, match in zip(range(_MOST), self._finder(sentence), strict=False):
            start, end = match.span()
            if end > start and not (self.whole_words and _cuts_word(sentence, start, end)):
                yield Span(start, end)

    def may_stand_in(self, lowered: str) -> bool:
        """Return whether a text in lower case may have it: a quick look, by its longest word."""
        return self._probe in lowered

    @cached_property
    def _probe(self) -> str:
        return "" if self.regex else max(self.text.lower().split(), key=len, default="")

    @cached_property
    def _finder(self) -> Callable[[str], Iterator[Any]]:
        if self.regex:
            return _compile(self.text, self.match_case)
        words = r"\s+".join(map(re.escape, self.text.split()))
        return re.compile(words, 0 if self.match_case else re.IGNORECASE).finditer

    def check(self) -> None:
        """See that it can be used. Raises PatternError."""
        if not self.text.strip():
            raise PatternError("holds nothing but spaces: write what is to be found")
        assert self._finder is not None
        if self.regex and (reason := explain_dead(self.text)):
            raise PatternError(f"{self.text!r} can never match: {reason}")


def _cuts_word(sentence: str, start: int, end: int) -> bool:
    """Return whether a place starts or ends inside a word of Latin letters or digits."""
    edges = (sentence[max(edge - 1, 0) : edge + 1] for edge in (start, end))
    return any(_INSIDE_WORD.fullmatch(edge) for edge in edges)


@lru_cache(maxsize=10_000)
def _compile(pattern: str, match_case: bool) -> Callable[[str], Iterator[Any]]:
    import re2

    options = re2.Options()
    options.case_sensitive, options.log_errors = match_case, False
    try:
        finder = re2.compile(pattern, options)
        is_empty = finder.search("") is not None
    except (re2.error, UnicodeEncodeError) as error:
        raise PatternError(f"{pattern!r} {_explain(error)}") from None
    if is_empty:
        raise PatternError(f"{pattern!r} matches nothing at all (an empty text): make it match something")
    find: Callable[[str], Iterator[Any]] = finder.finditer
    return find


def _explain(error: Exception) -> str:
    """Return what is wrong with a regular expression, and what to do."""
    reason = error.args[0] if error.args else ""
    said = reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason)
    if "invalid perl operator" in said or "invalid escape sequence" in said:
        return (
            f"is not supported ({said}): "
            "(?=...), (?!...), (?<...) and \\1 could take for ever; write it without them, or as two entries"
        )
    return f"is not a regular expression ({said}): mend it, or take out `regex` to search for the text as it is"


@dataclass(frozen=True)
class Check:
    """An entry with what finds its patterns; `source` is None where it has none."""

    entry: Entry
    target: Pattern
    source: Pattern | None


@dataclass(frozen=True)
class Checklist:
    """The entries that hold for a text."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def of_targets(self) -> Sequence[Check]:
        """Return the checks that need no source."""
        return [_make_check(entry) for entry in self.entries if not entry.source]

    @cached_property
    def of_pairs(self) -> Sequence[Check]:
        """Return the checks that need the source."""
        return [_make_check(entry) for entry in self.entries if entry.source]


@lru_cache(maxsize=8)
def compile_checklist(entries: tuple[Entry, ...]) -> Checklist:
    """Return the checklist of these entries, worked out once."""
    return Checklist(entries)


def check_patterns(entry: Entry) -> None:
    """See that the patterns of an entry can be used. Raises PatternError, whose message begins with the key."""
    check = _make_check(entry)
    for key, pattern in (("source", check.source), ("target", check.target)):
        try:
            if pattern:
                pattern.check()
        except PatternError as error:
            raise PatternError(f"{key}: {error}") from None


def _make_check(entry: Entry) -> Check:
    def make(text: str) -> Pattern:
        return Pattern(text, entry.regex, entry.match_case, entry.whole_words)

    return Check(entry, make(entry.target), make(entry.source) if entry.source else None)


def normalize_sentence(text: str) -> str:
    """Return a sentence as patterns see it, of the same length: on one line, each kind of white space a plain space."""
    text = text.translate(SPACES)
    return text if text.isascii() else text.encode(errors="replace").decode()
