"""Sentences of a translation that no source belongs to, as an aligner tells that knows no chances of sentences."""

from dataclasses import replace

import pytest

from align.lang import find_language
from align.linter.context import Context
from align.model import Alignment, Bead, Document, Span
from align.model.offsets import split_written_lines
from align.rules.accuracy.addition import Addition, _may_be_label


def read(code: str, text: str) -> Document:
    return Document("a.txt", code, text, lambda one: [Span(0, len(one))], find_language(code).split)


@pytest.mark.parametrize(("confidence", "found"), [(0.4, []), (0.6, ["Nobody had asked for any of it."])])
def test_a_bead_without_a_source_is_reported_where_the_aligner_is_sure_of_it(
    confidence: float, found: list[str]
) -> None:
    target = read("en", "The mine opened. Nobody had asked for any of it.")
    beads = (Bead((0,), (0,), 0.9), Bead((), (1,), confidence))
    findings = Addition().check(Alignment(read("zh", "矿山今天重新开放。"), target, beads), Context())
    assert [target.text[slice(*one.span)] for one in findings] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mine opened. (Translator's note: a pun on gold)", 0),
        ("The mine opened. In case of any discrepancy the Chinese version shall prevail.", 0),
        ("The mine opened. The translator took note of a pun on gold.", 1),
    ],
)
def test_a_translation_may_speak_of_itself(text: str, found: int) -> None:
    beads = (Bead((0,), (0,), 0.9), Bead((), (1,), 0.9))
    findings = Addition().check(Alignment(read("zh", "矿山今天重新开放。"), read("en", text), beads), Context())
    assert len(list(findings)) == found


def test_what_is_next_to_a_note_on_the_translation_is_reported() -> None:
    text = "The mine opened. (Translator's note: a pun.) The emperor of China sent his army to the Moon last week."
    beads = (Bead((0,), (0,), 0.9), Bead((), (1,), 0.9), Bead((), (2,), 0.9))
    target = read("en", text)
    findings = list(Addition().check(Alignment(read("zh", "矿山今天重新开放。"), target, beads), Context()))
    assert [text[slice(*one.span)] for one in findings] == ["The emperor of China sent his army to the Moon last week."]


def test_an_item_of_some_words_next_to_one_that_is_missing_may_render_it() -> None:
    source, target = (
        read("zh", "矿山今天开放。\n\n视频：甲、乙"),
        read("en", "The mine opens.\n\nRecordings: see the website"),
    )
    for text, found in ((target, 0), (read("en", "The mine opens.\n\nHe left at once, and that was that."), 1)):
        beads = (Bead((0,), (0,), 0.9), Bead((1,), (), 0.9, (1.0,)), Bead((), (1,), 0.9, (1.0,)))
        alignment = Alignment(source, replace(text, find_blocks=split_written_lines), beads)
        assert len(list(Addition().check(alignment, Context()))) == found


@pytest.mark.parametrize(
    ("target", "chance", "expected"),
    [
        ("Kinder to smaller ports. In winter, few ships can call.", 0.35, True),
        ("Kinder to smaller ports. In winter, few ships can call.", 0.9, False),
        ("Nobody has ever asked for any of it, not even the head of the port. Few ships call.", 0.35, False),
    ],
)
def test_the_first_words_of_an_item_may_be_the_label_of_its_source(target: str, chance: float, expected: bool) -> None:
    beads = (Bead((0,), (0, 1), 0.6, (0.0, chance, 0.0)),)
    alignment = Alignment(read("zh", "对小港口更友好：冬天能够停靠的船只很少。"), read("en", target), beads)
    assert [_may_be_label(alignment, index, chance) for index in (0, 1)] == [expected, False]
