"""Word alignment, the renderings it gives, and terms that recur."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.matching.term_matcher import Matcher
from glossary.model import Concept, Glossary, Term
from glossary.renderings.drift import find_drifts
from glossary.renderings.occurrences import Provenance
from glossary.renderings.recurring_terms import find_recurring_terms, may_have_recurring_terms
from glossary.renderings.term_renderings import find_initials, find_renderings, find_renderings_of_all
from glossary.renderings.tokenized_pair import TokenizedPair, find_longest_stretch, make_key
from glossary.word_alignment import align_words
from glossary.word_alignment.cooccurrence import Cooccurrence, count_pairs
from glossary.word_alignment.lexical_evidence import find_source_bonus, find_target_keys, is_content
from glossary.word_alignment.mutual_links import _FARTHEST, _measure_distances, find_mutual_links
from glossary.word_alignment.reach import Reach, find_reach
from glossary.word_alignment.tokenization import tokenize_chinese, tokenize_english

WORDS = st.lists(st.sampled_from(["银行", "的", "3月", "，", "李明", "GDP", "稳定", "\ud800", "x"]), max_size=6)
ENGLISH = st.lists(st.sampled_from(["bank", "the", "March", ",", "Li", "Ming", "GDP", "stable", "\ud800"]), max_size=6)


def glossary(*concepts: tuple[str, ...]) -> Matcher:
    """A concept for each Chinese term and its English ones."""
    return Matcher(
        [Glossary(tuple(Concept(zh, (Term(zh, "zh"), *(Term(one, "en") for one in en))) for zh, *en in concepts))]
    )


def texts(links: Iterable[tuple[int, int]], source: list[str], target: list[str]) -> list[tuple[str, str]]:
    return [(source[one], target[other]) for one, other in links]


def shared(source: str, target: str) -> bool:
    return not find_source_bonus(source).keys().isdisjoint(find_target_keys(target))


def test_words_that_render_each_other_are_linked() -> None:
    source = ["零售", "银行", "的", "资产", "质素", "轻微", "转差", "。"]
    target = ["The", "asset", "quality", "of", "retail", "banks", "deteriorates", "slightly", "."]
    (links,) = align_words([(source, target)])
    assert {("零售", "retail"), ("银行", "banks"), ("资产", "asset"), ("。", ".")} <= set(texts(links, source, target))
    assert links == tuple(sorted(links))


def test_a_link_grows_to_the_second_word_of_a_counterpart() -> None:
    source, target = ["建立", "500", "个", "加油站"], ["build", "500", "gas", "stations"]
    (links,) = align_words([(source, target)])
    assert {("加油站", "gas"), ("加油站", "stations"), ("500", "500")} <= set(texts(links, source, target))


@given(st.lists(st.tuples(WORDS, ENGLISH), max_size=5), WORDS, ENGLISH)
def test_recurrence_is_that_of_its_definition(
    pairs: list[tuple[list[str], list[str]]], source: list[str], target: list[str]
) -> None:
    def count(word: str, other: str) -> int:
        return sum((not word or word in one) and (not other or other in two) for one, two in pairs)

    def measure(word: str, other: str) -> float:
        if not (is_content(word, "zh") and is_content(other, "en")) or min(count(word, ""), count("", other)) < 2:
            return 0.0
        return 2 * max(count(word, other) - 1, 0) / (count(word, "") + count("", other))

    found = Cooccurrence(pairs).compute_matrix(source, target)
    assert found.shape == (len(source), len(target))
    assert found.tolist() == [[pytest.approx(measure(one, other)) for other in target] for one in source]
    assert Cooccurrence.restore(count_pairs(pairs)).compute_matrix(source, target).tolist() == found.tolist()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(WORDS, ENGLISH), max_size=3))
def test_links_lie_inside_and_do_not_depend_on_chance(pairs: list[tuple[list[str], list[str]]]) -> None:
    found = list(align_words(pairs))
    assert found == list(align_words(pairs))
    assert len(found) == len(pairs)
    for (source, target), links in zip(pairs, found, strict=True):
        assert all(0 <= one < len(source) and 0 <= other < len(target) for one, other in links)
        assert len(set(links)) == len(links)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.tuples(WORDS, ENGLISH), max_size=3), max_size=3))
def test_words_of_texts_aligned_together_are_linked_as_in_each_alone(
    texts: list[list[tuple[list[str], list[str]]]],
) -> None:
    together = align_words([pair for pairs in texts for pair in pairs], list(map(len, texts)))
    assert list(together) == [links for pairs in texts for links in align_words(pairs)]


def test_a_link_is_the_best_of_its_row_and_column() -> None:
    similarity = np.array([[0.9, 0.2, 0.1], [0.8, 0.1, 0.0]], dtype=np.float32)
    assert find_mutual_links(similarity) == {(0, 0)}
    assert find_mutual_links(np.eye(3, dtype=np.float32)) == {(0, 0), (1, 1), (2, 2)}


@given(st.permutations(range(9)), st.integers(0, 9), st.integers(9, 30))
def test_distances_are_those_to_the_next_link_but_itself(columns: list[int], count: int, width: int) -> None:
    links, scores = list(enumerate(columns))[:count], np.ones((9, width), np.float32)
    others = [
        [[abs(row - y) + abs(column - x) for y, x in links if (y, x) != (row, column)] for column in range(width)]
        for row in range(9)
    ]
    expected = [[min([*cell, _FARTHEST]) for cell in row] for row in others]
    assert _measure_distances(scores, links).tolist() == expected


def test_what_tells_that_words_belong_together() -> None:
    assert shared("3月", "March") and shared("25日", "25th") and shared("50亿", "5") and shared("50亿", "billion")
    assert shared("第一", "first") and shared("三", "three") and shared("GDP", "gdp")
    assert shared("重申", "reaffirmed") and shared("的", "of") and shared("“", '"')
    assert not shared("银行", "March") and not shared("的", "bank")


def test_pinyin_counts_for_names_alone() -> None:
    assert shared("何静", "He") and shared("何静", "Jing") and shared("杜文浩", "Wenhao")
    assert not shared("何静", "jing")
    assert not shared("我们", "Women")


def test_recurrence_is_dice_of_what_is_met_twice() -> None:
    pairs = [(["甲组", "的"], ["bank", "the"]), (["甲组"], ["Banks", "mill"]), (["甲组", "乙组"], ["fund"])]
    found = Cooccurrence(pairs).compute_matrix(["甲组", "乙组", "的"], ["bank", "mill", "the"])
    assert found.tolist() == [[np.float32(2 * 1 / (3 + 2)), 0, 0], [0, 0, 0], [0, 0, 0]]


@settings(deadline=None)
@given(st.text(max_size=40))
def test_tokens_are_what_stands_there(text: str) -> None:
    for tokens in (tokenize_chinese(text), tokenize_english(text)):
        assert all(0 <= token.start < token.end <= len(text) for token in tokens)
        assert all(one.end <= other.start for one, other in pairwise(tokens))
    assert all(text[t.start : t.end].replace("’", "'") == t.text for t in tokenize_english(text))


def test_tokens() -> None:
    assert [t.text for t in tokenize_chinese("3月25日銀行")] == ["3月", "25日", "银行"]
    assert [t.text for t in tokenize_english("the U.S.’s 1,200 rare-earth mines (25th) don’t")] == (
        ["the", "U.S.", "'s", "1,200", "rare", "-", "earth", "mines", "(", "25th", ")", "don't"]
    )


def test_keys_are_the_same_for_forms_of_a_phrase() -> None:
    assert make_key("Critical minerals") == make_key("the critical mineral") == "critical mineral"
    assert make_key("rare-earth") == make_key("rare earths") == "rare earth"
    assert make_key("AIs") == "ai" and make_key("of the") == "of the"
    assert make_key("the US dollar") == "us dollar" and make_key("tell us") == "tell"
    assert (
        find_initials("hong kong monetary authority") == "hkma"
        and find_initials("bank for international settlement") == "bis"
    )


def test_a_stretch_ends_where_other_words_are_linked() -> None:
    bead = TokenizedPair("", "the quality of the assets of retail banks")
    assert find_longest_stretch(bead, frozenset({1, 4}), frozenset({6, 7})) == (1, 5)
    assert find_longest_stretch(bead, frozenset({1, 7}), frozenset({4, 6})) == (1, 2)
    assert find_longest_stretch(bead, frozenset(), frozenset({1})) is None


def rendered(pairs: list[tuple[str, str]], *concepts: tuple[str, ...]) -> list[tuple[str, str, Provenance]]:
    return [(one.text, one.key, one.provenance) for one in find_renderings(pairs, glossary(*concepts))]


GROWTH = ("外汇基金的资产增长。", "The assets of the Exchange Fund grew.")


def test_a_term_is_rendered_by_what_it_is_linked_with() -> None:
    assert rendered([GROWTH], ("外汇基金",)) == [("Exchange Fund", "exchange fund", Provenance.ALIGNMENT)]


def test_the_rendering_of_the_glossary_wins() -> None:
    assert rendered([GROWTH], ("外汇基金", "fund")) == [("Fund", "fund", Provenance.GLOSSARY)]


def test_an_acronym_is_the_rendering_it_abbreviates() -> None:
    pairs = [
        ("香港金融管理局公布数据。", "The Hong Kong Monetary Authority released data."),
        ("香港金融管理局公布报告。", "The HKMA released a report."),
    ]
    found = rendered(pairs, ("香港金融管理局",))
    assert [key for _, key, _ in found] == ["hong kong monetary authority"] * 2
    assert found[1][0] == "HKMA" and found[1][2] is Provenance.ACRONYM


SOURCES, TARGETS = st.text("外汇基金，。 ", max_size=12), st.text("the Exchange fund, -'s", max_size=20)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(SOURCES, TARGETS), max_size=3))
def test_renderings_stand_in_the_texts(pairs: list[tuple[str, str]]) -> None:
    for one in find_renderings(pairs, glossary(("外汇基金",))):
        source, target = pairs[one.pair]
        assert source[slice(*one.source)].replace(" ", "") == "外汇基金"
        assert one.text == (target[slice(*one.target)] if one.target else "")


def test_terms_recur_and_are_nouns() -> None:
    text = "关键矿产的出口管制收紧。企业认为，关键矿产很重要，出口管制影响企业。"
    text += "各国审查关键矿产和出口管制。这些情况令企业担心。"
    assert find_recurring_terms([text]) == ["关键矿产", "出口管制"]
    assert find_recurring_terms([text], least=4) == []
    assert find_recurring_terms([]) == []


@given(st.lists(st.text("甲乙丙", max_size=9), max_size=3), st.integers(2, 4), st.integers(1, 3))
def test_short_texts_are_asked_whether_anything_recurs(texts: list[str], least: int, length: int) -> None:
    stretches = Counter(text[at : at + length] for text in texts for at in range(len(text) - length + 1))
    assert may_have_recurring_terms(texts, least, length) == any(count >= least for count in stretches.values())


def test_a_drift_between_two_texts() -> None:
    pairs = [
        ("各国审查关键矿产。", "Countries review critical minerals."),
        ("关键矿产很重要。", "Critical minerals are important."),
        ("这家企业开采关键矿产。", "The company digs for key minerals."),
    ]
    (drift,) = find_drifts(find_renderings(pairs, glossary(("关键矿产",))))
    assert (drift.term, drift.majority, drift.number) == ("关键矿产", "critical minerals", 2)
    assert [(one.pair, one.text, one.target) for one in drift.minority] == [(2, "key minerals", (21, 33))]


CHINESE_WORDS = [
    "建立",
    "的",
    "，",
    "储能",
    "电站",
    "加油站",
    "天然气",
    "国家",
    "银行",
    "资产",
    "质素",
    "零售",
    "增长",
    "公司",
    "工业",
    "园区",
    "五百",
]
ENGLISH_WORDS = [
    "build",
    "the",
    "of",
    ",",
    "energy",
    "storage",
    "station",
    "-",
    "gas",
    "state",
    "bank",
    "asset",
    "quality",
    "retail",
    "growth",
    "company",
    "park",
    "US",
    "energy storage station",
    "gas station",
    "bank asset",
]
LONG_PAIRS = st.tuples(
    st.lists(st.sampled_from(CHINESE_WORDS), max_size=20).map("".join),
    st.lists(st.sampled_from(ENGLISH_WORDS), max_size=60).map(" ".join),
)


@given(st.lists(LONG_PAIRS, min_size=1, max_size=3))
def test_links_out_of_reach_change_no_rendering(pairs: list[tuple[str, str]]) -> None:
    terms = glossary(("储能电站",), ("加油站",), ("银行资产",))
    found = find_renderings(pairs, terms)
    with patch("glossary.word_alignment.reach.find_reach", lambda pair, *_: Reach(*(range(len(s)) for s in pair))):
        assert find_renderings(pairs, terms) == found


def test_reach_ends_at_the_next_links_of_the_source_and_around_those_of_the_target() -> None:
    words = ["银行"] * 9, ["bank", "the"] * 40
    found = find_reach(words, [(1, 0), (3, 20), (5, 61), (7, 58)], [(4, 5)])
    assert found == Reach(frozenset(range(3, 8)), frozenset([*range(14, 27, 2), *range(52, 69, 2)]) - {20, 58})


def test_words_without_a_link_in_a_row_are_in_reach_together() -> None:
    words = ["银行"] * 3, ["the", *["bank"] * 30, "the", "US", "bank"]
    assert find_reach(words, [(0, 32)], [(0, 2)]).target == frozenset([*range(1, 31), 33])


def test_only_words_that_may_join_it_matter_where_all_words_of_a_term_are_linked_with_words_in_a_row() -> None:
    words = ["银行"] * 9, [*["bank"] * 9, "the", "bank", "-", "bank", "bank", "bank", "the", *["bank"] * 9]
    found = find_reach(words, [(1, 0), (3, 13), (4, 12), (7, 20)], [(3, 5)])
    assert found == Reach(frozenset(), frozenset([10, 14]))
    for apart in [(1, 0), (3, 14), (4, 12)], [(3, 13), (5, 12)]:
        assert find_reach(words, apart, [(3, 5)]).source


@settings(max_examples=20, deadline=None)
@given(st.lists(LONG_PAIRS, min_size=3, max_size=6))
def test_renderings_do_not_depend_on_how_many_pairs_are_aligned_at_a_time(pairs: list[tuple[str, str]]) -> None:
    terms = glossary(("储能电站",), ("加油站", "gas station"), ("银行资产",), ("公司",))
    found = find_renderings(pairs, terms)
    with patch("glossary.word_alignment._BLOCK", 2):
        assert find_renderings(pairs, terms) == found


def test_renderings_of_texts_found_together_are_those_of_each_alone() -> None:
    station = [
        ("储能电站位于城北。", "The energy storage station lies in the north."),
        ("天晴。", "It is fine."),
        ("储能电站开了。", "The energy store plant opened."),
    ]
    bank = [("银行关了。", "The bank closed."), ("储能电站和银行。", "An ESS and a bank.")]
    given_texts = [
        (station, glossary(("储能电站",))),
        ([], glossary(("银行",))),
        (bank, glossary(("银行",), ("储能电站",))),
    ]
    found = find_renderings_of_all(given_texts)
    assert found == [find_renderings(*one) for one in given_texts]
    assert [[one.pair for one in row] for row in found] == [[0, 2], [], [0, 1, 1]]
    assert find_renderings_of_all([]) == []
