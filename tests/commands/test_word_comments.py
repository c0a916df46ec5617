"""Findings as comments in a Word document: on the marked characters, and nothing else changes."""

import re
from pathlib import Path

import pytest
from command_line import run
from hypothesis import given
from hypothesis import strategies as st
from office_files import make_docx, make_paragraph, make_zip, read_members
from reviewing import decide, save
from word_documents import CONTENTS, box, draw_findings, list_marked

from align.commands.check import check_file
from align.commands.word_comments import add_comments
from align.errors import ReadError
from align.inputs.tasks import Task
from align.model import Diagnostic
from align.readers import ReadOptions, read_document

P = make_paragraph
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>'


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def find(data: bytes) -> list[Diagnostic]:
    return list(check_file(Task("a.docx"), data=data).diagnostics)


def review(data: bytes) -> bytes:
    return add_comments(data, read_document("a.docx", data, ReadOptions()), find(data))


def list_comments(data: bytes) -> list[tuple[str, str, str]]:
    """The id, the author and the text of each comment."""
    xml = read_members(data)["word/comments.xml"].decode()
    found = re.findall(r'<w:comment w:id="(\d+)" w:author="(\w+)".*?>(.*?)</w:comment>', xml)
    return [(id_, author, re.sub("</w:p>", "\n", content)) for id_, author, content in found]


RUNS = (
    "<w:r><w:t>We saw t</w:t></w:r><w:hyperlink><w:r><w:rPr><w:b/></w:rPr><w:t>he</w:t><w:t xml:space='preserve'> the "
    "pier and </w:t></w:r></w:hyperlink><w:r><w:rPr><w:i/></w:rPr><w:t>摆脱</w:t></w:r><w:r><w:t>.</w:t></w:r>"
)


def test_comments_stand_on_the_marked_characters() -> None:
    data = make_docx(f"<w:p>{RUNS}</w:p>")
    reviewed = review(data)
    assert list_marked(reviewed) == {"0": "the the", "1": "摆脱"}
    first, second = list_comments(reviewed)
    assert first[:2] == ("0", "aligncheck")
    assert "Repeated word “the”: delete one, or replace it with the intended word. [doubled-word]" in first[2]
    assert "Suggestions: " in second[2]
    assert "get rid of; " in second[2]
    assert read_document("a.docx", reviewed, ReadOptions()).text == "We saw the the pier and 摆脱."
    text = read_members(reviewed)["word/document.xml"].decode()
    assert (
        '<w:t xml:space="preserve">We saw </w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t xml:space="preserve">t'
        "</w:t></w:r><w:hyperlink><w:r><w:rPr><w:b/></w:rPr><w:t>he</w:t><w:t xml:space='preserve'> the</w:t></w:r>"
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r><w:r><w:rPr><w:b/></w:rPr><w:t '
        'xml:space="preserve"> pier and </w:t></w:r></w:hyperlink><w:commentRangeStart w:id="1"/><w:r><w:rPr><w:i/>'
        '</w:rPr><w:t>摆脱</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    ) in text


def test_the_comments_are_registered_and_the_other_members_keep_their_bytes() -> None:
    data = make_docx(P("They 摆脱 it."), header1=P("x"))
    old, new = read_members(data), read_members(review(data))
    assert list(new) == [*old, "word/comments.xml"]
    changed = {name for name in old if old[name] != new[name]}
    assert changed == {"[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"}
    assert b'PartName="/word/comments.xml"' in new["[Content_Types].xml"]
    assert b'/comments" Target="comments.xml"' in new["word/_rels/document.xml.rels"]


def test_running_again_replaces_its_own_comments_and_no_others() -> None:
    other = '<w:comment w:id="4" w:author="Li"><w:p><w:r><w:t>Why 摆脱?</w:t></w:r></w:p></w:comment>'
    body = (
        f'<w:p><w:commentRangeStart w:id="4"/>{RUNS}<w:commentRangeEnd w:id="4"/>'
        '<w:r><w:commentReference w:id="4"/></w:r></w:p>'
    )
    data = make_docx(body, comments=other)
    reviewed = review(data)
    assert [(id_, author) for id_, author, _ in list_comments(reviewed)] == [
        ("4", "Li"),
        ("5", "aligncheck"),
        ("6", "aligncheck"),
    ]
    assert list_marked(reviewed) == {"4": "We saw the the pier and 摆脱.", "5": "the the", "6": "摆脱"}
    assert review(reviewed) == reviewed
    cleared = add_comments(reviewed, read_document("a.docx", reviewed, ReadOptions()), [])
    assert list_marked(cleared) == {"4": "We saw the the pier and 摆脱."}
    assert [author for _, author, _ in list_comments(cleared)] == ["Li"]


def test_what_stands_where_word_has_no_comments_is_told_nearby() -> None:
    note = '<w:footnote w:id="2">' + P("In the the note.") + "</w:footnote>"
    body = (
        P("A pier.")
        + f"<w:p><w:r><w:t>One</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>{box(P('Two two boats.'))}</w:p>"
        + '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>'
    )
    reviewed = review(make_docx(body, footnotes=note, header1=P("The the Daily")))
    comments = {text: id_ for id_, _, text in list_comments(reviewed)}
    places = {
        next((place for place in ("footnote 1:4: the the", "header 1:1: The the") if place in text), "box"): id_
        for text, id_ in comments.items()
    }
    marked = list_marked(reviewed)
    xml = read_members(reviewed)["word/document.xml"].decode()
    assert len(marked) == 3
    note_id, header_id = places["footnote 1:4: the the"], places["header 1:1: The the"]
    assert (
        f"<w:commentRangeStart w:id=\"{note_id}\"/><w:r><w:footnoteReference w:id='2'/></w:r><w:commentRangeEnd" in xml
    )
    assert f'<w:p><w:commentRangeStart w:id="{header_id}"/><w:commentRangeEnd w:id="{header_id}"/>' in xml
    assert f'<w:commentRangeStart w:id="{places["box"]}"/><w:r><mc:AlternateContent>' in xml
    assert review(reviewed) == reviewed


def test_the_command_writes_a_document() -> None:
    Path("a.en.docx").write_bytes(make_docx(P("The new pier will cost 200 million yuan.")))
    Path("a.zh.docx").write_bytes(make_docx(P("新码头要花三亿元。")))
    result = run("a.en.docx", "-o", "docx-comments=r.docx", "--select", "money-mismatch")
    assert (result.exit_code, result.stdout) == (
        1,
        "1 warning in 1 document (8 words), compared with a.zh.docx. Only the rule\nmoney-mismatch ran (--select).\n",
    )
    ((_, _, text),) = list_comments(Path("r.docx").read_bytes())
    assert "Source: 新码头要花三亿元。" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a.docx", "b.docx", "-o", "docx-comments=r.docx"), "name one Word document (.docx) to check"),
        (("a.txt", "-o", "docx-comments=r.docx"), "name one Word document (.docx) to check"),
        (("a.docx", "-o", "docx-comments=-"), "name a file for the document: docx-comments=reviewed.docx"),
        (("a.docx", "-o", "docx-comments=a.docx"), "a.docx is what is checked: name another file"),
        (("c.docx", "-o", "docx-comments=r.docx"), "c.docx: there is no “[Content_Types].xml” in it"),
    ],
)
def test_what_cannot_be_reviewed_is_told_in_one_line(arguments: tuple[str, ...], message: str) -> None:
    data = make_docx(P("They 摆脱 it."))
    for name in ("a.docx", "b.docx"):
        Path(name).write_bytes(data)
    Path("a.txt").write_text("A pier.")
    Path("c.docx").write_bytes(make_zip({"word/document.xml": read_members(data)["word/document.xml"]}))
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert not Path("r.docx").exists()


def test_a_folder_of_documents_is_written_in_one_run() -> None:
    plain = make_docx(P("They 摆脱 it."))
    for name in ("in/a.docx", "in/b/a.docx", "in/b/c.docx", "in/d.docx"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(make_docx(P("They left.")) if "d." in name else plain)
    Path("in/e.txt").write_text("They 摆脱 it.")
    arguments = ("in", "--config", "none", "--quiet", "--select", "residual-source", "-o")
    for output in ("docx-comments=out/", "docx-comments=out", "docx-comments=in/new/", "docx-comments=in/new/"):
        folder = Path(output.partition("=")[2])
        result = run(*arguments, output)
        assert (result.exit_code, result.output) == (1, "")
        written = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        assert sorted(written) == ["a.docx", "b/a.docx", "b/c.docx", "d.docx"]
        assert {name: len(list_marked(path.read_bytes())) for name, path in written.items()} == {
            "a.docx": 1,
            "b/a.docx": 1,
            "b/c.docx": 1,
            "d.docx": 0,
        }
    assert Path("in/a.docx").read_bytes() == plain


def test_what_is_in_the_folder_for_documents_is_not_replaced() -> None:
    data = make_docx(P("They 摆脱 it."))
    for name in ("in/a.docx", "in/b.docx", "more/a.docx", "out/a.docx"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(data)
    Path("in/c.docx").write_bytes(b"no document")
    Path("e.txt").write_text("A pier.")
    result = run("in", "--config", "none", "--quiet", "-o", "docx-comments=out/")
    assert result.exit_code == 2
    first, second = sorted(result.stderr.splitlines())
    assert first.startswith("aligncheck: in/c.docx: ")
    assert (
        second == "aligncheck: out/a.docx: is not an earlier document of aligncheck with comments: name another folder"
    )
    assert Path("out/a.docx").read_bytes() == data
    assert len(list_marked(Path("out/b.docx").read_bytes())) == 1
    for paths, told in (
        (("in/a.docx", "-o", "docx-comments=in/"), "in/a.docx: is not an earlier document of aligncheck"),
        (("in/b.docx", "more", "in/a.docx", "-o", "docx-comments=new/"), "would both be new/a.docx: check one folder"),
        (("e.txt", "-o", "docx-comments=new/"), "no Word document (.docx) was checked: name one, or its folder"),
        (("in/a.docx", "-o", "docx-comments=e.txt/"), "e.txt: cannot be made (File exists): name another folder"),
    ):
        result = run(*paths)
        assert result.exit_code == 2
        assert told in result.stderr


def test_a_file_that_has_changed_is_told() -> None:
    data, changed = make_docx(P("They 摆脱 it.")), make_docx(P("They left."))
    with pytest.raises(ReadError, match="has changed since it was checked"):
        add_comments(changed, read_document("a.docx", changed, ReadOptions()), find(data))


def test_white_space_that_nobody_saw_is_not_seen_where_a_text_is_cut() -> None:
    runs = (
        "<w:r><w:t>They</w:t></w:r><w:r><w:t xml:space='default'> \n摆脱 it.&#10;</w:t></w:r><w:r><w:t>Now</w:t></w:r>"
    )
    text = read_members(review(make_docx(f"<w:p>{runs}</w:p>")))["word/document.xml"].decode()
    start, end = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    reference = '<w:r><w:commentReference w:id="0"/></w:r>'
    assert f'{start}<w:r><w:t xml:space="preserve">摆脱</w:t></w:r>{end}{reference}' in text
    assert '<w:r><w:t xml:space="preserve"> it.</w:t></w:r>' in text


PARAGRAPHS = st.lists(CONTENTS, max_size=4).map(lambda parts: f"<w:p>{''.join(parts)}</w:p>")


@given(st.lists(PARAGRAPHS, min_size=1, max_size=3).map("".join), st.data())
def test_comments_on_any_characters(body: str, drawn: st.DataObject) -> None:
    data = make_docx(P("start") + body)
    document = read_document("a.docx", data, ReadOptions())
    found = draw_findings(drawn, document)
    reviewed = add_comments(data, document, found)
    again = read_document("a.docx", reviewed, ReadOptions())
    assert again.text == document.text
    assert [again.locate(span.start) for span in again.blocks] == [
        document.locate(span.start) for span in document.blocks
    ]
    assert len(list_marked(reviewed)) == len(found)
    cleared = add_comments(reviewed, again, [])
    assert read_document("a.docx", cleared, ReadOptions()).text == document.text
    assert add_comments(reviewed, again, found) == reviewed


def test_a_reviewed_copy_is_not_checked_beside_its_document(tmp_path: Path) -> None:
    Path("reviewed").mkdir()
    names = ("the mine—new.docx", "reviewed/the mine—new.docx", "reviewed copy.docx")
    Path(names[0]).write_bytes(make_docx(P("We saw the the pier and 摆脱 it.")))
    for copy in names[1:]:
        assert run("check", names[0], "--output", f"docx-comments={copy}").exit_code == 1
    result = run("check", ".")
    assert (result.exit_code, result.stdout.count("error doubled-word")) == (1, 1)
    assert "Skipped 2 files: reviewed copy, unchanged since it was written (2)." in " ".join(result.stdout.split())
    assert run("check", names[2], "--quiet").stdout.count("error doubled-word") == 1  # it is named
    assert run("check", "reviewed").stdout.count("error doubled-word") == 1  # its document is elsewhere
    again = Path(names[1]).read_bytes()
    assert run("check", names[2], "--output", f"docx-comments={names[1]}").exit_code == 1
    assert again != Path(names[1]).read_bytes()  # a copy of the copy, whose name it has
    assert run("check", ".").stdout.count("error doubled-word") == 1


def test_a_reviewed_copy_that_was_edited_is_a_text(tmp_path: Path) -> None:
    Path("a.docx").write_bytes(make_docx(P("We saw the the pier and the the mine.")))
    assert run("check", "a.docx", "--output", "docx-comments=b.docx").exit_code == 1
    assert run("check", ".").stdout.count("error doubled-word") == 2
    members = read_members(Path("b.docx").read_bytes())
    members["word/document.xml"] = members["word/document.xml"].replace(b"pier", b"port")
    Path("b.docx").write_bytes(make_zip(members))
    assert run("check", ".").stdout.count("error doubled-word") == 4
    Path("b.docx").write_bytes(make_zip({**members, "word/comments.xml": b"<!-- aligncheck:"}))
    assert run("check", ".").exit_code == 1


def test_what_reviewers_commented_is_in_the_comment_on_the_finding(tmp_path: Path) -> None:
    Path("a.docx").write_bytes(make_docx(P("The the mine closed.") + P("They said said so.")))
    first, second = find(Path("a.docx").read_bytes())
    asked = decide("finding", second.fingerprint, "comment", comment="A quotation & <more>?", by="Ann")
    kept = decide("finding", first.fingerprint, "accept", reason="a name", comment="Sure?")
    save({**asked, "path": "a.docx"}, {**kept, "path": "a.docx"})
    for form in ("docx-comments", "docx-changes"):
        arguments = ("--output", f"{form}=b.docx", "--comments-from", "report.review.json")
        result = run("check", "a.docx", "--config", "none", *arguments)
        assert (result.exit_code, "not shown here" in result.stderr) == (1, False)
        texts = [
            re.sub("<.*?>", "", text).strip().split("\n") for _, _, text in list_comments(Path("b.docx").read_bytes())
        ]
        assert [text[-1] for text in texts] == [
            "report.review.json: Sure?",
            "Ann: A quotation &amp; &lt;more&gt;?",
        ]
        assert all("Repeated word" in text[0] for text in texts)
