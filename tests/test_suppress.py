"""What an editor allows."""

from pathlib import Path

import pytest

from align.linter.suppression import Allowance, without_allowed
from align.model import Finding, Severity, Span

TEXT = "The word 立场 is right; 立场坚定 is not."


def finding(marked: str, rule: str = "residual-source") -> Finding:
    start = TEXT.index(marked)
    return Finding(rule, Severity.ERROR, "accuracy/untranslated", "", Span(start, start + len(marked)))


@pytest.mark.parametrize(
    ("text", "rules", "paths", "permitted"),
    [
        ("立场", set(), (), True),
        ("word 立场 is", set(), (), True),
        ("立", set(), (), False),
        ("坚定", set(), (), False),
        ("立场", {"residual-source"}, (), True),
        ("立场", {"mojibake"}, (), False),
        ("立场", set(), ("essays/",), True),
        ("", set(), ("essays/*.md",), True),
        ("立场", set(), ("news/",), False),
        ("", set(), ("*.txt",), False),
    ],
)
def test_allowance(tmp_path: Path, text: str, rules: set[str], paths: tuple[str, ...], permitted: bool) -> None:
    allowance = Allowance(text, frozenset(rules), paths, tmp_path)
    found = [finding("立场")]
    assert without_allowed(found, TEXT, tmp_path / "essays/a.md", [allowance]) == ([] if permitted else found)


def test_longer_finding_than_the_allowed_text_is_kept(tmp_path: Path) -> None:
    found = [finding("立场坚定")]
    assert without_allowed(found, TEXT, Path("a.txt"), [Allowance("立场", frozenset(), (), tmp_path)]) == found


def test_paths_concern_only_what_lies_beside_the_configuration(tmp_path: Path) -> None:
    allowance = Allowance("立场", frozenset(), ("*.md",), tmp_path / "inner")
    assert not allowance.concerns(tmp_path / "a.md")
    assert allowance.concerns(tmp_path / "inner/deep/a.md")
