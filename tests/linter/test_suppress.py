"""What an editor allows."""

from pathlib import Path

import pytest

from align.linter.suppression import Allow, Suppressor
from align.model import Finding, Severity, Span

TEXT = "The word 立场 is right; 立场坚定 is not."


def finding(marked: str, rule: str = "residual-source") -> Finding:
    start = TEXT.index(marked)
    return Finding(rule, Severity.ERROR, "accuracy/untranslated", "", Span(start, start + len(marked)))


@pytest.mark.parametrize(
    ("text", "rules", "paths", "permitted"),
    [
        ("立场", (), (), True),
        ("word 立场 is", (), (), True),
        ("立", (), (), False),
        ("坚定", (), (), False),
        ("立场", ("residual-source",), (), True),
        ("立场", ("mojibake",), (), False),
        ("立场", (), ("essays/",), True),
        ("", (), ("essays/*.md",), True),
        ("立场", (), ("news/",), False),
        ("", (), ("*.txt",), False),
    ],
)
def test_allowance(tmp_path: Path, text: str, rules: tuple[str, ...], paths: tuple[str, ...], permitted: bool) -> None:
    entry = Allow(text, rules, paths)
    found = [finding("立场")]
    suppressor = Suppressor([entry], tmp_path / "essays/a.md", tmp_path)
    assert list(suppressor.drop_allowed(found, TEXT)) == ([] if permitted else found)
    assert suppressor.unused == (() if permitted else (entry,))


def test_longer_finding_than_the_allowed_text_is_kept(tmp_path: Path) -> None:
    found = [finding("立场坚定")]
    assert list(Suppressor([Allow("立场")], Path("a.txt"), tmp_path).drop_allowed(found, TEXT)) == found


def test_paths_concern_only_what_lies_beside_the_configuration(tmp_path: Path) -> None:
    entry = Allow("立场", paths=("*.md",))
    assert not entry.concerns(tmp_path / "a.md", tmp_path / "inner")
    assert entry.concerns(tmp_path / "inner/deep/a.md", tmp_path / "inner")
