"""How far a review is: who decided how much, what is open, and how well the reviewers agree."""

import json
from pathlib import Path

import pytest
from reviewing import TEXT, decide, find_ids, run, save


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
        "Ann      3 decided  1 accepted, 1 edited, 1 fixed  2031-02-03 to 2031-02-05\n"
        "bo.json  2 decided  2 accepted, 1 commented on\n"
        "Ann and bo.json both decided on 2 items: equal 0.50, Cohen's kappa 0.00, Krippendorff's alpha 0.00\n"
        "a.txt: 3 decided, 1 open\n"
        "1 contradiction, 1 open\n"
    )
    mark = find_ids()[0]["said said"]
    told = f"a.txt: finding {mark}: reviewers do not agree (Ann: fix said / somebody: accept)"
    assert result.stderr == f"aligncheck: {told}\n"


def test_agreement_is_that_of_score(folder: Path) -> None:
    review()
    given = json.loads(run("review", "status", "ann.json", "bo.json", "--output-format", "json").stdout)
    found, _ = find_ids()
    marks = (found["The the"], found["said said"])
    for name, labels in (("a.jsonl", ("accept", "fix")), ("b.jsonl", ("accept", "accept"))):
        lines = [json.dumps({"id": mark, "label": label}) for mark, label in zip(marks, labels, strict=True)]
        Path(name).write_text("\n".join(lines))
    scored = json.loads(run("score", "--agreement", "a.jsonl", "b.jsonl", "--output-format", "json").stdout)
    assert given["agreement"] == [{**scored, "names": ["Ann", "bo.json"]}]
    assert given["reviewers"] == [
        {
            "name": "Ann",
            "counts": {"accept": 1, "edit": 1, "fix": 1},
            "first": "2031-02-03",
            "last": "2031-02-05",
            "decided": 3,
        },
        {"name": "bo.json", "counts": {"accept": 2, "comment": 1}, "first": "", "last": "", "decided": 2},
    ]
    assert given["texts"] == [{"path": "a.txt", "decided": 3, "open": 1, "problem": ""}]
    assert len(given["contradictions"]) == 1


def test_what_is_accepted_already_is_not_open(folder: Path) -> None:
    review()
    assert run("accept", "a.txt:3", "--reason", "twice").exit_code == 0
    result = run("review", "status", "ann.json")
    assert (result.exit_code, result.stdout.splitlines()[1:]) == (
        0,
        ["a.txt: 3 decided, 0 open", "0 contradictions, 0 open"],
    )


def test_a_text_that_is_gone_is_told(folder: Path) -> None:
    save({**decide("finding", "f" * 20, "accept", reason="x"), "path": "none.txt"})
    result = run("review", "status", "report.review.json")
    assert (result.exit_code, result.stdout.splitlines()[1]) == (0, "none.txt: no such file or folder")
