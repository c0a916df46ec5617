"""Files of many pairs: checked some at a time, and never all put together at once."""

import json
import weakref
from collections.abc import Iterable

import pytest

from align import check_text
from align.commands import check as checking
from align.linter.families import consistency
from align.model import Diagnostic
from align.model.sequences import MappedSequence
from align.readers import ReadOptions, encode, pairs, read
from align.rules.terminology.inconsistent_term import InconsistentTerm
from glossary.renderings import unrendered_clauses

SOURCE = "科珀斯克里斯蒂市这座人口超32万的城市，已关闭图书馆与博物馆，居民日夜加固自家的门窗。"
PART = "Corpus Christi, a city of more than 320,000 people, has closed its libraries and museums."
LIBRARY = "市图书馆星期一关门。"
TERM = InconsistentTerm.bad[0]
FILE = [
    (SOURCE, PART),
    (LIBRARY, "The city library closes on Monday."),
    (SOURCE.replace("32", "45"), PART.replace("320", "450")),
    (LIBRARY, "The municipal library shuts on Monday."),
    (LIBRARY, "The city library closes on Monday."),
    (TERM.source.replace("\n", ""), TERM.text.replace("\n", " ").translate({ord("⟦"): None, ord("⟧"): None})),
    (
        "港口五月开放，第一批船已经到了，渔民担心今年的收成。",
        "The museum bought a painting that had hung in a school for sixty years.",
    ),
    (
        "渔民担心今年的收成，新码头要花三亿元。",
        "Fishermen cost will year's this the, new of million about pier worry the 300 catch yuan.",
    ),
    ("", "The the mine."),
    ("矿山关闭了。", ""),
]


def write(rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join(json.dumps({"source": source, "target": target}) for source, target in rows)


def check(rows: Iterable[tuple[str, str]]) -> tuple[Diagnostic, ...]:
    return check_text(write(rows), path="a.jsonl").diagnostics


def test_pairs_that_are_checked_together_say_what_each_says_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    together = check(FILE)
    rules = [one.finding.rule for one in together]
    assert {*rules} >= {"omission", "inconsistent-target", "doubled-word", "empty-target", "inconsistent-term"}
    assert rules.count("unrelated-target") == 2
    for size in (1, 2, 3):
        monkeypatch.setattr(checking, "_TOGETHER", size)
        assert check(FILE) == together


def test_the_sentences_of_pairs_are_encoded_together(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    encode_texts = unrendered_clauses._encode

    def count(texts: Iterable[str]) -> object:
        calls.append(1)
        return encode_texts(texts)

    monkeypatch.setattr(unrendered_clauses, "_encode", count)
    found = check([(SOURCE.replace("32", str(number)), PART.replace("320", f"{number}0")) for number in range(33, 45)])
    assert [one.finding.rule for one in found] == ["omission"] * 12
    assert len(calls) == 4


def test_a_hash_that_two_sources_share_makes_them_no_equals(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = check(FILE)
    monkeypatch.setattr(consistency, "hash", lambda text: hash(text) if text.isascii() else 1, raising=False)
    assert check(FILE) == expected


def test_few_pairs_are_kept_put_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "_KEPT", 4)
    texts = read("a.jsonl", encode(write([("一", f"Mine {number}.") for number in range(20)])), ReadOptions())
    seen = [weakref.ref(text) for text in texts]
    assert len(texts) == len(seen) == 20
    assert [one is not None for one in (ref() for ref in seen)] == [False] * 16 + [True] * 4
    assert texts[0] is texts[0]


def test_a_mapped_sequence_is_one() -> None:
    made: list[int] = []

    def square(number: int) -> int:
        made.append(number)
        return number**2

    squares = MappedSequence(range(5), square)
    assert (len(squares), made) == (5, [])
    assert (squares[2], squares[-1], list(squares[1:3]), made) == (4, 16, [1, 4], [2, 4, 1, 2])
    with pytest.raises(IndexError):
        squares[5]
