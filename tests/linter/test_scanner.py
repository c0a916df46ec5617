"""The scan for the triggers of all rules, and rules that look at some places only, against slow and clear searches."""

import re
from collections.abc import Iterator, Sequence
from re import _parser  # type: ignore[attr-defined]  # the parser of `re` has no public name

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import on_each

from align.commands.check import check_text
from align.linter import scanner
from align.linter.context import Context
from align.linter.families import patterns
from align.linter.families.patterns import Pattern, PatternRule
from align.linter.registry import all_rules
from align.linter.rule import TextRule, Trigger
from align.linter.scanner import Scanner, check_document
from align.linter.surplus import list_most_of_rule
from align.model import Document, Finding, Segment, Severity, Span
from align.rules.locale import cjk_punctuation, mixed_percent_form
from glossary.lang.words import Words


class Seeker(TextRule):
    """A rule that only has a trigger."""

    trigger = Trigger(literals=("the", "he m", "über", "记者", "a"))

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Find nothing."""
        return iter(())


def make_document(text: str) -> Document:
    return Document("a.txt", "en", text, lambda one: [Span(0, len(one))], lambda _: [0])


@given(st.text(st.sampled_from("The mÜbera记者é😀\ud800İ "), max_size=60), st.integers(1, 20))
def test_literals_are_found_as_a_search_for_each_finds_them(text: str, window: int) -> None:
    rule = Seeker()
    low = scanner._lower(text)
    expected = sorted(
        match.start() for literal in rule.get_trigger().literals for match in re.finditer(f"(?={literal})", low)
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanner, "_WINDOW", window)
        assert Scanner((rule,))._find_hits(Words(text)).get(rule, []) == expected


class Grader(TextRule):
    """A rule that finds the same place more than once."""

    name = "grader"

    def __init__(self, severities: Sequence[Severity]) -> None:
        self.severities = severities

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Find the first character once for each severity."""
        for number, severity in enumerate(self.severities):
            yield Finding(self.name, severity, "m", f"finding {number}", Span(0, 1))


@pytest.mark.parametrize(
    ("severities", "kept"),
    [
        ((Severity.ERROR, Severity.INFO), 0),
        ((Severity.INFO, Severity.ERROR), 1),
        ((Severity.WARNING, Severity.ERROR, Severity.INFO), 1),
        ((Severity.INFO, Severity.INFO), 1),
    ],
)
def test_of_findings_at_the_same_place_the_gravest_stays(severities: Sequence[Severity], kept: int) -> None:
    (found,) = check_document(make_document("abc"), [Grader(severities)])
    assert (found.severity, found.message) == (severities[kept], f"finding {kept}")


def test_no_sentence_is_split_where_the_blocks_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    def split(text: str) -> list[int]:
        raise AssertionError(text)

    monkeypatch.setattr("align.linter.surplus.MOST", 2)
    text = "a\nb\nc\n"
    document = Document("a.txt", "en", text, lambda _: [Span(0, 1), Span(2, 3), Span(4, 5)], split)
    found = [Finding("doubled-word", Severity.INFO, "m", "m", Span(at, at + 1)) for at in (0, 2, 4)]
    assert list_most_of_rule(found, document) == found


def test_empty_blocks_hold_no_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("align.linter.surplus.MOST", 2)
    document = Document("a.txt", "en", "a \n b", lambda _: [Span(0, 1), Span(1, 2), Span(4, 5)], lambda _: [0])
    assert document.segments == (Segment("a", 0), Segment("b", 4))
    found = [Finding("doubled-word", Severity.INFO, "m", "m", Span(0, at)) for at in (0, 1, 2)]
    assert list_most_of_rule(found, document) == found[:2]


@given(st.text(st.sampled_from("a?，（。中\u3000 é\n"), max_size=40), st.sampled_from([1, 10**9]))
def test_runs_of_signs_are_all_that_the_expression_finds(text: str, few: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cjk_punctuation, "_FEW", few)
        found = [run.span() for run in cjk_punctuation._find_sign_runs(make_document(text))]
    assert found == [run.span() for run in cjk_punctuation._RUN.finditer(text)]


_PERCENT = re.compile(r"[Pp][Ee][Rr](?:\s{1,3})?[Cc][Ee][Nn][Tt]\b|%(?![\w-])")
_PIECES = ["5 ", "per", "PER", "cent", "Cent", " ", "\n", "\u00a0", "%", "percent", "per cent", "age", "a", "-"]


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_percentages_are_all_that_the_expression_finds(text: str) -> None:
    rule = next(one for one in all_rules().values() if one.name == "mixed-percent-form")
    assert isinstance(rule, TextRule)
    hits = Scanner((rule,))._find_hits(Words(text)).get(rule, [])
    found = [match.span() for match in mixed_percent_form._find_forms(make_document(text), hits)]
    is_asked = re.search("percent|per cent", text, re.IGNORECASE)
    assert found == ([match.span() for match in _PERCENT.finditer(text)] if is_asked else [])


def test_a_percentage_over_a_line_end_is_one() -> None:
    result = check_text("Exports rose by 5 percent, prices by 6 percent and wages by 7 per\ncent.")
    assert [entry.text for entry in result.diagnostics] == ["7 per\ncent"]


def test_expressions_that_begin_at_the_start_of_a_block_match_nowhere_else() -> None:
    rules = (rule for rule in all_rules().values() if isinstance(rule, PatternRule))
    anchored = [pattern.regex for rule in rules for pattern in rule.list_patterns() if pattern.regex.startswith("^")]
    assert len(anchored) > 10
    at_start = _parser.parse("^")[0]
    assert all(_parser.parse(regex)[0] == at_start for regex in anchored)
    assert _parser.parse("^a|b")[0] != at_start


_PATTERNS = [
    pattern for rule in all_rules().values() if isinstance(rule, PatternRule) for pattern in rule.list_patterns()
]


@on_each(_PATTERNS)
def test_no_expression_reaches_further_than_it_is_tried(pattern: Pattern) -> None:
    few = re.sub(r"(?<=\\[ws])[*+]", "{1,90}", pattern.regex)  # a word, or a row of spaces
    assert pattern.regex.startswith("^") or _parser.parse(few).getwidth()[1] < patterns._REACH


@given(st.lists(st.sampled_from(["scan ", "the code", "code", "x" * 7, "\n", ". "]), max_size=40).map("".join))
def test_long_blocks_are_looked_at_near_their_literals(text: str) -> None:
    pattern = Pattern(("code",), r"(?:^|[.]\s|x)(?:scan )?(?P<mark>the code)|code\b", "")
    hits = [match.start() for match in re.finditer("code", text)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(patterns, "_REACH", 20)
        found = [match.span() for match in pattern.find(text, hits)]
    assert found == [match.span() for match in pattern.compiled.finditer(text)]


_SPARING = [pattern for pattern in _PATTERNS if pattern.companions or pattern.is_last]


@pytest.mark.parametrize("pattern", _SPARING, ids=lambda pattern: pattern.regex[:40])
@given(st.data())
def test_what_spares_blocks_an_expression_loses_no_match(pattern: Pattern, data: st.DataObject) -> None:
    text = re.sub(r"\s", " ", data.draw(st.from_regex(pattern.compiled)))
    for match in pattern.compiled.finditer(re.sub("[ſıİK]", "x", text)):
        assert pattern.may_match(match[0].lower())
        assert not pattern.is_last or match[0].lower().strip().endswith(pattern.literals)


def test_what_is_known_of_a_text_that_is_gone_is_no_answer_about_another() -> None:
    context = Context()
    assert [context.analyse(len, "x" * size) for size in range(1, 1000)] == list(range(1, 1000))
    for size in range(1, 1000):
        context.keep(str.upper, "y" * size, str(size))
    found = [context.analyse(str.upper, "z" * size) for size in range(1, 1000)]
    assert found == ["Z" * size for size in range(1, 1000)]
