"""A text in an editor: positions in units of the protocol, and changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.server import lines
from align.server.lines import UTF_8, UTF_16, UTF_32, Change, Lines, Place, Stretch, count_common

UNITS = {UTF_8: "utf-8", UTF_16: "utf-16-le", UTF_32: "utf-32-le"}
SIZES = {UTF_8: 1, UTF_16: 2, UTF_32: 4}
TEXTS = st.text(st.sampled_from("ab é摆😀\n\r\u2028\x0c"), max_size=30)


def split(text: str) -> list[str]:
    """The lines of a text, slowly."""
    return re.split("\r\n|\n|\r", text)


@given(TEXTS, st.sampled_from(list(UNITS)))
def test_columns_count_in_the_units_of_the_editor(text: str, units: str) -> None:
    held = Lines(text)
    assert [held.get(number) for number in range(held.count)] == split(text)
    for number, line in enumerate(split(text)):
        for column in range(len(line) + 1):
            size = len(line[:column].encode(UNITS[units])) // SIZES[units]
            place = Place(number, column)
            assert held.measure(place, units) == Place(number, size)
            assert held.decode(Place(number, size), units) == place
            assert held.locate(held.find(place)) == place


def test_a_place_within_a_character_is_before_it() -> None:
    assert Lines("a😀b").decode(Place(0, 2), UTF_16) == Place(0, 1)
    assert Lines("a摆b").decode(Place(0, 3), UTF_8) == Place(0, 1)


def test_each_character_of_a_line_is_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many findings are in it."""
    measured = list[str]()

    def measure(char: str) -> int:
        measured.append(char)
        return 2

    monkeypatch.setitem(lines._WIDTHS, UTF_16, measure)
    text = Lines("😀" * 20 + "\n😀")
    columns = [text.measure(Place(0, column), UTF_16).column for column in range(21)]
    assert columns == [2 * column for column in range(21)]
    assert [text.decode(Place(0, column), UTF_16).column for column in columns] == [*range(21)]
    assert len(measured) == 20


@pytest.mark.parametrize(
    ("place", "offset"),
    [(Place(0, 99), 1), (Place(1, 0), 3), (Place(9, 9), 4), (Place(-1, -1), 0)],
)
def test_what_is_beyond_a_line_is_at_its_end(place: Place, offset: int) -> None:
    assert Lines("a\r\nb").find(place) == offset


@given(TEXTS, TEXTS)
def test_changes_make_the_other_text(old: str, new: str) -> None:
    """Made from the last to the first, so that none moves another, as editors do."""
    held = Lines(old)
    for change in reversed(list(held.compare(new))):
        held = held.change(change, UTF_32)
    assert held.text == new


def test_no_change_is_larger_than_it_has_to_be() -> None:
    old, new = "One line.\nTo摆脱 it.\nThe end.\n", "One line.\nTo leave it.\nThe very end.\n"
    assert list(Lines(old).compare(new)) == [
        Change(Stretch(Place(1, 2), Place(1, 4)), " leave"),
        Change(Stretch(Place(2, 4), Place(2, 4)), "very "),
    ]
    assert list(Lines(old).compare(old)) == []
    assert count_common("aa", "aaa") == (2, 0)
