"""The kernels of a BLAS for other processors, and pairs in another order, change nothing that is printed."""

from functools import cache
from pathlib import Path

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


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    return tuple(kernels.write_pairs(tmp_path_factory.mktemp("few"), PAIRS))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    return tuple(kernels.write_pairs(tmp_path_factory.mktemp("many"), make_sentences(300)))


@cache
def run_usual(texts: tuple[Path, ...]) -> tuple[str, list[kernels.Printed]]:
    return kernels.run_kernel("", texts)


def run_kernel(name: str, texts: tuple[Path, ...]) -> list[kernels.Printed]:
    """What is printed with a kernel; the test is skipped where there is none to compare."""
    try:
        return kernels.run_kernel(name, texts, [run_usual(texts)[0]])[1]
    except kernels.KernelError as reason:
        pytest.skip(f"{name}: {reason}")


def test_the_order_of_pairs_changes_nothing(few: tuple[Path, ...]) -> None:
    _, (forwards, backwards) = run_usual(few)
    assert {"p2", "p4"} <= forwards["pairs"].keys()
    assert sum(name.startswith("bead") for name in forwards["texts"]) > len(PAIRS)
    assert sum(name.startswith("estimate") for name in forwards["texts"]) == len(PAIRS)
    assert forwards["pairs"] == backwards["pairs"]


@pytest.mark.parametrize("name", kernels.KERNELS)
def test_a_kernel_changes_nothing(name: str, few: tuple[Path, ...]) -> None:
    assert run_kernel(name, few) == run_usual(few)[1]


@pytest.mark.full
@pytest.mark.parametrize("name", kernels.KERNELS)
def test_a_kernel_changes_nothing_in_a_long_text(name: str, many: tuple[Path, ...]) -> None:
    found, (_, usual) = run_kernel(name, many), run_usual(many)
    assert found == usual
    assert usual[0]["pairs"] == usual[1]["pairs"]
