"""The scores of consistency, worked by hand, and where a text drifts."""

from hypothesis import given
from hypothesis import strategies as st

from glossary.renderings.consistency import (
    Reference,
    Score,
    add_scores,
    choose_reference,
    score_ltcr,
    score_macro_consistency,
    score_micro_consistency,
    score_success,
    score_terms,
)
from glossary.renderings.drift import find_drifts
from glossary.renderings.occurrences import Provenance
from glossary.renderings.span_refinement import find_near
from glossary.renderings.term_renderings import Rendering

TABLE = {
    "关键矿产": ["critical mineral", "key mineral", "critical mineral", "key mineral", "key mineral"],
    "石墨": ["graphite"],
}
TABLES = st.dictionaries(st.sampled_from("甲乙丙"), st.lists(st.sampled_from("xyz"), max_size=8), max_size=3)


def test_ltcr_counts_pairs_of_equal_renderings() -> None:
    # 5 renderings have 10 pairs: 1 of the two "critical", 3 of the three "key"; a term rendered once has none
    assert score_ltcr(TABLE) == Score(4, 10)
    assert score_ltcr({"石墨": ["graphite"]}).value is None
    assert add_scores([score_ltcr(TABLE), score_ltcr({"石墨": ["graphite", "graphite"]})]) == Score(5, 11)


@given(TABLES)
def test_ltcr_equals_its_definition(table: dict[str, list[str]]) -> None:
    pairs = [(a, b) for row in table.values() for i, a in enumerate(row) for b in row[i + 1 :]]
    assert score_ltcr(table) == Score(sum(a == b for a, b in pairs), len(pairs))


def test_pseudo_references() -> None:
    row = TABLE["关键矿产"]
    assert choose_reference(row, Reference.FIRST) == {"critical mineral"}
    assert choose_reference(row, Reference.MOST_FREQUENT) == {"key mineral"}
    assert choose_reference(["b", "a"], Reference.MOST_FREQUENT) == {"b"}
    assert choose_reference(row, Reference.PREDEFINED, ["x", "y"]) == {"x", "y"}
    assert choose_reference([], Reference.FIRST) == frozenset()


def test_micro_is_over_occurrences_and_macro_over_terms() -> None:
    assert score_micro_consistency(TABLE, Reference.FIRST) == Score(3, 6)
    assert score_macro_consistency(TABLE, Reference.FIRST).value == 0.7  # (2/5 + 1/1) / 2
    assert score_micro_consistency(TABLE, Reference.MOST_FREQUENT) == Score(4, 6)
    assert score_macro_consistency(TABLE, Reference.MOST_FREQUENT).value == 0.8
    known = {"关键矿产": ["critical mineral"]}
    assert score_terms(TABLE, Reference.PREDEFINED, known) == {"关键矿产": Score(2, 5)}
    assert score_macro_consistency(TABLE, Reference.PREDEFINED, known).value == 0.4


def test_earlier_texts_decide_what_comes_first_and_are_not_judged() -> None:
    earlier = {"关键矿产": ["strategic mineral"], "锂": ["lithium"]}
    assert score_micro_consistency(TABLE, Reference.FIRST, earlier=earlier) == Score(1, 6)
    assert score_terms({"石墨": ["a", "b"]}, Reference.MOST_FREQUENT, earlier={"石墨": ["b"]}) == {"石墨": Score(1, 2)}


@given(TABLES)
def test_the_most_frequent_reference_is_never_worse_than_the_first(table: dict[str, list[str]]) -> None:
    first, best = (
        score_micro_consistency(table, reference) for reference in (Reference.FIRST, Reference.MOST_FREQUENT)
    )
    assert first.whole == best.whole and 0 <= first.part <= best.part <= best.whole


def test_success_rate_of_a_document() -> None:
    source = "外汇基金投资。外汇基金增长。银行稳健。黄金上升。"
    hypothesis = "The Exchange Fund invests. The fund grew. Banks and more banks are sound. GOLD rose."
    terms = [("外汇基金", ["exchange fund"]), ("银行", ["bank"]), ("黄金", ["bullion", "gold"]), ("白银", ["silver"])]
    # 1 of 2; 2 of 1, cut to 1; 1 of 1; 白银 is not in the source
    assert score_success(source, hypothesis, terms) == Score(2.5, 3)
    # with a reference only the terms that it has count
    assert score_success(source, hypothesis, terms, "The Exchange Fund invested in bullion.") == Score(1.5, 2)
    assert score_success(source, hypothesis, []).value is None


def test_success_rate_counts_several_targets_together() -> None:
    assert (
        score_success("机构，机构，机构", "AIs and an institution", [("机构", ["AIs", "institution"])]).value == 0.6667
    )


def test_success_rate_counts_spellings_that_differ_in_case_once_each() -> None:
    source, text = "机构和机构和机构和机构", "An Institution met an institution"
    assert score_success(source, text, [("机构", ["institution"])]) == Score(0.5, 1)
    assert score_success(source, text, [("机构", ["institution", "Institution"])]) == Score(1, 1)


def rate_success(source: str, text: str, terms: dict[str, list[str]], reference: str) -> Score:
    """The success rate as the paper of the task writes it: all that is compared is lower-cased first."""
    rates = []
    for term, targets in terms.items():
        count = source.lower().count(term.strip().lower()) if term.strip() else 0
        if count and any(target.lower() in reference.lower() for target in targets):
            found = [text.lower().count(target.strip().lower()) for target in targets]
            rates.append(min(sum(found) / count, 1.0))
    return Score(sum(rates), len(rates))


WORDS = st.text(st.sampled_from("abAB "), max_size=12)
TERM_LISTS = st.dictionaries(
    st.sampled_from(["甲", "乙 ", "甲乙", " "]),
    st.lists(st.sampled_from(["a", "A", "ab", "b a", "B "]), min_size=1),
    max_size=4,
)


@given(st.text(st.sampled_from("甲乙丙"), max_size=9), WORDS, TERM_LISTS, WORDS)
def test_success_rate_is_the_formula_of_the_task(
    source: str, text: str, terms: dict[str, list[str]], reference: str
) -> None:
    assert score_success(source, text, terms.items(), reference) == rate_success(source, text, terms, reference)


def rendering(
    text: str,
    key: str = "",
    provenance: Provenance = Provenance.ALIGNMENT,
    complete: bool = True,
    term: str = "关键矿产",
) -> Rendering:
    return Rendering(term, 0, (0, 4), (0, len(text)) if text else None, text, key or text.lower(), provenance, complete)


def drifted(*found: Rendering, admitted: tuple[frozenset[str], ...] = ()) -> list[tuple[str, int, list[str]]]:
    return [(d.majority, d.number, [one.text for one in d.minority]) for d in find_drifts(found, admitted)]


CRITICAL = rendering("critical minerals", "critical mineral")


def test_a_drift_is_a_minority_beside_a_majority() -> None:
    other = rendering("key minerals", "key mineral")
    assert drifted(CRITICAL, CRITICAL, other) == [("critical minerals", 2, ["key minerals"])]
    assert drifted(CRITICAL, other) == []
    assert drifted(CRITICAL, CRITICAL, other, admitted=(frozenset({"critical mineral", "key mineral"}),)) == []


def test_what_is_no_drift() -> None:
    silent = [
        rendering("Critical mineral", "critical mineral"),
        rendering("minerals", "mineral"),
        rendering("minerals that are critical", "mineral that be critical"),
        rendering("key minerals", "key mineral", Provenance.GLOSSARY),
        rendering("CMs", "cm"),
        rendering("34 minerals mined", "34 mineral mine"),
        rendering("ores", "ore", complete=False),
        rendering("", "", Provenance.NOTHING),
    ]
    assert drifted(CRITICAL, CRITICAL, *silent, CRITICAL, CRITICAL, CRITICAL, CRITICAL) == []


def test_terms_are_apart() -> None:
    assert drifted(CRITICAL, CRITICAL, rendering("graphite", term="石墨"), rendering("graphite", term="石墨")) == []


def test_how_common_the_majority_must_be() -> None:
    found = [CRITICAL, CRITICAL, rendering("ores", "ore"), rendering("rocks", "rock")]
    assert [d.number for d in find_drifts(found)] == [2]
    assert find_drifts(found, least_share=0.6) == []


@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(1, 9)), max_size=8),
    st.lists(st.integers(0, 90), max_size=4),
)
def test_runs_of_words_near_a_place_are_those_that_all_of_them_would_give(
    gaps: list[tuple[int, int]], places: list[int]
) -> None:
    runs, end = list[tuple[int, int]](), 0
    for size, gap in gaps:
        runs.append((end + gap, end + gap + size))
        end += gap + size
    oracle = [run for run in runs if any(run[0] - 4 <= place < run[1] + 4 for place in places)]
    assert find_near(runs, places) == oracle
