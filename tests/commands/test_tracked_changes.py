"""Fixes as tracked changes in a Word document: accepted they are the fixed text, rejected the one that was there."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from command_line import run
from hypothesis import given
from hypothesis import strategies as st
from office_files import make_docx, make_paragraph, make_run, make_zip, read_members
from reviewing import decide, find_ids, save
from word_documents import CONTENTS, box, draw_findings, list_marked

from align.commands.check import make_baselines
from align.commands.review.answers import Answer, ask, finish
from align.commands.review.wishes import write_instead
from align.commands.word_comments import add_comments_and_changes
from align.commands.word_comments.changes import track_mends
from align.config.glossaries import Glossaries
from align.config.settings import Request
from align.inputs.tasks import plan_tasks
from align.model import Document, Edit, Skipped
from align.model.origins import UnwritableError, locate_edits
from align.readers import ReadOptions, read_document
from align.writers.edits import Mend
from align.writers.edits import edit as edit_bytes
from align.writers.edits.composition import compose_edits
from align.writers.edits.text_files import apply_edits

P = make_paragraph
WORDS = st.text(st.sampled_from("ab <&中"), max_size=3)
OWN = 'w:id="[0-9]+" w:author="aligncheck"'


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def track(data: bytes, *options: str) -> bytes:
    """The document as the command writes it, with its fixes as changes."""
    Path("a.docx").write_bytes(data)
    run("a.docx", "--config", "none", "-o", "docx-changes=r.docx", *options)
    assert Path("a.docx").read_bytes() == data
    return Path("r.docx").read_bytes()


def read(data: bytes) -> Document:
    return read_document("a.docx", data, ReadOptions())


def accept(data: bytes) -> bytes:
    """The document with the changes of this program accepted."""
    return _settle(data, dropped="del", kept="ins")


def reject(data: bytes) -> bytes:
    """The document with the changes of this program rejected."""
    return _settle(data, dropped="ins", kept="del")


def _settle(data: bytes, dropped: str, kept: str) -> bytes:
    members = dict[str, str | bytes](read_members(data))
    for name, content in read_members(data).items():
        if name.startswith("word/"):
            xml = re.sub(rf"(?s)<w:{dropped} {OWN}>.*?</w:{dropped}>", "", content.decode())
            xml = re.sub(rf"(?s)<w:{kept} {OWN}>(.*?)</w:{kept}>", r"\1", xml)
            members[name] = xml.replace("w:delText", "w:t")
    return make_zip(members)


def read_body(data: bytes) -> str:
    return read_members(data)["word/document.xml"].decode().partition("<w:body>")[2].partition("</w:body>")[0]


def test_what_is_replaced_is_deleted_and_what_replaces_it_inserted() -> None:
    body = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Tea，</w:t><w:t xml:space='preserve'>of </w:t></w:r>"
    tracked = track(make_docx(body + "<w:r><w:t>of salt.</w:t></w:r></w:p>"))
    bold, kept = "<w:r><w:rPr><w:b/></w:rPr>", '<w:t xml:space="preserve">'
    assert re.sub("<w:comment[^>]*>", "", read_body(tracked)).replace("<w:r></w:r>", "") == (
        f"<w:p>{bold}{kept}Tea</w:t></w:r>"
        f'<w:del w:id="1" w:author="aligncheck">{bold}<w:delText xml:space="preserve">，</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" w:author="aligncheck">{bold}{kept}, </w:t></w:r></w:ins>'
        f"{bold}{kept}of</w:t></w:r>"
        f'<w:del w:id="3" w:author="aligncheck">{bold}<w:delText xml:space="preserve"> </w:delText></w:r></w:del>'
        f'<w:del w:id="4" w:author="aligncheck"><w:r><w:delText xml:space="preserve">of</w:delText></w:r></w:del>'
        f"<w:r>{kept} salt.</w:t></w:r></w:p>"
    )
    assert list_marked(tracked) == {"0": "，, ", "1": "of of"}


def test_accepted_they_are_what_fix_writes_and_rejected_what_was_there() -> None:
    note = '<w:footnote w:id="2">' + P("In in the note，too.") + "</w:footnote>"
    theirs = '<w:ins w:id="9" w:author="Li"><w:r><w:t>A small small town</w:t></w:r></w:ins>'
    data = make_docx(
        f"<w:p>{theirs}<w:r><w:t>, by the the sea.</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
        + f"<w:p>{box(P('Most of of the boats，all of of them.'))}<w:r><w:t>We will 摆脱 it</w:t></w:r></w:p>"
        + '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>',
        footnotes=note,
        header1=P("At the the port"),
    )
    for options in ((), ("--unsafe-fixes",)):
        tracked = track(data, *options)
        Path("f.docx").write_bytes(data)
        run("f.docx", "--config", "none", "--fix", *options)
        fixed = Path("f.docx").read_bytes()
        assert read(fixed).text != read(data).text
        assert read(accept(tracked)).text == read(tracked).text == read(fixed).text
        assert read(reject(tracked)).text == read(data).text
        changed = {name for name, old in read_members(data).items() if read_members(tracked)[name] != old}
        assert changed == {
            "[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml", "word/footnotes.xml",
            "word/header1.xml",
        }  # fmt: skip
        assert 'w:author="Li"' in read_body(tracked)


def test_running_again_keeps_the_changes_and_adds_no_doubles() -> None:
    data = make_docx(P("At the the port，now.") + P("They 摆脱 it."))
    first = track(data)
    second = track(first)
    assert re.findall(f"<w:(?:ins|del) {OWN}>.*?</w:", read_body(second)) == re.findall(
        f"<w:(?:ins|del) {OWN}>.*?</w:", read_body(first)
    )
    assert list_marked(second) == {"0": "摆脱"}  # what is fixed is found no more
    assert track(second) == second
    third = track(first, "--unsafe-fixes")
    assert read(reject(third)).text == read(data).text


def test_ids_are_new_in_all_parts_and_runs_give_the_same_bytes() -> None:
    body = '<w:p><w:bookmarkStart w:id="41" w:name="a"/><w:r><w:t>Of of all.</w:t></w:r></w:p>'
    body += '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>'
    data = make_docx(body, header1=P("The the end"))
    tracked = track(data)
    members = b"".join(read_members(tracked).values()).decode()
    ids = re.findall(f"<w:(?:ins|del) {OWN.replace('[0-9]+', '([0-9]+)')}>", members)
    assert sorted(ids) == ["42", "43"]
    assert track(data) == tracked


def test_a_line_end_that_is_deleted_is_kept_as_deleted() -> None:
    data = make_docx(f"<w:p>{box('<w:p>' + make_run('0') + make_run(chr(10) + '0') + '</w:p>')}</w:p>")
    document, edit = read(data), Edit(0, 2, "")
    tracked, made = add_comments_and_changes(data, document, (), [edit])
    kept = '<w:delText xml:space="preserve">\n</w:delText></w:r></w:del><w:r><w:t xml:space="preserve">0</w:t>'
    assert (document.text, made, kept in read_body(tracked)) == ("0 0", [edit], True)
    assert (read(accept(tracked)).text, read(reject(tracked)).text) == ("0", "0 0")


def test_a_fix_that_no_change_can_hold_is_counted() -> None:
    Path("a.docx").write_bytes(make_docx("<w:p><w:r><w:t>At the <!-- x -->the port，now.</w:t></w:r></w:p>"))
    result = run("a.docx", "--config", "none", "-o", "docx-changes=r.docx")
    assert result.stderr.splitlines() == [
        "aligncheck: a.docx: 2 not fixed, for no change can be tracked there: mend by hand"
    ]
    assert list_marked(Path("r.docx").read_bytes()) == dict.fromkeys("01", "At the the port，now.")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("-o", "docx-changes=b.docx", "--fix"),
            "--output docx-changes leaves the file as it is: leave --fix and --diff out",
        ),
        (
            ("-o", "docx-changes=b.docx", "-o", "docx-comments=c.docx"),
            "two documents with comments are asked for: write docx-changes or docx-comments, once",
        ),
        (("-o", "docx-changes=-"), "--output docx-changes: name a file for the document: docx-changes=reviewed.docx"),
    ],
)
def test_what_does_not_go_together(arguments: tuple[str, ...], message: str) -> None:
    Path("a.docx").write_bytes(make_docx(P("At the the port.")))
    result = run("a.docx", *arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"aligncheck: {message}\n")


def draw_edits(drawn: st.DataObject, size: int, most: int = 4) -> list[Edit]:
    """Edits of a text of so many characters that do not touch."""
    places = sorted(drawn.draw(st.sets(st.integers(0, size), max_size=2 * most)))
    pairs = zip(places[::2], places[1::2], strict=False)
    return [Edit(start, end - drawn.draw(st.booleans()), drawn.draw(WORDS)) for start, end in pairs]


@given(st.text("abc", max_size=12), st.data())
def test_passes_of_edits_are_composed(text: str, drawn: st.DataObject) -> None:
    passes, now = list[list[Edit]](), text
    for _ in range(drawn.draw(st.integers(0, 4))):
        passes.append(draw_edits(drawn, len(now)))
        now = apply_edits(now, passes[-1])
    composed = list(compose_edits(passes, len(text)))
    assert apply_edits(text, composed) == now
    assert all(before.end < after.start for before, after in pairwise(composed))


@given(st.lists(CONTENTS, max_size=5).map("".join), st.data())
def test_any_edits_as_changes(content: str, drawn: st.DataObject) -> None:
    data = make_docx(f"{P('start')}<w:p>{content}</w:p>")
    document = read(data)
    edits = draw_edits(drawn, len(document.text))
    found = draw_findings(drawn, document)
    tracked, made = add_comments_and_changes(data, document, found, edits)
    assert len(list_marked(tracked)) == len(found)
    assert read(tracked).text.split() == apply_edits(document.text, made).split()
    assert read(accept(tracked)).text == read(tracked).text
    assert read(reject(tracked)).text == document.text
    for edit in set(edits) - set(made):
        with pytest.raises(UnwritableError):
            locate_edits(document, [edit])


def write(text: str, properties: str = "") -> str:
    """A run with properties."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" * bool(properties)}<w:t xml:space="preserve">{text}</w:t></w:r>'


def link(content: str) -> str:
    return f'<w:hyperlink r:id="styles">{content}</w:hyperlink>'


BOLD = "<w:b/>"
MINE = (
    f'{write("The ")}<w:bookmarkStart w:id="3" w:name="m"/>{write("old mine", BOLD)}{write(" of ")}'
    f'{link(write("Ganzou"))}<w:bookmarkEnd w:id="3"/>{write(" was opened by ")}'
    f"{write('its', '<w:i/>')}{write(' mayor.')}"
)
OLD, NEW = "The old mine of Ganzou was opened by its mayor.", "The old mine of Ganzhou was reopened by its mayor."


def rewrite(old: str, new: str, *others: dict[str, str], by: str = "", at: str = "", name: str = "r") -> str:
    """A file of decisions in which a sentence is written anew, and others are."""
    _, ids = find_ids("a.docx")
    people = {"by": by, "at": at}
    decisions = [{**decide("edit", ids[old], "edit", text=new), "path": "a.docx", **people}, *others]
    save(*decisions, name=f"{name}.review.json")
    return f"{name}.review.json"


def test_a_rewritten_sentence_keeps_what_its_words_have_and_says_who_changed_it() -> None:
    data = make_docx(f"<w:p>{MINE}</w:p>")
    Path("a.docx").write_bytes(data)
    result = run("review", "apply", rewrite(OLD, NEW, by='Ann "A" & Co', at="2031-02-03"))
    assert (result.exit_code, result.output) == (0, "a.docx: 1 changed, 0 accepted, 0 done before\n")
    body = re.sub(
        r'w:id="\d{2,}" w:author="Ann &quot;A&quot; &amp; Co" w:date="2031-02-03T00:00:00Z"',
        "BY",
        read_body(Path("a.docx").read_bytes()),
    )
    gone, come = (
        '<w:del BY><w:r><w:delText xml:space="preserve">{}</w:delText></w:r></w:del>',
        f"<w:ins BY>{write('{}')}</w:ins>",
    )
    assert body == f"<w:p>{MINE}</w:p>".replace(
        write("Ganzou"), gone.format("Ganzou") + come.format("Ganzhou")
    ).replace(
        write(" was opened by "), write(" was ") + gone.format("opened") + come.format("reopened") + write(" by ")
    )
    assert read(Path("a.docx").read_bytes()).text == NEW
    assert run("review", "undo", "r.review.json").exit_code == 0
    assert read_members(Path("a.docx").read_bytes()) == read_members(data)


def test_what_of_two_reviewers_is_tracked_is_taken_back_alone() -> None:
    between = P("Ships left. " * 20)
    first, second = P("The pier was built."), P("A dock was shut.")
    data = make_docx(first + between + second)
    Path("a.docx").write_bytes(data)
    ann = rewrite("The pier was built.", "The pier was rebuilt.", by="Ann", at="yesterday", name="ann")
    bo = rewrite("A dock was shut.", "A dock is shut.", by="Bo", name="bo")
    assert run("review", "apply", ann, bo).exit_code == 0
    both = read_body(Path("a.docx").read_bytes())
    assert re.findall('w:author="([^"]*)"', both) == ["Ann", "Ann", "Bo", "Bo"]
    assert "w:date" not in both
    assert len(set(re.findall('w:id="([^"]*)"', both))) == 4
    assert run("review", "undo", ann).output == "a.docx: put back as it was in 1 place\n"
    assert read_body(Path("a.docx").read_bytes()) == first + between + both.partition(between)[2]
    assert run("review", "undo", bo).exit_code == 0
    assert read_members(Path("a.docx").read_bytes()) == read_members(data)


def test_what_cannot_be_kept_or_tracked_is_said() -> None:
    picture = '<w:r><w:drawing><wp:docPr descr="A pier."/></w:drawing></w:r>'
    content = f"<w:p>{write('See ')}{link(write('the report'))}{write(' for figures.')}</w:p><w:p>{picture}</w:p>"
    Path("a.docx").write_bytes(make_docx(content))
    Path("aligncheck.toml").write_text('parts = ["attributes"]')
    _, ids = find_ids("a.docx")
    alt = {**decide("edit", ids["A pier."], "edit", text="A dock."), "path": "a.docx"}
    path = rewrite("See the report for figures.", "Figures stand elsewhere.", alt)
    for options, would in ((("--dry-run",), "would be: "), ((), "")):
        result = run("review", "apply", path, *options)
        assert (result.exit_code, result.stdout) == (0, f"{would}a.docx: 2 changed, 0 accepted, 0 done before\n")
        assert result.stderr.splitlines() == [
            "aligncheck: a.docx:paragraph 1:1: changed, but the link of “the report” could not be kept: none of these "
            "words is left",
            "aligncheck: a.docx:alt text 1:1: changed, but no change could be tracked there",
        ]
    assert 'descr="A dock."' in read_body(Path("a.docx").read_bytes())
    assert read(accept(Path("a.docx").read_bytes())).text == "Figures stand elsewhere."


def test_what_is_answered_to_questions_is_tracked_and_so_is_what_is_fixed_unasked() -> None:
    data = make_docx(P("We saw the the pier", "."))
    Path("a.docx").write_bytes(data)
    request = Request(("a.docx",), config="none")
    (task,) = plan_tasks(request)
    assert not isinstance(task, Skipped)
    questions = ask(task, make_baselines(request), Glossaries(), None)
    assert not isinstance(questions, Skipped)
    (found,) = questions.answers.found
    questions.answers.given.append(Answer(0, write_instead(found, "an old")))
    done, _ = finish(questions, Glossaries(), "Ann", "2031-02-03")
    assert (done.counts, done.problems, done.remarks) == ({"changed": 1, "accepted": 0}, (), ())
    body = read_body(Path("a.docx").read_bytes())
    assert set(re.findall('w:author="([^"]*)" w:date="([^"]*)"', body)) == {("Ann", "2031-02-03T00:00:00Z")}
    assert read(Path("a.docx").read_bytes()).text == "We saw an old pier."
    Path("a.docx").write_bytes(data)
    assert run("check", "a.docx", "--fix", "--config", "none").exit_code == 0
    fixed = Path("a.docx").read_bytes()
    assert (read(accept(fixed)).text, read(reject(fixed)).text) == ("We saw the pier.", "We saw the the pier.")
    assert run("check", "a.docx", "--fix", "--config", "none").stderr == "aligncheck: nothing to fix\n"
    assert Path("a.docx").read_bytes() == fixed


@given(st.lists(CONTENTS, max_size=5).map("".join), st.text(st.sampled_from("ab <&中"), max_size=8))
def test_any_text_written_anew_as_changes(content: str, text: str) -> None:
    data = make_docx(f"{P('start')}<w:p>{content}</w:p>")
    document = read(data)
    start, end = document.blocks[-1].start, document.blocks[-1].end
    mend = Mend(0, (Edit(start, end, text),), rewords=True)
    plain = edit_bytes("a.docx", data, [mend], read=lambda: [document])
    tracked = track_mends(data, document, [mend])
    assert (tracked is None) is not bool(plain.made)
    if tracked and not tracked.untracked:
        assert read(tracked.data).text.split() == read(plain.data).text.split()
        assert read(accept(tracked.data)).text == read(tracked.data).text
        assert read(reject(tracked.data)).text == document.text
