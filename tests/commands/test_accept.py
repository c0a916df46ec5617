"""What somebody has accepted is not reported, is told apart from the rest, and can be taken back."""

import json
from pathlib import Path

import pytest
from command_line import ARTICLE, CLEAN, WHY, places, run, write
from hypothesis import given
from hypothesis import strategies as st
from office_files import make_docx
from repositories import git

from align.commands.review.accept import Target, parse_target
from align.config.decisions.decision import Decision
from align.config.decisions.files import ACCEPTED_NAME, read_findings, write_findings


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setattr("align.cli.accept.tell_date", lambda: "2026-01-02")


def accepted(path: str = ACCEPTED_NAME) -> list[tuple[str, str, str]]:
    return [(entry.path, entry.rule, entry.reason) for entry in read_findings(path)]


def summarise(*arguments: str) -> dict[str, int]:
    summary: dict[str, int] = json.loads(run(*arguments, "--output-format", "json").stdout)["summary"]
    return summary


def test_a_finding_is_accepted_by_its_place(folder: Path) -> None:
    write(folder / "a.txt", ARTICLE)
    assert places("a.txt") == ["a.txt:1:13 residual-source", "a.txt:3:4 doubled-word"]
    result = run("accept", "a.txt:1:13", *WHY)
    (entry,) = read_findings(ACCEPTED_NAME)
    assert (result.exit_code, result.output) == (0, "accepted: a.txt:1:13: residual-source “摆脱”\n")
    assert (entry.kind, entry.path, entry.decision, entry.rule) == ("finding", "a.txt", "accept", "residual-source")
    assert (entry.excerpt, entry.place) == ("The mine in 摆脱 reopened on May 12.", "")
    assert (entry.reason, entry.by, entry.at) == (WHY[1], "Ann", "2026-01-02")
    assert places("a.txt") == ["a.txt:3:4 doubled-word"]
    assert run("a.txt").exit_code == 1
    run("accept", "./a.txt:3", *WHY)
    assert (places("a.txt"), run("a.txt").exit_code) == ([], 0)
    assert "No findings in 1 document (15 words), not compared with a source. 2 findings accepted." in " ".join(
        run("a.txt").stdout.split()
    )
    assert summarise("a.txt") | {"accepted": 2, "known": 0} == summarise("a.txt")


def test_a_finding_is_accepted_by_its_fingerprint(folder: Path) -> None:
    write(folder / "in/a.txt", ARTICLE)
    write(folder / "in/b.txt", ARTICLE)
    found = json.loads(run("in/b.txt", "--output-format", "json").stdout)["findings"]
    run("accept", found[1]["fingerprint"], *WHY)
    assert accepted() == [("in/b.txt", "doubled-word", WHY[1])]
    assert "in/b.txt:3:4 doubled-word" not in places(".")
    assert len(places(".")) == 3


def test_all_of_a_path_is_accepted_and_taken_back(folder: Path) -> None:
    write(folder / "in/a.txt", ARTICLE)
    write(folder / "in/b.txt", ARTICLE)
    assert run("accept", "--all", "in", *WHY).exit_code == 0
    assert (places("in"), len(accepted())) == ([], 4)
    assert run("accept", "--all", "in/a.txt", "--undo").output.count("no longer accepted: in/a.txt:") == 2
    assert places("in") == ["in/a.txt:1:13 residual-source", "in/a.txt:3:4 doubled-word"]
    run("accept", "in/b.txt:3:4", "--undo")
    assert accepted() == [("in/b.txt", "residual-source", WHY[1])]
    run("accept", read_findings(ACCEPTED_NAME)[0].id, "--undo")
    assert accepted() == []


def test_what_is_no_longer_there_is_told_and_can_be_taken_back(folder: Path) -> None:
    write(folder / "a.txt", ARTICLE)
    run("accept", "a.txt:3", *WHY)
    mark = read_findings(ACCEPTED_NAME)[0].id
    write(folder / "a.txt", CLEAN)
    result = run("a.txt")
    assert "Accepted, and no longer there: a.txt: doubled-word “It lay lay shut for a year.”." in " ".join(
        result.stdout.split()
    )
    assert (result.exit_code, run("a.txt", "--strict").exit_code) == (0, 1)
    assert json.loads(run("a.txt", "--output-format", "json").stdout)["stale_accepts"] == [
        {
            "path": "a.txt",
            "rule": "doubled-word",
            "fingerprint": mark,
            "reason": WHY[1],
            "excerpt": "It lay lay shut for a year.",
        }
    ]
    assert run("accept", mark, "--undo").exit_code == 0
    assert run("a.txt", "--strict").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "which finding? name it as reports do: news.txt:3:41, or a fingerprint"),
        (("a.txt:3",), 'why is it right? say so with --reason "..."'),
        (("a.txt:3", "--reason", " "), 'why is it right? say so with --reason "..."'),
        (("a.txt", *WHY), "a.txt: no finding is named so: write PATH:LINE[:COLUMN], a fingerprint, or --all PATH"),
        (("a.txt:2", *WHY), "a.txt:2: nothing is found there"),
        (("b.txt:1", *WHY), "b.txt: was not checked: not a text file (it holds control characters); if it is one, "
                            "name its encoding with --encoding"),
        (("a.txt:3:5", *WHY), "a.txt:3:5: nothing is found there, but at a.txt:3:4 (doubled-word)"),
        (("0123456789abcdef0123", *WHY), "0123456789abcdef0123: nothing is found there"),
        (("a.txt:5", *WHY), "a.txt:5: has several findings; name one: a.txt:5:1 (doubled-word), "
                            "a.txt:5:14 (doubled-word)"),
        (("no.txt:1", *WHY), "no.txt: no such file or folder"),
        (("a.txt:3", "--undo"), "none of it was accepted"),
    ],
)  # fmt: skip
def test_what_cannot_be_accepted_is_one_line(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    write(folder / "a.txt", f"{ARTICLE}\nThe the mine and and the owner.\n")
    write(folder / "clean.txt", CLEAN)
    write(folder / "b.txt", "\0\1\2")
    result = run("accept", *arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"aligncheck: {message}\n")
    assert not (folder / ACCEPTED_NAME).exists()


def test_nothing_is_accepted_twice(folder: Path) -> None:
    write(folder / "a.txt", ARTICLE)
    run("accept", "a.txt:3", *WHY)
    before = (folder / ACCEPTED_NAME).read_bytes()
    result = run("accept", "a.txt:3", *WHY)
    assert (result.exit_code, result.output) == (0, "nothing to accept: all of it is accepted already\n")
    assert run("accept", "--all", ".", *WHY).exit_code == 0
    assert run("accept", "--all", ".", *WHY).output == "nothing to accept: all of it is accepted already\n"
    write(folder / "clean.txt", CLEAN)
    result = run("accept", "--all", "clean.txt", *WHY)
    assert (result.exit_code, result.output) == (0, "nothing to accept: nothing is found\n")
    result = run("accept", "a.txt:2", *WHY)
    assert (result.exit_code, result.output) == (2, "aligncheck: a.txt:2: nothing is found there\n")
    run("accept", "--all", ".", "--undo")
    run("accept", "a.txt:3", *WHY)
    assert (folder / ACCEPTED_NAME).read_bytes() == before


def test_it_stands_beside_the_configuration(folder: Path) -> None:
    write(folder / "news/aligncheck.toml", "")
    write(folder / "news/in/a.txt", ARTICLE)
    run("accept", "news/in/a.txt:3", *WHY)
    assert accepted(f"news/{ACCEPTED_NAME}") == [("in/a.txt", "doubled-word", WHY[1])]
    assert len(places("news")) == 1
    assert len(places("news", "--config", "none")) == 2


def test_what_is_accepted_is_not_in_a_baseline(folder: Path) -> None:
    write(folder / "aligncheck.toml", 'baseline = "b.jsonl"\n')
    write(folder / "a.txt", ARTICLE)
    run("accept", "a.txt:3", *WHY)
    assert run("baseline", ".").output == "b.jsonl: 1 error recorded, 0 dropped, 0 known before\n"
    assert summarise(".") | {"accepted": 1, "known": 1, "gone": 0} == summarise(".")
    assert places(".", "--baseline", "none") == ["a.txt:1:13 residual-source"]


def test_git_merges_what_two_branches_accept(folder: Path) -> None:
    git("init", "-q")
    write(folder / "a.txt", f"{ARTICLE}\nThe the mine and and the owner.\n")
    run("accept", "a.txt:3", *WHY)
    git("add", "-A")
    git("commit", "-qm", "base")
    for branch, place in (("one", "a.txt:5:1"), ("two", "a.txt:5:14")):
        git("checkout", "-q", "-b", branch, "main")
        run("accept", place, *WHY)
        git("commit", "-qam", branch)
    git("merge", "-q", "one", "-m", "merged")
    assert places("a.txt") == ["a.txt:1:13 residual-source"]


def test_what_two_branches_accept_alike_is_accepted_once(folder: Path) -> None:
    git("init", "-q")
    write(folder / "a.txt", ARTICLE)
    run("accept", "a.txt:3", *WHY)
    git("add", "-A")
    git("commit", "-qm", "base")
    for branch, by in (("one", "A"), ("two", "B")):
        git("checkout", "-q", "-b", branch, "main")
        run("accept", "a.txt:1", *WHY, "--by", by)
        git("commit", "-qam", branch)
    git("merge", "-q", "one", "-m", "merged")
    assert len(accepted()) == 3
    assert (run("a.txt", "--strict").exit_code, places("a.txt")) == (0, [])
    write(folder / "a.txt", CLEAN)
    assert run("a.txt", "--strict").exit_code == 1


def test_what_is_accepted_of_a_pair_is_so_under_its_new_name(folder: Path) -> None:
    write(folder / "a.zh.txt", "矿山去年卖了12吨铜。\n")
    write(folder / "a.en.txt", "The mine sold 15 tonnes of copper last year.\n")
    run("accept", "--all", "a.en.txt", *WHY)
    (folder / "in").mkdir()
    for language in ("zh", "en"):
        (folder / f"a.{language}.txt").rename(f"in/b.{language}.txt")
    assert (places("."), run(".", "--strict").exit_code) == ([], 0)
    run("accept", "in/b.en.txt:1", *WHY)
    assert [path for path, *_ in accepted()] == ["in/b.en.txt"]
    (folder / "in/b.en.txt").rename("in/c.en.txt")
    (folder / "in/b.zh.txt").rename("in/c.zh.txt")
    assert run("accept", "in/c.en.txt:1", "--undo").exit_code == 0
    assert len(places(".")) == 1


def test_who_is_asked_of_git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Ada")
    write(folder / "a.txt", ARTICLE)
    run("accept", "a.txt:3", *WHY[:2])
    assert read_findings(ACCEPTED_NAME)[0].by == "Ada"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("a.txt:3", Target("a.txt:3", "a.txt", 3)),
        ("a.txt:3:41", Target("a.txt:3:41", "a.txt", 3, 41)),
        ("C:/a b:7.txt:3:41", Target("C:/a b:7.txt:3:41", "C:/a b:7.txt", 3, 41)),
        ("a:1:2:3", Target("a:1:2:3", "a:1", 2, 3)),
        ("0123456789abcdef0123", Target("0123456789abcdef0123", ".", fingerprint="0123456789abcdef0123")),
    ],
)
def test_how_a_finding_is_named(text: str, target: Target) -> None:
    assert parse_target(text, is_path=False) == target


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5)
DECISIONS = st.builds(
    lambda path, mark, reason, *rest: Decision("finding", f"{path}.txt", f"f{mark}", "accept", "", f"r{reason}", *rest),
    *[WORDS] * 8,
)


@given(st.lists(DECISIONS, max_size=9))
def test_what_is_accepted_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Decision]
) -> None:
    path = str(tmp_path_factory.mktemp("accepted") / "a.jsonl")
    write_findings(path, entries)
    assert sorted(read_findings(path)) == sorted(entries)


def test_a_place_in_a_document_without_lines(folder: Path) -> None:
    paragraph = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    body = paragraph.format("The port.") + paragraph.format("It is 摆脱 the the port.")
    (folder / "a.docx").write_bytes(make_docx(body))
    assert run("accept", "a.docx:paragraph 2", *WHY).exit_code == 2
    result = run("accept", "a.docx:paragraph 2:7", *WHY)
    assert (result.exit_code, accepted()) == (0, [("a.docx", "residual-source", WHY[1])])
    assert run("accept", "a.docx:paragraph 2", "--undo").exit_code == 2
    assert run("accept", "a.docx:paragraph 2:7", "--undo").exit_code == 0
    assert accepted() == []
