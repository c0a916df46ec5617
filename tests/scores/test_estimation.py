"""Where to look first: features of segments, the linear model of their penalties, reasons, ranks, selection."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.linter.context import Context
from align.linter.registry import find_rule
from align.linter.rule import PairRule
from align.model import Alignment, Bead, Bitext
from align.model.scores import Reason
from align.readers import ReadOptions
from align.readers.pairs import Pair, join_pairs
from align.scores.estimation import (
    Band,
    SegmentEstimate,
    estimate_penalties,
    rank_estimates,
    select_for_reading,
)
from align.scores.estimation.evidence import Evidence, gather_evidence
from align.scores.estimation.model import Model, Weight, compute_features, load_model
from align.scores.estimation.reasons import find_reasons
from glossary.lang.fluency import UNKNOWN, measure_wording
from glossary.vectors import encode
from glossary.word_alignment import align_words, match_words
from glossary.word_alignment.similarity import WordSimilarity

PAIRS = (
    ("港口五月开放，第一批船已经到了。", "The port opens in May, and the first ships have already arrived."),
    (
        "渔民担心今年的收成，新码头要花三亿元。",
        "Fishermen worry about this year's catch; the new pier will cost 300 million yuan.",
    ),
    ("冬天以前，新码头会建好。", "The new pier will be built before winter."),
)


def bitext(*pairs: tuple[str, str], languages: tuple[str, str] = ("zh", "en")) -> Bitext:
    rows = [Pair(str(number), number, *pair, "1") for number, pair in enumerate(pairs, 1)]
    return join_pairs("pairs.jsonl", rows, ReadOptions(languages[1], "utf-8", languages[0]))


def align(*pairs: tuple[str, str], languages: tuple[str, str] = ("zh", "en")) -> Alignment:
    alignment = bitext(*pairs, languages=languages).alignment
    assert alignment
    return alignment


def evidence(source: str, target: str) -> Evidence:
    (found,) = gather_evidence(align((source, target)), ())
    return found


def estimate(penalty: float, words: int) -> SegmentEstimate:
    return SegmentEstimate(Bead((0,), (0,)), words, penalty, Band.LOW, ())


def test_wording_starts_anew_after_a_stop() -> None:
    both, first, second = map(measure_wording, ("The port is open: ships came.", "The port is open", "ships came"))
    assert both.words == ("the", "port", "is", "open", "ships", "came")
    assert both.alone == first.alone + second.alone
    assert both.following == first.following + second.following


def test_wording_of_words_out_of_order_gains_nothing() -> None:
    sound, mixed = measure_wording("The new pier will be built."), measure_wording("Built pier be the will new.")
    assert sorted(sound.alone) == sorted(mixed.alone)
    assert sum(sound.gains) > 0 > sum(mixed.gains)


def test_wording_of_an_unknown_word() -> None:
    assert measure_wording("Zhuqiangwa") == (("zhuqiangwa",), (UNKNOWN,), (UNKNOWN,))
    assert measure_wording("，。") == ((), (), ())


def test_matches_are_links_and_the_best_of_each_word() -> None:
    words = [(["港口", "开放", "。"], ["The", "port", "opens", "."]), ([], ["Ships"]), (["船"], ["ships"])]
    found = list(match_words(words))
    assert [match.links for match in found] == list(align_words(words))
    matrix = WordSimilarity(words).compute_matrix(0).astype(float)
    assert found[0].source == tuple(matrix.max(1).round(2))
    assert found[0].target == tuple(matrix.max(0).round(2))
    assert found[1] == ((), (), ())


def test_cosine_is_that_of_the_vectors() -> None:
    one, other = encode(PAIRS[0])
    assert evidence(*PAIRS[0]).cosine == round(float(one @ other), 2)


def test_features_of_a_pair() -> None:
    (features,) = compute_features([evidence("港口五月开放。", "The port opens in May, the port in May.")])
    expected = {
        "size: words": 9.0,
        "size: words too many": 9 - 0.62 * 6,
        "size: words too few": 0.0,
        "source: characters": 6.0,
        "source: stops": 1.0,
        "source: unknown words": 0.0,
        "marks: commas": 1.0,
        "marks: commas more than the source has": 1.0,
        "marks: capitals": 2.0,
        "grammar: repeated words": 1.0,
        "grammar: repeated pairs": 2.0,
        "grammar: the": 2.0,
        "document: first": 0.0,
        "document: place": 0.0,
    }
    assert {name: features[name] for name in expected} == pytest.approx(expected)
    assert features["document: coverage: cosine"] == features["coverage: cosine"]


def test_features_of_a_document() -> None:
    found = compute_features(list(gather_evidence(align(*PAIRS), ())))
    assert [one["document: first"] for one in found] == [1.0, 0.0, 0.0]
    assert [one["document: place"] for one in found] == [0.0, 1 / 3, 2 / 3]
    mean = sum(one["coverage: cosine"] for one in found) / 3
    assert [one["document: coverage: cosine"] for one in found] == pytest.approx([mean] * 3)


def test_features_count_findings_by_rule() -> None:
    text = bitext(("港口五月开放。", "The port opens in June."), PAIRS[2])
    assert text.alignment
    rule = find_rule("date-mismatch")
    assert isinstance(rule, PairRule)
    findings = list(rule.check(text.alignment, Context(bitext=text, alignment=text.alignment)))
    first, second = compute_features(list(gather_evidence(text.alignment, findings)))
    severity = f"findings: {findings[0].severity}"
    assert (first["finding: date-mismatch"], first[severity]) == (1.0, 1.0)
    assert not {"finding: date-mismatch", severity} & second.keys()


def test_unlinked_words_are_counted() -> None:
    found = evidence("港口五月开放，渔民担心今年的收成。", "The port opens in May.")
    assert [found.chinese_words[index] for index, alone in enumerate(found.unlinked_source) if alone] == [
        "渔民",
        "担心",
        "今年",
        "收成",
    ]


MODEL = Model(
    2.0, 0.5, {"size: words": Weight(0.5, 4.0, 1.0, 6.0), "marks: commas": Weight(-1.0, 0.0, 0.0, 9.0)}, 0.9, 2, ""
)


def test_penalty_is_the_square_of_the_weighted_sum_and_the_variance() -> None:
    pairs = (
        ("船来了。", "Ships, they came in."),
        ("船来了。", "Ships came to the port after such a long time."),
        ("船", "It"),
    )
    found = estimate_penalties(align(*pairs), model=MODEL)
    assert [one.penalty for one in found] == [1.5, 9.5, 0.75]
    assert [one.words for one in found] == [4, 10, 1]
    assert [one.band for one in found] == [Band.LOW, Band.MEDIUM, Band.LOW]
    assert [one.rank for one in found] == [0, 0, 0]


def test_estimates_need_chinese_and_english() -> None:
    assert estimate_penalties(align(("Der Hafen ist offen.", "The port is open."), languages=("de", "en"))) == ()


def test_spoiled_translations_have_the_greater_estimates() -> None:
    spoiled = (
        (PAIRS[0][0], PAIRS[2][1]),
        (PAIRS[1][0], "Fishermen will the worry pier new catch million; cost yuan year's this 300 about."),
        PAIRS[2],
    )
    sound, found = (estimate_penalties(align(*pairs)) for pairs in (PAIRS, spoiled))
    assert [one.penalty > other.penalty for one, other in zip(found, sound, strict=True)][:2] == [True, True]


def test_estimates_are_the_same_each_time() -> None:
    assert estimate_penalties(align(*PAIRS)) == estimate_penalties(align(*PAIRS))


def test_shipped_model() -> None:
    model = load_model()
    (features,) = compute_features([evidence(*PAIRS[1])])
    known = {name for name in model.weights if not name.startswith(("finding: ", "findings: "))}
    assert known <= features.keys()
    assert 20 <= len(model.weights) <= 80
    assert 0 < model.medium < model.high
    assert all(weight.low <= weight.mean <= weight.high for weight in model.weights.values())


def test_reasons_are_the_greatest_groups() -> None:
    found = evidence(
        "饕餮盛宴在鄂尔多斯开放，渔民担心今年的收成。", "The feast opens in a town where door sea cow sleeps."
    )
    contributions = {
        "links: number": 3.0,
        "coverage: source words": 1.0,
        "wording: nats": 2.0,
        "source: rarity": 1.5,
        "size: words": 1.5,
        "marks: commas": 1.0,
        "finding: omission": -4.0,
    }
    assert find_reasons(found, contributions) == (
        Reason("counterparts", 0.4, "6 of 8 source words have no counterpart"),
        Reason("wording", 0.2, "unusual wording: “door sea cow sleeps”"),
        Reason("source", 0.15, "rare words: 饕餮, 鄂尔多斯, 盛宴"),
    )


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("人手编制", "Staffing", "shorter than usual: 1 word for 4 characters"),
        ("目录", "Contents", ""),
        ("港口开放。", "The port opens to all ships in May.", "longer than usual: 8 words for 4 characters"),
        ("港口在五月开放。" * 6, "The port opens in May. " * 6, "a long sentence: 42 characters, 30 words"),
    ],
)
def test_a_size_is_called_what_it_is(source: str, target: str, words: str) -> None:
    reasons = find_reasons(evidence(source, target), {"size: distance from the usual ratio": 1.0})
    assert [one.words for one in reasons] == [words] * bool(words)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("Staffing", ""),
        ("28 June", ""),
        ("Notes 2.5, 2.6 and 40.1.", ""),
        ("He met Zhan Chunxin, Liang Wengen and Thua Thien-Hue.", ""),
        ("The worst is that the door sea cow sleeps.", "unusual wording: “door sea cow sleeps”"),
    ],
)
def test_only_a_wording_is_called_unusual(target: str, words: str) -> None:
    reasons = find_reasons(evidence("人手编制", target), {"wording: worst window": 1.0})
    assert [one.words for one in reasons] == [words] * bool(words)


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("x-hidden", "x-hidden", ""),
        ("港口开放。", "The port opens.", ""),
        ("港口开放。", "Cucumbers and tomatoes.", "2 of 2 source words have no counterpart"),
    ],
)
def test_counterparts_are_missing_only_where_they_are(source: str, target: str, words: str) -> None:
    reasons = find_reasons(evidence(source, target), {"links: number": 1.0})
    assert [one.words for one in reasons] == [words] * bool(words)


def test_reasons_name_rare_words_and_rules() -> None:
    text = bitext(("饕餮在五月。", "The beast comes in June."))
    assert text.alignment
    rule = find_rule("date-mismatch")
    assert isinstance(rule, PairRule)
    findings = list(rule.check(text.alignment, Context(bitext=text, alignment=text.alignment)))
    (found,) = gather_evidence(text.alignment, findings)
    assert find_reasons(found, {"source: rarity": 1.0, "finding: date-mismatch": 3.0}) == (
        Reason("findings", 0.75, "date-mismatch"),
        Reason("source", 0.25, "rare words: 饕餮"),
    )
    assert find_reasons(found, {"source: rarity": -1.0}) == ()


def test_reasons_name_the_marks_that_count() -> None:
    contributions = {"marks: commas": 0.5, "marks: capitals": 1.0, "marks: stops": -0.5, "document: first": 9.0}
    assert find_reasons(evidence(*PAIRS[0]), contributions) == (
        Reason("marks", 1.0, "marks and figures: many capitals, commas"),
    )


def test_reasons_do_not_name_marks_that_are_not_there() -> None:
    contributions = {"marks: figures": 1.0, "marks: acronyms": 1.0, "marks: small letter first": 0.5}
    found = find_reasons(evidence("必填", "required"), contributions)
    assert [one.words for one in found] == ["marks and figures: a small letter first"]
    assert find_reasons(evidence("必填", "Required"), contributions) == ()


def test_dates_are_not_called_rare() -> None:
    assert find_reasons(evidence("7月24日开放。", "It opens on July 24."), {"source: rarity": 1.0}) == ()


def test_ranks_go_by_penalty_a_word_and_order() -> None:
    estimates = [("a", estimate(2.0, 10)), ("b", estimate(3.0, 10)), ("c", estimate(1.0, 5)), ("d", estimate(9.0, 90))]
    assert [(key, one.rank) for key, one in rank_estimates(estimates)] == [("b", 1), ("a", 2), ("c", 3), ("d", 4)]


def test_passages_of_a_few_words_come_last() -> None:
    estimates = [("mark", estimate(5.6, 2)), ("word", estimate(0.4, 3)), ("whole", estimate(2.0, 4))]
    assert [key for key, _ in rank_estimates(estimates)] == ["whole", "mark", "word"]


def test_selection_for_a_budget() -> None:
    ranked = rank_estimates(enumerate([estimate(9.0, 10), estimate(8.0, 10), estimate(1.0, 5), estimate(1.0, 75)]))
    assert [key for key, _ in select_for_reading(ranked, share=0.2)] == [0, 1]
    assert [key for key, _ in select_for_reading(ranked, share=0.25)] == [0, 1, 2]
    assert [key for key, _ in select_for_reading(ranked, share=0.01)] == [0]
    assert [key for key, _ in select_for_reading(ranked, top=3)] == [0, 1, 2]
    assert [key for key, _ in select_for_reading(ranked, share=0.25, top=1)] == [0]
    assert [key for key, _ in select_for_reading(ranked)] == [0, 1, 2, 3]


@given(
    st.lists(st.tuples(st.integers(1, 9999), st.integers(1, 99)), max_size=20),
    st.integers(0, 100),
    st.integers(0, 20),
)
def test_selection_is_a_start_of_the_ranking_within_its_budget(
    rows: list[tuple[int, int]], percent: int, top: int
) -> None:
    ranked = rank_estimates(enumerate(estimate(penalty / 100, words) for penalty, words in rows))
    assert sorted(key for key, _ in ranked) == list(range(len(rows)))
    assert [one.rank for _, one in ranked] == list(range(1, len(rows) + 1))
    order = [(one.words < 4, -one.penalty_per_word) for _, one in ranked]
    assert order == sorted(order)
    chosen = list(select_for_reading(ranked, percent / 100, top))
    assert chosen == ranked[: len(chosen)]
    assert len(chosen) <= top
    assert len(chosen) <= 1 or sum(one.words for _, one in chosen) <= percent / 100 * sum(words for _, words in rows)


@given(st.integers(-9, 9), st.integers(-99, 99))
def test_contribution_is_limited(slope: int, value: int) -> None:
    weight = Weight(slope, 1.0, 0.0, 2.0)
    assert abs(weight.contribute(value)) <= abs(slope)
    assert replace(weight, slope=0.0).contribute(value) == 0
