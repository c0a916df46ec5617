"""The kernels of a BLAS for other processors, and pairs in another order, change nothing that is printed."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import kernels
import pytest
from varied_texts import make_sentences

PAIRS = (
    ("港口五月三日重开。", "The port reopened on May 3."),
    ("公司去年售出5.2万公斤茶叶，价值300万元。", "The company sold 52,000 kg of tea last year, worth 3 million yuan."),
    ("工程师们修好了水泵，居民回到家中。", "Engineers repaired the pump."),
    ("市长说，桥梁将于十月完工。", "Cheese is made from the milk of goats."),
    (
        "雨下了两天，12%的道路冲毁了，没有人受伤，学校也关了门。",
        "It rained for two days, and 21 percent of the roads were gone.",
    ),
    (
        "村民们在山上种了三百棵松树。",
        "Villagers planted 300 pines on the hill. They had come at dawn, with tools of their own.",
    ),
)


@cache
def run_usual(pairs: Sequence[tuple[str, str]]) -> tuple[str, list[kernels.Printed]]:
    with TemporaryDirectory() as folder:
        return kernels.run_kernel("", kernels.write_pairs(Path(folder), pairs))


def run_kernel(name: str, pairs: Sequence[tuple[str, str]], folder: Path) -> list[kernels.Printed]:
    """What is printed with a kernel; the test is skipped where there is none to compare."""
    usual, _ = run_usual(pairs)
    try:
        return kernels.run_kernel(name, kernels.write_pairs(folder, pairs), [usual])[1]
    except kernels.KernelError as reason:
        pytest.skip(f"{name}: {reason}")


def list_varied() -> tuple[tuple[str, str], ...]:
    return tuple(make_sentences(300))


def test_the_order_of_pairs_changes_nothing() -> None:
    _, (forwards, backwards) = run_usual(PAIRS)
    assert {"p2", "p4"} <= forwards["pairs"].keys()
    assert sum(name.startswith("bead") for name in forwards["texts"]) > len(PAIRS)
    assert sum(name.startswith("estimate") for name in forwards["texts"]) == len(PAIRS)
    assert forwards["pairs"] == backwards["pairs"]


@pytest.mark.parametrize("name", kernels.KERNELS)
def test_a_kernel_changes_nothing(name: str, tmp_path: Path) -> None:
    assert run_kernel(name, PAIRS, tmp_path) == run_usual(PAIRS)[1]


@pytest.mark.full
@pytest.mark.parametrize("name", kernels.KERNELS)
def test_a_kernel_changes_nothing_in_a_long_text(name: str, tmp_path: Path) -> None:
    found, (_, usual) = run_kernel(name, list_varied(), tmp_path), run_usual(list_varied())
    assert found == usual
    assert usual[0]["pairs"] == usual[1]["pairs"]
