r"""Regular expressions of RE2 that no sentence can match: `a^b`, `$100`, `\s+$`.

A sentence is one line, in which each kind of white space is a plain space, and has no space at either end. What cannot
be decided by that counts as possible. Source of the syntax: https://github.com/google/re2/wiki/Syntax
"""

import re
from collections.abc import Callable
from enum import Enum, auto

from glossary.pack.patterns import compile_late

SPACES = str.maketrans("\n\r\t\xa0\u3000", "     ")
"""White space that patterns see as a plain space."""

_DEEPEST = 50
"""How deep groups are looked into."""

_ROUNDS = 6
"""As many as there are states: after as many repetitions, every state that can be reached has been."""

_ITEM = compile_late(
    r"(?s)\\[pP]\{[^}]*\}|\\[pP].|\\x\{(?P<long>[0-9A-Fa-f]+)\}|\\x(?P<short>[0-9A-Fa-f]{2})|\\(?P<octal>[0-7]{1,3})"
    r"|\[:\^?\w+:\]|\\?."
)
"""A character, a class with a name, or what is written with a backslash; `[:alpha:]` in square brackets only."""

_GROUP = compile_late(r"\((?:\?(?:P?<\w+>|(?P<flags>[imsU-]*)(?P<end>[:)])))?")
_REPEAT = compile_late(r"(?:[*+?]|\{(?P<least>\d+)(?P<more>,(?P<most>\d*))?\})\??")
_CONTROLS = {"\\a": "\a", "\\f": "\f", "\\t": "\t", "\\n": "\n", "\\r": "\r", "\\v": "\v"}
_OF_SPACE = ("\\s", "[:space:]", "[:blank:]")
_WHOLE = ({"\\s", "\\S"}, {"\\d", "\\D"}, {"\\w", "\\W"})

ANCHOR_BEHIND = r"a sentence begins at ^, so that nothing can come before it: take out ^, or write \^ for the character"
TEXT_BEHIND = r"a sentence ends at $, so that nothing can come after it: take out $, or write \$ for the sign itself"
LINE_BREAK = r"tabs, line breaks and wide or fixed spaces are read as a plain space: write \s, or a space"
EDGE = "spaces at the beginning and at the end of a sentence are not part of it: leave them out of the pattern"
EMPTY = "it has square brackets that no character fits: mend them"
NO_WIDTH = "it names places between characters, but no character: write what is to be found"


class _State(Enum):
    """What is known of the match so far: what it read last, and whether an anchor came."""

    START = auto()
    ANCHORED = auto()
    LETTER = auto()
    SPACE = auto()
    ENDED_EMPTY = auto()
    ENDED = auto()


class _Kind(Enum):
    """What one character of a pattern can be in a sentence; EMPTY and BREAK are none."""

    ANY = auto()
    SPACE = auto()
    BREAK = auto()
    EMPTY = auto()


_States = frozenset[_State]
_Step = Callable[[_State], _States]
"""From the state before a part of a pattern to those that are possible after it."""


def explain_dead(pattern: str) -> str:
    """Return why a regular expression that RE2 understands can never match a sentence, else an empty text."""
    parser = _Parser(pattern)
    try:
        step = parser.read_choice(0)
    except (IndexError, ValueError):  # what only RE2 understands
        return ""
    states = step(_State.START)
    if states & {_State.LETTER, _State.SPACE, _State.ENDED}:
        return ""
    return NO_WIDTH if states or not parser.reasons else parser.reasons[0]


class _Parser:
    """Reads a pattern into steps; running them notes in `reasons` why a match ended."""

    def __init__(self, pattern: str) -> None:
        self.reasons: list[str] = []
        self._pattern, self._position = pattern, 0

    def read_choice(self, depth: int) -> _Step:
        """Read alternatives up to the end of the pattern or of a group. Raises ValueError where it is too deep."""
        if depth > _DEEPEST:
            raise ValueError
        choices = [self._read_sequence(depth)]
        while self._accept("|"):
            choices.append(self._read_sequence(depth))
        return _remember(lambda state: frozenset().union(*(choice(state) for choice in choices)))

    def _accept(self, text: str) -> bool:
        found = self._pattern.startswith(text, self._position)
        self._position += len(text) * found
        return found

    def _read_sequence(self, depth: int) -> _Step:
        steps = list[_Step]()
        while self._position < len(self._pattern) and self._pattern[self._position] not in "|)":
            if self._accept("\\Q"):
                end = self._pattern.find("\\E", self._position)
                literal = self._pattern[self._position : end if end >= 0 else len(self._pattern)]
                self._position = end + 2 if end >= 0 else len(self._pattern)
                steps += [self._consume(_weigh(char)) for char in literal]
            else:
                steps.append(self._read_atom(depth))
            while steps and (match := _REPEAT.match(self._pattern, self._position)):
                self._position = match.end()
                steps[-1] = _repeat(steps[-1], match)

        def run(state: _State) -> _States:
            states: _States = frozenset((state,))
            for step in steps:
                states = _apply(step, states)
            return states

        return _remember(run)

    def _read_atom(self, depth: int) -> _Step:
        """Read one character, class, anchor or group."""
        if self._pattern[self._position] == "(":
            return self._read_group(depth)
        if self._accept("["):
            return self._consume(self._read_class())
        places = {"^": self._begin, "\\A": self._begin, "$": self._end, "\\z": self._end, "\\b": _stay, "\\B": _stay}
        for written, step in places.items():
            if self._accept(written):
                return step
        item = self._read_item()
        return self._consume(_Kind.SPACE if item == "\\s" else _weigh(item))

    def _read_group(self, depth: int) -> _Step:
        """Read a group, or flags that hold for the rest of the one around it. Raises ValueError."""
        match = _GROUP.match(self._pattern, self._position)
        if match is None or self._pattern.startswith("?", match.end()):
            raise ValueError
        self._position = match.end()
        if match["end"] == ")":
            return _stay
        inner = self.read_choice(depth + 1)
        if not self._accept(")"):
            raise ValueError
        return inner

    def _read_item(self) -> str:
        """Read a character, given as it is, or a class of them, given as it is written."""
        match = _ITEM.match(self._pattern, self._position)
        if match is None:
            raise ValueError
        self._position = match.end()
        number = match["long"] or match["short"]
        if number or match["octal"]:
            return chr(int(number, 16) if number else int(match["octal"], 8))
        written = match[0]
        if len(written) == 2 and written[0] == "\\" and not written[1].isalnum():
            return written[1]
        return _CONTROLS.get(written, written)

    def _read_class(self) -> _Kind:
        """Read what is in square brackets."""
        is_negated, items, kinds = self._accept("^"), set[str](), set[_Kind]()
        while not items or self._pattern[self._position] != "]":
            item = self._read_item()
            items.add(item)
            if self._pattern.startswith("-", self._position) and self._pattern[self._position + 1] != "]":
                self._position += 1
                last = self._read_item()
                kinds |= {_Kind.ANY} if item != last else {_weigh(item)}
            else:
                kinds.add(_Kind.SPACE if item in _OF_SPACE else _weigh(item))
        self._position += 1
        if is_negated:
            return _Kind.EMPTY if any(items >= whole for whole in _WHOLE) else _Kind.ANY
        return next(kind for kind in (_Kind.ANY, _Kind.SPACE, _Kind.BREAK) if kind in kinds)

    def _consume(self, kind: _Kind) -> _Step:
        def run(state: _State) -> _States:
            if kind in (_Kind.BREAK, _Kind.EMPTY):
                return self._stop(LINE_BREAK if kind is _Kind.BREAK else EMPTY)
            if state in (_State.ENDED, _State.ENDED_EMPTY):
                return self._stop(TEXT_BEHIND)
            if kind is _Kind.SPACE:
                return self._stop(EDGE) if state is _State.ANCHORED else frozenset((_State.SPACE,))
            return frozenset((_State.LETTER,))

        return run

    def _begin(self, state: _State) -> _States:
        if state in (_State.START, _State.ANCHORED):
            return frozenset((_State.ANCHORED,))
        return frozenset((state,)) if state is _State.ENDED_EMPTY else self._stop(ANCHOR_BEHIND)

    def _end(self, state: _State) -> _States:
        if state is _State.SPACE:
            return self._stop(EDGE)
        has_read = state in (_State.LETTER, _State.ENDED)
        return frozenset((_State.ENDED if has_read else _State.ENDED_EMPTY,))

    def _stop(self, reason: str) -> _States:
        self.reasons.append(reason)
        return frozenset()


def _weigh(item: str) -> _Kind:
    """Return what a character, or a class that is written with more than one, can be in a sentence."""
    if len(item) == 1 and item.isspace():
        return _Kind.BREAK if ord(item) in SPACES else _Kind.SPACE
    return _Kind.ANY


def _stay(state: _State) -> _States:
    return frozenset((state,))


def _apply(step: _Step, states: _States) -> _States:
    return frozenset().union(*map(step, states))


def _remember(step: _Step) -> _Step:
    """Return the same step, run once for a state: groups in groups take no more time than one after the other."""
    known = dict[_State, _States]()

    def run(state: _State) -> _States:
        if state not in known:
            known[state] = step(state)
        return known[state]

    return run


def _repeat(step: _Step, match: re.Match[str]) -> _Step:
    """Return a step as often as `*`, `+`, `?` or numbers in braces say."""
    least, most = int(match[0][0] == "+"), 1 if match[0][0] == "?" else None
    if match["least"]:
        least = most = int(match["least"])
        if match["more"]:
            most = int(match["most"]) if match["most"] else None

    def run(state: _State) -> _States:
        states: _States = frozenset((state,))
        for _ in range(min(least, _ROUNDS)):
            states = _apply(step, states)
        reached = states
        for _ in range(_ROUNDS if most is None or least > _ROUNDS else min(most - least, _ROUNDS)):
            states = _apply(step, states)
            reached |= states
        return reached

    return _remember(run)
