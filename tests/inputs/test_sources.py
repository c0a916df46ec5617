"""Which source is found for a file, wherever it stands and however its path is written."""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.config.settings import Request
from align.errors import MissingPathError
from align.inputs import sources as room
from align.inputs.languages import Languages
from align.inputs.sources import Sources, find_sources, is_source_page, suspect_source
from align.inputs.tasks import Task, plan_tasks
from align.inputs.walking import absolute_path, walk
from align.readers import is_known

ZH, EN = "港口五月开放，第一批船已经到了。\n", "The harbour opened in May, and the first ships have come.\n"
ZH_EN = Languages("zh", "en")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(**texts: Iterable[str]) -> None:
    """Make files with a text in Chinese (`zh`) or English (`en`)."""
    for language, paths in texts.items():
        for path in map(Path, paths):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text({"zh": ZH, "en": EN}[language], encoding="utf-8")


def find(*given: str, source: str | None = None, languages: tuple[str, str] = ZH_EN) -> Sources:
    paths = [entry.path for entry in walk(given, is_known) if not entry.reason]
    return find_sources(paths, given, source, lambda path: languages)


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("news.zh.txt", "news.en.txt"),
        ("news.cn.txt", "news.en.txt"),
        ("news zh.txt", "news en.txt"),
        ("news_zh.txt", "news_en.txt"),
        ("news-zh-CN.txt", "news-en.txt"),
        ("news_chs.txt", "news_eng.txt"),
        ("news.cht.txt", "news.eng.txt"),
        ("news-cn.txt", "news.txt"),
        ("news.txt", "news.en.txt"),
        ("README.md", "README_EN.md"),
        ("README.md", "README-en.md"),
        ("README.md", "README.English.md"),
        ("README.md", "README-English.md"),
        ("README.md", "EN_README.md"),
        ("README.md", "en-US_README.md"),
        ("README.md", "README.en-US.md"),
        ("README.md", "docs/readme/README_en.md"),
        ("README.md", "docs/README.EN.md"),
        ("README.md", "docs/en/README.md"),
        ("README.md", "i18n/README-en.md"),
        ("CHANGELOG.md", "docs/CHANGELOG_EN.md"),
        ("README_zh.md", "README.md"),
        ("README.zh-CN.md", "README.md"),
        ("README_CN.md", "README.md"),
        ("README.Chinese.md", "README.md"),
        ("ZH_README.md", "README.md"),
        ("docs/README_zh.md", "README.md"),
        ("docs/readme/README.zh-CN.md", "README.md"),
        ("docs/a b.md", "i18n/en/docusaurus-plugin-content-docs/current/a b.md"),
        ("docs/1/2/3/4/5/a.md", "i18n/en/docusaurus-plugin-content-docs/current/1/2/3/4/5/a.md"),
        ("versioned_docs/version-2.x/01-x/02a.md", "i18n/en/docusaurus-plugin-content-docs/version-2.x/01-x/02a.md"),
        ("community/a.md", "i18n/en/docusaurus-plugin-content-docs-community/current/a.md"),
        ("blog/2024-01-01-a/index.md", "i18n/en/docusaurus-plugin-content-blog/2024-01-01-a/index.md"),
        ("news/a.md", "i18n/en/docusaurus-plugin-content-blog-news/a.md"),
        ("src/pages/a.md", "i18n/en/docusaurus-plugin-content-pages/a.md"),
        ("i18n/zh-CN/docusaurus-plugin-content-docs/current/a.md", "docs/a.md"),
        ("i18n/zh/docusaurus-plugin-content-docs/version-1/x/a.md", "versioned_docs/version-1/x/a.md"),
        ("i18n/zh-Hans/docusaurus-plugin-content-blog/a.md", "blog/a.md"),
        (
            "i18n/zh-CN/docusaurus-plugin-content-docs/current/a.md",
            "i18n/en/docusaurus-plugin-content-docs/current/a.md",
        ),
        ("docs/x/a.md", "docs/en/x/a.md"),
        ("docs/zh/x/a.md", "docs/x/a.md"),
        ("docs/x/a.md", "docs/x/a.en.md"),
        ("content/zh/x/a.md", "content/en/x/a.md"),
        ("content/x/a.zh-cn.md", "content/x/a.md"),
        ("content.zh/x/a.md", "content.en/x/a.md"),
        ("content/x/a.md", "content.en/x/a.md"),
        ("docs/x/a.md", "docs-en/x/a.md"),
        ("docs_zh_CN/x/a.md", "docs_en/x/a.md"),
        ("_posts/2024-01-01-a.md", "en/_posts/2024-01-01-a.md"),
        ("_i18n/zh/_posts/a.md", "_i18n/en/_posts/a.md"),
        ("_zh/a.md", "_en/a.md"),
        ("pages/x.zh.mdx", "pages/x.en.mdx"),
        ("pages/x.zh-CN.mdx", "pages/x.en-US.mdx"),
        ("src/content/docs/zh-cn/x/a.mdx", "src/content/docs/en/x/a.mdx"),
        ("src/content/docs/x/a.mdx", "src/content/docs/en/x/a.mdx"),
        ("docs/x/a.md", "i18n/en/docs/x/a.md"),
        ("docs/x/a.md", "translations/en/docs/x/a.md"),
        ("原文.txt", "译文.txt"),
        ("通知（原文）.txt", "通知（译文）.txt"),
        ("原文/a.txt", "译文/a.txt"),
        ("源文/2020/a.txt", "译文/2020/a.txt"),
        ("中文/a.txt", "英文/a.txt"),
        ("chinese/a.txt", "english/a.txt"),
        ("zh-CN/a.txt", "en-US/a.txt"),
        ("zh_Hant/a.txt", "en/a.txt"),
        ("zh/how-to-en.txt", "en/how-to-en.txt"),
        ("中文/how-to-en.txt", "英文/how-to-en.txt"),
        ("a.txt", "en/a.txt"),
        ("2020/a.txt", "en/2020/a.txt"),
    ],
)
def test_a_source_is_found(source: str, translation: str) -> None:
    write(zh=[f"t/{source}"], en=[f"t/{translation}"])
    expected = {f"t/{translation}": f"t/{source}"}
    assert find("t") == Sources(expected, frozenset({f"t/{source}"}))
    assert find(f"t/{translation}") == Sources(expected, frozenset())


@pytest.mark.parametrize("translation", ["a.en.md", "a_EN.md", "a eng.md"])
def test_a_source_that_is_named_alone_is_known_by_its_translation(translation: str) -> None:
    write(zh=["a.md", "b.md"], en=[translation, "b.en.txt"])
    assert find("a.md").texts == {"a.md"}
    write(en=["a.md"])
    assert find("a.md").texts == set()


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        (["news.txt", "news.md"], ["news.en.txt"]),
        (["news.cn.txt"], ["other.en.txt"]),
        (["a/index.txt"], ["b/index.en.txt"]),
        (["a/01.txt"], ["b/01.en.txt"]),
        (["a/news.txt", "c/news.txt"], ["b/news.en.txt"]),
        (["a/news.txt"], ["b/news.en.txt", "c/news.en.txt"]),
        (["a/news.txt"], ["b/news.txt"]),
        (["news.v2.txt"], ["news.en.txt"]),
        ([], ["news.txt", "news.en.txt"]),
        ([], ["a/news.txt", "b/news.en.txt"]),
        ([], ["README.md", "docs/readme/README_en.md"]),
        (["docs/news.md"], ["docs/readme/news_en.md", "news_en.md"]),
        ([], ["docs/a.md", "i18n/en/docusaurus-plugin-content-docs/current/a.md"]),
        (["docs/index.md"], ["i18n/en/docusaurus-plugin-content-docs/version-1/index.md"]),
        (["docs/index.md"], ["i18n/fr/docusaurus-plugin-content-docs/current/index.md"]),
        ([], ["tai-chi.txt", "tai.txt"]),
        ([], ["zh/how-to-en.txt", "en/how-to-en.txt"]),
        (["source/a.txt"], ["target/a.txt"]),
        (["learn-chinese.txt"], ["learn-english.txt"]),
        (["de/a.txt"], ["en/a.txt"]),
        (["a.tsv"], ["a.en.txt"]),
    ],
)
def test_where_a_doubt_remains_there_is_no_source(chinese: list[str], english: list[str]) -> None:
    write(zh=chinese, en=english)
    assert find(".").partners == {}


def test_a_text_that_is_taken_for_a_translation_is_no_source() -> None:
    write(zh=["tai-chi.zh.txt", "a.zh.txt", "a.txt"], en=["tai-chi.txt", "tai.txt", "a.en.txt"])
    assert find(".").partners == {"tai-chi.txt": "tai-chi.zh.txt", "a.txt": "a.zh.txt", "a.en.txt": "a.zh.txt"}


def test_hints_of_both_names_need_no_look(monkeypatch: pytest.MonkeyPatch) -> None:
    write(zh=["中文/a.txt", "b.cn.txt", "c.zh.txt", "c.md"], en=["英文/a.txt", "b.en.txt", "c.en.txt", "d.txt", "e.md"])
    monkeypatch.setattr(room, "read_bytes", None)
    assert find(".").partners == {
        "c.en.txt": "c.zh.txt",
        "c.md": "c.zh.txt",
        "b.en.txt": "b.cn.txt",
        "英文/a.txt": "中文/a.txt",
    }


def test_only_what_may_be_a_source_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    write(zh=["a.txt", "a2.cn.txt", "b.md", "zh/c.txt"], en=["a.en.txt", "a2.txt", "b.txt", "en/c.txt", "d.en.txt"])
    looked: list[str] = []

    def read_bytes(path: str) -> bytes:
        looked.append(Path(path).name)
        return Path(path).read_bytes()

    monkeypatch.setattr(room, "read_bytes", read_bytes)
    assert find(".").texts == {"a.txt", "a2.cn.txt", "zh/c.txt"}
    assert sorted(looked) == ["a.txt", "a2.cn.txt"]


def test_a_text_that_cannot_be_read_is_no_source() -> None:
    write(en=["a.en.txt"])
    Path("a.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")
    assert find(".").partners == {}


def test_languages_of_one_script_are_not_told_apart() -> None:
    write(en=["a.txt", "a.fr.txt", "b.txt", "b.zh.txt"])
    assert find(".", languages=("en", "fr")).partners == {}
    assert find(".", languages=("en", "zh")).partners == {"b.zh.txt": "b.txt"}


def test_sites_in_english_are_the_sources_of_chinese() -> None:
    pages = {
        "i18n/zh-CN/docusaurus-plugin-content-docs/current/a.md": "docs/a.md",
        "docs2/zh/b.md": "docs2/b.md",
        "docs/readme/README_zh.md": "README.md",
        "docs3-zh/c.md": "docs3/c.md",
    }
    write(zh=pages, en=pages.values())
    assert find(".", languages=("en", "zh")).partners == pages
    assert find(".").partners == {source: path for path, source in pages.items()}


def test_where_untagged_files_are_sources_is_known() -> None:
    write(zh=["a.md", "b.md"], en=["a.en.md"])
    assert find(".").has_untagged
    write(zh=["c/a.zh.md"], en=["c/a.md"])
    assert not find("c").has_untagged


@pytest.mark.parametrize("given", ["en", "en/news.md", "en/2020", "en/2020/a.md"])
def test_sources_stand_beside_the_folder_of_the_translations(given: str) -> None:
    write(zh=["zh/news.md", "zh/2020/a.md", "zh/2020/b.md"], en=["en/news.md", "en/2020/a.md"])
    pairs = {"en/news.md": "zh/news.md", "en/2020/a.md": "zh/2020/a.md"}
    expected = {path: source for path, source in pairs.items() if path.startswith(given)}
    assert find(given) == Sources(expected, frozenset())


def test_sources_above_or_below_the_folder_are_found_and_no_others() -> None:
    write(
        zh=["a.zh.md", "2020/b.zh.md", "en/zh/c.md", "x/zh/d.md"], en=["en/a.md", "en/2020/b.md", "en/c.md", "x/d.md"]
    )
    assert find("en/a.md").partners == {"en/a.md": "a.zh.md"}
    assert find("en/2020").partners == {"en/2020/b.md": "2020/b.zh.md"}
    assert find("en/c.md").partners == {"en/c.md": "en/zh/c.md"}
    assert find("x/d.md").partners == {"x/d.md": "x/zh/d.md"}


@pytest.mark.parametrize("name", ["docs", "translations", "en"])
def test_sources_of_a_document_are_in_its_repository(name: str) -> None:
    write(zh=["README.md"], en=[f"{name}/README_en.md"])
    Path(name, ".git").mkdir()
    given = [name, f"{name}/README_en.md"] + ["."] * (name == "docs")
    assert [find(one).partners for one in given] == [{}] * len(given)


def test_shelves_are_known_in_capitals() -> None:
    write(zh=["docs/Translations/README_zh.md"], en=["README.md"])
    assert find("README.md").partners == {"README.md": "docs/Translations/README_zh.md"}


def test_a_path_above_the_current_folder_is_shown_from_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(zh=["zh/2020/a.md"], en=["en/2020/a.md"])
    for here, path, expected in (
        ("en/2020", "a.md", "../../zh/2020/a.md"),
        ("en/2020", "./a.md", "../../zh/2020/a.md"),
        ("en", "2020/a.md", "../zh/2020/a.md"),
        ("zh/2020", "../../en//2020/a.md", "../../zh/2020/a.md"),
        ("zh", "../en/2020", "../zh/2020/a.md"),
    ):
        monkeypatch.chdir(folder / here)
        (found,) = find(path).partners.values()
        assert found == expected
        assert Path(found).samefile(folder / "zh/2020/a.md")


def test_behind_a_link_the_folder_above_is_that_of_its_target(folder: Path) -> None:
    write(zh=["deep/b/a.zh.txt", "b/a.zh.txt"], en=["deep/b/a.en.txt"])
    Path("link").symlink_to("deep/b")
    assert find("link/../b/a.en.txt").partners == {"link/../b/a.en.txt": "link/../b/a.zh.txt"}
    assert find("link/a.en.txt").partners == {"link/a.en.txt": "link/a.zh.txt"}


TREE = {
    "b/a.en.txt": "b/a.zh.txt",
    "t/en/2020/x.md": "t/zh/2020/x.md",
    "t/英文/y.md": "t/中文/y.md",
    "b/only.en.txt": "b/only.txt",
}
"""Translations and their sources."""


@st.composite
def spellings(draw: st.DrawFn) -> tuple[str, str, str]:
    """A folder to work in, a translation of the tree, and a way to write its path from there."""
    here = draw(st.sampled_from(["", "b", "t", "t/en", "t/en/2020", "t/中文"]))
    translation = draw(st.sampled_from(sorted(TREE)))
    parts = [draw(st.sampled_from(["{root}", os.path.relpath(".", here or ".")]))]
    folder = ""
    for name in translation.split("/"):
        detours = ["", ".", *([f"../{folder}"] if folder else []), *([f"{name}/.."] if "." not in name else [])]
        parts += draw(st.lists(st.sampled_from(detours), max_size=3))
        parts.append(name)
        folder = name
    return here, translation, "/".join(parts)


@given(spellings())
def test_the_way_a_path_is_written_does_not_count(folder: Path, spelling: tuple[str, str, str]) -> None:
    here, translation, written = spelling
    write(zh=TREE.values(), en=TREE)
    written = written.replace("{root}", str(folder))
    os.chdir(folder / here)
    ((shown, source),) = find(written).partners.items()
    parts = [part for part in written.split("/") if part not in ("", ".")]
    assert shown == "/" * written.startswith("/") + "/".join(parts)
    assert absolute_path(shown) == str(folder / translation)
    assert absolute_path(source) == str(folder / TREE[translation])


def test_a_source_that_is_named() -> None:
    write(zh=["zh/a.txt", "zh/b_cn.txt", "稿.txt", "c.zh.txt"], en=["en/a.txt", "en/b_en.txt", "en/c.txt"])
    assert find("en", source="zh").partners == {"en/a.txt": "zh/a.txt", "en/b_en.txt": "zh/b_cn.txt"}
    assert [skipped.path for skipped in find("en", source="zh").missing] == ["en/c.txt"]
    assert find("./en//a.txt", source="稿.txt").partners == {"en/a.txt": "稿.txt"}
    assert find(".", source="./稿.txt").texts == {"稿.txt"}
    with pytest.raises(MissingPathError):
        find("en", source="nowhere")


def test_files_in_both_places_belong_to_the_inner_one() -> None:
    write(
        zh=["t/a.txt", "t/originals/b.txt", "t/originals/c.zh.txt"],
        en=["t/out/a.txt", "t/b.txt", "t/originals/c.en.txt"],
    )
    assert find("t", source="t/originals").texts == {"t/originals/b.txt", "t/originals/c.zh.txt"}
    assert find("t", source="t/originals").partners == {
        "t/b.txt": "t/originals/b.txt",
        "t/originals/c.en.txt": "t/originals/c.zh.txt",
    }
    assert find("t/out", source="t") == Sources({"t/out/a.txt": "t/a.txt"}, frozenset())


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("news.txt", ZH),
        ("news.txt", "# 港口 GDP\n\n港口五月开放，WTO 说。\n\nBy Xinhua\n"),
        ("news.txt", "電影《How to Train Your Dragon》上映，觀眾很多，票房很高。"),
        ("news.txt", ZH * 20 + EN),
        ("news.txt", ZH * 4 + "한국어：[한국어 README](README_ko.md)\n"),
        ("news.txt", ZH * 4 + "她唱了「さくら」「ひまわり」「なつまつり」。\n"),
        ("原文/news.txt", ZH),
        ("news_cn.txt", ZH),
    ],
)
def test_a_text_that_looks_like_a_source(path: str, text: str) -> None:
    assert suspect_source(path, text, ZH_EN) == (
        "looks like a source text (Chinese): name it with --source, or tag it .en if it should be a translation"
    )


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("news.en.txt", ZH),
        ("en/news.txt", ZH),
        ("english/news.txt", ZH),
        ("译文/news.txt", ZH),
        ("translations/2020/news.txt", ZH),
        ("news_eng.txt", ZH),
        ("news.txt", EN),
        ("news.txt", ""),
        ("news.txt", "港口 The harbour opened in May.\n"),
        ("news.txt", ZH * 5 + EN),
        ("news.txt", "港がひらくと、船がくる。\n"),
    ],
)
def test_a_text_that_is_to_be_checked(path: str, text: str) -> None:
    assert suspect_source(path, text, ZH_EN) is None


def test_only_what_the_script_tells_looks_like_a_source() -> None:
    assert suspect_source("a.txt", EN, Languages("en", "zh")) is None
    assert suspect_source("a.txt", ZH, Languages("zh", "zh-Hant")) is None
    assert suspect_source("a.txt", "港がひらくと、船がくる。\n", Languages("ja", "zh")) is not None


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.md", ZH, True),
        ("a.md", "# 好书\n\n- The Ships of the Old Harbour [豆瓣](x)\n- The Nets of the Bay\n", True),
        ("a.md", ZH + EN, False),
        ("a.md", "# Names\n\n港口 harbour\n\n" + EN * 3, False),
        ("a.en.md", ZH, False),
        ("a.md", EN, False),
        ("a.md", "", False),
    ],
)
def test_a_page_among_sources(path: str, text: str, expected: bool) -> None:
    assert is_source_page(path, text, ZH_EN) is expected


def test_a_page_in_a_language_of_the_same_script_is_known_by_its_words() -> None:
    german = "Der Hafen wurde im Mai eröffnet, und die Schiffe kamen von der anderen Seite des Meeres.\n"
    english = "The harbour opened in May, and the ships came from the other side of the sea.\n"
    found = [is_source_page("docs/a.md", text, Languages("en", "de")) for text in (english, german, "OK\n")]
    assert found == [True, False, False]
    assert not is_source_page("docs/de/a.md", english, Languages("en", "de"))


def test_a_name_that_is_there_once_is_no_proof() -> None:
    Path("a/en").mkdir(parents=True)
    Path("b").mkdir()
    zh = "# 部署\n\n先安装 docker 和 nginx，再打开 8080 端口。\n"
    Path("b/deploy.md").write_text(zh, encoding="utf-8")
    for text, expected in (
        ("# Deploy\n\nInstall Docker and Nginx first, and open the port 8080.\n", {"a/en/deploy.md": "b/deploy.md"}),
        ("# Deploy\n\nPut the wheel into the folder of the release.\n", {}),
        (f"# Deploy\n\nInstall Docker and Nginx first. {EN * 20}", {}),
    ):
        Path("a/en/deploy.md").write_text(text, encoding="utf-8")
        assert find(".").partners == expected


def test_a_text_without_names_and_numbers_is_no_source_of_its_namesake() -> None:
    for path, text in (
        ("en/guide/spring.md", "# Spring\n\nSpring 6 runs on Java 17. Install Maven first.\n"),
        ("随笔/spring.md", "# 春\n\n河边的柳树绿了，孩子们放起了风筝。\n"),
    ):
        Path(path).parent.mkdir(parents=True)
        Path(path).write_text(text, encoding="utf-8")
    assert find(".").partners == {}


@pytest.mark.parametrize("languages", [("en", "zh"), ("zh", "en"), ("en", "ja")])
def test_a_folder_above_both_sides_says_nothing_where_a_source_is_named(languages: tuple[str, str]) -> None:
    write(en=["zh/src/a.md"], zh=["zh/out/a.md"])
    assert find("zh/out", source="zh/src", languages=languages).partners == {"zh/out/a.md": "zh/src/a.md"}
    request = Request(("zh/out",), "zh/src", source_lang=languages[0], target_lang=languages[1])
    [task] = plan_tasks(request)
    assert isinstance(task, Task)
    assert (task.path, task.source, task.source_language, task.language) == ("zh/out/a.md", "zh/src/a.md", *languages)
