"""Texts that pair one to one all through, as their words show, are paired as the whole aligner pairs them."""

import pytest

from align.aligners.semantic import _align_in_context, align
from align.aligners.semantic.context import prepare_context
from align.aligners.semantic.one_to_one import pair_one_to_one
from align.aligners.side import Side
from align.encoders import load
from align.model import Bead

SOURCE = ("港口今年五月对外开放。", "渔民担心今年的收入。", "市政府计划明年修建一座新的码头。", "他笑了。")
TARGET = (
    "The port opens to the outside world in May this year.",
    "Fishermen worry about their income this year.",
    "The city government plans to build a new pier next year.",
    "He laughed.",
)
ROWS = tuple(range(len(SOURCE)))


def make_sides(source: tuple[str, ...], target: tuple[str, ...]) -> tuple[Side, Side]:
    return Side("zh", source, tuple(range(len(source)))), Side("en", target, tuple(range(len(target))))


def test_they_are_paired_as_the_whole_aligner_pairs_them() -> None:
    source, target = make_sides(SOURCE, TARGET)
    expected = tuple(Bead((row,), (row,), 1.0, (0.0, 0.0)) for row in ROWS)
    assert pair_one_to_one(source, target) == align(source, target, load("embedded")) == expected
    assert align(target, source, load("embedded")) == tuple(bead.swap() for bead in expected)
    assert pair_one_to_one(source, target, alone=False) == tuple(Bead((row,), (row,)) for row in ROWS)
    whole = _align_in_context(source, target, prepare_context(source, target, load("embedded")))
    assert [(bead.source, bead.target) for bead in whole] == [((row,), (row,)) for row in ROWS]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (SOURCE, TARGET[:-1]),
        (SOURCE, (*TARGET[1:], TARGET[0])),
        (SOURCE, (TARGET[0], "The museum bought a painting.", *TARGET[2:])),
        (("他笑了。", "她哭了。", "天黑了。"), ("He laughed.", "She cried.", "Night fell.")),
        ((SOURCE[0] * 80, SOURCE[1]), (TARGET[0] * 80, TARGET[1])),
    ],
)
def test_where_words_do_not_show_it_the_aligner_decides(source: tuple[str, ...], target: tuple[str, ...]) -> None:
    assert pair_one_to_one(*make_sides(source, target)) is None


def test_other_paragraphs_and_other_languages_are_left_to_the_aligner() -> None:
    source, target = make_sides(SOURCE, TARGET)
    assert pair_one_to_one(source, Side("en", TARGET, (0, 0, 1, 2))) is None
    assert pair_one_to_one(Side("ja", SOURCE, source.paragraphs), target) is None
