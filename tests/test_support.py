"""Whether the dictionary supports a rendering."""

import pytest

from glossary.renderings.support import measure_support


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
