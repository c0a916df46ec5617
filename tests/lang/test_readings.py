"""How characters and phrases are read, compared with pypinyin, whose tables are read without it."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin, pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from align.lang import pinyin as readings

PHRASES = sorted(PHRASES_DICT)
PIECES = st.one_of(
    st.sampled_from(PHRASES),
    st.builds(lambda phrase, length: phrase[:length], st.sampled_from(PHRASES), st.integers(1, 4)),
    st.builds(lambda phrase: phrase[1:], st.sampled_from(PHRASES)),
    st.sampled_from("乐行重了〇a，·⺀"),
)


@given(st.lists(PIECES, max_size=4).map("".join))
def test_a_text_is_spelled_as_pypinyin_spells_it(text: str) -> None:
    assert readings.spell(text) == tuple(lazy_pinyin(text, v_to_u=True))


@pytest.mark.full
def test_characters_have_the_readings_of_pypinyin() -> None:
    for character in (*map(chr, PINYIN_DICT), "a", "é", "，", "⺀", "\ud800"):
        every = pinyin([character], style=Style.NORMAL, heteronym=True, v_to_u=True)[0]
        assert readings.list_readings(character) == tuple(every)


@pytest.mark.parametrize("text", ["得不酬失令狐不着边", "不着边", "不着边际"])
def test_a_text_that_begins_a_phrase_is_read_by_characters(text: str) -> None:
    assert readings.spell(text) == tuple(lazy_pinyin(text, v_to_u=True))


def test_a_table_may_be_in_a_module(monkeypatch: pytest.MonkeyPatch) -> None:
    table = readings._read_table("phrases_dict")

    def fail(path: Path, **_: object) -> str:
        raise FileNotFoundError(path)

    monkeypatch.setattr(Path, "read_text", fail)
    assert readings._read_table("phrases_dict") == table.strip()


def test_the_package_is_not_imported() -> None:
    code = "import sys, align.names.spellings as s; s.find_readings('建国'); sys.exit('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
