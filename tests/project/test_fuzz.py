"""The fuzzer finds a fault that is planted, cuts its input down, and knows its own corpus."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from entries import CORPUS, check_expectations, find_entries, read_entry
from faults import Fault, expect_clear_errors, require_clear_line
from minimising import minimise
from recipes import BadRecipeError, Recipe, make_bytes, make_text
from run import Tally, fuzz_inputs, make_case, run_entries
from running import run_case, shorten
from targets import TARGETS, Case, Observed, load_target

from align.errors import CommandError


@pytest.mark.parametrize(
    ("recipe", "made"),
    [
        ("矿", "矿".encode()),
        ({"repeat": "ab", "times": 3}, b"ababab"),
        ({"join": ["a", {"hex": "ff"}, {"repeat": "b", "times": 2}]}, b"a\xffbb"),
        ({"encode": {"join": ["矿", "a"]}, "as": "gb18030"}, "矿a".encode("gb18030")),
        ("\ud800", b"\xed\xa0\x80"),
    ],
)
def test_a_recipe_makes_bytes(recipe: Recipe, made: bytes) -> None:
    assert make_bytes(recipe) == made


@pytest.mark.parametrize(
    "recipe", [{}, {"hex": "f"}, {"repeat": "a"}, {"encode": "a", "as": "klingon"}, {"repeat": "a", "times": 10**9}, 3]
)
def test_what_is_no_recipe_is_refused(recipe: Recipe) -> None:
    with pytest.raises(BadRecipeError):
        make_text(recipe)


@pytest.mark.parametrize("name", TARGETS)
def test_a_case_is_made_from_its_seed_and_number_alone(name: str) -> None:
    first, other = make_case(name, 1, 7), make_case(name, 1, 8)
    assert make_case(name, 1, 7) == json.loads(json.dumps(first)) == first
    assert first != other
    assert make_case(name, 2, 7) != first


def test_an_input_is_cut_down_to_what_fails() -> None:
    lines = [f"line {number}\n" for number in range(40)]
    text = "".join((*lines[:20], "here is the \x00 fault\n", *lines[20:]))
    case = {"name": "a.txt", "content": {"join": [text, {"repeat": "more ", "times": 900}]}, "odd": [1, 2]}
    assert minimise(case, lambda one: "\\u0000" in json.dumps(one)) == {"content": "\x00"}


def test_a_case_with_fewer_repetitions_repeats_nothing_that_was_not_there() -> None:
    case: dict[str, Any] = {"join": [{"repeat": "《", "times": 0}, {"repeat": "分", "times": 1499}, {"times": 3}]}
    assert [part["times"] for part in shorten(case, 4)["join"]] == [0, 375, 3]


@pytest.mark.parametrize(
    ("times", "inner", "shorter"), [(100, 100, (25, 100)), (5, 100, (2, 100)), (2, 100, (2, 25)), (2, 2, (2, 2))]
)
def test_a_repetition_of_a_repetition_is_a_quarter_of_what_it_was(
    times: int, inner: int, shorter: tuple[int, int]
) -> None:
    case = shorten({"repeat": {"repeat": "分", "times": inner}, "times": times}, 4)
    assert (case["times"], case["repeat"]["times"]) == shorter


@pytest.mark.parametrize(
    ("seconds", "faulty"),
    [
        (lambda length: length / 100, False),
        (lambda length: 0.0 if length < 300 else length / 100, False),  # what is small is not looked at
        (lambda length: (length / 200) ** 2, True),
        (lambda length: 0.0 if length < 300 else (length / 200) ** 2, True),
    ],
)
def test_only_work_that_grows_faster_than_its_input_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, seconds: Callable[[int], float], faulty: bool
) -> None:
    clock = [0.0]
    monkeypatch.setattr("running.time.process_time", lambda: clock[0])

    class Work:
        def make(self, random: Random) -> Case:
            return case

        def check(self, case: Case, folder: Path) -> Observed:
            clock[0] += seconds(len(make_text(case["text"])))
            return {}

    case = {"text": {"repeat": "分", "times": 800}}
    assert run_case(Work(), case, timed=True).kind == ("more than linear work" if faulty else "")


def test_a_repetition_is_cut_down_to_the_least_that_fails() -> None:
    case = {"content": {"join": ["a", {"repeat": "ab", "times": 9000}]}}

    def fails(one: Case) -> bool:
        try:
            return len(make_text(one["content"])) >= 1000
        except (BadRecipeError, KeyError, TypeError):
            return False

    assert minimise(case, fails) == {"content": {"repeat": "b", "times": 1000}}


def test_cutting_down_ends_after_so_many_tries() -> None:
    tried = list[object]()

    def fails(one: object) -> bool:
        tried.append(one)
        return False

    assert minimise(["a"] * 50, fails, tries=20) == ["a"] * 50
    assert len(tried) == 20


def test_an_error_that_a_person_can_mend_is_no_fault() -> None:
    said = list[str]()
    with expect_clear_errors(said):
        raise CommandError("a.txt: no")
    assert said == ["a.txt: no"]


@pytest.mark.parametrize("message", ["", " ", "a\nb", "a\rb"])
def test_a_message_that_is_no_one_line_is_a_fault(message: str) -> None:
    with pytest.raises(Fault, match="no one line"):
        require_clear_line(message)


def test_a_planted_fault_is_found_and_cut_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from align.rules.linguistic import doubled_word

    def fail(*_: object) -> object:
        raise IndexError("planted")

    monkeypatch.setattr(doubled_word.DoubledWord, "check", fail)
    monkeypatch.setattr("entries.CRASHES", tmp_path)
    tally = Tally()
    fuzz_inputs("texts", 0, range(60), tally)
    planted = {fault: times for fault, times in tally.faults.items() if "IndexError" in fault[1]}
    ((fault, times),) = planted.items()
    assert fault[0] == "texts"
    assert times > 1
    content = make_bytes(read_entry(tally.saved[fault])["case"]["content"])
    assert len(content) < 12
    assert run_entries([tally.saved[fault]]) == 1
    monkeypatch.undo()
    assert run_entries([tally.saved[fault]]) == 0


def test_an_input_that_says_what_it_expects(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    entry = {"case": {"name": "a.txt", "content": "The the mine.\n"}, "expect": {"rules": ["doubled-word"]}}
    (folder / "a.json").write_text(json.dumps(entry), encoding="utf-8")
    assert run_entries([folder / "a.json"]) == 0
    (folder / "a.json").write_text(json.dumps(entry | {"expect": {"findings": 3}}), encoding="utf-8")
    assert run_entries([folder / "a.json"]) == 1
    assert capsys.readouterr().out.splitlines()[1] == f"{folder / 'a.json'}: findings is not 3: 1"


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"a": [1]}, ""),
        ({"a": {"has": 1}}, ""),
        ({"a": {"has": 2}}, "a lacks 2: [1]"),
        ({"a": {"lacks": 1}}, "a has 1: [1]"),
        ({"b": {"any": "x"}}, ""),
        ({"b": {"any": "z"}}, "nothing in b has 'z': ['xy']"),
        ({"c": 1}, "c is not 1"),
    ],
)
def test_expectations(wanted: dict[str, Any], said: str) -> None:
    assert check_expectations({"a": [1], "b": ["xy"]}, wanted) == said


@pytest.mark.parametrize("name", TARGETS)
def test_every_input_of_the_corpus_says_why_it_is_there(name: str) -> None:
    entries = [read_entry(path) for path in find_entries(name)]
    assert entries
    assert {folder.name for folder in CORPUS.iterdir()} == set(TARGETS)
    for entry in entries:
        assert entry["why"]
        assert entry.keys() <= {"why", "case", "expect"}


def test_a_case_that_is_none_is_told() -> None:
    assert not run_case(load_target("texts"), {"name": "a.txt"}).valid
