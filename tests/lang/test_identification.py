"""Which language a text is in, by its letters: by most of it, not by a word that it quotes."""

import pytest

from align.lang.identification import guess_language, guess_language_by_line, name_language

CHINESE = "港口五月开放，第一批船已经到了。\n"
JAPANESE = "港は五月に開いた。最初の船が来た。\n"
KOREAN = "항구가 열렸다. 첫 배가 왔다.\n"


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        (CHINESE, "zh", "Chinese"),
        (JAPANESE, "ja", "Japanese"),
        (KOREAN, "ko", "Korean"),
        (CHINESE + "[한국어](README_ko.md)\n", "zh", "Chinese"),
        (CHINESE * 3 + "한국어 설명서는 여기에 있습니다\n", "zh", "Chinese"),
        (CHINESE * 3 + "她唱了「さくら」「ひまわり」「なつまつり」。\n", "zh", "Chinese"),
        ("她唱了《さくらさくら》《ひまわりの花》。", "zh", "Chinese"),
        (CHINESE * 4 + "さくら さくら 野山も里も\n", "zh", "Chinese"),
        ("「さくら」", "ja", "Japanese"),
        ("東京の港《出発》", "ja", "Japanese"),
        (JAPANESE * 3 + "北京《出発》\n", "ja", "Japanese"),
        ("ㄅㄆㄇㄈ", "zh", "bopomofo"),
        ("港口（ㄍㄤˇ）", "zh", "Chinese"),
    ],
)
def test_most_of_a_text_decides(text: str, code: str, name: str) -> None:
    assert (guess_language(text), name_language(text)) == (code, name)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "# 用 Python 写 HTTP server\n\n- 语言：C, Python, assembly\n- Shellcode injection and prevention\n",
            "zh",
        ),
        ("# A server in Python\n\nWe write 你好 on every page of this small site.\nIt is short.\nIt works.\n", "en"),
        ("# C で書く HTTP server\n", "ja"),
        ("The essays of Yang (杨) and of Li Fang (李芳) are read by all who study the reform of the land.\n", "en"),
        ("Порт открылся.\n", "en"),
        ("12\n34\n", "en"),
        ("", "en"),
    ],
)
def test_lines_decide_where_a_page_is_full_of_latin_names(text: str, code: str) -> None:
    assert guess_language_by_line(text) == code
