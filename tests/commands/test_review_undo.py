"""What `review apply` has done is taken back, byte for byte, but for what somebody has edited since."""

import io
import json
import zipfile
from functools import partial
from pathlib import Path

import pytest
from command_line import run
from hypothesis import given
from hypothesis import strategies as st
from office_files import make_docx, make_paragraph
from operations import count_lines
from reviewing import TEXT, decide, find_ids, list_files, save

from align.commands.check import check_files
from align.config.decisions.decision import Decision
from align.config.decisions.files import read_findings
from align.config.decisions.journal import FileChange, Journal
from align.config.settings import Request
from align.writers import changes as writer
from align.writers.changes import find_changes, take_back
from glossary.formats.files import load
from glossary.formats.files import save as write_glossary
from glossary.model import State
from glossary.upkeep.candidates import name_terms

LINES = st.lists(st.sampled_from(["One here.", "Two is.", "Two is.", "", "矿 opened", "a", " "]), max_size=9)
ENDS = st.sampled_from(["\n", "\r\n", "\r", ""])

DOCUMENT = make_docx(make_paragraph("It it closed.") + make_paragraph("Prices rose."))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    (tmp_path / "aligncheck.toml").write_text("")
    return tmp_path


def review() -> None:
    """Decide on three places, and apply it."""
    found, sentences = find_ids()
    save(
        decide("finding", found["The the"], "accept", reason="a name", by="Ann", at="2031-02-03"),
        decide("edit", sentences["It has have workers."], "edit", text="It has workers."),
        decide("finding", found["said said"], "fix", text="said"),
    )
    assert run("review", "apply", "report.review.json").exit_code == 0


@given(LINES, LINES, ENDS)
def test_changes_can_be_taken_back(old: list[str], new: list[str], end: str) -> None:
    before, after = (end.join(lines).encode() for lines in (old, new))
    changes = find_changes(before, after)
    assert (changes == []) is (before == after)
    assert take_back(after, changes, is_same=True) == (before, ())


@given(LINES, LINES)
def test_changes_are_found_again_where_other_lines_have_changed(old: list[str], new: list[str]) -> None:
    before, after = (("\n".join([*lines, ""])).encode() for lines in (old, new))
    changes = find_changes(before, after)
    data, refused = take_back(b"Another line.\n" + after, changes, is_same=False)
    put_back = [one for one in changes if one not in refused]
    assert data == b"Another line.\n" + take_back(after, put_back, is_same=True).data
    assert all(one.window == b"" or one.window in after for one in changes)


@given(st.text("ab\n", max_size=60), st.sets(st.text("ab\n", min_size=1, max_size=40), max_size=9))
def test_many_stretches_are_found_as_one_by_one(text: str, sought: set[str]) -> None:
    data = text.encode()
    windows = {one.encode() for one in sought} | {data[start : start + 20] for start in range(0, len(data), 7)}
    expected = {window: [at for at in range(len(data)) if data.startswith(window, at)] for window in windows}
    assert writer._find_many(data, windows) == expected
    assert writer._find_all(data, windows) == expected | {b"": ()}


@pytest.mark.parametrize("line", ["Line {}: the old words.\n", "The old words.\n"])
def test_many_changes_are_noted_and_taken_back_in_linear_work(line: str) -> None:
    between = "Between the edits stands a line that nobody has edited, and it is longer than what is looked at: {}.\n"

    def note_and_take_back(size: int) -> None:
        old = "".join(line.format(at) + between.format(at) for at in range(size)).encode()
        new = old.replace(b"old", b"new")
        noted = find_changes(old, new)
        assert len(noted) == size
        assert take_back(b"A.\n" + new, noted, is_same=False) == (b"A.\n" + old, ())

    small, large = (sum(count_lines(partial(note_and_take_back, size)).values()) for size in (100, 400))
    assert large < 5 * small


def test_one_of_equals_is_found_by_its_number() -> None:
    old, new = b"A.\nSame.\nB.\nSame.\n", b"A.\nOther.\nB.\nOther.\n"
    first, second = find_changes(old, new)
    assert take_back(b"Z.\n" + new, [second], is_same=False).data == b"Z.\nA.\nOther.\nB.\nSame.\n"
    assert take_back(new + b"Other.\n", [first], is_same=False).refused == (first,)


def test_members_of_an_archive_are_put_back() -> None:
    packed = [io.BytesIO(), io.BytesIO()]
    for stream, text in zip(packed, ("One two.", "One three."), strict=True):
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("a.xml", text)
            archive.writestr("b.xml", "Same.")
    old, new = (stream.getvalue() for stream in packed)
    (change,) = find_changes(old, new)
    assert (change.part, change.was, change.now) == ("a.xml", b"two.", b"three.")
    with zipfile.ZipFile(io.BytesIO(take_back(new, [change], is_same=True).data)) as archive:
        assert [archive.read(name) for name in archive.namelist()] == [b"One two.", b"Same."]


def test_all_is_taken_back_once(folder: Path) -> None:
    before = list_files(folder)
    review()
    would = run("review", "undo", "report.review.json", "--dry-run")
    kept = "aligncheck-accepted.jsonl: 1 finding no longer accepted; the file is removed\n"
    lines = f"a.txt: put back as it was in 2 places\n{kept}"
    assert (would.exit_code, would.output) == (0, "".join(f"would be: {line}\n" for line in lines.splitlines()))
    assert (folder / "report.review.json.undo").exists()
    result = run("review", "undo", "report.review.json")
    assert (result.exit_code, result.output) == (0, lines)
    after = list_files(folder)
    assert after.pop("report.review.json")
    assert after == before
    again = run("review", "undo", "report.review.json")
    assert (again.exit_code, again.output) == (0, "nothing to take back\n")
    assert run("review", "apply", "report.review.json").output == "a.txt: 2 changed, 1 accepted, 0 done before\n"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_an_encoding_stays(folder: Path, encoding: str) -> None:
    data = "The mine of 赣州 reopened.\nIt it closed.\nPrices rose.\n".encode(encoding)
    (folder / "a.txt").write_bytes(data)
    _, sentences = find_ids()
    save(decide("edit", sentences["It it closed."], "edit", text="赣州 closed."))
    assert run("review", "apply", "report.review.json").exit_code == 0
    assert (folder / "a.txt").read_bytes() != data
    assert run("review", "undo", "report.review.json").exit_code == 0
    assert (folder / "a.txt").read_bytes() == data


def test_a_document_says_what_it_said(folder: Path) -> None:
    (folder / "a.docx").write_bytes(DOCUMENT)
    _, sentences = find_ids("a.docx")
    save({**decide("edit", sentences["It it closed."], "edit", text="It closed."), "path": "a.docx"})
    assert run("review", "apply", "report.review.json").exit_code == 0
    assert "It closed." in find_ids("a.docx")[1]
    assert run("review", "undo", "report.review.json").exit_code == 0
    with zipfile.ZipFile("a.docx") as now, zipfile.ZipFile(io.BytesIO(DOCUMENT)) as was:
        assert {name: now.read(name) for name in now.namelist()} == {name: was.read(name) for name in was.namelist()}


def test_what_was_edited_since_is_left_alone_and_listed(folder: Path) -> None:
    review()
    text = (folder / "a.txt").read_bytes().replace(b"so.", b"so twice.").replace(b"It has", b"A new line.\r\nIt has")
    (folder / "a.txt").write_bytes(text)
    since = "“They said so.” has been edited since: “They said said so.”"
    accepted = "aligncheck-accepted.jsonl: 1 finding no longer accepted; the file is removed\n"
    for told in (f"a.txt: put back as it was in 1 place\n{accepted}", ""):
        result = run("review", "undo", "report.review.json")
        assert (result.exit_code, result.stdout) == (1, told)
        assert result.stderr == f"aligncheck: a.txt: {since} was not put back\n"
        assert (folder / "a.txt").read_bytes() == text.replace(b"has workers", b"has have workers")
    (folder / "a.txt").write_bytes((folder / "a.txt").read_bytes().replace(b" twice", b""))
    assert run("review", "undo", "report.review.json").exit_code == 0
    assert b"They said said so." in (folder / "a.txt").read_bytes()


def test_an_acceptance_whose_reason_was_changed_stays(folder: Path) -> None:
    review()
    accepted = folder / "aligncheck-accepted.jsonl"
    accepted.write_text(accepted.read_text("utf-8").replace("a name", "the name of a mine"), encoding="utf-8")
    kept = accepted.read_bytes()
    result = run("review", "undo", "report.review.json")
    about = "a.txt: doubled-word “The the mine of Ganzhou reopened.”"
    message = f"{about}: has been edited in aligncheck-accepted.jsonl since, and is still accepted"
    assert (result.exit_code, result.stderr) == (1, f"aligncheck: {message}\n")
    assert accepted.read_bytes() == kept
    accepted.unlink()
    assert run("review", "undo", "report.review.json").exit_code == 0


def test_what_somebody_else_has_accepted_stays(folder: Path) -> None:
    assert run("accept", "a.txt:4", "--reason", "spoken").exit_code == 0
    kept = (folder / "aligncheck-accepted.jsonl").read_bytes()
    save(decide("finding", find_ids()[0]["The the"], "accept", reason="a name"))
    assert run("review", "apply", "report.review.json").exit_code == 0
    assert run("review", "undo", "report.review.json").exit_code == 0
    assert (folder / "aligncheck-accepted.jsonl").read_bytes() == kept


def test_the_decisions_of_one_person_are_taken_back_alone(folder: Path) -> None:
    _, sentences = find_ids()
    save(decide("edit", sentences["Prices rose."], "edit", text="Prices fell.", by="Ann"), name="ann.json")
    save(decide("edit", sentences["They said said so."], "edit", text="So it was.", by="Bo"), name="bo.json")
    assert run("review", "apply", "ann.json", "bo.json").exit_code == 0
    assert run("review", "undo", "ann.json").output == "a.txt: put back as it was in 1 place\n"
    assert (folder / "a.txt").read_bytes() == TEXT.replace("They said said so", "So it was").encode()
    assert run("review", "undo", "ann.json", "bo.json").output == "a.txt: put back as it was in 1 place\n"
    assert (folder / "a.txt").read_bytes() == TEXT.encode()


def test_edits_beside_each_other_are_taken_back_together(folder: Path) -> None:
    (folder / "a.txt").write_text("Then he said said so. Prices rose.\n")
    found, sentences = find_ids()
    save(decide("edit", sentences["Prices rose."], "edit", text="Prices fell."), name="ann.json")
    save(decide("finding", found["said said"], "fix", text="said"), name="bo.json")
    assert run("review", "apply", "ann.json", "bo.json").exit_code == 0
    assert run("review", "undo", "bo.json", "ann.json").exit_code == 0
    assert (folder / "a.txt").read_text() == "Then he said said so. Prices rose.\n"


def test_files_that_were_made_are_removed_and_those_removed_are_made(folder: Path) -> None:
    save()
    (folder / "b.txt").write_bytes(b"Prices fell.\n")
    journal = Journal("report.review.json")
    journal.note_change("a.txt.align.tsv", None, b"a\tb\n")
    journal.note_change("b.txt.align.tsv", b"c\td\n", None)
    (folder / "a.txt.align.tsv").write_bytes(b"a\tb\n")
    result = run("review", "undo", "report.review.json")
    assert (result.exit_code, result.output) == (0, "a.txt.align.tsv: removed\nb.txt.align.tsv: made again\n")
    assert not (folder / "a.txt.align.tsv").exists()
    assert (folder / "b.txt.align.tsv").read_bytes() == b"c\td\n"


def test_a_new_file_that_was_edited_since_stays(folder: Path) -> None:
    save()
    Journal("report.review.json").note_change("a.txt.align.tsv", None, b"a\tb\n")
    (folder / "a.txt.align.tsv").write_bytes(b"a\tc\n")
    result = run("review", "undo", "report.review.json")
    assert (result.exit_code, result.stdout) == (1, "")
    told = "a.txt.align.tsv: “a b” has been edited since: what was there was not put back"
    assert result.stderr == f"aligncheck: {told}\n"
    assert (folder / "a.txt.align.tsv").read_bytes() == b"a\tc\n"


def test_a_journal_is_read_as_it_was_written(folder: Path) -> None:
    journal = Journal("x.json")
    old, new = "价格 rose \u202e".encode("gb18030"), b"\xff\x00\xe4\xb8 fell"
    journal.note_change("a.txt", old, new, ["1"])
    entry = Decision(
        "finding", "a.txt", "0" * 20, "accept", reason="x\u2028", by="Ann", at="2031-02-03", excerpt="The the"
    )
    journal.note_kept("b.jsonl", [entry])
    change, accepted = Journal("x.json").read()
    assert isinstance(change, FileChange)
    assert take_back(new, change.changes, is_same=True).data == old
    assert (change.decisions, accepted) == (("1",), ("b.jsonl", entry))


def test_a_line_that_was_cut_off_was_never_done(folder: Path) -> None:
    Journal("x.json").note_change("a.txt", TEXT.encode(), b"Other.\n")
    whole = (folder / "x.json.undo").read_bytes()
    (folder / "x.json.undo").write_bytes(whole + b'{"kind": "chan')
    assert len(Journal("x.json").read()) == 1
    Journal("x.json").note_change("b.txt", b"", b"Other.\n")
    assert len(Journal("x.json").read()) == 2


def test_what_was_noted_and_never_done_is_not_taken_back(folder: Path) -> None:
    save()
    journal = Journal("report.review.json")
    journal.note_change("a.txt", TEXT.encode(), b"Other.\n")
    journal.note_kept("aligncheck-accepted.jsonl", [Decision("finding", "a.txt", "0" * 20, "known")])
    assert run("review", "undo", "report.review.json").exit_code == 0
    assert list_files(folder).keys() == {"a.txt", "aligncheck.toml", "report.review.json"}
    assert (folder / "a.txt").read_bytes() == TEXT.encode()


_HEAD = '{"kind": "aligncheck-review-journal", "version": 1}\n'
_NUL = '{"kind": "change", "path": "a\\u0000", "before": "", "after": "", "changes": [], "decisions": []}\n'


@pytest.mark.parametrize("text", ["", "{}\n", f"{_HEAD}[]\n", f"{_HEAD}{_NUL}", "\xff"])
def test_a_journal_that_is_none_is_refused_whole(folder: Path, text: str) -> None:
    review()
    kept = (folder / "a.txt").read_bytes()
    (folder / "report.review.json.undo").write_text(text, encoding="latin-1")
    result = run("review", "undo", "report.review.json")
    message = "is not a complete journal of `review apply`: nothing was done"
    assert (result.exit_code, result.stderr) == (2, f"aligncheck: report.review.json.undo: {message}\n")
    assert (folder / "a.txt").read_bytes() == kept


@pytest.mark.parametrize("path", ["../b.txt", "{outside}/b.txt", ".git/config", ".profile", "link/b.txt", "folder"])
def test_a_journal_of_a_stranger_reaches_no_other_file(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, path: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (folder / "link").symlink_to(outside)
    (folder / "folder").mkdir()
    (outside / "b.txt").write_text("Old.\n")
    save()
    named = path.format(outside=outside)
    journal = Journal("report.review.json")
    journal.note_change("a.txt", b"Evil.\n", TEXT.encode())
    journal.note_change(named, b"Evil.\n", b"Old.\n")
    result = run("review", "undo", "report.review.json")
    assert result.exit_code == 2
    why = "is hidden" if path.startswith(".g") or path == ".profile" else f"is not below {folder}"
    why = "is a folder" if path == "folder" else why
    assert f"report.review.json.undo: {named} {why}: nothing was done; run this in" in result.stderr
    assert (outside / "b.txt").read_text() == "Old.\n"
    assert (folder / "a.txt").read_bytes() == TEXT.encode()


_UNREAD = "is not a file that `check` reads (give the options that it had, such as --options "
_REMOVED = "would be removed, which `review undo` does to tables of pairs alone"
_MADE = "would be made, which `review undo` does to tables of pairs alone"


@pytest.mark.parametrize(
    ("path", "before", "after", "why"),
    [
        ("a.txt", None, TEXT.encode(), _REMOVED),
        ("Makefile", None, b"all:\n", _UNREAD),
        ("Makefile", b"all: evil\n", b"all:\n", _UNREAD),
        ("g.tbx", None, b"<martif/>\n", _UNREAD),
        ("package.json", b"{}\n", b"[]\n", _UNREAD),
        ("aligncheck.toml", b"x\n", b"", _UNREAD),
        ("aligncheck-accepted.jsonl", b"x\n", b"y\n", _UNREAD),
        ("evil.txt", b"Evil.\n", None, _MADE),
        ("evil.py", b"Evil.\n", None, _MADE),
        ("Makefile.align.tsv", b"x\n", None, _MADE),
        ("none.txt.align.tsv", b"x\n", None, "is the table of pairs of a text that is not there"),
        (
            "a.zh.txt.align.tsv",
            b"x\n",
            None,
            "belongs to no text that `check` reads (give the options that it had, such as --options ",
        ),
        ("link.txt", b"all: evil\n", b"all:\n", "is a link to a file of another kind"),
    ],
)
def test_a_journal_of_a_stranger_does_only_what_applying_does(
    folder: Path, path: str, before: bytes | None, after: bytes | None, why: str
) -> None:
    save()
    texts = {"Makefile": "all:\n", "package.json": "[]\n", "g.tbx": "<martif/>\n", "a.zh.txt": "矿。\n"}
    for name, text in {**texts, "aligncheck-accepted.jsonl": "y\n"}.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "link.txt").symlink_to("Makefile")
    journal = Journal("report.review.json")
    journal.note_change("a.txt", b"Evil.\n", TEXT.encode())
    journal.note_change(path, before, after)
    kept = list_files(folder)
    for dry in ((), ("--dry-run",)):
        result = run("review", "undo", "report.review.json", *dry)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
        assert result.stderr.startswith(f"aligncheck: report.review.json.undo: {path} {why}")
        assert result.stderr.endswith(": nothing was done\n")
    assert list_files(folder) == kept


def test_a_journal_of_a_stranger_takes_nothing_out_of_a_baseline(folder: Path) -> None:
    run("baseline", "a.txt", "--baseline", "known.jsonl")
    kept = list_files(folder)
    assert "known.jsonl" in kept
    (entry, *_) = read_findings("known.jsonl")
    Journal("report.review.json").note_kept("known.jsonl", [entry])
    result = run("review", "undo", "report.review.json")
    message = "report.review.json.undo: known.jsonl is not a file of findings that are accepted: nothing was done"
    assert (result.exit_code, result.output) == (2, f"aligncheck: {message}\n")
    assert (folder / "known.jsonl").read_bytes() == kept["known.jsonl"]


def test_a_glossary_that_is_given_again_is_put_back(folder: Path) -> None:
    (folder / "g.csv").write_text("concept,language,term\n1,zh,矿\n", encoding="utf-8")
    data = (folder / "g.csv").read_bytes()
    glossary = Path("terms.tbx")
    glossary.write_bytes(data)
    Journal("report.review.json").note_change("terms.tbx", b"Old.\n", data)
    assert run("review", "undo", "report.review.json").exit_code == 2
    result = run("review", "undo", "report.review.json", "--options", "--glossary terms.tbx")
    assert (result.exit_code, result.output) == (0, "terms.tbx: put back as it was in 1 place\n")
    assert glossary.read_bytes() == b"Old.\n"


def test_a_journal_of_a_newer_version_is_one_line(folder: Path) -> None:
    save()
    (folder / "report.review.json.undo").write_text('{"kind": "aligncheck-review-journal", "version": 2}\n')
    result = run("review", "undo", "report.review.json")
    message = "report.review.json.undo: is of version 2, this program reads 1: update it"
    assert (result.exit_code, result.stderr) == (2, f"aligncheck: {message}\n")


def test_a_file_that_is_not_there(folder: Path) -> None:
    result = run("review", "undo", "none.json")
    assert (result.exit_code, result.stderr) == (2, "aligncheck: none.json: no such file\n")


def test_pairs_and_terms_are_taken_back(folder: Path) -> None:
    (folder / "a.zh.txt").write_text("价格上涨了。\n他没有来。\n", encoding="utf-8")
    (folder / "a.en.txt").write_text("Prices rose.\nHe did not come.\n")
    (folder / "g.csv").write_text("concept,language,term,state\n1,zh,矿,\n1,en,mine,candidate\n", encoding="utf-8")
    (page,) = check_files(Request(("a.en.txt",), with_pages=True)).report.pages
    source = "+".join(one.id for row in page.rows for one in row.source_sentences)
    target = "+".join(one.id for row in page.rows for one in row.sentences)
    term = next(one.name for one in name_terms(load(Path("g.csv")).glossary) if one.term.state is State.CANDIDATE)
    save(
        {"kind": "pair", "path": "a.en.txt", "id": f"{source}={target}", "decision": "pair"},
        {"kind": "term", "path": "g.csv", "id": term, "decision": "accept", "at": "2031-02-03"},
    )
    before = list_files(folder)
    result = run("review", "apply", "report.review.json")
    assert result.exit_code == 0, result.output
    assert list_files(folder).keys() - before.keys() == {"a.en.txt.align.tsv", "report.review.json.undo"}
    status = run("review", "status", "report.review.json")
    assert status.stdout.splitlines()[1:] == [
        "a.en.txt: 1 decided, 0 undecided",
        "g.csv: 1 decided, 0 undecided",
        "0 contradictions, 0 undecided",
    ]
    undone = run("review", "undo", "report.review.json")
    assert undone.output == "a.en.txt.align.tsv: removed\ng.csv: put back as it was in 1 place\n"
    assert list_files(folder) == before


def test_a_journal_of_a_stranger_makes_no_glossary_of_another_file(folder: Path) -> None:
    (folder / "Makefile").write_text("all:\n")
    (folder / "package.json").write_text("{}\n")
    run("baseline", "a.txt", "--baseline", "known.jsonl")
    kept = list_files(folder)
    assert len(kept) == 5
    for name, options in (
        ("Makefile", "--glossary Makefile"),
        ("Makefile", "--input-format txt"),
        ("package.json", "--glossary package.json"),
        ("known.jsonl", "--glossary known.jsonl"),
        ("aligncheck.toml", "--glossary aligncheck.toml"),
    ):
        head = {"kind": "aligncheck-review", "version": 1, "signature": "x", "options": options}
        Path("x.json").write_text(f'{json.dumps(head)}\n{{"kind": "end"}}\n')
        Journal("x.json").note_change(name, b"evil\n", kept[name])
        result = run("review", "undo", "x.json")
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
        assert result.stderr.startswith(f"aligncheck: x.json.undo: {name} {_UNREAD}")
        Path("x.json.undo").unlink()
        Path("x.json").unlink()
        assert list_files(folder) == kept


def test_a_glossary_that_the_file_of_decisions_names_is_put_back_even_if_that_is_cut_off(folder: Path) -> None:
    Path("g.csv").write_text("concept,language,term\n1,zh,矿\n", encoding="utf-8")
    write_glossary(Path("terms.tbx"), load(Path("g.csv")).glossary)
    data = Path("terms.tbx").read_bytes()
    head = {"kind": "aligncheck-review", "version": 1, "signature": "x", "options": "--glossary terms.tbx"}
    Path("x.json").write_text(f"{json.dumps(head)}\n")
    Journal("x.json").note_change("terms.tbx", b"Old.\n", data)
    assert run("review", "apply", "x.json").exit_code == 2
    assert run("review", "undo", "x.json", "--options", "").exit_code == 2
    result = run("review", "undo", "x.json")
    assert (result.exit_code, result.output) == (0, "terms.tbx: put back as it was in 1 place\n")
