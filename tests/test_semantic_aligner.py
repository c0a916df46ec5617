"""The semantic aligner: what holds of all beads, on hostile input too, and the beads of texts that a person aligned."""

import random
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.aligners.band import Band, around
from align.aligners.documents import align_documents
from align.aligners.semantic import align
from align.aligners.semantic.beads import KINDS, all_beads
from align.aligners.semantic.likest import likest_path
from align.aligners.semantic.masses import Boxes
from align.aligners.semantic.runs import runs
from align.aligners.semantic.search import prepare
from align.aligners.side import Side
from align.encoders import load
from align.model import Bead
from align.readers import ReadOptions, read

SEEDS = Path(__file__).parent.parent / "seeds"
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
def encoder():
    return load()


@st.composite
def sides(draw, language: str):
    segments = draw(st.lists(st.sampled_from(PIECES[language]) | st.text(max_size=12), max_size=14))
    steps = draw(st.lists(st.integers(0, 1), min_size=len(segments), max_size=len(segments)))
    return Side(language, tuple(segments), tuple(np.cumsum(steps).tolist()) if draw(st.booleans()) else ())


pairs = st.tuples(*[st.sampled_from(sorted(PIECES)).flatmap(sides)] * 2)


def made(count, seed=0):
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


def foreign(count, seed):
    """Sentences of another world, in English."""
    pick = random.Random(seed)
    return [
        f"The freighter {pick.choice('ABCDE')}-{number} left {pick.choice(PORTS)} with a load of {pick.choice(CARGO)}."
        for number in range(count)
    ]


def pair(source: str, target: str):
    return Side("zh", tuple(source)), Side("en", tuple(target))


def assert_partition(beads, source: str, target: str) -> None:
    """Each segment stands in one bead, in order; no bead is empty; probabilities are probabilities."""
    assert list(chain(*(bead.source for bead in beads))) == list(range(len(source.segments)))
    assert list(chain(*(bead.target for bead in beads))) == list(range(len(target.segments)))
    for bead in beads:
        assert bead.source or bead.target
        assert 0 <= bead.confidence <= 1
        assert all(0 <= chance <= 1 for chance in bead.alone)


def mirrored(beads):
    return [(bead.target, bead.source, bead.confidence) for bead in beads]


def plain(beads):
    return [(bead.source, bead.target, bead.confidence) for bead in beads]


def sizes(beads):
    return {(len(bead.source), len(bead.target)) for bead in beads}


@settings(max_examples=30, deadline=None)
@given(pairs)
def test_beads_are_a_partition_whichever_side_is_the_source(pair) -> None:
    encoder = load()
    source, target = pair
    beads = align(source, target, encoder)
    assert_partition(beads, source, target)
    assert sizes(beads) <= {*KINDS, *((n, m) for m, n in KINDS)} or source.language == "fr" or target.language == "fr"
    assert plain(align(source, target, encoder)) == plain(beads)
    if source != target:
        assert sorted(mirrored(align(target, source, encoder))) == sorted(plain(beads))


def test_empty_sides(encoder) -> None:
    full, empty = Side("zh", ("甲。", "乙。")), Side("en", ())
    assert align(empty, empty, encoder) == ()
    assert align(full, empty, encoder) == (Bead((0,), ()), Bead((1,), ()))
    assert align(empty, full, encoder) == (Bead((), (0,)), Bead((), (1,)))


def test_a_clean_translation_is_aligned_as_a_person_does(encoder) -> None:
    names = (("clean-thermal-paste.zh.txt", "zh"), ("clean-thermal-paste.en.txt", "en"))
    documents = [read(name, (SEEDS / name).read_bytes(), ReadOptions(lang))[0] for name, lang in names]
    beads = align_documents(*documents).beads
    assert [(bead.source, bead.target) for bead in beads] == [
        *(((index,), (index,)) for index in range(6)),
        ((6,), (6, 7)),
        *(((index,), (index + 1,)) for index in range(7, 13)),
        ((13,), (14, 15)),
        *(((index,), (index + 2,)) for index in range(14, 30)),
    ]
    assert min(bead.confidence for bead in beads) >= 0.9


@pytest.mark.parametrize("language", ["zh", "en", "fr"])
def test_identical_texts(encoder, language: str) -> None:
    text = tuple(piece for piece in PIECES[language] if len(piece) > 4) * 3
    beads = align(Side(language, text), Side(language, text), encoder)
    assert [(bead.source, bead.target) for bead in beads] == [((index,), (index,)) for index in range(len(text))]


def test_swapped_languages_are_no_obstacle(encoder) -> None:
    source, target = made(30)
    right, wrong = Side("zh", tuple(source)), Side("en", tuple(target))
    beads = align(Side("en", right.segments), Side("zh", wrong.segments), encoder)
    assert [bead.source for bead in beads] == [bead.target for bead in beads] == [(index,) for index in range(30)]
    assert plain(align(wrong, right, encoder)) == mirrored(align(right, wrong, encoder))


@pytest.mark.parametrize("seed", [1, 2])
def test_a_long_insertion_stands_alone(encoder, seed) -> None:
    source, target = made(120, seed)
    beads = align(*pair(source, [*target[:60], *foreign(500, seed), *target[60:]]), encoder)
    wanted = [
        *(((index,), (index,)) for index in range(60)),
        *(((), (index,)) for index in range(60, 560)),
        *(((index,), (index + 500,)) for index in range(60, 120)),
    ]
    assert [(bead.source, bead.target) for bead in beads] == wanted


@pytest.mark.parametrize(("source", "target"), [(1, 500), (500, 1), (3000, 30), (2, 3), (4, 4)])
def test_sides_of_unequal_length(encoder, source: str, target: str) -> None:
    both = pair(made(source)[0], made(target, 5)[1])
    assert_partition(align(*both, encoder), *both)


def test_a_band_is_no_larger_than_the_sides_allow(encoder) -> None:
    pairing = prepare(*pair(made(30)[0], made(3000)[1]), encoder)
    assert pairing.band.size <= 31 * 3001
    assert max(len(all_beads(pairing.band, w.first, w.last)) for w in pairing.windows()) <= 16_384 * 25 * 2


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
def test_hostile_segments(encoder, source: str, target: str) -> None:
    both = pair(source, target)
    beads = align(*both, encoder)
    assert_partition(beads, *both)
    assert plain(align(*both[::-1], encoder)) == mirrored(beads)


def test_dropped_sentences_are_found(encoder) -> None:
    source, target = made(80)
    beads = align(*pair(source, [line for number, line in enumerate(target) if number not in {20, 50, 51}]), encoder)
    assert [bead.source for bead in beads if not bead.target] == [(20,), (50,), (51,)]
    assert sizes(beads) == {(1, 1), (1, 0)}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, len(KINDS) - 1), min_size=1, max_size=12), st.integers(1, 4), st.data())
def test_all_beads_are_those_that_fit_into_the_band(kinds, width, data) -> None:
    path = np.cumsum([(0, 0), *(KINDS[kind] for kind in kinds)], axis=0)
    band = around(path, width)
    first = data.draw(st.integers(0, len(band.low) - 1))
    last = data.draw(st.integers(first + 1, len(band.low)))
    beads = all_beads(band, first, last)

    def holds(row, column):
        return 0 <= row < len(band.low) and band.low[row] <= column <= band.high[row]

    assert list(zip(beads.kinds.tolist(), beads.rows.tolist(), beads.columns.tolist(), strict=True)) == [
        (kind, row, column)
        for kind, (m, n) in enumerate(KINDS)
        for row in range(first, last)
        for column in range(band.low[row], band.high[row] + 1)
        if holds(row - m, column - n)
    ]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(-5, 5), st.integers(0, 4))))
def test_runs(some) -> None:
    which, numbers = runs(np.array([start for start, _ in some], int), np.array([count for _, count in some], int))
    wanted = [(run, start + step) for run, (start, count) in enumerate(some) for step in range(count)]
    assert list(zip(which.tolist(), numbers.tolist(), strict=True)) == wanted


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), min_size=1, max_size=8), st.data())
def test_boxes_sum_cells(steps, data) -> None:
    low = np.cumsum([step for step, _ in steps])
    cells = Band(low, np.maximum.accumulate(low + [width for _, width in steps]) - 1)
    values = np.arange(1, cells.size + 1, dtype=np.float32)
    matrix = np.zeros((len(low), int(cells.high[-1]) + 3))
    for row in range(len(low)):
        matrix[row, cells.low[row] : cells.high[row] + 1] = values[cells.start[row] : cells.start[row + 1]]
    boxes, (left, right) = Boxes(cells, values, 0, len(low)), (int(low[0]), int(cells.high[-1]) + 1)
    top, bottom = sorted(data.draw(st.tuples(*[st.integers(0, len(low))] * 2)))
    first, last = sorted(data.draw(st.tuples(*[st.integers(left, max(left, right))] * 2)))
    one = np.array([[top], [bottom], [first], [last]])
    assert boxes.inside(*one).tolist() == [matrix[top:bottom, first:last].sum()]
    assert boxes.down(one[0], one[1], one[2]).tolist() == [matrix[top:bottom, first].sum()]
    if top < len(low):
        assert boxes.along(one[0], one[2], one[3]).tolist() == [matrix[top, first:last].sum()]
        assert boxes.at(one[0], one[3]).tolist() == [matrix[top, last]]
        assert boxes.at(one[0] - 1, one[3]).tolist() == [matrix[top - 1, last] if top else 0]


def test_the_likest_path_of_long_texts_is_that_of_all_nodes() -> None:
    vectors = np.random.default_rng(0).standard_normal((900, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    kept = np.flatnonzero(np.arange(900) % 7 != 3)
    path = likest_path(vectors, vectors[kept])
    ends = path[1:][(np.diff(path, axis=0) == 1).all(axis=1)] - 1
    assert (kept[ends[:, 1]] == ends[:, 0]).mean() > 0.99
