"""Edits of a text that was put together from pieces go to the characters of the file that the pieces came from."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model import Document, Edit
from align.model.origins import UnwritableError, locate_edits
from align.readers import ReadOptions, read

_PIECES = st.lists(
    st.sampled_from(
        ("word", " ", "摆脱", "&amp;", "<b>", "</b>", "\n  ", "&nbsp;", "<!-- x -->", "&#x4e2d;", "<i class='a'>q</i>")
    ),
    min_size=1,
    max_size=12,
)


def _read(page: str) -> Document:
    (document,) = read("page.html", page.encode(), ReadOptions())
    assert isinstance(document, Document)
    return document


def _apply(page: str, edits: list[Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        page = page[: edit.start] + edit.text + page[edit.end :]
    return page


def _mend(page: str, edit: Edit) -> str:
    return _apply(page, [found for _, found in locate_edits(_read(page), [edit])])


@pytest.mark.parametrize(
    ("page", "old", "new", "mended"),
    [
        ("<p>to<b>摆</b><i>脱</i> it</p>", "摆脱", " shake off", "<p>to<b> shake off</b><i></i> it</p>"),
        ("<p>R&amp;D 摆脱</p>", "R&D", "D&R <", "<p>D&amp;R &lt; 摆脱</p>"),
        ("<p>摆\n   脱</p>", "摆 脱", "leave", "<p>leave</p>"),
        ("<p>a <!-- 摆 -->摆<!-- b -->脱</p>", "摆脱", "x", "<p>a <!-- 摆 -->x<!-- b --></p>"),
        ("<p>a <b> \n</b> <i> c</i></p>", "a ", "x", "<p>x<b></b><i>c</i></p>"),
        ("<p>a <b> \n</b> <i> c</i></p>", "a", "x", "<p>x <b> \n</b> <i> c</i></p>"),
        ("<p>a <b> \n</b> <i> c</i></p>", "c", "x", "<p>a <b> \n</b> <i> x</i></p>"),
        ("<p>a <b> \n</b> <i> c</i></p>", "a c", "x", "<p>x<b></b><i></i></p>"),
        ("<p>a&#32; b</p>", " ", "", "<p>ab</p>"),
    ],
)
def test_an_edit_changes_the_characters_it_names_and_nothing_else(page: str, old: str, new: str, mended: str) -> None:
    start = _read(page).text.index(old)
    assert _mend(page, Edit(start, start + len(old), new)) == mended


@pytest.mark.parametrize(
    ("start", "mended"), [(2, "<p>ab,<b>c</b></p>"), (3, "<p>ab<b>c,</b></p>"), (0, "<p>,ab<b>c</b></p>")]
)
def test_what_is_put_in_stands_behind_the_character_before_it(start: int, mended: str) -> None:
    assert _mend("<p>ab<b>c</b></p>", Edit(start, start, ",")) == mended


def test_what_is_put_in_behind_a_space_takes_the_place_of_those_that_are_not_shown() -> None:
    assert _mend("<p>a <b> </b><i> c</i></p>", Edit(2, 2, "x")) == "<p>a x<b></b><i>c</i></p>"


@pytest.mark.parametrize(("start", "end"), [(2, 5), (3, 4)])
def test_an_edit_beyond_a_paragraph_is_refused(start: int, end: int) -> None:
    with pytest.raises(UnwritableError, match="reaches beyond its paragraph"):
        locate_edits(_read("<p>abc</p><p>def</p>"), [Edit(start, end, "x")])


@given(_PIECES, st.data())
def test_a_mended_page_has_the_mended_text(pieces: list[str], data: st.DataObject) -> None:
    page = f"<p>|{''.join(pieces)}|</p>"
    text = _read(page).text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = data.draw(st.sampled_from(["x", "<&>", "é中", ""]))
    mended = _read(_mend(page, Edit(start, end, new))).text
    # white space that was collapsed may come to light
    assert re.sub(r"\s", "", mended) == re.sub(r"\s", "", text[:start] + new + text[end:])


@given(_PIECES)
def test_each_stretch_is_the_text_at_its_origin(pieces: list[str]) -> None:
    page = f"<p>|{''.join(pieces)}|</p>"
    document = _read(page)
    for stretch in document.stretches or ():
        assert stretch.origin
        written, shown = page[stretch.origin.start : stretch.origin.end], document.text[slice(*stretch.span)]
        assert written == shown or len(written) != len(shown)
        assert (stretch.line or 0, stretch.column) == (
            page.count("\n", 0, stretch.origin.start) + 1,
            stretch.origin.start - page.rfind("\n", 0, stretch.origin.start),
        )
