"""The language of a file, by its path."""

from pathlib import Path

import pytest
from rows import on_each

from align.inputs.languages import (
    Languages,
    hinted_language,
    is_same_language,
    language_of_path,
    remove_language_folder,
    split_tag,
)

ZH_EN = Languages("zh", "en")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, the root of a repository: what is above it does not count."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


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
        ("how-to-en.txt", "en"),
        ("README_ja.md", "ja"),
        ("readme-pt_BR.md", "pt-BR"),
        ("docs/CONTRIBUTING_fr.md", "fr"),
        ("i18n/pt-BR/docusaurus-plugin-content-docs/current/x.md", "pt-BR"),
        ("zh/x.md", "zh"),
        ("zh_CN/x.md", "zh-CN"),
        ("zh-Hant/x.md", "zh-Hant"),
        ("en-US/x.md", "en-US"),
        ("zh/en/x.md", "en"),
        ("en/zh/deep/x.md", "zh"),
        ("zh/x.en.md", "en"),
        ("zh/1/2/3/4/5/6/x.md", "zh"),
    ],
)
def test_a_path_tells_the_language(folder: Path, path: str, expected: str) -> None:
    assert language_of_path(path) == expected
    assert language_of_path(f"./{path}") == language_of_path(str(folder / path)) == expected


@pytest.mark.parametrize(
    "path",
    [
        "x.md",
        "children.txt",
        "garden.txt",
        "made-in-de.txt",
        "reads-me_it.txt",
        "it/x.md",
        "docs-en/x.md",
        "README.English.md",
        "EN_README.md",
        "cn/x.md",
        "chinese/x.md",
        "zh-en/x.txt",
        "Notes on zh.txt",
        "tai-chi.txt",
        "www.gov.cn.txt",
        "README",
        "",
        "news.zh.tsv",
        "zh/pairs.jsonl",
    ],
)
def test_other_paths_tell_nothing(path: str) -> None:
    assert language_of_path(path) is None


def test_the_root_of_a_repository_and_what_is_above_it_do_not_count(folder: Path) -> None:
    Path("zh/de/fr").mkdir(parents=True)
    assert language_of_path("zh/de/fr/x.md") == "fr"
    Path("zh/de/fr/.git").write_text("gitdir: elsewhere", encoding="utf-8")
    assert language_of_path("zh/de/fr/x.md") is None
    assert language_of_path("zh/de/fr/en/x.md") == "en"
    assert language_of_path("zh/de/x.md") == "de"


def test_without_a_repository_four_folders_count(folder: Path) -> None:
    (folder / ".git").rmdir()
    assert language_of_path("zh/1/2/3/x.md") == "zh"
    assert language_of_path("zh/1/2/3/4/x.md") is None
    assert language_of_path(str(folder / "zh/1/2/3/x.md")) == "zh"


def test_the_way_a_path_is_written_does_not_count(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("zh/news").mkdir(parents=True)
    Path("en").mkdir()
    Path("link").symlink_to("zh/news")
    for path in ("zh//news/./x.md", "en/../zh/news/x.md", "link/../news/x.md", "zh/news/../news/x.md"):
        assert language_of_path(path) == "zh"
    monkeypatch.chdir(folder / "zh/news")
    assert [language_of_path(path) for path in ("x.md", "./x.md", "../x.md", "../../en/x.md", "../../x.md")] == (
        ["zh", "zh", "zh", "en", None]
    )


@on_each(
    [
        ("news.cn.txt", "zh-CN"),
        ("news-cn.txt", "zh-CN"),
        ("news_chs.txt", "zh-Hans"),
        ("news.cht.txt", "zh-Hant"),
        ("news zh.txt", "zh"),
        ("news zh-TW.txt", "zh-TW"),
        ("news (zh).txt", "zh"),
        ("新闻（英文版）.txt", "en"),
        ("新闻-译文.txt", "en"),
        ("原文.txt", "zh"),
        ("chinese.txt", "zh"),
        ("news_eng.txt", "en"),
        ("news.english.txt", "en"),
        ("README_Chinese.md", "zh"),
        ("README中文.md", "zh"),
        ("英文版README.md", "en"),
        ("README（简体中文）.md", "zh-Hans"),
        ("README-English.md", "en"),
        ("EN_README.md", "en"),
        ("cn-README.md", "zh-CN"),
        ("zh-TW_CHANGELOG.md", "zh-TW"),
        ("docs-en/x.md", "en"),
        ("docs_zh_CN/a/x.md", "zh-CN"),
        ("content.zh/x.md", "zh"),
        ("_en/x.md", "en"),
        ("cn/x.md", "zh-CN"),
        ("Chinese/2020/x.md", "zh"),
        ("中文/x.md", "zh"),
        ("源文/x.md", "zh"),
        ("译文/x.md", "en"),
        ("originals/x.md", "zh"),
        ("translations/2020/x.md", "en"),
        ("译文/x.zh.md", "zh"),
        ("zh/news_eng.txt", "zh"),
        ("中文/en/x.md", "en"),
    ]
)
def test_a_path_hints_at_the_language(path: str, expected: str) -> None:
    assert hinted_language(path, ZH_EN) == expected


@pytest.mark.parametrize(
    "path",
    [
        "x.md",
        "learn-chinese.txt",
        "plain english.txt",
        "学中文.txt",
        "lost in translation.txt",
        "learn-english/x.md",
        "zh-en/x.md",
        "ENGLISH_LESSONS.md",
        "source/x.md",
        "target/x.md",
        "中文/x.tsv",
        "acne.txt",
        "x(cn",
    ],
)
def test_other_paths_hint_at_nothing(path: str) -> None:
    assert hinted_language(path, ZH_EN) is None


def test_sides_are_those_of_the_run() -> None:
    assert [hinted_language(f"{side}/x.md", Languages("ja", "fr")) for side in ("原文", "译文", "中文")] == (
        ["ja", "fr", "zh"]
    )


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
        ("x cn.txt", ("x cn.txt", None)),
        ("", ("", None)),
    ],
)
def test_a_name_without_its_tag(name: str, expected: tuple[str, str | None]) -> None:
    assert split_tag(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("x cn.txt", ("x.txt", "zh-CN")),
        ("x (en-GB).md", ("x.md", "en-GB")),
        ("x_中文.md", ("x.md", "zh")),
        ("x【原文】.md", ("x.md", "zh")),
        ("译文.md", (".md", "en")),
        ("x.zh.md", ("x.md", "zh")),
        ("a.chi.eng.txt", ("a.chi.txt", "en")),
        ("garden.txt", ("garden.txt", None)),
        ("EN_README.md", ("README.md", "en")),
        ("README.English.md", ("README.md", "en")),
        ("x.english.md", ("x.md", "en")),
        ("x-english.md", ("x-english.md", None)),
    ],
)
def test_a_name_without_its_hint(name: str, expected: tuple[str, str | None]) -> None:
    assert split_tag(name, ZH_EN) == expected


@pytest.mark.parametrize(
    ("folder", "language", "expected"),
    [
        ("zh/", None, "*/"),
        ("a/zh-Hans/b/", None, "a/*/b/"),
        ("en/zh/", None, "en/*/"),
        ("a/ZH/", "zh-TW", "a/*/"),
        ("en/zh/", "en", "en/zh/"),
        ("chez/zh-x/", None, "chez/zh-x/"),
        ("a/zh-Hans.lproj/", None, "a/*/"),
        ("docs-en/", None, "docs-en/"),
        ("/zh/", None, "/*/"),
        ("/", None, "/"),
        ("", None, ""),
    ],
)
def test_folders_without_the_one_that_names_a_language(folder: str, language: str | None, expected: str) -> None:
    assert remove_language_folder(folder, language, "*/") == expected
    assert remove_language_folder(folder, language) == expected.replace("*/", "")


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("values-zh", "zh"),
        ("values-zh-rCN", "zh-CN"),
        ("values-b+zh+Hans+CN", "zh-Hans-CN"),
        ("values-EN-rUS", "en-US"),
    ],
)
def test_a_folder_of_android_stands_for_the_one_of_its_default_texts(name: str, language: str) -> None:
    assert language_of_path(f"/res/{name}/strings.xml") == language
    assert remove_language_folder(f"res/{name}/", None, "*/") == remove_language_folder(f"res/{name}/") == "res/values/"


def test_scripts_and_regions_do_not_make_another_language() -> None:
    assert is_same_language("zh-Hant", "ZH-cn")
    assert not is_same_language("zh", "en")
    assert not is_same_language(None, None)
