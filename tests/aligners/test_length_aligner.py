"""The aligners that need no encoder: what they find, what always holds, and the fast programme against a slow one."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, product
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from align.aligners import length, linewise
from align.aligners.anchors import NUMBER, PREFIX, WORD, find_anchors, find_shared_anchors
from align.aligners.band import Band, make_band_around, make_full_band
from align.aligners.lattice import FORBIDDEN, Kind, find_best_path
from align.aligners.length.bead_costs import compute_costs
from align.aligners.length.likelihood_ratios import compare_counts, compare_events
from align.aligners.length.measurements import Measurements, measure
from align.aligners.length.parameters import KINDS, estimate_parameters, guess_parameters
from align.aligners.posteriors import Posteriors
from align.aligners.side import Side
from align.model import Bead
from align.scores.alignment import BeadIndices

Kinds = Sequence[Kind]
Node = tuple[int, int]
Table = NDArray[np.int32]
Lattice = tuple[Band, Table]

LONG, OTHER = "and so on and so on" * 4, "usw. usw. usw. usw." * 4
KINDS_BY_HAND = ((0, 1), (1, 0), (1, 1), (1, 2), (2, 1), (3, 1))


def make_side(*segments: str, language: str = "en", paragraphs: tuple[int, ...] = ()) -> Side:
    return Side(language, segments, paragraphs)


def list_pairs(beads: Iterable[Bead]) -> list[BeadIndices]:
    return [(bead.source, bead.target) for bead in beads]


def mirror(beads: Iterable[Bead]) -> tuple[Bead, ...]:
    return tuple(Bead(bead.target, bead.source, bead.confidence) for bead in beads)


def make_story(count: int, seed: int, *, numbers: bool = False) -> tuple[list[str], list[str], list[BeadIndices]]:
    """A text of sentences of all lengths, its translation, and the gold; every fifth sentence is split in two."""
    rng = random.Random(seed)
    source: list[str] = []
    target: list[str] = []
    gold: list[BeadIndices] = []
    for index in range(count):
        size = int(rng.lognormvariate(2.5, 0.7)) + 2
        mark = f" {rng.randrange(10**6)}" if numbers and rng.random() < 0.3 else ""
        end = rng.choice(["。"] * 5 + ["？", "！"])
        source.append("山" * size + mark + end)
        words = "word " * max(int(size * 0.6 * rng.lognormvariate(0, 0.15)), 2)
        latin = {"。": ".", "？": "?", "！": "!"}[end]
        whole_text = words.strip() + mark + latin
        middle = len(whole_text) // 2
        pieces = [whole_text[:middle] + ".", whole_text[middle:]] if index % 5 == 4 else [whole_text]
        gold.append(((index,), tuple(range(len(target), len(target) + len(pieces)))))
        target += pieces
    return source, target, gold


def measure_recall(beads: Iterable[Bead], gold: list[BeadIndices]) -> float:
    return len(set(list_pairs(beads)) & set(gold)) / len(gold)


# linewise


def test_linewise_pairs_by_place_and_leaves_the_rest_alone() -> None:
    assert linewise.align(make_side("a", "b"), make_side("c", "d", "e")) == (
        Bead((0,), (0,)),
        Bead((1,), (1,)),
        Bead((), (2,)),
    )
    assert linewise.align(make_side("a", "b"), make_side()) == (Bead((0,), ()), Bead((1,), ()))
    assert linewise.align(make_side(), make_side()) == ()


# what the length aligner finds


def test_the_ratio_of_lengths_comes_from_the_texts() -> None:
    chinese = make_side(
        "他来了。", "我们在山下的小村子里等了他整整三个冬天，谁也没有再提起那件事。", "好。", language="zh"
    )
    english = make_side(
        "He came.",
        "In the small village below the hill we waited for him three whole winters.",
        "None of us ever mentioned that matter again.",
        "Good.",
    )
    assert list_pairs(length.align(chinese, english)) == [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,))]


def test_a_long_text_with_split_sentences_is_found_from_length_and_punctuation_alone() -> None:
    source, target, gold = make_story(300, 1)
    assert measure_recall(length.align(make_side(*source, language="zh"), make_side(*target)), gold) > 0.9


def test_numbers_decide_where_lengths_cannot() -> None:
    source = [f"Section {index * 11} says this, {LONG}." for index in range(40)]
    target = [f"Abschnitt {index * 11} sagt, {OTHER}." for index in range(42) if index not in (20, 21)]
    beads = length.align(make_side(*source), make_side(*target, language="de"))
    assert list_pairs(beads) == [
        *(((index,), (index,)) for index in range(20)),
        *(((20,), ()), ((21,), ())),
        *(((index,), (index - 2,)) for index in range(22, 40)),
        *(((), (38,)), ((), (39,))),
    ]


def test_cognates_decide_where_lengths_cannot() -> None:
    stems = ["".join(letters) for letters in product("bdgkl", "aeiou", "mnrst", "aeo")][::9]
    source, target = [f"In {stem}nia {LONG}." for stem in stems], [f"In {stem}nien {OTHER}." for stem in stems]
    beads = length.align(make_side(*source), make_side(*target[:20], *target[22:], OTHER, OTHER, language="de"))
    assert set(list_pairs(beads)) >= {
        ((index,), (index if index < 20 else index - 2,)) for index in range(22, len(stems))
    }


def test_question_marks_decide_where_lengths_cannot() -> None:
    source = ["aaaa bbbb cccc.", "aaaa bbbb cccc?", "aaaa bbbb cccc."] * 4 + ["aaaa bbbb cccc."]
    target = ["高高高高高。", "高高高高高？", "高高高高高。"] * 4
    target.insert(0, "高高高高高。")
    beads = length.align(make_side(*source), make_side(*target, language="zh"))
    questions = {index for index, text in enumerate(source) if "?" in text}
    asked = {index for index, text in enumerate(target) if "？" in text}
    matched = {bead for bead in list_pairs(beads) if questions & set(bead[0])}
    assert len(matched) == len(questions)
    assert all(asked & set(found) for _, found in matched)


def test_paragraphs_decide_where_lengths_cannot() -> None:
    source, target = ["some words here."] * 8, ["einige Worte hier."] * 9
    for place in range(4):
        paragraphs = sorted([0, 0, 1, 1, 2, 2, 3, 3, place])
        beads = length.align(
            make_side(*source, paragraphs=(0, 0, 1, 1, 2, 2, 3, 3)), make_side(*target, paragraphs=tuple(paragraphs))
        )
        assert [(bead.source[0] // 2, len(bead.target)) for bead in beads if len(bead.target) != 1] == [(place, 2)]


def test_paragraphs_that_say_nothing_change_nothing() -> None:
    source, target, _ = make_story(60, 3)
    plain = length.align(make_side(*source), make_side(*target))
    lines = length.align(
        make_side(*source, paragraphs=tuple(range(60))), make_side(*target, paragraphs=(0,) * len(target))
    )
    assert plain == lines


def test_numbers_that_only_count_the_segments_are_no_anchors() -> None:
    source, target, gold = make_story(80, 5)
    numbered = [[f"{index}\t{text}" for index, text in enumerate(texts, 1)] for texts in (source, target)]
    assert measure_recall(length.align(make_side(*numbered[0], language="zh"), make_side(*numbered[1])), gold) > 0.9


@pytest.mark.full
def test_a_missing_chapter_is_found_by_its_neighbours() -> None:
    source, target, gold = make_story(4000, 7, numbers=True)
    gap = range(gold[2000][1][0], gold[2600][1][0])
    shortened = [text for index, text in enumerate(target) if index not in gap]
    kept = [(a, b) if b[0] < gap.start else (a, tuple(j - len(gap) for j in b)) for a, b in gold[:2000] + gold[2600:]]
    beads = length.align(make_side(*source, language="zh"), make_side(*shortened))
    assert measure_recall(beads, kept) > 0.9
    assert sum(not bead.target for bead in beads if bead.source and 2000 <= bead.source[0] < 2600) > 500


def test_the_confidence_is_low_where_two_readings_are_equal() -> None:
    clear = length.align(make_side("a b c d.", "x " * 200), make_side("e f g h.", "y " * 200))
    assert [bead.confidence > 0.9 for bead in clear] == [True, True]
    unclear = length.align(make_side(*["some words here."] * 3), make_side(*["two words more."] * 4))
    assert all(0.2 < bead.confidence < 0.8 for bead in unclear)


def test_the_confidence_says_how_often_a_bead_is_right() -> None:
    source, target, gold = make_story(1500, 11)
    beads = length.align(make_side(*source, language="zh"), make_side(*target))
    sure = [bead for bead in beads if bead.confidence >= 0.9]
    right = Counter(bead in gold for bead in list_pairs(sure))
    assert len(sure) > 500
    assert right[True] > 0.9 * len(sure)


# what always holds

TEXT = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", "7", "He said 12.", "他说了。", "“Why?”", "Ödön, 1848!", "!?", "x" * 300]),
)
SIDE = st.lists(TEXT, max_size=12).flatmap(
    lambda texts: st.builds(
        Side,
        st.sampled_from(["en", "zh", "hu"]),
        st.just(tuple(texts)),
        st.one_of(
            st.just(()),
            st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)).map(
                lambda breaks: tuple(sum(breaks[: index + 1]) for index in range(len(breaks)))
            ),
        ),
    )
)


def assert_partition(beads: tuple[Bead, ...], source: Side, target: Side) -> None:
    assert [index for bead in beads for index in bead.source] == list(range(len(source.segments)))
    assert [index for bead in beads for index in bead.target] == list(range(len(target.segments)))
    assert all(bead.source or bead.target for bead in beads)
    assert all(0 <= bead.confidence <= 1 for bead in beads)


@pytest.mark.full
@pytest.mark.parametrize("aligner", [length, linewise])
@given(SIDE, SIDE)
def test_every_segment_stands_in_one_bead_and_the_mirror_mirrors(
    aligner: ModuleType, source: Side, target: Side
) -> None:
    beads = aligner.align(source, target)
    assert_partition(beads, source, target)
    assert aligner.align(target, source) == mirror(beads)


@given(SIDE)
def test_a_text_is_aligned_with_itself_segment_by_segment(text: Side) -> None:
    assert list_pairs(length.align(text, text)) == [((index,), (index,)) for index in range(len(text.segments))]


@pytest.mark.full
@pytest.mark.parametrize(
    ("source", "target"),
    [
        (["One."], [f"Sentence {index}." for index in range(500)]),
        ([], ["a", "b"]),
        (["x" * 10_000, "y", "z" * 10_000], ["山" * 10_000] * 5),
        ([""] * 5, [" "] * 3),
        ([f"{index % 7}" for index in range(2000)], [f"{index % 7}" for index in range(700)]),
        (["a 1 b 2 c 3 d 4"] * 1100, ["a 1 b 2 c 3 d 4"] * 1000),
        pytest.param(["a"] * 3, [f"Sentence {index}." for index in range(20_000)], marks=pytest.mark.full),
    ],
    ids=["one-500", "empty", "long", "blank", "repeating", "identical", "three-20000"],
)
def test_odd_texts_lose_nothing(source: list[str], target: list[str]) -> None:
    first, second = make_side(*source), make_side(*target)
    beads = length.align(first, second)
    assert_partition(beads, first, second)
    if len(target) < 2000:
        assert length.align(second, first) == mirror(beads)


@pytest.mark.full
def test_long_texts_mirror_and_are_found() -> None:
    source, target, gold = make_story(3000, 13, numbers=True)
    first, second = make_side(*source, language="zh"), make_side(*target)
    beads = length.align(first, second)
    assert_partition(beads, first, second)
    assert length.align(second, first) == mirror(beads)
    assert measure_recall(beads, gold) > 0.95


# the lattice against slow clear programmes


def find_least_costs(band: Band, kinds: Kinds, table: Table) -> dict[Node, int]:
    """The least cost from the first node to each, one bead at a time."""
    least = {(0, 0): 0}
    for row in range(len(band.low)):
        for column in range(int(band.low[row]), int(band.high[row]) + 1):
            end = int(band.index(np.array(row), np.array(column)))
            reached = [
                least[row - a, column - b] + int(table[index, end])
                for index, (a, b) in enumerate(kinds)
                if (row - a, column - b) in least
            ]
            if reached:
                least[row, column] = min(reached)
    return least


def list_paths(band: Band, kinds: Kinds, table: Table, row: int, column: int) -> Iterator[tuple[tuple[Node, ...], int]]:
    """All paths from a node to the last with their costs, as (nodes, cost)."""
    last = len(band.low) - 1, int(band.high[-1])
    if (row, column) == last:
        yield ((row, column),), 0
    for index, (a, b) in enumerate(kinds):
        below, right = row + a, column + b
        if below <= last[0] and band.low[below] <= right <= band.high[below]:
            step = int(table[index, int(band.index(np.array(below), np.array(right)))])
            for nodes, cost in list_paths(band, kinds, table, below, right):
                yield ((row, column), *nodes), step + cost


def sum_costs(band: Band, kinds: Kinds, table: Table, path: NDArray[np.int64]) -> int:
    total = 0
    for (row, column), (below, right) in pairwise(path.tolist()):
        total += int(
            table[kinds.index((below - row, right - column)), int(band.index(np.array(below), np.array(right)))]
        )
    return total


@st.composite
def lattices(draw: st.DrawFn, rows: int = 8, columns: int = 8) -> Lattice:
    """A random band with random costs, many of them equal."""
    height, width = draw(st.integers(0, rows)), draw(st.integers(0, columns))
    ascending = st.lists(st.integers(0, width), min_size=height + 1, max_size=height + 1).map(sorted)
    one, other = draw(ascending), draw(ascending)
    low = [0, *(min(pair) for pair in zip(one, other, strict=True))][: height + 1]
    high = [*[max(pair) for pair in zip(one, other, strict=True)][1:], width]
    reaching = [max(top, *low[index : index + 2]) for index, top in enumerate(high)]
    band = Band(np.array(low), np.maximum.accumulate(reaching))
    table = np.full((len(KINDS_BY_HAND), band.size + 1), FORBIDDEN, np.int32)
    grid = zip(*band.list_nodes(0, height + 1), strict=True)
    for end, (row, column) in enumerate(grid):
        for index, (a, b) in enumerate(KINDS_BY_HAND):
            if band.contains(np.array([row - a]), np.array([column - b]))[0]:
                table[index, end] = draw(st.integers(-3, 6)) * 500
    return band, table


@given(lattices())
def test_the_path_costs_as_little_as_the_slow_programme_finds(lattice: Lattice) -> None:
    band, table = lattice
    path = find_best_path(band, KINDS_BY_HAND, table)
    last = len(band.low) - 1, int(band.high[-1])
    assert path[0].tolist() == [0, 0]
    assert tuple(path[-1].tolist()) == last
    assert sum_costs(band, KINDS_BY_HAND, table, path) == find_least_costs(band, KINDS_BY_HAND, table)[last]


@given(lattices(rows=4, columns=4))
def test_the_posterior_is_the_share_of_all_paths_that_hold_the_bead(lattice: Lattice) -> None:
    band, table = lattice
    path = find_best_path(band, KINDS_BY_HAND, table)
    weights = [
        (set(pairwise(nodes)), np.exp(-cost / 1000)) for nodes, cost in list_paths(band, KINDS_BY_HAND, table, 0, 0)
    ]
    total = sum(weight for _, weight in weights)
    expected = [
        sum(weight for beads, weight in weights if (tuple(start), tuple(end)) in beads) / total
        for start, end in pairwise(path.tolist())
    ]
    assert Posteriors(band, KINDS_BY_HAND, table).compute_for_path(path) == pytest.approx(expected)


@given(SIDE, SIDE)
def test_the_aligner_takes_the_cheapest_path(source: Side, target: Side) -> None:
    first, second, classes = measure(source, target)
    band = make_full_band(len(first.lengths), len(second.lengths))
    table = compute_costs(guess_parameters(first, second), first, second, classes, band)
    path = find_best_path(band, KINDS, table)
    last = len(first.lengths), len(second.lengths)
    assert sum_costs(band, KINDS, table, path) == find_least_costs(band, KINDS, table)[last]


@given(SIDE, SIDE)
def test_an_anchor_makes_a_bead_cheaper_once_where_both_sides_hold_it(source: Side, target: Side) -> None:
    first, second, classes = measure(source, target)
    parameters, band = guess_parameters(first, second), make_full_band(len(first.lengths), len(second.lengths))
    without = compute_costs(parameters, _remove_anchors(first), _remove_anchors(second), classes[:0], band)
    saved = without.astype(int) - compute_costs(parameters, first, second, classes, band)
    own = [[find_anchors(text) for text in each.segments] for each in (source, target)]
    seen = [Counter(anchor for each in texts for anchor in each) for texts in own]
    for (index, (a, b)), row, column in product(enumerate(KINDS), range(len(own[0]) + 1), range(len(own[1]) + 1)):
        if a and b and row >= a and column >= b:
            met = set().union(*own[0][row - a : row]) & set().union(*own[1][column - b : column])
            expected = 0
            for anchor in met:
                chance = [number * seen[at][anchor] / len(own[at]) for at, number in enumerate((a, b))]
                single = max(seen[at][anchor] / len(own[at]) for at in range(2))
                shares = parameters.anchors[anchor[0]]
                if np.rint(1000 * np.log(shares / single)) >= 1000:
                    expected += max(int(np.rint(1000 * np.log(shares / max(chance)))), 0)
            assert saved[index, int(band.index(np.array(row), np.array(column)))] == expected


def _remove_anchors(side_: Measurements) -> Measurements:
    return replace(side_, anchors=side_.anchors[:0], segments=side_.segments[:0])


# the parts


def test_a_band_is_linear_in_the_length_of_its_path() -> None:
    steps = np.array([[1, 1]] * 5000 + [[0, 1]] * 2000 + [[1, 0]] * 2000 + [[1, 4]] * 100)
    path = np.concatenate([[[0, 0]], np.cumsum(steps, axis=0)])
    band = make_band_around(path, 16)
    assert band.size < 80 * len(path)
    assert band.contains(path[:, 0], path[:, 1]).all()
    near = [np.add(path, shift) for shift in product((-16, 0, 16), repeat=2)]
    inside = [nodes[((nodes >= 0) & (nodes <= path[-1])).all(axis=1)] for nodes in near]
    assert all(band.contains(nodes[:, 0], nodes[:, 1]).all() for nodes in inside)


def test_anchors() -> None:
    assert find_anchors("007 Bonds, Łódź; the DNA的x of 3.14") == {
        *((NUMBER, number) for number in ("7", "3", "14")),
        *((WORD, word) for word in ("bonds", "łodz", "the", "dna")),
        *((PREFIX, stem) for stem in ("bond", "łodz")),
    }
    assert find_anchors("一二三") == {(WORD, "一二三")}
    assert find_anchors("0") == {(NUMBER, "0")}


def test_shared_anchors_stand_where_they_stand() -> None:
    found = find_shared_anchors(["Oslo 12", "no", "Oslo"], ["12 in Oslo", "ja"])
    names = sorted(
        (kind, tuple(found.source[1][found.source[0] == at]), tuple(found.target[1][found.target[0] == at]))
        for at, kind in enumerate(found.classes)
    )
    assert names == [(NUMBER, (0,), (0,)), (WORD, (0, 2), (0,)), (PREFIX, (0, 2), (0,))]


def test_anchors_are_numbered_in_the_same_order_in_every_run() -> None:
    texts = ["31 words: alpha beta gamma delta 7 epsilon 512"]
    assert find_shared_anchors(texts, texts).classes.tolist() == [NUMBER] * 3 + [WORD] * 6 + [PREFIX] * 6


@pytest.mark.parametrize(
    ("labels", "expected"), [(range(5, 15), 0), ((3, 1, 4, 15, 9, 2, 6, 53, 58, 97), 10)], ids=["counting", "saying"]
)
def test_labels_that_count_are_dropped(labels: Sequence[int], expected: int) -> None:
    texts = [f"{label} 山" for label in labels]
    assert int((find_shared_anchors(texts, texts).classes == NUMBER).sum()) == expected


def test_counts_that_agree_speak_for_a_bead_and_others_against_it() -> None:
    table = compare_counts(0.2, 0.3, 0.8, 4)
    assert min(table[1, 1], table[0, 0]) > 0 > max(table[0, 1], table[1, 0])
    assert not compare_counts(0.0, 0.5, 0.8, 4).any()
    assert np.abs(compare_counts(400.0, 1e-9, 0.9, 4)).max() <= 4


def test_events_that_coincide_count_only_if_they_coincide_more_than_by_chance() -> None:
    assert compare_events(0.25, 0.25, 0.9) == pytest.approx(np.log(0.9 / 0.25) - 2 * np.log(0.1 / 0.75))
    assert compare_events(0.25, 0.25, 0.2) == 0
    assert compare_events(1.0, 0.5, 0.9) == 0
    assert compare_events(0.0, 0.5, 0.9) == 0


def test_parameters_are_estimated_from_a_path() -> None:
    source, target = make_side(*["word word 1984?"] * 200), make_side(*["word word word 1984?"] * 400)
    first, second, classes = measure(source, target)
    path = np.stack([np.arange(201), 2 * np.arange(201)], axis=1)
    parameters = estimate_parameters(first, second, classes, path)
    assert guess_parameters(first, second).ratio == pytest.approx(np.log(40 / 15))
    assert dict(zip(KINDS, parameters.priors.round(3), strict=True))[1, 2] == round((200 + 50 * 0.06) / 250, 3)
    assert parameters.ratio == pytest.approx(np.log(40 / 15))
    assert parameters.variance == pytest.approx(6 * 50 / 250)
    assert parameters.marks[0] == pytest.approx((200 + 20 * 0.7) / (300 + 20))
    assert parameters.anchors.tolist() == [0.9, 0.9, 0.9]


def test_the_first_guess_trusts_paragraphs_of_equal_number() -> None:
    two, three = make_side("a", "b", "c", paragraphs=(0, 1, 1)), make_side("a", "b", "c", paragraphs=(0, 1, 2))
    assert [guess_parameters(*measure(two, other)[:2]).breaks for other in (two, three, make_side("a"))] == [
        0.98,
        0.7,
        0.7,
    ]


def test_a_wide_letter_counts_as_three() -> None:
    first, _, _ = measure(make_side("中文ab，", "Łódź", ""), make_side())
    assert first.lengths.tolist() == [9, 4, 1]


def test_anchors_that_do_not_meet_are_trusted_less() -> None:
    crossed, path = measure(make_side("Oslo", "Rome"), make_side("Rome", "Oslo")), np.array([[0, 0], [1, 1], [2, 2]])
    assert estimate_parameters(*crossed, path).anchors.tolist() == [0.7, 20 * 0.4 / 22, 20 * 0.2 / 22]
