"""The parts of `aligncheck score`: cutting anew, samples, penalties, and which files belong together."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import FileError
from align.inputs.counterparts import find_counterparts
from align.model import Alignment, Bead, Document, Finding, Severity, Span
from align.readers import ReadOptions, encode, read_document
from align.scores.translation.bootstrap import SAMPLES, SEED, compute_p, draw_sums, find_interval
from align.scores.translation.penalties import WEIGHTS, score_findings, weigh
from align.scores.translation.recutting import recut, split_like

WORDS = st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=5).map(" ".join)


def read(text: str) -> Document:
    return read_document("a.txt", encode(text), ReadOptions("en", "utf-8"))


def align(one: Document, other: Document, *sizes: tuple[int, int]) -> Alignment:
    """An alignment whose beads have so many segments on either side."""
    beads, source, target = [], 0, 0
    for first, second in sizes:
        beads.append(Bead(tuple(range(source, source + first)), tuple(range(target, target + second))))
        source, target = source + first, target + second
    return Alignment(one, other, tuple(beads))


def test_texts_are_cut_at_the_lines_of_the_reference() -> None:
    anchor, other = read("One came. Two came.\nThree came."), read("One came.\nTwo came. Three came.")
    assert recut(anchor, [other], [align(anchor, other, (1, 1), (1, 1), (1, 1))]) == [
        ("One came. Two came.", "Three came."),
        ("One came. Two came.", "Three came."),
    ]


def test_what_the_reference_lacks_goes_before_it_and_to_the_first_line() -> None:
    anchor, other = read("Two came.\nFour came."), read("One came.\nTwo came.\nThree came.\nFour came.")
    assert recut(anchor, [other], [align(anchor, other, (0, 1), (1, 1), (0, 1), (1, 1))])[1] == (
        "One came. Two came. Three came.",
        "Four came.",
    )


def test_a_line_without_a_counterpart_has_an_empty_one() -> None:
    anchor, other = read("One came.\nTwo came.\nThree came."), read("One came.\nThree came.")
    assert recut(anchor, [other], [align(anchor, other, (1, 1), (1, 0), (1, 1))])[1] == ("One came.", "", "Three came.")


def test_all_texts_are_cut_where_all_can_be() -> None:
    anchor = read("One came.\nTwo went.\nThree stayed.")
    whole, apart = read("Somebody is here. Three stayed."), read("One came.\nTwo went.\nThree stayed.")
    alignments = [align(anchor, whole, (2, 1), (1, 1)), align(anchor, apart, (1, 1), (1, 1), (1, 1))]
    assert recut(anchor, [whole, apart], alignments) == [
        ("One came. Two went.", "Three stayed."),
        ("Somebody is here.", "Three stayed."),
        ("One came. Two went.", "Three stayed."),
    ]


def test_a_sentence_that_runs_over_the_end_of_a_line_is_split() -> None:
    anchor, other = read("The tides\nThe ships sailed at noon."), read("The tide The ships left at noon.")
    assert recut(anchor, [other], [align(anchor, other, (2, 1))])[1] == ("The tide", "The ships left at noon.")


@given(st.lists(WORDS, min_size=1, max_size=4), WORDS)
def test_pieces_are_the_text(lines: list[str], text: str) -> None:
    pieces = split_like(text, lines)
    assert pieces == [] or (len(pieces) == len(lines) and " ".join(pieces) == text)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=5))
def test_the_same_words_are_split_at_the_same_places(sizes: list[int]) -> None:
    words = [f"w{number}" for number in range(sum(sizes))]
    lines = [" ".join(words[sum(sizes[:place]) : sum(sizes[: place + 1])]) for place in range(len(sizes))]
    assert split_like(" ".join(words), lines) == lines


def test_a_text_too_long_to_compare_stays_whole() -> None:
    assert split_like("a " * 600, ["a " * 300, "a " * 300]) == []


def test_samples_are_those_of_sacrebleu() -> None:
    rows = np.arange(20.0).reshape(10, 2)
    chosen = np.random.default_rng(SEED).choice(10, size=(SAMPLES, 10), replace=True)
    assert np.array_equal(draw_sums(rows), rows[chosen].sum(axis=1))


def test_an_interval_leaves_one_sample_in_forty_out_at_either_end() -> None:
    assert find_interval(np.arange(1000.0)) == (25.0, 974.0)


def test_systems_of_the_same_score_do_not_differ() -> None:
    scores = np.arange(10.0)
    assert compute_p(scores, scores, 0.0) == 1.0
    assert compute_p(scores + 5, scores, 5.0) == round(1 / 11, 4)


def finding(rule: str, severity: Severity, mqm: str = "accuracy/addition") -> Finding:
    return Finding(rule, severity, mqm, "wrong", Span(0, 1))


@given(st.integers(1, 10), st.integers(1, 50))
def test_a_text_with_all_of_the_tolerance_just_passes(thousands: int, tolerance: int) -> None:
    words = 1000 * thousands
    weighed = [(finding("addition", Severity.ERROR), float(tolerance * thousands))]
    found = score_findings("a", weighed, words, tolerance)
    assert (found.calibrated, found.passed) == (90, True)
    twice = score_findings("a", weighed * 2, words, tolerance)
    assert (twice.calibrated, twice.passed) == (80, False)
    clean = score_findings("a", [], words, tolerance)
    assert (clean.score, clean.calibrated, clean.passed) == (100.0, 100.0, True)


def test_the_weight_of_a_rule_goes_before_that_of_its_severity() -> None:
    found = finding("addition", Severity.ERROR)
    assert [weigh(found, WEIGHTS), weigh(found, WEIGHTS | {"addition": 2.0})] == [5.0, 2.0]


def test_a_score_may_be_below_nothing() -> None:
    found = score_findings("a", [(finding("addition", Severity.ERROR), 600.0)], 300)
    assert (found.score, found.calibrated, found.passed) == (-100.0, None, None)


def make(*paths: str) -> None:
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text("A text.\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("paths", "given_paths", "other", "found"),
    [
        (["mt/a.en.txt", "mt/b/c.txt"], ["mt"], "ref", {"mt/a.en.txt": "ref/a.en.txt", "mt/b/c.txt": "ref/b/c.txt"}),
        (["mt/d.en.txt"], ["mt"], "ref", {"mt/d.en.txt": "ref/d.md"}),
        (["mt/p.jsonl"], ["mt/p.jsonl"], "ref", {"mt/p.jsonl": "ref/p.jsonl"}),
        (["mt/a.en.txt"], ["mt/a.en.txt"], "ref/d.md", {"mt/a.en.txt": "ref/d.md"}),
        (["mt/none.txt"], ["mt"], "ref", {}),
    ],
)
def test_which_file_is_the_counterpart(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    paths: list[str],
    given_paths: list[str],
    other: str,
    found: dict[str, str],
) -> None:
    monkeypatch.chdir(tmp_path)
    make("ref/a.en.txt", "ref/b/c.txt", "ref/d.md", "ref/p.jsonl", *paths)
    counterparts = find_counterparts(paths, given_paths, other, "en")
    assert counterparts.found == found
    assert [entry.path for entry in counterparts.missing] == [path for path in paths if path not in found]
    assert all(entry.failed for entry in counterparts.missing)


def test_one_file_is_no_counterpart_of_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make("a.txt", "b.txt", "r.txt")
    with pytest.raises(FileError, match=r"r\.txt: is one file for 2 texts: name a folder with a file for each"):
        find_counterparts(["a.txt", "b.txt"], ["a.txt", "b.txt"], "r.txt", "en")
