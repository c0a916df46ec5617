"""A text that holds both languages in turn is compared with the source in it; no other text is taken for one."""

from pathlib import Path

import pytest

from align.commands.baseline import Baselines
from align.commands.check import check_files
from align.commands.fix import Wish, fix_files
from align.config.settings import Request
from align.inputs.interleaved import split_interleaved
from align.inputs.languages import Languages
from align.readers import ReadOptions, read_document

PAIRS = [
    ("港口五月重新开放", "Harbour reopens in May"),
    (
        "港口管理局昨天宣布，五号码头将于5月3日重新开放。",
        "The port authority said yesterday that Pier 5 will reopen on May 3.",
    ),
    ("去年冬天，一场风暴毁坏了三台起重机。", "Last winter a storm destroyed three cranes."),
    (
        "局长陈立说：“修理花了四个月，比预计的长。”",
        "“The repairs took four months, longer than expected,” said Chen Li, the director.",
    ),
    ("工程耗资860万元，由保险公司承担。", "The work cost 8.6 million yuan, which the insurer paid."),
    ("渔民希望鱼市也能早日开门。", "Fishermen hope that the fish market will open soon as well."),
]
ZH_EN = Languages("zh", "en")


def interleave(pairs: list[tuple[str, str]]) -> str:
    return "\n\n".join(text for pair in pairs for text in pair) + "\n"


def split(text: str, languages: Languages = ZH_EN, name: str = "news.txt") -> tuple[list[str], list[str]] | None:
    """Return the paragraphs of the source and of the translation."""
    halves = split_interleaved(read_document(name, text.encode(), ReadOptions()), languages)
    if halves is None:
        return None
    source, target = ([one.text[slice(*block)] for block in one.blocks] for one in halves)
    return source, target


def turn(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(english, chinese) for chinese, english in pairs]


@pytest.mark.parametrize("text", [interleave(PAIRS), interleave(turn(PAIRS))])
@pytest.mark.parametrize("name", ["news.txt", "news.md"])
def test_a_text_in_both_languages_is_split(text: str, name: str) -> None:
    assert split(text, name=name) == ([source for source, _ in PAIRS], [target for _, target in PAIRS])


def test_several_paragraphs_may_follow_each_other_in_one_language() -> None:
    contact = [("电话：555-0134\n地址：海宁市漕河泾路88号", "Tel: 555-0134\nAddress: 88 Caohejing Road, Haining")]
    source, target = split(interleave(PAIRS + contact)) or ([], [])
    assert source[-2:] == ["电话：555-0134", "地址：海宁市漕河泾路88号"]
    assert target[-2:] == ["Tel: 555-0134", "Address: 88 Caohejing Road, Haining"]


def test_traditional_characters_are_read_too() -> None:
    pairs = [
        ("港口管理局昨天宣布，五號碼頭將於5月3日重新開放。", PAIRS[1][1]),
        ("去年冬天，一場風暴毀壞了三臺起重機。", PAIRS[2][1]),
        ("工程耗資860萬元，由保險公司承擔。", PAIRS[4][1]),
        ("漁民希望魚市也能早日開門。", PAIRS[5][1]),
    ]
    assert split(interleave(pairs)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(pair[index % 2] for index, pair in enumerate(PAIRS * 2)),  # every second one was not translated
        "\n\n".join([*(source for source, _ in PAIRS), *(target for _, target in PAIRS)]),  # one after the other
        interleave(PAIRS[:3]),  # too few to be sure
        "\n\n".join(target for _, target in PAIRS),
        "\n\n".join(source for source, _ in PAIRS),
        "",
    ],
)
def test_other_texts_are_not(text: str) -> None:
    assert split(text) is None


@pytest.mark.parametrize("languages", [Languages("en", "zh"), Languages("zh", "ja"), Languages("de", "en")])
def test_other_pairs_of_languages_are_not(languages: Languages) -> None:
    assert split(interleave(PAIRS), languages) is None


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path("news.txt")


def test_it_is_checked_with_the_source_in_it(news: Path) -> None:
    text = interleave(PAIRS).replace("8.6 million", "86 million").replace("May 3", "May 30")
    news.write_text(text, encoding="utf-8")
    report = check_files(Request((str(news),))).report
    assert [(one.finding.rule, one.start.line) for one in report.diagnostics] == [
        ("date-mismatch", 7),
        ("money-mismatch", 19),
    ]
    assert (report.compared, report.without_source) == (1, ())
    assert report.notes == ("Where one file holds both languages in turn, the source was read from it",)


def test_only_the_translation_in_it_is_fixed(news: Path) -> None:
    text = interleave(PAIRS).replace("a storm", "a a storm").replace("昨天宣布", "昨天 宣布")
    news.write_text(text, encoding="utf-8")
    fixed = [one.new.decode() for one in fix_files(Request((str(news),)), Wish(), Baselines(isolated=True))]
    assert fixed == [text.replace("a a storm", "a storm")]
