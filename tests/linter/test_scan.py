"""The scan calls the rules that can fire, and one fault is reported once."""

import re
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import document, marked

from align.commands.check import check_text
from align.config.settings import Settings
from align.linter.context import Context
from align.linter.families.patterns import Pattern, PatternRule
from align.linter.registry import all_rules
from align.linter.rule import TextRule, Trigger
from align.linter.scanner import Scanner, _has_character, check_document
from align.model import Document, Finding, Span

TEXT = st.text(st.sampled_from("abİK \n。xX"), max_size=40)


class Letters(TextRule):
    """Marks the literals of its trigger."""

    mqm = "test"
    trigger = Trigger(literals=("ab", "b", "x"))
    good, bad = (), ()

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        return (self.finding(hit, hit + 1, "") for hit in hits)


class Whole(TextRule):
    """Marks each block, over the letters in it."""

    mqm = "test"
    good, bad = (), ()

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        return (self.finding(block.start, block.end, "") for block in document.blocks)


Letters.name, Whole.name = "letters", "whole"


class Table(PatternRule):
    """Two patterns; the first wins."""

    mqm = "test"
    good, bad = (), ()
    patterns = (
        Pattern(("scan",), r"scan (?P<mark>the code)", "first"),
        Pattern(("code",), r"the code|code", "second"),
    )


@given(TEXT)
def test_hits_are_all_occurrences_of_the_literals(text: str) -> None:
    lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    expected = {i for i in range(len(text)) for literal in ("ab", "b", "x") if lowered.startswith(literal, i)}
    assert {finding.span.start for finding in check_document(document(text), [Letters()])} == expected


@given(TEXT)
def test_overridden_findings_are_dropped(text: str) -> None:
    Whole.overrides = ("letters",)
    found = check_document(document(text), [Letters(), Whole()])
    assert {finding.rule for finding in found} <= {"whole"}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("他们来自江苏、浙江和广东。", "They are from Jiangxi, Zhejiang and Guangdong."),
        ("他们来自江苏和浙江。", "They are from Jiangxi and Zhejiang."),
        ("他们来自法国和德国。", "They are from Spain and Germany."),
    ],
)
def test_what_is_about_the_same_source_words_is_said_once(source: str, target: str) -> None:
    for rules in (("name-mismatch", "place-mismatch"), ("place-mismatch",), ("exchanged-word", "place-mismatch")):
        found = check_text(target, Settings(rules=rules), source).diagnostics
        assert len(found) == 1, rules


def test_without_overrides_both_stay() -> None:
    Whole.overrides = ()
    assert [f.rule for f in check_document(document("ab"), [Letters(), Whole()])] == ["letters", "whole", "letters"]


def test_nothing_is_found_inside_what_is_masked() -> None:
    found = check_document(document("x https://x.cn/ab x"), [Letters()])
    assert marked("x https://x.cn/ab x", found) == "⟦x⟧ https://x.cn/ab ⟦x⟧"


def test_first_pattern_wins_and_its_mark_is_marked() -> None:
    text = "Scan the code. The code\ncode"
    found = check_document(document(text), [Table()])
    assert marked(text, found) == "Scan ⟦the code⟧. ⟦The code⟧\n⟦code⟧"
    assert [finding.message for finding in found] == ["first", "second", "second"]


def test_rule_with_characters_is_called_only_where_they_stand() -> None:
    called: list[str] = []

    class Stops(TextRule):
        """Says when it was called."""

        mqm = "test"
        trigger = Trigger(chars="。-〃")
        good, bad = (), ()

        def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
            called.append(document.text)
            return iter(())

    for text in ("plain", "full。", "mark〃"):
        check_document(document(text), [Stops()])
    assert called == ["full。", "mark〃"]


def test_span_holds() -> None:
    assert Span(1, 4).holds(Span(1, 4))
    assert not Span(1, 4).holds(Span(0, 2))


_CLASSES = ["-", "a-", "-。", "。-你", "a-c", "你", "--", r"\d", "!-/", r"\[b\]", r"\--。", r"\\-a", ""]


@given(st.sampled_from(_CLASSES), st.text("ab-!。你1[]\\^", max_size=8))
def test_a_class_of_characters_is_asked_as_an_expression_would(chars: str, alphabet: str) -> None:
    expected = chars and re.search(f"[{chars}]", alphabet)
    assert _has_character(chars, sorted(alphabet)) == bool(expected)


SCANNER = Scanner(tuple(rule for rule in all_rules().values() if isinstance(rule, TextRule)))


@given(st.text(st.sampled_from("aZ1 -—“\"'。你妳\u200b\ufffd½€Ｄ"), max_size=12) | st.text(max_size=8))
def test_rules_that_ask_for_a_character_are_looked_up_as_they_are_found(alphabet: str) -> None:
    assert SCANNER._look_up_asked(alphabet) == SCANNER._find_asked(alphabet)
