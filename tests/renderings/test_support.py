"""Whether the dictionary supports a rendering."""

import pytest

from glossary.renderings.support import is_whole, measure_support


@pytest.mark.parametrize(
    ("term", "rendering", "support"),
    [
        ("银行体系", "banking system", 1.0),
        ("相关业务", "related gardens", 0.5),
        ("财政司司长", "Monetary Authority", 0.0),
        ("钠离子", "sodium ion", 0.5),
        ("银行体系", "of the", 0.0),
    ],
)
def test_support(term: str, rendering: str, support: float) -> None:
    assert measure_support(term, rendering) == support


@pytest.mark.parametrize(
    ("term", "rendering", "whole"),
    [
        ("银行体系", "banking system", True),
        ("银行体系", "banking sector", False),
        ("银行体系", "banks", False),
        ("人力资源", "human resources", True),
        ("人力资源", "human capital", False),
    ],
)
def test_whole_renderings(term: str, rendering: str, whole: bool) -> None:
    assert is_whole(term, rendering) == whole
