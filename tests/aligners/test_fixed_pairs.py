"""Pairs that a person has fixed: every aligner obeys them, and what fits the texts no more is listed, not obeyed."""

import json
import random
import subprocess
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from command_line import run
from hypothesis import given
from hypothesis import strategies as st

from align.aligners import ALIGNERS, align
from align.aligners.band import Band, make_full_band
from align.aligners.documents import align_documents
from align.aligners.fixed import Fixed, Joined
from align.aligners.lattice import FORBIDDEN
from align.aligners.side import Part, Side
from align.commands.check import check_files
from align.config.settings import Request
from align.errors import FileError
from align.inputs.fixed_pairs import (
    FixedPair,
    Sentences,
    is_fixed_pairs,
    name_file,
    place,
    read_fixed_pairs,
    spell,
    write_fixed_pairs,
)
from align.inputs.loading import load_raw_texts
from align.inputs.tasks import Task, plan_tasks
from align.model import Bead, Document, Skipped
from align.readers import ReadOptions, encode, read_document

SOURCE = "工厂去年生产了三万吨石墨。价格上涨了百分之五。\n专家认为需求会继续增长。\n他没有来。\n她也没有。\n"
TARGET = (
    "The factory made 30,000 tons of graphite last year. Prices rose by 5 percent.\n"
    "Experts believe that demand will keep on growing.\nHe did not come. Neither did she.\n"
)
KINDS = ((0, 1), (1, 0), (1, 1), (1, 2), (2, 1), (2, 2))


def read(text: str, language: str = "en") -> Document:
    return read_document("a.txt", encode(text), ReadOptions(language, "utf-8"))


def list_pairs(beads: Sequence[Bead]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in beads]


def draw_fixed(rows: int, columns: int, seed: int) -> list[Bead]:
    """Beads that could be fixed in texts of so many segments, one behind the other."""
    rng, beads, row, column = random.Random(seed), list[Bead](), 0, 0
    while True:
        row, column = row + rng.randrange(4), column + rng.randrange(4)
        m, n = rng.choice(((1, 1), (2, 1), (1, 2), (3, 9), (1, 0), (0, 1), (2, 2)))
        if row + m > rows or column + n > columns:
            return beads
        beads.append(Bead(tuple(range(row, row + m)), tuple(range(column, column + n))))
        row, column = row + m, column + n


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.zh.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(TARGET, encoding="utf-8")
    return tmp_path


# aligners


@pytest.mark.parametrize("aligner", ALIGNERS)
@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 10**6), st.booleans())
def test_what_is_fixed_stays_and_nothing_is_lost(
    aligner: str, rows: int, columns: int, seed: int, has_parts: bool
) -> None:
    rng = random.Random(seed)
    sides = [
        Side(
            code,
            tuple(rng.choice(words) * rng.randint(1, 3) for _ in range(count)),
            tuple(index // 3 for index in range(count)),
            tuple(Part("paragraph 0", (), (place, min(place + 3, count))) for place in range(0, count, 3) if has_parts),
        )
        for code, words, count in (
            ("zh", ("石墨价格上涨。", "他没有来。"), rows),
            ("en", ("Graphite. ", "He 5. "), columns),
        )
    ]
    fixed = draw_fixed(rows, columns, seed)
    beads = align(sides[0], sides[1], aligner, fixed=fixed)
    assert {(one.source, one.target) for one in fixed} <= set(list_pairs(beads))
    assert [index for bead in beads for index in bead.source] == list(range(rows))
    assert sorted(index for bead in beads for index in bead.target) == list(range(columns))
    assert all(bead.confidence == 1.0 for bead in beads if (bead.source, bead.target) in list_pairs(fixed))
    assert all(len(bead.alone) in (0, len(bead.source) + len(bead.target)) for bead in beads)
    mirrored = align(sides[1], sides[0], aligner, fixed=[bead.swap() for bead in fixed])
    assert sorted(list_pairs([bead.swap() for bead in mirrored])) == sorted(list_pairs(beads))


def test_beads_round_a_fixed_one_are_found_anew() -> None:
    source, target = read(SOURCE, "zh"), read(TARGET)
    free = align_documents(source, target).beads
    assert list_pairs(free) == [((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((3,), (3,)), ((4,), (4,))]
    moved = align_documents(source, target, fixed=[Bead((1, 2), (1, 2))])
    assert list_pairs(moved.beads) == [((0,), (0,)), ((1, 2), (1, 2)), ((3,), (3,)), ((4,), (4,))]
    alone = align_documents(source, target, fixed=[Bead((1,), ())])
    assert ((1,), ()) in list_pairs(alone.beads)
    assert all(bead.source != (1,) for bead in alone.beads if bead.target)


def test_nothing_fixed_changes_nothing() -> None:
    source, target = read(SOURCE, "zh"), read(TARGET)
    free = align_documents(source, target).beads
    kept = align_documents(source, target, fixed=free[1:3]).beads
    assert list_pairs(kept) == list_pairs(free)
    assert align_documents(source, target, fixed=()).beads == free


@given(st.integers(0, 6), st.integers(0, 6), st.integers(0, 10**6))
def test_costs_forbid_just_what_contradicts(rows: int, columns: int, seed: int) -> None:
    """Every bead of the lattice, one by one, against the definition."""
    beads = [bead for bead in draw_fixed(rows, columns, seed) if len(bead.source) < 2 and len(bead.target) < 2]
    fixed = Fixed(
        tuple((bead.source[0], bead.target[0]) for bead in beads if bead.source and bead.target),
        tuple(bead.source[0] for bead in beads if not bead.target),
        tuple(bead.target[0] for bead in beads if not bead.source),
    )
    band = make_full_band(rows, columns)
    costs = np.zeros((len(KINDS), band.size + 1), np.int32)
    fixed.forbid_others(band, KINDS, costs)
    paired = {row for row, _ in fixed.pairs}, {column for _, column in fixed.pairs}
    for (index, (m, n)), row, column in product(enumerate(KINDS), range(rows + 1), range(columns + 1)):
        if row < m or column < n:
            continue
        held = set(range(row - m, row)), set(range(column - n, column))
        is_free = not (held[0] & (paired[0] | set(fixed.rows)) or held[1] & (paired[1] | set(fixed.columns)))
        is_fixed = (
            ((m, n) == (1, 1) and (row - 1, column - 1) in fixed.pairs)
            or ((m, n) == (1, 0) and row - 1 in fixed.rows)
            or ((m, n) == (0, 1) and column - 1 in fixed.columns)
        )
        cost = costs[index, band.index(np.array([row]), np.array([column]))[0]]
        assert (cost != FORBIDDEN) == (is_free or is_fixed)


@given(st.lists(st.integers(0, 9), min_size=2, max_size=12), st.integers(0, 10**6))
def test_a_band_holds_all_that_is_fixed(steps: list[int], seed: int) -> None:
    rng, low = random.Random(seed), np.minimum(np.cumsum([0, *steps[1:]]), 20)
    high = np.maximum.accumulate(np.minimum(low + [rng.randrange(9) for _ in low], 20))
    high = np.maximum(high, [*low[1:], 20])
    high[-1] = 20
    pairs = [
        (bead.source[0], bead.target[0]) for bead in draw_fixed(len(low) - 1, 20, seed) if bead.source if bead.target
    ]
    wide = Band(low, high).widen(pairs)
    for row, column in pairs:
        nodes = np.array([row, row + 1]), np.array([column, column + 1])
        assert wide.contains(*nodes).all()
    assert (np.diff(wide.low) >= 0).all()
    assert (np.diff(wide.high) >= 0).all()
    assert (wide.low[1:] <= wide.high[:-1]).all() or pairs
    assert (wide.low <= wide.high).all()


def test_joined_sides_keep_their_parts() -> None:
    side = Side("en", tuple("abcdef"), (0, 0, 1, 1, 2, 2), (Part("x", (), (0, 2)), Part("x", (), (2, 4, 6))))
    joined = Joined(side, side, [Bead((1, 2), (1, 2)), Bead((4,), ()), Bead((), (5,))])
    first, _ = joined.sides
    assert first.segments == ("a", "b c", "d", "e", "f")
    assert first.paragraphs == (0, 0, 1, 2, 2)
    assert [part.bounds for part in first.parts] == [(0, 2), (2, 3, 5)]
    assert joined.fixed == Fixed(((1, 1),), (3,), (4,))


# where they stand


def test_pairs_are_found_by_their_words() -> None:
    source, target = read(SOURCE, "zh"), read(TARGET)
    pairs = (
        FixedPair(
            "价格上涨了百分之五。", "Prices rose  by 5 percent. Experts believe that demand will keep on growing."
        ),
        FixedPair("他没有来。", ""),
        FixedPair("", "He did not come."),
    )
    placement = place(pairs, source, target)
    assert [list_pairs([placement.placed[pair]])[0] for pair in pairs] == [((1,), (1, 2)), ((3,), ()), ((), (3,))]
    assert placement.lost == ()


def test_what_has_changed_is_lost_and_the_rest_stands() -> None:
    pairs = FixedPair("他没有来。", "He did not come."), FixedPair("她也没有。", "Neither did she.")
    changed = read(TARGET.replace("He did not", "He didn’t").replace("The factory", "One factory"))
    placement = place(pairs, read(SOURCE, "zh"), changed)
    assert list(placement.placed.values()) == [Bead((4,), (4,))]
    assert placement.lost == pairs[:1]


@pytest.mark.parametrize(
    ("target", "expected"),
    [("Same. Same.\nSame.\n", (1,)), ("Same. Same.\n", None), ("Same. Same. Same. Same.\n", None)],
)
def test_of_equal_sentences_the_same_one_is_meant_or_none(target: str, expected: tuple[int, ...] | None) -> None:
    pair = FixedPair("他没有来。", "Same.", "1/1 2/3")
    placement = place((pair,), read(SOURCE, "zh"), read(target))
    found = placement.placed.get(pair)
    assert (found and found.target) == expected


def test_pairs_over_or_across_each_other_are_all_left_out() -> None:
    source, target = read(SOURCE, "zh"), read(TARGET)
    sentences, words = Sentences(source), Sentences(target)

    def make(rows: range, columns: range) -> FixedPair:
        return FixedPair(sentences.join(rows), words.join(columns))

    over = make(range(2), range(2)), make(range(1, 2), range(1, 2))
    across = make(range(3, 4), range(4, 5)), make(range(4, 5), range(3, 4))
    good = make(range(2, 3), range(2, 3))
    placement = place((*over, good, *across), source, target)
    assert set(placement.placed) == {good}
    assert set(placement.lost) == {*over, *across}
    assert place((good, good._replace(by="Bo")), source, target).beads == (Bead((2,), (2,)),)


@given(
    st.lists(st.sampled_from(["A b. ", "A b c. ", "A.\n", "D e.\n\n"]), max_size=9),
    st.integers(0, 9),
    st.integers(1, 4),
)
def test_a_run_of_sentences_is_found_where_it_stands(pieces: list[str], first: int, count: int) -> None:
    document = read("".join(pieces))
    last = min(first + count, len(document.segments))
    sentences = Sentences(document)
    if first < last:
        run = range(first, last)
        text = sentences.join(run)
        every = [
            range(start, end)
            for start in range(len(document.segments))
            for end in range(start + 1, len(document.segments) + 1)
            if sentences.join(range(start, end)).replace(" ", "") == text.replace(" ", "")
        ]
        assert sentences.list_places(text) == every
        assert sentences.find(text, sentences.tell_which(run)) == run


@pytest.mark.parametrize("which", ["0/2", "3/2", "1/1", "1/3", "-1/2", "²/2", "x/2", "9" * 5000 + "/2", "1", "/", "/2"])
def test_of_equal_sentences_none_is_found_by_a_number_that_is_none(which: str) -> None:
    sentences = Sentences(read("He left.\nHe left.\n"))
    assert sentences.find("He left.", which) is None
    assert sentences.find("He left.", "2/2") == range(1, 2)


@given(st.text(st.characters() | st.sampled_from("\ud800\u202e\x1b\r\n\t ##[::=+'\""), max_size=30))
def test_what_a_table_holds_is_read_back_and_inert(text: str) -> None:
    once = spell(text)
    assert spell(once) == once
    assert not set(once) & set("\x1b\u202e\ud800\n\r\t")


# the file


def test_a_table_is_read_as_it_was_written(folder: Path) -> None:
    pairs = (
        FixedPair("“b”\tc", '=1+1 "x"', "", "Ann", "2031-02-03", "f" * 20),
        FixedPair("a", "", "2/3 1/1"),
    )
    write_fixed_pairs("a.en.txt", pairs)
    text = (folder / "a.en.txt.align.tsv").read_text("utf-8")
    assert text.splitlines()[0] == "source\ttarget\twhere\tby\tat\tid"
    assert "\t\"'=1+1" in text
    assert [pair._replace(line=0) for pair in read_fixed_pairs("a.en.txt")] == sorted(pairs)
    assert [pair.line for pair in read_fixed_pairs("a.en.txt")] == [2, 3]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a\tb\nc\td\n", "a.en.txt.align.tsv: has no fixed pairs: its first line is not source target where by at id"),
        (b"source\ttarget\twhere\tby\tat\tid\na\tb\n", "a.en.txt.align.tsv:2: is not a fixed pair: delete the line"),
        (b"source\ttarget\twhere\tby\tat\tid\n\t\t\t\t\tx\n", "a.en.txt.align.tsv:2: is not a fixed pair"),
        (b'source\ttarget\twhere\tby\tat\tid\n"\n', "a.en.txt.align.tsv: cannot be read"),
    ],
)
def test_a_table_that_is_none_is_one_line(folder: Path, data: bytes, message: str) -> None:
    Path("a.en.txt.align.tsv").write_bytes(data)
    with pytest.raises(FileError):
        read_fixed_pairs("a.en.txt")
    for arguments in (("check", "."), ("align", "a.zh.txt", "a.en.txt"), ("check", "--stale", "."), ("terms", ".")):
        result = run(*arguments)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"aligncheck: {message}")


def test_its_name_tells_what_it_is() -> None:
    assert is_fixed_pairs("x/a.en.txt.align.tsv")
    assert not any(
        map(is_fixed_pairs, ("a.align.tsv", "a.en.align.tsv", "a.en.jsonl.align.tsv", "a.en.txt", ".align.tsv"))
    )
    assert name_file("x/a.md") == "x/a.md.align.tsv"


def test_it_is_no_bitext(folder: Path) -> None:
    write_fixed_pairs("a.en.txt", [FixedPair("他没有来。", "He did not come.")])
    planned = list(plan_tasks(Request((".",), config="none")))
    assert [(one.path, type(one)) for one in planned] == [("a.en.txt", Task)]
    named = list(plan_tasks(Request(("a.en.txt.align.tsv",), config="none")))
    assert named == [Skipped("a.en.txt.align.tsv", "fixed pairs")]
    texts = [one[0] if isinstance(one, tuple) else one.path for one in load_raw_texts((".",), None)]
    assert texts == ["a.en.txt", "a.zh.txt"]


# commands


def fix(*pairs: tuple[str, str]) -> None:
    write_fixed_pairs("a.en.txt", [FixedPair(*pair) for pair in pairs])


WRONG = ("工厂去年生产了三万吨石墨。", "He did not come.")


def test_all_commands_obey(folder: Path) -> None:
    before = {name: run(*arguments).stdout for name, arguments in _list_commands().items()}
    assert run("check", "a.en.txt", "--config", "none").exit_code == 0
    fix(WRONG)
    after = {name: run(*arguments).stdout for name, arguments in _list_commands().items()}
    assert [name for name in before if before[name] == after[name]] == []
    assert '"omission"' in after["check"]


def _list_commands() -> dict[str, tuple[str, ...]]:
    return {
        "check": ("check", "a.en.txt", "--config", "none", "--output-format", "jsonl"),
        "align": ("align", "a.zh.txt", "a.en.txt"),
        "score": ("score", "a.en.txt", "--output-format", "json"),
    }


def test_align_writes_what_is_fixed(folder: Path) -> None:
    fix(
        (
            "价格上涨了百分之五。专家认为需求会继续增长。",
            "Prices rose by 5 percent. Experts believe that demand will keep on growing.",
        )
    )
    assert run("align", "a.zh.txt", "a.en.txt", "--to", "out.jsonl").exit_code == 0
    rows = [json.loads(line) for line in Path("out.jsonl").read_text("utf-8").splitlines()]
    assert [(row["source"], row["target"]) for row in rows] == [([0], [0]), ([1, 2], [1, 2]), ([3], [3]), ([4], [4])]


def test_what_fits_no_more_is_listed(folder: Path) -> None:
    fix(WRONG, ("没有这句。", "Nothing."))
    told = "fixed pairs that fit the texts no more, or not each other: a.en.txt.align.tsv, line 3"
    assert f"Skipped 1 unit: {told} (1)" in " ".join(run("check", "a.en.txt", "--config", "none").stdout.split())
    assert f"aligncheck: {told}\n" in run("align", "a.zh.txt", "a.en.txt").stderr
    skipped = json.loads(run("check", "a.en.txt", "--config", "none", "--output-format", "json").stdout)["skipped"]
    assert skipped == [{"path": "a.en.txt.align.tsv", "reason": told, "failed": False, "units": 1}]


def test_results_in_the_cache_are_of_the_same_pairs(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from glossary.storage import cache

    monkeypatch.delenv("ALIGNCHECK_NO_CACHE", raising=False)
    monkeypatch.setattr(cache, "find_cache_folder", lambda: tmp_path / "cache")
    request = Request(("a.en.txt",), config="none", use_cache=True)
    assert check_files(request).report.diagnostics == ()
    fix(WRONG)
    first = check_files(request).report.diagnostics
    assert "omission" in {one.finding.rule for one in first}
    assert check_files(request).report.diagnostics == first
    Path("a.en.txt.align.tsv").unlink()
    assert check_files(request).report.diagnostics == ()


def test_a_change_of_pairs_is_a_change(folder: Path) -> None:
    for command in ("init -q", "add .", "-c user.name=a -c user.email=a@b commit -qm x"):
        subprocess.run(["git", *command.split()], check=True)
    assert check_files(Request((".",), config="none", since="HEAD")).report.documents == 0
    fix(WRONG)
    assert check_files(Request((".",), config="none", since="HEAD", changed_lines=True)).report.diagnostics
