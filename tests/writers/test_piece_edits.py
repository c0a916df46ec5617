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
    meant = Edit(start, end, drawn.draw(NEW))
    encoding = "utf-8" if name == "a.html" else None
    edited = edit(name, data, [Mend(0, (meant,))], encoding, read=lambda: [document])
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
