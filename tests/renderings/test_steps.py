"""Computations that go on in step, so that the encoder is called once for all of them."""

from collections.abc import Sequence

import pytest

from glossary.renderings import steps
from glossary.renderings.steps import Steps, run, run_together
from glossary.renderings.unrendered_clauses import Clauses, find_unrendered_clauses, search_unrendered_clauses
from glossary.vectors.memory import LONGEST


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The texts of each call of the encoder."""
    found: list[list[str]] = []
    monkeypatch.setattr("glossary.vectors.encode", lambda texts: found.append(list(texts)))
    return found


def ask(*rounds: Sequence[str]) -> Steps[int]:
    yield from rounds
    return len(rounds)


def test_what_computations_ask_for_next_is_encoded_in_one_call(calls: list[list[str]]) -> None:
    assert run_together([ask("ab", "cd", "e"), ask(), ask("bf", ""), ask("", "g")]) == [3, 0, 2, 2]
    assert calls == [["a", "b", "f"], ["c", "d", "g"], ["e"]]


def test_nothing_is_encoded_where_nothing_is_asked_for(calls: list[list[str]]) -> None:
    assert (run_together([]), run(ask()), run(ask("")), calls) == ([], 0, 1, [])


def test_what_would_be_forgotten_is_not_encoded_ahead(calls: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_MOST", 2)
    run(ask(["a" * LONGEST, "b" * (LONGEST + 1)], "abc"))
    assert calls == [["a" * LONGEST]]


def test_faults_are_passed_on(calls: list[list[str]]) -> None:
    def fail() -> Steps[int]:
        yield ["a"]
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        run_together([ask("b", "c"), fail()])
    assert calls == [["b", "a"]]


def test_results_are_those_of_each_computation_alone() -> None:
    source = ("科珀斯克里斯蒂市这座人口超32万的城市，", "已关闭图书馆与博物馆，", "居民日夜加固自家的门窗。")
    target = ("Corpus Christi, a city of more than 320,000 people,", " has closed its libraries and museums.")
    passages = [Clauses(source, target), Clauses(source[:2], target)]
    together = run_together(search_unrendered_clauses([one]) for one in passages)
    assert [row for rows in together for row in rows] == find_unrendered_clauses(passages)
