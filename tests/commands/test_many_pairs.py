"""Files of many pairs: checked some at a time, and never all put together at once."""

import gc
import json
import tracemalloc
import weakref
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align import check_text
from align.commands import check as checking
from align.commands.check import check_file
from align.commands.results import Result
from align.config.settings import Settings
from align.errors import ReadError
from align.inputs.tasks import Task
from align.linter.context import Context
from align.linter.families import consistency
from align.linter.scanner import check_documents
from align.model import Bitext, Diagnostic, Document, Finding
from align.model.sequences import MappedSequence
from align.readers import ReadOptions, encode, pairs, read, read_open, sizes
from align.readers.sizes import decode_limited, encode_limited
from align.rules.terminology.inconsistent_term import InconsistentTerm
from glossary.renderings import span_refinement, unrendered_clauses
from glossary.word_alignment import similarity

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
    for texts, characters, kept in ((1, 1 << 18, 1), (2, 1 << 18, 2), (7, 1 << 18, 2048), (256, 100, 3)):
        monkeypatch.setattr(checking, "_TOGETHER", texts)
        monkeypatch.setattr(checking, "_WINDOW", characters)
        monkeypatch.setattr(pairs, "_KEPT", kept)
        assert check(FILE) == together


def test_rows_of_a_table_that_are_judged_some_at_a_time_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [row for row in FILE if all(row)]
    table = "\n".join(["source,target", *(f'"{source}","{target}"' for source, target in rows)])
    whole = check_text(table, path="a.csv").diagnostics
    assert {one.finding.rule for one in whole} >= {"omission", "inconsistent-target", "inconsistent-term"}
    for count in (1, 3):
        monkeypatch.setattr(unrendered_clauses, "_TOGETHER", count)
        monkeypatch.setattr(span_refinement, "_PIECE", count)
        monkeypatch.setattr(similarity, "_PIECE", count)
        assert check_text(table, path="a.csv").diagnostics == whole


CHEAP = Settings(rules=("inconsistent-target", "inconsistent-source", "doubled-word", "empty-target", "mojibake"))
ROWS = st.lists(
    st.tuples(
        st.sampled_from([LIBRARY, LIBRARY + "！", "市图书馆星期二关门。", "矿山关闭了。", ""]),
        st.sampled_from(
            ["The city library closes on Monday.", "The library library shuts on Monday.", "The mine.", ""]
        ),
        st.sampled_from([None, "a", "b", 3]),
    ),
    max_size=9,
)


@given(ROWS, st.sampled_from([1, 2, 7]))
def test_windows_of_any_size_give_the_same_findings(rows: list[tuple[str, str, object]], size: int) -> None:
    lines = [json.dumps({"source": source, "target": target, "doc": name}) for source, target, name in rows]
    forms = {"a.jsonl": "\n".join(lines), "a.tsv": "\n".join(f"{source}\t{target}" for source, target, _ in rows)}
    for path, text in forms.items():
        whole = check_text(text, CHEAP, path=path)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(checking, "_TOGETHER", size)
            patch.setattr(pairs, "_KEPT", size)
            assert check_text(text, CHEAP, path=path) == whole


def test_the_sentences_of_pairs_are_encoded_together(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    encode_texts = unrendered_clauses._encode

    def count(texts: Iterable[str]) -> object:
        calls.append(1)
        return encode_texts(texts)

    monkeypatch.setattr(unrendered_clauses, "_encode", count)
    found = check([(SOURCE.replace("32", str(number)), PART.replace("320", f"{number}0")) for number in range(33, 45)])
    assert [one.finding.rule for one in found] == ["omission"] * 12
    assert len(calls) == 5


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


def read_slowly(text: str) -> list[list[pairs.Pair]]:
    """The pairs of JSON lines by bitext, put together at once."""
    groups: dict[object, list[pairs.Pair]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            row = json.loads(line)
            pair = pairs.Pair(row.get("id") or str(number), number, row["source"], row["target"], row.get("doc"))
            groups.setdefault(number if pair.document is None else pair.document, []).append(pair)
    return list(groups.values())


def describe(text: Bitext) -> object:
    return [(one.text, one.stretches, one.blocks) for one in (text.source, text.target)], text.units


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["", "  ", "\u3000"]),
            st.fixed_dictionaries(
                {"source": st.sampled_from("一二🙂"), "target": st.text("aé\u2028\x85\r\n", max_size=3)},
                optional={"doc": st.sampled_from("xy"), "id": st.sampled_from("pq")},
            ).map(lambda row: json.dumps(row, ensure_ascii=False)),
        )
    ),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.booleans(),
)
def test_pairs_that_are_read_again_are_those_that_were_read(
    lines: list[str], end: str, encoding: str, last: bool
) -> None:
    text, options = end.join(lines) + end * last, ReadOptions()
    expected = [pairs.join_pairs("a.jsonl", group, options) for group in read_slowly(text)]
    assert [*map(describe, read_bitexts(text.encode(encoding)))] == [*map(describe, expected)]


def read_bitexts(data: bytes) -> Sequence[Bitext]:
    return [text for text in read("a.jsonl", data, ReadOptions()) if isinstance(text, Bitext)]


@given(
    st.one_of(
        st.binary(max_size=12),
        st.tuples(
            st.text("a\n\r\t一é🙂\ufeff\x00\x01", max_size=12),
            st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"]),
        ).map(lambda pair: pair[0].encode(pair[1], "replace")),
    ),
    st.integers(3, 14),
    st.sampled_from([None, "utf-8", "gb18030"]),
)
def test_the_lines_of_a_text_that_stays_encoded_are_its_lines(data: bytes, most: int, encoding: str | None) -> None:
    try:
        text = decode_limited(data, encoding, most=most)
    except ReadError as error:
        with pytest.raises(ReadError) as refused:
            encode_limited(BytesIO(data), encoding, most)
        assert str(refused.value) == str(error)
        return
    encoded = encode_limited(BytesIO(data), encoding, most)
    found = list(encoded.find_lines())
    lines = text.removesuffix("\n").split("\n") if text else []
    assert [line for _, _, line in found] == [line.removesuffix("\r") for line in lines]
    assert [encoded.read_line(start, hashed) for start, hashed, _ in found] == [line for _, _, line in found]
    assert text[:5] == encoded.decode_head(5)[:5]


def measure_reading(count: int) -> int:
    """The bytes that are kept of so many pairs, once they are read."""
    data = encode(write((f"第{number}座矿山。", f"Mine {number}.") for number in range(count)))
    tracemalloc.start()
    texts = read("a.jsonl", data, ReadOptions())
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(texts) == count
    return kept


def test_what_is_kept_of_a_pair_are_four_numbers() -> None:
    measure_reading(1)  # what is imported stays
    assert measure_reading(4000) - measure_reading(2000) < 2000 * 36


class Watched(BytesIO):
    """A file that tells the most bytes that were read of it at once."""

    most = 0

    def read(self, size: int | None = -1, /) -> bytes:
        return self._watch(super().read(size))

    def readline(self, size: int | None = -1, /) -> bytes:
        return self._watch(super().readline(size))

    def _watch(self, data: bytes) -> bytes:
        self.most = max(self.most, len(data))
        return data


@pytest.mark.parametrize("name", ["a.jsonl", "a.tsv"])
def test_a_file_of_pairs_is_never_read_whole(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "_PIECE", 5000)
    monkeypatch.setattr(pairs, "LONGEST_HEADER", 1000)
    rows = [(f"第{number}座矿山。", f"Mine {number}.") for number in range(3000)]
    text = write(rows) if name == "a.jsonl" else "\n".join(map("\t".join, rows))
    file = Watched(encode(text))
    texts = read_open(name, file, ReadOptions())
    assert [text.target.text for text in texts if isinstance(text, Bitext)] == [target for _, target in rows]
    assert file.most == 5000


def check_path(path: Path, settings: Settings = CHEAP) -> Result:
    return check_file(Task(str(path), settings=settings))


@pytest.mark.parametrize("name", ["a.jsonl", "a.tsv", "titles.tsv", "utf-16.jsonl", "empty.jsonl", "broken.jsonl"])
def test_a_file_says_what_its_bytes_say(name: str, tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    rows = [*FILE, ("source", "target")][:: -1 if name == "titles.tsv" else 1]
    text = write(rows) if name.endswith(".jsonl") else "\n".join(map("\t".join, rows))
    text = {"empty.jsonl": "", "broken.jsonl": text + "\n{"}.get(name, text)
    path = tmp_path / name
    path.write_bytes(text.encode("utf-16" if name == "utf-16.jsonl" else "utf-8"))
    found = check_path(path)
    assert found == check_file(Task(str(path), settings=CHEAP), data=path.read_bytes())
    assert bool(found.diagnostics) == (name not in ("empty.jsonl", "broken.jsonl"))
    gc.collect()
    assert not recwarn.list  # the file is closed


@pytest.mark.parametrize("size", [None, 0, 700])
def test_a_file_that_changes_while_it_is_checked_says_so(
    size: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "_TOGETHER", 3)
    monkeypatch.setattr(checking, "_KEPT", 1)
    monkeypatch.setattr(pairs, "_KEPT", 1)
    path, count = tmp_path / "a.jsonl", 0
    path.write_text(write(FILE * 200))

    def change(*given: Any) -> list[list[Finding]]:
        nonlocal count
        count += 1
        if count == 3:
            with path.open("r+b") as file:
                file.write(encode(write(FILE[::-1] * 200)))
                file.truncate(size)
        return check_documents(*given)

    monkeypatch.setattr(checking, "check_documents", change)
    (skipped,) = check_path(path).skipped
    assert (skipped.path, skipped.failed) == (str(path), True)
    assert skipped.reason == "changed while it was read: leave it alone, and try again"
    path.write_text(write(FILE))
    assert not check_path(path).skipped


def test_few_texts_are_there_while_a_file_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_TOGETHER", 3)
    monkeypatch.setattr(checking, "_KEPT", 4)
    monkeypatch.setattr(pairs, "_KEPT", 4)
    seen, there = list[weakref.ref[Document]](), list[int]()

    def watch(texts: Sequence[tuple[Document, Context]], *given: Any) -> list[list[Finding]]:
        seen.extend(weakref.ref(document) for document, _ in texts)
        there.append(sum(ref() is not None for ref in seen))
        return check_documents(texts, *given)

    monkeypatch.setattr(checking, "check_documents", watch)
    check_text(write((LIBRARY, f"Mine {number}.") for number in range(40)), CHEAP, path="a.jsonl")
    assert (len(seen), max(there)) == (40, 4)


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
