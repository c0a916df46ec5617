"""`aligncheck score --select agreement`: kappa, alpha and F1 of spans."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from align.cli import main
from align.scores.translation.agreement import score_agreement
from align.scores.translation.annotations import Annotations, read_annotations


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, records: list[dict[str, object]]) -> None:
    Path(name).write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["score", "--select", "agreement", *arguments])


def decide(labels: str) -> list[dict[str, object]]:
    return [{"id": f"{number}", "label": label} for number, label in enumerate(labels)]


def test_decisions_are_compared_by_kappa_and_alpha() -> None:
    # observed .7; by chance .6 * .5 + .4 * .5 = .5, so kappa = .2 / .5; alpha = 1 - 19 * 6 / (2 * 11 * 9)
    write("a.jsonl", decide("yyyyyynnnn"))
    write("b.jsonl", [*decide("yyyynnynnn"), {"id": "x", "label": "y"}])
    result = run("a.jsonl", "b.jsonl", "--output-format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "version": 1,
        "names": ["a.jsonl", "b.jsonl"],
        "items": 10,
        "only_first": 0,
        "only_second": 1,
        "observed": 0.7,
        "kappa": 0.4,
        "alpha": 0.4242,
        "span_f1": {"exact": None, "characters": None},
    }


def test_annotations_are_compared_by_their_spans_and_the_gravest_severity() -> None:
    first = [{"severity": "Minor", "span": [0, 4]}, {"severity": "Major", "span": [2, 6]}]
    write("a.jsonl", [{"id": "1", "labels": first}, {"id": "2", "labels": []}])
    second = [{"severity": "minor", "span": [0, 4]}, {"severity": "minor", "span": [8, 10]}]
    write("b.jsonl", [{"id": "1", "labels": second}, {"id": "2", "labels": []}])
    result = run("a.jsonl", "b.jsonl")
    assert result.stdout.splitlines() == [
        "items that both have     2",
        "only in a.jsonl          0",
        "only in b.jsonl          0",
        "equal labels             0.5000",
        "Cohen's kappa            0.3333",
        "Krippendorff's alpha     0.4000",
        "F1 of spans, exact       0.5000",  # 2 * 1 / (2 + 2)
        "F1 of spans, characters  0.6667",  # 2 * 4 / (6 + 6)
    ]
    table = run("a.jsonl", "b.jsonl", "--output-format", "markdown").stdout
    assert table.startswith("|  |  |\n| --- | --- |\n| items that both have | 2 |\n")
    assert run("a.jsonl", "b.jsonl", "--output-format", "csv").stdout.startswith("name,value\nitems that both have,2\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "b.jsonl: line 1: not JSON"),
        ('{"label": "y"}', "b.jsonl: line 1: the object has no “id”"),
        ('{"id": "1"}', "b.jsonl: line 1: the object has no “label”"),
        ('{"id": "0", "label": "y"}\n{"id": "0", "label": "n"}', 'b.jsonl: line 2: the id "0" occurs twice'),
        ('{"id": "0", "labels": [{"severity": "bad"}]}', "labels[0].severity is none of critical, error,"),
        ('{"id": "0", "labels": [{"severity": "major", "span": [4, 2]}]}', "labels[0].span is not a span"),
        ('{"id": "0", "labels": [{"severity": "major", "span": [1, 2, "x"]}]}', "labels[0].span is not a span"),
        ('{"id": "y", "label": "n"}', "b.jsonl: has no id of a.jsonl: give annotations of the same items"),
    ],
)
def test_a_bad_line_is_named(text: str, message: str) -> None:
    write("a.jsonl", decide("yn"))
    Path("b.jsonl").write_text(text, encoding="utf-8")
    result = run("a.jsonl", "b.jsonl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_it_takes_two_files_and_no_other_option() -> None:
    write("a.jsonl", decide("yn"))
    assert "--select agreement compares two files and nothing else: give two PATHS" in run("a.jsonl").stderr
    assert (
        "--limit does not go with --select agreement; leave it out" in run("a.jsonl", "a.jsonl", "--limit", "1").stderr
    )


SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda pair: (min(pair), max(pair))), max_size=5)


@given(st.lists(st.tuples(SPANS, SPANS), min_size=1, max_size=4))
def test_characters_are_counted_as_sets_of_them_are(items: list[tuple[list[tuple[int, int]], ...]]) -> None:
    sides = [
        Annotations(
            {f"{number}": "none" for number in range(len(items))},
            {f"{number}": tuple(sorted(set(item[side]))) for number, item in enumerate(items)},
            has_spans=True,
        )
        for side in (0, 1)
    ]
    marked = [
        {(number, place) for number, item in enumerate(items) for span in item[side] for place in range(*span)}
        for side in (0, 1)
    ]
    total = len(marked[0]) + len(marked[1])
    expected = round(2 * len(marked[0] & marked[1]) / total, 4) if total else None
    assert score_agreement(*sides).characters == expected


def test_a_label_without_a_span_counts_for_the_severity() -> None:
    found = read_annotations('{"id": "1", "labels": [{"severity": "Major", "span": null}, {"severity": "minor"}]}\n\n')
    assert (found.labels, found.spans, found.has_spans) == ({"1": "major"}, {"1": ()}, True)
