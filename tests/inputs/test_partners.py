"""Which source belongs to which translation, by their names."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from roots import SEEDS
from rows import on_each

from align.inputs.languages import Languages, split_tag
from align.inputs.partners import (
    FileList,
    describe_search,
    find_namesakes,
    find_partners,
    find_partners_between,
    find_untagged_sources,
)
from align.inputs.walking import walk
from align.readers import is_known

ZH_EN = Languages("zh", "en")


def test_the_samples_pair_by_themselves() -> None:
    seeds = SEEDS
    paths = [entry.path for entry in walk([seeds], is_known) if not entry.reason]
    sources = [path for path in paths if split_tag(Path(path).name)[1] == "zh"]
    found = find_partners([path for path in paths if path not in sources], sources, ZH_EN)
    assert {Path(path).name: Path(source).name for path, source in found.items()} == {
        f"{name}.en.txt": f"{name}.zh.txt"
        for name in (
            "clean-thermal-paste",
            "culture-shadow-puppets",
            "energy-storage",
            "energy-storage-draft",
            "technology-inspection-robots",
            "trade-graphite",
        )
    }


@on_each(
    [
        ("t/x.en.txt", "t/x.zh.txt"),
        ("t/x-en.txt", "t/x_zh.txt"),
        ("t/x.EN.txt", "t/x.Zh.TXT"),
        ("t/x.en-GB.txt", "t/x.zh-CN.txt"),
        ("t/x.en.txt", "t/x.zh-Hant.md"),
        ("t/x.en.v2.md", "t/x.zh.v2.md"),
        ("t/en.md", "t/zh.md"),
        ("t/x.txt", "t/x.zh.txt"),
        ("README.md", "README.zh.md"),
        ("en/x.txt", "zh/x.txt"),
        ("t/en/2020/x.txt", "t/zh-Hans/2020/x.md"),
        ("en/x.en.txt", "zh/x.zh.txt"),
        ("zh/x.en.txt", "zh/x.txt"),
        ("t/2020/x.txt", "t/zh/2020/x.txt"),
        ("t/x.en.txt", "t/zh/x.txt"),
        ("t/en/x.txt", "t/x.zh.txt"),
        ("t/en/x.txt", "t/en/x.zh.txt"),
        ("/home/zh/t/x.txt", "/home/zh/t/zh/x.txt"),
        ("/home/en/t/x.txt", "/home/en/t/zh/x.txt"),
        ("zh-en/x.en.txt", "zh-en/x.zh.txt"),
        ("t/1.2.en.txt", "t/1.2.zh.txt"),
    ]
)
def test_partners_in_one_tree(translation: str, source: str) -> None:
    assert find_partners([translation], [source, "t/other.zh.txt", "zh/other.txt"], ZH_EN) == {translation: source}


@on_each(
    [
        ("t/x.en.txt", "t/y.zh.txt"),
        ("t/x.en.txt", "t/X.zh.txt"),
        ("t/x.en.txt", "u/x.zh.txt"),
        ("t/x.en.txt", "t/x/x.zh.txt"),
        ("a/en/x.txt", "b/zh/x.txt"),
        ("en/a/x.txt", "zh/b/x.txt"),
        ("a/en/b/x.txt", "a/b/zh/x.txt"),
        ("de/x.en.txt", "fr/x.zh.txt"),
        ("de/x.en.txt", "x.zh.txt"),
        ("t/x.en.v2.txt", "t/x.zh.txt"),
        ("t/x2.en.txt", "t/x.zh.txt"),
        ("t/wmt-zh-en.en.txt", "t/wmt-en-zh.zh.txt"),
        ("t/x.txt", "t/zh.txt"),
        ("t/1.1.en.txt", "t/1.2.zh.txt"),
        ("t/x.jsonl", "t/x.zh.txt"),
        ("t/x.en.txt", "t/x.zh.tsv"),
    ]
)
def test_no_partners_in_one_tree(translation: str, source: str) -> None:
    assert find_partners([translation], [source], ZH_EN) == {}


@on_each(
    [
        ("t/news en.txt", "t/news.zh.txt"),
        ("t/news en.txt", "t/news zh.txt"),
        ("t/news-eng.txt", "t/news-chi.txt"),
        ("t/news.en.txt", "t/news.cn.txt"),
        ("t/news_en.txt", "t/news_chs.md"),
        ("t/news.txt", "t/news (cn).txt"),
        ("t/新闻（英文）.txt", "t/新闻（中文）.txt"),
        ("t/译文.txt", "t/原文.txt"),
        ("t/en.md", "t/cn.md"),
        ("译文/a/x.txt", "原文/a/x.md"),
        ("译文/x.txt", "源文/x.txt"),
        ("t/英文/x.txt", "t/中文/x.txt"),
        ("English/2020/x.txt", "Chinese/2020/x.txt"),
        ("en/x.txt", "cn/x.txt"),
        ("en/x.txt", "中文/x.txt"),
        ("translations/x.en.txt", "originals/x_cn.txt"),
        ("en/x.txt", "x.cn.txt"),
        ("x-eng.txt", "中文/x.txt"),
    ]
)
def test_partners_by_hints(translation: str, source: str) -> None:
    others = ["t/other.cn.txt", "中文/other.txt"]
    assert find_partners([translation], [source, *others], ZH_EN) == {translation: source}
    assert find_partners([source], [translation], Languages("en", "zh")).keys() <= {source}


@pytest.mark.parametrize(
    ("translation", "source"),
    [
        ("target/x.txt", "source/x.txt"),
        ("learn english.txt", "learn chinese.txt"),
        ("tai.en.txt", "t/tai-chi.txt"),
        ("cn/x.txt", "en/x.txt"),
        ("x cn.txt", "x en.txt"),
        ("译文/x.txt", "原文/y.txt"),
        ("译文/a/x.txt", "原文/b/x.txt"),
        ("英文1.txt", "中文1.txt"),
    ],
)
def test_no_partners_by_other_words(translation: str, source: str) -> None:
    assert find_partners([translation], [source], ZH_EN) == {}


def test_a_readme_of_a_folder_is_no_translation_of_that_above() -> None:
    assert find_partners(["README.md", "docs/README.md"], ["README_zh.md"], ZH_EN) == {"README.md": "README_zh.md"}
    sources = ["docs/zh/README.md"]
    assert find_partners(["README.md", "docs/README.md"], sources, ZH_EN) == {"docs/README.md": "docs/zh/README.md"}
    assert find_partners(["README.md"], sources, ZH_EN) == {"README.md": "docs/zh/README.md"}
    assert find_untagged_sources(["README_en.md", "docs/en/README.md"], ["README.md"], ZH_EN) == {
        "README_en.md": "README.md"
    }


def test_tags_come_before_hints() -> None:
    sources = ["news.zh.txt", "news cn.txt", "news eng.zh.txt"]
    assert find_partners(["news.en.txt", "news eng.txt", "other eng.txt"], sources, ZH_EN) == (
        {"news.en.txt": "news.zh.txt", "news eng.txt": "news eng.zh.txt"}
    )


@pytest.mark.parametrize(
    ("translation", "others", "expected"),
    [
        ("x.en.txt", ["x.txt"], "x.txt"),
        ("x.en.txt", ["x.md", "y.txt", "t/x.txt"], "x.md"),
        ("README_EN.md", ["README.md"], "README.md"),
        ("x eng.txt", ["x.txt"], "x.txt"),
        ("t/en/2020/x.txt", ["t/2020/x.txt"], "t/2020/x.txt"),
        ("英文/x.txt", ["x.txt"], "x.txt"),
        ("x.en.txt", ["x.txt", "x.md"], None),
        ("en/x.en.txt", ["en/x.txt", "x.txt"], "en/x.txt"),
        ("x.en.txt", ["x.tsv"], None),
        ("x.en.txt", ["x.v2.txt"], None),
    ],
)
def test_the_only_file_without_a_tag(translation: str, others: list[str], expected: str | None) -> None:
    assert find_untagged_sources([translation], others, ZH_EN).get(translation) == expected


@pytest.mark.parametrize(
    ("translation", "source", "paired"),
    [
        ("en/drive-en.txt", "zh/drive-en.txt", True),
        ("t/en/a/x.en.md", "t/zh-Hans/a/x.en.txt", True),
        ("英文/x-en.txt", "中文/x-en.txt", True),
        ("en/x-en.txt", "zh/x.txt", False),
        ("en/x-en.txt", "fr/x-en.txt", False),
        ("en/a/x-en.txt", "zh/b/x-en.txt", False),
        ("a/x-en.txt", "a/x-en.md", False),
        ("zh/x-en.txt", "en/x-en.txt", False),
    ],
)
def test_files_of_one_name_in_folders_of_two_languages(translation: str, source: str, paired: bool) -> None:
    assert find_namesakes([translation], [source], ZH_EN) == ({translation: source} if paired else {})


@pytest.mark.parametrize(
    ("language", "expected"),
    [("zh", "x.zh-Hans.txt"), ("zh-Hant", "x.zh-Hant.md"), ("ZH-hk", "x.zh-HK.md")],
)
def test_of_several_sources_the_configured_language_is_taken(language: str, expected: str) -> None:
    sources = ["x.zh-HK.md", "x.zh-Hant.md", "x.zh-Hans.txt"]
    assert find_partners(["x.en.txt"], sources, Languages(language, "en")) == {"x.en.txt": expected}


@pytest.mark.parametrize(
    ("translation", "sources", "expected"),
    [
        ("x.en.txt", ["x.zh.md", "x.zh.TXT"], "x.zh.TXT"),
        ("x.en.txt", ["x.zh-CN.txt", "x.zh.txt"], "x.zh.txt"),
        ("x.en.txt", ["x.zh-TW.md", "x.zh-CN.md", "x.zh-Hans.md"], "x.zh-CN.md"),
        ("x.en.txt", ["zh/x.txt", "x.zh.txt"], "x.zh.txt"),
        ("en/x.en.txt", ["zh/x.txt", "en/x.zh.txt"], "en/x.zh.txt"),
        ("en/x.txt", ["x.zh.txt", "zh/x.txt"], "zh/x.txt"),
    ],
)
def test_of_several_sources_the_nearest_is_taken(translation: str, sources: list[str], expected: str) -> None:
    assert find_partners([translation], sources, Languages("zh-SG", "en")) == {translation: expected}


def test_all_translations_of_one_source_have_it() -> None:
    translations = ["x.en-GB.txt", "x.en.md", "x.txt", "en/x.txt", "y.en.txt"]
    assert find_partners(translations, ["x.zh.txt"], ZH_EN) == dict.fromkeys(translations[:4], "x.zh.txt")


def between(ours: list[str], theirs: list[str]) -> dict[str, str]:
    return find_partners_between(FileList(ours, "our/t"), FileList(theirs, "./src/"), ZH_EN)


@pytest.mark.parametrize(
    ("translation", "source"),
    [
        ("our/t/a/x.txt", "src/a/x.txt"),
        ("our/t/a/x.md", "src/a/x.txt"),
        ("our/t/a/x.en.md", "src/a/x.zh.txt"),
        ("our/t/en/x.txt", "src/x.txt"),
        ("our/t/x.txt", "src/zh/x.txt"),
        ("our/t/en/a/x.txt", "src/zh/a/x.txt"),
        ("our/t/news/x.en.txt", "src/新闻/x.txt"),
        ("our/t/x.txt", "src/deep/down/x.zh.txt"),
        ("our/t/x_en.txt", "src/x_cn.txt"),
        ("our/t/a/x eng.txt", "src/b/x（中文）.txt"),
        ("our/t/英文/x.txt", "src/x.txt"),
    ],
)
def test_partners_in_two_folders(translation: str, source: str) -> None:
    assert between([translation], [source, "src/a/other.txt"]) == {translation: source}


def test_the_same_relative_path_comes_first_and_the_stem_alone_last() -> None:
    ours = ["our/t/a/x.md", "our/t/b/y.md"]
    theirs = ["src/a/x.zh.md", "src/a/x.md", "src/a/x.txt", "src/c/y.zh.txt", "src/c/y.zh-Hant.txt"]
    assert between(ours, theirs) == {"our/t/a/x.md": "src/a/x.md", "our/t/b/y.md": "src/c/y.zh.txt"}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (["our/t/a/index.txt"], ["src/b/index.txt", "src/c/index.txt"]),
        (["our/t/a/index.txt", "our/t/b/index.txt"], ["src/c/index.txt"]),
        (["our/t/a/x.txt"], ["src/b/X.txt"]),
        (["our/t/a/x_eng.txt", "our/t/b/x.txt"], ["src/c/x_cn.txt"]),
        (["our/t/a/en.txt"], ["src/b/zh.txt"]),
        (["our/t/a/x.jsonl"], ["src/a/x.jsonl"]),
        (["src/a/x.txt"], ["src/a/x.txt"]),
        (["our/t/x.txt"], []),
        ([], ["src/x.txt"]),
    ],
)
def test_a_doubtful_stem_pairs_nothing(ours: list[str], theirs: list[str]) -> None:
    assert between(ours, theirs) == {}


def test_a_stem_that_pairs_elsewhere_is_not_alone() -> None:
    assert between(["our/t/a/x.txt", "our/t/b/x.txt"], ["src/a/x.txt"]) == {"our/t/a/x.txt": "src/a/x.txt"}
    ours = ["our/t/a/x.en-GB.txt", "our/t/a/x.en-US.txt"]
    assert between(ours, ["src/b/x.txt"]) == dict.fromkeys(ours, "src/b/x.txt")


def test_the_current_folder_has_no_name_in_its_paths() -> None:
    found = find_partners_between(FileList(["a/x.txt", "src/a/x.txt"], "."), FileList(["src/a/x.txt"], "src"), ZH_EN)
    assert found == {"a/x.txt": "src/a/x.txt"}


def test_files_alone_pair_whatever_their_names() -> None:
    assert find_partners_between(FileList(["final.txt"]), FileList(["稿.md"]), ZH_EN) == {"final.txt": "稿.md"}
    ours = ["a/x.txt", "b/y.txt", "b/z.tsv"]
    assert find_partners_between(FileList(ours), FileList(["s.txt", "t.txt"]), ZH_EN) == {
        "a/x.txt": "s.txt",
        "b/y.txt": "s.txt",
    }
    assert find_partners_between(FileList(["x.txt"]), FileList(["s.jsonl"]), ZH_EN) == {}


SOURCES = FileList(["src/a/x.txt", "src/b/x.zh.txt", "src/x.md", "src/a/y.txt"], "src")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (["out/b/x.en.txt"], ["src/b/x.zh.txt"]),
        (["/w/out/a/x.en.txt"], ["src/a/x.txt"]),
        (["x.en.txt"], ["src/x.md"]),
        (["out/c/x.txt"], ["src/x.md"]),
        (["out/c/y.txt"], ["src/a/y.txt"]),
        (["out/x.txt", "out/a/x.txt"], ["src/x.md", "src/a/x.txt"]),
        (["out/x.txt", "out/c/x.txt"], ["src/x.md", None]),
        (["out/z.txt"], [None]),
    ],
)
def test_files_and_a_folder_of_sources(files: list[str], expected: list[str]) -> None:
    found = find_partners_between(FileList(files), SOURCES, ZH_EN)
    assert [found.get(path) for path in files] == expected


def test_a_folder_of_translations_and_one_source() -> None:
    ours = FileList(["out/a/x.en.md", "out/b/x.en.md", "out/y.txt"], "out")
    assert find_partners_between(ours, FileList(["src/b/x.txt"]), ZH_EN) == {"out/b/x.en.md": "src/b/x.txt"}
    assert find_partners_between(ours, FileList(["src/b/y.txt"]), ZH_EN) == {"out/y.txt": "src/b/y.txt"}
    assert find_partners_between(ours, FileList(["src/x.txt"]), ZH_EN) == {}, "two files have its name"


def test_a_message_says_what_was_looked_for() -> None:
    looked = "looked in zh for one file named x, whatever its language tag and suffix"
    assert describe_search("en/x.en.txt", "zh") == looked


stems = st.sampled_from(["x", "x.v2", "index", "1", "文", "en-zh.v2"])
folders = st.lists(st.sampled_from(["a", "b", "新闻", "2020"]), max_size=3).map(
    lambda names: "".join(f"{n}/" for n in names)
)
texts = st.sets(st.tuples(folders, stems), max_size=20)
layouts = st.sampled_from(["{0}{1}.{2}.txt", "{0}{1}_{2}.md", "{2}/{0}{1}.txt", "top/{2}/{0}{1}.{2}.md"])


@given(texts, texts, layouts)
def test_what_was_laid_out_is_found_again(
    ours: set[tuple[str, str]], theirs: set[tuple[str, str]], layout: str
) -> None:
    name = {(language, text): layout.format(*text, language) for language in ("en", "zh") for text in ours | theirs}
    found = find_partners([name["en", text] for text in ours], [name["zh", text] for text in theirs], ZH_EN)
    assert found == {name["en", text]: name["zh", text] for text in ours & theirs}


tags = st.sampled_from(["", ".en", "-en", ".zh", ".zh-Hant", "_zh-TW", ".de"])
paths = st.builds(
    "{}{}{}{}".format,
    st.lists(st.sampled_from(["a/", "en/", "zh/", "de/"]), max_size=3).map("".join),
    st.sampled_from(["x", "y", ""]),
    tags,
    st.sampled_from([".txt", ".md", ".tsv"]),
)


@given(
    st.lists(paths, unique=True, max_size=12), st.lists(paths, unique=True, max_size=12), st.booleans(), st.booleans()
)
def test_order_does_not_matter_and_partners_are_sources(
    ours: list[str], theirs: list[str], named: bool, other: bool
) -> None:
    pairs = find_partners_between(FileList(ours, "a" * named), FileList(theirs, "a" * other), ZH_EN)
    assert pairs.keys() <= set(ours) - set(theirs)
    assert set(pairs.values()) <= set(theirs)
    assert not any(path.endswith(".tsv") for pair in pairs.items() for path in pair)
    tree = find_partners(ours, theirs, ZH_EN)
    assert tree == find_partners(ours[::-1], theirs[::-1], ZH_EN)
    if named or other:
        assert pairs == find_partners_between(
            FileList(ours[::-1], "a" * named), FileList(theirs[::-1], "a" * other), ZH_EN
        )
