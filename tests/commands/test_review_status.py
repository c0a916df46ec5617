"""How far a review is: who decided how much, what is open, and how well the reviewers agree."""

import json
from pathlib import Path

import pytest
from command_line import run
from reviewing import TEXT, decide, find_ids, save

from align.commands.check import check_files
from align.config.decisions.decision import format_decision
from align.config.decisions.files import read_review
from align.config.settings import Request


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_bytes(TEXT.replace("Prices rose", "Prices rose rose").encode())
    (tmp_path / "aligncheck.toml").write_text("")
    return tmp_path


def review() -> None:
    found, sentences = find_ids()
    first, second = found["The the"], found["said said"]
    save(
        decide("finding", first, "accept", reason="a name", by="Ann", at="2031-02-03"),
        decide("finding", second, "fix", text="said", by="Ann", at="2031-02-05"),
        decide("edit", sentences["It has have workers."], "edit", text="It has workers.", by="Ann", at="2031-02-04"),
        name="ann.json",
    )
    save(
        decide("finding", first, "accept", reason="known", by=""),
        decide("finding", second, "accept", reason="spoken"),
        decide("finding", found["rose rose"], "comment", comment="?"),
        name="bo.json",
    )


def test_who_decided_what_and_what_is_open(folder: Path) -> None:
    review()
    result = run("review", "status", "ann.json", "bo.json")
    assert result.exit_code == 1
    assert result.stdout == (
        "Ann      3 decided  1 accepted, 2 changed       2031-02-03 to 2031-02-05\n"
        "bo.json  2 decided  2 accepted, 1 commented on\n"
        "Ann and bo.json both decided on 2 items: equal 0.50, Cohen's kappa 0.00,\n  Krippendorff's alpha 0.00\n"
        "a.txt: 3 decided, 1 undecided\n"
        "a.txt:3:8: bo.json on doubled-word “rose rose”: ?\n"
        "1 contradiction, 1 undecided\n"
    )
    mark = find_ids()[0]["said said"]
    told = f"a.txt: finding {mark}: reviewers do not agree (Ann: fix said / somebody: accept)"
    assert result.stderr == f"aligncheck: {told}\n"


def test_apply_and_status_and_the_dialog_count_in_the_same_words(folder: Path) -> None:
    found, sentences = find_ids()
    save(
        decide("finding", found["The the"], "accept", reason="a name", by="Ann"),
        decide("finding", found["said said"], "fix", text="said", by="Ann"),
        decide("edit", sentences["It has have workers."], "edit", text="It has workers.", by="Ann"),
    )
    status = run("review", "status", "report.review.json").stdout
    assert status.splitlines()[0].split("  ")[2:] == ["1 accepted, 2 changed"]
    assert status.splitlines()[-1] == "0 contradictions, 1 undecided"
    applied = run("review", "apply", "report.review.json")
    counts = dict.fromkeys(("accepted", "changed"), 0)
    for amount in applied.stdout.strip().partition(": ")[2].split(", "):
        number, word = amount.split(" ", 1)
        counts[word] = int(number)
    assert counts == {"accepted": 1, "changed": 2, "done before": 0}
    assert run("accept", "a.txt:3", "--reason", "x").stdout == "accepted: a.txt:3:8: doubled-word “rose rose”\n"
    assert "1 finding no longer accepted" in run("review", "undo", "report.review.json").stdout


def test_a_text_of_the_page_on_which_nothing_is_decided_is_open(folder: Path) -> None:
    (folder / "b.txt").write_text("The the port opened.\n")
    (folder / "c.txt").write_text("The port opened.\n")
    found, _ = find_ids()
    documents = [{"kind": "document", "path": path, "digest": "0"} for path in ("b.txt", "c.txt", "gone.txt")]
    save(*documents, decide("finding", found["The the"], "accept", reason="a name", by="Ann"))
    result = run("review", "status", "report.review.json")
    assert (result.exit_code, result.stdout.splitlines()[1:]) == (
        0,
        [
            "a.txt: 1 decided, 2 undecided",
            "b.txt: 0 decided, 1 undecided",
            "gone.txt: no such file or folder",
            "0 contradictions, 3 undecided",
        ],
    )
    assert run("review", "apply", "report.review.json", "--dry-run").exit_code == 0
    save(
        {"kind": "document", "path": "../b.txt", "digest": "0"},
        decide("finding", found["The the"], "accept", reason="x"),
    )
    refused = run("review", "status", "report.review.json")
    assert (refused.exit_code, refused.stderr.partition(": ")[2].partition(";")[0]) == (
        2,
        f"report.review.json: ../b.txt is not below {folder}: nothing was done",
    )


def test_agreement_is_that_of_score(folder: Path) -> None:
    review()
    given = json.loads(run("review", "status", "ann.json", "bo.json", "--output-format", "json").stdout)
    found, _ = find_ids()
    marks = (found["The the"], found["said said"])
    for name, labels in (("a.jsonl", ("accept", "fix")), ("b.jsonl", ("accept", "accept"))):
        lines = [json.dumps({"id": mark, "label": label}) for mark, label in zip(marks, labels, strict=True)]
        Path(name).write_text("\n".join(lines))
    scored = json.loads(run("score", "--select", "agreement", "a.jsonl", "b.jsonl", "--output-format", "json").stdout)
    assert given["agreement"] == [{**scored, "names": ["Ann", "bo.json"]}]
    assert given["reviewers"] == [
        {
            "name": "Ann",
            "counts": {"accepted": 1, "changed": 2},
            "first": "2031-02-03",
            "last": "2031-02-05",
            "decided": 3,
        },
        {"name": "bo.json", "counts": {"accepted": 2, "commented on": 1}, "first": "", "last": "", "decided": 2},
    ]
    assert given["texts"] == [{"path": "a.txt", "decided": 3, "undecided": 1, "problem": ""}]
    assert len(given["contradictions"]) == 1


def test_what_is_accepted_already_is_not_open(folder: Path) -> None:
    review()
    assert run("accept", "a.txt:3", "--reason", "twice").exit_code == 0
    result = run("review", "status", "ann.json")
    assert (result.exit_code, result.stdout.splitlines()[1:]) == (
        0,
        ["a.txt: 3 decided, 0 undecided", "0 contradictions, 0 undecided"],
    )


def test_a_finding_whose_sentence_is_rewritten_is_not_open(folder: Path) -> None:
    (folder / "a.txt").write_text("He went to to town and and home. They said said so.\n")
    found, sentences = find_ids()
    assert len(found) == 3
    save(decide("edit", sentences["He went to to town and and home."], "edit", text="He went home."))
    assert run("review", "status", "report.review.json").stdout.splitlines()[1:] == [
        "a.txt: 1 decided, 1 undecided",
        "0 contradictions, 1 undecided",
    ]


def test_a_part_that_is_left_out_is_decided_with_the_sentence_beside_it(folder: Path) -> None:
    source = "工厂去年生产了三万吨石墨。\n价格上涨了百分之五，但是专家认为石墨的需求会继续增长。\n他没有来。\n"
    (folder / "b.zh.txt").write_text(source, encoding="utf-8")
    (folder / "b.en.txt").write_text(
        "The factory made 30,000 tons of graphite last year.\nPrices rose.\nHe did not come.\n"
    )
    (page,) = check_files(Request(("b.en.txt",), with_pages=True)).report.pages
    marks = [one.id for row in page.rows for one in row.sentences]
    for mark, left in zip(marks, (1, 0, 1), strict=True):
        save({**decide("edit", mark, "edit", text="Anew."), "path": "b.en.txt"})
        told = run("review", "status", "report.review.json").stdout.splitlines()[1]
        assert told == f"b.en.txt: 1 decided, {left} undecided"


def test_comments_are_listed_where_they_belong(folder: Path) -> None:
    found, _ = find_ids()
    remark = "look \x1b[31m\n here"
    save(
        decide("finding", found["said said"], "accept", reason="spoken", comment="sure?", by="Ann", at="2031-02-03"),
        decide("finding", found["The the"], "comment", comment=remark, by="Bo"),
        decide("finding", "f" * 20, "comment", comment="what of it?", by="Bo"),
        {**decide("term", "1", "comment", text="矿 = mine", comment="pit?"), "path": "g.csv"},
    )
    result = run("review", "status", "report.review.json")
    assert result.stdout.splitlines()[-5:] == [
        "a.txt:1:1: Bo on doubled-word “The the”: look <U+001B>[31m here",
        "a.txt:4:6: Ann on doubled-word “said said”: sure?",
        "a.txt: Bo on what is no longer found: what of it?",
        "g.csv: report.review.json on “矿 = mine”: pit?",
        "0 contradictions, 2 undecided",
    ]
    given = json.loads(run("review", "status", "report.review.json", "--output-format", "json").stdout)
    assert given["comments"][1] == {
        "path": "a.txt",
        "place": "4:6",
        "rule": "doubled-word",
        "words": "said said",
        "by": "Ann",
        "at": "2031-02-03",
        "comment": "sure?",
    }


def test_a_text_that_is_gone_is_told(folder: Path) -> None:
    save({**decide("finding", "f" * 20, "accept", reason="x"), "path": "none.txt"})
    result = run("review", "status", "report.review.json")
    assert (result.exit_code, result.stdout.splitlines()[1]) == (0, "none.txt: no such file or folder")


def test_each_comment_of_a_thread_has_its_author(folder: Path) -> None:
    mark, said = find_ids()[0]["The the"], [("Ann", "2031-02-03", "a name?"), ("", "2031-02-04", "yes")]
    thread = [dict(zip(("by", "at", "text"), one, strict=True)) for one in said]
    save({**decide("finding", mark, "accept", reason="a name", comment="yes", by="Bo"), "comments": thread})
    (one,) = read_review("report.review.json").decisions
    assert [*one.remarks] == said
    assert format_decision(one)["comments"] == thread
    told = run("review", "status", "report.review.json").stdout.splitlines()
    assert [line for line in told if line.startswith("a.txt:1:1")] == [
        "a.txt:1:1: Ann on doubled-word “The the”: a name?",
        "a.txt:1:1: report.review.json on doubled-word “The the”: yes",
    ]
    run("check", "a.txt", "--output", "csv=a.csv", "--comments-from", "report.review.json")
    assert "Ann: a name?; report.review.json: yes" in Path("a.csv").read_text("utf-8-sig")
    assert run("review", "apply", "report.review.json").exit_code == 0
    for wrong in ("yes", [1], [{"by": 1}]):
        save({**decide("finding", mark, "comment"), "comments": wrong})
        result = run("review", "status", "report.review.json")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "is not a decision" in result.stderr
