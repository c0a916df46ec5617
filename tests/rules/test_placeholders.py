"""Where placeholders are looked for: in strings and plain text, not in pages and documents."""

import pytest

from align import check_text

SOURCE = "向{name}发送文件。<br>"
TARGET = "Send the files."


@pytest.mark.parametrize(("path", "count"), [("a.txt", 1), ("a.md", 0), ("a.html", 0)])
def test_what_looks_like_a_placeholder_in_a_page_is_none(path: str, count: int) -> None:
    found = [one.finding.rule for one in check_text(TARGET, source=SOURCE, path=path).diagnostics]
    assert found.count("placeholder-mismatch") == count
