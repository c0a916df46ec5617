"""Where placeholders are looked for: in strings, plain text and subtitles, not in pages and documents."""

import pytest

from align import check_text

SOURCE = "向{name}发送文件。<br>"
TARGET = "Send the files."


@pytest.mark.parametrize(("path", "count"), [("a.txt", 1), ("a.md", 0), ("a.html", 0)])
def test_what_looks_like_a_placeholder_in_a_page_is_none(path: str, count: int) -> None:
    found = [one.finding.rule for one in check_text(TARGET, source=SOURCE, path=path).diagnostics]
    assert found.count("placeholder-mismatch") == count


@pytest.mark.parametrize(("suffix", "head"), [("srt", "1\n"), ("vtt", "WEBVTT\n\n")])
def test_subtitles_are_strings(suffix: str, head: str) -> None:
    point = "," if suffix == "srt" else "."
    cue = f"{head}00:00:01{point}000 --> 00:00:03{point}000\n".__add__
    result = check_text(cue("The files were sent."), source=cue("文件已发给{name}。"), path=f"a.{suffix}")
    assert [one.finding.rule for one in result.diagnostics].count("placeholder-mismatch") == 1
