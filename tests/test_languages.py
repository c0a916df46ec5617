"""The language of a file, by name and by script."""

import pytest

from align.lang.detect import Detected, language_of, language_of_name, written_language


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("x.zh.md", "zh"),
        ("x.en.txt", "en"),
        ("x.zh-Hans.md", "zh-Hans"),
        ("x.zh_tw.md", "zh-TW"),
        ("x.en-uk.txt", "en-GB"),
        ("x.zh.en.md", "en"),
        ("x.en.v2.md", "en"),
        ("x.de.txt", "de"),
        ("x_zh.txt", "zh"),
        ("news/x-en.txt", "en"),
        ("x-zh-hans.md", "zh-Hans"),
        ("zh.md", "zh"),
        ("zh/x.md", "zh"),
        ("zh/en/x.md", "en"),
        ("en/zh/deep/x.md", "zh"),
        ("zh/x.en.md", "en"),
        ("C:\\zh\\x.md", "zh"),
    ],
)
def test_a_name_tells_the_language(path, expected):
    assert language_of_name(path) == expected


@pytest.mark.parametrize(
    "path",
    ["x.md", "children.txt", "garden.txt", "made-in-de.txt", "cn/x.md", "zh-en/x.tsv", "Notes on zh.txt", "README", ""],
)
def test_other_names_tell_nothing(path):
    assert language_of_name(path) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "en"),
        ("123 – 456", "en"),
        ("The word 摆脱 stands in an English text.", "en"),
        ("我们在 GitHub 上见，谢谢大家。", "zh"),
        ("これは日本語の文章です。", "ja"),
        ("안녕하세요 여러분", "ko"),
        ("长" * 100_000, "zh"),
    ],
)
def test_else_the_script_does(text, expected):
    assert written_language(text) == expected
    assert language_of("x.txt", text) == Detected(expected, "script")


def test_the_name_wins_over_the_script():
    assert language_of("x.en.txt", "这是中文。") == Detected("en", "name")
