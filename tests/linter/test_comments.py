"""Comments in a text that allow what is found there."""

import json
from pathlib import Path

import pytest
from command_line import places, run, write
from hypothesis import given
from hypothesis import strategies as st
from operations import count_lines, find_superlinear
from rows import on_each

from align import check_text
from align.commands.results import Result

WORD = "<!-- aligncheck: allow doubled-word: a quotation -->"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


def check(text: str, path: str = "a.md", source: str | None = None) -> Result:
    return check_text(text, path=path, source=source)


def lines(result: Result) -> list[int | None]:
    return [entry.start.line for entry in result.diagnostics]


def unused(result: Result) -> list[tuple[int, tuple[str, ...]]]:
    return [(entry.line, entry.rules) for entry in result.unused_comments]


@on_each(
    [
        # the line it stands on
        (f"It lay lay there. {WORD}\nIt sat sat there.\n\nIt hung hung there.\n", [2, 4]),
        (f"{WORD} It lay lay there.\nIt sat sat there.\n", [2]),
        (f"- It lay lay there. {WORD}\n- It sat sat there.\n", [2]),
        (f"| It lay lay there. {WORD} | It sat sat. |\n|---|---|\n| It hung hung. | x |\n", [3]),
        # the next line
        (f"{WORD}\nIt lay lay there.\nIt sat sat there.\n", [3]),
        (f"It hung hung.\n\n{WORD}\n\n\n- It lay lay there.\n- It sat sat there.\n", [1, 7]),
        (f"{WORD}\r\n\r\nIt lay lay there.\r\n\r\nIt sat sat there.\r\n", [5]),
        (f"It sat sat there.\n\n{WORD}\n", [1]),
        # the block
        (f"{WORD.replace('allow', 'allow-block')}\nIt lay lay there.\nIt sat sat there.\n\nIt hung hung.\n", [5]),
        (f"It lay lay there. {WORD.replace('allow', 'allow-block')}\nIt sat sat there.\n\nIt hung hung.\n", [4]),
        (f"{WORD.replace('allow', 'allow-block')}\n\n- It lay lay there.\n  It sat sat.\n- It hung hung.\n", [5]),
        # the file
        (f"It lay lay there.\n\nIt sat sat there.\n\n{WORD.replace('allow', 'allow-file')}\n", []),
        # over several lines, and several of them
        ("<!--\naligncheck: allow\ndoubled-word:\nso\n-->\nIt lay lay there.\nIt sat sat there.\n", [7]),
        (f"<!-- aligncheck: allow mojibake: so -->\n{WORD}\n<!-- a note -->\nIt lay lay there.\n", [4]),
        (f"<!-- aligncheck: allow mojibake: so -->\n{WORD}\nIt lay lay there.\n", []),
        ("<!-- aligncheck: allow mojibake, doubled-word: so: and so -->\nIt lay lay there.\n", []),
    ]
)
def test_where_a_comment_holds(text: str, reported: list[int]) -> None:
    result = check(text)
    assert lines(result) == reported
    assert {entry.finding.rule for entry in result.diagnostics} <= {"doubled-word"}


@pytest.mark.parametrize(
    ("comment", "problem"),
    [
        ("<!-- aligncheck: allow doubled-word -->", "no reason"),
        ("<!-- aligncheck: allow doubled-word: -->", "no reason"),
        ("<!-- aligncheck: allow: so -->", "no rule named"),
        ("<!-- aligncheck: allow double-word: so -->", "no rule double-word"),
        ("<!-- aligncheck: allow doubled-word, double-word: so -->", "no rule double-word"),
        (f"<!-- aligncheck: allow {'x' * 99}: so -->", f"no rule {'x' * 59}…"),
    ],
)
def test_a_comment_that_cannot_be_used_allows_nothing_and_is_told(comment: str, problem: str) -> None:
    result = check(f"{comment}\nIt lay lay there.\n")
    assert (lines(result), result.accepted, result.failing) == ([2], 0, True)
    assert [(one.line, one.problem) for one in result.unused_comments] == [(1, problem)]


def test_what_keeps_a_comment_from_being_used_is_printed(folder: Path) -> None:
    write(folder / "m.md", "<!-- aligncheck: allow doubled-word -->\n\nIt sat. <!-- aligncheck: allow foo: x -->\n")
    printed = " ".join(run("m.md").stdout.split())
    assert printed.endswith("2 comments that allow nothing: m.md:1 (no reason), m.md:3 (no rule foo).")
    told = run("m.md", "--output-format", "github").stdout
    assert "::notice file=m.md,line=1,title=unused-allow::This comment allows nothing: no reason.\n" in told


@pytest.mark.parametrize(
    "text",
    [
        f"It lay lay `{WORD}` there.\n",
        f"```\n{WORD.replace('allow', 'allow-file')}\n```\n\nIt lay lay there.\n",
        f"    {WORD.replace('allow', 'allow-file')}\n\nIt lay lay there.\n",
        f"---\ntitle: {WORD.replace('allow', 'allow-file')}\n---\n\nIt lay lay there.\n",
        f"It lay lay there. {WORD.removesuffix('-->')}\n",
        "It lay lay there. <!-- aligncheck: forbid doubled-word: so -->\n",
        "It lay lay there. <!-- allow doubled-word: so -->\n",
    ],
)
def test_what_is_no_comment(text: str) -> None:
    result = check(text)
    assert (len(result.diagnostics), result.accepted, unused(result)) == (1, 0, [])


def test_a_format_without_comments_has_none() -> None:
    for path in ("a.txt", "a.tsv"):
        text = f"{'他' * (path == 'a.tsv')}{chr(9) * (path == 'a.tsv')}It lay lay there. {WORD}\n"
        result = check(text, path)
        assert "doubled-word" in {entry.finding.rule for entry in result.diagnostics}
        assert (result.accepted, unused(result)) == (0, [])


def test_a_comment_that_no_finding_needs_is_told(folder: Path) -> None:
    write(folder / "a.md", f"It lay there. {WORD}\n\nIt sat.\n")
    result = run("a.md")
    assert "1 comment without a finding: a.md:1." in " ".join(result.stdout.split())
    assert (result.exit_code, run("a.md", "--strict").exit_code) == (0, 1)
    document = json.loads(run("a.md", "--output-format", "json").stdout)
    assert document["unused_allows"] == [
        {
            "path": "a.md",
            "line": 1,
            "text": "",
            "rules": ["doubled-word"],
            "paths": [],
            "is_comment": True,
            "problem": "",
        }
    ]
    assert run("a.md", "--strict", "--ignore", "doubled-word").exit_code == 0
    notice = "::notice file=a.md,line=1,title=unused-allow::This comment matches no finding: delete it.\n"
    assert notice in run("a.md", "--output-format", "github").stdout


def test_what_needs_a_source_is_not_called_unused_without_one() -> None:
    comment = "<!-- aligncheck: allow number-mismatch: rounded -->"
    text = f"{comment}\nExports rose by 30%, he said.\n"
    assert unused(check(text)) == []
    assert (
        lines(check(text, source="他说，出口增长20%。\n")),
        check(text, source="他说，出口增长20%。\n").accepted,
    ) == ([], 1)
    assert unused(check(text, source="他说，出口增长30%。\n")) == [(1, ("number-mismatch",))]


def test_what_a_comment_allows_is_counted_as_accepted(folder: Path) -> None:
    write(folder / "aligncheck.toml", 'baseline = "b.jsonl"\n')
    write(folder / "a.md", f"It lay lay there. {WORD}\n\nIt sat sat there.\n\nIt hung hung there.\n")
    run("accept", "a.md:3", "--reason", "so")
    run("baseline", "a.md")
    summary = json.loads(run("a.md", "--output-format", "json").stdout)["summary"]
    assert (summary["accepted"], summary["known"], summary["warning"]) == (2, 1, 0)
    assert places("a.md") == []


PIECES = "<!--,-->, aligncheck: ,allow ,allow-block ,allow-file ,doubled-word,: so ,`,```,| ,- ,> ,    ,---"
PARTS = (*PIECES.split(","), "\n", "\r\n", "It lay lay. ", WORD, WORD.replace("allow", "allow-file"))


@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join))
def test_a_comment_only_takes_findings_away(text: str) -> None:
    """With the mark misspelt there is the same text without comments: all findings, in the same places."""
    with_comments, without = check(text), check(text.replace("aligncheck:", "alignchekc:"))
    every = [(entry.start, entry.finding.rule) for entry in without.diagnostics]
    left = [(entry.start, entry.finding.rule) for entry in with_comments.diagnostics]
    assert [one for one in every if one in left] == left
    assert len(left) + with_comments.accepted == len(every)
    assert "allow-file doubled-word: so" not in text or not unused(without)


def test_the_work_grows_with_the_text() -> None:
    """Comments that allow, one a line, cost what their number says: many rules and lines do not multiply."""
    text = f"{WORD}\n{WORD}\nIt lay lay there.\n\n"
    check(text)
    short, long = text * (1000 // len(text)), text * (4000 // len(text))
    assert find_superlinear(count_lines(lambda: check(short)), count_lines(lambda: check(long)), 5, 3000) == {}
