"""Whether the words of a sentence and of its translation match, by the dictionary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model import Bead
from align.rules.accuracy import unrelated_target
from glossary.renderings.dictionary_keys import find_chinese_keys, find_english_keys

_SOURCES = st.lists(st.sampled_from(["港口", "开放", "渔民", "担心", "收成", "的", "。", "3", "Ma"]), max_size=12)
_TARGETS = st.lists(st.sampled_from(["port", "opens", "fishermen", "worry", "harvest", "the", "museum", "3", "Ma"]))


def _is_unmatched(source: str, target: str) -> bool:
    """What the rule asks, of all words of both sides."""
    words, keys = [own for _, own in find_chinese_keys(source)], find_english_keys(target)
    if not words or not keys:
        return False
    lonely = sum(own.isdisjoint(keys) for own in words), sum(all(key not in own for own in words) for key in keys)
    return lonely[0] / len(words) >= 0.7 and lonely[1] / len(keys) >= 0.7


@given(_SOURCES.map("".join), _TARGETS.map(" ".join))
def test_words_are_looked_up_until_it_is_clear(source: str, target: str) -> None:
    pair = unrelated_target._Pair(Bead((0,), (0,)), source, target)
    assert unrelated_target._is_unmatched(pair) == _is_unmatched(source, target)


@pytest.mark.parametrize("source", ["他被穿了小鞋，却有口难言。", "真是哪壶不开提哪壶。"])
def test_a_saying_may_be_told_in_other_words(source: str) -> None:
    saying = unrelated_target._Pair(Bead((0,), (0,)), source, "any")
    sentence = unrelated_target._Pair(Bead((0,), (0,)), "渔民担心今年的收成，新码头要花三亿元。", "any")
    assert unrelated_target._find_limit(saying) < unrelated_target._find_limit(sentence)
