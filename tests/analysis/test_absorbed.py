"""Sentences that the translation around them holds, and those that it does not."""

import pytest

from align.analysis.absorbed_sentences import measure_absorbed_sources, measure_absorbed_targets
from align.linter.context import Context
from align.model import Alignment, Bead, Document, Severity
from align.readers import ReadOptions, read_document
from align.rules.accuracy.addition import Addition
from align.rules.accuracy.omission import Omission
from glossary.lang.en_phrases import differ_in_beginning
from glossary.renderings.absorbed_sentences import Surroundings, measure_absorption

BEFORE, LOST, AFTER = "港口五月开放。", "新码头要花三亿元。", "渔民担心今年的收成。"
ENGLISH_BEFORE, ENGLISH_AFTER = "The port opens in May.", "Fishermen worry about this year's catch."


def document(text: str, language: str) -> Document:
    return read_document(f"text.{language}.txt", text.encode(), ReadOptions(language))


def align(source: str, target: str, *beads: tuple[tuple[int, ...], tuple[int, ...]], code: str = "en") -> Alignment:
    return Alignment(document(source, "zh"), document(target, code), tuple(Bead(*bead) for bead in beads))


@pytest.mark.parametrize(
    ("target", "held"),
    [
        (f"The port opens in May, and its new pier will cost 300 million yuan. {ENGLISH_AFTER}", True),
        (f"{ENGLISH_BEFORE} Fishermen worry about this year's catch and the 300 million yuan for a new pier.", True),
        (f"{ENGLISH_BEFORE} {ENGLISH_AFTER}", False),
        # longer, but of other things
        (f"The port opens in May, as the mayor said on Friday after a long debate. {ENGLISH_AFTER}", False),
    ],
)
def test_a_sentence_is_held_where_its_words_and_its_meaning_stand(target: str, held: bool) -> None:
    alignment = align(BEFORE + LOST + AFTER, target, ((0,), (0,)), ((1,), ()), ((2,), (1,)))
    assert (measure_absorbed_sources(alignment, [1])[1] >= 0.4) == held


def test_a_sentence_that_says_the_same_as_its_neighbour_is_not_held_by_the_translation_of_that() -> None:
    alignment = align(
        BEFORE + BEFORE + AFTER, f"{ENGLISH_BEFORE} {ENGLISH_AFTER}", ((0,), (0,)), ((1,), ()), ((2,), (1,))
    )
    assert measure_absorbed_sources(alignment, [1])[1] < 0.4


def test_a_target_sentence_is_held_by_the_source_around_it() -> None:
    beads = ((0,), (0,)), ((), (1,)), ((1,), (2,))
    target = f"{ENGLISH_BEFORE} The new pier will cost 300 million yuan. {ENGLISH_AFTER}"
    condensed, other = (
        align(f"港口五月开放，新码头要花三亿元。{AFTER}", target, *beads),
        align(BEFORE + AFTER, target, *beads),
    )
    assert measure_absorbed_targets(condensed, [1])[1] >= 0.4
    assert measure_absorbed_targets(other, [1])[1] < 0.4


@pytest.mark.parametrize(
    ("chance", "held", "count"), [(0.28, 0.35, 0), (0.28, 0.2, 1), (0.24, 0.0, 0), (0.9, 0.39, 1), (0.9, 0.4, 0)]
)
def test_an_addition_is_unlikely_to_have_a_counterpart_and_to_be_held(
    monkeypatch: pytest.MonkeyPatch, chance: float, held: float, count: int
) -> None:
    bead = Bead((0,), (0, 1), alone=(0.0, chance, 0.0))
    target = f"{ENGLISH_BEFORE} {ENGLISH_AFTER}"
    alignment = Alignment(document(BEFORE, "zh"), document(target, "en"), (bead,))
    measure = "align.analysis.absorbed_sentences.measure_absorbed_targets"
    monkeypatch.setattr(measure, lambda _, segments: dict.fromkeys(segments, held))
    found = [target[slice(*one.span)] for one in Addition().check(alignment, Context(alignment=alignment))]
    assert found == [ENGLISH_BEFORE] * count


def test_a_heading_may_be_the_block_too_many_beside_it() -> None:
    source, target = (
        "港口\n\n码头\n\n渔民担心今年的收成。",
        "Harbour\n\nPort\n\nFishermen worry about this year's catch.",
    )
    alignment = align(source, target, ((0,), (0, 1)), ((1,), ()), ((2,), (2,)), code="de")
    assert measure_absorbed_sources(alignment, [1]) == {1: 0.8}
    stopped = align(source.replace("码头", "码头。"), target, ((0,), (0, 1)), ((1,), ()), ((2,), (2,)), code="de")
    assert measure_absorbed_sources(stopped, [1]) == {1: 0.0}


@pytest.mark.parametrize(
    ("chances", "severities"),
    [
        ((0.44, 0.0), []),
        ((0.64, 0.0), [Severity.INFO]),
        ((0.65, 0.0), [Severity.WARNING]),
        ((0.9, 0.0), [Severity.ERROR]),
        ((0.64, 0.7), [Severity.INFO, Severity.WARNING]),
        ((0.95, 0.7), [Severity.WARNING]),
        ((0.5, 0.6), [Severity.INFO]),
    ],
)
def test_a_sentence_that_the_alignment_renders_all_the_same_has_to_be_missing_more_surely(
    chances: tuple[float, float], severities: list[Severity]
) -> None:
    alignment = Alignment(
        document(f"{LOST}医生治好了孩子的病。{BEFORE}{AFTER}", "zh"),
        document(f"{ENGLISH_BEFORE} {ENGLISH_AFTER}", "en"),
        (Bead((0, 1, 2), (0,), 0.6, (*chances, 0.0, 0.0)), Bead((3,), (1,), 0.9, (0.0, 0.0))),
    )
    findings = Omission().check(alignment, Context(alignment=alignment))
    assert [finding.severity for finding in findings if "part of" not in finding.message] == severities


def test_nothing_around_holds_nothing() -> None:
    assert measure_absorption([Surroundings(LOST, (), (), 0.6), Surroundings(LOST, ("字，",) * 61, ("a,",), 0.6)]) == [
        0,
        0,
    ]
    assert measure_absorbed_sources(align("", ""), []) == {}


def test_prefixes_that_tell_two_things_apart() -> None:
    assert differ_in_beginning("structural", "nonstructural")
    assert not differ_in_beginning("structural", "structural")
    assert not differ_in_beginning("unit", "nonunit")


@pytest.mark.parametrize(("count", "severity"), [(7, Severity.ERROR), (8, Severity.WARNING)])
def test_a_sentence_that_an_abridged_text_lacks_has_to_be_missing_more_surely(count: int, severity: Severity) -> None:
    lost = ["渔民担心收成。", "孩子们在踢球。", "门票没有涨价。", "新码头要花三亿元。", "博物馆买了一幅名画。"]
    lost += ["农场主种了新玉米。", "医院招了两名护士。", "火车晚点了一小时。"]
    source = "".join(f"{one}{'局长开了会。'}" for one in lost[:count])
    target = " ".join(["The director held a meeting."] * count)
    beads = []
    for index in range(count):
        beads += [Bead((2 * index,), (), 0.95, (0.95,)), Bead((2 * index + 1,), (index,), 0.99, (0.0, 0.0))]
    alignment = Alignment(document(source, "zh"), document(target, "en"), tuple(beads))
    found = list(Omission().check(alignment, Context(alignment=alignment)))
    assert [one.severity for one in found] == [severity] * count
