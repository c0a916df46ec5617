"""Every rule is held to its own examples and to the habits of the house."""

import inspect
import re

import pytest
from dialect import find_dialect
from marked import fixed, marked, unmark, verdict

from align.linter.families.patterns import PatternRule
from align.linter.registry import all_rules
from align.linter.rule import EVERY_OTHER, CorpusRule, Given, PairRule, Rule, Sourced
from align.writers.edits import Mend, edit

RULES = list(all_rules().values())
HEADINGS = ("What it finds", "Why it matters", "When it stays silent", "Measured")


def _id(value: object) -> str:
    return value.name if isinstance(value, Rule) else "example"


@pytest.mark.parametrize("rule", RULES, ids=_id)
def test_bad_examples_are_marked_exactly_and_fixed(rule: Rule) -> None:
    for bad in rule.bad:
        text = unmark(bad.text)
        found = verdict(
            rule,
            text,
            name=bad.name,
            source=bad.source,
            glossary=bad.glossary,
            checklist=bad.checklist,
            memory=bad.memory,
            old_source=bad.old_source,
            languages=bad.languages,
        )
        assert marked(text, found) == bad.text
        assert {finding.severity for finding in found} == {rule.severity if bad.severity is None else bad.severity}
        assert {finding.rule for finding in found} == {rule.name}
        assert [word for finding in found for word in find_dialect(finding.message)] == []
        assert fixed(text, found) == (text if bad.fixed is None else bad.fixed)
        for finding in () if isinstance(rule, CorpusRule) else found:  # a fix leaves nothing of it, and nothing new
            if finding.fix:
                mended = edit("a.txt", text.encode(), [Mend(1, finding.fix.edits)], "utf-8").data.decode()
                left = verdict(
                    rule, mended, name=bad.name, source=bad.source, glossary=bad.glossary, checklist=bad.checklist
                )
                assert mended != text
                assert len(left) < len(found)


@pytest.mark.parametrize("rule", RULES, ids=_id)
def test_good_examples_are_silent(rule: Rule) -> None:
    for good in rule.good:
        shown = good if isinstance(good, Sourced) else Sourced(good)
        assert shown.source or not isinstance(rule, PairRule | CorpusRule)
        assert shown.glossary or Given.GLOSSARY not in rule.needs
        assert shown.checklist or Given.CHECKLIST not in rule.needs
        assert shown.memory or Given.MEMORY not in rule.needs
        found = verdict(
            rule,
            shown.text,
            name=shown.name,
            source=shown.source,
            glossary=shown.glossary,
            checklist=shown.checklist,
            memory=shown.memory,
            old_source=shown.old_source,
            languages=shown.languages,
        )
        assert marked(shown.text, found) == shown.text


@pytest.mark.parametrize("rule", RULES, ids=_id)
def test_rule_keeps_the_habits(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*(/[a-z]+(-[a-z]+)*)?", rule.mqm)
    assert len(rule.good) >= 2
    assert len(rule.bad) >= 1
    doc = inspect.getdoc(rule) or ""
    assert re.findall(r"^(\w[\w ]+)\n-+$", doc, re.MULTILINE) == list(HEADINGS)
    assert set(rule.overrides) <= {*all_rules(), EVERY_OTHER}
    patterns = rule.list_patterns() if isinstance(rule, PatternRule) else ()
    assert [word for pattern in patterns for word in find_dialect(pattern.message)] == []
