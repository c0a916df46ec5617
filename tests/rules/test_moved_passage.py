"""Passages in another place: what moved is neither left out nor made up."""

import pytest

from align import check_text
from align.analysis.moved_passages import _are_swapped, _may_render

SOURCE = ["第一批船已经到了。", "渔民担心今年的收成。", "局长说，水位很低。", "隔壁的博物馆上周买了一幅名画。"]
TARGET = [
    "The first ships have already arrived.",
    "Fishermen worry about this year's catch.",
    "The water level is very low, its head said.",
    "The museum next door bought a famous painting last week.",
]


def find(order: list[int], path: str = "a.txt", mark: str = "", between: str = "\n") -> list[tuple[str, str]]:
    text, source = (between.join(mark + one for one in side) for side in ([TARGET[place] for place in order], SOURCE))
    found = [one.finding for one in check_text(text, source=source, path=path).diagnostics]
    return [
        (one.rule, text[slice(*one.span)]) for one in found if one.rule in ("moved-passage", "omission", "addition")
    ]


@pytest.mark.parametrize(
    ("path", "mark", "between"), [("a.txt", "", "\n"), ("a.txt", "", "\n\n"), ("a.md", "- ", "\n")]
)
def test_blocks_that_moved_are_told_once(path: str, mark: str, between: str) -> None:
    assert find([0, 1, 2, 3], path, mark, between) == []
    assert [rule for rule, _ in find([0, 2, 1, 3], path, mark, between)] == ["moved-passage"]
    assert [rule for rule, _ in find([0, 2, 3, 1], path, mark, between)] == ["moved-passage"]


def test_what_is_gone_is_an_omission_and_what_is_new_an_addition() -> None:
    text = "\n".join([TARGET[0], *TARGET[2:], "The mayor's cat sleeps on the radiator every single afternoon."])
    found = check_text(text, source="\n".join(SOURCE)).diagnostics
    assert {one.finding.rule for one in found} == {"omission", "addition"}


def test_what_is_far_longer_is_not_what_has_moved() -> None:
    longer = "".join(SOURCE[1:]) * 12
    assert not _may_render(SOURCE[1], longer)
    assert _may_render(SOURCE[1], TARGET[1])


def test_blocks_without_words_are_not_swapped() -> None:
    assert not _are_swapped(["📖 | |", SOURCE[1], TARGET[1], "📖"])
    assert _are_swapped([SOURCE[0], SOURCE[1], TARGET[1], TARGET[0]])


def test_sentences_may_change_places_inside_a_paragraph() -> None:
    assert find([0, 2, 1, 3], between=" ") == []


def test_a_sentence_that_became_a_paragraph_elsewhere_is_not_left_out() -> None:
    moved = "博物馆于上周买了一幅名画，一共花了三百万元。"
    paragraph = f"渔民担心今年的收成。{moved}门票没有涨价。孩子们在院子里踢球。"
    source = ["港口五月开放。", SOURCE[0], paragraph, SOURCE[2], "冬天以前，新码头会建好。"]
    text = "\n".join(
        [
            "The port opens in May.",
            "The museum bought a famous painting last week, for which it paid three million yuan in all.",
            TARGET[0],
            f"{TARGET[1]} The children play football in the yard.",
            TARGET[2],
            "The new pier will be built before winter.",
        ]
    )
    found = [one.finding for one in check_text(text, source="\n".join(source)).diagnostics]
    assert [(one.rule, text[slice(*one.span)], one.source_text) for one in found] == [
        ("moved-passage", text.splitlines()[1], moved),
        ("omission", "", "门票没有涨价。"),
    ]


def test_a_sentence_that_became_a_paragraph_where_it_was_has_not_moved() -> None:
    source = ["港口五月开放。", f"{SOURCE[1]}{SOURCE[3]}", SOURCE[2]]
    text = "\n".join(["The port opens in May.", TARGET[1], TARGET[3], TARGET[2]])
    assert check_text(text, source="\n".join(source)).diagnostics == ()
