"""Input that is broken or means harm: no traceback, the right exit code, nothing garbled on the terminal."""

import errno
import io
import sys
from pathlib import Path

import pytest
from command_line import run
from hypothesis import given
from hypothesis import strategies as st
from marked import matcher_of
from sample_reports import TEXT_FORMATS

from align.cli import main
from align.model import Document

CHINESE = "这家公司昨天宣布了新的计划，计划从明年开始实施。"


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"The mine\nreopened. \xe6\x91 yes \xe6\x91\x86\xe8\x84\xb1", "line 2: not UTF-8: byte 0xe6 at offset 19"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x04\x00", "not a text file"),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 4, "not a text file"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, error: str) -> None:
    Path("a.txt").write_bytes(data)
    result = run("a.txt")
    assert result.exit_code == 2
    assert result.stdout == ""
    (first, *_) = result.stderr.splitlines()
    assert first.startswith("aligncheck: a.txt: ")
    assert error in first


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le"])
def test_encodings_are_told_apart(encoding: str) -> None:
    Path("a.en.txt").write_bytes(CHINESE.encode(encoding))
    assert "a.en.txt:1:1: error untranslated-document" in run("a.en.txt").stdout


def test_big5_is_told_apart() -> None:
    Path("a.en.txt").write_bytes("這家公司昨天宣布了新的計劃，計劃從明年開始實施。".encode("big5"))
    assert "a.en.txt:1:1: error untranslated-document" in run("a.en.txt").stdout


def test_encoding_is_what_a_person_says() -> None:
    Path("a.txt").write_bytes(CHINESE.encode("gbk"))
    assert run("a.txt", "--encoding", "ascii").stderr.startswith("aligncheck: a.txt: line 1: not ascii: byte 0xd5")
    assert run("a.txt", "--encoding", "klingon").exit_code == 2


def test_links_in_a_circle_are_walked_once() -> None:
    Path("loop").mkdir()
    Path("loop/a.txt").write_text("The the mine.\n", encoding="utf-8")
    Path("loop/self").symlink_to("../loop", target_is_directory=True)
    assert run("loop", "--quiet").stdout.count("doubled-word") == 1


def test_file_without_permission_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    Path("a.txt").write_text("Fine.\n", encoding="utf-8")
    monkeypatch.setattr("glossary.storage.reading.read_file", refuse)
    monkeypatch.setattr("click.types.os.access", lambda path, mode: False)
    result = run("a.txt")
    assert result.exit_code == 2
    assert (
        result.stderr.splitlines()[0]
        == "aligncheck: a.txt: cannot be read: Permission denied: change the permissions of the file or its folder"
    )


@pytest.mark.parametrize("output_format", TEXT_FORMATS)
def test_control_characters_are_made_visible(output_format: str) -> None:
    Path("a.txt").write_text("A \x1b[31mred\x07 the the\u202e ::error::x ##[error] %0A\n", encoding="utf-8")
    result = run("a.txt", "--output-format", output_format, "--color", "never")
    assert result.exit_code == 1
    assert set(result.stdout) & set("\x1b\x07\u202e") == set()
    assert [line for line in result.stdout.splitlines() if line.startswith("::error::x")] == []


def test_lone_surrogate_in_a_pair_is_lost_not_fatal() -> None:
    Path("a.jsonl").write_text('{"source": "", "target": "\\ud800 the the"}\n', encoding="utf-8")
    assert "a.jsonl:1:3: error doubled-word" in run("a.jsonl").stdout


@pytest.mark.parametrize("line", ["[" * 100_000, '{"source": "", "target": ' + "1" * 5000 + "}", "null", "{}", "{"])
def test_bad_line_is_named(line: str) -> None:
    Path("a.jsonl").write_text(f'{{"source": "", "target": "Fine."}}\n{line}\n', encoding="utf-8")
    result = run("a.jsonl")
    assert result.exit_code == 2
    assert result.stderr.startswith("aligncheck: a.jsonl: line 2: ")


@given(
    st.text(
        st.sampled_from("aA 的，（)“\"'.!…\n\r\t\u200b\u3000１$3,00:0éÃ©|丨*_`[]<>-") | st.characters(), max_size=80
    )
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_any_text_survives_and_spans_lie_inside(name: str, text: str) -> None:
    from align.errors import ReadError
    from align.linter.context import Context
    from align.linter.registry import all_rules
    from align.linter.rule import TextRule
    from align.linter.scanner import check_document
    from align.readers import ReadOptions, read

    glossary = "矿,a\n出口,b\n出口,the,forbidden"
    context = Context(matcher_of(glossary))
    rules = [rule for rule in all_rules().values() if isinstance(rule, TextRule) and rule.name != "residual-source"]
    try:
        documents = read(name, text.encode("utf-8", "surrogatepass"), ReadOptions())
    except ReadError:
        return
    for document in documents:
        assert isinstance(document, Document)
        for finding in check_document(document, rules, context):
            assert 0 <= finding.span.start < finding.span.end <= len(document.text)
            assert not any(mask.holds(finding.span) for mask in document.masked)
            for edit in finding.fix.edits if finding.fix else ():
                assert 0 <= edit.start <= edit.end <= len(document.text)
        for segment in document.segments:
            assert document.text[segment.start : segment.end] == segment.text


@pytest.mark.parametrize("output_format", TEXT_FORMATS)
def test_same_input_gives_same_bytes(output_format: str) -> None:
    Path("b.txt").write_text("to摆脱 the the mine\n", encoding="utf-8")
    Path("a.md").write_text("On 2023-05-12 ( it ) rose to$3000，he said.\n", encoding="utf-8")
    first, second = (run(".", "--output-format", output_format).stdout for _ in range(2))
    assert first == second
    assert first != ""


class Full(io.StringIO):
    """A stream on a full disk."""

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_stdout_on_a_full_disk_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdout", Full())
    with pytest.raises(SystemExit) as caught:
        main(["rules"])
    assert caught.value.code == 2
    message = "aligncheck: stdout: cannot be written (No space left on device): make room, or send it elsewhere\n"
    assert capsys.readouterr().err == message


def test_closed_streams_are_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("terms.csv").write_text("concept,language,term\n1,zh,矿\n", encoding="utf-8")
    for arguments, code in ((["glossary", "stats", "terms.csv"], 0), (["glossary", "stats", "none.csv"], 2)):
        monkeypatch.setattr(sys, "stdout", None)
        monkeypatch.setattr(sys, "stderr", None)
        with pytest.raises(SystemExit) as caught:
            main(arguments)
        assert caught.value.code == code


def test_an_interrupted_command_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("glossary.formats.files.load", interrupt)
    result = run("glossary", "stats", "terms.csv")
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "")


def test_a_merged_glossary_cannot_act_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("terms.csv").write_text("concept,language,term\n1,zh,矿\x1b[31m\n", encoding="utf-8")
    assert run("glossary", "merge", "terms.csv", "terms.csv").stdout.splitlines()[1] == "1,zh,矿\x1b[31m,"
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    assert run("glossary", "merge", "terms.csv", "terms.csv").stdout.splitlines()[1] == "1,zh,矿<U+001B>[31m,"


def test_what_a_baseline_is_called_cannot_act_on_a_terminal() -> None:
    Path("a.txt").write_text("The the mine reopened.\n", encoding="utf-8")
    result = run("baseline", "a.txt", "--baseline", "b\x1b[31m.jsonl")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [line.partition(": ")[0] for line in result.stdout.splitlines()] == [
        "b<U+001B>[31m.jsonl",
        "for every run to use it, write into aligncheck.toml",
    ]
