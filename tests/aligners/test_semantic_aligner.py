"""The semantic aligner: what holds of all beads, on hostile input too, and the beads of texts that a person aligned."""

import random
from itertools import chain
from unittest.mock import MagicMock
from weakref import WeakSet

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from roots import SEEDS
from rows import leave_to_full

from align.aligners.band import Band, expand_ranges, make_band_around
from align.aligners.documents import align_documents
from align.aligners.fixed import Fixed
from align.aligners.semantic import _align_in_context, align
from align.aligners.semantic.alignment_features import compute_omission_features
from align.aligners.semantic.beads import KINDS, list_beads
from align.aligners.semantic.context import Window, prepare_context
from align.aligners.semantic.features import compute_coarse_features, compute_fine_features, load_weights
from align.aligners.semantic.rough_path import find_rough_path
from align.aligners.semantic.soft_alignment import SoftAlignment, SummedAreaTable
from align.aligners.side import Side
from align.encoders import load
from align.encoders.base import Encoder
from align.model import Bead
from align.readers import ReadOptions, read_document

PlainBead = tuple[tuple[int, ...], tuple[int, ...], float]

PIECES = {
    "zh": [
        "他来了，坐下。",
        "天黑了！",
        "“你去哪儿？”",
        "……",
        "2019年，公司售出5.2万公斤。",
        "她没有说话，",
        "山",
        "***",
    ],
    "en": [
        "He came and sat down.",
        "Dark!",
        '"Where to?"',
        "...",
        "In 2019 it sold 52,000 kg.",
        "She, silent,",
        "A",
        "***",
    ],
    "fr": ["Il est venu.", "Il fait nuit !", "« Où vas-tu ? »", "…", "En 2019, 52 000 kg.", "Elle, muette,", "", "***"],
}
TREES = "柳柏松桃梅桂枫槐"
TREES_EN = ["willow", "cypress", "pine", "peach", "plum", "laurel", "maple", "locust"]
CARGO = ["coal", "engines", "paper", "oranges", "cement", "copper wire"]
PORTS = ["Rotterdam", "Lagos", "Valparaíso", "Oslo", "Karachi"]
PLACES = {"河边": "by the river", "山上": "on the mountain", "门前": "before the gate", "城里": "in the city"}
PEOPLE = {
    "老人": "The old man",
    "孩子": "The child",
    "商人": "The merchant",
    "医生": "The doctor",
    "士兵": "The soldier",
}
DEEDS = {"砍了": "felled", "种了": "planted", "看见": "saw", "卖掉": "sold", "画了": "painted"}


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load()


@st.composite
def sides(draw: st.DrawFn, language: str) -> Side:
    segments = draw(st.lists(st.sampled_from(PIECES[language]) | st.text(max_size=12), max_size=14))
    steps = draw(st.lists(st.integers(0, 1), min_size=len(segments), max_size=len(segments)))
    return Side(language, tuple(segments), tuple(np.cumsum(steps).tolist()) if draw(st.booleans()) else ())


pairs = st.tuples(*[st.sampled_from(sorted(PIECES)).flatmap(sides)] * 2)


def make_sentences(count: int, seed: int = 0) -> tuple[list[str], list[str]]:
    """Sentences of a small world in Chinese, and in English."""
    pick = random.Random(seed)
    source, target = [], []
    for number in range(count):
        person, place, deed = (pick.choice(sorted(words)) for words in (PEOPLE, PLACES, DEEDS))
        tree, amount = pick.randrange(8), pick.randrange(2, 900)
        source.append(f"第{number}天，{person}在{place}{deed}{amount}棵{TREES[tree]}树。")
        target.append(
            f"On day {number}, {PEOPLE[person]} {DEEDS[deed]} {amount} {TREES_EN[tree]} trees {PLACES[place]}."
        )
    return source, target


def make_foreign_sentences(count: int, seed: int) -> list[str]:
    """Sentences of another world, in English."""
    pick = random.Random(seed)
    return [
        f"The freighter {pick.choice('ABCDE')}-{number} left {pick.choice(PORTS)} with a load of {pick.choice(CARGO)}."
        for number in range(count)
    ]


def make_sides(source: list[str], target: list[str]) -> tuple[Side, Side]:
    return Side("zh", tuple(source)), Side("en", tuple(target))


def assert_partition(beads: tuple[Bead, ...], source: Side, target: Side) -> None:
    """Each segment stands in one bead, in order; no bead is empty; probabilities are probabilities."""
    assert list(chain(*(bead.source for bead in beads))) == list(range(len(source.segments)))
    assert list(chain(*(bead.target for bead in beads))) == list(range(len(target.segments)))
    for bead in beads:
        assert bead.source or bead.target
        assert 0 <= bead.confidence <= 1
        assert all(0 <= chance <= 1 for chance in bead.alone)


def mirror(beads: tuple[Bead, ...]) -> list[PlainBead]:
    return [(bead.target, bead.source, bead.confidence) for bead in beads]


def drop_alone(beads: tuple[Bead, ...]) -> list[PlainBead]:
    return [(bead.source, bead.target, bead.confidence) for bead in beads]


def list_sizes(beads: tuple[Bead, ...]) -> set[tuple[int, int]]:
    return {(len(bead.source), len(bead.target)) for bead in beads}


@given(pairs)
def test_beads_are_a_partition_whichever_side_is_the_source(pair: tuple[Side, Side]) -> None:
    encoder = load()
    source, target = pair
    beads = align(source, target, encoder)
    assert_partition(beads, source, target)
    assert (
        list_sizes(beads) <= {*KINDS, *((n, m) for m, n in KINDS)} or source.language == "fr" or target.language == "fr"
    )
    assert drop_alone(align(source, target, encoder)) == drop_alone(beads)
    if source != target:
        assert sorted(mirror(align(target, source, encoder))) == sorted(drop_alone(beads))


@pytest.mark.parametrize(
    ("one", "other"),
    [("山", "A"), ("***", "In 2019 it sold 52,000 kg."), ("天黑了！" * 40, "..."), ("Ja.", "No.")],
)
def test_two_segments_are_a_pair_whatever_they_say(one: str, other: str) -> None:
    source, target = Side("de" if one.isascii() else "zh", (one,), (0,)), Side("en", (other,), (0,))
    assert align(source, target, load("embedded")) == (Bead((0,), (0,), 1.0, (0.0, 0.0)),)
    assert align(source, target, load("embedded"), alone=False) == (Bead((0,), (0,)),)
    (found,) = _align_in_context(source, target, prepare_context(source, target, load("embedded")))
    assert (found.source, found.target, found.confidence >= 0.98) == ((0,), (0,), True)
    apart = Fixed((), (0,), (0,))
    assert len(align(source, target, load("embedded"), fixed=apart)) == 2


def test_empty_sides(encoder: Encoder) -> None:
    full, empty = Side("zh", ("甲。", "乙。")), Side("en", ())
    assert align(empty, empty, encoder) == ()
    assert align(full, empty, encoder) == (Bead((0,), ()), Bead((1,), ()))
    assert align(empty, full, encoder) == (Bead((), (0,)), Bead((), (1,)))


def test_a_clean_translation_is_aligned_as_a_person_does(encoder: Encoder) -> None:
    names = (("clean-thermal-paste.zh.txt", "zh"), ("clean-thermal-paste.en.txt", "en"))
    source, target = (read_document(name, (SEEDS / name).read_bytes(), ReadOptions(lang)) for name, lang in names)
    beads = align_documents(source, target).beads
    assert [(bead.source, bead.target) for bead in beads] == [
        *(((index,), (index,)) for index in range(6)),
        ((6,), (6, 7)),
        *(((index,), (index + 1,)) for index in range(7, 13)),
        ((13,), (14, 15)),
        *(((index,), (index + 2,)) for index in range(14, 30)),
    ]
    assert min(bead.confidence for bead in beads) >= 0.9


@pytest.mark.parametrize("language", ["zh", "en", "fr"])
def test_identical_texts(encoder: Encoder, language: str) -> None:
    text = tuple(piece for piece in PIECES[language] if len(piece) > 4) * 3
    beads = align(Side(language, text), Side(language, text), encoder)
    assert [(bead.source, bead.target) for bead in beads] == [((index,), (index,)) for index in range(len(text))]


def test_swapped_languages_are_no_obstacle(encoder: Encoder) -> None:
    source, target = make_sentences(30)
    right, wrong = Side("zh", tuple(source)), Side("en", tuple(target))
    beads = align(Side("en", right.segments), Side("zh", wrong.segments), encoder)
    assert [bead.source for bead in beads] == [bead.target for bead in beads] == [(index,) for index in range(30)]
    assert drop_alone(align(wrong, right, encoder)) == mirror(align(right, wrong, encoder))


@pytest.mark.full
@pytest.mark.parametrize("seed", [1, 2])
def test_a_long_insertion_stands_alone(encoder: Encoder, seed: int) -> None:
    source, target = make_sentences(120, seed)
    beads = align(*make_sides(source, [*target[:60], *make_foreign_sentences(500, seed), *target[60:]]), encoder)
    wanted = [
        *(((index,), (index,)) for index in range(60)),
        *(((), (index,)) for index in range(60, 560)),
        *(((index,), (index + 500,)) for index in range(60, 120)),
    ]
    assert [(bead.source, bead.target) for bead in beads] == wanted


@pytest.mark.parametrize(("source", "target"), [(1, 500), (500, 1), (2, 3), (4, 4), *leave_to_full([(3000, 30)])])
def test_sides_of_unequal_length(encoder: Encoder, source: int, target: int) -> None:
    both = make_sides(make_sentences(source)[0], make_sentences(target, 5)[1])
    assert_partition(align(*both, encoder), *both)


@pytest.mark.full
def test_a_band_is_no_larger_than_the_sides_allow(encoder: Encoder) -> None:
    context = prepare_context(*make_sides(make_sentences(30)[0], make_sentences(3000)[1]), encoder)
    assert context.band.size <= 31 * 3001
    assert max(len(list_beads(context.band, w.first, w.last)) for w in context.list_windows()) <= 16_384 * 25 * 2


def test_each_feature_has_a_weight_and_each_weight_a_feature(encoder: Encoder) -> None:
    context = prepare_context(*make_sides(*make_sentences(5)), encoder)
    window = next(context.list_windows())
    beads = list_beads(context.band, window.first, window.last)
    coarse, fine, omission = (
        [name for name, _ in compute(window, beads)]
        for compute in (compute_coarse_features, compute_fine_features, compute_omission_features)
    )
    weights = load_weights()
    assert coarse == list(weights.coarse)
    assert fine == list(weights.fine)
    assert fine + omission == list(weights.omissions)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (
            ["他说" + "很" * 5_000 + "，" + "好" * 5_000 + "。", "天黑了。"],
            ["He said " + "very " * 2_000 + "good.", "Dark."],
        ),
        (["长" * 10_000], ["x" * 10_000]),
        (["，" * 10_000], ["." * 10_000]),
        (["……", "***", "", "   ", "\u3000", "\t"] * 2, ["***", "...", "", " ", "——"] * 2),
        (["甲\ud800乙。", "\udfff"], ["A \ud800 b.", "\udc00\ud800"]),
        (["\x00", "\u200b\u200b", "\ufeff", "e\u0301" * 50], ["\x1a", "\u202e", "🐟" * 30, "\u0301"]),
        (["同。"] * 60, ["Same."] * 45),
        ([""] * 5, [""] * 7),
    ],
)
def test_hostile_segments(encoder: Encoder, source: list[str], target: list[str]) -> None:
    both = make_sides(source, target)
    beads = align(*both, encoder)
    assert_partition(beads, *both)
    assert drop_alone(align(*both[::-1], encoder)) == mirror(beads)


def test_dropped_sentences_are_found(encoder: Encoder) -> None:
    source, target = make_sentences(80)
    beads = align(
        *make_sides(source, [line for number, line in enumerate(target) if number not in {20, 50, 51}]), encoder
    )
    assert [bead.source for bead in beads if not bead.target] == [(20,), (50,), (51,)]
    assert list_sizes(beads) == {(1, 1), (1, 0)}


@given(st.lists(st.integers(0, len(KINDS) - 1), min_size=1, max_size=12), st.integers(1, 4), st.data())
def test_all_beads_are_those_that_fit_into_the_band(kinds: list[int], width: int, data: st.DataObject) -> None:
    path = np.cumsum([(0, 0), *(KINDS[kind] for kind in kinds)], axis=0)
    band = make_band_around(path, width)
    first = data.draw(st.integers(0, len(band.low) - 1))
    last = data.draw(st.integers(first + 1, len(band.low)))
    beads = list_beads(band, first, last)

    def contains(row: int, column: int) -> bool:
        return 0 <= row < len(band.low) and band.low[row] <= column <= band.high[row]

    assert list(zip(beads.kinds.tolist(), beads.rows.tolist(), beads.columns.tolist(), strict=True)) == [
        (kind, row, column)
        for kind, (m, n) in enumerate(KINDS)
        for row in range(first, last)
        for column in range(band.low[row], band.high[row] + 1)
        if contains(row - m, column - n)
    ]


@given(st.lists(st.tuples(st.integers(-5, 5), st.integers(0, 4))))
def test_expanded_ranges(some: list[tuple[int, int]]) -> None:
    starts, counts = np.array(some, int).reshape(-1, 2).T
    which, numbers = expand_ranges(starts, counts)
    wanted = [(run, start + step) for run, (start, count) in enumerate(some) for step in range(count)]
    assert list(zip(which.tolist(), numbers.tolist(), strict=True)) == wanted


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), min_size=1, max_size=8), st.data())
def test_a_summed_area_table_sums_cells(steps: list[tuple[int, int]], data: st.DataObject) -> None:
    low = np.cumsum([step for step, _ in steps])
    cells = Band(low, np.maximum.accumulate(low + [width for _, width in steps]) - 1)
    values = np.arange(1, cells.size + 1, dtype=np.float32)
    matrix = np.zeros((len(low), int(cells.high[-1]) + 3))
    for row in range(len(low)):
        matrix[row, cells.low[row] : cells.high[row] + 1] = values[cells.start[row] : cells.start[row + 1]]
    table, (left, right) = SummedAreaTable(cells, values, 0, len(low)), (int(low[0]), int(cells.high[-1]) + 1)
    top, bottom = sorted(data.draw(st.tuples(*[st.integers(0, len(low))] * 2)))
    first, last = sorted(data.draw(st.tuples(*[st.integers(left, max(left, right))] * 2)))
    one = np.array([[top], [bottom], [first], [last]])
    assert table.sum_area(*one).tolist() == [matrix[top:bottom, first:last].sum()]
    assert table.sum_column(one[0], one[1], one[2]).tolist() == [matrix[top:bottom, first].sum()]
    if top < len(low):
        assert table.sum_row(one[0], one[2], one[3]).tolist() == [matrix[top, first:last].sum()]
        assert table.look_up(one[0], one[3]).tolist() == [matrix[top, last]]
        assert table.look_up(one[0] - 1, one[3]).tolist() == [matrix[top - 1, last] if top else 0]


def test_the_rough_path_of_long_texts_is_that_of_all_nodes() -> None:
    vectors = np.random.default_rng(0).standard_normal((900, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    kept = np.flatnonzero(np.arange(900) % 7 != 3)
    path = find_rough_path(vectors, vectors[kept])
    ends = path[1:][(np.diff(path, axis=0) == 1).all(axis=1)] - 1
    assert (kept[ends[:, 1]] == ends[:, 0]).mean() > 0.99


@pytest.mark.full
def test_the_number_of_threads_changes_nothing(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    both = make_sides(*make_sentences(400))
    assert len(list(prepare_context(*both, encoder).list_windows())) > 2
    beads = align(*both, encoder)
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    assert align(*both, encoder) == beads


def test_a_window_is_gone_once_it_is_done(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    alive, counts, build_tables = WeakSet[Window](), set[int](), Window.build_tables

    def count_windows(window: Window, alignment: SoftAlignment) -> tuple[SummedAreaTable, SummedAreaTable]:
        alive.add(window)
        counts.add(len(alive))
        return build_tables(window, alignment)

    monkeypatch.setattr(Window, "build_tables", count_windows)
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    align(*make_sides(*make_sentences(400)), encoder)
    assert counts == {1}


def test_of_a_long_segment_the_beginning_is_compared() -> None:
    encoder = MagicMock(wraps=load("embedded"))
    source, target = Side("zh", ("矿，" * 60_000, "山。")), Side("en", ("ore, " * 60_000, "A hill."))
    align(source, target, encoder)
    assert encoder.encode.call_args.args == (("矿，" * 2_500, "山。"), ("ore, " * 1_000, "A hill."))


@pytest.mark.parametrize(
    ("largest", "expected"), [(40, [(0, 2), (2, 3)]), (39, [(0, 1), (1, 2), (2, 3)]), (1, [(0, 1), (1, 2), (2, 3)])]
)
def test_long_segments_are_aligned_one_by_one(
    monkeypatch: pytest.MonkeyPatch, largest: int, expected: list[tuple[int, int]]
) -> None:
    monkeypatch.setattr("align.aligners.band._LARGEST", largest)
    cells = Band(np.zeros(3, np.int64), np.ones(3, np.int64))
    assert cells.cut(np.array([0, 2, 4, 6]), np.array([0, 5, 10]), 2) == expected
