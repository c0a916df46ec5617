"""Subtitles: cues, tags, sentences over several cues, places, fixes, and the source beside them."""

import json
import re
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from operations import count_lines, find_superlinear
from rows import leave_to_full

from align.aligners.documents import align_documents
from align.cli import main
from align.errors import ReadError
from align.model import Document
from align.readers import ReadOptions, read

SRT = """1
00:00:01,000 --> 00:00:02,500
<i>The port opened</i>
in 2018,

2
00:00:03,000 --> 00:00:04,000
{\\an8}and the <b>摆</b>脱 came.

3
00:00:05,000 --> 00:00:06,000
- Who who is it?
- Me.

4
00:00:07,000 --> 00:00:08,000
"""
VTT = """WEBVTT - a title 摆脱

NOTE 摆脱
摆脱

STYLE
::cue { color: red }

intro
00:01.000 --> 00:02.500 align:start
<v Bob>R&amp;D of the 摆脱,

00:03.000 --> 00:04.000
it has the the mine.
"""
ASS = """[Script Info]
Title: 摆脱
[V4+ Styles]
Format: Name, Fontname
Style: Default,摆脱
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,摆脱
Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\\i1}The port{\\i0}, opened\\Nin 摆脱
Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,{\\p1}m 0 0 l 摆脱{\\p0}
Dialogue: 0,0:00:05.00,0:00:06.00,Default,,0,0,0,,It has the\\hthe mine.
"""


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def read_one(name: str, text: str, language: str = "en") -> Document:
    (document,) = read(name, text.encode(), ReadOptions(language))
    assert isinstance(document, Document)
    return document


def list_blocks(document: Document) -> list[str]:
    return [document.text[slice(*block)] for block in document.blocks]


@pytest.mark.parametrize(
    ("name", "text", "blocks"),
    [
        ("a.srt", SRT, ["The port opened in 2018, and the 摆脱 came.", "- Who who is it?", "- Me."]),
        ("a.vtt", VTT, ["R&D of the 摆脱, it has the the mine."]),
        ("a.ass", ASS, ["The port, opened in 摆脱", "It has the the mine."]),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_blocks(name: str, text: str, blocks: list[str], end: str) -> None:
    assert list_blocks(read_one(name, text.replace("\n", end))) == blocks


def test_a_sentence_in_chinese_goes_on_without_a_space_and_only_behind_a_comma() -> None:
    cues = ("港口于2019\n年开放，", "船来了", "人也来了")
    text = "".join(f"{number}\n0:0:{number},0 --> 0:0:{number},9\n{cue}\n\n" for number, cue in enumerate(cues, 1))
    assert list_blocks(read_one("a.srt", text, "zh")) == ["港口于2019年开放，船来了", "人也来了"]


def test_a_blank_line_in_a_cue_of_subrip_loses_nothing() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nOne.\n\nTwo.\n2\n00:00:03,000 --> 00:00:04,000\nThree.\n\n4\n"
    assert list_blocks(read_one("a.srt", text)) == ["One. Two.", "Three. 4"]


@pytest.mark.parametrize(
    ("name", "text", "faults"),
    [
        (
            "a.en.srt",
            SRT,
            [
                ("date-mismatch", "1 00:00:01,000", 4, 4),
                ("residual-source", "2 00:00:03,000", 8, 18),
                ("doubled-word", "3 00:00:05,000", 12, 3),
            ],
        ),
        (
            "a.en.vtt",
            VTT,
            [("residual-source", "1 00:01.000", 11, 23), ("doubled-word", "2 00:03.000", 14, 8)],
        ),
        (
            "a.en.ass",
            ASS,
            [("residual-source", "1 0:00:01.00", 9, 82), ("doubled-word", "3 0:00:05.00", 11, 58)],
        ),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_fault_at_its_place(
    name: str,
    text: str,
    faults: list[tuple[str, str, int, int]],
    end: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(text.replace("\n", end).encode())
    cues = ("港口于2019年开放，", "船来了。", "- 是谁？\n- 我。")
    source = "".join(f"{number}\n0:0:{number},0 --> 0:0:{number},9\n{cue}\n\n" for number, cue in enumerate(cues, 1))
    if name.endswith(".srt"):
        Path("a.zh.srt").write_text(source, "utf-8")
    code, stdout, stderr = run("check", name, "--output-format", "jsonl")
    assert (code, stderr) == (1, "")
    found = [json.loads(line) for line in stdout.splitlines()]
    assert [(one["rule"], one["segment"], one["line"], one["column"]) for one in found] == faults


ZH = ["哥 你带我走吧", "带你走？上哪儿去？", "不念了", "- 走\n- 好", "妈走的时候我答应过她"]
EN = ["Take me with you.", "Take you where?", "I'm done with school.", "Go. All right.", "I promised Mom."]


def write_cues(cues: list[str], point: str = ",") -> str:
    return "".join(
        f"{n}\n00:00:0{n}{point}000 --> 00:00:0{n}{point}900\n{cue}\n\n" for n, cue in enumerate(cues, 1) if cue
    )


def align_cues(source: list[str], target: list[str]) -> list[tuple[str, str]]:
    other = "WEBVTT\n\n" + write_cues(target, ".")
    alignment = align_documents(read_one("a.srt", write_cues(source), "zh"), read_one("a.vtt", other))
    return [(alignment.source_text(bead), alignment.target_text(bead)) for bead in alignment.beads]


def test_cues_that_are_shown_together_are_counterparts() -> None:
    beads = align_cues(ZH, EN)
    assert ("不念了", "I'm done with school.") in beads and ("妈走的时候我答应过她", "I promised Mom.") in beads
    assert [source for source, target in beads if not target] in ([], ["带你走？"], ["上哪儿去？"])


def test_a_cue_without_a_counterpart_stands_alone() -> None:
    assert ("不念了", "") in align_cues(ZH, [*EN[:2], "", *EN[3:]])
    assert ("", EN[2]) in align_cues([*ZH[:2], "", *ZH[3:]], EN)


def test_a_fix_changes_its_characters_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    texts = {
        "a.srt": SRT.replace("Me.", "Me，you."),
        "a.vtt": VTT.replace("the 摆脱,", "the mine，“<b>R"),
        "a.ass": ASS.replace("opened\\Nin 摆脱", "opened，yes"),
    }
    for name, text in texts.items():
        Path(name).write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    run("check", "--fix", *texts, "--select", "cjk-punctuation")
    for name, text in texts.items():
        expected = re.sub("，(?=[yb“])", ", ", text).replace("，", ",")
        assert Path(name).read_bytes().decode("utf-8-sig") == expected.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("name", "body", "fixed"),
    [
        ("a.srt", "The port of \r\n of Wen.", "The port of Wen."),
        ("a.srt", "<i>The port of</i>\n<i>of Wen.</i>", "<i>The port of</i><i> Wen.</i>"),
        ("a.srt", "The port of\n\nof Wen.", "The port of Wen."),
        ("a.vtt", "The port of\nof R&amp;D.", "The port of R&amp;D."),
        ("a.ass", "The port of\\N{\\i1}of{\\i0} Wen.", "The port of{\\i1}{\\i0} Wen."),
    ],
)
def test_a_fix_may_join_two_lines_of_a_cue(
    name: str, body: str, fixed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    head = (
        "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,," if name == "a.ass" else "0:00:01.000 --> 0:00:02.000\n"
    )
    head = "WEBVTT\n\n" * (name == "a.vtt") + head
    Path(name).write_bytes(f"{head}{body}\n".encode())
    run("check", "--fix", name, "--select", "doubled-word")
    assert Path(name).read_bytes().decode() == f"{head}{fixed}\n"


def test_a_fix_joins_no_cues() -> None:
    texts = {1: "Of", 2: "<i></i>\nof it"}
    cues = [f"{number}\n0:0:{number},0 --> 0:0:{number},9\n{text}\n\n" for number, text in texts.items()]
    document = read_one("a.srt", "".join(cues))
    assert document.text == "Of of it"
    assert [one.origin for one in document.stretches or () if one.span.start == len("Of")] == [None]


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("It has <the the> mine.", "It has <the the> mine."),
        ("A <B>big</B> <font color='#fff'>port</font><br>.", "A big port<br>."),
        ("{\\an8}A <i>new</i> <u>one</u>, <s>old</s>, x <b y.", "A new one, old, x <b y."),
    ],
)
def test_the_tags_of_subrip_are_few(text: str, block: str) -> None:
    assert list_blocks(read_one("a.srt", f"1\n00:00:01,000 --> 00:00:02,000\n{text}\n")) == [block]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.srt", "Hello.\n", "there is no cue with a time in it: give a file of subtitles"),
        ("a.srt", "", "there is no cue with a time in it: give a file of subtitles"),
        ("a.ass", SRT, "there is no cue with a time in it: give a file of subtitles"),
        ("a.vtt", SRT, "line 1: not WebVTT: its first line is not WEBVTT"),
    ],
)
def test_what_is_refused(name: str, text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ReadError):
        read_one(name, text)
    Path(name).write_text(text, "utf-8")
    assert run("check", name) == (2, "", f"aligncheck: {name}: {message}\n")


def check_origins(document: Document, text: str) -> None:
    """Each stretch as long as its origin is the file's own text there; all stretches make the text."""
    covered = 0
    for span, line, column, _, origin in document.stretches or ():
        assert span.start == covered
        covered = span.end
        assert line
        if origin:
            held = text[origin.start : origin.end]
            assert document.text[slice(*span)] in (held, "&", " ")
            before = re.split("\r\n|\n|\r", text[: origin.start])
            assert (line, column) == (len(before), len(before[-1]) + 1)
    assert covered == len(document.text)


PIECES = st.sampled_from(
    ["a", " ", "词", "<i>", "</i>", "{\\b1}", "\\N", "\\h", ",", ".", "- ", "&amp;", "<", "7", "\n", "\r\n"]
)


@given(st.lists(st.lists(PIECES, max_size=8).map("".join), max_size=5), st.sampled_from(["srt", "vtt", "ass"]))
def test_the_way_back_to_the_file(bodies: list[str], form: str) -> None:
    if form == "ass":
        rows = [f"Dialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,{body}" for body in bodies]
        text = "[Events]\n" + "\n".join(rows)
    else:
        cues = [f"{number}\n00:01:01.000 --> 00:01:02.000\n{body}\n\n" for number, body in enumerate(bodies, 1)]
        text = "WEBVTT\n\n" * (form == "vtt") + "".join(cues)
    try:
        document = read_one(f"a.{form}", text)
    except ReadError:
        assert not bodies or form == "ass"
        return
    check_origins(document, text)
    if form == "srt":
        assert document.text.count("词") == "".join(bodies).count("词")


@pytest.mark.full
@pytest.mark.parametrize("form", ["srt", *leave_to_full(["vtt", "ass"])])
@pytest.mark.parametrize("piece", ["a, <i>b</i> ", "a,\n\n00:01.000 --> 00:02.000\n", "{\\b1}", "\\N"])
def test_linear_work(form: str, piece: str) -> None:
    start = "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,," if form == "ass" else "00:01.000 --> 00:02.000\n"

    def read_many(count: int) -> None:
        read_one(f"a.{form}", "WEBVTT\n\n" * (form == "vtt") + start + piece * count)

    few, many = count_lines(partial(read_many, 1000)), count_lines(partial(read_many, 4000))
    assert find_superlinear(few, many, 5, 32_000) == {}
