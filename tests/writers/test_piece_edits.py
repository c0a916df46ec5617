"""Edits of pages, office files and books: what was meant is read afterwards, and nothing beside it has changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_files import make_docx, make_epub, make_odt, read_members
from pages import CLOSED
from word_documents import CONTENTS

from align.model import Document, Edit
from align.readers import ReadOptions, read_document
from align.writers.edits import Edited, Mend, edit
from align.writers.edits.text_files import apply_edits

NEW = st.text(st.sampled_from("ab <&>\"'中"), max_size=4)
PARAGRAPHS = st.lists(CONTENTS, max_size=4).map(lambda parts: f"<w:p>{''.join(parts)}</w:p>")
ESCAPED = st.text(st.sampled_from("ab 中"), max_size=5) | st.sampled_from(
    ["&amp;", "&#20013;", "<![CDATA[a<b]]>", "\r\n"]
)
SPANS = st.lists(
    ESCAPED | ESCAPED.map(lambda text: f"<text:span>{text}</text:span>") | st.just("<text:tab/>"), max_size=6
)


def read(name: str, data: bytes) -> Document:
    return read_document(name, data, ReadOptions(encoding=None if name != "a.html" else "utf-8"))


def edit_anywhere(name: str, data: bytes, drawn: st.DataObject) -> Edited:
    """The file with one edit, of any characters of its text, and the same text as was meant."""
    document = read(name, data)
    start = drawn.draw(st.integers(0, len(document.text)))
    end = drawn.draw(st.integers(start, min(start + 6, len(document.text))))
    meant, rewords = Edit(start, end, drawn.draw(NEW)), drawn.draw(st.booleans())
    encoding = "utf-8" if name == "a.html" else None
    edited = edit(name, data, [Mend(0, (meant,), rewords=rewords)], encoding, read=lambda: [document])
    if edited.made:
        assert read(name, edited.data).text.split() == apply_edits(document.text, [meant]).split()
    else:
        assert edited.refused
        assert edited.data == data
    return edited


def check_members(old: bytes, edited: Edited) -> None:
    """See that one member has changed at most, and the order of all has not."""
    before, after = read_members(old), read_members(edited.data)
    assert list(before) == list(after)
    assert sum(before[name] != after[name] for name in before) <= 1


@pytest.mark.parametrize(
    ("before", "edit_", "after"),
    [
        ("<w:t>\n a b&#10;</w:t>", Edit(0, 1, "x"), "<w:t>\n x b&#10;</w:t>"),
        ("<w:t>\n a b&#10;</w:t>", Edit(0, 1, ""), '<w:t xml:space="preserve"> b</w:t>'),
        ("<w:t>a > b</w:t>", Edit(4, 5, ""), '<w:t xml:space="preserve">a > </w:t>'),
        ("<w:t xml:space='default'>a b</w:t>", Edit(2, 3, ""), '<w:t xml:space="preserve">a </w:t>'),
        ('<w:t xml:space="preserve"> a b </w:t>', Edit(1, 2, ""), '<w:t xml:space="preserve">  b </w:t>'),
    ],
)
def test_white_space_at_the_edges_of_a_run_is_seen_as_before(before: str, edit_: Edit, after: str) -> None:
    data = make_docx(f"<w:p><w:r><w:t>A</w:t></w:r><w:r>{before}</w:r><w:r><w:t>Z</w:t></w:r></w:p>")
    document, shifted = read("a.docx", data), Edit(edit_.start + 1, edit_.end + 1, edit_.text)
    edited = edit("a.docx", data, [Mend(0, (shifted,))], read=lambda: [document])
    assert edited.made == {0}
    assert f"<w:r>{after}</w:r>" in read_members(edited.data)["word/document.xml"].decode()
    assert read("a.docx", edited.data).text == apply_edits(document.text, [shifted])


@given(st.lists(PARAGRAPHS, min_size=1, max_size=3).map("".join), st.data())
def test_docx(body: str, drawn: st.DataObject) -> None:
    data = make_docx("<w:p><w:r><w:t>start</w:t></w:r></w:p>" + body, header1="<w:p/>")
    check_members(data, edit_anywhere("a.docx", data, drawn))


@given(st.lists(SPANS.map("".join), min_size=1, max_size=3), st.data())
def test_odt(texts: list[str], drawn: st.DataObject) -> None:
    data = make_odt("<text:p>start</text:p>" + "".join(f"<text:p>{text}</text:p>" for text in texts))
    check_members(data, edit_anywhere("a.odt", data, drawn))


@given(
    st.lists(st.sampled_from(["a ", "<b>b</b>", "<i> </i>", "&amp;", "中", "<p>", " c"]), max_size=8).map("".join),
    st.data(),
)
def test_epub(body: str, drawn: st.DataObject) -> None:
    data = make_epub({"a.xhtml": f"<p>start</p>{body}", "b.xhtml": "<p>end</p>"})
    check_members(data, edit_anywhere("a.epub", data, drawn))


@given(st.lists(st.sampled_from([*CLOSED, "a ", "<i> </i>", "<b> b</b>"]), max_size=8).map("".join), st.data())
def test_html(body: str, drawn: st.DataObject) -> None:
    edit_anywhere("a.html", f"<p>start</p>{body}".encode(), drawn)


LOST = "could not be kept: none of these words is left"


def rewrite(name: str, data: bytes, text: str) -> Edited:
    """The file with its text written anew."""
    document = read(name, data)
    whole = Edit(0, len(document.text), text)
    encoding = "utf-8" if name == "a.html" else None
    done = edit(name, data, [Mend(0, (whole,), rewords=True)], encoding, read=lambda: [document])
    assert (done.made, read(name, done.data).text.split()) == (frozenset([0]), text.split())
    return done


@pytest.mark.parametrize(
    ("before", "text", "after", "lost"),
    [
        # words that stay, or are alike, keep their markup
        ("The <b>old</b> <i>mine</i> shut.", "The old mines are shut.", "The <b>old</b> <i>mines</i> are shut.", ""),
        ("By <a href='x'>Li &amp; Wu</a> now", "Li & Wu now", "<a href='x'>Li &amp; Wu</a> now", ""),
        ("<b>Of</b> Ganzou <i>now</i>", "In Ganzhou today", "<b>In</b> Ganzhou <i>today</i>", ""),
        # what is put in beside a format does not get it; inside one it does
        ("A <a href='x'>pier</a>.", "A pier today.", "A <a href='x'>pier</a> today.", ""),
        ("In <b>May</b>", "In late May", "In late <b>May</b>", ""),
        ("<b>A pier</b> shut.", "A new pier shut.", "<b>A new pier</b> shut.", ""),
        # what replaces words of several formats gets those of two thirds of them; a link only where all had it
        ("<b>Old</b> of <b>town</b>.", "New harbour.", "<b></b><b>New harbour</b>.", ""),
        ("<a href='x'>The </a><a href='x'>report</a>", "Nothing", "<a href='x'></a><a href='x'>Nothing</a>", ""),
        ("<a href='x'>My report</a> on this", "None", "<a href='x'></a>None", "the link of “My report”"),
        ("<u>Ship</u> left <span>early</span>.", "All go.", "<u></u><span>All go</span>.", "the underlining of “Ship”"),
        # what is left out takes its format along
        ("<b>Ships</b> left <i>early</i>.", "Ships left.", "<b>Ships</b> left<i></i>.", ""),
    ],
)  # fmt: skip
def test_a_sentence_written_anew_keeps_the_formats_of_its_words(before: str, text: str, after: str, lost: str) -> None:
    done = rewrite("a.html", f"<p>{before}</p>".encode(), text)
    assert (done.data.decode(), done.remarks) == (f"<p>{after}</p>", {0: f"{lost} {LOST}"} if lost else {})


def test_styles_of_an_open_document_tell_what_is_lost() -> None:
    style = (
        '<style:style xmlns:fo="urn:fo" style:name="{}" style:family="text"><style:text-properties {}/></style:style>'
    )
    styles = style.format("T1", 'fo:font-weight="bold"') + style.format("T2", 'fo:language="en"')
    span = "<text:span text:style-name='{}'>{}</text:span>"
    body = f"<text:p>{span.format('T1', 'Ships')} left {span.format('T2', 'very')} {span.format('Emphasis', 'early')}"
    done = rewrite("a.odt", make_odt(f"{body}</text:p>", styles), "All went")
    assert done.remarks == {0: f"the bold type of “Ships” {LOST}; the italics of “early” {LOST}"}
    written = read_members(done.data)["content.xml"].decode()
    assert f"{span.format('T1', '')}All went{span.format('T2', '')}{span.format('Emphasis', '')}</text:p>" in written


def test_signs_between_words_that_change_stay() -> None:
    body = "<w:p><w:r><w:t>Ships</w:t><w:tab/><w:t>left</w:t><w:br/><w:t>early.</w:t></w:r></w:p>"
    for text in ("Ships\twent\nearly.", "Ships went early."):
        done = rewrite("a.docx", make_docx(body), text)
        assert body.replace("left", "went") in read_members(done.data)["word/document.xml"].decode()


def test_of_a_long_sentence_the_middle_is_replaced_at_once() -> None:
    words = [f"a{number}b" for number in range(600)]
    before = f"<p>Of <a href='x'>{' '.join(words)}</a> now.</p>"
    done = rewrite("a.html", before.encode(), f"Of {' '.join(reversed(words))} now.")
    assert done.data.decode() == before.replace(" ".join(words), " ".join(reversed(words)))
    start = " ".join(words)[:59]
    assert rewrite("a.html", before.encode(), "None").remarks == {0: f"the link of “{start}…” {LOST}"}


def test_an_edit_of_joined_lines_of_plain_text_goes_where_its_words_are() -> None:
    """Lines of Chinese that an editor has filled are one paragraph, without the indents and line ends between them."""
    lines = (
        "  矿山昨天在山谷里重新开放了，工人们说他们很高兴回到",
        "  那里工作，因为他们在过去的一年里没有任何收入，家里",
        "  的老人和孩子都在等待他们带着钱回家过年，这是一件大",
        "  好事情。",
    )
    data = "\r\n".join(lines * 3).encode()
    document = read_document("a.txt", data, ReadOptions("zh"))
    start = document.text.index("老人")
    done = edit("a.txt", data, [Mend(1, (Edit(start, start + 2, "长者"),))], read=lambda: [document])
    assert (done.data.decode(), done.made) == (data.decode().replace("老人", "长者", 1), frozenset([0]))
