"""Fixing texts: what is meant changes and nothing else, a second run finds nothing to fix, and no finding is new."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import unmark
from roots import SEEDS
from rows import leave_to_full
from text_edits import MARKS, apply

from align.commands.baseline import Baselines
from align.commands.check import check_file
from align.commands.fix import Fixed, Wish, find_new, fix_item, keep_documents, make_edits
from align.config.settings import Settings
from align.inputs.loading import Loaded, load_task
from align.inputs.tasks import Task
from align.linter.registry import all_rules, find_rule
from align.model import Severity

CODECS = ("utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be")
WORDS = (
    "the",
    "the",
    "mine",
    "reopened",
    "end.The",
    "last",
    "to规避",
    "ten\u200b",
    "“quoted”",
    '"plain"',
    "it's",
    "Tom’s",
)
SIGNS = (
    *"，。、（）“”‘’\"':;,.!?%()％\u3000\u00a0",
    "３５",
    "15: 30",
    "1.2000",
    "12,34",
    "\ufeff\u200b",
    "'s",
    "，，",
    "。。",
)
SPACES = (" ", " ", " ", "  ", "\n", "\n\n", "\r\n", "\r\n\r\n", "")
BAD = tuple(unmark(bad.text) for rule in all_rules().values() for bad in rule.bad if bad.fixed)
TEXTS = st.lists(st.sampled_from((*WORDS, *SIGNS, *SPACES * 3, *BAD, "â€™", "&amp;")), max_size=12).map("".join)


def fix(data: bytes, name: str = "a.txt", encoding: str | None = "utf-8", unsafe: bool = False) -> Fixed:
    """A text with all that can be fixed; its own rules only, as it has no source."""
    task = Task(name, settings=Settings(encoding=encoding))
    return fix_item(task, Wish(unsafe, Severity.INFO), Baselines(isolated=True), data=data)


def test_a_fix_that_deletes_a_whole_paragraph_leaves_no_empty_line() -> None:
    fixed = fix("The mine reopened.\n\n\u200b\n\nIt is large.\n".encode())
    assert (fixed.count, fixed.new) == (1, b"The mine reopened.\n\nIt is large.\n")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "The mine reopened.\n\n\u200b\n\nIt is large.\n".encode()),
        ("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nThe the mine reopened.\n"),
    ],
)
def test_to_be_edited_each_content_of_a_file_is_read_once(
    name: str, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = list[bytes]()

    def note(task: Task, data: bytes, *, with_source: bool) -> Loaded:
        contents.append(data)
        return load_task(task, data, with_source=with_source)

    monkeypatch.setattr("align.commands.fix.load_task", note)
    fixed = fix(data, name)
    assert (fixed.count, len(contents)) == (1, len(set(contents)))


@given(TEXTS)
def test_fixing_ends_and_finds_nothing_new(text: str) -> None:
    fixed = fix(text.encode())
    again = fix(fixed.new)
    assert (again.count, again.new) == (0, fixed.new)
    assert not find_new(fixed.first, fixed.last), (text, fixed.new.decode())
    hidden = any(find_rule(one.finding.rule).overrides for one in fixed.first.diagnostics)  # which may come to light
    assert hidden or len(fixed.last.diagnostics) <= len(fixed.first.diagnostics)


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@given(text=TEXTS)
def test_each_pass_changes_the_spans_of_its_edits_and_no_other_byte(codec: str, line_end: str, text: str) -> None:
    text = text.replace("\r\n", "\n").replace("\n", line_end).lstrip("\ufeff")
    mark = MARKS.get(codec, b"")
    task = Task("a.txt", settings=Settings(encoding=None if mark else codec))
    data = mark + text.encode(codec)
    found = [one for one in check_file(task, data=data).diagnostics if one.fix]
    edited, refused = make_edits(task, data, keep_documents(task), found)
    fixes = [one.fix for one in found if one.fix]
    edits = [edit for index in edited.made for edit in fixes[index].edits]
    assert edited.data == mark + apply(text, edits).encode(codec)
    assert len(edited.made) >= bool(found)
    assert not refused


@given(TEXTS.filter(lambda text: "\ufeff" not in text[:1]), st.sampled_from(["gb18030", "utf-16-le", "utf-8-sig"]))
def test_the_encoding_makes_no_difference(text: str, codec: str) -> None:
    fixed, plain = fix(text.encode(codec), encoding=codec), fix(text.encode())
    assert fixed.new == plain.new.decode().encode(codec)
    assert (fixed.count, fixed.refused) == (plain.count, ())


SAMPLES = sorted(path.name for path in SEEDS.iterdir() if path.suffix in (".txt", ".md") and ".zh." not in path.name)


SPELLINGS = list(product(CODECS, ("\n", "\r\n")))
"""Each sample by default has one of them."""


@pytest.mark.parametrize(
    ("name", "codec", "line_end"),
    [
        *((name, *SPELLINGS[index % len(SPELLINGS)]) for index, name in enumerate(SAMPLES)),
        *leave_to_full(
            (name, *spelling)
            for index, name in enumerate(SAMPLES)
            for spelling in SPELLINGS
            if spelling != SPELLINGS[index % len(SPELLINGS)]
        ),
    ],
)
def test_the_samples(name: str, codec: str, line_end: str) -> None:
    text = (SEEDS / name).read_text("utf-8").replace("\n", line_end)
    data = MARKS.get(codec, b"") + text.encode(codec)
    fixed = fix(data, name, None if codec in MARKS else codec)
    again = fix(fixed.new, name, None if codec in MARKS else codec)
    assert (again.count, again.new) == (0, fixed.new)
    assert not find_new(fixed.first, fixed.last)
    assert len(fixed.last.diagnostics) == len(fixed.first.diagnostics) - fixed.count
    safe = [one for one in fixed.last.diagnostics if one.fix and one.fix.safe]
    assert not safe
    new = fixed.new.decode("utf-16" if codec in MARKS else codec)
    assert new.count(line_end) == text.count(line_end)
    assert new.replace("\r\n", "\n") == fix((SEEDS / name).read_bytes(), name).new.decode()


def test_pairs_are_fixed_in_their_fields() -> None:
    rows = (
        '{"id": "a", "source": "矿山重开。", "target": "The the mine \\u201creopened\\u201d in May ."}\r\n'
        '{"target": "Fruit，tea, and the \\nthe rest.", "x": [1.0]}\r\n'
    )
    fixed = fix(rows.encode(), "a.jsonl")
    assert fixed.new.decode() == (
        '{"id": "a", "source": "矿山重开。", "target": "The mine \\u201creopened\\u201d in May."}\r\n'
        '{"target": "Fruit, tea, and the rest.", "x": [1.0]}\r\n'
    )
    row = "一\tThe the mine ， too\r\n".encode("gb18030")
    assert fix(row, "a.tsv", "gb18030").new == "一\tThe mine, too\r\n".encode("gb18030")


def test_unsafe_fixes_are_made_when_asked_for() -> None:
    text = "The system system is old. Firms tried to规避 it.\n"
    assert fix(text.encode()).new.decode() == text
    assert fix(text.encode(), unsafe=True).new.decode() == "The system is old. Firms tried to dodge it.\n"


def test_a_fix_that_leaves_something_new_is_not_made() -> None:
    fixed = fix("（\n\nThe the mine\n".encode())  # alone, the bracket in English is an unpaired one
    assert (fixed.new.decode(), fixed.count) == ("（\n\nThe mine\n", 1)
