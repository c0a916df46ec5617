"""Alignments as files and as a table: every format whole, hostile text in each, and nothing lost on the way back."""

import io
import json
import re
from collections import Counter
from itertools import count, islice
from unicodedata import category
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from align import __version__
from align.model import Alignment, Bead, Bitext, Document, Span
from align.readers import ReadOptions, read
from align.report.terminal import visible, width
from align.writers import WRITERS, find_writer, table
from align.writers.tmx import count_left_out
from glossary.formats.xml.text import replace_illegal

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def make_document(name: str, language: str, segments: list[str]) -> Document:
    """A document of exactly these segments, whatever characters they hold."""
    ends = [sum(len(text) + 1 for text in segments[: place + 1]) for place in range(len(segments))]
    spans = [Span(end - 1 - len(text), end - 1) for end, text in zip(ends, segments, strict=True)]
    filled = [span for span in spans if span.end > span.start]
    return Document(name, language, "\n".join(segments), lambda _: filled, lambda _: (0,))


def make_alignment(*beads: tuple[list[str], list[str], float], languages: tuple[str, str] = ("zh", "en")) -> Alignment:
    source = [text for left, _, _ in beads for text in left]
    target = [text for _, right, _ in beads for text in right]
    indices = count(), count()
    return Alignment(
        make_document("story.zh.txt", languages[0], source),
        make_document("story.en.txt", languages[1], target),
        tuple(
            Bead(tuple(islice(indices[0], len(left))), tuple(islice(indices[1], len(right))), confidence)
            for left, right, confidence in beads
        ),
    )


def write_text(suffix: str, alignment: Alignment) -> str:
    return write_bytes(suffix, alignment).decode()


def write_bytes(suffix: str, alignment: Alignment) -> bytes:
    pieces = find_writer(f"folder/a{suffix}")(alignment)
    return b"".join(piece if isinstance(piece, bytes) else piece.encode() for piece in pieces)


def read_back(suffix: str, data: bytes) -> list[tuple[str, str, float]]:
    """The texts and the confidence of each unit that is read from what was written."""
    found = []
    for bitext in read(f"a{suffix}", data, ReadOptions()):
        assert isinstance(bitext, Bitext)
        for unit in bitext.units:
            texts = bitext.source.text[slice(*unit.source)], bitext.target.text[slice(*unit.target)]
            found.append((*texts, unit.confidence))
    return found


def list_texts(alignment: Alignment) -> list[tuple[str, str]]:
    return [(alignment.source_text(bead), alignment.target_text(bead)) for bead in alignment.beads]


def alignments(characters: st.SearchStrategy[str]) -> st.SearchStrategy[Alignment]:
    segments = st.lists(st.text(characters, min_size=1).map(str.strip).filter(bool), max_size=3)
    beads = st.tuples(segments, segments, st.floats(0, 1)).filter(lambda bead: bead[0] or bead[1])
    return st.lists(beads, max_size=6).map(lambda beads: make_alignment(*beads))


ANY = st.characters(exclude_categories=[])
LEGAL = st.characters(codec="utf-8")
LETTERS = st.sampled_from("他说 的你，。“”《》—…abcdefgh -,'\u0301")

STORY = make_alignment(
    (["雨下了一夜。"], ["It rained all night."], 0.974),
    (["他没有说话，", "只是看着窗外。"], ["He said nothing and only watched\nthe window."], 0.4),
    (["（完）"], [], 0.755),
    ([], ["— Translated by A & B"], 1.0),
)
HOSTILE = make_alignment(
    (['=HYPERLINK("x")'], ["- No,\t<b>\u2028no\x85no\x0cno</b>"], 0.5),
    (["\x00\x1b[31m\ud800"], ["a\r\nb\u202e\ufffe"], 0.0),
)


def test_the_suffix_tells_the_format() -> None:
    assert find_writer("A.TMX") is find_writer("b.tmx")
    assert {suffix: find_writer(f"a{suffix}").__module__.rpartition(".")[2] for suffix in WRITERS} == {
        suffix: row.module for suffix, row in WRITERS.items()
    }


@pytest.mark.parametrize("name", ["a.docx", "tmx", "a.tmx/b"])
def test_an_unknown_format(name: str) -> None:
    with pytest.raises(ValueError, match=re.escape("unknown format; known are .tsv .jsonl .tmx")):
        find_writer(name)


def test_jsonl() -> None:
    assert write_text(".jsonl", STORY) == (
        '{"source": [0], "target": [0], "source_text": "雨下了一夜。", "target_text": "It rained all night.",'
        ' "confidence": 0.97}\n'
        '{"source": [1, 2], "target": [1], "source_text": "他没有说话，只是看着窗外。",'
        ' "target_text": "He said nothing and only watched the window.", "confidence": 0.4}\n'
        '{"source": [3], "target": [], "source_text": "（完）", "target_text": "", "confidence": 0.76}\n'
        '{"source": [], "target": [2], "source_text": "", "target_text": "— Translated by A & B", "confidence": 1.0}\n'
    )


def test_jsonl_with_hostile_text() -> None:
    first, second = write_text(".jsonl", HOSTILE).splitlines()
    assert '"target_text": "- No,\\t<b>\\u2028no\\u0085no\\fno</b>"' in first
    assert '"source_text": "\\u0000\\u001b[31m\\ud800", "target_text": "a b\\u202e\ufffe"' in second


@given(alignments(LEGAL))
def test_jsonl_parses_back(alignment: Alignment) -> None:
    values = [json.loads(line) for line in write_text(".jsonl", alignment).splitlines()]
    assert [Bead(tuple(value["source"]), tuple(value["target"]), value["confidence"]) for value in values] == [
        Bead(bead.source, bead.target, round(bead.confidence, 2)) for bead in alignment.beads
    ]
    assert [(value["source_text"], value["target_text"]) for value in values] == list_texts(alignment)


def test_tsv() -> None:
    assert write_text(".tsv", STORY) == (
        "source\ttarget\n"
        "雨下了一夜。\tIt rained all night.\n"
        "他没有说话，只是看着窗外。\tHe said nothing and only watched the window.\n"
        "（完）\t\n"
        "\t— Translated by A & B\n"
    )


def test_tsv_with_hostile_text() -> None:
    assert write_text(".tsv", HOSTILE) == (
        'source\ttarget\n=HYPERLINK("x")\t- No, <b> no no no</b>\n\ufffd\ufffd[31m\ufffd\ta b\u202e\ufffe\n'
    )


@given(alignments(ANY))
def test_tsv_reads_back(alignment: Alignment) -> None:
    text = write_text(".tsv", alignment)
    assert len(text.splitlines()) == 1 + len(alignment.beads)
    bitexts = read("a.tsv", text.encode(), ReadOptions())
    assert [(pair.source.text, pair.target.text) for pair in bitexts if isinstance(pair, Bitext)] == [
        tuple(re.sub("[\0-\x1f\ud800-\udfff]", "\ufffd", re.sub(r"[\s\x1c-\x1f]", plain_space, side)) for side in pair)
        for pair in list_texts(alignment)
    ]


def plain_space(match: re.Match[str]) -> str:
    """What ends a line somewhere, or a cell, as a space; spaces as they are."""
    return match[0] if category(match[0]) == "Zs" else " "


def test_tmx() -> None:
    assert write_text(".tmx", STORY) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tmx version="1.4">\n'
        f'<header creationtool="aligncheck" creationtoolversion="{__version__}" segtype="sentence" o-tmf="aligncheck"'
        ' adminlang="en" srclang="zh" datatype="plaintext"/>\n'
        "<body>\n"
        "<tu>\n"
        '  <prop type="x-source-segments">0</prop>\n'
        '  <prop type="x-target-segments">0</prop>\n'
        '  <prop type="x-confidence">0.97</prop>\n'
        '  <tuv xml:lang="zh"><seg>雨下了一夜。</seg></tuv>\n'
        '  <tuv xml:lang="en"><seg>It rained all night.</seg></tuv>\n'
        "</tu>\n"
        '<tu segtype="block">\n'
        '  <prop type="x-source-segments">1 2</prop>\n'
        '  <prop type="x-target-segments">1</prop>\n'
        '  <prop type="x-confidence">0.40</prop>\n'
        '  <tuv xml:lang="zh"><seg>他没有说话，只是看着窗外。</seg></tuv>\n'
        '  <tuv xml:lang="en"><seg>He said nothing and only watched the window.</seg></tuv>\n'
        "</tu>\n"
        "</body>\n</tmx>\n"
    )
    assert count_left_out(STORY) == 2


def test_tmx_with_hostile_text() -> None:
    hostile = Alignment(make_document("a", '"<&\0', ["a"]), make_document("b", "en", ["]]>"]), (Bead((0,), (0,)),))
    root = ElementTree.fromstring(write_text(".tmx", hostile))
    assert [(tuv.get(LANG), tuv.findtext("seg")) for tuv in root.iter("tuv")] == [('"<&\ufffd', "a"), ("en", "]]>")]
    assert "<seg>]]&gt;</seg>" in write_text(".tmx", hostile)
    assert [seg.text for seg in ElementTree.fromstring(write_text(".tmx", HOSTILE)).iter("seg")] == [
        '=HYPERLINK("x")',
        "- No,\t<b>\u2028no\x85no\ufffdno</b>",
        "\ufffd\ufffd[31m\ufffd",
        "a b\u202e\ufffd",
    ]


@given(alignments(ANY))
def test_tmx_parses_back(alignment: Alignment) -> None:
    units = list(ElementTree.fromstring(write_text(".tmx", alignment).encode()).iter("tu"))
    both = [
        pair for pair, bead in zip(list_texts(alignment), alignment.beads, strict=True) if bead.source and bead.target
    ]
    assert count_left_out(alignment) == len(alignment.beads) - len(units)
    assert [tuple(seg.text for seg in unit.iter("seg")) for unit in units] == [
        tuple(re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", side) for side in pair)
        for pair in both
    ]


def test_table() -> None:
    assert "".join(table.render(STORY, 50)) == (
        "      story.zh.txt         | story.en.txt\n"
        "---------------------------+----------------------\n"
        "0.97  雨下了一夜。         | It rained all night.\n"
        "0.40  他没有说话，只是看着 | He said nothing and\n"
        "      窗外。               | only watched the\n"
        "                           | window.\n"
        "0.76  （完）               | ∅\n"
        "1.00  ∅                    | — Translated by A & B\n"
    )


def test_table_makes_hostile_text_visible() -> None:
    assert "".join(islice(table.render(HOSTILE), 2, None)) == (
        '0.50  =HYPERLINK("x")                     | - No,\n'
        "                                          | <b><U+2028>no<U+0085>no<U+000C>no</b\n"
        "                                          | >\n"
        "0.00  <U+0000><U+001B>[31m<U+D800>        | a b<U+202E>\ufffe\n"
    )


def test_table_with_colour_differs_in_nothing_but_colour() -> None:
    colored = "".join(table.render(STORY, 50, color=True))
    assert colored.startswith("      \x1b[1mstory.zh.txt         | story.en.txt\x1b[0m\n")
    assert "\n\x1b[1m0.97\x1b[0m  雨" in colored
    assert "\n\x1b[1;33m0.40\x1b[0m  他" in colored
    assert "\n\x1b[1m1.00\x1b[0m  \x1b[36m∅\x1b[0m                    | —" in colored
    assert re.sub(r"\x1b\[[\d;]+m", "", colored) == "".join(table.render(STORY, 50))


def test_table_keeps_closing_punctuation_off_the_start_of_a_line_and_opening_off_its_end() -> None:
    wrapped = make_alignment((["一二三四五六七八九，十一二三四五《六》七"], ["x" * 25 + " y" + " " * 30 + "z"], 1.0))
    assert "".join(islice(table.render(wrapped, 47), 2, None)) == (
        "1.00  一二三四五六七八    | xxxxxxxxxxxxxxxxxxx\n"
        "      九，十一二三四五    | xxxxxx y\n"
        "      《六》七            | z\n"
    )


def test_table_on_a_terminal_too_narrow_for_one() -> None:
    assert list(table.render(STORY, 5)) == list(table.render(STORY, 29))


@given(alignments(ANY), st.integers(29, 100))
def test_table_fits_and_nothing_in_it_acts(alignment: Alignment, columns: int) -> None:
    for line in table.render(alignment, columns):
        assert line.endswith("\n")
        assert width(line[:-1]) <= columns
        assert visible(line[:-1]) == line[:-1]


@given(alignments(LETTERS), st.integers(29, 60))
def test_table_loses_no_character(alignment: Alignment, columns: int) -> None:
    shown = "".join(table.render(alignment, columns)).partition("-\n")[2]
    assert len(re.findall(r"(?m)^\d\.\d\d", shown)) == len(alignment.beads)
    expected = "".join("".join(pair) for pair in list_texts(alignment)).replace(" ", "")
    assert Counter(re.sub(r"[\d.|∅ \n]", "", shown)) == Counter(expected)


def test_xliff() -> None:
    assert write_text(".xliff", STORY) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"'
        ' xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0" srcLang="zh" trgLang="en">\n'
        '<file id="f1" original="story.en.txt">\n'
        + "".join(
            f'<unit id="u{number}" name="{name}">\n'
            f'  <mda:metadata><mda:metaGroup category="aligncheck"><mda:meta type="confidence">{confidence}'
            f"</mda:meta></mda:metaGroup></mda:metadata>\n  <segment>{sides}</segment>\n</unit>\n"
            for number, (name, confidence, sides) in enumerate(
                [
                    ("0:0", "0.97", "<source>雨下了一夜。</source><target>It rained all night.</target>"),
                    ("1 2:1", "0.40", "<source>他没有说话，只是看着窗外。</source>"
                     "<target>He said nothing and only watched the window.</target>"),
                    ("3:", "0.76", "<source>（完）</source>"),
                    (":2", "1.00", "<source></source><target>— Translated by A &amp; B</target>"),
                ],
                1,
            )
        )
        + "</file>\n</xliff>\n"
    )  # fmt: skip


def test_a_workbook_holds_texts_and_room_for_corrections() -> None:
    data = write_bytes(".xlsx", HOSTILE)
    assert data == write_bytes(".xlsx", HOSTILE)
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["source", "target", "confidence", "correction"],
        ['=HYPERLINK("x")', "- No,\t<b>\u2028no\x85no\ufffdno</b>", 0.5, None],
        ["\ufffd\ufffd[31m\ufffd", "a b\u202e\ufffd", 0, None],
    ]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2, max_col=2) for cell in row} == {"s"}


@given(alignments(LETTERS))
def test_what_is_written_is_read_back(alignment: Alignment) -> None:
    expected = [
        (*texts, round(bead.confidence, 2)) for texts, bead in zip(list_texts(alignment), alignment.beads, strict=True)
    ]
    for suffix in (".jsonl", ".xliff", ".xlsx"):
        assert read_back(suffix, write_bytes(suffix, alignment)) == expected
    if pairs := [bead for bead in expected if bead[0] and bead[1]]:
        assert read_back(".tmx", write_bytes(".tmx", alignment)) == pairs
    assert [unit[:2] for unit in read_back(".tsv", write_bytes(".tsv", alignment))] == [unit[:2] for unit in expected]


@given(alignments(LEGAL))
def test_any_text_is_read_back_from_xml(alignment: Alignment) -> None:
    for suffix in (".xliff", ".tmx"):
        text = write_text(suffix, alignment)
        beads = [unit for unit in list_texts(alignment) if suffix == ".xliff" or all(unit)]
        found = [unit[:2] for unit in read_back(suffix, text.encode())]
        assert found == [tuple(map(replace_illegal, unit)) for unit in beads]


@pytest.mark.parametrize("suffix", sorted(set(WRITERS) - {".xlsx"}))
def test_no_beads(suffix: str) -> None:
    text = write_text(suffix, make_alignment())
    assert text == {".jsonl": "", ".tsv": "source\ttarget\n"}.get(suffix, text)
    if suffix == ".tmx":
        assert list(ElementTree.fromstring(text).iter("tu")) == []
