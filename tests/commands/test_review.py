"""What was decided on the page is carried out: all of it, once, and nothing beside it."""

import html
import json
import os
import shlex
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from command_line import run
from repositories import needs_git
from reviewing import TEXT, decide, find_ids, list_files, save

from align.commands.check import check_files
from align.config.decisions.decision import Decision, parse_decision
from align.config.decisions.files import Review, read_review, write_review
from align.config.settings import Request
from align.errors import FileError
from glossary.formats.files import load
from glossary.model import State
from glossary.upkeep.candidates import name_terms


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    (tmp_path / "aligncheck.toml").write_text("")
    return tmp_path


def test_what_was_decided_is_done_once(folder: Path) -> None:
    found, sentences = find_ids()
    save(
        decide("finding", found["The the"], "accept", reason="a name", by="Ann", at="2031-02-03"),
        decide("finding", found["said said"], "fix", text="said"),
        decide("edit", sentences["It has have workers."], "edit", text="It has workers – many."),
    )
    first = run("review", "apply", "report.review.json")
    assert (first.exit_code, first.output) == (0, "a.txt: 2 changed, 1 accepted, 0 done before\n")
    expected = TEXT.replace("has have workers", "has workers – many").replace("said said", "said")
    assert (folder / "a.txt").read_bytes() == expected.encode()
    (entry,) = map(json.loads, (folder / "aligncheck-accepted.jsonl").read_text("utf-8").splitlines())
    assert (entry["reason"], entry["by"], entry["at"]) == ("a name", "Ann", "2031-02-03")
    assert run("check", "a.txt", "--select", "doubled-word").exit_code == 0
    kept = list_files(folder)
    again = run("review", "apply", "report.review.json")
    assert (again.exit_code, again.output) == (0, "a.txt: 0 changed, 0 accepted, 3 done before\n")
    assert list_files(folder) == kept


def test_what_is_deleted_leaves_no_empty_line_and_what_is_kept_is_found_after_it(folder: Path) -> None:
    text = "The mine reopened.\n\nPrices rose.\n\nThey said said so. Prices fell.\n"
    (folder / "a.txt").write_text(text)
    found, sentences = find_ids()
    save(
        decide("edit", sentences["Prices rose."], "edit", text=""),
        decide("edit", sentences["Prices fell."], "edit", text=""),
        decide("finding", found["said said"], "accept", reason="spoken"),
    )
    result = run("review", "apply", "report.review.json")
    assert (result.exit_code, result.output) == (0, "a.txt: 2 changed, 1 accepted, 0 done before\n")
    assert (folder / "a.txt").read_text() == "The mine reopened.\n\nThey said said so.\n"
    assert run("review", "undo", "report.review.json").exit_code == 0
    assert (folder / "a.txt").read_text() == text
    save(decide("finding", found["said said"], "fix", text=""))
    assert run("review", "apply", "report.review.json").output == "a.txt: 1 changed, 0 accepted, 0 done before\n"
    assert (folder / "a.txt").read_text() == text.replace("said said ", "")


def test_all_decisions_on_several_texts_are_written(folder: Path) -> None:
    decisions = [
        Decision(kind, path, f"{number}", "edit", "x")
        for number, (kind, path) in enumerate((kind, path) for kind in ("edit", "finding") for path in ("a", "b"))
    ]
    write_review("x.json", "s", Review(decisions, {}))
    assert sorted(read_review("x.json").decisions) == sorted(decisions)


def test_messages_name_what_a_decision_is_about(folder: Path) -> None:
    about = {"rule": "doubled-word", "place": "5:317", "excerpt": "1,860 miles"}
    mark = "v2-0e9c4e64-d0a4a5cd1a1c93b7"
    save(decide("finding", mark, "fix", text="1,890 miles", by="Ann", **about), name="ann.json")
    save(decide("finding", mark, "fix", text="", by="Bo"), name="bo.json")
    message = "aligncheck: a.txt:5:317: doubled-word “1,860 miles”: "
    assert run("review", "apply", "ann.json").stderr == f"{message}is no longer there (fix: 1,890 miles)\n"
    both = run("review", "apply", "ann.json", "bo.json").stderr
    assert both == f"{message}reviewers do not agree (Ann: fix 1,890 miles / Bo: fix)\n"


@pytest.mark.parametrize("keeps_journal", [True, False])
@pytest.mark.parametrize(
    "text",
    ["Prices rose. They rose twice.", "It is known: Prices rose.", "Prices rose.", "So it is. Prices rose. They fell."],
)
def test_a_wording_that_holds_the_old_one_is_written_once(folder: Path, text: str, keeps_journal: bool) -> None:
    _, sentences = find_ids()
    save(decide("edit", sentences["Prices rose."], "edit", text=text))
    expected = TEXT.replace("Prices rose.", text).encode()
    for _ in range(3):
        result = run("review", "apply", "report.review.json")
        assert (result.exit_code, (folder / "a.txt").read_bytes()) == (0, expected)
        if not keeps_journal:
            Path("report.review.json.undo").unlink(missing_ok=True)
    assert result.output == "a.txt: 0 changed, 0 accepted, 1 done before\n"


def test_a_sentence_of_a_table_whose_wording_holds_the_old_one_is_written_once(folder: Path) -> None:
    found, _ = find_ids()
    save(decide("finding", found["said said"], "edit", text="They said said so. Twice."))
    for _ in range(2):
        assert run("review", "apply", "report.review.json").exit_code == 0
        assert (folder / "a.txt").read_bytes() == TEXT.replace("said so.", "said so. Twice.").encode()


def test_one_of_equal_sentences_is_rewritten_once(folder: Path) -> None:
    text = "".join(f"{word}.\n" for word in ("Yes", "No", "Yes", "So it was said", "Yes"))
    (folder / "a.txt").write_text(text)
    (page,) = check_files(Request(("a.txt",), with_pages=True)).report.pages
    first = page.rows[0].sentences[0].id
    save(decide("edit", first, "edit", text="Perhaps."), name="ann.json")
    save(decide("edit", find_ids()[1]["No."], "edit", text="Never."), name="bo.json")
    for names in (("ann.json",), ("ann.json", "bo.json"), ("bo.json", "ann.json")):
        assert run("review", "apply", *names).exit_code == 0
    assert (folder / "a.txt").read_text() == text.replace("Yes", "Perhaps", 1).replace("No", "Never")


def test_what_a_person_polished_since_does_not_bring_the_other_edits_back(folder: Path) -> None:
    line = "The {} line between them is longer than what a journal looks at on either side of what was changed.\n"
    text = "Yes.\n{}Prices rose.\n{}Yes.\n{}It closed.\n".format(*map(line.format, ("first", "second", "third")))
    (folder / "a.txt").write_text(text)
    (page,) = check_files(Request(("a.txt",), with_pages=True)).report.pages
    marks = [one.id for row in page.rows for one in row.sentences][::2]
    wordings = ("Perhaps.", "Prices fell.", "", "It opened.")
    save(*(decide("edit", mark, "edit", text=text) for mark, text in zip(marks, wordings, strict=True) if text))
    assert run("review", "apply", "report.review.json").exit_code == 0
    polished = text.replace("Yes", "Perhaps", 1).replace("rose", "fell").replace("closed", "opened at last")
    (folder / "a.txt").write_text(polished)
    result = run("review", "apply", "report.review.json")
    assert (result.exit_code, result.output) == (0, "a.txt: 0 changed, 0 accepted, 3 done before\n")
    assert (folder / "a.txt").read_text() == polished


def test_another_wording_of_what_was_applied_is_not_taken_for_done(folder: Path) -> None:
    _, sentences = find_ids()
    mark = sentences["Prices rose."]
    save(decide("edit", mark, "edit", text="Prices fell."))
    assert run("review", "apply", "report.review.json").exit_code == 0
    save(decide("edit", mark, "edit", text="Prices sank."))
    result = run("review", "apply", "report.review.json")
    assert result.exit_code == 1
    assert result.stderr == f"aligncheck: a.txt: edit {mark}: is no longer there (edit: Prices sank.)\n"


def test_an_encoding_stays(folder: Path) -> None:
    text = "The the mine of 赣州 reopened.\nIt it closed.\n"
    (folder / "a.txt").write_bytes(text.encode("gb18030"))
    _, sentences = find_ids()
    save(decide("edit", sentences["It it closed."], "edit", text="It closed."))
    assert run("review", "apply", "report.review.json").exit_code == 0
    assert (folder / "a.txt").read_bytes() == text.replace("It it", "It").encode("gb18030")


def test_what_has_changed_is_left_alone_and_listed(folder: Path) -> None:
    found, sentences = find_ids()
    save(
        decide("finding", found["said said"], "accept", reason="spoken"),
        decide("edit", sentences["It has have workers."], "edit", text="It has workers."),
        decide("edit", sentences["Prices rose."], "edit", text="Prices fell."),
    )
    (folder / "a.txt").write_bytes(TEXT.replace("It has have", "The mine has").encode())
    result = run("review", "apply", "report.review.json")
    assert result.exit_code == 1
    mark = sentences["It has have workers."]
    assert result.stdout == "a.txt: 1 changed, 1 accepted, 0 done before\n"
    assert result.stderr == f"aligncheck: a.txt: edit {mark}: is no longer there (edit: It has workers.)\n"
    changed = TEXT.replace("It has have", "The mine has").replace("rose", "fell")
    assert (folder / "a.txt").read_bytes() == changed.encode()


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    found, sentences = find_ids()
    save(
        decide("finding", found["The the"], "accept", reason="a name"),
        decide("edit", sentences["Prices rose."], "edit", text="Prices fell."),
    )
    result = run("review", "apply", "report.review.json", "--dry-run")
    assert (result.exit_code, result.output) == (0, "would be: a.txt: 1 changed, 1 accepted, 0 done before\n")
    assert (folder / "a.txt").read_bytes() == TEXT.encode()
    assert not (folder / "aligncheck-accepted.jsonl").exists()


def test_a_pair_is_edited_in_its_line(folder: Path) -> None:
    rows = [{"id": "1", "source": "矿", "target": "The mine. It it closed."}, {"source": "好", "target": "Good."}]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "a.jsonl").write_text(text, encoding="utf-8")
    _, sentences = find_ids("a.jsonl")
    save({**decide("edit", sentences["Good."], "edit", text="Fine."), "path": "a.jsonl"})
    assert run("review", "apply", "report.review.json").exit_code == 0
    assert (folder / "a.jsonl").read_text("utf-8") == text.replace("Good.", "Fine.")


def test_reviewers_who_do_not_agree_are_listed(folder: Path) -> None:
    _, sentences = find_ids()
    mark = sentences["Prices rose."]
    save(decide("edit", mark, "edit", text="Prices fell.", by="Ann"), name="ann.json")
    save(
        decide("edit", mark, "edit", text="Prices sank.", by="Bo"),
        decide("edit", sentences["It has have workers."], "edit", text="It has workers."),
        name="bo.json",
    )
    result = run("review", "apply", "ann.json", "bo.json")
    assert result.exit_code == 1
    told = f"a.txt: edit {mark}: reviewers do not agree (Ann: edit Prices fell. / Bo: edit Prices sank.)"
    assert result.stderr == f"aligncheck: {told}\n"
    assert (folder / "a.txt").read_bytes() == TEXT.replace("has have", "has").encode()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"kind": "finding", "path": "a.t', "report.review.json:4: is not a decision: nothing was done"),
        (
            '{"kind": "finding", "path": "a.txt", "id": "1", "decision": "accept"}',
            "report.review.json:4: is not a decision",
        ),
        ('{"kind": "edit", "path": "a.txt", "id": "1", "decision": "edit", "text": 1}', "report.review.json:4: is no"),
        ("[]", "report.review.json:4: is not a decision"),
        (
            '{"kind": "edit", "path": "a\\u0000", "id": "1", "decision": "edit", "text": "x"}',
            "report.review.json:4: is not a decision",
        ),
        (
            '{"kind": "term", "path": "\\ud800", "id": "1", "decision": "accept"}',
            "report.review.json:4: is not a decision",
        ),
    ],
)
def test_a_file_that_is_not_whole_is_refused_whole(folder: Path, line: str, message: str) -> None:
    _, sentences = find_ids()
    save(decide("edit", sentences["Prices rose."], "edit", text="Prices fell."))
    with Path("report.review.json").open("a", encoding="utf-8") as file:
        file.write(line)
    result = run("review", "apply", "report.review.json")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"aligncheck: {message}")
    assert (folder / "a.txt").read_bytes() == TEXT.encode()


def test_a_newer_version_is_one_line(folder: Path) -> None:
    save(version=2)
    result = run("review", "apply", "report.review.json")
    message = "report.review.json: is of version 2, this program reads 1: update it"
    assert (result.exit_code, result.stderr) == (2, f"aligncheck: {message}\n")
    Path("report.review.json").write_text("{}")
    assert "is not a file of decisions" in run("review", "apply", "report.review.json").stderr


def test_a_text_that_is_gone_is_listed(folder: Path) -> None:
    save({**decide("finding", "f" * 20, "fix", text="x"), "path": "none.txt"})
    result = run("review", "apply", "report.review.json")
    message = "none.txt: 1 decisions not applied: none.txt: no such file or folder"
    assert (result.exit_code, result.stderr) == (1, f"aligncheck: {message}\n")


def test_a_web_page_is_edited_in_its_text(folder: Path) -> None:
    text = "<html><body><h1>News</h1>\n<p>The <b>mine</b> &amp; others closed.</p><p>It is fine.</p></body></html>\n"
    (folder / "a.html").write_text(text, encoding="utf-8")
    _, sentences = find_ids("a.html")
    save({**decide("edit", sentences["It is fine."], "edit", text="It is <fine> & well."), "path": "a.html"})
    result = run("review", "apply", "report.review.json")
    assert (result.exit_code, result.output) == (0, "a.html: 1 changed, 0 accepted, 0 done before\n")
    expected = text.replace("is fine", "is &lt;fine&gt; &amp; well")
    assert (folder / "a.html").read_text("utf-8") == expected


def test_line_ends_within_a_sentence_stay(folder: Path) -> None:
    line = "The delegates of all the provinces met in the capital on Monday to talk about"
    text = f"{line}\r\nthe price of coal. It fell.\r\n"
    (folder / "a.txt").write_bytes(text.encode())
    _, sentences = find_ids()
    save(decide("edit", sentences[f"{line}\r\nthe price of coal."], "edit", text=f"{line}\nthe price of ore."))
    assert run("review", "apply", "report.review.json").exit_code == 0
    assert (folder / "a.txt").read_bytes() == text.replace("coal", "ore").encode()


def test_edits_of_one_place_by_two_people_are_listed(folder: Path) -> None:
    found, sentences = find_ids()
    save(decide("finding", found["said said"], "fix", text="said", by="Ann"), name="ann.json")
    save(decide("edit", sentences["They said said so."], "edit", text="So they said.", by="Bo"), name="bo.json")
    result = run("review", "apply", "ann.json", "bo.json")
    assert result.exit_code == 1
    assert result.stderr == (
        "aligncheck: a.txt:4:1: not applied: Bo and Ann do not agree here\n"
        "aligncheck: a.txt:4:6: not applied: Ann and Bo do not agree here\n"
    )
    assert list_files(folder).keys() == {"a.txt", "aligncheck.toml", "ann.json", "bo.json"}
    assert (folder / "a.txt").read_bytes() == TEXT.encode()


def test_a_sentence_written_anew_stands_for_the_suggestions_that_its_writer_took(folder: Path) -> None:
    found, sentences = find_ids()
    save(
        decide("finding", found["said said"], "fix", text="said", by="Ann"),
        decide("edit", sentences["They said said so."], "edit", text="So it was.", by="Ann"),
    )
    for told in ("1 changed, 0 accepted, 0 done before", "0 changed, 0 accepted, 2 done before"):
        result = run("review", "apply", "report.review.json")
        assert (result.exit_code, result.output) == (0, f"a.txt: {told}\n")
        assert (folder / "a.txt").read_bytes() == TEXT.replace("They said said so", "So it was").encode()


def test_equal_edits_of_two_people_are_made_once(folder: Path) -> None:
    _, sentences = find_ids()
    for name in ("ann", "bo"):
        save(decide("edit", sentences["Prices rose."], "edit", text="Prices fell.", by=name), name=f"{name}.json")
    result = run("review", "apply", "ann.json", "bo.json")
    assert (result.exit_code, result.output) == (0, "a.txt: 1 changed, 0 accepted, 0 done before\n")


def test_an_edit_takes_away_nothing_that_another_person_accepts(folder: Path) -> None:
    found, sentences = find_ids()
    save(
        decide("finding", found["said said"], "accept", reason="spoken", by="Ann"),
        decide("edit", sentences["They said said so."], "edit", text="They said so.", by="Bo"),
        decide("edit", sentences["Prices rose."], "edit", text="Prices fell.", by="Bo"),
    )
    result = run("review", "apply", "report.review.json")
    assert (result.exit_code, result.stdout) == (1, "a.txt: 1 changed, 0 accepted, 0 done before\n")
    assert result.stderr == "aligncheck: a.txt:4:6: not applied: Ann accepts what Bo takes away\n"
    assert (folder / "a.txt").read_bytes() == TEXT.replace("rose", "fell").encode()
    assert not (folder / "aligncheck-accepted.jsonl").exists()


def test_a_line_separator_within_a_text_is_none_of_the_file(folder: Path) -> None:
    _, sentences = find_ids()
    save(decide("edit", sentences["Prices rose."], "edit", text="Prices\u2028fell."))
    assert run("review", "apply", "report.review.json").exit_code == 0
    assert (folder / "a.txt").read_bytes() == TEXT.replace("Prices rose", "Prices\u2028fell").encode()


def test_what_was_done_and_is_there_no_more_is_listed(folder: Path) -> None:
    found, sentences = find_ids()
    fix = decide("finding", found["said said"], "fix", text="spoke and said", by="Ann")
    save(fix, decide("edit", sentences["They said said so."], "edit", text="So it was.", by="Ann"))
    assert run("review", "apply", "report.review.json").exit_code == 0
    (folder / "a.txt").write_bytes(b"Another line.\r\n" + (folder / "a.txt").read_bytes())
    again = run("review", "apply", "report.review.json")
    assert (again.exit_code, again.output) == (0, "a.txt: 0 changed, 0 accepted, 2 done before\n")
    (folder / "a.txt").write_bytes(TEXT.replace("They said said so.", "Something else.").encode())
    result = run("review", "apply", "report.review.json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("is no longer there") == 2


def test_a_file_that_is_cut_off_anywhere_is_refused(folder: Path) -> None:
    save(decide("edit", "1" * 20, "edit", text="Prices fell."), decide("finding", "2" * 20, "accept", reason="矿"))
    whole = Path("report.review.json").read_bytes()
    for length in range(len(whole) - 1):
        Path("cut.json").write_bytes(whole[:length])
        with pytest.raises(FileError, match=r"is cut off|is not a decision|is not a file of decisions|is not UTF-8"):
            read_review("cut.json")
    assert len(read_review("report.review.json").decisions) == 2
    lines = whole.splitlines(keepends=True)
    Path("report.review.json").write_bytes(b"".join(lines[:-1]))
    result = run("review", "apply", "report.review.json")
    message = "is cut off, for its last line is not there: nothing was done; save it again on the page"
    assert (result.exit_code, result.stderr) == (2, f"aligncheck: report.review.json: {message}\n")


@needs_git
def test_files_that_git_has_merged_are_whole(folder: Path) -> None:
    _, sentences = find_ids()
    edits = [
        decide("edit", sentences["Prices rose."], "edit", text="Prices fell.", by="Ann"),
        decide("edit", sentences["It has have workers."], "edit", text="It has workers.", by="Bo"),
    ]
    digests = ["a" * 64, "b" * 64]
    save(name="base.json")
    for name, edit, digest in zip("xy", edits, digests, strict=True):
        save({"kind": "document", "path": "a.txt", "digest": digest}, edit, name=f"{name}.json")
    for base in ("base.json", os.devnull):
        merge = ("git", "merge-file", "-p", "--union", "x.json", base, "y.json")
        Path("merged.json").write_bytes(subprocess.run(merge, capture_output=True, check=True).stdout)
        review = read_review("merged.json")
        assert sorted(review.decisions) == sorted(filter(None, map(parse_decision, edits)))
        assert review.digests == {"a.txt": frozenset(digests)}
    assert run("review", "apply", "merged.json").output == "a.txt: 2 changed, 0 accepted, 0 done before\n"


def test_what_is_written_is_read_again(folder: Path) -> None:
    one = parse_decision(decide("edit", "1", "edit", text="矿"))
    assert one
    review = Review([one], {"a.txt": frozenset(["a", "b"])}, ("--stored",))
    write_review("x.json", "s", review)
    assert read_review("x.json") == review
    kinds = [json.loads(line)["kind"] for line in Path("x.json").read_text("utf-8").splitlines()]
    assert kinds == ["aligncheck-review", "document", "document", "edit", "end"]


def test_a_finding_that_is_not_there_in_the_same_text_needs_other_options(folder: Path) -> None:
    digest = sha256(TEXT.encode()).hexdigest()
    fix = decide("finding", "f" * 20, "fix", text="x")
    save({"kind": "document", "path": "a.txt", "digest": digest}, fix)
    lost = f"aligncheck: a.txt: finding {'f' * 20}: is no longer there (fix: x)"
    hint = ", though the text is the same: give the options that `check` had, with --options"
    assert run("review", "apply", "report.review.json").stderr == f"{lost}{hint}\n"
    (folder / "a.txt").write_bytes(TEXT.replace("rose", "fell").encode())
    assert run("review", "apply", "report.review.json").stderr == f"{lost}\n"


@pytest.mark.parametrize("command", ["apply", "status"])
@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("../b.txt", "is not below {folder}"),
        ("{outside}/b.txt", "is not below {folder}"),
        ("link/b.txt", "is not below {folder}"),
        (".git/b.txt", "is hidden"),
        ("below", "is a folder"),
    ],
)
@pytest.mark.parametrize("kind", ["edit", "pair", "term"])
def test_no_decision_reaches_a_file_elsewhere(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, path: str, why: str, kind: str, command: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (folder / "link").symlink_to(outside)
    (folder / "below").mkdir()
    (outside / "b.txt").write_bytes(TEXT.encode())
    _, sentences = find_ids()
    named = path.format(outside=outside)
    decision = {"edit": "edit", "pair": "pair", "term": "accept"}[kind]
    elsewhere = {"kind": kind, "path": named, "id": "1", "decision": decision, "text": "x"}
    save(decide("edit", sentences["Prices rose."], "edit", text="Prices fell."), elsewhere)
    before = list_files(folder)
    result = run("review", command, "report.review.json")
    reason = why.format(folder=folder)
    message = f"{named} {reason}: nothing was done; run this in the folder that `check` ran in"
    assert (result.exit_code, result.output) == (2, f"aligncheck: report.review.json: {message}\n")
    assert (list_files(folder), list_files(outside)) == (before, {"b.txt": TEXT.encode()})


def test_a_glossary_that_the_configuration_names_may_stand_elsewhere(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    glossary = tmp_path_factory.mktemp("outside") / "g.csv"
    glossary.write_text("concept,language,term,state\n1,zh,矿,\n1,en,mine,candidate\n", encoding="utf-8")
    (folder / "aligncheck.toml").write_text(f"glossaries = ['{glossary}']\n")
    (term,) = [one.name for one in name_terms(load(glossary).glossary) if one.term.state is State.CANDIDATE]
    named = os.path.relpath(glossary)
    save({"kind": "term", "path": named, "id": term, "decision": "accept", "at": "2031-02-03"})
    result = run("review", "apply", "report.review.json")
    assert (result.exit_code, result.output) == (0, f"{named}: 1 accepted, 0 rejected, 0 done before\n")
    assert run("review", "undo", "report.review.json").output == f"{named}: put back as it was in 1 place\n"
    save({"kind": "edit", "path": named, "id": term, "decision": "edit", "text": "x"})
    assert "is not below" in run("review", "apply", "report.review.json").stderr


def test_a_file_without_decisions_is_told(folder: Path) -> None:
    (folder / "a.txt").write_text("The the mine.\n")
    run("check", "a.txt", "--output", "csv=f.csv")
    result = run("review", "apply", "f.csv")
    told = "aligncheck: no decision in what was given: nothing is to be done\n"
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", told)


def test_the_help_names_all_files_that_applying_changes(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / "b.zh.txt").write_text("矿区重新开放。\n", encoding="utf-8")
    (folder / "b.en.txt").write_text("The mine reopened.\n")
    (folder / "g.csv").write_text("concept,language,term,state\n1,zh,矿,\n1,en,mine,candidate\n", encoding="utf-8")
    (term,) = [one.name for one in name_terms(load(folder / "g.csv").glossary) if one.term.state is State.CANDIDATE]
    (page,) = check_files(Request(("b.en.txt",), with_pages=True)).report.pages
    (row,) = page.rows
    found, sentences = find_ids()
    save(
        decide("finding", found["The the"], "accept", reason="a name"),
        decide("edit", sentences["Prices rose."], "edit", text="Prices fell."),
        {**decide("pair", f"{row.source_sentences[0].id}={row.sentences[0].id}", "pair"), "path": "b.en.txt"},
        {**decide("term", term, "accept", at="2031-02-03"), "path": "g.csv"},
    )
    before = list_files(folder)
    assert run("review", "apply", "report.review.json").exit_code == 0
    changed = {name for name, data in list_files(folder).items() if before.get(name) != data}
    own = {"a.txt", "b.en.txt.align.tsv", "g.csv", "report.review.json.undo"}
    assert changed == own | {"aligncheck-accepted.jsonl", ".gitattributes"}
    help_text = run("review", "apply", "--help").output
    for name in (
        "texts decided on",
        "TEXT.align.tsv",
        "glossaries",
        "aligncheck-accepted.jsonl",
        ".gitattributes",
        "FILE.undo",
    ):
        assert f"\n      {name} " in help_text


OPTIONS = "--source 'the src/a.txt' --select number-mismatch"


def compare(folder: Path, *outputs: str) -> None:
    """Check a translation as `OPTIONS` say, and write reports."""
    (folder / "the src").mkdir(exist_ok=True)
    (folder / "the src/a.txt").write_text("我们在1998年买了12头牛。\n", encoding="utf-8")
    (folder / "a.txt").write_text("We bought 13 cows in 1998.\n")
    named = (word for output in outputs for word in ("--output", output))
    assert run("check", "a.txt", *shlex.split(OPTIONS), *named).exit_code == 1


def keep(options: object, *decisions: dict[str, str], name: str = "report.review.json") -> None:
    """Save decisions with the options of the run that found what they are about."""
    save(*decisions, name=name)
    head, _, rest = Path(name).read_text("utf-8").partition("\n")
    Path(name).write_text(f"{json.dumps({**json.loads(head), 'options': options})}\n{rest}", encoding="utf-8")


def find_numbers() -> str:
    (found,) = check_files(Request(("a.txt",), source="the src/a.txt", select=("number-mismatch",))).report.diagnostics
    return found.fingerprint


def test_what_check_was_asked_is_not_asked_again(folder: Path) -> None:
    compare(folder, "html=report.html")
    body = Path("report.html").read_text("utf-8").partition("<body")[2].partition(">")[0]
    options = json.loads(html.unescape(body.partition(' data-options="')[2].partition('"')[0]))
    assert options == OPTIONS
    fix = decide("finding", find_numbers(), "edit", text="We bought 12 cows in 1998.")
    keep(options, fix)
    before = list_files(folder)
    status = run("review", "status", "report.review.json")
    assert (status.exit_code, status.stdout.splitlines()[1]) == (0, "a.txt: 1 decided, 0 undecided")
    applied = run("review", "apply", "report.review.json")
    assert (applied.exit_code, applied.output) == (0, "a.txt: 1 changed, 0 accepted, 0 done before\n")
    assert (folder / "a.txt").read_text() == "We bought 12 cows in 1998.\n"
    assert run("review", "undo", "report.review.json").output == "a.txt: put back as it was in 1 place\n"
    assert list_files(folder) == before
    save(fix)
    assert "is no longer there" in run("review", "apply", "report.review.json").stderr
    assert run("review", "apply", "report.review.json", "--options", OPTIONS).exit_code == 0


def test_pages_of_documents_keep_the_options_and_a_plain_run_has_none(folder: Path) -> None:
    compare(folder)
    run("check", "a.txt", *shlex.split(OPTIONS), "--output", "html=report.html", "--per-document")
    (page,) = Path("report-pages").glob("*.html")
    assert " data-options=" in page.read_text("utf-8")
    run("check", "a.txt", "--output", "html=plain.html")
    assert " data-options=" not in Path("plain.html").read_text("utf-8")


def test_options_that_are_given_hold_instead_of_those_of_files(folder: Path) -> None:
    compare(folder)
    accept = decide("finding", find_numbers(), "accept", reason="right")
    keep("--select doubled-word", accept, name="x.json")
    keep(OPTIONS, accept, name="y.json")
    result = run("review", "apply", "x.json", "y.json")
    message = (
        f"y.json: was made with the options {OPTIONS}, x.json with --select doubled-word: take one after the other"
    )
    assert (result.exit_code, result.output) == (
        2,
        f'aligncheck: {message}, or say which hold with --options "..." (nothing was done)\n',
    )
    assert run("review", "undo", "x.json", "y.json").output == result.output
    assert run("review", "status", "x.json", "y.json", "--options", OPTIONS).exit_code == 0
    merged = Path("x.json").read_text("utf-8").partition("\n")[0] + "\n" + Path("y.json").read_text("utf-8")
    Path("z.json").write_text(merged, encoding="utf-8")
    message = f"z.json: was made with the options --select doubled-word and with {OPTIONS}"
    assert message in run("review", "apply", "z.json").stderr
    assert run("review", "apply", "z.json", "--options", OPTIONS).exit_code == 0


@pytest.mark.parametrize("command", ["apply", "status", "undo"])
@pytest.mark.parametrize(
    ("options", "why"),
    [
        ("--source {outside}", "{outside}, in its options, is not below {folder}"),
        ("--glossary ../g.csv", "../g.csv, in its options, is not below {folder}"),
        ("--config {outside}/x.toml", "{outside}/x.toml, in its options, is not below {folder}"),
        ("--dictionary link/c.u8", "link/c.u8, in its options, is not below {folder}"),
        ("--baseline .git/b.jsonl", ".git/b.jsonl, in its options, is hidden"),
        ("--memory ../house.sqlite", "../house.sqlite, in its options, is not below {folder}"),
        ("--glossary .", "., in its options, is a folder"),
    ],
)
def test_options_of_a_stranger_name_no_file_elsewhere(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, options: str, why: str, command: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (folder / "link").symlink_to(outside)
    fix = decide("edit", find_ids()[1]["Prices rose."], "edit", text="Prices fell.")
    keep(options.format(outside=outside), fix)
    before = list_files(folder)
    result = run("review", command, "report.review.json")
    told = f"aligncheck: report.review.json: {why.format(folder=folder, outside=outside)}: nothing was done;"
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f'{told} if you trust its options, give them with --options "..."\n'
    assert list_files(folder) == before


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ("--fix", "--fix does not say what is checked or how: leave it out"),
        ("--jobs 64", "--jobs does not say what is checked or how: leave it out"),
        ("--no-cache", "--no-cache does not say what is checked or how: leave it out"),
        ("a.txt", "a.txt is not an option: leave it out"),
        ("--output json=a.txt", "--output does not say what is checked or how: leave it out"),
        ("'", "no closing quotation: close the quotation marks in it"),
        ("--source a\0b", "holds a character that no path can have"),
        ("--source \ud800", "holds a character that no path can have"),
        ("--columns x", "--columns: "),
        (["--fix"], "[--fix] is not an option: leave it out"),
    ],
)
def test_nothing_else_in_options_of_a_stranger_is_obeyed(folder: Path, options: object, why: str) -> None:
    keep(options, decide("edit", find_ids()[1]["Prices rose."], "edit", text="Prices fell."))
    before = list_files(folder)
    result = run("review", "apply", "report.review.json")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith(f"aligncheck: report.review.json: {why}")
    assert result.stderr.endswith(" (in its options; nothing was done)\n")
    assert list_files(folder) == before


def test_options_of_a_stranger_make_no_texts_of_other_files(folder: Path) -> None:
    (folder / "Makefile").write_text("all: none. It has have workers.\n")
    (mark,) = find_ids("a.txt")[1].keys() & {"Prices rose."}
    edit = {**decide("edit", find_ids()[1][mark], "edit", text="all: evil"), "path": "Makefile"}
    keep("--input-format txt", edit)
    before = list_files(folder)
    for command in ("apply", "status"):
        result = run("review", command, "report.review.json")
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
        assert result.stderr.startswith("aligncheck: report.review.json: Makefile is not a file that `check` reads")
    assert list_files(folder) == before
    keep("--input-format txt", decide("edit", find_ids()[1]["Prices rose."], "edit", text="Prices fell."))
    assert run("review", "apply", "report.review.json").exit_code == 0


def test_a_glossary_elsewhere_is_changed_only_if_a_person_names_it(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    glossary = tmp_path_factory.mktemp("outside") / "g.csv"
    glossary.write_text("concept,language,term,state\n1,zh,矿,\n1,en,mine,candidate\n", encoding="utf-8")
    term = next(one.name for one in name_terms(load(glossary).glossary) if one.term.state is State.CANDIDATE)
    decision = {**decide("term", term, "accept", at="2031-02-03"), "path": str(glossary)}
    (folder / "x.toml").write_text(f'glossaries = ["{glossary}"]\n')
    for options in (f"--glossary {glossary}", "--config x.toml"):
        keep(options, decision)
        assert run("review", "apply", "report.review.json").exit_code == 2
        assert "candidate" in glossary.read_text("utf-8")
    assert run("review", "apply", "report.review.json", "--options", "--config x.toml").exit_code == 0
    assert "candidate" not in glossary.read_text("utf-8")
