"""Scores of alignments, by hand and against a slow oracle; files of beads, and what is said of a broken one."""

import json
from collections.abc import Callable, Collection, Iterable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import on_each

from align.scores.alignment import AlignmentScores, BeadIndices, Score, score_alignments
from align.scores.bead_files import read_beads
from align.scores.gold import Gold, read_gold
from align.scores.validation import BeadFileError

Beads = list[BeadIndices]
Documents = list[tuple[Beads, Beads]]

NOTHING = Score(0.0, 0.0)
PERFECT = Score(1.0, 1.0)

sides = st.sets(st.integers(0, 5), max_size=3).map(lambda indices: tuple(sorted(indices)))
alignments = st.lists(st.tuples(sides, sides), max_size=6)
documents = st.lists(st.tuples(alignments, alignments), max_size=3)


def score(gold: Iterable[BeadIndices], judged: Iterable[BeadIndices]) -> AlignmentScores:
    return score_alignments([(gold, judged)])


# by hand


def test_every_kind_of_bead() -> None:
    gold = [
        ((0,), (0,)),  # found
        ((1, 2), (1,)),  # found in part
        ((3,), ()),  # a deletion, found
        ((4,), (2, 3)),  # found
        ((), (4,)),  # an insertion, missed
        ((5, 7), (5, 6)),  # many to many, not contiguous: found in part, twice
        ((6,), (7,)),  # missed
        ((8,), ()),  # a deletion, missed
    ]
    judged = [
        ((0,), (0,)),
        ((1,), (1,)),
        ((2,), ()),
        ((3,), ()),
        ((4,), (2, 3)),
        ((5,), (5,)),
        ((7,), (4, 6)),
        ((6,), (8,)),
        ((8,), (7,)),
    ]
    scores = score(gold, judged)
    assert scores == AlignmentScores(
        strict=Score(3 / 9, 2 / 5), lax=Score(6 / 9, 4 / 5), strict_with_deletions=Score(3 / 9, 3 / 8)
    )
    assert scores.strict.f1 == pytest.approx(4 / 11)
    assert scores.lax.f1 == pytest.approx(8 / 11)
    assert scores.strict_with_deletions.f1 == pytest.approx(6 / 17)


def test_same_segments_in_other_beads_are_lax() -> None:
    gold, judged = [((0, 1), (0, 1))], [((0,), (0,)), ((1,), (1,))]
    assert score(gold, judged) == AlignmentScores(NOTHING, PERFECT, NOTHING)


def test_sides_shared_with_two_different_beads_are_not_lax() -> None:
    gold, judged = [((0,), (0,)), ((1,), (1,))], [((0,), (1,)), ((1,), (0,))]
    assert score(gold, judged) == AlignmentScores(NOTHING, NOTHING, NOTHING)


def test_bead_that_is_not_contiguous_must_be_met_exactly() -> None:
    gold = [((0, 2), (0,)), ((1,), (1,))]
    assert score(gold, gold).strict == PERFECT
    assert score(gold, [((0, 1, 2), (0,)), ((3,), (1,))]) == AlignmentScores(NOTHING, Score(1 / 2, 1 / 2), NOTHING)


def test_missed_deletion_counts_in_one_convention_only() -> None:
    gold, judged = [((0,), (0,)), ((1,), ()), ((), (1,))], [((0,), (0,))]
    assert score(gold, judged) == AlignmentScores(PERFECT, PERFECT, Score(1.0, 1 / 3))


def test_invented_deletion_counts_in_precision_of_both_conventions() -> None:
    gold, judged = [((0,), (0,))], [((0,), (0,)), ((1,), ())]
    assert score(gold, judged) == AlignmentScores(Score(1 / 2, 1.0), Score(1 / 2, 1.0), Score(1 / 2, 1.0))


def test_gold_of_deletions_alone_leaves_nothing_to_recall() -> None:
    gold = [((0,), ()), ((), (0,))]
    assert score(gold, gold) == AlignmentScores(Score(1.0, 0.0), Score(1.0, 0.0), PERFECT)


@pytest.mark.parametrize(("gold", "judged"), [([], [((0,), (0,))]), ([((0,), (0,))], []), ([], []), ([((), ())],) * 2])
def test_nothing_to_divide_by_is_zero(gold: Beads, judged: Beads) -> None:
    scores = score(gold, judged)
    assert scores == AlignmentScores(NOTHING, NOTHING, NOTHING)
    assert scores.strict.f1 == 0.0


def test_no_document_is_zero() -> None:
    assert score_alignments([]) == AlignmentScores(NOTHING, NOTHING, NOTHING)


def test_counts_are_summed_over_documents() -> None:
    one = [((0,), (0,))]
    three = [((0,), (0,)), ((1,), (1,)), ((2,), (2,))]
    scores = score_alignments([(one, one), (three, [((0, 1, 2), (0, 1, 2))])])
    assert scores == AlignmentScores(Score(1 / 2, 1 / 4), PERFECT, Score(1 / 2, 1 / 4))


def test_beads_of_one_document_are_not_looked_for_in_another() -> None:
    first, second = [((0,), (0,))], [((1,), (1,))]
    assert score_alignments([(first, second), (second, first)]) == AlignmentScores(NOTHING, NOTHING, NOTHING)


def test_very_large_beads() -> None:
    every = tuple(range(20_000))
    assert score([(every, every)], [(every[1:], every)]) == AlignmentScores(NOTHING, PERFECT, NOTHING)


# against the oracle


def score_slowly(documents: Documents) -> dict[str, tuple[Fraction, Fraction]]:
    """The conventions word by word, in fractions: for each score, precision and recall as (hits, of how many)."""

    def is_strict(bead: BeadIndices, others: Collection[BeadIndices]) -> bool:
        return bead in others

    def is_lax(bead: BeadIndices, others: Collection[BeadIndices]) -> bool:
        return bead in others or any(set(bead[0]) & set(a) and set(bead[1]) & set(b) for a, b in others)

    def keep_pairs(beads: Iterable[BeadIndices]) -> Beads:
        return [bead for bead in beads if bead[0] and bead[1]]

    def divide(
        matches: Callable[[BeadIndices, Collection[BeadIndices]], bool],
        judgements: Iterable[tuple[Collection[BeadIndices], Collection[BeadIndices]]],
    ) -> Fraction:
        judged = [matches(bead, others) for beads, others in judgements for bead in beads]
        return Fraction(sum(judged), len(judged)) if judged else Fraction(0)

    cleaned = [({bead for bead in g if any(bead)}, {bead for bead in j if any(bead)}) for g, j in documents]
    precise = [(judged, gold) for gold, judged in cleaned]
    recalled = [(keep_pairs(gold), keep_pairs(judged)) for gold, judged in cleaned]
    return {
        "strict": (divide(is_strict, precise), divide(is_strict, recalled)),
        "lax": (divide(is_lax, precise), divide(is_lax, recalled)),
        "strict_with_deletions": (divide(is_strict, precise), divide(is_strict, cleaned)),
    }


@given(documents)
def test_scores_are_those_of_the_oracle(documents: Documents) -> None:
    scores = score_alignments(documents)
    for name, (precision, recall) in score_slowly(documents).items():
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0
        assert getattr(scores, name) == Score(float(precision), float(recall))
        assert getattr(scores, name).f1 == pytest.approx(float(f1))


@given(alignments)
def test_alignment_is_perfect_against_itself(beads: Beads) -> None:
    beads.append(((0,), (0,)))
    assert score(beads, beads) == AlignmentScores(PERFECT, PERFECT, PERFECT)


@given(documents)
def test_lax_is_never_below_strict(documents: Documents) -> None:
    scores = score_alignments(documents)
    assert scores.lax.precision >= scores.strict.precision
    assert scores.lax.recall >= scores.strict.recall
    assert scores.lax.f1 >= scores.strict.f1


@given(alignments, alignments, st.data())
def test_order_and_repetition_do_not_matter(gold: Beads, judged: Beads, data: st.DataObject) -> None:
    def shuffle(beads: Beads) -> Beads:
        return data.draw(st.permutations(beads + beads[:2]))

    assert score(shuffle(gold), shuffle(judged)) == score(gold, judged)


@given(alignments, alignments)
def test_sides_are_treated_alike(gold: Beads, judged: Beads) -> None:
    def mirror(beads: Beads) -> Beads:
        return [(target, source) for source, target in beads]

    assert score(mirror(gold), mirror(judged)) == score(gold, judged)


# files

GOLD: dict[str, Any] = {
    "id": "a",
    "src_lang": "zh",
    "tgt_lang": "en",
    "src": ["港口重开。", "雨停了。"],
    "tgt": ["The port reopened,", "and the rain stopped."],
    "gold": [[[0], [0]], [[1], [1]], [[2], []]],
}
GOLD_BEADS = (((0,), (0,)), ((1,), (1,)), ((2,), ()))


def test_gold_is_read_and_scored_with_an_index_that_no_segment_has() -> None:
    gold = read_gold(json.dumps(GOLD))
    assert gold == Gold("zh", "en", tuple(GOLD["src"]), tuple(GOLD["tgt"]), GOLD_BEADS)
    judged = [((0,), (0,)), ((1,), (1,))]
    assert score(gold.beads, judged) == AlignmentScores(PERFECT, PERFECT, Score(1.0, 2 / 3))


def test_lone_surrogate_in_gold_is_replaced() -> None:
    assert read_gold(json.dumps(GOLD | {"src": ["雨\ud800"]})).source == ("雨\ufffd",)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.json", json.dumps(GOLD, indent=2)),
        (
            "a.JSONL",
            '{"source": [0], "target": [0]}\r\n \n{"source": [1], "target": [1]}\n{"target": [], "source": [2]}',
        ),
        (
            "a.jsonl",
            '{"source":[0],"target":[0],"confidence":0.9}\n{"source":[1],"target":[1]}\n{"source":[2],"target":[]}',
        ),
        ("a.align", "[0]:[0]\n[1]:[1]\n[2]:[]\n"),
        ("a", "[0]:[0]:0.123456\n\n [1] : [1] : 1e-3\r\n[2]:[]:nan\n"),
    ],
)
def test_formats(path: str, text: str) -> None:
    assert read_beads(path, text) == GOLD_BEADS


def test_indices_are_put_in_order() -> None:
    assert read_beads("a.align", "[2, 0]:[10, 9]") == (((0, 2), (9, 10)),)


@pytest.mark.parametrize("path", ["a.jsonl", "a.align"])
def test_empty_file_has_no_beads(path: str) -> None:
    assert read_beads(path, "") == ()


@given(alignments)
def test_beads_survive_every_format(beads: Beads) -> None:
    lists = [[list(source), list(target)] for source, target in beads]
    written = {
        "a.json": json.dumps(GOLD | {"gold": lists}),
        "a.jsonl": "\n".join(json.dumps({"source": source, "target": target}) for source, target in lists),
        "a.align": "".join(f"{source}:{target}:0.5\n" for source, target in lists),
    }
    assert all(read_beads(path, text) == tuple(beads) for path, text in written.items())


OBJECT = 'such as {"source": [0, 1], "target": [2]}'
TOO_MUCH = f"not JSON (too large or too deep); an object is expected, {OBJECT}"
NO_INDEX = "holds something that is not an index; whole numbers are expected, from 0 up"
NO_BEAD = "not a bead; a bead a line is expected, such as [0, 1]:[2], or [0, 1]:[2]:0.35 with its cost"


@on_each(
    [
        (
            "a.jsonl",
            "\n{",
            2,
            f"not JSON (Expecting property name enclosed in double quotes, column 2); an object is expected, {OBJECT}",
        ),
        ("a.jsonl", "[" * 100_000, 1, TOO_MUCH),
        ("a.jsonl", f'{{"source": [{"9" * 5000}]}}', 1, TOO_MUCH),
        ("a.jsonl", "[0]", 1, f"not a JSON object, {OBJECT}"),
        ("a.jsonl", '{"source": [0]}', 1, "the object has no “target”"),
        ("a.jsonl", '{"source": 0, "target": []}', 1, "“source” is not a list"),
        ("a.jsonl", '{"source": [0], "target": [-1]}', 1, f"“target” {NO_INDEX}"),
        ("a.jsonl", '{"source": [true], "target": [0]}', 1, f"“source” {NO_INDEX}"),
        ("a.jsonl", '{"source": [0.0], "target": [0]}', 1, f"“source” {NO_INDEX}"),
        ("a.jsonl", '{"source": ["0"], "target": [0]}', 1, f"“source” {NO_INDEX}"),
        ("a.jsonl", '{"source": [[0]], "target": [0]}', 1, f"“source” {NO_INDEX}"),
        ("a.jsonl", '{"source": [0, 0], "target": [0]}', 1, "“source” holds an index twice; list each segment once"),
        ("a.align", "[0]:[0]\n[1]", 2, NO_BEAD),
        ("a.align", "[0]:[0]:0.5:1", 1, NO_BEAD),
        ("a.align", "[0]:[0]:low", 1, NO_BEAD),
        ("a.align", "[0]:(0)", 1, NO_BEAD),
        ("a.align", "[0]:" + "[" * 100_000, 1, NO_BEAD),
        ("a.align", "0:[0]", 1, "the list of the source is not a list"),
        ("a.align", "[0]:[-1]", 1, f"the list of the target {NO_INDEX}"),
    ]
)
def test_broken_line_is_named(path: str, text: str, line: int, message: str) -> None:
    with pytest.raises(BeadFileError) as caught:
        read_beads(path, text)
    assert str(caught.value) == f"line {line}: {message}"
    assert (caught.value.line, caught.value.message) == (line, message)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"src": "港口"}, "src is not a list"),
        ({"tgt": ["a", 1]}, "tgt[1] is not a string; put its text in quotation marks"),
        ({"src_lang": None}, "src_lang is not a string; put its text in quotation marks"),
        ({"gold": {}}, "gold is not a list"),
        ({"gold": [[[0], [0]], 1]}, "gold[1] is not a list"),
        ({"gold": [[[0]]]}, "gold[0] has not two sides; a bead is expected, such as [[0, 1], [2]]"),
        ({"gold": [[[0], [0], 0.9]]}, "gold[0] has not two sides; a bead is expected, such as [[0, 1], [2]]"),
        ({"gold": [[[0], None]]}, "gold[0][1] is not a list"),
        ({"gold": [[[0], [False]]]}, f"gold[0][1] {NO_INDEX}"),
        ({"gold": [[[-1], [0]]]}, f"gold[0][0] {NO_INDEX}"),
    ],
)
def test_broken_gold_is_named(change: dict[str, object], message: str) -> None:
    with pytest.raises(BeadFileError) as caught:
        read_gold(json.dumps(GOLD | change))
    assert str(caught.value) == message


@pytest.mark.parametrize("key", ["src_lang", "tgt_lang", "src", "tgt", "gold"])
def test_missing_key_of_gold_is_named(key: str) -> None:
    with pytest.raises(BeadFileError) as caught:
        read_gold(json.dumps({name: value for name, value in GOLD.items() if name != key}))
    assert str(caught.value) == f"the object has no “{key}”"


def test_broken_json_of_gold_is_named_with_its_line() -> None:
    with pytest.raises(BeadFileError) as caught:
        read_gold('{\n"src": [,]}')
    assert str(caught.value).startswith(
        'line 2: not JSON (Expecting value, column 9); an object is expected, such as {"'
    )


@given(st.sampled_from(["a.json", "a.jsonl", "a.align"]), st.text(st.sampled_from('[]{}:,"0-1. \n\ud800eé')))
def test_any_text_is_read_or_refused_with_a_reason(path: str, text: str) -> None:
    try:
        read_beads(path, text)
    except BeadFileError as error:
        assert error.message.isprintable()
