"""Work is linear: four times the text takes about four times the steps, whatever the text is.

Lines of our own code are counted, not seconds: `operations.py`.
"""

import random
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from operations import count_lines, find_superlinear
from rows import leave_to_full
from varied_texts import measure, write_texts

from align.analysis.residue_renderings import Place, find_renderings
from align.commands.baseline import Baselines
from align.commands.check import check_text
from align.commands.fix import Wish, fix_item
from align.config.settings import Settings
from align.inputs.tasks import Task
from align.lang import find_language
from align.linter.checklist import Entry
from align.linter.registry import all_rules
from align.model import Severity
from align.quantities.en import extract as extract_english
from align.quantities.zh import extract as extract_chinese
from align.readers import ReadOptions, read_document
from align.readers.addresses import find_addresses
from align.report.diff import render_diff

FACTOR = 5
"""Four, and the logarithm of a search among more."""

SIZE = 1000
"""The characters of the smaller text; the larger one has four times as many."""

FLOOR = 32 * SIZE
"""Fewer lines than eight for each character of the larger text are not looked at: so much may start with a size."""

SIGNS = (
    *"亿一千1１,，.。、;:-—/\\()（[]{<「《“”’\"'`*_#|=%$@!？国aAéａ王\u0301\u200b\ufeff\u3000😀 \t\n",
    *(
        "\r\n",
        "1亿",
        "1,234,",
        "1.",
        "二〇",
        "百分之",
        "the ",
        "Zhang San ",
        "A.B.",
        "one hundred ",
        "5 May ",
        "http://a",
    ),
    *(
        "www.a.",
        "a@b.",
        "<b>",
        "<!--",
        "&amp;",
        "[a](",
        "![",
        "```\n",
        "- a\n",
        "| a ",
        "\n\n",
        "a\n国\n",
        "图/",
        "By ",
    ),
    *("Ã©", "锟斤拷", "{0}", "%s", "“a", "(a", "a-", "（1）", "国1", "国a", "👨\u200d", "e\u0301", "张三", "——", "……"),
)
"""Characters that rules and extractors start with, and phrases."""

SURNAMES = list("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗")
SYLLABLES = "Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo"
SPELLINGS = [f"{one} {other}{end}" for one in SYLLABLES.split(" ") for other in SYLLABLES.split(" ") for end in " ,."]


def fill(unit: str, size: int) -> str:
    """A text of so many characters that repeats a unit."""
    return (unit * (size // len(unit) + 1))[:size]


def vary(units: list[str], size: int) -> str:
    """A text of so many characters in which units follow each other in no order, always the same."""
    return "".join(random.Random(0).choices(units, k=size))[:size]


def pair_up(units: tuple[str, ...]) -> list[str]:
    """Each unit with another behind it."""
    return [one + other for one, other in zip(units, random.Random(1).sample(units, len(units)), strict=True)]


def count_both(work: Callable[[int], object], size: int = SIZE) -> tuple[Counter[str], Counter[str]]:
    """The lines that run for a size and for four times that size, once what is made at first use is made."""
    work(4 * size)
    return count_lines(partial(work, size)), count_lines(partial(work, 4 * size))


PAIRED = pair_up(SIGNS)
EXAMPLES = [[bad.text.replace("⟦", "").replace("⟧", "") + " " for bad in rule.bad] for rule in all_rules().values()]
TEXTS = [
    *SIGNS[::8],
    *(first for first, *_ in EXAMPLES[::16]),
    *leave_to_full(
        [
            *(sign for i, sign in enumerate(SIGNS) if i % 8),
            *PAIRED,
            *(first for i, (first, *_) in enumerate(EXAMPLES) if i % 16),
            *(text for _, *others in EXAMPLES for text in others),
        ]
    ),
]

PAIRS = {
    "numbers": (
        partial(fill, "产量为1200吨，增长12%，收入3亿元，人数增加25万。"),
        partial(fill, "Output was 1,200 tons, up 13%, income 30 million yuan. "),
    ),
    "names": (partial(vary, SURNAMES), partial(vary, SPELLINGS)),
    "clauses": (partial(fill, "矿山今天重新开放，"), partial(fill, "The mine reopened today, ")),
    "one sentence": (partial(fill, "国"), partial(fill, "(")),
    "many sentences": (partial(fill, "矿山今天重新开放。"), partial(fill, "The mine reopened today. ")),
}
"""A source and a translation of a size."""


@pytest.mark.parametrize("unit", TEXTS)
def test_checking_a_text_is_linear(unit: str) -> None:
    check_text("Both scripts 两种, to load what is loaded once: 1 亿.")
    assert find_superlinear(*count_both(lambda size: check_text(fill(unit, size))), FACTOR, FLOOR) == {}


@pytest.mark.parametrize("name", ["numbers", *leave_to_full([*PAIRS][1:])])
def test_checking_a_pair_is_linear(name: str) -> None:
    source, target = PAIRS[name]
    check_text("The mine, 1.", source="矿山，1。")
    lines = count_both(lambda size: check_text(target(size), source=source(size)))
    assert find_superlinear(*lines, FACTOR, FLOOR) == {}


CHECKLIST = (
    Entry("the", "今天", must_occur=True),
    Entry("absent", "今天", must_occur=True),
    Entry("mine", "矿山"),
    Entry("reopened  today"),
    Entry(r"(\w+ )+today|[(国]", regex=True),
    Entry(r"[(国]", "国", regex=True, must_occur=True),
)


@pytest.mark.parametrize("name", ["clauses", *leave_to_full([*PAIRS][:2] + [*PAIRS][3:])])
def test_a_checklist_is_linear(name: str) -> None:
    pytest.importorskip("re2")
    source, target = PAIRS[name]
    settings = Settings(rules=("checklist",), checklist=CHECKLIST)
    check_text("The mine, 1.", settings, source="矿山，1。")
    lines = count_both(lambda size: check_text(target(size), settings, source=source(size)))
    assert find_superlinear(*lines, FACTOR, FLOOR // 2) == {}


@pytest.mark.parametrize("extract", [extract_english, extract_chinese])
@pytest.mark.parametrize(
    "unit",
    [
        *SIGNS[::4],
        "1.%",
        "亿零",
        "一二三四五六七八九十百千万亿",
        "点一",
        "几亿",
        *leave_to_full([*(sign for i, sign in enumerate(SIGNS) if i % 4), *PAIRED]),
    ],
)
def test_quantities_are_extracted_in_linear_work(unit: str, extract: Callable[[str], object]) -> None:
    assert find_superlinear(*count_both(lambda size: extract(fill(unit, size))), FACTOR, SIZE) == {}


def test_a_run_of_numerals_has_a_longest_length() -> None:
    assert extract_chinese("亿" * 12_000 + "元") == ()
    assert [quantity.value for quantity in extract_chinese("亿" * 12_000 + "元，三百元")] == [300]


@pytest.mark.parametrize(
    "unit", ["a/", "/", "a.bc/ ", "@", "(", "www.", "://", "https://(", "a@b.cc ", "a.", "http://中/"]
)
def test_finding_addresses_is_linear(unit: str) -> None:
    lines = count_both(lambda size: find_addresses("https://" + fill(unit, size)), 8 * SIZE)
    assert find_superlinear(*lines, FACTOR, SIZE) == {}


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize(
    "unit",
    ["word ", ". ", ".", "…", "。", "\n", "\n ", "A. ", ". . ", ".”", "Mr. X ", "?” X said ", " ", "“(", "。 ”"],
)
def test_splitting_a_long_line_is_linear(code: str, unit: str) -> None:
    lines = count_both(lambda size: list(find_language(code).split(fill(unit, size))), 8 * SIZE)
    assert find_superlinear(*lines, FACTOR, SIZE) == {}


_PLACES = ["harbour", "mine", "bridge", "road", "village", "river", "market", "school", "tower", "garden"]
_CLEAN = [
    f"The {one} near the {other} {verb} when spring came, and nobody asked why the {third} did."
    for one in _PLACES
    for other in _PLACES
    for third in _PLACES
    for verb in ("reopened", "closed", "grew")
    if len({one, other, third}) == 3
]
_MOST_LINES = 6
"""Of our own code, for a sentence of 16 words; 4.9 were counted."""


@pytest.mark.parametrize("end", ["", "\n\nA café “so”."])
def test_a_clean_sentence_of_a_long_text_costs_few_steps(end: str) -> None:
    """The words of a long text are looked at all at once: no rule has a step of its own for each sentence."""
    check_text("The mine 两种.")
    texts = ["\n\n".join(random.Random(0).choices(_CLEAN, k=size)) + end for size in (4000, 12_000)]
    small, large = (count_lines(partial(check_text, text)).total() for text in texts)
    assert large - small <= _MOST_LINES * 8000


@pytest.mark.parametrize(
    "unit", ["The the mine. ", "Rice，tea and ten\u200b men\n", "the “end“ . ", "（", "a.B the the the "]
)
def test_texts_are_fixed_in_linear_work(unit: str) -> None:
    def work(size: int) -> None:
        task = Task("a.txt", settings=Settings(encoding="utf-8"))
        fixed = fix_item(task, Wish(True, Severity.INFO), Baselines(isolated=True), data=fill(unit, size).encode())
        list(render_diff("a.txt", fixed.old.decode(), fixed.new.decode()))

    work(SIZE)
    assert find_superlinear(*count_both(work), FACTOR, FLOOR) == {}


_MARKUP = {
    "a.rst": ("- ", "- a\n", "`", "``", ".. a\n", "a\n=\n", "+-+\n", "| a |\n", "= =\n== ==\n", ":a:", "*a",
        "|a ", "a_ ",
              "::\n", "\\", "a\n\n", " a\n", ".. note:: a\n ", "`<a"),
    "a.adoc": ("|===\n", "|a", "* a\n", "[", "<<a", "`a", "link:", "http://a", "----\n", "[a]\n", "= a\n",
        "a:: b\n", "+\n",
               ".a\n", "{a", "((("),
    "a.tex": ("{", "}", "\\a{", "\\a[", "$", "$$a ", "\\[", "\\begin{a}", "\\begin{align}", "\\verb|",
        "\\footnote{", "&",
              "\\\\", "%a\n", "\n\n", "\\item ", "\\section{a}", "\\begin{document}", "\\title{", "a~b--c"),
    "a.mdx": ("{", "}", "<a ", "<A>", "<code>", "export {\n\n", "import 'a", "`a", "```\n", "{/*", "<!--", "\\",
        "---\n",
              "title: a\n", "---\ntitle: a\n", "{'", "</"),
    "a.py": ("#", "# a\n", '"', "'''", '"""a"""\n', "a = (", "# a(b\n", "# a.b", "# {", "# a - b\n"),
    "a.js": ("/*", "//", "`", "'", "/* a\n\n", "/* a */", "// @a {b"),
    "a.rs": ('r#"', "'a", "/*"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        *((name, unit) for name, units in _MARKUP.items() for unit in units[::4]),
        *leave_to_full((name, unit) for name, units in _MARKUP.items() for i, unit in enumerate(units) if i % 4),
    ],
)
def test_markup_is_read_in_linear_work(name: str, unit: str) -> None:
    options = ReadOptions(parts=frozenset({"comments"}))

    def work(size: int) -> None:
        read_document(name, fill(unit, size).encode(), options)

    work(SIZE)
    assert find_superlinear(*count_both(work), FACTOR, SIZE) == {}


@pytest.mark.full
@pytest.mark.parametrize("command", ["align", "check"])
def test_a_long_varied_text_takes_little_memory(command: str, tmp_path: Path) -> None:
    """How long it takes is for the benchmark to say."""
    source, target = map(str, write_texts(tmp_path, 40_000))
    arguments = {
        "align": ("align", source, target, "--to", str(tmp_path / "aligned.tsv")),
        "check": ("check", target, "--source", source, "--jobs", "1"),
    }
    assert measure(*arguments[command]).memory <= 1500


@pytest.mark.full
@pytest.mark.parametrize(
    "sentence",
    ["The attempts {} by the US to摆脱 dependence end.", "the first attempts {} by the US to摆脱 the goods,"],
)
def test_a_long_line_of_residues_takes_little_memory(sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "line.en.txt"
    path.write_text(" ".join(map(sentence.format, range(150_000))) + "\n", encoding="utf-8")
    assert path.stat().st_size > 7_500_000
    assert measure("check", str(path), "--config", "none").memory <= 800


WORDS = "由 最初 预计 定义为 收到了 长期 安排 计划 工人 关闭 风力 电站 公司 允许 扩大 建设 部门 研究"


def draft(count: int, size: int = 4) -> int:
    """Look for renderings of so many phrases, each of so many words, and count those with drafts."""
    choose = random.Random(count).choices
    phrases = ["".join(choose(WORDS.split(" "), k=size)) for _ in range(count)]
    found = find_renderings(
        [Place(one, "The mayor said that it was ", " today.", f"市长说今天{one}。") for one in phrases]
    )
    return sum(any(one.is_unfinished for one in offers) for offers in found.values())


def test_drafts_are_made_for_a_few_residues_only() -> None:
    assert draft(160) <= 40
    assert find_superlinear(count_lines(partial(draft, 40)), count_lines(partial(draft, 160)), FACTOR, FLOOR) == {}


def test_the_work_of_a_draft_is_bounded() -> None:
    draft(1, 8), draft(1, 4), draft(1, 200)
    short, long = (count_lines(partial(draft, 1, size)) for size in (4, 8))
    assert find_superlinear(short, long, FACTOR, FLOOR) == {}
    assert sum(count_lines(partial(draft, 1, 200)).values()) < FLOOR  # no phrase: it is not drafted
