"""`aligncheck glossary suggest`: from glossaries, texts and the dictionary, for a word and for a file."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from align.cli import main
from align.report.terminal import width
from glossary.extract.rendering_counts import count_renderings

PAIRS = [
    ("储能电站去年投入运行。", "The storage station began to run last year."),
    ("储能电站很安全。", "The storage station is safe."),
    ("港口今年开放。", "The port opened this year."),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("m.tsv").write_text("".join(f"{one}\t{other}\n" for one, other in PAIRS), encoding="utf-8")
    Path("g.csv").write_text(
        "source,target,status\n港口,harbour,preferred\n港口,port,forbidden\n储能,storing,candidate\n", encoding="utf-8"
    )
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["glossary", "suggest", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def words(*arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(*arguments, "--output-format", "json").stdout)["words"]
    return found


def test_elsewhere() -> None:
    found = count_renderings(["港口", "电站", "海"], PAIRS)
    assert [(one.text, one.count, one.of, one.pairs, one.score) for one in found["港口"]] == [("port", 1, 1, (2,), 1.0)]
    assert "海" not in found
    assert count_renderings([], PAIRS) == count_renderings(["港口"], []) == {}


def test_origins_in_order(folder: Path) -> None:
    (word,) = words("港口", "-g", "g.csv", "--in", "m.tsv")
    offers = word["suggestions"]
    assert (word["word"], offers[0]) == (
        "港口",
        {"text": "harbour", "origin": "glossary g.csv", "score": 1.0, "note": "preferred", "places": []},
    )
    assert offers[1] == {
        "text": "port", "origin": "texts", "score": 1.0, "note": "1 of 1", "places": [{"path": "m.tsv", "line": 3}]
    }  # fmt: skip
    assert {"port", "harbor"} <= {offer["text"] for offer in offers if offer["origin"] == "CC-CEDICT"}


def test_candidates_are_not_suggested(folder: Path) -> None:
    (word,) = words("储能", "-g", "g.csv")
    assert not [offer for offer in word["suggestions"] if offer["origin"].startswith("glossary")]


def test_composition() -> None:
    (word,) = words("出口管制")
    assert word["suggestions"][0]["text"] == "export control"
    assert word["suggestions"][0]["origin"] == "CC-CEDICT, composed"
    assert sum(one["score"] for one in word["suggestions"]) <= 0.15  # a guess, however few there are


def test_context_inflects() -> None:
    texts = [
        words("扩大", sentence)[0]["suggestions"][0]["text"]
        for sentence in ("The port wants to 扩大 its yard.", "They are 扩大 the yard.")
    ]
    assert texts == ["expand", "expanding"]


def test_context_may_be_the_source() -> None:
    assert words("扩大", "港口扩大了。")[0]["suggestions"]


def test_text_output(folder: Path) -> None:
    result = run("港口", "-g", "g.csv", "--in", "m.tsv")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "港口"
    assert lines[1].split() == ["harbour", "1.00", "glossary", "g.csv", "preferred"]
    assert lines[2].split() == ["port", "1.00", "texts", "1", "of", "1", "m.tsv:3"]
    assert (
        len({width(line[: line.index(score)]) for line, score in zip(lines[1:3], ("1.00", "1.00"), strict=True)}) == 1
    )


def test_file(folder: Path) -> None:
    Path("d.en.txt").write_text("It is at the 港口 now.\nThe plan to扩大 it.\n", encoding="utf-8")
    found = words("d.en.txt", "-g", "g.csv", "--in", "m.tsv")
    assert [(one["word"], one["path"], one["line"], one["column"]) for one in found] == [
        ("港口", "d.en.txt", 1, 14),
        ("扩大", "d.en.txt", 2, 12),
    ]
    assert [offer["origin"] for offer in found[0]["suggestions"]][:3] == ["glossary g.csv", "texts", "CC-CEDICT"]
    assert found[1]["suggestions"][0]["text"] == "expand"
    shown = run("d.en.txt")
    assert shown.exit_code == 0
    assert [line for line in shown.stdout.splitlines() if not line.startswith(" ")] == [
        "d.en.txt:1:14: 港口",
        "d.en.txt:2:12: 扩大",
    ]


def test_nothing(folder: Path) -> None:
    Path("clean.en.txt").write_text("All is well.\n", encoding="utf-8")
    result = run("clean.en.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "aligncheck: clean.en.txt: no Chinese was left untranslated\n"
    result = run("龘龘龘龘")
    assert result.exit_code == 1
    assert result.stderr.startswith("aligncheck: nothing is known of “龘龘龘龘”")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("port",), "port: neither a word in Chinese nor a file: check the name"),
        (("港口", "no such"), "“港口” is not in the sentence"),
        (("港口", "--in", "none"), "none: no such file or folder"),
        (("港口", "-g", "none.csv"), "none.csv: no such file or folder: check the name"),
        (("m.tsv", "x"), "a file needs no sentence"),
    ],
)
def test_fails_in_one_line(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"aligncheck: {message}")
    assert result.stderr.count("\n") == 1


def test_nothing_from_a_file_acts_on_a_terminal(folder: Path) -> None:
    Path("g.csv").write_text("source,target\n港口,har\x1b[31mbour\n", encoding="utf-8")
    assert "\x1b" not in run("港口", "-g", "g.csv").stdout
