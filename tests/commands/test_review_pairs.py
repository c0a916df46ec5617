"""What was decided on pairs is written beside the text, once, and stands from then on."""

import json
import subprocess
from pathlib import Path

import pytest
from command_line import run

from align.commands.check import check_files
from align.config.settings import Request
from align.inputs.fixed_pairs import read_fixed_pairs
from align.model import Page, Row

SOURCE = "工厂去年生产了三万吨石墨。价格上涨了百分之五。\n专家认为需求会继续增长。\n他没有来。\n她也没有。\n"
TARGET = (
    "The factory made 30,000 tons of graphite last year. Prices rose by 5 percent.\r\n"
    "Experts believe that demand will keep on growing.\r\nHe did not come. Neither did she.  \r\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.zh.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "a.en.txt").write_bytes(TARGET.encode())
    (tmp_path / "aligncheck.toml").write_text("")
    return tmp_path


def open_page() -> Page:
    return check_files(Request(("a.en.txt",), with_pages=True)).report.pages[0]


def list_rows() -> list[tuple[str, str]]:
    page = open_page()
    return [(row.source, page.text[slice(*row.target)].strip()) for row in page.rows]


def name(*rows: Row, source: slice = slice(None), target: slice = slice(None)) -> str:
    """The id of the pair of some sentences of these rows."""
    sides = (
        [one.id for row in rows for one in row.source_sentences][source],
        [one.id for row in rows for one in row.sentences][target],
    )
    return "=".join("+".join(ids) for ids in sides)


def pair(mark: str, text: str = "", **more: str) -> dict[str, str]:
    return {"kind": "pair", "path": "a.en.txt", "id": mark, "decision": "pair", "text": text, **more}


def save(*decisions: dict[str, str], to: str = "r.json") -> None:
    lines = [{"kind": "aligncheck-review", "version": 1, "signature": "x"}, *decisions, {"kind": "end"}]
    Path(to).write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def read_folder() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(Path.cwd().iterdir()) if path.is_file()}


def test_pairs_stand_from_then_on(folder: Path) -> None:
    rows = open_page().rows
    assert [len(row.source_sentences) for row in rows] == [1] * 5
    save(
        pair(name(*rows[1:3]), by="Ann", at="2031-02-03"),
        pair(name(rows[3], target=slice(0))),
        pair(name(rows[3], source=slice(0))),
    )
    first = run("review", "apply", "r.json")
    assert (first.exit_code, first.output) == (0, "a.en.txt.align.tsv: 3 paired, 0 done before\n")
    assert list_rows() == [
        ("工厂去年生产了三万吨石墨。", "The factory made 30,000 tons of graphite last year."),
        (
            "价格上涨了百分之五。专家认为需求会继续增长。",
            "Prices rose by 5 percent.\r\nExperts believe that demand will keep on growing.",
        ),
        ("他没有来。", ""),
        ("", "He did not come."),
        ("她也没有。", "Neither did she."),
    ]
    assert (folder / "a.en.txt").read_bytes() == TARGET.encode()
    by_ann = [one for one in read_fixed_pairs("a.en.txt") if one.by]
    assert [(one.source, one.by, one.at) for one in by_ann] == [
        ("价格上涨了百分之五。 专家认为需求会继续增长。", "Ann", "2031-02-03")
    ]
    kept = read_folder()
    again = run("review", "apply", "r.json")
    assert (again.exit_code, again.output) == (0, "a.en.txt.align.tsv: 0 paired, 3 done before\n")
    assert read_folder() == kept


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    rows, kept = open_page().rows, read_folder()
    save(pair(name(*rows[1:3])))
    result = run("review", "apply", "r.json", "--dry-run")
    assert (result.exit_code, result.output) == (0, "would be: a.en.txt.align.tsv: 1 paired, 0 done before\n")
    assert {path: data for path, data in read_folder().items() if path != "r.json"} == kept


def test_words_of_a_pair_are_those_after_the_edits(folder: Path) -> None:
    rows = open_page().rows
    edit = {"kind": "edit", "path": "a.en.txt", "id": rows[1].sentences[0].id, "decision": "edit"}
    save(pair(name(*rows[1:3])), {**edit, "text": "Prices went up by 5 percent."})
    first = run("review", "apply", "r.json")
    assert first.exit_code == 0
    assert [one.target for one in read_fixed_pairs("a.en.txt")] == [
        "Prices went up by 5 percent. Experts believe that demand will keep on growing."
    ]
    kept = read_folder()
    again = run("review", "apply", "r.json")
    lines = "a.en.txt: 0 changed, 0 accepted, 1 done before\na.en.txt.align.tsv: 0 paired, 1 done before\n"
    assert (again.exit_code, again.output) == (0, lines)
    assert read_folder() == kept


def test_an_edit_that_makes_two_sentences_stays_in_its_pair(folder: Path) -> None:
    rows = open_page().rows
    edit = {"kind": "edit", "path": "a.en.txt", "id": rows[1].sentences[0].id, "decision": "edit"}
    save(pair(name(*rows[1:3])), {**edit, "text": "Prices rose. By 5 percent."})
    result = run("review", "apply", "r.json")
    assert (result.exit_code, [one.target for one in read_fixed_pairs("a.en.txt")]) == (
        0,
        ["Prices rose. By 5 percent. Experts believe that demand will keep on growing."],
    )


def test_what_has_changed_is_listed_and_the_rest_is_done(folder: Path) -> None:
    rows = open_page().rows
    save(pair(name(*rows[1:3]), "价格 = Prices\u202e"), pair(name(*rows[3:5])))
    (folder / "a.en.txt").write_bytes(b"One more.\r\n" + TARGET.replace("Prices rose", "Prices fell").encode())
    result = run("review", "apply", "r.json")
    assert (result.exit_code, result.stdout) == (1, "a.en.txt.align.tsv: 1 paired, 0 done before\n")
    told = "pair 价格 = Prices<U+202E>: a sentence of it is no longer there"
    assert result.stderr == f"aligncheck: a.en.txt: {told}\n"
    assert ("他没有来。她也没有。", "He did not come. Neither did she.") in list_rows()


def test_pairs_that_contradict_each_other_are_listed_and_neither_is_done(folder: Path) -> None:
    rows = open_page().rows
    save(pair(name(*rows[1:3]), "one", by="Ann"), to="ann.json")
    save(pair(name(*rows[2:4]), "two", by="Bo"), pair(name(*rows[:1]), "three"), to="bo.json")
    result = run("review", "apply", "ann.json", "bo.json")
    assert result.exit_code == 1
    assert sorted(result.stderr.splitlines()) == [
        "aligncheck: a.en.txt: pair one: contradicts another pair, or an edit",
        "aligncheck: a.en.txt: pair two: contradicts another pair, or an edit",
    ]
    assert [one.source for one in read_fixed_pairs("a.en.txt")] == ["工厂去年生产了三万吨石墨。"]


def test_a_later_pair_replaces_what_it_contradicts(folder: Path) -> None:
    rows = open_page().rows
    save(pair(name(*rows[1:3])), pair(name(*rows[3:5])))
    assert run("review", "apply", "r.json").exit_code == 0
    merged = open_page().rows
    assert len(merged) == 3
    save(
        pair(name(merged[1], source=slice(1), target=slice(1))),
        pair(name(merged[1], source=slice(1, 2), target=slice(1, 2))),
    )
    assert run("review", "apply", "r.json").exit_code == 0
    assert [one.source for one in read_fixed_pairs("a.en.txt")] == [
        "专家认为需求会继续增长。",
        "他没有来。 她也没有。",
        "价格上涨了百分之五。",
    ]
    assert len(open_page().rows) == 4


@pytest.mark.parametrize("mark", ["", "=", "x", "a=b", "a=b=c", "+=+"])
def test_an_id_of_no_sentences_is_listed(folder: Path, mark: str) -> None:
    save(pair(mark or "none", "x = y"))
    result = run("review", "apply", "r.json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "aligncheck: a.en.txt: pair x = y:" in result.stderr
    assert not (folder / "a.en.txt.align.tsv").exists()


def test_a_text_without_its_source_is_listed(folder: Path) -> None:
    rows = open_page().rows
    save(pair(name(*rows[1:3])), {**pair("a=b"), "path": "none.txt"})
    (folder / "a.zh.txt").unlink()
    result = run("review", "apply", "r.json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "aligncheck: a.en.txt: 1 pairs not set: it is not aligned with a source\n"
        "aligncheck: none.txt: 1 pairs not set: none.txt: no such file or folder\n"
    )


def test_git_merges_the_pairs_of_two_people(folder: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments], check=True, capture_output=True
        )

    git("init", "-q", "-b", "main")
    rows = open_page().rows
    save(pair(name(rows[0])))
    assert run("review", "apply", "r.json").exit_code == 0
    assert (folder / ".gitattributes").read_text() == "*.align.tsv merge=union\n"
    git("add", ".")
    git("commit", "-qm", "one")
    for branch, part in (("ann", rows[1:3]), ("bo", rows[3:5])):
        git("checkout", "-q", "-b", branch, "main")
        save(pair(name(*part)))
        assert run("review", "apply", "r.json").exit_code == 0
        git("commit", "-qam", branch)
    git("merge", "-q", "ann", "-X", "ours")
    assert len(read_fixed_pairs("a.en.txt")) == 3
    assert len(open_page().rows) == 3
