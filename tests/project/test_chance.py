"""No test depends on chance: hypothesis draws the same whichever tests ran before."""

import importlib.util
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def draw() -> list[list[str | int]]:
    """Return what is drawn for a test of this name."""
    drawn = list[list[str | int]]()

    @settings(max_examples=100)
    @given(st.lists(st.text() | st.integers()))
    def test_nothing(example: list[str | int]) -> None:
        drawn.append(example)

    test_nothing()
    return drawn


def test_what_is_drawn_does_not_depend_on_what_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = draw()
    path = tmp_path / "more.py"
    path.write_text(
        "".join(f"X{number} = {number + 10**6}, 'word {number}'\n" for number in range(500)), encoding="utf-8"
    )
    spec = importlib.util.spec_from_file_location("more", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setitem(sys.modules, "more", module)
    assert draw() == first
    assert len({repr(example) for example in first}) > 50
