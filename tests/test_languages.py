"""The language of a file, by its name."""

import pytest

from align.lang.detect import language_of_name


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
