"""Regular expressions that no sentence can match are named; one that some sentence matches never is."""

import random
from itertools import product

import pytest
import re2
from tables import on_each

from align.linter.checklist import Pattern
from align.linter.dead_patterns import (
    ANCHOR_BEHIND,
    EDGE,
    EMPTY,
    LINE_BREAK,
    NO_WIDTH,
    TEXT_BEHIND,
    explain_dead,
)

DEAD = [
    ("a^b", ANCHOR_BEHIND),
    (r"a(\A|^)b", ANCHOR_BEHIND),
    ("$100", TEXT_BEHIND),
    (r"(US|RMB)?$\d+", TEXT_BEHIND),
    (r"(?:a|b){3}\zx", TEXT_BEHIND),
    ("(((a*)*)*)*$b", TEXT_BEHIND),
    (r"a{1000}$b", TEXT_BEHIND),
    (r"the\nthe", LINE_BREAK),
    ("the\u3000the", LINE_BREAK),
    (r"\x{3000}|\xA0|\t+", LINE_BREAK),
    (r"[\t\n]the", LINE_BREAK),
    (r"\s+$", EDGE),
    (r"^[ \t]x", EDGE),
    ("x[[:space:]]$", EDGE),
    (r"x[^\s\S]", EMPTY),
    (r"\b", NO_WIDTH),
    (r"\b$", NO_WIDTH),
    ("(a^b|c)$", ""),
    (r"\$100", ""),
    ("[$]100", ""),
    (r"\Q$100\E", ""),
    ("^a$", ""),
    ("(?m)^a$|b^", ""),
    (r"^\s*x\s*$", ""),
    (r"a\n?b", ""),
    (r"a[\n ]b", ""),
    ("(^|a)b($|c)", ""),
    ("(?:a^)?b", ""),
    ("(a$|b)c", ""),
    ("a{,2}^?", ""),
    ("{,0}", ""),
    ("[]^$]a", ""),
    ("[[:^alpha:]]?^a", ""),
    (r"\p{Han}\b\pN[\PN-]", ""),
    (r"(?P<one>a)(?<two>b)(?i:c)(?U)", ""),
    ("(" * 60 + "a$b" + ")" * 60, ""),  # too deep to be looked into
]


@on_each(DEAD)
def test_what_can_never_match_is_named(pattern: str, reason: str) -> None:
    assert re2.compile(pattern)
    assert explain_dead(pattern) == reason


ATOMS = [
    *("a", "b", r"\s", "^", "$", r"\b", ".", "[ab]", "[^a]", r"[^\s\S]", r"\n", "(?:a|^)", "($|a)", r"\$", r"\Qa$\E"),
    *("[[:space:]]", r"\pL", r"[^\x20]", "(?i)", "[]a]", "{,2}", r"\040"),
]
REPEATS = ["*", "+", "?", "{2}", "{0,2}", "{0}", "{7,}", "*?"]
SENTENCES = [
    text for length in range(1, 5) for text in map("".join, product("ab $", repeat=length)) if text == text.strip()
]


def draw(dice: random.Random, depth: int = 3) -> str:
    kind = dice.random() if depth else 0
    if kind < 0.4:
        return dice.choice(ATOMS)
    inner = [draw(dice, depth - 1) for _ in range(dice.randint(2, 3))]
    if kind < 0.7:
        return "".join(inner)
    return f"({'|'.join(inner)})" if kind < 0.85 else f"(?:{inner[0]}){dice.choice(REPEATS)}"


def test_what_matches_some_sentence_is_never_named() -> None:
    dice, options, named = random.Random(1), re2.Options(), 0
    options.log_errors = False
    for pattern in (draw(dice) for _ in range(600)):
        try:
            finder = re2.compile(pattern, options)
        except re2.error:
            continue
        if explain_dead(pattern) and not finder.search(""):
            named += 1
            assert [text for text in SENTENCES if any(Pattern(pattern, regex=True).find(text))] == [], pattern
    assert named > 50


@pytest.mark.parametrize("pattern", ["(" * 900 + "a" + ")" * 900, "(?:" * 45 + "a" + ")*$b" * 45, "a$b|" * 1000 + "c"])
def test_large_patterns_are_looked_at_in_passing(pattern: str) -> None:
    assert isinstance(explain_dead(pattern), str)
