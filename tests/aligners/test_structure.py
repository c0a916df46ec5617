"""Structure as evidence for alignment: what a format says of blocks, which are paired, and how pages are aligned."""

from dataclasses import dataclass
from functools import partial
from itertools import chain, combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from operations import count_lines, find_superlinear
from rows import leave_to_full

from align.aligners.documents import align_documents
from align.aligners.semantic.beads import KINDS, Beads
from align.aligners.semantic.counterparts import Counterparts
from align.aligners.side import Part
from align.aligners.skeletons import Pair, pair_parts
from align.model import Alignment, Document
from align.readers import ReadOptions, read_document

PROSE = [
    ("矿山今天重新开放，第一批工人已经下井。", "The mine reopened today, and the first workers have gone down."),
    ("渔民担心今年的收成不如去年。", "Fishermen worry that this year's catch will be poorer than last year's."),
    ("新码头要花三亿元，冬天以前建好。", "The new pier will cost 300 million yuan and be built before winter."),
    ("医生说，孩子明天可以出院回家。", "The child may leave hospital and go home tomorrow, the doctor said."),
    ("图书馆星期一不开门，其他日子免费。", "The library is closed on Mondays and free on all other days."),
    ("火车晚点两个小时，因为铁轨上有雪。", "The train was two hours late because there was snow on the rails."),
    ("法官要求双方在月底前提交合同。", "The judge asked both parties to hand in the contract by the end of the month."),
    ("这家面包店用老酵母做面包。", "This bakery makes its bread with an old sourdough."),
]
LABELS = [
    ("示例", "Demos"),
    ("描述", "What it does"),
    ("先看这里", "Start"),
    ("缺省", "If unset"),
    ("坑", "Caveats"),
    ("必填", "required"),
]
CODE = ["open()", "close(file)", "read(all)", "mine.dig(3)", "pier.build()", "train.run(late)"]

Text = tuple[str, str]
"""Chinese, and the same in English."""


@dataclass(frozen=True)
class Block:
    """A block of a page in both languages: Markdown, and the segments that it has."""

    markdown: Text
    segments: tuple[Text, ...] = ()


def make_heading(text: Text, level: int = 2) -> Block:
    return Block(("#" * level + " " + text[0], "#" * level + " " + text[1]), (text,))


def make_item(text: Text) -> Block:
    return Block(("- " + text[0], "- " + text[1]), (text,))


def make_paragraph(*texts: Text) -> Block:
    return Block(("".join(one for one, _ in texts), " ".join(other for _, other in texts)), texts)


def make_code(code: str) -> Block:
    return Block((f"```\n{code}\n```",) * 2)


def make_table(rows: list[tuple[Text, ...]]) -> Block:
    sides = []
    for side in range(2):
        lines = ["| " + " | ".join(cell[side] for cell in row) + " |" for row in rows]
        sides.append("\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]))
    return Block((sides[0], sides[1]), tuple(cell for row in rows for cell in row))


def align_pages(source: list[Block], target: list[Block]) -> Alignment:
    texts = "\n\n".join(block.markdown[0] for block in source), "\n\n".join(block.markdown[1] for block in target)
    return align_documents(read_page(texts[0], "zh"), read_page(texts[1], "en"))


def read_page(text: str, language: str) -> Document:
    return read_document("page.md", text.encode(), ReadOptions(language))


def list_beads(alignment: Alignment) -> list[Text]:
    return [(alignment.source_text(bead), alignment.target_text(bead)) for bead in alignment.beads]


def list_segments(sections: list[list[Block]]) -> list[Text]:
    return [segment for section in sections for block in section for segment in block.segments]


labels = st.sampled_from(LABELS)
blocks = st.one_of(
    st.builds(make_heading, labels, st.integers(2, 4)),
    st.sampled_from(PROSE).map(make_paragraph),
    st.sampled_from(PROSE).map(make_item),
    st.sampled_from(CODE).map(make_code),
    st.integers(1, 3)
    .flatmap(lambda width: st.lists(st.tuples(*[labels] * width), min_size=1, max_size=4))
    .map(make_table),
)


@given(st.lists(blocks, min_size=1, max_size=10))
def test_pages_with_equal_skeletons_are_aligned_block_by_block(some: list[Block]) -> None:
    page = [make_paragraph(*PROSE), *some]  # labels alone, worded as freely as these, could belong to two other pages
    assert list_beads(align_pages(page, page)) == [segment for block in page for segment in block.segments]


@given(st.lists(blocks, max_size=8), st.lists(blocks, max_size=8))
def test_pages_of_any_structure_are_aligned_whole(source: list[Block], target: list[Block]) -> None:
    alignment = align_pages(source, target)
    for document, side in ((alignment.source, "source"), (alignment.target, "target")):
        found = chain(*(getattr(bead, side) for bead in alignment.beads))
        assert list(found) == list(range(len(document.segments)))
    assert all(0 <= chance <= 1 for bead in alignment.beads for chance in (bead.confidence, *bead.alone))


@given(st.data())
def test_a_block_that_one_side_lacks_changes_nothing_elsewhere(data: st.DataObject) -> None:
    """Sections end with their code; one section of one side lacks blocks, or has another."""
    order = data.draw(st.permutations(PROSE))
    sections = [
        [
            make_heading(data.draw(labels)),
            make_paragraph(order[number]),
            make_table([tuple(LABELS[2:4]), (data.draw(labels), data.draw(labels))]),
            make_code(CODE[number]),
        ]
        for number in range(5)
    ]
    changed = data.draw(st.integers(0, 4))
    kept = data.draw(
        st.lists(st.sampled_from(sections[changed][:3]), max_size=2, unique_by=lambda block: block.markdown)
    )
    extra = data.draw(st.lists(st.just(make_item(order[7])), max_size=1))
    others = [*sections[:changed], [*kept, *extra, sections[changed][3]], *sections[changed + 1 :]]
    sides = [list(chain(*side)) for side in (sections, others)]
    swapped = data.draw(st.booleans())
    beads = list_beads(align_pages(*(sides[::-1] if swapped else sides)))
    before, behind = (list_segments(part) for part in (sections[:changed], sections[changed + 1 :]))
    assert beads[: len(before)] == before
    assert beads[len(beads) - len(behind) :] == behind


def test_a_heading_is_the_counterpart_of_the_one_above_the_same_code() -> None:
    page = [make_heading(("示例", "Demos")), make_code("a()"), make_heading(("接口", "API")), make_code("b()")]
    assert list_beads(align_pages(page, page)) == [("示例", "Demos"), ("接口", "API")]


def test_rows_are_paired_by_the_cells_that_stay_as_they_are() -> None:
    rows = [
        (("`a`", "`a`"), ("必填", "required")),
        (("`b`", "`b`"), ("缺省", "If unset")),
        (("`c`", "`c`"), ("坑", "Caveats")),
    ]
    head = (("名", "Name"), ("值", "What it does"))
    beads = list_beads(align_pages([make_table([head, *rows])], [make_table([head, rows[0], rows[2]])]))
    assert beads == [*head, *rows[0], ("`b`", ""), ("缺省", ""), *rows[2]]


def test_sentences_are_aligned_inside_blocks() -> None:
    page = [make_paragraph(*PROSE[:3]), make_paragraph(*PROSE[3:5])]
    short = [make_paragraph(PROSE[0], PROSE[2]), make_paragraph(*PROSE[3:5])]
    beads = list_beads(align_pages(page, short))
    assert beads == [PROSE[0], (PROSE[1][0], ""), *PROSE[2:5]]


def test_structure_does_not_hide_that_blocks_were_exchanged() -> None:
    """Both sides have equally many paragraphs, but one was dropped, and another made up."""
    page = [make_paragraph(text) for text in PROSE]
    elsewhere = [
        *page[:2],
        *page[3:7],
        make_paragraph(("", "Tickets for the concert were sold out within an hour.")),
        page[7],
    ]
    assert list_beads(align_pages(page, elsewhere)) == [
        *PROSE[:2],
        (PROSE[2][0], ""),
        *PROSE[3:7],
        ("", "Tickets for the concert were sold out within an hour."),
        PROSE[7],
    ]


def test_sections_that_moved_are_not_forced_onto_each_other() -> None:
    sections = [[make_heading(label), make_paragraph(text)] for label, text in zip(LABELS, PROSE, strict=False)]
    moved = [*sections[:1], *sections[2:], sections[1]]
    beads = list_beads(align_pages(list(chain(*sections)), list(chain(*moved))))
    assert [bead for bead in beads if bead in PROSE] == [PROSE[0], *PROSE[2:5]]


def parts(letters: str) -> list[Part]:
    """A heading for each digit; else a part for each letter, with a key where it is in upper case."""
    kinds = [(f"heading {sign}", int(sign)) if sign.isdigit() else (sign.lower(), 0) for sign in letters]
    return [
        Part(kind, (sign,) if sign.isupper() else (), (index, index + 1), level)
        for index, ((kind, level), sign) in enumerate(zip(kinds, letters, strict=True))
    ]


@pytest.mark.parametrize(
    ("source", "target", "pairs"),
    [
        ("1ppiip", "1ppiip", [(index, index) for index in range(6)]),
        ("1pp2p", "1p2p", [(0, 0), (3, 2), (4, 3)]),
        ("ppXp", "pXp", [(2, 1), (3, 2)]),
        ("pXpYp", "pYpXp", [(3, 1)]),
        ("1p2p2p", "1p2p", [(0, 0)]),
        ("iippiii", "qppiii", [(2, 1), (3, 2)]),
        ("XX", "X", []),
        ("pp", "", []),
    ],
)
def test_parts_are_paired(source: str, target: str, pairs: list[Pair]) -> None:
    assert pair_parts(parts(source), parts(target)) == pairs


skeletons = st.text("12piABCD", max_size=9).map(parts)


@given(skeletons, skeletons)
def test_pairs_ascend_and_are_of_one_kind(source: list[Part], target: list[Part]) -> None:
    pairs = pair_parts(source, target)
    assert all(source[row].kind == target[column].kind for row, column in pairs)
    assert all(row < below and column < right for (row, column), (below, right) in pairwise(pairs))
    assert pair_parts(source, source) == [(index, index) for index in range(len(source))]


@given(st.permutations("ABCDEF"), st.permutations("ABCDEF"))
def test_the_longest_common_part_holds(source: list[str], target: list[str]) -> None:
    """Compared with all subsequences."""
    common = (len(some) for size in range(7) for some in combinations(source, size) if is_subsequence(some, target))
    assert len(pair_parts(parts("".join(source)), parts("".join(target)))) == max(common)


def is_subsequence(some: tuple[str, ...], whole: list[str]) -> bool:
    places = [whole.index(one) for one in some]
    return places == sorted(places)


@pytest.mark.full
@pytest.mark.parametrize(
    "unit",
    [
        "| 名 | 值 |\n|---|---|\n| 甲 | `a` |\n\n",
        *leave_to_full(
            ["# 示例\n\n", "- 矿山开放。\n- 是。\n\n", "矿山开放。\n\n```\na()\n```\n\n", "> 是\n\n---\n\n"]
        ),
    ],
)
def test_work_is_linear(unit: str) -> None:
    def work(size: int, offset: int) -> None:
        side = read_page((unit * (size // len(unit) + 1 + offset)), "zh")
        align_documents(side, read_page(unit * (size // len(unit) + 1), "en"))

    work(50, 1)
    for offset in (0, 1):
        lines = count_lines(partial(work, 500, offset)), count_lines(partial(work, 2000, offset))
        assert find_superlinear(*lines, 5, 4000) == {}


def describe(text: str) -> list[tuple[str, str, int]]:
    """What each element of a page holds, and its role and level, or the row and column of a cell."""
    page = read_page(text, "en")
    return [
        (page.text[one.span.start : one.span.end], one.role.value, one.level or 10 * one.row + one.column)
        for one in page.elements
    ]


def test_markdown_says_what_its_blocks_are() -> None:
    page = (
        "# One\n\nText.\n\n- Item\n  - Inner\n\n    More.\n\n> Quoted\n>\n> > Twice\n\nTwo\n---\n\n***\n\n"
        "| a | b |\n|---|---|\n| c |  |\n|  | d |\n\n| e |\n|---|\n\n"
        "<p>\nTag\n</p>\n\n~~~\ncode()\n~~~\n\n    indented()\n"
    )
    assert describe(page) == [
        ("One", "heading", 1),
        ("Text.", "paragraph", 0),
        ("Item", "item", 1),
        ("Inner", "item", 2),
        ("More.", "item", 2),
        ("Quoted", "quotation", 1),
        ("Twice", "quotation", 2),
        ("Two", "heading", 2),
        ("***", "rule", 0),
        ("a", "header", 0),
        ("b", "header", 1),
        ("c", "cell", 10),
        ("d", "cell", 21),
        ("e", "header", 30),
        ("<p>", "markup", 0),
        ("Tag", "markup", 0),
        ("</p>", "markup", 0),
        ("~~~\ncode()\n~~~", "code", 0),
        ("    indented()", "code", 0),
    ]


@given(st.text("#>|-` \n0a<p", max_size=40))
def test_the_elements_of_a_page_hold_its_blocks_in_order(text: str) -> None:
    page = read_page(text, "en")
    spans = [one.span for one in page.elements]
    assert [one.span for one in page.elements if one.role not in ("code", "rule")] == list(page.blocks)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_plain_text_says_nothing_of_its_blocks() -> None:
    assert read_document("page.txt", b"# One\n\nText.", ReadOptions()).elements == ()


@given(st.lists(st.tuples(*[st.integers(0, 3)] * 4), max_size=5), st.lists(st.integers(0, len(KINDS) - 1), max_size=6))
def test_beads_cross_no_border_and_leave_no_counterpart_alone(steps: list[tuple[int, ...]], kinds: list[int]) -> None:
    """Compared with the definition, for a path of any beads."""
    borders = np.cumsum([(0, 0), *chain(*((step[:2], step[2:]) for step in steps))], axis=0)
    spans = [[*top, *bottom] for top, bottom in zip(borders[1::2].tolist(), borders[2::2].tolist(), strict=True)]
    counterparts = Counterparts(np.array(spans, np.int64).reshape(-1, 4)[:, [0, 2, 1, 3]])
    path = np.cumsum([(0, 0), *(KINDS[kind] for kind in kinds)], axis=0)
    beads = Beads(np.array(kinds, np.intp), path[1:, 0], path[1:, 1])

    def fits(top: int, left: int, bottom: int, right: int) -> bool:
        crossed = [
            (row, column)
            for row, column in borders[1:].tolist()
            if not ((bottom <= row and right <= column) or (top >= row and left >= column))
        ]
        alone = [
            span
            for span in spans
            if (
                span[0] < span[2]
                and span[1] < span[3]
                and (top, bottom, left) == (span[0], span[2], right)
                and bottom - top == 1
            )
            or (
                span[0] < span[2]
                and span[1] < span[3]
                and (left, right, top) == (span[1], span[3], bottom)
                and right - left == 1
            )
        ]
        return not crossed and not alone

    wanted = [end for start, end in pairwise(path.tolist()) if fits(*start, *end)]
    selected = counterparts.select(beads)
    assert list(zip(selected.rows.tolist(), selected.columns.tolist(), strict=True)) == [tuple(end) for end in wanted]
