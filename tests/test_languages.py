"""The language of a file, by its name."""

from pathlib import Path

import pytest

from align.inputs.languages import language_of_name, split_tag, without_language_folder


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
def test_a_name_tells_the_language(path, expected) -> None:
    assert language_of_name(path) == expected


@pytest.mark.parametrize(
    "path",
    ["x.md", "children.txt", "garden.txt", "made-in-de.txt", "cn/x.md", "zh-en/x.tsv", "Notes on zh.txt", "README", ""],
)
def test_other_names_tell_nothing(path) -> None:
    assert language_of_name(path) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("x.zh-Hans.md", ("x.md", "zh-Hans")),
        ("x.en.v2.md", ("x.v2.md", "en")),
        ("x.zh.en.md", ("x.zh.md", "en")),
        ("x_zh_TW.txt", ("x.txt", "zh-TW")),
        ("zh-en.md", ("zh.md", "en")),
        ("en.md", (".md", "en")),
        ("made-in-de.txt", ("made-in-de.txt", None)),
        ("garden.txt", ("garden.txt", None)),
        ("", ("", None)),
    ],
)
def test_a_name_without_its_tag(name: str, expected) -> None:
    assert split_tag(name) == expected


@pytest.mark.parametrize(
    ("folder", "language", "expected"),
    [
        ("zh/", None, "*/"),
        ("a/zh-Hans/b/", None, "a/*/b/"),
        ("en/zh/", None, "en/*/"),
        ("a/ZH/", "zh-TW", "a/*/"),
        ("en/zh/", "en", "en/zh/"),
        ("chez/zh-x/", None, "chez/zh-x/"),
        ("/", None, "/"),
        ("", None, ""),
    ],
)
def test_folders_without_the_one_that_names_a_language(folder: Path, language: str, expected) -> None:
    assert without_language_folder(folder, language, "*/") == expected
    assert without_language_folder(folder, language) == expected.replace("*/", "")
