"""The term of the source that two English phrases render."""

from glossary.renderings.shared_terms import find_shared_term, share_term

MODIFIERS = "critical", "key"
KEY = "没有关键矿产，就没有汽车。"
CRITICAL = ["关键矿产很贵。", "关键矿产的供应不足。"]


def test_the_term_that_all_have() -> None:
    assert find_shared_term("mineral", MODIFIERS, [KEY], CRITICAL) == "关键矿产"
    assert share_term("mineral", MODIFIERS, [KEY], CRITICAL[:1])


def test_no_term_where_the_source_has_two_or_another_or_has_it_once() -> None:
    assert find_shared_term("mineral", MODIFIERS, ["关键矿产和战略矿产都很贵。"], CRITICAL) is None
    assert find_shared_term("mineral", MODIFIERS, ["战略矿产很贵。"], CRITICAL) is None
    assert find_shared_term("mineral", MODIFIERS, [KEY], CRITICAL[:1]) is None
    assert not share_term("mineral", MODIFIERS, ["战略矿产很贵。"], CRITICAL)


def test_a_word_that_is_the_noun_alone_is_no_term() -> None:
    assert find_shared_term("bronchitis", ("viral", "bacterial"), ["，支气管炎。"], ["支气管炎。"] * 2) is None
