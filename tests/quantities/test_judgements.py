"""Every row of the table of judgements: its example shows that it is needed, and what it does."""

import pytest

from align.linter.families.quantities import compare_beads
from align.model import Alignment, Document, Span
from align.model.alignments import Bead
from align.quantities import judgements
from align.quantities.judgements import JUDGEMENTS, Judgement

ROWS = [row for rows in JUDGEMENTS for row in rows]


def _make_side(language: str, text: str) -> Document:
    """A document whose sentences are between slashes."""
    passages = text.split(" / ")
    starts = [sum(len(one) + 1 for one in passages[:index]) for index in range(len(passages))]
    spans = [Span(start, start + len(one)) for start, one in zip(starts, passages, strict=True)]
    return Document(f"{language}.txt", language, "\n".join(passages), lambda _: spans, lambda _: [0])


def _find_problems(example: str) -> list[str]:
    """What differs in an example: "missing", "extra", or what is wrong."""
    source, target = (
        _make_side(language, text) for language, text in zip(("zh", "en"), example.split(" = "), strict=True)
    )
    beads = tuple(Bead((index,), (index,)) for index in range(len(source.segments)))
    found = [bead.comparison for bead in compare_beads(Alignment(source, target, beads))]
    wrong = [str(one.problem) for each in found for one in each.wrong]
    return [
        *("missing" for each in found for _ in each.missing),
        *("extra" for each in found for _ in each.extra),
        *wrong,
    ]


def test_each_judgement_has_a_name_of_its_own_and_needs_what_a_comparison_has() -> None:
    assert len({row.name for row in ROWS}) == len({row.find for row in ROWS}) == len(ROWS)
    assert {need for row in ROWS for need in row.needs} == {"missing", "extra", "wrong", "swapped", "both"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_example_of_a_judgement_differs_without_it(row: Judgement, monkeypatch: pytest.MonkeyPatch) -> None:
    found = _find_problems(row.example)
    rest = tuple(tuple(one for one in rows if one is not row) for rows in JUDGEMENTS)
    monkeypatch.setattr(judgements, "JUDGEMENTS", rest)
    without = _find_problems(row.example)
    is_fault = row.needs in (("both",), ("swapped",))
    assert bool(found) is is_fault
    assert bool(without) is not is_fault


@pytest.mark.parametrize(
    "example",
    [
        "台风5月3日登陆。 / 树倒了。 / 4日6时风停了。 = It landed on May 3. / Trees fell. / It died at 6 a.m.",
        "台风5月3日登陆。 / 树倒了。 / 3日风停了。 = It landed on May 3. / Trees fell. / It died.",
        "5月5日雨停。 / 树倒了。 / 3日雨大。 = It ended on May 5. / Trees fell. / It was worst the day before.",
        "办复率达100%。 = It was answered.",
        "第90+5分钟破门。 = They scored in the 93rd minute.",
        "2025级新生报到。 = They registered.",
        "八月十五赏月。 = The moon is full at the Lantern Festival.",
        "“十五五”规划 = the plan for 2021-25",
        "第十五届书展开幕。 = The book fair for 2026-30 opened.",
        "每斤60元 = 60 yuan per 600 grams",
        "不到两成的人有。 = Fewer than a third have it.",
    ],
)
def test_what_is_not_said_in_another_way_is_missed(example: str) -> None:
    assert _find_problems(example)


def test_a_number_of_a_segment_without_a_counterpart_may_have_been_merged() -> None:
    source = _make_side("zh", "物价上涨。 / 工资增长3%。 / 利润增长5%。")
    target = _make_side("en", "Prices rose, wages rose by 3%, and profits by 5%.")
    merged = Alignment(source, target, (Bead((0,), (0,)), Bead((1,), ()), Bead((2,), ())))
    assert not compare_beads(merged)
