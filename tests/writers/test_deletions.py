"""What deletions leave: no empty line, no second blank one, no space at the end of a line."""

import pytest
from rows import on_each

from align.model import Edit
from align.writers.edits.deletions import tidy_deletions
from align.writers.edits.text_files import apply_edits


def delete(text: str, suffix: str = ".txt") -> str:
    """Return a text without what is marked, each mark a correction of its own."""
    pieces, edits, position = [], [], 0
    for index, piece in enumerate(text.replace("⟧", "⟦").split("⟦")):
        pieces.append(piece)
        if index % 2:
            edits.append((Edit(position, position + len(piece), ""),))
        position += len(piece)
    made = [edit for one in tidy_deletions("".join(pieces), edits, has_front_matter=suffix == ".md") for edit in one]
    return apply_edits("".join(pieces), sorted(made, key=lambda edit: edit.start))


ROWS = [
    ("One.\n⟦Two.⟧\nThree.\n", "One.\nThree.\n"),
    ("One.\n\n⟦Two.⟧\n\nThree.\n", "One.\n\nThree.\n"),
    ("One.\r\n\r\n⟦Two.⟧\r\n\r\nThree.\r\n", "One.\r\n\r\nThree.\r\n"),
    ("One.\n\n⟦Two.⟧  \n\n\nThree.\n", "One.\n\nThree.\n"),
    ("⟦One.⟧\n\nTwo.\n", "Two.\n"),
    ("One.\n\n⟦Two.⟧\n", "One.\n"),
    ("One.\n\n⟦Two.⟧", "One."),
    ("One.\n⟦Two.⟧\n", "One.\n"),
    ("⟦One.⟧\n", ""),
    ("One.\n\n⟦Two.⟧ ⟦Three.⟧\n\nFour.\n", "One.\n\n\n\nFour.\n"),  # each can be taken back alone
    ("One.\n\n⟦Two. Three.⟧\n\nFour.\n", "One.\n\nFour.\n"),
    ("One.\n\n⟦Two.⟧\n\n⟦Three.⟧\n\nFour.\n", "One.\n\nFour.\n"),
    ("One.\n\n⟦Two\nis long.⟧\n\nThree.\n", "One.\n\nThree.\n"),
    ("One. ⟦Two.⟧\nThree.\n", "One.\nThree.\n"),
    ("One. ⟦Two.⟧ Three.\n", "One. Three.\n"),
    ("⟦One.⟧ Two.\n", "Two.\n"),
    ("It was⟦ was⟧ so.\n", "It was so.\n"),
    ("One ⟦\u200b⟧\nTwo.\n", "One \nTwo.\n"),
    ("One.\n\n⟦\u200b⟧\n\nTwo.\n", "One.\n\nTwo.\n"),
    ("One.\n⟦\u200b⟧\nTwo.\n", "One.\n\nTwo.\n"),
    ("One.\n\n⟦  ⟧\n\nTwo.\n", "One.\n\n\n\nTwo.\n"),
    ("第一。\n\n⟦第二。⟧\n\n第三。\n", "第一。\n\n第三。\n"),
]


@on_each(ROWS)
def test_plain_text(text: str, left: str) -> None:
    assert delete(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("# Title\n\n- one\n- ⟦two⟧\n- three\n", "# Title\n\n- one\n-\n- three\n"),
        ("in the year of\n1984. ⟦It was a good year.⟧\nThe next\n", "in the year of\n1984.\nThe next\n"),
        ("- First.\n- ⟦Second.⟧\n\n  More of the second.\n", "- First.\n-\n\n  More of the second.\n"),
        ("## ⟦Title⟧\n\nOne.\n", "##\n\nOne.\n"),
        ("- ⟦one⟧\n  goes on\n", "-\n  goes on\n"),
        ("---\ntitle: ⟦One⟧\n---\nTwo.\n", "---\ntitle: \n---\nTwo.\n"),
        ("---\nlang: en\n---\n⟦One.⟧\n\nTwo.\n", "---\nlang: en\n---\nTwo.\n"),
    ],
)
def test_markdown(text: str, left: str) -> None:
    assert delete(text, ".md") == left


def test_what_is_written_instead_stays_what_it_was() -> None:
    edits = [(Edit(0, 4, "A"), Edit(5, 9, "")), (Edit(12, 12, "x"),)]
    assert tidy_deletions("One. Two.\n\nThree.\n", edits) == [
        (Edit(0, 4, "A"), Edit(5, 9, "")),
        (Edit(12, 12, "x"),),
    ]


@pytest.mark.parametrize("place", [2, 8])
def test_nothing_that_another_edit_touches_is_deleted(place: int) -> None:
    text = "X.\nA is.\nY.\n"
    deletion, insertion = (Edit(3, 8, ""),), (Edit(place, place, " New."),)
    made = [edit for one in tidy_deletions(text, [deletion, insertion]) for edit in one]
    assert apply_edits(text, sorted(made, key=lambda edit: edit.start)) in ("X. New.\nY.\n", "X.\n New.\nY.\n")


def test_deletions_can_be_made_one_without_the_other() -> None:
    text = "One.\n\nTwo.\n\nThree.\n\nFour.\n"
    second, third = tidy_deletions(text, [(Edit(6, 10, ""),), (Edit(12, 18, ""),)])
    assert apply_edits(text, second) == "One.\n\nThree.\n\nFour.\n"
    assert apply_edits(text, third) == "One.\n\nTwo.\n\nFour.\n"
    assert apply_edits(text, (*second, *third)) == "One.\n\nFour.\n"
